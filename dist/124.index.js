export const id = 124;
export const ids = [124];
export const modules = {

/***/ 653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LG: () => (/* binding */ maxArchiveEntries),
/* harmony export */   iK: () => (/* binding */ maxRatio),
/* harmony export */   lA: () => (/* binding */ maxUnpackedBytes),
/* harmony export */   oO: () => (/* binding */ isOverRatio)
/* harmony export */ });
/** The most bytes an archive may unpack to: manifests or a program have far less; more would fill the disk of a runner. */
const maxUnpackedBytes = 10 * 1024 ** 3;
/** The most entries an archive may have. */
const maxArchiveEntries = 100_000;
/** Deflate reaches 1,032 to 1; texts come to 20. */
const maxRatio = 200;
/** So much is free of the ratio: small archives of zeros may pass. */
const freeOfRatio = 256 * 1024 ** 2;
/**
 * Tells whether the start of an archive unpacks to too many times its size. A push leaves a `margin` in bytes, for it looks
 * at other places than a pull does, and what it lets pass a pull must take.
 */
function isOverRatio(unpacked, compressed, margin = 0) {
    return unpacked + margin > freeOfRatio + compressed * maxRatio;
}


/***/ }),

/***/ 7117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ kindOfEntry),
/* harmony export */   X: () => (/* binding */ startTarReader)
/* harmony export */ });
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6118);

/** What is unpacked. A hard link is called "link" by tar-stream, and is not among them. */
const kinds = new Map([
    ['file', 'file'],
    ['contiguous-file', 'file'],
    ['directory', 'directory'],
    ['symlink', 'link'],
]);
/** Starts to read an archive in any form, that of Unix V7 included, which has no mark but its sum. */
function startTarReader() {
    return (0,tar_stream__WEBPACK_IMPORTED_MODULE_0__.extract)({ allowUnknownFormat: true });
}
/** Tells what an entry of a tar archive is, or else what speaks against it. */
function kindOfEntry({ type, size = 0, pax, }) {
    // A malformed one is null, for which tar-stream would wait for ever.
    if (!Number.isSafeInteger(size) || size < 0)
        return { problem: 'has an invalid size' };
    // What is stored of it is a list of the pieces and then these, one after the other (GNU tar, "Storing Sparse Files").
    if (Object.keys(pax ?? {}).some((key) => key.startsWith('GNU.sparse.'))) {
        return { problem: 'is stored without its holes: pack it without --sparse' };
    }
    const kind = kinds.get(type ?? '');
    if (kind === undefined)
        return { problem: `is no file, folder or symbolic link: ${type ?? 'of an unknown type'}` };
    // Some readers would take that content for the next entry.
    return kind === 'link' && size > 0 ? { problem: 'is a symbolic link with content' } : { kind };
}


/***/ }),

/***/ 124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   unpackDirectory: () => (/* binding */ unpackDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7075);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8522);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(452);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9501);
/* harmony import */ var _archive_limits_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(653);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1234);
/* harmony import */ var _tar_reader_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7117);
/* harmony import */ var _title_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(164);











/**
 * Unpacks a tar archive, plain or compressed by gzip or zstd, into a fresh directory. Only files, folders and links that
 * stay inside are taken; links are made last, so that nothing is written through one. Fails with ARTIFACT for anything
 * else, and with INTEGRITY when the archive is not the one that was described; then the directory is to be thrown away.
 */
