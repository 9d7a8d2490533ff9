export const id = 3578;
export const ids = [3578,7764,1700];
export const modules = {

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

/***/ 12955:
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

/***/ 7827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pushCharts: () => (/* binding */ pushCharts)
});

// EXTERNAL MODULE: ./lib/artifact/chart/chart-manifest.js
var chart_manifest = __webpack_require__(47111);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/disk/paths.js
var paths = __webpack_require__(17469);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/go/compare-bytes.js
var compare_bytes = __webpack_require__(36755);
// EXTERNAL MODULE: ./lib/artifact/files/find-files.js + 1 modules
var find_files = __webpack_require__(53017);
// EXTERNAL MODULE: ./lib/artifact/files/glob-files.js
var glob_files = __webpack_require__(51700);
// EXTERNAL MODULE: ./lib/artifact/files/own-name.js
var own_name = __webpack_require__(95928);
// EXTERNAL MODULE: ./lib/artifact/files/why-nothing.js
var why_nothing = __webpack_require__(71484);
;// CONCATENATED MODULE: ./lib/artifact/chart/find-charts.js








/**
 * Finds the charts that the lines of the input `files` name: directories, archives, patterns for both, and `!` for what
 * is taken out again. A pattern takes directories that have a Chart.yaml and files that end in `.tgz`, but not what is
 * in the charts/ of another chart: that belongs to it. Where they really are is looked at when they are read.
 */
async function findCharts(lines, options) {
    const { workspace } = options;
    const found = new Map();
    for (const line of lines.map((one) => (0,own_name/* ownLine */.D)(one, workspace))) {
        if (line.startsWith('!')) {
            const { takesOut } = await (0,find_files/* readExclude */.x2)(line, workspace);
            const excluded = [...found.keys()].filter(takesOut);
            for (const path of excluded)
                found.delete(path);
            if (excluded.length === 0)
                options.onUseless(line);
            continue;
        }
        for (const [path, kind] of await findLine(line, options))
            found.set(path, kind);
    }
    return [...found].map(([path, kind]) => ({ path, kind, label: labelOf(path, workspace) }));
}
/** Names a path in messages as the workflow's author knows it. */
function labelOf(path, workspace) {
    return ((0,paths/* pathBelow */.B)(workspace, path) ?? path) || '.';
}
async function findLine(line, options) {
    const { workspace, includeHidden, onHidden, onNothing } = options;
    const literal = (0,external_node_path_.resolve)(workspace, line);
    const stats = await (0,find_files/* statOf */._N)(literal);
    if (stats) {
        if (stats.isDirectory())
            return [[literal, 'directory']];
        if (!stats.isFile())
            throw new errors/* OciError */.Mf('INVALID_INPUT', `The input files ${JSON.stringify(line)} does not name a regular file`);
        // A provenance file goes along with its archive.
        return literal.endsWith('.prov') ? [] : [byName(literal) ?? [literal, 'archive']];
    }
    const pattern = (0,paths/* toSlashes */.T)(line).replace(/\/+$/, '');
    const candidates = [];
    if ((0,find_files/* isGlob */.fg)(pattern)) {
        for (const path of await (0,glob_files.globFiles)(`${pattern}/Chart.yaml`, workspace))
            candidates.push([(0,external_node_path_.dirname)(path), 'directory']);
        for (const path of await (0,glob_files.globFiles)(pattern, workspace)) {
            const file = byName(path) ?? (path.endsWith('.tgz') ? [path, 'archive'] : undefined);
            if (file)
                candidates.push([...file]);
        }
    }
    const isNamed = (0,find_files/* matcher */.jN)(pattern, workspace, { dot: includeHidden });
    const taken = [];
    for (const [path, kind] of candidates) {
        if (await isVendored(path, workspace))
            continue;
        // A folder found by the Chart.yaml that the pattern names is named too.
        if (isNamed(path) || (kind === 'directory' && isNamed((0,external_node_path_.join)(path, 'Chart.yaml'))))
            taken.push([path, kind]);
        else
            onHidden(labelOf(path, workspace));
    }
    if (taken.length === 0)
        onNothing(line, !(0,find_files/* isGlob */.fg)(pattern), (0,why_nothing/* whyNothing */.w)(line, workspace));
    return taken.sort(([a], [b]) => (0,compare_bytes/* compareBytes */.X)((0,paths/* toSlashes */.T)(a), (0,paths/* toSlashes */.T)(b)));
}
/** What a file is by its name alone. */
function byName(path) {
    if ((0,external_node_path_.basename)(path) === 'Chart.yaml')
        return [(0,external_node_path_.dirname)(path), 'directory'];
    return /^artifacthub-repo\.ya?ml$/.test((0,external_node_path_.basename)(path)) ? [path, 'metadata'] : undefined;
}
/** Tells whether a path is in the charts/ of a chart; what is around the workspace does not count. */
async function isVendored(path, workspace) {
    for (let folder = (0,external_node_path_.dirname)(path); folder !== workspace && folder !== (0,external_node_path_.dirname)(folder); folder = (0,external_node_path_.dirname)(folder)) {
        if ((0,external_node_path_.basename)(folder) === 'charts' && (await (0,find_files/* statOf */._N)((0,external_node_path_.join)((0,external_node_path_.dirname)(folder), 'Chart.yaml'))))
            return true;
    }
    return false;
}

// EXTERNAL MODULE: ./lib/artifact/chart/reading/metadata.js
var reading_metadata = __webpack_require__(8041);
// EXTERNAL MODULE: ./lib/artifact/chart/versions.js
var chart_versions = __webpack_require__(48668);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(23940);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(44842);
// EXTERNAL MODULE: ./lib/modes/send/annotations.js
var send_annotations = __webpack_require__(27509);
// EXTERNAL MODULE: ./lib/modes/send/created.js
var send_created = __webpack_require__(27447);
// EXTERNAL MODULE: ./lib/modes/send/missing-files.js
var missing_files = __webpack_require__(95337);
// EXTERNAL MODULE: ./lib/modes/tell/total-size.js
var total_size = __webpack_require__(43052);
// EXTERNAL MODULE: ./lib/modes/tell/useless-exclude.js
var useless_exclude = __webpack_require__(17047);
// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(54957);
;// CONCATENATED MODULE: ./lib/modes/chart/chart-rows.js


