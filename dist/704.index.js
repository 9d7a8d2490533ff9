export const id = 704;
export const ids = [704,437];
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

/***/ 2836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ bundleType),
/* harmony export */   Jo: () => (/* binding */ isBundleType),
/* harmony export */   QN: () => (/* binding */ parseBundle),
/* harmony export */   n: () => (/* binding */ encodeBundle)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3931);
/* harmony import */ var _from_base64_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1534);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5523);





/** The type of a Sigstore bundle, and of the manifest that holds one (sigstore/protobuf-specs, bundle v0.3). */
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/** Also earlier versions, which write the number behind. */
const anyBundleType = /^application\/vnd\.dev\.sigstore\.bundle(?:\.v0\.\d+)?\+json(?:;version=0\.\d+)?$/;
/** Tells whether content of this type is a Sigstore bundle. */
function isBundleType(mediaType) {
    return mediaType !== undefined && anyBundleType.test(mediaType);
}
/** Writes a bundle of a statement that was signed with a key. */
function encodeBundle(payload, signature, hint) {
    return Buffer.from(JSON.stringify({
        mediaType: bundleType,
        verificationMaterial: { publicKey: { hint } },
        dsseEnvelope: {
            payload: payload.toString('base64'),
            payloadType: _statement_js__WEBPACK_IMPORTED_MODULE_4__/* .statementType */ .qB,
            signatures: [{ sig: signature.toString('base64') }],
        },
    }));
}
/**
 * Reads a bundle; fails with ARTIFACT. A second signature is refused: it would not be clear which of them was verified.
 */
function parseBundle(bytes) {
    const fail = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `the bundle ${what}`);
    const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(bytes, 'the bundle');
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) || typeof body['mediaType'] !== 'string' || !isBundleType(body['mediaType'])) {
        throw fail('is of no type that is known');
    }
    const { verificationMaterial: material, dsseEnvelope: envelope } = body;
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(material))
        throw fail('has no verification material');
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(envelope))
        throw fail('has no DSSE envelope');
    const { signatures, payloadType, payload } = envelope;
    if (payloadType !== _statement_js__WEBPACK_IMPORTED_MODULE_4__/* .statementType */ .qB)
        throw fail('has a payload of another type than a statement');
    if (!Array.isArray(signatures) || signatures.length !== 1 || !(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(signatures[0])) {
        throw fail('does not have one signature');
    }
    return {
        payload: (0,_from_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .fromBase64 */ .E)(payload, 'the payload of the bundle'),
        signature: (0,_from_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .fromBase64 */ .E)(signatures[0]['sig'], 'the signature of the bundle'),
        hasCertificate: !(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(material['publicKey']),
    };
}


/***/ }),

/***/ 8593:
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

/***/ 2395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ signatureTag),
/* harmony export */   e: () => (/* binding */ findCandidates)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1260);
/* harmony import */ var _oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5983);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7813);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2836);
/* harmony import */ var _simple_signing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8412);







/** More are not looked at: each may cost two requests. */
const maxCandidates = 100;
/** A real bundle has some 10 KiB. */
const maxEvidenceBytes = 1024 * 1024;
/** The tag under which cosign keeps the signatures of a manifest. */
function signatureTag(digest) {
    return `${(0,_oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .referrersTag */ .LN)(digest)}.sig`;
}
/**
 * Finds what may be signatures of a manifest, one after the other: bundles and signatures of cosign's mode `oci-1-1`
 * among its referrers, and what stands under the tag `sha256-….sig`. Nothing is verified, and what is malformed is told
 * as such; only a registry that fails is a failure.
 */
async function* findCandidates(source, subject, signal) {
    let left = maxCandidates;
    for (const { digest } of await likelyReferrers(source, subject, signal)) {
        for await (const candidate of candidatesIn(() => source.manifest(digest, signal), digest, source, signal)) {
            if (left === 0)
                return;
            left -= 1;
            yield candidate;
        }
    }
    const tag = signatureTag(subject.digest);
    const read = () => source.manifest(tag, signal);
    for await (const candidate of candidatesIn(read, subject.digest, source, signal)) {
        if (left === 0)
            return;
        left -= 1;
        yield candidate;
    }
}
/**
 * Lists the referrers that may be signatures, those first that say so. Old clients list the type of the config in place
 * of that of the artifact, and some registries none: only the layers tell then.
 */
