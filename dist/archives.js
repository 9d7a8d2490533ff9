export const modules = {

/***/ 1210: // ./lib/artifact/archive/archive-limits.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LG: () => (/* binding */ maxArchiveEntries),
/* harmony export */   iK: () => (/* binding */ maxRatio),
/* harmony export */   lA: () => (/* binding */ maxUnpackedBytes),
/* harmony export */   oO: () => (/* binding */ isOverRatio)
/* harmony export */ });
/**
 * The most bytes an archive may unpack to: manifests or a program have far less; more would fill the disk of a runner.
 */
const maxUnpackedBytes = 10 * 1024 ** 3;
/** The most entries an archive may have. */
const maxArchiveEntries = 100_000;
/** Deflate reaches 1,032 to 1; texts come to 20. */
const maxRatio = 200;
/** So much is free of the ratio: small archives of zeros may pass. */
const freeOfRatio = 256 * 1024 ** 2;
/**
 * Tells whether the start of an archive unpacks to too many times its size. A push leaves a `margin` in bytes, for it
 * looks at other places than a pull does, and what it lets pass a pull must take.
 */
function isOverRatio(unpacked, compressed, margin = 0) {
    return unpacked + margin > freeOfRatio + compressed * maxRatio;
}


/***/ }),

/***/ 2321: // ./lib/artifact/archive/decompressed.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ decompressed)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);

/** Large chunks go to the decompressor in parts of this size, since each of them is copied. */
const partSize = 256 * 1024;
/** Decompresses chunks. Fails with the error of the source, and when something follows what is compressed. */
async function* decompressed(chunks, decompressor) {
    async function* parts() {
        for await (const chunk of chunks) {
            for (let at = 0; at < chunk.byteLength; at += partSize) {
                // The decompressor keeps what it is given until it comes to it.
                yield Buffer.from(chunk.subarray(at, at + partSize));
            }
        }
    }
    const source = node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from(parts(), { objectMode: false });
    // Whichever fails or is given up ends the other; whoever reads is told.
    (0,node_stream__WEBPACK_IMPORTED_MODULE_0__.pipeline)(source, decompressor, () => { });
    yield* decompressor;
    // What checks the input does so at its end: nothing may be left unread.
    if (!source.readableEnded)
        throw new Error('There is data after the end of the compressed content');
}


/***/ }),

/***/ 5443: // ./lib/artifact/archive/gzip.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ gzipTrailer),
/* harmony export */   Z: () => (/* binding */ gzip)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8522);


const deflateBlock = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.deflateRaw);
/** Blocks of this size are compressed side by side. It is part of the result: another size makes other bytes. */
const blockSize = 256 * 1024;
/**
 * What deflate can refer back to: the end of the block before serves as dictionary, so that the ratio hardly suffers.
 */
const windowSize = 32 * 1024;
/** Blocks in work at a time: enough for the threads of Node's pool, and the most memory this takes is twice that. */
const maxInFlight = 6;
/** Level 6, no name, no time, "unknown" as system: the same header everywhere. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/**
 * Compresses chunks into one gzip member (RFC 1952), on all threads of Node's pool, as pigz does: blocks are deflated
 * side by side and put in a row. The bytes do not depend on how many run at once. They do depend on the zlib that Node
 * is built with, which promises the same content, not the same bytes, from version to version.
 *
 * @param onBlock is told after each block how many bytes came in up to its end, and how many went out for them
 */
async function* gzip(chunks, onBlock = () => { }) {
    const inFlight = [];
    let unpacked = 0;
    let compressed = header.byteLength;
    let crc = 0;
    let size = 0;
    let dictionary;
    const start = (block, isLast) => {
        crc = (0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.crc32)(block, crc);
        size += block.byteLength;
        const work = deflateBlock(block, {
            level: 6,
            // Room for the whole result of a text: each piece of it would be one more turn in the pool.
            chunkSize: blockSize / 2,
            finishFlush: isLast ? node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.Z_FINISH : node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.Z_SYNC_FLUSH,
            ...(dictionary ? { dictionary } : {}),
        });
        // Whoever waits for it sees its failure; nobody may be waiting yet.
        work.catch(() => { });
        inFlight.push({ length: block.byteLength, work });
        dictionary = block.subarray(Math.max(0, block.byteLength - windowSize));
    };
    const finished = async ({ length, work }) => {
        const bytes = await work;
        unpacked += length;
        compressed += bytes.byteLength;
        onBlock(unpacked, compressed);
        return bytes;
    };
    yield header;
    for await (const block of blocksOf(chunks)) {
        start(block, false);
        const first = inFlight.length >= maxInFlight ? inFlight.shift() : undefined;
        if (first)
            yield await finished(first);
    }
    start(Buffer.alloc(0), true);
    for (const block of inFlight)
        yield await finished(block);
    yield gzipTrailer(crc, size);
}
/** Makes the end of a gzip member: the sum of the content, and its size in bytes as far as 32 bits hold it. */
function gzipTrailer(crc, size) {
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc >>> 0, 0);
    trailer.writeUInt32LE(size % 2 ** 32, 4);
    return trailer;
}
/** Beside the blocks in work: one that is being filled, and one that is the dictionary of the oldest in work. */
const blockCount = maxInFlight + 2;
/** Puts chunks of any size together to full blocks, whose memory is used again after `blockCount` of them. */
async function* blocksOf(chunks) {
    const blocks = [];
    let turn = 0;
    const nextBlock = () => {
        turn = (turn + 1) % blockCount;
        blocks[turn] ??= Buffer.allocUnsafeSlow(blockSize);
        return blocks[turn];
    };
    let block = nextBlock();
    let filled = 0;
    for await (const chunk of chunks) {
        for (let at = 0; at < chunk.byteLength;) {
            const part = chunk.subarray(at, at + blockSize - filled);
            block.set(part, filled);
            at += part.byteLength;
            filled += part.byteLength;
            if (filled === blockSize) {
                yield block;
                block = nextBlock();
                filled = 0;
            }
        }
    }
    if (filled > 0)
        yield block.subarray(0, filled);
}


/***/ }),

/***/ 5353: // ./lib/artifact/archive/list-directory.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ listDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _disk_held_to_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5858);
/* harmony import */ var _disk_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7469);
/* harmony import */ var _disk_title_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2423);
/* harmony import */ var _disk_where_links_lead_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9405);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(452);








const readSize = 256 * 1024;
/** Settings of the Finder, and what macOS keeps of a file where a disk or an archive has no room for it. */
const macNames = /^(?:\.DS_Store|\._.+|__MACOSX)$/;
/**
 * Lists a directory as entries of an archive, always in the same order: each folder before what is in it, names sorted
 * by their bytes. Modes are 0644 or, for folders and what somebody may execute, 0755. Fails with INVALID_INPUT for what
 * cannot be packed, which includes all that a pull would refuse. The files are to be read one after the other: they are
 * read into the same memory.
 */