/** Makes the rows of a push of charts; the counts that they tell are those of the whole step. */
function createRows(keepGoing, { learn, signal, log }) {
    const rows = [];
    const sumOf = (count) => rows.reduce((sum, row) => sum + row[count], 0);
    const learnAll = () => learn({
        ...sharedBy(rows.filter(({ isChart }) => isChart).map(({ about }) => about)),
        items: rows.map(({ item }) => item),
        changed: rows.some(({ item }) => item.changed),
        ...(rows.some(({ isNew }) => isNew !== undefined) ? { newContent: rows.some(({ isNew }) => isNew) } : {}),
        transferred: sumOf('transferred'),
        reused: sumOf('reused'),
    });
    const stop = (row, error) => {
        row.error = error;
        row.item = { ...row.item, status: 'failed', reason: (0,errors/* messageOf */.bD)(error), changed: false };
        if (!keepGoing)
            throw error;
        log.info(`Failed: ${row.item.name}: ${(0,errors/* messageOf */.bD)(error)}`);
    };
    return {
        add(name, isChart) {
            const item = { name, status: 'not reached', changed: false };
            const row = { item, isChart, about: {}, transferred: 0, reused: 0 };
            rows.push(row);
            return row;
        },
        /**
         * Does one part of the work, at most `limit` at a time, and tells all rows after each. Gives what came of those
         * that did not fail: with `keep-going`, what fails stops here alone.
         */
        async each(stages, limit, work) {
            // With a gap for each that failed.
            const done = [];
            await (0,concurrently/* concurrently */.rK)(stages.entries(), limit, signal, async ([index, stage]) => {
                try {
                    done[index] = [await work(stage)];
                }
                catch (error) {
                    signal.throwIfAborted();
                    stop(stage.row, error);
                }
                finally {
                    learnAll();
                }
            });
            return done.flat();
        },
        /** Fails when something did: with its own error, or with one that names all of them. */
        throwFailures() {
            const failed = rows.filter(({ error }) => error !== undefined);
            const [first] = failed;
            if (!first)
                return;
            const { error } = first;
            if (failed.length === 1)
                throw error;
            const list = failed.map(({ item }) => `${item.name}: ${item.reason}`).join('; ');
            const code = error instanceof errors/* OciError */.Mf ? error.code : 'REGISTRY';
            throw new errors/* OciError */.Mf(code, `${failed.length} of ${rows.length} failed: ${list}`, { cause: error });
        },
    };
}
/** What all of them say alike: what one chart alone says must not pass for that of another. */
function sharedBy([first = {}, ...others]) {
    const isShared = ([key, value]) => others.every((other) => JSON.stringify(other[key]) === JSON.stringify(value));
    return Object.fromEntries(Object.entries(first).filter(isShared));
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/disk/held-to.js
var held_to = __webpack_require__(65858);
// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __webpack_require__(54949);
// EXTERNAL MODULE: ./lib/origin.js
var lib_origin = __webpack_require__(42773);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-files.js
var chart_files = __webpack_require__(21755);
// EXTERNAL MODULE: ./lib/go/match.js
var match = __webpack_require__(12955);
;// CONCATENATED MODULE: ./lib/artifact/chart/helm-ignore.js


/** Helm's own rule, behind those of the file: hidden files of templates/ are left out. */
const defaultRule = 'templates/.?*';
/**
 * Reads a `.helmignore` by Helm's rules, which are not gitignore's (helm/helm, pkg/ignore/rules.go): the first rule
 * that decides wins, `!rule` leaves out all that it does **not** match and goes on with what it matches, a rule without
 * `/` looks at the last part of a path alone, `**` is an error. Fails with the code of `origin` and the line.
 */
function parseHelmIgnore(text, origin) {
    // To trim a line drops a byte order mark too.
    const rules = text
        .split('\n')
        .map((line, index) => parseRule(line.trim(), index + 1, origin))
        .filter((rule) => rule !== undefined);
    const last = parseRule(defaultRule, 0, origin);
    if (last)
        rules.push(last);
    return (path, isDirectory) => {
        for (const { isNegated, onlyDirectories, matches } of rules) {
            const isMatch = (isDirectory || !onlyDirectories) && matches(path);
            if (isMatch !== isNegated)
                return true;
        }
        return false;
    };
}
function parseRule(line, number, origin) {
    if (line === '' || line.startsWith('#'))
        return undefined;
    const rule = JSON.stringify(line);
    if (line.includes('**'))
        throw (0,lib_origin/* problemIn */.Dk)(origin, number, `the rule ${rule} has a double star, which Helm refuses`);
    const isNegated = line.startsWith('!');
    const onlyDirectories = line.endsWith('/');
    const pattern = line.slice(isNegated ? 1 : 0, onlyDirectories ? -1 : undefined);
    try {
        const isMatch = (0,match/* compileMatch */.t)(pattern.replace(/^\//, ''));
        const matches = pattern.includes('/') ? isMatch : (path) => isMatch(path.slice(path.lastIndexOf('/') + 1));
        return { isNegated, onlyDirectories, matches };
    }
    catch (error) {
        if (!(error instanceof match/* BadPattern */.w))
            throw error;
        throw (0,lib_origin/* problemIn */.Dk)(origin, number, `the rule ${rule} ${error.message}`, { cause: error });
    }
}

// EXTERNAL MODULE: ./lib/artifact/chart/reading/chart-budget.js
var chart_budget = __webpack_require__(4218);
;// CONCATENATED MODULE: ./lib/artifact/chart/load-chart.js










/** Each rule is tried for each file. */
const maxIgnoreBytes = 1024 * 1024;
/**
 * Loads the directory of a chart as Helm does: without what .helmignore names, symlinks followed, limits of 5 MiB a
 * file and 100 MiB in all. Stricter in this: a link that leads out of the chart is refused, as it would publish a file
 * of the machine. The directory itself is held to the workspace by `held`. Fails with INVALID_INPUT, naming file and
 * line; `label` is how messages call the directory: a relative one is its path in the workspace.
 */
async function loadChart(directory, label, held, budget) {
    const origin = (0,lib_origin/* originOfInput */.w6)(label.replace(/(?<=.)\/+$/, ''));
    const root = await (0,promises_.realpath)(directory).catch((error) => {
        throw (0,lib_origin/* problemIn */.Dk)(origin, undefined, `the chart cannot be read: ${(0,errors/* systemCodeOf */.c7)(error)}`, { cause: error });
    });
    const problem = (0,held_to/* heldTo */.l)(held)(directory, root);
    if (problem !== undefined)
        throw (0,lib_origin/* problemIn */.Dk)(origin, undefined, `the chart ${problem.what}`, problem);
    const walk = { root, origin, ignores: readIgnores(root, origin), files: [], budget };
    await addDirectory('', root, [root], walk);
    return (0,chart_files/* makeChart */.Xh)(walk.files, origin, budget);
}
function readIgnores(root, origin) {
    const name = '.helmignore';
    const fail = (what, facts) => (0,lib_origin/* problemIn */.Dk)((0,lib_origin/* below */.Gz)(origin, name), undefined, `the file ${what}`, facts);
    const bytes = (0,read_held/* readHeldIfThere */.t)((0,external_node_path_.join)(root, name), { folder: root, symlinks: 'keep', limit: maxIgnoreBytes, fail });
    return parseHelmIgnore(bytes?.toString() ?? '', (0,lib_origin/* below */.Gz)(origin, name));
}
/**
 * Adds what is in a directory, in the order of bytes of the names; `above` are the real paths of it and of those around
 * it.
 */
async function addDirectory(path, real, above, walk) {
    const names = await (0,promises_.readdir)(real).catch((error) => {
        throw (0,lib_origin/* problemIn */.Dk)(at(path, walk), undefined, `the folder cannot be read: ${(0,errors/* systemCodeOf */.c7)(error)}`, { cause: error });
    });
    for (const name of names.sort(compare_bytes/* compareBytes */.X)) {
        const own = path === '' ? name : `${path}/${name}`;
        const found = await look(own, (0,external_node_path_.join)(real, name), walk);
        if (!found)
            continue;
        if (!found.stats.isDirectory())
            await addFile(own, found, walk);
        else if (above.includes(found.real))
            throw (0,lib_origin/* problemIn */.Dk)(at(own, walk), undefined, 'the link leads to a folder that contains it');
        else
            await addDirectory(own, found.real, [...above, found.real], walk);
    }
}
/** Looks at one path, through links; undefined when it is left out, which a broken link may be too. */
async function look(path, file, walk) {
    const own = await (0,promises_.lstat)(file).catch((error) => {
        throw (0,lib_origin/* problemIn */.Dk)(at(path, walk), undefined, `the file cannot be read: ${(0,errors/* systemCodeOf */.c7)(error)}`, { cause: error });
    });
    if (!own.isSymbolicLink())
        return walk.ignores(path, own.isDirectory()) ? undefined : { real: file, stats: own };
    const found = await Promise.all([(0,promises_.realpath)(file), (0,promises_.stat)(file)]).catch((error) => {
        if (walk.ignores(path, false))
            return undefined;
        const code = (0,errors/* systemCodeOf */.c7)(error);
        const what = { ELOOP: 'the link leads back to itself', ENOENT: 'the link leads nowhere' }[code];
        throw (0,lib_origin/* problemIn */.Dk)(at(path, walk), undefined, what ?? `the link cannot be followed: ${code}`, { cause: error });
    });
    if (!found)
        return undefined;
    const [real, stats] = found;
    if (walk.ignores(path, stats.isDirectory()))
        return undefined;
    if (real !== walk.root && !real.startsWith(`${walk.root}${external_node_path_.sep}`)) {
        throw (0,lib_origin/* problemIn */.Dk)(at(path, walk), undefined, `the link leads out of the chart, to ${JSON.stringify(real)}`);
    }
    return { real, stats };
}
async function addFile(path, { real, stats }, walk) {
    const fail = (what, facts) => (0,lib_origin/* problemIn */.Dk)(at(path, walk), undefined, what, facts);
    if (!stats.isFile())
        throw fail('this is not a regular file');
    if (stats.size > chart_budget/* maxFileBytes */.eV)
        throw fail('the file is larger than 5 MiB, the most that Helm loads');
    walk.budget.spend('files', 1, walk.origin);
    walk.budget.spend('bytes', stats.size, walk.origin);
    await walk.budget.giveWay();
    const data = (0,read_held/* readHeld */.i)(real, {
        folder: walk.root,
        symlinks: 'keep',
        limit: chart_budget/* maxFileBytes */.eV,
        fail: (what, facts) => fail(`the file ${what}`, facts),
    });
    walk.files.push({ name: path, data: (0,chart_files/* withoutMark */.E_)(data) });
}
function at(path, { origin }) {
    return path === '' ? origin : (0,lib_origin/* below */.Gz)(origin, path);
}

// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: ./lib/store/listed.js
var listed = __webpack_require__(46300);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
// EXTERNAL MODULE: ./lib/store/write-temporary.js
var write_temporary = __webpack_require__(18796);
;// CONCATENATED MODULE: ./lib/modes/chart/dependency-sources.js













/** The index of the largest known repository has 20 MiB. Text and bytes of it are in memory together. */
const maxIndexBytes = 32 * 1024 * 1024;
/**
 * Makes the sources of dependencies for all charts of a step: what one of them fetched, the others do not fetch again.
 */
function createDependencySources({ open, signal, workspace }, download, temporary) {
    /** Remembers in a file what a function gave: several repositories have indexes of 20 MiB. */
    const kept = (get) => {
        const saved = (0,once/* once */.O)(async (...parameters) => (0,write_temporary/* writeTemporary */.b)(await (0,verified/* openBytes */.od)(await get(...parameters))(), temporary, signal));
        return async (...parameters) => {
            const file = await saved(...parameters);
            // Its size is known, so that it needs memory once.
            const bytes = Buffer.allocUnsafeSlow(file.size);
            let filled = 0;
            for await (const chunk of (0,verified/* verified */.zr)(await file.open(), file)) {
                bytes.set(chunk, filled);
                filled += chunk.byteLength;
            }
            return bytes;
        };
    };
    const shared = {
        fetchIndex: kept((url) => download(url, { limit: maxIndexBytes, what: 'The index of the chart repository' })),
        fetchArchive: kept((url) => download(url, { limit: chart_budget/* maxChartBytes */.KN, what: 'The chart' })),
        listOciTags: (0,once/* once */.O)(async (repository) => (0,listed/* listed */.K)(open.source(referenceOf(repository)).tags(signal))),
        pullOci: kept(async (repository, tag) => {
            const source = open.source(referenceOf(repository));
            const name = `${repository}:${tag}`;
            const manifest = (await source.manifest(tag, signal)).parsed();
            if (manifest.kind !== 'manifest')
                throw new errors/* OciError */.Mf('ARTIFACT', `${name} is an index, not a chart`);
            const { archive } = (0,chart_manifest/* chartLayers */.x8)(manifest, name);
            return (0,verified/* readAll */.yw)(await source.fetch(archive, signal), `The chart ${name}`, chart_budget/* maxChartBytes */.KN);
        }),
    };
    return (directory) => ({ ...shared, readLocal: (path, budget) => readLocal(path, directory, workspace, budget) });
}
/** Loads the chart of a `file://` repository; it must be in the workspace, like every file that is published. */
async function readLocal(path, directory, workspace, budget) {
    const asked = (0,external_node_path_.resolve)(directory, path);
    if ((0,paths/* pathBelow */.B)(workspace, asked) === undefined) {
        const origin = (0,lib_origin/* below */.Gz)((0,lib_origin/* originOfInput */.w6)(labelOf(directory, workspace)), 'Chart.yaml');
        const what = `the dependency ${JSON.stringify(`file://${path}`)} leads out of the workspace`;
        throw (0,lib_origin/* problemIn */.Dk)(origin, undefined, what);
    }
    const label = labelOf(asked, workspace);
    const held = { folder: workspace, symlinks: 'keep' };
    return loadChart(asked, label, held, budget.deeper((0,lib_origin/* originOfInput */.w6)(label)));
}
/** Reads `host/path/NAME`, always with a host: Helm knows no default one. */
function referenceOf(repository) {
    const [host = ''] = repository.split('/', 1);
    const reference = (0,oci_reference/* parseReference */.F2)(repository, { from: 'chart-dependencies' });
    if ((0,oci_reference/* isLayout */.nW)(reference) || !(/[.:]/.test(host) || host === 'localhost') || reference.tags.length > 0) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The chart repository "oci://${(0,external_node_path_.dirname)(repository)}" has no host or has a tag`);
    }
    return reference;
}

// EXTERNAL MODULE: ./lib/go/read-yaml.js
var read_yaml = __webpack_require__(95510);
// EXTERNAL MODULE: ./lib/modes/send/decide.js
var decide = __webpack_require__(48847);
// EXTERNAL MODULE: ./lib/modes/send/plan-tags.js
var plan_tags = __webpack_require__(42664);
;// CONCATENATED MODULE: ./lib/modes/chart/parcel.js

/**
 * Puts what is known of a parcel into its row, and gives it back.
 *
 * @param end what was done with it in the end; without it there is more to come
 */
function tell(parcel, end) {
    const { row, size, target, status, tags, pending, previous, tagged, isSigned = false } = parcel;
    row.item = {
        ...row.item,
        ...(end === undefined ? {} : { status: end }),
        tags,
        // What stays of another chart is not measured.
        ...(status === 'kept' ? {} : { size }),
        changed: end !== undefined && (pending.length > 0 || isSigned),
        ...(Object.keys(previous).length > 0 ? { previous } : {}),
    };
    row.about = {
        ...row.about,
        tags,
        previous,
        tagged,
        repository: (0,oci_reference/* formatRepository */.Sh)(target),
        ...(row.item.version === undefined ? {} : { version: row.item.version }),
    };
    if (end !== undefined || status !== 'pushed')
        tellThere(parcel);
    return parcel;
}
/** Says of a parcel what it is, once it is there: what a push that fails would have made is not to be deployed. */
function tellThere({ row, staged, size, target, fileName, status, kept }) {
    const { digest } = kept?.descriptor ?? staged.root;
    const named = { digest, reference: `${(0,oci_reference/* formatRepository */.Sh)(target)}@${digest}` };
    const files = staged.layers.map((layer) => ({
        title: titleOf(layer.mediaType, fileName),
        digest: layer.digest,
        size: layer.size,
        mediaType: layer.mediaType,
    }));
    row.item = { ...row.item, ...named };
    row.about = {
        ...row.about,
        ...named,
        mediaType: staged.root.mediaType,
        artifactType: staged.config.mediaType,
        ...(status === 'kept' ? { size: 0, files: [] } : { size, files }),
    };
}
/** The name of the file that a layer holds. */
function titleOf(mediaType, fileName) {
    return mediaType.endsWith('.prov') ? `${fileName}.prov` : fileName;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./lib/go/semver.js
var semver = __webpack_require__(25740);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
;// CONCATENATED MODULE: ./lib/artifact/chart/check-dependencies.js


const missing = 'chart-dependency';
const outside = 'chart-dependency-range';
/**
 * Checks that the dependencies of Chart.yaml are in charts/. Helm asks for the name alone; here the version counts too,
 * since Helm renders a chart of another version without a word, and under its own name where the dependency has an
 * alias, so that the values and the condition of the alias count for nothing. Fails with the code of the chart's
 * origin, naming file and line.
 *
 * @param onOutside is told of a version outside the range; without it that is an error
 */
function checkDependencies(chart, onOutside) {
    const { metadata, charts, lines, origin } = chart;
    const found = new Map(charts.map((one) => [one.metadata.name, one.metadata.version]));
    const problems = (metadata.dependencies ?? []).flatMap((dependency, index) => {
        const { name, version: range = '' } = dependency;
        const version = found.get(name);
        if (range !== '')
            checkRange(dependency, chart);
        const line = lines.get(`dependencies[${index}]`);
        if (version === undefined)
            return [{ line, what: `${name}${range && ` ${range}`} is missing`, topic: missing }];
        if (range === '' || (0,chart_versions/* isInRange */.h$)(version, range))
            return [];
        if (!onOutside)
            return [{ line, what: `${name} is ${version}, not ${range}`, topic: outside }];
        onOutside(problemOfDependency(chart, name, `${name} in charts/ is ${version}, not ${range}`).message);
        return [];
    });
    const [first] = problems;
    if (!first)
        return;
    const place = first.line === undefined ? origin : (0,lib_origin/* below */.Gz)(origin, 'Chart.yaml');
    const all = problems.map(({ what }) => what).join(', ');
    const topic = problems.some((one) => one.topic === outside) ? outside : missing;
    throw (0,lib_origin/* problemIn */.Dk)(place, first.line, `charts/ lacks dependencies: ${all}`, { topic });
}
/** Checks that the version of a dependency is a range Helm can read. Fails with INVALID_INPUT. */
function checkRange({ name, version = '' }, chart) {
    try {
        (0,chart_versions/* isInRange */.h$)('0.0.0', version);
    }
    catch (error) {
        const what = `the version ${JSON.stringify(version)} of ${name} is neither a semantic version nor a range of versions`;
        throw problemOfDependency(chart, name, what, { cause: error });
    }
}
/** Makes the error about a dependency, on its line of Chart.yaml where it stands there. */
function problemOfDependency({ metadata, lines, origin }, name, what, facts) {
    const index = metadata.dependencies?.findIndex((one) => one.name === name) ?? -1;
    return (0,lib_origin/* problemIn */.Dk)((0,lib_origin/* below */.Gz)(origin, 'Chart.yaml'), lines.get(`dependencies[${index}]`), what, facts);
}

// EXTERNAL MODULE: ./lib/artifact/chart/reading/lock.js
var reading_lock = __webpack_require__(83947);
// EXTERNAL MODULE: ./lib/go/yaml-node.js
var yaml_node = __webpack_require__(17400);
;// CONCATENATED MODULE: ./lib/artifact/chart/reading/repository-index.js



/** Makes the URL of the index of a repository; a query, which may hold a token, is kept as Helm does. */
function indexUrl(repository) {
    return resolveUrl(repository, 'index.yaml');
}
/**
 * Lists the versions of a chart in the index.yaml of a repository; entries without a URL are left out, as Helm does.
 * Fails with ARTIFACT when the index is not such a file.
 */
async function readIndex(bytes, chart, repository, budget) {
    const origin = { label: withoutQuery(indexUrl(repository)), code: 'ARTIFACT' };
    const found = [];
    for (const part of partsAbout(chart, bytes)) {
        const list = repository_index_at(repository_index_at(await (0,read_yaml/* readYaml */.g)(part, origin, budget, () => { }), 'entries'), chart);
        if (list?.kind === 'list')
            found.push(...list.items.flatMap((item) => entryIn(item, repository) ?? []));
    }
    return found;
}
function entryIn(item, repository) {
    const [version, digest] = [textAt(item, 'version'), textAt(item, 'digest')];
    const urls = repository_index_at(item, 'urls');
    const [first] = urls?.kind === 'list' ? urls.items : [];
    const url = first?.kind === 'scalar' ? (0,yaml_node/* textOf */.b6)(first.value) : '';
    if (version === '' || url === '')
        return undefined;
    return { version, url: resolveUrl(repository, url), ...(digest ? { digest: digest.replace(/^sha256:/, '') } : {}) };
}
/** Lists are not indented deeper than that by any program. */
const maxIndent = 16;
/**
 * From so many characters on, the next version begins a new part. What the parser makes of a few versions is gone
 * before V8 takes it for something that stays: with parts of 128 KiB, an index takes 70 MiB more.
 */
const partSize = 8 * 1024;
/**
 * Cuts the part about one chart out of an index as Helm writes it, and that between its versions: the index of a large
 * repository has 20 MB, and a chart with a thousand versions more pieces than are read at once. A file of another form
 * is one part.
 */
function* partsAbout(chart, bytes) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
    const cut = cutEntry(text, chart);
    if (cut === undefined)
        return yield bytes;
    const { key, list } = cut;
    const [, dashes] = /^( *)- /m.exec(list) ?? [];
    // What refers to something before it has to stay with that.
    const isSplit = dashes !== undefined && !/[:-] +&\w/.test(list);
    const start = isSplit ? new RegExp(`^${dashes}- `, 'gm') : undefined;
    let from = 0;
    for (;;) {
        if (start)
            start.lastIndex = from + partSize;
        const next = start && from + partSize < list.length ? start.exec(list)?.index : undefined;
        yield Buffer.from(`entries:\n${key}\n${list.slice(from, next)}`);
        if (next === undefined)
            return;
        from = next;
    }
}
/**
 * Finds the lines about one chart: that with its name, and the list below. Undefined when the file has another form.
 */
function cutEntry(text, chart) {
    const start = /^entries:[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( +)/m.exec(text);
    const indent = start?.[1] ?? '';
    if (!start || indent.length > maxIndent)
        return undefined;
    const name = RegExp.escape(chart);
    const key = new RegExp(`^${indent}(?:${name}|"${name}"|'${name}'):[ \\t\\r]*$`, 'm').exec(text.slice(start.index));
    if (!key) {
        // Without the name at the start of any line, the chart is not there.
        const isElsewhere = new RegExp(`^ *["']?${name}["']? *:`, 'm').test(text);
        return isElsewhere ? undefined : { key: '', list: '' };
    }
    const [line] = key;
    // The next line that is not deeper and no item of this list is about another chart.
    const rest = text.slice(start.index + key.index + line.length);
    const end = new RegExp(`^ {0,${indent.length}}[^ \\n\\r#-]`, 'm').exec(rest);
    return { key: line, list: rest.slice(0, end?.index) };
}
function repository_index_at(node, key) {
    return node?.kind === 'map' ? node.entries.get(key) : undefined;
}
function textAt(node, key) {
    const item = repository_index_at(node, key);
    return item?.kind === 'scalar' ? (0,yaml_node/* textOf */.b6)(item.value) : '';
}
/** Resolves a URL of an index (helm/helm, pkg/repo, `ResolveReferenceURL`). */
function resolveUrl(repository, url) {
    try {
        const base = new URL(repository);
        if (!base.pathname.endsWith('/'))
            base.pathname += '/';
        if (/^[a-z][a-z0-9+.-]*:/i.test(url))
            return url;
        const resolved = new URL(url, base);
        resolved.search = base.search;
        return resolved.href;
    }
    catch (error) {
        throw new errors/* OciError */.Mf('ARTIFACT', `The chart repository gives no usable URL: ${JSON.stringify(withoutQuery(url))}`, {
            cause: error,
        });
    }
}
function withoutQuery(url) {
    return url.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//');
}

;// CONCATENATED MODULE: ./lib/artifact/chart/dependencies.js











/**
 * Puts the declared dependencies into a chart as `helm dependency build` does: by Chart.lock where there is one in step
 * with Chart.yaml, else the newest versions in the ranges, and a new lock. `generated` is the RFC 3339 time of that
 * lock. With `isAnew`, as `helm dependency update`: a lock that is there does not count, and is replaced. Fails with INVALID_INPUT (a lock out of step, a range nothing fits, a repository by a name of some Helm
 * client), ARTIFACT (what came is another chart) or INTEGRITY (not the digest of the index).
 *
 * @param budget that of the chart, which its dependencies become a part of
 */
async function updateDependencies(chart, sources, generated, { isAnew = false, budget = (0,chart_budget/* createChartBudget */.yd)(), signal, } = {}) {
    const wanted = chart.metadata.dependencies ?? [];
    if (wanted.length === 0)
        return chart;
    const update = { chart, sources, budget, signal };
    for (const dependency of wanted)
        checkDeclared(dependency, chart);
    const lock = isAnew ? undefined : chart.lock;
    if (lock)
        checkLock(lock, chart);
    const found = [];
    for (const dependency of lock?.dependencies ?? wanted)
        found.push(await find(dependency, update));
    const charts = new Map(chart.charts.map((one) => [one.metadata.name, one]));
    const fetched = new Map();
    for (const { locked, load } of found) {
        const { name, version = '' } = locked;
        if (!load || fetched.get(name) === version)
            continue;
        if (fetched.has(name))
            throw problemOfDependency(chart, name, `it needs ${name} in two versions, and charts/ has room for one`);
        fetched.set(name, version);
        charts.set(name, checkFetched(await load(), locked));
    }
    const dependencies = found.map(({ locked }) => locked);
    const updated = { ...chart, charts: [...charts.values()] };
    if (lock)
        return updated;
    return withLock(updated, { generated, digest: (0,reading_lock/* lockDigest */.sU)(wanted, dependencies), dependencies });
}
/** Puts a new lock into a chart. In one of apiVersion v1 it is a file like any other, where it stands by its name. */
function withLock(chart, lock) {
    if (chart.metadata.apiVersion === 'v2')
        return { ...chart, lock };
    const name = 'requirements.lock';
    const isBehind = (file) => (0,compare_bytes/* compareBytes */.X)(file.name.split('/', 1)[0] ?? '', name) > 0;
    const others = chart.files.filter((file) => file.name !== name);
    const at = others.findIndex(isBehind);
    const files = others.toSpliced(at < 0 ? others.length : at, 0, {
        name,
        data: Buffer.from((0,reading_lock/* encodeLock */.Kk)(lock)),
    });
    return { ...chart, lock, files };
}
function checkDeclared({ name, version = '', repository }, chart) {
    if (/^(?:@|alias:)/.test(repository)) {
        const what = `the repository ${JSON.stringify(repository)} of ${name} is a name in some Helm client's configuration`;
        throw problemOfDependency(chart, name, `${what}: write its URL`);
    }
    if (repository !== '' && !/^(?:https?|oci|file):\/\//.test(repository)) {
        throw problemOfDependency(chart, name, `the repository ${JSON.stringify(repository)} of ${name} is not an https, oci or file URL`);
    }
    checkRange({ name, version, repository }, chart);
}
function checkLock(lock, { metadata, origin }) {
    const wanted = metadata.dependencies ?? [];
    if (lock.digest === (0,reading_lock/* lockDigest */.sU)(wanted, lock.dependencies ?? []))
        return;
    const isOld = metadata.apiVersion === 'v1';
    if (isOld && lock.digest === (0,reading_lock/* oldLockDigest */.BW)(wanted))
        return;
    const [file, source] = isOld ? ['requirements.lock', 'requirements.yaml'] : ['Chart.lock', 'Chart.yaml'];
    throw (0,lib_origin/* problemIn */.Dk)((0,lib_origin/* below */.Gz)(origin, file), undefined, `the lock is out of step with ${source}: run helm dependency update`);
}
async function find(dependency, update) {
    const { repository } = dependency;
    if (repository === '')
        return findInside(dependency, update);
    if (repository.startsWith('file://'))
        return findLocal(dependency, update);
    return repository.startsWith('oci://') ? findInRegistry(dependency, update) : findInIndex(dependency, update);
}
function locked({ name, repository }, version) {
    return { name, version, repository };
}
function findInside({ name, version: range = '' }, { chart }) {
    const inside = chart.charts.find(({ metadata }) => metadata.name === name);
    if (!inside)
        throw problemOfDependency(chart, name, `${name} has no repository and is not in charts/`);
    const { version } = inside.metadata;
    if (!(0,chart_versions/* isInRange */.h$)(version, range))
        throw problemOfDependency(chart, name, `${name} in charts/ is ${version}, not ${range}`);
    return { locked: { name, version: range, repository: '' } };
}
async function findLocal(dependency, { chart, sources, budget }) {
    const { name, version: range = '', repository } = dependency;
    const local = await sources.readLocal(repository.slice('file://'.length), budget);
    const { version } = local.metadata;
    if (!(0,chart_versions/* isInRange */.h$)(version, range))
        throw problemOfDependency(chart, name, `${name} at ${repository} is ${version}, not ${range}`);
    return { locked: locked(dependency, version), load: async () => local };
}
async function findInRegistry(dependency, { chart, sources, budget }) {
    const { name, version: range = '' } = dependency;
    const repository = `${dependency.repository.slice('oci://'.length).replace(/(?<!\/)\/+$/, '')}/${name}`;
    const version = (0,chart_versions/* isVersion */.lF)(range)
        ? range
        : choose(range, (0,chart_versions/* versionsOfTags */.wl)(await sources.listOciTags(repository)), name, chart);
    const load = async () => archiveOf(dependency, version, await sources.pullOci(repository, (0,chart_versions/* tagOfVersion */.ml)(version)), budget);
    return { locked: locked(dependency, version), load };
}
async function findInIndex(dependency, update) {
    const { chart, sources, budget, signal } = update;
    const { name, version: range = '', repository } = dependency;
    const index = await sources.fetchIndex(indexUrl(repository));
    // An index is not a part of the chart.
    const entries = await readIndex(index, name, repository, (0,chart_budget/* createChartBudget */.yd)(signal));
    const version = choose(range, entries.map((entry) => entry.version), name, chart);
    const entry = entries.find((one) => one.version === version);
    return { locked: locked(dependency, version), load: () => download(dependency, entry, sources, budget) };
}
/** Chooses the newest version in a range, or says which there are. */
function choose(range, versions, name, chart) {
    const version = (0,chart_versions/* newestMatching */.k$)(range, versions);
    if (version !== undefined)
        return version;
    const some = versions.slice(0, 10).join(', ');
    throw problemOfDependency(chart, name, `no version of ${name} fits ${range}${some ? `; there are ${some}` : ''}`);
}
async function download(dependency, { url, version, digest }, sources, budget) {
    const [, repository, tag] = /^oci:\/\/(.+):([^:/]+)$/.exec(url) ?? [];
    const isInRegistry = repository !== undefined && tag !== undefined;
    const bytes = await (isInRegistry ? sources.pullOci(repository, tag) : sources.fetchArchive(url));
    const own = (0,oci_digest/* digestOf */.ol)(bytes);
    // Of a chart in a registry the index has the digest of the manifest, not of the archive: it is not compared.
    if (digest !== undefined && !isInRegistry && own !== `sha256:${digest}`) {
        const what = `The chart ${dependency.name} ${version} has the digest ${own}, but its index says sha256:${digest}`;
        throw new errors/* OciError */.Mf('INTEGRITY', what);
    }
    return archiveOf(dependency, version, bytes, budget);
}
function archiveOf({ name }, version, bytes, budget) {
    const origin = { label: `${name} ${version}`, code: 'ARTIFACT' };
    return (0,chart_files/* loadArchive */.bt)([bytes], origin, budget.deeper(origin));
}
/** Refuses a chart that is not the one that was asked for. */
function checkFetched(chart, { name, version = '', repository }) {
    const { metadata } = chart;
    const [asked, got] = [(0,semver/* parseVersion */.ot)(version), (0,semver/* parseVersion */.ot)(metadata.version)];
    if (metadata.name === name && asked && got && (0,semver/* compareVersions */.Zy)(got, asked) === 0)
        return chart;
    const what = `${repository} gave ${metadata.name} ${metadata.version} for ${name} ${version}`;
    throw new errors/* OciError */.Mf('ARTIFACT', `Wrong chart: ${what}`);
}

// EXTERNAL MODULE: ./lib/artifact/archive/gzip.js
var gzip = __webpack_require__(55443);
// EXTERNAL MODULE: ./lib/artifact/archive/tar.js
var tar = __webpack_require__(19180);
;// CONCATENATED MODULE: ./lib/artifact/chart/pack-chart.js









/**
 * Packs a loaded chart as `helm package` does (helm/helm, pkg/chart/v2/util/save.go): Helm's entries in Helm's order,
 * Chart.yaml and Chart.lock rewritten, sub-charts as folders. Reproducible: the bytes depend on the files and the
 * options alone. Fails with INVALID_INPUT when a declared dependency is not in charts/ or outside its range, or there
 * is no version.
 */
async function packChart(chart, { version, appVersion, time, onOutside }) {
    const given = {
        ...chart.metadata,
        ...(version ? { version: givenVersion(version) } : {}),
        ...(appVersion ? { appVersion } : {}),
    };
    checkDependencies(chart, onOutside);
    return {
        metadata: await metadataOfPacked({ ...chart, metadata: given }),
        archive: () => (0,gzip/* gzip */.Z)((0,tar/* tar */.y)(entriesOf({ ...chart, metadata: given }, '', time))),
    };
}
/**
 * Reads what the archive of a chart will say of it, of which `helm push` makes the config: a Chart.yaml of apiVersion
 * v1 is packed without the dependencies that it declares, so that only those of a requirements.yaml are left.
 */
function metadataOfPacked({ metadata, files, origin }) {
    const requirements = files.find(({ name }) => name === 'requirements.yaml');
    return (0,reading_metadata/* readMetadata */._6)(Buffer.from((0,reading_metadata/* encodeChartYaml */.yr)(metadata)), requirements?.data, origin, (0,chart_budget/* createChartBudget */.yd)());
}
function givenVersion(text) {
    const version = text.replace(/^v(?=\d)/, '');
    const problem = (0,reading_metadata/* problemOfVersion */.bY)(version);
    if (problem) {
        const what = `The chart version ${JSON.stringify(text)} ${problem}${(0,semver/* whatToLeaveOut */.tD)(text)}`;
        throw new errors/* OciError */.Mf('INVALID_INPUT', what);
    }
    return version;
}
/** Lists the entries of the archive: no folders, mode 0644, the owner as tar.ts has it. */
function* entriesOf(chart, prefix, time) {
    const { metadata, lock, values, schema, templates, files, charts } = chart;
    const base = `${prefix}${metadata.name}/`;
    const entry = (name, data) => ({
        name: `${base}${name}`,
        kind: 'file',
        mode: 0o644,
        time,
        size: data.byteLength,
        read: () => [data],
    });
    yield entry('Chart.yaml', Buffer.from((0,reading_metadata/* encodeChartYaml */.yr)(metadata)));
    if (lock && metadata.apiVersion === 'v2')
        yield entry('Chart.lock', Buffer.from((0,reading_lock/* encodeLock */.Kk)(lock)));
    if (values)
        yield entry('values.yaml', values);
    if (schema)
        yield entry('values.schema.json', schema);
    for (const { name, data } of [...templates, ...files])
        yield entry(name, data);
    // By name, so that a sub-chart may be a folder or an archive.
    const sorted = [...charts].sort((a, b) => (0,compare_bytes/* compareBytes */.X)(a.metadata.name, b.metadata.name));
    for (const sub of sorted)
        yield* entriesOf(sub, `${base}charts/`, time);
}

// EXTERNAL MODULE: ./lib/artifact/chart/provenance.js
var chart_provenance = __webpack_require__(91598);
// EXTERNAL MODULE: ./lib/artifact/files/file-content.js
var file_content = __webpack_require__(82342);
// EXTERNAL MODULE: ./lib/disk/held-place.js
var held_place = __webpack_require__(98592);
// EXTERNAL MODULE: ./lib/disk/open-file.js
var open_file = __webpack_require__(46580);
;// CONCATENATED MODULE: ./lib/modes/chart/ready-chart.js


















/**
 * Loads and packs a directory, or reads an archive and the provenance file beside it.
 */
async function readyChart(found, making, reach) {
    return found.kind === 'archive' ? readPacked(found, making, reach) : packDirectory(found, making, reach);
}
async function packDirectory({ path, label }, { chart: { chartDependencies, chartVersion, chartAppVersion }, symlinks, created, temporary, sources }, { workspace, log, signal }) {
    const budget = (0,chart_budget/* createChartBudget */.yd)(signal);
    let chart = await loadChart(path, label, { folder: workspace, symlinks }, budget);
    warnOfUnknown(chart, log);
    if (chartDependencies === 'build' || chartDependencies === 'update') {
        const generated = created ?? '1970-01-01T00:00:00Z';
        const isAnew = chartDependencies === 'update';
        chart = await updateDependencies(chart, sources(path), generated, { isAnew, budget, signal });
        for (const { name } of chart.metadata.dependencies ?? []) {
            const inside = chart.charts.find(({ metadata }) => metadata.name === name);
            if (inside)
                log.info(`${label} gets the dependency ${name} ${inside.metadata.version}`);
        }
    }
    warnOfRepeated(chart, log);
    checkForGit(chart);
    const { metadata, archive } = await packChart(chart, {
        ...(chartVersion === undefined ? {} : { version: chartVersion }),
        ...(chartAppVersion === undefined ? {} : { appVersion: chartAppVersion }),
        ...(chartDependencies === 'as-is'
            ? { onOutside: (text) => log.warning(`${text}: it is packed as it is`) }
            : {}),
        time: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000),
    });
    if (chartVersion !== undefined && !(0,semver/* parseStrict */.z3)(metadata.version)) {
        log.notice(`${label} gets the version ${metadata.version} from chart-version, which Helm does not find by a range: write ${wholeOf(metadata.version)}`);
    }
    // Into a file: several charts wait for each other, and each may be as large as Helm takes.
    return { metadata, archive: await (0,write_temporary/* writeTemporary */.b)(archive(), temporary, signal), provenance: undefined };
}
async function readPacked({ path, label }, { chart: { chartVersion, chartAppVersion }, symlinks }, { log, signal, workspace }) {
    const origin = (0,lib_origin/* originOfInput */.w6)(label);
    const held = { folder: workspace, symlinks };
    const { fail } = readingOf(held, chart_budget/* maxChartBytes */.KN, origin);
    const real = (0,held_place/* heldPlace */.l)(path, held, fail);
    const { size } = (0,external_node_fs_.statSync)(real);
    if (size > chart_budget/* maxChartBytes */.KN)
        throw fail(`is larger than ${(0,format_bytes/* formatBytes */.z)(chart_budget/* maxChartBytes */.KN)}`);
    const { descriptor } = await (0,file_content/* describeFile */.C)(real, '', 'files', { signal });
    const open = async () => (0,verified/* verified */.zr)(await (0,open_file/* openFile */.Tq)(real, signal)(), descriptor);
    const chart = await (0,chart_files/* loadArchive */.bt)(await open(), origin, (0,chart_budget/* createChartBudget */.yd)(signal));
    checkForGit(chart);
    const { metadata } = chart;
    const changes = [
        ['version', chartVersion?.replace(/^v(?=\d)/, ''), metadata.version],
        ['app-version', chartAppVersion, metadata.appVersion],
    ];
    for (const [field, wanted, own = ''] of changes) {
        if (wanted === undefined || wanted === own)
            continue;
        const what = `the chart is packed as ${own || 'none'}: chart-${field} ${wanted} is for chart directories`;
        throw (0,lib_origin/* problemIn */.Dk)(origin, undefined, what);
    }
    warnOfUnknown(chart, log);
    warnOfRepeated(chart, log);
    const { digest } = descriptor;
    const archive = { digest, size: descriptor.size, open };
    return {
        metadata,
        archive,
        provenance: readProvenance(`${path}.prov`, `${label}.prov`, (0,reading_metadata/* fileNameOf */.bV)(metadata), digest, held, log),
    };
}
/** A version with the three numbers that semver.org asks for. */
function wholeOf(version) {
    return version.replace(/^\d+(?:\.\d+)?(?!\.?\d)/, (numbers) => numbers.includes('.') ? `${numbers}.0` : `${numbers}.0.0`);
}
function readProvenance(path, label, fileName, archive, held, log) {
    const origin = (0,lib_origin/* originOfInput */.w6)(label);
    const provenance = (0,read_held/* readHeldIfThere */.t)(path, readingOf(held, chart_provenance/* maxProvenanceBytes */.l, origin));
    if (!provenance)
        return undefined;
    const problem = (0,chart_provenance/* problemOfProvenance */.k)(provenance, fileName, archive);
    // Whoever verifies it would be refused by Helm.
    if (problem !== undefined)
        throw (0,lib_origin/* problemIn */.Dk)(origin, undefined, `the provenance file ${problem}`);
    log.info(`With the provenance file ${origin.label}`);
    return provenance;
}
/** Makes the options of `readHeld` for a file of `origin`, of at most `limit` bytes. */
function readingOf(held, limit, origin) {
    return { ...held, limit, fail: (what, facts) => (0,lib_origin/* problemIn */.Dk)(origin, undefined, `the file ${what}`, facts) };
}
function warnOfUnknown({ unknownFields, origin }, log) {
    if (unknownFields.length === 0)
        return;
    const list = (0,words/* briefList */.X2)(unknownFields);
    log.warning(`${origin.label}: Helm does not know these fields of Chart.yaml and drops them: ${list}`);
}
function warnOfRepeated(chart, log) {
    const keysIn = ({ repeatedKeys, charts }) => [...repeatedKeys, ...charts.flatMap(keysIn)];
    const keys = keysIn(chart);
    if (keys.length > 0)
        log.warning(`Keys appear twice in one map, and Helm takes the last of each: ${(0,words/* briefList */.X2)(keys)}`);
}
/** Refuses to publish what belongs to git: Helm would, and actions/checkout leaves a token in `.git/config`. */
function checkForGit({ files, templates, charts, origin }) {
    const found = [...files, ...templates].find(({ name }) => name.toLowerCase().split('/').includes('.git'));
    if (found) {
        throw (0,lib_origin/* problemIn */.Dk)(origin, undefined, `the chart has ${JSON.stringify(found.name)}: add .git/ to its .helmignore`);
    }
    for (const chart of charts)
        checkForGit(chart);
}

;// CONCATENATED MODULE: ./lib/modes/chart/hub-metadata.js













/**
 * The tag under which Artifact Hub looks for the metadata of a repository
 * (artifacthub.io/docs/topics/repositories/helm-charts).
 */
const hubTag = 'artifacthub.io';
const maxMetadataBytes = 1024 * 1024;
/**
 * Gives each repository of a chart the metadata in the directory of that chart, else those that stand beside all
 * charts. Fails with INVALID_INPUT when there are several of these.
 */
function metadataFor(charts, found) {
    const files = found.filter(({ kind }) => kind === 'metadata');
    const isOwn = (file, { path, kind }) => kind === 'directory' && `${(0,external_node_path_.dirname)(file.path)}${external_node_path_.sep}`.startsWith(`${path}${external_node_path_.sep}`);
    const [common, more] = files.filter((file) => !found.some((chart) => isOwn(file, chart)));
    if (common && more) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The files ${common.label} and ${more.label} are both metadata for all charts`);
    }
    const wanted = new Map();
    for (const { found: chart, target } of charts) {
        const file = files.find((one) => isOwn(one, chart)) ?? common;
        if (file)
            wanted.set((0,oci_reference/* formatRepository */.Sh)(target), { file, target });
    }
    return [...wanted.values()];
}
/** Reads metadata and looks whether they are there; they are meant to change. */
async function planMetadata({ file, target, row }, symlinks, { open, signal, workspace }) {
    const origin = (0,lib_origin/* originOfInput */.w6)(file.label);
    const yaml = (0,read_held/* readHeld */.i)(file.path, readingOf({ folder: workspace, symlinks }, maxMetadataBytes, origin));
    const { kind, line } = await (0,read_yaml/* readYaml */.g)(yaml, origin, (0,chart_budget/* createChartBudget */.yd)(signal));
    if (kind !== 'map')
        throw (0,lib_origin/* problemIn */.Dk)(origin, line, 'the file is not a map');
    const staged = (0,chart_manifest/* stageHubMetadata */.P3)(yaml);
    const size = (0,total_size/* totalSize */.U)([staged.config, ...staged.layers]);
    const store = open.store(target);
    const there = await (0,errors/* orAbsent */.Re)(store.resolve(hubTag, signal));
    const verdict = (0,decide/* decide */.L)(there?.digest, staged.root.digest, 'overwrite');
    const isSame = verdict === 'unchanged';
    if (isSame)
        row.reused = size;
    return tell({
        ...{ row, name: file.label, fileName: 'artifacthub-repo.yml', target, staged, size, store },
        ...(0,plan_tags/* planOf */.XC)([{ tag: hubTag, digest: there?.digest, verdict }]),
        status: isSame ? 'unchanged' : 'pushed',
        kept: undefined,
        tags: [hubTag],
    });
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/oci/json.js
var json = __webpack_require__(73931);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __webpack_require__(46948);
// EXTERNAL MODULE: ./lib/artifact/archive/plain-gunzip.js
var plain_gunzip = __webpack_require__(281);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-types.js
var chart_types = __webpack_require__(71449);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/read-archive.js
var read_archive = __webpack_require__(73603);
;// CONCATENATED MODULE: ./lib/artifact/chart/chart-difference.js












/**
 * Says in what a chart differs from what a tag holds; undefined when it does not. Only what the chart is counts: the
 * files by name, bytes and mode, and the config by what it says. When it was packed or pushed, by which zlib and from
 * which run does not, so that what `helm push` wrote is the same chart. Archive and config are fetched only where their
 * digests differ.
 *
 * @param said the annotations of the chart and of the inputs
 */
async function differenceOf(staged, said, current, source, signal) {
    try {
        const manifest = current.parsed();
        if (manifest.kind !== 'manifest' || !(0,chart_types/* isChartManifest */._)(manifest))
            return 'it is not a chart';
        const theirs = (0,chart_manifest/* chartLayers */.x8)(manifest, 'it');
        const own = (0,chart_manifest/* chartLayers */.x8)({ ...manifest, layers: staged.layers }, 'it');
        if (!(await isSameConfig([staged.config, staged.store], [manifest.config, source], signal))) {
            return 'Chart.yaml differs';
        }
        if (theirs.provenance?.digest !== own.provenance?.digest)
            return 'the provenance file differs';
        if (hasMore(current, manifest, staged))
            return 'its manifest has more than the chart';
        if (theirs.archive.digest !== own.archive.digest) {
            // What is signed is the very bytes.
            if (own.provenance)
                return 'the archive differs, and the provenance file is for its exact bytes';
            const ours = await filesIn(await staged.store.fetch(own.archive, signal), signal);
            const others = await filesIn(await source.fetch(theirs.archive, signal), signal);
            if (ours.folder !== others.folder)
                return `its folder is named ${JSON.stringify(others.folder)}`;
            const different = [...new Set([...ours.files.keys(), ...others.files.keys()])]
                .filter((path) => ours.files.get(path) !== others.files.get(path))
                .sort();
            if (different.length > 0)
                return `the files differ: ${(0,words/* briefList */.X2)(different.map((path) => JSON.stringify(path)))}`;
        }
        return isSaid(said, manifest.annotations) ? undefined : 'only the annotations differ';
    }
    catch (error) {
        if ((0,errors/* hasCode */.up)(error, 'ARTIFACT', 'TOO_LARGE'))
            return 'it is not a readable chart';
        throw error;
    }
}
/** What a chart's manifest and its descriptors have, as Helm and we write them. */
const manifestKeys = ['schemaVersion', 'mediaType', 'config', 'layers', 'annotations'];
const descriptorKeys = ['mediaType', 'digest', 'size'];
/**
 * Reports whether a manifest says more than the chart that was compared: the step hands on its digest, and vouches for
 * all that is in it, also for what other readers make of fields that we do not know.
 */
function hasMore({ bytes }, { config, layers }, own) {
    if (layers.length > own.layers.length)
        return true;
    const raw = (0,json/* parseJson */.qF)(bytes, 'The manifest of the chart');
    const isMore = (value, keys) => Object.keys(value).some((key) => !keys.includes(key));
    if (isMore(raw, manifestKeys) || [raw.config, ...raw.layers].some((part) => isMore(part, descriptorKeys)))
        return true;
    const sizes = new Map([own.config, ...own.layers].map(({ digest, size }) => [digest, size]));
    return [config, ...layers].some(({ digest, size }) => (sizes.get(digest) ?? size) !== size);
}
/** Compares what two configs say: the order of the keys may be another. */
async function isSameConfig(own, theirs, signal) {
    if (own[0].digest === theirs[0].digest)
        return true;
    const read = async ([descriptor, source]) => (0,json/* parseJson */.qF)(await (0,verified/* readAll */.yw)(await source.fetch(descriptor, signal), 'The config of the chart'), 'The config of the chart');
    return (0,external_node_util_.isDeepStrictEqual)(await read(own), await read(theirs));
}
/** Where Helm keeps which versions it found: of apiVersion v2, and of v1. */
const locks = ['Chart.lock', 'requirements.lock'];
/** The time in a lock at which Helm, or we, looked for the versions in it. */
const generated = /^generated: "[\d:.TZ+-]+"$/m;
/** Lists what is in a chart archive that all readers read alike. */
async function filesIn(archive, signal) {
    const files = new Map();
    let folder;
    const origin = { label: 'the chart', code: 'ARTIFACT' };
    for await (const entry of (0,read_archive/* readArchive */.b)(archive, origin, (0,chart_budget/* createChartBudget */.yd)(signal), plain_gunzip/* plainGunzip */.g)) {
        const { path, mode, content } = entry;
        folder = entry.folder;
        const hash = (0,oci_digest/* startHash */.LC)();
        if (locks.includes(path))
            hash.update(Buffer.from((await (0,verified/* readAll */.yw)(content(), path, chart_budget/* maxFileBytes */.eV)).toString().replace(generated, '')));
        else
            for await (const chunk of content())
                hash.update(chunk);
        files.set(path, `${hash.finish()} ${mode & 0o777}`);
    }
    return { folder, files };
}
/**
 * What tells of a push rather than of a chart, unless the chart or the inputs say it: Helm writes none of these but the
 * time.
 */
const ofPush = ['source', 'revision', 'url'].map((name) => `org.opencontainers.image.${name}`);
function isSaid(said, theirs) {
    const counts = (key) => key !== annotations/* createdAnnotation */.oy && (key in said || !ofPush.includes(key));
    return [...Object.keys(said), ...Object.keys(theirs)].filter(counts).every((key) => said[key] === theirs[key]);
}

;// CONCATENATED MODULE: ./lib/modes/chart/plan-chart.js







/**
 * Compares a chart with what its tags hold, by one request for each. `if-exists` guards the version, and other tags
 * that read as a version; `latest` or `1.2` are there to be moved. Fails with CONFLICT.
 */
async function planChart(chart, { tags: more, ifExists = 'error' }, { open, log, signal }, hasSigned) {
    const { row, staged, said, target } = chart;
    const store = open.store(target);
    const versionTag = (0,chart_versions/* tagOfVersion */.ml)(chart.metadata.version);
    const tags = [...new Set([versionTag, ...more])];
    const repository = (0,oci_reference/* formatRepository */.Sh)(target);
    const current = await (0,errors/* orAbsent */.Re)(store.manifest(versionTag, signal));
    const isOurs = current?.descriptor.digest === staged.root.digest;
    const difference = current && !isOurs
        ? ((await differenceOf(staged, said, current, store, signal)) ?? (await unsigned(current, store, hasSigned)))
        : undefined;
    const digest = current?.descriptor.digest;
    if (difference !== undefined) {
        if (ifExists === 'error') {
            const what = `${repository}:${versionTag} exists with different content: ${difference}`;
            throw new errors/* OciError */.Mf('CONFLICT', `The chart version ${what} (${digest})`, { topic: 'chart-release' });
        }
        if (ifExists === 'skip') {
            log.notice(`The chart ${repository}:${versionTag} exists and stays at ${digest}: ${difference}`);
            const plan = (0,plan_tags/* planOf */.XC)([{ tag: versionTag, digest, verdict: 'kept' }]);
            return tell({ ...chart, store, status: 'kept', kept: current, tags, ...plan });
        }
    }
    const kept = isOurs || difference !== undefined ? undefined : current;
    const wanted = (kept?.descriptor ?? staged.root).digest;
    const verdict = !current ? 'new' : difference === undefined ? 'unchanged' : 'moved';
    const verdicts = [{ tag: versionTag, digest, verdict }];
    for (const tag of tags.slice(1)) {
        const there = (await (0,errors/* orAbsent */.Re)(store.resolve(tag, signal)))?.digest;
        const isVersion = (0,chart_versions/* versionsOfTags */.wl)([tag]).length > 0;
        const verdict = (0,decide/* decide */.L)(there, wanted, isVersion ? ifExists : 'overwrite');
        if (verdict === 'refused') {
            const what = `${repository}:${tag} exists with different content (${there})`;
            throw new errors/* OciError */.Mf('CONFLICT', `The chart version ${what}`, { topic: 'chart-release' });
        }
        if (verdict === 'kept')
            (0,plan_tags/* tellKept */.W$)(log, tag, there);
        verdicts.push({ tag, digest: there, verdict });
    }
    const plan = (0,plan_tags/* planOf */.XC)(verdicts);
    const isThere = plan.pending.length === 0;
    if (isThere)
        row.reused = chart.size;
    return tell({ ...chart, store, status: isThere ? 'unchanged' : 'pushed', kept, tags, ...plan });
}
/**
 * Says why the same chart in another manifest cannot stay where charts are signed: that of Helm will do as it is, but
 * what is not compared, such as fields that we do not know, would be signed with it.
 */
async function unsigned({ descriptor }, store, hasSigned) {
    if (!hasSigned || (await hasSigned(store, descriptor)))
        return undefined;
    return 'somebody else pushed it, and the signer of this step has not signed it';
}

// EXTERNAL MODULE: ./lib/store/copy.js
var copy = __webpack_require__(96148);
// EXTERNAL MODULE: ./lib/modes/send/count-moved.js
var count_moved = __webpack_require__(58878);
// EXTERNAL MODULE: ./lib/modes/send/signing.js
var signing = __webpack_require__(77764);
// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(52359);
;// CONCATENATED MODULE: ./lib/modes/chart/send-parcel.js









/** Does what was planned, and signs it, or in a dry run says so. */
async function sendParcel(parcel, { concurrency, dryRun: isDryRun }, { log, signal }) {
    const { row, name, staged, target, store, status, kept, pending, previous, sign } = parcel;
    const repository = (0,oci_reference/* formatRepository */.Sh)(target);
    const root = kept?.descriptor ?? staged.root;
    if (!isDryRun)
        row.isNew = false;
    let isSigned = false;
    const signRoot = async () => {
        // Another chart that stays in its place is not ours to sign.
        if (status === 'kept')
            return (0,signing.tellUntouched)(log, `${repository}@${root.digest}`, sign ? ['signed'] : []);
        const signed = await sign?.(store, root, repository);
        if (!signed)
            return;
        isSigned = signed.isChanged;
        row.item = { ...row.item, signatures: signed.signatures };
    };
    const tellOwnTags = () => (0,plan_tags/* tellTags */.Dg)(log, { tags: pending, previous, digest: root.digest, isDryRun, place: `${repository}:` });
    if (status === 'pushed' && !isDryRun) {
        const beforeTags = sign && signRoot;
        await log.group(`Push ${name} to ${repository}`, async () => {
            await send(parcel, beforeTags, concurrency, log, signal);
            tellOwnTags();
        });
    }
    else {
        if (status === 'pushed')
            log.info(`Would push ${name} to ${repository}: ${pending.join(', ')}`);
        else
            log.info(`${status === 'kept' ? 'Left as it is' : 'Unchanged'}: ${name}`);
        await signRoot();
        tellOwnTags();
    }
    tell({ ...parcel, isSigned }, status);
}
/** Sends what is missing and writes the pending tags; counts in the row what was moved. */
async function send(parcel, beforeTags, concurrency, log, signal) {
    const { row, fileName, staged, size, store, kept, pending } = parcel;
    const onTagged = () => tellThere(parcel);
    if (kept) {
        tellThere(parcel);
        await beforeTags?.();
        await store.push(kept.descriptor, (0,verified/* openBytes */.od)(kept.bytes), { tags: pending, signal });
        row.reused = size;
        return;
    }
    const nameOf = ({ mediaType }) => titleOf(mediaType, fileName);
    const progress = (0,tell_progress/* startProgress */.o)(log, 'Sending', size);
    const { onEvent, moved } = (0,count_moved/* countMoved */.V)(progress, nameOf, (blob, fate) => {
        if (fate !== 'copied' || blob.digest === staged.config.digest)
            return;
        log.info(`Sent: ${nameOf(blob)}  ${(0,format_bytes/* formatBytes */.z)(blob.size)}`);
    });
    try {
        const tags = beforeTags ? [] : pending;
        const session = (0,copy/* startCopySession */.G)(concurrency);
        await (0,copy/* copy */.C)(staged.store, staged.root, store, { tags, session, onEvent, onTagged, signal });
        row.isNew = session.brought.has(staged.root.digest);
        row.reused = size - moved.transferred;
    }
    finally {
        // Also of a chart that fails: what was sent before is there.
        row.transferred = moved.transferred;
    }
    if (!beforeTags)
        return;
    tellThere(parcel);
    await beforeTags();
    const { bytes } = await staged.store.manifest(staged.root.digest, signal);
    await store.push(staged.root, (0,verified/* openBytes */.od)(bytes), { tags: pending, signal });
}

;// CONCATENATED MODULE: ./lib/modes/chart/push-charts.js



















/**
 * Packs and pushes Helm charts as `helm package` and `helm push` do, each to NAME:VERSION below the reference. All are
 * packed and compared with what their tags hold before the first one is sent. With `keep-going`, what fails does not
 * stop the others.
 */
async function pushCharts(inputs, mode, { build, download, temporary, signing, }) {
    const { reference, files, tagging, annotations, chart: making, concurrency, dryRun } = inputs;
    const { chartRepository } = making;
    const { symlinks } = files;
    const { log, learn, workspace } = mode;
    checkReference(reference, chartRepository);
    const foreign = { root: files.root, artifactType: inputs.artifactType, config: inputs.config };
    warnOfForeign({ ...foreign, annotationFile: annotations.annotationFile }, log);
    learn({ changed: false, files: [], transferred: 0, reused: 0, previous: {} });
    const found = await findInputCharts(files, workspace, log);
    const rows = createRows(inputs.keepGoing, mode);
    const charts = found
        .filter(({ kind }) => kind !== 'metadata')
        .map((chart) => ({ found: chart, row: rows.add(chart.label, true) }));
    if (charts.length === 0)
        return;
    if (charts.length > 1) {
        log.notice(`There are ${charts.length} charts: outputs in which they differ, such as digest, are empty, and the output json lists all of them`);
    }
    const created = await (0,send_created/* createdTime */.w)(annotations.created, build);
    const sources = createDependencySources(mode, download, temporary);
    const ofWorkflow = (0,send_annotations/* workflowAnnotations */.U)(annotations.githubAnnotations, build);
    learn({ items: [] });
    const ready = await log.group(`Pack ${(0,words/* count */.U9)(charts.length, 'chart')}`, () => 
    // One after the other: packing uses all cores, and a chart is in memory meanwhile.
    rows.each(charts, 1, async ({ found: chart, row }) => {
        const made = { chart: making, symlinks, created, temporary, sources };
        const { metadata, archive, provenance } = await readyChart(chart, made, mode);
        const { name, version } = metadata;
        row.item = { ...row.item, name, version };
        const target = targetOf(reference, chartRepository, name, log);
        const said = (0,reading_metadata/* chartAnnotations */.rq)(metadata, created, annotations.annotations);
        const staged = (0,chart_manifest/* stageChart */.He)({
            config: (0,reading_metadata/* encodeConfig */.dI)(metadata),
            archive,
            provenance,
            annotations: { ...ofWorkflow, ...said },
        });
        log.info(`${name} ${version} from ${chart.label}  ${(0,format_bytes/* formatBytes */.z)(archive.size)}`);
        const size = (0,total_size/* totalSize */.U)([staged.config, ...staged.layers]);
        const names = { name: `${name} ${version}`, fileName: (0,reading_metadata/* fileNameOf */.bV)(metadata) };
        return { row, ...names, target, staged, size, found: chart, metadata, said };
    }));
    checkDistinct(ready, tagging.tags, chartRepository);
    const planned = await rows.each(ready, concurrency, (chart) => planChart(chart, tagging, mode, signing?.hasSigned));
    const hub = metadataFor(planned, found).map((one) => ({ ...one, row: rows.add(one.file.label, false) }));
    const plannedHub = await rows.each(hub, 1, (one) => planMetadata(one, symlinks, mode));
    const parcels = [...planned.map((chart) => ({ ...chart, sign: signing?.sign })), ...plannedHub];
    await rows.each(parcels, 1, (parcel) => sendParcel(parcel, { concurrency, dryRun }, mode));
    rows.throwFailures();
}
/** Refuses a reference with what would be lost: each chart has a place and a version of its own. */
function checkReference(reference, chartRepository) {
    const fail = (what) => new errors/* OciError */.Mf('INVALID_INPUT', `The input reference ${JSON.stringify((0,oci_reference/* formatRepository */.Sh)(reference))} ${what}`);
    if (reference.digest !== undefined)
        throw fail('has a digest, which a push of charts cannot know beforehand');
    if (reference.tags.length > 0 && chartRepository !== 'exact') {
        const what = `is the place for NAME:VERSION of charts, and has the tag ${reference.tags.join(', ')}`;
        throw fail(`${what}: leave it out, the version is in Chart.yaml; more tags go into the input tags`);
    }
}
/** Says which inputs mean nothing for charts. */
function warnOfForeign(inputs, log) {
    const foreign = [
        ['root', inputs.root !== '.'],
        ['artifact-type', inputs.artifactType !== undefined],
        ['config', inputs.config !== undefined],
        ['annotation-file', inputs.annotationFile !== undefined],
    ];
    for (const [name, isGiven] of foreign)
        if (isGiven)
            log.warning(`The input ${name} does not apply to kind helm`);
}
async function findInputCharts({ files: lines, ifNoFilesFound, includeHiddenFiles }, workspace, log) {
    const { onNothing, onEnd } = (0,missing_files/* reportMissing */.v)('chart', { files: lines, ifNoFilesFound }, workspace, log);
    const found = await findCharts(lines, {
        workspace,
        includeHidden: includeHiddenFiles,
        onHidden: (label) => log.info(`Skipped ${label}, which is hidden`),
        onUseless: (line) => log.notice((0,useless_exclude/* uselessExclude */.N)(line)),
        onNothing,
    });
    onEnd(found.some(({ kind }) => kind !== 'metadata'));
    return found;
}
/**
 * The repository of a chart: below the reference, a layout in a folder of its own, or with `exact` the reference
 * itself.
 */
function targetOf(reference, chartRepository, name, log) {
    const { host, repository } = reference;
    if (chartRepository === 'exact') {
        const last = repository.split('/').at(-1);
        if (last !== name && !(0,oci_reference/* isLayout */.nW)(reference)) {
            log.warning(`The chart ${name} goes into a repository that ends in ${last}: Helm will name what it pulls after the repository, and cannot use it as a dependency`);
        }
        return { host, repository, tags: [] };
    }
    const lowered = name.toLowerCase();
    // A layout is one repository: each chart has its own.
    const path = (0,oci_reference/* isLayout */.nW)(reference) || repository === '' ? lowered : `${repository}/${lowered}`;
    const target = (0,oci_reference/* isLayout */.nW)(reference)
        ? { host: `${host}/${path}`, repository: '', tags: [] }
        : { host, repository: (0,oci_reference/* fullRepository */.gp)(host, path), tags: [] };
    if (!(0,oci_reference/* isRepository */.Z6)((0,oci_reference/* isLayout */.nW)(reference) ? '' : host, path)) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The chart name ${JSON.stringify(name)} cannot be part of a repository's name`);
    }
    if (lowered !== name) {
        log.warning(`The chart ${name} goes into ${(0,oci_reference/* formatRepository */.Sh)(target)}: repositories are in lower case. Charts that depend on it will not find it`);
    }
    return target;
}
/** Refuses what would let one chart of the step overwrite another one. */
function checkDistinct(charts, tags, chartRepository) {
    const known = new Map();
    for (const chart of charts) {
        const { name, version } = chart.metadata;
        const fail = (other, what) => new errors/* OciError */.Mf('INVALID_INPUT', `The charts ${other.found.label} and ${chart.found.label} ${what}`, {
            topic: 'chart-clash',
        });
        const repository = (0,oci_reference/* formatRepository */.Sh)(chart.target);
        const other = known.get(repository);
        const same = known.get(`${repository}:${(0,chart_versions/* tagOfVersion */.ml)(version)}`);
        if (other && chartRepository === 'exact' && other.metadata.name !== name) {
            throw fail(other, 'have two names, and chart-repository exact has room for one');
        }
        if (same)
            throw fail(same, `are both ${name} ${version}`);
        if (other && tags.length > 0)
            throw fail(other, `would both get the tag ${tags.join(', ')}`);
        known.set(repository, chart);
        known.set(`${repository}:${(0,chart_versions/* tagOfVersion */.ml)(version)}`, chart);
    }
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
function readAttestations(lines, workspace) {
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

/***/ 48847:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ decide),
/* harmony export */   m: () => (/* binding */ isPending)
/* harmony export */ });
/** Decides by `if-exists` what becomes of a tag that points to one digest, or is not there, and should to another. */
function decide(current, wanted, ifExists) {
    if (current === undefined)
        return 'new';
    if (current === wanted)
        return 'unchanged';
    return { overwrite: 'moved', skip: 'kept', error: 'refused' }[ifExists];
}
/** Tells whether a tag is to be written. */
function isPending(verdict) {
    return verdict === 'new' || verdict === 'moved';
}


