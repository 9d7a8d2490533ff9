export const id = 228;
export const ids = [228];
export const modules = {

/***/ 4543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ compileMatch),
/* harmony export */   w: () => (/* binding */ BadPattern)
/* harmony export */ });
/** A pattern that Go's `filepath.Match` would call bad. */
class BadPattern extends Error {
}
/**
 * Compiles a pattern as Go's `filepath.Match` understands it (pkg.go.dev/path/filepath#Match): `*` and `?` do not cross `/`,
 * `[a-z]` and `[^a-z]` are classes, `\` escapes, and the whole name has to fit. Fails with BadPattern.
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


/***/ }),

/***/ 3061:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $J: () => (/* binding */ splitMediaType),
/* harmony export */   _N: () => (/* binding */ statOf),
/* harmony export */   fg: () => (/* binding */ isGlob),
/* harmony export */   jN: () => (/* binding */ matcher),
/* harmony export */   lY: () => (/* binding */ findFiles),
/* harmony export */   tD: () => (/* binding */ checkLink),
/* harmony export */   uj: () => (/* binding */ matcherOfExclude)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4006);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(261);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1234);
/* harmony import */ var _title_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(164);







/**
 * Finds the files that the lines of the input `files` name: `path`, `glob` or `!glob`, the former two with an optional
 * `:media/type` at the end. Lines work in their order, so that a later one can take back what an earlier one did, or give a
 * file another media type. A directory that a line names is taken as a whole; patterns find files only. Files of one line are
 * sorted by path. Fails with INVALID_INPUT for what cannot be packed.
 */
async function findFiles(lines, options) {
    const found = new Map();
    for (const line of lines) {
        if (line.startsWith('!')) {
            const isExcluded = await matcherOfExclude(line.slice(1), options.workspace);
            for (const [path, file] of found) {
                if (isExcluded(path))
                    found.delete(path);
                else
                    file.excludes?.push(isExcluded);
            }
            continue;
        }
        const { pattern, mediaType } = await splitMediaType(line, options.workspace);
        const files = await findLine(pattern, line, options);
        for (const file of files) {
            if (mediaType !== undefined)
                found.set(file.path, { ...file, mediaType });
            else if (!found.has(file.path))
                found.set(file.path, file);
        }
    }
    // What was taken out again, or is hidden, may be anywhere; what remains must be in its place.
    const files = [...found.values()].map((candidate) => ({ ...candidate, title: titleOf(candidate, options) }));
    await Promise.all(files.map((file) => checkLink(file, options)));
    return files;
}
/**
 * Splits `path[:media/type]` at the last colon. What follows it must have the form of a media type, so that `D:/a/x` and a
 * file named `a:b` stay paths.
 */
