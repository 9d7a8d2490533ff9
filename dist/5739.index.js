export const id = 5739;
export const ids = [5739];
export const modules = {

/***/ 16387:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mb: () => (/* binding */ fluxConfigType),
/* harmony export */   T8: () => (/* binding */ selectLayers),
/* harmony export */   zE: () => (/* binding */ isFluxSource)
/* harmony export */ });
/* harmony import */ var _brief_list_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(55556);
/* harmony import */ var _cut_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97399);
/* harmony import */ var _disk_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17469);
/* harmony import */ var _disk_title_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(92423);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11260);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9501);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50261);
/* harmony import */ var _annotations_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46948);









/** The media type of a config by which Flux knows its sources (fluxcd/pkg, oci/constants.go). */
const fluxConfigType = 'application/vnd.cncf.flux.config.v1+json';
/** Tells whether a manifest is a Flux source by its config, and not what `kind` says it is. */
function isFluxSource(manifest, kind) {
    return kind === undefined ? manifest.config.mediaType === fluxConfigType : kind === 'flux';
}
/**
 * Names the layers of an artifact and takes those that the lines of the input `files` ask for: globs over titles and
 * media types, `!` takes out; without lines, all. Fails with ARTIFACT for titles that are not safe paths, and with
 * NOT_FOUND when nothing is left or a line that is not a pattern finds nothing.
 *
 * @param unpack whether directories are unpacked; if not, their archives are files
 * @param isFlux whether the first archive is the content of a Flux source; if so, it alone is taken unless lines ask
 * for others
 * @param onUseless is told each `!` line that took nothing out
 */
