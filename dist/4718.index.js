export const id = 4718;
export const ids = [4718];
export const modules = {

/***/ 82342:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ describeFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _disk_open_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46580);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9501);




/** Small files are described one after the other, each to its end: they need memory once. */
let memory;
/**
 * Reads a file once and describes it; fails with INVALID_INPUT, naming the file and `input`, when it is none or
 * cannot be read. The digest has the algorithm of `like`. `onBytes` is told of the bytes that are read of a large file.
 */
async function describeFile(path, mediaType, input, { signal, like, onBytes = () => { }, } = {}) {
    const fail = (what, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(path)} of the input ${input} ${what}`, facts);
    const hash = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .startHash */ .LC)(like);
    let size = 0;
    const described = (mode) => ({
        descriptor: { mediaType, digest: hash.finish(), size },
        isExecutable: (mode & 0o111) !== 0 && process.platform !== 'win32',
    });
    try {
        signal?.throwIfAborted();
        memory ??= (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_1__/* .smallFileBuffer */ .WI)();
        const small = (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readSmallFile */ .EW)(path, { into: memory });
        if (small) {
            hash.update(small.bytes);
            size = small.bytes.byteLength;
            return described(small.mode);
        }
        // A FIFO or a device: it has no content of its own.
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path);
        if (!found.isFile())
            throw fail('is not a regular file');
        for await (const chunk of await (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_1__/* .openFile */ .Tq)(path, signal)()) {
            hash.update(chunk);
            size += chunk.byteLength;
            onBytes(chunk.byteLength);
        }
        return described(found.mode);
    }
    catch (error) {
        signal?.throwIfAborted();
        const reason = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf ? error.cause : error);
        throw reason === '' ? error : fail(`cannot be read: ${reason}`, { cause: error });
    }
}


/***/ }),

/***/ 53017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lY: () => (/* binding */ findFiles),
  fg: () => (/* binding */ isGlob),
  jN: () => (/* binding */ matcher),
  x2: () => (/* binding */ readExclude),
  $J: () => (/* binding */ splitMediaType),
  _N: () => (/* binding */ statOf)
});

// UNUSED EXPORTS: matcherOfExclude

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
// EXTERNAL MODULE: ./lib/disk/held-to.js
var held_to = __webpack_require__(65858);
// EXTERNAL MODULE: ./lib/disk/paths.js
var disk_paths = __webpack_require__(17469);
// EXTERNAL MODULE: ./lib/disk/title.js
var disk_title = __webpack_require__(92423);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(50261);
;// CONCATENATED MODULE: ./lib/artifact/files/name-case.js




/**
 * Tells whether two names that differ in case are one file where a folder is: always on Windows, mostly on macOS, and
 * seldom on Linux.
 */
async function ignoresCase(folder, isWindows = process.platform === 'win32') {
    if (isWindows)
        return true;
    const name = (0,external_node_path_.basename)(folder);
    const swapped = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
    if (swapped === name)
        return false;
    const [one, other] = await Promise.all([name, swapped].map((inner) => (0,promises_.stat)((0,external_node_path_.join)((0,external_node_path_.dirname)(folder), inner)).catch(() => undefined)));
    return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}
/**
 * Writes a path below a folder in the letters that it has on the disk; another path stays as it is.
 *
 * @param names what is in folders that were read before
 */
async function pathOnDisk(path, folder, names) {
    const below = (0,disk_paths/* pathBelow */.B)(folder, path);
    if (below === undefined)
        return path;
    let found = folder;
    for (const part of below.split('/')) {
        const there = names.get(found) ?? (await (0,promises_.readdir)(found).catch(() => []));
        names.set(found, there);
        const own = there.includes(part) ? part : there.find((name) => (0,disk_title/* foldedPath */.kV)(name) === (0,disk_title/* foldedPath */.kV)(part));
        found = (0,external_node_path_.join)(found, own ?? part);
    }
    return found;
}

// EXTERNAL MODULE: ./lib/artifact/files/own-name.js
var own_name = __webpack_require__(95928);
// EXTERNAL MODULE: ./lib/artifact/files/why-nothing.js
var why_nothing = __webpack_require__(71484);
;// CONCATENATED MODULE: ./lib/artifact/files/find-files.js












/**
 * Finds the files that the lines of the input `files` name: `path`, `glob` or `!glob`, the former two with an optional
 * `:media/type` at the end. Lines work in their order, so that a later one can take back what an earlier one did, or
 * give a file another media type. A directory that a line names is taken as a whole; patterns find files only. Files of
 * one line are sorted by path. Fails with INVALID_INPUT for what cannot be packed.
 */
async function findFiles(lines, options) {
    const found = new Map();
    const excludes = [];
    for (const line of lines.map((one) => (0,own_name/* ownLine */.D)(one, options.workspace))) {
        if (line.startsWith('!')) {
            const exclude = await readExclude(line, options.workspace);
            excludes.push(exclude);
            for (const [path, file] of found) {
                if (exclude.takesOut(path))
                    found.delete(path);
                else
                    file.excludes?.push(exclude);
            }
            continue;
        }
        const { pattern, mediaType } = await splitMediaType(line, options.workspace);
        const files = await findLine(pattern, line, options);
        for (const file of await pathsOnDisk(files, options.workspace)) {
            if (mediaType !== undefined)
                found.set(file.path, { ...file, mediaType });
            else if (!found.has(file.path))
                found.set(file.path, file);
        }
    }
    // What was taken out again, or is hidden, may be anywhere; what remains must be in its place.
    const files = [...found.values()].map((candidate) => ({ ...candidate, title: titleOf(candidate, options) }));
    checkLinks(found.keys(), options);
    const pending = new Set(files.flatMap((file) => file.excludes ?? []));
    for (const exclude of excludes)
        if (!exclude.isUsed && !pending.has(exclude))
            options.onUseless(exclude.line);
    return files;
}
/** Gives files the names they have on the disk, where the line may have them in other letters. */
async function pathsOnDisk(files, workspace) {
    if (!(await ignoresCase(workspace)))
        return files;
    const names = new Map();
    return Promise.all(files.map(async (file) => ({ ...file, path: await pathOnDisk(file.path, workspace, names) })));
}
/**
 * Splits `path[:media/type]` at the last colon. What follows it must have the form of a media type, so that `D:/a/x`
 * and a file named `a:b` stay paths; or nothing, for the default type, as oras has it since 1.3.
 */
async function splitMediaType(line, workspace, input = 'files') {
    const colon = line.lastIndexOf(':');
    const suffix = line.slice(colon + 1);
    if (colon <= 0 || (await statOf((0,external_node_path_.resolve)(workspace, line))))
        return { pattern: line };
    const path = line.slice(0, colon);
    if (suffix === '')
        return { pattern: path };
    // A pattern with such an end is taken for one with a media type: it could match hardly anything else.
    const isTyped = isGlob(path) && suffix.includes('/');
    if ((0,media_types/* isMediaType */.LA)(suffix))
        return { pattern: path, mediaType: suffix };
    const isPath = isGlob(suffix) || (colon === 1 && /^[A-Za-z]:[\\/]/.test(line));
    if (isPath || !(isTyped || (await statOf((0,external_node_path_.resolve)(workspace, path)))))
        return { pattern: line };
    throw new errors/* OciError */.Mf('INVALID_INPUT', `The input ${input} ${quote(line)} ends in an invalid media type ${quote(suffix)}`, { topic: 'media-type' });
}
async function findLine(pattern, line, options) {
    const { workspace, includeHidden, onHidden, onNothing, onFolders } = options;
    const literal = (0,external_node_path_.resolve)(workspace, pattern);
    const literalStat = await statOf(literal);
    if (literalStat) {
        if (literalStat.isDirectory())
            return [{ path: literal, excludes: [] }];
        if (!literalStat.isFile())
            throw new errors/* OciError */.Mf('INVALID_INPUT', `The input files ${quote(line)} does not name a regular file`);
        return [{ path: literal }];
    }
    const slashed = (0,disk_paths/* toSlashes */.T)(pattern);
    const paths = isGlob(slashed) ? await (await Promise.all(/* import() */[__webpack_require__.e(3382), __webpack_require__.e(1700)]).then(__webpack_require__.bind(__webpack_require__, 51700))).globFiles(slashed, workspace) : [];
    // Wildcards do not match a leading dot; a pattern can name it.
    const isNamed = matcher(slashed, workspace, { dot: includeHidden });
    const files = [];
    for (const path of paths) {
        if (isNamed(path))
            files.push({ path });
        else
            onHidden((0,disk_paths/* toSlashes */.T)((0,external_node_path_.relative)(workspace, path)));
    }
    if (files.length === 0)
        onNothing(line, !isGlob(slashed), (0,why_nothing/* whyNothing */.w)(pattern, workspace));
    else if (onFolders) {
        const folders = await foldersBeside(slashed, workspace);
        if (folders.length > 0)
            onFolders(line, folders);
    }
    return files.sort((a, b) => Buffer.compare(Buffer.from((0,disk_paths/* toSlashes */.T)(a.path)), Buffer.from((0,disk_paths/* toSlashes */.T)(b.path))));
}
/** The folders that a pattern for all of one folder, `folder/*`, does not take. */
async function foldersBeside(pattern, workspace) {
    const [, folder] = /^((?:[^*]*\/)?)\*$/.exec(pattern) ?? [];
    if (folder === undefined || isGlob(folder))
        return [];
    const entries = await (0,promises_.readdir)((0,external_node_path_.resolve)(workspace, folder), { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => folder + name);
}
/**
 * Reads a `!` line: it takes out files, and all that is below a folder. Letters count as they do on the disk: what a
 * line names there must not be published for its case.
 */
async function readExclude(line, workspace) {
    const matches = await matcherOfExclude(line.slice(1), workspace, await ignoresCase(workspace));
    const exclude = {
        line,
        isUsed: false,
        takesOut: (path) => {
            if (!matches(path))
                return false;
            exclude.isUsed = true;
            return true;
        },
    };
    return exclude;
}
/** Makes the test of a `!` line from what stands behind the `!`. */
async function matcherOfExclude(pattern, workspace, isCaseIgnored, system = external_node_path_) {
    const folded = (path) => (isCaseIgnored ? (0,disk_title/* foldedPath */.kV)(path) : path);
    const literal = system.resolve(workspace, pattern);
    const literalFile = folded(literal);
    const literalFolder = literalFile + system.sep;
    if (await statOf(literal)) {
        return (path) => folded(path) === literalFile || folded(path).startsWith(literalFolder);
    }
    const slashed = (0,disk_paths/* toSlashes */.T)(pattern, system).replace(/\/$/, '');
    const options = { dot: true, nocase: isCaseIgnored, system };
    const isFile = matcher(slashed, workspace, options);
    const isBelow = matcher(`${slashed}/**`, workspace, options);
    return (path) => isFile(path) || isBelow(path);
}
/**
 * Makes a test of absolute paths from a pattern; the path of the workspace itself is not a pattern, whatever is in it.
 */
function matcher(pattern, workspace, { dot, nocase = false, system = external_node_path_ }) {
    const isMatch = picomatch((0,disk_paths/* toSlashes */.T)(system.normalize(pattern), system), { dot, nocase });
    const { isAbsolute, relative } = system;
    return (path) => isMatch((0,disk_paths/* toSlashes */.T)(isAbsolute(pattern) ? path : relative(workspace, path), system));
}
/** Tells whether a line has wildcards. */
function isGlob(pattern) {
    return picomatch.scan(pattern).isGlob;
}
/** The path of a file or directory below the root, which names it in the artifact. */
function titleOf({ path, excludes }, { root }) {
    const title = (0,disk_paths/* pathBelow */.B)(root, path);
    if (excludes && title === '')
        return '.';
    if (title === undefined || title === '') {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The file ${quote(path)} of the input files is outside the root ${quote(root)}`, { topic: 'outside-root' });
    }
    const problem = (0,disk_title/* problemOfTitle */.zN)(title);
    if (problem)
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The file ${quote(title)} of the input files ${problem}`);
    return title;
}
/**
 * Refuses links by the input `symlinks`: what is checked out may link to a secret of the runner. What is in the
 * workspace as it is written is held to it, and what is below a root elsewhere to that root.
 */
function checkLinks(paths, { workspace, root, symlinks }) {
    const inWorkspace = (0,held_to/* heldTo */.l)({ folder: workspace, symlinks });
    const belowRoot = (0,held_to/* heldTo */.l)({ folder: root, symlinks });
    const problemOf = (path, real) => ((0,disk_paths/* pathBelow */.B)(workspace, path) === undefined ? belowRoot : inWorkspace)(path, real);
    /** Folders that are in their place, and with them each plain file in them. */
    const inside = new Set();
    for (const path of paths) {
        // What cannot be looked at cannot be read either, which is said there.
        const found = orNone(() => (0,external_node_fs_.lstatSync)(path));
        const isPlain = found?.isFile() === true;
        const folder = (0,external_node_path_.dirname)(path);
        if (isPlain && inside.has(folder))
            continue;
        const real = orNone(() => external_node_fs_.realpathSync.native(path));
        if (real === undefined)
            continue;
        const problem = problemOf(path, real);
        if (problem !== undefined) {
            throw new errors/* OciError */.Mf('INVALID_INPUT', `The file ${quote(path)} of the input files ${problem.what}`, problem);
        }
        if (isPlain && problemOf(folder, (0,external_node_path_.dirname)(real)) === undefined)
            inside.add(folder);
    }
}
function orNone(look) {
    try {
        return look();
    }
    catch {
        return undefined;
    }
}
/** Looks at a file, following links; undefined when there is none. */
async function statOf(path) {
    try {
        return await (0,promises_.stat)(path);
    }
    catch (error) {
        const code = (0,errors/* systemCodeOf */.c7)(error);
        if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ERR_INVALID_ARG_VALUE'].includes(code))
            return undefined;
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The file ${quote(path)} of the input files cannot be read: ${code}`, {
            cause: error,
        });
    }
}
function quote(text) {
    return JSON.stringify(text);
}


/***/ }),

/***/ 95928:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ ownLine),
/* harmony export */   q: () => (/* binding */ ownName)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _disk_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17469);



/**
 * Names a path of the workspace as the workspace is named. It may have another name, by a link on the way to it: the
 * temporary folder of macOS is reached by one, and so are the folders of runners that keep them on another disk.
 *
 * @param path a path or a pattern; anything that is not absolute, or not in the workspace, is given back as it is
 */
function ownName(path, workspace) {
    if (!(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path) || (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .pathBelow */ .B)(workspace, path) !== undefined)
        return path;
    const real = realOf(workspace);
    const { root } = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.parse)(path);
    const parts = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .toSlashes */ .T)(path.slice(root.length)).split('/');
    // The shortest name: a link inside the workspace that leads back to it is part of what its author wrote.
    for (let length = 1; length <= parts.length; length += 1) {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, ...parts.slice(0, length));
        const found = realOf(folder);
        if (found === undefined)
            return path;
        if (found === real)
            return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, ...parts.slice(length));
    }
    return path;
}
/** Does the same for a line of the input `files`, which may begin with `!`. */
function ownLine(line, workspace) {
    return line.startsWith('!') ? `!${ownName(line.slice(1), workspace)}` : ownName(line, workspace);
}
function realOf(path) {
    try {
        return node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(path);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 71484:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ whyNothing)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14006);
/* harmony import */ var _near_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85337);




/**
 * Says why a path or pattern that found nothing most likely did so, as the end of a sentence: several on one line, a
 * variable of a shell, backslashes where they do not separate, a misspelt name, the other ending of YAML, or a file that
 * is in another folder. Empty where none of these seems to be it.
 */
function whyNothing(pattern, workspace, { sep } = node_path__WEBPACK_IMPORTED_MODULE_1__) {
    const isThere = (path) => path !== '' && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, baseOf(path)));
    const several = /[{(]/.test(pattern) ? [] : pattern.split(',').map((part) => part.trim());
    if (several.length > 1 && several.some(isThere))
        return ': it has commas';
    const [, variable] = /^\$\{?([A-Za-z_]\w*)\}?(?=[/\\]|$)/.exec(pattern) ?? [];
    if (variable !== undefined) {
        const name = variable === 'GITHUB_WORKSPACE' ? 'github.workspace' : `env.${variable}`;
        return `: inputs know no shell variables, so write \${{ ${name} }}`;
    }
    const slashed = pattern.replaceAll('\\', '/');
    if (sep === '/' && slashed !== pattern && isThere(slashed))
        return `: write ${JSON.stringify(slashed)}, with slashes`;
    const base = baseOf(pattern);
    const near = base === '' ? '' : (0,_near_path_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, base), workspace, pattern.slice(base.length));
    if (near !== '')
        return near;
    const [, ending] = /\*\.(ya?ml)$/.exec(pattern) ?? [];
    const other = ending && (ending === 'yml' ? 'yaml' : 'yml');
    if (other && namesIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, base)).some((name) => name.endsWith(`.${other}`)))
        return `: there are files that end in .${other}`;
    const found = base === pattern && base !== '' ? findBelow(workspace, base) : undefined;
    return found === undefined ? '' : `: did you mean ${JSON.stringify(found)}?`;
}
/** In how many folders at most a path is looked for of which only the end was written. */
const maxFolders = 200;
/** Finds a path below one of the visible folders of the workspace, the nearest one; links are not followed. */
function findBelow(workspace, path) {
    const folders = [workspace];
    for (let index = 0; index < folders.length && folders.length <= maxFolders; index++) {
        const folder = folders[index];
        const names = readFolders(folder).slice(0, maxFolders);
        const inner = names.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name));
        const found = inner.map((below) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(below, path)).find((each) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(each));
        if (found !== undefined)
            return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(workspace, found).replaceAll(node_path__WEBPACK_IMPORTED_MODULE_1__.sep, '/');
        folders.push(...inner);
    }
    return undefined;
}
function readFolders(folder) {
    try {
        const entries = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder, { withFileTypes: true });
        const isLookedInto = (name) => !name.startsWith('.') && name !== 'node_modules';
        return entries.filter((entry) => entry.isDirectory() && isLookedInto(entry.name)).map(({ name }) => name);
    }
    catch {
        return [];
    }
}
function namesIn(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder);
    }
    catch {
        return [];
    }
}
/** The part of a pattern that stands before the first wildcard, or all of a path. */
function baseOf(pattern) {
    const { base, isGlob } = picomatch__WEBPACK_IMPORTED_MODULE_3__.scan(pattern);
    return isGlob ? base : pattern;
}


/***/ }),

/***/ 17469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ pathBelow),
/* harmony export */   T: () => (/* binding */ toSlashes)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

// Each function takes the system whose paths it is given: its own, or another one in a test.
/** Writes a path with `/` on every system. A backslash is a character like any other where it does not separate. */
function toSlashes(path, { sep } = node_path__WEBPACK_IMPORTED_MODULE_0__) {
    return path.replaceAll(sep, '/');
}
/**
 * Gives an absolute path as it is below a folder, with `/`, and `''` for the folder itself; undefined when it is
 * outside, which it also is on another drive.
 */
function pathBelow(folder, path, system = node_path__WEBPACK_IMPORTED_MODULE_0__) {
    const inner = system.relative(folder, path);
    const isOutside = system.isAbsolute(inner) || inner.split(system.sep)[0] === '..';
    return isOutside ? undefined : toSlashes(inner, system);
}


/***/ }),

/***/ 92423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MF: () => (/* binding */ problemOnThisSystem),
/* harmony export */   P0: () => (/* binding */ isBeyondWindows),
/* harmony export */   RZ: () => (/* binding */ findClash),
/* harmony export */   Z$: () => (/* binding */ isGitFolder),
/* harmony export */   kV: () => (/* binding */ foldedPath),
/* harmony export */   zN: () => (/* binding */ problemOfTitle)
/* harmony export */ });
/* unused harmony export withoutUnseen */
/**
 * Names that Windows keeps for devices, with any extension, and with spaces before it (learn.microsoft.com, "Naming
 * Files, Paths, and Namespaces"; RtlIsDosDeviceName_U). `CLOCK$` was one in DOS and Windows 9x.
 */
const reservedOnWindows = /^(?:con|conin\$|conout\$|clock\$|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:[.:]|$)/i;
/** Characters that are not seen, such as a zero-width space: HFS+ overlooks many of them, and so does every reader. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
/** The longest name of a file that all common file systems take. */
const maxSegmentBytes = 255;
/** Deeper trees are made to fill a disk with folders. */
const maxDepth = 64;
/** The longest path that macOS takes (PATH_MAX); Linux takes 4,096 bytes. */
const maxTitleBytes = 1024;
/**
 * Says why a title cannot become a path below a directory on any system; undefined when it can. A title is data of
 * whoever wrote the artifact: what is refused here would leave the directory, or be another file on another system.
 */
function problemOfTitle(title) {
    if (title === '')
        return 'is empty';
    if (Buffer.byteLength(title) > maxTitleBytes)
        return `is longer than ${maxTitleBytes} bytes`;
    if (!title.isWellFormed())
        return 'is not valid Unicode';
    if (/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(title))
        return 'has control characters';
    if (title.includes('\\'))
        return 'has a backslash, which separates folders on Windows';
    if (title.startsWith('/'))
        return 'is an absolute path';
    if (/^[A-Za-z]:/.test(title))
        return 'starts with a drive letter';
    if (title.split('/').length > maxDepth)
        return `is more than ${maxDepth} folders deep`;
    for (const segment of title.split('/')) {
        if (segment === '' || segment === '.' || segment === '..')
            return 'is not a plain relative path';
        if (Buffer.byteLength(segment) > maxSegmentBytes)
            return `has a part of more than ${maxSegmentBytes} bytes`;
        if (/[. ]$/.test(segment))
            return 'has a part that ends in a dot or a space, which Windows drops';
        if (isGitFolder(segment))
            return 'has a part .git, which belongs to git';
        if (reservedOnWindows.test(segment))
            return 'has a part with a name that Windows reserves for devices';
    }
    return undefined;
}
/** Tells whether a title has a character that Windows does not allow in names. */
function isBeyondWindows(title) {
    return /[<>:"|?*]/.test(title);
}
/** Says why this system, unlike others, cannot have a file of that title. */
function problemOnThisSystem(title, isWindows = process.platform === 'win32') {
    return isWindows && isBeyondWindows(title) ? 'has a character that Windows does not allow in names' : undefined;
}
/**
 * Tells whether some file system takes this for the folder `.git`, whose settings and hooks make git run programs: NTFS
 * knows it by a short name too, and HFS+ overlooks characters that are not seen (CVE-2014-9390).
 */
function isGitFolder(segment) {
    return /^(?:\.git|git~1)$/i.test(withoutUnseen(segment));
}
/** Drops the characters that HFS+ overlooks in names. */
function withoutUnseen(name) {
    return name.replace(unseen, '');
}
/**
 * Finds two titles that name one file where case, Unicode form or unseen characters do not count, or a file that is
 * also a folder.
 */
function findClash(titles) {
    // The directory itself holds all the others.
    const whole = titles.indexOf('.');
    if (whole >= 0 && titles.length > 1)
        return ['.', titles[whole === 0 ? 1 : 0] ?? ''];
    const top = new Map();
    for (const title of titles) {
        let places = top;
        const parts = foldedPath(title).split('/');
        for (const [index, part] of parts.entries()) {
            const isFile = index === parts.length - 1;
            const there = places.get(part);
            if (there && (isFile || there.isFile))
                return [there.title, title];
            const place = there ?? { title, isFile, below: new Map() };
            places.set(part, place);
            places = place.below;
        }
    }
    return undefined;
}
/**
 * Folds case as file systems do. Both ways, because `ß` is `SS` on APFS, and `ς` and `σ` are one letter; but the
 * dotless `ı`, whose capital is `I`, is a letter of its own on all of them. What is not seen is left out: two names
 * that look the same are one to a reader, and some of them to HFS+.
 */
function foldedPath(title) {
    const folded = withoutUnseen(title)
        .normalize('NFC')
        .replace(/[^ı]+/g, (text) => text.toLowerCase().toUpperCase());
    return folded.normalize('NFC');
}


/***/ }),

/***/ 27509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ workflowAnnotations),
/* harmony export */   t: () => (/* binding */ readAnnotations)
/* harmony export */ });
/* harmony import */ var _artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46948);
/* harmony import */ var _created_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27447);
/* harmony import */ var _read_input_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76741);



const prefix = 'org.opencontainers.image';
/**
 * Puts the sources of annotations together: what is given outright wins over the file, and the file over the
 * workflow's. Fails with INVALID_INPUT.
 */
async function readAnnotations({ annotations, annotationFile, created: asked, githubAnnotations }, { build, isFlux = false, symlinks }, workspace) {
    const created = await (0,_created_js__WEBPACK_IMPORTED_MODULE_1__/* .createdTime */ .w)(asked, build);
    const fromFile = annotationFile === undefined
        ? { manifest: {}, config: {}, layers: new Map() }
        : (0,_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .parseAnnotationFile */ .LS)((0,_read_input_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readInputFile */ .j)('annotation-file', annotationFile, symlinks, workspace).toString(), annotationFile);
    // Flux writes no address of a run: a second run of one commit would make another artifact.
    const fromWorkflow = isFlux
        ? workflowAnnotations(githubAnnotations ?? 'all', { source: build.source, revision: fluxRevision(build) })
        : workflowAnnotations(githubAnnotations, build);
    const time = created === undefined ? {} : { [_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .createdAnnotation */ .oy]: created };
    return { ...fromFile, manifest: { ...fromWorkflow, ...time, ...fromFile.manifest, ...annotations }, created };
}
/** The annotations that come from the workflow, as `github-annotations` asks for them. */
function workflowAnnotations(wanted = 'source', { source, revision, runUrl }) {
    const isAll = wanted === 'all';
    return {
        ...(source && wanted !== 'none' ? { [`${prefix}.source`]: source } : {}),
        ...(revision && isAll ? { [`${prefix}.revision`]: revision } : {}),
        ...(runUrl && isAll ? { [`${prefix}.url`]: runUrl } : {}),
    };
}
/** The commit as Flux names it: `main@sha1:…` (fluxcd/flux2, RFC 0005). */
function fluxRevision({ revision, refName }) {
    if (revision === undefined)
        return undefined;
    const digest = `${revision.length === 64 ? 'sha256' : 'sha1'}:${revision}`;
    return refName === undefined ? digest : `${refName}@${digest}`;
}


/***/ }),

/***/ 58878:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ addMoved),
/* harmony export */   V: () => (/* binding */ countMoved)
/* harmony export */ });
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50261);

/**
 * Sums up what a copy does with blobs; each counts once, also where the copy walks everything a second time.
 *
 * @param nameOf what progress calls a blob
 * @param sent the blobs that were sent before, which count as sent where they are found now; those sent now are added
 */
function countMoved(progress, nameOf, onBlob = () => { }, sent = new Set()) {
    const counted = new Set();
    const moved = { transferred: 0, reused: 0, isChanged: false };
    const onEvent = (event) => {
        if (event.kind === 'progress')
            return progress.moved(event.bytes, nameOf(event.descriptor));
        const { kind, descriptor } = event;
        const { digest, size, mediaType } = descriptor;
        moved.isChanged ||= kind !== 'skipped';
        if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isManifestType */ .Q3)(mediaType))
            return;
        if (kind === 'copied')
            sent.add(digest);
        else
            progress.skipped(size);
        const isSent = sent.has(digest);
        if (!counted.has(digest))
            moved[isSent ? 'transferred' : 'reused'] += size;
        counted.add(digest);
        onBlob(descriptor, isSent ? 'copied' : kind);
    };
    return { onEvent, moved };
}
/** Adds what one copy moved to what others did. */
function addMoved(total, more) {
    total.transferred += more.transferred;
    total.reused += more.reused;
    total.isChanged ||= more.isChanged;
}


/***/ }),

/***/ 27447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ createdTime)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

// RFC 3339, section 5.6, with the capital letters that Go's parser wants.
const timePattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/**
 * Reads the input `created`: `none`, `now`, `commit`, `source-date-epoch` or an RFC 3339 time, which is kept as
 * written. Fails with INVALID_INPUT.
 */
async function createdTime(value, { commitTime, sourceDateEpoch = '' }) {
    const fail = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input created ${JSON.stringify(value)} ${what}`);
    switch (value) {
        case 'none':
            return undefined;
        case 'now':
            return formatTime(new Date());
        case 'commit':
            return formatTime(await commitTime());
        case 'source-date-epoch': {
            if (!/^\d{1,11}$/.test(sourceDateEpoch))
                throw fail('needs SOURCE_DATE_EPOCH in the environment, in seconds since 1970');
            return formatTime(new Date(Number(sourceDateEpoch) * 1000));
        }
        default:
            if (!timePattern.test(value) || !isDay(value.slice(0, 10))) {
                throw fail('is not none, now, commit, source-date-epoch or a time such as 2026-01-31T12:00:00Z');
            }
            return value;
    }
}
/** Tells whether there is a day: to `Date`, the 30th of February is in March, and Go refuses it. */
function isDay(text) {
    return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}
/** Writes a time in UTC without fractions, as Go's time.RFC3339 does. */
function formatTime(time) {
    return time.toISOString().replace(/\.\d+Z$/, 'Z');
}


/***/ }),

