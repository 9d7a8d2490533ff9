export const modules = {

/***/ 9495: // ./lib/modes/find/verification.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ openRoots),
/* harmony export */   openJudge: () => (/* binding */ openJudge),
/* harmony export */   openPolicy: () => (/* binding */ openPolicy)
/* harmony export */ });
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4949);
/* harmony import */ var _tell_signer_of_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5986);


const maxKeyBytes = 64 * 1024;
/** The root of the public instance has some 7 KiB, and a file may have several. */
const maxRootBytes = 1024 * 1024;
/** Reads the policy of the input `verify`, before the first request to a registry; fails with INVALID_INPUT. */
async function openPolicy({ verify, trustedRoot }, reach) {
    const { told, log, signal } = reach;
    const [{ verifyManifest }, { startBudget }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6374).then(__webpack_require__.bind(__webpack_require__, 6374)),
        __webpack_require__.e(/* import() */ 1685).then(__webpack_require__.bind(__webpack_require__, 1685)),
    ]);
    const trust = { ...(await readTrust(verify, trustedRoot, reach)), budget: startBudget() };
    return async (source, { descriptor }, repository) => {
        const name = `${repository}@${descriptor.digest}`;
        const verified = await verifyManifest(source, descriptor, name, trust, signal);
        for (const met of verified) {
            const { format, digest } = met;
            const form = format === 'bundle' ? 'bundle' : 'legacy signature';
            log.info(`Verified: ${name} ${(0,_tell_signer_of_js__WEBPACK_IMPORTED_MODULE_1__/* .verifiedAs */ .N)(met)} (${form} ${digest})`);
        }
        told.verified = verified;
        return async (from, attached) => {
            const { admit } = await Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(5175)]).then(__webpack_require__.bind(__webpack_require__, 5175));
            return admit(from, attached, trust, signal);
        };
    };
}
/**
 * Reads a policy and the roots by which it judges, as `openPolicy` does. Each manifest is judged with a budget of its
 * own: one that was not judged would count as unsigned.
 */
async function openJudge({ verify, trustedRoot }, reach) {
    const trust = await readTrust(verify, trustedRoot, reach);
    const { judgeManifest } = await __webpack_require__.e(/* import() */ 6374).then(__webpack_require__.bind(__webpack_require__, 6374));
    return (source, descriptor, name) => judgeManifest(source, descriptor, name, trust, reach.signal);
}
async function readTrust(verify, trustedRoot, reach) {
    const { parsePolicy } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(9474)]).then(__webpack_require__.bind(__webpack_require__, 9474));
    const held = { folder: reach.workspace, symlinks: 'keep', limit: maxKeyBytes };
    const policy = parsePolicy(verify, (path) => (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_0__/* .readNamedFile */ .wh)('verify', path, held).toString());
    return { policy, roots: await openRoots(trustedRoot, reach) };
}
/** Reads the roots of a file; without one, they are fetched when a certificate is met. Fails with INVALID_INPUT. */
async function openRoots(path, { publicRoots, workspace }) {
    if (path === undefined)
        return publicRoots();
    const { rootsOfFile } = await __webpack_require__.e(/* import() */ 8628).then(__webpack_require__.bind(__webpack_require__, 8628));
    const bytes = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_0__/* .readNamedFile */ .wh)('trusted-root', path, { folder: workspace, symlinks: 'keep', limit: maxRootBytes });
    return rootsOfFile(bytes.toString(), `The file ${JSON.stringify(path)} of the input trusted-root`);
}


/***/ }),

/***/ 5175: // ./lib/trust/admit.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   admit: () => (/* binding */ admit)
/* harmony export */ });
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9968);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2395);
/* harmony import */ var _plain_holder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6349);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6374);




const nothing = { accepted: [], isWhole: false, isBound: false };
/**
 * Chooses what may be copied along with verified manifests: signatures and attestations of them by a signer that an
 * entry of the policy accepts, of whatever type; and what such a signature, attached to it in turn, covers. What cannot
 * be read is left; a registry that fails is a failure.
 */