async function splitMediaType(line, workspace, input = 'files') {
    const colon = line.lastIndexOf(':');
    const suffix = line.slice(colon + 1);
    if (colon <= 0 || (await statOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, line))))
        return { pattern: line };
    const path = line.slice(0, colon);
    // A pattern with such an end is taken for one with a media type: it could match hardly anything else.
    const isTyped = isGlob(path) && suffix.includes('/');
    if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isMediaType */ .LA)(suffix))
        return { pattern: path, mediaType: suffix };
    const isPath = isGlob(suffix) || (colon === 1 && /^[A-Za-z]:[\\/]/.test(line));
    if (isPath || !(isTyped || (await statOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, path)))))
        return { pattern: line };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The input ${input} ${quote(line)} ends in an invalid media type ${quote(suffix)}`);
}
async function findLine(pattern, line, options) {
    const { workspace, includeHidden, onHidden, onNothing, onFolders } = options;
    const literal = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, pattern);
    const literalStat = await statOf(literal);
    if (literalStat) {
        if (literalStat.isDirectory())
            return [{ path: literal, excludes: [] }];
        if (!literalStat.isFile())
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The input files ${quote(line)} names no regular file`);
        return [{ path: literal }];
    }
    const slashed = (0,_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(pattern);
    const paths = isGlob(slashed) ? await (await Promise.all(/* import() */[__webpack_require__.e(382), __webpack_require__.e(448)]).then(__webpack_require__.bind(__webpack_require__, 5448))).globFiles(slashed, workspace) : [];
    // Wildcards do not match a leading dot; a pattern can name it.
    const isNamed = matcher(slashed, workspace, { dot: includeHidden });
    const files = [];
    for (const path of paths) {
        if (isNamed(path))
            files.push({ path });
        else
            onHidden((0,_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(workspace, path)));
    }
    if (files.length === 0)
        onNothing(line, !isGlob(slashed));
    else if (onFolders) {
        const folders = await foldersBeside(slashed, workspace);
        if (folders.length > 0)
            onFolders(line, folders);
    }
    return files.sort((a, b) => Buffer.compare(Buffer.from((0,_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(a.path)), Buffer.from((0,_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(b.path))));
}
/** The folders that a pattern for all of one folder, `folder/*`, does not take. */
async function foldersBeside(pattern, workspace) {
    const [, folder] = /^((?:[^*]*\/)?)\*$/.exec(pattern) ?? [];
    if (folder === undefined || isGlob(folder))
        return [];
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, folder), { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => folder + name);
}
/** Makes the test of a `!` line: it takes out files, and all that is below a folder. */
async function matcherOfExclude(pattern, workspace) {
    const literal = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, pattern);
    if (await statOf(literal))
        return (path) => path === literal || path.startsWith(literal + node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
    const slashed = (0,_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(pattern).replace(/\/$/, '');
    const isFile = matcher(slashed, workspace, { dot: true });
    const isBelow = matcher(`${slashed}/**`, workspace, { dot: true });
    return (path) => isFile(path) || isBelow(path);
}
/** Makes a test of absolute paths from a pattern; the path of the workspace itself is no pattern, whatever is in it. */
function matcher(pattern, workspace, { dot, system = node_path__WEBPACK_IMPORTED_MODULE_1__ }) {
    const isMatch = picomatch__WEBPACK_IMPORTED_MODULE_5__(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.normalize(pattern), { dot });
    const { isAbsolute, relative } = system;
    return (path) => isMatch((0,_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .toSlashes */ .T)(isAbsolute(pattern) ? path : relative(workspace, path), system));
}
/** Tells whether a line has wildcards. */
function isGlob(pattern) {
    return picomatch__WEBPACK_IMPORTED_MODULE_5__.scan(pattern).isGlob;
}
/** The path of a file or directory below the root, which names it in the artifact. */
function titleOf({ path, excludes }, { root }) {
    const title = (0,_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .pathBelow */ .B)(root, path);
    if (excludes && title === '')
        return '.';
    if (title === undefined || title === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${quote(path)} of the input files is outside the root ${quote(root)}`);
    }
    const problem = (0,_title_js__WEBPACK_IMPORTED_MODULE_6__/* .problemOfTitle */ .zN)(title);
    if (problem)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${quote(title)} of the input files ${problem}`);
    return title;
}
/** Refuses links by the input `symlinks`: what is checked out may link to a secret of the runner. */
async function checkLink({ path }, { workspace, root, symlinks }) {
    if (symlinks === 'follow')
        return;
    const fail = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${quote(path)} of the input files ${what}`);
    if (symlinks === 'error' && (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path)).isSymbolicLink()) {
        throw fail('is a symbolic link, and the input symlinks is error');
    }
    const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path).catch(() => undefined);
    if (real === undefined)
        return;
    for (const folder of [workspace, root]) {
        if ((0,_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .pathBelow */ .B)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(folder), real) !== undefined)
            return;
    }
    throw fail(`is a link to ${quote(real)}, outside the workspace: set the input symlinks to follow to take it`);
}
/** Looks at a file, following links; undefined when there is none. */
async function statOf(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path);
    }
    catch (error) {
        const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error);
        if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ERR_INVALID_ARG_VALUE'].includes(code))
            return undefined;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${quote(path)} of the input files cannot be read: ${code}`, {
            cause: error,
        });
    }
}
function quote(text) {
    return JSON.stringify(text);
}


/***/ }),

