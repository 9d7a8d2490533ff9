export const modules = {

/***/ 8193: // ./lib/artifact/files/find-files.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $J: () => (/* binding */ splitMediaType),
/* harmony export */   Lz: () => (/* binding */ lookAtLine),
/* harmony export */   _N: () => (/* binding */ statOf),
/* harmony export */   fg: () => (/* binding */ isGlob),
/* harmony export */   jN: () => (/* binding */ matcher),
/* harmony export */   lY: () => (/* binding */ findFiles),
/* harmony export */   x2: () => (/* binding */ readExclude)
/* harmony export */ });
/* unused harmony export matcherOfExclude */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4006);
/* harmony import */ var _disk_held_to_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5858);
/* harmony import */ var _disk_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7469);
/* harmony import */ var _disk_title_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2423);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(261);
/* harmony import */ var _name_case_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5464);
/* harmony import */ var _own_name_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5928);
/* harmony import */ var _why_nothing_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1484);












/**
 * Finds the files that the lines of the input `files` name: `path`, `glob` or `!glob`, the former two with an optional
 * `:media/type` at the end. Lines work in their order, so that a later one can take back what an earlier one did, or
 * give a file another media type. A directory that a line names is taken as a whole; patterns find files only. Files of
 * one line are sorted by path. Fails with INVALID_INPUT for what cannot be packed.
 */
async function findFiles(lines, options) {
    const found = new Map();
    const excludes = [];
    for (const line of lines.map((one) => (0,_own_name_js__WEBPACK_IMPORTED_MODULE_8__/* .ownLine */ .D)(one, options.workspace))) {
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
    if (!(await (0,_name_case_js__WEBPACK_IMPORTED_MODULE_7__/* .ignoresCase */ .cJ)(workspace)))
        return files;
    const names = new Map();
    return Promise.all(files.map(async (file) => ({ ...file, path: await (0,_name_case_js__WEBPACK_IMPORTED_MODULE_7__/* .pathOnDisk */ .ur)(file.path, workspace, names) })));
}
/**
 * Splits `path[:media/type]` at the last colon. What follows it must have the form of a media type, so that `D:/a/x`
 * and a file named `a:b` stay paths; or nothing, for the default type, as oras has it since 1.3.
 */
async function splitMediaType(line, workspace, input = 'files') {
    const colon = line.lastIndexOf(':');
    const suffix = line.slice(colon + 1);
    if (colon <= 0 || (await lookAtLine(line, workspace)).stats)
        return { pattern: line };
    const path = line.slice(0, colon);
    if (suffix === '')
        return { pattern: path };
    // A pattern with such an end is taken for one with a media type: it could match hardly anything else.
    const isTyped = isGlob(path) && suffix.includes('/');
    if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_6__/* .isMediaType */ .LA)(suffix))
        return { pattern: path, mediaType: suffix };
    const isPath = isGlob(suffix) || (colon === 1 && /^[A-Za-z]:[\\/]/.test(line));
    if (isPath || !(isTyped || (await lookAtLine(path, workspace)).stats))
        return { pattern: line };
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .invalid */ .Gq)(input, line, `ends in an invalid media type ${quote(suffix)}`, { topic: 'media-type' });
}
async function findLine(pattern, line, options) {
    const { workspace, includeHidden, onHidden, onNothing, onFolders } = options;
    const { path: literal, stats } = await lookAtLine(pattern, workspace);
    if (stats) {
        if (stats.isDirectory())
            return [{ path: literal, excludes: [] }];
        if (!stats.isFile())
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .invalid */ .Gq)('files', line, 'does not name a regular file');
        return [{ path: literal }];
    }
    const slashed = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(pattern);
    const paths = isGlob(slashed) ? await (await Promise.all(/* import() */[__webpack_require__.e(3382), __webpack_require__.e(1700)]).then(__webpack_require__.bind(__webpack_require__, 1700))).globFiles(slashed, workspace) : [];
    // Wildcards do not match a leading dot; a pattern can name it.
    const isNamed = matcher(slashed, workspace, { dot: includeHidden });
    const files = [];
    for (const path of paths) {
        if (isNamed(path))
            files.push({ path });
        else
            onHidden((0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(workspace, path)));
    }
    if (files.length === 0)
        onNothing(line, !isGlob(slashed), (0,_why_nothing_js__WEBPACK_IMPORTED_MODULE_9__/* .whyNothing */ .w)(pattern, workspace));
    else if (onFolders) {
        const folders = await foldersBeside(slashed, workspace);
        if (folders.length > 0)
            onFolders(line, folders);
    }
    return files.sort((a, b) => Buffer.compare(Buffer.from((0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(a.path)), Buffer.from((0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(b.path))));
}
/** The folders that a pattern for all of one folder, `folder/*`, does not take. */
async function foldersBeside(pattern, workspace) {
    const [, folder] = /^((?:[^*]*\/)?)\*$/.exec(pattern) ?? [];
    if (folder === undefined || isGlob(folder))
        return [];
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, folder), { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => folder + name);
}
/**
 * Reads a `!` line: it takes out files, and all that is below a folder. Letters count as they do on the disk: what a
 * line names there must not be published for its case.
 */
