export const id = 8382;
export const ids = [8382,7764];
export const modules = {

/***/ 48382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   push: () => (/* binding */ push)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _artifact_annotations_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46948);
/* harmony import */ var _artifact_files_find_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53017);
/* harmony import */ var _artifact_files_pack_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70697);
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(29749);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(452);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9501);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23940);
/* harmony import */ var _send_annotations_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(27509);
/* harmony import */ var _send_image_spec_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(48329);
/* harmony import */ var _send_input_files_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(92501);
/* harmony import */ var _send_plan_tags_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(42664);
/* harmony import */ var _send_read_input_file_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(76741);
/* harmony import */ var _send_send_staged_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(43844);
/* harmony import */ var _send_signing_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(77764);
/* harmony import */ var _tell_progress_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(52359);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(43052);

















/**
 * Publishes files as one artifact under any number of tags; what is there already is not sent, and no tag is moved
 * without need.
 */
async function push(inputs, { open, learn, log, signal, workspace }, { build, temporary, sign }) {
    const { reference, files: wanted, tagging, artifactType, imageSpec, concurrency, dryRun } = inputs;
    const { tags } = tagging;
    const { symlinks, includeHiddenFiles } = wanted;
    const isFlux = inputs.kind === 'flux';
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .formatRepository */ .Sh)(reference);
    learn({ repository, tags, changed: false, files: [], transferred: 0, reused: 0, previous: {} });
    checkCombination(isFlux, inputs.config, artifactType, imageSpec);
    const files = await (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_10__/* .findInputFiles */ .Tr)(wanted, workspace, log);
    if (files.length === 0)
        return;
    const said = await (0,_send_annotations_js__WEBPACK_IMPORTED_MODULE_8__/* .readAnnotations */ .t)(inputs.annotations, { build, isFlux, symlinks }, workspace);
    const config = await findConfig(inputs.config, symlinks, workspace);
    const heading = `${dryRun ? 'Would push' : 'Push'} ${(0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_10__/* .countFound */ .WC)(files)} to ${repository}`;
    await log.group(heading, async () => {
        const target = open.store(reference);
        const hasDirectories = files.some(({ excludes }) => excludes !== undefined);
        const current = await (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_11__/* .readTags */ .g$)(target, tags, hasDirectories, signal);
        // Only what will be pushed whatever its digest is; where a tag is there, the push may well change nothing.
        const isNew = tags.length > 0 && current.every(({ digest }) => digest === undefined);
        const isCertain = isNew && !dryRun && reference.digest === undefined && concurrency > 1;
        const start = Date.now();
        const packing = {
            ...{ said, isFlux, symlinks, includeHiddenFiles, artifactType, config, temporary, concurrency },
            claimed: archivesIn(current, target),
            sendAhead: isCertain ? sendMissing(target, log) : undefined,
        };
        const packed = await (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_10__/* .packInputFiles */ .Fx)(files, packing, workspace, log, signal);
        const task = {
            target,
            reference,
            repository,
            current,
            sent: new Set(packed.sent),
            sign,
            concurrency,
            dryRun,
            ...tagging,
        };
        const known = new Set([reference.digest, ...current.map(({ digest }) => digest)]);
        try {
            await (0,_send_image_spec_js__WEBPACK_IMPORTED_MODULE_9__/* .withImageSpec */ .T)(packed, imageSpec, { reference, tags, known }, log, (chosen) => publish(chosen, task, { learn, log, signal }));
        }
        catch (error) {
            const isOpen = (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .hasCode */ .up)(error, 'INTEGRITY') && error.topic === undefined;
            const changed = isOpen ? changedSince(start, files, packed) : undefined;
            if (changed === undefined)
                throw error;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('INTEGRITY', `${changed} changed while it was pushed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .messageOf */ .bD)(error)}`, {
                cause: error,
                topic: 'changed-file',
            });
        }
    });
}
/** Refuses inputs of which one would have to be left out; fails with INVALID_INPUT. */
function checkCombination(isFlux, config, artifactType, imageSpec) {
    const foreign = config !== undefined ? 'config' : artifactType !== undefined ? 'artifact-type' : undefined;
    if (isFlux && foreign) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('INVALID_INPUT', `The input ${foreign} does not apply to kind flux, which sets its own`, {
            topic: 'foreign-input',
        });
    }
    if (imageSpec === '1.0' && config !== undefined && artifactType !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('INVALID_INPUT', 'The inputs config and artifact-type cannot be combined with image-spec "1.0", where the type of the config is that of the artifact', { topic: 'combined-inputs' });
    }
}
/** The title of a file that has another size than it was packed with, or was written since then. */
function changedSince(start, files, { layers }) {
    const isChanged = ({ path, excludes }, index) => {
        // An archive of a directory is a file of ours.
        if (excludes !== undefined)
            return false;
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
        return found?.size !== layers[index]?.descriptor.size || (found?.mtimeMs ?? 0) >= start;
    };
    return files.find(isChanged)?.title;
}
/** Sends a packed artifact, signs it, and writes its tags, as far as they are not where they should be. */
async function publish(packed, { target, reference, repository, current, tags, ifExists = 'overwrite', sent, sign, concurrency, dryRun }, { learn, log, signal }) {
    const { root } = packed;
    const size = (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_16__/* .totalSize */ .U)((0,_artifact_files_pack_js__WEBPACK_IMPORTED_MODULE_3__/* .blobsOf */ .OR)(packed));
    checkPinned(reference.digest, root.digest);
    /** Told when it is there: what a push that fails would have made is not to be deployed. */
    const about = {
        digest: root.digest,
        reference: `${repository}@${root.digest}`,
        mediaType: root.mediaType,
        artifactType: packed.artifactType ?? packed.config.mediaType,
        size,
        files: (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_10__/* .filesOf */ .R8)(packed),
    };
    const plan = (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_11__/* .planTags */ .Vd)(current, root.digest, ifExists, repository, log);
    learn({ tagged: plan.tagged });
    if (plan.kept !== undefined) {
        // The artifact that stays is another one: what was found here is not in it.
        learn({ ...about, digest: plan.kept, reference: `${repository}@${plan.kept}`, files: [], size: 0, kept: true });
        if (!dryRun)
            learn({ newContent: false });
        (0,_send_signing_js__WEBPACK_IMPORTED_MODULE_14__.tellUntouched)(log, `${repository}@${plan.kept}`, sign ? ['signed'] : []);
        return;
    }
    const signRoot = async () => (await sign?.(target, root, repository))?.isChanged ?? false;
    if (tags.length > 0 && plan.pending.length === 0) {
        learn({ ...about, reused: size, ...(dryRun ? {} : { newContent: false }) });
        learn({ changed: await signRoot() });
        return;
    }
    const { previous } = plan;
    learn({ previous });
    if (dryRun) {
        learn(about);
        (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_11__/* .tellTags */ .Dg)(log, { tags: plan.pending, previous, digest: root.digest, isDryRun: true });
        const isThere = tags.length === 0 && (await target.has(root, signal));
        const isSigned = await signRoot();
        learn({ changed: !isThere || isSigned, reused: isThere ? size : 0 });
        return;
    }
    // Told at once: a later tag may be refused, which does not take this one back.
    const onTagged = () => learn({ ...about, changed: true });
    let isSigned = false;
    const beforeTags = async () => {
        learn(about);
        isSigned = await signRoot();
    };
    const { isChanged, transferred, reused, isNew } = await (0,_send_send_staged_js__WEBPACK_IMPORTED_MODULE_13__/* .sendStaged */ .X)({ ...packed, size }, target, {
        ...{ tags: plan.pending, sent, concurrency, onTagged, beforeTags: sign && beforeTags },
        ...{ nameOf: (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_10__/* .blobNames */ .MQ)(packed), log, signal },
    });
    (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_11__/* .tellTags */ .Dg)(log, { tags: plan.pending, previous, digest: root.digest, isDryRun: false });
    // A tag was written, or without tags the manifest, unless it was there and signed.
    learn({ ...about, changed: tags.length > 0 || isChanged || isSigned, newContent: isNew, transferred, reused });
}
/** Fails with INTEGRITY when the reference asks for another digest. */
function checkPinned(pinned, digest) {
    if (pinned === undefined || pinned === digest)
        return;
    const what = `The files make the manifest ${digest}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('INTEGRITY', `${what}, but the input reference asks for ${pinned}`, { topic: 'pinned-digest' });
}
/** Sends large files while they are hashed, and stops as soon as the target turns out to have one. */
function sendMissing(target, log) {
    const send = target.sendAhead?.bind(target);
    if (!send)
        return undefined;
    return (content, signal) => {
        const progress = (0,_tell_progress_js__WEBPACK_IMPORTED_MODULE_15__/* .startProgress */ .o)(log, 'Sending', content.size);
        const open = async () => (0,_chunks_js__WEBPACK_IMPORTED_MODULE_4__/* .tapped */ .DS)(await content.open(), ({ byteLength }) => progress.moved(byteLength, content.title));
        const ahead = send({ ...content, open }, signal);
        return {
            ...ahead,
            async commit(descriptor) {
                if (!(await target.has(descriptor, signal)))
                    return ahead.commit(descriptor);
                await ahead.cancel();
                return false;
            },
        };
    };
}
async function findConfig(config, symlinks, workspace) {
    if (config === undefined)
        return undefined;
    const { pattern, mediaType } = await (0,_artifact_files_find_files_js__WEBPACK_IMPORTED_MODULE_2__/* .splitMediaType */ .$J)(config, workspace, 'config');
    const bytes = (0,_send_read_input_file_js__WEBPACK_IMPORTED_MODULE_12__/* .readInputFile */ .j)('config', pattern, symlinks, workspace);
    return { bytes, ...(mediaType === undefined ? {} : { mediaType }) };
}
/** The archives of directories in what the tags point to, by the digest of what is said to be in them. */
function archivesIn(current, target) {
    const archives = new Map();
    for (const { content } of current) {
        for (const layer of content ? layersOf(content) : []) {
            const digest = layer.annotations?.[_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_1__/* .contentDigestAnnotation */ .zu];
            if ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .isDigest */ .Bc)(digest)) {
                archives.set(digest, { descriptor: layer, open: (signal) => target.fetch(layer, signal) });
            }
        }
    }
    return archives;
}
/** The layers of a manifest; none of one that we cannot read, which is no reason not to replace it. */
function layersOf({ parsed }) {
    try {
        const manifest = parsed();
        return manifest.kind === 'manifest' ? manifest.layers : [];
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .hasCode */ .up)(error, 'ARTIFACT'))
            return [];
        throw error;
    }
}


/***/ }),

/***/ 62044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ piecesOf),
/* harmony export */   a: () => (/* binding */ readAttestations)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3474);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(42037);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73931);
/* harmony import */ var _trust_formats_provenance_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14958);
/* harmony import */ var _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29096);









const maxFileBytes = 16 * 1024 * 1024;
/** Of the JSON without its spaces: with base64 and what proves it, a bundle is then within the 1 MiB that `verify` reads. */
const maxPredicateBytes = 720 * 1024;
/**
 * Reads the lines of the input `attest`, and the files that they name, before anything is sent: `provenance`,
 * `sbom=FILE`, or the URI of a type with `=FILE`. Fails with INVALID_INPUT.
 */
function readAttestations(lines, workspace) {
    const all = lines.map((line) => {
        const [name = '', ...rest] = line.split('=');
        const file = rest.join('=').trim();
        const label = name.trim();
        if (label === 'provenance' && rest.length === 0)
            return { kind: 'provenance' };
        if (label !== 'sbom' && !isType(label))
            throw unknownLine(line, label);
        if (label === _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_5__/* .signaturePredicate */ .oo)
            throw fail(line, 'has the type of a plain signature: set sign');
        if (file === '')
            throw fail(line, 'names no file: write it after a =');
        return { kind: 'file', label, claim: readClaim(label, file, workspace) };
    });
    const types = all.map((each) => (each.kind === 'file' ? each.claim.predicateType : _trust_formats_provenance_js__WEBPACK_IMPORTED_MODULE_6__/* .provenanceType */ .wy));
    const twice = types.findIndex((type, index) => types.indexOf(type) !== index);
    // Who asks for the type would get either.
    if (twice >= 0)
        throw fail(lines[twice] ?? '', 'asks for a type that another line already asks for');
    return all;
}
/** The attestations of files, which do not depend on who signs. */
function piecesOf(attestations) {
    return attestations.flatMap((each) => each.kind === 'file' ? [{ format: 'bundle', claim: each.claim, label: each.label }] : []);
}
function isType(label) {
    return URL.canParse(label) && label.includes('://');
}
function unknownLine(line, label) {
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_7__/* .nearest */ .p)(label, ['provenance', 'sbom']);
    const hint = near ? `did you mean ${near}?` : 'known are provenance, sbom=FILE, and the URI of a type with =FILE';
    return fail(line, `is not known: ${hint}`);
}
function fail(line, what, facts = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The line ${JSON.stringify(line)} of the input attest ${what}`, {
        topic: 'attestation',
        ...facts,
    });
}
const tooLarge = `is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_8__/* .formatBytes */ .z)(maxPredicateBytes)}, so verify would not read it: attach it with mode: attach`;
function readClaim(label, file, workspace) {
    const failFile = (what, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(file)} of the input attest ${what}`, {
        topic: 'attestation',
        ...facts,
    });
    const held = { folder: workspace, symlinks: 'keep', limit: maxFileBytes, fail: failFile };
    const bytes = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, file), held);
    let predicate;
    try {
        predicate = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(bytes, 'it');
    }
    catch (error) {
        throw failFile((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .up)(error, 'TOO_LARGE') ? tooLarge : `is not JSON: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`);
    }
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .isRecord */ .u4)(predicate))
        throw failFile('is not a JSON object');
    if (Buffer.byteLength(JSON.stringify(predicate)) > maxPredicateBytes)
        throw failFile(tooLarge);
    if (label !== 'sbom')
        return { predicateType: label, predicate };
    const predicateType = typeOfSbom(predicate);
    if (predicateType !== undefined)
        return { predicateType, predicate };
    throw failFile('is neither SPDX 2 nor CycloneDX in JSON: write the URI of its type in the place of sbom');
}
/** The types under which actions/attest-sbom and cosign publish an SBOM. */
function typeOfSbom({ spdxVersion, bomFormat }) {
    const [, version] = /^SPDX-(\d+\.\d+)$/.exec(typeof spdxVersion === 'string' ? spdxVersion : '') ?? [];
    if (version !== undefined)
        return `https://spdx.dev/Document/v${version}`;
    return bomFormat === 'CycloneDX' ? 'https://cyclonedx.org/bom' : undefined;
}


