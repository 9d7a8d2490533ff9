export const modules = {

/***/ 5621: // ./lib/modes/discover.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  discover: () => (/* binding */ discover)
});

// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(4957);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/store/attached.js
var attached = __webpack_require__(1405);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/store/content.js
var store_content = __webpack_require__(3000);
// EXTERNAL MODULE: ./lib/store/forwarded.js
var forwarded = __webpack_require__(1185);
;// CONCATENATED MODULE: ./lib/store/typed.js






/** Each costs a request: more would keep a registry busy for minutes. */
const maxRead = 2_000;
/**
 * A source whose lists of referrers tell the artifact type of each. go-containerregistry lists the type of the config,
 * which is the empty one for most artifacts, and others list none: such manifests are read, so many of a list at a
 * time, and described by what is in them. A list fails with TOO_LARGE when there are too many of them.
 */
function typed(source, atOnce) {
    let left = maxRead;
    const described = async (listed, signal) => {
        const { artifactType, digest } = listed;
        if (artifactType && artifactType !== descriptor/* emptyJson */.Gu.mediaType)
            return listed;
        left -= 1;
        if (left < 0)
            throw new errors/* OciError */.Mf('TOO_LARGE', `More than ${maxRead} manifests are attached without a type on the list`);
        // Lists are not always kept by who deletes, and what cannot be read is attached all the same.
        return (await (0,errors/* orAbsent */.Re)(describe(digest, signal), 'ARTIFACT', 'INTEGRITY')) ?? listed;
    };
    const describe = async (digest, signal) => {
        const content = await source.manifest(digest, signal);
        return (0,manifest/* describeReferrer */.Xi)(content.descriptor, (0,store_content/* parsePassedOn */.vF)(content));
    };
    async function* describedAll(listed, signal) {
        await (0,concurrently/* concurrently */.rK)(listed.entries(), atOnce, signal, async ([index, descriptor], within) => {
            listed[index] = await described(descriptor, within);
        });
        yield* listed;
    }
    return (0,forwarded/* forwarded */.V)(source, {
        async *referrers(subject, signal) {
            let waiting = [];
            for await (const descriptor of source.referrers(subject, signal)) {
                waiting.push(descriptor);
                if (waiting.length < atOnce)
                    continue;
                yield* describedAll(waiting, signal);
                waiting = [];
            }
            yield* describedAll(waiting, signal);
        },
    });
}

// EXTERNAL MODULE: ./lib/store/wrapped/limited.js
var limited = __webpack_require__(5137);
// EXTERNAL MODULE: ./lib/modes/contract/told.js
var contract_told = __webpack_require__(6014);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(6937);
// EXTERNAL MODULE: ./lib/modes/find/find-top.js + 1 modules
var find_top = __webpack_require__(2080);
// EXTERNAL MODULE: ./lib/modes/tell/kind-of.js
var kind_of = __webpack_require__(2194);
;// CONCATENATED MODULE: ./lib/modes/discover.js