async function listDirectory(directory, options) {
    const { title, time } = options;
    const prefix = title === '.' ? '' : `${title}/`;
    const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(directory);
    const entries = [{ name: title, kind: 'directory', mode: 0o755, time }];
    const links = [];
    const memory = Buffer.allocUnsafeSlow(readSize);
    const visit = async (folder, path, above) => {
        for (const entry of await readFolder(folder)) {
            const inner = path === '' ? entry.name : `${path}/${entry.name}`;
            const full = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, entry.name);
            if (entry.name.startsWith('.') && !options.includeHidden) {
                options.onHidden(prefix + inner);
                continue;
            }
            const isLink = entry.isSymbolicLink();
            if (options.isIgnored?.(inner, entry.isDirectory()))
                continue;
            if (isLink && options.symlinks === 'error')
                throw refuse(full, 'is a symbolic link, and the input symlinks is error', 'symbolic-link');
            const name = prefix + inner;
            if (isLink && options.symlinks === 'keep' && options.onLink) {
                options.onLink(name);
                continue;
            }
            if (macNames.test(entry.name) && !path.split('/').includes('__MACOSX'))
                options.onMacFile?.(name);
            const problem = (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_7__/* .problemOfTitle */ .zN)(name);
            if (problem)
                throw refuse(full, problem);
            options.onName?.(name);
            if (isLink && options.symlinks === 'keep') {
                const { target, inner: to } = await checkedTarget(full, root);
                entries.push({ name, kind: 'link', mode: 0o777, time, target });
                links.push({ full, target, to: to === '' ? title : prefix + to });
                continue;
            }
            const found = isLink ? targetOf(full) : ownStats(full);
            if (found.isDirectory()) {
                const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(full);
                if (above.includes(real))
                    throw refuse(full, 'leads back to a folder it is in', 'broken-link');
                entries.push({ name, kind: 'directory', mode: 0o755, time });
                await visit(full, inner, [...above, real]);
            }
            else
                entries.push(fileEntry(full, name, found, time, memory));
        }
    };
    await visit(directory, '', [root]);
    checkNames(entries);
    const names = new Set(entries.map(({ name }) => name));
    const broken = links.find(({ to }) => !names.has(to));
    if (broken)
        throw refuse(broken.full, `is a link to ${JSON.stringify(broken.target)}, which is not packed`, 'broken-link');
    return entries;
}
/** Refuses two names that are one path where case or Unicode form does not count; two folders may share a path. */
function checkNames(entries) {
    const seen = new Map();
    for (const entry of entries) {
        const key = (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_7__/* .foldedPath */ .kV)(entry.name);
        const before = seen.get(key);
        if (before && (before.kind !== 'directory' || entry.kind !== 'directory')) {
            const names = `${JSON.stringify(before.name)} and ${JSON.stringify(entry.name)}`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', `The input files has ${names}, which are one path on some systems`, {
                topic: 'path-clash',
            });
        }
        seen.set(key, entry);
    }
}
async function readFolder(folder) {
    try {
        const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder, { withFileTypes: true });
        return entries.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
    }
    catch (error) {
        throw refuse(folder, `cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .systemCodeOf */ .c7)(error)}`);
    }
}
function fileEntry(path, name, found, time, memory) {
    if (!found.isFile())
        throw refuse(path, 'is not a regular file, folder or link');
    const isExecutable = (found.mode & 0o111) !== 0;
    return {
        name,
        kind: 'file',
        mode: isExecutable ? 0o755 : 0o644,
        time,
        size: found.size,
        read: () => readFile(path, found, memory),
    };
}
/**
 * Reads a file in calls that wait: a call that does not would stand in line behind the compression of what was read
 * before, three times for each file.
 */
function* readFile(path, found, memory) {
    let file;
    let after;
    try {
        // What has become a FIFO since it was listed must not wait for a writer.
        file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
        for (let count = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, memory); count > 0; count = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, memory))
            yield memory.subarray(0, count);
        after = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
    }
    catch (error) {
        throw refuse(path, `cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .systemCodeOf */ .c7)(error)}`);
    }
    finally {
        if (file !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
    // What is packed must be one state of the file, which its size alone does not tell.
    if (after.mtimeMs !== found.mtimeMs || after.ino !== found.ino)
        throw refuse(path, 'changed while it was packed');
}
/** The target of a link that is kept: relative, and inside the directory by the words of the link and by the kernel. */
async function checkedTarget(path, root) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)(path);
    const advice = 'set the input symlinks to follow to pack what it points to';
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(target))
        throw refuse(path, `is a link to the absolute path ${JSON.stringify(target)}: ${advice}`);
    const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(path).catch(() => undefined);
    if (real === undefined)
        throw refuse(path, `is a link to ${JSON.stringify(target)}, which does not exist`, 'broken-link');
    // Not even on its way: the directory may have another name where it is pulled.
    const parent = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, '..'));
    const slashed = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(target);
    const steps = slashed.split('/').map((_, index, parts) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(parent, ...parts.slice(0, index + 1)));
    const inner = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .pathBelow */ .B)(root, real);
    if (inner === undefined || steps.some((step) => (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .pathBelow */ .B)(root, step) === undefined)) {
        throw refuse(path, `is a link to ${JSON.stringify(target)}, which is outside the directory: ${advice}`);
    }
    if ((0,_disk_where_links_lead_js__WEBPACK_IMPORTED_MODULE_5__/* .climbsThroughLink */ .e)(path, slashed)) {
        throw refuse(path, `is a link to ${JSON.stringify(target)}, which goes up (..) after another link: ${advice}`);
    }
    return { target: slashed, inner };
}
function ownStats(path) {
    try {
        // What has become a link since it was listed must not be followed.
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path);
    }
    catch (error) {
        throw refuse(path, `cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .systemCodeOf */ .c7)(error)}`);
    }
}
/** Looks at what a link leads to, which may be anywhere but among the files that the system makes up. */
function targetOf(path) {
    let real;
    let found;
    try {
        real = node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(path);
        found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(real);
    }
    catch (error) {
        const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .systemCodeOf */ .c7)(error);
        if (code === 'ELOOP')
            throw refuse(path, 'is a link that leads back to itself', 'broken-link');
        if (code === 'ENOENT')
            throw refuse(path, 'is a link to something that does not exist', 'broken-link');
        throw refuse(path, `cannot be read: ${code}`);
    }
    const problem = (0,_disk_held_to_js__WEBPACK_IMPORTED_MODULE_3__/* .heldTo */ .l)({ folder: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), symlinks: 'follow' })(path, real);
    if (problem !== undefined)
        throw refuse(path, problem.what, problem.topic);
    return found;
}
function refuse(path, what, topic) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(path)} of the input files ${what}`, { topic });
}


/***/ }),

/***/ 1204: // ./lib/artifact/archive/pack-directory.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ packEntries),
/* harmony export */   packDirectory: () => (/* binding */ packDirectory)
/* harmony export */ });
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9749);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3474);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9501);
/* harmony import */ var _store_write_temporary_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8796);
/* harmony import */ var _archive_limits_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1210);
/* harmony import */ var _gzip_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5443);
/* harmony import */ var _list_directory_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5353);
/* harmony import */ var _plain_gunzip_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(281);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9180);










/** Nobody reads a longer list, and the output `files` has little room. */
const maxFirst = 200;
/**
 * Packs a directory as one tar+gzip layer into a temporary file. Where the target has another archive that claims the
 * same content, since zlib does not promise the same compressed bytes on every machine, that one is read whole, and kept
 * when it unpacks to the same bytes: nothing of it is believed. Fails with INVALID_INPUT for what a pull would refuse.
 */
async function packDirectory(directory, options) {
    return packEntries(await (0,_list_directory_js__WEBPACK_IMPORTED_MODULE_5__/* .listDirectory */ .K)(directory, options), directory, options);
}
/** Packs entries that are listed already, as `packDirectory` does. */
async function packEntries(entries, directory, { title, mediaType, temporary, claimed, onBytes = () => { }, signal, }) {
    checkLimits(entries, title, directory);
    const contents = contentsOf(entries, title);
    const contentHash = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .startHash */ .LC)();
    let contentSize = 0;
    const content = (0,_chunks_js__WEBPACK_IMPORTED_MODULE_0__/* .tapped */ .DS)((0,_tar_js__WEBPACK_IMPORTED_MODULE_7__/* .tar */ .y)(entries), (chunk) => {
        contentHash.update(chunk);
        contentSize += chunk.byteLength;
        onBytes(chunk.byteLength);
    });
    const compressed = (0,_gzip_js__WEBPACK_IMPORTED_MODULE_4__/* .gzip */ .Z)(content, (unpacked, written) => checkRatio(unpacked, written, directory));
    const { digest, size, open } = await (0,_store_write_temporary_js__WEBPACK_IMPORTED_MODULE_3__/* .writeTemporary */ .b)(compressed, temporary, signal);
    const contentDigest = contentHash.finish();
    const there = claimed.get(contentDigest);
    // Another media type is another compression.
    const isOther = there?.descriptor.mediaType === mediaType && there.descriptor.digest !== digest;
    if (isOther && (await unpacksTo(there, { digest: contentDigest, size: contentSize }, signal))) {
        const descriptor = { mediaType, digest: there.descriptor.digest, size: there.descriptor.size };
        return { descriptor, contentDigest, contents, open: undefined };
    }
    return { descriptor: { mediaType, digest, size }, contentDigest, contents, open };
}
/** The most bytes that an archive may have beside what is in it: deflate makes nothing longer by more than a thousandth. */
const maxOverhead = 64 * 1024;
/**
 * Reads an archive to its end, and reports whether it unpacks to these bytes for every reader; what cannot be read does
 * not, nor does one with bytes behind its end.
 */
async function unpacksTo({ descriptor, open }, expected, signal) {
    if (descriptor.size > expected.size * 1.001 + maxOverhead)
        return false;
    const hash = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .startHash */ .LC)(expected.digest);
    let size = 0;
    try {
        const chunks = await open(signal);
        const whole = signal ? (0,_chunks_js__WEBPACK_IMPORTED_MODULE_0__/* .untilAborted */ .Eu)(chunks, signal) : chunks;
        for await (const chunk of (0,_plain_gunzip_js__WEBPACK_IMPORTED_MODULE_6__/* .plainGunzip */ .g)(whole)) {
            size += chunk.byteLength;
            if (size > expected.size)
                return false;
            hash.update(chunk);
        }
    }
    catch {
        signal?.throwIfAborted();
        return false;
    }
    return hash.finish() === expected.digest;
}
function contentsOf(entries, title) {
    const files = entries.filter(({ kind }) => kind !== 'directory');
    const start = title === '.' ? 0 : title.length + 1;
    return {
        files: files.length,
        size: files.reduce((sum, { size = 0 }) => sum + size, 0),
        first: files.slice(0, maxFirst).map(({ name, size = 0 }) => ({ name: name.slice(start), size })),
    };
}
/** Refuses at push what a pull would refuse; the folders above a directory count as entries there. */
function checkLimits(entries, title, directory) {
    const count = entries.length + title.split('/').length - 1;
    if (count > _archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .maxArchiveEntries */ .LG) {
        throw refuse(directory, `has ${count} entries, more than the ${_archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .maxArchiveEntries */ .LG} that a pull unpacks`);
    }
    // A header takes one block, and two more with a long name beside the name itself; content fills its last block.
    const length = ({ name, target = '', size = 0 }) => 2560 + Buffer.byteLength(name + target) + size;
    if (entries.reduce((sum, entry) => sum + length(entry), 0) > _archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .maxUnpackedBytes */ .lA) {
        throw refuse(directory, `is larger than the ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_9__/* .formatBytes */ .z)(_archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .maxUnpackedBytes */ .lA)} that a pull unpacks`);
    }
}
function checkRatio(unpacked, written, directory) {
    if (!(0,_archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .isOverRatio */ .oO)(unpacked, written, 1024 ** 2))
        return;
    throw refuse(directory, `is more than ${_archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .maxRatio */ .iK} times larger than its archive, which a pull refuses: push such files one by one`);
}
function refuse(directory, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The directory ${JSON.stringify(directory)} of the input files ${what}`);
}


