export const id = 211;
export const ids = [211,5982];
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

/***/ 4437:
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

/***/ 40211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   unpackDirectory: () => (/* binding */ unpackDirectory)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29749);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3474);
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99968);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9501);
/* harmony import */ var _archive_limits_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(71210);
/* harmony import */ var _decompressed_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72321);
/* harmony import */ var _read_tar_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4437);
/* harmony import */ var _write_tree_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(95982);










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

/***/ 95982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeTree: () => (/* binding */ writeTree)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/disk/climbs-through-link.js
var climbs_through_link = __webpack_require__(43616);
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
var paths = __webpack_require__(17469);
// EXTERNAL MODULE: ./lib/disk/title.js
var disk_title = __webpack_require__(92423);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/artifact/archive/archive-limits.js
var archive_limits = __webpack_require__(71210);
;// CONCATENATED MODULE: ./lib/artifact/archive/write-tree.js









/**
 * Writes a tree into a fresh directory. Only files, folders and links that stay inside are taken; links are made last,
 * so that nothing is written through one. Fails with ARTIFACT for anything else; then the directory is to be thrown
 * away.
 */
async function writeTree(entries, { directory, title, what, symlinks, maxEntries = archive_limits/* maxArchiveEntries */.LG, signal }) {
    const fail = (name, problem, topic) => new errors/* OciError */.Mf('ARTIFACT', `${what} has an entry ${JSON.stringify(name)} that ${problem}`, { topic });
    const { addFolder, note } = createNames(directory, maxEntries, fail);
    const links = [];
    let count = 0;
    try {
        for await (const entry of entries) {
            const name = entry.name.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '') || '.';
            count += 1;
            if (count > maxEntries)
                throw fail(name, tooMany(maxEntries));
            const problem = problemOfEntry(name, entry, title);
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
function problemOfEntry(name, { kind }, title) {
    const isRoot = name === title;
    if (!isRoot && title !== '.' && !name.startsWith(`${title}/`))
        return `is not in ${JSON.stringify(title)}`;
    const problemOfName = isRoot && title === '.' ? undefined : ((0,disk_title/* problemOfTitle */.zN)(name) ?? (0,disk_title/* problemOnThisSystem */.MF)(name));
    if (problemOfName)
        return problemOfName;
    return isRoot && kind !== undefined && kind !== 'directory' ? 'should be the directory itself' : undefined;
}
/** Keeps the names of a tree, each of which may be there once, and makes its folders. */
function createNames(directory, most, fail) {
    const seen = new Map();
    const note = (name, kind) => {
        const key = (0,disk_title/* foldedPath */.kV)(name);
        const before = seen.get(key);
        if (before !== undefined && (before !== 'directory' || kind !== 'directory'))
            throw fail(name, 'is there twice');
        seen.set(key, kind);
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
    if (target === '' || (0,external_node_path_.isAbsolute)(target) || /[\\\0]|^[A-Za-z]:/.test(target))
        throw fail(name, 'is a link to an absolute path');
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
        if (real === undefined || (0,paths/* pathBelow */.B)(root, real) === undefined) {
            throw fail(name, `is a link to ${JSON.stringify(target)}, which is not inside the directory`);
        }
        if ((0,climbs_through_link/* climbsThroughLink */.e)(path, target)) {
            throw fail(name, `is a link to ${JSON.stringify(target)}, which goes up (..) after another link`);
        }
    }
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


/***/ })

};
