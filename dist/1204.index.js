export const id = 1204;
export const ids = [1204];
export const modules = {

/***/ 71210:
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

/***/ 72321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ decompressed)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);

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

/***/ 55443:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ gzipTrailer),
/* harmony export */   Z: () => (/* binding */ gzip)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38522);


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

/***/ 35353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ listDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _disk_climbs_through_link_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(43616);
/* harmony import */ var _disk_held_to_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65858);
/* harmony import */ var _disk_paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17469);
/* harmony import */ var _disk_title_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(92423);
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
    const slashed = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .toSlashes */ .T)(target);
    const steps = slashed.split('/').map((_, index, parts) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(parent, ...parts.slice(0, index + 1)));
    const inner = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .pathBelow */ .B)(root, real);
    if (inner === undefined || steps.some((step) => (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .pathBelow */ .B)(root, step) === undefined)) {
        throw refuse(path, `is a link to ${JSON.stringify(target)}, which is outside the directory: ${advice}`);
    }
    if ((0,_disk_climbs_through_link_js__WEBPACK_IMPORTED_MODULE_3__/* .climbsThroughLink */ .e)(path, slashed)) {
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
    const problem = (0,_disk_held_to_js__WEBPACK_IMPORTED_MODULE_4__/* .heldTo */ .l)({ folder: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), symlinks: 'follow' })(path, real);
    if (problem !== undefined)
        throw refuse(path, problem.what, problem.topic);
    return found;
}
function refuse(path, what, topic) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(path)} of the input files ${what}`, { topic });
}


/***/ }),

/***/ 51204:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ packEntries),
/* harmony export */   packDirectory: () => (/* binding */ packDirectory)
/* harmony export */ });
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29749);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3474);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9501);
/* harmony import */ var _store_write_temporary_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18796);
/* harmony import */ var _archive_limits_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(71210);
/* harmony import */ var _gzip_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55443);
/* harmony import */ var _list_directory_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35353);
/* harmony import */ var _plain_gunzip_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(281);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(19180);










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

/***/ 281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ plainGunzip)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var _decompressed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72321);
/* harmony import */ var _gzip_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55443);



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

/***/ 19180:
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

/***/ 43616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ climbsThroughLink)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/**
 * Tells whether the target of a link goes back up (`..`) after another link: `a/../b` is `b` while `a` is a folder, but
 * where `a` is a link it is whatever that leads to. A later pull may replace `a`, and so send a link that was inside
 * anywhere. Without such links, no order of pulls makes one lead out.
 *
 * @param path of the link, absolute, below folders that are not links
 * @param target relative, with `/`; what it leads to must be there
 */
function climbsThroughLink(path, target) {
    let place = node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    const parts = target.split('/').filter((part) => part !== '' && part !== '.');
    for (const [index, part] of parts.entries()) {
        const next = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, part);
        // Only what is followed by a way up matters.
        if (part !== '..' && parts.slice(index + 1).includes('..') && node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(next) !== next)
            return true;
        place = next;
    }
    return false;
}


/***/ }),

/***/ 18796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ writeTemporary)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _disk_open_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46580);
/* harmony import */ var _disk_write_chunks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(42889);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9501);






/** Writes content into a new file of a temporary folder, which whoever made the folder removes with it. */
async function writeTemporary(chunks, folder, signal) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)());
    const hash = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .startHash */ .LC)();
    let size = 0;
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'wx', 0o600);
    try {
        await (0,_disk_write_chunks_js__WEBPACK_IMPORTED_MODULE_5__/* .writeChunks */ .a)(file, chunks, (chunk) => {
            signal?.throwIfAborted();
            hash.update(chunk);
            size += chunk.byteLength;
        });
    }
    finally {
        await file.close();
    }
    return { digest: hash.finish(), size, open: (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_3__/* .openFile */ .Tq)(path, signal) };
}


/***/ })

};
