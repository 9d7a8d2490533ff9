export const id = 7952;
export const ids = [7952];
export const modules = {

/***/ 70697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G4: () => (/* binding */ defaultConfigType),
/* harmony export */   In: () => (/* binding */ defaultFileType),
/* harmony export */   OR: () => (/* binding */ blobsOf),
/* harmony export */   Po: () => (/* binding */ packFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54957);
/* harmony import */ var _disk_open_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46580);
/* harmony import */ var _disk_title_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(92423);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(50261);
/* harmony import */ var _store_memory_store_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(93242);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(67813);
/* harmony import */ var _annotations_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(46948);
/* harmony import */ var _file_content_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(82342);













// The defaults of oras, so that the same input makes the same manifest.
const defaultFileType = 'application/vnd.oci.image.layer.v1.tar';
/** From this size on, a file takes longer to hash than a look whether it is there already. */
const largeFile = 16 * 1024 * 1024;
const defaultConfigType = 'application/vnd.unknown.config.v1+json';
/**
 * Hashes files and packs them as `oras push` does: one layer a file or directory, in the order given. Same input, same
 * digest.
 */
async function packFiles({ files, artifactType, config, annotations, subject, directories, sendAhead, onRead = () => { }, concurrency, signal, }) {
    if (files.length > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .maxEntries */ .bI) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The input files names ${files.length} files, more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .maxEntries */ .bI}`);
    }
    const store = new _store_memory_store_js__WEBPACK_IMPORTED_MODULE_8__/* .MemoryStore */ .n();
    const layers = new Array(files.length);
    const present = new Set();
    const sent = new Set();
    const titles = files.map(({ title }) => annotations.layers.get(title)?.[_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .titleAnnotation */ .mO] ?? title);
    checkTitles(titles);
    await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_2__/* .concurrently */ .rK)(files.entries(), concurrency, signal, async ([index, file], within) => {
        const title = titles[index] ?? file.title;
        const onBytes = (bytes) => onRead(title, bytes);
        const packed = file.excludes
            ? await packFoundDirectory(file, { ...directories, onBytes, signal: within })
            : await packFile(file, sendAhead, onBytes, within);
        const own = { ...packed.annotations, [_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .titleAnnotation */ .mO]: file.title, ...annotations.layers.get(file.title) };
        const descriptor = { ...packed.descriptor, annotations: own };
        if (packed.open)
            store.stage(descriptor, packed.open);
        else
            present.add(descriptor.digest);
        if (packed.isSent)
            sent.add(descriptor.digest);
        layers[index] = { title, descriptor, ...(packed.contents ? { contents: packed.contents } : {}) };
    });
    let configDescriptor = _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyJson */ .Gu;
    if (config === undefined)
        store.stage(_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .emptyJson */ .Gu, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_9__/* .openBytes */ .od)(Buffer.from('{}')));
    else {
        configDescriptor = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .describe */ .q0)(config.mediaType ?? defaultConfigType, config.bytes);
        store.stage(configDescriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_9__/* .openBytes */ .od)(config.bytes));
    }
    if (Object.keys(annotations.config).length > 0) {
        configDescriptor = { ...configDescriptor, annotations: annotations.config };
    }
    // With a config of its own, an artifact needs no type, and oras writes none.
    const type = artifactType ?? (config === undefined ? _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__/* .defaultArtifactType */ .q6 : undefined);
    const bytes = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeManifest */ .Gb)({
        mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__/* .imageManifest */ .Bz,
        ...(type === undefined ? {} : { artifactType: type }),
        config: configDescriptor,
        layers: layers.map(({ descriptor }) => descriptor),
        ...(subject ? { subject } : {}),
        annotations: annotations.manifest,
    });
    if (bytes.byteLength > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .maxManifestBytes */ .rq) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The manifest of ${files.length} files would be larger than 4 MiB`);
    }
    const root = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_5__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__/* .imageManifest */ .Bz, bytes);
    store.stage(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_9__/* .openBytes */ .od)(bytes));
    return { store, root, bytes, artifactType: type, config: configDescriptor, layers, present, sent };
}
/** The blobs of a packed artifact: its config and its layers. */
function blobsOf({ config, layers }) {
    return [config, ...layers.map(({ descriptor }) => descriptor)];
}
async function packFile({ path, title, mediaType = defaultFileType }, sendAhead, onBytes, signal) {
    const open = (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_3__/* .openFile */ .Tq)(path);
    const size = sendAhead ? sizeOf(path) : 0;
    const ahead = sendAhead && size >= largeFile ? sendAhead({ title, open, size }, signal) : undefined;
    try {
        const { descriptor, isExecutable } = await (0,_file_content_js__WEBPACK_IMPORTED_MODULE_11__/* .describeFile */ .C)(path, mediaType, 'files', { onBytes, signal });
        const isWhole = descriptor.size === size;
        if (!isWhole)
            await ahead?.cancel();
        const isSent = isWhole && (await ahead?.commit(descriptor)) === true;
        const annotations = isExecutable ? { [_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .executableAnnotation */ .kX]: 'true' } : {};
        return { descriptor, annotations, open, isSent };
    }
    catch (error) {
        await ahead?.cancel();
        throw error;
    }
}
/** The size of a file in bytes, 0 for anything else; to say what is wrong is left to reading. */
function sizeOf(path) {
    try {
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path);
        return found.isFile() ? found.size : 0;
    }
    catch {
        return 0;
    }
}
async function packFoundDirectory({ path, title, mediaType = _oci_media_types_js__WEBPACK_IMPORTED_MODULE_7__/* .directoryType */ .eY, excludes = [] }, options) {
    // The writer of archives is loaded only for them.
    const { packDirectory } = await __webpack_require__.e(/* import() */ 1204).then(__webpack_require__.bind(__webpack_require__, 51204));
    const isIgnored = (inner) => excludes.some(({ takesOut }) => takesOut((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, inner)));
    const { contentDigest, ...packed } = await packDirectory(path, { ...options, title, mediaType, isIgnored });
    return { ...packed, annotations: { [_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .contentDigestAnnotation */ .zu]: contentDigest, [_annotations_js__WEBPACK_IMPORTED_MODULE_10__/* .unpackAnnotation */ .et]: 'true' } };
}
/** Refuses at push what a pull would refuse. */
function checkTitles(titles) {
    for (const title of titles) {
        const problem = title === '.' ? undefined : (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_12__/* .problemOfTitle */ .zN)(title);
        if (problem)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The title ${JSON.stringify(title)} of the input files ${problem}`);
    }
    const clash = (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_12__/* .findClash */ .RZ)(titles);
    if (clash) {
        const [folder, inner] = clash.toSorted((a, b) => a.length - b.length);
        const [one, other] = clash.map((title) => JSON.stringify(title));
        if (folder === '.' || inner.startsWith(`${folder}/`)) {
            const what = `the directory ${JSON.stringify(folder)} and ${JSON.stringify(inner)}, which is in it`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', `The input files takes ${what}: leave one of them out`, {
                topic: 'path-clash',
            });
        }
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('INVALID_INPUT', one === other
            ? `The input files gives the title ${one} to two files`
            : `The input files gives the titles ${one} and ${other}, which are one path on some systems`, { topic: 'path-clash' });
    }
}


/***/ }),

/***/ 48329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ withImageSpec)
});

// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(11260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(44360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(50261);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
// EXTERNAL MODULE: ./lib/artifact/files/pack.js
var pack = __webpack_require__(70697);
;// CONCATENATED MODULE: ./lib/artifact/files/image-spec.js





/**
 * Gives a packed artifact the form of OCI image-spec 1.0, byte for byte as `oras push --image-spec v1.0`: the type of
 * the empty config says what it is, and there is no `artifactType`. Undefined where it has a config of its own, and so
 * no other form.
 */
function asImageSpec10(packed) {
    const manifest = (0,oci_manifest/* parseManifest */.Ng)(packed.bytes, packed.root.mediaType);
    if (manifest.kind !== 'manifest' || packed.config.mediaType !== descriptor/* emptyJson */.Gu.mediaType)
        return undefined;
    const { artifactType = media_types/* defaultArtifactType */.q6, layers, subject, annotations } = manifest;
    const { digest, size, annotations: ofConfig } = packed.config;
    const mediaType = artifactType === media_types/* defaultArtifactType */.q6 ? pack/* defaultConfigType */.G4 : artifactType;
    const config = { mediaType, digest, size, ...(ofConfig ? { annotations: ofConfig } : {}) };
    const { mediaType: type } = packed.root;
    const bytes = (0,oci_manifest/* encodeManifest */.Gb)({ mediaType: type, config, layers, ...(subject ? { subject } : {}), annotations });
    const root = (0,descriptor/* describe */.q0)(type, bytes);
    packed.store.stage(config, (0,verified/* openBytes */.od)(Buffer.from('{}')));
    packed.store.stage(root, (0,verified/* openBytes */.od)(bytes));
    return { ...packed, root, bytes, config, artifactType: undefined };
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/modes/send/image-spec.js


/**
 * Does the work for an artifact in the form that the input `image-spec` asks for. With `auto` that is OCI 1.1, unless
 * the content is already there in the form of OCI 1.0, and where the registry refuses it, once more with 1.0.
 */
async function withImageSpec(packed, imageSpec, { reference, tags = [], known, }, log, work) {
    const plain = imageSpec === '1.1' ? undefined : asImageSpec10(packed);
    if (plain && (imageSpec === '1.0' || known.has(plain.root.digest)))
        return work(plain);
    try {
        await work(packed);
    }
    catch (error) {
        // What is pinned has the one form.
        if (!plain || reference.digest !== undefined || !isFormRefused(error, [packed.root.digest, ...tags]))
            throw error;
        log.notice(`${reference.host} refuses artifacts in the form of OCI 1.1, so this one is sent in the form of 1.0, with the digest ${plain.root.digest}. Set image-spec to "1.0" to do so at once`);
        await work(plain);
    }
}
/**
 * Tells whether a registry refused a manifest for its form: 415, or 400 with MANIFEST_INVALID or a word on media types,
 * as GitLab does where a type is not on its list (ocx-sh/ocx#480; that of oras's config of 1.0 is), Quay before it knew
 * `artifactType` (quay/quay#2659, oras-project/oras#738, GoogleContainerTools/jib#698) and Artifactory
 * (GoogleContainerTools/jib#534). Signatures are manifests of their own, and nothing is said by their refusal.
 */
function isFormRefused(error, names) {
    if (!(error instanceof errors/* RegistryError */.gl) || error.code !== 'REGISTRY')
        return false;
    const [, name = ''] = /^PUT \S+\/manifests\/([^/]+)$/.exec(error.request) ?? [];
    if (!names.includes(name))
        return false;
    const isInvalid = error.errors.some(({ code }) => code === 'MANIFEST_INVALID');
    return (error.status === 415 || (error.status === 400 && (isInvalid || /media ?type|artifactType/i.test(error.message))));
}


/***/ }),

/***/ 92501:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  MQ: () => (/* binding */ blobNames),
  WC: () => (/* binding */ countFound),
  R8: () => (/* binding */ filesOf),
  Tr: () => (/* binding */ findInputFiles),
  Fx: () => (/* binding */ packInputFiles)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/artifact/files/find-files.js + 1 modules
var find_files = __webpack_require__(53017);
;// CONCATENATED MODULE: ./lib/artifact/files/look-inside.js


/**
 * Looks for the first file in a directory that would be packed; a link counts as one. `hidden` is how many hidden files
 * and folders were passed over until then.
 */
async function lookInside(directory, excludes, includeHidden) {
    let hidden = 0;
    const hasFiles = async (folder) => {
        // What cannot be read is not empty: packing says what is wrong with it.
        const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => undefined);
        if (entries === undefined)
            return true;
        for (const entry of entries) {
            const path = (0,external_node_path_.join)(folder, entry.name);
            if (entry.name.startsWith('.') && !includeHidden)
                hidden += 1;
            else if (excludes.some(({ takesOut }) => takesOut(path)))
                continue;
            else if (!entry.isDirectory() || (await hasFiles(path)))
                return true;
        }
        return false;
    };
    return { hasFiles: await hasFiles(directory), hidden };
}

// EXTERNAL MODULE: ./lib/artifact/files/own-name.js
var own_name = __webpack_require__(95928);
// EXTERNAL MODULE: ./lib/artifact/files/pack.js
var pack = __webpack_require__(70697);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(44842);
;// CONCATENATED MODULE: ./lib/artifact/files/reader-notices.js


/** Says what readers of manifests and policies make of the archives of a push, where that is not what was meant. */
function readerNotices(layers) {
    const notices = [];
    const isPacked = (title) => /\.(?:tgz|tar\.gz|zip)$/i.test(title);
    const unpackable = layers.filter(({ title, contents, descriptor: { mediaType } }) => contents !== undefined || (/tar(?:[+.]gzip)?$/.test(mediaType) && /\.(?:tgz|tar\.gz|tar)$/i.test(title)));
    if (unpackable.length > 1) {
        const names = (0,words/* briefList */.X2)(unpackable.map(({ title }) => title));
        notices.push(`Flux takes the first of several archives and says nothing of the others, and Argo CD refuses them all: ${names}. For these two, push one directory alone`);
    }
    const untyped = layers.filter(({ title, contents, descriptor }) => contents === undefined && descriptor.mediaType === pack/* defaultFileType */.In && isPacked(title));
    if (untyped.length > 0) {
        const names = (0,words/* briefList */.X2)(untyped.map(({ title }) => title));
        notices.push(`These go out as ${pack/* defaultFileType */.In}, a tar that is not compressed, and Argo CD, OPA, OpenTofu and modctl fail on them: ${names}. Write :${pack/* defaultFileType */.In}+gzip behind a .tgz or .tar.gz, and :archive/zip behind a .zip`);
    }
    return notices;
}
/** Warns of what macOS puts beside files, which nobody means to publish. */
function macNotice(names) {
    return `macOS made these, and they are packed with the rest: ${(0,words/* briefList */.X2)(names)}. To leave them out, add lines such as !**/__MACOSX or !**/.DS_Store to \`files\``;
}

// EXTERNAL MODULE: ./lib/disk/title.js
var disk_title = __webpack_require__(92423);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/near-path.js
var near_path = __webpack_require__(85337);
// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var progress = __webpack_require__(52359);
// EXTERNAL MODULE: ./lib/modes/tell/useless-exclude.js
var useless_exclude = __webpack_require__(17047);
// EXTERNAL MODULE: ./lib/modes/send/missing-files.js
var missing_files = __webpack_require__(95337);
;// CONCATENATED MODULE: ./lib/modes/send/input-files.js















/** Of a directory, so many files are named in the log: more names do not fit into one line. */
const maxNamed = 5;
/** Finds the files that the inputs name; none only when `if-no-files-found` allows it. */
async function findInputFiles({ files: lines, root: base, ifNoFilesFound, includeHiddenFiles, symlinks }, workspace, log) {
    const { onNothing, onEmpty, onEnd } = (0,missing_files/* reportMissing */.v)('file', { files: lines, ifNoFilesFound }, workspace, log);
    const root = (0,external_node_path_.resolve)(workspace, (0,own_name/* ownName */.q)(base, workspace));
    await checkRoot(root, workspace);
    const found = await (0,find_files/* findFiles */.lY)(lines, {
        workspace,
        root,
        includeHidden: includeHiddenFiles,
        symlinks,
        onHidden: (title) => log.info(`Skipped ${title}, which is hidden`),
        onUseless: (line) => log.notice((0,useless_exclude/* uselessExclude */.N)(line)),
        onFolders: (line, folders) => log.info(`${line} finds files only, and leaves out the folders ${folders.join(', ')}: name them, or use **`),
        onNothing,
    });
    const kept = [];
    for (const file of found) {
        const content = file.excludes === undefined ? undefined : await lookInside(file.path, file.excludes, includeHiddenFiles);
        if (content === undefined || content.hasFiles)
            kept.push(file);
        else
            onEmpty(file.title, content.hidden);
    }
    onEnd(kept.length > 0);
    return kept;
}
/** Names the root when it is wrong: else each file would be said to be outside. */
async function checkRoot(root, workspace) {
    const found = await (0,promises_.stat)(root).catch((error) => (0,errors/* systemCodeOf */.c7)(error));
    if (typeof found !== 'string' && found.isDirectory())
        return;
    const what = found === 'ENOENT'
        ? `does not exist${(0,near_path/* didYouMean */.a)(root, workspace)}`
        : typeof found === 'string'
            ? `cannot be read: ${found}`
            : 'is not a directory';
    throw new errors/* OciError */.Mf('INVALID_INPUT', `The directory ${JSON.stringify(root)} of the input root ${what}`);
}
/** Packs files as one artifact. */
async function packInputFiles(files, { said, isFlux = false, symlinks, includeHiddenFiles, claimed = new Map(), temporary, ...packing }, workspace, log, signal) {
    const { created, ...annotations } = said;
    const macFiles = [];
    const directories = {
        symlinks,
        includeHidden: includeHiddenFiles,
        onHidden: (title) => log.info(`Skipped ${title}, which is hidden`),
        onMacFile: (title) => macFiles.push(title),
        temporary,
        claimed,
    };
    const hashing = (0,progress/* startProgress */.o)(log, 'Hashing');
    const onRead = (title, bytes) => hashing.moved(bytes, title);
    const time = created === undefined ? 0 : Math.floor(Date.parse(created) / 1000);
    const artifact = isFlux
        ? await packFluxSource({ files, annotations, directories, onRead }, workspace, log, signal)
        : await (0,pack/* packFiles */.Po)({
            ...packing,
            files,
            annotations,
            directories: { ...directories, time },
            onRead,
            signal,
        });
    const excludes = new Set(files.flatMap((file) => file.excludes ?? []));
    for (const { line, isUsed } of excludes)
        if (!isUsed)
            log.notice((0,useless_exclude/* uselessExclude */.N)(line));
    if (macFiles.length > 0)
        log.notice(macNotice(macFiles.sort()));
    const foreign = artifact.layers.filter(({ title }) => (0,disk_title/* isBeyondWindows */.P0)(title)).map(({ title }) => title);
    if (foreign.length > 0) {
        log.notice(`Windows does not allow such names, so these cannot be pulled there: ${(0,words/* briefList */.X2)(foreign)}`);
    }
    for (const layer of artifact.layers)
        log.info(describeLayer(layer));
    // These programs read no attachments.
    if (!packing.subject)
        for (const notice of readerNotices(artifact.layers))
            log.notice(notice);
    return artifact;
}
async function packFluxSource(source, workspace, log, signal) {
    const { packFlux } = await __webpack_require__.e(/* import() */ 5739).then(__webpack_require__.bind(__webpack_require__, 15739));
    const links = [];
    const kept = [];
    const artifact = await packFlux({
        ...source,
        workspace,
        onIgnored: (path) => log.info(`Left out ${path}, as .sourceignore or the defaults of Flux say`),
        onKept: (path) => kept.push(path),
        onLink: (path) => links.push(path),
        signal,
    });
    if (links.length > 0) {
        log.warning(`Flux skips symbolic links, so these are left out: ${(0,words/* briefList */.X2)(links)}. Set symlinks to follow to take what they point to`);
    }
    if (kept.length > 0) {
        log.notice(`Flux reads some lines of .sourceignore differently from git, so these stay in: ${(0,words/* briefList */.X2)(kept)}. Write [^a] for [!a], and name folders without **`);
    }
    return artifact;
}
/** Lists the files of a packed artifact as outputs have them. */
function filesOf({ layers }) {
    return layers.map(({ title, descriptor: { digest, size, mediaType }, contents }) => {
        return { title, digest, size, mediaType, ...(contents ? { entries: contents } : {}) };
    });
}
/** Makes what names each blob of a packed artifact. */
function blobNames({ layers }) {
    // The first file of several with the same content gives its name.
    const names = new Map(layers.toReversed().map((layer) => [layer.descriptor.digest, nameOf(layer)]));
    return ({ digest }) => names.get(digest) ?? 'config';
}
/** Counts what is to be packed. */
function countFound(files) {
    const directories = files.filter(({ excludes }) => excludes !== undefined).length;
    return (0,words/* countFiles */.Dc)(files.length - directories, directories);
}
/** The name of a file or, with a slash behind it, of a directory. */
function nameOf({ title, contents }) {
    return contents ? `${title}/` : title;
}
/** Names a packed file with its size, or a directory with what is in it. */
function describeLayer(layer) {
    const { descriptor, contents } = layer;
    const packed = `${(0,format_bytes/* formatBytes */.z)(descriptor.size)}  ${descriptor.digest}`;
    if (!contents)
        return `${nameOf(layer)}  ${packed}`;
    const { files, size, first } = contents;
    const named = first.slice(0, maxNamed).map(({ name }) => name);
    const more = files > named.length ? ` and ${files - named.length} more` : '';
    const names = files > 0 ? `  (${named.join(', ')}${more})` : '';
    return `${nameOf(layer)}  ${(0,words/* count */.U9)(files, 'file')}, ${(0,format_bytes/* formatBytes */.z)(size)} → ${packed}${names}`;
}


/***/ }),