/***/ 95337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ reportMissing)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/**
 * Reports what the input `files` does not find, as `if-no-files-found` says: each path that is not there, and patterns
 * when all lines together found nothing; what a single one of them did not find is only told.
 */
function reportMissing(noun, { files, ifNoFilesFound }, workspace, log) {
    const patterns = [];
    const isSilent = ifNoFilesFound === 'ignore';
    let isReported = false;
    const textOf = (line, why) => `No ${noun} matches the input files ${JSON.stringify(line)} in ${workspace}${why}`;
    const report = (text, topic = 'no-match') => {
        if (ifNoFilesFound === 'error')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', text, { topic });
        if (ifNoFilesFound === 'warn')
            log.warning(text);
        isReported = true;
    };
    return {
        onNothing(line, isLiteral, why) {
            if (isLiteral)
                report(textOf(line, why));
            else
                patterns.push({ line, why });
        },
        onEmpty(title, hidden) {
            const skipped = hidden > 0 ? ` (${hidden} hidden ${hidden === 1 ? 'one was' : 'ones were'} skipped)` : '';
            report(`The directory ${JSON.stringify(title)} in \`files\` has no files${skipped}`, 'empty-directory');
        },
        onEnd(isFound) {
            // Said once, by what is reported.
            if (!isFound && !isSilent && !isReported) {
                return report(textOf(files, patterns.find(({ why }) => why !== '')?.why ?? ''));
            }
            for (const { line, why } of patterns)
                log.info(textOf(line, why));
        },
    };
}


