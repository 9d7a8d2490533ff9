export const id = 3341;
export const ids = [3341,9495];
export const modules = {

/***/ 89495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ openRoots),
/* harmony export */   openJudge: () => (/* binding */ openJudge),
/* harmony export */   openPolicy: () => (/* binding */ openPolicy)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _tell_signer_of_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65986);




const maxKeyBytes = 64 * 1024;
/** The root of the public instance has some 7 KiB, and a file may have several. */
const maxRootBytes = 1024 * 1024;
/** Reads the policy of the input `verify`, before the first request to a registry; fails with INVALID_INPUT. */
async function openPolicy({ verify, trustedRoot }, reach) {
    const { learn, log, signal } = reach;
    const [{ verifyManifest }, { startBudget }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6374).then(__webpack_require__.bind(__webpack_require__, 56374)),
        __webpack_require__.e(/* import() */ 1685).then(__webpack_require__.bind(__webpack_require__, 11685)),
    ]);
    const trust = { ...(await readTrust(verify, trustedRoot, reach)), budget: startBudget() };
    return async (source, { descriptor }, repository) => {
        const name = `${repository}@${descriptor.digest}`;
        const verified = await verifyManifest(source, descriptor, name, trust, signal);
        for (const met of verified) {
            const { format, digest } = met;
            const form = format === 'bundle' ? 'bundle' : 'legacy signature';
            log.info(`Verified: ${name} ${(0,_tell_signer_of_js__WEBPACK_IMPORTED_MODULE_3__/* .verifiedAs */ .N)(met)} (${form} ${digest})`);
        }
        learn({ verified });
        return async (from, attached) => {
            const { admit } = await Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(5175)]).then(__webpack_require__.bind(__webpack_require__, 15175));
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
    const { judgeManifest } = await __webpack_require__.e(/* import() */ 6374).then(__webpack_require__.bind(__webpack_require__, 56374));
    return (source, descriptor, name) => judgeManifest(source, descriptor, name, trust, reach.signal);
}
async function readTrust(verify, trustedRoot, reach) {
    const { parsePolicy } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(9474)]).then(__webpack_require__.bind(__webpack_require__, 59474));
    const policy = parsePolicy(verify, (path) => readText(path, `The key ${JSON.stringify(path)} of the input verify`, maxKeyBytes, reach.workspace));
    return { policy, roots: await openRoots(trustedRoot, reach) };
}
/** Reads the roots of a file; without one, they are fetched when a certificate is met. Fails with INVALID_INPUT. */
async function openRoots(path, { publicRoots, workspace }) {
    if (path === undefined)
        return publicRoots();
    const what = `The file ${JSON.stringify(path)} of the input trusted-root`;
    const { rootsOfFile } = await __webpack_require__.e(/* import() */ 8628).then(__webpack_require__.bind(__webpack_require__, 18628));
    return rootsOfFile(readText(path, what, maxRootBytes, workspace), what);
}
function readText(path, what, limit, workspace) {
    const fail = (problem, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `${what} ${problem}`, facts);
    return (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, path), { folder: workspace, symlinks: 'keep', limit, fail }).toString();
}


/***/ }),

/***/ 13341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openJob: () => (/* binding */ openJob)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __webpack_require__(54949);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: ./lib/trust/formats/provenance.js
var provenance = __webpack_require__(14958);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/trust/formats/bundle.js
var bundle = __webpack_require__(67101);
// EXTERNAL MODULE: ./lib/trust/formats/certificate.js
var formats_certificate = __webpack_require__(69686);
// EXTERNAL MODULE: ./lib/trust/formats/dsse.js
var dsse = __webpack_require__(27812);
// EXTERNAL MODULE: ./lib/trust/formats/from-base64.js
var from_base64 = __webpack_require__(84129);
// EXTERNAL MODULE: ./lib/trust/formats/simple-signing.js
var simple_signing = __webpack_require__(18609);
// EXTERNAL MODULE: ./lib/trust/formats/statement.js
var formats_statement = __webpack_require__(29096);
// EXTERNAL MODULE: ./lib/trust/public-key.js
var public_key = __webpack_require__(77867);
// EXTERNAL MODULE: ./lib/trust/services/ask.js
var services_ask = __webpack_require__(81078);
// EXTERNAL MODULE: ./lib/trust/services/fulcio.js
var fulcio = __webpack_require__(26903);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(11260);
// EXTERNAL MODULE: ./lib/oci/json.js
var json = __webpack_require__(73931);
;// CONCATENATED MODULE: ./lib/trust/services/rekor.js





/**
 * A log of version 2 answers after its next checkpoint: the specification of clients asks for a patience of 20 seconds
 * (sigstore/architecture-docs, `client-spec.md`).
 */