async function likelyReferrers(source, subject, signal) {
    const [named, unnamed] = [[], []];
    for await (const referrer of source.referrers(subject, signal)) {
        const { artifactType } = referrer;
        const isNamed = (0,_bundle_js__WEBPACK_IMPORTED_MODULE_4__/* .isBundleType */ .Jo)(artifactType) || artifactType === _simple_signing_js__WEBPACK_IMPORTED_MODULE_5__/* .signatureArtifactType */ .bS;
        if (!isNamed && artifactType && artifactType !== _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyJson */ .Gu.mediaType)
            continue;
        const list = isNamed ? named : unnamed;
        if (list.length < maxCandidates)
            list.push(referrer);
        else if (isNamed)
            break;
    }
    return [...named, ...unnamed].slice(0, maxCandidates);
}
/** Reads what may be signatures in one manifest; one that is gone, or that holds something else, has none. */
async function* candidatesIn(read, name, source, signal) {
    const content = await orProblem((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(read()));
    if (content === undefined)
        return;
    if (typeof content === 'string')
        return yield { digest: name, problem: content };
    const { digest } = content.descriptor;
    const manifest = await orProblem(Promise.try(() => content.parsed()));
    if (typeof manifest === 'string')
        return yield { digest, problem: manifest };
    for (const layer of manifest?.kind === 'manifest' ? manifest.layers : []) {
        const isBundle = (0,_bundle_js__WEBPACK_IMPORTED_MODULE_4__/* .isBundleType */ .Jo)(layer.mediaType);
        if (!isBundle && layer.mediaType !== _simple_signing_js__WEBPACK_IMPORTED_MODULE_5__/* .simpleSigningType */ .Iy)
            continue;
        const bytes = await orProblem(fetchEvidence(source, layer, signal));
        if (!Buffer.isBuffer(bytes))
            yield { digest, problem: bytes ?? 'its content is missing' };
        else if (isBundle)
            yield { digest, evidence: { format: 'bundle', bytes } };
        else
            yield { digest, evidence: legacyEvidence(bytes, layer.annotations) };
    }
}
async function fetchEvidence(source, layer, signal) {
    const what = `a signature of ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z)(layer.size)}`;
    if (layer.size > maxEvidenceBytes) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('TOO_LARGE', `${what} is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z)(maxEvidenceBytes)}`);
    }
    return (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .readAll */ .yw)(await source.fetch(layer, signal), what, maxEvidenceBytes);
}
function legacyEvidence(payload, annotations = {}) {
    const said = Object.entries(_simple_signing_js__WEBPACK_IMPORTED_MODULE_5__/* .layerAnnotations */ .is).flatMap(([name, annotation]) => {
        const value = annotations[annotation];
        return value === undefined ? [] : [[name, value]];
    });
    return { format: 'legacy', payload, signature: '', ...Object.fromEntries(said) };
}
/** Waits for content from outside; gives the reason when it is missing or malformed. */
async function orProblem(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'NOT_FOUND', ..._errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadable */ .O$))
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error);
        throw error;
    }
}


/***/ }),

