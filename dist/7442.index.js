export const id = 7442;
export const ids = [7442,7712];
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


/***/ }),

/***/ 61413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E6: () => (/* binding */ copyArtifact),
/* harmony export */   cV: () => (/* binding */ attachedTo),
/* harmony export */   dp: () => (/* binding */ tellLeft)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50261);
/* harmony import */ var _store_attached_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(21405);
/* harmony import */ var _store_copy_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(96148);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67813);
/* harmony import */ var _decide_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(48847);
/* harmony import */ var _plan_tags_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(42664);










/** Where the lists of referrers have to be kept, all that are on the way wait for one change of theirs. */
const attachedAtOnce = 16;
/**
 * Copies a manifest with all that is below it and attached to it. The tags are written last, so that whoever sees the
 * tag also finds the signatures. What is attached under a tag of its own (cosign) moves that tag as `if-exists` says:
 * by default a source does not replace the signatures of what was in the target before. Gives the digest that the tags
 * have in the target.
 */
async function copyArtifact(task) {
    const { source, root, target, tags, attached, takesSubjects, session, onEvent, beforeTags, log, signal } = task;
    let { digest } = root.descriptor;
    const onTagged = (tag, named) => {
        digest = named;
        task.onTagged?.(tag, named);
    };
    const options = { session, onEvent, signal, subjects: takesSubjects ? 'taken' : 'left' };
    if (attached.length === 0 && !beforeTags)
        await (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_6__/* .copy */ .C)(source, root.descriptor, target, { ...options, tags, onTagged });
    else {
        await (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_6__/* .copy */ .C)(source, root.descriptor, target, options);
        await copyAllAttached(task);
        await beforeTags?.();
        // Not with the put of the root: whoever sees a tag also finds what is attached.
        if (tags.length > 0)
            await target.push(root.descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_7__/* .openBytes */ .od)(root.bytes), { tags, onTagged, signal });
    }
    (0,_plan_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .tellName */ .lO)(log, target, root.descriptor.digest, digest);
    return digest;
}
async function copyAllAttached(task) {
    const { attached, signal } = task;
    // The root has come, and with it what is below it.
    const present = new Set(attached.filter(({ depth }) => depth === 0).map(({ subject }) => subject.digest));
    const found = [];
    const left = new Map();
    // A subject comes before what is attached to it: only then is it known whether it was there.
    for (const level of Map.groupBy(attached, ({ depth }) => depth).values()) {
        await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .concurrently */ .rK)(level, attachedAtOnce, signal, async (each, within) => {
            try {
                const own = { ...task, session: { ...task.session, left }, signal: within };
                if (await copyAttached(own, present, each))
                    found.push(each);
            }
            catch (error) {
                // Anybody who may push can attach what is none: the rest is copied all the same.
                if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'ARTIFACT'))
                    throw error;
                const { descriptor, subject } = each;
                task.log.warning(`${descriptor.digest}, attached to ${subject.digest}, is left out: ${error.message}`);
            }
        });
    }
    await tellLeftBelow(task, left);
    for (const [subject, own] of Map.groupBy(found, (each) => each.subject))
        await putOnList(task, subject, own);
}
/** Copies what is attached; tells whether it is one for the list of its subject, and was there already. */
async function copyAttached(task, present, { descriptor, subject, tag, only }) {
    const { source, target, session, log, signal } = task;
    const { digest } = descriptor;
    if (tag !== undefined && only) {
        await copyLayers(task, tag, only);
        return false;
    }
    if (tag !== undefined && !(await isToBeMoved(task, { descriptor, subject, tag })))
        return false;
    let isThere = false;
    const onEvent = (event) => {
        isThere ||= event.kind === 'skipped' && event.descriptor.digest === digest;
        task.onEvent(event);
    };
    const added = tag === undefined ? [] : await layersToAdd(task, tag, digest);
    const tags = tag === undefined || added.length > 0 ? [] : [tag];
    const options = { session, onEvent, signal, tags, present, subjects: 'left' };
    const copied = (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_6__/* .copy */ .C)(source, descriptor, target, options).then(() => true);
    // Not everyone who deletes a manifest takes it off the list.
    if (!(await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orGone */ .Pi)(copied, () => source.resolve(digest, signal), signal))) {
        log.warning(`${digest} is on the list of what is attached to ${subject.digest}, but does not exist: left out`);
    }
    if (tag !== undefined && added.length > 0) {
        const { addLayers } = await __webpack_require__.e(/* import() */ 8913).then(__webpack_require__.bind(__webpack_require__, 88913));
        await addLayers(target, tag, added, signal);
    }
    return isThere && tag === undefined;
}
/**
 * Adds some layers of a signature tag to those that the target has under it. As with `sign`, none is taken away, so a
 * target that had the subject before loses nothing.
 */