/***/ 5132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ isFlux),
  b: () => (/* binding */ packFlux)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/store/memory-store.js
var memory_store = __webpack_require__(3242);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/artifact/list-directory.js
var list_directory = __webpack_require__(3814);
// EXTERNAL MODULE: ./lib/artifact/pack-directory.js
var pack_directory = __webpack_require__(4455);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/artifact/chart/go-match.js
var go_match = __webpack_require__(4543);
;// CONCATENATED MODULE: ./lib/artifact/source-ignore.js




/** What `flux push artifact` leaves out unless told otherwise (fluxcd/pkg, sourceignore; flux2, cmd/flux/build_artifact.go). */
const defaults = '.git/,.gitignore,.gitmodules,.gitattributes,*.jpg,*.jpeg,*.gif,*.png,*.wmv,*.flv,*.tar.gz,*.zip'.split(',');
/**
 * Makes the test of what a Flux source leaves out: Flux's defaults, and the files `.sourceignore` of the directory and of the
 * folders on the way, in the form of `.gitignore`. As in Flux (fluxcd/pkg, sourceignore; go-git, plumbing/format/gitignore),
 * and not as in git, a line that fits a folder fits all that is in it, and the last line that fits counts, those of inner
 * folders after those of outer ones: with `/*` and then `!/clusters/prod`, that folder alone remains.
 */
