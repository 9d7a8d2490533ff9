export const id = 7712;
export const ids = [7712];
export const modules = {

/***/ 67712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkImage: () => (/* binding */ checkImage),
/* harmony export */   k: () => (/* binding */ choosePlatforms)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50261);
/* harmony import */ var _oci_platform_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17122);
/* harmony import */ var _oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67216);
/* harmony import */ var _store_content_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53000);
/* harmony import */ var _read_config_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14059);






/**
 * Reduces an index to some platforms (see `selectPlatforms`); an image that is not an index is taken when it is for one
 * of them, and an artifact that is for no platform is taken always. Fails with NOT_FOUND. No platforms: all.
 */
async function choosePlatforms(source, content, platforms, name, signal) {
    if (platforms.length === 0)
        return content;
    const manifest = content.parsed();
    if (manifest.kind === 'index') {
        const selected = (0,_oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_3__/* .selectPlatforms */ .d)(content.bytes, manifest, platforms, name);
        return 'single' in selected
            ? source.manifest(selected.single.digest, signal)
            : (0,_store_content_js__WEBPACK_IMPORTED_MODULE_4__/* .contentOf */ .$E)(selected.descriptor, selected.bytes);
    }
    await checkImage(source, manifest, platforms, name, signal);
    return content;
}
/** Fails with NOT_FOUND for an image whose config is for other platforms; what is for no platform is taken. */
async function checkImage(source, { config }, platforms, name, signal) {
    if (!_oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .imageConfigTypes */ .vd.includes(config.mediaType))
        return;
    const own = platformOf(await (0,_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .unlessUnreadable */ .Mh)(() => (0,_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .readConfig */ .Xg)(source, config, signal)));
    if (!own || platforms.some((platform) => (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .isPlatform */ .aH)(own, platform)))
        return;
    const wanted = platforms.map(_oci_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq).join(', ');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `${name} is an image for ${(0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(own)}, not for ${wanted}`);
}
/** The platform in the config of an image; undefined when it says none. */
function platformOf({ os, architecture, variant } = {}) {
    if (typeof os !== 'string' || typeof architecture !== 'string' || os === '' || architecture === '')
        return undefined;
    return { os, architecture, ...(typeof variant === 'string' && variant !== '' ? { variant } : {}) };
}


/***/ }),

/***/ 14059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mh: () => (/* binding */ unlessUnreadable),
/* harmony export */   Xg: () => (/* binding */ readConfig),
/* harmony export */   cE: () => (/* binding */ chartFacts)
/* harmony export */ });
/* harmony import */ var _artifact_chart_reading_metadata_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8041);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73931);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50261);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67813);








/** The fields of the config of an image (image-spec, config.md). */
const imageConfigFields = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonFields */ .yX)(['created', 'author', 'architecture', 'os', 'os.version', 'os.features', 'variant'], {
    config: (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonFields */ .yX)([
        'User',
        'ExposedPorts',
        'Env',
        'Entrypoint',
        'Cmd',
        'Volumes',
        'WorkingDir',
        'Labels',
        'StopSignal',
        'ArgsEscaped',
    ]),
    rootfs: (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonFields */ .yX)(['type', 'diff_ids']),
    history: (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonFields */ .yX)(['created', 'created_by', 'author', 'comment', 'empty_layer']),
});
/** Reads the config of an image or a chart, of at most 4 MiB, as a JSON object; fails with ARTIFACT or TOO_LARGE when it is not one. */
async function readConfig(source, config, signal) {
    const what = `The config ${config.digest}`;
    if (config.size > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .maxManifestBytes */ .rq)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('TOO_LARGE', `${what} is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_7__/* .formatBytes */ .z)(_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .maxManifestBytes */ .rq)}`);
    const fields = config.mediaType === _oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .chartConfigType */ .bl ? _artifact_chart_reading_metadata_js__WEBPACK_IMPORTED_MODULE_0__/* .chartConfigFields */ .Sw : imageConfigFields;
    const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(await (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_6__/* .readAll */ .yw)(await source.fetch(config, signal), what), what, fields);
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(body))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('ARTIFACT', `${what} is not a JSON object`);
    return body;
}
/** Does without what cannot be read of content, after telling why; other failures stay failures. */
async function unlessUnreadable(work, tell = () => { }) {
    try {
        return await work();
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'NOT_FOUND', ..._errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreadable */ .O$))
            throw error;
        tell(error.message);
        return undefined;
    }
}
/** What a chart's config says of it, as far as it is text. */
function chartFacts(config) {
    const names = ['name', 'version', 'appVersion', 'description', 'type', 'kubeVersion'];
    return Object.fromEntries(names
        .map((name) => [name, config[name]])
        .filter((entry) => typeof entry[1] === 'string'));
}


/***/ })

};
