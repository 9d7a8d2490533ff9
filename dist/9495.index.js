export const id = 9495;
export const ids = [9495];
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


/***/ })

};
