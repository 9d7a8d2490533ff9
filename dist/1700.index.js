export const id = 1700;
export const ids = [1700];
export const modules = {

/***/ 51700:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   globFiles: () => (/* binding */ globFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14006);
/* harmony import */ var tinyglobby__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(73382);
/* harmony import */ var _disk_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17469);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(452);







/** A `*` matches no name that begins so, since it becomes a `.` of a regular expression; such a file would be missing. */
const lineBreak = /^[\n\r\u2028\u2029]/;
const lineBreaks = /[\n\r\u2028\u2029]/g;
/**
 * Lists the files that a pattern matches, hidden ones too, as absolute paths. As in a shell, a linked file is taken,
 * but a wildcard does not go through a linked folder: that could lead in circles, out of the workspace, or take
 * everything twice. Folders named `.git` are left out: a pull would refuse what is in them. Fails with INVALID_INPUT
 * for a folder that cannot be read, and for a name that the pattern means but cannot match.
 */
async function globFiles(pattern, workspace) {
    const failures = [];
    const unmatched = [];
    const { base, rest } = splitPattern(pattern);
    const start = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, base);
    let isBase = true;
    const list = (folder, _, done) => {
        // A base that is missing matches nothing; deeper down, what was listed a moment ago must be readable.
        const mayBeMissing = isBase;
        isBase = false;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder, { withFileTypes: true }, async (error, entries = []) => {
            const isMissing = error !== null && ['ENOENT', 'ENOTDIR'].includes((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCodeOf */ .c7)(error));
            if (error !== null && !(isMissing && mayBeMissing))
                failures.push({ folder, error });
            for (const { name } of entries)
                if (lineBreak.test(name))
                    unmatched.push((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(start, folder, name));
            const wanted = entries.filter((entry) => entry.name !== '.git' || !entry.isDirectory());
            done(null, await Promise.all(wanted.map((entry) => withLinkedFile(folder, entry))));
        });
    };
    const names = await (0,tinyglobby__WEBPACK_IMPORTED_MODULE_5__/* .glob */ .TI)(rest, {
        // With the folders that a pattern starts with, since tinyglobby would lose the server of a path such as
        // //server/share.
        cwd: start,
        dot: true,
        expandDirectories: false,
        absolute: true,
        followSymbolicLinks: false,
        fs: { readdir: list },
    });
    const [failure] = failures;
    if (failure) {
        const { folder, error } = failure;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The folder ${JSON.stringify((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, folder))} of the input files cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCodeOf */ .c7)(error)}`, { cause: error });
    }
    const isMatch = picomatch__WEBPACK_IMPORTED_MODULE_6__(rest, { dot: true });
    const missed = unmatched.find((path) => isMatch((0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .toSlashes */ .T)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(start, path)).replace(lineBreaks, '_')));
    if (missed !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(missed)} of the input files has control characters`);
    }
    return names.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(name));
}
/** Splits a pattern into the folders that it starts with, as a path, and a pattern below them. */
function splitPattern(pattern) {
    const { base, glob: rest } = picomatch__WEBPACK_IMPORTED_MODULE_6__.scan(pattern);
    // At the start of a pattern, a `!` would turn it round.
    return { base: base.replace(/\\(.)/g, '$1'), rest: rest.replace(/^!(?!\()/, '\\!') };
}
/** Shows a link as a file unless it leads to a folder; a broken one too, so that reading it says so. */
async function withLinkedFile(folder, entry) {
    if (!entry.isSymbolicLink())
        return entry;
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, entry.name)).catch(() => undefined);
    if (target?.isDirectory())
        return entry;
    return Object.assign(Object.create(entry), { name: entry.name, isFile: () => true, isSymbolicLink: () => false });
}


/***/ })

};
