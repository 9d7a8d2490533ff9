export const id = 6374;
export const ids = [6374,1685];
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

/***/ 11685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UnjudgedError: () => (/* binding */ UnjudgedError),
/* harmony export */   startBudget: () => (/* binding */ startBudget)
/* harmony export */ });
/* harmony import */ var _read_evidence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(104);

/** Evidence that was not judged: it may well prove what it says. */
class UnjudgedError extends _read_evidence_js__WEBPACK_IMPORTED_MODULE_0__/* .EvidenceError */ .o {
}
/** What a step spends on proofs that prove nothing, and on all proofs, in ms. A real one takes some 5 ms. */
const most = { misses: 20, time: 5_000 };
/** The part of it that the list of referrers may use up: the rest is for the tags. */
const shareOfList = 0.8;
/** Returns the budget of a step. */
function startBudget() {
    let [misses, time] = [0, 0];
    return {
        async prove(place, work) {
            const share = place === 'list' ? shareOfList : 1;
            if (misses >= most.misses * share || time >= most.time * share) {
                throw new UnjudgedError('is left unjudged: too many others were wrong, or took too long');
            }
            const start = performance.now();
            try {
                return await work();
            }
            catch (error) {
                misses += 1;
                throw error;
            }
            finally {
                time += performance.now() - start;
            }
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

/***/ 69686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isOnlyName),
/* harmony export */   W: () => (/* binding */ extensionsIn)
/* harmony export */ });
const fulcio = '1.3.6.1.4.1.57264.1.';
/** Reads the extensions of a certificate; of those that stand there twice, the first counts. */
async function extensionsIn({ raw }) {
    const { X509Certificate: Parsed, ASN1Obj } = await __webpack_require__.e(/* import() */ 3917).then(__webpack_require__.t.bind(__webpack_require__, 83917, 19));
    const own = {};
    const all = new Set();
    const parsed = Parsed.parse(Buffer.from(raw));
    for (const { subs } of parsed.extensions) {
        const oid = subs[0]?.toOID() ?? '';
        all.add(oid);
        const value = subs.at(-1)?.value ?? Buffer.alloc(0);
        const number = Number(oid.slice(fulcio.length));
        if (!oid.startsWith(fulcio) || !Number.isInteger(number))
            continue;
        // Up to 7 the bytes are the text; from 8 on they are a UTF8String. What is neither is left out.
        if (number < 8)
            own[number] ??= value.toString();
        else if (value[0] === 0x0c)
            own[number] ??= ASN1Obj.parseBuffer(Buffer.from(value)).value.toString();
    }
    return { own, has: (oid) => all.has(oid), name: parsed.subjectAltName ?? '' };
}
/**
 * Compares the name with what Node reads: the library takes the first of several, and drops a bit of what is not ASCII.
 * Node separates names by commas, and writes one that has a comma in it as JSON.
 */
function isOnlyName(name, { subjectAltName = '' }) {
    const [, written = ''] = /^(?:URI|email):(.*)$/s.exec(subjectAltName) ?? [];
    return name !== '' && name === (written.startsWith('"') ? JSON.parse(written) : written);
}


/***/ }),

/***/ 27812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ preAuthEncoding)
/* harmony export */ });
/**
 * The bytes that a DSSE signature is over: the payload together with its type, each with its length (DSSE, protocol.md,
 * "PAE").
 */
function preAuthEncoding(payloadType, payload) {
    const type = Buffer.from(payloadType);
    const head = `DSSEv1 ${type.byteLength} ${payloadType} ${payload.byteLength} `;
    return Buffer.concat([Buffer.from(head), payload]);
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

/***/ 77867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b_: () => (/* binding */ signBytes),
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   kc: () => (/* binding */ publicKeyOf),
/* harmony export */   q6: () => (/* binding */ problemOfKey),
/* harmony export */   s3: () => (/* binding */ isSignedBy)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);


const rsaBits = [2048, 3072, 4096];
/** Makes a public key of its own, or of the private one that it belongs to. */
function publicKeyOf(from) {
    const key = from.type === 'private' ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(from) : from;
    const der = key.export({ type: 'spki', format: 'der' });
    return { key, fingerprint: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(der), hint: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(der).digest('base64') };
}
/**
 * Reads a public key in PEM as cosign writes it; fails with what `fail` makes of the reason. Node would take a private
 * key and a certificate too, which nobody meant.
 */
