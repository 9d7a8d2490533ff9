export const id = 7733;
export const ids = [7733,8913];
export const modules = {

/***/ 99968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ createGiveWay)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);

/**
 * Milliseconds that work may hold the process for: a signal is heard only in between, and a cancelled step has two
 * seconds.
 */
const longestTurn = 50;
/** Makes the function that long work which waits for nothing calls between its parts, as often as it likes. */
function createGiveWay(signal) {
    let start = performance.now();
    return async () => {
        signal?.throwIfAborted();
        if (performance.now() - start < longestTurn)
            return;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
        start = performance.now();
        signal?.throwIfAborted();
    };
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
        tags: (signal, options) => source.tags(signal, options),
        referrers: (subject, signal) => source.referrers(subject, signal),
        ...own,
    };
}


/***/ }),

/***/ 2782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mm: () => (/* binding */ bounded),
/* harmony export */   Sv: () => (/* binding */ maxGraphBytes),
/* harmony export */   Y1: () => (/* binding */ startGraphBudget)
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
function startGraphBudget(bytes = maxGraphBytes) {
    return { left: bytes, unknown: (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .transferSlots */ .jW)(unknownAtOnce) };
}
/**
 * A source for one walk over manifests and what refers to them: it counts the bytes of all that are read, each manifest
 * once, and fails with TOO_LARGE before it reads more than `maxGraphBytes`. Of manifests whose size is not known
 * before, a few may be on their way then. Blobs pass as they are.
 *
 * @param budget what walks that go on at the same time share
 */
function bounded(source, budget = startGraphBudget()) {
    const counted = new Map();
    let left = maxGraphBytes;
    let isCrowded = false;
    const take = (bytes) => {
        left -= bytes;
        budget.left -= bytes;
        isCrowded ||= budget.left < 0;
        if (left >= 0 && !isCrowded)
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
            return budget.unknown.take(_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .maxManifestBytes */ .rq, async () => {
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
            // A list is held whole before its first entry comes.
            take(0);
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
        get isCrowded() {
            return isCrowded && left >= 0;
        },
        release() {
            budget.left += maxGraphBytes - left;
            left = maxGraphBytes;
        },
    };
}


/***/ }),

/***/ 62395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BF: () => (/* binding */ maxCandidates),
/* harmony export */   bG: () => (/* binding */ signatureTag),
/* harmony export */   eE: () => (/* binding */ findCandidates),
/* harmony export */   em: () => (/* binding */ isEvidence),
/* harmony export */   w6: () => (/* binding */ readLayer)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11260);
/* harmony import */ var _oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75983);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67813);
/* harmony import */ var _store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2782);
/* harmony import */ var _formats_bundle_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67101);
/* harmony import */ var _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(18609);
/* harmony import */ var _formats_statement_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(29096);









/** More are not judged. What turns out to be no signature at all is not one of them. */
const maxCandidates = 100;
/** So many are left for the tags, whatever is on the list. */
const keptForTags = 20;
/** Requests for manifests and for signatures in each place: what is no signature at all costs two as well. */
const maxRequests = 400;
/** A real bundle is about 10 KiB. */
const maxEvidenceBytes = 1024 * 1024;
/** A layer that is a DSSE envelope, as cosign 2 keeps attestations. */
const envelopeType = 'application/vnd.dsse.envelope.v1+json';
/** The tag under which cosign keeps the signatures of a manifest. */
function signatureTag(digest) {
    return `${(0,_oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .referrersTag */ .LN)(digest)}.sig`;
}
/**
 * Finds what may be signatures of a manifest, one after the other: bundles and signatures of cosign's mode `oci-1-1`
 * among its referrers, what stands under the tag `sha256-….sig`, and under `sha256-….att` where another predicate is
 * wanted than that of a signature. Nothing is verified. Malformed candidates come with their problem, and a place that
 * cannot be read is told and passed over: anybody who may push can cause both. Only a registry that fails is a failure.
 *
 * @param wanted the predicates that are asked for
 */
