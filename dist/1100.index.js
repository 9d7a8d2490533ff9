export const id = 1100;
export const ids = [1100];
export const modules = {

/***/ 91100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pullChart: () => (/* binding */ pullChart)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-manifest.js
var chart_manifest = __webpack_require__(47111);
// EXTERNAL MODULE: ./lib/artifact/chart/provenance.js
var chart_provenance = __webpack_require__(91598);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-files.js
var chart_files = __webpack_require__(21755);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/chart-budget.js
var chart_budget = __webpack_require__(4218);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/metadata.js
var reading_metadata = __webpack_require__(8041);
// EXTERNAL MODULE: ./lib/artifact/chart/reading/read-archive.js
var read_archive = __webpack_require__(73603);
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
async function readChart(archive, origin = someChart, budget = (0,chart_budget/* createChartBudget */.yd)(), { keepsFiles = true } = {}) {
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
var versions = __webpack_require__(48668);
// EXTERNAL MODULE: ./lib/artifact/files/write-files.js + 1 modules
var write_files = __webpack_require__(47120);
// EXTERNAL MODULE: ./lib/chunks.js
var chunks = __webpack_require__(29749);
// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(97399);
// EXTERNAL MODULE: ./lib/disk/paths.js
var paths = __webpack_require__(17469);
// EXTERNAL MODULE: ./lib/disk/title.js
var disk_title = __webpack_require__(92423);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(11260);
// EXTERNAL MODULE: ./lib/oci/json.js
var json = __webpack_require__(73931);
// EXTERNAL MODULE: ./lib/store/memory-store.js
var memory_store = __webpack_require__(93242);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
// EXTERNAL MODULE: ./lib/store/write-temporary.js
var write_temporary = __webpack_require__(18796);
// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(52359);
;// CONCATENATED MODULE: ./lib/modes/chart/pull-chart.js




















/**
 * Fetches a chart as `helm pull` does: as NAME-VERSION.tgz with its provenance file, or with `unpack` as the directory
 * NAME. It is read whole and checked before anything is written.
 */
async function pullChart(found, { files: asked, path, directory, temporary, unpack, overwrite, concurrency }, { log, signal, learn, workspace }) {
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
    const budget = (0,chart_budget/* createChartBudget */.yd)(signal);
    const origin = { label: what, code: 'ARTIFACT' };
    const chart = await readChart(await archive.open(), origin, budget, { keepsFiles: unpack });
    const { name, version } = chart.metadata;
    checkAgreement(config, { name, version }, what);
    warnOfTag(found, version, log);
    const fileName = (0,reading_metadata/* fileNameOf */.bV)(chart.metadata);
    checkTitles([name, fileName], what);
    learn({ version });
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
    const files = wanted.map(({ title, descriptor: { digest, size, mediaType } }) => {
        const written = (0,paths/* toSlashes */.T)((0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(directory, title)));
        return { title, path: written, digest, size, mediaType };
    });
    const sizeOf = (some) => some.reduce((sum, { size }) => sum + size, 0);
    const size = sizeOf(files);
    learn({ size });
    const changed = await log.group(`Pull ${name} ${version}, ${what}, into ${path}`, () => writeLayers(store, wanted, directory, { overwrite, concurrency }, { log, signal }));
    const reused = sizeOf(files.filter(({ digest }) => hits.has(digest)));
    learn({ changed, files, transferred: size - reused, reused });
}
/** Writes the chart and tells whether anything was not there already. */
async function writeLayers(store, layers, directory, { overwrite, concurrency }, { log, signal }) {
    let changed = false;
    const onFile = ({ title, descriptor }, isReused) => {
        changed ||= !isReused;
        log.info(`${isReused ? 'Already there' : 'Received'}: ${title}  ${(0,format_bytes/* formatBytes */.z)(descriptor.size)}`);
    };
    const onBytes = () => { };
    await (0,write_files/* writeFiles */.h)(store, layers, { directory, overwrite, symlinks: 'error', concurrency, signal, onBytes, onFile });
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
/** Two readers must not see two charts: some look at the config alone. */
function checkAgreement(config, chart, what) {
    const said = (0,json/* parseJson */.qF)(config, `The config of the chart ${what}`, reading_metadata/* chartConfigFields */.Sw);
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
/** Puts the files of a chart below the folder NAME, whatever its folder was called: Helm unpacks it so. */
async function* treeOf(name, files, giveWay) {
    for (const { name: path, data } of files) {
        await giveWay();
        yield { name: `${name}/${path}`, kind: 'file', mode: 0o644, content: () => [data] };
    }
}


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


/***/ })

};
