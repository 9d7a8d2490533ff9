export const id = 4071;
export const ids = [4071];
export const modules = {

/***/ 71449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ isChartManifest)
/* harmony export */ });
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50261);

/** Tells whether a manifest is that of a chart. */
function isChartManifest({ config }) {
    return config.mediaType === _oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .chartConfigType */ .bl;
}


/***/ }),

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

/***/ 47120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ writeFiles)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/chunks.js
var chunks = __webpack_require__(29749);
// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(54957);
// EXTERNAL MODULE: ./lib/disk/look-at.js
var look_at = __webpack_require__(44358);
// EXTERNAL MODULE: ./lib/disk/place-tree.js
var place_tree = __webpack_require__(83251);
// EXTERNAL MODULE: ./lib/disk/write-chunks.js
var write_chunks = __webpack_require__(42889);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/digest.js
var digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __webpack_require__(46948);
// EXTERNAL MODULE: ./lib/artifact/files/file-content.js
var file_content = __webpack_require__(82342);
// EXTERNAL MODULE: ./lib/disk/title.js
var title = __webpack_require__(92423);
;// CONCATENATED MODULE: ./lib/artifact/files/refuse-git-repository.js





/**
 * Refuses to make a folder into which something is written a repository of git, or to write into one: the settings in
 * it make git run programs, and git takes any folder for one that has HEAD with objects and refs, or with commondir, a
 * file that says where those are (git, setup.c, `is_git_directory`). Looks at what comes and at what is there, below
 * `directory`, and at the folders around it. Fails with ARTIFACT.
 *
 * @param directory absolute; it is there
 */
function refuseGitRepository(arrivals, directory) {
    const folders = new Map();
    const namesIn = (folder) => {
        const known = folders.get(folder);
        if (known)
            return known;
        const names = new Set(list(folder).map(({ name }) => name));
        folders.set(folder, names);
        return names;
    };
    const note = (path) => {
        for (let inner = path; inner !== directory; inner = (0,external_node_path_.dirname)(inner))
            namesIn((0,external_node_path_.dirname)(inner)).add((0,external_node_path_.basename)(inner));
    };
    const walk = (from, to) => {
        const names = namesIn(to);
        for (const entry of list(from)) {
            names.add(entry.name);
            if (entry.isDirectory())
                walk((0,external_node_path_.join)(from, entry.name), (0,external_node_path_.join)(to, entry.name));
        }
    };
    // `directory` may be the folder of hooks in a repository, or be what makes one of the folder around it.
    if (arrivals.length > 0) {
        for (let inner = external_node_fs_.realpathSync.native(directory); (0,external_node_path_.dirname)(inner) !== inner; inner = (0,external_node_path_.dirname)(inner)) {
            const around = (0,external_node_path_.dirname)(inner);
            // Looked up, not listed: there may be thousands of others in it, as in a folder for temporary files.
            if (isGitRepository((name) => (0,look_at/* lookAt */.t)((0,external_node_path_.join)(around, name)) !== undefined))
                throw refusal(around);
        }
    }
    for (const { from, to } of arrivals) {
        note(to);
        if (from !== undefined)
            walk(from, to);
    }
    for (const [folder, names] of folders) {
        // As a system sees them that ignores case and invisible characters.
        const folded = new Set([...names].map((name) => (0,title/* foldedPath */.kV)(name)));
        if (isGitRepository((name) => folded.has((0,title/* foldedPath */.kV)(name))))
            throw refusal(folder);
    }
}
function refusal(folder) {
    const what = 'HEAD, objects and refs together: git would take it for a repository, and run the programs that its settings name';
    return new errors/* OciError */.Mf('ARTIFACT', `The folder ${JSON.stringify(folder)} would have ${what}`, {
        topic: 'git-repository',
    });
}
/** Whether git may take a folder that has these names for a repository. */
function isGitRepository(has) {
    return has('HEAD') && (has('commondir') || (has('objects') && has('refs')));
}
function list(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true });
    }
    catch {
        // It is not there yet, or what is in its place is told when it is written to.
        return [];
    }
}

;// CONCATENATED MODULE: ./lib/artifact/files/write-files.js















/** As many as a manifest can have files; more are made to fill a disk. */
const maxFolders = 10_000;
/** Up to this size a file is held in memory as a whole. */
const smallFile = 64 * 1024;
/**
 * Writes layers as files and folders below a directory, all or none: each goes into a temporary file beside its place,
 * or as a tree into a temporary folder, and only when all are there and verified do they get their names. A file that
 * is there with the same content is left as it is.
 * Fails with CONFLICT for a place that is taken, and leaves no temporary file and no new folder behind.
 */