/***/ 43844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ sendStaged)
/* harmony export */ });
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11260);
/* harmony import */ var _store_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96148);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67813);
/* harmony import */ var _tell_progress_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52359);
/* harmony import */ var _count_moved_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58878);






/** Sends what is missing of an artifact, and writes its tags; `isNew` where the target did not have its manifest. */
async function sendStaged({ store, root, size, present = new Set() }, target, { sent = new Set(), nameOf, beforeTags, tags = [], concurrency = 8, log, ...options }) {
    const tellBlob = (blob, fate) => {
        // The config of most artifacts, which says nothing.
        if (blob.digest === _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyJson */ .Gu.digest)
            return;
        log.info(`${fate === 'copied' ? 'Sent' : 'Already there'}: ${nameOf(blob)}  ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z)(blob.size)}`);
    };
    const { onEvent, moved } = (0,_count_moved_js__WEBPACK_IMPORTED_MODULE_4__/* .countMoved */ .V)((0,_tell_progress_js__WEBPACK_IMPORTED_MODULE_3__/* .startProgress */ .o)(log, 'Sending', size), nameOf, tellBlob, sent);
    const session = (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .startCopySession */ .G)(concurrency);
    await (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .copy */ .C)(store, root, target, {
        ...options,
        session,
        tags: beforeTags ? [] : tags,
        present: present.union(sent),
        onEvent,
    });
    await beforeTags?.();
    if (beforeTags && tags.length > 0) {
        const { onTagged, signal } = options;
        const { bytes } = await store.manifest(root.digest, signal);
        await target.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .openBytes */ .od)(bytes), { tags, onTagged, signal });
    }
    // Nobody asks for the blobs of a manifest that is there.
    return { ...moved, reused: size - moved.transferred, isNew: session.brought.has(root.digest) };
}


/***/ })

};