const service = {
    what: 'The log',
    thing: 'entry',
    topic: 'log-refused',
    accept: 'application/json',
    leastSilence: 20_000,
};
/**
 * Bytes of an envelope from which on its size may be why a log of version 1 fails: it is sent as a whole. The public one
 * announces this limit (sigstore/rekor#1313), and answers more with 502 or not at all (sigstore/rekor#2808, #2915).
 */
const largeEnvelope = 100_000;
const base64 = (text) => Buffer.from(text).toString('base64');
/**
 * Writes an envelope into a log; fails with SIGNING. Gives nothing where a log of version 2 has this signature already,
 * since the answer to an earlier attempt was lost, and does not say more of it: another signature is another entry.
 */
async function logEnvelope(ask, log, envelope, signer) {
    return log.version === 2 ? addV2(ask, log, envelope, signer) : addEnvelopeV1(ask, log, envelope, signer);
}
/**
 * Since May 2026 a log of version 2 takes the hash of what is signed, and no envelope
 * (https://github.com/sigstore/architecture-docs/pull/63).
 */
async function addV2(ask, log, { payload, payloadType, signatures: [{ sig }] }, { certificate, facts }) {
    const place = `${base(log)}/api/v2/log/entries`;
    const digest = (0,external_node_crypto_.hash)('sha256', (0,dsse/* preAuthEncoding */.J)(payloadType, Buffer.from(payload, 'base64')), 'base64');
    const verifier = {
        x509Certificate: { rawBytes: certificate.raw.toString('base64') },
        keyDetails: 'PKIX_ECDSA_P256_SHA_256',
    };
    const document = { hashedRekordRequestV002: { digest, signature: { content: sig, verifier } } };
    const answer = await askLog(ask, place, log, { document, accepted: [200, 201, 409], facts });
    if (answer.status === 409)
        return undefined;
    const entry = (0,services_ask/* documentOf */.lM)(answer, place, service);
    const { hashedRekordV002: spec } = recordOf(specOf(entry['canonicalizedBody'], 'hashedrekord', '0.0.2'));
    const { data, signature } = recordOf(spec);
    checkHolds(place, [recordOf(data)['digest'], digest], [recordOf(signature)['content'], sig]);
    return entry;
}
async function addEnvelopeV1(ask, log, envelope, { certificate, facts }) {
    const text = JSON.stringify(envelope);
    const proposedContent = { envelope: text, verifiers: [base64(certificate.toString())] };
    const document = { apiVersion: '0.0.1', kind: 'dsse', spec: { proposedContent } };
    const added = await addV1(ask, log, document, { facts, isLarge: text.length > largeEnvelope });
    const { payloadHash, signatures } = recordOf(specOf(added.entry.body, 'dsse', '0.0.1'));
    const [signature, ...more] = Array.isArray(signatures) ? signatures : [];
    checkHolds(added.place, [recordOf(payloadHash)['value'], (0,external_node_crypto_.hash)('sha256', Buffer.from(envelope.payload, 'base64'))], [recordOf(signature)['signature'], envelope.signatures[0].sig], [more.length, 0]);
    return bundled(added, 'dsse');
}
/** Writes the hash and the signature of a payload into a log of version 1; fails with SIGNING. */
async function logPayload(ask, log, { payload, signature }, { certificate, facts }) {
    const value = (0,external_node_crypto_.hash)('sha256', payload);
    const spec = {
        data: { hash: { algorithm: 'sha256', value } },
        signature: { content: signature, publicKey: { content: base64(certificate.toString()) } },
    };
    const { entry, place } = await addV1(ask, log, { apiVersion: '0.0.1', kind: 'hashedrekord', spec }, { facts });
    const held = recordOf(specOf(entry.body, 'hashedrekord', '0.0.1'));
    const heldHash = recordOf(recordOf(held['data'])['hash']);
    checkHolds(place, [heldHash['value'], value], [recordOf(held['signature'])['content'], signature]);
    return entry;
}
/** Adds to Rekor v1. What is there already, as when an answer was lost, is answered with 409 and its place. */
async function addV1(ask, log, document, { facts, isLarge = false }) {
    const place = `${base(log)}/api/v1/log/entries`;
    const answer = await askLog(ask, place, log, { document, accepted: [200, 201, 409], facts, isLarge });
    const found = answer.status === 409 ? await known(ask, answer, place) : answer;
    const [entry] = Object.values((0,services_ask/* documentOf */.lM)(found, place, service));
    const verification = (0,descriptor/* isRecord */.u4)(entry) ? entry['verification'] : undefined;
    if (!(0,descriptor/* isRecord */.u4)(entry) || !(0,descriptor/* isRecord */.u4)(verification) || !(0,descriptor/* isRecord */.u4)(verification['inclusionProof'])) {
        throw (0,services_ask/* unusable */._P)(place, service, 'it has no proof that it is in the log');
    }
    const { body, integratedTime, logIndex, logID } = entry;
    const { signedEntryTimestamp, inclusionProof: proof } = verification;
    return { entry: { body, integratedTime, logIndex, logID, signedEntryTimestamp }, proof, place };
}
/** The failure of a log that claims to have every signature already. */
function alwaysThere({ url }) {
    return (0,services_ask/* unusable */._P)(url, service, 'the log claims to have each signature already');
}
/** Asks a log; a refusal names its version, and a failure whether the size of the entry may be the reason. */
function askLog(ask, place, { version }, { facts, isLarge = false, ...request }) {
    return (0,services_ask/* askService */.xE)(ask, place, service, {
        ...request,
        facts: `a log of version ${version}; ${facts}`,
        topicOf: (status) => (status === 413 || (isLarge && status !== 429) ? 'log-size' : undefined),
    });
}
async function known(ask, { location = '' }, place) {
    // The address is that of the log itself, whatever the answer says.
    const [id] = /[0-9a-f]{64,80}$/.exec(location) ?? [];
    if (id === undefined)
        throw (0,services_ask/* unusable */._P)(place, service, 'the log has it already, but does not say where');
    return (0,services_ask/* askService */.xE)(ask, `${place}/${id}`, service);
}
/** The part of an entry's body that its kind defines; nothing of a body that is of another kind or cannot be read. */
function specOf(body, kind, version) {
    try {
        const text = Buffer.from(typeof body === 'string' ? body : '', 'base64');
        const entry = recordOf((0,json/* parseJson */.qF)(text, 'its body'));
        return entry['kind'] === kind && entry['apiVersion'] === version ? entry['spec'] : undefined;
    }
    catch {
        return undefined;
    }
}
function recordOf(value) {
    return (0,descriptor/* isRecord */.u4)(value) ? value : {};
}
/** An entry that is about something else would make a bundle that nobody can verify. */
function checkHolds(place, ...pairs) {
    if (pairs.every(([held, sent]) => held === sent))
        return;
    throw (0,services_ask/* unusable */._P)(place, service, 'it is not about this signature');
}
/** Writes an entry of Rekor v1 as a bundle has it: https://github.com/sigstore/rekor/blob/main/openapi.yaml */
function bundled({ entry, proof, place }, kind) {
    const hex = (text) => Buffer.from((0,services_ask/* textOf */.b6)(text), 'hex').toString('base64');
    const { hashes } = proof;
    if (!Array.isArray(hashes))
        throw (0,services_ask/* unusable */._P)(place, service, 'its proof has no hashes');
    return {
        logIndex: (0,services_ask/* textOf */.b6)(entry.logIndex),
        logId: { keyId: hex(entry.logID) },
        kindVersion: { kind, version: '0.0.1' },
        integratedTime: (0,services_ask/* textOf */.b6)(entry.integratedTime),
        inclusionPromise: { signedEntryTimestamp: entry.signedEntryTimestamp },
        inclusionProof: {
            logIndex: (0,services_ask/* textOf */.b6)(proof['logIndex']),
            rootHash: hex(proof['rootHash']),
            treeSize: (0,services_ask/* textOf */.b6)(proof['treeSize']),
            hashes: hashes.map(hex),
            checkpoint: { envelope: (0,services_ask/* textOf */.b6)(proof['checkpoint']) },
        },
        canonicalizedBody: entry.body,
    };
}
function base({ url }) {
    return url.replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./lib/trust/services/timestamp.js



const timestamp_service = {
    what: 'The clock',
    thing: 'timestamp',
    topic: 'signing-service',
    accept: 'application/timestamp-reply',
};
/**
 * Gets a timestamp of a signature (RFC 3161, in DER): https://github.com/sigstore/timestamp-authority. Fails with
 * SIGNING.
 *
 * @param url the address to which requests go, as a signing config has it
 */
async function timestamp(ask, url, signature) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(signature).digest();
    const document = { artifactHash: hash.toString('base64'), hashAlgorithm: 'sha256', certificates: true };
    const { body } = await (0,services_ask/* askService */.xE)(ask, url, timestamp_service, { document });
    try {
        const { RFC3161Timestamp } = await __webpack_require__.e(/* import() */ 3917).then(__webpack_require__.t.bind(__webpack_require__, 83917, 19));
        const { tstInfo } = RFC3161Timestamp.parse(Buffer.from(body));
        if (tstInfo.messageImprintHashedMessage.equals(hash))
            return body;
    }
    catch (error) {
        throw (0,services_ask/* unusable */._P)(url, timestamp_service, `it cannot be read (${(0,errors/* messageOf */.bD)(error)})`, error);
    }
    throw (0,services_ask/* unusable */._P)(url, timestamp_service, 'it is of another signature');
}

