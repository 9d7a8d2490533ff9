export const modules = {

/***/ 1449: // ./lib/artifact/chart/chart-types.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ isChartManifest)
/* harmony export */ });
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(261);

/** Tells whether a manifest is that of a chart. */
function isChartManifest({ config }) {
    return config.mediaType === _oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .chartConfigType */ .bl;
}


/***/ }),

/***/ 8668: // ./lib/artifact/chart/versions.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h$: () => (/* binding */ isInRange),
/* harmony export */   k$: () => (/* binding */ newestMatching),
/* harmony export */   lF: () => (/* binding */ isVersion),
/* harmony export */   ml: () => (/* binding */ tagOfVersion),
/* harmony export */   wl: () => (/* binding */ versionsOfTags)
/* harmony export */ });
/* harmony import */ var _go_constraint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6063);
/* harmony import */ var _go_semver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5740);


/** Makes the tag of a version: a tag cannot hold `+`, so Helm writes `_` (helm/helm, pkg/registry/reference.go). */
function tagOfVersion(version) {
    return version.replaceAll('+', '_');
}
/**
 * Reads the versions of a chart out of the tags of its repository; tags that are not strict versions are left out
 * (Helm's `Tags`).
 */
function versionsOfTags(tags) {
    return [...tags].map((tag) => tag.replaceAll('_', '+')).filter((version) => (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStrict */ .z3)(version));
}
/**
 * Tells whether a text is one version rather than a range: Helm then asks for that tag without looking at the others.
 */
function isVersion(text) {
    return (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(text) !== undefined;
}
/**
 * Tells whether a version lies in a range. Fails with INVALID_INPUT when the range is none; no version is in no range.
 */
function isInRange(version, range) {
    const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConstraint */ .F)(range);
    const parsed = (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(version);
    return parsed !== undefined && fits(parsed);
}
/**
 * Finds the version that Helm takes for a constraint (helm/helm, pkg/registry/tag.go): that very text, else the newest
 * that fits; `''` means `*`, the newest that is not a pre-release. Fails with INVALID_INPUT when the constraint is
 * none.
 */
function newestMatching(constraint, versions) {
    if (constraint !== '' && versions.includes(constraint))
        return constraint;
    const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConstraint */ .F)(constraint || '*');
    const [newest] = versions
        .map((text) => ({ text, version: (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(text) }))
        .filter(({ version }) => version && fits(version))
        .sort((a, b) => (a.version && b.version ? (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(b.version, a.version) : 0));
    return newest?.text;
}


/***/ }),

/***/ 2342: // ./lib/artifact/files/file-content.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ describeFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _disk_open_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6580);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9501);





/** Small files are described one after the other, each to its end: they need memory once. */
let memory;
/**
 * Reads a file once and describes it; fails with INVALID_INPUT, naming the file and `input`, when it is none or
 * cannot be read. The digest has the algorithm of `like`. `onBytes` is told of the bytes that are read of a large file.
 */
async function describeFile(path, mediaType, input, { signal, like, onBytes = () => { }, } = {}) {
    const hash = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .startHash */ .LC)(like);
    let size = 0;
    const described = (mode) => ({
        descriptor: { mediaType, digest: hash.finish(), size },
        isExecutable: (mode & 0o111) !== 0 && process.platform !== 'win32',
    });
    try {
        signal?.throwIfAborted();
        memory ??= (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_1__/* .smallFileBuffer */ .WI)();
        const small = (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readSmallFile */ .EW)(path, { into: memory });
        if (small) {
            hash.update(small.bytes);
            size = small.bytes.byteLength;
            return described(small.mode);
        }
        // A FIFO or a device: it has no content of its own.
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path);
        if (!found.isFile())
            throw (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_2__/* .failNamed */ .kq)(input, path)('is not a regular file');
        for await (const chunk of await (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_1__/* .openFile */ .Tq)(path, signal)()) {
            hash.update(chunk);
            size += chunk.byteLength;
            onBytes(chunk.byteLength);
        }
        return described(found.mode);
    }
    catch (error) {
        signal?.throwIfAborted();
        const reason = (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCodeOf */ .c7)(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .OciError */ .Mf ? error.cause : error);
        throw reason === '' ? error : (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_2__/* .failNamed */ .kq)(input, path)(`cannot be read: ${reason}`, { cause: error });
    }
}


/***/ }),

/***/ 2568: // ./lib/artifact/files/layer-title.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ layerTitle),
/* harmony export */   X: () => (/* binding */ fallbackTitle)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);
/* harmony import */ var _annotations_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6948);



/** The path that a layer carries for its file: its title, else that of a model; `''` where it carries none. */
function layerTitle(descriptor) {
    const { [_annotations_js__WEBPACK_IMPORTED_MODULE_2__/* .titleAnnotation */ .mO]: title, [_annotations_js__WEBPACK_IMPORTED_MODULE_2__/* .modelPathAnnotation */ .Q7]: modelPath } = descriptor.annotations ?? {};
    if (title || !modelPath)
        return title ?? '';
    // The path is that of the content; a layer that is an archive of it gets the ending of one.
    const path = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(modelPath);
    const extension = extensionOf(descriptor.mediaType);
    return extension?.startsWith('tar') ? `${path}.${extension}` : path;
}
/** Makes a name for a layer that carries none, of its digest and media type. */
function fallbackTitle({ digest, mediaType }) {
    const { algorithm, hex } = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .partsOf */ .CI)(digest);
    return `${algorithm}-${hex}.${extensionOf(mediaType) ?? 'bin'}`;
}
/** Endings of file names by media type; the first that fits. */
const extensions = [
    [/[.+]tar[.+]?gzip$|[.+]tar\+gzip$/, 'tar.gz'],
    [/[.+]tar\+zstd$/, 'tar.zst'],
    [/[./+]tar$/, 'tar'],
    [/[/+]gzip$/, 'gz'],
    [/\/wasm$/, 'wasm'],
    [/[./+]json$/, 'json'],
    [/[./+]ya?ml$/, 'yaml'],
    [/^text\//, 'txt'],
];
function extensionOf(mediaType) {
    const [plain = ''] = mediaType.split(';', 1);
    return extensions.find(([pattern]) => pattern.test(plain.trim()))?.[1];
}


/***/ }),

/***/ 5464: // ./lib/artifact/files/name-case.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   We: () => (/* binding */ inFormOnDisk),
/* harmony export */   cJ: () => (/* binding */ ignoresCase),
/* harmony export */   p4: () => (/* binding */ composed),
/* harmony export */   ur: () => (/* binding */ pathOnDisk)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _disk_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7469);
/* harmony import */ var _disk_title_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2423);




/**
 * Tells whether two names that differ in case are one file where a folder is: always on Windows, mostly on macOS, and
 * seldom on Linux.
 */
async function ignoresCase(folder, isWindows = process.platform === 'win32') {
    if (isWindows)
        return true;
    const swappedOf = (name) => (name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase());
    // A name without letters tells nothing: then one in the folder does.
    const inner = swappedOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(folder)) === (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(folder) ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder).catch(() => []) : [];
    const path = [folder, ...inner.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name))].find((one) => swappedOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(one)) !== (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(one));
    if (path === undefined)
        return false;
    const [one, other] = await Promise.all([path, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), swappedOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)))].map((each) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(each).catch(() => undefined)));
    return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}
/** Longer than any path; the order of a million accents takes minutes, and titles come from anybody. */
const maxLength = 4096;
/**
 * One form of a name that Unicode can write in two: macOS and what was packed there often have `é` in two characters,
 * and keyboards write one. On Linux and Windows these are two names.
 */
function composed(path) {
    return path.length > maxLength ? path : path.normalize('NFC');
}
/** Writes a path below a folder, or the folders a pattern begins with, in the Unicode form that they have on the disk. */
async function inFormOnDisk(path, folder) {
    return /^\p{ASCII}*$/u.test(path) ? path : pathOnDisk(path, folder, new Map(), composed);
}
/**
 * Writes a path below a folder in the letters that it has on the disk; another path stays as it is.
 *
 * @param names what is in folders that were read before
 * @param form makes two names equal that are one
 */
async function pathOnDisk(path, folder, names, form = _disk_title_js__WEBPACK_IMPORTED_MODULE_3__/* .foldedPath */ .kV) {
    const below = (0,_disk_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .pathBelow */ .B)(folder, path);
    if (below === undefined)
        return path;
    let found = folder;
    for (const part of below.split('/')) {
        const there = names.get(found) ?? (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(found).catch(() => []));
        names.set(found, there);
        const own = there.includes(part) ? part : there.find((name) => form(name) === form(part));
        found = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(found, own ?? part);
    }
    return found;
}


/***/ }),

/***/ 5655: // ./lib/artifact/files/reader-notices.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ lineEndNotice),
/* harmony export */   RJ: () => (/* binding */ formNotice),
/* harmony export */   Xk: () => (/* binding */ readerNotices),
/* harmony export */   i2: () => (/* binding */ macNotice)
/* harmony export */ });
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4842);
/* harmony import */ var _pack_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(697);