async function admit(source, attached, trust, signal) {
    const giveWay = (0,_give_way_js__WEBPACK_IMPORTED_MODULE_0__/* .createGiveWay */ .$)(signal);
    const verdicts = new Map();
    for (const each of attached) {
        await giveWay();
        verdicts.set(each, await judge(source, each, trust, signal));
    }
    const covered = new Set();
    for (const [{ subject }, { accepted }] of verdicts)
        if (accepted.length > 0)
            covered.add(subject.digest);
    const reached = new Set(attached.filter(({ depth }) => depth === 0).map(({ subject }) => subject.digest));
    const result = { admitted: [], left: [] };
    for (const [each, { accepted, isWhole, isBound }] of [...verdicts].toSorted(([a], [b]) => a.depth - b.depth)) {
        const { descriptor, subject, tag } = each;
        const isCovered = isWhole || (isBound && covered.has(descriptor.digest));
        if (reached.has(subject.digest) && isCovered) {
            reached.add(descriptor.digest);
            result.admitted.push(each);
            continue;
        }
        if (reached.has(subject.digest) && tag !== undefined && accepted.length > 0) {
            result.admitted.push({ ...each, only: accepted });
        }
        result.left.push(each);
    }
    return result;
}
async function judge(source, { descriptor, subject, tag }, trust, signal) {
    const content = await (0,_find_js__WEBPACK_IMPORTED_MODULE_1__/* .orProblem */ .bC)(source.manifest(descriptor.digest, signal));
    const manifest = typeof content === 'string' ? content : await (0,_find_js__WEBPACK_IMPORTED_MODULE_1__/* .orProblem */ .bC)((async () => content.parsed())());
    if (typeof content === 'string' || typeof manifest === 'string')
        return nothing;
    const isBound = manifest.subject?.digest === subject.digest;
    if (manifest.kind !== 'manifest')
        return { ...nothing, isBound };
    const { layers } = manifest;
    const accepted = [];
    for (const layer of layers.slice(0, _find_js__WEBPACK_IMPORTED_MODULE_1__/* .maxCandidates */ .BF)) {
        const evidence = (0,_find_js__WEBPACK_IMPORTED_MODULE_1__/* .isEvidence */ .em)(layer) ? await (0,_find_js__WEBPACK_IMPORTED_MODULE_1__/* .readLayer */ .w6)(source, layer, signal) : '';
        const place = tag === undefined ? 'list' : 'tag';
        const isGood = typeof evidence !== 'string' && (await (0,_verify_js__WEBPACK_IMPORTED_MODULE_3__.isAccepted)(evidence, place, subject.digest, trust));
        signal.throwIfAborted();
        if (isGood)
            accepted.push(layer);
        // A referrer comes whole or not at all.
        else if (tag === undefined)
            break;
    }
    const isWhole = layers.length > 0 && accepted.length === layers.length && (0,_plain_holder_js__WEBPACK_IMPORTED_MODULE_2__/* .isPlainHolder */ .L)(content, manifest);
    return { accepted, isWhole: isWhole && (isBound || (tag !== undefined && !manifest.subject)), isBound };
}


/***/ }),

/***/ 1685: // ./lib/trust/budget.js
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

/***/ 2395: // ./lib/trust/find.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BF: () => (/* binding */ maxCandidates),
/* harmony export */   bC: () => (/* binding */ orProblem),
/* harmony export */   bG: () => (/* binding */ signatureTag),
/* harmony export */   eE: () => (/* binding */ findCandidates),
/* harmony export */   em: () => (/* binding */ isEvidence),
/* harmony export */   w6: () => (/* binding */ readLayer)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
/* harmony import */ var _oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5983);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7813);
/* harmony import */ var _store_wrapped_limited_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5137);
/* harmony import */ var _formats_bundle_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7101);
/* harmony import */ var _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8609);
/* harmony import */ var _formats_statement_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9096);
/* harmony import */ var _plain_holder_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6349);











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
/** What the manifest that holds a bundle says, as cosign, actions/attest and we write it. */
const holderAnnotations = ['dev.sigstore.bundle.content', _formats_bundle_js__WEBPACK_IMPORTED_MODULE_6__/* .predicateAnnotation */ .rI, 'org.opencontainers.image.created'];
/** The tag under which cosign keeps the signatures of a manifest. */
function signatureTag(digest) {
    return `${(0,_oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .referrersTag */ .LN)(digest)}.sig`;
}
/**
 * Finds what may be signatures of a manifest, one after the other: bundles and signatures of cosign's mode `oci-1-1`
 * among its referrers, what stands under the tag `sha256-….sig`, and under `sha256-….att` where another predicate is
 * wanted than that of a signature. Nothing is verified. Malformed candidates come with their problem, and a place that
 * cannot be read is told and passed over: anybody who may push can cause both. Only a registry that fails is a failure.
 */