/** Real trees have two levels: an SBOM, and the signature of the SBOM. */
const maxDepth = 8;
/** Each costs a request: more would keep a registry busy for minutes. */
const maxReferrers = 1_000;
/** Finds what belongs to a manifest by its subject or, as with cosign, by its tag, and what belongs to that in turn. */
async function discover({ reference, sought, platforms: [platform], artifactType: wanted, concurrency }, { open, told, log, signal }, { verify }) {
    const repository = (0,oci_reference/* formatRepository */.Sh)(reference);
    const { about } = told;
    (0,contract_told/* tell */.qz)(about, { repository, tags: reference.tags, fate: 'not reached' });
    const source = open.source(reference);
    const purpose = 'discover the referrers of';
    const found = await (0,find_top/* findVerified */.y)(source, sought, { purpose, verify }, { told, log, signal });
    if (!found)
        return;
    const { top } = found;
    const chosen = await (0,find_manifest/* findChosen */.qc)(source, top, { reference, platform }, { log, signal });
    const { digest, mediaType } = chosen.descriptor;
    (0,find_manifest/* checkExpected */.vi)(sought.expectDigest, reference, top.descriptor.digest, digest);
    told.exists = true;
    (0,contract_told/* tell */.qz)(about, { fate: 'found', digest, reference: `${repository}@${digest}`, mediaType });
    (0,contract_told/* tell */.qz)(about, { artifactType: (0,manifest/* artifactTypeOf */.Gh)(chosen.parsed()) ?? '' });
    const how = { artifactType: wanted, concurrency, repository };
    const { tree, total, isCut } = await treeOf(source, chosen.descriptor, how, signal);
    (0,contract_told/* tell */.qz)(about, { referrers: tree, details: { total } });
    await log.group(`Referrers of ${repository}@${digest}`, async () => {
        for (const line of drawTree(tree))
            log.info(line);
    });
    if (isCut)
        log.warning(`There are more than ${maxReferrers} referrers or ${maxDepth} levels of them: the rest is left out`);
}
/** Reads the tree level by level; only what is of the type asked for is taken on each, as with `oras discover`. */
async function treeOf(source, root, { artifactType, concurrency, repository, }, signal) {
    const atOnce = Math.min(concurrency, attached/* listsAtOnce */.EU);
    const graph = typed((0,limited/* limited */.TJ)(source), atOnce);
    const tree = [];
    // What a list claims is not verified: it could lead in a circle.
    const seen = new Set([root.digest]);
    let total = 0;
    let isCut = false;
    const tags = await (0,attached/* readDigestTags */.AD)(source, signal);
    const first = [{ descriptor: root, below: tree }];
    const list = async ({ descriptor, below }, within, depth) => {
        const next = [];
        for await (const { descriptor: found, tag } of (0,attached/* listAttached */.rl)(graph, descriptor, tags, depth, within)) {
            if (artifactType !== undefined && found.artifactType !== artifactType)
                continue;
            isCut ||= depth === maxDepth || total === maxReferrers;
            if (isCut)
                break;
            total += 1;
            const node = nodeOf(found, tag, repository);
            below.push(node);
            if (seen.has(found.digest))
                continue;
            seen.add(found.digest);
            next.push({ descriptor: found, below: node.referrers });
        }
        return next;
    };
    await (0,concurrently/* inWaves */.Id)(first, atOnce, signal, list, (_, next) => next);
    return { tree, total, isCut };
}
function nodeOf({ digest, size, mediaType, artifactType = '', annotations = {} }, tag, repository) {
    const reference = `${repository}@${digest}`;
    return {
        digest,
        reference,
        size,
        mediaType,
        artifactType,
        annotations,
        ...(tag === undefined ? {} : { tag }),
        referrers: [],
    };
}
/** Draws a tree as lines of text. */
function drawTree(referrers, indent = '') {
    return referrers.flatMap((node, index) => {
        const { digest, size, referrers: below } = node;
        const isLast = index === referrers.length - 1;
        const line = `${indent}${isLast ? '└──' : '├──'} ${(0,kind_of/* kindOf */.I)(node)}  ${digest}  ${(0,format_bytes/* formatBytes */.z)(size)}`;
        return [line, ...drawTree(below, `${indent}${isLast ? '    ' : '│   '}`)];
    });
}


/***/ }),

/***/ 3004: // ./lib/modes/inspect.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   inspect: () => (/* binding */ inspect)
/* harmony export */ });
/* harmony import */ var _artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6948);
/* harmony import */ var _artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8668);
/* harmony import */ var _artifact_files_layer_title_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2568);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3931);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(261);
/* harmony import */ var _oci_platform_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7122);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3940);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7813);
/* harmony import */ var _store_walk_manifests_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1551);
/* harmony import */ var _store_wrapped_limited_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(5137);
/* harmony import */ var _contract_told_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6014);
/* harmony import */ var _find_find_manifest_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(6937);
/* harmony import */ var _find_find_top_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(2080);
/* harmony import */ var _find_read_config_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(6440);
/* harmony import */ var _tell_related_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(5181);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(3052);



