async function writeFiles(source, layers, options) {
    const { overwrite, concurrency, signal, onFile } = options;
    const directory = (0,external_node_path_.resolve)(options.directory);
    const missing = await findMissing(layers, directory, options);
    const createdFolders = [];
    const temporaries = new Map();
    const temporaryIn = createNames();
    const trees = [];
    const changed = [];
    let isDone = false;
    try {
        // One after the other, so that two files of one new folder do not race for it.
        const ready = new Set();
        for (const { path } of missing) {
            signal?.throwIfAborted();
            await createParents(path, directory, ready, createdFolders);
            if (createdFolders.length > maxFolders) {
                throw new errors/* OciError */.Mf('ARTIFACT', `The titles of the files need more than ${maxFolders} new folders`);
            }
        }
        const slots = (0,concurrently/* transferSlots */.jW)(concurrency);
        await (0,concurrently/* concurrently */.rK)(missing, slots.lanes, signal, async ({ layer, path }, within) => {
            const temporary = temporaryIn((0,external_node_path_.dirname)(path));
            temporaries.set(path, temporary);
            await slots.take(layer.descriptor.size, () => writeNew(temporary, source, layer, { ...options, directory, signal: within }));
            onFile(layer, false);
        });
        for (const layer of layers.filter(({ isDirectory }) => isDirectory)) {
            const temporary = temporaryIn(directory);
            const tree = { layer, from: (0,external_node_path_.join)(temporary, layer.title), to: (0,external_node_path_.join)(directory, layer.title), temporary };
            await createParents(tree.to, directory, ready, createdFolders);
            trees.push(tree);
            await writeDirectory(source, layer, temporary, options);
        }
        // Not before all are there: what is at a place may change while the registry is waited for.
        for (const tree of trees) {
            checkParents(tree.to, directory);
            const differs = await (0,place_tree/* compareTree */.o)(tree.from, tree.to, overwrite, signal);
            if (differs)
                changed.push(tree);
            onFile(tree.layer, !differs);
        }
        signal?.throwIfAborted();
        checkPlaces(missing, changed, directory, overwrite);
        const files = [...temporaries].map(([to, from]) => ({ from, to }));
        if (files.length + changed.length > 0)
            await (0,place_tree/* placeTrees */.Z)([...changed, ...files], temporaryIn(directory));
        temporaries.clear();
        isDone = true;
    }
    finally {
        for (const temporary of temporaries.values())
            await (0,promises_.rm)(temporary, { force: true });
        for (const { temporary } of trees)
            await (0,promises_.rm)(temporary, { recursive: true, force: true });
        // A folder that holds something by now stays.
        if (!isDone)
            for (const folder of createdFolders.reverse())
                await (0,promises_.rmdir)(folder).catch(() => { });
    }
}
/** Makes names in a folder that nobody else has; O_EXCL sees to the rest. */
function createNames() {
    const unique = (0,external_node_crypto_.randomBytes)(8).toString('hex');
    let made = 0;
    return (folder) => {
        made += 1;
        return (0,external_node_path_.join)(folder, `.${unique}-${made}.part`);
    };
}
/** Finds the files that are not there as they should be, and tells of those that are. */
async function findMissing(layers, directory, { overwrite, concurrency, signal, onFile, onCompared }) {
    const missing = [];
    const files = layers.filter(({ isDirectory }) => !isDirectory);
    await (0,concurrently/* concurrently */.rK)(files, concurrency, signal, async (layer, within) => {
        const path = (0,external_node_path_.join)(directory, layer.title);
        const onBytes = (count) => onCompared?.(count, layer);
        const state = await stateOf(path, directory, layer, { onBytes, signal: within });
        if (state === 'same')
            onFile(layer, true);
        else if (state === 'different' && !overwrite) {
            throw new errors/* OciError */.Mf('CONFLICT', `The file ${JSON.stringify(layer.title)} exists with different content`);
        }
        else
            missing.push({ layer, path });
    });
    return missing;
}
/** Looks once more at the places of what is written: much may have happened while the registry was waited for. */
function checkPlaces(missing, trees, directory, overwrite) {
    refuseGitRepository([...missing.map(({ path }) => ({ to: path })), ...trees], directory);
    for (const { to } of trees)
        checkParents(to, directory);
    const taken = overwrite ? undefined : missing.find(({ path }) => (0,look_at/* lookAt */.t)(path));
    if (!taken)
        return;
    const what = `The file ${JSON.stringify(taken.layer.title)} was put there by somebody else`;
    throw new errors/* OciError */.Mf('CONFLICT', `${what} while its content was fetched`);
}
async function writeDirectory(source, layer, temporary, { symlinks, signal = new AbortController().signal, onBytes }) {
    const { title, descriptor, tree, isBare } = layer;
    await (0,promises_.mkdir)(temporary, { mode: 0o700 });
    const folder = isBare ? (0,external_node_path_.join)(temporary, title) : temporary;
    if (isBare)
        await (0,promises_.mkdir)(folder, { recursive: true });
    const what = `The directory ${JSON.stringify(title)}`;
    const into = { directory: folder, title: isBare ? '.' : title, what, symlinks, signal };
    // What writes trees and reads archives is loaded only for them.
    if (tree)
        return (await __webpack_require__.e(/* import() */ 5982).then(__webpack_require__.bind(__webpack_require__, 95982))).writeTree(tree(), into);
    const { unpackDirectory } = await __webpack_require__.e(/* import() */ 211).then(__webpack_require__.bind(__webpack_require__, 40211));
    const contentDigest = descriptor.annotations?.[annotations/* contentDigestAnnotation */.zu];
    if (contentDigest !== undefined && !(0,digest/* isDigest */.Bc)(contentDigest)) {
        throw new errors/* OciError */.Mf('ARTIFACT', `${what} has an invalid digest of its content`);
    }
    const content = (0,chunks/* tapped */.DS)(await source.fetch(descriptor, signal), ({ byteLength }) => onBytes(byteLength, layer));
    await unpackDirectory(content, { ...into, contentDigest });
}
/** Compares what is at a place with what shall be there. */
async function stateOf(path, directory, { descriptor, isExecutable }, how) {
    checkParents(path, directory);
    const found = (0,look_at/* lookAt */.t)(path);
    if (found === undefined)
        return 'absent';
    if (found.isDirectory())
        throw new errors/* OciError */.Mf('CONFLICT', `The place of the file ${JSON.stringify(path)} is a directory`);
    const lacksMode = isExecutable && (found.mode & 0o111) === 0 && process.platform !== 'win32';
    if (!found.isFile() || found.size !== descriptor.size || lacksMode)
        return 'different';
    const there = await (0,file_content/* describeFile */.C)(path, descriptor.mediaType, 'path', { ...how, like: descriptor.digest });
    return there.descriptor.digest === descriptor.digest ? 'same' : 'different';
}
/** The folders between the directory and a file, from above. */
function parentsOf(path, directory) {
    const parents = [];
    for (let folder = (0,external_node_path_.dirname)(path); folder.length > directory.length; folder = (0,external_node_path_.dirname)(folder))
        parents.unshift(folder);
    return parents;
}
/** Refuses to write through anything but real folders: a link could lead out of the directory (GHSA-8xwf-rjm4-xvhv). */
function checkParents(path, directory) {
    for (const folder of parentsOf(path, directory)) {
        const found = (0,look_at/* lookAt */.t)(folder);
        if (found === undefined)
            return;
        if (!found.isDirectory()) {
            const what = found.isSymbolicLink() ? 'a symbolic link' : 'not a directory';
            throw new errors/* OciError */.Mf('CONFLICT', `The folder ${JSON.stringify(folder)} is ${what}: refused to write through it`);
        }
    }
}
/** Makes the folders above a file, but for those that are `ready`, and notes which of them are new. */
async function createParents(path, directory, ready, created) {
    if (ready.has((0,external_node_path_.dirname)(path)))
        return;
    if (!ready.has(directory)) {
        const first = await (0,promises_.mkdir)(directory, { recursive: true }).catch((error) => {
            const what = `The directory ${JSON.stringify(directory)} of the input path`;
            throw new errors/* OciError */.Mf('INVALID_INPUT', `${what} cannot be made: ${(0,errors/* systemCodeOf */.c7)(error)}`, {
                cause: error,
                topic: 'pull-path',
            });
        });
        if (first !== undefined)
            created.push(...parentsOf(directory, (0,external_node_path_.dirname)(first)), directory);
        ready.add(directory);
    }
    for (const folder of parentsOf(path, directory)) {
        if (ready.has(folder))
            continue;
        try {
            await (0,promises_.mkdir)(folder);
            created.push(folder);
        }
        catch (error) {
            if ((0,errors/* systemCodeOf */.c7)(error) !== 'EEXIST')
                throw error;
        }
        ready.add(folder);
    }
    checkParents(path, directory);
}
async function writeNew(path, source, layer, { directory, onBytes, signal }) {
    const { descriptor, isExecutable } = layer;
    const mode = isExecutable ? 0o777 : 0o666;
    const content = (0,chunks/* tapped */.DS)(await source.fetch(descriptor, signal), ({ byteLength }) => onBytes(byteLength, layer));
    if (descriptor.size <= smallFile) {
        // It is verified before it is there, and written in less time than it takes to ask the thread pool.
        const bytes = await (0,verified/* readAll */.yw)(content, `The file ${descriptor.digest}`, smallFile);
        checkParents(path, directory);
        signal.throwIfAborted();
        (0,external_node_fs_.writeFileSync)(path, bytes, { flag: 'wx', mode });
        return;
    }
    // Somebody may have put a link in the place of a folder while the registry was waited for.
    checkParents(path, directory);
    // O_EXCL, as `wx` above, does not follow a link that somebody put there.
    const file = await (0,promises_.open)(path, external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY, 0o600);
    try {
        await (0,write_chunks/* writeChunks */.a)(file, content, () => signal.throwIfAborted());
        await file.chmod(mode & ~process.umask());
    }
    finally {
        await file.close();
    }
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

/***/ 99968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ createGiveWay)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);

/**
 * Milliseconds that work may hold the process for: a signal is heard only in between, and a cancelled step has two
 * seconds.
 */
const longestTurn = 50;
/** Makes the function that long work which waits for nothing calls between its parts, as often as it likes. */
function createGiveWay(signal) {
    let start = performance.now();
    return async () => {
        signal?.throwIfAborted();
        if (performance.now() - start < longestTurn)
            return;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
        start = performance.now();
        signal?.throwIfAborted();
    };
}


/***/ }),

/***/ 96181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ findVerified)
/* harmony export */ });
/* unused harmony export findTop */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _format_duration_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2721);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23940);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86146);
/* harmony import */ var _find_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46937);
/* harmony import */ var _wait_for_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25523);






