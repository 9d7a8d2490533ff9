export const id = 2056;
export const ids = [2056];
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
    for (const line of lines) {
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
 * and a file named `a:b` stay paths.
 */
async function splitMediaType(line, workspace, input = 'files') {
    const colon = line.lastIndexOf(':');
    const suffix = line.slice(colon + 1);
    if (colon <= 0 || (await statOf((0,external_node_path_.resolve)(workspace, line))))
        return { pattern: line };
    const path = line.slice(0, colon);
    // A pattern with such an end is taken for one with a media type: it could match hardly anything else.
    const isTyped = isGlob(path) && suffix.includes('/');
    if ((0,media_types/* isMediaType */.LA)(suffix))
        return { pattern: path, mediaType: suffix };
    const isPath = isGlob(suffix) || (colon === 1 && /^[A-Za-z]:[\\/]/.test(line));
    if (isPath || !(isTyped || (await statOf((0,external_node_path_.resolve)(workspace, path)))))
        return { pattern: line };
    throw new errors/* OciError */.Mf('INVALID_INPUT', `The input ${input} ${quote(line)} ends in an invalid media type ${quote(suffix)}`);
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
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The file ${quote(path)} of the input files is outside the root ${quote(root)}`);
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

/***/ 70697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G4: () => (/* binding */ defaultConfigType),
/* harmony export */   OR: () => (/* binding */ blobsOf),
/* harmony export */   Po: () => (/* binding */ packFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54957);
/* harmony import */ var _disk_open_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46580);
/* harmony import */ var _disk_title_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(92423);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(50261);
/* harmony import */ var _store_memory_store_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(93242);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(67813);
/* harmony import */ var _annotations_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(46948);
/* harmony import */ var _file_content_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(82342);













// The defaults of oras, so that the same input makes the same manifest.
const defaultFileType = 'application/vnd.oci.image.layer.v1.tar';
/** From this size on, a file takes longer to hash than a look whether it is there already. */
const largeFile = 16 * 1024 * 1024;
const defaultConfigType = 'application/vnd.unknown.config.v1+json';
/**
 * Hashes files and packs them as `oras push` does: one layer a file or directory, in the order given. Same input, same
 * digest.
 */
async function packFiles({ files, artifactType, config, annotations, subject, directories, sendAhead, onRead = () => { }, concurrency, signal, }) {
    if (files.length > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .maxEntries */ .bI) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The input files names ${files.length} files, more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .maxEntries */ .bI}`);
    }
    const store = new _store_memory_store_js__WEBPACK_IMPORTED_MODULE_8__/* .MemoryStore */ .n();
    const layers = new Array(files.length);
    const present = new Set();
    const sent = new Set();
    const titles = files.map(({ title }) => annotations.layers.get(title)?.[_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .titleAnnotation */ .mO] ?? title);
    checkTitles(titles);
    await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_2__/* .concurrently */ .rK)(files.entries(), concurrency, signal, async ([index, file], within) => {
        const title = titles[index] ?? file.title;
        const onBytes = (bytes) => onRead(title, bytes);
        const packed = file.excludes
            ? await packFoundDirectory(file, { ...directories, onBytes, signal: within })
            : await packFile(file, sendAhead, onBytes, within);
        const own = { ...packed.annotations, [_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .titleAnnotation */ .mO]: file.title, ...annotations.layers.get(file.title) };
        const descriptor = { ...packed.descriptor, annotations: own };
        if (packed.open)
            store.stage(descriptor, packed.open);
        else
            present.add(descriptor.digest);
        if (packed.isSent)
            sent.add(descriptor.digest);
        layers[index] = { title, descriptor, ...(packed.contents ? { contents: packed.contents } : {}) };
    });
    let configDescriptor = _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyJson */ .Gu;
    if (config === undefined)
        store.stage(_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyJson */ .Gu, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_9__/* .openBytes */ .od)(Buffer.from('{}')));
    else {
        configDescriptor = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .describe */ .q0)(config.mediaType ?? defaultConfigType, config.bytes);
        store.stage(configDescriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_9__/* .openBytes */ .od)(config.bytes));
    }
    if (Object.keys(annotations.config).length > 0) {
        configDescriptor = { ...configDescriptor, annotations: annotations.config };
    }
    // With a config of its own, an artifact needs no type, and oras writes none.
    const type = artifactType ?? (config === undefined ? _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__/* .defaultArtifactType */ .q6 : undefined);
    const bytes = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeManifest */ .Gb)({
        mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__/* .imageManifest */ .Bz,
        ...(type === undefined ? {} : { artifactType: type }),
        config: configDescriptor,
        layers: layers.map(({ descriptor }) => descriptor),
        ...(subject ? { subject } : {}),
        annotations: annotations.manifest,
    });
    if (bytes.byteLength > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .maxManifestBytes */ .rq) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The manifest of ${files.length} files would be larger than 4 MiB`);
    }
    const root = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__/* .imageManifest */ .Bz, bytes);
    store.stage(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_9__/* .openBytes */ .od)(bytes));
    return { store, root, bytes, artifactType: type, config: configDescriptor, layers, present, sent };
}
/** The blobs of a packed artifact: its config and its layers. */
function blobsOf({ config, layers }) {
    return [config, ...layers.map(({ descriptor }) => descriptor)];
}
async function packFile({ path, title, mediaType = defaultFileType }, sendAhead, onBytes, signal) {
    const open = (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_3__/* .openFile */ .Tq)(path);
    const size = sendAhead ? sizeOf(path) : 0;
    const ahead = sendAhead && size >= largeFile ? sendAhead({ title, open, size }, signal) : undefined;
    try {
        const { descriptor, isExecutable } = await (0,_file_content_js__WEBPACK_IMPORTED_MODULE_11__/* .describeFile */ .C)(path, mediaType, 'files', { onBytes, signal });
        const isWhole = descriptor.size === size;
        if (!isWhole)
            await ahead?.cancel();
        const isSent = isWhole && (await ahead?.commit(descriptor)) === true;
        const annotations = isExecutable ? { [_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .executableAnnotation */ .kX]: 'true' } : {};
        return { descriptor, annotations, open, isSent };
    }
    catch (error) {
        await ahead?.cancel();
        throw error;
    }
}
/** The size of a file in bytes, 0 for anything else; to say what is wrong is left to reading. */
function sizeOf(path) {
    try {
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path);
        return found.isFile() ? found.size : 0;
    }
    catch {
        return 0;
    }
}
async function packFoundDirectory({ path, title, mediaType = _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__/* .directoryType */ .eY, excludes = [] }, options) {
    // The writer of archives is loaded only for them.
    const { packDirectory } = await __webpack_require__.e(/* import() */ 1204).then(__webpack_require__.bind(__webpack_require__, 51204));
    const isIgnored = (inner) => excludes.some(({ takesOut }) => takesOut((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, inner)));
    const { contentDigest, ...packed } = await packDirectory(path, { ...options, title, mediaType, isIgnored });
    return { ...packed, annotations: { [_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .contentDigestAnnotation */ .zu]: contentDigest, [_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .unpackAnnotation */ .et]: 'true' } };
}
/** Refuses at push what a pull would refuse. */
function checkTitles(titles) {
    for (const title of titles) {
        const problem = title === '.' ? undefined : (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_12__/* .problemOfTitle */ .zN)(title);
        if (problem)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The title ${JSON.stringify(title)} of the input files ${problem}`);
    }
    const clash = (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_12__/* .findClash */ .RZ)(titles);
    if (clash) {
        const [folder, inner] = clash.toSorted((a, b) => a.length - b.length);
        const [one, other] = clash.map((title) => JSON.stringify(title));
        if (folder === '.' || inner.startsWith(`${folder}/`)) {
            const what = `the directory ${JSON.stringify(folder)} and ${JSON.stringify(inner)}, which is in it`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The input files takes ${what}: leave one of them out`);
        }
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', one === other
            ? `The input files gives the title ${one} to two files`
            : `The input files gives the titles ${one} and ${other}, which are one path on some systems`);
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
 * Says why a path or pattern that found nothing most likely did so, as the end of a sentence: several on one line,
 * backslashes where they do not separate, or a misspelt name. Empty where none of these seems to be it.
 */
function whyNothing(pattern, workspace, { sep } = node_path__WEBPACK_IMPORTED_MODULE_1__) {
    const isThere = (path) => path !== '' && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, baseOf(path)));
    const several = /[{(]/.test(pattern) ? [] : pattern.split(',').map((part) => part.trim());
    if (several.length > 1 && several.some(isThere))
        return ': it has commas';
    const slashed = pattern.replaceAll('\\', '/');
    if (sep === '/' && slashed !== pattern && isThere(slashed))
        return `: write ${JSON.stringify(slashed)}, with slashes`;
    const base = baseOf(pattern);
    return base === '' ? '' : (0,_near_path_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, base), workspace, pattern.slice(base.length));
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
function readAttestations(lines, { workspace }) {
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

/***/ 48329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ withImageSpec)
});

// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(11260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(44360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(50261);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
// EXTERNAL MODULE: ./lib/artifact/files/pack.js
var pack = __webpack_require__(70697);
;// CONCATENATED MODULE: ./lib/artifact/files/image-spec.js





/**
 * Gives a packed artifact the form of OCI image-spec 1.0, byte for byte as `oras push --image-spec v1.0`: the type of
 * the empty config says what it is, and there is no `artifactType`. Undefined where it has a config of its own, and so
 * no other form.
 */
function asImageSpec10(packed) {
    const manifest = (0,oci_manifest/* parseManifest */.Ng)(packed.bytes, packed.root.mediaType);
    if (manifest.kind !== 'manifest' || packed.config.mediaType !== descriptor/* emptyJson */.Gu.mediaType)
        return undefined;
    const { artifactType = media_types/* defaultArtifactType */.q6, layers, subject, annotations } = manifest;
    const { digest, size, annotations: ofConfig } = packed.config;
    const mediaType = artifactType === media_types/* defaultArtifactType */.q6 ? pack/* defaultConfigType */.G4 : artifactType;
    const config = { mediaType, digest, size, ...(ofConfig ? { annotations: ofConfig } : {}) };
    const { mediaType: type } = packed.root;
    const bytes = (0,oci_manifest/* encodeManifest */.Gb)({ mediaType: type, config, layers, ...(subject ? { subject } : {}), annotations });
    const root = (0,descriptor/* describe */.q0)(type, bytes);
    packed.store.stage(config, (0,verified/* openBytes */.od)(Buffer.from('{}')));
    packed.store.stage(root, (0,verified/* openBytes */.od)(bytes));
    return { ...packed, root, bytes, config, artifactType: undefined };
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/modes/send/image-spec.js


/**
 * Does the work for an artifact in the form that the input `image-spec` asks for. With `auto` that is OCI 1.1, unless
 * the content is already there in the form of OCI 1.0 (`known`), and where the registry refuses it, once more with 1.0.
 */
async function withImageSpec(packed, inputs, known, log, work) {
    const { imageSpec, config, artifactType, reference, tags = [] } = inputs;
    if (imageSpec === '1.0' && config !== undefined && artifactType !== undefined) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', 'The inputs config and artifact-type cannot be combined with image-spec "1.0", where the type of the config is that of the artifact');
    }
    const plain = imageSpec === '1.1' ? undefined : asImageSpec10(packed);
    if (plain && (imageSpec === '1.0' || known.has(plain.root.digest)))
        return work(plain);
    try {
        await work(packed);
    }
    catch (error) {
        // What is pinned has the one form.
        if (!plain || reference.digest !== undefined || !isFormRefused(error, [packed.root.digest, ...tags]))
            throw error;
        log.notice(`${reference.host} refuses artifacts in the form of OCI 1.1, so this one is sent in the form of 1.0, with the digest ${plain.root.digest}. Set image-spec to "1.0" to do so at once`);
        await work(plain);
    }
}
/**
 * Tells whether a registry refused a manifest for its form: 415, or 400 with MANIFEST_INVALID or a word on media types,
 * as GitLab does where a type is not on its list (ocx-sh/ocx#480; that of oras's config of 1.0 is), Quay before it knew
 * `artifactType` (quay/quay#2659, oras-project/oras#738, GoogleContainerTools/jib#698) and Artifactory
 * (GoogleContainerTools/jib#534). Signatures are manifests of their own, and nothing is said by their refusal.
 */
function isFormRefused(error, names) {
    if (!(error instanceof errors/* RegistryError */.gl) || error.code !== 'REGISTRY')
        return false;
    const [, name = ''] = /^PUT \S+\/manifests\/([^/]+)$/.exec(error.request) ?? [];
    if (!names.includes(name))
        return false;
    const isInvalid = error.errors.some(({ code }) => code === 'MANIFEST_INVALID');
    return (error.status === 415 || (error.status === 400 && (isInvalid || /media ?type|artifactType/i.test(error.message))));
}


/***/ }),

/***/ 94293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fx: () => (/* binding */ packInputFiles),
/* harmony export */   MQ: () => (/* binding */ blobNames),
/* harmony export */   R8: () => (/* binding */ filesOf),
/* harmony export */   Tr: () => (/* binding */ findInputFiles),
/* harmony export */   WC: () => (/* binding */ countFound),
/* harmony export */   jH: () => (/* binding */ readInputFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _artifact_annotations_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46948);
/* harmony import */ var _artifact_files_find_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53017);
/* harmony import */ var _artifact_files_pack_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(70697);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(54949);
/* harmony import */ var _disk_title_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(92423);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(3474);
/* harmony import */ var _near_path_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(85337);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44360);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(44842);
/* harmony import */ var _tell_progress_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(52359);
/* harmony import */ var _tell_useless_exclude_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(17047);
/* harmony import */ var _created_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(27447);
/* harmony import */ var _missing_files_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(95337);
















/** Of a directory, so many files are named in the log: more names do not fit into one line. */
const maxNamed = 5;
/** Finds the files that the inputs name; none only when `if-no-files-found` allows it. */
async function findInputFiles({ files: lines, root: base, ifNoFilesFound, includeHiddenFiles, symlinks, }, workspace, log) {
    const { onNothing, onEnd } = (0,_missing_files_js__WEBPACK_IMPORTED_MODULE_11__/* .reportMissing */ .v)('file', { files: lines, ifNoFilesFound }, workspace, log);
    const root = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, base);
    await checkRoot(root, workspace);
    const found = await (0,_artifact_files_find_files_js__WEBPACK_IMPORTED_MODULE_3__/* .findFiles */ .lY)(lines, {
        workspace,
        root,
        includeHidden: includeHiddenFiles,
        symlinks,
        onHidden: (title) => log.info(`Skipped ${title}, which is hidden`),
        onUseless: (line) => log.notice((0,_tell_useless_exclude_js__WEBPACK_IMPORTED_MODULE_12__/* .uselessExclude */ .N)(line)),
        onFolders: (line, folders) => log.info(`${line} finds files only, and leaves out the folders ${folders.join(', ')}: name them, or use **`),
        onNothing,
    });
    onEnd(found.length > 0);
    return found;
}
/** Names the root when it is wrong: else each file would be said to be outside. */
async function checkRoot(root, workspace) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(root).catch((error) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .systemCodeOf */ .c7)(error));
    if (typeof found !== 'string' && found.isDirectory())
        return;
    const what = found === 'ENOENT'
        ? `does not exist${(0,_near_path_js__WEBPACK_IMPORTED_MODULE_7__/* .didYouMean */ .a)(root, workspace)}`
        : typeof found === 'string'
            ? `cannot be read: ${found}`
            : 'is not a directory';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', `The directory ${JSON.stringify(root)} of the input root ${what}`);
}
/** Packs the files that the inputs name, with the annotations they ask for. */
async function packInputFiles(files, inputs, mode, { build, temporary, config, subject, claimed = new Map(), sendAhead, }) {
    const { log, signal, workspace } = mode;
    const created = await (0,_created_js__WEBPACK_IMPORTED_MODULE_10__/* .createdTime */ .w)(inputs.created, build);
    const annotations = await gatherAnnotations(inputs, created, workspace, build);
    const directories = {
        symlinks: inputs.symlinks,
        includeHidden: inputs.includeHiddenFiles,
        onHidden: (title) => log.info(`Skipped ${title}, which is hidden`),
        temporary,
        claimed,
    };
    const hashing = (0,_tell_progress_js__WEBPACK_IMPORTED_MODULE_9__/* .startProgress */ .o)(log, 'Hashing');
    const onRead = (title, bytes) => hashing.moved(bytes, title);
    const artifact = inputs.kind === 'flux'
        ? await packFluxSource({ files, annotations, directories, onRead }, inputs, mode)
        : await (0,_artifact_files_pack_js__WEBPACK_IMPORTED_MODULE_4__/* .packFiles */ .Po)({
            files,
            artifactType: inputs.artifactType,
            config,
            subject,
            annotations,
            directories: { ...directories, time: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000) },
            sendAhead,
            onRead,
            concurrency: inputs.concurrency,
            signal,
        });
    const excludes = new Set(files.flatMap((file) => file.excludes ?? []));
    for (const { line, isUsed } of excludes)
        if (!isUsed)
            log.notice((0,_tell_useless_exclude_js__WEBPACK_IMPORTED_MODULE_12__/* .uselessExclude */ .N)(line));
    const foreign = artifact.layers.filter(({ title }) => (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_13__/* .isBeyondWindows */ .P0)(title)).map(({ title }) => title);
    if (foreign.length > 0) {
        log.notice(`Windows does not allow such names, so these cannot be pulled there: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_14__/* .briefList */ .X2)(foreign)}`);
    }
    for (const layer of artifact.layers)
        log.info(describeLayer(layer));
    return artifact;
}
async function packFluxSource(source, { config, artifactType }, { workspace, log, signal }) {
    const foreign = config !== undefined ? 'config' : artifactType !== undefined ? 'artifact-type' : undefined;
    if (foreign) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', `The input ${foreign} does not apply to kind flux, which sets its own`);
    }
    const { packFlux } = await __webpack_require__.e(/* import() */ 5739).then(__webpack_require__.bind(__webpack_require__, 15739));
    const links = [];
    const kept = [];
    const artifact = await packFlux({
        ...source,
        workspace,
        onIgnored: (path) => log.info(`Left out ${path}, as .sourceignore or the defaults of Flux say`),
        onKept: (path) => kept.push(path),
        onLink: (path) => links.push(path),
        signal,
    });
    if (links.length > 0) {
        log.warning(`Flux skips symbolic links, so these are left out: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_14__/* .briefList */ .X2)(links)}. Set symlinks to follow to take what they point to`);
    }
    if (kept.length > 0) {
        log.notice(`Flux reads some lines of .sourceignore differently from git, so these stay in: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_14__/* .briefList */ .X2)(kept)}. Write [^a] for [!a], and name folders without **`);
    }
    return artifact;
}
/** Lists the files of a packed artifact as outputs have them. */
function filesOf({ layers }) {
    return layers.map(({ title, descriptor: { digest, size, mediaType }, contents }) => {
        return { title, digest, size, mediaType, ...(contents ? { entries: contents } : {}) };
    });
}
/** Makes what names each blob of a packed artifact. */
function blobNames({ layers }) {
    // The first file of several with the same content gives its name.
    const names = new Map(layers.toReversed().map((layer) => [layer.descriptor.digest, nameOf(layer)]));
    return ({ digest }) => names.get(digest) ?? 'config';
}
/** Counts what is to be packed. */
function countFound(files) {
    const directories = files.filter(({ excludes }) => excludes !== undefined).length;
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_14__/* .countFiles */ .Dc)(files.length - directories, directories);
}
/** The name of a file or, with a slash behind it, of a directory. */
function nameOf({ title, contents }) {
    return contents ? `${title}/` : title;
}
/** Names a packed file with its size, or a directory with what is in it. */
function describeLayer(layer) {
    const { descriptor, contents } = layer;
    const packed = `${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_15__/* .formatBytes */ .z)(descriptor.size)}  ${descriptor.digest}`;
    if (!contents)
        return `${nameOf(layer)}  ${packed}`;
    const { files, size, first } = contents;
    const named = first.slice(0, maxNamed).map(({ name }) => name);
    const more = files > named.length ? ` and ${files - named.length} more` : '';
    const names = files > 0 ? `  (${named.join(', ')}${more})` : '';
    return `${nameOf(layer)}  ${(0,_words_js__WEBPACK_IMPORTED_MODULE_14__/* .count */ .U9)(files, 'file')}, ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_15__/* .formatBytes */ .z)(size)} → ${packed}${names}`;
}
/**
 * Puts the sources of annotations together: what is given outright wins over the file, and the file over the
 * workflow's.
 */
async function gatherAnnotations(inputs, created, workspace, build) {
    const path = inputs.annotationFile;
    const fromFile = path
        ? (0,_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_2__/* .parseAnnotationFile */ .LS)(readInputFile('annotation-file', path, inputs.symlinks, workspace).toString(), path)
        : { manifest: {}, config: {}, layers: new Map() };
    const { source, runUrl } = build;
    const isFlux = inputs.kind === 'flux';
    const revision = isFlux ? fluxRevision(build) : build.revision;
    const wanted = inputs.githubAnnotations ?? (isFlux ? 'all' : 'source');
    const isAll = wanted === 'all';
    const fromWorkflow = {
        ...(source && wanted !== 'none' ? { 'org.opencontainers.image.source': source } : {}),
        ...(revision && isAll ? { 'org.opencontainers.image.revision': revision } : {}),
        // Flux writes none, and a second run of one commit would make another artifact.
        ...(runUrl && isAll && !isFlux ? { 'org.opencontainers.image.url': runUrl } : {}),
    };
    return {
        ...fromFile,
        manifest: {
            ...fromWorkflow,
            ...(created === undefined ? {} : { [_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_2__/* .createdAnnotation */ .oy]: created }),
            ...fromFile.manifest,
            ...inputs.annotations,
        },
    };
}
/** The commit as Flux names it: `main@sha1:…` (fluxcd/flux2, RFC 0005). */
function fluxRevision({ revision, refName }) {
    if (revision === undefined)
        return undefined;
    const digest = `${revision.length === 64 ? 'sha256' : 'sha1'}:${revision}`;
    return refName === undefined ? digest : `${refName}@${digest}`;
}
/**
 * Reads a file that an input names, of at most 4 MiB: what is to go into a manifest can have no more, nor a config that
 * we read (`read-config.ts`). Fails with INVALID_INPUT.
 */
function readInputFile(input, path, symlinks, workspace) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, path);
    const fail = (what, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(file)} of the input ${input} ${what}`, facts);
    return (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_5__/* .readHeld */ .i)(file, { folder: workspace, symlinks, limit: _oci_manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .maxManifestBytes */ .rq, fail });
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
    const report = (text) => {
        if (ifNoFilesFound === 'error')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', text, { topic: 'no-match' });
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

/***/ 43844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ sendStaged)
/* harmony export */ });
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3474);
/* harmony import */ var _store_copy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96148);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67813);
/* harmony import */ var _tell_progress_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52359);
/* harmony import */ var _count_moved_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58878);





