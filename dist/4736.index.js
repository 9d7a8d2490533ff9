export const id = 4736;
export const ids = [4736];
export const modules = {

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

/***/ 21755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E_: () => (/* binding */ withoutMark),
/* harmony export */   Xh: () => (/* binding */ makeChart),
/* harmony export */   bt: () => (/* binding */ loadArchive)
/* harmony export */ });
/* harmony import */ var _go_compare_bytes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(36755);
/* harmony import */ var _go_read_yaml_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95510);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73931);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42773);
/* harmony import */ var _reading_lock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83947);
/* harmony import */ var _reading_metadata_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8041);
/* harmony import */ var _reading_read_archive_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(73603);







const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
/** Drops the byte order mark that Helm drops of every file. */
function withoutMark(data) {
    return data.subarray(0, 3).equals(byteOrderMark) ? data.subarray(3) : data;
}
/**
 * Makes a chart out of its files as Helm's loader does (helm/helm, pkg/chart/v2/loader/load.go): what is known goes to
 * its place, charts/ holds charts as folders and as .tgz, and all else is a file of the chart. Fails with the code of
 * `origin`, naming the file and where there is one the line.
 */
async function makeChart(files, origin, budget) {
    const source = files.find(({ name }) => name === 'Chart.yaml');
    if (!source)
        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .problemIn */ .Dk)(origin, undefined, 'this is not a chart: it has no Chart.yaml', { topic: 'missing-chart-yaml' });
    const parts = {
        yaml: await (0,_reading_metadata_js__WEBPACK_IMPORTED_MODULE_4__/* .readChartYaml */ .iY)(source.data, (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .below */ .Gz)(origin, 'Chart.yaml'), budget),
        chart: { templates: [], files: [], charts: [] },
        below: new Map(),
    };
    for (const file of files)
        await place(file, parts, origin, budget);
    const { notes } = parts.yaml;
    const metadata = (0,_reading_metadata_js__WEBPACK_IMPORTED_MODULE_4__/* .checkMetadata */ .sI)(parts.yaml);
    const charts = [];
    for (const [name, own] of [...parts.below].sort(([a], [b]) => (0,_go_compare_bytes_js__WEBPACK_IMPORTED_MODULE_6__/* .compareBytes */ .X)(a, b))) {
        // Helm leaves these out: `_` for what is kept aside, `.` for what is hidden.
        if (/^[_.]/.test(name))
            continue;
        const place = (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .below */ .Gz)(origin, `charts/${name}`);
        charts.push(await makeSubChart(name, own, place, budget.deeper(place)));
    }
    checkNames(charts, origin);
    const { lines, unknown: unknownFields, twice: repeatedKeys } = notes;
    return { ...parts.chart, metadata, charts, unknownFields, repeatedKeys, lines, origin };
}
/** Where the files go that have a meaning by their name. */
const placers = {
    'Chart.yaml': () => { },
    'Chart.lock': async ({ data }, { chart }, origin, budget) => {
        chart.lock = await (0,_reading_lock_js__WEBPACK_IMPORTED_MODULE_3__/* .readLock */ .mF)(data, origin, budget);
    },
    'values.yaml': async ({ data }, { chart }, origin, budget) => {
        await (0,_go_read_yaml_js__WEBPACK_IMPORTED_MODULE_0__/* .checkValues */ .X)(data, origin, budget);
        chart.values = data;
    },
    'values.schema.json': ({ data }, { chart }, origin, budget) => {
        const text = data.toString();
        budget.spend('pieces', (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_1__/* .measureJson */ .j1)(text).pieces, origin);
        try {
            JSON.parse(text);
        }
        catch (error) {
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .problemIn */ .Dk)(origin, undefined, 'the file is not valid JSON', { cause: error });
        }
        chart.schema = data;
    },
    'requirements.yaml': async (file, parts, origin, budget) => {
        parts.yaml = await (0,_reading_metadata_js__WEBPACK_IMPORTED_MODULE_4__/* .addRequirements */ .QJ)(parts.yaml, file.data, origin, budget);
        if (isVersion1(parts))
            parts.chart.files.push(file);
    },
    'requirements.lock': async (file, parts, origin, budget) => {
        parts.chart.lock = await (0,_reading_lock_js__WEBPACK_IMPORTED_MODULE_3__/* .readLock */ .mF)(file.data, origin, budget);
        if (isVersion1(parts))
            parts.chart.files.push(file);
    },
};
function isVersion1({ yaml }) {
    return (yaml.metadata.apiVersion ?? 'v1') === 'v1';
}
async function place(file, parts, origin, budget) {
    const placer = Object.hasOwn(placers, file.name) ? placers[file.name] : undefined;
    if (placer)
        await placer(file, parts, (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .below */ .Gz)(origin, file.name), budget);
    else if (file.name.startsWith('templates/'))
        parts.chart.templates.push(file);
    else if (file.name.startsWith('charts/') && !file.name.endsWith('.prov')) {
        const name = file.name.slice('charts/'.length);
        const [first = ''] = name.split('/', 1);
        const own = parts.below.get(first) ?? [];
        own.push({ ...file, name });
        parts.below.set(first, own);
    }
    else
        parts.chart.files.push(file);
}
async function makeSubChart(name, files, origin, budget) {
    const [first] = files;
    if (name.endsWith('.tgz') && first?.name === name)
        return loadArchive([first.data], origin, budget);
    // A file right in charts/ is not a chart, and Helm refuses it too.
    const inside = files.filter((file) => file.name.includes('/'));
    return makeChart(inside.map((file) => ({ ...file, name: file.name.slice(name.length + 1) })), origin, budget);
}
/** Two charts of one name would be one folder of the archive, and one of them would be lost. */
function checkNames(charts, origin) {
    const known = new Map();
    for (const chart of charts) {
        const { name } = chart.metadata;
        const other = known.get(name);
        if (other) {
            const lead = (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .below */ .Gz)(origin, '').label.length;
            const places = [other, chart].map((one) => one.origin.label.slice(lead)).join(' and ');
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .problemIn */ .Dk)(origin, undefined, `two charts in charts/ have the name ${JSON.stringify(name)}: ${places}`);
        }
        known.set(name, chart);
    }
}
/** Makes a chart out of a .tgz. Fails with the code of `origin` when it is not a chart, too large or hostile. */
async function loadArchive(archive, origin, budget) {
    const files = await (0,_reading_read_archive_js__WEBPACK_IMPORTED_MODULE_5__/* .readFiles */ .U)(archive, origin, budget);
    const unmarked = files.map(({ name, data }) => ({ name, data: withoutMark(data) }));
    // What is inside has no path in the workspace.
    return makeChart(unmarked, { ...origin, isInWorkspace: false }, budget);
}