async function readExclude(line, workspace) {
    const matches = await matcherOfExclude(line.slice(1), workspace, await (0,_name_case_js__WEBPACK_IMPORTED_MODULE_7__/* .ignoresCase */ .cJ)(workspace));
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
async function matcherOfExclude(pattern, workspace, isCaseIgnored, system = node_path__WEBPACK_IMPORTED_MODULE_2__) {
    const folded = (path) => (isCaseIgnored ? (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_10__/* .foldedPath */ .kV)(path) : (0,_name_case_js__WEBPACK_IMPORTED_MODULE_7__/* .composed */ .p4)(path));
    const literal = await (0,_name_case_js__WEBPACK_IMPORTED_MODULE_7__/* .inFormOnDisk */ .We)(system.resolve(workspace, pattern), workspace);
    const literalFile = folded(literal);
    const literalFolder = literalFile + system.sep;
    if (await statOf(literal)) {
        return (path) => folded(path) === literalFile || folded(path).startsWith(literalFolder);
    }
    const slashed = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(pattern, system).replace(/\/$/, '');
    const options = { dot: true, nocase: isCaseIgnored, system };
    const isFile = matcher(slashed, workspace, options);
    const isBelow = matcher(`${slashed}/**`, workspace, options);
    return (path) => isFile(path) || isBelow(path);
}
/**
 * Makes a test of absolute paths from a pattern; the path of the workspace itself is not a pattern, whatever is in it.
 */
function matcher(pattern, workspace, { dot, nocase = false, system = node_path__WEBPACK_IMPORTED_MODULE_2__ }) {
    const isMatch = picomatch__WEBPACK_IMPORTED_MODULE_11__((0,_name_case_js__WEBPACK_IMPORTED_MODULE_7__/* .composed */ .p4)((0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(system.normalize(pattern), system)), { dot, nocase });
    const { isAbsolute, relative } = system;
    return (path) => isMatch((0,_name_case_js__WEBPACK_IMPORTED_MODULE_7__/* .composed */ .p4)((0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(isAbsolute(pattern) ? path : relative(workspace, path), system)));
}
/** Tells whether a line has wildcards. */
function isGlob(pattern) {
    return picomatch__WEBPACK_IMPORTED_MODULE_11__.scan(pattern).isGlob;
}
/** The path of a file or directory below the root, which names it in the artifact. */
function titleOf({ path, excludes }, { root }) {
    const title = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .pathBelow */ .B)(root, path);
    if (excludes && title === '')
        return '.';
    if (title === undefined || title === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('INVALID_INPUT', `The file ${quote(path)} of the input files is outside the root ${quote(root)}`, { topic: 'outside-root' });
    }
    const problem = (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_10__/* .problemOfTitle */ .zN)(title);
    if (problem)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('INVALID_INPUT', `The file ${quote(title)} of the input files ${problem}`);
    return title;
}
/**
 * Refuses links by the input `symlinks`: what is checked out may link to a secret of the runner. What is in the
 * workspace as it is written is held to it, and what is below a root elsewhere to that root.
 */
function checkLinks(paths, { workspace, root, symlinks }) {
    const inWorkspace = (0,_disk_held_to_js__WEBPACK_IMPORTED_MODULE_3__/* .heldTo */ .l)({ folder: workspace, symlinks });
    const belowRoot = (0,_disk_held_to_js__WEBPACK_IMPORTED_MODULE_3__/* .heldTo */ .l)({ folder: root, symlinks });
    const problemOf = (path, real) => ((0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .pathBelow */ .B)(workspace, path) === undefined ? belowRoot : inWorkspace)(path, real);
    /** Folders that are in their place, and with them each plain file in them. */
    const inside = new Set();
    for (const path of paths) {
        // What cannot be looked at cannot be read either, which is said there.
        const found = orNone(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path));
        const isPlain = found?.isFile() === true;
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
        if (isPlain && inside.has(folder))
            continue;
        const real = orNone(() => node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(path));
        if (real === undefined)
            continue;
        const problem = problemOf(path, real);
        if (problem !== undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('INVALID_INPUT', `The file ${quote(path)} of the input files ${problem.what}`, problem);
        }
        if (isPlain && problemOf(folder, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(real)) === undefined)
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
/** Looks at what a line names without wildcards, in whatever form of Unicode. */
async function lookAtLine(line, workspace) {
    const path = await (0,_name_case_js__WEBPACK_IMPORTED_MODULE_7__/* .inFormOnDisk */ .We)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, line), workspace);
    return { path, stats: await statOf(path) };
}
/** Looks at a file, following links; undefined when there is none. */
async function statOf(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path);
    }
    catch (error) {
        const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCodeOf */ .c7)(error);
        if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ERR_INVALID_ARG_VALUE'].includes(code))
            return undefined;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('INVALID_INPUT', `The file ${quote(path)} of the input files cannot be read: ${code}`, {
            cause: error,
        });
    }
}
function quote(text) {
    return JSON.stringify(text);
}


