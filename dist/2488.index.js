export const id = 2488;
export const ids = [2488];
export const modules = {

/***/ 55556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ briefList)
/* harmony export */ });
/** Lists texts, of many only the first ones and how many there are beside them: `a, b and 3 more`. */
function briefList(texts, most = 10) {
    const more = texts.length > most ? ` and ${texts.length - most} more` : '';
    return `${texts.slice(0, most).join(', ')}${more}`;
}


/***/ }),

/***/ 57109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ choosePlatform)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44360);
/* harmony import */ var _oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67216);



/** Goes down from an index to the manifest of a platform; without a platform, an index with one manifest will do. */
async function choosePlatform(source, top, platform, repository, signal) {
    let content = top;
    for (let depth = 0; depth <= _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .maxIndexDepth */ .cj; depth += 1) {
        const manifest = content.parsed();
        if (manifest.kind === 'manifest')
            return { content, manifest };
        const chosen = (0,_oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_2__/* .selectPlatform */ .m)(manifest, platform, `${repository}@${content.descriptor.digest}`);
        content = await source.manifest(chosen.digest, signal);
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${repository} has an index nested more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .maxIndexDepth */ .cj} deep`);
}


/***/ }),

/***/ 46937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J9: () => (/* binding */ findManifest),
/* harmony export */   Qe: () => (/* binding */ withNearTags),
/* harmony export */   fq: () => (/* binding */ fullName),
/* harmony export */   qc: () => (/* binding */ findChosen),
/* harmony export */   vi: () => (/* binding */ checkExpected)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(42037);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23940);
/* harmony import */ var _store_listed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46300);
/* harmony import */ var _choose_platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57109);






/** Looked at for names near to one that is missing: one page, as we ask for it. */
const maxCandidates = 1000;
const maxHints = 3;
/**
 * Reads the manifest that a reference names. Fails with INVALID_INPUT when it is a repository alone, and with
 * NOT_FOUND, then with the tags that are nearest to the missing one.
 *
 * @param purpose what is to be done with it, such as `pull`
 */
async function findManifest(source, reference, purpose, signal) {
    const name = nameOf(reference);
    if (name === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input reference has neither a tag nor a digest: say which version to ${purpose}`, { topic: 'untagged-reference' });
    }
    return withNearTags(source, name, () => source.manifest(name, signal), signal);
}
/** Does what fails with NOT_FOUND when a tag is missing, and adds to that error the tags that are nearest to it. */
async function withNearTags(source, name, work, signal) {
    try {
        return await work();
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'NOT_FOUND') || (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(name))
            throw error;
        const hint = await describeTags(source, name, signal);
        throw hint === undefined ? error : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `${error.message}; ${hint}`, { cause: error });
    }
}
/**
 * Reads what a reference names, unless it was found already, and what the input `platform` chooses from it: without,
 * the same.
 */
async function findChosen(source, { reference, platform }, purpose, signal, found) {
    const top = found ?? (await findManifest(source, reference, purpose, signal));
    if (!platform)
        return { top, chosen: top };
    const { content } = await (0,_choose_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .choosePlatform */ .x)(source, top, platform, (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRepository */ .Sh)(reference), signal);
    return { top, chosen: content };
}
/**
 * Fails with INTEGRITY unless what was found has the expected digest, or what was made of it: a tag may name an index,
 * and the manifest chosen from that is as good a pin.
 */
function checkExpected(expected, reference, found, ...chosen) {
    if (expected === undefined || [found, ...chosen].includes(expected))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INTEGRITY', `${fullName(reference)} is ${found}, but expect-digest asks for ${expected}`, {
        topic: 'expect-digest',
    });
}
/** Writes what a reference asks for as messages name it: `host/repository:tag` or `host/repository@digest`. */
function fullName(reference) {
    const name = nameOf(reference) ?? '';
    return `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRepository */ .Sh)(reference)}${(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(name) ? '@' : ':'}${name}`;
}
/** What a reference asks a repository for: the digest, which counts more than the tag. */
function nameOf({ tags, digest }) {
    return digest ?? tags[0];
}
/** Says which tags there are in place of a missing one; undefined when they cannot be had. */
async function describeTags(source, missing, signal) {
    const tags = await (0,_store_listed_js__WEBPACK_IMPORTED_MODULE_4__/* .listed */ .K)(source.tags(signal), maxCandidates).catch(() => undefined);
    if (!tags)
        return undefined;
    if (tags.length === 0)
        return 'there are no tags';
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .byNearness */ .f)(missing, tags).slice(0, maxHints);
    if (near.length === 0)
        return undefined;
    const which = near.length === tags.length ? 'only' : 'nearest';
    return `the ${which} ${near.length === 1 ? 'tag is' : 'tags are'} ${near.join(', ')}`;
}