/***/ }),

/***/ 47111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   He: () => (/* binding */ stageChart),
/* harmony export */   P3: () => (/* binding */ stageHubMetadata),
/* harmony export */   x8: () => (/* binding */ chartLayers)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50261);
/* harmony import */ var _store_memory_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93242);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67813);
/* harmony import */ var _reading_chart_budget_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4218);







// helm/helm, pkg/registry/constants.go
const provenanceType = 'application/vnd.cncf.helm.chart.provenance.v1.prov';
/** What Helm before 3.7 wrote, and all Helms read. */
const oldContentType = 'application/tar+gzip';
// artifacthub.io/docs/topics/repositories/helm-charts, "OCI support"
const hubConfigType = 'application/vnd.cncf.artifacthub.config.v1+yaml';
const hubLayerType = 'application/vnd.cncf.artifacthub.repository-metadata.layer.v1.yaml';
/**
 * Stages a chart as `helm push` lays it out: Helm's media types, layers in the order of their digests. The manifest
 * says its media type, which Helm leaves out and some registries need (cloudflare/serverless-registry#158).
 */
function stageChart({ config, archive, provenance, annotations }) {
    const layers = [[_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .chartContentType */ .Si, archive]];
    if (provenance)
        layers.push([provenanceType, inMemory(provenance)]);
    return stage([_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .chartConfigType */ .bl, config], layers, annotations);
}
/**
 * Stages the metadata of a repository as Artifact Hub reads it. Its config is not empty, which Google's registry would
 * refuse.
 */