function parsePublicKey(pem, fail) {
    const kinds = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, kind = '']) => kind);
    if (kinds.some((kind) => kind.endsWith('PRIVATE KEY')))
        throw fail('is a private key: give the public one');
    if (kinds.length !== 1 || kinds[0] !== 'PUBLIC KEY') {
        throw fail('must be exactly one PEM public key (-----BEGIN PUBLIC KEY-----)');
    }
    let key;
    try {
        key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem);
    }
    catch {
        throw fail('is not a public key that can be read');
    }
    const problem = problemOfKey(key);
    if (problem !== undefined)
        throw fail(problem);
    return publicKeyOf(key);
}
/** Says what keeps a key from use: all verifiers take P-256, and RSA of these sizes, in the same way. */
function problemOfKey({ asymmetricKeyType, asymmetricKeyDetails }) {
    const { namedCurve, modulusLength = 0 } = asymmetricKeyDetails ?? {};
    if (asymmetricKeyType === 'ec') {
        if (namedCurve === 'prime256v1')
            return undefined;
        return `is on the curve ${namedCurve}, which cosign 2 and cosign 3 hash differently: use P-256`;
    }
    if (asymmetricKeyType !== 'rsa')
        return `is a key of the kind ${asymmetricKeyType}: use P-256 or RSA`;
    if (rsaBits.includes(modulusLength))
        return undefined;
    return `is an RSA key of ${modulusLength} bits: use one of ${rsaBits.join(', ')}`;
}
/** Signs bytes as cosign does: by SHA-256, with ECDSA in DER or RSA in PKCS #1 v1.5. */
function signBytes(bytes, privateKey) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)('sha256', bytes, privateKey);
}
/** Tells whether a signature is by a key. */
function isSignedBy({ key }, bytes, signature) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.verify)('sha256', bytes, key, signature);
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ readEvidence),
/* harmony export */   o: () => (/* binding */ EvidenceError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3474);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73931);
/* harmony import */ var _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18609);
/* harmony import */ var _formats_statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(29096);






/** Why evidence proves nothing. Its message goes on after the name of that evidence: `is larger than 1 MiB`. */
class EvidenceError extends Error {
    name = 'EvidenceError';
}
/** https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12 */
const codeSigning = '1.3.6.1.5.5.7.3.3';
/** A bundle with a certificate, an entry of a log and a statement has some 7 KiB; an SBOM within may have hundreds. */
const maxBytes = 2 ** 20;
const maxPieces = 50_000;
/** The library compares each with each before it looks at one, so that 9,000 in 1 MiB would take a minute. */
const maxProofs = 16;
/** What the library parses piece by piece takes a hundred times as much memory; real ones have some 6 KiB at most. */
const maxSizes = { timestamp: 16 * 1024, certificate: 64 * 1024, entry: 64 * 1024 };
/**
 * A checkpoint of a log has some 300 bytes and one or two signatures. The library verifies all of it with each line that
 * claims to be one: 30,000 in 1 MiB would take 10 seconds.
 */