/***/ 1534:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ fromBase64)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** Decodes base64 from outside; fails with ARTIFACT, naming `what` it was. Node would skip what is none. */
function fromBase64(value, what) {
    if (typeof value !== 'string' || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${what} is not base64`);
    }
    return Buffer.from(value, 'base64');
}


/***/ }),

/***/ 7867:
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
        throw fail('is not one public key in PEM, -----BEGIN PUBLIC KEY-----');
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
        return `is on the curve ${namedCurve}, for which cosign 2 and 3 hash in different ways: use P-256`;
    }
    if (asymmetricKeyType !== 'rsa')
        return `is of the kind ${asymmetricKeyType}: use P-256, or RSA`;
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

/***/ 8704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createSigner: () => (/* binding */ createSigner)
});

// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(4957);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/trust/bundle.js
var bundle = __webpack_require__(2836);
// EXTERNAL MODULE: ./lib/trust/dsse.js
var dsse = __webpack_require__(8593);
// EXTERNAL MODULE: ./lib/trust/find.js
var find = __webpack_require__(2395);
// EXTERNAL MODULE: ./lib/trust/public-key.js
var public_key = __webpack_require__(7867);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/pause.js
var pause = __webpack_require__(3349);
// EXTERNAL MODULE: ./lib/store/settling-time.js
var settling_time = __webpack_require__(4863);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/trust/simple-signing.js
var simple_signing = __webpack_require__(8412);
// EXTERNAL MODULE: ./lib/trust/statement.js
var trust_statement = __webpack_require__(5523);
;// CONCATENATED MODULE: ./lib/trust/publish.js











/** How often the tag is written and looked at again, before we give up. */
const maxRounds = 10;
/** Publishes a bundle as a manifest that refers to its subject; gives the digest of that manifest. */
async function pushBundle(store, subject, bytes, signal) {
    const layer = (0,descriptor/* describe */.q0)(bundle/* bundleType */.$7, bytes);
    const manifest = (0,oci_manifest/* encodeManifest */.Gb)({
        mediaType: media_types/* imageManifest */.Bz,
        artifactType: bundle/* bundleType */.$7,
        config: descriptor/* emptyJson */.Gu,
        layers: [layer],
        subject,
        annotations: {
            'dev.sigstore.bundle.content': 'dsse-envelope',
            'dev.sigstore.bundle.predicateType': trust_statement/* signaturePredicate */.oo,
        },
    });
    const root = (0,descriptor/* describe */.q0)(media_types/* imageManifest */.Bz, manifest);
    await pushBlob(store, descriptor/* emptyJson */.Gu, Buffer.from('{}'), signal);
    await pushBlob(store, layer, bytes, signal);
    await store.push(root, (0,verified/* openBytes */.od)(manifest), { signal });
    return root.digest;
}
/**
 * Adds a signature to those under the tag `sha256-….sig`, as cosign keeps them; gives the digest of what the tag points
 * to. No registry promises a conditional PUT, so another job may write over ours, or we over its: as with a list of
 * referrers, we wait for longer than a read and a write take, look, and put back what is gone.
 */
async function addToTag(store, subject, { payload, signature }, signal) {
    const tag = (0,find/* signatureTag */.b)(subject);
    const own = {
        ...(0,descriptor/* describe */.q0)(simple_signing/* simpleSigningType */.Iy, payload),
        annotations: { [simple_signing/* layerAnnotations */.is.signature]: signature },
    };
    await pushBlob(store, own, payload, signal);
    let known = [own];
    let last;
    for (let round = 0;; round += 1) {
        const start = performance.now();
        const current = await readTag(store, tag, signal);
        known = union(current?.layers ?? [], known);
        const isComplete = current !== undefined && current.layers.length === known.length;
        if (isComplete && (round === 0 || current.digest === last || round === maxRounds))
            return current.digest;
        if (round === maxRounds)
            throw new errors/* OciError */.Mf('REGISTRY', `The tag ${tag} does not keep what is written to it`);
        last = isComplete ? current.digest : await writeTag(store, tag, known, signal);
        await (0,pause/* pause */.v)((0,settling_time/* settlingTime */.e)(performance.now() - start), signal);
    }
}
async function readTag(store, tag, signal) {
    const content = await (0,errors/* orAbsent */.Re)(store.manifest(tag, signal));
    if (!content)
        return undefined;
    const manifest = content.parsed();
    if (manifest.kind === 'manifest')
        return { digest: content.descriptor.digest, layers: manifest.layers };
    throw new errors/* OciError */.Mf('ARTIFACT', `The tag ${tag} holds an index, and not the signatures of cosign: not overwritten`);
}
/** Puts layers behind others that do not have them: one layer may stand there with several signatures. */
function union(layers, more) {
    const name = ({ digest, annotations }) => `${digest} ${annotations?.[simple_signing/* layerAnnotations */.is.signature]}`;
    const names = new Set(layers.map(name));
    return [...layers, ...more.filter((layer) => !names.has(name(layer)))];
}
/** Writes the tag as cosign does: an image whose layers are the payloads. */
async function writeTag(store, tag, layers, signal) {
    const created = '0001-01-01T00:00:00Z';
    const body = Buffer.from(JSON.stringify({
        architecture: '',
        created,
        history: layers.map(() => ({ created })),
        os: '',
        rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
        config: {},
    }));
    const config = (0,descriptor/* describe */.q0)('application/vnd.oci.image.config.v1+json', body);
    await pushBlob(store, config, body, signal);
    const manifest = (0,oci_manifest/* encodeManifest */.Gb)({ mediaType: media_types/* imageManifest */.Bz, config, layers });
    const root = (0,descriptor/* describe */.q0)(media_types/* imageManifest */.Bz, manifest);
    await store.push(root, (0,verified/* openBytes */.od)(manifest), { tags: [tag], signal });
    return root.digest;
}
async function pushBlob(store, descriptor, bytes, signal) {
    if (!(await store.has(descriptor, signal)))
        await store.push(descriptor, (0,verified/* openBytes */.od)(bytes), { signal });
}

// EXTERNAL MODULE: ./lib/trust/verify.js
var verify = __webpack_require__(437);
;// CONCATENATED MODULE: ./lib/trust/sign.js











/** Makes a signer of an open key: it looks for its signatures, and adds those that are missing. */
function createSigner(privateKey, formats) {
    const key = (0,public_key/* publicKeyOf */.kc)(privateKey);
    const wanted = { signer: { kind: 'key', key }, predicate: undefined, label: `key ${key.fingerprint}` };
    /** Looks which formats there are signatures in that this key made. */
    const look = async (store, subject, signal) => {
        const signatures = [];
        const isThere = (format) => signatures.some((signature) => signature.format === format);
        for await (const { digest, evidence } of (0,find/* findCandidates */.e)(store, subject, signal)) {
            if (!evidence || isThere(evidence.format) || 'rank' in (0,verify.judge)(evidence, wanted, subject.digest))
                continue;
            signatures.push({ digest, format: evidence.format, key: key.fingerprint });
            if (formats.every(isThere))
                break;
        }
        return { signatures, added: formats.filter((format) => !isThere(format)) };
    };
    return {
        fingerprint: key.fingerprint,
        look,
        /** Signs a manifest that is in the store, in the formats in which this key has not signed it. */
        async sign(store, subject, signal) {
            const { signatures, added } = await look(store, subject, signal);
            const made = added.map((format) => makeEvidence(format, privateKey, key, store, subject.digest));
            for (const evidence of made) {
                // What nobody can verify must not be published.
                if (!('rank' in (0,verify.judge)(evidence, wanted, subject.digest)))
                    continue;
                throw new errors/* OciError */.Mf('INTEGRITY', 'A signature that was just made does not verify: nothing of it was published');
            }
            await (0,concurrently/* concurrently */.rK)(made, made.length, signal, async (evidence, within) => {
                const digest = evidence.format === 'bundle'
                    ? await pushBundle(store, (0,descriptor/* bare */.$B)(subject), evidence.bytes, within)
                    : await addToTag(store, subject.digest, evidence, within);
                signatures.push({ digest, format: evidence.format, key: key.fingerprint });
            });
            return { signatures, added };
        },
    };
}
function makeEvidence(format, privateKey, { hint }, { location }, subject) {
    if (format === 'bundle') {
        const statement = (0,trust_statement/* encodeStatement */._i)(subject);
        const signature = (0,public_key/* signBytes */.b_)((0,dsse/* preAuthEncoding */.J)(trust_statement/* statementType */.qB, statement), privateKey);
        return { format, bytes: (0,bundle/* encodeBundle */.n)(statement, signature, hint) };
    }
    const payload = (0,simple_signing/* encodePayload */.vy)(repositoryName(location), subject);
    return { format, payload, signature: (0,public_key/* signBytes */.b_)(payload, privateKey).toString('base64') };
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


/***/ }),

/***/ 8412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iy: () => (/* binding */ simpleSigningType),
/* harmony export */   bS: () => (/* binding */ signatureArtifactType),
/* harmony export */   ex: () => (/* binding */ parsePayload),
/* harmony export */   is: () => (/* binding */ layerAnnotations),
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


/***/ }),

/***/ 5523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   By: () => (/* binding */ parseStatement),
/* harmony export */   _i: () => (/* binding */ encodeStatement),
/* harmony export */   oo: () => (/* binding */ signaturePredicate),
/* harmony export */   qB: () => (/* binding */ statementType)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1260);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9501);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3931);




/** The type of an in-toto statement in a DSSE envelope. */
const statementType = 'application/vnd.in-toto+json';
/** The predicate by which cosign, from 2.6 on, says that a statement is a plain signature. */
const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';
/** Cosign 2.5 writes the first version. */
const statementVersions = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1'];
/** Writes the statement that is a signature: it says of a manifest that it was signed, and nothing more. */
function encodeStatement(digest) {
    const { algorithm, hex } = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .partsOf */ .CI)(digest);
    return Buffer.from(JSON.stringify({
        _type: statementVersions[0],
        subject: [{ digest: { [algorithm]: hex } }],
        predicateType: signaturePredicate,
        predicate: {},
    }));
}
/** Reads a statement; fails with ARTIFACT. */
function parseStatement(payload) {
    const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(payload, 'the statement');
    const { _type: version, subject, predicateType } = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) ? body : {};
    if (!statementVersions.includes(version) || typeof predicateType !== 'string' || !Array.isArray(subject)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', 'the payload is not an in-toto statement');
    }
    return {
        predicateType,
        isAbout: (digest) => {
            const { algorithm, hex } = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .partsOf */ .CI)(digest);
            return subject.some((entry) => (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(entry) && (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(entry['digest']) && entry['digest'][algorithm] === hex);
        },
    };
}


/***/ }),

/***/ 437:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judge: () => (/* binding */ judge),
/* harmony export */   verifyManifest: () => (/* binding */ verifyManifest)
/* harmony export */ });
/* harmony import */ var _brief_list_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5556);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2836);
/* harmony import */ var _dsse_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8593);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2395);
/* harmony import */ var _from_base64_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1534);
/* harmony import */ var _public_key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7867);
/* harmony import */ var _simple_signing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8412);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5523);









const unreadable = (error) => ({ rank: 0, text: `cannot be read (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)})` });
const foreignKey = { rank: 1, text: 'not by this key' };
const otherSubject = { rank: 2, text: 'about another digest' };
/**
 * Checks that a manifest has the signatures that a policy asks for; gives those that meet its entries. Fails with
 * UNTRUSTED, and says of what was found why it is not enough.
 *
 * @param name `host/repository@digest`
 */
async function verifyManifest(source, subject, name, policy, signal) {
    const met = new Map();
    const problems = new Map(policy.map((entry) => [entry, []]));
    for await (const { digest, evidence, problem } of (0,_find_js__WEBPACK_IMPORTED_MODULE_2__/* .findCandidates */ .e)(source, subject, signal)) {
        for (const entry of policy.filter((each) => !met.has(each))) {
            const result = evidence ? judgeAny(evidence, entry.any, subject.digest) : unreadable(problem);
            if ('rank' in result)
                problems.get(entry)?.push(result);
            else
                met.set(entry, { entry: entry.label, ...result, digest });
        }
        if (met.size === policy.length)
            break;
    }
    const [failed] = policy.filter((entry) => !met.has(entry));
    if (!failed)
        return policy.flatMap((entry) => met.get(entry) ?? []);
    throw untrusted(name, subject.digest, failed, problems.get(failed) ?? []);
}
/** Judges a signature by several wishes, of which one is enough; else the nearest miss counts. */
function judgeAny(evidence, any, subject) {
    const results = any.map((wanted) => judge(evidence, wanted, subject));
    const good = results.find((result) => !('rank' in result));
    const misses = results.filter((result) => 'rank' in result).sort((a, b) => b.rank - a.rank);
    return good ?? misses[0];
}
/** Judges one signature: who made it, what it is about, and what it says. */
function judge(evidence, { signer, predicate }, subject) {
    // The parser of policies lets no other signer pass.
    if (signer.kind !== 'key')
        return foreignKey;
    try {
        return evidence.format === 'bundle'
            ? judgeBundle(evidence.bytes, signer.key, predicate, subject)
            : judgeLegacy(evidence, signer.key, predicate, subject);
    }
    catch (error) {
        return unreadable(error);
    }
}
function judgeBundle(bytes, key, predicate, subject) {
    const { payload, signature, hasCertificate } = (0,_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBundle */ .QN)(bytes);
    if (hasCertificate)
        return { rank: 1, text: 'with a certificate and not with a key' };
    if (!(0,_public_key_js__WEBPACK_IMPORTED_MODULE_4__/* .isSignedBy */ .s3)(key, (0,_dsse_js__WEBPACK_IMPORTED_MODULE_7__/* .preAuthEncoding */ .J)(_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .statementType */ .qB, payload), signature))
        return foreignKey;
    const { predicateType, isAbout } = (0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .parseStatement */ .By)(payload);
    if (!isAbout(subject))
        return otherSubject;
    if (predicateType !== (predicate ?? _statement_js__WEBPACK_IMPORTED_MODULE_6__/* .signaturePredicate */ .oo))
        return otherPredicate(predicateType);
    return { key: key.fingerprint, format: 'bundle', predicateType };
}
function judgeLegacy({ payload, signature }, key, predicate, subject) {
    if (!(0,_public_key_js__WEBPACK_IMPORTED_MODULE_4__/* .isSignedBy */ .s3)(key, payload, (0,_from_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .fromBase64 */ .E)(signature, 'its signature')))
        return foreignKey;
    if ((0,_simple_signing_js__WEBPACK_IMPORTED_MODULE_5__/* .parsePayload */ .ex)(payload) !== subject)
        return otherSubject;
    if (predicate !== undefined && predicate !== _statement_js__WEBPACK_IMPORTED_MODULE_6__/* .signaturePredicate */ .oo)
        return otherPredicate(_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .signaturePredicate */ .oo);
    return { key: key.fingerprint, format: 'legacy', predicateType: _statement_js__WEBPACK_IMPORTED_MODULE_6__/* .signaturePredicate */ .oo };
}
function otherPredicate(type) {
    return { rank: 3, text: `by the right key, but as ${JSON.stringify(type)}` };
}
function untrusted(name, subject, { number, label }, problems) {
    if (problems.length === 0) {
        const what = `${name} has no signature: there is none among its referrers, nor under the tag ${(0,_find_js__WEBPACK_IMPORTED_MODULE_2__/* .signatureTag */ .b)(subject)}`;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('UNTRUSTED', what, { topic: 'unsigned' });
    }
    const counts = [...Map.groupBy(problems, ({ text }) => text)].map(([text, { length }]) => `${length} ${text}`);
    const found = problems.length === 1 ? 'its signature does not meet' : `none of ${problems.length} signatures meets`;
    const reasons = problems.length === 1 ? `it is ${problems[0]?.text}` : (0,_brief_list_js__WEBPACK_IMPORTED_MODULE_8__/* .briefList */ .X)(counts, 5);
    const isOtherPredicate = problems.some(({ rank }) => rank === 3);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('UNTRUSTED', `${name}: ${found} entry ${number} of verify (${label}): ${reasons}`, {
        topic: isOtherPredicate ? 'other-predicate' : undefined,
    });
}


/***/ })

};
