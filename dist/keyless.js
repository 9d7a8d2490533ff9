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
    let body;
    try {
        body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(Buffer.from(token.split('.')[1] ?? '', 'base64url'), 'it');
    }
    catch {
        throw (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .unusable */ ._P)(place, tokenService, 'it cannot be read');
    }
    const claims = Object.fromEntries(Object.entries((0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) ? body : {}).filter((entry) => typeof entry[1] === 'string'));
    const { iss: issuer = '', sub: subject = '', job_workflow_ref: workflow = '', repository = '', ref = '' } = claims;
    const server = serverOf(issuer);
    if (server === undefined || subject === '' || workflow === '')
        throw (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .unusable */ ._P)(place, tokenService, 'it is not that of a job of GitHub Actions');
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
        throw (0,_trust_services_sigstore_client_js__WEBPACK_IMPORTED_MODULE_4__/* .unusable */ ._P)(place, tokenService, 'it names no repository');
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