const maxCheckpoint = { length: 16 * 1024, signatures: 16 };
/** Reads evidence that has a certificate. Fails with an EvidenceError, or any error of the library. */
async function readEvidence(evidence) {
    const size = evidence.format === 'bundle'
        ? evidence.bytes.length
        : Object.values(evidence).reduce((sum, part) => sum + (part?.length ?? 0), 0);
    if (size > maxBytes)
        throw new EvidenceError(`is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z)(maxBytes)}`);
    const json = evidence.format === 'bundle' ? jsonOf(evidence.bytes, 'the bundle') : bundleOfLegacy(evidence);
    const { bundleFromJSON } = await Promise.all(/* import() */[__webpack_require__.e(9654), __webpack_require__.e(1040)]).then(__webpack_require__.t.bind(__webpack_require__, 61040, 19));
    const bundle = bundleFromJSON(json);
    const { tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
    if (tlogEntries.length + (timestampVerificationData?.rfc3161Timestamps.length ?? 0) > maxProofs) {
        throw new EvidenceError(`has more than ${maxProofs} entries of logs and timestamps`);
    }
    for (const { signedTimestamp } of timestampVerificationData?.rfc3161Timestamps ?? []) {
        checkSize('timestamp', signedTimestamp.length);
    }
    for (const { canonicalizedBody, inclusionProof, inclusionPromise } of tlogEntries) {
        const pieces = [canonicalizedBody, inclusionPromise?.signedEntryTimestamp, ...(inclusionProof?.hashes ?? [])];
        checkSize('entry', pieces.reduce((sum, piece) => sum + (piece?.length ?? 0), 0));
    }
    const checkpoints = tlogEntries.map(({ inclusionProof }) => inclusionProof?.checkpoint?.envelope ?? '');
    if (checkpoints.some(isOversized))
        throw new EvidenceError('has a checkpoint of a log that is too long');
    const certificate = certificateOf(bundle);
    if (bundle.content.$case === 'dsseEnvelope') {
        const { payload, payloadType } = bundle.content.dsseEnvelope;
        if (payloadType !== _formats_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .statementType */ .qB)
            throw new EvidenceError('has a payload that is not an in-toto statement');
        return { bundle, certificate, payload: Buffer.from(payload), payloadType };
    }
    // A bundle like this one signs a file that is somewhere else.
    if (evidence.format === 'bundle')
        throw new EvidenceError('has no statement in it');
    return { bundle, certificate, payload: evidence.payload, payloadType: _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_3__/* .simpleSigningType */ .Iy };
}
function checkSize(kind, size) {
    const what = kind === 'entry' ? 'an entry of a log' : `a ${kind}`;
    if (size > maxSizes[kind])
        throw new EvidenceError(`has ${what} of more than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z)(maxSizes[kind])}`);
}
function isOversized(checkpoint) {
    return (checkpoint.length > maxCheckpoint.length || checkpoint.split('\n\u2014 ').length > maxCheckpoint.signatures + 1);
}
function certificateOf({ verificationMaterial: { content } }) {
    if (content.$case === 'publicKey')
        throw new EvidenceError('is by a key, without a certificate');
    const certificate = content.$case === 'certificate' ? content.certificate : content.x509CertificateChain.certificates[0];
    const rawBytes = certificate?.rawBytes ?? Buffer.alloc(0);
    checkSize('certificate', rawBytes.length);
    const read = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(rawBytes);
    // Node also reads PEM that stands anywhere in the bytes, and the library does not: it has to be the same certificate.
    if (!read.raw.equals(rawBytes))
        throw new EvidenceError('has a certificate that is not plain DER');
    // The library does not look, and an authority may issue others too. What Node calls keyUsage is the extended one.
    if (!read.keyUsage?.includes(codeSigning))
        throw new EvidenceError('has a certificate that is not for signing code');
    return read;
}
/**
 * Writes cosign's older form as a bundle v0.1, which has no proof that the log has its entry, only the log's promise. The
 * library compares that entry with payload and signature alike: https://github.com/advisories/GHSA-whqx-f9j3-ch6m. The
 * chain is left out, since the trust root has its own.
 */
function bundleOfLegacy({ payload, signature, certificate, log, timestamp }) {
    if (certificate === undefined)
        throw new EvidenceError('is by a key, without a certificate');
    checkSize('certificate', certificate.length);
    const proof = timestamp === undefined ? {} : parseText(timestamp);
    const signed = proof.SignedRFC3161Timestamp;
    return {
        mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
        verificationMaterial: {
            x509CertificateChain: { certificates: [{ rawBytes: new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(certificate).raw.toString('base64') }] },
            tlogEntries: log === undefined ? [] : [entryOfLegacy(log)],
            timestampVerificationData: { rfc3161Timestamps: signed === undefined ? [] : [{ signedTimestamp: signed }] },
        },
        // An attestation is an envelope, which has its signature within.
        ...(signature === ''
            ? { dsseEnvelope: jsonOf(payload, 'the envelope') }
            : {
                messageSignature: {
                    messageDigest: { algorithm: 'SHA2_256', digest: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(payload).digest('base64') },
                    signature,
                },
            }),
    };
}
/** An entry of Rekor v1 as cosign writes it down: `{SignedEntryTimestamp, Payload: {body, integratedTime, …}}`. */
function entryOfLegacy(log) {
    const { SignedEntryTimestamp, Payload } = parseText(log);
    const body = parseText(Buffer.from(Payload.body, 'base64').toString());
    return {
        logIndex: String(Payload.logIndex),
        logId: { keyId: Buffer.from(Payload.logID, 'hex').toString('base64') },
        kindVersion: { kind: body.kind, version: body.apiVersion },
        integratedTime: String(Payload.integratedTime),
        inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
        canonicalizedBody: Payload.body,
    };
}
function parseText(text) {
    return jsonOf(Buffer.from(text), 'the annotation');
}
function jsonOf(bytes, what) {
    try {
        return (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(bytes, what, undefined, maxPieces);
    }
    catch (error) {
        throw new EvidenceError(`cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, { cause: error });
    }
}


/***/ }),

/***/ 55943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ readSigner),
/* harmony export */   X: () => (/* binding */ verifyCertificate)
/* harmony export */ });
/* harmony import */ var _cut_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97399);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _formats_certificate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69686);
/* harmony import */ var _read_evidence_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(104);




/**
 * Returns the signer, by a certificate that one of the roots issued, which was good at the time that a log or a clock
 * vouches for. Fails with an EvidenceError for what proves nothing, and with an OciError when a root cannot be had.
 */
async function verifyCertificate(evidence, roots) {
    return (await readSigner(evidence, roots)).prove();
}
/** Reads who claims to have signed; fails as above. */
async function readSigner(evidence, roots) {
    return explained(async () => {
        const read = await (0,_read_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .readEvidence */ .A)(evidence);
        const instance = await roots.instanceOf(read.certificate);
        if (!instance)
            throw new _read_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .EvidenceError */ .o(notIssued(read.certificate));
        const named = await nameIn(read);
        return { named, prove: () => explained(async () => ({ ...named, signedAt: await verify(read, instance) })) };
    });
}
async function explained(work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof _read_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .EvidenceError */ .o || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf)
            throw error;
        // The library, and Node, fail on foreign data with errors of any kind.
        throw new _read_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .EvidenceError */ .o(`cannot be verified: ${(0,_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cutText */ .IN)(reasonOf(error), 200, '…')}`, { cause: error });
    }
}
async function nameIn({ certificate, payload, payloadType }) {
    const { own: extensions, name } = await (0,_formats_certificate_js__WEBPACK_IMPORTED_MODULE_3__/* .extensionsIn */ .W)(certificate);
    const issuer = extensions[8] ?? extensions[1];
    if (!(0,_formats_certificate_js__WEBPACK_IMPORTED_MODULE_3__/* .isOnlyName */ .S)(name, certificate))
        throw new _read_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .EvidenceError */ .o('has a certificate without exactly one plain name');
    if (!issuer)
        throw new _read_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .EvidenceError */ .o('has a certificate that does not say who vouched for its name');
    return { identity: name, issuer, extensions, payload, payloadType };
}
function notIssued({ issuer }) {
    const name = (0,_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cutText */ .IN)(issuer.replaceAll('\n', ', '), 100, '…');
    return `has a certificate of ${name}, an authority that is not trusted`;
}
/** The words of an error, the fields that the check of a bundle names, and the words of its cause. */
function reasonOf(error) {
    const { fields, cause } = Object(error);
    const more = Array.isArray(fields) ? fields.join(', ') : cause && (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause);
    return more ? `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)} (${more})` : (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error);
}
/** Verifies certificate, signature, logs and clocks; gives the earliest time that was proved. */
async function verify({ bundle, payload }, instance) {
    const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__webpack_require__.e(9654), __webpack_require__.e(3917), __webpack_require__.e(4187)]).then(__webpack_require__.t.bind(__webpack_require__, 54187, 19));
    const entity = toSignedEntity(bundle, payload);
    const material = toTrustMaterial(instance.root);
    // Its policies are not used: their names are regular expressions that match a part.
    const verifier = new Verifier(material, {
        tlogThreshold: instance.logs,
        ctlogThreshold: instance.scts,
        // With 0 it fails with a TypeError for a certificate, and a certificate of ten minutes needs a time.
        timestampThreshold: 1,
    });
    verifier.verify(entity);
    const times = timesOf(entity);
    // The library compares the life of a log with promises only, which entries of Rekor v2 do not have.
    for (const { logId, inclusionPromise, integratedTime } of entity.tlogEntries) {
        const seen = inclusionPromise ? [Number(integratedTime) * 1000] : times;
        const isAlive = material.tlogs.some(({ logID, validFor: { start, end } }) => logID.equals(logId.keyId) && seen.every((time) => start.getTime() <= time && time <= end.getTime()));
        if (!isAlive)
            throw new _read_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .EvidenceError */ .o('has an entry of a log that was not valid at the time of the signature');
    }
    return new Date(Math.min(...times));
}
/** The times that were proved, in ms: the library has checked each, and the certificate at each. */
function timesOf({ timestamps }) {
    return timestamps.flatMap((proof) => {
        if (proof.$case === 'timestamp-authority')
            return [proof.timestamp.signingTime.getTime()];
        // Without the promise of the log nobody signed this time.
        return proof.tlogEntry.inclusionPromise ? [Number(proof.tlogEntry.integratedTime) * 1000] : [];
    });
}


/***/ }),

/***/ 56374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  isAccepted: () => (/* binding */ isAccepted),
  judgeByKey: () => (/* binding */ judgeByKey),
  judgeManifest: () => (/* binding */ judgeManifest),
  problemOfPayload: () => (/* binding */ problemOfPayload),
  verifyManifest: () => (/* binding */ verifyManifest)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/give-way.js
var give_way = __webpack_require__(99968);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(44842);
// EXTERNAL MODULE: ./lib/trust/budget.js
var trust_budget = __webpack_require__(11685);
// EXTERNAL MODULE: ./lib/trust/find.js
var find = __webpack_require__(62395);
// EXTERNAL MODULE: ./lib/trust/formats/bundle.js
var bundle = __webpack_require__(67101);
// EXTERNAL MODULE: ./lib/trust/formats/dsse.js
var dsse = __webpack_require__(27812);
// EXTERNAL MODULE: ./lib/trust/formats/from-base64.js
var from_base64 = __webpack_require__(84129);
// EXTERNAL MODULE: ./lib/trust/formats/simple-signing.js
var simple_signing = __webpack_require__(18609);
// EXTERNAL MODULE: ./lib/trust/formats/statement.js
var statement = __webpack_require__(29096);
// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(97399);
;// CONCATENATED MODULE: ./lib/trust/match-certificate.js

/** Who vouches for the jobs of github.com. */
const githubIssuer = 'https://token.actions.githubusercontent.com';
const host = 'https://github.com/';
/** The refs of pull requests and of GitLab's merge requests: anybody who can open one chooses what runs there. */
const changeRequests = ['refs/pull/', 'refs/merge-requests/'];
/** Names the signer when it is not the wanted one; undefined when it is. All that is compared is in the certificate. */
function otherSigner(found, wanted) {
    const isMet = wanted.kind === 'github' ? isOfRepository(found, wanted) : isOfIdentity(found, wanted);
    return isMet ? undefined : `is by ${describe(found)}`;
}
/** The repository that the job ran for: the name is that of the workflow, which may be another's. */
function repositoryOf({ extensions }) {
    return extensions[12];
}
/** The ref that the job ran for. */
function refOf({ extensions }) {
    return extensions[14];
}
function isOfRepository(found, wanted) {
    const { repository, ref, workflow } = wanted;
    const ownRef = refOf(found);
    return (found.issuer === githubIssuer &&
        repositoryOf(found) === `${host}${repository}` &&
        ownRef !== undefined &&
        isRefLike(ref, ownRef) &&
        (workflow === undefined || isWorkflow(found.identity, fullWorkflow(workflow, repository, ownRef))));
}
function isOfIdentity(found, { issuer, identity }) {
    if (found.issuer !== issuer)
        return false;
    const [wanted, own] = [splitName(identity), splitName(found.identity)];
    // Without a ref, only a pattern that is open at its end leaves the ref open.
    const ref = wanted.ref ?? (wanted.path.endsWith('*') ? '*' : undefined);
    const jobRef = refOf(found);
    // A reusable workflow that a pull request calls has a name without it.
    if (jobRef !== undefined && kindOfChange(jobRef) !== undefined && !isRefLike(ref ?? '', jobRef))
        return false;
    if (own.ref === undefined || ref === undefined)
        return isLike(identity, found.identity) && own.ref === wanted.ref;
    if (!isLike(wanted.path, own.path) || !isRefLike(ref, own.ref))
        return false;
    // GitLab names a merge request in the name only; beside it stands the branch that it would merge.
    return !isOfGitlab(own.path) || kindOfChange(own.ref) !== undefined || isRefLike(ref, jobRef ?? '');
}
/** GitLab sets the file apart from the project by `//`: `https://gitlab.com/group/project//.gitlab-ci.yml`. */
function isOfGitlab(path) {
    return path.replace(/^https?:\/\//, '').includes('//');
}
/** Splits `…/NAME@REF`, or an e-mail address, at the first `@`: there is none in a path, and a branch may have some. */
function splitName(name) {
    const [path = '', ...rest] = name.split('@');
    return { path, ref: rest.length === 0 ? undefined : rest.join('@') };
}
/** `octo-org/hello/.github/workflows/NAME@REF`; a workflow of the same repository runs as it is at the ref of the job. */
function fullWorkflow(workflow, repository, ref) {
    const { path, ref: own } = splitName(workflow);
    return { path: path.startsWith('.github/') ? `${repository}/${path}` : path, ref: own || ref };
}
/** Path and ref are compared one by one: a branch may be called `x@refs/tags/v1`, and a `*` of the path would take it. */
function isWorkflow(identity, { path, ref }) {
    const own = splitName(identity);
    return ref !== undefined && isLike(`${host}${path}`, own.path) && isRefLike(ref, own.ref ?? '');
}
/** Compares a ref with a pattern; pull and merge requests have to be written out in it. */
function isRefLike(pattern, ref) {
    return isLike(pattern, ref) && pattern.startsWith(kindOfChange(ref) ?? '');
}
/** How the refs of such requests begin, when this is one of them. */
function kindOfChange(ref) {
    return changeRequests.find((kind) => ref.startsWith(kind));
}
/** Compares letter by letter; `*` stands for any text, also for none, and nothing else has a meaning. */
function isLike(pattern, text) {
    const [start = '', ...parts] = pattern.split('*');
    const end = parts.pop();
    if (end === undefined)
        return pattern === text;
    if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length)
        return false;
    let rest = text.slice(start.length, text.length - end.length);
    // The first place of each part leaves the most for those that follow.
    for (const part of parts) {
        const at = rest.indexOf(part);
        if (at < 0)
            return false;
        rest = rest.slice(at + part.length);
    }
    return true;
}
/** Names a signer, with what its name does not say. */
function describe(found) {
    const { identity, issuer } = found;
    const [repository, ref] = [repositoryOf(found), refOf(found)];
    const change = kindOfChange(ref ?? '') ?? kindOfChange(splitName(identity).ref ?? '');
    const isForeign = repository !== undefined && !identity.startsWith(`${repository}/`);
    const more = [
        ...(issuer === githubIssuer ? [] : [`according to ${issuer}`]),
        ...(isForeign ? [`for ${repository}`] : []),
        ...(ref === undefined || identity.endsWith(`@${ref}`) ? [] : [`at ${ref}`]),
        ...(change === undefined ? [] : [`a pull or merge request, which only a ref that begins with ${change} accepts`]),
    ];
    return (0,cut_text/* cutText */.IN)([identity, ...more].join(', '), 300, '…');
}

// EXTERNAL MODULE: ./lib/trust/public-key.js
var public_key = __webpack_require__(77867);
// EXTERNAL MODULE: ./lib/trust/read-evidence.js
var read_evidence = __webpack_require__(104);
// EXTERNAL MODULE: ./lib/trust/verify-certificate.js
var verify_certificate = __webpack_require__(55943);
;// CONCATENATED MODULE: ./lib/trust/verify.js















const unreadable = (error) => ({ rank: 0, text: `cannot be read (${(0,errors/* messageOf */.bD)(error)})` });
const foreignKey = { rank: 1, text: 'is not by this key' };
/** Proved to be by the right signer and about the right manifest. */
const rankOfOtherPredicate = 3;
const otherSubject = { rank: 2, text: 'is about another digest' };
/**
 * Checks that a manifest has the signatures that a policy asks for; gives those that meet its entries. Fails with
 * UNTRUSTED, and says of what was found why it is not enough; or, when a root could not be had that may have made the
 * difference, with the reason of that.
 *
 * @param name `host/repository@digest`
 */
async function verifyManifest(source, subject, name, trust, signal) {
    const { met, refusal } = await judgeManifest(source, subject, name, trust, signal);
    if (refusal)
        throw refusal;
    return met;
}
/** Looks for the signatures that a policy asks for. Fails when the registry fails, or a root cannot be had. */
async function judgeManifest(source, subject, name, { policy, roots, budget = (0,trust_budget.startBudget)() }, signal) {
    const met = new Map();
    const problems = new Map(policy.map((entry) => [entry, []]));
    const unread = [];
    const wanted = new Set(policy.flatMap(({ any }) => any.map(({ predicate = statement/* signaturePredicate */.oo }) => predicate)));
    const giveWay = (0,give_way/* createGiveWay */.$)(signal);
    for await (const candidate of (0,find/* findCandidates */.eE)(source, subject, wanted, signal)) {
        await giveWay();
        if ('unread' in candidate) {
            unread.push(candidate.unread);
            continue;
        }
        const { digest, evidence, problem, place } = candidate;
        const certified = evidence && certifiedBy(evidence, place, { roots, budget });
        for (const entry of policy.filter((each) => !met.has(each))) {
            const result = evidence && certified
                ? await judgeAny(evidence, entry.any, subject.digest, certified)
                : { ...unreadable(problem), isUnjudged: true };
            signal.throwIfAborted();
            if ('rank' in result)
                problems.get(entry)?.push(result);
            else
                met.set(entry, { entry: entry.label, ...result, digest });
        }
        if (met.size === policy.length)
            break;
    }
    const [failed] = policy.filter((entry) => !met.has(entry));
    const found = policy.flatMap((entry) => met.get(entry) ?? []);
    if (!failed)
        return { met: found, isComplete: true };
    const reasons = problems.get(failed) ?? [];
    const { failure } = reasons.find((reason) => reason.failure) ?? {};
    if (failure)
        throw failure;
    return {
        met: found,
        refusal: untrusted(name, subject.digest, failed, reasons, unread),
        isComplete: unread.length === 0 && !reasons.some(({ isUnjudged }) => isUnjudged),
    };
}
/**
 * Reports whether evidence is about a manifest and by a signer that some entry of the policy accepts, whatever else it
 * says. Fails when a root cannot be had.
 */
async function isAccepted(evidence, place, subject, { policy, roots, budget }) {
    const any = policy.flatMap((entry) => entry.any);
    const result = await judgeAny(evidence, any, subject, certifiedBy(evidence, place, { roots, budget }));
    if (!('rank' in result))
        return true;
    if (result.failure)
        throw result.failure;
    return result.rank === rankOfOtherPredicate;
}
/** Reads the signer of evidence once, and proves it once, however many entries ask. */
function certifiedBy(evidence, place, { roots, budget }) {
    return (0,once/* once */.O)(async () => {
        const { named, prove } = await (0,verify_certificate/* readSigner */.$)(evidence, roots);
        return { named, prove: (0,once/* once */.O)(() => budget.prove(place, prove)) };
    });
}
/** Checks a signature against alternatives, of which one is enough; else the nearest miss counts. */
async function judgeAny(evidence, any, subject, certified) {
    const misses = [];
    for (const { signer, predicate } of any) {
        const result = signer.kind === 'key'
            ? judgeByKey(evidence, signer.key, predicate, subject)
            : await judgeByCertificate(evidence.format, certified, signer, predicate, subject);
        if (!('rank' in result))
            return result;
        misses.push(result);
    }
    return misses.toSorted((a, b) => b.rank - a.rank)[0];
}
/** Judges one signature that is to be by a key: who made it, what it is about, and what it says. */
function judgeByKey(evidence, key, predicate, subject) {
    try {
        if (evidence.format === 'legacy' && evidence.signature !== '') {
            const { payload, signature } = evidence;
            if (!(0,public_key/* isSignedBy */.s3)(key, payload, (0,from_base64/* fromBase64 */.E)(signature, 'its signature')))
                return foreignKey;
            return problemOfPayload(simple_signing/* simpleSigningType */.Iy, payload, predicate, subject) ?? said(evidence.format, key);
        }
        const isBundle = evidence.format === 'bundle';
        const { payload, signature, hasCertificate } = isBundle
            ? (0,bundle/* parseBundle */.QN)(evidence.bytes)
            : { ...(0,bundle/* parseEnvelope */.mE)(evidence.payload), hasCertificate: false };
        if (hasCertificate)
            return { rank: 1, text: 'is by a certificate, not by a key' };
        if (!(0,public_key/* isSignedBy */.s3)(key, (0,dsse/* preAuthEncoding */.J)(statement/* statementType */.qB, payload), signature))
            return foreignKey;
        return problemOfPayload(statement/* statementType */.qB, payload, predicate, subject) ?? said(evidence.format, key, predicate);
    }
    catch (error) {
        return unreadable(error);
    }
}
function said(format, key, predicateType = statement/* signaturePredicate */.oo) {
    return { key: key.fingerprint, format, predicateType };
}
/** Judges one signature that is to be by somebody whom a certificate names. */
async function judgeByCertificate(format, certified, wanted, predicate, subject) {
    try {
        const { named, prove } = await certified();
        const other = otherSigner(named, wanted);
        if (other !== undefined)
            return { rank: 1, text: other };
        const problem = judgePayload(named, predicate, subject);
        // Anybody can publish the signatures of other artifacts here: they are known by what they say, without a proof.
        if (problem === otherSubject)
            return problem;
        const signer = await prove();
        return problem ?? factsOf(signer, format, predicate);
    }
    catch (error) {
        if (error instanceof trust_budget.UnjudgedError)
            return { rank: 4, text: error.message, isUnjudged: true };
        if (error instanceof read_evidence/* EvidenceError */.o)
            return { rank: 0, text: error.message };
        // The root of it cannot be had: it may be the one that is asked for.
        if (error instanceof errors/* OciError */.Mf)
            return { rank: 4, text: 'cannot be judged', failure: error };
        throw error;
    }
}
function judgePayload({ payload, payloadType }, predicate, subject) {
    try {
        return problemOfPayload(payloadType, payload, predicate, subject);
    }
    catch (error) {
        return unreadable(error);
    }
}
function factsOf(signer, format, predicateType = statement/* signaturePredicate */.oo) {
    const { identity, issuer, extensions, signedAt } = signer;
    const facts = { repository: repositoryOf(signer), commit: extensions[13], ref: refOf(signer), run: extensions[21] };
    const known = Object.entries(facts).filter(([, value]) => value !== undefined);
    return { identity, issuer, ...Object.fromEntries(known), time: signedAt.toISOString(), format, predicateType };
}
/** Judges what was signed, whoever did; only an attestation is one, and only a signature is a signature. */
function problemOfPayload(payloadType, payload, predicate = statement/* signaturePredicate */.oo, subject) {
    if (payloadType === simple_signing/* simpleSigningType */.Iy) {
        if ((0,simple_signing/* parsePayload */.ex)(payload) !== subject)
            return otherSubject;
        return predicate === statement/* signaturePredicate */.oo ? undefined : otherPredicate(statement/* signaturePredicate */.oo);
    }
    const { predicateType, isAbout } = (0,statement/* parseStatement */.By)(payload);
    if (!isAbout(subject))
        return otherSubject;
    return predicateType === predicate ? undefined : otherPredicate(predicateType);
}
function otherPredicate(type) {
    return { rank: rankOfOtherPredicate, text: `is by the right signer, but of type ${JSON.stringify(type)}` };
}
function untrusted(name, subject, { number, label }, problems, unread) {
    const more = unread.map((what) => `; ${what}`).join('');
    if (problems.length === 0) {
        const where = `there is none among its referrers, nor under the tag ${(0,find/* signatureTag */.bG)(subject)}`;
        return new errors/* OciError */.Mf('UNTRUSTED', `${name} has no signature: ${where}${more}`, { topic: 'unsigned' });
    }
    const counts = [...Map.groupBy(problems, ({ text }) => text)].map(([text, { length }]) => many(length, text));
    const found = problems.length === 1 ? 'its signature does not meet' : `none of ${problems.length} signatures meets`;
    const reasons = problems.length === 1 ? `it ${problems[0]?.text}` : (0,words/* briefList */.X2)(counts, 5);
    const isOtherPredicate = problems.some(({ rank }) => rank === rankOfOtherPredicate);
    return new errors/* OciError */.Mf('UNTRUSTED', `${name}: ${found} entry ${number} of verify (${label}): ${reasons}${more}`, {
        topic: isOtherPredicate ? 'other-predicate' : undefined,
    });
}
function many(count, text) {
    if (count === 1)
        return `1 ${text}`;
    return `${count} ${text.replace(/^is /, 'are ').replace(/^has /, 'have ')}`;
}


/***/ })

};