// EXTERNAL MODULE: ./lib/trust/verify.js + 1 modules
var verify = __webpack_require__(56374);
// EXTERNAL MODULE: ./lib/trust/verify-certificate.js
var verify_certificate = __webpack_require__(55943);
;// CONCATENATED MODULE: ./lib/trust/job-hand.js
















/** Milliseconds: a certificate is good for ten minutes, and a signature has to be in the log before that. */
const leastLeft = 120_000;
/** How often an envelope is signed, where the log says that it has the signature before already. */
const maxSignatures = 2;
/**
 * The hand of a job: one certificate for all that it signs, until that has nearly expired.
 *
 * @param first the job, with a token for the first certificate
 */
function jobHand(first, label, options) {
    const { name, issuer } = first;
    const { ask, services, roots, isJudged } = options;
    const { log, clock } = services;
    const certifyBy = (identity) => (0,fulcio/* certify */.Fp)(ask, services.authority, identity, services.isLogged);
    const start = performance.now();
    const renewed = async () => certifyBy(await options.identity());
    // A token is good for five minutes, and much may be sent before a signature turns out to be missing.
    let known = (0,once/* onceMade */.L)(() => (performance.now() - start < leastLeft ? certifyBy(first) : renewed()));
    const certified = async () => {
        const own = known;
        const { certificate } = await own();
        // Whoever finds it first gets the next one for all.
        if (certificate.validToDate.getTime() - Date.now() < leastLeft && known === own) {
            known = (0,once/* onceMade */.L)(renewed);
        }
        return known();
    };
    const stamp = async (signature) => clock && (await timestamp(ask, clock, signature)).toString('base64');
    const facts = (0,fulcio/* tokenFacts */.XR)(first);
    /** Signs an envelope, and lets log and clock see it at the same time; the log may have seen that signature before. */
    const witness = async (statement, { privateKey, certificate }) => {
        for (let attempt = 1;; attempt += 1) {
            const signature = (0,public_key/* signBytes */.b_)((0,dsse/* preAuthEncoding */.J)(formats_statement/* statementType */.qB, statement), privateKey);
            const envelope = (0,bundle/* encodeEnvelope */.zK)(statement, signature);
            const [entry, signedTimestamp] = await Promise.all([
                log && logEnvelope(ask, log, envelope, { certificate, facts }),
                stamp(signature),
            ]);
            if (!log || entry)
                return { envelope, entry, signedTimestamp };
            if (attempt === maxSignatures)
                throw alwaysThere(log);
        }
    };
    return {
        signer: { identity: name, issuer },
        label,
        async isOwn(evidence, subject, predicateType, isNew) {
            if (isNew) {
                if (isJudged)
                    await (0,verify_certificate/* verifyCertificate */.X)(evidence, await roots()).catch(failOfNew);
                return isBy(evidence, first, subject, predicateType);
            }
            try {
                if (!(await isBy(evidence, first, subject, predicateType)))
                    return false;
                await (0,verify_certificate/* verifyCertificate */.X)(evidence, await roots());
                return true;
            }
            catch {
                // Whatever is wrong with it, and where no root can be had: it is signed once more.
                return false;
            }
        },
        async seal(statement) {
            const own = await certified();
            const { certificate } = own;
            const { envelope, entry, signedTimestamp } = await witness(statement, own);
            const bytes = (0,bundle/* encodeBundle */.n)(envelope, {
                certificate: { rawBytes: certificate.raw.toString('base64') },
                tlogEntries: entry ? [entry] : [],
                timestampVerificationData: { rfc3161Timestamps: signedTimestamp ? [{ signedTimestamp }] : [] },
            });
            return { evidence: { format: 'bundle', bytes }, logIndex: entry && (0,services_ask/* textOf */.b6)(entry['logIndex']) };
        },
        async sealPayload(payload) {
            const { privateKey, certificate, chain } = await certified();
            const signed = (0,public_key/* signBytes */.b_)(payload, privateKey);
            const signature = signed.toString('base64');
            const [entry, SignedRFC3161Timestamp] = await Promise.all([
                log && logPayload(ask, log, { payload, signature }, { certificate, facts }),
                stamp(signed),
            ]);
            return {
                evidence: {
                    ...{ format: 'legacy', payload, signature },
                    ...{ certificate: certificate.toString(), chain: chain.slice(1).join('\n') },
                    ...(entry ? { log: JSON.stringify(annotationOf(entry)) } : {}),
                    ...(SignedRFC3161Timestamp ? { timestamp: JSON.stringify({ SignedRFC3161Timestamp }) } : {}),
                },
                logIndex: entry && (0,services_ask/* textOf */.b6)(entry.logIndex),
            };
        },
    };
}
/** What is wrong with a signature that was just made is not the fault of whoever asked for it. */
function failOfNew(error) {
    if (error instanceof errors/* OciError */.Mf)
        throw error;
    throw new errors/* OciError */.Mf('SIGNING', `The signature that was just made ${(0,errors/* messageOf */.bD)(error)}`, {
        cause: error,
        topic: 'signing-service',
    });
}
/** An entry as cosign keeps it beside the signature (cosign, `pkg/cosign/bundle`). */
function annotationOf({ signedEntryTimestamp, body, integratedTime, logIndex, logID }) {
    return { SignedEntryTimestamp: signedEntryTimestamp, Payload: { body, integratedTime, logIndex, logID } };
}
/** Tells whether evidence has a certificate for this job, by whomever, and what its key signed is what is asked for. */
async function isBy(evidence, job, subject, predicateType) {
    const { raw, payload, signed, signature, type } = partsOf(evidence);
    const certificate = new external_node_crypto_.X509Certificate(raw);
    if (!(0,formats_certificate/* isOnlyName */.S)(job.name, certificate))
        return false;
    const extensions = await (0,formats_certificate/* extensionsIn */.W)(certificate);
    const { own } = extensions;
    if ((own[8] ?? own[1]) !== job.issuer || !(0,fulcio/* isOfJob */.d1)(extensions, job))
        return false;
    if (!(0,public_key/* isSignedBy */.s3)((0,public_key/* publicKeyOf */.kc)(certificate.publicKey), signed, signature))
        return false;
    return (0,verify.problemOfPayload)(type, payload, predicateType, subject) === undefined;
}
function partsOf(evidence) {
    if (evidence.format === 'legacy') {
        const { payload, signature } = evidence;
        const bytes = (0,from_base64/* fromBase64 */.E)(signature, 'its signature');
        return { raw: evidence.certificate ?? '', payload, signed: payload, signature: bytes, type: simple_signing/* simpleSigningType */.Iy };
    }
    const { payload, signature, certificate = '' } = (0,bundle/* parseBundle */.QN)(evidence.bytes);
    return { raw: certificate, payload, signed: (0,dsse/* preAuthEncoding */.J)(formats_statement/* statementType */.qB, payload), signature, type: formats_statement/* statementType */.qB };
}