async function* findCandidates(source, subject, wanted, signal) {
    // Each place has a limit of its own: a list that takes all that may be read must not hide the tags.
    const { referrers, problem } = await likelyReferrers((0,_store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_4__/* .bounded */ .Mm)(source), subject, wanted, signal);
    if (problem !== undefined)
        yield { unread: `its list of referrers cannot be read (${problem})` };
    const room = { candidates: maxCandidates - keptForTags, requests: maxRequests };
    const listed = (0,_store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_4__/* .bounded */ .Mm)(source);
    for (const { digest } of referrers) {
        yield* candidatesIn(() => listed.manifest(digest, signal), { digest, place: 'list' }, listed, room, signal);
    }
    if (isFull(room))
        yield { unread: 'only the first of its referrers are examined' };
    room.candidates += keptForTags;
    room.requests = maxRequests;
    const isAttestation = [...wanted].some((predicate) => predicate !== _formats_statement_js__WEBPACK_IMPORTED_MODULE_7__/* .signaturePredicate */ .oo);
    const tags = [signatureTag(subject.digest), ...(isAttestation ? [`${(0,_oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .referrersTag */ .LN)(subject.digest)}.att`] : [])];
    const tagged = (0,_store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_4__/* .bounded */ .Mm)(source);
    for (const tag of tags) {
        const name = { digest: subject.digest, place: 'tag' };
        yield* candidatesIn(() => tagged.manifest(tag, signal), name, tagged, room, signal);
        if (isFull(room))
            yield { unread: `only the first signatures under the tag ${tag} are examined` };
    }
}
function isFull({ candidates, requests }) {
    return candidates <= 0 || requests <= 0;
}
/**
 * Lists the referrers that may be signatures, the likeliest first, and why the list ends early. Nothing in the list is
 * signed, so it decides the order and skips nothing.
 */
