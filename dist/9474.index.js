export const id = 9474;
export const ids = [9474];
export const modules = {

/***/ 59474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parsePolicy: () => (/* binding */ parsePolicy)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(42037);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _public_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77867);





const keysOfSigner = {
    key: ['key'],
    github: ['github', 'ref', 'workflow'],
    issuer: ['issuer', 'identity'],
};
const knownKeys = [...Object.values(keysOfSigner).flat(), 'predicate', 'any'];
/** Nobody writes so many, and each is compared with each signature. */
const maxEntries = 50;
/**
 * Reads the YAML of the input `verify`, strictly: a policy that is misunderstood protects from nothing. Fails with
 * INVALID_INPUT.
 *
 * @param readKey reads a file with a public key
 */
function parsePolicy(yaml, readKey) {
    const fail = (what, topic) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input verify ${what}`, { topic: topic ?? 'policy' });
    const list = readYaml(yaml, fail);
    if (!Array.isArray(list))
        throw fail('is neither none nor a YAML list of signers');
    if (list.length === 0)
        throw fail('has no entries: write none to require no signature');
    if (list.length > maxEntries)
        throw fail(`has more than ${maxEntries} entries`);
    return list.map((entry, index) => {
        const failEntry = (what, topic) => fail(`has an error in entry ${index + 1}: ${what}`, topic);
        const any = alternativesIn(entry, failEntry).map((each) => readWanted(each, readKey, failEntry));
        return { number: index + 1, label: any.map(({ label }) => label).join(' or '), any };
    });
}
/** All scalars stay texts: an unquoted `ref` or `identity` is never a number. */
function readYaml(yaml, fail) {
    // Not `silent`, which would drop a second document without a word.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(yaml, { schema: 'failsafe', prettyErrors: false, logLevel: 'error' });
    const [error] = document.errors;
    if (error)
        throw fail(`is not valid YAML: ${error.message.split(/: |\n/)[0]}`);
    try {
        return document.toJS({ maxAliasCount: 10 });
    }
    catch {
        throw fail('is not YAML that can be read: leave out its aliases');
    }
}
function alternativesIn(entry, fail) {
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(entry) || !Object.hasOwn(entry, 'any'))
        return [entry];
    const { any, ...others } = entry;
    const [other] = Object.keys(others);
    if (other !== undefined)
        throw fail(`${other} cannot stand next to any: write it in the entries of any`);
    if (!Array.isArray(any) || any.length === 0)
        throw fail('any must be a list with at least one entry');
    if (any.length > maxEntries)
        throw fail(`any has more than ${maxEntries} entries`);
    if (any.some((each) => (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(each) && Object.hasOwn(each, 'any')))
        throw fail('any cannot be nested');
    return any;
}
function readWanted(entry, readKey, fail) {
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(entry))
        throw fail('it is not a mapping such as key: FILE');
    for (const [key, value] of Object.entries(entry)) {
        if (!knownKeys.some((known) => known === key)) {
            const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .p)(key, knownKeys);
            throw fail(`unknown field ${JSON.stringify(key)}: ${near ? `did you mean ${near}?` : `known are ${knownKeys.join(', ')}`}`);
        }
        if (typeof value !== 'string' || value.trim() === '')
            throw fail(`${key} is empty or not a string`);
    }
    const texts = entry;
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
        return { kind, key: (0,_public_key_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePublicKey */ .ee)(isPem ? key : readKey(key), (what) => fail(`${name} ${what}`, 'public-key')) };
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