/***/ }),

/***/ 42664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dg: () => (/* binding */ tellTags),
/* harmony export */   Vd: () => (/* binding */ planTags),
/* harmony export */   W$: () => (/* binding */ tellKept),
/* harmony export */   XC: () => (/* binding */ planOf),
/* harmony export */   ZC: () => (/* binding */ nameIn),
/* harmony export */   g$: () => (/* binding */ readTags),
/* harmony export */   lO: () => (/* binding */ tellName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);
/* harmony import */ var _decide_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48847);



/** Asks where tags point, with one request for each. */
function readTags(target, tags, withContent, signal) {
    const readTag = async (tag) => {
        if (!withContent)
            return { tag, digest: (await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(target.resolve(tag, signal)))?.digest };
        const content = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(target.manifest(tag, signal));
        return content ? { tag, digest: content.descriptor.digest, content } : { tag, digest: undefined };
    };
    return Promise.all(tags.map(readTag));
}
/**
 * Decides what is to be done. `kept` is the digest of the first tag when `if-exists: skip` leaves nothing to do. Fails
 * with CONFLICT.
 *
 * @param place the repository, as messages name it
 */
function planTags(current, digest, ifExists, place, log) {
    const verdicts = current.map((entry) => ({ ...entry, verdict: (0,_decide_js__WEBPACK_IMPORTED_MODULE_2__/* .decide */ .L)(entry.digest, digest, ifExists) }));
    const refused = verdicts.filter(({ verdict }) => verdict === 'refused');
    if (refused.length > 0) {
        const list = refused.map((entry) => `${place}:${entry.tag} points to ${entry.digest}`).join(', ');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('CONFLICT', `A tag exists with different content: ${list}; this step has ${digest}`);
    }
    const kept = verdicts.filter(({ verdict }) => verdict === 'kept');
    for (const entry of kept)
        tellKept(log, entry.tag, entry.digest);
    const [first] = kept.length === current.length ? kept : [];
    return { ...planOf(verdicts), ...(first?.digest ? { kept: first.digest } : {}) };
}
/** Puts the verdicts on tags together. */
function planOf(verdicts) {
    const pending = verdicts.filter(({ verdict }) => (0,_decide_js__WEBPACK_IMPORTED_MODULE_2__/* .isPending */ .m)(verdict));
    return {
        pending: pending.map(({ tag }) => tag),
        previous: Object.fromEntries(pending.flatMap(({ tag, digest }) => (digest ? [[tag, digest]] : []))),
        tagged: Object.fromEntries(verdicts.map(({ tag, verdict }) => [tag, verdict])),
    };
}
/** Says that `if-exists` lets a tag stay where it is. */
function tellKept(log, tag, digest) {
    log.notice(`The tag ${tag} exists and stays at ${digest}`);
}
/**
 * Says of each tag that was written, or in a dry run would be, that it is new, or where it pointed before; `place` stands
 * before its name.
 */