async function likelyReferrers(source, subject, wanted, signal) {
    const ranked = [[], [], [], []];
    const best = () => ranked.flat().slice(0, maxRequests);
    try {
        for await (const referrer of source.referrers(subject, signal)) {
            const list = ranked[rankOf(referrer, wanted) ?? ranked.length];
            if (list && list.length < maxRequests)
                list.push(referrer);
            if (ranked[0]?.length === maxRequests)
                break;
        }
    }
    catch (error) {
        const isRefused = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl && error.code === 'DENIED';
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isOfContent */ .LR)(error) && !isRefused)
            throw error;
        return { referrers: best(), problem: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
    }
    return { referrers: best() };
}
/** How likely a referrer is a signature that is asked for, 0 the likeliest; undefined for what is something else. */
function rankOf({ artifactType, annotations }, wanted) {
    if ((0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_5__/* .isBundleType */ .Jo)(artifactType) || artifactType === _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_6__/* .signatureArtifactType */ .bS) {
        const predicate = annotations?.[_formats_bundle_js__WEBPACK_IMPORTED_MODULE_5__/* .predicateAnnotation */ .rI];
        if (predicate === undefined)
            return 1;
        return wanted.has(predicate) ? 0 : 3;
    }
    // Old clients list the type of the config, and some registries none: only the layers tell then.
    return !artifactType || artifactType === _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyJson */ .Gu.mediaType ? 2 : undefined;
}
/** Reads what may be signatures in one manifest; one that is gone, or that holds something else, has none. */
async function* candidatesIn(read, name, source, room, signal) {
    if (isFull(room))
        return;
    room.requests -= 1;
    const content = await orProblem((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(read()));
    if (content === undefined)
        return;
    if (typeof content === 'string')
        return yield { ...name, problem: content };
    const { digest } = content.descriptor;
    const parsed = await orProblem(Promise.try(() => content.parsed()));
    if (typeof parsed === 'string')
        return yield { ...name, digest, problem: parsed };
    const manifest = parsed?.kind === 'manifest' ? parsed : undefined;
    for (const layer of manifest?.layers ?? []) {
        if (!isEvidence(layer))
            continue;
        if (isFull(room))
            return;
        room.requests -= 1;
        const evidence = await readLayer(source, layer, signal);
        if (typeof evidence === 'string') {
            yield { ...name, digest, problem: evidence };
            continue;
        }
        if (evidence.format === 'legacy' || (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_5__/* .isBundle */ .bn)(evidence.bytes))
            room.candidates -= 1;
        const isUsual = evidence.format === 'bundle'
            ? name.place === 'list' && (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_5__/* .isBundleType */ .Jo)(manifest?.artifactType) && manifest?.layers.length === 1
            : name.place === 'tag' && layer.mediaType === _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_6__/* .simpleSigningType */ .Iy;
        yield { ...name, digest, evidence, isUsual };
    }
}
/** Reports whether a layer says that it is a signature or an attestation. */
function isEvidence({ mediaType }) {
    return (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_5__/* .isBundleType */ .Jo)(mediaType) || mediaType === _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_6__/* .simpleSigningType */ .Iy || mediaType === envelopeType;
}
/** Reads such a layer; gives the reason when it is missing or malformed. */
async function readLayer(source, layer, signal) {
    const bytes = await orProblem(fetchEvidence(source, layer, signal));
    if (!Buffer.isBuffer(bytes))
        return bytes;
    return (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_5__/* .isBundleType */ .Jo)(layer.mediaType) ? { format: 'bundle', bytes } : legacyEvidence(bytes, layer);
}
async function fetchEvidence(source, layer, signal) {
    const what = `a signature of ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_8__/* .formatBytes */ .z)(layer.size)}`;
    if (layer.size > maxEvidenceBytes) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('TOO_LARGE', `${what} is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_8__/* .formatBytes */ .z)(maxEvidenceBytes)}`);
    }
    return (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .readAll */ .yw)(await source.fetch(layer, signal), what, maxEvidenceBytes);
}
/** An attestation is an envelope, which has its signature within: any that is given beside it is ignored. */
function legacyEvidence(payload, { mediaType, annotations = {} }) {
    const said = Object.entries(_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_6__/* .layerAnnotations */ .is).flatMap(([name, annotation]) => {
        const value = annotations[annotation];
        return value === undefined ? [] : [[name, value]];
    });
    const evidence = { format: 'legacy', payload, signature: '', ...Object.fromEntries(said) };
    return mediaType === envelopeType ? { ...evidence, signature: '' } : evidence;
}
/** Waits for content from outside; gives the reason when it is missing or malformed. */
async function orProblem(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isOfContent */ .LR)(error))
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error);
        throw error;
    }
}


/***/ }),

/***/ 67101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ bundleType),
/* harmony export */   Jo: () => (/* binding */ isBundleType),
/* harmony export */   QN: () => (/* binding */ parseBundle),
/* harmony export */   bn: () => (/* binding */ isBundle),
/* harmony export */   mE: () => (/* binding */ parseEnvelope),
/* harmony export */   n: () => (/* binding */ encodeBundle),
/* harmony export */   rI: () => (/* binding */ predicateAnnotation),
/* harmony export */   zK: () => (/* binding */ encodeEnvelope)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73931);
/* harmony import */ var _from_base64_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84129);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(29096);





/** The type of a Sigstore bundle, and of the manifest that holds one (sigstore/protobuf-specs, bundle v0.3). */
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/** The annotation of that manifest that names the predicate; nobody signs it. */
const predicateAnnotation = 'dev.sigstore.bundle.predicateType';
/** Also earlier versions, which write the number behind. */
const anyBundleType = /^application\/vnd\.dev\.sigstore\.bundle(?:\.v0\.\d+)?\+json(?:;version=0\.\d+)?$/;
/** Tells whether content of this type is a Sigstore bundle. */
function isBundleType(mediaType) {
    return mediaType !== undefined && anyBundleType.test(mediaType);
}
/** Reports whether bytes are a bundle, of whatever is in it: any content can be published under its type. */
function isBundle(bytes) {
    try {
        const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(bytes, 'the bundle');
        return (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) && typeof body['mediaType'] === 'string' && isBundleType(body['mediaType']);
    }
    catch {
        return false;
    }
}
/** Writes the envelope of a statement. */
function encodeEnvelope(payload, signature) {
    return {
        payload: payload.toString('base64'),
        payloadType: _statement_js__WEBPACK_IMPORTED_MODULE_4__/* .statementType */ .qB,
        signatures: [{ sig: signature.toString('base64') }],
    };
}
/** Writes a bundle, with what proves whose signature it is. */
function encodeBundle(dsseEnvelope, verificationMaterial) {
    return Buffer.from(JSON.stringify({ mediaType: bundleType, verificationMaterial, dsseEnvelope }));
}
/**
 * Reads a bundle; fails with ARTIFACT. A second signature is refused: it would not be clear which of them was verified.
 */