/**
 * Finds a manifest as `findTop` does and verifies its signatures, before any output names it. Fails with UNTRUSTED too.
 *
 * @param verify undefined: signatures are not checked
 * @param direct the source without its cache, from which signatures are read
 */
async function findVerified(source, sought, { purpose, verify, direct = source }, reach) {
    const found = await findTop(source, sought, purpose, reach);
    if (!found)
        return undefined;
    return { ...found, admit: await verify?.(direct, found.top, (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(sought.reference)) };
}
/**
 * Finds the manifest that a step is about, and waits for it as long as the input `wait` says. Where it does not exist,
 * this tells so, and gives undefined with `if-not-found: ignore`; else it fails with NOT_FOUND. Fails with
 * INVALID_INPUT when the reference names none.
 *
 * @param purpose what is to be done with it, such as `pull`
 */
async function findTop(source, { reference, version, ifNotFound, wait }, purpose, { learn, log, signal }, time = _time_js__WEBPACK_IMPORTED_MODULE_2__/* .realTime */ .M9) {
    const isWaiting = wait !== undefined;
    const look = async (isLast) => {
        if (version !== undefined) {
            const { findVersion } = await __webpack_require__.e(/* import() */ 8310).then(__webpack_require__.bind(__webpack_require__, 98310));
            return findVersion(reference, version, source, { log, signal, isAwaited: isWaiting });
        }
        const name = (0,_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .nameFor */ .Fe)(reference, purpose);
        // A HEAD each time, and one GET at the end: Docker Hub counts each GET of a manifest as a pull. The last look is a GET
        // in any case: only that says in whose words it is not there.
        if (!isLast)
            await source.resolve(name, signal);
        return { reference, top: await source.manifest(name, signal) };
    };
    const start = time.now();
    try {
        if (!isWaiting)
            return await look(true);
        return await (0,_wait_for_js__WEBPACK_IMPORTED_MODULE_4__/* .waitFor */ .fm)(look, { wait, missing: absenceOf(reference, version) }, { log, signal }, time);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf))
            throw error;
        const seconds = Math.round((time.now() - start) / 1000);
        const waited = isWaiting && (0,_wait_for_js__WEBPACK_IMPORTED_MODULE_4__/* .mayPass */ .bg)(error) ? `; waited ${(0,_format_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .formatEstimate */ .e)(seconds * 1000)} for it` : '';
        if (!(0,_wait_for_js__WEBPACK_IMPORTED_MODULE_4__/* .isAbsent */ .W0)(error)) {
            throw waited ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf(error.code, `${error.message}${waited}`, { cause: error }) : error;
        }
        learn({ exists: false });
        if (ifNotFound === 'ignore') {
            learn({ changed: false });
            log.info(`Not found: ${error.message}${waited}`);
            return undefined;
        }
        const near = version === undefined ? await (0,_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearTags */ .aH)(source, (0,_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .nameFor */ .Fe)(reference, purpose), signal) : '';
        const topic = error.topic ?? (isWaiting ? undefined : 'missing-reference');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `${error.message}${waited}${near}`, { cause: error, topic });
    }
}
function absenceOf(reference, version) {
    if (version === undefined)
        return `${(0,_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .fullName */ .fq)(reference)} does not exist`;
    return `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(reference)} has no ${version === '' ? 'released version' : `version ${version}`}`;
}


/***/ }),

/***/ 25523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W0: () => (/* binding */ isAbsent),
/* harmony export */   bg: () => (/* binding */ mayPass),
/* harmony export */   fm: () => (/* binding */ waitFor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _format_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2721);


/**
 * Milliseconds between the first two looks, and between the last ones: each pause is twice as long as the one before.
 * In 10 s there are five looks.
 */
const [firstPause, longestPause] = [1_000, 30_000];
/** A registry that asks for more is looked at again after so many milliseconds. */
const longestAsked = 60_000;
/**
 * Looks for something until it is there, for `wait` milliseconds, and tells each look whether it is the last one; after each look in vain, it says why, and for how
 * long it goes on. Then it fails as the last look did, and at once where waiting does not help. A look that is under
 * way when the time is up is not cut off.
 *
 * @param missing says what is not there, such as `r.test/app:v1 does not exist`
 */
async function waitFor(look, { wait, missing }, { log, signal }, time) {
    const end = time.now() + wait;
    let isLast = false;
    for (let usual = firstPause;; usual = Math.min(2 * usual, longestPause)) {
        try {
            return await look(isLast);
        }
        catch (error) {
            const left = end - time.now();
            const asked = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl ? error.wait : 0;
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf) || !mayPass(error) || isLast || left <= 0 || asked > left)
                throw error;
            const next = Math.min(left, Math.max(usual, Math.min(asked, longestAsked)));
            // A timer may come too early by a moment, which is not to cost a request.
            isLast = next === left;
            const why = isAbsent(error) ? `${missing} yet` : error.message;
            log.info(`${why}; looking again in ${(0,_format_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatEstimate */ .e)(next)}, with ${(0,_format_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatEstimate */ .e)(left)} left`);
            await time.pause(next, signal);
        }
    }
}
/**
 * Tells whether a place says that there is no such manifest or version: not that content is missing of one that is
 * there, and not in the words of another server than a registry.
 */
function isAbsent(error) {
    const { code, topic } = error;
    if (code !== 'NOT_FOUND' || topic === 'missing-content' || topic === 'html-page')
        return false;
    return !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl) || isOfRegistry(error);
}
/**
 * Tells whether a 404 is about a manifest or a list of tags. A registry says so by a list of errors, or to `HEAD` by
 * nothing; a gateway and the storage behind a registry have words, or addresses, of their own.
 */
function isOfRegistry({ status, request, errors, words }) {
    const isAsked = /\/(?:manifests|tags)\//.test(request);
    const isTold = errors.length > 0 ? !errors.some(({ code }) => code.includes('BLOB')) : words === '';
    return status === 404 && isAsked && isTold;
}
/** Tells whether a later look may find something: after a refusal of rights or a wrong certificate, none does. */
function mayPass(error) {
    if (isAbsent(error) || error.code === 'RATE_LIMITED')
        return true;
    if (error.code === 'NETWORK')
        return !(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isLasting */ .dJ)(error);
    return error.code === 'REGISTRY' && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl && (error.status >= 500 || error.status === 408);
}


/***/ }),

/***/ 94071:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pull: () => (/* binding */ pull)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/disk/held-place.js
var held_place = __webpack_require__(98592);
// EXTERNAL MODULE: ./lib/disk/paths.js
var paths = __webpack_require__(17469);
// EXTERNAL MODULE: ./lib/disk/title.js
var disk_title = __webpack_require__(92423);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/artifact/files/pull-directory.js






/**
 * Makes an absolute path of the input `path` of a pull. Fails with INVALID_INPUT when a link leads it out of the
 * workspace, or when it is in a folder of git, whose hooks and settings make git run programs, by its words or by a
 * link.
 */
function pullDirectory(path, workspace) {
    const directory = (0,external_node_path_.resolve)(workspace, path);
    const fail = (what, facts) => new errors/* OciError */.Mf('INVALID_INPUT', `The directory ${JSON.stringify(path)} of the input path ${what}`, {
        topic: 'pull-path',
        ...facts,
    });
    const real = (0,held_place/* heldPlace */.l)(directory, { folder: workspace, symlinks: 'keep' }, fail);
    // The workspace itself may be anywhere.
    const places = [
        (0,paths/* pathBelow */.B)(workspace, directory) ?? directory,
        (0,paths/* pathBelow */.B)(external_node_fs_.realpathSync.native(workspace), real) ?? real,
    ];
    if (places.some((place) => (0,paths/* toSlashes */.T)(place).split('/').some(disk_title/* isGitFolder */.Z$))) {
        throw fail('has a part .git, which belongs to git');
    }
    return directory;
}

// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(97399);
// EXTERNAL MODULE: ./lib/give-way.js
var give_way = __webpack_require__(99968);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(11260);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(50261);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(44842);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __webpack_require__(46948);
;// CONCATENATED MODULE: ./lib/artifact/files/linear-reg-exp.js
/**
 * Makes a test of whole texts from a regular expression that begins with `^`, as picomatch makes them: it says what
 * `RegExp.test` says, in time linear in the length of the text, where V8 goes back and tries again. It goes through the
 * text once, from its end, and knows at each place which steps lead to a match; what is looked ahead for is known by
 * then. Throws a SyntaxError for what no such program can do, backreferences and lookbehinds, and for words (`\b`).
 */
function linearTest({ source }) {
    /** Those that are looked ahead for come before the programs that do. */
    const programs = [];
    const compile = (build) => {
        const steps = [{ kind: 'done' }];
        const entry = build(steps, 0);
        const program = { steps, entry, now: new Uint8Array(steps.length), later: new Uint8Array(steps.length) };
        programs.push(program);
        return program;
    };
    const whole = compile(parse(source, compile));
    return (text) => {
        for (let place = text.length; place >= 0; place -= 1) {
            for (const program of programs)
                walk(program, text, place);
            // Nothing leads to a match from here, so nothing before does.
            if (!whole.now.includes(1, 1))
                return false;
        }
        return whole.now[whole.entry] === 1;
    };
}
/** Finds out which steps lead to a match at a place. */
function walk(program, text, place) {
    const { steps, now: later, later: now } = program;
    program.now = now;
    program.later = later;
    const unit = text.charCodeAt(place);
    const isBehind = place === text.length;
    for (let index = 0; index < steps.length; index += 1) {
        const step = steps[index];
        const isTaken = step.kind === 'unit' && !isBehind && later[step.next] === 1 && step.takes(unit);
        now[index] = isTaken || step.kind === 'done' ? 1 : 0;
    }
    // A loop leads back, so that one round may bring another.
    for (let isChanged = true; isChanged;) {
        isChanged = false;
        for (let index = 0; index < steps.length; index += 1) {
            if (now[index] === 1 || !isPassed(steps[index], now, place, text.length))
                continue;
            now[index] = 1;
            isChanged = true;
        }
    }
}
/** Reports whether a step that takes nothing leads to one that is known to lead to a match. */
function isPassed(step, now, place, length) {
    if (step.kind === 'split')
        return step.to.some((next) => now[next] === 1);
    if (step.kind === 'unit' || step.kind === 'done' || now[step.next] === 0)
        return false;
    if (step.kind === 'look')
        return (step.at.now[step.at.entry] === 1) === step.isWanted;
    return place === (step.kind === 'start' ? 0 : length);
}
const units = {
    group: /\((?:\?(?::|[=!]|<\w+>))?/y,
    quantifier: /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y,
    class: /\[(?:\\.|[^\]\\])*\]/sy,
    escape: /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[a-zA-Z]|[^\dkbB])/sy,
};
/** Parses the source of a RegExp without flags; it is known to be one. */
function parse(source, compile) {
    let at = 0;
    const take = (kind) => {
        const pattern = units[kind];
        pattern.lastIndex = at;
        const found = pattern.exec(source);
        at += found?.[0].length ?? 0;
        return found;
    };
    const alternatives = () => {
        const builds = [sequence()];
        while (source[at] === '|') {
            at += 1;
            builds.push(sequence());
        }
        return builds.length === 1 ? builds[0] : anyOf(builds);
    };
    const sequence = () => {
        const builds = [];
        while (at < source.length && source[at] !== '|' && source[at] !== ')')
            builds.push(quantified());
        return (steps, next) => builds.reduceRight((behind, build) => build(steps, behind), next);
    };
    const quantified = () => {
        const build = atom();
        const found = take('quantifier');
        if (!found)
            return build;
        const [sign = '', least, comma, most] = found;
        if (least === undefined)
            return repeated(build, sign[0] === '+' ? 1 : 0, sign[0] === '?' ? 1 : undefined);
        return repeated(build, Number(least), comma === undefined ? Number(least) : most ? Number(most) : undefined);
    };
    const atom = () => {
        const sign = source[at] ?? '';
        if (sign === '(') {
            const [open] = take('group') ?? [];
            if (open === undefined || source[at] === '?')
                throw new SyntaxError('it has a lookbehind, or changes flags');
            const inside = alternatives();
            at += 1;
            const look = open[2];
            if (look !== '=' && look !== '!')
                return inside;
            const program = compile(inside);
            return (steps, next) => steps.push({ kind: 'look', at: program, isWanted: look === '=', next }) - 1;
        }
        if (sign === '[')
            return unitOf(take('class')[0]);
        if (sign === '\\') {
            const found = take('escape');
            if (!found)
                throw new SyntaxError('it has a backreference or a word boundary');
            return unitOf(found[0]);
        }
        at += 1;
        if (sign === '^' || sign === '$') {
            return (steps, next) => steps.push({ kind: sign === '^' ? 'start' : 'end', next }) - 1;
        }
        return sign === '.' ? unitOf(sign) : literal(sign.charCodeAt(0));
    };
    return alternatives();
}
function literal(code) {
    return (steps, next) => steps.push({ kind: 'unit', takes: (unit) => unit === code, next }) - 1;
}
/** One unit of UTF-16, as a RegExp without flags takes it; that one is asked once for each. */
function unitOf(source) {
    const [, escaped] = /^\\(\W)$/.exec(source) ?? [];
    if (escaped !== undefined)
        return literal(escaped.charCodeAt(0));
    const pattern = new RegExp(`^${source}$`);
    const known = new Map();
    const takes = (unit) => {
        const found = known.get(unit) ?? pattern.test(String.fromCharCode(unit));
        known.set(unit, found);
        return found;
    };
    return (steps, next) => steps.push({ kind: 'unit', takes, next }) - 1;
}
function anyOf(builds) {
    return (steps, next) => {
        const to = builds.map((build) => build(steps, next));
        return steps.push({ kind: 'split', to }) - 1;
    };
}
/** At least so many, and at most so many where there is a limit. */
function repeated(build, least, most) {
    return (steps, next) => {
        let first = next;
        if (most === undefined) {
            const to = [next];
            const loop = steps.push({ kind: 'split', to }) - 1;
            to.push(build(steps, loop));
            first = loop;
        }
        else {
            for (let count = least; count < most; count += 1) {
                first = steps.push({ kind: 'split', to: [next, build(steps, first)] }) - 1;
            }
        }
        for (let count = 0; count < least; count += 1)
            first = build(steps, first);
        return first;
    };
}

;// CONCATENATED MODULE: ./lib/artifact/files/select-layers.js












/** Tells whether a manifest is a Flux source by its config, and not what `kind` says it is. */
function isFluxSource(manifest, kind) {
    return kind === undefined ? manifest.config.mediaType === media_types/* fluxConfigType */.Mb : kind === 'flux';
}
/**
 * Names the layers of an artifact and takes those that the lines of the input `files` ask for: globs over titles and
 * media types, `!` takes out; without lines, all. Fails with ARTIFACT when titles of these are not safe paths, and with
 * NOT_FOUND when nothing is left or a line that is not a pattern finds nothing.
 *
 * @param unpack whether directories are unpacked; if not, their archives are files
 * @param isFlux whether the first archive is the content of a Flux source; if so, it alone is taken unless lines ask
 * for others
 * @param onUseless is told each `!` line that took nothing out
 * @param signal ends the search; titles may be many and long
 */