/** More manifests of an index are not read only to say how large they are; each costs a request. */
const maxChildren = 200;
/** A longer manifest is not put into the log: the output has it. */
const maxShownBytes = 64 * 1024;
/** Tells what a reference names: the manifest as it was served, its digest and type, and what is in it. */
async function inspect({ reference: asked, sought, platforms: [platform] }, { open, told, log, signal }, { verify }) {
    const { expectDigest } = sought;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_8__/* .formatRepository */ .Sh)(asked);
    // A tag beside the digest was not looked at, and may be that of another version.
    const { about } = told;
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .qz)(about, { repository, tags: asked.digest === undefined ? asked.tags : [], fate: 'not reached' });
    const source = open.source(asked);
    const found = await (0,_find_find_top_js__WEBPACK_IMPORTED_MODULE_14__/* .findVerified */ .y)(source, sought, { purpose: 'inspect', verify }, { told, log, signal });
    if (!found)
        return;
    const { reference, top, version } = found;
    const versioned = version === undefined ? {} : { version, tags: reference.tags };
    // What has another digest than the expected one is not handed on.
    const onFound = () => {
        told.exists = true;
        (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .qz)(about, versioned);
    };
    if (expectDigest === undefined)
        onFound();
    const chosen = await (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_13__/* .findChosen */ .qc)(source, top, { reference, platform }, { log, signal });
    const { digest, mediaType, size } = chosen.descriptor;
    (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_13__/* .checkExpected */ .vi)(expectDigest, reference, top.descriptor.digest, digest);
    onFound();
    const served = chosen.bytes.toString();
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .qz)(about, { fate: 'found', digest, reference: `${repository}@${digest}`, mediaType, manifest: served });
    const manifest = chosen.parsed();
    const { annotations, subject } = manifest;
    const artifactType = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .artifactTypeOf */ .Gh)(manifest) ?? '';
    const common = {
        descriptor: { mediaType, digest, size },
        manifestSize: size,
        annotations,
        ...(subject ? { subject } : {}),
    };
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .qz)(about, { artifactType, details: common, related: (0,_tell_related_js__WEBPACK_IMPORTED_MODULE_16__/* .relatedTo */ .v)(digest, manifest) });
    const more = manifest.kind === 'index'
        ? await describeIndex(source, manifest, log, signal)
        : await describeManifest(source, manifest, log, signal);
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_12__/* .tell */ .qz)(about, { ...more, details: { ...common, ...more.details } });
    if (size > maxShownBytes)
        return;
    // For people: the output has the bytes as they are.
    const lines = JSON.stringify(JSON.parse(served), null, 2).split('\n');
    await log.group(`Manifest ${digest}`, async () => {
        for (const line of lines)
            log.info(line);
    });
}
/** Describes a manifest by its layers and, of an image or a chart, by its config. */
async function describeManifest(source, manifest, log, signal) {
    const { config, layers, annotations } = manifest;
    const facts = { size: (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_17__/* .totalSize */ .U)([config, ...layers]), files: filesIn(layers) };
    const created = annotations[_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .createdAnnotation */ .oy];
    const about = created === undefined ? {} : { created };
    const isImage = _oci_media_types_js__WEBPACK_IMPORTED_MODULE_6__/* .imageConfigTypes */ .vd.includes(config.mediaType);
    if (!isImage && config.mediaType !== _oci_media_types_js__WEBPACK_IMPORTED_MODULE_6__/* .chartConfigType */ .bl) {
        const content = await (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_15__/* .unlessUnreadable */ .Mh)(() => readSmall(source, config, signal));
        return { ...facts, details: { ...about, ...(content === undefined ? {} : { config: content }) } };
    }
    const content = await (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_15__/* .unlessUnreadable */ .Mh)(() => (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_15__/* .readConfig */ .Xg)(source, config, signal), (why) => log.warning(`The config is left out: ${why}`));
    if (!content)
        return { ...facts, details: about };
    if (isImage)
        return { ...facts, details: { ...about, ...imageFacts(content), config: content } };
    const chart = (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_15__/* .chartFacts */ .cE)(content);
    const { version = '' } = chart;
    // What is not a version may be anything, and steps put this output into commands.
    return { ...facts, ...((0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .isVersion */ .lF)(version) ? { version } : {}), details: { ...about, chart, config: content } };
}
/** Reads a small config of any type that is JSON, and not the empty one. */
async function readSmall(source, config, signal) {
    if (config.digest === _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .emptyJson */ .Gu.digest || config.size > maxShownBytes)
        return undefined;
    const what = `The config ${config.digest}`;
    return (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(await (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_9__/* .readAll */ .yw)(await source.fetch(config, signal), what), what);
}
/** What the config of an image says of it, as `skopeo inspect` tells it. */
function imageFacts({ created, os, architecture, variant, config }) {
    const labels = config?.Labels;
    const facts = { created, os, architecture, variant, labels };
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value != null));
}
function filesIn(layers) {
    return layers.flatMap((layer) => {
        const { digest, size, mediaType } = layer;
        const title = (0,_artifact_files_layer_title_js__WEBPACK_IMPORTED_MODULE_2__/* .layerTitle */ .K)(layer);
        return title ? [{ title, digest, size, mediaType }] : [];
    });
}
/** Describes an index by what it lists, with the size of each; what is not in the repository has none. */
async function describeIndex(source, index, log, signal) {
    const known = new Map();
    const graph = (0,_store_wrapped_limited_js__WEBPACK_IMPORTED_MODULE_11__/* .limited */ .TJ)(source);
    let isCut = false;
    for await (const { descriptor, manifest } of (0,_store_walk_manifests_js__WEBPACK_IMPORTED_MODULE_10__/* .walkManifests */ .C)(graph, index.manifests, signal)) {
        isCut = graph.isExceeded || known.size === maxChildren;
        if (isCut)
            break;
        const children = manifest.kind === 'index' ? manifest.manifests.map(({ digest }) => digest) : [];
        const blobs = manifest.kind === 'manifest' ? [manifest.config, ...manifest.layers].map(_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .bare */ .$B) : [];
        known.set(descriptor.digest, { children, blobs });
    }
    isCut ||= graph.isExceeded;
    const manifests = index.manifests.map(({ mediaType, digest, platform, artifactType, annotations }) => {
        const size = known.has(digest) ? (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_17__/* .totalSize */ .U)(blobsBelow([digest], known)) : undefined;
        const name = platform && (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_7__/* .formatPlatform */ .Bq)(platform);
        log.info(`${name ?? mediaType}  ${digest}  ${size === undefined ? 'not read' : (0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_18__/* .formatBytes */ .z)(size)}`);
        return { ...(name ? { platform: name } : {}), digest, mediaType, size, artifactType, annotations };
    });
    if (isCut) {
        const limit = `${maxChildren} manifests, or than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_18__/* .formatBytes */ .z)(_store_wrapped_limited_js__WEBPACK_IMPORTED_MODULE_11__/* .maxGraphBytes */ .Sv)} of them`;
        log.notice(`The index has more than ${limit}: the size of the rest is not looked up`);
    }
    const size = (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_17__/* .totalSize */ .U)(blobsBelow(index.manifests.map(({ digest }) => digest), known));
    const created = index.annotations[_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .createdAnnotation */ .oy];
    return { ...(isCut ? {} : { size }), details: { ...(created === undefined ? {} : { created }), manifests } };
}
/** The blobs of manifests and of all that is below them; each manifest counts once, however often it is listed. */
function blobsBelow(roots, known) {
    const blobs = [];
    const waiting = new Set(roots);
    // A set is walked in the order of insertion, also through what is added on the way.
    for (const digest of waiting) {
        const below = known.get(digest);
        for (const blob of below?.blobs ?? [])
            blobs.push(blob);
        for (const child of below?.children ?? [])
            waiting.add(child);
    }
    return blobs;
}