/***/ }),

/***/ 281: // ./lib/artifact/archive/plain-gunzip.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ plainGunzip)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _decompressed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2321);
/* harmony import */ var _gzip_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5443);



/** The first bytes of a gzip (RFC 1952): its mark, deflate, and which fields follow. */
const markSize = 4;
/** The mark, a time, and two bytes on how and where it was packed. */
const headerSize = 10;
const trailerSize = 8;
/** What Helm writes into the header of each chart, an extra field and a comment (helm/helm, pkg/chart/v2/util/save.go). */
const helmExtra = Buffer.from('+aHR0cHM6Ly95b3V0dS5iZS96OVV6MWljandyTQo=');
const helmFields = Buffer.concat([Buffer.of(helmExtra.byteLength, 0), helmExtra, Buffer.from('Helm\0')]);
/** The headers that all readers take, by their first bytes: nothing follows the ten bytes, or what Helm writes. */
const fields = { '1f8b0800': Buffer.alloc(0), '1f8b0814': helmFields };
/**
 * Decompresses a gzip that all readers read alike: one member, with the header that Go, zlib and we write, or Helm. Go
 * refuses names and comments of 512 bytes, and some readers stop at the end of the first member. Fails for every other
 * gzip, and for what is none.
 */
async function* plainGunzip(chunks) {
    const inflate = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.createInflateRaw)();
    let header = Buffer.alloc(0);
    let trailer = Buffer.alloc(0);
    let deflated = 0;
    const missing = () => headerSize + (fields[header.toString('hex', 0, markSize)]?.byteLength ?? 0) - header.byteLength;
    async function* body() {
        for await (const chunk of chunks) {
            let at = 0;
            for (let size = missing(); size > 0 && at < chunk.byteLength; size = missing()) {
                header = Buffer.concat([header, chunk.subarray(at, at + size)]);
                at += size;
            }
            const rest = Buffer.concat([trailer, chunk.subarray(at)]);
            const end = Math.max(0, rest.byteLength - trailerSize);
            trailer = rest.subarray(end);
            deflated += end;
            if (end > 0)
                yield rest.subarray(0, end);
        }
    }
    let crc = 0;
    let size = 0;
    for await (const chunk of (0,_decompressed_js__WEBPACK_IMPORTED_MODULE_1__/* .decompressed */ .j)(body(), inflate)) {
        crc = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.crc32)(chunk, crc);
        size += chunk.byteLength;
        yield chunk;
    }
    const isPlain = fields[header.toString('hex', 0, markSize)]?.equals(header.subarray(headerSize));
    if (!isPlain || inflate.bytesWritten !== deflated || !(0,_gzip_js__WEBPACK_IMPORTED_MODULE_2__/* .gzipTrailer */ .M)(crc, size).equals(trailer))
        throw new Error('This is not a gzip of one plain member');
}


/***/ }),

/***/ 4437: // ./lib/artifact/archive/read-tar.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ readTar)
/* harmony export */ });
const blockSize = 512;
/**
 * What may describe one entry beside its own header: names, links, and what PAX records hold. Paths have 4 KiB at most
 * and attributes of files some KiB; Go's archive/tar stops at 1 MiB.
 */
const maxDescription = 64 * 1024;
/** Records of PAX that hold at a time. Programs write a dozen. */
const maxRecords = 100;
const folderFlag = '5';
/** What is unpacked, by type flag; the rest is named in the message. */
const kinds = new Map([
    ['0', 'file'],
    ['7', 'file'],
    [folderFlag, 'directory'],
    ['2', 'link'],
]);
const foreign = new Map([
    ['1', 'a hard link'],
    ['3', 'a character device'],
    ['4', 'a block device'],
    ['6', 'a FIFO'],
]);
/**
 * Headers that describe the next entry, or for `g` all that follow: PAX (POSIX.1-2001), and the long names of GNU tar.
 */
const describing = new Set(['x', 'g', 'L', 'K']);
/**
 * Records that may not stand in a global header: by POSIX they hold for all that follow, to Go's archive/tar they mean
 * nothing.
 */
const ownRecords = ['path', 'linkpath', 'size'];
/**
 * Reads a tar archive in any form, that of Unix V7 included, entry by entry and to the end of the input. Refuses what
 * other readers take in another way, so that all that read it get the same files. Fails with a plain Error when it is not
 * an archive, ends too early, goes on behind its end, or when what describes an entry is larger than any that is real.
 *
 * @param giveWay is called for each header: thousands may come without any waiting
 */