;// CONCATENATED MODULE: ./lib/trust/services/signing-config.js




/** Of the public instance, where what it publishes itself cannot be had. */
const publicServices = {
    authority: 'https://fulcio.sigstore.dev',
    isLogged: true,
    log: { url: 'https://rekor.sigstore.dev', version: 1 },
};
/**
 * GitHub's own instance, which has no logs; `undefined` for GitHub Enterprise Server, which has none. A tenant of
 * ghe.com has one of its own.
 *
 * @param server address of the GitHub that runs the workflow
 */
function githubServices(server) {
    const { hostname } = new URL(server);
    const isTenant = hostname.endsWith('.ghe.com');
    if (hostname !== 'github.com' && !isTenant)
        return undefined;
    const domain = isTenant ? hostname : 'githubapp.com';
    return {
        authority: `https://fulcio.${domain}`,
        isLogged: false,
        clock: `https://timestamp.${domain}/api/v1/timestamp`,
    };
}
/**
 * The targets with which the public instance publishes its services by TUF: with its usual log, and with the log of
 * version 2, whose address changes about twice a year (https://github.com/sigstore/root-signing/issues/1642).
 */
const publicTargets = {
    public: 'signing_config.v0.2.json',
    'public-v2': 'signing_config_rekor_v2.v0.2.json',
};
const isPublicName = (name) => Object.hasOwn(publicTargets, name);
/**
 * The services of the public instance, as it publishes them. Fails with SIGNING.
 *
 * @param fetchTarget fetches a target of its TUF repository
 */
