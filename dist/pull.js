export const modules = {

/***/ 7120: // ./lib/artifact/files/write-files.js + 1 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ writeFiles)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/chunks.js
var chunks = __webpack_require__(9749);
// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(4957);
// EXTERNAL MODULE: ./lib/disk/look-at.js
var look_at = __webpack_require__(4358);
// EXTERNAL MODULE: ./lib/disk/place-tree.js
var place_tree = __webpack_require__(3251);
// EXTERNAL MODULE: ./lib/disk/write-chunks.js
var write_chunks = __webpack_require__(2889);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/digest.js
var digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __webpack_require__(6948);
// EXTERNAL MODULE: ./lib/artifact/files/file-content.js
var file_content = __webpack_require__(2342);
// EXTERNAL MODULE: ./lib/disk/title.js
var title = __webpack_require__(2423);
;// CONCATENATED MODULE: ./lib/artifact/files/refuse-git-repository.js





/**
 * Refuses to make a folder into which something is written a repository of git, or to write into one: the settings in
 * it make git run programs, and git takes any folder for one that has HEAD with objects and refs, or with commondir, a
 * file that says where those are (git, setup.c, `is_git_directory`). Looks at what comes and at what is there, below
 * `directory`, and at the folders around it. Fails with ARTIFACT.
 *
 * @param directory absolute; it is there
 */
function refuseGitRepository(arrivals, directory) {
    const folders = new Map();
    const namesIn = (folder) => {
        const known = folders.get(folder);
        if (known)
            return known;
        const names = new Set(list(folder).map(({ name }) => name));
        folders.set(folder, names);
        return names;
    };
    const note = (path) => {
        for (let inner = path; inner !== directory; inner = (0,external_node_path_.dirname)(inner))
            namesIn((0,external_node_path_.dirname)(inner)).add((0,external_node_path_.basename)(inner));
    };
    const walk = (from, to) => {
        const names = namesIn(to);
        for (const entry of list(from)) {
            names.add(entry.name);
            if (entry.isDirectory())
                walk((0,external_node_path_.join)(from, entry.name), (0,external_node_path_.join)(to, entry.name));
        }
    };
    // `directory` may be the folder of hooks in a repository, or be what makes one of the folder around it.
    if (arrivals.length > 0) {
        for (let inner = external_node_fs_.realpathSync.native(directory); (0,external_node_path_.dirname)(inner) !== inner; inner = (0,external_node_path_.dirname)(inner)) {
            const around = (0,external_node_path_.dirname)(inner);
            // Looked up, not listed: there may be thousands of others in it, as in a folder for temporary files.
            if (isGitRepository((name) => (0,look_at/* lookAt */.t)((0,external_node_path_.join)(around, name)) !== undefined))
                throw refusal(around);
        }
    }
    for (const { from, to } of arrivals) {
        note(to);
        if (from !== undefined)
            walk(from, to);
    }
    for (const [folder, names] of folders) {
        // As a system sees them that ignores case and invisible characters.
        const folded = new Set([...names].map((name) => (0,title/* foldedPath */.kV)(name)));
        if (isGitRepository((name) => folded.has((0,title/* foldedPath */.kV)(name))))
            throw refusal(folder);
    }
}
function refusal(folder) {
    const what = 'HEAD, objects and refs together: git would take it for a repository, and run the programs that its settings name';
    return new errors/* OciError */.Mf('ARTIFACT', `The folder ${JSON.stringify(folder)} would have ${what}`, {
        topic: 'git-repository',
    });
}
/** Whether git may take a folder that has these names for a repository. */
function isGitRepository(has) {
    return has('HEAD') && (has('commondir') || (has('objects') && has('refs')));
}
function list(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true });
    }
    catch {
        // It is not there yet, or what is in its place is told when it is written to.
        return [];
    }
}

;// CONCATENATED MODULE: ./lib/artifact/files/write-files.js















/** As many as a manifest can have files; more are made to fill a disk. */
const maxFolders = 10_000;
/** Up to this size a file is held in memory as a whole. */
const smallFile = 64 * 1024;
/**
 * Writes layers as files and folders below a directory, all or none: each goes into a temporary file beside its place,
 * or as a tree into a temporary folder, and only when all are there and verified do they get their names. A file that
 * is there with the same content is left as it is.
 * Fails with CONFLICT for a place that is taken, and leaves no temporary file and no new folder behind.
 */