async function* readTar(chunks, giveWay) {
    const input = openInput(chunks);
    const global = new Map();
    let own = new Map();
    const before = new Set();
    let described = 0;
    let hasEnded = false;
    try {
        for (;;) {
            await giveWay();
            const block = await input.block();
            if (block === undefined)
                return;
            if (block.every((byte) => byte === 0)) {
                hasEnded = true;
                continue;
            }
            // Two empty blocks end an archive to most readers and one to some, and others look for more behind them.
            if (hasEnded)
                throw new Error('The archive goes on behind its end');
            const header = readHeader(block);
            if (!describing.has(header.type)) {
                const isSparse = [...own.keys(), ...global.keys()].some((key) => key.startsWith('GNU.sparse.'));
                const size = sizeOf(header, own.get('size'));
                const path = own.get('path') || header.name;
                let left = header.type === folderFlag || !isSize(size) ? 0 : size;
                const padding = -left & (blockSize - 1);
                yield {
                    name: path,
                    mode: header.mode,
                    size,
                    target: own.get('linkpath') || header.target,
                    ...judged(header.type, path, size, isSparse),
                    async *content() {
                        while (left > 0) {
                            const part = await input.some(left);
                            left -= part.byteLength;
                            yield part;
                        }
                    },
                };
                await input.skip(left + padding);
                own = new Map();
                before.clear();
                described = 0;
                continue;
            }
            // Of several, readers take the first, the last, or some of each.
            const others = header.type === 'L' ? ['K'] : header.type === 'K' ? ['L'] : [];
            if ([...before].some((type) => !others.includes(type)))
                throw new Error('An entry has two headers that describe it');
            if (header.type !== 'g')
                before.add(header.type);
            described += header.size;
            if (!isSize(header.size) || described > maxDescription) {
                throw new Error(`The description of an entry is larger than ${maxDescription / 1024} KiB`);
            }
            const body = await input.take(header.size);
            await input.skip(-header.size & (blockSize - 1));
            if (header.type === 'g')
                readRecords(body, global, ownRecords);
            else if (header.type === 'x')
                readRecords(body, own);
            else
                own.set(header.type === 'K' ? 'linkpath' : 'path', longNameIn(body));
        }
    }
    finally {
        input.close();
    }
}
/** Says what an entry is, or else what speaks against it. */
function judged(type, path, size, isSparse) {
    if (!isSize(size))
        return { problem: 'has an invalid size' };
    // What is stored of it is a list of the pieces and then these, one after the other (GNU tar, "Storing Sparse Files").
    if (isSparse)
        return { problem: 'is stored without its holes: pack it without --sparse' };
    // Before there was a flag for folders, the slash was the sign of one.
    const kind = type === '0' && path.endsWith('/') ? 'directory' : kinds.get(type);
    if (kind === undefined) {
        return { problem: `is not a file, folder or symbolic link: ${foreign.get(type) ?? 'of an unknown type'}` };
    }
    if (kind === 'file' && path.endsWith('/'))
        return { problem: 'is a file with a slash at its end' };
    // Some readers would take that content for the next entry. What a folder has as its size is not content.
    if (kind !== 'file' && type !== folderFlag && size > 0) {
        return { problem: `is a ${kind === 'link' ? 'symbolic link' : 'folder'} with content` };
    }
    return { kind };
}
function isSize(size) {
    return Number.isSafeInteger(size) && size >= 0;
}
function readHeader(block) {
    let sum = 0;
    for (let at = 0; at < blockSize; at += 1)
        sum += at >= 148 && at < 156 ? 0x20 : block[at];
    if (sum !== numberIn(block.subarray(148, 156)))
        throw new Error('The checksum of a header is wrong');
    const text = (start, length) => textIn(block.subarray(start, start + length));
    const [name, prefix] = [text(0, 100), text(257, 6) === 'ustar' ? text(345, 155) : ''];
    return {
        name: prefix === '' ? name : `${prefix}/${name}`,
        mode: numberIn(block.subarray(100, 108)),
        size: numberIn(block.subarray(124, 136)),
        type: String.fromCharCode(block[156] || 0x30),
        target: text(157, 100),
    };
}
/** Reads a text that may end in a NUL. */
function textIn(bytes) {
    const end = bytes.indexOf(0);
    return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString();
}
/** Reads the body of a long name: one text, and NULs behind it. Some readers take all of it for the name. */
function longNameIn(body) {
    const end = body.indexOf(0);
    if (end >= 0 && body.subarray(end).some((byte) => byte !== 0))
        throw new Error('A long name has more than one text');
    return textIn(body);
}
/** Reads octal digits or, behind 0x80, a number in binary, which may be more than is safe. */
function numberIn(field) {
    if (field[0] === 0x80)
        return Number(`0x${Buffer.from(field.subarray(1)).toString('hex')}`);
    const [, digits] = /^[ \0]*([0-7]*)(?:[ \0]|$)/.exec(Buffer.from(field).toString('latin1')) ?? [];
    if (digits === undefined)
        throw new Error('A header has an invalid number');
    return digits === '' ? 0 : Number.parseInt(digits, 8);
}
function sizeOf({ size }, record) {
    if (!record)
        return size;
    return /^\d{1,16}$/.test(record) ? Number(record) : Number.NaN;
}
/** Reads PAX records, `LENGTH KEY=VALUE` and a line break each; an empty value takes a record back. */
function readRecords(body, records, refused = []) {
    let count = 0;
    for (let at = 0; at < body.byteLength;) {
        // Also those that take each other's place, or back: each takes time.
        count += 1;
        const [lead = '', digits = ''] = /^(\d{1,6}) /.exec(body.toString('latin1', at, at + 7)) ?? [];
        const end = at + Number(digits);
        const record = body.toString('utf8', at + lead.length, end - 1);
        const equals = record.indexOf('=');
        if (lead === '' || end > body.byteLength || body[end - 1] !== 0x0a || equals < 1) {
            throw new Error('A PAX header has an invalid record');
        }
        const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
        if (refused.includes(key))
            throw new Error(`A global PAX header has a record ${key}`);
        if (value === '' && ownRecords.includes(key))
            throw new Error(`A PAX header has an empty record ${key}`);
        if (value === '')
            records.delete(key);
        else
            records.set(key, value);
        if (Math.max(count, records.size) > maxRecords)
            throw new Error(`A PAX header has more than ${maxRecords} records`);
        at = end;
    }
}
/** Hands out the bytes of chunks in the pieces that are asked for; all but `block` fail when the input ends before. */
function openInput(chunks) {
    const iterator = chunks[Symbol.asyncIterator]();
    let rest = Buffer.alloc(0);
    /** Whether there is at least one byte more. */
    const hasMore = async () => {
        while (rest.byteLength === 0) {
            const { value, done } = await iterator.next();
            if (done)
                return false;
            rest = value;
        }
        return true;
    };
    /** Some of the next bytes, `most` at most; good until more is asked for. */
    const some = async (most) => {
        if (!(await hasMore()))
            throw new Error('The archive ends too early');
        const part = rest.subarray(0, most);
        rest = rest.subarray(part.byteLength);
        return part;
    };
    const take = async (count) => {
        const whole = Buffer.alloc(count);
        for (let filled = 0; filled < count;) {
            const part = await some(count - filled);
            whole.set(part, filled);
            filled += part.byteLength;
        }
        return whole;
    };
    const skip = async (count) => {
        for (let left = count; left > 0;)
            left -= (await some(left)).byteLength;
    };
    const block = async () => {
        if (rest.byteLength >= blockSize)
            return some(blockSize);
        return (await hasMore()) ? take(blockSize) : undefined;
    };
    // Nobody waits for that: an input that says nothing may never end.
    const close = () => void iterator.return?.().catch(() => { });
    return { some, take, skip, block, close };
}


/***/ }),

/***/ 9180: // ./lib/artifact/archive/tar.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ tar)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

const blockSize = 512;
const typeFlags = { file: '0', link: '2', directory: '5', pax: 'x' };
/** The largest number that eleven octal digits hold; above it, a PAX record carries the size. */
const maxOctalSize = 8 ** 11 - 1;
/**
 * Writes entries as a tar archive, in the order given. Owner is 0 without a name, so that the bytes depend on the
 * entries alone. The form is POSIX ustar, with PAX records (POSIX.1-2001, "pax Interchange Format") where a name, a
 * link or a size does not fit into it - what Go's archive/tar does, and every reader knows. Fails with INVALID_INPUT
 * when a file has not the size it was announced with.
 */