/***/ }),

/***/ 89495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ openRoots),
/* harmony export */   t: () => (/* binding */ openPolicy)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2782);
/* harmony import */ var _tell_signer_of_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65986);





const maxKeyBytes = 64 * 1024;
/** The root of the public instance has some 7 KiB, and a file may have several. */
const maxRootBytes = 1024 * 1024;
/**
 * Reads the policy of the input `verify`, before anything is asked of a registry; fails with INVALID_INPUT. Without one,
 * nothing is checked, and the code for it is not loaded.
 *
 * @param isSigning whether the roots have a use of their own
 */
async function openPolicy({ verify, trustedRoot }, mode, isSigning = false) {
    const { learn, log, signal } = mode;
    if (verify === 'none') {
        if (trustedRoot !== undefined && !isSigning)
            log.warning('The input trusted-root does nothing without verify');
        return async () => { };
    }
    const [{ parsePolicy }, { verifyManifest }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(9474)]).then(__webpack_require__.bind(__webpack_require__, 59474)),
        __webpack_require__.e(/* import() */ 6374).then(__webpack_require__.bind(__webpack_require__, 56374)),
    ]);
    const policy = parsePolicy(verify, (path) => readText(path, `The key ${JSON.stringify(path)} of the input verify`, maxKeyBytes, mode));
    const roots = await openRoots(trustedRoot, mode);
    return async (source, { descriptor }, repository) => {
        const name = `${repository}@${descriptor.digest}`;
        const verified = await verifyManifest((0,_store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_3__/* .bounded */ .M)(source), descriptor, name, { policy, roots }, signal);
        for (const met of verified) {
            const { format, digest } = met;
            const form = format === 'bundle' ? 'bundle' : 'legacy signature';
            log.info(`Verified: ${name} ${(0,_tell_signer_of_js__WEBPACK_IMPORTED_MODULE_4__/* .verifiedAs */ .N)(met)} (${form} ${digest})`);
        }
        learn({ verified });
    };
}
/** Reads the roots of a file; without one, they are fetched when a certificate is met. Fails with INVALID_INPUT. */
async function openRoots(path, mode) {
    if (path === undefined)
        return mode.publicRoots();
    const what = `The file ${JSON.stringify(path)} of the input trusted-root`;
    const { rootsOfFile } = await __webpack_require__.e(/* import() */ 8628).then(__webpack_require__.bind(__webpack_require__, 18628));
    return rootsOfFile(readText(path, what, maxRootBytes, mode), what);
}
function readText(path, what, limit, { workspace }) {
    const fail = (problem, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `${what} ${problem}`, facts);
    return (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, path), { folder: workspace, symlinks: 'keep', limit, fail }).toString();
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
function readAttestations(lines, { workspace }) {
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
/* harmony export */   OU: () => (/* binding */ tellMoves),
/* harmony export */   Vd: () => (/* binding */ planTags),
/* harmony export */   W$: () => (/* binding */ tellKept),
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
 * Decides what is to be done: `pending` are the tags to be written, and `previous` says where those of them point that
 * are there, and `tagged` what becomes of each. `kept` is the digest of the first tag when `if-exists: skip` leaves
 * nothing to do.
 */
function planTags(current, digest, ifExists, log) {
    const verdicts = current.map((entry) => ({ ...entry, verdict: (0,_decide_js__WEBPACK_IMPORTED_MODULE_2__/* .decide */ .L)(entry.digest, digest, ifExists) }));
    const refused = verdicts.filter(({ verdict }) => verdict === 'refused');
    if (refused.length > 0) {
        const list = refused.map((entry) => `${entry.tag} (${entry.digest})`).join(', ');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('CONFLICT', `A tag exists with different content than ${digest}: ${list}`);
    }
    const kept = verdicts.filter(({ verdict }) => verdict === 'kept');
    for (const entry of kept)
        tellKept(log, entry.tag, entry.digest);
    const pending = verdicts.filter(({ verdict }) => (0,_decide_js__WEBPACK_IMPORTED_MODULE_2__/* .isPending */ .m)(verdict));
    const previous = Object.fromEntries(pending.flatMap((entry) => (entry.digest ? [[entry.tag, entry.digest]] : [])));
    const [first] = kept.length === current.length ? kept : [];
    const tagged = Object.fromEntries(verdicts.map(({ tag, verdict }) => [tag, verdict]));
    return { pending: pending.map(({ tag }) => tag), previous, tagged, ...(first?.digest ? { kept: first.digest } : {}) };
}
/** Says that `if-exists` lets a tag stay where it is. */
function tellKept(log, tag, digest) {
    log.notice(`The tag ${tag} exists and stays at ${digest}`);
}
/**
 * Says of each tag that was moved, or in a dry run would be, where it pointed before; `place` stands before its name.
 */
function tellMoves(log, { previous, digest, isDryRun, place = '', }) {
    for (const [tag, before] of Object.entries(previous)) {
        log.info(`${isDryRun ? 'Would move ' : ''}${place}${tag}: ${before} -> ${digest}`);
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

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ openSigning),
/* harmony export */   b: () => (/* binding */ tellUntouched)
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
async function openSigning(inputs, mode) {
    checkInputs(inputs);
    if (inputs.sign === 'none' && inputs.attest.length === 0)
        return undefined;
    const asked = (0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .readAttestations */ .a)(inputs.attest, mode);
    const open = inputs.sign === 'key'
        ? await openKey(inputs, asked, mode)
        : await (await Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(1743)]).then(__webpack_require__.bind(__webpack_require__, 91743))).openJob(inputs, asked, mode);
    const { lookFor, signManifest } = await __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733));
    const { log, learn, signal } = mode;
    const all = [];
    const urls = [];
    const sign = async (store, subject, repository, within = signal) => {
        const name = `${repository}@${subject.digest}`;
        const work = async () => {
            const { hand, pieces, keep } = await open();
            const done = await (inputs.dryRun ? lookFor : signManifest)(hand, pieces, store, subject, within);
            return { hand, keep, ...done };
        };
        const { hand, keep, signatures, added, attestations } = await work().catch((error) => {
            if (!inputs.dryRun)
                log.warning(`${name} is there, but not all of its signatures are, so no tag was moved to it`);
            throw error;
        });
        tellSigned(log, name, hand.label, added, inputs.dryRun);
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
async function openKey({ signKey, signKeyPassword, signatureFormat }, attestations, mode) {
    if (attestations.some(({ kind }) => kind === 'provenance')) {
        const what = 'attest: provenance cannot be combined with sign: key: a provenance is made from the token of the job';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', what, { topic: 'provenance' });
    }
    const [{ openPrivateKey }, { keyHand }, { signatureIn }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6923).then(__webpack_require__.bind(__webpack_require__, 46923)),
        Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3001)]).then(__webpack_require__.bind(__webpack_require__, 33001)),
        __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733)),
    ]);
    const hand = keyHand(await openPrivateKey(readKey(signKey, mode), signKeyPassword));
    const pieces = [...signatureIn(signatureFormat), ...(0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .X)(attestations)];
    return async () => ({ hand, pieces });
}
/** Says that what a tag leads to, and goes on leading to, is not what this step vouches for. */
function tellUntouched(log, name, ways) {
    if (ways.length > 0)
        log.notice(`${name} stays where it is: this step has not ${ways.join(' or ')} it`);
}
/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey, { workspace, mask }) {
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

/***/ 32488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tag: () => (/* binding */ tag)
/* harmony export */ });
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44360);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23940);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67813);
/* harmony import */ var _find_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46937);
/* harmony import */ var _find_verification_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(89495);
/* harmony import */ var _send_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(42664);
/* harmony import */ var _send_signing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(77764);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(43052);