function tellTags(log, { tags, previous, digest, isDryRun, place = '', }) {
    for (const tag of tags) {
        // Tags have names such as `constructor` too.
        if (!Object.hasOwn(previous, tag))
            log.info(`${place}${tag}: ${isDryRun ? 'would be new' : 'new'}`);
        else
            log.info(`${isDryRun ? 'Would move ' : ''}${place}${tag}: ${previous[tag]} → ${digest}`);
    }
}
/**
 * The digest of a manifest in a place where some of its tags are: by another algorithm than elsewhere, where tags say
 * so.
 */
function nameIn(current, { descriptor, bytes }) {
    const found = current.find(({ digest }) => digest !== undefined && (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigestOf */ ._Q)(digest, bytes));
    return found?.digest ?? descriptor.digest;
}
/**
 * Says so where tags point to another digest than that of the manifest: many registries name all manifests by sha256.
 */
function tellName(log, { location }, digest, named) {
    if (named === digest)
        return;
    const place = location ? `${location.host}/${location.repository}` : 'the target';
    log.notice(`${place} names the manifest ${digest} by another digest, to which its tags point: ${named}. ` +
        'What refers to the manifest by the first one, such as a signature, is not found by these tags');
}


/***/ }),

/***/ 77764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSigning: () => (/* binding */ openSigning),
/* harmony export */   tellUntouched: () => (/* binding */ tellUntouched)
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
async function openSigning(inputs, { dryRun, trustedRoot }, reach) {
    checkInputs(inputs);
    if (inputs.sign === 'none' && inputs.attest.length === 0)
        return undefined;
    const { log, learn, signal, workspace } = reach;
    const asked = (0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .readAttestations */ .a)(inputs.attest, workspace);
    const open = inputs.sign === 'key'
        ? await openKey(inputs, asked, reach)
        : await (await Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3341)]).then(__webpack_require__.bind(__webpack_require__, 13341))).openJob(inputs, trustedRoot, asked, reach);
    const { lookFor, signManifest } = await __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733));
    const all = [];
    const urls = [];
    const sign = async (store, subject, repository, within = signal) => {
        const name = `${repository}@${subject.digest}`;
        const work = async () => {
            const { hand, pieces, keep } = await open();
            const done = await (dryRun ? lookFor : signManifest)(hand, pieces, store, subject, within);
            return { hand, keep, ...done };
        };
        const { hand, keep, signatures, added, attestations, unwritten } = await work().catch((error) => {
            if (!dryRun)
                log.warning(`${name} is there, but not all of its signatures are, so no tag was moved to it`);
            throw error;
        });
        for (const why of unwritten)
            log.warning(`${name} is signed in one format only, which fewer programs find: ${why}`);
        tellSigned(log, name, hand.label, added, dryRun);
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
async function openKey({ signKey, signKeyPassword, signatureFormat }, attestations, { workspace, mask }) {
    if (attestations.some(({ kind }) => kind === 'provenance')) {
        const what = 'attest: provenance cannot be combined with sign: key: a provenance is made from the token of the job';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', what, { topic: 'provenance' });
    }
    const [{ openPrivateKey }, { keyHand }, { signatureIn }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6923).then(__webpack_require__.bind(__webpack_require__, 46923)),
        Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3001)]).then(__webpack_require__.bind(__webpack_require__, 33001)),
        __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733)),
    ]);
    const hand = keyHand(await openPrivateKey(readKey(signKey, workspace, mask), signKeyPassword));
    const pieces = [...signatureIn(signatureFormat), ...(0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .X)(attestations)];
    return async () => ({ hand, pieces });
}
/** Says that what a tag leads to, and goes on leading to, is not what this step vouches for. */
function tellUntouched(log, name, ways) {
    if (ways.length > 0)
        log.notice(`${name} stays where it is: this step has not ${ways.join(' or ')} it`);
}
/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey, workspace, mask) {
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