/** Says what readers of manifests and policies make of the archives of a push, where that is not what was meant. */
function readerNotices(layers) {
    const notices = [];
    const isPacked = (title) => /\.(?:tgz|tar\.gz|zip)$/i.test(title);
    const unpackable = layers.filter(({ title, contents, descriptor: { mediaType } }) => contents !== undefined || (/tar(?:[+.]gzip)?$/.test(mediaType) && /\.(?:tgz|tar\.gz|tar)$/i.test(title)));
    if (unpackable.length > 1) {
        const names = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .briefList */ .X2)(unpackable.map(({ title }) => title));
        notices.push(`Flux takes the first of several archives and says nothing of the others, and Argo CD refuses them all: ${names}. For these two, push one directory alone`);
    }
    const untyped = layers.filter(({ title, contents, descriptor }) => contents === undefined && descriptor.mediaType === _pack_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultFileType */ .In && isPacked(title));
    if (untyped.length > 0) {
        const names = (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .briefList */ .X2)(untyped.map(({ title }) => title));
        notices.push(`These go out as ${_pack_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultFileType */ .In}, a tar that is not compressed, and Argo CD, OPA, OpenTofu and modctl fail on them: ${names}. Write :${_pack_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultFileType */ .In}+gzip behind a .tgz or .tar.gz, and :archive/zip behind a .zip`);
    }
    return notices;
}
/** Names what Unicode writes in two ways: a copy of the files that was made elsewhere has another digest. */
function formNotice(names) {
    return `These names are not composed (NFC), as when macOS made them; the same names in that form make another digest: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .briefList */ .X2)(names)}`;
}
/** Warns of what macOS puts beside files, which nobody means to publish. */
function macNotice(names) {
    return `macOS made these, and they are packed with the rest: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .briefList */ .X2)(names)}. To leave them out, add lines such as !**/__MACOSX or !**/.DS_Store to \`files\``;
}
/** Names what git changed when it checked it out: a job on another system makes another digest of the same commit. */
function lineEndNotice(names) {
    return `Git wrote these with CRLF, so that the same commit has another digest on Linux: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .briefList */ .X2)(names)}. Put \`* text eol=lf\` into .gitattributes`;
}


/***/ }),

/***/ 7469: // ./lib/disk/paths.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ pathBelow),
/* harmony export */   T: () => (/* binding */ toSlashes)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);

// Each function takes the system whose paths it is given: its own, or another one in a test.
/** Writes a path with `/` on every system. A backslash is a character like any other where it does not separate. */
function toSlashes(path, { sep } = node_path__WEBPACK_IMPORTED_MODULE_0__) {
    return path.replaceAll(sep, '/');
}
/**
 * Gives an absolute path as it is below a folder, with `/`, and `''` for the folder itself; undefined when it is
 * outside, which it also is on another drive.
 */
function pathBelow(folder, path, system = node_path__WEBPACK_IMPORTED_MODULE_0__) {
    const inner = system.relative(folder, path);
    const isOutside = system.isAbsolute(inner) || inner.split(system.sep)[0] === '..';
    return isOutside ? undefined : toSlashes(inner, system);
}


/***/ }),

/***/ 2423: // ./lib/disk/title.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ problemOnWindows),
/* harmony export */   MF: () => (/* binding */ problemOnThisSystem),
/* harmony export */   P0: () => (/* binding */ isBeyondWindows),
/* harmony export */   RZ: () => (/* binding */ findClash),
/* harmony export */   Z$: () => (/* binding */ isGitFolder),
/* harmony export */   _r: () => (/* binding */ problemOfPath),
/* harmony export */   kV: () => (/* binding */ foldedPath),
/* harmony export */   zN: () => (/* binding */ problemOfTitle)
/* harmony export */ });
/* unused harmony export withoutUnseen */
/**
 * Names that Windows keeps for devices, with any extension, and with spaces before it (learn.microsoft.com, "Naming
 * Files, Paths, and Namespaces"; RtlIsDosDeviceName_U). `CLOCK$` was one in DOS and Windows 9x.
 */
const reservedOnWindows = /^(?:con|conin\$|conout\$|clock\$|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:[.:]|$)/i;
/** Characters that are not seen, such as a zero-width space: HFS+ overlooks many of them, and so does every reader. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
/** The longest name of a file that all common file systems take. */
const maxSegmentBytes = 255;
/** Deeper trees are made to fill a disk with folders. */
const maxDepth = 64;
/** The longest path that macOS takes (PATH_MAX); Linux takes 4,096 bytes. */
const maxTitleBytes = 1024;
/**
 * Says why a title must not become a path below a directory on some system; undefined when it may. A title is data of
 * whoever wrote the artifact: what is refused here would leave the directory, or be another file on another system.
 */
function problemOfTitle(title) {
    return problemOfPath(title) ?? problemOnWindows(title);
}
/** Says why no system may have a file of that title, Linux included; undefined when some may. */
function problemOfPath(title) {
    if (title === '')
        return 'is empty';
    if (Buffer.byteLength(title) > maxTitleBytes)
        return `is longer than ${maxTitleBytes} bytes`;
    if (!title.isWellFormed())
        return 'is not valid Unicode';
    if (/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(title))
        return 'has control characters';
    if (title.startsWith('/'))
        return 'is an absolute path';
    if (title.split('/').length > maxDepth)
        return `is more than ${maxDepth} folders deep`;
    for (const segment of title.split('/')) {
        if (segment === '' || segment === '.' || segment === '..')
            return 'is not a plain relative path';
        if (Buffer.byteLength(segment) > maxSegmentBytes)
            return `has a part of more than ${maxSegmentBytes} bytes`;
        if (isGitFolder(segment))
            return 'has a part .git, which belongs to git';
    }
    return undefined;
}
/** Says why Windows reads a title as another one, or as none; undefined when it does not. */
function problemOnWindows(title) {
    if (title.includes('\\'))
        return 'has a backslash, which separates folders on Windows';
    if (/^[A-Za-z]:/.test(title))
        return 'starts with a drive letter';
    for (const segment of title.split('/')) {
        if (/[. ]$/.test(segment))
            return 'has a part that ends in a dot or a space, which Windows drops';
        if (reservedOnWindows.test(segment))
            return 'has a part with a name that Windows reserves for devices';
    }
    return undefined;
}
/** Tells whether a title has a character that Windows does not allow in names. */
function isBeyondWindows(title) {
    return /[<>:"|?*]/.test(title);
}
/** Says why this system, unlike others, cannot have a file of that title. */
function problemOnThisSystem(title, isWindows = process.platform === 'win32') {
    if (!isWindows)
        return undefined;
    return isBeyondWindows(title) ? 'has a character that Windows does not allow in names' : problemOnWindows(title);
}
/**
 * Tells whether some file system takes this for the folder `.git`, whose settings and hooks make git run programs: NTFS
 * knows it by a short name too, and HFS+ overlooks characters that are not seen (CVE-2014-9390).
 */
function isGitFolder(segment) {
    return /^(?:\.git|git~1)$/i.test(withoutUnseen(segment));
}
/** Drops the characters that HFS+ overlooks in names. */
function withoutUnseen(name) {
    return name.replace(unseen, '');
}
/**
 * Finds two titles that name one file where case, Unicode form or unseen characters do not count, or a file that is
 * also a folder.
 */
function findClash(titles) {
    // The directory itself holds all the others.
    const whole = titles.indexOf('.');
    if (whole >= 0 && titles.length > 1)
        return ['.', titles[whole === 0 ? 1 : 0] ?? ''];
    const top = new Map();
    for (const title of titles) {
        let places = top;
        const parts = foldedPath(title).split('/');
        for (const [index, part] of parts.entries()) {
            const isFile = index === parts.length - 1;
            const there = places.get(part);
            if (there && (isFile || there.isFile))
                return [there.title, title];
            const place = there ?? { title, isFile, below: new Map() };
            places.set(part, place);
            places = place.below;
        }
    }
    return undefined;
}
/**
 * Folds case as file systems do. Both ways, because `ß` is `SS` on APFS, and `ς` and `σ` are one letter; but the
 * dotless `ı`, whose capital is `I`, is a letter of its own on all of them. What is not seen is left out: two names
 * that look the same are one to a reader, and some of them to HFS+.
 */
function foldedPath(title) {
    const folded = withoutUnseen(title)
        .normalize('NFC')
        .replace(/[^ı]+/g, (text) => text.toLowerCase().toUpperCase());
    return folded.normalize('NFC');
}


/***/ }),

/***/ 9405: // ./lib/disk/where-links-lead.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ problemOfDangling),
/* harmony export */   e: () => (/* binding */ climbsThroughLink)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7469);



/**
 * Reports whether the target of a link goes back up (`..`) after another link: `a/../b` is `b` while `a` is a folder, but
 * where `a` is a link it is whatever that leads to. A later pull may replace `a`, and so send a link that was inside
 * anywhere. Without such links, no order of pulls makes one lead out.
 *
 * @param path of the link, absolute, below folders that are not links
 * @param target relative, with `/`; what it leads to must be there
 */
