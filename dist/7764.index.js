export const id = 7764;
export const ids = [7764];
export const modules = {

/***/ 62044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ piecesOf),
/* harmony export */   a: () => (/* binding */ readAttestations)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3474);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(42037);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73931);
/* harmony import */ var _trust_formats_provenance_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14958);
/* harmony import */ var _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29096);









const maxFileBytes = 16 * 1024 * 1024;
/** Of the JSON without its spaces: with base64 and what proves it, a bundle is then within the 1 MiB that `verify` reads. */
const maxPredicateBytes = 720 * 1024;
/**
 * Reads the lines of the input `attest`, and the files that they name, before anything is sent: `provenance`,
 * `sbom=FILE`, or the URI of a type with `=FILE`. Fails with INVALID_INPUT.
 */
function readAttestations(lines, workspace) {
    const all = lines.map((line) => {
        const [name = '', ...rest] = line.split('=');
        const file = rest.join('=').trim();
        const label = name.trim();
        if (label === 'provenance' && rest.length === 0)
            return { kind: 'provenance' };
        if (label !== 'sbom' && !isType(label))
            throw unknownLine(line, label);
        if (label === _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_5__/* .signaturePredicate */ .oo)
            throw fail(line, 'has the type of a plain signature: set sign');
        if (file === '')
            throw fail(line, 'names no file: write it after a =');
        return { kind: 'file', label, claim: readClaim(label, file, workspace) };
    });
    const types = all.map((each) => (each.kind === 'file' ? each.claim.predicateType : _trust_formats_provenance_js__WEBPACK_IMPORTED_MODULE_6__/* .provenanceType */ .wy));
    const twice = types.findIndex((type, index) => types.indexOf(type) !== index);
    // Who asks for the type would get either.
    if (twice >= 0)
        throw fail(lines[twice] ?? '', 'asks for a type that another line already asks for');
    return all;
}
/** The attestations of files, which do not depend on who signs. */
function piecesOf(attestations) {
    return attestations.flatMap((each) => each.kind === 'file' ? [{ format: 'bundle', claim: each.claim, label: each.label }] : []);
}
function isType(label) {
    return URL.canParse(label) && label.includes('://');
}
function unknownLine(line, label) {
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_7__/* .nearest */ .p)(label, ['provenance', 'sbom']);
    const hint = near ? `did you mean ${near}?` : 'known are provenance, sbom=FILE, and the URI of a type with =FILE';
    return fail(line, `is not known: ${hint}`);
}
function fail(line, what, facts = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The line ${JSON.stringify(line)} of the input attest ${what}`, {
        topic: 'attestation',
        ...facts,
    });
}
const tooLarge = `is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_8__/* .formatBytes */ .z)(maxPredicateBytes)}, so verify would not read it: attach it with mode: attach`;
function readClaim(label, file, workspace) {
    const failFile = (what, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(file)} of the input attest ${what}`, {
        topic: 'attestation',
        ...facts,
    });
    const held = { folder: workspace, symlinks: 'keep', limit: maxFileBytes, fail: failFile };
    const bytes = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, file), held);
    let predicate;
    try {
        predicate = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(bytes, 'it');
    }
    catch (error) {
        throw failFile((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .up)(error, 'TOO_LARGE') ? tooLarge : `is not JSON: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`);
    }
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .isRecord */ .u4)(predicate))
        throw failFile('is not a JSON object');
    if (Buffer.byteLength(JSON.stringify(predicate)) > maxPredicateBytes)
        throw failFile(tooLarge);
    if (label !== 'sbom')
        return { predicateType: label, predicate };
    const predicateType = typeOfSbom(predicate);
    if (predicateType !== undefined)
        return { predicateType, predicate };
    throw failFile('is neither SPDX 2 nor CycloneDX in JSON: write the URI of its type in the place of sbom');
}
/** The types under which actions/attest-sbom and cosign publish an SBOM. */
function typeOfSbom({ spdxVersion, bomFormat }) {
    const [, version] = /^SPDX-(\d+\.\d+)$/.exec(typeof spdxVersion === 'string' ? spdxVersion : '') ?? [];
    if (version !== undefined)
        return `https://spdx.dev/Document/v${version}`;
    return bomFormat === 'CycloneDX' ? 'https://cyclonedx.org/bom' : undefined;
}