/** Gives a manifest more tags: its bytes are written under each of them, and nothing else is moved. */
async function tag(inputs, mode) {
    const { open, learn, log, signal } = mode;
    const { reference, tags, expectDigest, ifExists = 'overwrite', dryRun } = inputs;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(reference);
    learn({ repository, tags, changed: false, previous: {} });
    const sign = (await (0,_send_signing_js__WEBPACK_IMPORTED_MODULE_6__/* .openSigning */ .O)(inputs, mode))?.sign;
    const verify = await (0,_find_verification_js__WEBPACK_IMPORTED_MODULE_4__/* .openPolicy */ .t)(inputs, mode, sign !== undefined && inputs.sign !== 'key');
    const store = open.store(reference);
    const content = await (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J9)(store, reference, 'tag', signal);
    const { digest, mediaType } = content.descriptor;
    await verify(store, content, repository);
    learn({ digest, reference: `${repository}@${digest}`, mediaType });
    (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .checkExpected */ .vi)(expectDigest, reference, digest);
    const manifest = content.parsed();
    const size = (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_7__/* .sizeOfManifest */ ._)(manifest);
    learn({ artifactType: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .artifactTypeOf */ .Gh)(manifest) ?? '', ...(size === undefined ? {} : { size }) });
    const current = await (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .readTags */ .g$)(store, tags, false, signal);
    let named = (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .nameIn */ .ZC)(current, content);
    const { pending, previous, tagged, kept } = (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .planTags */ .Vd)(current, named, ifExists, log);
    for (const entry of current) {
        if (entry.digest === named)
            log.info(`${entry.tag}: unchanged`);
    }
    learn({ previous, tagged });
    // What is to stay elsewhere is not signed here.
    if (kept !== undefined)
        (0,_send_signing_js__WEBPACK_IMPORTED_MODULE_6__/* .tellUntouched */ .b)(log, `${repository}@${kept}`, sign ? ['signed'] : []);
    const isSigned = kept === undefined && (await sign?.(store, content.descriptor, repository))?.isChanged;
    if (isSigned)
        learn({ changed: true });
    const onTagged = (name, there) => {
        learn({ changed: true });
        named = there;
        if (!Object.hasOwn(previous, name))
            log.info(`${name}: ${dryRun ? 'would be new' : 'new'}`);
    };
    if (dryRun)
        for (const name of pending)
            onTagged(name, named);
    else if (pending.length > 0)
        await store.push(content.descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .openBytes */ .od)(content.bytes), { tags: pending, onTagged, signal });
    (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .tellName */ .lO)(log, store, digest, named);
    learn({ digest: named, reference: `${repository}@${named}` });
    (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .tellMoves */ .OU)(log, { previous, digest: named, isDryRun: dryRun });
}