async function fetchPublicServices(name, fetchTarget) {
    const what = 'The signing config of sigstore.dev';
    try {
        const { authority, log, clock } = parseSigningConfig(await fetchTarget(publicTargets[name]), what);
        if (!log)
            throw new Error(`${what} names no log (rekorTlogUrls) that can be used now`);
        // A log of version 1 says the time itself; and older readers, such as Kyverno 1.16, refuse a signature of the older
        // format with a timestamp for which they were given no root (cosign 2, `VerifyRFC3161Timestamp`).
        return { authority, isLogged: true, log, clock: log.version === 1 ? undefined : clock };
    }
    catch (cause) {
        throw new errors/* OciError */.Mf('SIGNING', (0,errors/* messageOf */.bD)(cause), { cause, topic: 'public-services' });
    }
}
const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
/**
 * Reads a signing config of Sigstore, v0.2; of several services, the one with the newest API that we know counts, and of
 * these the one that began last. Fails with INVALID_INPUT, naming `file`.
 */
function parseSigningConfig(bytes, file, now = new Date()) {
    const fail = (what, cause) => new errors/* OciError */.Mf('INVALID_INPUT', `${file} ${what}`, { cause, topic: 'signing-config' });
    let config;
    try {
        config = (0,json/* parseJson */.qF)(bytes, 'it');
    }
    catch (error) {
        throw fail(`is not a signing config of Sigstore: ${(0,errors/* messageOf */.bD)(error)}`, error);
    }
    if (!(0,descriptor/* isRecord */.u4)(config) || config['mediaType'] !== mediaType) {
        throw fail(`is not a signing config of Sigstore: it does not have the media type ${mediaType}`);
    }
    const [authority] = servicesIn(config['caUrls'], [1], now);
    const logs = servicesIn(config['rekorTlogUrls'], [1, 2], now);
    const clocks = servicesIn(config['tsaUrls'], [1], now);
    if (!authority)
        throw fail('names no authority (caUrls) that can be used now');
    for (const [key, found] of Object.entries({ rekorTlogConfig: logs, tsaConfig: clocks })) {
        if (!isOneEnough(config[key], found))
            throw fail(`asks for several services (${key}), and a signature gets one`);
    }
    const [[found], [clock]] = [logs, clocks];
    if (!found && !clock)
        throw fail('names neither a log (rekorTlogUrls) nor a clock (tsaUrls) that can be used now');
    if (found?.version === 2 && !clock) {
        throw fail('names a log of version 2, which says no time, and no clock (tsaUrls)');
    }
    const log = found && { url: found.url, version: found.version === 1 ? 1 : 2 };
    return { authority: authority.url, isLogged: false, log, clock: clock?.url };
}
/**
 * The services that are valid now, the best first: https://github.com/sigstore/protobuf-specs
 * `sigstore_trustroot.proto`, `Service`.
 */