function parseBundle(bytes) {
    const fail = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `the bundle ${what}`);
    const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(bytes, 'the bundle');
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) || typeof body['mediaType'] !== 'string' || !isBundleType(body['mediaType'])) {
        throw fail('has an unknown type');
    }
    const { verificationMaterial: material, dsseEnvelope: envelope } = body;
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(material))
        throw fail('has no verification material');
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(envelope))
        throw fail('has no DSSE envelope');
    const { publicKey, certificate } = material;
    return {
        ...readEnvelope(envelope, 'the bundle'),
        hasCertificate: !(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(publicKey),
        ...((0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(certificate) ? { certificate: (0,_from_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .fromBase64 */ .E)(certificate['rawBytes'], 'the certificate') } : {}),
    };
}
/** Reads a DSSE envelope by itself, as cosign 2 keeps attestations; fails with ARTIFACT. */
function parseEnvelope(bytes) {
    const envelope = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(bytes, 'the envelope');
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(envelope))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', 'the envelope is not a DSSE envelope');
    return readEnvelope(envelope, 'the envelope');
}
function readEnvelope(envelope, what) {
    const fail = (problem) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${what} ${problem}`);
    const { signatures, payloadType, payload } = envelope;
    if (payloadType !== _statement_js__WEBPACK_IMPORTED_MODULE_4__/* .statementType */ .qB)
        throw fail('has a payload that is not an in-toto statement');
    if (!Array.isArray(signatures) || signatures.length !== 1 || !(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(signatures[0])) {
        throw fail('does not have exactly one signature');
    }
    return {
        payload: (0,_from_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .fromBase64 */ .E)(payload, `the payload of ${what}`),
        signature: (0,_from_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .fromBase64 */ .E)(signatures[0]['sig'], `the signature of ${what}`),
    };
}


/***/ }),

/***/ 84129:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ fromBase64)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** Decodes base64 from outside; fails with ARTIFACT, naming `what` it was. Node would silently skip what does not belong to it. */
function fromBase64(value, what) {
    if (typeof value !== 'string' || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${what} is not base64`);
    }
    return Buffer.from(value, 'base64');
}


/***/ }),

/***/ 18609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iy: () => (/* binding */ simpleSigningType),
/* harmony export */   bS: () => (/* binding */ signatureArtifactType),
/* harmony export */   ex: () => (/* binding */ parsePayload),
/* harmony export */   is: () => (/* binding */ layerAnnotations),
/* harmony export */   vy: () => (/* binding */ encodePayload)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11260);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9501);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73931);




/** The type of a layer that holds what cosign signed, before it knew bundles (cosign, specs/SIGNATURE_SPEC.md). */
const simpleSigningType = 'application/vnd.dev.cosign.simplesigning.v1+json';
/** The artifact type of a manifest of such layers that has a subject: cosign's mode `oci-1-1`. */
const signatureArtifactType = 'application/vnd.dev.cosign.artifact.sig.v1+json';
/** The annotations of such a layer. */
const layerAnnotations = {
    signature: 'dev.cosignproject.cosign/signature',
    certificate: 'dev.sigstore.cosign/certificate',
    chain: 'dev.sigstore.cosign/chain',
    log: 'dev.sigstore.cosign/bundle',
    timestamp: 'dev.sigstore.cosign/rfc3161timestamp',
};
const payloadType = 'cosign container image signature';
/**
 * Writes what is signed, byte for byte as cosign does: so it finds our signature, and adds no second layer.
 *
 * @param repository `host/repository`; verifiers do not look at it, since copies have the same signatures
 */