async function* findCandidates(source, subject, wanted, signal) {
    // Each place has a limit of its own: a list that takes all that may be read must not hide the tags.
    const { referrers, problem } = await likelyReferrers((0,_store_wrapped_limited_js__WEBPACK_IMPORTED_MODULE_5__/* .limited */ .TJ)(source), subject, wanted, signal);
    if (problem !== undefined)
        yield { unread: `its list of referrers cannot be read (${problem})` };
    const budget = { candidates: maxCandidates - keptForTags, requests: maxRequests };
    const listed = (0,_store_wrapped_limited_js__WEBPACK_IMPORTED_MODULE_5__/* .limited */ .TJ)(source);
    for (const { digest } of referrers) {
        const name = { digest, place: 'list', subject };
        yield* candidatesIn(() => listed.manifest(digest, signal), name, listed, budget, signal);
    }
    if (isFull(budget))
        yield { unread: 'only the first of its referrers are examined' };
    budget.candidates += keptForTags;
    budget.requests = maxRequests;
    const isAttestation = [...wanted].some((predicate) => predicate !== _formats_statement_js__WEBPACK_IMPORTED_MODULE_8__/* .signaturePredicate */ .oo);
    const tags = [signatureTag(subject.digest), ...(isAttestation ? [`${(0,_oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .referrersTag */ .LN)(subject.digest)}.att`] : [])];
    const tagged = (0,_store_wrapped_limited_js__WEBPACK_IMPORTED_MODULE_5__/* .limited */ .TJ)(source);
    for (const tag of tags) {
        const name = { digest: subject.digest, place: 'tag', subject };
        yield* candidatesIn(() => tagged.manifest(tag, signal), name, tagged, budget, signal);
        if (isFull(budget))
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
        const isRefused = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl && error.code === 'DENIED';
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfContent */ .LR)(error) && !isRefused)
            throw error;
        return { referrers: best(), problem: (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error) };
    }
    return { referrers: best() };
}
/** How likely a referrer is a signature that is asked for, 0 the likeliest; undefined for what is something else. */
function rankOf({ artifactType, annotations }, wanted) {
    if ((0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_6__/* .isBundleType */ .Jo)(artifactType) || artifactType === _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_7__/* .signatureArtifactType */ .bS) {
        const predicate = annotations?.[_formats_bundle_js__WEBPACK_IMPORTED_MODULE_6__/* .predicateAnnotation */ .rI];
        if (predicate === undefined)
            return 1;
        return wanted.has(predicate) ? 0 : 3;
    }
    // Old clients list the type of the config, and some registries none: only the layers tell then.
    return !artifactType || artifactType === _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .emptyJson */ .Gu.mediaType ? 2 : undefined;
}
/** Reads what may be signatures in one manifest; one that is gone, or that holds something else, has none. */
async function* candidatesIn(read, { subject, ...name }, source, budget, signal) {
    if (isFull(budget))
        return;
    budget.requests -= 1;
    const content = await orProblem((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(read()));
    if (content === undefined)
        return;
    if (typeof content === 'string')
        return yield { ...name, problem: content };
    const { digest } = content.descriptor;
    const parsed = await orProblem((async () => content.parsed())());
    if (typeof parsed === 'string')
        return yield { ...name, digest, problem: parsed };
    const manifest = parsed?.kind === 'manifest' ? parsed : undefined;
    for (const layer of manifest?.layers ?? []) {
        if (!isEvidence(layer))
            continue;
        if (isFull(budget))
            return;
        budget.requests -= 1;
        const evidence = await readLayer(source, layer, signal);
        if (typeof evidence === 'string') {
            yield { ...name, digest, problem: evidence };
            continue;
        }
        if (evidence.format === 'legacy' || (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_6__/* .isBundle */ .bn)(evidence.bytes))
            budget.candidates -= 1;
        const isUsual = evidence.format === 'bundle'
            ? name.place === 'list' && manifest !== undefined && isUsualHolder(content, manifest, subject)
            : name.place === 'tag' && layer.mediaType === _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_7__/* .simpleSigningType */ .Iy && layer.data === undefined;
        yield { ...name, digest, evidence, isUsual };
    }
}
/** Reports whether a bundle is held as cosign and we hold it: the digest of this manifest is told as that of the signature. */
function isUsualHolder(content, manifest, subject) {
    const { artifactType, layers, annotations } = manifest;
    return ((0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_6__/* .isBundleType */ .Jo)(artifactType) &&
        layers.length === 1 &&
        (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(manifest.subject, (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(subject)) &&
        Object.keys(annotations).every((key) => holderAnnotations.includes(key)) &&
        (0,_plain_holder_js__WEBPACK_IMPORTED_MODULE_9__/* .isPlainHolder */ .L)(content, manifest));
}
function isEvidence({ mediaType }) {
    return (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_6__/* .isBundleType */ .Jo)(mediaType) || mediaType === _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_7__/* .simpleSigningType */ .Iy || mediaType === envelopeType;
}
/** Reads such a layer; gives the reason when it is missing or malformed. */
async function readLayer(source, layer, signal) {
    const bytes = await orProblem(fetchEvidence(source, layer, signal));
    if (!Buffer.isBuffer(bytes))
        return bytes;
    return (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_6__/* .isBundleType */ .Jo)(layer.mediaType) ? { format: 'bundle', bytes } : legacyEvidence(bytes, layer);
}
async function fetchEvidence(source, layer, signal) {
    const what = `a signature of ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_10__/* .formatBytes */ .z)(layer.size)}`;
    if (layer.size > maxEvidenceBytes) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('TOO_LARGE', `${what} is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_10__/* .formatBytes */ .z)(maxEvidenceBytes)}`);
    }
    return (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .readAll */ .yw)(await source.fetch(layer, signal), what, maxEvidenceBytes);
}
/** An attestation is an envelope, which has its signature within: any that is given beside it is ignored. */
function legacyEvidence(payload, { mediaType, annotations = {} }) {
    const fields = Object.entries(_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_7__/* .layerAnnotations */ .is).flatMap(([name, annotation]) => {
        const value = annotations[annotation];
        return value === undefined ? [] : [[name, value]];
    });
    const evidence = { format: 'legacy', payload, signature: '', ...Object.fromEntries(fields) };
    return mediaType === envelopeType ? { ...evidence, signature: '' } : evidence;
}
/** Waits for content from outside; gives the reason when it is missing or malformed. */
async function orProblem(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfContent */ .LR)(error))
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error);
        throw error;
    }
}