function servicesIn(list, versions, now) {
    const found = (Array.isArray(list) ? list : []).flatMap((service) => {
        const { url, majorApiVersion: version, validFor, operator } = (0,descriptor/* isRecord */.u4)(service) ? service : {};
        if (typeof url !== 'string' || typeof version !== 'number' || !versions.includes(version))
            return [];
        const { start: first, end } = (0,descriptor/* isRecord */.u4)(validFor) ? validFor : {};
        const start = Date.parse((0,services_ask/* textOf */.b6)(first));
        const isValid = start <= now.getTime() && !(Date.parse((0,services_ask/* textOf */.b6)(end)) <= now.getTime());
        return URL.canParse(url) && isValid ? [{ url, version, start, operator }] : [];
    });
    return found.toSorted((a, b) => b.version - a.version || b.start - a.start);
}
/** Reports whether one service meets a `ServiceConfiguration`; of one operator, one is asked in any case. */
function isOneEnough(config, found) {
    const { selector, count } = (0,descriptor/* isRecord */.u4)(config) ? config : {};
    if (selector === 'EXACT')
        return count === 1;
    const best = found.filter(({ version }) => version === found[0]?.version);
    return selector !== 'ALL' || new Set(best.map(({ operator }) => operator)).size < 2;
}

// EXTERNAL MODULE: ./lib/trust/sign.js
var trust_sign = __webpack_require__(57733);
// EXTERNAL MODULE: ./lib/modes/find/verification.js
var verification = __webpack_require__(89495);
// EXTERNAL MODULE: ./lib/modes/tell/signer-of.js
var signer_of = __webpack_require__(65986);
// EXTERNAL MODULE: ./lib/modes/send/attestations.js
var send_attestations = __webpack_require__(62044);
;// CONCATENATED MODULE: ./lib/modes/send/job-signer.js











const maxConfigBytes = 256 * 1024;
/**
 * Prepares to sign for the job that runs this step, without a key: the token is asked for when there is something to be
 * signed, once, and one certificate is for all. Fails with SIGNING when the job may not have a token, and with
 * INVALID_INPUT.
 */
async function openJob({ signingConfig, sign, signatureFormat }, trustedRoot, attestations, reach) {
    const { log, workspace, publicRoots } = reach;
    const job = await reach.job();
    job.checkToken();
    const choice = readChoice(signingConfig, trustedRoot, workspace);
    // A file is read before anything is sent; the public ones are fetched when they are needed.
    const given = trustedRoot === undefined ? undefined : await (0,verification/* openRoots */.M)(trustedRoot, reach);
    return (0,once/* onceMade */.L)(async () => {
        const identity = await job.identity();
        const services = await servicesFor(choice, identity, reach);
        const format = formatFor(services, signatureFormat, log);
        const options = {
            ask: job.ask,
            services,
            identity: () => job.identity(),
            roots: async () => given ?? publicRoots(),
            isJudged: given !== undefined,
        };
        const provenance = attestations.some(({ kind }) => kind === 'provenance')
            ? [{ format: 'bundle', claim: provenanceFor(identity), label: 'provenance', isAny: true }]
            : [];
        return {
            hand: jobHand(identity, labelOf(identity), options),
            pieces: [...(sign === 'none' ? [] : (0,trust_sign.signatureIn)(format)), ...provenance, ...(0,send_attestations/* piecesOf */.X)(attestations)],
            keep: (bundle) => job.keep(bundle, identity),
        };
    });
}
/** Reads the input; fails with INVALID_INPUT. */
function readChoice(signingConfig, trustedRoot, workspace) {
    if (signingConfig === undefined || signingConfig === 'github' || isPublicName(signingConfig))
        return signingConfig;
    const what = `The file ${JSON.stringify(signingConfig)} of the input signing-config`;
    const fail = (problem, facts) => new errors/* OciError */.Mf('INVALID_INPUT', `${what} ${problem}`, { topic: 'signing-config', ...facts });
    if (trustedRoot === undefined) {
        throw fail('is given without trusted-root, by which the signatures of these services are judged');
    }
    const held = { folder: workspace, symlinks: 'keep', limit: maxConfigBytes, fail };
    return parseSigningConfig((0,read_held/* readHeld */.i)((0,external_node_path_.resolve)(workspace, signingConfig), held), what);
}
/**
 * Finds the services for a job. What is not public, `internal` included, goes to GitHub's own instance, unless the
 * input says otherwise: the public log shows the names of repository and workflow to everybody, for ever.
 */