/***/ }),

/***/ 48847:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ decide),
/* harmony export */   m: () => (/* binding */ isPending)
/* harmony export */ });
/** Decides by `if-exists` what becomes of a tag that points to one digest, or is not there, and should to another. */
function decide(current, wanted, ifExists) {
    if (current === undefined)
        return 'new';
    if (current === wanted)
        return 'unchanged';
    return { overwrite: 'moved', skip: 'kept', error: 'refused' }[ifExists];
}
/** Tells whether a tag is to be written. */
function isPending(verdict) {
    return verdict === 'new' || verdict === 'moved';
}


/***/ }),

/***/ 42664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dg: () => (/* binding */ tellTags),
/* harmony export */   Vd: () => (/* binding */ planTags),
/* harmony export */   W$: () => (/* binding */ tellKept),
/* harmony export */   XC: () => (/* binding */ planOf),
/* harmony export */   ZC: () => (/* binding */ nameIn),
/* harmony export */   g$: () => (/* binding */ readTags),
/* harmony export */   lO: () => (/* binding */ tellName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);
/* harmony import */ var _decide_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48847);



/** Asks where tags point, with one request for each. */
function readTags(target, tags, withContent, signal) {
    const readTag = async (tag) => {
        if (!withContent)
            return { tag, digest: (await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(target.resolve(tag, signal)))?.digest };
        const content = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(target.manifest(tag, signal));
        return content ? { tag, digest: content.descriptor.digest, content } : { tag, digest: undefined };
    };
    return Promise.all(tags.map(readTag));
}
/**
 * Decides what is to be done. `kept` is the digest of the first tag when `if-exists: skip` leaves nothing to do. Fails
 * with CONFLICT.
 *
 * @param place the repository, as messages name it
 */