async function* tar(entries) {
    for await (const entry of entries) {
        const size = entry.kind === 'file' ? (entry.size ?? 0) : 0;
        const header = makeHeader(entry, size);
        yield header;
        if (entry.kind !== 'file' || !entry.read)
            continue;
        let written = 0;
        for await (const chunk of entry.read()) {
            written += chunk.byteLength;
            if (written > size)
                break;
            yield chunk;
        }
        if (written !== size) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(entry.name)} changed size while it was packed`);
        }
        const rest = size % blockSize;
        if (rest > 0)
            yield Buffer.alloc(blockSize - rest);
    }
    // Two empty blocks end an archive.
    yield Buffer.alloc(2 * blockSize);
}
function makeHeader(entry, size) {
    const { name, target = '' } = entry;
    const records = {};
    const split = splitName(name);
    if (split === undefined)
        records['path'] = name;
    if (!isShortAscii(target, 100))
        records['linkpath'] = target;
    if (size > maxOctalSize)
        records['size'] = String(size);
    const { prefix, suffix } = split ?? { prefix: '', suffix: cut(name) };
    const plain = { ...entry, target: 'linkpath' in records ? cut(target) : target };
    const block = makeBlock(plain, typeFlags[entry.kind], suffix, prefix, size > maxOctalSize ? 0 : size);
    const pax = Object.entries(records)
        .sort()
        .map(([key, value]) => paxRecord(key, value))
        .join('');
    if (pax === '')
        return block;
    const body = Buffer.from(pax);
    const padding = Buffer.alloc((blockSize - (body.byteLength % blockSize)) % blockSize);
    const paxEntry = { ...entry, kind: 'file', mode: 0, time: 0, target: '' };
    const paxBlock = makeBlock(paxEntry, typeFlags.pax, cut(`PaxHeaders.0/${name.split('/').at(-1)}`), '', body.byteLength);
    return Buffer.concat([paxBlock, body, padding, block]);
}
function makeBlock({ mode, time, target = '' }, type, name, prefix, size) {
    const block = Buffer.alloc(blockSize);
    const octal = (value, offset, length) => block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset, 'latin1');
    block.write(name, 0, 'utf8');
    octal(mode, 100, 8);
    octal(0, 108, 8);
    octal(0, 116, 8);
    octal(size, 124, 12);
    octal(Math.max(0, time), 136, 12);
    block.write('        ', 148, 'latin1');
    block.write(type, 156, 'latin1');
    block.write(target, 157, 'utf8');
    block.write('ustar\x0000', 257, 'latin1');
    octal(0, 329, 8);
    octal(0, 337, 8);
    block.write(prefix, 345, 'utf8');
    let sum = 0;
    for (const byte of block)
        sum += byte;
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return block;
}
/** Splits a name into the two fields of ustar (155 and 100 bytes) at a slash; undefined when it does not fit. */
function splitName(name) {
    if (isShortAscii(name, 100))
        return { prefix: '', suffix: name };
    if (!isShortAscii(name, 256))
        return undefined;
    const slash = name.slice(0, 156).lastIndexOf('/');
    const suffix = name.slice(slash + 1);
    return slash > 0 && suffix.length <= 100 ? { prefix: name.slice(0, slash), suffix } : undefined;
}
function isShortAscii(text, limit) {
    return text.length <= limit && /^[\x20-\x7e]*$/.test(text);
}
/** What an old reader that knows no PAX records sees: ASCII, and short enough. */
function cut(text) {
    return text.replace(/[^\x20-\x7e]/gu, '_').slice(0, 100);
}
/** A PAX record starts with its own length, which includes the digits of that length. */
function paxRecord(key, value) {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest + String(rest).length;
    if (rest + String(length).length !== length)
        length = rest + String(length).length;
    return `${length} ${key}=${value}\n`;
}


/***/ }),

/***/ 211: // ./lib/artifact/archive/unpack-directory.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   unpackDirectory: () => (/* binding */ unpackDirectory)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9749);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3474);
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9968);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9501);
/* harmony import */ var _archive_limits_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1210);
/* harmony import */ var _decompressed_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2321);
/* harmony import */ var _read_tar_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4437);
/* harmony import */ var _write_tree_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5982);










/**
 * Unpacks a tar archive, plain or compressed by gzip or zstd, into a fresh directory, as `writeTree` does. Fails with
 * INTEGRITY when the archive is not the one that was described; then the directory is to be thrown away.
 */
async function unpackDirectory(compressed, options) {
    try {
        await (0,_write_tree_js__WEBPACK_IMPORTED_MODULE_7__.writeTree)(entriesOf(compressed, options), options);
    }
    catch (error) {
        options.signal.throwIfAborted();
        // An error of the input is the cause itself; all others are about what is in the archive, or about the disk.
        if (error instanceof InputError)
            throw error.cause;
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf || (Error.isError(error) && 'syscall' in error))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('ARTIFACT', `${options.what} is not a readable archive`, { cause: error });
    }
}
async function* entriesOf(compressed, { what, contentDigest, signal }) {
    const hash = contentDigest && (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .startHash */ .LC)(contentDigest);
    const content = unpackedWithin(compressed, what, (chunk) => hash?.update(chunk));
    let isEmpty = true;
    for await (const entry of (0,_read_tar_js__WEBPACK_IMPORTED_MODULE_6__/* .readTar */ .s)((0,_chunks_js__WEBPACK_IMPORTED_MODULE_1__/* .untilAborted */ .Eu)(content, signal), (0,_give_way_js__WEBPACK_IMPORTED_MODULE_3__/* .createGiveWay */ .$)(signal))) {
        isEmpty = false;
        yield entry;
    }
    if (isEmpty)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('ARTIFACT', `${what} is an archive without entries`);
    const actual = hash?.finish();
    if (actual !== contentDigest) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INTEGRITY', `${what} should unpack to an archive of ${contentDigest}, but it is ${actual}`);
    }
}
/** Tells an error of what is unpacked from an error of the unpacking. */
class InputError extends Error {
}
/** Decompresses what comes in by its first bytes, up to the limits. */
async function* unpackedWithin(compressed, what, onChunk) {
    let received = 0;
    async function* counted() {
        try {
            for await (const chunk of compressed) {
                received += chunk.byteLength;
                yield chunk;
            }
        }
        catch (error) {
            throw new InputError('The input failed', { cause: error });
        }
    }
    let unpacked = 0;
    for await (const chunk of decompressedByMagic(counted())) {
        unpacked += chunk.byteLength;
        if (unpacked > _archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .maxUnpackedBytes */ .lA)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('TOO_LARGE', `${what} unpacks to more than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_9__/* .formatBytes */ .z)(_archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .maxUnpackedBytes */ .lA)}`);
        if ((0,_archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .isOverRatio */ .oO)(unpacked, received)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('TOO_LARGE', `${what} unpacks to more than ${_archive_limits_js__WEBPACK_IMPORTED_MODULE_8__/* .maxRatio */ .iK} times its size`);
        }
        onChunk(chunk);
        yield chunk;
    }
}
async function* decompressedByMagic(chunks) {
    let start = Buffer.alloc(0);
    while (start.byteLength < 4) {
        const { value, done } = await chunks.next();
        if (done)
            break;
        start = Buffer.concat([start, value]);
    }
    async function* all() {
        try {
            if (start.byteLength > 0)
                yield start;
            yield* chunks;
        }
        finally {
            // Whoever gives up at the first chunk gives up the rest too.
            await chunks.return(undefined);
        }
    }
    const magic = start.toString('hex', 0, 4);
    if (magic.startsWith('1f8b'))
        yield* (0,_decompressed_js__WEBPACK_IMPORTED_MODULE_5__/* .decompressed */ .j)(all(), (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.createGunzip)({ chunkSize: 256 * 1024 }));
    else if (magic === '28b52ffd')
        yield* (0,_decompressed_js__WEBPACK_IMPORTED_MODULE_5__/* .decompressed */ .j)(all(), (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.createZstdDecompress)({ chunkSize: 256 * 1024 }));
    else
        yield* all();
}


/***/ }),

/***/ 5982: // ./lib/artifact/archive/write-tree.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeTree: () => (/* binding */ writeTree)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(7399);
;// CONCATENATED MODULE: ./lib/disk/links-in-order.js

/**
 * Sorts links so that each comes after those that its target leads through: Windows must know of a link whether it
 * leads to a folder, and finds out when it is made. Of a circle, one link comes first.
 */
function linksInOrder(links) {
    const pending = new Map(links.map((link) => [link.path, link]));
    const ordered = [];
    for (const link of links) {
        // A stack of our own: a chain may be as long as an archive has entries.
        const stack = pending.delete(link.path) ? [link] : [];
        for (let last = stack.at(-1); last; last = stack.at(-1)) {
            const next = linkOnTheWay((0,external_node_path_.join)((0,external_node_path_.dirname)(last.path), last.target), pending);
            if (next) {
                pending.delete(next.path);
                stack.push(next);
            }
            else {
                ordered.push(last);
                stack.pop();
            }
        }
    }
    return ordered;
}
/** The link that a path is, or the lowest one of those it leads through. */
function linkOnTheWay(path, links) {
    for (let at = path;; at = (0,external_node_path_.dirname)(at)) {
        const found = links.get(at);
        if (found || (0,external_node_path_.dirname)(at) === at)
            return found;
    }
}

// EXTERNAL MODULE: ./lib/disk/paths.js
var paths = __webpack_require__(7469);
// EXTERNAL MODULE: ./lib/disk/title.js
var disk_title = __webpack_require__(2423);
// EXTERNAL MODULE: ./lib/disk/where-links-lead.js
var where_links_lead = __webpack_require__(9405);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/artifact/archive/archive-limits.js
var archive_limits = __webpack_require__(1210);
;// CONCATENATED MODULE: ./lib/artifact/archive/write-tree.js










/**
 * Writes a tree into a fresh directory. Only files, folders and links that stay inside are taken; links are made last,
 * so that nothing is written through one. Fails with ARTIFACT for anything else; then the directory is to be thrown
 * away.
 */
async function writeTree(entries, { directory, title, what, symlinks, onForeign = () => { }, platform = process.platform, maxEntries = archive_limits/* maxArchiveEntries */.LG, signal, }) {
    const fail = (name, problem, topic = 'refused-entry') => new errors/* OciError */.Mf('ARTIFACT', `${what} has an entry ${JSON.stringify(name)} that ${problem}`, { topic });
    const foreign = createForeign();
    const { addFolder, note } = createNames(directory, { most: maxEntries, platform, foreign }, fail);
    const links = [];
    let count = 0;
    try {
        for await (const entry of entries) {
            const name = entry.name.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '') || '.';
            count += 1;
            if (count > maxEntries)
                throw fail(name, tooMany(maxEntries));
            const problem = problemOfEntry(name, entry, title, platform === 'win32');
            const { kind } = entry;
            if (problem !== undefined || kind === undefined)
                throw fail(name, problem ?? entry.problem ?? '');
            if (kind === 'directory') {
                await addFolder(name);
                continue;
            }
            await addFolder(external_node_path_.posix.dirname(name));
            note(name, kind);
            const path = (0,external_node_path_.join)(directory, name);
            if (kind === 'link')
                links.push({ path, name, target: checkedTarget(name, entry.target, symlinks, fail) });
            else
                await writeFile(path, entry.content(), (entry.mode & 0o111) !== 0, signal);
        }
        await makeLinks(links, (0,external_node_path_.join)(directory, title), fail);
        const names = foreign.list();
        if (names !== '')
            onForeign(`${what} has names that other systems do not take, or take for the same: ${names}`);
    }
    catch (error) {
        signal.throwIfAborted();
        if (Error.isError(error) && 'syscall' in error)
            error.message = `${what} cannot be unpacked: ${error.message}`;
        throw error;
    }
}
const tooMany = (most) => `exceeds the limit of ${most} entries`;
/** Says what speaks against an entry whatever else there is; `title` is the name of the directory. */
function problemOfEntry(name, { kind }, title, isWindows) {
    const isRoot = name === title;
    if (!isRoot && title !== '.' && !name.startsWith(`${title}/`))
        return `is not in ${JSON.stringify(title)}`;
    const problemOfName = isRoot && title === '.' ? undefined : ((0,disk_title/* problemOfPath */._r)(name) ?? (0,disk_title/* problemOnThisSystem */.MF)(name, isWindows));
    if (problemOfName)
        return problemOfName;
    return isRoot && kind !== undefined && kind !== 'directory' ? 'should be the directory itself' : undefined;
}
/** Collects the names of a tree that other systems would not write as they are: there may be many, and long ones. */
function createForeign() {
    const maxNamed = 10;
    const first = [];
    let total = 0;
    const quote = (name) => JSON.stringify((0,cut_text/* cutText */.IN)(name, 256));
    return {
        note(name, twin) {
            total += 1;
            if (first.length < maxNamed)
                first.push(twin === undefined ? quote(name) : `${quote(name)} beside ${quote(twin)}`);
        },
        list: () => `${first.join(', ')}${total > first.length ? ` and ${total - first.length} more` : ''}`,
    };
}
/**
 * Keeps the names of a tree, each of which may be there once on the system that runs, and makes its folders. On a disk
 * of Linux that ignores case, the second of two files is refused by the disk.
 */
function createNames(directory, { most, platform, foreign }, fail) {
    const ignoresCase = platform === 'win32' || platform === 'darwin';
    const seen = new Map();
    /** The first of the names that are one where case and what is not seen do not count. */
    const firsts = new Map();
    const note = (name, kind) => {
        const isFolder = (other) => kind === 'directory' && seen.get(other) === 'directory';
        if (seen.has(name)) {
            if (isFolder(name))
                return;
            throw fail(name, 'is there twice');
        }
        const key = (0,disk_title/* foldedPath */.kV)(name);
        const twin = firsts.get(key);
        if (twin === undefined)
            firsts.set(key, name);
        if (twin !== undefined && !isFolder(twin)) {
            if (ignoresCase)
                throw fail(name, `is the same as ${JSON.stringify(twin)} on this system`);
            foreign.note(name, twin);
        }
        else if ((0,disk_title/* problemOnWindows */.Gv)(name) && !(0,disk_title/* problemOnWindows */.Gv)(external_node_path_.posix.dirname(name)))
            foreign.note(name);
        seen.set(name, kind);
        if (seen.size > most)
            throw fail(name, tooMany(most));
    };
    const folders = new Set(['.']);
    // A folder that is there only because something is in it counts like any other.
    const noteFolder = (name) => {
        if (folders.has(name))
            return false;
        noteFolder(external_node_path_.posix.dirname(name));
        note(name, 'directory');
        folders.add(name);
        return true;
    };
    const addFolder = async (name) => {
        if (noteFolder(name))
            await (0,promises_.mkdir)((0,external_node_path_.join)(directory, name), { recursive: true });
    };
    return { note, addFolder };
}
function checkedTarget(name, target = '', symlinks, fail) {
    if (symlinks === 'error')
        throw fail(name, 'is a symbolic link, and the input symlinks is error', 'symbolic-link');
    if (symlinks === 'follow')
        throw fail(name, 'is a symbolic link; a pull keeps links or refuses them, it cannot follow them', 'symbolic-link');
    if ((0,external_node_path_.isAbsolute)(target) || /^[A-Za-z]:/.test(target))
        throw fail(name, 'is a link to an absolute path');
    if (target === '' || /[\\\0]/.test(target)) {
        throw fail(name, `is a link to ${JSON.stringify(target)}, which is not a path with slashes`);
    }
    return target;
}
/**
 * Writes a file in calls that wait: most files of a tree are small, and for these a call that does not wait takes
 * longer, in line with the decompression.
 */
async function writeFile(path, chunks, isExecutable, signal) {
    const flags = external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY;
    // Owner and special bits of the archive mean nothing here; the umask of the runner holds.
    const file = (0,external_node_fs_.openSync)(path, flags, isExecutable ? 0o777 : 0o666);
    try {
        for await (const chunk of chunks) {
            signal.throwIfAborted();
            for (let at = 0; at < chunk.byteLength;)
                at += (0,external_node_fs_.writeSync)(file, chunk, at);
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
/**
 * Makes the links, and then asks the kernel where each of them leads: their words alone do not tell
 * (GHSA-m37j-52j7-pjw7).
 */
async function makeLinks(links, directory, fail) {
    for (const { path, target } of linksInOrder(links))
        await (0,promises_.symlink)(target, path);
    const root = await (0,promises_.realpath)(directory);
    for (const { path, name, target } of links) {
        const real = await (0,promises_.realpath)(path).catch(() => undefined);
        const problem = real === undefined ? (0,where_links_lead/* problemOfDangling */.d)(path, target, root) : problemOfLink(path, target, root, real);
        if (problem !== undefined)
            throw fail(name, `is a link to ${JSON.stringify(target)}, ${problem}`);
    }
}
function problemOfLink(path, target, root, real) {
    if ((0,paths/* pathBelow */.B)(root, real) === undefined)
        return 'which is not inside the directory';
    return (0,where_links_lead/* climbsThroughLink */.e)(path, target) ? 'which goes up (..) after another link' : undefined;
}


/***/ }),

/***/ 2955: // ./lib/go/match.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ compileMatch),
/* harmony export */   w: () => (/* binding */ BadPattern)
/* harmony export */ });
/** A pattern that Go's `filepath.Match` would call bad. */
class BadPattern extends Error {
}
/**
 * Compiles a pattern as Go's `filepath.Match` understands it (pkg.go.dev/path/filepath#Match): `*` and `?` do not cross
 * `/`, `[a-z]` and `[^a-z]` are classes, `\` escapes, and the whole name has to fit. Fails with BadPattern.
 */
function compileMatch(pattern) {
    const tokens = tokensOf([...pattern]);
    return (name) => matches(tokens, [...name]);
}
function tokensOf(characters) {
    const tokens = [];
    for (let at = 0; at < characters.length; at += 1) {
        const character = characters[at];
        if (character === '*')
            tokens.push({ kind: 'star' });
        else if (character === '?')
            tokens.push({ kind: 'one', fits: (other) => other !== '/' });
        else if (character === '[') {
            const { fits, end } = classAt(characters, at + 1);
            tokens.push({ kind: 'one', fits });
            at = end;
        }
        else {
            if (character === '\\')
                at += 1;
            const literal = characters[at];
            if (literal === undefined)
                throw new BadPattern('ends in a backslash');
            tokens.push({ kind: 'one', fits: (other) => other === literal });
        }
    }
    return tokens;
}
/** Reads a class from behind its `[`; `end` is the place of its `]`, which as the first character would be an error. */
function classAt(characters, start) {
    let at = start;
    const negated = characters[at] === '^';
    if (negated)
        at += 1;
    const ranges = [];
    const bound = () => {
        if (characters[at] === '-' || characters[at] === ']')
            throw new BadPattern('has a class that is not closed or empty');
        if (characters[at] === '\\')
            at += 1;
        const code = characters[at]?.codePointAt(0);
        if (code === undefined || at + 1 >= characters.length)
            throw new BadPattern('has a class that is not closed');
        at += 1;
        return code;
    };
    while (ranges.length === 0 || characters[at] !== ']') {
        const low = bound();
        if (characters[at] === '-') {
            at += 1;
            ranges.push([low, bound()]);
        }
        else
            ranges.push([low, low]);
    }
    const fits = (character) => {
        const code = character.codePointAt(0) ?? 0;
        return ranges.some(([low, high]) => low <= code && code <= high) !== negated;
    };
    return { fits, end: at };
}
/** Goes back to the last star only, so that no pattern takes longer than pattern times name. */
function matches(tokens, name) {
    let token = 0;
    let at = 0;
    let star;
    while (at < name.length || token < tokens.length) {
        const next = tokens[token];
        if (next?.kind === 'star') {
            token += 1;
            star = { token, at };
            continue;
        }
        const character = name[at];
        if (next && character !== undefined && next.fits(character)) {
            token += 1;
            at += 1;
            continue;
        }
        const skipped = star && name[star.at];
        if (!star || skipped === undefined || skipped === '/')
            return false;
        star.at += 1;
        token = star.token;
        at = star.at;
    }
    return true;
}


/***/ }),

/***/ 4293: // ./lib/modes/kinds/flux.js + 2 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fluxKind: () => (/* binding */ fluxKind)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/store/memory-store.js
var memory_store = __webpack_require__(3242);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var artifact_annotations = __webpack_require__(6948);
// EXTERNAL MODULE: ./lib/artifact/archive/list-directory.js
var list_directory = __webpack_require__(5353);
// EXTERNAL MODULE: ./lib/artifact/archive/pack-directory.js
var pack_directory = __webpack_require__(1204);
// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __webpack_require__(4949);
// EXTERNAL MODULE: ./lib/go/match.js
var match = __webpack_require__(2955);
;// CONCATENATED MODULE: ./lib/artifact/flux/source-ignore.js




/**
 * What `flux push artifact` leaves out unless told otherwise (fluxcd/pkg, sourceignore; flux2,
 * cmd/flux/build_artifact.go).
 */
const defaults = '.git/,.gitignore,.gitmodules,.gitattributes,*.jpg,*.jpeg,*.gif,*.png,*.wmv,*.flv,*.tar.gz,*.zip'.split(',');
/** Each line is tried for each file. */
const maxIgnoreBytes = 1024 * 1024;
/**
 * Makes the test of what a Flux source leaves out: Flux's defaults, and the files `.sourceignore` of the directory and
 * of the folders on the way, in the form of `.gitignore`. As in Flux (fluxcd/pkg, sourceignore; go-git 5,
 * plumbing/format/gitignore), and not as in git, a line that fits a folder fits all that is in it, and the last line
 * that fits counts, those of inner folders after those of outer ones: with `/*` and then `!/clusters/prod`, that folder
 * alone remains.
 */