async function copyLayers(task, tag, layers) {
    const { source, target, ifExists, session, onEvent, log, signal } = task;
    const there = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(target.resolve(tag, signal));
    if (there && (ifExists === 'skip' || ifExists === 'error'))
        return (0,_plan_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .tellKept */ .W$)(log, tag, there.digest);
    for (const layer of layers) {
        if (await target.has(layer, signal))
            continue;
        await session.slots.take(layer.size, async () => target.push(layer, () => source.fetch(layer, signal), { signal }));
    }
    const { addLayers } = await __webpack_require__.e(/* import() */ 8913).then(__webpack_require__.bind(__webpack_require__, 88913));
    const added = addLayers(target, tag, layers, signal);
    const digest = await added.catch((error) => {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, ..._errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreadable */ .O$))
            throw error;
        log.warning(`Signatures under the tag ${tag} stay behind: ${error.message}`);
    });
    if (digest !== undefined && digest !== there?.digest)
        onEvent({ kind: 'copied', descriptor: await target.resolve(tag, signal) });
}
/**
 * The signatures of the source that are added to those of the target, where this copy is signed: who signs beside others
 * does not take theirs away. Empty where the tag may be written as it is in the source.
 */
async function layersToAdd({ source, target, beforeTags, signal }, tag, digest) {
    if (!beforeTags || !tag.endsWith('.sig'))
        return [];
    const there = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(target.manifest(tag, signal));
    if (!there || layersOf(there).length === 0)
        return [];
    const own = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(source.manifest(digest, signal));
    return own ? layersOf(own) : [];
}
function layersOf(content) {
    const manifest = content.parsed();
    return manifest.kind === 'manifest' ? manifest.layers : [];
}
/**
 * Pushes again what is in the target and not on the list of its subject there, as a job leaves it that is stopped in
 * between.
 */
async function putOnList({ source, target, onEvent, signal }, subject, attached) {
    const known = new Set();
    for await (const { digest } of target.referrers(subject, signal))
        known.add(digest);
    for (const { descriptor } of attached.filter((each) => !known.has(each.descriptor.digest))) {
        // Not the descriptor of the list, which may be wrong.
        const content = await source.manifest(descriptor.digest, signal);
        await target.push(content.descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_7__/* .openBytes */ .od)(content.bytes), { signal });
        onEvent({ kind: 'copied', descriptor });
    }
}
async function isToBeMoved(task, { descriptor, subject, tag }) {
    const { target, ifExists, session, log, signal } = task;
    const current = (await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(target.resolve(tag, signal)))?.digest;
    // Without if-exists, a source replaces the signatures of what it brought alone. A signature that differs is no error.
    const usual = session.brought.has(subject.digest) ? 'overwrite' : 'skip';
    const verdict = (0,_decide_js__WEBPACK_IMPORTED_MODULE_9__/* .decide */ .L)(current, descriptor.digest, ifExists === 'error' ? 'skip' : (ifExists ?? usual));
    if (verdict === 'kept' && ifExists)
        (0,_plan_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .tellKept */ .W$)(log, tag, current);
    else if (verdict === 'kept' && !(await hasAllOf(task, tag, descriptor.digest))) {
        log.warning(`The tag ${tag} of the target stays at ${current}, though the source has ${descriptor.digest}: ` +
            `${subject.digest} was in the target before this copy. To replace its signatures too, set if-exists: overwrite`);
    }
    return (0,_decide_js__WEBPACK_IMPORTED_MODULE_9__/* .isPending */ .m)(verdict);
}
/** Tells whether what is under a tag of the target has all that the source has there, as where we signed once more. */
async function hasAllOf({ source, target, signal }, tag, digest) {
    const [theirs, ours] = await Promise.all([source.manifest(digest, signal), target.manifest(tag, signal)]);
    const [wanted, there] = [theirs, ours].map((content) => new Set(layersOf(content).map((layer) => JSON.stringify(layer))));
    return wanted !== undefined && wanted.size > 0 && wanted.isSubsetOf(there ?? new Set());
}
/** Says which subjects of attached manifests were left behind; those that the source lacks are told with the root's. */
async function tellLeftBelow({ source, session, log, signal }, left) {
    const there = [];
    for (const [subject, of] of left) {
        if (await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(source.resolve(subject, signal)))
            there.push(subject);
        else
            session.left.set(subject, of);
    }
    const [first, ...others] = there;
    if (!first)
        return;
    const more = others.length > 0 ? ` Other such subjects: ${others.length}.` : '';
    log.notice(`${first} is not copied: it is only the subject of ${left.get(first)}, which is attached.${more}`);
}
/** Says which subjects the copies of a session left behind, once all of these have ended. */
function tellLeft({ left }, takesSubjects, log, way = 'true') {
    const [first, ...others] = left;
    if (!first)
        return;
    const [subject, of] = first;
    const more = others.length > 0 ? ` Other subjects that stay behind: ${others.length}.` : '';
    const why = takesSubjects ? 'the source does not have it' : `to take it along, set referrers: ${way}`;
    log.notice(`${subject}, the subject of ${of}, stays behind: ${why}.${more}`);
}
/**
 * Finds what is attached to a manifest, to the platforms of an index, and to that in turn. A list that is malformed or
 * too long is a warning, and the rest is found all the same.
 */