function stageHubMetadata(yaml) {
    return stage([hubConfigType, Buffer.from('{}')], [[hubLayerType, inMemory(yaml)]], {}, 'artifacthub-repo.yml');
}
function stage([type, bytes], contents, annotations, title) {
    const store = new _store_memory_store_js__WEBPACK_IMPORTED_MODULE_4__/* .MemoryStore */ .n();
    const add = (mediaType, { digest, size, open }) => {
        const descriptor = { mediaType, digest, size };
        store.stage(descriptor, open);
        return descriptor;
    };
    const config = add(type, inMemory(bytes));
    const named = title === undefined ? {} : { annotations: { 'org.opencontainers.image.title': title } };
    const layers = contents
        .map(([mediaType, content]) => ({ ...add(mediaType, content), ...named }))
        .sort((a, b) => (a.digest < b.digest ? -1 : 1));
    const root = add(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, inMemory((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)({ mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, config, layers, annotations })));
    return { store, root, config, layers };
}
function inMemory(bytes) {
    return { digest: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(bytes), size: bytes.byteLength, open: (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_5__/* .openBytes */ .od)(bytes) };
}
/**
 * Finds the archive and the provenance file of a chart. Fails with ARTIFACT, and with TOO_LARGE for more than Helm
 * loads.
 */
function chartLayers({ layers }, what) {
    const ofType = (...types) => layers.filter(({ mediaType }) => types.includes(mediaType));
    const [archive, ...more] = ofType(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .chartContentType */ .Si, oldContentType);
    if (!archive)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${what} is a chart without an archive`);
    if (more.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${what} is a chart with several archives`);
    if (archive.size > _reading_chart_budget_js__WEBPACK_IMPORTED_MODULE_6__/* .maxChartBytes */ .KN)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('TOO_LARGE', `${what} is a chart of more than 100 MiB`);
    const [provenance] = ofType(provenanceType);
    return provenance ? { archive, provenance } : { archive };
}


/***/ }),

/***/ 91598:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ problemOfProvenance),
/* harmony export */   l: () => (/* binding */ maxProvenanceBytes)
/* harmony export */ });
/** A provenance file is a signed Chart.yaml and a line for each archive. */
const maxProvenanceBytes = 1024 * 1024;
/**
 * Says why a provenance file does not fit an archive, as `helm verify` would see it; undefined when it does. The
 * signature is not looked at: whose key counts is for the reader to say.
 */
function problemOfProvenance(bytes, fileName, archive) {
    const text = Buffer.from(bytes).toString();
    if (!/^-----BEGIN PGP SIGNED MESSAGE-----/m.test(text))
        return 'is not signed by PGP';
    const sums = /^files:[ \t]*\r?\n((?:[ \t]+.*(?:\r?\n|$))+)/m.exec(text)?.[1] ?? '';
    const lines = [
        ...sums.matchAll(/^[ \t]+(?![ \t])["']?(.+?)["']?:[ \t]+(?![ \t])["']?(sha256:[0-9a-f]{64})["']?[ \t]*\r?$/gm),
    ];
    const [, , sum] = lines.find(([, name]) => name === fileName) ?? [];
    if (sum === undefined)
        return `does not name ${fileName}`;
    return sum === archive ? undefined : `is for an archive ${sum}, not for ${archive}`;
}


/***/ }),

/***/ 4218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KN: () => (/* binding */ maxChartBytes),
/* harmony export */   eV: () => (/* binding */ maxFileBytes),
/* harmony export */   yd: () => (/* binding */ createChartBudget)
/* harmony export */ });
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99968);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42773);


/**
 * What a chart with all its files may have unpacked, those of the charts in it included. Helm allows as much for each
 * archive (helm/helm, pkg/chart/loader/archive, `MaxDecompressedChartSize`). There is no limit of the ratio: this is
 * the most that any bomb makes here.
 */