async function writeFiles(source, layers, options) {
    const { overwrite, concurrency, signal, onFile } = options;
    const directory = (0,external_node_path_.resolve)(options.directory);
    const missing = await findMissing(layers, directory, options);
    const createdFolders = [];
    const temporaries = new Map();
    const temporaryIn = createNames();
    const trees = [];
    const changed = [];
    let isDone = false;
    try {
        // One after the other, so that two files of one new folder do not race for it.
        const ready = new Set();
        for (const { path } of missing) {
            signal?.throwIfAborted();
            await createParents(path, directory, ready, createdFolders);
            if (createdFolders.length > maxFolders) {
                throw new errors/* OciError */.Mf('ARTIFACT', `The titles of the files need more than ${maxFolders} new folders`);
            }
        }
        const slots = (0,concurrently/* transferSlots */.jW)(concurrency);
        await (0,concurrently/* concurrently */.rK)(missing, slots.lanes, signal, async ({ layer, path }, within) => {
            const temporary = temporaryIn((0,external_node_path_.dirname)(path));
            temporaries.set(path, temporary);
            await slots.take(layer.descriptor.size, () => writeNew(temporary, source, layer, { ...options, directory, signal: within }));
            onFile(layer, false);
        });
        for (const layer of layers.filter(({ isDirectory }) => isDirectory)) {
            const temporary = temporaryIn(directory);
            const tree = { layer, from: (0,external_node_path_.join)(temporary, layer.title), to: (0,external_node_path_.join)(directory, layer.title), temporary };
            await createParents(tree.to, directory, ready, createdFolders);
            trees.push(tree);
            await writeDirectory(source, layer, temporary, options);
        }
        // Not before all are there: what is at a place may change while the registry is waited for.
        for (const tree of trees) {
            checkParents(tree.to, directory);
            const differs = await (0,place_tree/* compareTree */.o)(tree.from, tree.to, overwrite, signal);
            if (differs)
                changed.push(tree);
            onFile(tree.layer, !differs);
        }
        signal?.throwIfAborted();
        checkPlaces(missing, changed, directory, overwrite);
        const files = [...temporaries].map(([to, from]) => ({ from, to }));
        if (files.length + changed.length > 0)
            await (0,place_tree/* placeTrees */.Z)([...changed, ...files], temporaryIn(directory));
        temporaries.clear();
        isDone = true;
    }
    finally {
        for (const temporary of temporaries.values())
            await (0,promises_.rm)(temporary, { force: true });
        for (const { temporary } of trees)
            await (0,promises_.rm)(temporary, { recursive: true, force: true });
        // A folder that holds something by now stays.
        if (!isDone)
            for (const folder of createdFolders.reverse())
                await (0,promises_.rmdir)(folder).catch(() => { });
    }
}
/** Makes names in a folder that nobody else has; O_EXCL sees to the rest. */
function createNames() {
    const unique = (0,external_node_crypto_.randomBytes)(8).toString('hex');
    let made = 0;
    return (folder) => {
        made += 1;
        return (0,external_node_path_.join)(folder, `.${unique}-${made}.part`);
    };
}
/** Finds the files that are not there as they should be, and tells of those that are. */
async function findMissing(layers, directory, { overwrite, concurrency, signal, onFile, onCompared }) {
    const missing = [];
    const files = layers.filter(({ isDirectory }) => !isDirectory);
    await (0,concurrently/* concurrently */.rK)(files, concurrency, signal, async (layer, within) => {
        const path = (0,external_node_path_.join)(directory, layer.title);
        const onBytes = (count) => onCompared?.(count, layer);
        const state = await stateOf(path, directory, layer, { onBytes, signal: within });
        if (state === 'same')
            onFile(layer, true);
        else if (state === 'different' && !overwrite) {
            throw new errors/* OciError */.Mf('CONFLICT', `The file ${JSON.stringify(layer.title)} exists with different content`);
        }
        else
            missing.push({ layer, path });
    });
    return missing;
}
/** Looks once more at the places of what is written: much may have happened while the registry was waited for. */
function checkPlaces(missing, trees, directory, overwrite) {
    refuseGitRepository([...missing.map(({ path }) => ({ to: path })), ...trees], directory);
    for (const { to } of trees)
        checkParents(to, directory);
    const taken = overwrite ? undefined : missing.find(({ path }) => (0,look_at/* lookAt */.t)(path));
    if (!taken)
        return;
    const what = `The file ${JSON.stringify(taken.layer.title)} was put there by somebody else`;
    throw new errors/* OciError */.Mf('CONFLICT', `${what} while its content was fetched`);
}
async function writeDirectory(source, layer, temporary, { symlinks, signal = new AbortController().signal, onBytes, onForeign }) {
    const { title, descriptor, tree, isBare } = layer;
    await (0,promises_.mkdir)(temporary, { mode: 0o700 });
    const folder = isBare ? (0,external_node_path_.join)(temporary, title) : temporary;
    if (isBare)
        await (0,promises_.mkdir)(folder, { recursive: true });
    const what = `The directory ${JSON.stringify(title)}`;
    const into = { directory: folder, title: isBare ? '.' : title, what, symlinks, onForeign, signal };
    // What writes trees and reads archives is loaded only for them.
    if (tree)
        return (await __webpack_require__.e(/* import() */ 5982).then(__webpack_require__.bind(__webpack_require__, 5982))).writeTree(tree(), into);
    const { unpackDirectory } = await __webpack_require__.e(/* import() */ 211).then(__webpack_require__.bind(__webpack_require__, 211));
    const contentDigest = descriptor.annotations?.[annotations/* contentDigestAnnotation */.zu];
    if (contentDigest !== undefined && !(0,digest/* isDigest */.Bc)(contentDigest)) {
        throw new errors/* OciError */.Mf('ARTIFACT', `${what} has an invalid digest of its content`);
    }
    const content = (0,chunks/* tapped */.DS)(await source.fetch(descriptor, signal), ({ byteLength }) => onBytes(byteLength, layer));
    await unpackDirectory(content, { ...into, contentDigest });
}
/** Compares what is at a place with what shall be there. */
async function stateOf(path, directory, { descriptor, isExecutable }, how) {
    checkParents(path, directory);
    const found = (0,look_at/* lookAt */.t)(path);
    if (found === undefined)
        return 'absent';
    if (found.isDirectory())
        throw new errors/* OciError */.Mf('CONFLICT', `The place of the file ${JSON.stringify(path)} is a directory`);
    const lacksMode = isExecutable && (found.mode & 0o111) === 0 && process.platform !== 'win32';
    if (!found.isFile() || found.size !== descriptor.size || lacksMode)
        return 'different';
    const there = await (0,file_content/* describeFile */.C)(path, descriptor.mediaType, 'path', { ...how, like: descriptor.digest });
    return there.descriptor.digest === descriptor.digest ? 'same' : 'different';
}
/** The folders between the directory and a file, from above. */
function parentsOf(path, directory) {
    const parents = [];
    for (let folder = (0,external_node_path_.dirname)(path); folder.length > directory.length; folder = (0,external_node_path_.dirname)(folder))
        parents.unshift(folder);
    return parents;
}
/** Refuses to write through anything but real folders: a link could lead out of the directory (GHSA-8xwf-rjm4-xvhv). */
function checkParents(path, directory) {
    for (const folder of parentsOf(path, directory)) {
        const found = (0,look_at/* lookAt */.t)(folder);
        if (found === undefined)
            return;
        if (!found.isDirectory()) {
            const what = found.isSymbolicLink() ? 'a symbolic link' : 'not a directory';
            throw new errors/* OciError */.Mf('CONFLICT', `The folder ${JSON.stringify(folder)} is ${what}: refused to write through it`);
        }
    }
}
/** Makes the folders above a file, but for those that are `ready`, and notes which of them are new. */
async function createParents(path, directory, ready, created) {
    if (ready.has((0,external_node_path_.dirname)(path)))
        return;
    if (!ready.has(directory)) {
        const first = await (0,promises_.mkdir)(directory, { recursive: true }).catch((error) => {
            const what = `The directory ${JSON.stringify(directory)} of the input path`;
            throw new errors/* OciError */.Mf('INVALID_INPUT', `${what} cannot be made: ${(0,errors/* systemCodeOf */.c7)(error)}`, {
                cause: error,
                topic: 'pull-path',
            });
        });
        if (first !== undefined)
            created.push(...parentsOf(directory, (0,external_node_path_.dirname)(first)), directory);
        ready.add(directory);
    }
    for (const folder of parentsOf(path, directory)) {
        if (ready.has(folder))
            continue;
        try {
            await (0,promises_.mkdir)(folder);
            created.push(folder);
        }
        catch (error) {
            if ((0,errors/* systemCodeOf */.c7)(error) !== 'EEXIST')
                throw error;
        }
        ready.add(folder);
    }
    checkParents(path, directory);
}
async function writeNew(path, source, layer, { directory, onBytes, signal }) {
    const { descriptor, isExecutable } = layer;
    const mode = isExecutable ? 0o777 : 0o666;
    const content = (0,chunks/* tapped */.DS)(await source.fetch(descriptor, signal), ({ byteLength }) => onBytes(byteLength, layer));
    if (descriptor.size <= smallFile) {
        // It is verified before it is there, and written in less time than it takes to ask the thread pool.
        const bytes = await (0,verified/* readAll */.yw)(content, `The file ${descriptor.digest}`, smallFile);
        checkParents(path, directory);
        signal.throwIfAborted();
        (0,external_node_fs_.writeFileSync)(path, bytes, { flag: 'wx', mode });
        return;
    }
    // Somebody may have put a link in the place of a folder while the registry was waited for.
    checkParents(path, directory);
    // O_EXCL, as `wx` above, does not follow a link that somebody put there.
    const file = await (0,promises_.open)(path, external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY, 0o600);
    try {
        await (0,write_chunks/* writeChunks */.a)(file, content, () => signal.throwIfAborted());
        await file.chmod(mode & ~process.umask());
    }
    finally {
        await file.close();
    }
}