function sourceIgnore(directory, held) {
    const rules = new Map();
    const rulesOf = (folder) => {
        const known = rules.get(folder);
        if (known)
            return known;
        const own = parseSourceIgnore(readIgnoreFile((0,external_node_path_.join)(directory, folder, '.sourceignore'), held));
        const all = folder === '.' ? [...parseSourceIgnore(defaults), ...own] : own;
        rules.set(folder, all);
        return all;
    };
    /** The folders around a path from inside, each with its rules and the rest of the path. */
    function* around(path) {
        const parts = path.split('/');
        for (let depth = parts.length - 1; depth >= 0; depth -= 1) {
            yield [rulesOf(parts.slice(0, depth).join('/') || '.'), parts.slice(depth)];
        }
    }
    const isLeftOut = (path, isDirectory, reader) => {
        for (const [own, parts] of around(path)) {
            const last = own.findLast((rule) => rule[reader](parts, isDirectory) === true);
            if (last)
                return !last.isInclusion;
        }
        return false;
    };
    return {
        isLeftOut: (path, isDirectory) => isLeftOut(path, isDirectory, 'byFlux'),
        isLeftOutByGit: (path, isDirectory) => isLeftOut(path, isDirectory, 'byGit'),
        mayTakeBack(folder) {
            return [...around(folder)].some(([own, parts]) => own.some((rule) => rule.isInclusion && rule.byFlux(parts, true) !== false));
        },
    };
}
function readIgnoreFile(path, held) {
    const bytes = (0,read_held/* readHeldIfThere */.tG)(path, {
        ...held,
        limit: maxIgnoreBytes,
        fail: (what, facts) => new errors/* OciError */.Mf('INVALID_INPUT', `The file ${JSON.stringify(path)} ${what}`, facts),
    });
    return bytes?.toString().split(/\r?\n/) ?? [];
}
/**
 * Reads lines in the form of `.gitignore` (git-scm.com/docs/gitignore, "Pattern format"); a bad pattern fits nothing.
 */