async function selectLayers(manifest, lines, what, unpack, isFlux, onUseless) {
    const all = manifest.layers.filter(({ mediaType }) => mediaType !== _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .emptyJson */ .Gu.mediaType);
    // Flux takes the first layer, unless its layerSelector says otherwise.
    const content = isFlux && lines.length === 0 ? all.slice(0, 1) : all;
    const layers = distinct(content.map((layer, index) => nameLayer(layer, unpack, isFlux && index === 0)));
    for (const { title, isDirectory } of layers) {
        const problem = isDirectory && title === '.' ? undefined : (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_7__/* .problemOfTitle */ .zN)(title);
        // A hostile title may be as long as the manifest.
        const shown = JSON.stringify((0,_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cutText */ .IN)(title, 256));
        if (problem)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('ARTIFACT', `${what} has a file whose title ${shown} ${problem}`);
    }
    if (layers.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('ARTIFACT', `${what} has no files`);
    const selected = lines.length === 0 ? layers : await selectByLines(layers, lines, what, onUseless);
    for (const { title } of selected) {
        const problem = (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_7__/* .problemOnThisSystem */ .MF)(title);
        if (problem) {
            const advice = 'leave it out with the input files, or pull on another system';
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('ARTIFACT', `${what} has a file whose title ${JSON.stringify(title)} ${problem}: ${advice}`);
        }
    }
    const clash = (0,_disk_title_js__WEBPACK_IMPORTED_MODULE_7__/* .findClash */ .RZ)(selected.map(({ title }) => title));
    if (clash) {
        const names = clash.map((title) => JSON.stringify(title)).join(' and ');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('ARTIFACT', `${what} has the titles ${names}, which are one path on some systems`);
    }
    return selected;
}
async function selectByLines(layers, lines, what, onUseless) {
    const { default: picomatch } = await __webpack_require__.e(/* import() */ 4006).then(__webpack_require__.t.bind(__webpack_require__, 14006, 19));
    const startsWithExclude = lines[0]?.startsWith('!') ?? false;
    const selected = new Set(startsWithExclude ? layers : []);
    const offer = `it has ${(0,_brief_list_js__WEBPACK_IMPORTED_MODULE_8__/* .briefList */ .X)(layers.map(({ title }) => JSON.stringify(title)))}`;
    for (const line of lines) {
        const isExclude = line.startsWith('!');
        const pattern = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .toSlashes */ .T)(isExclude ? line.slice(1) : line).replace(/^\.\//, '');
        // As on push, an exclude takes out all that is below a folder.
        const isMatch = picomatch(isExclude ? [pattern, `${pattern.replace(/\/$/, '')}/**`] : pattern, { dot: true });
        const matching = layers.filter(({ title, descriptor }) => title === pattern || isMatch(title) || ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isMediaType */ .LA)(pattern) && descriptor.mediaType === pattern));
        if (isExclude) {
            if (!matching.some((layer) => selected.has(layer)))
                onUseless(line);
            for (const layer of matching)
                selected.delete(layer);
        }
        else if (matching.length > 0)
            for (const layer of matching)
                selected.add(layer);
        else if (!picomatch.scan(pattern).isGlob) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('NOT_FOUND', `${what} has nothing that the input files ${JSON.stringify(line)} names: ${offer}`, { topic: 'missing-file' });
        }
    }
    if (selected.size === 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('NOT_FOUND', `${what} has nothing that matches the input files ${JSON.stringify(lines)}: ${offer}`, { topic: 'missing-file' });
    }
    return layers.filter((layer) => selected.has(layer));
}
/** Drops repetitions: images list one empty layer many times. */
function distinct(layers) {
    return [...new Map(layers.map((layer) => [`${layer.descriptor.digest} ${layer.title}`, layer])).values()];
}
function nameLayer(descriptor, unpack, isFluxContent) {
    const { [_annotations_js__WEBPACK_IMPORTED_MODULE_6__/* .titleAnnotation */ .mO]: title, [_annotations_js__WEBPACK_IMPORTED_MODULE_6__/* .unpackAnnotation */ .et]: toUnpack, [_annotations_js__WEBPACK_IMPORTED_MODULE_6__/* .executableAnnotation */ .kX]: executable, } = descriptor.annotations ?? {};
    const common = { descriptor, isUntitled: !title, isExecutable: executable === 'true' };
    if (isFluxContent && /[.+]tar[.+]gzip$/.test(descriptor.mediaType)) {
        // `flux build artifact` gives the archive this name.
        return { ...common, title: unpack ? '.' : 'artifact.tgz', isUntitled: false, isDirectory: unpack };
    }
    if (!title)
        return { ...common, title: fallbackTitle(descriptor), isDirectory: false };
    if (toUnpack !== 'true')
        return { ...common, title, isDirectory: false };
    const name = title.replace(/\/$/, '');
    return unpack
        ? { ...common, title: name, isDirectory: true }
        : { ...common, title: `${name === '.' ? 'archive' : name}.tar.gz`, isDirectory: false };
}
/** Endings of file names by media type; the first that fits. */
const extensions = [
    [/[.+]tar[.+]?gzip$|[.+]tar\+gzip$/, 'tar.gz'],
    [/[.+]tar\+zstd$/, 'tar.zst'],
    [/[./+]tar$/, 'tar'],
    [/[/+]gzip$/, 'gz'],
    [/[./+]json$/, 'json'],
    [/[./+]ya?ml$/, 'yaml'],
    [/^text\//, 'txt'],
];
function fallbackTitle({ digest, mediaType }) {
    const { algorithm, hex } = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .partsOf */ .CI)(digest);
    const extension = extensions.find(([pattern]) => pattern.test(mediaType))?.[1] ?? 'bin';
    return `${algorithm}-${hex}.${extension}`;
}


/***/ }),