/***/ }),

/***/ 4071: // ./lib/modes/pull.js + 5 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pull: () => (/* binding */ pull)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/disk/held-place.js
var held_place = __webpack_require__(8592);
// EXTERNAL MODULE: ./lib/disk/paths.js
var paths = __webpack_require__(7469);
// EXTERNAL MODULE: ./lib/disk/title.js
var disk_title = __webpack_require__(2423);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/artifact/files/pull-directory.js






/**
 * Makes an absolute path of the input `path` of a pull. Fails with INVALID_INPUT when a link leads it out of the
 * workspace, or when it is in a folder of git, whose hooks and settings make git run programs, by its words or by a
 * link.
 */
function pullDirectory(path, workspace) {
    const directory = (0,external_node_path_.resolve)(workspace, path);
    const fail = (what, facts) => new errors/* OciError */.Mf('INVALID_INPUT', `The directory ${JSON.stringify(path)} of the input path ${what}`, {
        topic: 'pull-path',
        ...facts,
    });
    const real = (0,held_place/* heldPlace */.l)(directory, { folder: workspace, symlinks: 'keep' }, fail);
    // The workspace itself may be anywhere.
    const places = [
        (0,paths/* pathBelow */.B)(workspace, directory) ?? directory,
        (0,paths/* pathBelow */.B)(external_node_fs_.realpathSync.native(workspace), real) ?? real,
    ];
    if (places.some((place) => (0,paths/* toSlashes */.T)(place).split('/').some(disk_title/* isGitFolder */.Z$))) {
        throw fail('has a part .git, which belongs to git');
    }
    return directory;
}

// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(7399);
// EXTERNAL MODULE: ./lib/give-way.js
var give_way = __webpack_require__(9968);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(4842);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __webpack_require__(6948);
// EXTERNAL MODULE: ./lib/artifact/files/layer-title.js
var layer_title = __webpack_require__(2568);
;// CONCATENATED MODULE: ./lib/artifact/files/linear-reg-exp.js
/**
 * Makes a test of whole texts from a regular expression that begins with `^`, as picomatch makes them: it says what
 * `RegExp.test` says, in time linear in the length of the text, where V8 goes back and tries again. It goes through the
 * text once, from its end, and knows at each place which steps lead to a match; what is looked ahead for is known by
 * then. Throws a SyntaxError for what no such program can do, backreferences and lookbehinds, and for words (`\b`).
 */