/** Sends what is missing of an artifact, and writes its tags. */
async function sendStaged({ store, root, size, present = new Set() }, target, { sent = new Set(), nameOf, beforeTags, tags = [], log, ...options }) {
    const tellBlob = (blob, fate) => log.info(`${fate === 'copied' ? 'Sent' : 'Already there'}: ${nameOf(blob)}  ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z)(blob.size)}`);
    const { onEvent, moved } = (0,_count_moved_js__WEBPACK_IMPORTED_MODULE_3__/* .countMoved */ .V)((0,_tell_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .startProgress */ .o)(log, 'Sending', size), nameOf, tellBlob, sent);
    await (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_0__/* .copy */ .C)(store, root, target, {
        ...options,
        tags: beforeTags ? [] : tags,
        present: present.union(sent),
        onEvent,
    });
    await beforeTags?.();
    if (beforeTags && tags.length > 0) {
        const { onTagged, signal } = options;
        const { bytes } = await store.manifest(root.digest, signal);
        await target.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_1__/* .openBytes */ .od)(bytes), { tags, onTagged, signal });
    }
    // Nobody asks for the blobs of a manifest that is there.
    return { ...moved, reused: size - moved.transferred };
}


/***/ }),

/***/ 77764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ openSigning),
/* harmony export */   b: () => (/* binding */ tellUntouched)
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
async function openSigning(inputs, mode) {
    checkInputs(inputs);
    if (inputs.sign === 'none' && inputs.attest.length === 0)
        return undefined;
    const asked = (0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .readAttestations */ .a)(inputs.attest, mode);
    const open = inputs.sign === 'key'
        ? await openKey(inputs, asked, mode)
        : await (await Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3341)]).then(__webpack_require__.bind(__webpack_require__, 13341))).openJob(inputs, asked, mode);
    const { lookFor, signManifest } = await __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733));
    const { log, learn, signal } = mode;
    const all = [];
    const urls = [];
    const sign = async (store, subject, repository, within = signal) => {
        const name = `${repository}@${subject.digest}`;
        const work = async () => {
            const { hand, pieces, keep } = await open();
            const done = await (inputs.dryRun ? lookFor : signManifest)(hand, pieces, store, subject, within);
            return { hand, keep, ...done };
        };
        const { hand, keep, signatures, added, attestations, unwritten } = await work().catch((error) => {
            if (!inputs.dryRun)
                log.warning(`${name} is there, but not all of its signatures are, so no tag was moved to it`);
            throw error;
        });
        for (const why of unwritten)
            log.warning(`${name} is signed in one format only, which fewer programs find: ${why}`);
        tellSigned(log, name, hand.label, added, inputs.dryRun);
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
async function openKey({ signKey, signKeyPassword, signatureFormat }, attestations, mode) {
    if (attestations.some(({ kind }) => kind === 'provenance')) {
        const what = 'attest: provenance cannot be combined with sign: key: a provenance is made from the token of the job';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', what, { topic: 'provenance' });
    }
    const [{ openPrivateKey }, { keyHand }, { signatureIn }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6923).then(__webpack_require__.bind(__webpack_require__, 46923)),
        Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3001)]).then(__webpack_require__.bind(__webpack_require__, 33001)),
        __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733)),
    ]);
    const hand = keyHand(await openPrivateKey(readKey(signKey, mode), signKeyPassword));
    const pieces = [...signatureIn(signatureFormat), ...(0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .X)(attestations)];
    return async () => ({ hand, pieces });
}
/** Says that what a tag leads to, and goes on leading to, is not what this step vouches for. */
function tellUntouched(log, name, ways) {
    if (ways.length > 0)
        log.notice(`${name} stays where it is: this step has not ${ways.join(' or ')} it`);
}
/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey, { workspace, mask }) {
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
    await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .concurrently */ .rK)(manifests, walk.session.slots.lanes, walk.signal, (child, signal) => share({ ...walk, depth: walk.depth + 1, signal }, child, copyPart));
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