function climbsThroughLink(path, target) {
    let place = node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    const parts = target.split('/').filter((part) => part !== '' && part !== '.');
    for (const [index, part] of parts.entries()) {
        const next = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, part);
        // Only what is followed by a way up matters.
        if (part !== '..' && parts.slice(index + 1).includes('..') && node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(next) !== next)
            return true;
        place = next;
    }
    return false;
}
/** More links on the way than any kernel follows. */
const maxFollowed = 40;
const partsOf = (target) => target.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
/**
 * Says why a link that leads to nothing must not be kept; undefined when it stays below `root` whatever comes into the
 * missing place later. It may not go back up (`..`) behind what is missing or a link: either may become a link that leads
 * anywhere else.
 *
 * @param path of the link, absolute, below folders that are not links
 * @param target relative, with `/`
 * @param root absolute and real
 */
function problemOfDangling(path, target, root) {
    let place = node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    let isOpen = false;
    let followed = 0;
    const parts = partsOf(target);
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
        if (part === '..' && isOpen)
            return 'which goes up (..) after another link, or after something that is missing';
        place = part === '..' ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(place) : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place, part);
        if ((0,_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .pathBelow */ .B)(root, place) === undefined)
            return 'which is not inside the directory';
        const found = look(place);
        if (found === 'folder')
            continue;
        isOpen = true;
        if (found === 'missing')
            continue;
        followed += 1;
        if (followed > maxFollowed)
            return 'which leads back to itself';
        parts.unshift(...partsOf((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(place)));
        place = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(place);
    }
    return undefined;
}
/** What stands at a place, as far as it can be gone through: nothing is below a file. */
function look(place) {
    try {
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(place);
        return found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : 'missing';
    }
    catch {
        return 'missing';
    }
}


/***/ }),

/***/ 9968: // ./lib/give-way.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ createGiveWay)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

/**
 * Milliseconds that work may hold the process for: a signal is heard only in between, and a cancelled step has two
 * seconds.
 */
const longestTurn = 50;
/** Makes the function that long work which waits for nothing calls between its parts, as often as it likes. */
function createGiveWay(signal) {
    let start = performance.now();
    return async () => {
        signal?.throwIfAborted();
        if (performance.now() - start < longestTurn)
            return;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
        start = performance.now();
        signal?.throwIfAborted();
    };
}


/***/ }),

/***/ 6755: // ./lib/go/compare-bytes.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ compareBytes)
/* harmony export */ });
/** Orders texts by their bytes in UTF-8, as Go does. */
function compareBytes(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}


/***/ }),

/***/ 6063: // ./lib/go/constraint.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parseConstraint)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _semver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5740);


