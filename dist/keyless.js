export const modules = {

/***/ 7084: // ./lib/action/open/job.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createJob: () => (/* binding */ createJob)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3931);
/* harmony import */ var _trust_services_fulcio_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6903);
/* harmony import */ var _trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9057);





const tokenService = {
    what: 'The token service of GitHub',
    thing: 'token',
    topic: 'id-token',
    accept: 'application/json',
};
const apiService = {
    what: 'The API of GitHub',
    thing: 'entry for an attestation',
    topic: 'attestation',
    accept: 'application/vnd.github+json',
};
/** How the issuer of a job's token begins: of GitHub Enterprise Server, it is the server itself. */
const issuers = 'https://token.actions.';
/** What makes a job known to Sigstore, and to GitHub's list of attestations. */
function createJob(ask, { environment, githubToken, mask, }) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken } = environment;
    return {
        ask,
        checkToken() {
            if (url && requestToken)
                return;
            const { GITEA_ACTIONS, FORGEJO_ACTIONS } = environment;
            const why = GITEA_ACTIONS || FORGEJO_ACTIONS
                ? ' of GitHub, and this server is another one'
                : ', and this job may not ask for one';
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('SIGNING', `Signing without a key needs an OIDC token${why}`, { topic: 'id-token' });
        },
        async identity() {
            this.checkToken();
            mask(requestToken ?? '');
            const place = `${url}${url?.includes('?') ? '&' : '?'}audience=${_trust_services_fulcio_js__WEBPACK_IMPORTED_MODULE_3__/* .audience */ .hd}`;
            const headers = { authorization: `Bearer ${requestToken}` };
            const answer = (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .documentOf */ .lM)(await (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .askService */ .xE)(ask, place, tokenService, { headers }), place, tokenService);
            const token = answer['value'];
            if (typeof token !== 'string' || token === '')
                throw (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .unusable */ ._P)(place, tokenService, 'there is none in the answer');
            mask(token);
            return readToken(token, place);
        },
        async keep(bundle, { claims, server }) {
            const { GITHUB_API_URL: api = 'https://api.github.com' } = environment;
            const place = `${api}/repos/${claims['repository']}/attestations`;
            const headers = {
                'x-github-api-version': '2022-11-28',
                authorization: `Bearer ${githubToken}`,
            };
            const document = { bundle: JSON.parse(bundle.toString()) };
            const { id } = (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .documentOf */ .lM)(await (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .askService */ .xE)(ask, place, apiService, { headers, document }), place, apiService);
            if (!/^\w{1,40}$/.test((0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .asText */ .e1)(id)))
                throw (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .unusable */ ._P)(place, apiService, 'it has no id');
            return `${server}/${claims['repository']}/attestations/${(0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .asText */ .e1)(id)}`;
        },
    };
}
/** Reads what a token says; who it is from was settled by the request. Fails with SIGNING. */
function readToken(token, place) {
    const fail = (what) => (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .unusable */ ._P)(place, tokenService, what);
    let body;
    try {
        body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(Buffer.from(token.split('.')[1] ?? '', 'base64url'), 'it');
    }
    catch {
        throw fail('it cannot be read');
    }
    const claims = Object.fromEntries(Object.entries((0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) ? body : {}).filter((entry) => typeof entry[1] === 'string'));
    const { iss: issuer = '', sub: subject = '', job_workflow_ref: workflow = '', repository = '', ref = '' } = claims;
    const server = serverOf(issuer);
    if (server === undefined || subject === '' || workflow === '')
        throw fail('it is not that of a job of GitHub Actions');
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
        throw fail('it names no repository');
    const job = { name: `${server}/${workflow}`, repository: `${server}/${repository}`, ref };
    return { token, subject, issuer, ...job, server, claims };
}
/** The address of the GitHub that issued a token; an enterprise may have its own name behind the issuer. */
function serverOf(issuer) {
    if (!URL.canParse(issuer))
        return undefined;
    const { origin, host } = new URL(issuer);
    if (issuer === `${origin}/_services/token`)
        return origin;
    if (!issuer.startsWith(issuers))
        return undefined;
    const name = host.slice('token.actions.'.length);
    return name === 'githubusercontent.com' ? 'https://github.com' : `https://${name}`;
}


/***/ }),

