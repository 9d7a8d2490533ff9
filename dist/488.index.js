export const id = 488;
export const ids = [488];
export const modules = {

/***/ 5556:
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

/***/ 7109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ choosePlatform)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4360);
/* harmony import */ var _oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7216);



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

/***/ 6937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J9: () => (/* binding */ findManifest),
/* harmony export */   Qe: () => (/* binding */ withNearTags),
/* harmony export */   fq: () => (/* binding */ fullName),
/* harmony export */   qc: () => (/* binding */ findChosen),
/* harmony export */   vi: () => (/* binding */ checkExpected)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2037);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3940);
/* harmony import */ var _store_listed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6300);
/* harmony import */ var _choose_platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7109);






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

/***/ 8847:
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

/***/ 2664:
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
/* harmony import */ var _decide_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8847);



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
 * are there. `kept` is the digest of the first tag when `if-exists: skip` leaves nothing to do.
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
    return { pending: pending.map(({ tag }) => tag), previous, ...(first?.digest ? { kept: first.digest } : {}) };
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

/***/ 2488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tag: () => (/* binding */ tag)
/* harmony export */ });
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4360);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3940);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7813);
/* harmony import */ var _find_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6937);
/* harmony import */ var _send_plan_tags_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2664);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3052);






/** Gives a manifest more tags: its bytes are written under each of them, and nothing else is moved. */
async function tag(inputs, { open, learn, log, signal }) {
    const { reference, tags, expectDigest, ifExists = 'overwrite', dryRun } = inputs;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(reference);
    learn({ repository, tags, changed: false, previous: {} });
    const store = open.store(reference);
    const content = await (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J9)(store, reference, 'tag', signal);
    const { digest, mediaType } = content.descriptor;
    learn({ digest, reference: `${repository}@${digest}`, mediaType });
    (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .checkExpected */ .vi)(expectDigest, reference, digest);
    const manifest = content.parsed();
    const size = (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_5__/* .sizeOfManifest */ ._)(manifest);
    learn({ artifactType: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .artifactTypeOf */ .Gh)(manifest) ?? '', ...(size === undefined ? {} : { size }) });
    const current = await (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_4__/* .readTags */ .g$)(store, tags, false, signal);
    let named = (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_4__/* .nameIn */ .ZC)(current, content);
    const { pending, previous } = (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_4__/* .planTags */ .Vd)(current, named, ifExists, log);
    for (const entry of current) {
        if (entry.digest === named)
            log.info(`${entry.tag}: unchanged`);
    }
    learn({ previous });
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
    (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_4__/* .tellName */ .lO)(log, store, digest, named);
    learn({ digest: named, reference: `${repository}@${named}` });
    (0,_send_plan_tags_js__WEBPACK_IMPORTED_MODULE_4__/* .tellMoves */ .OU)(log, { previous, digest: named, isDryRun: dryRun });
}


/***/ }),

/***/ 3052:
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

/***/ 7216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ selectPlatforms),
/* harmony export */   m: () => (/* binding */ selectPlatform)
/* harmony export */ });
/* harmony import */ var _brief_list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5556);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1260);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4360);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7122);





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

/***/ 6300:
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


/***/ })

};