/***/ }),

/***/ 7101: // ./lib/trust/formats/bundle.js
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
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3931);
/* harmony import */ var _from_base64_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4129);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9096);





/** The type of a Sigstore bundle, and of the manifest that holds one (sigstore/protobuf-specs, bundle v0.3). */
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/** The annotation of that manifest that names the predicate; nobody signs it. */
const predicateAnnotation = 'dev.sigstore.bundle.predicateType';
/** Also earlier versions, which write the number behind. */
const anyBundleType = /^application\/vnd\.dev\.sigstore\.bundle(?:\.v0\.\d+)?\+json(?:;version=0\.\d+)?$/;
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
/** Reads a bundle; fails with ARTIFACT. With two signatures, it would not be clear which one was verified. */
function parseBundle(bytes) {
    const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(bytes, 'the bundle');
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) || typeof body['mediaType'] !== 'string' || !isBundleType(body['mediaType'])) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)('the bundle', 'has an unknown type');
    }
    const { verificationMaterial: material, dsseEnvelope: envelope } = body;
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(material))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)('the bundle', 'has no verification material');
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(envelope))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)('the bundle', 'has no DSSE envelope');
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
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)('the envelope', 'is not a DSSE envelope');
    return readEnvelope(envelope, 'the envelope');
}
function readEnvelope(envelope, what) {
    const { signatures, payloadType, payload } = envelope;
    if (payloadType !== _statement_js__WEBPACK_IMPORTED_MODULE_4__/* .statementType */ .qB)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)(what, 'has a payload that is not an in-toto statement');
    if (!Array.isArray(signatures) || signatures.length !== 1 || !(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(signatures[0])) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)(what, 'does not have exactly one signature');
    }
    return {
        payload: (0,_from_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .fromBase64 */ .E)(payload, `the payload of ${what}`),
        signature: (0,_from_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .fromBase64 */ .E)(signatures[0]['sig'], `the signature of ${what}`),
    };
}


/***/ }),

/***/ 9686: // ./lib/trust/formats/certificate.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isOnlyName),
/* harmony export */   W: () => (/* binding */ extensionsIn)
/* harmony export */ });
const fulcio = '1.3.6.1.4.1.57264.1.';
/** Reads the extensions of a certificate; of those that stand there twice, the first counts. */
async function extensionsIn({ raw }) {
    const { X509Certificate: Parsed, ASN1Obj } = await __webpack_require__.e(/* import() */ 3917).then(__webpack_require__.t.bind(__webpack_require__, 3917, 19));
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

/***/ 7812: // ./lib/trust/formats/dsse.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ preAuthEncoding)
/* harmony export */ });
/** What a DSSE signature is over: the payload and its type, each with its length (DSSE, protocol.md, "PAE"). */
function preAuthEncoding(payloadType, payload) {
    const type = Buffer.from(payloadType);
    const head = `DSSEv1 ${type.byteLength} ${payloadType} ${payload.byteLength} `;
    return Buffer.concat([Buffer.from(head), payload]);
}


/***/ }),

/***/ 4129: // ./lib/trust/formats/from-base64.js
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

/***/ 8609: // ./lib/trust/formats/simple-signing.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iy: () => (/* binding */ simpleSigningType),
/* harmony export */   bS: () => (/* binding */ signatureArtifactType),
/* harmony export */   ex: () => (/* binding */ parsePayload),
/* harmony export */   is: () => (/* binding */ layerAnnotations),
/* harmony export */   rF: () => (/* binding */ encodeSignatureConfig),
/* harmony export */   vy: () => (/* binding */ encodePayload)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1260);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9501);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3931);




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
/** Writes the config of an image whose layers are payloads, as cosign does: it says nothing that they do not. */
function encodeSignatureConfig(layers) {
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


/***/ }),