/***/ 3341: // ./lib/modes/send/job-signer.js + 4 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openJob: () => (/* binding */ openJob)
});

// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __webpack_require__(4949);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: ./lib/trust/formats/provenance.js
var provenance = __webpack_require__(4958);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/trust/formats/bundle.js
var bundle = __webpack_require__(7101);
// EXTERNAL MODULE: ./lib/trust/formats/certificate.js
var formats_certificate = __webpack_require__(9686);
// EXTERNAL MODULE: ./lib/trust/formats/dsse.js
var dsse = __webpack_require__(7812);
// EXTERNAL MODULE: ./lib/trust/formats/from-base64.js
var from_base64 = __webpack_require__(4129);
// EXTERNAL MODULE: ./lib/trust/formats/simple-signing.js
var simple_signing = __webpack_require__(8609);
// EXTERNAL MODULE: ./lib/trust/formats/statement.js
var formats_statement = __webpack_require__(9096);
// EXTERNAL MODULE: ./lib/trust/public-key.js
var public_key = __webpack_require__(7867);
// EXTERNAL MODULE: ./lib/trust/services/fulcio.js
var fulcio = __webpack_require__(6903);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/json.js
var json = __webpack_require__(3931);
// EXTERNAL MODULE: ./lib/trust/services/sigstore-client.js
var sigstore_client = __webpack_require__(9057);
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
    const entry = (0,sigstore_client/* documentOf */.lM)(answer, place, service);
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
    const [entry] = Object.values((0,sigstore_client/* documentOf */.lM)(found, place, service));
    const verification = (0,descriptor/* isRecord */.u4)(entry) ? entry['verification'] : undefined;
    if (!(0,descriptor/* isRecord */.u4)(entry) || !(0,descriptor/* isRecord */.u4)(verification) || !(0,descriptor/* isRecord */.u4)(verification['inclusionProof'])) {
        throw (0,sigstore_client/* unusable */._P)(place, service, 'it has no proof that it is in the log');
    }
    const { body, integratedTime, logIndex, logID } = entry;
    const { signedEntryTimestamp, inclusionProof: proof } = verification;
    return { entry: { body, integratedTime, logIndex, logID, signedEntryTimestamp }, proof, place };
}
/** The failure of a log that claims to have every signature already. */
function alwaysThere({ url }) {
    return (0,sigstore_client/* unusable */._P)(url, service, 'the log claims to have each signature already');
}
/** Asks a log; a refusal names its version, and a failure whether the size of the entry may be the reason. */
function askLog(ask, place, { version }, { facts, isLarge = false, ...request }) {
    return (0,sigstore_client/* askService */.xE)(ask, place, service, {
        ...request,
        facts: `a log of version ${version}; ${facts}`,
        topicOf: (status) => (status === 413 || (isLarge && status !== 429) ? 'log-size' : undefined),
    });
}
async function known(ask, { location = '' }, place) {
    // The address is that of the log itself, whatever the answer says.
    const [id] = /[0-9a-f]{64,80}$/.exec(location) ?? [];
    if (id === undefined)
        throw (0,sigstore_client/* unusable */._P)(place, service, 'the log has it already, but does not say where');
    return (0,sigstore_client/* askService */.xE)(ask, `${place}/${id}`, service);
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
    throw (0,sigstore_client/* unusable */._P)(place, service, 'it is not about this signature');
}
/** Writes an entry of Rekor v1 as a bundle has it: https://github.com/sigstore/rekor/blob/main/openapi.yaml */
function bundled({ entry, proof, place }, kind) {
    const hex = (text) => Buffer.from((0,sigstore_client/* asText */.e1)(text), 'hex').toString('base64');
    const { hashes } = proof;
    if (!Array.isArray(hashes))
        throw (0,sigstore_client/* unusable */._P)(place, service, 'its proof has no hashes');
    return {
        logIndex: (0,sigstore_client/* asText */.e1)(entry.logIndex),
        logId: { keyId: hex(entry.logID) },
        kindVersion: { kind, version: '0.0.1' },
        integratedTime: (0,sigstore_client/* asText */.e1)(entry.integratedTime),
        inclusionPromise: { signedEntryTimestamp: entry.signedEntryTimestamp },
        inclusionProof: {
            logIndex: (0,sigstore_client/* asText */.e1)(proof['logIndex']),
            rootHash: hex(proof['rootHash']),
            treeSize: (0,sigstore_client/* asText */.e1)(proof['treeSize']),
            hashes: hashes.map(hex),
            checkpoint: { envelope: (0,sigstore_client/* asText */.e1)(proof['checkpoint']) },
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
    const { body } = await (0,sigstore_client/* askService */.xE)(ask, url, timestamp_service, { document });
    try {
        const { RFC3161Timestamp } = await __webpack_require__.e(/* import() */ 3917).then(__webpack_require__.t.bind(__webpack_require__, 3917, 19));
        const { tstInfo } = RFC3161Timestamp.parse(Buffer.from(body));
        if (tstInfo.messageImprintHashedMessage.equals(hash))
            return body;
    }
    catch (error) {
        throw (0,sigstore_client/* unusable */._P)(url, timestamp_service, `it cannot be read (${(0,errors/* messageOf */.bD)(error)})`, error);
    }
    throw (0,sigstore_client/* unusable */._P)(url, timestamp_service, 'it is of another signature');
}

// EXTERNAL MODULE: ./lib/trust/verify.js + 1 modules
var verify = __webpack_require__(6374);
// EXTERNAL MODULE: ./lib/trust/verify-certificate.js
var verify_certificate = __webpack_require__(5943);
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
            return { evidence: { format: 'bundle', bytes }, logIndex: entry && (0,sigstore_client/* asText */.e1)(entry['logIndex']) };
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
                logIndex: entry && (0,sigstore_client/* asText */.e1)(entry.logIndex),
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
        const start = Date.parse((0,sigstore_client/* asText */.e1)(first));
        const isValid = start <= now.getTime() && !(Date.parse((0,sigstore_client/* asText */.e1)(end)) <= now.getTime());
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
var trust_sign = __webpack_require__(7733);
// EXTERNAL MODULE: ./lib/modes/find/verification.js
var verification = __webpack_require__(9495);
// EXTERNAL MODULE: ./lib/modes/tell/signer-of.js
var signer_of = __webpack_require__(5986);
// EXTERNAL MODULE: ./lib/modes/send/attestations.js
var send_attestations = __webpack_require__(2044);
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
    const [input, topic] = ['signing-config', 'signing-config'];
    if (trustedRoot === undefined) {
        const fail = (0,read_held/* failNamed */.kq)(input, signingConfig, topic);
        throw fail('is given without trusted-root, by which the signatures of these services are judged');
    }
    const held = { folder: workspace, symlinks: 'keep', limit: maxConfigBytes, topic };
    const what = `The file ${JSON.stringify(signingConfig)} of the input ${input}`;
    return parseSigningConfig((0,read_held/* readNamedFile */.wh)(input, signingConfig, held), what);
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

/***/ 6903: // ./lib/trust/services/fulcio.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fp: () => (/* binding */ certify),
/* harmony export */   XR: () => (/* binding */ tokenFacts),
/* harmony export */   d1: () => (/* binding */ isOfJob),
/* harmony export */   hd: () => (/* binding */ audience)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7975);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
/* harmony import */ var _formats_certificate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9686);
/* harmony import */ var _sigstore_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9057);





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
    const answer = await (0,_sigstore_client_js__WEBPACK_IMPORTED_MODULE_3__/* .askService */ .xE)(ask, place, service, { document, facts: tokenFacts(identity) });
    const chain = chainIn((0,_sigstore_client_js__WEBPACK_IMPORTED_MODULE_3__/* .documentOf */ .lM)(answer, place, service));
    const certificate = readLeaf(chain[0] ?? '', place);
    const problem = await problemOf(certificate, { ...identity, publicKey, isLogged }).catch((error) => {
        throw (0,_sigstore_client_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place, service, 'it cannot be read', error);
    });
    if (problem !== undefined)
        throw (0,_sigstore_client_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place, service, problem);
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
        throw (0,_sigstore_client_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place, service, 'it is not a certificate', error);
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

/***/ 9057: // ./lib/trust/services/sigstore-client.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _P: () => (/* binding */ unusable),
/* harmony export */   e1: () => (/* binding */ asText),
/* harmony export */   lM: () => (/* binding */ documentOf),
/* harmony export */   xE: () => (/* binding */ askService)
/* harmony export */ });
/* harmony import */ var _cut_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7399);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3931);




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
function asText(value) {
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


/***/ })

};