/***/ }),

/***/ 43052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ totalSize),
/* harmony export */   _: () => (/* binding */ sizeOfManifest)
/* harmony export */ });
/** The bytes of blobs, each blob counted once. */
function totalSize(blobs) {
    const sizes = new Map([...blobs].map(({ digest, size }) => [digest, size]));
    return sizes.values().reduce((sum, size) => sum + size, 0);
}
/** The bytes of all blobs of a manifest; undefined for an index, whose parts are not read for that. */
function sizeOfManifest(manifest) {
    return manifest.kind === 'manifest' ? totalSize([manifest.config, ...manifest.layers]) : undefined;
}


/***/ }),

/***/ 67216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ selectPlatforms),
/* harmony export */   m: () => (/* binding */ selectPlatform)
/* harmony export */ });
/* harmony import */ var _brief_list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55556);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11260);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44360);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17122);





/**
 * The annotation by which BuildKit's attestation in an index names the image it is about (moby/buildkit,
 * attestation-storage.md).
 */
const attestedDigest = 'vnd.docker.reference.digest';
/**
 * Finds the entry of an index for a platform; without one, an index with one manifest will do. Fails with NOT_FOUND,
 * and with INVALID_INPUT where a platform has to be said.
 *
 * @param name what the index is called in messages
 */
function selectPlatform(index, platform, name) {
    const offered = index.manifests.filter((entry) => entry.platform?.os !== 'unknown');
    const [first, ...others] = offered.filter((entry) => !platform || (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .isPlatform */ .aH)(entry.platform, platform));
    if (!first && platform)
        throw nothingFor(platform, offered, name);
    if (!first)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${name} is an index without manifests`);
    if (!platform && others.length > 0) {
        const what = `${name} is an index of ${listOf(offered)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `${what}: choose one with the input platform`);
    }
    return first;
}
/**
 * Reduces an index to some platforms, with the attestations of their images: to the manifest of a platform when one is
 * wanted, and there is one, else to a new index with the other fields as they were. Fails with NOT_FOUND when a
 * platform is not in it.
 *
 * @param name what the index is called in messages
 */
