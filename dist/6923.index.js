export const id = 6923;
export const ids = [6923];
export const modules = {

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

/***/ 46923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openPrivateKey: () => (/* binding */ openPrivateKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73931);
/* harmony import */ var _formats_from_base64_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84129);
/* harmony import */ var _public_key_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77867);






/** How cosign names a key that it encrypted; the second name is that of old versions. */
const cosignPem = /-----BEGIN ENCRYPTED (SIGSTORE|COSIGN) PRIVATE KEY-----([\s\S]*?)-----END ENCRYPTED \1 PRIVATE KEY-----/;
/** Cosign's own numbers are 65536 (32768 before), 8 and 1: 64 MiB of memory. */
const most = { N: 2 ** 18, r: 8, p: 4 };
const maxKeyBytes = 16 * 1024;
/**
 * Opens a private key: as cosign encrypts it, or in PEM as OpenSSL has it. Fails with INVALID_INPUT; no message quotes
 * anything of the key.
 */
async function openPrivateKey(pem, password) {
    const sealed = cosignPem.exec(pem)?.[2];
    const key = sealed === undefined ? readPem(pem, password) : await openCosignKey(sealed, password);
    const problem = (0,_public_key_js__WEBPACK_IMPORTED_MODULE_5__/* .problemOfKey */ .q6)(key);
    if (problem !== undefined)
        throw failed(problem, { topic: 'sign-key' });
    return key;
}
function readPem(pem, password) {
    const [, kind] = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem) ?? [];
    if (!kind?.endsWith('PRIVATE KEY')) {
        throw failed(kind === undefined ? 'is not a key in PEM' : `is a ${kind}, not a private key`, {
            topic: 'sign-key',
        });
    }
    if (/ (?:SIGSTORE|COSIGN) /.test(kind))
        throw failed('is cut off: its last line is missing', { topic: 'sign-key' });
    const isEncrypted = kind.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(pem);
    if (isEncrypted && password === '')
        throw noPassword();
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: pem, passphrase: password });
    }
    catch {
        throw isEncrypted ? wrongPassword() : failed('is not a private key that can be read', { topic: 'sign-key' });
    }
}
/**
 * Opens a key as cosign encrypts it: JSON in base64, with a NaCl box whose key scrypt makes of the password, around
 * PKCS #8 (sigstore/pkg/cryptoutils, secure-systems-lab/go-securesystemslib `encrypted`).
 */
async function openCosignKey(sealed, password) {
    const { box, nonce, salt, cost } = readSealed(sealed);
    const [{ openSecretbox }, key] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(6382), __webpack_require__.e(807)]).then(__webpack_require__.bind(__webpack_require__, 70807)), derive(password, salt, cost)]);
    const der = openSecretbox(box, key, nonce);
    // An empty password is one too: where nobody is asked for it, cosign takes it from a variable.
    if (!der)
        throw password === '' ? noPassword() : wrongPassword();
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: der, format: 'der', type: 'pkcs8' });
    }
    catch {
        throw failed('decrypts to something that is not a private key', { topic: 'sign-key' });
    }
}
function readSealed(sealed) {
    const fail = (what) => failed(`is not a key as cosign encrypts it: ${what}`, { topic: 'sign-key' });
    try {
        const bytes = (0,_formats_from_base64_js__WEBPACK_IMPORTED_MODULE_4__/* .fromBase64 */ .E)(sealed.replace(/\s/g, ''), 'its text');
        if (bytes.byteLength > maxKeyBytes)
            throw fail('it is too long');
        const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(bytes, 'its text');
        const { kdf, cipher, ciphertext } = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(body) ? body : {};
        if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(kdf) || kdf['name'] !== 'scrypt' || !(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(kdf['params']))
            throw fail('it does not use scrypt');
        if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(cipher) || cipher['name'] !== 'nacl/secretbox')
            throw fail('it does not use nacl/secretbox');
        const { N, r, p } = kdf['params'];
        const isWithin = (value, limit) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= limit;
        // They come from the key: they are checked before memory is taken for them.
        if (!isWithin(N, most.N) || !isWithin(r, most.r) || !isWithin(p, most.p) || N < 2 || (N & (N - 1)) !== 0) {
            throw fail('the cost of its scrypt is not one that is used');
        }
        const nonce = (0,_formats_from_base64_js__WEBPACK_IMPORTED_MODULE_4__/* .fromBase64 */ .E)(cipher['nonce'], 'its nonce');
        if (nonce.byteLength !== 24)
            throw fail('its nonce is not of 24 bytes');
        return {
            box: (0,_formats_from_base64_js__WEBPACK_IMPORTED_MODULE_4__/* .fromBase64 */ .E)(ciphertext, 'its content'),
            nonce,
            salt: (0,_formats_from_base64_js__WEBPACK_IMPORTED_MODULE_4__/* .fromBase64 */ .E)(kdf['salt'], 'its salt'),
            cost: { N, r, p },
        };
    }
    catch (error) {
        throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf && error.code !== 'INVALID_INPUT' ? fail(error.message) : error;
    }
}
function derive(password, salt, { N, r, p }) {
    // What scrypt takes, and room for what OpenSSL counts beside it.
    const options = { N, r, p, maxmem: 128 * r * (N + p + 2) + 1024 * 1024 };
    return new Promise((settle, reject) => {
        (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.scrypt)(password, salt, 32, options, (error, key) => (error ? reject(error) : settle(key)));
    });
}
function failed(what, facts = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input sign-key ${what}`, facts);
}
function noPassword() {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', 'The input sign-key is encrypted, and sign-key-password is empty', {
        topic: 'sign-key-password',
    });
}
function wrongPassword() {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', 'The password in sign-key-password does not open sign-key', {
        topic: 'sign-key-password',
    });
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


/***/ })

};