function parseSourceIgnore(lines) {
    return lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).flatMap(parseRule);
}
function parseRule(line) {
    const isInclusion = line.startsWith('!');
    const text = isInclusion ? line.slice(1) : line;
    try {
        return [{ isInclusion, byFlux: readAsFlux(text), byGit: readAsGit(text) }];
    }
    catch (error) {
        if (error instanceof match/* BadPattern */.w)
            return [];
        throw error;
    }
}
/** Compiles the part of a pattern between two slashes as Go's filepath.Match reads it. */
function compileSegment(text) {
    return text === '' || text === '**' ? text : (0,match/* compileMatch */.t)(text);
}
/**
 * Reads a line as go-git 5 does (plumbing/format/gitignore/pattern.go). Unlike git, it knows no `[!a]`, finds nothing
 * for `**` within a name or after a lone slash, takes the first folder that a part behind `**` fits for the only one,
 * and lets `docs/**` fit the folder `docs` too.
 */
function readAsFlux(line) {
    const trimmed = line.endsWith('\\ ') ? line : line.replace(/(?<! ) +$/, '');
    const isForFolders = trimmed.endsWith('/');
    const pattern = isForFolders ? trimmed.slice(0, -1) : trimmed;
    const [first = '', ...others] = pattern.split('/').map(compileSegment);
    if (others.length === 0) {
        const fits = first === '' || first === '**' ? (0,match/* compileMatch */.t)(first) : first;
        return (parts, isDirectory) => {
            const at = parts.findIndex(fits);
            if (at < 0)
                return 'later';
            return at < parts.length - 1 || isDirectory || !isForFolders;
        };
    }
    const isBroken = pattern.split('/').some((segment) => segment !== '**' && segment.includes('**'));
    const segments = [first, ...others];
    return (parts, isDirectory) => {
        if (isBroken)
            return false;
        let at = 0;
        let isFound = false;
        let isSearching = false;
        for (const segment of segments) {
            if (segment === '' || segment === '**') {
                isSearching = segment === '**';
                continue;
            }
            if (at === parts.length)
                return 'later';
            const found = isSearching ? parts.findIndex((part, place) => place >= at && segment(part)) : at;
            if (found < 0)
                return 'later';
            if (!segment(parts[found]))
                return false;
            [isFound, isSearching, at] = [true, false, found + 1];
        }
        return isFound && (at < parts.length || isDirectory || !isForFolders);
    };
}
/** Reads a line as git does (git-scm.com/docs/gitignore, "Pattern format"). */
function readAsGit(line) {
    const trimmed = line.replace(/(?<=^|[^ \\]|\\ ) +$/, '');
    const isForFolders = trimmed.endsWith('/');
    const pattern = isForFolders ? trimmed.slice(0, -1) : trimmed;
    // A slash binds a pattern to its folder; without one, it is for names at any depth.
    const anchored = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`;
    // Go's classes are negated by ^ alone.
    const segments = anchored.split('/').map((segment) => compileSegment(segment.replaceAll('[!', '[^')));
    return (parts, isDirectory) => {
        const end = placesAfter(segments, parts);
        return [...end].some((place) => place < parts.length || isDirectory || !isForFolders);
    };
}
/**
 * Says how many parts of the path the segments may have used up at the end. All ways are followed side by side, so that
 * no pattern takes long.
 */
function placesAfter(segments, parts) {
    let reached = new Set([0]);
    for (const [index, segment] of segments.entries()) {
        const next = new Set();
        for (const at of reached) {
            if (segment === '**') {
                // At the end it stands for what is inside, not for the folder itself.
                const first = index === segments.length - 1 ? at + 1 : at;
                for (let place = first; place <= parts.length; place += 1)
                    next.add(place);
            }
            else if (segment !== '' && at < parts.length && segment(parts[at]))
                next.add(at + 1);
        }
        reached = next;
    }
    return reached;
}

;// CONCATENATED MODULE: ./lib/artifact/flux/flux.js











// fluxcd/pkg, oci/constants.go
const contentType = 'application/vnd.cncf.flux.content.v1.tar+gzip';
/**
 * Packs a directory as `flux push artifact` does (fluxcd/pkg, oci/build.go and oci/push.go), but reproducibly: one
 * archive whose entries are relative to the directory, all times 0, and the config that Flux writes, which nobody
 * reads. The one thing of ours is the annotation that tells what is in the archive, by which it is known when it is
 * pushed again. Flux skips symbolic links when it unpacks, so that none are kept. Fails with INVALID_INPUT for anything
 * but one directory.
 */
async function packFlux(options) {
    const { workspace, annotations, directories, onRead, onIgnored, onKept, onLink, signal } = options;
    const { path, title, excludes } = onlyDirectory(options.files);
    const held = { folder: workspace, symlinks: directories.symlinks };
    const { isLeftOut, isLeftOutByGit, mayTakeBack } = sourceIgnore(path, held);
    const listing = {
        ...directories,
        title: '.',
        time: 0,
        onLink,
        isIgnored: (inner, isDirectory) => {
            if (excludes.some(({ takesOut }) => takesOut((0,external_node_path_.join)(path, inner))))
                return true;
            if (!isLeftOut(inner, isDirectory)) {
                if (!isDirectory && isLeftOutByGit(inner, isDirectory))
                    onKept(inner);
                return false;
            }
            // Something in a folder that is left out may be taken back.
            if (isDirectory && mayTakeBack(inner))
                return false;
            onIgnored(inner);
            return true;
        },
    };
    const listed = await (0,list_directory/* listDirectory */.K)(path, listing);
    // As in Flux, a folder that was only passed through is not an entry.
    const entries = listed.filter(({ name, kind }) => kind !== 'directory' || name === '.' || !isLeftOut(name, true));
    if (!entries.some(({ kind }) => kind === 'file')) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The directory ${JSON.stringify(path)} has no files for a Flux source`, {
            topic: 'empty-directory',
        });
    }
    const onBytes = (bytes) => onRead?.(title, bytes);
    const archive = await (0,pack_directory/* packEntries */.G)(entries, path, { ...listing, mediaType: contentType, onBytes, signal });
    const store = new memory_store/* MemoryStore */.n();
    const layer = {
        ...archive.descriptor,
        annotations: { [artifact_annotations/* contentDigestAnnotation */.zu]: archive.contentDigest, ...annotations.layers.get(title) },
    };
    if (archive.open)
        store.stage(layer, archive.open);
    const configBytes = encodeConfig(archive.contentDigest);
    const config = { ...(0,descriptor/* describe */.q0)(media_types/* fluxConfigType */.Mb, configBytes), annotations: annotations.config };
    store.stage(config, (0,verified/* openBytes */.od)(configBytes));
    const bytes = (0,manifest/* encodeManifest */.Gb)({
        mediaType: media_types/* imageManifest */.Bz,
        config,
        layers: [layer],
        annotations: annotations.manifest,
    });
    const root = (0,descriptor/* describe */.q0)(media_types/* imageManifest */.Bz, bytes);
    store.stage(root, (0,verified/* openBytes */.od)(bytes));
    return {
        store,
        root,
        bytes,
        artifactType: undefined,
        config,
        layers: [{ title, descriptor: layer, contents: archive.contents }],
        present: new Set(archive.open ? [] : [layer.digest]),
        sent: new Set(),
    };
}
function onlyDirectory(files) {
    const [file, ...more] = files;
    if (!file || more.length > 0 || !file.excludes) {
        const found = more.length > 0 ? `${files.length} files` : 'a file';
        throw new errors/* OciError */.Mf('INVALID_INPUT', `A Flux source is one directory, but the input files names ${found}`, {
            topic: 'flux-source',
        });
    }
    if (file.mediaType !== undefined) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `A Flux source has its own media type, but the input files says ${file.mediaType}`, { topic: 'flux-source' });
    }
    return { ...file, excludes: file.excludes };
}
/** The config of an image with one layer, as go-containerregistry writes it (pkg/v1/config.go). */
function encodeConfig(contentDigest) {
    const never = '0001-01-01T00:00:00Z';
    return Buffer.from(JSON.stringify({
        architecture: '',
        created: never,
        history: [{ created: never }],
        os: '',
        rootfs: { type: 'layers', diff_ids: [contentDigest] },
        config: {},
    }));
}

// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(4842);
// EXTERNAL MODULE: ./lib/modes/kinds/annotations.js
var kinds_annotations = __webpack_require__(4770);
// EXTERNAL MODULE: ./lib/modes/kinds/files.js + 1 modules
var kinds_files = __webpack_require__(3778);
// EXTERNAL MODULE: ./lib/modes/kinds/input-files.js + 1 modules
var input_files = __webpack_require__(8158);
;// CONCATENATED MODULE: ./lib/modes/kinds/flux.js






/** One directory, as a source for Flux. */
function fluxKind({ files: wanted, annotations, artifactType, config }, shop) {
    const { workspace, log, signal } = shop;
    return {
        async find() {
            const foreign = config !== undefined ? 'config' : artifactType !== undefined ? 'artifact-type' : undefined;
            if (foreign !== undefined) {
                throw new errors/* OciError */.Mf('INVALID_INPUT', `The input ${foreign} does not apply to kind flux, which sets its own`, {
                    topic: 'foreign-input',
                });
            }
            const files = await (0,input_files/* findInputFiles */.T)(wanted, workspace, log);
            if (files.length === 0)
                return undefined;
            await (0,input_files/* noteLineEnds */.H)(files, shop.build, log);
            const authorAnnotations = await (0,kinds_annotations/* readAnnotations */.ti)(annotations, { build: shop.build, isFlux: true });
            return (0,kinds_files.foundFiles)(files, authorAnnotations, wanted, shop, async (packing) => {
                const links = [];
                const staying = [];
                const packed = await packFlux({
                    ...packing,
                    workspace,
                    onIgnored: (path) => log.info(`Left out ${path}, as .sourceignore or the defaults of Flux say`),
                    onKept: (path) => staying.push(path),
                    onLink: (path) => links.push(path),
                    signal,
                });
                if (links.length > 0) {
                    log.warning(`Flux skips symbolic links, so these are left out: ${(0,words/* briefList */.X2)(links)}. Set symlinks to follow to take what they point to`);
                }
                if (staying.length > 0) {
                    log.notice(`Flux reads some lines of .sourceignore differently from git, so these stay in: ${(0,words/* briefList */.X2)(staying)}. Write [^a] for [!a], and name folders without **`);
                }
                return packed;
            });
        },
    };
}


/***/ })

};