function linearTest({ source }) {
    /** Those that are looked ahead for come before the programs that do. */
    const programs = [];
    const compile = (build) => {
        const steps = [{ kind: 'done' }];
        const entry = build(steps, 0);
        const program = { steps, entry, now: new Uint8Array(steps.length), later: new Uint8Array(steps.length) };
        programs.push(program);
        return program;
    };
    const whole = compile(parse(source, compile));
    return (text) => {
        for (let place = text.length; place >= 0; place -= 1) {
            for (const program of programs)
                walk(program, text, place);
            // Nothing leads to a match from here, so nothing before does.
            if (!whole.now.includes(1, 1))
                return false;
        }
        return whole.now[whole.entry] === 1;
    };
}
/** Finds out which steps lead to a match at a place. */
function walk(program, text, place) {
    const { steps, now: later, later: now } = program;
    program.now = now;
    program.later = later;
    const unit = text.charCodeAt(place);
    const isBehind = place === text.length;
    for (let index = 0; index < steps.length; index += 1) {
        const step = steps[index];
        const isTaken = step.kind === 'unit' && !isBehind && later[step.next] === 1 && step.takes(unit);
        now[index] = isTaken || step.kind === 'done' ? 1 : 0;
    }
    // A loop leads back, so that one round may bring another.
    for (let isChanged = true; isChanged;) {
        isChanged = false;
        for (let index = 0; index < steps.length; index += 1) {
            if (now[index] === 1 || !isPassed(steps[index], now, place, text.length))
                continue;
            now[index] = 1;
            isChanged = true;
        }
    }
}
/** Reports whether a step that takes nothing leads to one that is known to lead to a match. */
function isPassed(step, now, place, length) {
    if (step.kind === 'split')
        return step.to.some((next) => now[next] === 1);
    if (step.kind === 'unit' || step.kind === 'done' || now[step.next] === 0)
        return false;
    if (step.kind === 'look')
        return (step.at.now[step.at.entry] === 1) === step.isWanted;
    return place === (step.kind === 'start' ? 0 : length);
}
const units = {
    group: /\((?:\?(?::|[=!]|<\w+>))?/y,
    quantifier: /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y,
    class: /\[(?:\\.|[^\]\\])*\]/sy,
    escape: /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[a-zA-Z]|[^\dkbB])/sy,
};
/** Parses the source of a RegExp without flags; it is known to be one. */
function parse(source, compile) {
    let at = 0;
    const take = (kind) => {
        const pattern = units[kind];
        pattern.lastIndex = at;
        const found = pattern.exec(source);
        at += found?.[0].length ?? 0;
        return found;
    };
    const alternatives = () => {
        const builds = [sequence()];
        while (source[at] === '|') {
            at += 1;
            builds.push(sequence());
        }
        return builds.length === 1 ? builds[0] : anyOf(builds);
    };
    const sequence = () => {
        const builds = [];
        while (at < source.length && source[at] !== '|' && source[at] !== ')')
            builds.push(quantified());
        return (steps, next) => builds.reduceRight((behind, build) => build(steps, behind), next);
    };
    const quantified = () => {
        const build = atom();
        const found = take('quantifier');
        if (!found)
            return build;
        const [sign = '', least, comma, most] = found;
        if (least === undefined)
            return repeated(build, sign[0] === '+' ? 1 : 0, sign[0] === '?' ? 1 : undefined);
        return repeated(build, Number(least), comma === undefined ? Number(least) : most ? Number(most) : undefined);
    };
    const atom = () => {
        const sign = source[at] ?? '';
        if (sign === '(') {
            const [open] = take('group') ?? [];
            if (open === undefined || source[at] === '?')
                throw new SyntaxError('it has a lookbehind, or changes flags');
            const inside = alternatives();
            at += 1;
            const look = open[2];
            if (look !== '=' && look !== '!')
                return inside;
            const program = compile(inside);
            return (steps, next) => steps.push({ kind: 'look', at: program, isWanted: look === '=', next }) - 1;
        }
        if (sign === '[')
            return unitOf(take('class')[0]);
        if (sign === '\\') {
            const found = take('escape');
            if (!found)
                throw new SyntaxError('it has a backreference or a word boundary');
            return unitOf(found[0]);
        }
        at += 1;
        if (sign === '^' || sign === '$') {
            return (steps, next) => steps.push({ kind: sign === '^' ? 'start' : 'end', next }) - 1;
        }
        return sign === '.' ? unitOf(sign) : literal(sign.charCodeAt(0));
    };
    return alternatives();
}
function literal(code) {
    return (steps, next) => steps.push({ kind: 'unit', takes: (unit) => unit === code, next }) - 1;
}
/** One unit of UTF-16, as a RegExp without flags takes it; that one is asked once for each. */
function unitOf(source) {
    const [, escaped] = /^\\(\W)$/.exec(source) ?? [];
    if (escaped !== undefined)
        return literal(escaped.charCodeAt(0));
    const pattern = new RegExp(`^${source}$`);
    const known = new Map();
    const takes = (unit) => {
        const found = known.get(unit) ?? pattern.test(String.fromCharCode(unit));
        known.set(unit, found);
        return found;
    };
    return (steps, next) => steps.push({ kind: 'unit', takes, next }) - 1;
}
function anyOf(builds) {
    return (steps, next) => {
        const to = builds.map((build) => build(steps, next));
        return steps.push({ kind: 'split', to }) - 1;
    };
}
/** At least so many, and at most so many where there is a limit. */
function repeated(build, least, most) {
    return (steps, next) => {
        let first = next;
        if (most === undefined) {
            const to = [next];
            const loop = steps.push({ kind: 'split', to }) - 1;
            to.push(build(steps, loop));
            first = loop;
        }
        else {
            for (let count = least; count < most; count += 1) {
                first = steps.push({ kind: 'split', to: [next, build(steps, first)] }) - 1;
            }
        }
        for (let count = 0; count < least; count += 1)
            first = build(steps, first);
        return first;
    };
}