function planTags(current, digest, ifExists, place, log) {
    const verdicts = current.map((entry) => ({ ...entry, verdict: (0,_decide_js__WEBPACK_IMPORTED_MODULE_2__/* .decide */ .L)(entry.digest, digest, ifExists) }));
    const refused = verdicts.filter(({ verdict }) => verdict === 'refused');
    if (refused.length > 0) {
        const list = refused.map((entry) => `${place}:${entry.tag} points to ${entry.digest}`).join(', ');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('CONFLICT', `A tag exists with different content: ${list}; this step has ${digest}`);
    }
    const kept = verdicts.filter(({ verdict }) => verdict === 'kept');
    for (const entry of kept)
        tellKept(log, entry.tag, entry.digest);
    const [first] = kept.length === current.length ? kept : [];
    return { ...planOf(verdicts), ...(first?.digest ? { kept: first.digest } : {}) };
}
/** Puts the verdicts on tags together. */
function planOf(verdicts) {
    const pending = verdicts.filter(({ verdict }) => (0,_decide_js__WEBPACK_IMPORTED_MODULE_2__/* .isPending */ .m)(verdict));
    return {
        pending: pending.map(({ tag }) => tag),
        previous: Object.fromEntries(pending.flatMap(({ tag, digest }) => (digest ? [[tag, digest]] : []))),
        tagged: Object.fromEntries(verdicts.map(({ tag, verdict }) => [tag, verdict])),
    };
}
/** Says that `if-exists` lets a tag stay where it is. */
function tellKept(log, tag, digest) {
    log.notice(`The tag ${tag} exists and stays at ${digest}`);
}
/**
 * Says of each tag that was written, or in a dry run would be, that it is new, or where it pointed before; `place` stands
 * before its name.
 */
