export const id = 5747;
export const ids = [5747];
export const modules = {

/***/ 55747:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   attach: () => (/* binding */ attach)
/* harmony export */ });
/* harmony import */ var _artifact_files_pack_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70697);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23940);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67813);
/* harmony import */ var _find_find_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46937);
/* harmony import */ var _send_image_spec_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(48329);
/* harmony import */ var _send_input_files_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(94293);
/* harmony import */ var _send_send_staged_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(43844);
/* harmony import */ var _send_signing_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(77764);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(43052);











/**
 * Publishes files as an artifact of its own that refers to another manifest as its subject: an SBOM, a signature, a
 * report.
 */
async function attach(inputs, mode, around) {
    const { reference } = inputs;
    const { signal, learn, log } = mode;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRepository */ .Sh)(reference);
    learn({ repository, tags: [], changed: false, files: [], transferred: 0, reused: 0 });
    const sign = (await (0,_send_signing_js__WEBPACK_IMPORTED_MODULE_9__/* .openSigning */ .O)(inputs, mode))?.sign;
    const files = await (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_7__/* .findInputFiles */ .Tr)(inputs, mode.workspace, log);
    if (files.length === 0)
        return;
    const target = mode.open.store(reference);
    const subject = await findSubject(target, inputs, signal);
    log.info(`The subject is ${repository}@${subject.digest}`);
    const packed = await (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_7__/* .packInputFiles */ .Fx)(files, inputs, mode, { ...around, subject });
    const sent = new Set(packed.sent);
    const known = await digestsListed(target, subject, packed.root.digest, signal);
    await (0,_send_image_spec_js__WEBPACK_IMPORTED_MODULE_6__/* .withImageSpec */ .T)(packed, inputs, known, log, (chosen) => publish(chosen, target, { subject, known, sent, sign }, inputs, mode));
}
/** Sends a packed artifact, unless the list of its subject has it. */
async function publish(packed, target, { subject, known, sent, sign, }, { reference, concurrency, dryRun, artifactType, }, { log, signal, learn }) {
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRepository */ .Sh)(reference);
    const { root } = packed;
    const size = (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_10__/* .totalSize */ .U)((0,_artifact_files_pack_js__WEBPACK_IMPORTED_MODULE_0__/* .blobsOf */ .OR)(packed));
    learn({ details: { subject } });
    /** Told when it is there, and on the list of its subject. */
    const about = {
        digest: root.digest,
        reference: `${repository}@${root.digest}`,
        mediaType: root.mediaType,
        ...(artifactType === undefined ? {} : { artifactType }),
        size,
        files: (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_7__/* .filesOf */ .R8)(packed),
        related: [{ digest: subject.digest, type: subject.mediaType, relation: 'subject', of: root.digest }],
    };
    const signRoot = async () => (await sign?.(target, root, repository))?.isChanged ?? false;
    if (known.has(root.digest)) {
        learn({ ...about, reused: size });
        learn({ changed: await signRoot() });
        return;
    }
    if (dryRun) {
        learn({ ...about, changed: true });
        await signRoot();
        return;
    }
    const { isChanged, transferred, reused } = await (0,_send_send_staged_js__WEBPACK_IMPORTED_MODULE_8__/* .sendStaged */ .X)({ ...packed, size }, target, {
        heading: `Push to ${repository}`,
        ...{ sent, concurrency, onBlob: (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_7__/* .blobTeller */ .qx)(packed, log), log, signal },
    });
    // Content without a place in the list of its subject, as a job leaves it that was cancelled in between.
    if (!isChanged)
        await target.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(packed.bytes), { signal });
    learn({ ...about, changed: true, transferred, reused });
    await signRoot();
}
/** Finds the manifest to attach to, once: whatever happens to the tag, the digest counts from then on. */
async function findSubject(target, inputs, signal) {
    try {
        const { top, chosen } = await (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .findChosen */ .qc)(target, inputs, 'attach to', signal);
        (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .checkExpected */ .vi)(inputs.expectDigest, inputs.reference, top.descriptor.digest, chosen.descriptor.digest);
        return (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(chosen.descriptor);
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'NOT_FOUND'))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('NOT_FOUND', `There is no subject to attach to: ${error.message}`, { cause: error });
    }
}
/** The digests in the list of a subject, up to the one that is wanted. */
async function digestsListed(target, subject, wanted, signal) {
    const digests = new Set();
    for await (const { digest } of target.referrers(subject, signal)) {
        digests.add(digest);
        if (digest === wanted)
            break;
    }
    return digests;
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


/***/ })

};