function sourceIgnore(directory) {
    const rules = new Map();
    const rulesOf = (folder) => {
        const known = rules.get(folder);
        if (known)
            return known;
        const own = parseSourceIgnore(readIgnoreFile((0,external_node_path_.join)(directory, folder, '.sourceignore')));
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
    return {
        isLeftOut(path, isDirectory) {
            for (const [own, parts] of around(path)) {
                const last = own.findLast((rule) => fits(rule, parts, isDirectory));
                if (last)
                    return !last.isInclusion;
            }
            return false;
        },
        mayTakeBack(folder) {
            return [...around(folder)].some(([own, parts]) => own.some((rule) => rule.isInclusion && reaches(rule, parts)));
        },
    };
}
function readIgnoreFile(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8').split(/\r?\n/);
    }
    catch (error) {
        const code = (0,errors/* systemCodeOf */.c7)(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return [];
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The file ${JSON.stringify(path)} cannot be read: ${code}`, { cause: error });
    }
}
/** Reads lines in the form of `.gitignore` (git-scm.com/docs/gitignore, "Pattern format"); a bad pattern fits nothing. */
function parseSourceIgnore(lines) {
    return lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).flatMap(parseRule);
}
function parseRule(line) {
    const isInclusion = line.startsWith('!');
    const trimmed = (isInclusion ? line.slice(1) : line).replace(/(?<!\\) +$/, '');
    const isForFolders = trimmed.endsWith('/');
    const pattern = isForFolders ? trimmed.slice(0, -1) : trimmed;
    // A slash binds a pattern to its folder; without one, it is for names at any depth.
    const anchored = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`;
    try {
        return [{ isInclusion, isForFolders, segments: anchored.split('/').map(compileSegment) }];
    }
    catch (error) {
        if (error instanceof go_match/* BadPattern */.w)
            return [];
        throw error;
    }
}
function compileSegment(text) {
    // Go's classes are negated by ^ alone.
    return text === '**' ? '**' : (0,go_match/* compileMatch */.t)(text.replaceAll('[!', '[^'));
}
/** Tells whether a rule fits a path or a folder around it. */
function fits({ segments, isForFolders }, parts, isDirectory) {
    const [end = new Set()] = placesAfter(segments, parts).slice(-1);
    return [...end].some((place) => place < parts.length || isDirectory || !isForFolders);
}
/** Tells whether a rule may fit something in a folder. */
function reaches({ segments }, parts) {
    const places = placesAfter(segments, parts);
    return places.slice(0, -1).some((reached) => reached.has(parts.length)) || (places.at(-1)?.size ?? 0) > 0;
}
/**
 * Says after each segment how many parts of the path may have been used up. All ways are followed side by side, so that no
 * pattern takes long.
 */
function placesAfter(segments, parts) {
    let reached = new Set([0]);
    return segments.map((segment, index) => {
        const next = new Set();
        for (const at of reached) {
            if (segment === '**') {
                // At the end it stands for what is inside, not for the folder itself.
                const first = index === segments.length - 1 ? at + 1 : at;
                for (let place = first; place <= parts.length; place += 1)
                    next.add(place);
            }
            else if (at < parts.length && segment(parts[at]))
                next.add(at + 1);
        }
        reached = next;
        return next;
    });
}

;// CONCATENATED MODULE: ./lib/artifact/flux.js










// fluxcd/pkg, oci/constants.go
const configType = 'application/vnd.cncf.flux.config.v1+json';
const contentType = 'application/vnd.cncf.flux.content.v1.tar+gzip';
/**
 * Packs a directory as `flux push artifact` does (fluxcd/pkg, oci/build.go and oci/push.go), but reproducibly: one archive
 * whose entries are relative to the directory, all times 0, and the config that Flux writes, which nobody reads. The one
 * thing of ours is the annotation that tells what is in the archive, by which it is known when it is pushed again.
 * Flux skips symbolic links when it unpacks, so that none are kept. Fails with INVALID_INPUT for anything but one directory.
 */
async function packFlux(options) {
    const { annotations, directories, onIgnored, onLink, signal } = options;
    const { path, title, excludes } = onlyDirectory(options.files);
    const { isLeftOut, mayTakeBack } = sourceIgnore(path);
    const listing = {
        ...directories,
        title: '.',
        time: 0,
        onLink,
        isIgnored: (inner, isDirectory) => {
            if (excludes.some((isExcluded) => isExcluded((0,external_node_path_.join)(path, inner))))
                return true;
            // Something in a folder that is left out may be taken back.
            if (!isLeftOut(inner, isDirectory) || (isDirectory && mayTakeBack(inner)))
                return false;
            onIgnored(inner);
            return true;
        },
    };
    const listed = await (0,list_directory/* listDirectory */.K)(path, listing);
    // As in Flux, a folder that was only passed through is no entry.
    const entries = listed.filter(({ name, kind }) => kind !== 'directory' || name === '.' || !isLeftOut(name, true));
    if (!entries.some(({ kind }) => kind === 'file')) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The directory ${JSON.stringify(path)} has no files for a Flux source`);
    }
    const archive = await (0,pack_directory/* packEntries */.Gy)(entries, path, { ...listing, mediaType: contentType, signal });
    const store = new memory_store/* MemoryStore */.n();
    const layer = {
        ...archive.descriptor,
        annotations: { [pack_directory/* contentDigestAnnotation */.zu]: archive.contentDigest, ...annotations.layers.get(title) },
    };
    if (archive.open)
        store.stage(layer, archive.open);
    const configBytes = encodeConfig(archive.contentDigest);
    const config = { ...(0,descriptor/* describe */.q0)(configType, configBytes), annotations: annotations.config };
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
        layers: [{ title, descriptor: layer }],
        present: new Set(archive.open ? [] : [layer.digest]),
        sent: new Set(),
    };
}
/** Tells whether a manifest is a Flux source by its config, and not what `kind` says it is. */
function isFlux(manifest, kind) {
    return kind === undefined ? manifest.config.mediaType === configType : kind === 'flux';
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

/***/ 4454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ blobSizes),
/* harmony export */   U: () => (/* binding */ totalSize)
/* harmony export */ });
/** The sizes of blobs in bytes, each blob once. */
function blobSizes(blobs) {
    return new Map([...blobs].map(({ digest, size }) => [digest, size]));
}
/** The bytes of blobs, each blob counted once. */
function totalSize(blobs) {
    return blobSizes(blobs)
        .values()
        .reduce((sum, size) => sum + size, 0);
}


/***/ }),

/***/ 5056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ createdTime)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

// RFC 3339, section 5.6, with the capital letters that Go's parser wants.
const timePattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/**
 * Reads the input `created`: `none`, `now`, `commit`, `source-date-epoch` or an RFC 3339 time, which is kept as written.
 * Fails with INVALID_INPUT.
 */
async function createdTime(value, { commitTime, environment }) {
    const fail = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input created ${JSON.stringify(value)} ${what}`);
    switch (value) {
        case 'none':
            return undefined;
        case 'now':
            return formatTime(new Date());
        case 'commit':
            return formatTime(await commitTime());
        case 'source-date-epoch': {
            const seconds = environment['SOURCE_DATE_EPOCH'] ?? '';
            if (!/^\d{1,11}$/.test(seconds))
                throw fail('needs SOURCE_DATE_EPOCH in the environment, in seconds since 1970');
            return formatTime(new Date(Number(seconds) * 1000));
        }
        default:
            if (!timePattern.test(value) || Number.isNaN(Date.parse(value))) {
                throw fail('is not none, now, commit, source-date-epoch or a time such as 2026-01-31T12:00:00Z');
            }
            return value;
    }
}
/** Writes a time in UTC without fractions, as Go's time.RFC3339 does. */
function formatTime(time) {
    return time.toISOString().replace(/\.\d+Z$/, 'Z');
}


/***/ }),