/***/ }),

/***/ 77764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSigning: () => (/* binding */ openSigning),
/* harmony export */   tellUntouched: () => (/* binding */ tellUntouched)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _contract_read_value_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53883);
/* harmony import */ var _attestations_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62044);





const maxKeyBytes = 64 * 1024;
/**
 * Checks all that can be checked before anything is sent: whether the key opens, the job may have a token, and the files
 * of `attest` can be read. Fails with INVALID_INPUT, or SIGNING without a token. Undefined where nothing is to be signed;
 * then the code for it is not loaded.
 */
async function openSigning(inputs, { dryRun, trustedRoot }, reach) {
    checkInputs(inputs);
    if (inputs.sign === 'none' && inputs.attest.length === 0)
        return undefined;
    const { log, learn, signal, workspace } = reach;
    const asked = (0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .readAttestations */ .a)(inputs.attest, workspace);
    const open = inputs.sign === 'key'
        ? await openKey(inputs, asked, reach)
        : await (await Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3341)]).then(__webpack_require__.bind(__webpack_require__, 13341))).openJob(inputs, trustedRoot, asked, reach);
    const { lookFor, signManifest } = await __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733));
    const all = [];
    const urls = [];
    const sign = async (store, subject, repository, within = signal) => {
        const name = `${repository}@${subject.digest}`;
        const work = async () => {
            const { hand, pieces, keep } = await open();
            const done = await (dryRun ? lookFor : signManifest)(hand, pieces, store, subject, within);
            return { hand, keep, ...done };
        };
        const { hand, keep, signatures, added, attestations, unwritten } = await work().catch((error) => {
            if (!dryRun)
                log.warning(`${name} is there, but not all of its signatures are, so no tag was moved to it`);
            throw error;
        });
        for (const why of unwritten)
            log.warning(`${name} is signed in one format only, which fewer programs find: ${why}`);
        tellSigned(log, name, hand.label, added, dryRun);
        const own = signatures.map((each) => ({ ...each, ...hand.signer, reference: name }));
        all.push(...own);
        learn({ signatures: all });
        if (keep)
            urls.push(...(await keepAll(attestations, keep, log, within)));
        if (urls.length > 0)
            learn({ attestationUrls: urls });
        return { signatures: own, isChanged: added.length > 0 };
    };
    const hasSigned = async (store, subject) => {
        const { hand, pieces } = await open();
        return (await lookFor(hand, pieces, store, subject, signal)).signatures.length > 0;
    };
    return { sign, hasSigned };
}
/** Refuses what would not do what it says. */
function checkInputs({ sign, signKey, attest, signatureFormat, signingConfig }) {
    const fail = (what, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', what, facts);
    if (sign !== 'key' && signKey !== '')
        throw fail('The input sign-key is given without sign: key');
    if (signingConfig !== undefined && (sign === 'key' || (sign === 'none' && attest.length === 0))) {
        throw fail('The input signing-config is given without sign: keyless or attest');
    }
    if (sign === 'key' && signKey === '') {
        throw fail('The input sign-key is empty: is the secret set?', { topic: 'missing-secret' });
    }
    if (attest.length > 0 && sign !== 'none' && signatureFormat === 'legacy') {
        // Cosign 3 and Flux 2.8 look at bundles alone as soon as there is one.
        throw fail('The input attest cannot be combined with signature-format "legacy": newer readers would no longer see the signature');
    }
}
function tellSigned(log, name, label, added, isDryRun) {
    const what = added.map((piece) => piece.label).join(', ');
    if (added.length === 0)
        log.info(`Already signed by ${label}: ${name}`);
    else
        log.info(isDryRun ? `Would sign ${name} (${what})` : `Signed: ${name} by ${label} (${what})`);
}
/** Where GitHub refuses an attestation. */
const permissionHint = '. Give the job permissions: attestations: write; private repositories need GitHub Enterprise Cloud';
/** Gives attestations to GitHub too, where its own tools look first; the registry has them whatever comes of it. */
async function keepAll(bundles, keep, log, signal) {
    const urls = [];
    for (const bundle of bundles) {
        try {
            const url = await keep(bundle);
            log.info(`Attestation: ${url}`);
            urls.push(url);
        }
        catch (error) {
            signal.throwIfAborted();
            const hint = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .up)(error, 'SIGNING') && error.topic === 'attestation' ? permissionHint : '';
            log.warning(`GitHub does not list the attestation, which is in the registry: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}${hint}`);
            break;
        }
    }
    return urls;
}
/** Opens the key of the input `sign-key`; fails with INVALID_INPUT. */
async function openKey({ signKey, signKeyPassword, signatureFormat }, attestations, { workspace, mask }) {
    if (attestations.some(({ kind }) => kind === 'provenance')) {
        const what = 'attest: provenance cannot be combined with sign: key: a provenance is made from the token of the job';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', what, { topic: 'provenance' });
    }
    const [{ openPrivateKey }, { keyHand }, { signatureIn }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6923).then(__webpack_require__.bind(__webpack_require__, 46923)),
        Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3001)]).then(__webpack_require__.bind(__webpack_require__, 33001)),
        __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733)),
    ]);
    const hand = keyHand(await openPrivateKey(readKey(signKey, workspace, mask), signKeyPassword));
    const pieces = [...signatureIn(signatureFormat), ...(0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .X)(attestations)];
    return async () => ({ hand, pieces });
}
/** Says that what a tag leads to, and goes on leading to, is not what this step vouches for. */
function tellUntouched(log, name, ways) {
    if (ways.length > 0)
        log.notice(`${name} stays where it is: this step has not ${ways.join(' or ')} it`);
}
/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey, workspace, mask) {
    if (signKey.includes('-----BEGIN'))
        return signKey;
    const fail = (what, facts) => (0,_contract_read_value_js__WEBPACK_IMPORTED_MODULE_3__/* .isKeyPath */ .x3)(signKey)
        ? new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(signKey)} of the input sign-key ${what}`, facts)
        : new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', 'The input sign-key is neither a private key in PEM nor the path of a file', {
            topic: 'sign-key',
        });
    const held = { folder: workspace, symlinks: 'keep', limit: maxKeyBytes };
    const pem = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, signKey), { ...held, fail }).toString();
    mask(pem);
    return pem;
}


/***/ }),

/***/ 14958:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ provenanceOf),
/* harmony export */   Yg: () => (/* binding */ claimsOfProvenance),
/* harmony export */   wy: () => (/* binding */ provenanceType)
/* harmony export */ });
/** The type of a provenance: https://slsa.dev/spec/v1.1/provenance */
const provenanceType = 'https://slsa.dev/provenance/v1';
/** What a provenance takes from the token. */
const claimsOfProvenance = [
    'repository',
    'repository_id',
    'repository_owner_id',
    'ref',
    'sha',
    'workflow_ref',
    'job_workflow_ref',
    'event_name',
    'run_id',
    'run_attempt',
    'runner_environment',
];
/**
 * Writes the provenance of what a job made, SLSA v1, field by field as actions/attest does
 * (actions/toolkit, `packages/attest/src/provenance.ts`): by the claims of the token alone, since earlier steps can
 * change what is in the environment.
 *
 * @param server address of the GitHub that runs the job
 */
function provenanceOf(claims, server) {
    const repository = `${server}/${claims.repository}`;
    const [path, ...ref] = claims.workflow_ref.replace(`${claims.repository}/`, '').split('@');
    return {
        predicateType: provenanceType,
        predicate: {
            buildDefinition: {
                buildType: 'https://actions.github.io/buildtypes/workflow/v1',
                externalParameters: { workflow: { ref: ref.join('@'), repository, path } },
                internalParameters: {
                    github: {
                        event_name: claims.event_name,
                        repository_id: claims.repository_id,
                        repository_owner_id: claims.repository_owner_id,
                        runner_environment: claims.runner_environment,
                    },
                },
                resolvedDependencies: [{ uri: `git+${repository}@${claims.ref}`, digest: { gitCommit: claims.sha } }],
            },
            runDetails: {
                builder: { id: `${server}/${claims.job_workflow_ref}` },
                metadata: { invocationId: `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}` },
            },
        },
    };
}


/***/ })

};