async function servicesFor(choice, { claims, server }, reach) {
    if (typeof choice === 'object')
        return choice;
    const isPublic = claims['repository_visibility'] === 'public';
    const name = choice ?? (isPublic && server === 'https://github.com' ? 'public' : 'github');
    if (name !== 'github') {
        if (!isPublic) {
            reach.log.notice(`signing-config: ${name} writes the names of this repository and its workflow to a public log, for ever`);
        }
        return publishedServices(name, reach);
    }
    const services = githubServices(server);
    if (services)
        return services;
    throw new errors/* OciError */.Mf('SIGNING', `${server} has no Sigstore of its own, so this job cannot get a certificate`, {
        topic: 'certificate-refused',
    });
}
/** Those that the public instance publishes. The addresses of version 1 are known and rarely change; fails with SIGNING. */
async function publishedServices(name, { log, publicRoots, signal }) {
    try {
        const { signingConfig } = await publicRoots();
        return await fetchPublicServices(name, signingConfig);
    }
    catch (error) {
        signal.throwIfAborted();
        if (name !== 'public' || !(error instanceof errors/* OciError */.Mf))
            throw error;
        log.notice(`${(0,errors/* messageOf */.bD)(error)}. The services that this release knows are used instead`);
        return publicServices;
    }
}
/** The older format has a place for an entry of Rekor v1 alone. */
function formatFor({ log: rekor }, asked, log) {
    if (rekor?.version !== 2 || asked === 'bundle')
        return asked;
    log.notice('The older format cannot hold an entry of Rekor v2, so only a bundle is written');
    return 'bundle';
}
function labelOf({ name, repository, ref }) {
    return (0,signer_of/* signerOf */.K)({ entry: name, identity: name, repository, ref });
}
function provenanceFor({ claims, server }) {
    const missing = provenance/* claimsOfProvenance */.Yg.find((name) => claims[name] === undefined);
    if (missing === undefined)
        return (0,provenance/* provenanceOf */.Jj)(claims, server);
    throw new errors/* OciError */.Mf('SIGNING', `The token of this job does not say ${missing}, which a provenance needs`, {
        topic: 'provenance',
    });
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

/***/ 81078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _P: () => (/* binding */ unusable),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   lM: () => (/* binding */ documentOf),
/* harmony export */   xE: () => (/* binding */ askService)
/* harmony export */ });
/* harmony import */ var _cut_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97399);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73931);