const operators = '=|!=|>=|=>|<=|=<|~>|>|<|~|\\^|';
const version = 'v?[0-9xX*]+(?:\\.[0-9xX*]+)?(?:\\.[0-9xX*]+)?(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?';
const comparison = new RegExp(`^(${operators}) ?(${version})$`);
const oneGroup = new RegExp(`^ ?(?:${operators}) ?${version}(?:(?: ?, ?| )(?:${operators}) ?${version})* ?$`);
const eachOfGroup = new RegExp(`(?:${operators}) ?${version}`, 'g');
const range = new RegExp(` ?(${version}) - (${version}) ?`, 'g');
/** What Masterminds takes at most, against patterns made to be slow. */
const maxLength = 512;
// Each is written as Masterminds' own function of that operator decides, not as npm's semver would: the two differ in
// wildcards, in ~0.0.0 and in pre-releases (Masterminds/semver, constraints.go).
const tilde = (version, bound, open) => {
    if ((0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) < 0)
        return false;
    // ~0.0.0 and ~* take everything.
    if (isZero(bound) && (open === undefined || open === 'major'))
        return true;
    return version.major === bound.major && (version.minor === bound.minor || open === 'minor');
};
const caret = (version, bound, open) => {
    if ((0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) < 0)
        return false;
    if (version.major !== bound.major)
        return false;
    if (bound.major > 0n || open === 'minor')
        return true;
    if (version.minor !== bound.minor)
        return false;
    return bound.minor > 0n || open === 'patch' || version.patch === bound.patch;
};
const equal = (version, bound, open) => open ? tilde(version, bound, open) : (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) === 0;
const notEqual = (version, bound, open) => {
    if (open === undefined || open === 'major')
        return (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) !== 0;
    if (version.major !== bound.major)
        return true;
    if (open === 'minor')
        return false;
    return version.minor !== bound.minor || (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .comparePrereleases */ .VT)(version.prerelease, bound.prerelease) !== 0;
};
const greater = (version, bound, open) => {
    if (open === undefined || open === 'major')
        return (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) > 0;
    if (version.major !== bound.major)
        return version.major > bound.major;
    return open === 'patch' && version.minor > bound.minor;
};
const atMost = (version, bound, open) => {
    if (open === undefined)
        return (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) <= 0;
    if (version.major !== bound.major)
        return version.major < bound.major;
    return open === 'minor' || version.minor <= bound.minor;
};
const atLeast = (version, bound) => (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) >= 0;
const less = (version, bound) => (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(version, bound) < 0;
const checks = {
    '': equal,
    '=': equal,
    '!=': notEqual,
    '>': greater,
    '<': less,
    '>=': atLeast,
    '=>': atLeast,
    '<=': atMost,
    '=<': atMost,
    '~': tilde,
    '~>': tilde,
    '^': caret,
};
/**
 * Compiles a constraint as Masterminds/semver 3.4 understands it, and so Helm: space and comma are "and", `||` is "or",
 * `1.2 - 1.4` a range; pre-releases fit only where one stands in the same "and" group. Fails with INVALID_INPUT.
 */
function parseConstraint(text) {
    if (text.length > maxLength)
        throw notRange(text);
    const groups = text
        .replace(/\s+/g, ' ')
        .replace(range, '>= $1, <= $2 ')
        .split('||')
        .map((group) => {
        if (!oneGroup.test(group))
            throw notRange(text);
        const all = (group.match(eachOfGroup) ?? []).map(parseComparison);
        if (all.includes(undefined))
            throw notRange(text);
        return all;
    });
    return (version) => groups.some((group) => (version.prerelease.length === 0 || group.some((one) => one.version.prerelease.length > 0)) &&
        group.every(({ operator, version: bound, open }) => checks[operator]?.(version, bound, open)));
}
function notRange(text) {
    const what = 'is neither a semantic version nor a range of versions';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The version ${JSON.stringify(text)} ${what}${(0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .whatToLeaveOut */ .tD)(text)}`);
}
function parseComparison(text) {
    const [, operator = '', whole = ''] = comparison.exec(text) ?? [];
    const [, numbers = '', rest = ''] = /^v?([^-+]*)(.*)$/.exec(whole) ?? [];
    const [major = '', minor = '', patch = ''] = numbers.split('.');
    const isOpen = (part) => part === '' || /^[xX*]$/.test(part);
    const open = isOpen(major) ? 'major' : isOpen(minor) ? 'minor' : isOpen(patch) ? 'patch' : undefined;
    const kept = { major: [], minor: [major], patch: [major, minor] };
    const parts = open === undefined ? [major, minor, patch] : [...kept[open], '0', '0', '0'].slice(0, 3);
    const version = (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(`${parts.join('.')}${rest}`);
    return version && { operator, version, open };
}
function isZero({ major, minor, patch }) {
    return major === 0n && minor === 0n && patch === 0n;
}


/***/ }),

/***/ 5740: // ./lib/go/semver.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VT: () => (/* binding */ comparePrereleases),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   tD: () => (/* binding */ whatToLeaveOut),
/* harmony export */   z3: () => (/* binding */ parseStrict)
/* harmony export */ });
const looseVersion = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const number = '(?:0|[1-9]\\d*)';
const strictStart = new RegExp(`^${number}\\.${number}\\.${number}(?![\\d.])`);
/**
 * Reads a version as Masterminds' `NewVersion` does, which Helm uses nearly everywhere: a leading `v`, missing parts
 * and leading zeros of numbers are fine, numbers from 2^64 on are not. Undefined when it is none.
 */
function parseVersion(text) {
    const [, first, second = '0', third = '0', rest] = looseVersion.exec(text) ?? [];
    if (first === undefined)
        return undefined;
    const [major, minor, patch] = [uint64(first), uint64(second), uint64(third)];
    const prerelease = rest?.split('.') ?? [];
    const isNumbered = major !== undefined && minor !== undefined && patch !== undefined;
    return isNumbered && !prerelease.some((part) => /^0\d+$/.test(part))
        ? { major, minor, patch, prerelease }
        : undefined;
}
/** Reads a version as semver.org has it, as Masterminds' `StrictNewVersion` does; undefined when it is none. */
function parseStrict(text) {
    return strictStart.test(text) ? parseVersion(text) : undefined;
}
/** Compares two versions by their precedence: negative, zero or positive. */
function compareVersions(a, b) {
    for (const part of ['major', 'minor', 'patch'])
        if (a[part] !== b[part])
            return a[part] < b[part] ? -1 : 1;
    return comparePrereleases(a.prerelease, b.prerelease);
}
/**
 * Compares what follows the `-` of two versions: without it comes last; parts from 2^64 on are texts to Masterminds.
 */
function comparePrereleases(a, b) {
    if (a.length === 0 || b.length === 0)
        return b.length - a.length;
    const at = a.findIndex((part, index) => part !== b[index]);
    const [own, other] = [a[at], b[at]];
    if (own === undefined || other === undefined)
        return a.length - b.length;
    const [number, otherNumber] = [uint64(own), uint64(other)];
    if (number !== undefined && otherNumber !== undefined)
        return number < otherNumber ? -1 : 1;
    if (number !== undefined || otherNumber !== undefined)
        return number !== undefined ? -1 : 1;
    return own < other ? -1 : 1;
}
/** Reads a number as Go's ParseUint does; undefined when it is none or from 2^64 on. */
function uint64(text) {
    // The largest has 20 digits; to read one of a million would take long.
    const [, digits] = /^0*(\d{1,20})$/.exec(text) ?? [];
    if (digits === undefined)
        return undefined;
    const value = BigInt(digits);
    return value < 2n ** 64n ? value : undefined;
}
/**
 * Says what to leave out of a text such as `web-1.2.3`, a tag of a repository with several releases, to make a version
 * of it, as the end of a sentence; empty where there is none in it.
 */
function whatToLeaveOut(text) {
    for (const { index } of text.matchAll(/[-_/@]/g)) {
        if (parseStrict(text.slice(index + 1).replace(/^v/, ''))) {
            return `: leave out ${JSON.stringify(text.slice(0, index + 1))}`;
        }
    }
    return '';
}


/***/ }),

/***/ 7712: // ./lib/modes/find/choose-platforms.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkImage: () => (/* binding */ checkImage),
/* harmony export */   k: () => (/* binding */ choosePlatforms)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(261);
/* harmony import */ var _oci_platform_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7122);
/* harmony import */ var _oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7216);
/* harmony import */ var _store_content_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3000);
/* harmony import */ var _read_config_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6440);






/**
 * Reduces an index to some platforms (see `selectPlatforms`); an image that is not an index is taken when it is for one
 * of them, and an artifact that is for no platform is taken always. Fails with NOT_FOUND. No platforms: all.
 */
async function choosePlatforms(source, content, platforms, name, signal, onTaken = () => { }) {
    if (platforms.length === 0)
        return content;
    const manifest = content.parsed();
    if (manifest.kind === 'index') {
        const selected = (0,_oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_3__/* .selectPlatforms */ .d)(content.bytes, manifest, platforms, name);
        for (const wanted of platforms)
            tellOther((0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .bestFor */ .CF)(wanted, manifest.manifests), wanted, onTaken);
        return 'single' in selected
            ? source.manifest(selected.single.digest, signal)
            : (0,_store_content_js__WEBPACK_IMPORTED_MODULE_4__/* .contentOf */ .$E)(selected.descriptor, selected.bytes);
    }
    await checkImage(source, manifest, platforms, name, signal, onTaken);
    return content;
}
/** Says which platform was taken, where it is another than the wanted one. */
function tellOther([taken], wanted, onTaken) {
    const line = taken?.platform && (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTaken */ .Z$)(taken.platform, wanted, true);
    if (line !== undefined)
        onTaken(line);
}
/** Fails with NOT_FOUND for an image whose config is for other platforms; what is for no platform is taken. */
async function checkImage(source, { config }, platforms, name, signal, onTaken) {
    if (!_oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .imageConfigTypes */ .vd.includes(config.mediaType))
        return;
    const own = platformOf(await (0,_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .unlessUnreadable */ .Mh)(() => (0,_read_config_js__WEBPACK_IMPORTED_MODULE_5__/* .readConfig */ .Xg)(source, config, signal)));
    if (!own)
        return;
    const served = platforms.filter((platform) => (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .bestFor */ .CF)(platform, [{ platform: own }]).length > 0);
    const [first] = served;
    if (first) {
        // Of several that it serves, it may be the same as one.
        const isSame = served.some((platform) => (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTaken */ .Z$)(own, platform, true) === undefined);
        if (!isSame)
            tellOther([{ platform: own }], first, onTaken);
        return;
    }
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

/***/ 2080: // ./lib/modes/find/find-top.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ findVerified)
});

// UNUSED EXPORTS: findTop

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/format-duration.js
var format_duration = __webpack_require__(2721);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/time.js
var lib_time = __webpack_require__(6146);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(6937);
;// CONCATENATED MODULE: ./lib/modes/find/notice-other-tag.js

/**
 * Says so where the tag beside a digest leads elsewhere: the digest is used, but Helm 4 refuses such a reference. A tag
 * that cannot be looked up decides nothing, so that is no failure.
 */
async function noticeOtherTag(source, reference, log, signal) {
    const { tags, digest } = reference;
    if (digest === undefined)
        return;
    for (const tag of tags) {
        const there = await source.resolve(tag, signal).catch(() => undefined);
        signal.throwIfAborted();
        if (!there || there.digest === digest)
            continue;
        log.notice(`${(0,oci_reference/* formatRepository */.Sh)(reference)}:${tag} leads to ${there.digest}, not to the digest beside it in the input reference, which is used`);
    }
}

// EXTERNAL MODULE: ./lib/modes/find/wait-for.js
var wait_for = __webpack_require__(5523);
;// CONCATENATED MODULE: ./lib/modes/find/find-top.js







/**
 * Finds a manifest as `findTop` does and verifies its signatures, before any output names it. Fails with UNTRUSTED too.
 *
 * @param verify undefined: signatures are not checked
 * @param direct the source without its cache, from which signatures are read
 */
async function findVerified(source, sought, { purpose, verify, direct = source }, reach) {
    const found = await findTop(source, sought, purpose, reach);
    if (!found)
        return undefined;
    return { ...found, admit: await verify?.(direct, found.top, (0,oci_reference/* formatRepository */.Sh)(sought.reference)) };
}
/**
 * Finds the manifest that a step is about, and waits for it as long as the input `wait` says. Where it does not exist,
 * this tells so, and gives undefined with `if-not-found: ignore`; else it fails with NOT_FOUND. Fails with
 * INVALID_INPUT when the reference names none.
 *
 * @param purpose what is to be done with it, such as `pull`
 */
async function findTop(source, { reference, version, ifNotFound, wait }, purpose, { told, log, signal }, time = lib_time/* realTime */.M9) {
    const isWaiting = wait !== undefined;
    const look = async (isLast) => {
        if (version !== undefined) {
            const { findVersion } = await __webpack_require__.e(/* import() */ 8310).then(__webpack_require__.bind(__webpack_require__, 8310));
            return findVersion(reference, version, source, { log, signal, isAwaited: isWaiting });
        }
        const only = (0,find_manifest/* nameOf */.Vb)(reference) === undefined ? await source.onlyManifest?.(signal) : undefined;
        const asked = only === undefined ? reference : { ...reference, digest: only };
        const name = (0,find_manifest/* nameFor */.Fe)(asked, purpose);
        // A HEAD each time, and one GET at the end: Docker Hub counts each GET of a manifest as a pull. The last look is a GET
        // in any case: only that says in whose words it is not there.
        if (!isLast)
            await source.resolve(name, signal);
        return { reference: asked, top: await source.manifest(name, signal) };
    };
    const start = time.now();
    try {
        const found = isWaiting
            ? await (0,wait_for/* waitFor */.fm)(look, { wait, missing: absenceOf(reference, version) }, { log, signal }, time)
            : await look(true);
        await noticeOtherTag(source, reference, log, signal);
        return found;
    }
    catch (error) {
        if (!(error instanceof errors/* OciError */.Mf))
            throw error;
        const seconds = Math.round((time.now() - start) / 1000);
        const waited = isWaiting && (0,wait_for/* mayPass */.bg)(error) ? `; waited ${(0,format_duration/* formatEstimate */.e)(seconds * 1000)} for it` : '';
        if (!(0,wait_for/* isAbsent */.W0)(error)) {
            throw waited ? new errors/* OciError */.Mf(error.code, `${error.message}${waited}`, { cause: error }) : error;
        }
        told.exists = false;
        if (ifNotFound === 'ignore') {
            told.about.fate = 'missing';
            log.info(`Not found: ${error.message}${waited}`);
            return undefined;
        }
        const missing = version === undefined ? (0,find_manifest/* nameOf */.Vb)(reference) : undefined;
        const near = missing === undefined ? '' : await (0,find_manifest/* nearTags */.aH)(source, missing, signal);
        const topic = error.topic ?? (isWaiting ? undefined : 'missing-reference');
        throw new errors/* OciError */.Mf('NOT_FOUND', `${error.message}${waited}${near}`, { cause: error, topic });
    }
}
function absenceOf(reference, version) {
    if (version === undefined)
        return `${(0,find_manifest/* fullName */.fq)(reference)} does not exist`;
    return `${(0,oci_reference/* formatRepository */.Sh)(reference)} has no ${version === '' ? 'released version' : `version ${version}`}`;
}


/***/ }),

/***/ 8310: // ./lib/modes/find/find-version.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findVersion: () => (/* binding */ findVersion)
/* harmony export */ });
/* harmony import */ var _artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8668);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _go_constraint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6063);
/* harmony import */ var _go_semver_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5740);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3940);
/* harmony import */ var _store_listed_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6300);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4842);
/* harmony import */ var _tag_versions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5822);
/* harmony import */ var _wait_for_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5523);









/** As many versions are named when the one that was asked for is not there. */
const maxNamed = 10;
/**
 * Finds a version of whatever is in a repository: one version by its tag, without a look at the others unless it is
 * missing; for a range the newest in it, pre-releases only when the range names one; for `''` the newest release. That
 * is how Helm does it, but a leading `v` does not count. Fails with NOT_FOUND, and says which versions there are.
 *
 * @param isAwaited whether it may be missing for a while: then it is looked for in the list of tags at once
 */
async function findVersion(reference, asked, source, { log, signal, isAwaited = false }) {
    checkReference(reference, asked);
    const isTagKnown = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersion */ .lF)(asked) && !isAwaited;
    const { tag, top } = await (isTagKnown ? findByTag : findInList)(reference, asked, source, signal);
    const version = (0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionText */ .KA)(tag);
    if (version !== asked)
        log.info(`${asked === '' ? 'The newest version' : asked} is ${version}`);
    return { reference: { ...reference, tags: [tag] }, top, version };
}
/** A tag or a digest beside the version would be a second answer to the same question. */
function checkReference({ tags, digest }, version) {
    const name = digest ?? tags[0];
    if (name === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input version ${JSON.stringify(version)} is for a repository alone, but the input reference names ${name}: give one of them`, { topic: 'combined-inputs' });
}
async function findByTag(reference, asked, source, signal) {
    const tag = checkedTag(asked);
    try {
        return { tag, top: await source.manifest(tag, signal) };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf) || !(0,_wait_for_js__WEBPACK_IMPORTED_MODULE_6__/* .isAbsent */ .W0)(error))
            throw error;
        // A list that is refused does not say that there is none.
        const tags = (await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)((0,_store_listed_js__WEBPACK_IMPORTED_MODULE_7__/* .listed */ .K)(source.tags(signal)))) ?? [];
        const twin = twinAmong(tags, tag);
        if (twin === undefined)
            throw notFound(reference, asked, tags, error);
        return { tag: twin, top: await source.manifest(twin, signal) };
    }
}
async function findInList(reference, asked, source, signal) {
    const choose = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersion */ .lF)(asked) ? chooseExact(checkedTag(asked)) : chooseNewest(asked);
    const tags = await (0,_store_listed_js__WEBPACK_IMPORTED_MODULE_7__/* .listed */ .K)(source.tags(signal));
    const tag = choose(tags);
    if (tag === undefined)
        throw notFound(reference, asked, tags);
    return { tag, top: await source.manifest(tag, signal) };
}
function chooseExact(tag) {
    return (tags) => (tags.includes(tag) ? tag : twinAmong(tags, tag));
}
function chooseNewest(range) {
    const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_2__/* .parseConstraint */ .F)(range || '*');
    return (tags) => versionsAmong(tags).find(({ version }) => fits(version))?.tag;
}
function checkedTag(asked) {
    const tag = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .tagOfVersion */ .ml)(asked);
    if ((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isTag */ .dz)(tag))
        return tag;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)('version', asked, 'cannot be a tag');
}
/** The same version with or without its `v`. */
function twinAmong(tags, tag) {
    return tags.find((other) => withoutV(other) === withoutV(tag));
}
/**
 * Finds the tags that stand for versions, the newest first. Short ones such as `v1` or `16` move with each release
 * where there are whole ones, and are versions only where there are none. Of one version with and without `v`, that
 * without comes first.
 */