function encodePayload(repository, digest) {
    return Buffer.from(JSON.stringify({
        critical: {
            identity: { 'docker-reference': repository },
            image: { 'docker-manifest-digest': digest },
            type: payloadType,
        },
        optional: null,
    }));
}
/** Reads which manifest a payload is about; fails with ARTIFACT. */
function parsePayload(payload) {
    const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(payload, 'the payload');
    const critical = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) ? body['critical'] : undefined;
    const { image, type } = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(critical) ? critical : {};
    const digest = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(image) ? image['docker-manifest-digest'] : undefined;
    if (type !== payloadType || !(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', 'the payload is not what cosign signs');
    return digest;
}


/***/ }),

/***/ 88913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Z: () => (/* binding */ pushBundle),
/* harmony export */   Br: () => (/* binding */ addToTag),
/* harmony export */   addLayers: () => (/* binding */ addLayers),
/* harmony export */   dI: () => (/* binding */ encodeConfig)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50261);
/* harmony import */ var _store_settling_time_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(94863);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67813);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86146);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62395);
/* harmony import */ var _formats_bundle_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67101);
/* harmony import */ var _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(18609);










/** How often the tag is written and looked at again, before we give up. */
const maxRounds = 10;
/** Publishes a bundle as a manifest that refers to its subject; gives the digest of that manifest. */
async function pushBundle(store, subject, { bytes, predicateType }, signal) {
    const layer = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_formats_bundle_js__WEBPACK_IMPORTED_MODULE_7__/* .bundleType */ .$7, bytes);
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)({
        mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz,
        artifactType: _formats_bundle_js__WEBPACK_IMPORTED_MODULE_7__/* .bundleType */ .$7,
        config: _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyJson */ .Gu,
        layers: [layer],
        subject,
        annotations: {
            'dev.sigstore.bundle.content': 'dsse-envelope',
            [_formats_bundle_js__WEBPACK_IMPORTED_MODULE_7__/* .predicateAnnotation */ .rI]: predicateType,
        },
    });
    const root = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, manifest);
    await pushBlob(store, _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyJson */ .Gu, Buffer.from('{}'), signal);
    await pushBlob(store, layer, bytes, signal);
    await store.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(manifest), { signal });
    return root.digest;
}
/**
 * Adds a signature to those under the tag `sha256-….sig`, as cosign keeps them; gives the digest of what the tag points
 * to. No registry promises a conditional PUT, so another job may write over ours, or we over theirs: as with a list of
 * referrers, we wait for longer than a read and a write take, look, and put back what is gone.
 */