/***/ 15739:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  packFlux: () => (/* binding */ packFlux)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(11260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var manifest = __webpack_require__(44360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(50261);
// EXTERNAL MODULE: ./lib/store/memory-store.js
var memory_store = __webpack_require__(93242);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var artifact_annotations = __webpack_require__(46948);
// EXTERNAL MODULE: ./lib/artifact/archive/list-directory.js
var list_directory = __webpack_require__(35353);
// EXTERNAL MODULE: ./lib/artifact/archive/pack-directory.js
var pack_directory = __webpack_require__(51204);
// EXTERNAL MODULE: ./lib/artifact/files/select-layers.js
var select_layers = __webpack_require__(16387);
// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __webpack_require__(54949);
// EXTERNAL MODULE: ./lib/go/match.js
var match = __webpack_require__(12955);
;// CONCATENATED MODULE: ./lib/artifact/flux/source-ignore.js




/**
 * What `flux push artifact` leaves out unless told otherwise (fluxcd/pkg, sourceignore; flux2,
 * cmd/flux/build_artifact.go).
 */
const defaults = '.git/,.gitignore,.gitmodules,.gitattributes,*.jpg,*.jpeg,*.gif,*.png,*.wmv,*.flv,*.tar.gz,*.zip'.split(',');
/** Each line is tried for each file. */
const maxIgnoreBytes = 1024 * 1024;
/**
 * Makes the test of what a Flux source leaves out: Flux's defaults, and the files `.sourceignore` of the directory and
 * of the folders on the way, in the form of `.gitignore`. As in Flux (fluxcd/pkg, sourceignore; go-git 5,
 * plumbing/format/gitignore), and not as in git, a line that fits a folder fits all that is in it, and the last line
 * that fits counts, those of inner folders after those of outer ones: with `/*` and then `!/clusters/prod`, that folder
 * alone remains.
 */
function sourceIgnore(directory, held) {
    const rules = new Map();
    const rulesOf = (folder) => {
        const known = rules.get(folder);
        if (known)
            return known;
        const own = parseSourceIgnore(readIgnoreFile((0,external_node_path_.join)(directory, folder, '.sourceignore'), held));
        const all = folder === '.' ? [...parseSourceIgnore(defaults), ...own] : own;
        rules.set(folder, all);
        return all;
    };
    /** The folders around a path from inside, each with its rules and the rest of the path. */
    function* around(path) {
        const parts = path.split('/');
        for (let depth = parts.length - 1; depth >= 0; depth -= 1) {
            yield [rulesOf(parts.slice(0, depth).join('/') || '.'), parts.slice(depth)];
        }
    }
    const isLeftOut = (path, isDirectory, reader) => {
        for (const [own, parts] of around(path)) {
            const last = own.findLast((rule) => rule[reader](parts, isDirectory) === true);
            if (last)
                return !last.isInclusion;
        }
        return false;
    };
    return {
        isLeftOut: (path, isDirectory) => isLeftOut(path, isDirectory, 'byFlux'),
        isLeftOutByGit: (path, isDirectory) => isLeftOut(path, isDirectory, 'byGit'),
        mayTakeBack(folder) {
            return [...around(folder)].some(([own, parts]) => own.some((rule) => rule.isInclusion && rule.byFlux(parts, true) !== false));
        },
    };
}
function readIgnoreFile(path, held) {
    const fail = (what, facts) => new errors/* OciError */.Mf('INVALID_INPUT', `The file ${JSON.stringify(path)} ${what}`, facts);
    const bytes = (0,read_held/* readHeldIfThere */.t)(path, { ...held, limit: maxIgnoreBytes, fail });
    return bytes?.toString().split(/\r?\n/) ?? [];
}
/**
 * Reads lines in the form of `.gitignore` (git-scm.com/docs/gitignore, "Pattern format"); a bad pattern fits nothing.
 */
function parseSourceIgnore(lines) {
    return lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).flatMap(parseRule);
}
function parseRule(line) {
    const isInclusion = line.startsWith('!');
    const text = isInclusion ? line.slice(1) : line;
    try {
        return [{ isInclusion, byFlux: readAsFlux(text), byGit: readAsGit(text) }];
    }
    catch (error) {
        if (error instanceof match/* BadPattern */.w)
            return [];
        throw error;
    }
}
/** Compiles the part of a pattern between two slashes as Go's filepath.Match reads it. */
function compileSegment(text) {
    return text === '' || text === '**' ? text : (0,match/* compileMatch */.t)(text);
}
/**
 * Reads a line as go-git 5 does (plumbing/format/gitignore/pattern.go). Unlike git, it knows no `[!a]`, finds nothing
 * for `**` within a name or after a lone slash, takes the first folder that a part behind `**` fits for the only one,
 * and lets `docs/**` fit the folder `docs` too.
 */
function readAsFlux(line) {
    const trimmed = line.endsWith('\\ ') ? line : line.replace(/(?<! ) +$/, '');
    const isForFolders = trimmed.endsWith('/');
    const pattern = isForFolders ? trimmed.slice(0, -1) : trimmed;
    const [first = '', ...others] = pattern.split('/').map(compileSegment);
    if (others.length === 0) {
        const fits = first === '' || first === '**' ? (0,match/* compileMatch */.t)(first) : first;
        return (parts, isDirectory) => {
            const at = parts.findIndex(fits);
            if (at < 0)
                return 'later';
            return at < parts.length - 1 || isDirectory || !isForFolders;
        };
    }
    const isBroken = pattern.split('/').some((segment) => segment !== '**' && segment.includes('**'));
    const segments = [first, ...others];
    return (parts, isDirectory) => {
        if (isBroken)
            return false;
        let at = 0;
        let isFound = false;
        let isSearching = false;
        for (const [index, segment] of segments.entries()) {
            if (segment === '**' && index === segments.length - 1)
                break;
            if (segment === '' || segment === '**') {
                isSearching = segment === '**';
                continue;
            }
            if (at === parts.length)
                return 'later';
            const found = isSearching ? parts.findIndex((part, place) => place >= at && segment(part)) : at;
            if (found < 0)
                return 'later';
            if (!segment(parts[found]))
                return false;
            [isFound, isSearching, at] = [true, false, found + 1];
        }
        return isFound && (at < parts.length || isDirectory || !isForFolders);
    };
}
/** Reads a line as git does (git-scm.com/docs/gitignore, "Pattern format"). */
function readAsGit(line) {
    const trimmed = line.replace(/(?<=^|[^ \\]|\\ ) +$/, '');
    const isForFolders = trimmed.endsWith('/');
    const pattern = isForFolders ? trimmed.slice(0, -1) : trimmed;
    // A slash binds a pattern to its folder; without one, it is for names at any depth.
    const anchored = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`;
    // Go's classes are negated by ^ alone.
    const segments = anchored.split('/').map((segment) => compileSegment(segment.replaceAll('[!', '[^')));
    return (parts, isDirectory) => {
        const end = placesAfter(segments, parts);
        return [...end].some((place) => place < parts.length || isDirectory || !isForFolders);
    };
}
/**
 * Says how many parts of the path the segments may have used up at the end. All ways are followed side by side, so that
 * no pattern takes long.
 */
function placesAfter(segments, parts) {
    let reached = new Set([0]);
    for (const [index, segment] of segments.entries()) {
        const next = new Set();
        for (const at of reached) {
            if (segment === '**') {
                // At the end it stands for what is inside, not for the folder itself.
                const first = index === segments.length - 1 ? at + 1 : at;
                for (let place = first; place <= parts.length; place += 1)
                    next.add(place);
            }
            else if (segment !== '' && at < parts.length && segment(parts[at]))
                next.add(at + 1);
        }
        reached = next;
    }
    return reached;
}

;// CONCATENATED MODULE: ./lib/artifact/flux/flux.js












// fluxcd/pkg, oci/constants.go
const contentType = 'application/vnd.cncf.flux.content.v1.tar+gzip';
/**
 * Packs a directory as `flux push artifact` does (fluxcd/pkg, oci/build.go and oci/push.go), but reproducibly: one
 * archive whose entries are relative to the directory, all times 0, and the config that Flux writes, which nobody
 * reads. The one thing of ours is the annotation that tells what is in the archive, by which it is known when it is
 * pushed again. Flux skips symbolic links when it unpacks, so that none are kept. Fails with INVALID_INPUT for anything
 * but one directory.
 */
async function packFlux(options) {
    const { workspace, annotations, directories, onRead, onIgnored, onKept, onLink, signal } = options;
    const { path, title, excludes } = onlyDirectory(options.files);
    const held = { folder: workspace, symlinks: directories.symlinks };
    const { isLeftOut, isLeftOutByGit, mayTakeBack } = sourceIgnore(path, held);
    const listing = {
        ...directories,
        title: '.',
        time: 0,
        onLink,
        isIgnored: (inner, isDirectory) => {
            if (excludes.some(({ takesOut }) => takesOut((0,external_node_path_.join)(path, inner))))
                return true;
            if (!isLeftOut(inner, isDirectory)) {
                if (!isDirectory && isLeftOutByGit(inner, isDirectory))
                    onKept(inner);
                return false;
            }
            // Something in a folder that is left out may be taken back.
            if (isDirectory && mayTakeBack(inner))
                return false;
            onIgnored(inner);
            return true;
        },
    };
    const listed = await (0,list_directory/* listDirectory */.K)(path, listing);
    // As in Flux, a folder that was only passed through is not an entry.
    const entries = listed.filter(({ name, kind }) => kind !== 'directory' || name === '.' || !isLeftOut(name, true));
    if (!entries.some(({ kind }) => kind === 'file')) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The directory ${JSON.stringify(path)} has no files for a Flux source`);
    }
    const onBytes = (bytes) => onRead?.(title, bytes);
    const archive = await (0,pack_directory/* packEntries */.G)(entries, path, { ...listing, mediaType: contentType, onBytes, signal });
    const store = new memory_store/* MemoryStore */.n();
    const layer = {
        ...archive.descriptor,
        annotations: { [artifact_annotations/* contentDigestAnnotation */.zu]: archive.contentDigest, ...annotations.layers.get(title) },
    };
    if (archive.open)
        store.stage(layer, archive.open);
    const configBytes = encodeConfig(archive.contentDigest);
    const config = { ...(0,descriptor/* describe */.q0)(select_layers/* fluxConfigType */.Mb, configBytes), annotations: annotations.config };
    store.stage(config, (0,verified/* openBytes */.od)(configBytes));
    const bytes = (0,manifest/* encodeManifest */.Gb)({
        mediaType: media_types/* imageManifest */.Bz,
        config,
        layers: [layer],
        annotations: annotations.manifest,
    });
    const root = (0,descriptor/* describe */.q0)(media_types/* imageManifest */.Bz, bytes);
    store.stage(root, (0,verified/* openBytes */.od)(bytes));
    return {
        store,
        root,
        bytes,
        artifactType: undefined,
        config,
        layers: [{ title, descriptor: layer, contents: archive.contents }],
        present: new Set(archive.open ? [] : [layer.digest]),
        sent: new Set(),
    };
}
function onlyDirectory(files) {
    const [file, ...more] = files;
    if (!file || more.length > 0 || !file.excludes) {
        const found = more.length > 0 ? `${files.length} files` : 'a file';
        throw new errors/* OciError */.Mf('INVALID_INPUT', `A Flux source is one directory, but the input files names ${found}`);
    }
    if (file.mediaType !== undefined) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `A Flux source has its own media type, but the input files says ${file.mediaType}`);
    }
    return { ...file, excludes: file.excludes };
}
/** The config of an image with one layer, as go-containerregistry writes it (pkg/v1/config.go). */
function encodeConfig(contentDigest) {
    const never = '0001-01-01T00:00:00Z';
    return Buffer.from(JSON.stringify({
        architecture: '',
        created: never,
        history: [{ created: never }],
        os: '',
        rootfs: { type: 'layers', diff_ids: [contentDigest] },
        config: {},
    }));
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


/***/ })

};