function tellTags(log, { tags, previous, digest, isDryRun, place = '', }) {
    for (const tag of tags) {
        // Tags have names such as `constructor` too.
        if (!Object.hasOwn(previous, tag))
            log.info(`${place}${tag}: ${isDryRun ? 'would be new' : 'new'}`);
        else
            log.info(`${isDryRun ? 'Would move ' : ''}${place}${tag}: ${previous[tag]} → ${digest}`);
    }
}
/**
 * The digest of a manifest in a place where some of its tags are: by another algorithm than elsewhere, where tags say
 * so.
 */
function nameIn(current, { descriptor, bytes }) {
    const found = current.find(({ digest }) => digest !== undefined && (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigestOf */ ._Q)(digest, bytes));
    return found?.digest ?? descriptor.digest;
}
/**
 * Says so where tags point to another digest than that of the manifest: many registries name all manifests by sha256.
 */
function tellName(log, { location }, digest, named) {
    if (named === digest)
        return;
    const place = location ? `${location.host}/${location.repository}` : 'the target';
    log.notice(`${place} names the manifest ${digest} by another digest, to which its tags point: ${named}. ` +
        'What refers to the manifest by the first one, such as a signature, is not found by these tags');
}


/***/ }),

/***/ 77764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSigning: () => (/* binding */ openSigning),
/* harmony export */   tellUntouched: () => (/* binding */ tellUntouched)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _contract_read_value_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53883);
/* harmony import */ var _attestations_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62044);





