export const id = 2071;
export const ids = [2071];
export const modules = {

/***/ 12071:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readRegistryAuth: () => (/* binding */ readRegistryAuth)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _tell_mask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24358);




const textKeys = ['registry', 'username', 'password', 'identity-token', 'token', 'ca-file'];
const flagKeys = ['insecure', 'plain-http'];
const secretKeys = ['password', 'identity-token', 'token'];
/** Reads the YAML of `registry-auth`, strictly. Messages never quote it: it holds secrets. */
function readRegistryAuth(yaml) {
    const counter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(yaml, { lineCounter: counter, logLevel: 'error' });
    const fail = (what, topic = 'registry-auth') => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input registry-auth ${what}`, { topic });
    const [error] = document.errors;
    const list = error ? undefined : toList(document);
    if (!Array.isArray(list)) {
        // Without a readable structure, every line may be a secret.
        for (const line of yaml.split('\n'))
            (0,_tell_mask_js__WEBPACK_IMPORTED_MODULE_3__/* .mask */ .d)(line.replace(/^[\s-]*[\w-]+:\s*/, '').replace(/^["']|["']\s*$/g, ''));
        throw fail(error ? `is not valid YAML in line ${counter.linePos(error.pos[0]).line}` : 'is not a YAML list');
    }
    for (const entry of list.filter(_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)) {
        for (const key of secretKeys)
            if (entry[key] != null)
                (0,_tell_mask_js__WEBPACK_IMPORTED_MODULE_3__/* .mask */ .d)(String(entry[key]));
    }
    return list.map((entry, index) => readEntry(entry, (what, topic) => fail(`has an error in entry ${index + 1}: ${what}`, topic)));
}
/** A list of few credentials needs no aliases; a document with many of them is a trap. */
function toList(document) {
    try {
        return document.toJS({ maxAliasCount: 10 });
    }
    catch {
        return undefined;
    }
}
function readEntry(entry, fail) {
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(entry))
        throw fail('no keys and values');
    for (const [key, value] of Object.entries(entry)) {
        const isText = textKeys.some((known) => known === key);
        const isFlag = flagKeys.some((known) => known === key);
        if (!isText && !isFlag)
            throw fail(`an unknown key; known are ${[...textKeys, ...flagKeys].join(', ')}`);
        // YAML reads an unquoted 123 as a number, and 0123 as another number.
        if (isText && typeof value !== 'string')
            throw fail(`a ${key} that is not text: put it in quotes`);
        if (isFlag && typeof value !== 'boolean')
            throw fail(`a ${key} that is not true or false`);
    }
    const get = (key) => entry[key];
    const registry = get('registry')
        ?.replace(/^oci:\/\//, '')
        .replace(/\/+$/, '');
    if (!registry)
        throw fail('no registry');
    const [scheme] = /^https?:\/\//i.exec(registry) ?? [];
    if (scheme)
        throw fail(`a registry that begins with ${scheme.toLowerCase()} (leave it out)`);
    const slash = registry.indexOf('/');
    const [username, password] = [get('username'), get('password')];
    if ((username === undefined) !== (password === undefined) || password === '') {
        throw fail('a username without a password, or the reverse: is the secret set?', 'missing-secret');
    }
    if (username && password)
        (0,_tell_mask_js__WEBPACK_IMPORTED_MODULE_3__/* .mask */ .d)(Buffer.from(`${username}:${password}`).toString('base64'));
    const identityToken = get('identity-token');
    const token = get('token');
    return {
        host: (slash < 0 ? registry : registry.slice(0, slash)).toLowerCase(),
        path: slash < 0 ? '' : registry.slice(slash + 1),
        credentials: username !== undefined && password !== undefined
            ? { username, password }
            : identityToken
                ? { identityToken }
                : token
                    ? { token }
                    : undefined,
        caFile: get('ca-file'),
        insecure: entry['insecure'],
        plainHttp: entry['plain-http'],
    };
}


/***/ })

};
