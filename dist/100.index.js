export const id = 100;
export const ids = [100];
export const modules = {

/***/ 1100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pullChart: () => (/* binding */ pullChart)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/artifact/archive/tar.js
var tar = __webpack_require__(9180);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-manifest.js
var chart_manifest = __webpack_require__(7111);
// EXTERNAL MODULE: ./lib/artifact/chart/provenance.js
var chart_provenance = __webpack_require__(1598);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-files.js
var chart_files = __webpack_require__(1755);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/chart-budget.js
var chart_budget = __webpack_require__(4218);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/metadata.js
var metadata = __webpack_require__(8041);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/read-archive.js
var read_archive = __webpack_require__(3603);
;// CONCATENATED MODULE: ./lib/artifact/chart/read-chart.js





/** Where an archive comes from that nobody named. */
const someChart = { label: 'the chart', code: 'ARTIFACT' };
/**
 * Reads the metadata out of a chart archive without keeping the rest, the requirements.yaml of an old chart included.
 * Fails with the code of `origin` when it is not a chart, larger than Helm takes, or hostile (see readArchive).
 */
async function readChart(archive, origin = someChart, budget = (0,chart_budget/* createChartBudget */.yd)()) {
    const found = new Map();
    const wanted = ['Chart.yaml', 'requirements.yaml'];
    for await (const { path, content } of (0,read_archive/* readArchive */.b)(archive, origin, budget)) {
        if (wanted.includes(path))
            found.set(path, (0,chart_files/* withoutMark */.E_)(await (0,verified/* readAll */.yw)(content(), path, chart_budget/* maxFileBytes */.eV)));
    }
    return (0,metadata/* readMetadata */._6)(found.get('Chart.yaml'), found.get('requirements.yaml'), origin, budget);
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
// EXTERNAL MODULE: ./lib/oci/digest.js
var digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/json.js
var json = __webpack_require__(3931);
// EXTERNAL MODULE: ./lib/store/memory-store.js
var memory_store = __webpack_require__(3242);
// EXTERNAL MODULE: ./lib/store/write-temporary.js
var write_temporary = __webpack_require__(8796);
// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(2359);
;// CONCATENATED MODULE: ./lib/modes/chart/pull-chart.js






















/**
 * Fetches a chart as `helm pull` does: as NAME-VERSION.tgz with its provenance file, or with `unpack` as the directory
 * NAME. It is read whole and checked before anything is written.
 */
async function pullChart(found, directory, inputs, { log, signal, learn, workspace }, temporary) {
    const { source, hits, manifest, name: what } = found;
    if (inputs.files.length > 0) {
        const hint = 'leave it out, or set kind to artifact to take single layers';
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The input files does not apply to ${what}: a chart is pulled whole: ${hint}`);
    }
    const layers = (0,chart_manifest/* chartLayers */.x8)(manifest, what);
    const progress = (0,tell_progress/* startProgress */.o)(log, layers.archive.size + manifest.config.size);
    const fetch = async (descriptor) => (0,chunks/* tapped */.DS)(await source.fetch(descriptor, signal), ({ byteLength }) => progress.moved(byteLength));
    const [config, archive] = await Promise.all([
        fetch(manifest.config).then((content) => (0,verified/* readAll */.yw)(content, what)),
        fetch(layers.archive).then((content) => (0,write_temporary/* writeTemporary */.b)(content, temporary, signal)),
    ]);
    const origin = { label: what, code: 'ARTIFACT' };
    const { name, version } = await readChart(await archive.open(), origin, (0,chart_budget/* createChartBudget */.yd)(signal));
    checkAgreement(config, { name, version }, what);
    warnOfTag(found, version, log);
    const fileName = `${name}-${version}.tgz`;
    for (const title of [name, fileName]) {
        const problem = (0,disk_title/* problemOfTitle */.zN)(title);
        if (problem)
            throw new errors/* OciError */.Mf('ARTIFACT', `${what} has the name ${JSON.stringify((0,cut_text/* cutText */.I)(title, 256))}, which ${problem}`);
    }
    learn({ version });
    const store = new memory_store/* MemoryStore */.n();
    const wanted = [];
    const add = (title, descriptor, isDirectory = false, original = descriptor) => {
        const layer = { title, descriptor, isUntitled: false, isDirectory, isExecutable: false };
        wanted.push({ layer, descriptor: original });
    };
    if (inputs.unpack) {
        const readFiles = async () => (0,read_archive/* readArchive */.b)(await archive.open(), origin, (0,chart_budget/* createChartBudget */.yd)(signal));
        add(name, await stageTree(store, name, readFiles), true, layers.archive);
    }
    else {
        store.stage(layers.archive, archive.open);
        add(fileName, layers.archive);
        if (layers.provenance) {
            const provenance = await (0,verified/* readAll */.yw)(await fetch(layers.provenance), what, chart_provenance/* maxProvenanceBytes */.l);
            const problem = (0,chart_provenance/* problemOfProvenance */.k)(provenance, fileName, layers.archive.digest);
            if (problem)
                log.warning(`${what} has a provenance file that ${problem}: helm verify will refuse it`);
            store.stage(layers.provenance, (0,verified/* openBytes */.od)(provenance));
            add(`${fileName}.prov`, layers.provenance);
        }
    }
    const size = wanted.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
    const sizeIn = (title) => wanted.find(({ layer }) => layer.title === title)?.descriptor.size ?? 0;
    learn({ size });
    let changed = false;
    await log.group(`Pull ${name} ${version}, ${what}, into ${inputs.path}`, () => (0,write_files/* writeFiles */.h)(store, wanted.map(({ layer }) => layer), {
        directory,
        overwrite: inputs.overwrite,
        symlinks: 'error',
        concurrency: inputs.concurrency,
        signal,
        onBytes: () => { },
        onFile: ({ title }, isReused) => {
            changed ||= !isReused;
            log.info(`${isReused ? 'Already there' : 'Received'}: ${title}  ${(0,format_bytes/* formatBytes */.z)(sizeIn(title))}`);
        },
    }));
    const files = wanted.map(({ layer: { title }, descriptor: { digest, size: bytes, mediaType } }) => ({
        title,
        path: (0,paths/* toSlashes */.T)((0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(directory, title))),
        digest,
        size: bytes,
        mediaType,
    }));
    const reused = files.filter(({ digest }) => hits.has(digest)).reduce((sum, file) => sum + file.size, 0);
    learn({ changed, files, transferred: size - reused, reused });
}
/** Two readers must not see two charts: some look at the config alone. */
function checkAgreement(config, chart, what) {
    const said = (0,json/* parseJson */.qF)(config, `The config of the chart ${what}`);
    for (const key of ['name', 'version']) {
        const value = (0,descriptor/* isRecord */.u4)(said) ? said[key] : undefined;
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
/**
 * Makes an archive of the files of a chart below the folder NAME, whatever its folder was called: Helm unpacks it so.
 */
async function stageTree(store, name, readFiles) {
    async function* entries() {
        for await (const { path, size, content } of await readFiles()) {
            yield { name: `${name}/${path}`, kind: 'file', mode: 0o644, time: 0, size, read: content };
        }
    }
    const hash = (0,digest/* startHash */.LC)();
    let size = 0;
    for await (const chunk of (0,tar/* tar */.y)(entries())) {
        hash.update(chunk);
        size += chunk.byteLength;
    }
    const descriptor = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: hash.finish(), size };
    store.stage(descriptor, async () => (0,tar/* tar */.y)(entries()));
    return descriptor;
}


/***/ }),

/***/ 3242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ MemoryStore)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3000);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7813);
/* harmony import */ var _walk_manifests_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1551);





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


/***/ })

};
