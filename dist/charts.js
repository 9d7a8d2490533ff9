export const modules = {

/***/ 1755: // ./lib/artifact/chart/chart-files.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E_: () => (/* binding */ withoutMark),
/* harmony export */   Xh: () => (/* binding */ makeChart),
/* harmony export */   bt: () => (/* binding */ loadArchive)
/* harmony export */ });
/* harmony import */ var _go_compare_bytes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6755);
/* harmony import */ var _go_read_yaml_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5436);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3931);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2773);
/* harmony import */ var _reading_lock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3947);
/* harmony import */ var _reading_metadata_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8041);
/* harmony import */ var _reading_read_archive_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3603);







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
        await (0,_go_read_yaml_js__WEBPACK_IMPORTED_MODULE_0__/* .checkValues */ .Xj)(data, origin, budget);
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

/***/ 7111: // ./lib/artifact/chart/chart-manifest.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   He: () => (/* binding */ stageChart),
/* harmony export */   P3: () => (/* binding */ stageHubMetadata),
/* harmony export */   x8: () => (/* binding */ chartLayers)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(261);
/* harmony import */ var _store_memory_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3242);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7813);
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
    if (archive.size > _reading_chart_budget_js__WEBPACK_IMPORTED_MODULE_6__/* .maxChartBytes */ .K)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('TOO_LARGE', `${what} is a chart of more than 100 MiB`);
    const [provenance] = ofType(provenanceType);
    return provenance ? { archive, provenance } : { archive };
}


/***/ }),

/***/ 1598: // ./lib/artifact/chart/provenance.js
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

/***/ 4218: // ./lib/artifact/chart/reading/chart-budget.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ maxChartBytes),
/* harmony export */   y: () => (/* binding */ createChartBudget)
/* harmony export */ });
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9968);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2773);


/**
 * What a chart with all its files may have unpacked, those of the charts in it included. Helm allows as much for each
 * archive (helm/helm, pkg/chart/loader/archive, `MaxDecompressedChartSize`). There is no limit of the ratio: this is
 * the most that any bomb makes here.
 */
const maxChartBytes = 100 * 1024 * 1024;
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

/***/ 3947: // ./lib/artifact/chart/reading/lock.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BW: () => (/* binding */ oldLockDigest),
/* harmony export */   Kk: () => (/* binding */ encodeLock),
/* harmony export */   mF: () => (/* binding */ readLock),
/* harmony export */   sU: () => (/* binding */ lockDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _go_read_yaml_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5436);
/* harmony import */ var _go_write_yaml_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5157);
/* harmony import */ var _go_yaml_node_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7400);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4360);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2773);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1397);







/** Reads a Chart.lock or requirements.lock. Fails with the code of `origin`, naming file and line. */
async function readLock(bytes, origin, budget) {
    const entries = (0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_3__/* .mapIn */ .yL)(await (0,_go_read_yaml_js__WEBPACK_IMPORTED_MODULE_1__/* .readYaml */ .gM)(bytes, origin, budget), 'the file', origin);
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

/***/ 3603: // ./lib/artifact/chart/reading/read-archive.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readFiles),
/* harmony export */   b: () => (/* binding */ readArchive)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2773);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7813);
/* harmony import */ var _archive_decompressed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2321);
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
            files.push({ name: path, data: await (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .readAll */ .yw)(content(), path, _chart_budget_js__WEBPACK_IMPORTED_MODULE_6__/* .maxChartBytes */ .K) });
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

/***/ 1100: // ./lib/modes/chart/pull-chart.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pullChart: () => (/* binding */ pullChart)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-manifest.js
var chart_manifest = __webpack_require__(7111);
// EXTERNAL MODULE: ./lib/artifact/chart/provenance.js
var chart_provenance = __webpack_require__(1598);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-files.js
var chart_files = __webpack_require__(1755);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/chart-budget.js
var chart_budget = __webpack_require__(4218);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/metadata.js
var reading_metadata = __webpack_require__(8041);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/read-archive.js
var read_archive = __webpack_require__(3603);
;// CONCATENATED MODULE: ./lib/artifact/chart/read-chart.js




/** Where an archive comes from that nobody named. */
const someChart = { label: 'the chart', code: 'ARTIFACT' };
/**
 * Reads a chart archive: its files as they are, and what they say of the chart, the requirements.yaml of an old one
 * included. Fails with the code of `origin` when it is not a chart, larger than Helm takes, or hostile (see
 * readArchive).
 *
 * @param keepsFiles `false`: none but those that say what the chart is
 */
async function readChart(archive, origin = someChart, budget = (0,chart_budget/* createChartBudget */.y)(), { keepsFiles = true } = {}) {
    const isAbout = (path) => path === 'Chart.yaml' || path === 'requirements.yaml';
    const files = await (0,read_archive/* readFiles */.U)(archive, origin, budget, keepsFiles ? undefined : isAbout);
    const bytesOf = (wanted) => {
        const file = files.find(({ name }) => name === wanted);
        return file && (0,chart_files/* withoutMark */.E_)(file.data);
    };
    const metadata = await (0,reading_metadata/* readMetadata */._6)(bytesOf('Chart.yaml'), bytesOf('requirements.yaml'), origin, budget);
    return { metadata, files };
}

