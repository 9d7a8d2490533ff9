export const id = 1685;
export const ids = [1685];
export const modules = {

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


/***/ })

};