async function addToTag(store, subject, { payload, ...evidence }, signal, time = _time_js__WEBPACK_IMPORTED_MODULE_5__/* .realTime */ .M9) {
    const tag = (0,_find_js__WEBPACK_IMPORTED_MODULE_6__/* .signatureTag */ .bG)(subject);
    const own = {
        ...(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_8__/* .simpleSigningType */ .Iy, payload),
        annotations: annotationsOf(evidence),
    };
    await pushBlob(store, own, payload, signal);
    return addLayers(store, tag, [own], signal, time);
}
function annotationsOf(evidence) {
    return Object.fromEntries(Object.entries(_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_8__/* .layerAnnotations */ .is).flatMap(([name, annotation]) => {
        const value = evidence[name];
        return value === undefined ? [] : [[annotation, value]];
    }));
}
/** Adds signatures whose payloads are in the store to those under a tag, as it is told above. */
async function addLayers(store, tag, own, signal, time = _time_js__WEBPACK_IMPORTED_MODULE_5__/* .realTime */ .M9) {
    let known = [...own];
    let last;
    for (let round = 0;; round += 1) {
        const start = time.now();
        const current = await readTag(store, tag, signal);
        known = union(current?.layers ?? [], known);
        const isComplete = current !== undefined && current.layers.length === known.length;
        if (isComplete && (round === 0 || current.digest === last || round === maxRounds))
            return current.digest;
        if (round === maxRounds)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('REGISTRY', `The tag ${tag} does not keep what is written to it`);
        last = isComplete ? current.digest : await writeTag(store, tag, known, signal);
        await time.pause((0,_store_settling_time_js__WEBPACK_IMPORTED_MODULE_9__/* .settlingTime */ .e)(time.now() - start), signal);
    }
}
async function readTag(store, tag, signal) {
    const content = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(store.manifest(tag, signal));
    if (!content)
        return undefined;
    const manifest = content.parsed();
    const fail = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `The tag ${tag} holds ${what} instead of signatures of cosign: it was not overwritten`);
    if (manifest.kind !== 'manifest')
        throw fail('an index');
    const { layers } = manifest;
    if (layers.length > 0 && !layers.some(_find_js__WEBPACK_IMPORTED_MODULE_6__/* .isEvidence */ .em))
        throw fail('another artifact');
    return { digest: content.descriptor.digest, layers };
}
/** Puts layers behind others that do not have them: one layer may be listed several times, with different signatures. */
function union(layers, more) {
    const name = ({ digest, annotations }) => `${digest} ${annotations?.[_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_8__/* .layerAnnotations */ .is.signature]}`;
    const names = new Set(layers.map(name));
    return [...layers, ...more.filter((layer) => !names.has(name(layer)))];
}
/** Writes the tag as cosign does: an image whose layers are the payloads. */
async function writeTag(store, tag, layers, signal) {
    const body = encodeConfig(layers);
    const config = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageConfigType */ .yc, body);
    await pushBlob(store, config, body, signal);
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)({ mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, config, layers });
    const root = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, manifest);
    await store.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(manifest), { tags: [tag], signal });
    return root.digest;
}
/** Writes the config of such an image, which says nothing that its layers do not. */
function encodeConfig(layers) {
    const created = '0001-01-01T00:00:00Z';
    return Buffer.from(JSON.stringify({
        architecture: '',
        created,
        history: layers.map(() => ({ created })),
        os: '',
        rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
        config: {},
    }));
}
async function pushBlob(store, descriptor, bytes, signal) {
    if (!(await store.has(descriptor, signal)))
        await store.push(descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(bytes), { signal });
}


/***/ }),

/***/ 57733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lookFor: () => (/* binding */ lookFor),
/* harmony export */   signManifest: () => (/* binding */ signManifest),
/* harmony export */   signatureIn: () => (/* binding */ signatureIn)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99968);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11260);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62395);
/* harmony import */ var _formats_bundle_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67101);
/* harmony import */ var _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(18609);
/* harmony import */ var _formats_statement_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(29096);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(88913);