async function attachedTo(source, root, tags, signal, log) {
    const subjects = new Map([[root.descriptor.digest, root.descriptor]]);
    const collect = async (content, depth) => {
        if (depth > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxIndexDepth */ .cj)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('ARTIFACT', `The index is nested more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxIndexDepth */ .cj} deep`);
        const manifest = content.parsed();
        for (const child of manifest.kind === 'index' ? (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .childrenOf */ .LU)(manifest) : []) {
            if (!(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__/* .isManifestType */ .Q3)(child.mediaType) || subjects.has(child.digest))
                continue;
            subjects.set(child.digest, (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(child));
            // For each of them a list is asked for.
            if (subjects.size > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxEntries */ .bI + 1) {
                const what = `${root.descriptor.digest} has more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxEntries */ .bI} manifests below it`;
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('TOO_LARGE', `${what}: what is attached to them is not looked for`);
            }
            if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__/* .isIndexType */ .$U)(child.mediaType))
                await collect(await source.manifest(child.digest, signal), depth + 1);
        }
    };
    await collect(root, 0);
    const onUnread = ({ digest }, error) => log.warning(`Not everything attached to ${digest} may be copied: its list cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    return (0,_store_attached_js__WEBPACK_IMPORTED_MODULE_5__/* .findAttached */ .kc)(source, [...subjects.values()], tags, signal, onUnread);
}


/***/ }),

/***/ 58878:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ addMoved),
/* harmony export */   V: () => (/* binding */ countMoved)
/* harmony export */ });
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50261);

/**
 * Sums up what a copy does with blobs; each counts once, also where the copy walks everything a second time.
 *
 * @param nameOf what progress calls a blob
 * @param sent the blobs that were sent before, which count as sent where they are found now; those sent now are added
 */
function countMoved(progress, nameOf, onBlob = () => { }, sent = new Set()) {
    const counted = new Set();
    const moved = { transferred: 0, reused: 0, isChanged: false };
    const onEvent = (event) => {
        if (event.kind === 'progress')
            return progress.moved(event.bytes, nameOf(event.descriptor));
        const { kind, descriptor } = event;
        const { digest, size, mediaType } = descriptor;
        moved.isChanged ||= kind !== 'skipped';
        if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isManifestType */ .Q3)(mediaType))
            return;
        if (kind === 'copied')
            sent.add(digest);
        else
            progress.skipped(size);
        const isSent = sent.has(digest);
        if (!counted.has(digest))
            moved[isSent ? 'transferred' : 'reused'] += size;
        counted.add(digest);
        onBlob(descriptor, isSent ? 'copied' : kind);
    };
    return { onEvent, moved };
}
/** Adds what one copy moved to what others did. */
function addMoved(total, more) {
    total.transferred += more.transferred;
    total.reused += more.reused;
    total.isChanged ||= more.isChanged;
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

/***/ 52359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ startProgress)
/* harmony export */ });
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3474);
/* harmony import */ var _format_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2721);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86146);



/** Milliseconds: work that is done before needs no progress line, and later ones are no closer. */
const interval = 5_000;
/** After this many milliseconds, a line comes whatever there is to tell; before, when another tenth is done. */
const patience = 30_000;
/**
 * Says from time to time how far work on bytes is, how fast, and how long it will take; nothing of what is soon done.
 * Without a `total`, which not everybody knows beforehand, it says how much was done.
 *
 * @param verb what is done, as in `Sending`
 */
function startProgress(log, verb, total = Number.POSITIVE_INFINITY, now = _time_js__WEBPACK_IMPORTED_MODULE_0__/* .clock */ .pm) {
    let all = total;
    let moved = 0;
    // When the last line was said, and how far the transfer was then.
    let last = { time: now(), moved: 0, percent: -10 };
    /** What bytes came of since then. */
    const names = new Set();
    return {
        skipped(bytes) {
            all -= bytes;
        },
        moved(bytes, name) {
            moved += bytes;
            if (name !== undefined)
                names.add(name);
            const time = now();
            if (time - last.time < interval)
                return;
            // Repeated attempts are counted again, and what is attached was not counted before: the line must not claim more
            // than all.
            const isKnown = Number.isFinite(all) && moved < all;
            const percent = isKnown ? Math.floor((moved / all) * 100) : last.percent;
            if (isKnown && percent - last.percent < 10 && time - last.time < patience)
                return;
            const speed = ((moved - last.moved) / (time - last.time)) * 1000;
            const pace = `${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(Math.round(speed))}/s`;
            const left = (0,_format_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .formatEstimate */ .e)(((all - moved) / speed) * 1000);
            last = { time, moved, percent };
            const others = names.size > 1 ? ` and ${names.size - 1} more` : '';
            const what = name === undefined ? verb : `${verb} ${name}${others}`;
            names.clear();
            if (isKnown)
                log.info(`${what}: ${percent} % of ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(all)}, ${pace}, ${left} left`);
            else
                log.info(`${what}: ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z)(moved)}, ${pace}`);
        },
    };
}


/***/ }),

/***/ 21405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ readDigestTags),
/* harmony export */   EU: () => (/* binding */ listsAtOnce),
/* harmony export */   kc: () => (/* binding */ findAttached),
/* harmony export */   rl: () => (/* binding */ listAttached)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75983);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44360);
/* harmony import */ var _listed_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46300);






/** One image has a handful; a list without end is a trap. */
const maxAttached = 10_000;
/** Lists are small, and each costs a round trip; one that is not small has 4 MiB, and several times that in memory. */
const listsAtOnce = 8;
const stop = (_, error) => {
    throw error;
};
/** Lists what is attached to one manifest. If its list of referrers cannot be read, what is under tags is still listed. */
async function* listAttached(source, subject, tags, depth, signal, onUnread = stop) {
    const referrers = source.referrers(subject, signal)[Symbol.asyncIterator]();
    const next = () => referrers.next().catch((error) => {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, ..._errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreadable */ .O$))
            throw error;
        onUnread(subject, error);
    });
    for (let item = await next(); item && !item.done; item = await next()) {
        yield { descriptor: item.value, subject, depth };
    }
    const list = (0,_oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .referrersTag */ .LN)(subject.digest);
    for (const tag of tags.get(list) ?? []) {
        if (tag === list)
            continue;
        // One may be removed since the tags were listed.
        const descriptor = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(source.resolve(tag, signal));
        if (descriptor)
            yield { descriptor, subject, tag, depth };
    }
}
/** Lists what is attached to manifests, and what is attached to that in turn, by their bare descriptors and types. */
async function findAttached(source, subjects, tags, signal, onUnread) {
    const walked = new Set(subjects.map(({ digest }) => digest));
    // What is on a list may have a tag too.
    const seen = new Set(walked);
    const found = [];
    let count = 0;
    const list = async (subject, within, depth) => {
        const own = [];
        if (depth === _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .maxIndexDepth */ .cj)
            return own;
        for await (const { descriptor, ...rest } of listAttached(source, subject, tags, depth, within, onUnread)) {
            count += 1;
            if (count > maxAttached)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('TOO_LARGE', `More than ${maxAttached} manifests are attached`);
            const { artifactType } = descriptor;
            own.push({
                ...rest,
                descriptor: { ...(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(descriptor), ...(artifactType === undefined ? {} : { artifactType }) },
            });
        }
        return own;
    };
    await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .inWaves */ .Id)(subjects, listsAtOnce, signal, list, (_, own) => {
        const fresh = own.filter(({ descriptor, tag }) => isNew(seen, tag ?? descriptor.digest));
        found.push(...fresh);
        return fresh.map(({ descriptor }) => descriptor).filter(({ digest }) => isNew(walked, digest));
    });
    return found;
}
function isNew(seen, item) {
    const { size } = seen;
    return seen.add(item).size > size;
}
/**
 * Reads the tags of a source that are made of digests; none where it does not tell its tags. To look at all tags costs
 * less than to ask for those that each manifest may have.
 */
async function readDigestTags(source, signal) {
    const tags = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)((0,_listed_js__WEBPACK_IMPORTED_MODULE_5__/* .listed */ .K)(source.tags(signal)), 'DENIED', 'UNAUTHORIZED', 'UNSUPPORTED');
    return (0,_oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .groupDigestTags */ .TV)(tags ?? []);
}


/***/ }),

/***/ 96148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ copy),
/* harmony export */   G: () => (/* binding */ startCopySession)
/* harmony export */ });
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29749);
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(53000);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67813);








/** Makes a session for copies between two repositories. */
function startCopySession(concurrency) {
    return { started: new Map(), brought: new Set(), left: new Map(), slots: (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .transferSlots */ .jW)(concurrency) };
}
/**
 * Up to this size one upload costs less than asking first, once a sibling was found missing: a request takes a round
 * trip, and 128 KiB take less than that on most links.
 */
const smallBlob = 128 * 1024;
/** Up to this size, manifests are read at the same time; those of real images have some KiB. */
const smallManifest = 512 * 1024;
/**
 * Copies a manifest and all that it needs: children before parents, so that a manifest that is already in the target
 * vouches for all below it and is not walked. The tags are written last. A target that has a manifest but lacks
 * something below it answers NOT_FOUND to a later write (MANIFEST_BLOB_UNKNOWN); then everything is walked once more.
 * Of the root, the digest alone is believed: it may come from a list that is wrong about its size.
 */
async function copy(source, root, target, options = {}) {
    const { concurrency = 8, session = startCopySession(concurrency), signal } = options;
    const walk = {
        source,
        target,
        canMount: source.location !== undefined && source.location.host === target.location?.host,
        ...{ tags: [], present: new Set(), onEvent: () => { }, session },
        ...options,
        listed: new Set(),
        trusted: new Set(),
        isForced: false,
        depth: 0,
    };
    try {
        await begin(walk, root, copyManifest);
    }
    catch (error) {
        if (walk.trusted.size === 0 || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .up)(error, 'NOT_FOUND') || signal?.aborted)
            throw error;
        // It must not believe what others found.
        await begin({ ...walk, session: { ...session, started: new Map() }, listed: new Set(), isForced: true }, root, copyManifest);
    }
}
/** Begins the work for a piece of content, which all copies of the session share; what failed can be begun again. */
async function begin(walk, descriptor, work) {
    const { started } = walk.session;
    const own = work(walk, descriptor);
    started.set(descriptor.digest, own);
    try {
        await own;
    }
    catch (error) {
        started.delete(descriptor.digest);
        throw error;
    }
}
/** Waits for the work that was begun for a piece of content, or begins it. */
async function share(walk, descriptor, work) {
    const { started } = walk.session;
    for (let other = started.get(descriptor.digest); other; other = started.get(descriptor.digest)) {
        const isDone = await other.then(() => true, () => false);
        if (isDone)
            return;
        // It failed for another copy of the session; that one may have been given up, and this one not.
        walk.signal?.throwIfAborted();
    }
    await begin(walk, descriptor, work);
}
/** What lists and subjects say of a manifest may be wrong: of them, the digest alone is believed. */
const copyManifest = (walk, descriptor) => copyOpened(walk, descriptor, () => walk.source.manifest(descriptor.digest, walk.signal));
/** An index is a witness for its parts. */
const copyPart = (walk, descriptor) => copyOpened(walk, descriptor, () => (0,_content_js__WEBPACK_IMPORTED_MODULE_6__/* .fetchContent */ .Ix)(walk.source, descriptor, walk.signal));
async function copyOpened(walk, descriptor, open) {
    const { target, depth, session, onEvent, onTagged, signal } = walk;
    if (depth > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .maxIndexDepth */ .cj)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('ARTIFACT', `Manifests are nested more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .maxIndexDepth */ .cj} deep`);
    const tags = depth === 0 ? walk.tags : [];
    // The bytes are needed for the tags in any case.
    const early = tags.length > 0 ? await read(walk, descriptor, await open()) : undefined;
    const isThere = await look(walk, descriptor, early?.probe);
    if (isThere && !early)
        return onEvent({ kind: 'skipped', descriptor });
    const { own, bytes, children, subject, probe } = early ?? (await read(walk, descriptor, await open()));
    if (!isThere) {
        if (subject)
            await copySubject({ ...walk, depth: depth + 1 }, subject, descriptor.digest);
        await copyParts(walk, children);
        await copyBlobs(walk, children, probe);
    }
    signal?.throwIfAborted();
    await target.push(own, (0,_verified_js__WEBPACK_IMPORTED_MODULE_7__/* .openBytes */ .od)(bytes), { tags, onTagged, signal });
    session.left.delete(descriptor.digest);
    onEvent({ kind: isThere ? 'skipped' : 'copied', descriptor });
}
async function read(walk, descriptor, content) {
    const manifest = (0,_content_js__WEBPACK_IMPORTED_MODULE_6__/* .parsePassedOn */ .vF)(content);
    // Bare, since they stay in memory until all below it is copied.
    const children = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .childrenOf */ .LU)(manifest).map(_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .bare */ .$B);
    return {
        // Registries refuse a manifest that comes as what it does not say it is.
        own: { ...descriptor, ...(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .bare */ .$B)(content.descriptor), mediaType: manifest.mediaType },
        bytes: content.bytes,
        children,
        subject: manifest.subject && (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .bare */ .$B)(manifest.subject),
        probe: await probeOf(walk, children),
    };
}
/** Asks for the first small blob; none where a mount tells whether a blob is there. */
async function probeOf({ target, canMount, present, session, signal }, children) {
    const isNew = ({ digest }) => !present.has(digest) && !session.started.has(digest);
    const isProbe = (child) => !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isManifestType */ .Q3)(child.mediaType) && child.size <= smallBlob && child.size > 2;
    const blob = canMount ? undefined : children.find((child) => isProbe(child) && isNew(child));
    return blob && { digest: blob.digest, isThere: await target.has(blob, signal) };
}
/** Looks whether a manifest is in the target, and notes what comes of that; to a forced walk, none is. */
async function look(walk, descriptor, probe) {
    const { target, session, trusted, signal } = walk;
    // What it finds missing was written by the first walk.
    if (walk.isForced)
        return false;
    // A manifest whose first small blob is missing need not be asked for.
    const isThere = probe?.isThere !== false && (await target.has(descriptor, signal));
    (isThere ? trusted : session.brought).add(descriptor.digest);
    return isThere;
}
/** Lets a subject come before what refers to it: strict registries refuse a manifest with an unknown subject. */
async function copySubject(walk, subject, of) {
    const { digest } = subject;
    const { source, target, listed, present, subjects, signal } = walk;
    const { started, left } = walk.session;
    if (subjects === undefined || present.has(digest))
        return;
    if (subjects === 'left' && !listed.has(digest) && !started.has(digest)) {
        if (!(await target.has(subject, signal)) && !started.has(digest))
            left.set(digest, of);
        return;
    }
    const copied = share(walk, subject, copyManifest).then(() => true);
    // A subject need not exist (image-spec, manifest.md).
    if (!(await (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orGone */ .Pi)(copied, () => source.resolve(digest, signal), signal)))
        left.set(digest, of);
}
async function copyParts(walk, children) {
    const manifests = children.filter(({ mediaType }) => (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isManifestType */ .Q3)(mediaType));
    for (const { digest } of manifests)
        walk.listed.add(digest);
    const copyAll = (parts, atOnce) => (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .concurrently */ .rK)(parts, atOnce, walk.signal, (child, signal) => share({ ...walk, depth: walk.depth + 1, signal }, child, copyPart));
    const isLarge = ({ size }) => size > smallManifest;
    await copyAll(manifests.filter((part) => !isLarge(part)), walk.session.slots.lanes);
    // One after the other: at each level of the graph, only one of these is in memory at a time.
    await copyAll(manifests.filter(isLarge), 1);
}
async function copyBlobs(walk, children, probe) {
    const { slots } = walk.session;
    const blobs = children.filter(({ mediaType }) => !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isManifestType */ .Q3)(mediaType));
    const copyBlob = async (within, blob) => {
        const { target, canMount, present, onEvent, signal } = within;
        const isProbe = blob.digest === probe?.digest;
        if (present.has(blob.digest) || (isProbe && probe.isThere))
            return onEvent({ kind: 'skipped', descriptor: blob });
        const isAsked = !isProbe && !canMount && (blob.size > smallBlob || (probe?.isThere ?? true));
        await slots.take(blob.size, async () => {
            if (isAsked && (await target.has(blob, signal)))
                onEvent({ kind: 'skipped', descriptor: blob });
            else
                await sendBlob(within, blob);
        });
    };
    await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .concurrently */ .rK)(blobs, slots.lanes, walk.signal, (blob, signal) => share({ ...walk, signal }, blob, copyBlob));
}
const sendBlob = async ({ source, target, onEvent, signal }, descriptor) => {
    let kind = 'copied';
    const onChunk = ({ byteLength: bytes }) => onEvent({ kind: 'progress', descriptor, bytes });
    const open = async () => (0,_chunks_js__WEBPACK_IMPORTED_MODULE_0__/* .tapped */ .DS)(await source.fetch(descriptor, signal), onChunk);
    const onMounted = () => {
        kind = 'mounted';
    };
    const pushed = target.push(descriptor, open, { from: source.location, onMounted, signal }).then(() => true);
    // The place of some layers is a URL; where the source has one all the same, it is copied.
    const isThere = await ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isNonDistributable */ .SM)(descriptor.mediaType) ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orAbsent */ .Re)(pushed) : pushed);
    onEvent({ kind: isThere ? kind : 'skipped', descriptor });
};


/***/ }),

/***/ 31185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ forwarded)
/* harmony export */ });
/** A source that does some things in its own way, and leaves the rest to another one. */
function forwarded(source, own) {
    return {
        ...(source.location ? { location: source.location } : {}),
        resolve: (name, signal) => source.resolve(name, signal),
        manifest: (name, signal) => source.manifest(name, signal),
        fetch: (descriptor, signal) => source.fetch(descriptor, signal),
        tags: (signal, options) => source.tags(signal, options),
        referrers: (subject, signal) => source.referrers(subject, signal),
        ...own,
    };
}


/***/ }),

/***/ 2782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mm: () => (/* binding */ bounded),
/* harmony export */   Sv: () => (/* binding */ maxGraphBytes),
/* harmony export */   Y1: () => (/* binding */ startGraphBudget)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3474);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50261);
/* harmony import */ var _forwarded_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31185);






/**
 * The most that the manifests of one graph and its lists of referrers may take together. An index with 30 platforms and
 * an attestation for each has 300 KiB, a thousand referrers 2 MiB; what is parsed of so many bytes fits into 300 MiB.
 */
const maxGraphBytes = 16 * 1024 * 1024;
/** Manifests of unknown size that are read at a time: each may have 4 MiB, and several times that in memory. */
const unknownAtOnce = 4;
function startGraphBudget(bytes = maxGraphBytes) {
    return { left: bytes, unknown: (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .transferSlots */ .jW)(unknownAtOnce) };
}
/**
 * A source for one walk over manifests and what refers to them: it counts the bytes of all that are read, each manifest
 * once, and fails with TOO_LARGE before it reads more than `maxGraphBytes`. Of manifests whose size is not known
 * before, a few may be on their way then. Blobs pass as they are.
 *
 * @param budget what walks that go on at the same time share
 */
function bounded(source, budget = startGraphBudget()) {
    const counted = new Map();
    let left = maxGraphBytes;
    let isCrowded = false;
    const take = (bytes) => {
        left -= bytes;
        budget.left -= bytes;
        isCrowded ||= budget.left < 0;
        if (left >= 0 && !isCrowded)
            return;
        const what = 'The manifests of this graph and the lists of its referrers';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('TOO_LARGE', `${what} take more than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z)(maxGraphBytes)} together`);
    };
    const takeOnce = (digest, size) => {
        const before = counted.get(digest) ?? 0;
        // More than this is not read of one. What it has counts, where it was announced as less.
        const now = Math.max(before, Math.min(size, _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .maxManifestBytes */ .rq));
        counted.set(digest, now);
        take(now - before);
    };
    const own = {
        async manifest(name, signal) {
            return budget.unknown.take(_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .maxManifestBytes */ .rq, async () => {
                take(0);
                const content = await source.manifest(name, signal);
                takeOnce(content.descriptor.digest, content.bytes.byteLength);
                return content;
            });
        },
        async fetch(descriptor, signal) {
            if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(descriptor.mediaType))
                takeOnce(descriptor.digest, descriptor.size);
            return source.fetch(descriptor, signal);
        },
        async *referrers(subject, signal) {
            // A list is held whole before its first entry comes.
            take(0);
            for await (const referrer of source.referrers(subject, signal)) {
                take(JSON.stringify(referrer).length);
                yield referrer;
            }
        },
    };
    return {
        ...(0,_forwarded_js__WEBPACK_IMPORTED_MODULE_5__/* .forwarded */ .V)(source, own),
        get isExceeded() {
            return left < 0;
        },
        get isCrowded() {
            return isCrowded && left >= 0;
        },
        release() {
            budget.left += maxGraphBytes - left;
            left = maxGraphBytes;
        },
    };
}


/***/ }),

/***/ 87309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ remembered),
/* harmony export */   g: () => (/* binding */ startRoom)
/* harmony export */ });
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9501);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53000);
/* harmony import */ var _forwarded_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(31185);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67813);





/** The manifests of a real image have some hundred KiB; what is more is read again. */
const maxRememberedBytes = 16 * 1024 * 1024;
function startRoom(bytes = maxRememberedBytes) {
    const shelves = [];
    let free = bytes;
    return {
        shelf() {
            const kept = new Map();
            shelves.push(kept);
            return {
                get(digest) {
                    const one = kept.get(digest);
                    return one && (0,_content_js__WEBPACK_IMPORTED_MODULE_2__/* .contentOf */ .$E)(one.descriptor, one.bytes);
                },
                keep({ descriptor, bytes: own }) {
                    if (own.byteLength > free || kept.has(descriptor.digest))
                        return;
                    free -= own.byteLength;
                    // What is parsed of it takes a multiple of its bytes, and stays with whoever asked for it.
                    kept.set(descriptor.digest, { descriptor, bytes: own });
                },
            };
        },
        empty() {
            for (const kept of shelves)
                kept.clear();
            free = bytes;
        },
    };
}
/** A source that reads each manifest once, and has those in `known` beside its own. */
function remembered(source, known = [], shelf = startRoom().shelf()) {
    const given = new Map(known.map(({ descriptor, bytes }) => [descriptor.digest, { descriptor, bytes }]));
    const find = (digest) => {
        const one = given.get(digest);
        return one ? (0,_content_js__WEBPACK_IMPORTED_MODULE_2__/* .contentOf */ .$E)(one.descriptor, one.bytes) : shelf.get(digest);
    };
    const keep = (content) => {
        shelf.keep(content);
        return content;
    };
    return (0,_forwarded_js__WEBPACK_IMPORTED_MODULE_4__/* .forwarded */ .V)(source, {
        resolve: async (name, signal) => ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(name) ? find(name)?.descriptor : undefined) ?? source.resolve(name, signal),
        async manifest(name, signal) {
            return ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(name) ? find(name) : undefined) ?? keep(await source.manifest(name, signal));
        },
        async fetch(descriptor, signal) {
            if (!(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isManifestType */ .Q3)(descriptor.mediaType))
                return source.fetch(descriptor, signal);
            const content = find(descriptor.digest) ?? keep(await (0,_content_js__WEBPACK_IMPORTED_MODULE_2__/* .fetchContent */ .Ix)(source, descriptor, signal));
            return (0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .openBytes */ .od)(content.bytes)();
        },
    });
}


/***/ })

};