/***/ }),

/***/ 2488: // ./lib/modes/tag.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tag: () => (/* binding */ tag)
/* harmony export */ });
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4360);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3940);
/* harmony import */ var _contract_told_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6014);
/* harmony import */ var _find_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6937);
/* harmony import */ var _find_find_top_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2080);
/* harmony import */ var _publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4503);
/* harmony import */ var _publish_publish_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3836);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3052);








/** Gives a manifest more tags: its bytes are written under each of them, and nothing else is moved. */
async function tag({ reference, sought, tagging: { tags, ifExists = 'overwrite' }, dryRun }, { open, told, log, signal }, { sign, verify }) {
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(reference);
    const { about } = told;
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, { repository, tags, previous: {}, fate: 'not reached' });
    const store = open.store(reference);
    const found = await (0,_find_find_top_js__WEBPACK_IMPORTED_MODULE_4__/* .findVerified */ .y)(store, sought, { purpose: 'tag', verify }, { told, log, signal });
    if (!found)
        return;
    const content = found.top;
    const { digest, mediaType } = content.descriptor;
    (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .checkExpected */ .vi)(sought.expectDigest, reference, digest);
    told.exists = true;
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, { digest, reference: `${repository}@${digest}`, mediaType });
    const manifest = content.parsed();
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, { artifactType: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .artifactTypeOf */ .Gh)(manifest) ?? '', size: (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_7__/* .sizeOfManifest */ ._)(manifest) });
    const current = await (0,_publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .readTags */ .g$)(store, tags, false, signal);
    let named = (0,_publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .nameIn */ .ZC)(current, content);
    const { pending, previous, tagged, kept } = (0,_publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .planTags */ .Vd)(current, named, ifExists, repository, log);
    for (const entry of current) {
        if (entry.digest === named)
            log.info(`${entry.tag}: unchanged`);
    }
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, { previous, tagged });
    // What is to stay elsewhere is not signed here.
    if (kept !== undefined)
        (0,_publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .tellUntouched */ .b9)(log, `${repository}@${kept}`, sign ? ['signed'] : []);
    const signFirst = async () => {
        const isSigned = kept === undefined && (await sign?.(store, content.descriptor, repository))?.isChanged;
        if (isSigned)
            about.fate = 'tagged';
    };
    const onTagged = (name, there) => {
        about.fate = 'tagged';
        named = there;
        (0,_publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .tellTags */ .Dg)(log, { tags: [name], previous, digest: there, isDryRun: dryRun });
    };
    if (dryRun) {
        await signFirst();
        for (const name of pending)
            onTagged(name, named);
        (0,_publish_plan_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .tellName */ .lO)(log, store, digest, named);
    }
    else
        await (0,_publish_publish_js__WEBPACK_IMPORTED_MODULE_6__/* .publish */ .m)({ root: content, target: store, named, tags: pending, onTagged, sign: signFirst, log, signal });
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_2__/* .tell */ .qz)(about, { digest: named, reference: `${repository}@${named}` });
    if (about.fate !== 'tagged')
        about.fate = kept === undefined ? 'unchanged' : 'kept';
}