async function selectLayers(manifest, lines, what, unpack, isFlux, onUseless, signal) {
    const all = manifest.layers.filter(({ mediaType }) => mediaType !== descriptor/* emptyJson */.Gu.mediaType);
    // Flux takes the first layer, unless its layerSelector says otherwise.
    const content = isFlux && lines.length === 0 ? all.slice(0, 1) : all;
    const layers = distinct(content.map((layer, index) => nameLayer(layer, unpack, isFlux && index === 0)));
    if (layers.length === 0)
        throw new errors/* OciError */.Mf('ARTIFACT', `${what} has no files`);
    const selected = lines.length === 0 ? layers : await selectByLines(layers, lines, what, onUseless, signal);
    for (const { title, isDirectory } of selected) {
        const problem = isDirectory && title === '.' ? undefined : (0,disk_title/* problemOfTitle */.zN)(title);
        if (problem)
            throw new errors/* OciError */.Mf('ARTIFACT', `${what} has a file whose title ${shown(title)} ${problem}`);
    }
    for (const { title } of selected) {
        const problem = (0,disk_title/* problemOnThisSystem */.MF)(title);
        if (problem) {
            const advice = 'leave it out with the input files, or pull on another system';
            throw new errors/* OciError */.Mf('ARTIFACT', `${what} has a file whose title ${JSON.stringify(title)} ${problem}: ${advice}`);
        }
    }
    const clash = (0,disk_title/* findClash */.RZ)(selected.map(({ title }) => title));
    if (clash) {
        const names = clash.map((title) => JSON.stringify(title)).join(' and ');
        throw new errors/* OciError */.Mf('ARTIFACT', `${what} has the titles ${names}, which are one path on some systems`);
    }
    return selected;
}
/** A hostile title may be as long as the manifest. */
function shown(title) {
    return JSON.stringify((0,cut_text/* cutText */.IN)(title, 256));
}
async function selectByLines(layers, lines, what, onUseless, signal) {
    const { default: picomatch } = await __webpack_require__.e(/* import() */ 4006).then(__webpack_require__.t.bind(__webpack_require__, 14006, 19));
    const giveWay = (0,give_way/* createGiveWay */.$)(signal);
    const startsWithExclude = lines[0]?.startsWith('!') ?? false;
    const selected = new Set(startsWithExclude ? layers : []);
    const offer = `it has ${(0,words/* briefList */.X2)(layers.map(({ title }) => shown(title)))}`;
    for (const line of lines) {
        const isExclude = line.startsWith('!');
        const pattern = (0,paths/* toSlashes */.T)(isExclude ? line.slice(1) : line).replace(/^\.\//, '');
        // As on push, an exclude takes out all that is below a folder.
        const globs = isExclude ? [pattern, `${pattern.replace(/\/$/, '')}/**`] : [pattern];
        const tests = globs.map((glob) => titleTest(picomatch.makeRe(glob, { dot: true }), line));
        const matching = [];
        for (const layer of layers) {
            await giveWay();
            const { title, descriptor } = layer;
            const isMeant = title === pattern || (pattern.includes('/') && descriptor.mediaType === pattern);
            if (isMeant || tests.some((test) => test(title)))
                matching.push(layer);
        }
        if (isExclude) {
            if (!matching.some((layer) => selected.has(layer)))
                onUseless(line);
            for (const layer of matching)
                selected.delete(layer);
        }
        else if (matching.length > 0)
            for (const layer of matching)
                selected.add(layer);
        else if (!picomatch.scan(pattern).isGlob) {
            throw new errors/* OciError */.Mf('NOT_FOUND', `${what} has nothing that the input files ${JSON.stringify(line)} names: ${offer}`, { topic: 'missing-file' });
        }
    }
    if (selected.size === 0) {
        throw new errors/* OciError */.Mf('NOT_FOUND', `${what} has nothing that matches the input files ${JSON.stringify(lines)}: ${offer}`, { topic: 'missing-file' });
    }
    return layers.filter((layer) => selected.has(layer));
}
/** Titles come from the author of the artifact, so none of them may make matching slow. */
function titleTest(pattern, line) {
    try {
        return linearTest(pattern);
    }
    catch (error) {
        if (!(error instanceof SyntaxError))
            throw error;
        const what = `The input files ${JSON.stringify(line)} has a glob that is not supported: ${error.message}`;
        throw new errors/* OciError */.Mf('INVALID_INPUT', what, { cause: error });
    }
}
/** Drops repetitions: images list one empty layer many times. */
function distinct(layers) {
    return [...new Map(layers.map((layer) => [`${layer.descriptor.digest} ${layer.title}`, layer])).values()];
}
function nameLayer(descriptor, unpack, isFluxContent) {
    const { [annotations/* titleAnnotation */.mO]: title, [annotations/* modelPathAnnotation */.Q7]: modelPath, [annotations/* unpackAnnotation */.et]: toUnpack, [annotations/* executableAnnotation */.kX]: executable, } = descriptor.annotations ?? {};
    const common = { descriptor, isUntitled: !title && !modelPath, isExecutable: executable === 'true' };
    if (isFluxContent && /[.+]tar[.+]gzip$/.test(descriptor.mediaType)) {
        // `flux build artifact` gives the archive this name.
        return { ...common, title: unpack ? '.' : 'artifact.tgz', isUntitled: false, isDirectory: unpack };
    }
    if (!title) {
        const made = modelPath ? modelTitle(external_node_path_.posix.normalize(modelPath), descriptor) : fallbackTitle(descriptor);
        return { ...common, title: made, isDirectory: false };
    }
    // As oras writes it: `./a` and `x/../a` are `a`. What leads out still does.
    const plain = external_node_path_.posix.normalize(title);
    // `regctl artifact put` marks a directory by the slash alone.
    const isBare = toUnpack !== 'true' && plain.endsWith('/');
    if (toUnpack !== 'true' && !isBare)
        return { ...common, title: plain, isDirectory: false };
    const name = plain.replace(/(?<=.)\/$/, '');
    return unpack
        ? { ...common, title: name, isDirectory: true, ...(isBare ? { isBare } : {}) }
        : { ...common, title: `${name === '.' ? 'archive' : name}.tar.gz`, isDirectory: false };
}
/** Endings of file names by media type; the first that fits. */
const extensions = [
    [/[.+]tar[.+]?gzip$|[.+]tar\+gzip$/, 'tar.gz'],
    [/[.+]tar\+zstd$/, 'tar.zst'],
    [/[./+]tar$/, 'tar'],
    [/[/+]gzip$/, 'gz'],
    [/\/wasm$/, 'wasm'],
    [/[./+]json$/, 'json'],
    [/[./+]ya?ml$/, 'yaml'],
    [/^text\//, 'txt'],
];
function fallbackTitle({ digest, mediaType }) {
    const { algorithm, hex } = (0,oci_digest/* partsOf */.CI)(digest);
    return `${algorithm}-${hex}.${extensionOf(mediaType) ?? 'bin'}`;
}
/** The path in a model is that of the content; a layer that is an archive of it gets the ending of one. */
function modelTitle(path, { mediaType }) {
    const extension = extensionOf(mediaType);
    return extension?.startsWith('tar') ? `${path}.${extension}` : path;
}
function extensionOf(mediaType) {
    const [plain = ''] = mediaType.split(';', 1);
    return extensions.find(([pattern]) => pattern.test(plain.trim()))?.[1];
}

// EXTERNAL MODULE: ./lib/artifact/files/write-files.js + 1 modules
var write_files = __webpack_require__(47120);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(44360);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(23940);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-types.js
var chart_types = __webpack_require__(71449);
;// CONCATENATED MODULE: ./lib/modes/chart/chart-wanted.js
// Whether a pull is about a chart: known before the code that reads charts is loaded.


/** The version or range that a pull asks for: as `version` says, and of a chart without a tag the newest, as `''`. */
function versionAsked({ version, reference }, kind) {
    const isNameAlone = reference.digest === undefined && reference.tags.length === 0;
    return version ?? (kind === 'helm' && isNameAlone ? '' : undefined);
}
/**
 * Tells whether a manifest is to be pulled as a chart. Fails with ARTIFACT when a chart was asked for and it is none.
 */
function isChartWanted(manifest, kind, name) {
    if (kind === 'artifact' || kind === 'flux')
        return false;
    if ((0,chart_types/* isChartManifest */._)(manifest))
        return true;
    if (kind === undefined)
        return false;
    throw new errors/* OciError */.Mf('ARTIFACT', `${name} is not a Helm chart: its config is of type ${manifest.config.mediaType}`);
}

// EXTERNAL MODULE: ./lib/modes/find/choose-platform.js
var choose_platform = __webpack_require__(57109);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(46937);
// EXTERNAL MODULE: ./lib/modes/find/find-top.js
var find_top = __webpack_require__(96181);
// EXTERNAL MODULE: ./lib/modes/runner/blob-cache.js + 2 modules
var blob_cache = __webpack_require__(77800);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./lib/modes/runner/tool.js






/** What Windows runs, by its ending. */
const programsOnWindows = ['.exe', '.cmd', '.bat', '.com', '.ps1'];
/** What the runner and most actions call by name, also where this step does not see it, as in a container. */
const calledByOthers = 'git git-lfs ssh sh bash pwsh powershell cmd node npm npx python python3 curl wget tar unzip gzip docker sudo gh'.split(' ');
/** More names help nobody. */
const maxNamed = 20;
/**
 * Fails with INVALID_INPUT when an input cannot be combined with `add-to-path`; says so when nothing but a tag decides
 * what later steps run.
 */
function checkToolInputs({ path, unpack, kind, isPinned }, log) {
    const foreign = [
        [path !== '.', 'path: the files go into the tool cache, and the output path says where'],
        [!unpack, 'unpack: false'],
        [kind === 'helm' || kind === 'flux', `kind: ${kind}`],
    ];
    const [, what] = foreign.find(([isSet]) => isSet) ?? [];
    if (what)
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The input add-to-path cannot be combined with ${what}`, {
            topic: 'combined-inputs',
        });
    if (!isPinned) {
        log.notice('Only a tag decides what later steps run: set expect-digest, or say in verify who must have signed it');
    }
}
/**
 * Lets what is pulled be a program: files may be executed, for most tools keep no mode of single files, and an archive
 * that is the only file is unpacked.
 */
function toolLayers(layers) {
    const [only, ...more] = layers;
    if (only && more.length === 0 && /\.(?:tar|tar\.gz|tgz|tar\.zst)$/.test(only.title)) {
        return [{ ...only, title: '.', isDirectory: true }];
    }
    return layers.map((layer) => (layer.isDirectory ? layer : { ...layer, isExecutable: true }));
}
/** The name of a tool in the tool cache, where it is a folder: that of its repository. */
function toolName(reference) {
    const name = (0,oci_reference/* isLayout */.nW)(reference) ? (0,external_node_path_.basename)((0,oci_reference/* layoutDirectoryOf */.f4)(reference)) : reference.repository;
    return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '') || 'tool';
}
/** Tells tools apart: by the digest of the manifest, and when only some of its files are taken, by these too. */
function toolDigest(digest, files) {
    return files.length === 0 ? digest : (0,oci_digest/* digestOf */.ol)(Buffer.from(JSON.stringify([digest, ...files])));
}
/**
 * Finds the folder with the programs: `bin`, else the top, and if there is nothing but one folder the same in there.
 * Fails with ARTIFACT when there is no program in them, or the folder would be read as two on the PATH.
 */
async function findPrograms(directory, what, isWindows = process.platform === 'win32') {
    const [only, ...more] = await (0,promises_.readdir)(directory, { withFileTypes: true });
    const inner = only?.isDirectory() && more.length === 0 && only.name !== 'bin' ? only.name : '';
    for (const folder of ['bin', '.', (0,external_node_path_.join)(inner, 'bin'), inner || '.']) {
        if ((await programsIn((0,external_node_path_.join)(directory, folder), isWindows)).length === 0)
            continue;
        if (!folder.includes(external_node_path_.delimiter))
            return folder;
        throw new errors/* OciError */.Mf('ARTIFACT', `${what} has its programs in the folder ${JSON.stringify(folder)}, which cannot be put on the PATH: "${external_node_path_.delimiter}" separates folders there`, { topic: 'missing-program' });
    }
    throw new errors/* OciError */.Mf('ARTIFACT', `${what} has no program to put on the PATH: no file that ${isWindows ? `ends in ${programsOnWindows.join(', ')}` : 'may be executed'} is in the folder bin, or at the top`, { topic: 'missing-program' });
}
/**
 * Says which programs of a folder take the place of others in later steps: those that a search path has too, and those
 * that steps and other actions call without a thought. Undefined when there are none.
 *
 * @param folders a search path, as in the variable PATH
 */
async function describeShadowed(folder, folders, what) {
    const others = folders.split(external_node_path_.delimiter).filter((other) => other !== '' && other !== folder);
    const listed = await Promise.all(others.map((other) => (0,promises_.readdir)(other).catch(() => [])));
    const known = new Set([...calledByOthers, ...listed.flat().map(commandOf)]);
    const names = (await programsIn(folder)).filter((name) => known.has(commandOf(name)));
    if (names.length === 0)
        return undefined;
    const [verb, theirs] = names.length === 1 ? ['takes', 'program'] : ['take', 'programs'];
    return `In later steps, ${(0,words/* briefList */.X2)(names, maxNamed)} of ${what} ${verb} the place of the ${theirs} of that name`;
}
/** The name by which a shell calls a program. */
function commandOf(name) {
    if (process.platform !== 'win32')
        return name;
    const lower = name.toLowerCase();
    return programsOnWindows.includes((0,external_node_path_.extname)(lower)) ? lower.slice(0, -(0,external_node_path_.extname)(lower).length) : lower;
}
/** Windows tells programs by their endings, and has no executable bits; elsewhere the bits count alone. */
async function programsIn(folder, isWindows = process.platform === 'win32') {
    const programs = [];
    for (const name of await (0,promises_.readdir)(folder).catch(() => [])) {
        const found = await (0,promises_.lstat)((0,external_node_path_.join)(folder, name));
        if (found.isDirectory())
            continue;
        const isProgram = isWindows
            ? programsOnWindows.includes((0,external_node_path_.extname)(name).toLowerCase())
            : found.isSymbolicLink() || (found.mode & 0o111) !== 0;
        if (isProgram)
            programs.push(name);
    }
    return programs.sort();
}

// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(52359);
// EXTERNAL MODULE: ./lib/modes/tell/useless-exclude.js
var useless_exclude = __webpack_require__(17047);
;// CONCATENATED MODULE: ./lib/modes/pull.js

















/** Fetches the files of an artifact into a directory: a tag is resolved once, and from then on the digest counts. */
async function pull(inputs, mode, around) {
    const { sought, files: wanted, overwrite, concurrency, addToPath } = inputs;
    const { expectDigest } = sought;
    const { log, signal, learn, workspace } = mode;
    const { blobCache, temporary, tools, verify } = around;
    const repository = (0,oci_reference/* formatRepository */.Sh)(inputs.reference);
    const { tags } = inputs.reference;
    if (addToPath) {
        const isPinned = (verify ?? expectDigest ?? sought.reference.digest) !== undefined;
        checkToolInputs({ ...inputs, isPinned }, log);
    }
    const directory = addToPath ? (0,external_node_path_.join)(temporary, 'tool') : pullDirectory(inputs.path, workspace);
    learn({ repository, tags, changed: false, files: [], transferred: 0, reused: 0 });
    const opened = mode.open.source(inputs.reference);
    const { source, hits } = (0,blob_cache/* withCache */.n)(opened, blobCache, log);
    const asked = { ...sought, version: versionAsked(sought, inputs.kind) };
    const found = await (0,find_top/* findVerified */.y)(source, asked, { purpose: 'pull', verify, direct: opened }, mode);
    if (!found)
        return;
    const { reference, top, version } = found;
    const versioned = version === undefined ? {} : { version, tags: reference.tags };
    const { digest: topDigest } = top.descriptor;
    // What has another digest than the expected one is not handed on.
    if (expectDigest === undefined) {
        learn({ ...versioned, exists: true, digest: topDigest, reference: `${repository}@${topDigest}` });
    }
    // The runner's platform chooses from an index; a single image is taken as it is, for it may run here all the same.
    const isIndex = top.parsed().kind === 'index';
    const platform = inputs.platform ?? (addToPath && isIndex ? around.platform : undefined);
    const { content, manifest } = await (0,choose_platform/* choosePlatform */.x)(source, top, platform, repository, signal);
    const { digest, mediaType } = content.descriptor;
    const name = `${repository}@${digest}`;
    (0,find_manifest/* checkExpected */.vi)(expectDigest, reference, topDigest, digest);
    learn({
        ...versioned,
        exists: true,
        digest,
        reference: name,
        mediaType,
        artifactType: (0,oci_manifest/* artifactTypeOf */.Gh)(manifest) ?? '',
    });
    if (!addToPath)
        learn({ path: inputs.path });
    if (!addToPath && isChartWanted(manifest, inputs.kind, name)) {
        const { pullChart } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(8041), __webpack_require__.e(4736), __webpack_require__.e(1100)]).then(__webpack_require__.bind(__webpack_require__, 91100));
        const { path, unpack } = inputs;
        const how = { files: wanted.files, path, directory, temporary, unpack, overwrite, concurrency };
        return pullChart({ source, hits, manifest, name, tag: reference.tags[0] }, how, mode);
    }
    const isFlux = isFluxSource(manifest, inputs.kind);
    const onUseless = (line) => log.notice((0,useless_exclude/* uselessExclude */.N)(line, 'names files as the artifact does, letter by letter'));
    const selected = await selectLayers(manifest, wanted.files, name, inputs.unpack, isFlux, onUseless, signal);
    const others = manifest.layers.length - selected.length;
    if (isFlux && wanted.files.length === 0 && others > 0) {
        log.notice(`A Flux source is the first layer of an artifact; ${others} more of ${name} are left out`);
    }
    const layers = addToPath ? toolLayers(selected) : selected;
    const isImage = media_types/* imageConfigTypes */.vd.includes(manifest.config.mediaType) && layers.some(({ isUntitled }) => isUntitled);
    if (isImage) {
        log.warning(`${name} is a container image, and its layers are no files: use mode copy, or run it. Each layer is written under its digest`);
    }
    for (const { title, descriptor, isUntitled } of layers) {
        if (isUntitled && !isImage)
            log.warning(`A layer of type ${descriptor.mediaType} has no title; it is written as ${title}`);
    }
    const size = sizeOf(layers);
    learn({ size });
    const heading = `Pull ${name} into ${addToPath ? 'the tool cache' : inputs.path}`;
    const options = { directory, overwrite, symlinks: wanted.symlinks, concurrency, signal, log };
    const { transferred, changed } = await log.group(heading, () => receive(source, layers, hits, options));
    learn({ transferred, reused: size - transferred });
    if (!addToPath) {
        const pathOf = (title) => (0,paths/* toSlashes */.T)((0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(directory, title)));
        return learn({ changed, files: filesOf(layers, pathOf) });
    }
    const tool = { name: toolName(reference), digest: toolDigest(digest, wanted.files), from: directory };
    const { path, isNew } = await installTool(tool, name, tools, log);
    learn({ changed: isNew, path, files: filesOf(layers, (title) => (0,external_node_path_.join)(path, title)) });
}
function sizeOf(layers) {
    return layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
}
function filesOf(layers, pathOf) {
    return layers.map(({ title, descriptor: { digest, size, mediaType } }) => {
        return { title, path: pathOf(title), digest, size, mediaType };
    });
}
/** Writes layers to the disk; gives the bytes that came from the source, and whether anything was written. */
async function receive(source, layers, hits, { log, ...options }) {
    const progress = (0,tell_progress/* startProgress */.o)(log, 'Receiving', sizeOf(layers));
    const comparing = (0,tell_progress/* startProgress */.o)(log, 'Comparing');
    let transferred = 0;
    let changed = false;
    const onFile = ({ title, descriptor, isDirectory }, isReused) => {
        const isHit = hits.has(descriptor.digest);
        changed ||= !isReused;
        if (isReused && !isDirectory)
            progress.skipped(descriptor.size);
        if ((!isReused || isDirectory) && !isHit)
            transferred += descriptor.size;
        const isFetched = !isHit && isDirectory;
        const there = isFetched ? 'Received, unchanged' : 'Already there';
        const verb = isReused ? there : isHit ? 'From the cache' : 'Received';
        log.info(`${verb}: ${title}  ${(0,format_bytes/* formatBytes */.z)(descriptor.size)}`);
    };
    await (0,write_files/* writeFiles */.h)(source, layers, {
        ...options,
        onBytes: (bytes, { title }) => progress.moved(bytes, title),
        onCompared: (bytes, { title }) => comparing.moved(bytes, title),
        onFile,
    });
    return { transferred, changed };
}
/** Puts a tool into the tool cache and its programs on the PATH; `name` is what messages call it. */
async function installTool(tool, name, tools, log) {
    const programs = await findPrograms(tool.from, name);
    const installed = await tools.install(tool);
    const folder = (0,external_node_path_.join)(installed.path, programs);
    const shadowed = await describeShadowed(folder, tools.searchPath, name);
    if (shadowed !== undefined)
        log.warning(shadowed);
    tools.addPath(folder);
    log.info(`${installed.isNew ? 'Added to' : 'Found in'} the tool cache; on the PATH is ${folder}`);
    return installed;
}


/***/ }),

/***/ 77800:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ withCache)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/chunks.js
var lib_chunks = __webpack_require__(29749);
// EXTERNAL MODULE: ./lib/disk/open-file.js
var open_file = __webpack_require__(46580);
// EXTERNAL MODULE: ./lib/disk/write-atomically.js
var write_atomically = __webpack_require__(22668);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(50261);
// EXTERNAL MODULE: ./lib/store/forwarded.js
var forwarded = __webpack_require__(31185);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
;// CONCATENATED MODULE: ./lib/store/wrapped/cache-room.js



/** What is being written, or was left by a process that is gone: after a day it is removed. */
const maxPartAge = 24 * 60 * 60 * 1000;
const entryName = /^(?:[0-9a-f]{64}|[0-9a-f]{128})(\.[0-9a-f]{12}\.part)?$/;
/** The room that blobs have in a directory; those that were not asked for the longest time make way. */
function cacheRoom(limits) {
    const entries = (0,once/* once */.O)(() => prune(limits));
    const inUse = new Set();
    return {
        /** Lets a file stay that is read or written in this step. */
        use: (path) => void inUse.add(path),
        /** Removes others until there is room for a new file, and lets that stay. */
        async take(path, size) {
            const known = await entries();
            let total = known.reduce((sum, entry) => sum + entry.size, size);
            while (total > limits.maxBytes) {
                const oldest = known.find((entry) => !inUse.has(entry.path));
                if (oldest === undefined)
                    break;
                known.splice(known.indexOf(oldest), 1);
                total -= oldest.size;
                await (0,promises_.rm)(oldest.path, { force: true });
            }
            inUse.add(path);
            known.push({ path, size, time: Date.now() });
        },
    };
}
/** Removes what is too old, and lists the rest, the oldest first. */
async function prune({ directory, maxAge }) {
    const entries = [];
    // Without following links: what is found below is removed.
    const names = await (0,promises_.readdir)((0,external_node_path_.join)(directory, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const { name, parentPath } of names) {
        const [isEntry, part] = entryName.exec(name) ?? [];
        if (isEntry === undefined)
            continue;
        const path = (0,external_node_path_.join)(parentPath, name);
        const found = await (0,promises_.lstat)(path).catch(() => undefined);
        if (!found?.isFile())
            continue;
        if (Date.now() - found.mtimeMs > (part === undefined ? maxAge : maxPartAge))
            await (0,promises_.rm)(path, { force: true });
        else
            entries.push({ path, size: found.size, time: found.mtimeMs });
    }
    return entries.sort((a, b) => a.time - b.time);
}

;// CONCATENATED MODULE: ./lib/store/wrapped/cached.js












/** A planted link, or a pipe that nobody writes to, must not be opened; Windows has neither flag. */
const safely = (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/**
 * A source whose blobs are kept in a directory and taken from there the next time. The directory is not trusted, others
 * may write to it: a blob counts when it has its digest, and is removed when it has not. Manifests are always asked
 * for, so that who may not read an artifact does not get it from here. Whatever is wrong with the cache, the content
 * comes.
 */
function cached(source, options) {
    const { directory, maxBytes, onHit, onProblem } = options;
    const room = cacheRoom(options);
    let isUsable = true;
    const stopUsing = (error) => {
        if (isUsable)
            onProblem(`The cache ${directory} is not used: ${(0,errors/* systemCodeOf */.c7)(error) || (0,errors/* messageOf */.bD)(error)}`);
        isUsable = false;
    };
    return (0,forwarded/* forwarded */.V)(source, {
        async fetch(descriptor, signal) {
            const { digest, size, mediaType } = descriptor;
            if ((0,media_types/* isManifestType */.Q3)(mediaType) || size > maxBytes || !isUsable)
                return source.fetch(descriptor, signal);
            const { algorithm, hex } = (0,oci_digest/* partsOf */.CI)(digest);
            const path = (0,external_node_path_.join)(directory, 'blobs', algorithm, hex);
            room.use(path);
            const there = await openEntry(path, descriptor, onProblem, signal).catch((error) => {
                signal?.throwIfAborted();
                stopUsing(error);
            });
            if (there) {
                onHit(digest);
                return there;
            }
            const content = await source.fetch(descriptor, signal);
            if (!isUsable)
                return content;
            try {
                await room.take(path, size);
                return kept(content, await startEntry(path), stopUsing);
            }
            catch (error) {
                stopUsing(error);
                return content;
            }
        },
    });
}
/** Opens a blob of the cache; undefined when there is none, or it was not what it should be and was removed. */
async function openEntry(path, descriptor, onProblem, signal) {
    await refuseLinks(path);
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    if (found === undefined)
        return undefined;
    const read = async () => (0,verified/* verified */.zr)(await (0,open_file/* openFile */.Tq)(path, signal, safely)(), descriptor);
    const now = new Date();
    // What is in use stays; where this is not allowed, it only goes sooner.
    if (found.isFile())
        await (0,promises_.utimes)(path, now, now).catch(() => { });
    try {
        if (!found.isFile())
            throw new Error('it is not a file');
        // Whoever reads uses what comes, so all of it must be known to be right before the first byte.
        for await (const _ of await read())
            ;
        // Another job may remove it now, but not from whoever has it open.
        return await begun(await read());
    }
    catch (error) {
        signal?.throwIfAborted();
        onProblem(`${descriptor.digest} was dropped from the cache: ${(0,errors/* messageOf */.bD)(error)}`);
        await (0,promises_.rm)(path, { recursive: true, force: true });
        return undefined;
    }
}
/** Reads the first chunk, so that what cannot be opened is known at once. */
async function begun(chunks) {
    const iterator = chunks[Symbol.asyncIterator]();
    let first = await iterator.next();
    const next = async () => {
        const current = first ?? (await iterator.next());
        first = undefined;
        return current;
    };
    return (0,lib_chunks/* chunksOf */.U_)(next, () => iterator.return?.());
}
async function startEntry(path) {
    const folder = (0,external_node_path_.dirname)(path);
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, '../../..'), { recursive: true });
    // What one repository may read is not for all users of the machine.
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    await refuseLinks(path);
    return (0,write_atomically/* startFile */.B)(path, 0o600);
}
/** Fails when one of the three folders above an entry is a link, which could lead anywhere. */
async function refuseLinks(path) {
    let folder = path;
    for (let depth = 0; depth < 3; depth += 1) {
        folder = (0,external_node_path_.dirname)(folder);
        const found = await (0,promises_.lstat)(folder).catch(() => undefined);
        if (found && !found.isDirectory())
            throw new Error(`${folder} is not a folder`);
    }
}
/**
 * Passes chunks on and writes them into an entry, which counts when the chunks were right to their end. A failure to
 * write is told, and does not stop the chunks.
 */
function kept(chunks, entry, onFailure) {
    const iterator = chunks[Symbol.asyncIterator]();
    let isKept = true;
    const drop = async () => {
        isKept = false;
        await entry.drop().catch(() => { });
    };
    const write = async ({ done, value }) => {
        // Windows does not replace a file that another job reads; that has the same content.
        if (done)
            await entry.finish().catch(drop);
        else
            await entry.handle.writeFile(value);
    };
    const next = async () => {
        const current = await iterator.next().catch(async (error) => {
            await drop();
            throw error;
        });
        if (!isKept)
            return current;
        await write(current).catch(async (error) => {
            await drop();
            onFailure(error);
        });
        return current;
    };
    return (0,lib_chunks/* chunksOf */.U_)(next, async () => {
        await drop();
        await iterator.return?.();
    });
}

;// CONCATENATED MODULE: ./lib/modes/runner/blob-cache.js

/** What the blobs of all steps and jobs of a runner may take together. */
const maxBytes = 10 * 1024 ** 3;
/** For how long a blob is kept that no step asks for. */
const maxAge = 30 * 24 * 60 * 60 * 1000;
/**
 * Lets a source keep its blobs in the runner's cache, where the inputs ask for that, and notes which came from there.
 */
function withCache(source, blobCache, log) {
    const hits = new Set();
    if (blobCache === undefined)
        return { source, hits };
    const options = {
        directory: blobCache,
        maxBytes,
        maxAge,
        onHit: (digest) => void hits.add(digest),
        onProblem: log.warning,
    };
    return { source: cached(source, options), hits };
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

/***/ 31185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ forwarded)
/* harmony export */ });
/** A source that does some things in its own way, and leaves the rest to another one. */
function forwarded(source, own) {
    return {
        ...(source.location ? { location: source.location } : {}),
        resolve: (name, signal) => source.resolve(name, signal),
        manifest: (name, signal) => source.manifest(name, signal),
        fetch: (descriptor, signal) => source.fetch(descriptor, signal),
        tags: (signal, options) => source.tags(signal, options),
        referrers: (subject, signal) => source.referrers(subject, signal),
        ...own,
    };
}


/***/ })

};