// EXTERNAL MODULE: ./lib/artifact/chart/versions.js
var versions = __webpack_require__(8668);
// EXTERNAL MODULE: ./lib/artifact/files/write-files.js + 1 modules
var write_files = __webpack_require__(7120);
// EXTERNAL MODULE: ./lib/chunks.js
var chunks = __webpack_require__(9749);
// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(7399);
// EXTERNAL MODULE: ./lib/disk/paths.js
var paths = __webpack_require__(7469);
// EXTERNAL MODULE: ./lib/disk/title.js
var disk_title = __webpack_require__(2423);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/json.js
var json = __webpack_require__(3931);
// EXTERNAL MODULE: ./lib/store/memory-store.js
var memory_store = __webpack_require__(3242);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/store/write-temporary.js
var write_temporary = __webpack_require__(8796);
// EXTERNAL MODULE: ./lib/modes/contract/told.js
var told = __webpack_require__(6014);
// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(2359);
;// CONCATENATED MODULE: ./lib/modes/chart/pull-chart.js





















/**
 * Fetches a chart as `helm pull` does: as NAME-VERSION.tgz with its provenance file, or with `unpack` as the directory
 * NAME. A directory is read whole and checked before anything is written.
 */
async function pullChart(found, { files: asked, path, directory, temporary, unpack, overwrite, concurrency }, { log, signal, about, workspace }) {
    const { source, hits, manifest, name: what } = found;
    if (asked.length > 0) {
        const hint = 'leave it out, or set kind to artifact to take single layers';
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The input files does not apply to ${what}, since a chart is pulled whole: ${hint}`);
    }
    const layers = (0,chart_manifest/* chartLayers */.x8)(manifest, what);
    const progress = (0,tell_progress/* startProgress */.o)(log, 'Receiving the chart', layers.archive.size + manifest.config.size);
    const fetch = async (descriptor) => (0,chunks/* tapped */.DS)(await source.fetch(descriptor, signal), ({ byteLength }) => progress.moved(byteLength));
    const [config, archive] = await Promise.all([
        fetch(manifest.config).then((content) => (0,verified/* readAll */.yw)(content, what)),
        fetch(layers.archive).then((content) => (0,write_temporary/* writeTemporary */.b)(content, temporary, signal)),
    ]);
    const budget = (0,chart_budget/* createChartBudget */.y)(signal);
    const origin = { label: what, code: 'ARTIFACT' };
    const named = namedIn(config, what);
    // An archive that is not unpacked is for other readers to judge: newer ones know charts that we do not.
    const chart = unpack || !isWhole(named)
        ? await readChart(await archive.open(), origin, budget, { keepsFiles: unpack })
        : { metadata: named, files: [] };
    const { name, version } = chart.metadata;
    checkAgreement(named, { name, version }, what);
    warnOfTag(found, version, log);
    const fileName = (0,reading_metadata/* fileNameOf */.bV)({ name, version });
    checkTitles([name, fileName], what);
    about.version = version;
    const store = new memory_store/* MemoryStore */.n();
    const plain = { isUntitled: false, isDirectory: false, isExecutable: false };
    const wanted = [];
    if (unpack) {
        const tree = () => treeOf(name, chart.files, budget.giveWay);
        wanted.push({ ...plain, title: name, descriptor: layers.archive, isDirectory: true, tree });
    }
    else {
        store.stage(layers.archive, archive.open);
        wanted.push({ ...plain, title: fileName, descriptor: layers.archive });
        if (layers.provenance) {
            const provenance = await (0,verified/* readAll */.yw)(await fetch(layers.provenance), what, chart_provenance/* maxProvenanceBytes */.l);
            const problem = (0,chart_provenance/* problemOfProvenance */.k)(provenance, fileName, layers.archive.digest);
            if (problem)
                log.warning(`${what} has a provenance file that ${problem}: helm verify will refuse it`);
            store.stage(layers.provenance, (0,verified/* openBytes */.od)(provenance));
            wanted.push({ ...plain, title: `${fileName}.prov`, descriptor: layers.provenance });
        }
    }
    const files = wanted.map(({ title, descriptor: { digest, size, mediaType, annotations = {} } }) => {
        const written = (0,paths/* toSlashes */.T)((0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(directory, title)));
        return { title, path: written, digest, size, mediaType, annotations };
    });
    const sizeOf = (some) => some.reduce((sum, { size }) => sum + size, 0);
    const size = sizeOf(files);
    about.size = size;
    const changed = await log.group(`Pull ${name} ${version}, ${what}, into ${path}`, () => writeLayers(store, wanted, directory, { overwrite, concurrency }, { log, signal }));
    const reused = sizeOf(files.filter(({ digest }) => hits.has(digest)));
    (0,told/* tell */.qz)(about, { fate: changed ? 'pulled' : 'unchanged', files, moved: { transferred: size - reused, reused } });
}
/** Writes the chart and tells whether anything was not there already. */
async function writeLayers(store, layers, directory, { overwrite, concurrency }, { log, signal }) {
    let changed = false;
    const onFile = ({ title, descriptor }, isReused) => {
        changed ||= !isReused;
        log.info(`${isReused ? 'Already there' : 'Received'}: ${title}  ${(0,format_bytes/* formatBytes */.z)(descriptor.size)}`);
    };
    const told = { onBytes: () => { }, onFile, onForeign: (text) => log.notice(text) };
    await (0,write_files/* writeFiles */.h)(store, layers, { directory, overwrite, symlinks: 'error', concurrency, signal, ...told });
    return changed;
}
/** Refuses names that a file or folder on this machine cannot or must not have. */
function checkTitles(titles, what) {
    for (const title of titles) {
        const problem = (0,disk_title/* problemOfTitle */.zN)(title);
        if (problem)
            throw new errors/* OciError */.Mf('ARTIFACT', `${what} has the name ${JSON.stringify((0,cut_text/* cutText */.IN)(title, 256))}, which ${problem}`);
    }
}
/** What the config says that the chart is. */
function namedIn(config, what) {
    const said = (0,json/* parseJson */.qF)(config, `The config of the chart ${what}`, reading_metadata/* chartConfigFields */.Sw);
    return (0,descriptor/* isRecord */.u4)(said) ? said : {};
}
/** Whether a config alone says which chart it is. */
function isWhole(named) {
    const { name, version } = named;
    return (typeof name === 'string' && name !== '' && typeof version === 'string' && (0,reading_metadata/* problemOfVersion */.bY)(version) === undefined);
}
/** Two readers must not see two charts: some look at the config alone. */
function checkAgreement(said, chart, what) {
    for (const key of ['name', 'version']) {
        const value = said[key];
        if (value === undefined || value === chart[key])
            continue;
        const both = `${JSON.stringify(value)} in its config and ${JSON.stringify(chart[key])} in its archive`;
        throw new errors/* OciError */.Mf('ARTIFACT', `${what} is a chart whose ${key} is ${both}`);
    }
}
/** Helm takes a tag that reads as a version for the version of the chart. */
function warnOfTag({ tag, name }, version, log) {
    if (tag === undefined || tag === (0,versions/* tagOfVersion */.ml)(version) || (0,versions/* versionsOfTags */.wl)([tag]).length === 0)
        return;
    log.warning(`The tag ${tag} names ${name}, and that is version ${version} of the chart`);
}
/** Puts the files of a chart below the folder NAME, whatever its folder was called: Helm unpacks it so. */
async function* treeOf(name, files, giveWay) {
    for (const { name: path, data } of files) {
        await giveWay();
        yield { name: `${name}/${path}`, kind: 'file', mode: 0o644, content: () => [data] };
    }
}


/***/ }),

/***/ 488: // ./lib/modes/chart/push-charts.js + 15 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pushCharts: () => (/* binding */ pushCharts)
});

// EXTERNAL MODULE: ./lib/artifact/chart/chart-manifest.js
var chart_manifest = __webpack_require__(7111);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/disk/paths.js
var paths = __webpack_require__(7469);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/go/compare-bytes.js
var compare_bytes = __webpack_require__(6755);
// EXTERNAL MODULE: ./lib/artifact/files/find-files.js
var find_files = __webpack_require__(8193);
// EXTERNAL MODULE: ./lib/artifact/files/glob-files.js
var glob_files = __webpack_require__(1700);
// EXTERNAL MODULE: ./lib/artifact/files/own-name.js
var own_name = __webpack_require__(5928);
// EXTERNAL MODULE: ./lib/artifact/files/why-nothing.js
var why_nothing = __webpack_require__(1484);
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
    const { path: literal, stats } = await (0,find_files/* lookAtLine */.Lz)(line, workspace);
    if (stats) {
        if (stats.isDirectory())
            return [[literal, 'directory']];
        if (!stats.isFile())
            throw (0,errors/* invalid */.Gq)('files', line, 'does not name a regular file');
        // A provenance file goes along with its archive.
        if (literal.endsWith('.prov'))
            return [];
        const named = byName(literal);
        const around = named || /\.t(?:ar\.)?gz$/.test(literal) ? undefined : await chartAround(literal, workspace);
        if (around === undefined)
            return [named ?? [literal, 'archive']];
        throw (0,errors/* invalid */.Gq)('files', line, `is a file of the chart ${labelOf(around, workspace)}: name that directory`);
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
/** The directory of the chart that a file is in; what is around the workspace does not count. */
async function chartAround(path, workspace) {
    for (let folder = (0,external_node_path_.dirname)(path); (0,paths/* pathBelow */.B)(workspace, folder) !== undefined; folder = (0,external_node_path_.dirname)(folder)) {
        if (await (0,find_files/* statOf */._N)((0,external_node_path_.join)(folder, 'Chart.yaml')))
            return folder;
        if (folder === workspace)
            return undefined;
    }
    return undefined;
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
var chart_versions = __webpack_require__(8668);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(4842);
// EXTERNAL MODULE: ./lib/modes/contract/told.js
var contract_told = __webpack_require__(6014);
// EXTERNAL MODULE: ./lib/modes/kinds/annotations.js
var kinds_annotations = __webpack_require__(4770);
// EXTERNAL MODULE: ./lib/modes/kinds/created.js
var kinds_created = __webpack_require__(480);
// EXTERNAL MODULE: ./lib/modes/kinds/input-files.js + 1 modules
var input_files = __webpack_require__(8158);
// EXTERNAL MODULE: ./lib/modes/kinds/missing-files.js
var missing_files = __webpack_require__(5778);
// EXTERNAL MODULE: ./lib/modes/tell/total-size.js
var total_size = __webpack_require__(3052);
// EXTERNAL MODULE: ./lib/modes/tell/useless-exclude.js
var useless_exclude = __webpack_require__(7047);
// EXTERNAL MODULE: ./lib/modes/publish/several.js
var several = __webpack_require__(2692);
;// CONCATENATED MODULE: ./lib/modes/chart/chart-rows.js


/** Makes the rows of a push of charts; the counts that they tell are those of the whole step. */
function createRows(keepGoing, { told, log, signal }) {
    const rows = [];
    const onDone = () => {
        (0,contract_told/* tell */.qz)(told.about, sharedBy(rows.filter(({ thing }) => thing.what === 'chart').map(({ about }) => about)));
        told.things = rows.map((row) => all.thingOf(row, row.thing));
    };
    const all = (0,several/* several */.J)({ keepGoing, signal, log, nameOf: ({ thing }) => thing.name, onDone });
    return {
        add(what, name) {
            const row = { thing: { what, name, fate: 'not reached' }, about: {} };
            rows.push(row);
            return row;
        },
        /**
         * Does one part of the work, at most `atOnce` at a time, and tells all rows after each. Gives what came of those
         * that did not fail: with `keep-going`, what fails stops here alone.
         */
        each: (stages, atOnce, work) => all.each(stages, { atOnce, of: ({ row }) => [row] }, work),
        /** Fails when something did: with its own error, or with one that names all of them. */
        throwFailures: () => all.end(rows),
    };
}
/** What all of them say alike: what one chart alone says must not pass for that of another. */
function sharedBy([first = {}, ...others]) {
    const isShared = ([key, value]) => others.every((other) => JSON.stringify(other[key]) === JSON.stringify(value));
    return Object.fromEntries(Object.entries(first).filter(isShared));
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./lib/disk/held-to.js
var held_to = __webpack_require__(5858);
// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __webpack_require__(4949);
// EXTERNAL MODULE: ./lib/origin.js
var lib_origin = __webpack_require__(2773);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-files.js
var chart_files = __webpack_require__(1755);
// EXTERNAL MODULE: ./lib/go/match.js
var match = __webpack_require__(2955);
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
 * Loads the directory of a chart as Helm does: without what .helmignore names, symlinks followed, at most 100 MiB
 * in all. Stricter in this: a link that leads out of the chart is refused, as it would publish a file
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
    const bytes = (0,read_held/* readHeldIfThere */.tG)((0,external_node_path_.join)(root, name), {
        folder: root,
        symlinks: 'keep',
        limit: maxIgnoreBytes,
        fail: (what, facts) => (0,lib_origin/* problemIn */.Dk)((0,lib_origin/* below */.Gz)(origin, name), undefined, `the file ${what}`, facts),
    });
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
    walk.budget.spend('files', 1, walk.origin);
    walk.budget.spend('bytes', stats.size, walk.origin);
    await walk.budget.giveWay();
    const data = (0,read_held/* readHeld */.iJ)(real, {
        folder: walk.root,
        symlinks: 'keep',
        limit: chart_budget/* maxChartBytes */.K,
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
var listed = __webpack_require__(6300);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/store/write-temporary.js
var write_temporary = __webpack_require__(8796);
;// CONCATENATED MODULE: ./lib/modes/chart/dependency-sources.js













/** The index of the largest known repository has 20 MiB. Text and bytes of it are in memory together. */
const maxIndexBytes = 32 * 1024 * 1024;
/**
 * Makes the sources of dependencies for all charts of a step: what one of them fetched, the others do not fetch again.
 */
function createDependencySources(open, { signal, workspace }, download, temporary) {
    /** Remembers in a file what a function gave: several repositories have indexes of 20 MiB. */
    const savedInFile = (get) => {
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
        fetchIndex: savedInFile((url) => download(url, { limit: maxIndexBytes, what: 'The index of the chart repository' })),
        fetchArchive: savedInFile((url) => download(url, { limit: chart_budget/* maxChartBytes */.K, what: 'The chart' })),
        listOciTags: (0,once/* once */.O)(async (repository) => (0,listed/* listed */.K)(open(referenceOf(repository)).tags(signal))),
        pullOci: savedInFile(async (repository, tag) => {
            const source = open(referenceOf(repository));
            const name = `${repository}:${tag}`;
            const manifest = (await source.manifest(tag, signal)).parsed();
            if (manifest.kind !== 'manifest')
                throw new errors/* OciError */.Mf('ARTIFACT', `${name} is an index, not a chart`);
            const { archive } = (0,chart_manifest/* chartLayers */.x8)(manifest, name);
            return (0,verified/* readAll */.yw)(await source.fetch(archive, signal), `The chart ${name}`, chart_budget/* maxChartBytes */.K);
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

// EXTERNAL MODULE: ./lib/go/read-yaml.js + 1 modules
var read_yaml = __webpack_require__(5436);
// EXTERNAL MODULE: ./lib/modes/publish/decide.js
var decide = __webpack_require__(2634);
// EXTERNAL MODULE: ./lib/modes/publish/plan-tags.js
var plan_tags = __webpack_require__(4503);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/go/semver.js
var semver = __webpack_require__(5740);
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
var reading_lock = __webpack_require__(3947);
// EXTERNAL MODULE: ./lib/go/yaml-node.js
var yaml_node = __webpack_require__(7400);
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
    const origin = { label: shownUrl(indexUrl(repository)), code: 'ARTIFACT' };
    const found = [];
    for (const part of partsAbout(chart, bytes)) {
        const list = repository_index_at(repository_index_at(await (0,read_yaml/* readYaml */.gM)(part, origin, budget, () => { }), 'entries'), chart);
        if (list?.kind === 'list')
            found.push(...list.items.flatMap((item) => entryIn(item, repository) ?? []));
    }
    return found;
}
function entryIn(item, repository) {
    const [version, digest] = [textAt(item, 'version'), textAt(item, 'digest')];
    const urls = repository_index_at(item, 'urls');
    const [first] = urls?.kind === 'list' ? urls.items : [];
    const url = first?.kind === 'scalar' ? (0,yaml_node/* textOfScalar */.Jb)(first.value) : '';
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
    return item?.kind === 'scalar' ? (0,yaml_node/* textOfScalar */.Jb)(item.value) : '';
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
        throw new errors/* OciError */.Mf('ARTIFACT', `The chart repository gives no usable URL: ${JSON.stringify(shownUrl(url))}`, {
            cause: error,
        });
    }
}
/** A URL as messages show it: a query or a user may hold a secret. */
function shownUrl(url) {
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
async function updateDependencies(chart, sources, generated, { isAnew = false, budget = (0,chart_budget/* createChartBudget */.y)(), onFetched = () => { }, signal, } = {}) {
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
        const loaded = await load();
        const { metadata } = checkFetched(loaded.chart, locked);
        charts.set(name, loaded.chart);
        const { digest } = loaded;
        onFetched({
            ...{ name, version: metadata.version, repository: shownUrl(locked.repository) },
            ...(digest ? { digest } : {}),
        });
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
    return { locked: locked(dependency, version), load: async () => ({ chart: local }) };
}
async function findInRegistry(dependency, { chart, sources, budget }) {
    const { name, version: range = '' } = dependency;
    const repository = `${dependency.repository.slice('oci://'.length).replace(/(?<!\/)\/+$/, '')}/${name}`;
    const version = (0,chart_versions/* isVersion */.lF)(range)
        ? range
        : choose(dependency, (0,chart_versions/* versionsOfTags */.wl)(await sources.listOciTags(repository)), chart);
    const load = async () => archiveOf(dependency, version, await sources.pullOci(repository, (0,chart_versions/* tagOfVersion */.ml)(version)), budget);
    return { locked: locked(dependency, version), load };
}
async function findInIndex(dependency, update) {
    const { chart, sources, budget, signal } = update;
    const { name, repository } = dependency;
    const index = await sources.fetchIndex(indexUrl(repository));
    // An index is not a part of the chart.
    const entries = await readIndex(index, name, repository, (0,chart_budget/* createChartBudget */.y)(signal));
    const versions = entries.map((entry) => entry.version);
    const version = choose(dependency, versions, chart);
    const entry = entries.find((one) => one.version === version);
    return { locked: locked(dependency, version), load: () => download(dependency, entry, sources, budget) };
}
/** Chooses the newest version in a range, or says which there are. */
function choose({ name, version: range = '', repository }, versions, chart) {
    const version = (0,chart_versions/* newestMatching */.k$)(range, versions);
    if (version !== undefined)
        return version;
    const some = versions.slice(0, 10).join(', ');
    const what = some
        ? `no version of ${name} fits ${range}; there are ${some}`
        : `${shownUrl(repository)} has no chart ${name}`;
    throw problemOfDependency(chart, name, what);
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
async function archiveOf({ name }, version, bytes, budget) {
    const origin = { label: `${name} ${version}`, code: 'ARTIFACT' };
    return { chart: await (0,chart_files/* loadArchive */.bt)([bytes], origin, budget.deeper(origin)), digest: (0,oci_digest/* digestOf */.ol)(bytes) };
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
var gzip = __webpack_require__(5443);
// EXTERNAL MODULE: ./lib/artifact/archive/tar.js
var tar = __webpack_require__(9180);
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
    checkText({ ...chart, metadata: given });
    return {
        metadata: await metadataOfPacked({ ...chart, metadata: given }),
        archive: () => (0,gzip/* gzip */.Z)((0,tar/* tar */.y)(entriesOf({ ...chart, metadata: given }, '', time))),
    };
}
/** Refuses what Helm could not read again: on the way to YAML it writes JSON, where these characters stand as they are. */
function checkText({ metadata, charts, origin }) {
    const problem = (0,read_yaml/* problemOfText */.Uo)((0,reading_metadata/* encodeChartConfig */.Lo)(metadata).toString());
    const isBroken = Object.keys(metadata.annotations ?? {}).some((key) => key.includes('\u0085'));
    if (problem || isBroken) {
        const what = problem?.what ?? 'a line break (U+0085) in a key is not allowed';
        throw (0,lib_origin/* problemIn */.Dk)((0,lib_origin/* below */.Gz)(origin, 'Chart.yaml'), undefined, what);
    }
    for (const chart of charts)
        checkText(chart);
}
/**
 * Reads what the archive of a chart will say of it, of which `helm push` makes the config: a Chart.yaml of apiVersion
 * v1 is packed without the dependencies that it declares, so that only those of a requirements.yaml are left.
 */
function metadataOfPacked({ metadata, files, origin }) {
    const requirements = files.find(({ name }) => name === 'requirements.yaml');
    return (0,reading_metadata/* readMetadata */._6)(Buffer.from((0,reading_metadata/* encodeChartYaml */.yr)(metadata)), requirements?.data, origin, (0,chart_budget/* createChartBudget */.y)());
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
var chart_provenance = __webpack_require__(1598);
// EXTERNAL MODULE: ./lib/artifact/files/file-content.js
var file_content = __webpack_require__(2342);
// EXTERNAL MODULE: ./lib/disk/held-place.js
var held_place = __webpack_require__(8592);
// EXTERNAL MODULE: ./lib/disk/open-file.js
var open_file = __webpack_require__(6580);
;// CONCATENATED MODULE: ./lib/modes/chart/ready-chart.js


















/**
 * Loads and packs a directory, or reads an archive and the provenance file beside it.
 */
async function readyChart(found, making, reach) {
    return found.kind === 'archive' ? readPacked(found, making, reach) : packDirectory(found, making, reach);
}
async function packDirectory({ path, label }, { chart: { chartDependencies, chartVersion, chartAppVersion }, symlinks, created, temporary, sources }, { workspace, log, signal }) {
    const budget = (0,chart_budget/* createChartBudget */.y)(signal);
    let chart = await loadChart(path, label, { folder: workspace, symlinks }, budget);
    warnOfUnknown(chart, log);
    if (chartDependencies === 'build' || chartDependencies === 'update') {
        const generated = created ?? '1970-01-01T00:00:00Z';
        const isAnew = chartDependencies === 'update';
        const onFetched = ({ name, version, repository, digest }) => {
            const archive = digest === undefined ? '' : `, ${digest}`;
            log.info(`${label} gets the dependency ${name} ${version} from ${repository}${archive}`);
        };
        chart = await updateDependencies(chart, sources(path), generated, { isAnew, budget, onFetched, signal });
    }
    warnOfRepeated(chart, log);
    warnOfLarge(chart, log);
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
    const { fail } = readingOf(held, chart_budget/* maxChartBytes */.K, origin);
    const real = (0,held_place/* heldPlace */.l)(path, held, fail);
    const { size } = (0,external_node_fs_.statSync)(real);
    if (size > chart_budget/* maxChartBytes */.K)
        throw fail(`is larger than ${(0,format_bytes/* formatBytes */.z)(chart_budget/* maxChartBytes */.K)}`);
    const { descriptor } = await (0,file_content/* describeFile */.C)(real, '', 'files', { signal });
    const open = async () => (0,verified/* verified */.zr)(await (0,open_file/* openFile */.Tq)(real, signal)(), descriptor);
    const chart = await (0,chart_files/* loadArchive */.bt)(await open(), origin, (0,chart_budget/* createChartBudget */.y)(signal));
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
    warnOfLarge(chart, log);
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
    const provenance = (0,read_held/* readHeldIfThere */.tG)(path, readingOf(held, chart_provenance/* maxProvenanceBytes */.l, origin));
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
/** Helm 4.3 has no limit for a single file; in older versions `MaxDecompressedFileSize` is one. */
function warnOfLarge(chart, log) {
    const most = 5 * 1024 * 1024;
    const largeIn = ({ values, schema, templates, files, charts, origin }) => {
        const named = [
            ...(values ? [{ name: 'values.yaml', data: values }] : []),
            ...(schema ? [{ name: 'values.schema.json', data: schema }] : []),
        ];
        const large = [...named, ...templates, ...files].filter(({ data }) => data.byteLength > most);
        return [...large.map(({ name }) => (0,lib_origin/* below */.Gz)(origin, name).label), ...charts.flatMap(largeIn)];
    };
    const large = largeIn(chart);
    if (large.length === 0)
        return;
    log.warning(`${chart.origin.label}: Helm before 4.3 does not load files of more than 5 MiB: ${(0,words/* briefList */.X2)(large)}`);
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

;// CONCATENATED MODULE: ./lib/modes/chart/staged.js

/** What is to be done with an upload or, in the end, was done. */
function fateOf({ kept, pending }) {
    return kept !== undefined ? 'kept' : pending.length === 0 ? 'unchanged' : 'pushed';
}
/** Puts what is planned for an upload into its row, and gives it back. */
function tellPlan(upload) {
    const { row, size, repository, tags, previous, tagged } = upload;
    const { thing, about } = row;
    (0,contract_told/* tell */.qz)(thing, { tags: [...tags], previous: Object.keys(previous).length > 0 ? previous : undefined });
    // What stays of another chart is not measured.
    if (fateOf(upload) !== 'kept')
        thing.size = size;
    if (fateOf(upload) === 'unchanged')
        thing.moved = { transferred: 0, reused: size };
    (0,contract_told/* tell */.qz)(about, { tags: [...tags], previous, tagged, repository, version: thing.version });
    if (fateOf(upload) !== 'pushed')
        tellThere(upload);
    return upload;
}
/** Says of an upload what it is, once it is there: what a push that fails would have made is not to be deployed. */
function tellThere({ row, packed, size, repository, fileName, digest: own, kept }) {
    const digest = kept ?? own;
    const named = { digest, reference: `${repository}@${digest}` };
    const files = packed.layers.map((layer) => ({
        title: titleOf(layer.mediaType, fileName),
        digest: layer.digest,
        size: layer.size,
        mediaType: layer.mediaType,
    }));
    (0,contract_told/* tell */.qz)(row.thing, named);
    (0,contract_told/* tell */.qz)(row.about, { ...named, mediaType: packed.root.mediaType, artifactType: packed.config.mediaType });
    (0,contract_told/* tell */.qz)(row.about, kept === undefined ? { size, files } : { size: 0, files: [] });
}
/** The name of the file that a layer holds. */
function titleOf(mediaType, fileName) {
    return mediaType.endsWith('.prov') ? `${fileName}.prov` : fileName;
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
async function planMetadata({ file, target, row }, store, held, signal) {
    const origin = (0,lib_origin/* originOfInput */.w6)(file.label);
    const yaml = (0,read_held/* readHeld */.iJ)(file.path, readingOf(held, maxMetadataBytes, origin));
    const { kind, line } = await (0,read_yaml/* readYaml */.gM)(yaml, origin, (0,chart_budget/* createChartBudget */.y)(signal));
    if (kind !== 'map')
        throw (0,lib_origin/* problemIn */.Dk)(origin, line, 'the file is not a map');
    const packed = (0,chart_manifest/* stageHubMetadata */.P3)(yaml);
    const size = (0,total_size/* totalSize */.U)([packed.config, ...packed.layers]);
    const there = await (0,errors/* orAbsent */.Re)(store.resolve(hubTag, signal));
    const { digest } = packed.root;
    const verdict = (0,decide/* decide */.L)(there?.digest, digest, 'overwrite');
    return tellPlan({
        ...{ row, name: file.label, fileName: 'artifacthub-repo.yml', target, packed, size, store },
        ...{ repository: (0,oci_reference/* formatRepository */.Sh)(target), tags: [hubTag], digest },
        ...(0,plan_tags/* planOf */.XC)([{ tag: hubTag, digest: there?.digest, verdict }]),
    });
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/oci/json.js
var json = __webpack_require__(3931);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __webpack_require__(6948);
// EXTERNAL MODULE: ./lib/artifact/archive/plain-gunzip.js
var plain_gunzip = __webpack_require__(281);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-types.js
var chart_types = __webpack_require__(1449);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/read-archive.js
var read_archive = __webpack_require__(3603);
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
function hasMore({ bytes, descriptor }, { config, layers }, own) {
    if (descriptor.mediaType !== media_types/* imageManifest */.Bz || layers.length > own.layers.length)
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
    for await (const entry of (0,read_archive/* readArchive */.b)(archive, origin, (0,chart_budget/* createChartBudget */.y)(signal), plain_gunzip/* plainGunzip */.g)) {
        const { path, mode, content } = entry;
        folder = entry.folder;
        const hash = (0,oci_digest/* startHash */.LC)();
        if (locks.includes(path))
            hash.update(Buffer.from((await (0,verified/* readAll */.yw)(content(), path, chart_budget/* maxChartBytes */.K)).toString().replace(generated, '')));
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
async function planChart(chart, { tags: more, ifExists = 'error' }, store, { log, signal }, hasSigned) {
    const { packed, said, target } = chart;
    const versionTag = (0,chart_versions/* tagOfVersion */.ml)(chart.metadata.version);
    const tags = [...new Set([versionTag, ...more])];
    const repository = (0,oci_reference/* formatRepository */.Sh)(target);
    const current = await (0,errors/* orAbsent */.Re)(store.manifest(versionTag, signal));
    const isOurs = current?.descriptor.digest === packed.root.digest;
    const difference = current && !isOurs
        ? ((await differenceOf(packed, said, current, store, signal)) ?? (await unsigned(current, store, hasSigned)))
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
            return tellPlan({ ...chart, store, repository, tags, digest: packed.root.digest, kept: digest, ...plan });
        }
    }
    const same = isOurs || difference !== undefined ? undefined : current;
    const wanted = (same?.descriptor ?? packed.root).digest;
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
    return tellPlan({ ...chart, store, repository, tags, digest: wanted, same, ...(0,plan_tags/* planOf */.XC)(verdicts) });
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

// EXTERNAL MODULE: ./lib/modes/publish/count-moved.js
var count_moved = __webpack_require__(8986);
// EXTERNAL MODULE: ./lib/modes/publish/deliver.js
var deliver = __webpack_require__(7881);
;// CONCATENATED MODULE: ./lib/modes/chart/send-planned.js




/** Does what was planned, and signs it, or in a dry run says so; tells what was moved. */
async function sendPlanned(upload, { concurrency, dryRun }, { log, signal }) {
    const { row, name, fileName, packed, size, repository, pending, same, sign } = upload;
    const { thing } = row;
    const fate = fateOf(upload);
    if (fate !== 'pushed')
        log.info(`${fate === 'kept' ? 'Left as it is' : 'Unchanged'}: ${name}`);
    else if (dryRun)
        log.info(`Would push ${name} to ${repository}: ${pending.join(', ')}`);
    const transfer = (0,count_moved/* startTransfer */.E)(concurrency);
    const nameOf = ({ digest, mediaType }) => digest === packed.config.digest ? undefined : titleOf(mediaType, fileName);
    const root = same ?? (await packed.store.manifest(packed.root.digest, signal));
    const onThere = (isTagged) => {
        tellThere(upload);
        if (isTagged)
            thing.isWritten = true;
    };
    const cargo = { root, size, nameOf, transfer, onThere };
    try {
        const { isChanged, signatures } = await (0,deliver/* deliver */.c)(upload, same ? cargo : { ...cargo, from: { source: packed.store } }, { sign, dryRun, log, signal, heading: `Push ${name} to ${repository}`, place: `${repository}:` });
        tellThere(upload);
        Object.assign(thing, { signatures, fate: isChanged ? 'pushed' : fate });
        if (fate === 'pushed' && !dryRun)
            thing.moved = { transferred: 0, reused: size - transfer.moved.transferred };
    }
    finally {
        // Also of a chart that fails: what was sent before is there.
        thing.isNew = transfer.session.brought.has(packed.root.digest);
        thing.moved = { ...contract_told/* nothingMoved */.FY, ...thing.moved, transferred: transfer.moved.transferred };
    }
}

;// CONCATENATED MODULE: ./lib/modes/chart/push-charts.js





















/**
 * Packs and pushes Helm charts as `helm package` and `helm push` do, each to NAME:VERSION below the reference. All are
 * packed and compared with what their tags hold before the first one is sent. With `keep-going`, what fails does not
 * stop the others.
 */
async function pushCharts({ reference, files, tagging, annotations, chart: making, concurrency, ...inputs }, { open, log, signal, told, workspace }, { build, download, temporary, signing, }) {
    const { chartRepository } = making;
    const { symlinks } = files;
    checkReference(reference, chartRepository);
    const asked = (0,kinds_annotations/* ofManifestAlone */.Kq)(annotations.annotations, 'kind: helm');
    warnOfForeign({ root: files.root, artifactType: inputs.artifactType, config: inputs.config }, log);
    (0,contract_told/* tell */.qz)(told.about, { fate: 'not reached', files: [], moved: contract_told/* nothingMoved */.FY, previous: {} });
    const found = await findInputCharts(files, workspace, log);
    const rows = createRows(inputs.keepGoing, { told, log, signal });
    const charts = found
        .filter(({ kind }) => kind !== 'metadata')
        .map((chart) => ({ found: chart, row: rows.add('chart', chart.label) }));
    if (charts.length === 0)
        return;
    if (charts.length > 1)
        log.notice(describeSeveral(charts.length));
    await (0,input_files/* noteLineEnds */.H)(found, build, log);
    const created = await (0,kinds_created/* createdTime */.w)(annotations.created, build);
    const sources = createDependencySources(open.source, { signal, workspace }, download, temporary);
    const ofWorkflow = (0,kinds_annotations/* workflowAnnotations */.U)(annotations.githubAnnotations, build);
    told.things = [];
    const made = { chart: making, symlinks, created, temporary, sources, asked, ofWorkflow };
    // One after the other: packing uses all cores, and a chart is in memory meanwhile.
    const ready = await log.group(`Pack ${(0,words/* count */.U9)(charts.length, 'chart')}`, () => rows.each(charts, 1, (chart) => stageFound(chart, reference, made, { log, signal, workspace })));
    checkDistinct(ready, tagging.tags, chartRepository);
    const planned = await rows.each(ready, concurrency, (chart) => planChart(chart, tagging, open.store(chart.target), { log, signal }, signing?.hasSigned));
    const hub = metadataFor(planned, found).map((one) => ({ ...one, row: rows.add('metadata', one.file.label) }));
    const plannedHub = await rows.each(hub, 1, (one) => planMetadata(one, open.store(one.target), { folder: workspace, symlinks }, signal));
    const uploads = [...planned.map((chart) => ({ ...chart, sign: signing?.sign })), ...plannedHub];
    const how = { concurrency, dryRun: inputs.dryRun };
    await rows.each(uploads, 1, (upload) => sendPlanned(upload, how, { log, signal }));
    rows.throwFailures();
}
function describeSeveral(charts) {
    return `There are ${charts} charts: outputs in which they differ, such as digest, are empty, and the output json lists all of them`;
}
/** Packs a chart that was found, and says where it goes. */
async function stageFound({ found, row }, reference, { asked, ofWorkflow, ...making }, { log, signal, workspace }) {
    const { metadata, archive, provenance } = await readyChart(found, making, { log, signal, workspace });
    const { name, version } = metadata;
    Object.assign(row.thing, { name, version });
    const target = targetOf(reference, making.chart.chartRepository, name, log);
    const said = (0,reading_metadata/* chartAnnotations */.rq)(metadata, making.created, asked);
    const config = (0,reading_metadata/* encodeChartConfig */.Lo)(metadata);
    const packed = (0,chart_manifest/* stageChart */.He)({ config, archive, provenance, annotations: { ...ofWorkflow, ...said } });
    log.info(`${name} ${version} from ${found.label}  ${(0,format_bytes/* formatBytes */.z)(archive.size)}`);
    const size = (0,total_size/* totalSize */.U)([packed.config, ...packed.layers]);
    const names = { name: `${name} ${version}`, fileName: (0,reading_metadata/* fileNameOf */.bV)(metadata) };
    return { row, ...names, target, packed, size, found, metadata, said };
}
/** Refuses a reference with what would be lost: each chart has a place and a version of its own. */
function checkReference(reference, chartRepository) {
    const name = (0,oci_reference/* formatRepository */.Sh)(reference);
    if (reference.digest !== undefined)
        throw (0,errors/* invalid */.Gq)('reference', name, 'has a digest, which a push of charts cannot know beforehand');
    if (reference.tags.length > 0 && chartRepository !== 'exact') {
        const what = `is the place for NAME:VERSION of charts, and has the tag ${reference.tags.join(', ')}`;
        throw (0,errors/* invalid */.Gq)('reference', name, `${what}: leave it out, the version is in Chart.yaml; more tags go into the input tags`);
    }
}
/** Says which inputs mean nothing for charts. */
function warnOfForeign(inputs, log) {
    const foreign = [
        ['root', inputs.root !== '.'],
        ['artifact-type', inputs.artifactType !== undefined],
        ['config', inputs.config !== undefined],
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


/***/ })

};