async function unpackDirectory(compressed, options) {
    const { directory, title, what, contentDigest, symlinks, signal } = options;
    const fail = (name, problem) => new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('ARTIFACT', `${what} has an entry ${JSON.stringify(name)} that ${problem}`);
    const hash = contentDigest && (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .startHash */ .LC)(contentDigest);
    const seen = new Map();
    const note = (name, kind) => {
        const key = (0,_title_js__WEBPACK_IMPORTED_MODULE_9__/* .foldedPath */ .kV)(name);
        const before = seen.get(key);
        if (before !== undefined && (before !== 'directory' || kind !== 'directory'))
            throw fail(name, 'is there twice');
        seen.set(key, kind);
        if (seen.size > _archive_limits_js__WEBPACK_IMPORTED_MODULE_10__/* .maxArchiveEntries */ .LG)
            throw fail(name, `is one more than the ${_archive_limits_js__WEBPACK_IMPORTED_MODULE_10__/* .maxArchiveEntries */ .LG} that are unpacked`);
    };
    const folders = new Set(['.']);
    // A folder that is there only because something is in it counts like any other.
    const addFolder = async (name) => {
        if (folders.has(name))
            return;
        await addFolder(node_path__WEBPACK_IMPORTED_MODULE_2__.posix.dirname(name));
        note(name, 'directory');
        folders.add(name);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name), { recursive: true });
    };
    const links = [];
    signal.throwIfAborted();
    const archive = (0,_tar_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .startTarReader */ .X)();
    const onAbort = () => archive.destroy(new Error('The pull was cancelled'));
    signal.addEventListener('abort', onAbort, { once: true });
    let failure;
    const pump = feed(archive, compressed, what, (chunk) => hash?.update(chunk)).catch((error) => {
        failure = { error };
        archive.destroy(new Error('The archive ended', { cause: error }));
    });
    try {
        let count = 0;
        for await (const entry of archive) {
            signal.throwIfAborted();
            const { name: rawName, mode = 0, linkname } = entry.header;
            const name = rawName.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '') || '.';
            count += 1;
            if (count > _archive_limits_js__WEBPACK_IMPORTED_MODULE_10__/* .maxArchiveEntries */ .LG)
                throw fail(name, `is one more than the ${_archive_limits_js__WEBPACK_IMPORTED_MODULE_10__/* .maxArchiveEntries */ .LG} that are unpacked`);
            const isRoot = name === title;
            if (!isRoot && title !== '.' && !name.startsWith(`${title}/`))
                throw fail(name, `is not in ${JSON.stringify(title)}`);
            const problem = isRoot && title === '.' ? undefined : (0,_title_js__WEBPACK_IMPORTED_MODULE_9__/* .problemOfTitle */ .zN)(name);
            if (problem)
                throw fail(name, problem);
            const { kind, problem: problemOfKind } = (0,_tar_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .kindOfEntry */ .U)(entry.header);
            if (problemOfKind !== undefined)
                throw fail(name, problemOfKind);
            if (isRoot && kind !== 'directory')
                throw fail(name, 'should be the directory itself');
            if (kind === 'directory') {
                await addFolder(name);
                entry.resume();
                continue;
            }
            await addFolder(node_path__WEBPACK_IMPORTED_MODULE_2__.posix.dirname(name));
            note(name, kind);
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name);
            if (kind === 'link') {
                if (symlinks === 'error')
                    throw fail(name, 'is a symbolic link, and the input symlinks is error');
                if (symlinks === 'follow')
                    throw fail(name, 'is a symbolic link; a pull keeps links or refuses them, it cannot follow them');
                const target = linkname ?? '';
                if (target === '' || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(target) || /[\\\0]|^[A-Za-z]:/.test(target))
                    throw fail(name, 'is a link to an absolute path');
                links.push({ path, name, target });
                entry.resume();
            }
            else
                await writeFile(path, entry, (mode & 0o111) !== 0, signal);
        }
        await pump;
        if (failure)
            throw failure.error;
        if (count === 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('ARTIFACT', `${what} is an archive without entries`);
        const actual = hash?.finish();
        if (actual !== contentDigest) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('INTEGRITY', `${what} should unpack to an archive of ${contentDigest}, but it is ${actual}`);
        }
        await makeLinks(links, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, title), fail);
    }
    catch (error) {
        // Nobody waits for the rest of the input here: it may never come. It is given up as soon as it says something.
        archive.destroy();
        signal.throwIfAborted();
        throw explained(failure ? failure.error : error, what);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}
