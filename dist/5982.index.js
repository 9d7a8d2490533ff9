export const id = 5982;
export const ids = [5982];
export const modules = {

/***/ 71210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LG: () => (/* binding */ maxArchiveEntries),
/* harmony export */   iK: () => (/* binding */ maxRatio),
/* harmony export */   lA: () => (/* binding */ maxUnpackedBytes),
/* harmony export */   oO: () => (/* binding */ isOverRatio)
/* harmony export */ });
/**
 * The most bytes an archive may unpack to: manifests or a program have far less; more would fill the disk of a runner.
 */
const maxUnpackedBytes = 10 * 1024 ** 3;
/** The most entries an archive may have. */
const maxArchiveEntries = 100_000;
/** Deflate reaches 1,032 to 1; texts come to 20. */
const maxRatio = 200;
/** So much is free of the ratio: small archives of zeros may pass. */
const freeOfRatio = 256 * 1024 ** 2;
/**
 * Tells whether the start of an archive unpacks to too many times its size. A push leaves a `margin` in bytes, for it
 * looks at other places than a pull does, and what it lets pass a pull must take.
 */
function isOverRatio(unpacked, compressed, margin = 0) {
    return unpacked + margin > freeOfRatio + compressed * maxRatio;
}


/***/ }),

/***/ 95982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeTree: () => (/* binding */ writeTree)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/disk/climbs-through-link.js
var climbs_through_link = __webpack_require__(43616);
;// CONCATENATED MODULE: ./lib/disk/links-in-order.js

/**
 * Sorts links so that each comes after those that its target leads through: Windows must know of a link whether it
 * leads to a folder, and finds out when it is made. Of a circle, one link comes first.
 */
function linksInOrder(links) {
    const pending = new Map(links.map((link) => [link.path, link]));
    const ordered = [];
    for (const link of links) {
        // A stack of our own: a chain may be as long as an archive has entries.
        const stack = pending.delete(link.path) ? [link] : [];
        for (let last = stack.at(-1); last; last = stack.at(-1)) {
            const next = linkOnTheWay((0,external_node_path_.join)((0,external_node_path_.dirname)(last.path), last.target), pending);
            if (next) {
                pending.delete(next.path);
                stack.push(next);
            }
            else {
                ordered.push(last);
                stack.pop();
            }
        }
    }
    return ordered;
}
/** The link that a path is, or the lowest one of those it leads through. */
function linkOnTheWay(path, links) {
    for (let at = path;; at = (0,external_node_path_.dirname)(at)) {
        const found = links.get(at);
        if (found || (0,external_node_path_.dirname)(at) === at)
            return found;
    }
}

// EXTERNAL MODULE: ./lib/disk/paths.js
var paths = __webpack_require__(17469);
// EXTERNAL MODULE: ./lib/disk/title.js
var disk_title = __webpack_require__(92423);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/artifact/archive/archive-limits.js
var archive_limits = __webpack_require__(71210);
;// CONCATENATED MODULE: ./lib/artifact/archive/write-tree.js









/**
 * Writes a tree into a fresh directory. Only files, folders and links that stay inside are taken; links are made last,
 * so that nothing is written through one. Fails with ARTIFACT for anything else; then the directory is to be thrown
 * away.
 */