const maxKeyBytes = 64 * 1024;
/**
 * Checks all that can be checked before anything is sent: whether the key opens, the job may have a token, and the files
 * of `attest` can be read. Fails with INVALID_INPUT, or SIGNING without a token. Undefined where nothing is to be signed;
 * then the code for it is not loaded.
 */
async function openSigning(inputs, { dryRun, trustedRoot }, reach) {
    checkInputs(inputs);
    if (inputs.sign === 'none' && inputs.attest.length === 0)
        return undefined;
    const { log, learn, signal, workspace } = reach;
    const asked = (0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .readAttestations */ .a)(inputs.attest, workspace);
    const open = inputs.sign === 'key'
        ? await openKey(inputs, asked, reach)
        : await (await Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3341)]).then(__webpack_require__.bind(__webpack_require__, 13341))).openJob(inputs, trustedRoot, asked, reach);
    const { lookFor, signManifest } = await __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733));
    const all = [];
    const urls = [];
    const sign = async (store, subject, repository, within = signal) => {
        const name = `${repository}@${subject.digest}`;
        const work = async () => {
            const { hand, pieces, keep } = await open();
            const done = await (dryRun ? lookFor : signManifest)(hand, pieces, store, subject, within);
            return { hand, keep, ...done };
        };
        const { hand, keep, signatures, added, attestations, unwritten } = await work().catch((error) => {
            if (!dryRun)
                log.warning(`${name} is there, but not all of its signatures are, so no tag was moved to it`);
            throw error;
        });
        for (const why of unwritten)
            log.warning(`${name} is signed in one format only, which fewer programs find: ${why}`);
        tellSigned(log, name, hand.label, added, dryRun);
        const own = signatures.map((each) => ({ ...each, ...hand.signer, reference: name }));
        all.push(...own);
        learn({ signatures: all });
        if (keep)
            urls.push(...(await keepAll(attestations, keep, log, within)));
        if (urls.length > 0)
            learn({ attestationUrls: urls });
        return { signatures: own, isChanged: added.length > 0 };
    };
    const hasSigned = async (store, subject) => {
        const { hand, pieces } = await open();
        return (await lookFor(hand, pieces, store, subject, signal)).signatures.length > 0;
    };
    return { sign, hasSigned };
}
/** Refuses what would not do what it says. */
function checkInputs({ sign, signKey, attest, signatureFormat, signingConfig }) {
    const fail = (what, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', what, facts);
    if (sign !== 'key' && signKey !== '')
        throw fail('The input sign-key is given without sign: key');
    if (signingConfig !== undefined && (sign === 'key' || (sign === 'none' && attest.length === 0))) {
        throw fail('The input signing-config is given without sign: keyless or attest');
    }
    if (sign === 'key' && signKey === '') {
        throw fail('The input sign-key is empty: is the secret set?', { topic: 'missing-secret' });
    }
    if (attest.length > 0 && sign !== 'none' && signatureFormat === 'legacy') {
        // Cosign 3 and Flux 2.8 look at bundles alone as soon as there is one.
        throw fail('The input attest cannot be combined with signature-format "legacy": newer readers would no longer see the signature');
    }
}
function tellSigned(log, name, label, added, isDryRun) {
    const what = added.map((piece) => piece.label).join(', ');
    if (added.length === 0)
        log.info(`Already signed by ${label}: ${name}`);
    else
        log.info(isDryRun ? `Would sign ${name} (${what})` : `Signed: ${name} by ${label} (${what})`);
}
/** Where GitHub refuses an attestation. */
const permissionHint = '. Give the job permissions: attestations: write; private repositories need GitHub Enterprise Cloud';
/** Gives attestations to GitHub too, where its own tools look first; the registry has them whatever comes of it. */
async function keepAll(bundles, keep, log, signal) {
    const urls = [];
    for (const bundle of bundles) {
        try {
            const url = await keep(bundle);
            log.info(`Attestation: ${url}`);
            urls.push(url);
        }
        catch (error) {
            signal.throwIfAborted();
            const hint = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .up)(error, 'SIGNING') && error.topic === 'attestation' ? permissionHint : '';
            log.warning(`GitHub does not list the attestation, which is in the registry: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}${hint}`);
            break;
        }
    }
    return urls;
}
/** Opens the key of the input `sign-key`; fails with INVALID_INPUT. */
async function openKey({ signKey, signKeyPassword, signatureFormat }, attestations, { workspace, mask }) {
    if (attestations.some(({ kind }) => kind === 'provenance')) {
        const what = 'attest: provenance cannot be combined with sign: key: a provenance is made from the token of the job';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', what, { topic: 'provenance' });
    }
    const [{ openPrivateKey }, { keyHand }, { signatureIn }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6923).then(__webpack_require__.bind(__webpack_require__, 46923)),
        Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3001)]).then(__webpack_require__.bind(__webpack_require__, 33001)),
        __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733)),
    ]);
    const hand = keyHand(await openPrivateKey(readKey(signKey, workspace, mask), signKeyPassword));
    const pieces = [...signatureIn(signatureFormat), ...(0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .X)(attestations)];
    return async () => ({ hand, pieces });
}
/** Says that what a tag leads to, and goes on leading to, is not what this step vouches for. */
function tellUntouched(log, name, ways) {
    if (ways.length > 0)
        log.notice(`${name} stays where it is: this step has not ${ways.join(' or ')} it`);
}
/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey, workspace, mask) {
    if (signKey.includes('-----BEGIN'))
        return signKey;
    const fail = (what, facts) => (0,_contract_read_value_js__WEBPACK_IMPORTED_MODULE_3__/* .isKeyPath */ .x3)(signKey)
        ? new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(signKey)} of the input sign-key ${what}`, facts)
        : new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', 'The input sign-key is neither a private key in PEM nor the path of a file', {
            topic: 'sign-key',
        });
    const held = { folder: workspace, symlinks: 'keep', limit: maxKeyBytes };
    const pem = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, signKey), { ...held, fail }).toString();
    mask(pem);
    return pem;
}


/***/ }),

/***/ 14958:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ provenanceOf),
/* harmony export */   Yg: () => (/* binding */ claimsOfProvenance),
/* harmony export */   wy: () => (/* binding */ provenanceType)
/* harmony export */ });
/** The type of a provenance: https://slsa.dev/spec/v1.1/provenance */
const provenanceType = 'https://slsa.dev/provenance/v1';
/** What a provenance takes from the token. */
const claimsOfProvenance = [
    'repository',
    'repository_id',
    'repository_owner_id',
    'ref',
    'sha',
    'workflow_ref',
    'job_workflow_ref',
    'event_name',
    'run_id',
    'run_attempt',
    'runner_environment',
];
/**
 * Writes the provenance of what a job made, SLSA v1, field by field as actions/attest does
 * (actions/toolkit, `packages/attest/src/provenance.ts`): by the claims of the token alone, since earlier steps can
 * change what is in the environment.
 *
 * @param server address of the GitHub that runs the job
 */
function provenanceOf(claims, server) {
    const repository = `${server}/${claims.repository}`;
    const [path, ...ref] = claims.workflow_ref.replace(`${claims.repository}/`, '').split('@');
    return {
        predicateType: provenanceType,
        predicate: {
            buildDefinition: {
                buildType: 'https://actions.github.io/buildtypes/workflow/v1',
                externalParameters: { workflow: { ref: ref.join('@'), repository, path } },
                internalParameters: {
                    github: {
                        event_name: claims.event_name,
                        repository_id: claims.repository_id,
                        repository_owner_id: claims.repository_owner_id,
                        runner_environment: claims.runner_environment,
                    },
                },
                resolvedDependencies: [{ uri: `git+${repository}@${claims.ref}`, digest: { gitCommit: claims.sha } }],
            },
            runDetails: {
                builder: { id: `${server}/${claims.job_workflow_ref}` },
                metadata: { invocationId: `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}` },
            },
        },
    };
}


/***/ })

};