/***/ 3022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fx: () => (/* binding */ packInputFiles),
/* harmony export */   R8: () => (/* binding */ filesOf),
/* harmony export */   Tr: () => (/* binding */ findInputFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _artifact_annotations_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6948);
/* harmony import */ var _artifact_find_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3061);
/* harmony import */ var _artifact_flux_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5132);
/* harmony import */ var _artifact_pack_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9157);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(452);
/* harmony import */ var _created_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5056);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6641);









/** Finds the files that the inputs name; none only when `if-no-files-found` allows it. */
async function findInputFiles(inputs, { workspace, log }) {
    const { files: lines, ifNoFilesFound, includeHiddenFiles } = inputs;
    const report = (text) => {
        if (ifNoFilesFound === 'error')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', text);
        if (ifNoFilesFound === 'warn')
            log.warning(text);
    };
    const root = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, inputs.root);
    await checkRoot(root);
    const found = await (0,_artifact_find_files_js__WEBPACK_IMPORTED_MODULE_3__/* .findFiles */ .lY)(lines, {
        workspace,
        root,
        includeHidden: includeHiddenFiles,
        symlinks: inputs.symlinks,
        onHidden: (title) => log.info(`Skipped the hidden file ${title}`),
        onFolders: (line, folders) => log.info(`${line} finds files only, and leaves out the folders ${folders.join(', ')}: name them, or use **`),
        onNothing: (line, isLiteral) => {
            const text = `The input files ${JSON.stringify(line)} matches no file in ${workspace}`;
            if (isLiteral)
                report(text);
            else
                log.info(text);
        },
    });
    if (found.length === 0)
        report(`The input files ${JSON.stringify(lines)} matches no file in ${workspace}`);
    return found;
}
/** Names the root when it is wrong: else each file would be said to be outside. */
async function checkRoot(root) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(root).catch((error) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .systemCodeOf */ .c7)(error));
    if (typeof found !== 'string' && found.isDirectory())
        return;
    const what = found === 'ENOENT' ? 'is not there' : typeof found === 'string' ? `cannot be read: ${found}` : 'is no directory';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', `The directory ${JSON.stringify(root)} of the input root ${what}`);
}
/** Packs the files that the inputs name, with the annotations they ask for. */
async function packInputFiles(files, inputs, context, { config, subject, known = new Map(), sendAhead, }) {
    const { log, signal } = context;
    const created = await (0,_created_js__WEBPACK_IMPORTED_MODULE_7__/* .createdTime */ .w)(inputs.created, context);
    return log.group(files.length === 1 ? 'Pack 1 file' : `Pack ${files.length} files`, async () => {
        const annotations = await gatherAnnotations(inputs, created, context);
        const directories = {
            symlinks: inputs.symlinks,
            includeHidden: inputs.includeHiddenFiles,
            onHidden: (title) => log.info(`Skipped the hidden ${title}`),
            temporary: context.temporary,
            known,
        };
        const artifact = inputs.kind === 'flux'
            ? await packFluxSource({ files, annotations, directories }, inputs, context)
            : await (0,_artifact_pack_js__WEBPACK_IMPORTED_MODULE_5__/* .packFiles */ .Po)({
                files,
                artifactType: inputs.artifactType,
                config,
                subject,
                annotations,
                directories: { ...directories, time: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000) },
                sendAhead,
                concurrency: inputs.concurrency,
                signal,
            });
        for (const { title, descriptor } of artifact.layers) {
            log.info(`${title}  ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_8__/* .formatBytes */ .z3)(descriptor.size)}  ${descriptor.digest}`);
        }
        return artifact;
    });
}
async function packFluxSource(source, { config, artifactType }, { log, signal }) {
    const foreign = config !== undefined ? 'config' : artifactType !== undefined ? 'artifact-type' : undefined;
    if (foreign) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', `The input ${foreign} has no meaning for kind flux, which sets its own`);
    }
    const links = [];
    const artifact = await (0,_artifact_flux_js__WEBPACK_IMPORTED_MODULE_4__/* .packFlux */ .b)({
        ...source,
        onIgnored: (path) => log.info(`Left out ${path}, as .sourceignore or the defaults of Flux say`),
        onLink: (path) => links.push(path),
        signal,
    });
    if (links.length > 0) {
        const list = `${links.slice(0, 10).join(', ')}${links.length > 10 ? ` and ${links.length - 10} more` : ''}`;
        log.warning(`Flux skips symbolic links, so these are left out: ${list}. Set symlinks to follow to take what they point to`);
    }
    return artifact;
}
/** Lists the files of a packed artifact as outputs have them. */
function filesOf({ layers }) {
    return layers.map(({ title, descriptor: { digest, size, mediaType } }) => ({ title, digest, size, mediaType }));
}
/** Puts the sources of annotations together: what is given outright wins over the file, and the file over the workflow's. */
async function gatherAnnotations(inputs, created, { workspace, workflow }) {
    const path = inputs.annotationFile;
    const fromFile = path
        ? (0,_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_2__/* .parseAnnotationFile */ .LS)(await readInputFile((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, path), 'annotation-file'), path)
        : { manifest: {}, config: {}, layers: new Map() };
    const { source, runUrl } = workflow;
    const isFlux = inputs.kind === 'flux';
    const revision = isFlux ? fluxRevision(workflow) : workflow.revision;
    const isAll = inputs.githubAnnotations === 'all';
    const fromWorkflow = {
        ...(source && inputs.githubAnnotations !== 'none' ? { 'org.opencontainers.image.source': source } : {}),
        ...(revision && isAll ? { 'org.opencontainers.image.revision': revision } : {}),
        // Flux writes none, and a second run of one commit would make another artifact.
        ...(runUrl && isAll && !isFlux ? { 'org.opencontainers.image.url': runUrl } : {}),
    };
    return {
        ...fromFile,
        manifest: {
            ...fromWorkflow,
            ...(created === undefined ? {} : { [_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_2__/* .createdAnnotation */ .oy]: created }),
            ...fromFile.manifest,
            ...inputs.annotations,
        },
    };
}
/** The commit as Flux names it: `main@sha1:…` (fluxcd/flux2, RFC 0005). */
function fluxRevision({ revision, refName }) {
    if (revision === undefined)
        return undefined;
    const digest = `${revision.length === 64 ? 'sha256' : 'sha1'}:${revision}`;
    return refName === undefined ? digest : `${refName}@${digest}`;
}
async function readInputFile(path, input) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8');
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(path)} of the input ${input} cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .systemCodeOf */ .c7)(error)}`, { cause: error });
    }
}


/***/ }),

/***/ 1161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ sendPacked)
/* harmony export */ });
/* harmony import */ var _artifact_pack_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9157);
/* harmony import */ var _store_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6148);
/* harmony import */ var _blob_sizes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4454);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6641);




/** Sends a packed artifact, and tells of each file whether it was sent; gives the bytes moved, and whether the manifest was there. */
async function sendPacked(packed, target, { tags, size, repository, concurrency, }, { log, signal }) {
    const { root } = packed;
    const blobs = (0,_blob_sizes_js__WEBPACK_IMPORTED_MODULE_2__/* .blobSizes */ .I)((0,_artifact_pack_js__WEBPACK_IMPORTED_MODULE_0__/* .blobsOf */ .OR)(packed));
    let isThere = false;
    const moved = await log.group(`Push to ${repository}`, async () => {
        const progress = (0,_progress_js__WEBPACK_IMPORTED_MODULE_3__/* .startProgress */ .ot)(log, size);
        let transferred = 0;
        // The first file of several with the same content gives its name.
        const titles = new Map(packed.layers.toReversed().map(({ title, descriptor }) => [descriptor.digest, title]));
        const onEvent = (event) => {
            if (event.kind === 'progress')
                return progress.moved(event.bytes);
            if (event.descriptor.digest === root.digest)
                isThere = event.kind === 'skipped';
            if (!blobs.has(event.descriptor.digest))
                return;
            const isSent = event.kind === 'copied' || packed.sent.has(event.descriptor.digest);
            if (isSent)
                transferred += event.descriptor.size;
            if (event.kind !== 'copied')
                progress.skipped(event.descriptor.size);
            const title = titles.get(event.descriptor.digest) ?? 'config';
            log.info(`${isSent ? 'Sent' : 'Already there'}: ${title}  ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(event.descriptor.size)}`);
        };
        await (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .copy */ .C)(packed.store, root, target, {
            tags,
            present: packed.present.union(packed.sent),
            concurrency,
            onEvent,
            signal,
        });
        return transferred;
    });
    return { moved, isThere };
}


/***/ }),

/***/ 6148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ copy),
/* harmony export */   G: () => (/* binding */ startCopySession)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(261);
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3139);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7813);






/** Makes a session for copies between two repositories. */
function startCopySession(concurrency) {
    return { started: new Map(), slots: (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .transferSlots */ .jW)(concurrency) };
}
/**
 * Up to this size one upload costs less than asking first, once a sibling was found missing: a request takes a round
 * trip, and 128 KiB take less than that on most links.
 */
const smallBlob = 128 * 1024;
/**
 * Copies a manifest and all that it needs: children before parents, so that a manifest that is already in the target
 * vouches for all below it and is not walked. The tags are written last. A target that has a manifest but lacks
 * something below it answers NOT_FOUND to a later write (MANIFEST_BLOB_UNKNOWN); then everything is walked once more.
 */
async function copy(source, root, target, options = {}) {
    let isTrusting = false;
    const onTrusted = () => {
        isTrusting = true;
    };
    try {
        await copyGraph(source, root, target, { ...options, force: false, onTrusted });
    }
    catch (error) {
        if (!isTrusting || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'NOT_FOUND') || options.signal?.aborted)
            throw error;
        await copyGraph(source, root, target, { ...options, force: true, onTrusted });
    }
}
async function copyGraph(source, root, target, { tags = [], present = new Set(), concurrency = 8, session, onEvent = () => { }, signal, force, onTrusted, }) {
    // A forced walk must not believe what earlier ones found.
    const { started, slots } = (!force && session) || startCopySession(concurrency);
    const once = async (descriptor, work, within) => {
        for (let other = started.get(descriptor.digest); other; other = started.get(descriptor.digest)) {
            const isDone = await other.then(() => true, () => false);
            if (isDone)
                return;
            // It failed for another copy of the session; that one may have been given up, and this one not.
            within?.throwIfAborted();
        }
        const own = work();
        started.set(descriptor.digest, own);
        try {
            await own;
        }
        catch (error) {
            started.delete(descriptor.digest);
            throw error;
        }
    };
    const canMount = source.location !== undefined && source.location.host === target.location?.host;
    const copyBlob = async (descriptor, isAsked, groupSignal) => {
        if (isAsked && (await target.has(descriptor, groupSignal))) {
            onEvent({ kind: 'skipped', descriptor });
            return;
        }
        let kind = 'copied';
        const onBytes = (bytes) => onEvent({ kind: 'progress', descriptor, bytes });
        const open = async () => (0,_chunks_js__WEBPACK_IMPORTED_MODULE_5__/* .tapped */ .D)(await source.fetch(descriptor, groupSignal), ({ byteLength }) => onBytes(byteLength));
        const options = {
            from: source.location,
            onMounted: () => {
                kind = 'mounted';
            },
            signal: groupSignal,
        };
        try {
            await target.push(descriptor, open, options);
        }
        catch (error) {
            // Its place is a URL; where the source has it all the same, it was copied.
            if (!(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isNonDistributable */ .SM)(descriptor.mediaType) || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'NOT_FOUND'))
                throw error;
            onEvent({ kind: 'skipped', descriptor });
            return;
        }
        onEvent({ kind, descriptor });
    };
    const copyManifest = async (descriptor, depth, within) => {
        if (depth > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .maxIndexDepth */ .cj)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('ARTIFACT', `The index is nested more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .maxIndexDepth */ .cj} deep`);
        const look = async () => !force && (await target.has(descriptor, within));
        const read = async () => {
            const bytes = await (0,_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .readAll */ .yw)(await source.fetch(descriptor, within), `The manifest ${descriptor.digest}`);
            return { bytes, children: (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .childrenOf */ .LU)((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(bytes, descriptor.mediaType)) };
        };
        const readAndProbe = async () => {
            const { bytes, children } = await read();
            return { bytes, children, probe: await probeOf(children, within) };
        };
        const isTagged = depth === 0 && tags.length > 0;
        // The bytes are needed for the tag in any case; what is asked at the same time costs no time.
        const [isThere, early] = isTagged && slots.lanes > 1 ? await Promise.all([look(), readAndProbe()]) : [await look(), undefined];
        if (isThere)
            onTrusted();
        if (isThere && !isTagged) {
            onEvent({ kind: 'skipped', descriptor });
            return;
        }
        const { bytes, children } = early ?? (await read());
        const probe = early || isThere ? early?.probe : await probeOf(children, within);
        if (!isThere)
            await copyChildren(children, depth, probe, within);
        const writes = isTagged ? tags : [undefined];
        for (const tag of writes) {
            within?.throwIfAborted();
            await target.push(descriptor, (0,_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(bytes), { ...(tag === undefined ? {} : { tag }), signal: within });
        }
        onEvent({ kind: isThere ? 'skipped' : 'copied', descriptor });
    };
    /**
     * Asks for the first small blob, which tells about the others: when it is missing, they are sent unasked. None where a mount
     * tells whether a blob is there.
     */
    const probeOf = async (children, within) => {
        const isNew = ({ digest }) => !present.has(digest) && !started.has(digest);
        const isProbe = (child) => !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(child.mediaType) && child.size <= smallBlob && child.size > 2;
        const blob = canMount ? undefined : children.find((child) => isProbe(child) && isNew(child));
        return blob && { blob, isThere: await target.has(blob, within) };
    };
    const copyChildren = async (children, depth, probe, within) => {
        const manifests = children.filter(({ mediaType }) => (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(mediaType));
        await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .concurrently */ .rK)(manifests, slots.lanes, within, (child, groupSignal) => once(child, () => copyManifest(child, depth + 1, groupSignal), groupSignal));
        const blobs = children.filter(({ mediaType }) => !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(mediaType));
        const isAsked = ({ size }) => !canMount && (size > smallBlob || (probe?.isThere ?? true));
        await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .concurrently */ .rK)(blobs, slots.lanes, within, (blob, groupSignal) => once(blob, async () => {
            const isProbe = blob.digest === probe?.blob.digest;
            const isThere = present.has(blob.digest) || (isProbe && probe.isThere);
            if (isThere)
                onEvent({ kind: 'skipped', descriptor: blob });
            else
                await slots.take(blob.size, () => copyBlob(blob, !isProbe && isAsked(blob), groupSignal));
        }, groupSignal));
    };
    await copyManifest(root, 0, signal);
}


/***/ })

};