/***/ }),

/***/ 759: // ./lib/modes/tags.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tags: () => (/* binding */ tags)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(261);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3940);
/* harmony import */ var _store_listed_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6300);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4842);
/* harmony import */ var _contract_told_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6014);
/* harmony import */ var _find_read_config_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6440);
/* harmony import */ var _find_tag_filter_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7157);
/* harmony import */ var _find_tag_versions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5822);










/** More lines help nobody in a log; the output has them all. */
const maxShown = 1_000;
/**
 * Lists the tags of a repository, or those that lead to a digest, and tells the newest version; of a chart, with the
 * appVersion that it carries.
 */
async function tags(inputs, { open, told: { about }, log, signal }) {
    const { reference, filter, limit, concurrency } = inputs;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRepository */ .Sh)(reference);
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_4__/* .tell */ .qz)(about, { repository, tags: [], fate: 'not reached' });
    const { digest } = reference;
    const [name] = reference.tags;
    if (name !== undefined) {
        const what = `names the tag ${name}: mode tags takes a repository, or a digest to list its tags`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input reference ${what}`);
    }
    const isWanted = filter === undefined ? () => true : await (0,_find_tag_filter_js__WEBPACK_IMPORTED_MODULE_6__/* .parseTagFilter */ .Q)(filter);
    const source = open.source(reference);
    const all = await (0,_store_listed_js__WEBPACK_IMPORTED_MODULE_8__/* .listed */ .K)(source.tags(signal));
    const selected = await (0,_find_tag_filter_js__WEBPACK_IMPORTED_MODULE_6__/* .selectTags */ .O)(all, isWanted, signal);
    const wanted = digest === undefined ? selected : await tagsOfDigest(source, digest, selected, { concurrency, signal });
    const sorted = (0,_find_tag_versions_js__WEBPACK_IMPORTED_MODULE_7__/* .sortTags */ .uO)(wanted).slice(0, limit);
    const newest = (0,_find_tag_versions_js__WEBPACK_IMPORTED_MODULE_7__/* .newestTag */ .rx)(wanted);
    const counts = { total: all.length, matching: wanted.length };
    const version = newest === undefined ? undefined : (0,_find_tag_versions_js__WEBPACK_IMPORTED_MODULE_7__/* .versionText */ .KA)(newest);
    (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_4__/* .tell */ .qz)(about, { fate: 'found', tags: sorted, version, details: counts });
    if (all.length === 0)
        log.notice(`${repository} has no tags`);
    else if (digest !== undefined && wanted.length === 0) {
        log.notice(`None of the ${(0,_words_js__WEBPACK_IMPORTED_MODULE_9__/* .count */ .U9)(selected.length, 'tag')} of ${repository} that were looked at leads to ${digest}`);
    }
    else if (wanted.length === 0) {
        log.notice(`None of the ${all.length} tags of ${repository} matches the filter ${filter}`);
    }
    if (sorted.length > 0) {
        await log.group(`Tags of ${repository}`, async () => {
            for (const tag of sorted.slice(0, maxShown))
                log.info(tag);
            if (sorted.length > maxShown)
                log.info(`… and ${sorted.length - maxShown} more in the output tags`);
        });
    }
    if (sorted.length < wanted.length)
        log.info(`${wanted.length - sorted.length} more are beyond the limit`);
    if (newest === undefined)
        return;
    const known = await (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .unlessUnreadable */ .Mh)(() => describeChart(source, newest, signal), (why) => log.warning(`The newest version ${newest} could not be read: ${why}`));
    if (known)
        (0,_contract_told_js__WEBPACK_IMPORTED_MODULE_4__/* .tell */ .qz)(about, { details: { ...counts, newest: { tag: newest, ...known } } });
}
/** Finds the tags that lead to a digest by a look at each; fails with NOT_FOUND where the digest is not there. */
async function tagsOfDigest(source, digest, tags, { concurrency, signal }) {
    await source.resolve(digest, signal);
    const found = new Set();
    await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .concurrently */ .rK)(tags, concurrency, signal, async (tag, within) => {
        // A tag may go meanwhile.
        if ((await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(source.resolve(tag, within)))?.digest === digest)
            found.add(tag);
    });
    return tags.filter((tag) => found.has(tag));
}
/** Describes what a tag names; of a chart, with what its config says. */
async function describeChart(source, tag, signal) {
    const { descriptor, parsed } = await source.manifest(tag, signal);
    const manifest = parsed();
    const isChart = manifest.kind === 'manifest' && manifest.config.mediaType === _oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .chartConfigType */ .bl;
    const facts = isChart ? (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .chartFacts */ .cE)(await (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .readConfig */ .Xg)(source, manifest.config, signal)) : {};
    return { version: (0,_find_tag_versions_js__WEBPACK_IMPORTED_MODULE_7__/* .versionText */ .KA)(tag), ...facts, digest: descriptor.digest };
}


/***/ })

};