async function writeTree(entries, { directory, title, what, symlinks, maxEntries = archive_limits/* maxArchiveEntries */.LG, signal }) {
    const fail = (name, problem, topic) => new errors/* OciError */.Mf('ARTIFACT', `${what} has an entry ${JSON.stringify(name)} that ${problem}`, { topic });
    const { addFolder, note } = createNames(directory, maxEntries, fail);
    const links = [];
    let count = 0;
    try {
        for await (const entry of entries) {
            const name = entry.name.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '') || '.';
            count += 1;
            if (count > maxEntries)
                throw fail(name, tooMany(maxEntries));
            const problem = problemOfEntry(name, entry, title);
            const { kind } = entry;
            if (problem !== undefined || kind === undefined)
                throw fail(name, problem ?? entry.problem ?? '');
            if (kind === 'directory') {
                await addFolder(name);
                continue;
            }
            await addFolder(external_node_path_.posix.dirname(name));
            note(name, kind);
            const path = (0,external_node_path_.join)(directory, name);
            if (kind === 'link')
                links.push({ path, name, target: checkedTarget(name, entry.target, symlinks, fail) });
            else
                await writeFile(path, entry.content(), (entry.mode & 0o111) !== 0, signal);
        }
        await makeLinks(links, (0,external_node_path_.join)(directory, title), fail);
    }
    catch (error) {
        signal.throwIfAborted();
        if (Error.isError(error) && 'syscall' in error)
            error.message = `${what} cannot be unpacked: ${error.message}`;
        throw error;
    }
}
const tooMany = (most) => `exceeds the limit of ${most} entries`;
/** Says what speaks against an entry whatever else there is; `title` is the name of the directory. */
function problemOfEntry(name, { kind }, title) {
    const isRoot = name === title;
    if (!isRoot && title !== '.' && !name.startsWith(`${title}/`))
        return `is not in ${JSON.stringify(title)}`;
    const problemOfName = isRoot && title === '.' ? undefined : ((0,disk_title/* problemOfTitle */.zN)(name) ?? (0,disk_title/* problemOnThisSystem */.MF)(name));
    if (problemOfName)
        return problemOfName;
    return isRoot && kind !== undefined && kind !== 'directory' ? 'should be the directory itself' : undefined;
}
/** Keeps the names of a tree, each of which may be there once, and makes its folders. */
function createNames(directory, most, fail) {
    const seen = new Map();
    const note = (name, kind) => {
        const key = (0,disk_title/* foldedPath */.kV)(name);
        const before = seen.get(key);
        if (before !== undefined && (before !== 'directory' || kind !== 'directory'))
            throw fail(name, 'is there twice');
        seen.set(key, kind);
        if (seen.size > most)
            throw fail(name, tooMany(most));
    };
    const folders = new Set(['.']);
    // A folder that is there only because something is in it counts like any other.
    const noteFolder = (name) => {
        if (folders.has(name))
            return false;
        noteFolder(external_node_path_.posix.dirname(name));
        note(name, 'directory');
        folders.add(name);
        return true;
    };
    const addFolder = async (name) => {
        if (noteFolder(name))
            await (0,promises_.mkdir)((0,external_node_path_.join)(directory, name), { recursive: true });
    };
    return { note, addFolder };
}
function checkedTarget(name, target = '', symlinks, fail) {
    if (symlinks === 'error')
        throw fail(name, 'is a symbolic link, and the input symlinks is error', 'symbolic-link');
    if (symlinks === 'follow')
        throw fail(name, 'is a symbolic link; a pull keeps links or refuses them, it cannot follow them', 'symbolic-link');
    if (target === '' || (0,external_node_path_.isAbsolute)(target) || /[\\\0]|^[A-Za-z]:/.test(target))
        throw fail(name, 'is a link to an absolute path');
    return target;
}
/**
 * Writes a file in calls that wait: most files of a tree are small, and for these a call that does not wait takes
 * longer, in line with the decompression.
 */
async function writeFile(path, chunks, isExecutable, signal) {
    const flags = external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY;
    // Owner and special bits of the archive mean nothing here; the umask of the runner holds.
    const file = (0,external_node_fs_.openSync)(path, flags, isExecutable ? 0o777 : 0o666);
    try {
        for await (const chunk of chunks) {
            signal.throwIfAborted();
            for (let at = 0; at < chunk.byteLength;)
                at += (0,external_node_fs_.writeSync)(file, chunk, at);
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
/**
 * Makes the links, and then asks the kernel where each of them leads: their words alone do not tell
 * (GHSA-m37j-52j7-pjw7).
 */
async function makeLinks(links, directory, fail) {
    for (const { path, target } of linksInOrder(links))
        await (0,promises_.symlink)(target, path);
    const root = await (0,promises_.realpath)(directory);
    for (const { path, name, target } of links) {
        const real = await (0,promises_.realpath)(path).catch(() => undefined);
        if (real === undefined || (0,paths/* pathBelow */.B)(root, real) === undefined) {
            throw fail(name, `is a link to ${JSON.stringify(target)}, which is not inside the directory`);
        }
        if ((0,climbs_through_link/* climbsThroughLink */.e)(path, target)) {
            throw fail(name, `is a link to ${JSON.stringify(target)}, which goes up (..) after another link`);
        }
    }
}


/***/ }),

/***/ 43616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ climbsThroughLink)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/**
 * Tells whether the target of a link goes back up (`..`) after another link: `a/../b` is `b` while `a` is a folder, but
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


/***/ })

};