function selectPlatforms(bytes, index, platforms, name) {
    const offered = index.manifests.filter((entry) => entry.platform && entry.platform.os !== 'unknown');
    const missing = platforms.find((platform) => !offered.some((entry) => (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .isPlatform */ .aH)(entry.platform, platform)));
    if (missing)
        throw nothingFor(missing, offered, name);
    const chosen = offered.filter((entry) => platforms.some((platform) => (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .isPlatform */ .aH)(entry.platform, platform)));
    const [single, ...others] = chosen;
    if (single && others.length === 0)
        return { single };
    const digests = new Set(chosen.map(({ digest }) => digest));
    const isKept = (entry) => entry && (digests.has(entry.digest) || digests.has(entry.annotations?.[attestedDigest] ?? ''));
    // Fields that we do not know stay.
    const body = JSON.parse(Buffer.from(bytes).toString());
    const manifests = body.manifests.filter((_, position) => isKept(index.manifests[position]));
    const reduced = Buffer.from(JSON.stringify({ ...body, manifests }));
    (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(reduced, index.mediaType);
    return { descriptor: (0,_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(index.mediaType, reduced), bytes: reduced };
}
function nothingFor(platform, offered, name) {
    const what = `${name} has nothing for the platform ${(0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform)}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `${what}: it has ${listOf(offered) || 'no platforms'}`, {
        topic: 'missing-platform',
    });
}
function listOf(offered) {
    const names = offered.map(({ platform, digest }) => (platform ? (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform) : digest));
    return (0,_brief_list_js__WEBPACK_IMPORTED_MODULE_4__/* .briefList */ .X)(names, 20);
}


/***/ }),

/***/ 31185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ forwarded)
/* harmony export */ });
/** A source that does some things in its own way, and leaves the rest to another one. */
function forwarded(source, own) {
    return {
        ...(source.location ? { location: source.location } : {}),
        resolve: (name, signal) => source.resolve(name, signal),
        manifest: (name, signal) => source.manifest(name, signal),
        fetch: (descriptor, signal) => source.fetch(descriptor, signal),
        tags: (signal) => source.tags(signal),
        referrers: (subject, signal) => source.referrers(subject, signal),
        ...own,
    };
}


/***/ }),

/***/ 46300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ listed)
/* harmony export */ });
/**
 * Reads the tags of a source to the end, or so many of them. Where there is no such repository, this fails with
 * NOT_FOUND as the source does: `orAbsent(listed(…))` is for callers to whom a missing repository is one without tags.
 */
async function listed(tags, most = Number.POSITIVE_INFINITY) {
    const all = [];
    for await (const tag of tags)
        if (all.push(tag) >= most)
            break;
    return all;
}


/***/ }),

/***/ 2782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ bounded),
/* harmony export */   S: () => (/* binding */ maxGraphBytes)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3474);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50261);
/* harmony import */ var _forwarded_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31185);






/**
 * The most that the manifests of one graph and its lists of referrers may take together. An index with 30 platforms and
 * an attestation for each has 300 KiB, a thousand referrers 2 MiB; what is parsed of so many bytes fits into 300 MiB.
 */
const maxGraphBytes = 16 * 1024 * 1024;
/** Manifests of unknown size that are read at a time: each may have 4 MiB, and several times that in memory. */
const unknownAtOnce = 4;
/**
 * A source for one walk over manifests and what refers to them: it counts the bytes of all that are read, each manifest
 * once, and fails with TOO_LARGE before it reads more than `maxGraphBytes`. Of manifests whose size is not known
 * before, a few may be on their way then. Blobs pass as they are.
 */
function bounded(source) {
    const unknown = (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .transferSlots */ .jW)(unknownAtOnce);
    const counted = new Map();
    let left = maxGraphBytes;
    const take = (bytes) => {
        left -= bytes;
        if (left >= 0)
            return;
        const what = 'The manifests of this graph and the lists of its referrers';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('TOO_LARGE', `${what} take more than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z)(maxGraphBytes)} together`);
    };
    const takeOnce = (digest, size) => {
        const before = counted.get(digest) ?? 0;
        // More than this is not read of one. What it has counts, where it was announced as less.
        const now = Math.max(before, Math.min(size, _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .maxManifestBytes */ .rq));
        counted.set(digest, now);
        take(now - before);
    };
    const own = {
        async manifest(name, signal) {
            return unknown.take(_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .maxManifestBytes */ .rq, async () => {
                take(0);
                const content = await source.manifest(name, signal);
                takeOnce(content.descriptor.digest, content.bytes.byteLength);
                return content;
            });
        },
        async fetch(descriptor, signal) {
            if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(descriptor.mediaType))
                takeOnce(descriptor.digest, descriptor.size);
            return source.fetch(descriptor, signal);
        },
        async *referrers(subject, signal) {
            for await (const referrer of source.referrers(subject, signal)) {
                take(JSON.stringify(referrer).length);
                yield referrer;
            }
        },
    };
    return {
        ...(0,_forwarded_js__WEBPACK_IMPORTED_MODULE_5__/* .forwarded */ .V)(source, own),
        get isExceeded() {
            return left < 0;
        },
    };
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