/** Sends a document to a service, and gives its answer. Fails with SIGNING, with what the service said. */
async function askService(ask, url, { thing, topic, ...service }, { accepted = [200, 201], facts, topicOf, ...sent } = {}) {
    const host = URL.canParse(url) ? new URL(url).host : url;
    const answer = await ask(url, { ...service, ...sent }).catch((error) => {
        // Of a registry, the same codes have other remedies.
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf) || (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'CANCELLED', 'INVALID_INPUT'))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('SIGNING', `${host} gave no ${thing}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, {
            cause: error,
            topic: topicOf?.() ?? 'signing-service',
        });
    });
    if (accepted.includes(answer.status))
        return answer;
    const words = wordsOf(answer.body);
    const article = /^[aeiou]/.test(thing) ? 'an' : 'a';
    const verb = answer.status >= 500 ? 'gave no' : `refused ${article}`;
    const isPassing = answer.status >= 500 || answer.status === 429;
    const about = isPassing || facts === undefined ? '' : ` (${facts})`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('SIGNING', `${host} ${verb} ${thing}: ${answer.status}${words && `, ${words}`}${about}`, {
        topic: topicOf?.(answer.status) ?? (isPassing ? 'signing-service' : topic),
    });
}
/** Reads an answer in JSON; fails with SIGNING. */
function documentOf({ body }, url, service) {
    try {
        const document = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(body, 'it');
        if ((0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(document))
            return document;
    }
    catch {
        // Told below.
    }
    throw unusable(url, service, 'it is not the JSON that it should be');
}
/** An error about an answer that cannot be used. */
function unusable(url, { thing }, why, cause) {
    const host = new URL(url).host;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('SIGNING', `The ${thing} from ${host} cannot be used: ${why}`, {
        cause,
        topic: 'signing-service',
    });
}
/** A text or a number of an answer, as a text; `''` for all else. */
function textOf(value) {
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
/** What a service says of a refusal: the `message` in its JSON, or the beginning of a text. */
function wordsOf(body) {
    const text = body.toString().trim();
    try {
        const document = JSON.parse(text);
        if ((0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(document) && typeof document['message'] === 'string')
            return (0,_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cutText */ .IN)(document['message'], 300, '…');
    }
    catch {
        // A text.
    }
    return text.startsWith('<') ? '' : (0,_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cutText */ .IN)(text.replace(/\s+/g, ' '), 300, '…');
}


/***/ }),

/***/ 26903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fp: () => (/* binding */ certify),
/* harmony export */   XR: () => (/* binding */ tokenFacts),
/* harmony export */   d1: () => (/* binding */ isOfJob),
/* harmony export */   hd: () => (/* binding */ audience)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57975);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _formats_certificate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69686);
/* harmony import */ var _ask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81078);





const service = {
    what: 'The authority',
    thing: 'certificate',
    topic: 'certificate-refused',
    accept: 'application/json',
};
/** For whom the token of a job is: Fulcio takes no other, unless it is set up otherwise. */
const audience = 'sigstore';
/** What a service that takes a token, or a certificate for one, may refuse it for. */
function tokenFacts({ issuer }) {
    return `the token of the job has the issuer ${issuer} and the audience ${audience}`;
}
/** What proves that the certificate is in a public log: https://www.rfc-editor.org/rfc/rfc6962#section-3.3 */
const timestampList = '1.3.6.1.4.1.11129.2.4.2';
/**
 * Gets a certificate for a new key. The name, the issuer and the key in it are compared with those that were asked for,
 * and where `isLogged`, it has to have a signed certificate timestamp: whoever verifies would refuse it otherwise. Fails
 * with SIGNING.
 */
async function certify(ask, url, identity, isLogged) {
    const { token, subject } = identity;
    const { publicKey, privateKey } = await (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPair)('ec', { namedCurve: 'P-256' });
    const place = `${url.replace(/\/+$/, '')}/api/v2/signingCert`;
    const document = {
        credentials: { oidcIdentityToken: token },
        publicKeyRequest: {
            publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
            proofOfPossession: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)('sha256', Buffer.from(subject), privateKey).toString('base64'),
        },
    };
    const answer = await (0,_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .askService */ .xE)(ask, place, service, { document, facts: tokenFacts(identity) });
    const chain = chainIn((0,_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .documentOf */ .lM)(answer, place, service));
    const certificate = readLeaf(chain[0] ?? '', place);
    const problem = await problemOf(certificate, { ...identity, publicKey, isLogged }).catch((error) => {
        throw (0,_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place, service, 'it cannot be read', error);
    });
    if (problem !== undefined)
        throw (0,_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place, service, problem);
    return { privateKey, certificate, chain };
}
/** GitHub's has its certificates beside a timestamp, where there is one. */
function chainIn(answer) {
    const { signedCertificateEmbeddedSct: embedded, signedCertificateDetachedSct: detached } = answer;
    const signed = embedded ?? detached;
    const chain = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(signed) && (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(signed['chain']) ? signed['chain']['certificates'] : undefined;
    return Array.isArray(chain) ? chain.filter((each) => typeof each === 'string') : [];
}
function readLeaf(pem, place) {
    try {
        return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(pem);
    }
    catch (error) {
        throw (0,_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place, service, 'it is not a certificate', error);
    }
}
/** Tells whether a certificate says that it is for the repository and the ref of a job. */
function isOfJob({ own }, { repository, ref }) {
    return own[12] === repository && own[14] === ref;
}
async function problemOf(certificate, asked) {
    if (!certificate.publicKey.equals(asked.publicKey))
        return 'it is for another key';
    if (!(0,_formats_certificate_js__WEBPACK_IMPORTED_MODULE_4__/* .isOnlyName */ .S)(asked.name, certificate)) {
        return `it is for ${certificate.subjectAltName ?? 'no name'}, and not for ${asked.name}`;
    }
    const extensions = await (0,_formats_certificate_js__WEBPACK_IMPORTED_MODULE_4__/* .extensionsIn */ .W)(certificate);
    const issuer = extensions.own[8] ?? extensions.own[1];
    if (issuer !== asked.issuer)
        return `it has the issuer ${issuer ?? '(none)'}, and not ${asked.issuer}`;
    if (!isOfJob(extensions, asked))
        return `it is for another job than that of ${asked.repository} at ${asked.ref}`;
    if (asked.isLogged && !extensions.has(timestampList))
        return 'it is in no log of certificates';
    return undefined;
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