const maxChartBytes = 100 * 1024 * 1024;
/** What one file of a chart may have: Helm up to 4.1 loads no larger one. */
const maxFileBytes = 5 * 1024 * 1024;
/** Far more files than any chart has; each takes time even when it is empty. */
const maxFiles = 10_000;
/** Charts in charts in charts: kube-prometheus-stack has two levels, umbrella charts of platforms four. */
const maxLevels = 10;
/** What is counted of a chart and of all that is in it. */
const limits = {
    bytes: { most: maxChartBytes, problem: 'the chart is larger than 100 MiB unpacked' },
    // Headers and padding come on top of what the files have: two KiB a file, where PAX records carry a long name.
    archived: { most: maxChartBytes + maxFiles * 2048, problem: 'the chart is larger than 100 MiB unpacked' },
    files: { most: maxFiles, problem: `the chart has more than ${maxFiles} files` },
    // kube-prometheus-stack has some 80,000, and umbrella charts of thirty others half a million; this many take some
    // seconds.
    pieces: { most: 2_000_000, problem: 'the chart has more than 2000000 pieces of YAML and JSON' },
};
/** Makes the budget of one chart; what reads within it ends when `signal` is aborted. */
function createChartBudget(signal) {
    const spent = { bytes: 0, archived: 0, files: 0, pieces: 0 };
    const spend = (kind, amount, origin) => {
        spent[kind] += amount;
        if (spent[kind] > limits[kind].most)
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, undefined, limits[kind].problem);
    };
    const giveWay = (0,_give_way_js__WEBPACK_IMPORTED_MODULE_0__/* .createGiveWay */ .$)(signal);
    const atLevel = (level) => ({
        spend,
        giveWay,
        deeper: (origin) => {
            if (level < maxLevels)
                return atLevel(level + 1);
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, undefined, `the chart is more than ${maxLevels} charts deep`);
        },
    });
    return atLevel(1);
}


/***/ }),

/***/ 83947:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BW: () => (/* binding */ oldLockDigest),
/* harmony export */   Kk: () => (/* binding */ encodeLock),
/* harmony export */   mF: () => (/* binding */ readLock),
/* harmony export */   sU: () => (/* binding */ lockDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _go_read_yaml_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95510);
/* harmony import */ var _go_write_yaml_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95157);
/* harmony import */ var _go_yaml_node_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17400);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44360);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(42773);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41397);







/** Reads a Chart.lock or requirements.lock. Fails with the code of `origin`, naming file and line. */
async function readLock(bytes, origin, budget) {
    const entries = (0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_3__/* .mapIn */ .yL)(await (0,_go_read_yaml_js__WEBPACK_IMPORTED_MODULE_1__/* .readYaml */ .g)(bytes, origin, budget), 'the file', origin);
    const text = (key) => {
        const item = entries.get(key);
        return item ? (0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_3__/* .textIn */ .r7)(item, key, origin) : '';
    };
    const generated = goTime(text('generated'));
    if (generated === undefined)
        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_5__/* .problemIn */ .Dk)(origin, entries.get('generated')?.line, 'generated is not an RFC 3339 time');
    const list = entries.get('dependencies');
    const dependencies = list && !(0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_3__/* .isNull */ .kZ)(list) ? { dependencies: (0,_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .readDependencies */ .gF)(list, origin) } : {};
    return { generated, digest: text('digest'), ...dependencies };
}
/** Writes a Chart.lock as Helm does when it packs. */
function encodeLock({ dependencies, digest, generated }) {
    const list = dependencies === undefined ? null : (0,_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .dependenciesInOrder */ .PV)(dependencies, 'plain');
    return (0,_go_write_yaml_js__WEBPACK_IMPORTED_MODULE_2__/* .writeYaml */ .V)({ dependencies: list, digest, generated });
}
/**
 * Computes the digest of a lock as Helm does (helm/helm, internal/resolver, `HashReq`): of what is wanted and what was
 * found.
 */