/***/ 6349: // ./lib/trust/plain-holder.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ isPlainHolder)
/* harmony export */ });
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3931);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(261);
/* harmony import */ var _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8609);




/** What a manifest has that holds signatures, as cosign, actions/attest and we write it. */
const manifestKeys = ['schemaVersion', 'mediaType', 'artifactType', 'config', 'layers', 'subject', 'annotations'];
const descriptorKeys = ['mediaType', 'digest', 'size'];
const configTypes = [_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyJson */ .Gu.mediaType, _oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .imageConfigType */ .yc, _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_3__/* .signatureArtifactType */ .bS];
/**
 * Reports whether a manifest holds its layers and nothing else that a reader could take from it: a field that we do not
 * know, bytes beside those of a layer, a config that had to be read. Annotations may say anything: nobody signs them.
 */
function isPlainHolder({ bytes }, { config, layers }) {
    const raw = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(bytes, 'The manifest');
    const hasOnly = (value, keys) => Object.keys(value ?? {}).every((key) => keys.includes(key));
    return (hasOnly(raw, manifestKeys) &&
        hasOnly(raw.subject, descriptorKeys) &&
        (raw.layers ?? []).every((layer) => hasOnly(layer, [...descriptorKeys, 'annotations'])) &&
        hasOnly(raw.config, [...descriptorKeys, 'data']) &&
        isKnownConfig(config, layers));
}
/** Reports whether a config is known without reading it: empty, or as cosign makes it of the layers. */
function isKnownConfig(config, layers) {
    if (config === undefined)
        return true;
    const { mediaType, digest, size, data = _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyJson */ .Gu.data } = config;
    const known = [_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyJson */ .Gu, (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .imageConfigType */ .yc, (0,_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeSignatureConfig */ .rF)(layers))];
    return (configTypes.includes(mediaType) &&
        data === _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyJson */ .Gu.data &&
        known.some((each) => each.digest === digest && each.size === size));
}


/***/ }),

/***/ 9474: // ./lib/trust/policy.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parsePolicy: () => (/* binding */ parsePolicy)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _go_strict_yaml_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(413);
/* harmony import */ var _public_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7867);