// EXTERNAL MODULE: ./lib/artifact/files/name-case.js
var name_case = __webpack_require__(5464);
;// CONCATENATED MODULE: ./lib/artifact/files/select-layers.js













/** Tells whether a manifest is a Flux source by its config, and not what `kind` says it is. */
function isFluxSource(manifest, kind) {
    return kind === undefined ? manifest.config.mediaType === media_types/* fluxConfigType */.Mb : kind === 'flux';
}
/**
 * Names the layers of an artifact and takes those that the lines of the input `files` ask for: globs over titles and
 * media types, `!` takes out; without lines, all. Fails with ARTIFACT when titles of these are not safe paths, and with
 * NOT_FOUND when nothing is left or a line that is not a pattern finds nothing.
 *
 * @param unpack whether directories are unpacked; if not, their archives are files
 * @param isFlux whether the first archive is the content of a Flux source; if so, it alone is taken unless lines ask
 * for others
 * @param onUseless is told each `!` line that took nothing out
 * @param signal ends the search; titles may be many and long
 */
async function selectLayers(manifest, lines, what, unpack, isFlux, onUseless, signal) {
    const all = manifest.layers.filter(({ mediaType }) => mediaType !== descriptor/* emptyJson */.Gu.mediaType);
    // Flux takes the first layer, unless its layerSelector says otherwise.
    const content = isFlux && lines.length === 0 ? all.slice(0, 1) : all;
    const layers = distinct(content.map((layer, index) => nameLayer(layer, unpack, isFlux && index === 0)));
    if (layers.length === 0) {
        // Others make marks without files too: their annotations say it all.
        if (lines.length === 0 && !isFlux)
            return [];
        throw new errors/* OciError */.Mf('ARTIFACT', `${what} has no files`);
    }
    const selected = lines.length === 0 ? layers : await selectByLines(layers, lines, what, onUseless, signal);
    // A directory without a folder around it is the one that is pulled into.
    const named = selected.filter(({ title, isDirectory }) => !isDirectory || title !== '.');
    for (const { title } of named) {
        const problem = (0,disk_title/* problemOfTitle */.zN)(title);
        if (problem)
            throw new errors/* OciError */.Mf('ARTIFACT', `${what} has a file whose title ${shown(title)} ${problem}`);
    }
    for (const { title } of named) {
        const problem = (0,disk_title/* problemOnThisSystem */.MF)(title);
        if (problem) {
            const advice = 'leave it out with the input files, or pull on another system';
            throw new errors/* OciError */.Mf('ARTIFACT', `${what} has a file whose title ${JSON.stringify(title)} ${problem}: ${advice}`);
        }
    }
    const clash = (0,disk_title/* findClash */.RZ)(selected.map(({ title }) => title));
    if (clash) {
        const names = clash.map((title) => JSON.stringify(title)).join(' and ');
        throw new errors/* OciError */.Mf('ARTIFACT', `${what} has the titles ${names}, which are one path on some systems`);
    }
    return selected;
}
/** A hostile title may be as long as the manifest. */
function shown(title) {
    return JSON.stringify((0,cut_text/* cutText */.IN)(title, 256));
}
async function selectByLines(layers, lines, what, onUseless, signal) {
    const { default: picomatch } = await __webpack_require__.e(/* import() */ 4006).then(__webpack_require__.t.bind(__webpack_require__, 4006, 19));
    const giveWay = (0,give_way/* createGiveWay */.$)(signal);
    const startsWithExclude = lines[0]?.startsWith('!') ?? false;
    const selected = new Set(startsWithExclude ? layers : []);
    const offer = `it has ${(0,words/* briefList */.X2)(layers.map(({ title }) => shown(title)))}`;
    for (const line of lines) {
        const isExclude = line.startsWith('!');
        const pattern = (0,name_case/* composed */.p4)((0,paths/* toSlashes */.T)(isExclude ? line.slice(1) : line).replace(/^\.\//, ''));
        // As on push, an exclude takes out all that is below a folder.
        const globs = isExclude ? [pattern, `${pattern.replace(/\/$/, '')}/**`] : [pattern];
        const tests = globs.map((glob) => titleTest(picomatch.makeRe(glob, { dot: true }), line));
        const matching = [];
        for (const layer of layers) {
            await giveWay();
            const { descriptor } = layer;
            const title = (0,name_case/* composed */.p4)(layer.title);
            const isMeant = title === pattern || (pattern.includes('/') && descriptor.mediaType === pattern);
            if (isMeant || tests.some((test) => test(title)))
                matching.push(layer);
        }
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
            throw new errors/* OciError */.Mf('NOT_FOUND', `${what} has nothing that the input files ${JSON.stringify(line)} names: ${offer}`, { topic: 'missing-file' });
        }
    }
    if (selected.size === 0) {
        throw new errors/* OciError */.Mf('NOT_FOUND', `${what} has nothing that matches the input files ${JSON.stringify(lines)}: ${offer}`, { topic: 'missing-file' });
    }
    return layers.filter((layer) => selected.has(layer));
}
/** Titles come from the author of the artifact, so none of them may make matching slow. */
function titleTest(pattern, line) {
    try {
        return linearTest(pattern);
    }
    catch (error) {
        if (!(error instanceof SyntaxError))
            throw error;
        throw (0,errors/* invalid */.Gq)('files', line, `has a glob that is not supported: ${error.message}`, { cause: error });
    }
}
/** Drops repetitions: images list one empty layer many times. */
function distinct(layers) {
    return [...new Map(layers.map((layer) => [`${layer.descriptor.digest} ${layer.title}`, layer])).values()];
}
function nameLayer(descriptor, unpack, isFluxContent) {
    const { [annotations/* titleAnnotation */.mO]: title, [annotations/* unpackAnnotation */.et]: toUnpack, [annotations/* executableAnnotation */.kX]: executable, } = descriptor.annotations ?? {};
    const named = (0,layer_title/* layerTitle */.K)(descriptor);
    const common = { descriptor, isUntitled: named === '', isExecutable: executable === 'true' };
    if (isFluxContent && /[.+]tar[.+]gzip$/.test(descriptor.mediaType)) {
        // `flux build artifact` gives the archive this name.
        return { ...common, title: unpack ? '.' : 'artifact.tgz', isUntitled: false, isDirectory: unpack };
    }
    if (!title)
        return { ...common, title: named || (0,layer_title/* fallbackTitle */.X)(descriptor), isDirectory: false };
    // As oras writes it: `./a` and `x/../a` are `a`. What leads out still does.
    const plain = external_node_path_.posix.normalize(title);
    // `regctl artifact put` marks a directory by the slash alone.
    const isBare = toUnpack !== 'true' && plain.endsWith('/');
    if (toUnpack !== 'true' && !isBare)
        return { ...common, title: plain, isDirectory: false };
    const name = plain.replace(/(?<=.)\/$/, '');
    return unpack
        ? { ...common, title: name, isDirectory: true, ...(isBare ? { isBare } : {}) }
        : { ...common, title: `${name === '.' ? 'archive' : name}.tar.gz`, isDirectory: false };
}

// EXTERNAL MODULE: ./lib/artifact/files/write-files.js + 1 modules
var write_files = __webpack_require__(7120);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/artifact/chart/chart-types.js
var chart_types = __webpack_require__(1449);
;// CONCATENATED MODULE: ./lib/modes/chart/chart-wanted.js
// Whether a pull is about a chart: known before the code that reads charts is loaded.


/** The version or range that a pull asks for: as `version` says, and of a chart without a tag the newest, as `''`. */
function versionAsked({ version, reference }, kind) {
    const isNameAlone = reference.digest === undefined && reference.tags.length === 0;
    return version ?? (kind === 'helm' && isNameAlone ? '' : undefined);
}
/**
 * Tells whether a manifest is to be pulled as a chart. Fails with ARTIFACT when a chart was asked for and it is none.
 */
function isChartWanted(manifest, kind, name) {
    if (kind === 'artifact' || kind === 'flux')
        return false;
    if ((0,chart_types/* isChartManifest */._)(manifest))
        return true;
    if (kind === undefined)
        return false;
    throw new errors/* OciError */.Mf('ARTIFACT', `${name} is not a Helm chart: its config is of type ${manifest.config.mediaType}`);
}

// EXTERNAL MODULE: ./lib/modes/contract/told.js
var contract_told = __webpack_require__(6014);
// EXTERNAL MODULE: ./lib/modes/find/choose-platform.js
var choose_platform = __webpack_require__(7109);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(6937);
// EXTERNAL MODULE: ./lib/modes/find/find-top.js + 1 modules
var find_top = __webpack_require__(2080);
// EXTERNAL MODULE: ./lib/modes/runner/blob-cache.js + 2 modules
var blob_cache = __webpack_require__(7800);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
;// CONCATENATED MODULE: ./lib/modes/runner/tool.js






/** What Windows runs, by its ending. */
const programsOnWindows = ['.exe', '.cmd', '.bat', '.com', '.ps1'];
/** What the runner and most actions call by name, also where this step does not see it, as in a container. */
const calledByOthers = 'git git-lfs ssh sh bash pwsh powershell cmd node npm npx python python3 curl wget tar unzip gzip docker sudo gh'.split(' ');
/** More names help nobody. */
const maxNamed = 20;
/**
 * Fails with INVALID_INPUT when an input cannot be combined with `add-to-path`; says so when nothing but a tag decides
 * what later steps run.
 */
function checkToolInputs({ path, unpack, kind, isPinned }, log) {
    const foreign = [
        [path !== '.', 'path: the files go into the tool cache, and the output path says where'],
        [!unpack, 'unpack: false'],
        [kind === 'helm' || kind === 'flux', `kind: ${kind}`],
    ];
    const [, what] = foreign.find(([isSet]) => isSet) ?? [];
    if (what)
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The input add-to-path cannot be combined with ${what}`, {
            topic: 'combined-inputs',
        });
    if (!isPinned) {
        log.notice('Only a tag decides what later steps run: set expect-digest, or say in verify who must have signed it');
    }
}
/**
 * Lets what is pulled be a program: files may be executed, for most tools keep no mode of single files, and an archive
 * that is the only file is unpacked.
 */
function toolLayers(layers) {
    const [only, ...more] = layers;
    if (only && more.length === 0 && /\.(?:tar|tar\.gz|tgz|tar\.zst)$/.test(only.title)) {
        return [{ ...only, title: '.', isDirectory: true }];
    }
    return layers.map((layer) => (layer.isDirectory ? layer : { ...layer, isExecutable: true }));
}
/** The name of a tool in the tool cache, where it is a folder: that of its repository. */
function toolName(reference) {
    const name = (0,oci_reference/* isLayout */.nW)(reference) ? (0,external_node_path_.basename)((0,oci_reference/* layoutDirectoryOf */.f4)(reference)) : reference.repository;
    return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '') || 'tool';
}
/** Tells tools apart: by the digest of the manifest, and when only some of its files are taken, by these too. */
function toolDigest(digest, files) {
    return files.length === 0 ? digest : (0,oci_digest/* digestOf */.ol)(Buffer.from(JSON.stringify([digest, ...files])));
}
/**
 * Finds the folder with the programs: `bin`, else the top, and if there is nothing but one folder the same in there.
 * Fails with ARTIFACT when there is no program in them, or the folder would be read as two on the PATH.
 */
async function findPrograms(directory, what, isWindows = process.platform === 'win32') {
    const [only, ...more] = await (0,promises_.readdir)(directory, { withFileTypes: true });
    const inner = only?.isDirectory() && more.length === 0 && only.name !== 'bin' ? only.name : '';
    for (const folder of ['bin', '.', (0,external_node_path_.join)(inner, 'bin'), inner || '.']) {
        if ((await programsIn((0,external_node_path_.join)(directory, folder), isWindows)).length === 0)
            continue;
        if (!folder.includes(external_node_path_.delimiter))
            return folder;
        throw new errors/* OciError */.Mf('ARTIFACT', `${what} has its programs in the folder ${JSON.stringify(folder)}, which cannot be put on the PATH: "${external_node_path_.delimiter}" separates folders there`, { topic: 'missing-program' });
    }
    throw new errors/* OciError */.Mf('ARTIFACT', `${what} has no program to put on the PATH: no file that ${isWindows ? `ends in ${programsOnWindows.join(', ')}` : 'may be executed'} is in the folder bin, or at the top`, { topic: 'missing-program' });
}
/**
 * Says which programs of a folder take the place of others in later steps: those that a search path has too, and those
 * that steps and other actions call without a thought. Undefined when there are none.
 *
 * @param folders a search path, as in the variable PATH
 */
async function describeShadowed(folder, folders, what) {
    const others = folders.split(external_node_path_.delimiter).filter((other) => other !== '' && other !== folder);
    const listed = await Promise.all(others.map((other) => (0,promises_.readdir)(other).catch(() => [])));
    const known = new Set([...calledByOthers, ...listed.flat().map(commandOf)]);
    const names = (await programsIn(folder)).filter((name) => known.has(commandOf(name)));
    if (names.length === 0)
        return undefined;
    const [verb, theirs] = names.length === 1 ? ['takes', 'program'] : ['take', 'programs'];
    return `In later steps, ${(0,words/* briefList */.X2)(names, maxNamed)} of ${what} ${verb} the place of the ${theirs} of that name`;
}
/** The name by which a shell calls a program. */
function commandOf(name) {
    if (process.platform !== 'win32')
        return name;
    const lower = name.toLowerCase();
    return programsOnWindows.includes((0,external_node_path_.extname)(lower)) ? lower.slice(0, -(0,external_node_path_.extname)(lower).length) : lower;
}
/** Windows tells programs by their endings, and has no executable bits; elsewhere the bits count alone. */
async function programsIn(folder, isWindows = process.platform === 'win32') {
    const programs = [];
    for (const name of await (0,promises_.readdir)(folder).catch(() => [])) {
        const found = await (0,promises_.lstat)((0,external_node_path_.join)(folder, name));
        if (found.isDirectory())
            continue;
        const isProgram = isWindows
            ? programsOnWindows.includes((0,external_node_path_.extname)(name).toLowerCase())
            : found.isSymbolicLink() || (found.mode & 0o111) !== 0;
        if (isProgram)
            programs.push(name);
    }
    return programs.sort();
}

// EXTERNAL MODULE: ./lib/modes/tell/first-lines.js
var first_lines = __webpack_require__(3226);
// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(2359);
// EXTERNAL MODULE: ./lib/modes/tell/useless-exclude.js
var useless_exclude = __webpack_require__(7047);
;// CONCATENATED MODULE: ./lib/modes/pull.js





















/** Fetches the files of an artifact into a directory: a tag is resolved once, and from then on the digest counts. */
async function pull(inputs, mode, around) {
    const { sought, files: wanted, overwrite, concurrency, addToPath } = inputs;
    const { expectDigest } = sought;
    const { log, signal, told, workspace } = mode;
    const { about } = told;
    const { blobCache, temporary, tools, verify } = around;
    const repository = (0,oci_reference/* formatRepository */.Sh)(inputs.reference);
    const { tags } = inputs.reference;
    if (addToPath) {
        const isPinned = (verify ?? expectDigest ?? sought.reference.digest) !== undefined;
        checkToolInputs({ ...inputs, isPinned }, log);
    }
    const directory = addToPath ? (0,external_node_path_.join)(temporary, 'tool') : pullDirectory(inputs.path, workspace);
    (0,contract_told/* tell */.qz)(about, { repository, tags, fate: 'not reached', files: [], moved: contract_told/* nothingMoved */.FY });
    const opened = mode.open.source(inputs.reference);
    const { source, hits } = (0,blob_cache/* withCache */.n)(opened, blobCache, log);
    const asked = { ...sought, version: versionAsked(sought, inputs.kind) };
    const found = await (0,find_top/* findVerified */.y)(source, asked, { purpose: 'pull', verify, direct: opened }, mode);
    if (!found)
        return;
    const { reference, top, version } = found;
    const versioned = version === undefined ? {} : { version, tags: reference.tags };
    const { digest: topDigest } = top.descriptor;
    // What has another digest than the expected one is not handed on.
    const onFound = (digest) => {
        told.exists = true;
        (0,contract_told/* tell */.qz)(about, { ...versioned, digest, reference: `${repository}@${digest}` });
    };
    if (expectDigest === undefined)
        onFound(topDigest);
    // The runner's platform chooses from an index; a single image is taken as it is, for it may run here all the same.
    const isIndex = top.parsed().kind === 'index';
    const platform = inputs.platforms[0] ?? (addToPath && isIndex ? around.platform : undefined);
    const { content, manifest } = await (0,choose_platform/* choosePlatform */.x)(source, top, platform, repository, signal, log.info);
    const { digest, mediaType } = content.descriptor;
    const name = `${repository}@${digest}`;
    (0,find_manifest/* checkExpected */.vi)(expectDigest, reference, topDigest, digest);
    onFound(digest);
    (0,contract_told/* tell */.qz)(about, { mediaType, artifactType: (0,oci_manifest/* artifactTypeOf */.Gh)(manifest) ?? '' });
    if (!addToPath)
        about.path = inputs.path;
    if (!addToPath && isChartWanted(manifest, inputs.kind, name)) {
        const { pullChart } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(8041), __webpack_require__.e(4736), __webpack_require__.e(1100)]).then(__webpack_require__.bind(__webpack_require__, 1100));
        const { path, unpack } = inputs;
        const how = { files: wanted.files, path, directory, temporary, unpack, overwrite, concurrency };
        return pullChart({ source, hits, manifest, name, tag: reference.tags[0] }, how, { about, log, signal, workspace });
    }
    const isFlux = isFluxSource(manifest, inputs.kind);
    const onUseless = (line) => log.notice((0,useless_exclude/* uselessExclude */.N)(line, 'names files as the artifact does, letter by letter'));
    const selected = await selectLayers(manifest, wanted.files, name, inputs.unpack, isFlux, onUseless, signal);
    const others = manifest.layers.length - selected.length;
    if (isFlux && wanted.files.length === 0 && others > 0) {
        const left = `${(0,words/* count */.U9)(others, 'layer')} of ${name} ${others === 1 ? 'is' : 'are'} left out`;
        log.notice(`Flux reads only the first layer of an artifact: ${left}`);
    }
    if (selected.length === 0) {
        if (addToPath)
            throw new errors/* OciError */.Mf('ARTIFACT', `${name} has no files`);
        log.notice(`${name} has no files: nothing was written`);
    }
    const layers = addToPath ? toolLayers(selected) : selected;
    const isImage = media_types/* imageConfigTypes */.vd.includes(manifest.config.mediaType) && layers.some(({ isUntitled }) => isUntitled);
    if (isImage) {
        log.warning(`${name} is a container image, and its layers are no files: use mode copy, or run it. Each layer is written under its digest`);
    }
    for (const { title, descriptor, isUntitled } of layers) {
        if (isUntitled && !isImage)
            log.warning(`A layer of type ${descriptor.mediaType} has no title; it is written as ${title}`);
    }
    const size = sizeOf(layers);
    about.size = size;
    const heading = `Pull ${name} into ${addToPath ? 'the tool cache' : inputs.path}`;
    const options = { directory, overwrite, symlinks: wanted.symlinks, concurrency, signal, log };
    const { transferred, changed } = await log.group(heading, () => receive(source, layers, hits, options));
    about.moved = { transferred, reused: size - transferred };
    if (!addToPath) {
        const pathOf = (title) => (0,paths/* toSlashes */.T)((0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(directory, title)));
        return (0,contract_told/* tell */.qz)(about, { fate: changed ? 'pulled' : 'unchanged', files: filesOf(layers, pathOf) });
    }
    const tool = { name: toolName(reference), digest: toolDigest(digest, wanted.files), from: directory };
    const { path, isNew } = await installTool(tool, name, tools, log);
    const inTool = filesOf(layers, (title) => (0,external_node_path_.join)(path, title));
    (0,contract_told/* tell */.qz)(about, { fate: isNew ? 'pulled' : 'unchanged', path, files: inTool });
}
function sizeOf(layers) {
    return layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
}
function filesOf(layers, pathOf) {
    return layers.map(({ title, descriptor: { digest, size, mediaType, annotations = {} } }) => {
        return { title, path: pathOf(title), digest, size, mediaType, annotations };
    });
}
/** Writes layers to the disk; gives the bytes that came from the source, and whether anything was written. */
async function receive(source, layers, hits, { log, ...options }) {
    const progress = (0,tell_progress/* startProgress */.o)(log, 'Receiving', sizeOf(layers));
    const comparing = (0,tell_progress/* startProgress */.o)(log, 'Comparing');
    const lines = (0,first_lines/* firstLines */.U)(log);
    let transferred = 0;
    let changed = false;
    const onFile = ({ title, descriptor, isDirectory }, isReused) => {
        const isHit = hits.has(descriptor.digest);
        changed ||= !isReused;
        if (isReused && !isDirectory)
            progress.skipped(descriptor.size);
        if ((!isReused || isDirectory) && !isHit)
            transferred += descriptor.size;
        const isFetched = !isHit && isDirectory;
        const there = isFetched ? 'Received, unchanged' : 'Already there';
        const verb = isReused ? there : isHit ? 'From the cache' : 'Received';
        lines.say(verb, `${verb}: ${title}  ${(0,format_bytes/* formatBytes */.z)(descriptor.size)}`);
    };
    await (0,write_files/* writeFiles */.h)(source, layers, {
        ...options,
        onForeign: (text) => log.notice(text),
        onBytes: (bytes, { title }) => progress.moved(bytes, title),
        onCompared: (bytes, { title }) => comparing.moved(bytes, title),
        onFile,
    }).finally(lines.end);
    return { transferred, changed };
}
/** Puts a tool into the tool cache and its programs on the PATH; `name` is what messages call it. */
async function installTool(tool, name, tools, log) {
    const programs = await findPrograms(tool.from, name);
    const installed = await tools.install(tool);
    const folder = (0,external_node_path_.join)(installed.path, programs);
    const shadowed = await describeShadowed(folder, tools.searchPath, name);
    if (shadowed !== undefined)
        log.warning(shadowed);
    tools.addPath(folder);
    log.info(`${installed.isNew ? 'Added to' : 'Found in'} the tool cache; on the PATH is ${folder}`);
    return installed;
}


/***/ })

};