/** An error of the input is the cause itself; all others are about what is in the archive, or about the disk. */
function explained(error, what) {
    if (error instanceof InputError)
        return error.cause;
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf)
        return error;
    if (!Error.isError(error) || !('syscall' in error)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('ARTIFACT', `${what} is no readable archive`, { cause: error });
    }
    error.message = `${what} cannot be unpacked: ${error.message}`;
    return error;
}
/** Tells an error of what is unpacked from an error of the unpacking. */
class InputError extends Error {
}
/** Decompresses what comes in by its first bytes and hands it to the reader of the archive, up to the limits. */
async function feed(archive, compressed, what, onChunk) {
    let received = 0;
    async function* counted() {
        try {
            for await (const chunk of compressed) {
                received += chunk.byteLength;
                // The decompressor keeps what it is given until it comes to it.
                yield Buffer.from(chunk);
            }
        }
        catch (error) {
            throw new InputError('The input failed', { cause: error });
        }
    }
    let wake = () => { };
    archive.on('drain', () => wake());
    archive.on('close', () => wake());
    const chunks = counted();
    try {
        let unpacked = 0;
        for await (const chunk of decompressed(chunks)) {
            unpacked += chunk.byteLength;
            if (unpacked > _archive_limits_js__WEBPACK_IMPORTED_MODULE_10__/* .maxUnpackedBytes */ .lA)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('TOO_LARGE', `${what} unpacks to more than ${_archive_limits_js__WEBPACK_IMPORTED_MODULE_10__/* .maxUnpackedBytes */ .lA} bytes`);
            if ((0,_archive_limits_js__WEBPACK_IMPORTED_MODULE_10__/* .isOverRatio */ .oO)(unpacked, received)) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .OciError */ .Mf('TOO_LARGE', `${what} unpacks to more than ${_archive_limits_js__WEBPACK_IMPORTED_MODULE_10__/* .maxRatio */ .iK} times its size`);
            }
            onChunk(chunk);
            // The reader gave up, and knows why.
            if (archive.destroyed)
                return;
            if (!archive.write(chunk)) {
                await new Promise((resolve) => {
                    wake = resolve;
                });
            }
        }
        archive.end(undefined);
    }
    finally {
        // Gives up the input, however far it was read; what it says to that is of no use any more.
        chunks.return(undefined).catch(() => { });
    }
}
async function* decompressed(chunks) {
    let start = Buffer.alloc(0);
    while (start.byteLength < 4) {
        const { value, done } = await chunks.next();
        if (done)
            break;
        start = Buffer.concat([start, value]);
    }
    async function* all() {
        if (start.byteLength > 0)
            yield start;
        yield* chunks;
    }
    const magic = start.toString('hex', 0, 4);
    const decompressor = magic.startsWith('1f8b')
        ? (0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createGunzip)({ chunkSize: 256 * 1024 })
        : magic === '28b52ffd'
            ? (0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.createZstdDecompress)({ chunkSize: 256 * 1024 })
            : undefined;
    if (!decompressor) {
        yield* all();
        return;
    }
    const source = node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(all(), { objectMode: false });
    // Whichever fails or is given up ends the other; whoever reads is told.
    (0,node_stream__WEBPACK_IMPORTED_MODULE_3__.pipeline)(source, decompressor, () => { });
    yield* decompressor;
    // What checks the input does so at its end: nothing may be left unread.
    if (!source.readableEnded)
        throw new Error('There is something after the end of the compressed archive');
}
/**
 * Writes a file in calls that wait: most files of a tree are small, and for these a call that does not wait takes longer,
 * in line with the decompression.
 */
async function writeFile(path, chunks, isExecutable, signal) {
    const flags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_CREAT | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_EXCL | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY;
    // Owner and special bits of the archive mean nothing here; the umask of the runner holds.
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, flags, isExecutable ? 0o777 : 0o666);
    try {
        for await (const chunk of chunks) {
            signal.throwIfAborted();
            for (let at = 0; at < chunk.byteLength;)
                at += (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(file, chunk, at);
        }
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
/** Makes the links, and then asks the kernel where each of them leads: their words alone do not tell (GHSA-m37j-52j7-pjw7). */
async function makeLinks(links, directory, fail) {
    for (const { path, target } of links)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)(target, path);
    const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(directory);
    for (const { path, name, target } of links) {
        const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(path).catch(() => undefined);
        if (real === undefined || (0,_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .pathBelow */ .B)(root, real) === undefined) {
            throw fail(name, `is a link to ${JSON.stringify(target)}, which is not inside the directory`);
        }
    }
}


/***/ })

};