function versionsAmong(tags) {
    const all = tags.flatMap((tag) => {
        const version = (0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOfTag */ .mx)(tag);
        return version === undefined ? [] : [{ tag, version }];
    });
    const whole = all.filter(({ tag }) => (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_3__/* .parseStrict */ .z3)(withoutV((0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionText */ .KA)(tag))));
    const order = ({ tag }) => `${tag.startsWith('v') ? 1 : 0}${tag}`;
    return (whole.length > 0 ? whole : all).sort((a, b) => (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_3__/* .compareVersions */ .Zy)(b.version, a.version) || (order(a) < order(b) ? -1 : 1));
}
function withoutV(text) {
    return text.replace(/^v(?=\d)/, '');
}
function notFound(reference, asked, tags, cause) {
    const versions = versionsAmong(tags);
    const what = asked === '' ? 'released version' : `version ${asked}`;
    const names = nearestFirst(asked, versions).map(({ tag }) => (0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionText */ .KA)(tag));
    const others = tags.length === 0 ? '' : `, but tags such as ${tags.slice(0, maxNamed).join(', ')}`;
    const offer = names.length === 0 ? `it has no versions${others}` : `it has ${(0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .briefList */ .X2)(names, maxNamed)}`;
    const isHidden = !(0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersion */ .lF)(asked) && versions.length > 0 && versions.every(({ version }) => version.prerelease.length > 0);
    // `5` is the tag of that name to Helm, and not a range.
    const isShort = /^\d+(?:\.\d+)?$/.test(asked);
    const hint = isHidden
        ? '; pre-releases are taken only when the range names one'
        : isShort
            ? `; as a range, write ${asked}.x`
            : '';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('NOT_FOUND', `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatRepository */ .Sh)(reference)} has no ${what}: ${offer}${hint}`, {
        cause,
        topic: isHidden ? 'pre-release' : asked === '' ? undefined : 'missing-version',
    });
}
/** Puts versions with the same first two numbers as the one asked for first, then those with the same first one. */
function nearestFirst(asked, versions) {
    const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(asked) ?? [];
    const distance = ({ version }) => String(version.major) !== major ? 2 : String(version.minor) === minor ? 0 : 1;
    return versions.toSorted((a, b) => distance(a) - distance(b));
}


/***/ }),

/***/ 6440: // ./lib/modes/find/read-config.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mh: () => (/* binding */ unlessUnreadable),
/* harmony export */   Xg: () => (/* binding */ readConfig),
/* harmony export */   cE: () => (/* binding */ chartFacts)
/* harmony export */ });
/* harmony import */ var _artifact_chart_reading_metadata_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8041);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3931);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(261);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7813);








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

/***/ 7157: // ./lib/modes/find/tag-filter.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ selectTags),
/* harmony export */   Q: () => (/* binding */ parseTagFilter)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9968);
/* harmony import */ var _go_constraint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6063);
/* harmony import */ var _tag_versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5822);




/**
 * Makes a test of tags from a range of versions as Helm reads it (`^1.2`, `>=1 <3`), or from a `/regular expression/`
 * of Go with the optional flags i, m and s, which finds its match anywhere in the tag; `!/…/` takes the tags without a
 * match. A tag that is not a version is in no range. Fails with INVALID_INPUT.
 */