/***/ }),

/***/ 76741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ readInputFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44360);




/**
 * Reads a file that an input names, of at most 4 MiB: a manifest can hold no more, and we read no larger config
 * (`read-config.ts`). Fails with INVALID_INPUT.
 */
function readInputFile(input, path, symlinks, workspace) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, path);
    const fail = (what, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(file)} of the input ${input} ${what}`, facts);
    return (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)(file, { folder: workspace, symlinks, limit: _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxManifestBytes */ .rq, fail });
}


/***/ }),

/***/ 52359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ startProgress)
/* harmony export */ });
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3474);
/* harmony import */ var _format_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2721);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);



/** Milliseconds: work that is done before needs no progress line, and later ones are no closer. */
const interval = 5_000;
/** After this many milliseconds, a line comes whatever there is to tell; before, when another tenth is done. */
const patience = 30_000;
/**
 * Says from time to time how far work on bytes is, how fast, and how long it will take; nothing of what is soon done.
 * Without a `total`, which not everybody knows beforehand, it says how much was done.
 *
 * @param verb what is done, as in `Sending`
 */
function startProgress(log, verb, total = Number.POSITIVE_INFINITY, now = _time_js__WEBPACK_IMPORTED_MODULE_0__/* .clock */ .pm) {
    let all = total;
    let moved = 0;
    // When the last line was said, and how far the transfer was then.
    let last = { time: now(), moved: 0, percent: -10 };
    /** What bytes came of since then. */
    const names = new Set();
    return {
        skipped(bytes) {
            all -= bytes;
        },
        moved(bytes, name) {
            moved += bytes;
            if (name !== undefined)
                names.add(name);
            const time = now();
            if (time - last.time < interval)
                return;
            // Repeated attempts are counted again, and what is attached was not counted before: the line must not claim more
            // than all.
            const isKnown = Number.isFinite(all) && moved < all;
            const percent = isKnown ? Math.floor((moved / all) * 100) : last.percent;
            if (isKnown && percent - last.percent < 10 && time - last.time < patience)
                return;
            const speed = ((moved - last.moved) / (time - last.time)) * 1000;
            const pace = `${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(Math.round(speed))}/s`;
            const left = (0,_format_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .formatEstimate */ .e)(((all - moved) / speed) * 1000);
            last = { time, moved, percent };
            const others = names.size > 1 ? ` and ${names.size - 1} more` : '';
            const what = name === undefined ? verb : `${verb} ${name}${others}`;
            names.clear();
            if (isKnown)
                log.info(`${what}: ${percent} % of ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(all)}, ${pace}, ${left} left`);
            else
                log.info(`${what}: ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(moved)}, ${pace}`);
        },
    };
}


/***/ }),

/***/ 43052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ totalSize),
/* harmony export */   _: () => (/* binding */ sizeOfManifest)
/* harmony export */ });
/** The bytes of blobs, each blob counted once. */
function totalSize(blobs) {
    const sizes = new Map([...blobs].map(({ digest, size }) => [digest, size]));
    return sizes.values().reduce((sum, size) => sum + size, 0);
}
/** The bytes of all blobs of a manifest; undefined for an index, whose parts are not read for that. */
function sizeOfManifest(manifest) {
    return manifest.kind === 'manifest' ? totalSize([manifest.config, ...manifest.layers]) : undefined;
}


/***/ }),

/***/ 17047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ uselessExclude)
/* harmony export */ });
/**
 * Words the notice for a `!` line that took nothing out: somebody meant to keep a file away, and it is there.
 *
 * @param meaning what such a line is compared with
 */
function uselessExclude(line, meaning = 'is relative to the workspace') {
    return `The line ${JSON.stringify(line)} of the input files took nothing out: it works on the lines above it, and ${meaning}`;
}


/***/ }),

/***/ 96148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ copy),
/* harmony export */   G: () => (/* binding */ startCopySession)
/* harmony export */ });
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29749);
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(53000);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67813);








/** Makes a session for copies between two repositories. */
function startCopySession(concurrency) {
    return { started: new Map(), brought: new Set(), left: new Map(), slots: (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .transferSlots */ .jW)(concurrency) };
}
/**
 * Up to this size one upload costs less than asking first, once a sibling was found missing: a request takes a round
 * trip, and 128 KiB take less than that on most links.
 */
const smallBlob = 128 * 1024;
/** Up to this size, manifests are read at the same time; those of real images have some KiB. */
const smallManifest = 512 * 1024;
/**
 * Copies a manifest and all that it needs: children before parents, so that a manifest that is already in the target
 * vouches for all below it and is not walked. The tags are written last. A target that has a manifest but lacks
 * something below it answers NOT_FOUND to a later write (MANIFEST_BLOB_UNKNOWN); then everything is walked once more.
 * Of the root, the digest alone is believed: it may come from a list that is wrong about its size.
 */
async function copy(source, root, target, options = {}) {
    const { concurrency = 8, session = startCopySession(concurrency), signal } = options;
    const walk = {
        source,
        target,
        canMount: source.location !== undefined && source.location.host === target.location?.host,
        ...{ tags: [], present: new Set(), onEvent: () => { }, session },
        ...options,
        listed: new Set(),
        trusted: new Set(),
        isForced: false,
        depth: 0,
    };
    try {
        await begin(walk, root, copyManifest);
    }
    catch (error) {
        if (walk.trusted.size === 0 || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .up)(error, 'NOT_FOUND') || signal?.aborted)
            throw error;
        // It must not believe what others found.
        await begin({ ...walk, session: { ...session, started: new Map() }, listed: new Set(), isForced: true }, root, copyManifest);
    }
}
/** Begins the work for a piece of content, which all copies of the session share; what failed can be begun again. */
async function begin(walk, descriptor, work) {
    const { started } = walk.session;
    const own = work(walk, descriptor);
    started.set(descriptor.digest, own);
    try {
        await own;
    }
    catch (error) {
        started.delete(descriptor.digest);
        throw error;
    }
}
/** Waits for the work that was begun for a piece of content, or begins it. */
async function share(walk, descriptor, work) {
    const { started } = walk.session;
    for (let other = started.get(descriptor.digest); other; other = started.get(descriptor.digest)) {
        const isDone = await other.then(() => true, () => false);
        if (isDone)
            return;
        // It failed for another copy of the session; that one may have been given up, and this one not.
        walk.signal?.throwIfAborted();
    }
    await begin(walk, descriptor, work);
}
/** What lists and subjects say of a manifest may be wrong: of them, the digest alone is believed. */
const copyManifest = (walk, descriptor) => copyOpened(walk, descriptor, () => walk.source.manifest(descriptor.digest, walk.signal));
/** An index is a witness for its parts. */
const copyPart = (walk, descriptor) => copyOpened(walk, descriptor, () => (0,_content_js__WEBPACK_IMPORTED_MODULE_6__/* .fetchContent */ .Ix)(walk.source, descriptor, walk.signal));
async function copyOpened(walk, descriptor, open) {
    const { target, depth, session, onEvent, onTagged, signal } = walk;
    if (depth > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .maxIndexDepth */ .cj)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('ARTIFACT', `Manifests are nested more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .maxIndexDepth */ .cj} deep`);
    const tags = depth === 0 ? walk.tags : [];
    // The bytes are needed for the tags in any case.
    const early = tags.length > 0 ? await read(walk, descriptor, await open()) : undefined;
    const isThere = await look(walk, descriptor, early?.probe);
    if (isThere && !early)
        return onEvent({ kind: 'skipped', descriptor });
    const { own, bytes, children, subject, probe } = early ?? (await read(walk, descriptor, await open()));
    if (!isThere) {
        if (subject)
            await copySubject({ ...walk, depth: depth + 1 }, subject, descriptor.digest);
        await copyParts(walk, children);
        await copyBlobs(walk, children, probe);
    }
    signal?.throwIfAborted();
    await target.push(own, (0,_verified_js__WEBPACK_IMPORTED_MODULE_7__/* .openBytes */ .od)(bytes), { tags, onTagged, signal });
    session.left.delete(descriptor.digest);
    onEvent({ kind: isThere ? 'skipped' : 'copied', descriptor });
}
async function read(walk, descriptor, content) {
    const manifest = (0,_content_js__WEBPACK_IMPORTED_MODULE_6__/* .parsePassedOn */ .vF)(content);
    // Bare, since they stay in memory until all below it is copied.
    const children = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .childrenOf */ .LU)(manifest).map(_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .bare */ .$B);
    return {
        // Registries refuse a manifest that comes as what it does not say it is.
        own: { ...descriptor, ...(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .bare */ .$B)(content.descriptor), mediaType: manifest.mediaType },
        bytes: content.bytes,
        children,
        subject: manifest.subject && (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .bare */ .$B)(manifest.subject),
        probe: await probeOf(walk, children),
    };
}
/** Asks for the first small blob; none where a mount tells whether a blob is there. */
async function probeOf({ target, canMount, present, session, signal }, children) {
    const isNew = ({ digest }) => !present.has(digest) && !session.started.has(digest);
    const isProbe = (child) => !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isManifestType */ .Q3)(child.mediaType) && child.size <= smallBlob && child.size > 2;
    const blob = canMount ? undefined : children.find((child) => isProbe(child) && isNew(child));
    return blob && { digest: blob.digest, isThere: await target.has(blob, signal) };
}
/** Looks whether a manifest is in the target, and notes what comes of that; to a forced walk, none is. */
async function look(walk, descriptor, probe) {
    const { target, session, trusted, signal } = walk;
    // What it finds missing was written by the first walk.
    if (walk.isForced)
        return false;
    // A manifest whose first small blob is missing need not be asked for.
    const isThere = probe?.isThere !== false && (await target.has(descriptor, signal));
    (isThere ? trusted : session.brought).add(descriptor.digest);
    return isThere;
}
/** Lets a subject come before what refers to it: strict registries refuse a manifest with an unknown subject. */
async function copySubject(walk, subject, of) {
    const { digest } = subject;
    const { source, target, listed, present, subjects, signal } = walk;
    const { started, left } = walk.session;
    if (subjects === undefined || present.has(digest))
        return;
    if (subjects === 'left' && !listed.has(digest) && !started.has(digest)) {
        if (!(await target.has(subject, signal)) && !started.has(digest))
            left.set(digest, of);
        return;
    }
    const copied = share(walk, subject, copyManifest).then(() => true);
    // A subject need not exist (image-spec, manifest.md).
    if (!(await (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orGone */ .Pi)(copied, () => source.resolve(digest, signal), signal)))
        left.set(digest, of);
}
async function copyParts(walk, children) {
    const manifests = children.filter(({ mediaType }) => (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isManifestType */ .Q3)(mediaType));
    for (const { digest } of manifests)
        walk.listed.add(digest);
    const copyAll = (parts, atOnce) => (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .concurrently */ .rK)(parts, atOnce, walk.signal, (child, signal) => share({ ...walk, depth: walk.depth + 1, signal }, child, copyPart));
    const isLarge = ({ size }) => size > smallManifest;
    await copyAll(manifests.filter((part) => !isLarge(part)), walk.session.slots.lanes);
    // One after the other: at each level of the graph, only one of these is in memory at a time.
    await copyAll(manifests.filter(isLarge), 1);
}
async function copyBlobs(walk, children, probe) {
    const { slots } = walk.session;
    const blobs = children.filter(({ mediaType }) => !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isManifestType */ .Q3)(mediaType));
    const copyBlob = async (within, blob) => {
        const { target, canMount, present, onEvent, signal } = within;
        const isProbe = blob.digest === probe?.digest;
        if (present.has(blob.digest) || (isProbe && probe.isThere))
            return onEvent({ kind: 'skipped', descriptor: blob });
        const isAsked = !isProbe && !canMount && (blob.size > smallBlob || (probe?.isThere ?? true));
        await slots.take(blob.size, async () => {
            if (isAsked && (await target.has(blob, signal)))
                onEvent({ kind: 'skipped', descriptor: blob });
            else
                await sendBlob(within, blob);
        });
    };
    await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .concurrently */ .rK)(blobs, slots.lanes, walk.signal, (blob, signal) => share({ ...walk, signal }, blob, copyBlob));
}
const sendBlob = async ({ source, target, onEvent, signal }, descriptor) => {
    let kind = 'copied';
    const onChunk = ({ byteLength: bytes }) => onEvent({ kind: 'progress', descriptor, bytes });
    const open = async () => (0,_chunks_js__WEBPACK_IMPORTED_MODULE_0__/* .tapped */ .DS)(await source.fetch(descriptor, signal), onChunk);
    const onMounted = () => {
        kind = 'mounted';
    };
    const pushed = target.push(descriptor, open, { from: source.location, onMounted, signal }).then(() => true);
    // The place of some layers is a URL; where the source has one all the same, it is copied.
    const isThere = await ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isNonDistributable */ .SM)(descriptor.mediaType) ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orAbsent */ .Re)(pushed) : pushed);
    onEvent({ kind: isThere ? kind : 'skipped', descriptor });
};


/***/ }),

/***/ 93242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ MemoryStore)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53000);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67813);
/* harmony import */ var _walk_manifests_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51551);





/** Holds a repository in memory; staged content stays where it is and is opened when it is fetched. */
class MemoryStore {
    #content = new Map();
    #tags = new Map();
    /** Takes content by reference: the bytes stay on disk and are verified whenever they are read. */
    stage(descriptor, open) {
        this.#content.set(descriptor.digest, { descriptor, open });
    }
    async resolve(name, signal) {
        signal?.throwIfAborted();
        const entry = this.#content.get(this.#tags.get(name) ?? name);
        if (!entry || !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isManifestType */ .Q3)(entry.descriptor.mediaType)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `There is no manifest ${name} in memory`);
        }
        return entry.descriptor;
    }
    async manifest(name, signal) {
        return (0,_content_js__WEBPACK_IMPORTED_MODULE_2__/* .fetchContent */ .Ix)(this, await this.resolve(name, signal), signal, name);
    }
    async fetch(descriptor, signal) {
        signal?.throwIfAborted();
        const entry = this.#content.get(descriptor.digest);
        if (!entry)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `There is no ${descriptor.digest} in memory`);
        return (0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .verified */ .zr)(await entry.open(), descriptor);
    }
    async has(descriptor, signal) {
        signal?.throwIfAborted();
        return this.#content.has(descriptor.digest);
    }
    async push(descriptor, open, { tags = [], onTagged, signal } = {}) {
        signal?.throwIfAborted();
        const bytes = await (0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .readAll */ .yw)((0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .verified */ .zr)(await open(), descriptor), `The content ${descriptor.digest}`, Number.POSITIVE_INFINITY);
        signal?.throwIfAborted();
        this.stage(descriptor, (0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .openBytes */ .od)(bytes));
        for (const tag of tags) {
            this.#tags.set(tag, descriptor.digest);
            onTagged?.(tag, descriptor.digest);
        }
    }
    async *tags(signal) {
        signal?.throwIfAborted();
        if (this.#content.size === 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', 'There is nothing in memory');
        yield* this.#tags.keys();
    }
    async *referrers(subject, signal) {
        signal?.throwIfAborted();
        const descriptors = [...this.#content.values()].map(({ descriptor }) => descriptor);
        yield* (0,_walk_manifests_js__WEBPACK_IMPORTED_MODULE_4__/* .referrersAmong */ .R)(this, descriptors, subject, signal);
    }
    async delete(name, signal) {
        const { digest } = await this.resolve(name, signal);
        if (this.#tags.delete(name))
            return;
        this.#content.delete(digest);
        for (const [tag, target] of this.#tags)
            if (target === digest)
                this.#tags.delete(tag);
    }
}


/***/ })

};
