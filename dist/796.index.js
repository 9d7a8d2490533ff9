export const id = 796;
export const ids = [796];
export const modules = {

/***/ 796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pullChart: () => (/* binding */ pullChart)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _artifact_chart_chart_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7111);
/* harmony import */ var _artifact_chart_provenance_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(1598);
/* harmony import */ var _artifact_chart_read_archive_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8774);
/* harmony import */ var _artifact_chart_read_chart_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8536);
/* harmony import */ var _artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8668);
/* harmony import */ var _artifact_paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1234);
/* harmony import */ var _artifact_tar_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2521);
/* harmony import */ var _artifact_title_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(164);
/* harmony import */ var _artifact_write_files_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5391);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1260);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9501);
/* harmony import */ var _store_chunks_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(3139);
/* harmony import */ var _store_memory_store_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3242);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7813);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(6641);

















/**
 * Fetches a chart as `helm pull` does: as NAME-VERSION.tgz with its provenance file, or with `unpack` as the directory NAME. It is
 * read whole and checked before anything is written.
 */
async function pullChart(found, inputs, context) {
    const { source, hits, manifest, name: what } = found;
    const { log, signal, learn, workspace } = context;
    if (inputs.files.length > 0) {
        const hint = 'leave it out, or set kind to artifact to take single layers';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_8__/* .OciError */ .Mf('INVALID_INPUT', `The input files has no meaning for ${what}, a chart is pulled whole: ${hint}`);
    }
    const layers = (0,_artifact_chart_chart_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .chartLayers */ .x8)(manifest, what);
    const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_13__/* .startProgress */ .ot)(log, layers.archive.size + manifest.config.size);
    const fetch = async (descriptor, limit) => (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_12__/* .readAll */ .yw)((0,_store_chunks_js__WEBPACK_IMPORTED_MODULE_14__/* .tapped */ .D)(await source.fetch(descriptor, signal), ({ byteLength }) => progress.moved(byteLength)), what, limit);
    const [config, archive] = await Promise.all([fetch(manifest.config), fetch(layers.archive, _artifact_chart_read_archive_js__WEBPACK_IMPORTED_MODULE_2__/* .maxChartBytes */ .KN)]);
    const origin = { label: what, code: 'ARTIFACT' };
    const { name, version } = await (0,_artifact_chart_read_chart_js__WEBPACK_IMPORTED_MODULE_3__/* .readChart */ .V)(archive, origin);
    checkAgreement(config, { name, version }, what);
    warnOfTag(found, version, log);
    const fileName = `${name}-${version}.tgz`;
    for (const title of [name, fileName]) {
        const problem = (0,_artifact_title_js__WEBPACK_IMPORTED_MODULE_15__/* .problemOfTitle */ .zN)(title);
        if (problem)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_8__/* .OciError */ .Mf('ARTIFACT', `${what} has the name ${JSON.stringify(title.slice(0, 256))}, which ${problem}`);
    }
    learn({ version });
    const store = new _store_memory_store_js__WEBPACK_IMPORTED_MODULE_11__/* .MemoryStore */ .n();
    const wanted = [];
    const add = (title, descriptor, isDirectory = false, original = descriptor) => {
        const layer = { title, descriptor, isUntitled: false, isDirectory, isExecutable: false };
        wanted.push({ layer, descriptor: original });
    };
    if (inputs.unpack) {
        add(name, await stageTree(store, archive, name, origin), true, layers.archive);
    }
    else {
        store.stage(layers.archive, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_12__/* .openBytes */ .od)(archive));
        add(fileName, layers.archive);
        if (layers.provenance) {
            const provenance = await fetch(layers.provenance, _artifact_chart_provenance_js__WEBPACK_IMPORTED_MODULE_16__/* .maxProvenanceBytes */ .l);
            const problem = (0,_artifact_chart_provenance_js__WEBPACK_IMPORTED_MODULE_16__/* .problemOfProvenance */ .k)(provenance, fileName, layers.archive.digest);
            if (problem)
                log.warning(`${what} has a provenance file that ${problem}: helm verify will refuse it`);
            store.stage(layers.provenance, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_12__/* .openBytes */ .od)(provenance));
            add(`${fileName}.prov`, layers.provenance);
        }
    }
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, inputs.path);
    const size = wanted.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
    const sizeIn = (title) => wanted.find(({ layer }) => layer.title === title)?.descriptor.size ?? 0;
    learn({ size });
    let changed = false;
    await log.group(`Pull ${name} ${version}, ${what}, into ${inputs.path}`, () => (0,_artifact_write_files_js__WEBPACK_IMPORTED_MODULE_7__/* .writeFiles */ .h)(store, wanted.map(({ layer }) => layer), {
        directory,
        overwrite: inputs.overwrite,
        symlinks: 'error',
        concurrency: inputs.concurrency,
        signal,
        onBytes: () => { },
        onFile: ({ title }, isReused) => {
            changed ||= !isReused;
            log.info(`${isReused ? 'Already there' : 'Received'}: ${title}  ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_13__/* .formatBytes */ .z3)(sizeIn(title))}`);
        },
    }));
    const files = wanted.map(({ layer: { title }, descriptor: { digest, size: bytes, mediaType } }) => ({
        title,
        path: (0,_artifact_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .toSlashes */ .T)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(directory, title))),
        digest,
        size: bytes,
        mediaType,
    }));
    const reused = files.filter(({ digest }) => hits.has(digest)).reduce((sum, file) => sum + file.size, 0);
    learn({ changed, files, transferred: size - reused, reused });
}
/** Two readers must not see two charts: some look at the config alone. */
function checkAgreement(config, chart, what) {
    let said;
    try {
        said = JSON.parse(config.toString());
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_8__/* .OciError */ .Mf('ARTIFACT', `${what} is a chart whose config is not valid JSON`, { cause: error });
    }
    for (const key of ['name', 'version']) {
        const value = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_9__/* .isRecord */ .u4)(said) ? said[key] : undefined;
        if (value === undefined || value === chart[key])
            continue;
        const both = `${JSON.stringify(value)} in its config and ${JSON.stringify(chart[key])} in its archive`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_8__/* .OciError */ .Mf('ARTIFACT', `${what} is a chart whose ${key} is ${both}`);
    }
}
/** Helm takes a tag that reads as a version for the version of the chart. */
function warnOfTag({ tag, name }, version, log) {
    if (tag === undefined || tag === (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_4__/* .tagOfVersion */ .ml)(version) || (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_4__/* .versionsOfTags */ .wl)([tag]).length === 0)
        return;
    log.warning(`The tag ${tag} names ${name}, and that is version ${version} of the chart`);
}
/** Makes an archive of the files of a chart below the folder NAME, whatever its folder was called: Helm unpacks it so. */
async function stageTree(store, archive, name, origin) {
    const files = [];
    await (0,_artifact_chart_read_archive_js__WEBPACK_IMPORTED_MODULE_2__/* .readArchive */ .bL)([archive], origin, () => (path, data) => files.push({ name: path, data }));
    const entries = files.map(({ name: path, data }) => ({
        name: `${name}/${path}`,
        kind: 'file',
        mode: 0o644,
        time: 0,
        size: data.byteLength,
        read: () => [data],
    }));
    const hash = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_10__/* .startHash */ .LC)();
    let size = 0;
    for await (const chunk of (0,_artifact_tar_js__WEBPACK_IMPORTED_MODULE_6__/* .tar */ .y)(entries)) {
        hash.update(chunk);
        size += chunk.byteLength;
    }
    const descriptor = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: hash.finish(), size };
    store.stage(descriptor, async () => (0,_artifact_tar_js__WEBPACK_IMPORTED_MODULE_6__/* .tar */ .y)(entries));
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
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7813);
/* harmony import */ var _walk_manifests_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1551);




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
        const descriptor = await this.resolve(name, signal);
        return { descriptor, bytes: await (0,_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .readAll */ .yw)(await this.fetch(descriptor, signal), `The manifest ${name}`) };
    }
    async fetch(descriptor, signal) {
        signal?.throwIfAborted();
        const entry = this.#content.get(descriptor.digest);
        if (!entry)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `There is no ${descriptor.digest} in memory`);
        return (0,_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .verified */ .zr)(await entry.open(), descriptor);
    }
    async has(descriptor, signal) {
        signal?.throwIfAborted();
        return this.#content.has(descriptor.digest);
    }
    async push(descriptor, open, { tag, signal } = {}) {
        signal?.throwIfAborted();
        const bytes = await (0,_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .readAll */ .yw)((0,_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .verified */ .zr)(await open(), descriptor), `The content ${descriptor.digest}`, Number.POSITIVE_INFINITY);
        signal?.throwIfAborted();
        this.stage(descriptor, (0,_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .openBytes */ .od)(bytes));
        if (tag !== undefined)
            this.#tags.set(tag, descriptor.digest);
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
        yield* (0,_walk_manifests_js__WEBPACK_IMPORTED_MODULE_3__/* .referrersAmong */ .R)(this, descriptors, subject, signal);
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