async function parseTagFilter(text) {
    const [, not, rest] = /^(!?)\/(.*)$/s.exec(text) ?? [];
    if (rest !== undefined) {
        const end = rest.lastIndexOf('/');
        if (end < 0)
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .invalid */ .Gq)('filter', text, 'is a regular expression without a / at its end');
        const flags = rest.slice(end + 1);
        if (!/^[ims]*$/.test(flags))
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .invalid */ .Gq)('filter', text, 'has something other than the flags i, m and s after the last /');
        // A chunk of its own in dist/, for few steps need it.
        const { goRegExp } = await Promise.all(/* import() */[__webpack_require__.e(2856), __webpack_require__.e(5842)]).then(__webpack_require__.bind(__webpack_require__, 5842));
        try {
            const hasMatch = goRegExp(`${flags && `(?${flags})`}${rest.slice(0, end)}`);
            return not ? (tag) => !hasMatch(tag) : hasMatch;
        }
        catch (error) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .invalid */ .Gq)('filter', text, `is not a regular expression that Go accepts: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        }
    }
    try {
        const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_2__/* .parseConstraint */ .F)(text);
        return (tag) => {
            const version = (0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOfTag */ .mx)(tag);
            return version !== undefined && fits(version);
        };
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'INVALID_INPUT'))
            throw error;
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .invalid */ .Gq)('filter', text, 'is neither a range of versions such as ^1.2 nor a /regular expression/');
    }
}
/** Selects tags by a test that may take a while for a long list: a cancelled step still ends at once. */
async function selectTags(tags, isWanted, signal) {
    const selected = [];
    const giveWay = (0,_give_way_js__WEBPACK_IMPORTED_MODULE_1__/* .createGiveWay */ .$)(signal);
    for (const tag of tags) {
        await giveWay();
        if (isWanted(tag))
            selected.push(tag);
    }
    return selected;
}


/***/ }),

/***/ 5822: // ./lib/modes/find/tag-versions.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KA: () => (/* binding */ versionText),
/* harmony export */   mx: () => (/* binding */ versionOfTag),
/* harmony export */   rx: () => (/* binding */ newestTag),
/* harmony export */   uO: () => (/* binding */ sortTags)
/* harmony export */ });
/* harmony import */ var _go_semver_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5740);

/**
 * Reads the version in a tag: with or without `v`, `_` for the `+` that a tag cannot hold, as Helm writes it. A bare
 * number of more than six digits is a date or the start of a commit's SHA rather than a version; other bare numbers,
 * such as `16`, are.
 */
function versionOfTag(tag) {
    return /^\d{7,}$/.test(tag) ? undefined : (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(versionText(tag));
}
/** The version that a tag stands for, as it is written outside of tags. */
function versionText(tag) {
    return tag.replaceAll('_', '+');
}
/** Sorts tags: versions, the newest first, then the others by name. */
function sortTags(tags) {
    const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return tags
        .map((tag) => ({ tag, version: versionOfTag(tag) }))
        .sort((a, b) => {
        if (a.version && b.version)
            return (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(b.version, a.version) || byName(b.tag, a.tag);
        if (!a.version && !b.version)
            return byName(a.tag, b.tag);
        return a.version ? -1 : 1;
    })
        .map(({ tag }) => tag);
}
/** Finds the tag of the newest version; one before a release counts only where there is no other. */
function newestTag(tags) {
    let newest;
    for (const tag of tags) {
        const version = versionOfTag(tag);
        if (version && (!newest || isNewer({ tag, version }, newest)))
            newest = { tag, version };
    }
    return newest?.tag;
}
function isNewer(one, other) {
    const isRelease = ({ version }) => version.prerelease.length === 0;
    if (isRelease(one) !== isRelease(other))
        return isRelease(one);
    const order = (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(one.version, other.version);
    return order > 0 || (order === 0 && one.tag > other.tag);
}


/***/ }),

/***/ 5523: // ./lib/modes/find/wait-for.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W0: () => (/* binding */ isAbsent),
/* harmony export */   bg: () => (/* binding */ mayPass),
/* harmony export */   fm: () => (/* binding */ waitFor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _format_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2721);


/**
 * Milliseconds between the first two looks, and between the last ones: each pause is twice as long as the one before.
 * In 10 s there are five looks.
 */
const [firstPause, longestPause] = [1_000, 30_000];
/** A registry that asks for more is looked at again after so many milliseconds. */
const longestAsked = 60_000;
/**
 * Looks for something until it is there, for `wait` milliseconds, and tells each look whether it is the last one; after each look in vain, it says why, and for how
 * long it goes on. Then it fails as the last look did, and at once where waiting does not help. A look that is under
 * way when the time is up is not cut off.
 *
 * @param missing says what is not there, such as `r.test/app:v1 does not exist`
 */
async function waitFor(look, { wait, missing }, { log, signal }, time) {
    const end = time.now() + wait;
    let isLast = false;
    for (let usual = firstPause;; usual = Math.min(2 * usual, longestPause)) {
        try {
            return await look(isLast);
        }
        catch (error) {
            const left = end - time.now();
            const asked = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl ? error.wait : 0;
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf) || !mayPass(error) || isLast || left <= 0 || asked > left)
                throw error;
            const next = Math.min(left, Math.max(usual, Math.min(asked, longestAsked)));
            // A timer may come too early by a moment, which is not to cost a request.
            isLast = next === left;
            const why = isAbsent(error) ? `${missing} yet` : error.message;
            log.info(`${why}; looking again in ${(0,_format_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatEstimate */ .e)(next)}, with ${(0,_format_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatEstimate */ .e)(left)} left`);
            await time.pause(next, signal);
        }
    }
}
/**
 * Tells whether a place says that there is no such manifest or version: not that content is missing of one that is
 * there, and not in the words of another server than a registry.
 */
function isAbsent(error) {
    const { code, topic } = error;
    if (code !== 'NOT_FOUND' || topic === 'missing-content' || topic === 'html-page')
        return false;
    return !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl) || isOfRegistry(error);
}
/**
 * Tells whether a 404 is about a manifest or a list of tags. A registry says so by a list of errors, or to `HEAD` by
 * nothing; a gateway and the storage behind a registry have words, or addresses, of their own.
 */
function isOfRegistry({ status, request, errors, words }) {
    const isAsked = /\/(?:manifests|tags)\//.test(request);
    const isTold = errors.length > 0 ? !errors.some(({ code }) => code.includes('BLOB')) : words === '';
    return status === 404 && isAsked && isTold;
}
/** Tells whether a later look may find something: after a refusal of rights or a wrong certificate, none does. */
function mayPass(error) {
    if (isAbsent(error) || error.code === 'RATE_LIMITED')
        return true;
    if (error.code === 'NETWORK')
        return !(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isLasting */ .dJ)(error);
    return error.code === 'REGISTRY' && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl && (error.status >= 500 || error.status === 408);
}


/***/ }),

/***/ 7800: // ./lib/modes/runner/blob-cache.js + 2 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ withCache)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/chunks.js
var lib_chunks = __webpack_require__(9749);
// EXTERNAL MODULE: ./lib/disk/open-file.js
var open_file = __webpack_require__(6580);
// EXTERNAL MODULE: ./lib/disk/write-atomically.js
var write_atomically = __webpack_require__(2668);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/store/forwarded.js
var forwarded = __webpack_require__(1185);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
;// CONCATENATED MODULE: ./lib/store/wrapped/cache-room.js



/** What is being written, or was left by a process that is gone: after a day it is removed. */
const maxPartAge = 24 * 60 * 60 * 1000;
const entryName = /^(?:[0-9a-f]{64}|[0-9a-f]{128})(\.[0-9a-f]{12}\.part)?$/;
/** The room that blobs have in a directory; those that were not asked for the longest time make way. */
function cacheRoom(limits) {
    const entries = (0,once/* once */.O)(() => prune(limits));
    const inUse = new Set();
    return {
        /** Lets a file stay that is read or written in this step. */
        use: (path) => void inUse.add(path),
        /** Removes others until there is room for a new file, and lets that stay. */
        async take(path, size) {
            const known = await entries();
            let total = known.reduce((sum, entry) => sum + entry.size, size);
            while (total > limits.maxBytes) {
                const oldest = known.find((entry) => !inUse.has(entry.path));
                if (oldest === undefined)
                    break;
                known.splice(known.indexOf(oldest), 1);
                total -= oldest.size;
                await (0,promises_.rm)(oldest.path, { force: true });
            }
            inUse.add(path);
            known.push({ path, size, time: Date.now() });
        },
    };
}
/** Removes what is too old, and lists the rest, the oldest first. */
async function prune({ directory, maxAge }) {
    const entries = [];
    // Without following links: what is found below is removed.
    const names = await (0,promises_.readdir)((0,external_node_path_.join)(directory, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const { name, parentPath } of names) {
        const [isEntry, part] = entryName.exec(name) ?? [];
        if (isEntry === undefined)
            continue;
        const path = (0,external_node_path_.join)(parentPath, name);
        const found = await (0,promises_.lstat)(path).catch(() => undefined);
        if (!found?.isFile())
            continue;
        if (Date.now() - found.mtimeMs > (part === undefined ? maxAge : maxPartAge))
            await (0,promises_.rm)(path, { force: true });
        else
            entries.push({ path, size: found.size, time: found.mtimeMs });
    }
    return entries.sort((a, b) => a.time - b.time);
}

;// CONCATENATED MODULE: ./lib/store/wrapped/cached.js












/** A planted link, or a pipe that nobody writes to, must not be opened; Windows has neither flag. */
const safely = (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/**
 * A source whose blobs are kept in a directory and taken from there the next time. The directory is not trusted, others
 * may write to it: a blob counts when it has its digest, and is removed when it has not. Manifests are always asked
 * for, so that who may not read an artifact does not get it from here. Whatever is wrong with the cache, the content
 * comes.
 */
function cached(source, options) {
    const { directory, maxBytes, onHit, onProblem } = options;
    const room = cacheRoom(options);
    let isUsable = true;
    const stopUsing = (error) => {
        if (isUsable)
            onProblem(`The cache ${directory} is not used: ${(0,errors/* systemCodeOf */.c7)(error) || (0,errors/* messageOf */.bD)(error)}`);
        isUsable = false;
    };
    return (0,forwarded/* forwarded */.V)(source, {
        async fetch(descriptor, signal) {
            const { digest, size, mediaType } = descriptor;
            if ((0,media_types/* isManifestType */.Q3)(mediaType) || size > maxBytes || !isUsable)
                return source.fetch(descriptor, signal);
            const { algorithm, hex } = (0,oci_digest/* partsOf */.CI)(digest);
            const path = (0,external_node_path_.join)(directory, 'blobs', algorithm, hex);
            room.use(path);
            const there = await openEntry(path, descriptor, onProblem, signal).catch((error) => {
                signal?.throwIfAborted();
                stopUsing(error);
            });
            if (there) {
                onHit(digest);
                return there;
            }
            const content = await source.fetch(descriptor, signal);
            if (!isUsable)
                return content;
            try {
                await room.take(path, size);
                return stored(content, await startEntry(path), stopUsing);
            }
            catch (error) {
                stopUsing(error);
                return content;
            }
        },
    });
}
/** Opens a blob of the cache; undefined when there is none, or it was not what it should be and was removed. */
async function openEntry(path, descriptor, onProblem, signal) {
    await refuseLinks(path);
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    if (found === undefined)
        return undefined;
    const read = async () => (0,verified/* verified */.zr)(await (0,open_file/* openFile */.Tq)(path, signal, safely)(), descriptor);
    const now = new Date();
    // What is in use stays; where this is not allowed, it only goes sooner.
    if (found.isFile())
        await (0,promises_.utimes)(path, now, now).catch(() => { });
    try {
        if (!found.isFile())
            throw new Error('it is not a file');
        // Whoever reads uses what comes, so all of it must be known to be right before the first byte.
        for await (const _ of await read())
            ;
        // Another job may remove it now, but not from whoever has it open.
        return await begun(await read());
    }
    catch (error) {
        signal?.throwIfAborted();
        onProblem(`${descriptor.digest} was dropped from the cache: ${(0,errors/* messageOf */.bD)(error)}`);
        await (0,promises_.rm)(path, { recursive: true, force: true });
        return undefined;
    }
}
/** Reads the first chunk, so that what cannot be opened is known at once. */
async function begun(chunks) {
    const iterator = chunks[Symbol.asyncIterator]();
    let first = await iterator.next();
    const next = async () => {
        const current = first ?? (await iterator.next());
        first = undefined;
        return current;
    };
    return (0,lib_chunks/* chunksOf */.U_)(next, () => iterator.return?.());
}
async function startEntry(path) {
    const folder = (0,external_node_path_.dirname)(path);
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, '../../..'), { recursive: true });
    // What one repository may read is not for all users of the machine.
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    await refuseLinks(path);
    return (0,write_atomically/* startFile */.B)(path, 0o600);
}
/** Fails when one of the three folders above an entry is a link, which could lead anywhere. */
async function refuseLinks(path) {
    let folder = path;
    for (let depth = 0; depth < 3; depth += 1) {
        folder = (0,external_node_path_.dirname)(folder);
        const found = await (0,promises_.lstat)(folder).catch(() => undefined);
        if (found && !found.isDirectory())
            throw new Error(`${folder} is not a folder`);
    }
}
/**
 * Passes chunks on and writes them into an entry, which counts when the chunks were right to their end. A failure to
 * write is told, and does not stop the chunks.
 */
function stored(chunks, entry, onFailure) {
    const iterator = chunks[Symbol.asyncIterator]();
    let isKept = true;
    const drop = async () => {
        isKept = false;
        await entry.drop().catch(() => { });
    };
    const write = async ({ done, value }) => {
        // Windows does not replace a file that another job reads; that has the same content.
        if (done)
            await entry.finish().catch(drop);
        else
            await entry.handle.writeFile(value);
    };
    const next = async () => {
        const current = await iterator.next().catch(async (error) => {
            await drop();
            throw error;
        });
        if (!isKept)
            return current;
        await write(current).catch(async (error) => {
            await drop();
            onFailure(error);
        });
        return current;
    };
    return (0,lib_chunks/* chunksOf */.U_)(next, async () => {
        await drop();
        await iterator.return?.();
    });
}

;// CONCATENATED MODULE: ./lib/modes/runner/blob-cache.js

/** What the blobs of all steps and jobs of a runner may take together. */
const maxBytes = 10 * 1024 ** 3;
/** For how long a blob is kept that no step asks for. */
const maxAge = 30 * 24 * 60 * 60 * 1000;
/**
 * Lets a source keep its blobs in the runner's cache, where the inputs ask for that, and notes which came from there.
 */
function withCache(source, blobCache, log) {
    const hits = new Set();
    if (blobCache === undefined)
        return { source, hits };
    const options = {
        directory: blobCache,
        maxBytes,
        maxAge,
        onHit: (digest) => void hits.add(digest),
        onProblem: log.warning,
    };
    return { source: cached(source, options), hits };
}


/***/ }),

/***/ 3226: // ./lib/modes/tell/first-lines.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ firstLines)
/* harmony export */ });
/** Nobody reads more lines of one kind; debug logging shows them all. */
const most = 50;
/** Says the same of many things: the log has the first lines of each kind and, by `end`, how many more there were. */
function firstLines(log) {
    const counts = new Map();
    return {
        say(kind, text) {
            const all = (counts.get(kind) ?? 0) + 1;
            counts.set(kind, all);
            if (all > most)
                log.debug(text);
            else
                log.info(text);
        },
        end() {
            for (const [kind, all] of counts)
                if (all > most)
                    log.info(`… and ${all - most} more: ${kind}`);
            counts.clear();
        },
    };
}


/***/ }),

/***/ 2359: // ./lib/modes/tell/progress.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ startProgress)
/* harmony export */ });
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3474);
/* harmony import */ var _format_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2721);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6146);



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

/***/ 5181: // ./lib/modes/tell/related.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ relatedTo)
/* harmony export */ });
/* harmony import */ var _oci_platform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7122);
/* harmony import */ var _kind_of_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2194);


/** Lists what hangs together with a manifest: the manifests that it lists, and those that refer to it or to them. */
function relatedTo(of, manifest, attached = []) {
    const parts = manifest.kind === 'index' ? manifest.manifests : [];
    return [
        ...parts.map(({ digest, platform, mediaType, artifactType }) => ({
            digest,
            type: platform ? (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPlatform */ .Bq)(platform) : (artifactType ?? mediaType),
            relation: 'part',
            of,
        })),
        ...attached.map(({ descriptor, subject, tag }) => ({
            digest: descriptor.digest,
            type: (0,_kind_of_js__WEBPACK_IMPORTED_MODULE_1__/* .kindOf */ .I)({
                mediaType: descriptor.mediaType,
                artifactType: descriptor.artifactType ?? '',
                ...(tag === undefined ? {} : { tag }),
            }),
            relation: 'attached',
            of: subject.digest,
        })),
    ];
}


/***/ }),

/***/ 3052: // ./lib/modes/tell/total-size.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ totalSize),
/* harmony export */   _: () => (/* binding */ sizeOfManifest)
/* harmony export */ });
/** The bytes of blobs, each blob counted once. */
function totalSize(blobs) {
    const sizes = new Map([...blobs].map(({ digest, size }) => [digest, size]));
    return sizes.values().reduce((sum, size) => sum + size, 0);
}
/** The bytes of all blobs of a manifest; undefined for an index, whose parts are not read for that. */
function sizeOfManifest(manifest) {
    return manifest.kind === 'manifest' ? totalSize([manifest.config, ...manifest.layers]) : undefined;
}


/***/ }),

/***/ 7047: // ./lib/modes/tell/useless-exclude.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ uselessExclude)
/* harmony export */ });
/**
 * Words the notice for a `!` line that took nothing out: somebody meant to keep a file away, and it is there.
 *
 * @param meaning what such a line is compared with
 */
function uselessExclude(line, meaning = 'is relative to the workspace') {
    return `The line ${JSON.stringify(line)} of the input files took nothing out: it works on the lines above it, and ${meaning}`;
}


/***/ }),

/***/ 1405: // ./lib/store/attached.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ readDigestTags),
/* harmony export */   EU: () => (/* binding */ listsAtOnce),
/* harmony export */   kc: () => (/* binding */ findAttached),
/* harmony export */   rl: () => (/* binding */ listAttached)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
/* harmony import */ var _oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5983);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4360);
/* harmony import */ var _listed_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6300);






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
        const descriptor = await source.resolve(tag, signal).catch((error) => {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'NOT_FOUND'))
                throw error;
            // It may have been removed since the tags were listed; what a layout lists and does not have is lost.
            if (error.topic === 'missing-content')
                onUnread(subject, error);
        });
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

/***/ 4577: // ./lib/store/copy-graph.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ startCopySession),
/* harmony export */   a: () => (/* binding */ copyGraph)
/* harmony export */ });
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9749);
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3000);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7813);








/** Makes a session for copies between two repositories. */
function startCopySession(concurrency) {
    return { started: startedNone(), brought: new Set(), left: new Map(), slots: (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .transferSlots */ .jW)(concurrency) };
}
function startedNone() {
    return { manifests: new Map(), blobs: new Map() };
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
async function copyGraph(source, root, target, options = {}) {
    const { concurrency = 8, session = startCopySession(concurrency), signal } = options;
    const walk = {
        source,
        target,
        canMount: source.location !== undefined && source.location.host === target.location?.host,
        ...{ tags: [], present: new Set(), known: new Set(), onEvent: () => { }, session },
        ...options,
        listed: new Set(),
        trusted: new Set(),
        isForced: false,
        depth: 0,
    };
    try {
        await begin(walk, copyManifest, root);
    }
    catch (error) {
        if (walk.trusted.size === 0 || !(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .up)(error, 'NOT_FOUND') || signal?.aborted)
            throw error;
        // It must not believe what others found.
        await begin({ ...walk, session: { ...session, started: startedNone() }, listed: new Set(), isForced: true }, copyManifest, root);
    }
}
/** Begins the work for a piece of content, which all copies of the session share; what failed can be begun again. */
async function begin(walk, { work, kind }, descriptor) {
    const started = walk.session.started[kind];
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
async function share(walk, task, descriptor) {
    const started = walk.session.started[task.kind];
    const { digest } = descriptor;
    for (let other = started.get(digest); other; other = started.get(digest)) {
        const isDone = await other.then(() => true, () => false);
        if (isDone)
            return;
        // It failed for another copy of the session; that one may have been given up, and this one not.
        walk.signal?.throwIfAborted();
    }
    await begin(walk, task, descriptor);
}
/** What lists and subjects say of a manifest may be wrong: of them, the digest alone is believed. */
const copyManifest = {
    kind: 'manifests',
    work: (walk, descriptor) => copyOpened(walk, descriptor, () => walk.source.manifest(descriptor.digest, walk.signal)),
};
/** An index is a witness for its parts. */
const copyPart = {
    kind: 'manifests',
    work: (walk, descriptor) => copyOpened(walk, descriptor, () => (0,_content_js__WEBPACK_IMPORTED_MODULE_6__/* .fetchContent */ .Ix)(walk.source, descriptor, walk.signal)),
};
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
    const isNew = ({ digest }) => !present.has(digest) && !session.started.blobs.has(digest);
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
    const { source, target, listed, known, subjects, signal } = walk;
    const { left } = walk.session;
    const started = walk.session.started.manifests;
    if (subjects === undefined || known.has(digest))
        return;
    if (subjects === 'left' && !listed.has(digest) && !started.has(digest)) {
        if (!(await target.has(subject, signal)) && !started.has(digest))
            left.set(digest, of);
        return;
    }
    const copied = share(walk, copyManifest, subject).then(() => true);
    // A subject need not exist (image-spec, manifest.md).
    if (!(await (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orGone */ .Pi)(copied, () => source.resolve(digest, signal), signal)))
        left.set(digest, of);
}
async function copyParts(walk, children) {
    const manifests = children.filter(({ mediaType }) => (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_5__/* .isManifestType */ .Q3)(mediaType));
    for (const { digest } of manifests)
        walk.listed.add(digest);
    const copyAll = (parts, atOnce) => (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .concurrently */ .rK)(parts, atOnce, walk.signal, (child, signal) => share({ ...walk, depth: walk.depth + 1, signal }, copyPart, child));
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
    await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_1__/* .concurrently */ .rK)(blobs, slots.lanes, walk.signal, (blob, signal) => share({ ...walk, signal }, { kind: 'blobs', work: copyBlob }, blob));
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

/***/ 1185: // ./lib/store/forwarded.js
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
        onlyManifest: async (signal) => source.onlyManifest?.(signal),
        ...own,
    };
}


/***/ }),

/***/ 8098: // ./lib/store/wrapped/cached-manifests.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ cachedManifests),
/* harmony export */   X: () => (/* binding */ startManifestRoom)
/* harmony export */ });
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9501);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3000);
/* harmony import */ var _forwarded_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1185);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7813);






/** The manifests of a real image have some hundred KiB; what is more is read again. */
const maxCachedBytes = 16 * 1024 * 1024;
function startManifestRoom(bytes = maxCachedBytes) {
    const caches = [];
    let free = bytes;
    return {
        cache() {
            const manifests = new Map();
            caches.push(manifests);
            return {
                get(key) {
                    const one = manifests.get(key);
                    return one && (0,_content_js__WEBPACK_IMPORTED_MODULE_3__/* .contentOf */ .$E)(one.descriptor, one.bytes);
                },
                keep({ descriptor, bytes: own }, key = descriptor.digest) {
                    if (own.byteLength > free || manifests.has(key))
                        return;
                    free -= own.byteLength;
                    // What is parsed of it takes a multiple of its bytes, and stays with whoever asked for it.
                    manifests.set(key, { descriptor, bytes: own });
                },
            };
        },
        empty() {
            for (const manifests of caches)
                manifests.clear();
            free = bytes;
        },
    };
}
/** A source that reads each manifest once, and has those in `known` beside its own. */
function cachedManifests(source, known = [], cache = startManifestRoom().cache()) {
    const given = new Map(known.map(({ descriptor, bytes }) => [descriptor.digest, { descriptor, bytes }]));
    const find = (digest) => {
        const one = given.get(digest);
        return one ? (0,_content_js__WEBPACK_IMPORTED_MODULE_3__/* .contentOf */ .$E)(one.descriptor, one.bytes) : cache.get(digest);
    };
    const keep = (content, key) => {
        cache.keep(content, key);
        return content;
    };
    return (0,_forwarded_js__WEBPACK_IMPORTED_MODULE_5__/* .forwarded */ .V)(source, {
        resolve: async (name, signal) => ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(name) ? find(name)?.descriptor : undefined) ?? source.resolve(name, signal),
        async manifest(name, signal) {
            return ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(name) ? find(name) : undefined) ?? keep(await source.manifest(name, signal));
        },
        async fetch(descriptor, signal) {
            const { digest, mediaType } = descriptor;
            if (!(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isManifestType */ .Q3)(mediaType))
                return source.fetch(descriptor, signal);
            // The type of a manifest that does not say its own is that which the source tells, not the claim of an index.
            const claimed = `${mediaType} ${digest}`;
            const known = find(digest) ?? cache.get(claimed);
            if (known)
                return (0,_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(known.bytes)();
            const content = await (0,_content_js__WEBPACK_IMPORTED_MODULE_3__/* .fetchContent */ .Ix)(source, descriptor, signal);
            return (0,_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(keep(content, (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .ownTypeOf */ .GD)(content.bytes) === mediaType ? digest : claimed).bytes)();
        },
    });
}


/***/ }),

/***/ 5137: // ./lib/store/wrapped/limited.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sv: () => (/* binding */ maxGraphBytes),
/* harmony export */   TJ: () => (/* binding */ limited),
/* harmony export */   Y1: () => (/* binding */ startGraphBudget)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3474);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(261);
/* harmony import */ var _forwarded_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1185);






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
function limited(source, budget = startGraphBudget()) {
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

/***/ 8796: // ./lib/store/write-temporary.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ writeTemporary)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _disk_open_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6580);
/* harmony import */ var _disk_write_chunks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2889);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9501);






/** Writes content into a new file of a temporary folder, which whoever made the folder removes with it. */
async function writeTemporary(chunks, folder, signal) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)());
    const hash = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .startHash */ .LC)();
    let size = 0;
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'wx', 0o600);
    try {
        await (0,_disk_write_chunks_js__WEBPACK_IMPORTED_MODULE_5__/* .writeChunks */ .a)(file, chunks, (chunk) => {
            signal?.throwIfAborted();
            hash.update(chunk);
            size += chunk.byteLength;
        });
    }
    finally {
        await file.close();
    }
    return { digest: hash.finish(), size, open: (0,_disk_open_file_js__WEBPACK_IMPORTED_MODULE_3__/* .openFile */ .Tq)(path, signal) };
}


/***/ }),

/***/ 4958: // ./lib/trust/formats/provenance.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ provenanceOf),
/* harmony export */   Yg: () => (/* binding */ claimsOfProvenance),
/* harmony export */   wy: () => (/* binding */ provenanceType)
/* harmony export */ });
/** The type of a provenance: https://slsa.dev/spec/v1.1/provenance */
const provenanceType = 'https://slsa.dev/provenance/v1';
/** What a provenance takes from the token. */
const claimsOfProvenance = [
    'repository',
    'repository_id',
    'repository_owner_id',
    'ref',
    'sha',
    'workflow_ref',
    'job_workflow_ref',
    'event_name',
    'run_id',
    'run_attempt',
    'runner_environment',
];
/**
 * Writes the provenance of what a job made, SLSA v1, field by field as actions/attest does
 * (actions/toolkit, `packages/attest/src/provenance.ts`): by the claims of the token alone, since earlier steps can
 * change what is in the environment.
 *
 * @param server address of the GitHub that runs the job
 */
function provenanceOf(claims, server) {
    const repository = `${server}/${claims.repository}`;
    const [path, ...ref] = claims.workflow_ref.replace(`${claims.repository}/`, '').split('@');
    return {
        predicateType: provenanceType,
        predicate: {
            buildDefinition: {
                buildType: 'https://actions.github.io/buildtypes/workflow/v1',
                externalParameters: { workflow: { ref: ref.join('@'), repository, path } },
                internalParameters: {
                    github: {
                        event_name: claims.event_name,
                        repository_id: claims.repository_id,
                        repository_owner_id: claims.repository_owner_id,
                        runner_environment: claims.runner_environment,
                    },
                },
                resolvedDependencies: [{ uri: `git+${repository}@${claims.ref}`, digest: { gitCommit: claims.sha } }],
            },
            runDetails: {
                builder: { id: `${server}/${claims.job_workflow_ref}` },
                metadata: { invocationId: `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}` },
            },
        },
    };
}


/***/ })

};