function lockDigest(wanted, locked) {
    return sha256([(0,_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .dependenciesInOrder */ .PV)(wanted), (0,_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .dependenciesInOrder */ .PV)(locked)]);
}
/** Computes the digest that Helm 2 wrote into a requirements.lock (`HashV2Req`): of what is wanted alone. */
function oldLockDigest(wanted) {
    return sha256({ dependencies: (0,_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .dependenciesInOrder */ .PV)(wanted) });
}
function sha256(value) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .goJson */ .Pl)(value)).digest('hex')}`;
}
/** Writes a time as Go does after reading it: no zeros at the end of a fraction, `Z` for UTC, year 1 for no time. */
function goTime(text) {
    if (text === '')
        return '0001-01-01T00:00:00Z';
    const [, time, fraction = '', zone] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[-+]\d\d:\d\d)$/.exec(text) ?? [];
    if (time === undefined || Number.isNaN(Date.parse(`${time}Z`)))
        return undefined;
    const digits = fraction.slice(0, 10).replace(/\.?0+$/, '');
    return `${time}${digits}${zone === '+00:00' ? 'Z' : zone}`;
}


/***/ }),

/***/ 73603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readFiles),
/* harmony export */   b: () => (/* binding */ readArchive)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42773);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67813);
/* harmony import */ var _archive_decompressed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72321);
/* harmony import */ var _archive_read_tar_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4437);
/* harmony import */ var _chart_budget_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4218);







/**
 * Reads a chart archive, file by file and to its end. Fails with the code of `origin` when it is not a gzip or tar,
 * larger than Helm takes, or hostile: links, devices, paths that lead out, more than one folder at the top, a path
 * twice.
 *
 * @param gunzip how strictly the gzip is read: by default as zlib does
 */
async function* readArchive(archive, origin, budget, gunzip = (chunks) => (0,_archive_decompressed_js__WEBPACK_IMPORTED_MODULE_4__/* .decompressed */ .j)(chunks, (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.createGunzip)())) {
    const fail = (what) => (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .problemIn */ .Dk)(origin, undefined, what);
    const counted = async function* () {
        for await (const chunk of gunzip(archive)) {
            budget.spend('archived', chunk.byteLength, origin);
            yield chunk;
        }
    };
    const explained = (error) => error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf
        ? error
        : (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .problemIn */ .Dk)(origin, undefined, 'this is not a chart: it is not a gzipped tar archive', { cause: error });
    const seen = new Set();
    let root;
    try {
        for await (const entry of (0,_archive_read_tar_js__WEBPACK_IMPORTED_MODULE_5__/* .readTar */ .s)(counted(), budget.giveWay)) {
            checkName(entry, fail);
            if (entry.kind === 'directory')
                continue;
            const { name, mode, size, content } = entry;
            const [first = '', ...rest] = name.split(separatorOf(name));
            root ??= first;
            if (first !== root || rest.length === 0)
                throw fail(`the chart is not one folder: it has ${quote(name)} beside ${quote(root)}`);
            const path = rest.join('/');
            if (seen.has(path))
                throw fail(`the chart has ${quote(path)} twice`);
            seen.add(path);
            budget.spend('files', 1, origin);
            if (size > _chart_budget_js__WEBPACK_IMPORTED_MODULE_6__/* .maxFileBytes */ .eV)
                throw fail(`the file ${quote(path)} is larger than 5 MiB`);
            budget.spend('bytes', size, origin);
            // Whoever reads it meets what is wrong with it, such as an archive that ends in its midst.
            yield { path, folder: root, mode, content: () => failingWith(content(), explained) };
        }
    }
    catch (error) {
        throw explained(error);
    }
    if (seen.size === 0)
        throw fail('this is not a chart: the archive is empty');
}
async function* failingWith(chunks, explain) {
    try {
        yield* chunks;
    }
    catch (error) {
        throw explain(error);
    }
}
/**
 * Reads the files of a chart archive into memory, or those that `isWanted`; of the others, the archive is read all the
 * same. Fails as `readArchive` does.
 */
async function readFiles(archive, origin, budget, isWanted = () => true) {
    const files = [];
    for await (const { path, content } of readArchive(archive, origin, budget)) {
        if (isWanted(path))
            files.push({ name: path, data: await (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .readAll */ .yw)(content(), path, _chart_budget_js__WEBPACK_IMPORTED_MODULE_6__/* .maxFileBytes */ .eV) });
    }
    return files;
}
/**
 * What separates folders in the name of an entry, to Helm: archives made on Windows may have backslashes (helm/helm,
 * LoadArchiveFiles).
 */
function separatorOf(name) {
    return name.includes('\\') ? '\\' : '/';
}
/** Refuses the name of an entry that leads elsewhere, with either separator: it is data of whoever made the archive. */
function checkName({ name, kind, problem: problemOfKind }, fail) {
    const parts = name.split(/[/\\]/);
    const problem = problemOfKind ||
        (kind === 'link' && 'is a symbolic link') ||
        (/^[/\\]/.test(name) && 'is an absolute path') ||
        (parts.some((part) => /^[A-Za-z]:/.test(part)) && 'has a drive letter') ||
        (parts.includes('..') && 'leads out of the chart') ||
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
        (/[\u0000-\u001f\u007f]/.test(name) && 'has control characters') ||
        (kind !== 'directory' && parts.some((part) => part === '' || part === '.') && 'is not a plain path');
    if (problem)
        throw fail(`the chart has ${quote(name)}, which ${problem}`);
}
function quote(text) {
    return JSON.stringify(text);
}


/***/ }),

/***/ 48668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h$: () => (/* binding */ isInRange),
/* harmony export */   k$: () => (/* binding */ newestMatching),
/* harmony export */   lF: () => (/* binding */ isVersion),
/* harmony export */   ml: () => (/* binding */ tagOfVersion),
/* harmony export */   wl: () => (/* binding */ versionsOfTags)
/* harmony export */ });
/* harmony import */ var _go_constraint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26063);
/* harmony import */ var _go_semver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25740);


/** Makes the tag of a version: a tag cannot hold `+`, so Helm writes `_` (helm/helm, pkg/registry/reference.go). */
function tagOfVersion(version) {
    return version.replaceAll('+', '_');
}
/**
 * Reads the versions of a chart out of the tags of its repository; tags that are not strict versions are left out
 * (Helm's `Tags`).
 */
function versionsOfTags(tags) {
    return [...tags].map((tag) => tag.replaceAll('_', '+')).filter((version) => (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStrict */ .z3)(version));
}
/**
 * Tells whether a text is one version rather than a range: Helm then asks for that tag without looking at the others.
 */
function isVersion(text) {
    return (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(text) !== undefined;
}
/**
 * Tells whether a version lies in a range. Fails with INVALID_INPUT when the range is none; no version is in no range.
 */
function isInRange(version, range) {
    const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConstraint */ .F)(range);
    const parsed = (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(version);
    return parsed !== undefined && fits(parsed);
}
/**
 * Finds the version that Helm takes for a constraint (helm/helm, pkg/registry/tag.go): that very text, else the newest
 * that fits; `''` means `*`, the newest that is not a pre-release. Fails with INVALID_INPUT when the constraint is
 * none.
 */
function newestMatching(constraint, versions) {
    if (constraint !== '' && versions.includes(constraint))
        return constraint;
    const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConstraint */ .F)(constraint || '*');
    const [newest] = versions
        .map((text) => ({ text, version: (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(text) }))
        .filter(({ version }) => version && fits(version))
        .sort((a, b) => (a.version && b.version ? (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(b.version, a.version) : 0));
    return newest?.text;
}


/***/ }),

/***/ 26063:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parseConstraint)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _semver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25740);


const operators = '=|!=|>=|=>|<=|=<|~>|>|<|~|\\^|';
const version = 'v?[0-9xX*]+(?:\\.[0-9xX*]+)?(?:\\.[0-9xX*]+)?(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?';
const comparison = new RegExp(`^(${operators}) ?(${version})$`);
const oneGroup = new RegExp(`^ ?(?:${operators}) ?${version}(?:(?: ?, ?| )(?:${operators}) ?${version})* ?$`);
const eachOfGroup = new RegExp(`(?:${operators}) ?${version}`, 'g');
const range = new RegExp(` ?(${version}) - (${version}) ?`, 'g');
/** What Masterminds takes at most, against patterns made to be slow. */
const maxLength = 512;
// Each is written as Masterminds' own function of that operator decides, not as npm's semver would: the two differ in
// wildcards, in ~0.0.0 and in pre-releases (Masterminds/semver, constraints.go).
const tilde = (version, bound, open) => {
    if ((0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) < 0)
        return false;
    // ~0.0.0 and ~* take everything.
    if (isZero(bound) && (open === undefined || open === 'major'))
        return true;
    return version.major === bound.major && (version.minor === bound.minor || open === 'minor');
};
const caret = (version, bound, open) => {
    if ((0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) < 0)
        return false;
    if (version.major !== bound.major)
        return false;
    if (bound.major > 0n || open === 'minor')
        return true;
    if (version.minor !== bound.minor)
        return false;
    return bound.minor > 0n || open === 'patch' || version.patch === bound.patch;
};
const equal = (version, bound, open) => open ? tilde(version, bound, open) : (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) === 0;
const notEqual = (version, bound, open) => {
    if (open === undefined || open === 'major')
        return (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) !== 0;
    if (version.major !== bound.major)
        return true;
    if (open === 'minor')
        return false;
    return version.minor !== bound.minor || (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .comparePrereleases */ .VT)(version.prerelease, bound.prerelease) !== 0;
};
const greater = (version, bound, open) => {
    if (open === undefined || open === 'major')
        return (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) > 0;
    if (version.major !== bound.major)
        return version.major > bound.major;
    return open === 'patch' && version.minor > bound.minor;
};
const atMost = (version, bound, open) => {
    if (open === undefined)
        return (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) <= 0;
    if (version.major !== bound.major)
        return version.major < bound.major;
    return open === 'minor' || version.minor <= bound.minor;
};
const atLeast = (version, bound) => (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) >= 0;
const less = (version, bound) => (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) < 0;
const checks = {
    '': equal,
    '=': equal,
    '!=': notEqual,
    '>': greater,
    '<': less,
    '>=': atLeast,
    '=>': atLeast,
    '<=': atMost,
    '=<': atMost,
    '~': tilde,
    '~>': tilde,
    '^': caret,
};
/**
 * Compiles a constraint as Masterminds/semver 3.4 understands it, and so Helm: space and comma are "and", `||` is "or",
 * `1.2 - 1.4` a range; pre-releases fit only where one stands in the same "and" group. Fails with INVALID_INPUT.
 */
function parseConstraint(text) {
    const fail = () => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The version ${JSON.stringify(text)} is neither a semantic version nor a range of versions${(0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .whatToLeaveOut */ .tD)(text)}`);
    if (text.length > maxLength)
        throw fail();
    const groups = text
        .replace(/\s+/g, ' ')
        .replace(range, '>= $1, <= $2 ')
        .split('||')
        .map((group) => {
        if (!oneGroup.test(group))
            throw fail();
        const all = (group.match(eachOfGroup) ?? []).map(parseComparison);
        if (all.includes(undefined))
            throw fail();
        return all;
    });
    return (version) => groups.some((group) => (version.prerelease.length === 0 || group.some((one) => one.version.prerelease.length > 0)) &&
        group.every(({ operator, version: bound, open }) => checks[operator]?.(version, bound, open)));
}
function parseComparison(text) {
    const [, operator = '', whole = ''] = comparison.exec(text) ?? [];
    const [, numbers = '', rest = ''] = /^v?([^-+]*)(.*)$/.exec(whole) ?? [];
    const [major = '', minor = '', patch = ''] = numbers.split('.');
    const isOpen = (part) => part === '' || /^[xX*]$/.test(part);
    const open = isOpen(major) ? 'major' : isOpen(minor) ? 'minor' : isOpen(patch) ? 'patch' : undefined;
    const kept = { major: [], minor: [major], patch: [major, minor] };
    const parts = open === undefined ? [major, minor, patch] : [...kept[open], '0', '0', '0'].slice(0, 3);
    const version = (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(`${parts.join('.')}${rest}`);
    return version && { operator, version, open };
}
function isZero({ major, minor, patch }) {
    return major === 0n && minor === 0n && patch === 0n;
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