const keysOfSigner = {
    key: ['key'],
    github: ['github', 'ref', 'workflow'],
    issuer: ['issuer', 'identity'],
};
const knownKeys = [...Object.values(keysOfSigner).flat(), 'predicate', 'any'];
/** Nobody writes so many, and each is compared with each signature. */
const maxEntries = 50;
const failed = (what, topic = 'policy') => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input verify ${what}`, { topic });
/** Reads the YAML of `verify`, strictly: a policy that is misunderstood protects nobody. Fails with INVALID_INPUT. */
function parsePolicy(yaml, readKey) {
    const failAt = (line, what, topic) => failed(`has an error in line ${line}: ${what}`, topic);
    const pieces = new _go_strict_yaml_js__WEBPACK_IMPORTED_MODULE_1__/* .StrictYaml */ .N(failAt, { quotesKeys: true });
    const top = pieces.read(yaml);
    if (top.kind !== 'list')
        throw failed('is neither none nor a YAML list of signers');
    if (top.items.length === 0)
        throw failed('has no entries: write none to require no signature');
    if (top.items.length > maxEntries)
        throw failed(`has more than ${maxEntries} entries`);
    return top.items.map((entry, index) => {
        const any = alternativesIn(pieces, entry).map((each) => readWanted(pieces, each, readKey));
        return { number: index + 1, label: any.map(({ label }) => label).join(' or '), any };
    });
}
function alternativesIn(pieces, entry) {
    const fields = entry.kind === 'map' ? entry.entries : new Map();
    const any = fields.get('any');
    if (!any)
        return [entry];
    const other = [...fields.keys()].find((key) => key !== 'any');
    if (other !== undefined)
        throw pieces.fail(any, `${other} cannot stand next to any: write it in the entries of any`);
    if (any.kind !== 'list' || any.items.length === 0)
        throw pieces.fail(any, 'any must be a list with at least one entry');
    if (any.items.length > maxEntries)
        throw pieces.fail(any, `any has more than ${maxEntries} entries`);
    const nested = any.items.find((each) => each.kind === 'map' && each.entries.has('any'));
    if (nested)
        throw pieces.fail(nested, 'any cannot be nested');
    return any.items;
}
function readWanted(pieces, entry, readKey) {
    const fail = (what, topic) => pieces.fail(entry, what, topic);
    if (entry.kind !== 'map')
        throw fail('it is not a mapping such as key: FILE');
    const fields = pieces.fieldsOf(entry, 'the entry', knownKeys);
    const texts = Object.fromEntries([...fields].map(([key, node]) => [key, pieces.textOf(node, key)]));
    const kinds = ['key', 'github', 'issuer'].filter((kind) => kind in texts);
    const [kind, second] = kinds;
    if (kind === undefined) {
        throw fail('identity' in texts ? 'identity needs issuer' : 'it names no signer: use key, github, or issuer and identity');
    }
    if (second !== undefined)
        throw fail(`${kind} and ${second} name two signers: write two entries, or use any`);
    const allowed = [...keysOfSigner[kind], 'predicate'];
    const foreign = Object.keys(texts).find((key) => !allowed.includes(key));
    if (foreign !== undefined)
        throw fail(`${foreign} cannot be combined with ${kind}`);
    const signer = readSigner(kind, texts, readKey, fail);
    const { predicate } = texts;
    const label = `${labelOf(signer, texts)}${predicate === undefined ? '' : ` for ${predicate}`}`;
    return { signer, predicate, label };
}
function readSigner(kind, { key = '', github = '', ref, workflow, issuer = '', identity }, readKey, fail) {
    if (kind === 'key') {
        const isPem = key.includes('-----BEGIN');
        const name = isPem ? 'the key' : `the key ${key}`;
        return { kind, key: (0,_public_key_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePublicKey */ .ee)(isPem ? key : readKey(key), (what) => fail(`${name} ${what}`, 'public-key')) };
    }
    if (kind === 'issuer') {
        if (identity === undefined)
            throw fail('issuer needs identity: anybody can get a certificate there');
        if (/^[*@]+$/.test(identity))
            throw fail('identity must not be * alone: anybody can get a certificate there');
        if (issuer.includes('*'))
            throw fail('issuer must be written in full, without *');
        return { kind: 'identity', issuer, identity };
    }
    if (!/^[\w.-]+\/[\w.-]+$/.test(github))
        throw fail('github must be a repository such as octo-org/hello, without *');
    if (ref === undefined) {
        throw fail("github needs ref, such as refs/tags/v*: otherwise anybody's pull request would be accepted");
    }
    if (!ref.startsWith('refs/'))
        throw fail('ref must begin with refs/, such as refs/heads/main');
    if (workflow !== undefined && !workflowPattern.test(workflow)) {
        const reusable = 'octo-org/hello/.github/workflows/FILE@REF';
        throw fail(`workflow must be .github/workflows/FILE, or for a reusable workflow ${reusable}`);
    }
    return { kind, repository: github, ref, workflow };
}
/** A workflow of the repository itself, or of another one, then with the ref that it is called at. */
const workflowPattern = /^(?:\.github\/workflows\/[^@]+(?:@.+)?|[\w.-]+\/[\w.-]+\/\.github\/workflows\/[^@]+@.+)$/;
function labelOf(signer, { key = '' }) {
    if (signer.kind === 'github') {
        const { repository, ref, workflow } = signer;
        return `github: ${repository}, ${ref}${workflow === undefined ? '' : `, ${workflow}`}`;
    }
    if (signer.kind === 'identity')
        return `identity: ${signer.identity} of ${signer.issuer}`;
    return `key ${key.includes('-----BEGIN') ? signer.key.fingerprint : key}`;
}


/***/ }),

/***/ 7867: // ./lib/trust/public-key.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b_: () => (/* binding */ signBytes),
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   kc: () => (/* binding */ publicKeyOf),
/* harmony export */   q6: () => (/* binding */ problemOfKey),
/* harmony export */   s3: () => (/* binding */ isSignedBy)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
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
function isSignedBy({ key }, bytes, signature) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.verify)('sha256', bytes, key, signature);
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 1294: // ./lib/trust/publish.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ pushBundle),
/* harmony export */   B: () => (/* binding */ addToTag),
/* harmony export */   addLayers: () => (/* binding */ addLayers)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(261);
/* harmony import */ var _store_settling_list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1902);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7813);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6146);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2395);
/* harmony import */ var _formats_bundle_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7101);
/* harmony import */ var _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8609);










/** Publishes a bundle as a manifest that refers to its subject; gives the digest of that manifest. */
async function pushBundle(store, subject, { bytes, predicateType }, signal) {
    const layer = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_formats_bundle_js__WEBPACK_IMPORTED_MODULE_8__/* .bundleType */ .$7, bytes);
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)({
        mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz,
        artifactType: _formats_bundle_js__WEBPACK_IMPORTED_MODULE_8__/* .bundleType */ .$7,
        config: _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyJson */ .Gu,
        layers: [layer],
        subject,
        annotations: {
            'dev.sigstore.bundle.content': 'dsse-envelope',
            [_formats_bundle_js__WEBPACK_IMPORTED_MODULE_8__/* .predicateAnnotation */ .rI]: predicateType,
        },
    });
    const root = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, manifest);
    await pushBlob(store, _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyJson */ .Gu, Buffer.from('{}'), signal);
    await pushBlob(store, layer, bytes, signal);
    await store.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_5__/* .openBytes */ .od)(manifest), { signal });
    return root.digest;
}
/** Adds a signature to those under the tag `sha256-….sig`; gives the digest of what the tag points to then. */
async function addToTag(store, subject, { payload, ...evidence }, signal, time = _time_js__WEBPACK_IMPORTED_MODULE_6__/* .realTime */ .M9) {
    const tag = (0,_find_js__WEBPACK_IMPORTED_MODULE_7__/* .signatureTag */ .bG)(subject);
    const own = {
        ...(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_9__/* .simpleSigningType */ .Iy, payload),
        annotations: annotationsOf(evidence),
    };
    await pushBlob(store, own, payload, signal);
    return addLayers(store, tag, [own], signal, time);
}
function annotationsOf(evidence) {
    return Object.fromEntries(Object.entries(_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_9__/* .layerAnnotations */ .is).flatMap(([name, annotation]) => {
        const value = evidence[name];
        return value === undefined ? [] : [[annotation, value]];
    }));
}
/** Adds signatures whose payloads are in the store to those under a tag; gives the digest of what it points to then. */
async function addLayers(store, tag, own, signal, time = _time_js__WEBPACK_IMPORTED_MODULE_6__/* .realTime */ .M9) {
    let known = [...own];
    const settled = await (0,_store_settling_list_js__WEBPACK_IMPORTED_MODULE_4__/* .settleList */ .M)({
        what: `The tag ${tag}`,
        read: () => readTag(store, tag, signal),
        change({ digest, layers }) {
            known = union(layers, known);
            const isComplete = digest !== undefined && layers.length === known.length;
            return isComplete ? undefined : () => writeTag(store, tag, known, signal);
        },
    }, signal, time);
    // Without one it would not be complete.
    return settled.digest;
}
async function readTag(store, tag, signal) {
    const content = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(store.manifest(tag, signal));
    if (!content)
        return { layers: [] };
    const manifest = content.parsed();
    const layers = manifest.kind === 'manifest' ? manifest.layers : undefined;
    if (!layers || (layers.length > 0 && !layers.some(_find_js__WEBPACK_IMPORTED_MODULE_7__/* .isEvidence */ .em))) {
        const what = layers ? 'another artifact' : 'an index';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)(`The tag ${tag}`, `holds ${what} instead of signatures of cosign: it was not overwritten`);
    }
    return { digest: content.descriptor.digest, layers };
}
/**
 * Puts layers behind others that do not have them: one layer may be listed several times, with different signatures, and
 * somebody may have listed ours with another size or type.
 */
function union(layers, more) {
    const name = ({ annotations = {}, ...rest }) => JSON.stringify([Object.entries(rest).sort(), Object.entries(annotations).sort()]);
    const names = new Set(layers.map(name));
    return [...layers, ...more.filter((layer) => !names.has(name(layer)))];
}
/** Writes the tag as cosign does: an image whose layers are the payloads. */
async function writeTag(store, tag, layers, signal) {
    const body = (0,_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_9__/* .encodeSignatureConfig */ .rF)(layers);
    const config = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageConfigType */ .yc, body);
    await pushBlob(store, config, body, signal);
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)({ mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, config, layers });
    const root = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, manifest);
    await store.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_5__/* .openBytes */ .od)(manifest), { tags: [tag], signal });
    return root.digest;
}
async function pushBlob(store, descriptor, bytes, signal) {
    if (!(await store.has(descriptor, signal)))
        await store.push(descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_5__/* .openBytes */ .od)(bytes), { signal });
}


/***/ }),

/***/ 104: // ./lib/trust/read-evidence.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ readEvidence),
/* harmony export */   o: () => (/* binding */ EvidenceError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3474);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3931);
/* harmony import */ var _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8609);
/* harmony import */ var _formats_statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9096);






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
    const { bundleFromJSON } = await Promise.all(/* import() */[__webpack_require__.e(9654), __webpack_require__.e(1040)]).then(__webpack_require__.t.bind(__webpack_require__, 1040, 19));
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

/***/ 5550: // ./lib/trust/signer.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keySigner: () => (/* binding */ keySigner)
/* harmony export */ });
/* harmony import */ var _formats_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7101);
/* harmony import */ var _formats_dsse_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7812);
/* harmony import */ var _formats_statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9096);
/* harmony import */ var _public_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7867);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6374);





function keySigner(privateKey) {
    const key = (0,_public_key_js__WEBPACK_IMPORTED_MODULE_2__/* .publicKeyOf */ .kc)(privateKey);
    return {
        shown: { key: key.fingerprint },
        label: `the key ${key.fingerprint}`,
        isOwn: async (evidence, subject, predicateType) => !('rank' in (0,_verify_js__WEBPACK_IMPORTED_MODULE_3__.judgeByKey)(evidence, key, predicateType, subject)),
        async sign(statement) {
            const envelope = (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeEnvelope */ .zK)(statement, (0,_public_key_js__WEBPACK_IMPORTED_MODULE_2__/* .signBytes */ .b_)((0,_formats_dsse_js__WEBPACK_IMPORTED_MODULE_4__/* .preAuthEncoding */ .J)(_formats_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .statementType */ .qB, statement), privateKey));
            return { evidence: { format: 'bundle', bytes: (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeBundle */ .n)(envelope, { publicKey: { hint: key.hint } }) } };
        },
        async signPayload(payload) {
            const signature = (0,_public_key_js__WEBPACK_IMPORTED_MODULE_2__/* .signBytes */ .b_)(payload, privateKey).toString('base64');
            return { evidence: { format: 'legacy', payload, signature } };
        },
    };
}


/***/ }),

/***/ 5943: // ./lib/trust/verify-certificate.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ readSigner),
/* harmony export */   X: () => (/* binding */ verifyCertificate)
/* harmony export */ });
/* harmony import */ var _cut_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7399);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _formats_certificate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9686);
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
    const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__webpack_require__.e(9654), __webpack_require__.e(3917), __webpack_require__.e(4187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19));
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

/***/ 6374: // ./lib/trust/verify.js + 1 modules
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
var give_way = __webpack_require__(9968);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(4842);
// EXTERNAL MODULE: ./lib/trust/budget.js
var trust_budget = __webpack_require__(1685);
// EXTERNAL MODULE: ./lib/trust/find.js
var find = __webpack_require__(2395);
// EXTERNAL MODULE: ./lib/trust/formats/bundle.js
var bundle = __webpack_require__(7101);
// EXTERNAL MODULE: ./lib/trust/formats/dsse.js
var dsse = __webpack_require__(7812);
// EXTERNAL MODULE: ./lib/trust/formats/from-base64.js
var from_base64 = __webpack_require__(4129);
// EXTERNAL MODULE: ./lib/trust/formats/simple-signing.js
var simple_signing = __webpack_require__(8609);
// EXTERNAL MODULE: ./lib/trust/formats/statement.js
var statement = __webpack_require__(9096);
// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(7399);
;// CONCATENATED MODULE: ./lib/trust/match-certificate.js

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
var public_key = __webpack_require__(7867);
// EXTERNAL MODULE: ./lib/trust/read-evidence.js
var read_evidence = __webpack_require__(104);
// EXTERNAL MODULE: ./lib/trust/verify-certificate.js
var verify_certificate = __webpack_require__(5943);
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
        const certified = evidence && certifiedBy(evidence, place, roots, budget);
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
async function isAccepted(evidence, place, subject, { policy, roots, budget = (0,trust_budget.startBudget)() }) {
    const any = policy.flatMap((entry) => entry.any);
    const result = await judgeAny(evidence, any, subject, certifiedBy(evidence, place, roots, budget));
    if (!('rank' in result))
        return true;
    if (result.failure)
        throw result.failure;
    return result.rank === rankOfOtherPredicate;
}
/** Reads the signer of evidence once, and proves it once, however many entries ask. */
function certifiedBy(evidence, place, roots, budget) {
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
            return problemOfPayload(simple_signing/* simpleSigningType */.Iy, payload, predicate, subject) ?? judgement(evidence.format, key);
        }
        const isBundle = evidence.format === 'bundle';
        const { payload, signature, hasCertificate } = isBundle
            ? (0,bundle/* parseBundle */.QN)(evidence.bytes)
            : { ...(0,bundle/* parseEnvelope */.mE)(evidence.payload), hasCertificate: false };
        if (hasCertificate)
            return { rank: 1, text: 'is by a certificate, not by a key' };
        if (!(0,public_key/* isSignedBy */.s3)(key, (0,dsse/* preAuthEncoding */.J)(statement/* statementType */.qB, payload), signature))
            return foreignKey;
        return problemOfPayload(statement/* statementType */.qB, payload, predicate, subject) ?? judgement(evidence.format, key, predicate);
    }
    catch (error) {
        return unreadable(error);
    }
}
function judgement(format, key, predicateType = statement/* signaturePredicate */.oo) {
    return { key: key.fingerprint, format, predicateType };
}
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