/** The pieces that are a plain signature, in one format or both. */
function signatureIn(format) {
    const claim = { predicateType: _formats_statement_js__WEBPACK_IMPORTED_MODULE_7__/* .signaturePredicate */ .oo, predicate: {} };
    const formats = format === 'both' ? ['bundle', 'legacy'] : [format];
    return formats.map((each) => ({ format: each, claim, label: each, isAny: true }));
}
const none = { attestations: [], unwritten: [] };
/** Looks which pieces are there, where others look for them too. */
async function lookFor(hand, pieces, store, subject, signal) {
    const found = new Map();
    const wanted = new Set(pieces.map(({ claim }) => claim.predicateType));
    const giveWay = (0,_give_way_js__WEBPACK_IMPORTED_MODULE_2__/* .createGiveWay */ .$)(signal);
    for await (const candidate of (0,_find_js__WEBPACK_IMPORTED_MODULE_4__/* .findCandidates */ .eE)(store, subject, wanted, signal)) {
        await giveWay();
        if ('unread' in candidate || !candidate.evidence || !candidate.isUsual)
            continue;
        const { digest, evidence } = candidate;
        for (const piece of pieces.filter((each) => !found.has(each) && each.format === evidence.format)) {
            const { predicateType } = piece.claim;
            if (!(await hand.isOwn(evidence, subject.digest, predicateType, false)))
                continue;
            if (!piece.isAny && !isSame(evidence, statementOf(piece, store, subject.digest)))
                continue;
            found.set(piece, { digest, format: piece.format, predicateType });
            break;
        }
        if (found.size === pieces.length)
            break;
    }
    return { signatures: [...found.values()], added: pieces.filter((piece) => !found.has(piece)), ...none };
}
/** Says of a manifest that is in the store what this signer has not said yet; all of it at once. */
async function signManifest(hand, pieces, store, subject, signal) {
    const { signatures: found, added } = await lookFor(hand, pieces, store, subject, signal);
    // What a log has, it has for ever.
    signal.throwIfAborted();
    const made = await Promise.all(added.map(async (piece) => ({ piece, ...(await seal(hand, piece, store, subject)) })));
    for (const { piece, evidence } of made) {
        // What nobody can verify must not be published.
        if (await hand.isOwn(evidence, subject.digest, piece.claim.predicateType, true))
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('SIGNING', 'A signature that was just made does not verify: nothing of it was published');
    }
    const signatures = [...found];
    const failed = [];
    await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .concurrently */ .rK)(made, made.length, signal, async ({ piece, evidence, logIndex }, within) => {
        const { predicateType } = piece.claim;
        const publish = evidence.format === 'bundle'
            ? (0,_publish_js__WEBPACK_IMPORTED_MODULE_8__/* .pushBundle */ .$Z)(store, (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .bare */ .$B)(subject), { bytes: evidence.bytes, predicateType }, within)
            : (0,_publish_js__WEBPACK_IMPORTED_MODULE_8__/* .addToTag */ .Br)(store, subject.digest, evidence, within);
        const digest = await publish.catch((error) => {
            // Something else stands where this has to be written, and is not destroyed.
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, ..._errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreadable */ .O$))
                throw error;
            failed.push({ piece, error });
        });
        if (digest === undefined)
            return;
        signatures.push({
            digest,
            format: evidence.format,
            predicateType,
            ...(logIndex === undefined ? {} : { logIndex }),
        });
    });
    const lost = failed.find(({ piece }) => !signatures.some(({ predicateType }) => predicateType === piece.claim.predicateType));
    if (lost)
        throw lost.error;
    const isWritten = (piece) => !failed.some((each) => each.piece === piece);
    const attestations = made.flatMap(({ piece, evidence }) => evidence.format === 'bundle' && piece.claim.predicateType !== _formats_statement_js__WEBPACK_IMPORTED_MODULE_7__/* .signaturePredicate */ .oo ? [evidence.bytes] : []);
    // As they were asked for, in whichever order they were written.
    const order = ({ predicateType, format }) => pieces.findIndex((piece) => piece.claim.predicateType === predicateType && piece.format === format);
    return {
        signatures: signatures.toSorted((a, b) => order(a) - order(b)),
        added: added.filter(isWritten),
        attestations,
        unwritten: failed.map(({ error }) => error.message),
    };
}
function seal(hand, piece, store, { digest }) {
    if (piece.format === 'legacy')
        return hand.sealPayload((0,_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_6__/* .encodePayload */ .vy)(repositoryName(store.location), digest));
    return hand.seal(statementOf(piece, store, digest));
}
/** A signature says no name, so that it is the same wherever it is copied to. */
function statementOf({ claim }, { location }, digest) {
    const isSignature = claim.predicateType === _formats_statement_js__WEBPACK_IMPORTED_MODULE_7__/* .signaturePredicate */ .oo;
    return (0,_formats_statement_js__WEBPACK_IMPORTED_MODULE_7__/* .encodeStatement */ ._i)(digest, claim, isSignature ? undefined : repositoryName(location));
}
function isSame(evidence, statement) {
    return evidence.format === 'bundle' && (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_5__/* .parseBundle */ .QN)(evidence.bytes).payload.equals(statement);
}
/**
 * The repository as cosign names it. Nobody looks at it, but some read it as a name: a layout has none of its own, and
 * the path of its folder is nobody's business.
 */
function repositoryName(location) {
    if (!location)
        return 'oci-layout';
    const { host, repository } = location;
    return `${host === 'docker.io' ? 'index.docker.io' : host}/${repository}`;
}


/***/ })

};
