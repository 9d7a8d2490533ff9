export const id = 8382;
export const ids = [8382];
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
/* harmony import */ var _send_image_spec_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(48329);
/* harmony import */ var _send_input_files_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(94293);
/* harmony import */ var _send_plan_tags_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(42664);
/* harmony import */ var _send_send_staged_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(43844);
/* harmony import */ var _send_signing_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(77764);
/* harmony import */ var _tell_progress_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(52359);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(43052);















/**
 * Publishes files as one artifact under any number of tags; what is there already is not sent, and no tag is moved
 * without need.
 */
async function push(inputs, mode, around) {
    if (inputs.kind === 'helm')
        return (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(3382), __webpack_require__.e(8041), __webpack_require__.e(4736), __webpack_require__.e(3578)]).then(__webpack_require__.bind(__webpack_require__, 7827))).pushCharts(inputs, mode, around);
    const { reference, tags, dryRun } = inputs;
    const { log, learn, workspace } = mode;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .formatRepository */ .Sh)(reference);
    learn({ repository, tags, changed: false, files: [], transferred: 0, reused: 0, previous: {} });
    const sign = (await (0,_send_signing_js__WEBPACK_IMPORTED_MODULE_12__/* .openSigning */ .O)(inputs, mode))?.sign;
    const files = await (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_9__/* .findInputFiles */ .Tr)(inputs, workspace, log);
    if (files.length === 0)
        return;
    const heading = `${dryRun ? 'Would push' : 'Push'} ${(0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_9__/* .countFound */ .WC)(files)} to ${repository}`;
    await log.group(heading, () => pushFiles(files, sign, inputs, mode, around));
}
/** Packs files and sends what is missing. */
async function pushFiles(files, sign, inputs, mode, around) {
    const { reference, tags, concurrency, dryRun } = inputs;
    const { log, signal, workspace } = mode;
    const target = mode.open.store(reference);
    const hasDirectories = files.some(({ excludes }) => excludes !== undefined);
    const current = await (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .readTags */ .g$)(target, tags, hasDirectories, signal);
    // Only what will be pushed whatever its digest is; where a tag is there, the push may well change nothing.
    const isNew = tags.length > 0 && current.every(({ digest }) => digest === undefined);
    const isCertain = isNew && !dryRun && reference.digest === undefined && concurrency > 1;
    const start = Date.now();
    const packed = await (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_9__/* .packInputFiles */ .Fx)(files, inputs, mode, {
        ...around,
        config: await findConfig(inputs.config, inputs.symlinks, workspace),
        claimed: archivesIn(current, target),
        sendAhead: isCertain ? sendMissing(target, log) : undefined,
    });
    const sent = new Set(packed.sent);
    const known = new Set([reference.digest, ...current.map(({ digest }) => digest)]);
    try {
        await (0,_send_image_spec_js__WEBPACK_IMPORTED_MODULE_8__/* .withImageSpec */ .T)(packed, inputs, known, log, (chosen) => publish(chosen, target, { current, sent, sign }, inputs, mode));
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
async function publish(packed, target, { current, sent, sign }, { reference, tags, ifExists = 'overwrite', concurrency, dryRun, }, { log, signal, learn }) {
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .formatRepository */ .Sh)(reference);
    const { root } = packed;
    const size = (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_14__/* .totalSize */ .U)((0,_artifact_files_pack_js__WEBPACK_IMPORTED_MODULE_3__/* .blobsOf */ .OR)(packed));
    checkPinned(reference.digest, root.digest);
    /** Told when it is there: what a push that fails would have made is not to be deployed. */
    const about = {
        digest: root.digest,
        reference: `${repository}@${root.digest}`,
        mediaType: root.mediaType,
        artifactType: packed.artifactType ?? packed.config.mediaType,
        size,
        files: (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_9__/* .filesOf */ .R8)(packed),
    };
    const plan = (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .planTags */ .Vd)(current, root.digest, ifExists, repository, log);
    learn({ tagged: plan.tagged });
    if (plan.kept !== undefined) {
        // The artifact that stays is another one: what was found here is not in it.
        learn({ ...about, digest: plan.kept, reference: `${repository}@${plan.kept}`, files: [], size: 0, kept: true });
        (0,_send_signing_js__WEBPACK_IMPORTED_MODULE_12__/* .tellUntouched */ .b)(log, `${repository}@${plan.kept}`, sign ? ['signed'] : []);
        return;
    }
    const signRoot = async () => (await sign?.(target, root, repository))?.isChanged ?? false;
    if (tags.length > 0 && plan.pending.length === 0) {
        learn({ ...about, reused: size });
        learn({ changed: await signRoot() });
        return;
    }
    const { previous } = plan;
    learn({ previous });
    if (dryRun) {
        learn(about);
        (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .tellTags */ .Dg)(log, { tags: plan.pending, previous, digest: root.digest, isDryRun: true });
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
    const { isChanged, transferred, reused } = await (0,_send_send_staged_js__WEBPACK_IMPORTED_MODULE_11__/* .sendStaged */ .X)({ ...packed, size }, target, {
        ...{ tags: plan.pending, sent, concurrency, onTagged, beforeTags: sign && beforeTags },
        ...{ nameOf: (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_9__/* .blobNames */ .MQ)(packed), log, signal },
    });
    (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .tellTags */ .Dg)(log, { tags: plan.pending, previous, digest: root.digest, isDryRun: false });
    // A tag was written, or without tags the manifest, unless it was there and signed.
    learn({ ...about, changed: tags.length > 0 || isChanged || isSigned, transferred, reused });
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
        const progress = (0,_tell_progress_js__WEBPACK_IMPORTED_MODULE_13__/* .startProgress */ .o)(log, 'Sending', content.size);
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
    const bytes = (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_9__/* .readInputFile */ .jH)('config', pattern, symlinks, workspace);
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


/***/ })

};
