export const id = 7084;
export const ids = [7084];
export const modules = {

/***/ 97084:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createJob: () => (/* binding */ createJob)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73931);
/* harmony import */ var _trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81078);




const tokenService = { what: 'The token service of GitHub', thing: 'token', topic: 'id-token' };
const apiService = { what: 'The API of GitHub', thing: 'entry for an attestation', topic: 'attestation' };
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('SIGNING', 'Signing without a key needs an OIDC token, and this job may not ask for one', {
                topic: 'id-token',
            });
        },
        async identity() {
            this.checkToken();
            mask(requestToken ?? '');
            const place = `${url}${url?.includes('?') ? '&' : '?'}audience=sigstore`;
            const headers = { authorization: `Bearer ${requestToken}` };
            const answer = (0,_trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .documentOf */ .lM)(await (0,_trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .askService */ .xE)(ask, place, tokenService, { headers }), place, tokenService);
            const token = answer['value'];
            if (typeof token !== 'string' || token === '')
                throw (0,_trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place, tokenService, 'there is none in the answer');
            mask(token);
            return readToken(token, place);
        },
        async keep(bundle, { claims, server }) {
            const { GITHUB_API_URL: api = 'https://api.github.com' } = environment;
            const place = `${api}/repos/${claims['repository']}/attestations`;
            const headers = {
                ...{ accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
                authorization: `Bearer ${githubToken}`,
            };
            const document = { bundle: JSON.parse(bundle.toString()) };
            const { id } = (0,_trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .documentOf */ .lM)(await (0,_trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .askService */ .xE)(ask, place, apiService, { headers, document }), place, apiService);
            if (!/^\w{1,40}$/.test((0,_trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b6)(id)))
                throw (0,_trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place, apiService, 'it has no id');
            return `${server}/${claims['repository']}/attestations/${(0,_trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b6)(id)}`;
        },
    };
}
/** Reads what a token says; who it is from was settled by the request. Fails with SIGNING. */
function readToken(token, place) {
    const fail = (what) => (0,_trust_services_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .unusable */ ._P)(place, tokenService, what);
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
async function askService(ask, url, service, options = {}) {
    const { accepted = [200, 201], ...sent } = options;
    const host = URL.canParse(url) ? new URL(url).host : url;
    const answer = await ask(url, { what: service.what, ...sent }).catch((error) => {
        // Of a registry, the same codes have other remedies.
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf) || (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'CANCELLED', 'INVALID_INPUT'))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('SIGNING', `${host} gave no ${service.thing}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, {
            cause: error,
            topic: 'signing-service',
        });
    });
    if (accepted.includes(answer.status))
        return answer;
    const words = wordsOf(answer.body);
    const article = /^[aeiou]/.test(service.thing) ? 'an' : 'a';
    const verb = answer.status >= 500 ? 'gave no' : `refused ${article}`;
    // 409: it is there, by a request whose answer was lost; another signature is another entry.
    const isPassing = answer.status >= 500 || answer.status === 429 || answer.status === 409;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('SIGNING', `${host} ${verb} ${service.thing}: ${answer.status}${words && `, ${words}`}`, {
        topic: isPassing ? 'signing-service' : service.topic,
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


/***/ })

};