/***/ }),

/***/ 5928: // ./lib/artifact/files/own-name.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ ownLine),
/* harmony export */   q: () => (/* binding */ ownName)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _disk_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7469);



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

/***/ 697: // ./lib/artifact/files/pack.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G4: () => (/* binding */ defaultConfigType),
/* harmony export */   In: () => (/* binding */ defaultFileType),
/* harmony export */   OR: () => (/* binding */ blobsOf),
/* harmony export */   Po: () => (/* binding */ packFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4957);
/* harmony import */ var _disk_open_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6580);
/* harmony import */ var _disk_title_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(2423);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(261);
/* harmony import */ var _store_memory_store_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3242);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7813);
/* harmony import */ var _annotations_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6948);
/* harmony import */ var _file_content_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2342);













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
    // Without files, oras writes one empty layer beside a type, and none where the config says what it is.
    const stand = type === undefined ? [] : [_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyJson */ .Gu];
    if (layers.length === 0)
        store.stage(_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyJson */ .Gu, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_9__/* .openBytes */ .od)(Buffer.from('{}')));
    const bytes = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeManifest */ .Gb)({
        mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__/* .imageManifest */ .Bz,
        ...(type === undefined ? {} : { artifactType: type }),
        config: configDescriptor,
        layers: layers.length > 0 ? layers.map(({ descriptor }) => descriptor) : stand,
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
/** The blobs of a packed artifact: its config and its layers; without files, the empty layer where it has one. */
function blobsOf({ config, layers, artifactType }) {
    const stand = layers.length === 0 && artifactType !== undefined ? [_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyJson */ .Gu] : [];
    return [config, ...layers.map(({ descriptor }) => descriptor), ...stand];
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
    const { packDirectory } = await __webpack_require__.e(/* import() */ 1204).then(__webpack_require__.bind(__webpack_require__, 1204));
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The input files takes ${what}: leave one of them out`, {
                topic: 'path-clash',
            });
        }
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', one === other
            ? `The input files gives the title ${one} to two files`
            : `The input files gives the titles ${one} and ${other}, which are one path on some systems`, { topic: 'path-clash' });
    }
}


/***/ }),

/***/ 1484: // ./lib/artifact/files/why-nothing.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ whyNothing)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4006);
/* harmony import */ var _near_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5337);




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

/***/ 5747: // ./lib/modes/attach.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   attach: () => (/* binding */ attach)
/* harmony export */ });
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1260);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3940);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7813);
/* harmony import */ var _contract_told_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6014);
/* harmony import */ var _find_find_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6937);
/* harmony import */ var _find_find_top_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2080);
/* harmony import */ var _kinds_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3778);
/* harmony import */ var _publish_count_moved_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8986);
/* harmony import */ var _publish_deliver_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7881);
/* harmony import */ var _publish_image_spec_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3918);










/**
 * Publishes files as an artifact of its own that refers to another manifest as its subject: an SBOM, a signature, a
 * report.
 */
async function attach({ reference, sought, platforms: [platform], artifactType, imageSpec, concurrency, dryRun }, { open, told, log, signal }, { kind, sign, verify }) {
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(reference);
    const { about } = told;
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_3__/* .tell */ .qz)(about, { repository, tags: [], fate: 'not reached', files: [], moved: _contract_told_js__WEBPACK_IMPORTED_MODULE_3__/* .nothingMoved */ .FY });
    const cargo = await kind.find();
    if (!cargo)
        return;
    const target = open.store(reference);
    const found = await (0,_find_find_top_js__WEBPACK_IMPORTED_MODULE_5__/* .findVerified */ .y)(target, sought, { purpose: 'attach to', verify }, { told, log, signal });
    if (!found)
        return;
    const chosen = await (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .findChosen */ .qc)(target, found.top, { reference, platform }, { log, signal });
    // Whatever happens to the tag, the digest counts from now on.
    const subject = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__/* .bare */ .$B)(chosen.descriptor);
    // Its type and size go into what is published.
    chosen.parsed();
    (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .checkExpected */ .vi)(sought.expectDigest, reference, found.top.descriptor.digest, subject.digest);
    told.exists = true;
    about.details = { subject };
    await log.group(`${dryRun ? 'Would attach' : 'Attach'} ${cargo.label} to ${repository}`, async () => {
        log.info(`The subject is ${repository}@${subject.digest}`);
        const packed = await cargo.stage({ target, current: [], isCertain: false, subject });
        const listed = await digestsListed(target, subject, packed.root.digest, signal);
        // A list under a tag is what somebody wrote there: the manifest may never have come, or be gone.
        const isThere = async ({ root }) => listed.has(root.digest) && target.has(root, signal);
        const task = {
            target,
            repository,
            subject,
            isThere,
            sent: new Set(packed.sent),
            sign,
            artifactType,
            concurrency,
            dryRun,
        };
        await (0,_publish_image_spec_js__WEBPACK_IMPORTED_MODULE_9__/* .withImageSpec */ .T)(packed, imageSpec, { reference, isThere }, log, (chosen) => publish(chosen, task, { about, log, signal }));
    });
}
/** Sends a packed artifact, unless the list of its subject has it. */
async function publish(packed, { target, repository, subject, isThere, sent, sign, artifactType, concurrency, dryRun }, { about, log, signal }) {
    const { root, bytes } = packed;
    const facts = (0,_kinds_files_js__WEBPACK_IMPORTED_MODULE_6__.packedFacts)(packed, repository);
    const made = {
        ...facts,
        artifactType,
        details: { subject, ...facts.details },
        related: [{ digest: subject.digest, type: subject.mediaType, relation: 'subject', of: root.digest }],
    };
    const isListed = await isThere(packed);
    const transfer = (0,_publish_count_moved_js__WEBPACK_IMPORTED_MODULE_7__/* .startTransfer */ .E)(concurrency, sent);
    const { session, moved } = transfer;
    // Content without a place in the list of its subject, as a job leaves it that was cancelled in between.
    const attach = async (onEvent) => {
        if (session.brought.has(root.digest))
            return;
        await target.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .openBytes */ .od)(bytes), { signal });
        onEvent({ kind: 'copied', descriptor: root });
    };
    const onThere = () => (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_3__/* .tell */ .qz)(about, {
        ...made,
        fate: isListed ? 'unchanged' : 'attached',
        moved: { ..._contract_told_js__WEBPACK_IMPORTED_MODULE_3__/* .nothingMoved */ .FY, transferred: moved.transferred },
    });
    const cargo = (0,_kinds_files_js__WEBPACK_IMPORTED_MODULE_6__.packedCargo)(packed);
    const { isChanged } = await (0,_publish_deliver_js__WEBPACK_IMPORTED_MODULE_8__/* .deliver */ .c)({ store: target, repository, tags: [], digest: root.digest, pending: [], previous: {}, tagged: {} }, { ...cargo, transfer, attach, isThere: isListed, onThere }, { sign, dryRun, log, signal });
    const { transferred } = moved;
    const reused = dryRun && !isListed ? 0 : cargo.size - transferred;
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_3__/* .tell */ .qz)(about, { ...made, fate: isChanged ? 'attached' : 'unchanged', moved: { transferred, reused } });
}
/** The digests in the list of a subject, up to the one that is wanted. */
async function digestsListed(target, subject, wanted, signal) {
    const digests = new Set();
    for await (const { digest } of target.referrers(subject, signal)) {
        digests.add(digest);
        if (digest === wanted)
            break;
    }
    return digests;
}


/***/ }),

/***/ 3778: // ./lib/modes/kinds/files.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  countFound: () => (/* binding */ countFound),
  filesKind: () => (/* binding */ filesKind),
  foundFiles: () => (/* binding */ foundFiles),
  packedCargo: () => (/* binding */ packedCargo),
  packedFacts: () => (/* binding */ packedFacts)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/artifact/files/find-files.js
var find_files = __webpack_require__(8193);
// EXTERNAL MODULE: ./lib/artifact/files/name-case.js
var name_case = __webpack_require__(5464);
// EXTERNAL MODULE: ./lib/artifact/files/pack.js
var pack = __webpack_require__(697);
// EXTERNAL MODULE: ./lib/artifact/files/reader-notices.js
var reader_notices = __webpack_require__(5655);
// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __webpack_require__(4949);
// EXTERNAL MODULE: ./lib/disk/title.js
var title = __webpack_require__(2423);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(4842);
// EXTERNAL MODULE: ./lib/modes/tell/first-lines.js
var first_lines = __webpack_require__(3226);
// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(2359);
// EXTERNAL MODULE: ./lib/modes/tell/total-size.js
var total_size = __webpack_require__(3052);
// EXTERNAL MODULE: ./lib/modes/tell/useless-exclude.js
var useless_exclude = __webpack_require__(7047);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __webpack_require__(6948);
// EXTERNAL MODULE: ./lib/chunks.js
var chunks = __webpack_require__(9749);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
;// CONCATENATED MODULE: ./lib/modes/kinds/ahead.js
// What the place of an artifact saves while that is packed.





/** Sends large files while they are hashed, and stops as soon as the target turns out to have one. */
function sendMissing(target, log) {
    const send = target.sendAhead?.bind(target);
    if (!send)
        return undefined;
    return (content, signal) => {
        const progress = (0,tell_progress/* startProgress */.o)(log, 'Sending', content.size);
        const open = async () => (0,chunks/* tapped */.DS)(await content.open(), ({ byteLength }) => progress.moved(byteLength, content.title));
        const ahead = send({ ...content, open }, signal);
        return {
            ...ahead,
            async commit(descriptor) {
                if (!(await target.has(descriptor, signal)))
                    return ahead.commit(descriptor);
                await ahead.cancel();
                return false;
            },
        };
    };
}
/** The archives of directories in what the tags point to, by the digest of what is said to be in them. */
function archivesIn(current, target) {
    const archives = new Map();
    for (const { content } of current) {
        for (const layer of content ? layersOf(content) : []) {
            const digest = layer.annotations?.[annotations/* contentDigestAnnotation */.zu];
            if ((0,oci_digest/* isDigest */.Bc)(digest)) {
                archives.set(digest, { descriptor: layer, open: (signal) => target.fetch(layer, signal) });
            }
        }
    }
    return archives;
}
/** The layers of a manifest; none of one that we cannot read, which is no reason not to replace it. */
function layersOf({ parsed }) {
    try {
        const manifest = parsed();
        return manifest.kind === 'manifest' ? manifest.layers : [];
    }
    catch (error) {
        if ((0,errors/* hasCode */.up)(error, 'ARTIFACT'))
            return [];
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/modes/kinds/annotations.js
var kinds_annotations = __webpack_require__(4770);
// EXTERNAL MODULE: ./lib/modes/kinds/input-files.js + 1 modules
var input_files = __webpack_require__(8158);
;// CONCATENATED MODULE: ./lib/modes/kinds/files.js


















/** Of a directory, so many files are named in the log: more names do not fit into one line. */
const maxNamed = 5;
/** Files and directories, each a layer, as oras has them; without any, annotations or a config are all there is. */
function filesKind(made, shop) {
    const { files: wanted, artifactType, imageSpec, concurrency } = made;
    return {
        async find() {
            if (imageSpec === '1.0' && made.config !== undefined && artifactType !== undefined) {
                throw new errors/* OciError */.Mf('INVALID_INPUT', 'The inputs config and artifact-type cannot be combined with image-spec "1.0", where the type of the config is that of the artifact', { topic: 'combined-inputs' });
            }
            const files = wanted.files.length === 0 ? [] : await (0,input_files/* findInputFiles */.T)(wanted, shop.workspace, shop.log);
            if (files.length === 0 && wanted.files.length > 0)
                return undefined;
            await (0,input_files/* noteLineEnds */.H)(files, shop.build, shop.log);
            const authorAnnotations = await (0,kinds_annotations/* readAnnotations */.ti)(made.annotations, shop);
            const config = await findConfig(made.config, wanted.symlinks, shop.workspace);
            const time = authorAnnotations.created === undefined ? 0 : Math.floor(Date.parse(authorAnnotations.created) / 1000);
            return foundFiles(files, authorAnnotations, wanted, shop, ({ directories, ...packing }, { target, isCertain, subject }) => (0,pack/* packFiles */.Po)({
                ...{ ...packing, artifactType, config, subject, concurrency, signal: shop.signal },
                directories: { ...directories, time },
                sendAhead: isCertain && concurrency > 1 ? sendMissing(target, shop.log) : undefined,
            }));
        },
    };
}
async function findConfig(config, symlinks, workspace) {
    if (config === undefined)
        return undefined;
    const { pattern, mediaType } = await (0,find_files/* splitMediaType */.$J)(config, workspace, 'config');
    // We read no larger config (`read-config.ts`).
    const bytes = (0,read_held/* readNamedFile */.wh)('config', pattern, { folder: workspace, symlinks, limit: manifest/* maxManifestBytes */.rq });
    return { bytes, ...(mediaType === undefined ? {} : { mediaType }) };
}
/** Makes what will be an artifact of files, and says of it what its readers may miss. */
function foundFiles(files, { created: _, ...annotations }, { symlinks, includeHiddenFiles }, { temporary, log }, pack) {
    const macFiles = [];
    const decomposed = new Set();
    const foreign = new Set();
    const onName = (name) => {
        if (name !== (0,name_case/* composed */.p4)(name))
            decomposed.add(name);
        if ((0,title/* isBeyondWindows */.P0)(name))
            foreign.add(name);
    };
    return {
        label: countFound(files),
        hasDirectories: files.some(({ excludes }) => excludes !== undefined),
        async stage(place) {
            const hashing = (0,tell_progress/* startProgress */.o)(log, 'Hashing');
            const directories = {
                symlinks,
                includeHidden: includeHiddenFiles,
                onHidden: (title) => log.info(`Skipped ${title}, which is hidden`),
                onMacFile: (title) => macFiles.push(title),
                onName,
                temporary,
                claimed: archivesIn(place.current, place.target),
            };
            const onRead = (title, bytes) => hashing.moved(bytes, title);
            const packed = await pack({ files, annotations, directories, onRead }, place);
            for (const { title } of packed.layers)
                onName(title);
            tellLeftOver(files, annotations, log);
            if (macFiles.length > 0)
                log.notice((0,reader_notices/* macNotice */.i2)(macFiles.sort()));
            if (decomposed.size > 0)
                log.notice((0,reader_notices/* formNotice */.RJ)([...decomposed].sort()));
            if (foreign.size > 0)
                log.notice(foreignNotice([...foreign].sort()));
            tellPacked(packed, place.subject !== undefined, log);
            return packed;
        },
        changedSince: (start, packed) => changedSince(start, files, packed),
    };
}
/** Names lines of inputs that did nothing. */
function tellLeftOver(files, { layers }, log) {
    const titles = new Set(files.map(({ title }) => title));
    const idle = [...layers.keys()].filter((title) => !titles.has(title));
    if (idle.length > 0)
        log.warning(`Lines of the input annotations are for layers that are not there: ${(0,words/* briefList */.X2)(idle)}`);
    const excludes = new Set(files.flatMap((file) => file.excludes ?? []));
    for (const { line, isUsed } of excludes)
        if (!isUsed)
            log.notice((0,useless_exclude/* uselessExclude */.N)(line));
}
function foreignNotice(names) {
    return `Windows does not allow such names, so these cannot be pulled there: ${(0,words/* briefList */.X2)(names)}`;
}
/** Lists what was packed, and says what programs that read it make of it. */
function tellPacked({ layers }, isAttached, log) {
    if (layers.length === 0)
        log.notice('The artifact has no files, only its annotations and config');
    const lines = (0,first_lines/* firstLines */.U)(log);
    for (const layer of layers)
        lines.say('Packed', describeLayer(layer));
    lines.end();
    // These programs read no attachments.
    if (!isAttached)
        for (const notice of (0,reader_notices/* readerNotices */.Xk)(layers))
            log.notice(notice);
}
/** The title of a file that has another size than it was packed with, or was written since then. */
function changedSince(start, files, { layers }) {
    const isChanged = ({ path, excludes }, index) => {
        // An archive of a directory is a file of ours.
        if (excludes !== undefined)
            return false;
        const found = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
        return found?.size !== layers[index]?.descriptor.size || (found?.mtimeMs ?? 0) >= start;
    };
    return files.find(isChanged)?.title;
}
/** A packed artifact, as it is delivered. */
function packedCargo(packed) {
    const { root, bytes, store, present, layers } = packed;
    // The first file of several with the same content gives its name.
    const names = new Map(layers.toReversed().map((layer) => [layer.descriptor.digest, nameOf(layer)]));
    return {
        root: { descriptor: root, bytes },
        from: { source: store, present },
        size: (0,total_size/* totalSize */.U)((0,pack/* blobsOf */.OR)(packed)),
        nameOf: ({ digest }) => names.get(digest) ?? 'config',
    };
}
/** What is told of a packed artifact when it is there: what a push that fails would have made is not to be deployed. */
function packedFacts(packed, repository) {
    const { root, layers } = packed;
    const files = layers.map(({ title, descriptor: { digest, size, mediaType }, contents }) => {
        return { title, digest, size, mediaType, ...(contents ? { entries: contents } : {}) };
    });
    return {
        ...{ digest: root.digest, reference: `${repository}@${root.digest}`, mediaType: root.mediaType },
        ...{ size: (0,total_size/* totalSize */.U)((0,pack/* blobsOf */.OR)(packed)), files, details: { manifestSize: root.size } },
    };
}
/** Counts what is to be packed. */
function countFound(files) {
    const directories = files.filter(({ excludes }) => excludes !== undefined).length;
    return (0,words/* countFiles */.Dc)(files.length - directories, directories) || 'no files';
}
/** The name of a file or, with a slash behind it, of a directory. */
function nameOf({ title, contents }) {
    return contents ? `${title}/` : title;
}
/** Names a packed file with its size, or a directory with what is in it. */
function describeLayer(layer) {
    const { descriptor, contents } = layer;
    const packed = `${(0,format_bytes/* formatBytes */.z)(descriptor.size)}  ${descriptor.digest}`;
    if (!contents)
        return `${nameOf(layer)}  ${packed}`;
    const { files, size, first } = contents;
    const named = first.slice(0, maxNamed).map(({ name }) => name);
    const more = files > named.length ? ` and ${files - named.length} more` : '';
    const names = files > 0 ? `  (${named.join(', ')}${more})` : '';
    return `${nameOf(layer)}  ${(0,words/* count */.U9)(files, 'file')}, ${(0,format_bytes/* formatBytes */.z)(size)} → ${packed}${names}`;
}


/***/ }),

/***/ 8158: // ./lib/modes/kinds/input-files.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ findInputFiles),
  H: () => (/* binding */ noteLineEnds)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/artifact/files/find-files.js
var find_files = __webpack_require__(8193);
;// CONCATENATED MODULE: ./lib/artifact/files/look-inside.js


/**
 * Looks for the first file in a directory that would be packed; a link counts as one. `hidden` is how many hidden files
 * and folders were passed over until then.
 */
async function lookInside(directory, excludes, includeHidden) {
    let hidden = 0;
    const hasFiles = async (folder) => {
        // What cannot be read is not empty: packing says what is wrong with it.
        const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => undefined);
        if (entries === undefined)
            return true;
        for (const entry of entries) {
            const path = (0,external_node_path_.join)(folder, entry.name);
            if (entry.name.startsWith('.') && !includeHidden)
                hidden += 1;
            else if (excludes.some(({ takesOut }) => takesOut(path)))
                continue;
            else if (!entry.isDirectory() || (await hasFiles(path)))
                return true;
        }
        return false;
    };
    return { hasFiles: await hasFiles(directory), hidden };
}

// EXTERNAL MODULE: ./lib/artifact/files/name-case.js
var name_case = __webpack_require__(5464);
// EXTERNAL MODULE: ./lib/artifact/files/own-name.js
var own_name = __webpack_require__(5928);
// EXTERNAL MODULE: ./lib/artifact/files/reader-notices.js
var reader_notices = __webpack_require__(5655);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/near-path.js
var near_path = __webpack_require__(5337);
// EXTERNAL MODULE: ./lib/modes/tell/useless-exclude.js
var useless_exclude = __webpack_require__(7047);
// EXTERNAL MODULE: ./lib/modes/kinds/missing-files.js
var missing_files = __webpack_require__(5778);
;// CONCATENATED MODULE: ./lib/modes/kinds/input-files.js











/** Finds the files that the inputs name; none only when `if-no-files-found` allows it. */
async function findInputFiles({ files: lines, root: base, ifNoFilesFound, includeHiddenFiles, symlinks }, workspace, log) {
    const { onNothing, onEmpty, onEnd } = (0,missing_files/* reportMissing */.v)('file', { files: lines, ifNoFilesFound }, workspace, log);
    const root = await (0,name_case/* inFormOnDisk */.We)((0,external_node_path_.resolve)(workspace, (0,own_name/* ownName */.q)(base, workspace)), workspace);
    await checkRoot(root, workspace);
    const found = await (0,find_files/* findFiles */.lY)(lines, {
        workspace,
        root,
        includeHidden: includeHiddenFiles,
        symlinks,
        onHidden: (title) => log.info(`Skipped ${title}, which is hidden`),
        onUseless: (line) => log.notice((0,useless_exclude/* uselessExclude */.N)(line)),
        onFolders: (line, folders) => log.info(`${line} finds files only, and leaves out the folders ${folders.join(', ')}: name them, or use **`),
        onNothing,
    });
    const named = [];
    for (const file of found) {
        const content = file.excludes === undefined ? undefined : await lookInside(file.path, file.excludes, includeHiddenFiles);
        if (content === undefined || content.hasFiles)
            named.push(file);
        else
            onEmpty(file.title, content.hidden);
    }
    onEnd(named.length > 0);
    return named;
}
/** Names the root when it is wrong: else each file would be said to be outside. */
async function checkRoot(root, workspace) {
    const found = await (0,promises_.stat)(root).catch((error) => (0,errors/* systemCodeOf */.c7)(error));
    if (typeof found !== 'string' && found.isDirectory())
        return;
    const what = found === 'ENOENT'
        ? `does not exist${(0,near_path/* didYouMean */.a)(root, workspace)}`
        : typeof found === 'string'
            ? `cannot be read: ${found}`
            : 'is not a directory';
    throw new errors/* OciError */.Mf('INVALID_INPUT', `The directory ${JSON.stringify(root)} of the input root ${what}`);
}
/** Names the files that have other line ends here than on other systems. */
async function noteLineEnds(files, { convertedFiles }, log) {
    const names = await convertedFiles(files.map(({ path }) => path));
    if (names.length > 0)
        log.notice((0,reader_notices/* lineEndNotice */.ER)(names));
}


/***/ }),

/***/ 5778: // ./lib/modes/kinds/missing-files.js
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

/***/ 3918: // ./lib/modes/publish/image-spec.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ withImageSpec)
});

// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/artifact/files/pack.js
var pack = __webpack_require__(697);
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
    const { artifactType = media_types/* defaultArtifactType */.q6, subject, annotations } = manifest;
    // In this form, an artifact without files has no layer that stands for them.
    const layers = packed.layers.length === 0 ? [] : manifest.layers;
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
;// CONCATENATED MODULE: ./lib/modes/publish/image-spec.js


/**
 * Does the work for an artifact in the form that the input `image-spec` asks for. With `auto` that is OCI 1.1, unless
 * the content is already there in the form of OCI 1.0, and where the registry refuses it, once more with 1.0.
 */
async function withImageSpec(packed, imageSpec, { reference, tags = [], isThere, }, log, work) {
    const plain = imageSpec === '1.1' ? undefined : asImageSpec10(packed);
    if (plain && (imageSpec === '1.0' || (await isThere(plain))))
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

/***/ 8382: // ./lib/modes/push.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   push: () => (/* binding */ push)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3940);
/* harmony import */ var _contract_told_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6014);
/* harmony import */ var _kinds_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3778);
/* harmony import */ var _publish_count_moved_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8986);
/* harmony import */ var _publish_deliver_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7881);
/* harmony import */ var _publish_image_spec_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3918);
/* harmony import */ var _publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4503);








/**
 * Publishes files as one artifact under any number of tags; what is there already is not sent, and no tag is moved
 * without need.
 */
async function push({ reference, tagging, imageSpec, concurrency, dryRun }, { open, told: { about }, log, signal }, { kind, sign }) {
    const { tags } = tagging;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(reference);
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, { repository, tags, fate: 'not reached', files: [], moved: _contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .nothingMoved */ .FY, previous: {} });
    const found = await kind.find();
    if (!found)
        return;
    await log.group(`${dryRun ? 'Would push' : 'Push'} ${found.label} to ${repository}`, async () => {
        const target = open.store(reference);
        const current = await (0,_publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_7__/* .readTags */ .g$)(target, tags, found.hasDirectories, signal);
        // Only what will be pushed whatever its digest is; where a tag is there, the push may well change nothing.
        const isNew = tags.length > 0 && current.every(({ digest }) => digest === undefined);
        const isCertain = isNew && !dryRun && reference.digest === undefined;
        const start = Date.now();
        const packed = await found.stage({ target, current, isCertain });
        const task = { target, reference, repository, current, sent: new Set(packed.sent), sign, concurrency, dryRun };
        const isThere = ({ root }) => [reference, ...current].some(({ digest }) => digest === root.digest);
        try {
            await (0,_publish_image_spec_js__WEBPACK_IMPORTED_MODULE_6__/* .withImageSpec */ .T)(packed, imageSpec, { reference, tags, isThere }, log, (chosen) => publish(chosen, { ...task, ...tagging }, { about, log, signal }));
        }
        catch (error) {
            const isOpen = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'INTEGRITY') && error.topic === undefined;
            const changed = isOpen ? found.changedSince(start, packed) : undefined;
            if (changed === undefined)
                throw error;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INTEGRITY', `${changed} changed while it was pushed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`, {
                cause: error,
                topic: 'changed-file',
            });
        }
    });
}
/** Sends a packed artifact, signs it, and writes its tags, as far as they are not where they should be. */
async function publish(packed, { target, reference, repository, current, tags, ifExists = 'overwrite', sent, sign, concurrency, dryRun }, { about, log, signal }) {
    const { digest } = packed.root;
    checkPinned(reference.digest, digest);
    const made = {
        ...(0,_kinds_files_js__WEBPACK_IMPORTED_MODULE_3__.packedFacts)(packed, repository),
        artifactType: packed.artifactType ?? packed.config.mediaType,
    };
    const plan = { store: target, repository, tags, digest, ...(0,_publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_7__/* .planTags */ .Vd)(current, digest, ifExists, repository, log) };
    const { tagged, previous, kept } = plan;
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, { tagged, previous });
    if (kept !== undefined) {
        // The artifact that stays is another one: what was found here is not in it.
        const other = { digest: kept, reference: `${repository}@${kept}`, files: [], size: 0, details: undefined };
        (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, { ...made, ...other });
    }
    const transfer = (0,_publish_count_moved_js__WEBPACK_IMPORTED_MODULE_4__/* .startTransfer */ .E)(concurrency, sent);
    const onThere = (isTagged) => (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, isTagged ? { ...made, fate: 'pushed' } : made);
    const cargo = (0,_kinds_files_js__WEBPACK_IMPORTED_MODULE_3__.packedCargo)(packed);
    const { isChanged, isThere } = await (0,_publish_deliver_js__WEBPACK_IMPORTED_MODULE_5__/* .deliver */ .c)(plan, { ...cargo, transfer, onThere }, { sign, dryRun, log, signal });
    const { transferred } = transfer.moved;
    // Nobody asks for the blobs of a manifest that is there.
    const reused = kept !== undefined || (dryRun && !isThere) ? 0 : cargo.size - transferred;
    const fate = kept !== undefined ? 'kept' : isChanged ? 'pushed' : 'unchanged';
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, { fate, moved: { transferred, reused }, isNew: transfer.session.brought.has(digest) });
    const collected = tags.length === 0 && !dryRun ? (0,_publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_7__/* .describeCollected */ .BX)(reference.host) : undefined;
    if (collected !== undefined)
        log.notice(collected);
}
/** Fails with INTEGRITY when the reference asks for another digest. */
function checkPinned(pinned, digest) {
    if (pinned === undefined || pinned === digest)
        return;
    const what = `The files make the manifest ${digest}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INTEGRITY', `${what}, but the input reference asks for ${pinned}`, { topic: 'pinned-digest' });
}


/***/ })

};
