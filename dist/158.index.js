export const id = 158;
export const ids = [158];
export const modules = {

/***/ 3546:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ withCache)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/store/open-file.js
var open_file = __webpack_require__(2072);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
;// CONCATENATED MODULE: ./lib/store/cached.js









/** What is being written, or was left by a process that is gone: after a day it is removed. */
const maxPartAge = 24 * 60 * 60 * 1000;
const entryName = /^(?:[0-9a-f]{64}|[0-9a-f]{128})(\.[0-9a-f]{12}\.part)?$/;
/** A planted link, or a pipe that nobody writes to, must not be opened; Windows has neither flag. */
const safely = (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/**
 * A source whose blobs are kept in a directory and taken from there the next time. The directory is not trusted, others may
 * write to it: a blob counts when it has its digest, and is removed when it has not. Manifests are always asked for, so that
 * who may not read an artifact does not get it from here. Whatever is wrong with the cache, the content comes.
 */
function cached(source, options) {
    const { directory, maxBytes, onHit, onProblem } = options;
    let entries;
    let isUsable = true;
    // What is read now, or was just written, is not removed.
    const inUse = new Set();
    const giveUp = (error) => {
        if (isUsable)
            onProblem(`The cache ${directory} is not used: ${(0,errors/* systemCodeOf */.c7)(error) || (0,errors/* messageOf */.bD)(error)}`);
        isUsable = false;
    };
    /** Removes the blobs that were not asked for the longest time, until there is room. */
    const makeRoom = async (size) => {
        entries ??= prune(options);
        const known = await entries;
        let total = known.reduce((sum, entry) => sum + entry.size, size);
        while (total > maxBytes) {
            const oldest = known.find(({ path }) => !inUse.has(path));
            if (oldest === undefined)
                return;
            known.splice(known.indexOf(oldest), 1);
            total -= oldest.size;
            await (0,promises_.rm)(oldest.path, { force: true });
        }
    };
    const open = async (descriptor, signal) => {
        const path = pathOf(directory, descriptor.digest);
        await refuseLinks(path);
        const found = await (0,promises_.lstat)(path).catch(() => undefined);
        if (found === undefined)
            return undefined;
        inUse.add(path);
        const read = async () => (0,verified/* verified */.zr)(await (0,open_file/* openFile */.T)(path, signal, safely)(), descriptor);
        try {
            if (!found.isFile())
                throw new Error('it is no file');
            // Whoever reads uses what comes, so all of it must be known to be right before the first byte.
            for await (const _ of await read())
                ;
        }
        catch (error) {
            signal?.throwIfAborted();
            onProblem(`${descriptor.digest} was dropped from the cache: ${(0,errors/* messageOf */.bD)(error)}`);
            await (0,promises_.rm)(path, { recursive: true, force: true });
            return undefined;
        }
        const now = new Date();
        // What is in use stays; where this is not allowed, it only goes sooner.
        await (0,promises_.utimes)(path, now, now).catch(() => { });
        return read();
    };
    return {
        ...(source.location ? { location: source.location } : {}),
        resolve: (name, signal) => source.resolve(name, signal),
        manifest: (name, signal) => source.manifest(name, signal),
        tags: (signal) => source.tags(signal),
        referrers: (subject, signal) => source.referrers(subject, signal),
        async fetch(descriptor, signal) {
            const { digest, size, mediaType } = descriptor;
            if ((0,media_types/* isManifestType */.Q3)(mediaType) || size > maxBytes || !isUsable)
                return source.fetch(descriptor, signal);
            const there = await open(descriptor, signal).catch((error) => {
                signal?.throwIfAborted();
                giveUp(error);
            });
            if (there) {
                onHit(digest);
                return there;
            }
            const content = await source.fetch(descriptor, signal);
            if (!isUsable)
                return content;
            const path = pathOf(directory, digest);
            try {
                await makeRoom(size);
                const entry = await startEntry(path, giveUp);
                inUse.add(path);
                (await entries)?.push({ path, size, time: Date.now() });
                return kept(content, entry);
            }
            catch (error) {
                giveUp(error);
                return content;
            }
        },
    };
}
function pathOf(directory, digest) {
    const { algorithm, hex } = (0,oci_digest/* partsOf */.CI)(digest);
    return (0,external_node_path_.join)(directory, 'blobs', algorithm, hex);
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
async function startEntry(path, onProblem) {
    const folder = (0,external_node_path_.dirname)(path);
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, '../../..'), { recursive: true });
    // What one repository may read is not for all users of the machine.
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    await refuseLinks(path);
    const temporary = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.part`;
    const file = await (0,promises_.open)(temporary, external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_WRONLY, 0o600);
    let isOpen = true;
    const drop = async () => {
        if (!isOpen)
            return;
        isOpen = false;
        await file.close().catch(() => { });
        await (0,promises_.rm)(temporary, { force: true }).catch(() => { });
    };
    const attempt = async (work) => {
        if (!isOpen)
            return;
        try {
            await work();
        }
        catch (error) {
            await drop();
            onProblem(error);
        }
    };
    return {
        write: (chunk) => attempt(() => file.writeFile(chunk)),
        finish: () => attempt(async () => {
            await file.close();
            // Windows does not replace a file that another job reads; that has the same content.
            await (0,promises_.rename)(temporary, path).catch(() => (0,promises_.rm)(temporary, { force: true }));
            isOpen = false;
        }),
        drop,
    };
}
/** Fails when one of the three folders above an entry is a link, which could lead anywhere. */
async function refuseLinks(path) {
    let folder = path;
    for (let depth = 0; depth < 3; depth += 1) {
        folder = (0,external_node_path_.dirname)(folder);
        const found = await (0,promises_.lstat)(folder).catch(() => undefined);
        if (found && !found.isDirectory())
            throw new Error(`${folder} is no folder`);
    }
}
/** Passes chunks on and writes them into an entry, which counts when the chunks were right to their end. */
function kept(chunks, entry) {
    const iterator = chunks[Symbol.asyncIterator]();
    const result = {
        [Symbol.asyncIterator]: () => result,
        async next() {
            try {
                const next = await iterator.next();
                if (next.done)
                    await entry.finish();
                else
                    await entry.write(next.value);
                return next;
            }
            catch (error) {
                await entry.drop();
                throw error;
            }
        },
        async return() {
            await entry.drop();
            await iterator.return?.();
            return { done: true, value: undefined };
        },
    };
    return result;
}

;// CONCATENATED MODULE: ./lib/modes/blob-cache.js

/** What the blobs of all steps and jobs of a runner may take together. */
const maxBytes = 10 * 1024 ** 3;
/** For how long a blob is kept that no step asks for. */
const maxAge = 30 * 24 * 60 * 60 * 1000;
/** Lets a source keep its blobs in the runner's cache, where the inputs ask for that, and notes which came from there. */
function withCache(source, { blobCache, log }) {
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

/***/ 2434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ choosePlatforms)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/platform.js
var oci_platform = __webpack_require__(7122);
;// CONCATENATED MODULE: ./lib/oci/select-platforms.js




/** The annotation by which BuildKit's attestation in an index names the image it is about (moby/buildkit, attestation-storage.md). */
const attestedDigest = 'vnd.docker.reference.digest';
/**
 * Reduces an index to some platforms, with the attestations of their images: to the manifest of a platform when one is wanted,
 * and there is one, else to a new index with the other fields as they were. Fails with NOT_FOUND when a platform is not in it.
 *
 * @param name what the index is called in messages
 */
function selectPlatforms(bytes, index, platforms, name) {
    const offered = index.manifests.filter((entry) => entry.platform && entry.platform.os !== 'unknown');
    for (const platform of platforms) {
        if (offered.some((entry) => entry.platform && (0,oci_platform/* isPlatform */.aH)(entry.platform, platform)))
            continue;
        const list = offered.slice(0, 20).map((entry) => (entry.platform ? (0,oci_platform/* formatPlatform */.Bq)(entry.platform) : ''));
        throw new errors/* OciError */.Mf('NOT_FOUND', `${name} has nothing for the platform ${(0,oci_platform/* formatPlatform */.Bq)(platform)}: it has ${list.join(', ') || 'no platforms'}`);
    }
    const chosen = offered.filter(({ platform: own }) => platforms.some((platform) => own && (0,oci_platform/* isPlatform */.aH)(own, platform)));
    const [single, ...others] = chosen;
    if (single && others.length === 0)
        return { single };
    const digests = new Set(chosen.map(({ digest }) => digest));
    const isKept = (entry) => digests.has(entry.digest) || digests.has(entry.annotations?.[attestedDigest] ?? '');
    // Fields that we do not know stay.
    const body = JSON.parse(Buffer.from(bytes).toString());
    const manifests = body.manifests.filter((_, position) => isKept(index.manifests[position]));
    const reduced = Buffer.from(JSON.stringify({ ...body, manifests }));
    (0,oci_manifest/* parseManifest */.Ng)(reduced, index.mediaType);
    return { descriptor: (0,descriptor/* describe */.q0)(index.mediaType, reduced), bytes: reduced };
}

// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
;// CONCATENATED MODULE: ./lib/modes/choose-platforms.js






/**
 * Reduces an index to some platforms (see `selectPlatforms`); an image that is no index is taken when it is for one of them, and
 * an artifact that is for no platform is taken always. Fails with NOT_FOUND. No platforms: all.
 */
async function choosePlatforms(source, content, platforms, name, signal) {
    if (platforms.length === 0)
        return content;
    const manifest = (0,oci_manifest/* parseManifest */.Ng)(content.bytes, content.descriptor.mediaType);
    if (manifest.kind === 'index') {
        const selected = selectPlatforms(content.bytes, manifest, platforms, name);
        return 'single' in selected ? source.manifest(selected.single.digest, signal) : selected;
    }
    if (!/^application\/vnd\.(?:oci\.image\.config|docker\.container\.image)\./.test(manifest.config.mediaType)) {
        return content;
    }
    const config = await (0,verified/* readAll */.yw)(await source.fetch(manifest.config, signal), `The config of ${name}`);
    const own = platformOf(config);
    if (!own || platforms.some((platform) => (0,oci_platform/* isPlatform */.aH)(own, platform)))
        return content;
    const wanted = platforms.map(oci_platform/* formatPlatform */.Bq).join(', ');
    throw new errors/* OciError */.Mf('NOT_FOUND', `${name} is an image for ${(0,oci_platform/* formatPlatform */.Bq)(own)}, not for ${wanted}`);
}
/** The platform in the config of an image; undefined when it says none. */
function platformOf(config) {
    let body;
    try {
        body = JSON.parse(config.toString());
    }
    catch {
        return undefined;
    }
    if (!(0,descriptor/* isRecord */.u4)(body))
        return undefined;
    const { os, architecture, variant } = body;
    if (typeof os !== 'string' || typeof architecture !== 'string' || os === '' || architecture === '')
        return undefined;
    return { os, architecture, ...(typeof variant === 'string' && variant !== '' ? { variant } : {}) };
}


/***/ }),

/***/ 6894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E6: () => (/* binding */ copyArtifact),
/* harmony export */   Qz: () => (/* binding */ countCopied),
/* harmony export */   cV: () => (/* binding */ attachedTo)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(261);
/* harmony import */ var _store_attached_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1405);
/* harmony import */ var _store_copy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6148);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7813);






/**
 * Copies a manifest with all that is below it and attached to it. The tags are written last, so that whoever sees the tag also
 * finds the signatures. What is attached under a tag of its own (cosign) moves that tag as `if-exists` says.
 */
async function copyArtifact(task) {
    const { source, root, target, tags, attached, session, onEvent, signal } = task;
    const options = { session, onEvent, signal };
    if (attached.length === 0)
        return (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_4__/* .copy */ .C)(source, root.descriptor, target, { ...options, tags });
    await (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_4__/* .copy */ .C)(source, root.descriptor, target, options);
    const found = [];
    for (const each of attached)
        if (await copyAttached(task, each))
            found.push(each);
    for (const [subject, own] of Map.groupBy(found, (each) => each.subject))
        await putOnList(task, subject, own);
    for (const tag of tags)
        await target.push(root.descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_5__/* .openBytes */ .od)(root.bytes), { tag, signal });
}
/** Copies what is attached; tells whether it is one for the list of its subject, and was there already. */
async function copyAttached(task, { descriptor, subject, tag }) {
    const { source, target, session, log, signal } = task;
    const { digest } = descriptor;
    if (tag !== undefined && !(await isToBeMoved(task, descriptor, tag)))
        return false;
    let isThere = false;
    const onEvent = (event) => {
        isThere ||= event.kind === 'skipped' && event.descriptor.digest === digest;
        task.onEvent(event);
    };
    try {
        await (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_4__/* .copy */ .C)(source, descriptor, target, { session, onEvent, signal, tags: tag === undefined ? [] : [tag] });
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'NOT_FOUND') || !(await isGone(source, digest, signal)))
            throw error;
        log.warning(`${digest} is on the list of what is attached to ${subject.digest}, but it is not there: left out`);
    }
    return isThere && tag === undefined;
}
/** Lists are not always kept by who deletes. */
async function isGone(source, digest, signal) {
    return (await digestOf(source, digest, signal)) === undefined;
}
/** Pushes again what is in the target and not on the list of its subject there, as a job leaves it that is stopped in between. */
async function putOnList({ source, target, onEvent, signal }, subject, attached) {
    const listed = new Set();
    for await (const { digest } of target.referrers(subject, signal))
        listed.add(digest);
    for (const { descriptor } of attached.filter((each) => !listed.has(each.descriptor.digest))) {
        const { bytes } = await source.manifest(descriptor.digest, signal);
        await target.push(descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_5__/* .openBytes */ .od)(bytes), { signal });
        onEvent({ kind: 'copied', descriptor });
    }
}
async function isToBeMoved({ target, ifExists, log, signal }, descriptor, tag) {
    const current = await digestOf(target, tag, signal);
    if (current === undefined)
        return true;
    if (current === descriptor.digest)
        return false;
    if (ifExists === 'overwrite')
        return true;
    log.notice(`The tag ${tag} exists and stays at ${current}`);
    return false;
}
async function digestOf(place, name, signal) {
    try {
        return (await place.resolve(name, signal)).digest;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'NOT_FOUND'))
            return undefined;
        throw error;
    }
}
/** Finds what is attached to a manifest, to the platforms of an index, and to that in turn. */
async function attachedTo(source, { descriptor, bytes }, tags, signal) {
    const subjects = [descriptor];
    const collect = async (content, depth) => {
        if (depth > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .maxIndexDepth */ .cj)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `The index is nested more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .maxIndexDepth */ .cj} deep`);
        const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseManifest */ .Ng)(content.bytes, content.descriptor.mediaType);
        for (const child of manifest.kind === 'index' ? (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .childrenOf */ .LU)(manifest) : []) {
            if (!(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isManifestType */ .Q3)(child.mediaType) || subjects.some(({ digest }) => digest === child.digest))
                continue;
            subjects.push(child);
            if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isIndexType */ .$U)(child.mediaType))
                await collect(await source.manifest(child.digest, signal), depth + 1);
        }
    };
    await collect({ descriptor, bytes }, 0);
    return (0,_store_attached_js__WEBPACK_IMPORTED_MODULE_3__/* .findAttached */ .kc)(source, subjects, tags, signal);
}
/** Sums up what a copy did with blobs; manifests count as moved only when they are. */
function countCopied(onBlob = () => { }) {
    const totals = { transferred: 0, reused: 0, isChanged: false };
    const onEvent = (event) => {
        if (event.kind === 'progress')
            return;
        totals.isChanged ||= event.kind !== 'skipped';
        if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isManifestType */ .Q3)(event.descriptor.mediaType))
            return;
        if (event.kind === 'copied')
            totals.transferred += event.descriptor.size;
        else
            totals.reused += event.descriptor.size;
        onBlob(event);
    };
    return { onEvent, totals };
}


/***/ }),

/***/ 8158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  copy: () => (/* binding */ copy_copy)
});

// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(4957);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/store/attached.js
var store_attached = __webpack_require__(1405);
// EXTERNAL MODULE: ./lib/store/copy.js
var copy = __webpack_require__(6148);
// EXTERNAL MODULE: ./lib/store/remembered.js
var remembered = __webpack_require__(3603);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/store/open-file.js
var open_file = __webpack_require__(2072);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/store/write-atomically.js
var write_atomically = __webpack_require__(1256);
;// CONCATENATED MODULE: ./lib/store/spooled.js






/**
 * A source from which each blob is fetched once, into a file of a temporary folder, and read from there by all that want it: for
 * copies to several targets at a time. The folder is removed by whoever made it.
 */
function spooled(source, temporary, signal) {
    const files = new Map();
    return {
        ...(source.location ? { location: source.location } : {}),
        resolve: (name, within) => source.resolve(name, within),
        manifest: (name, within) => source.manifest(name, within),
        tags: (within) => source.tags(within),
        referrers: (subject, within) => source.referrers(subject, within),
        async fetch(descriptor, within) {
            const { mediaType, digest } = descriptor;
            if ((0,media_types/* isManifestType */.Q3)(mediaType))
                return source.fetch(descriptor, within);
            const save = async () => {
                const { algorithm, hex } = (0,oci_digest/* partsOf */.CI)(digest);
                const path = (0,external_node_path_.join)(temporary, `${algorithm}-${hex}`);
                // Not the signal of the target that happened to come first: the others want it too.
                await (0,write_atomically/* writeAtomically */.v)(path, () => source.fetch(descriptor, signal), signal);
                return path;
            };
            const saved = files.get(digest) ?? save();
            files.set(digest, saved);
            saved.catch(() => files.delete(digest));
            return (0,verified/* verified */.zr)(await (0,open_file/* openFile */.T)(await saved)(), descriptor);
        },
    };
}

// EXTERNAL MODULE: ./lib/modes/blob-cache.js + 1 modules
var blob_cache = __webpack_require__(3546);
// EXTERNAL MODULE: ./lib/modes/choose-platforms.js + 1 modules
var choose_platforms = __webpack_require__(2434);
// EXTERNAL MODULE: ./lib/modes/copy-artifact.js
var copy_artifact = __webpack_require__(6894);
// EXTERNAL MODULE: ./lib/modes/find-manifest.js
var find_manifest = __webpack_require__(7667);
// EXTERNAL MODULE: ./lib/modes/plan-tags.js
var plan_tags = __webpack_require__(7311);
// EXTERNAL MODULE: ./lib/modes/progress.js
var progress = __webpack_require__(6641);
;// CONCATENATED MODULE: ./lib/modes/copy.js
















/** Copies a manifest with all that it needs, and what is attached to it, from one repository or layout to others. */
async function copy_copy(inputs, context) {
    const { reference, platforms, expectDigest } = inputs;
    const { log, signal, learn } = context;
    const places = readTargets(inputs);
    const { source: opened, hits } = (0,blob_cache/* withCache */.n)(context.openSource(reference), context);
    const top = await (0,find_manifest/* findManifest */.J9)(opened, reference, 'copy', signal);
    const chosen = await (0,choose_platforms/* choosePlatforms */.k)(opened, top, platforms, (0,find_manifest/* fullName */.fq)(reference), signal);
    const root = annotated(chosen, inputs.annotations);
    const { digest, mediaType } = root.descriptor;
    (0,find_manifest/* checkExpected */.vi)(expectDigest, reference, top.descriptor.digest, chosen.descriptor.digest, digest);
    if (digest !== top.descriptor.digest) {
        const why = platforms.length > 0 ? 'The chosen platforms are' : 'With the annotations it is';
        log.notice(`${why} another manifest than ${top.descriptor.digest}: the copy has the digest ${digest}`);
    }
    const manifest = (0,oci_manifest/* parseManifest */.Ng)(root.bytes, mediaType);
    learn({ digest, mediaType, artifactType: (0,oci_manifest/* artifactTypeOf */.Gh)(manifest) ?? '', changed: false, transferred: 0, reused: 0 });
    const isSpooled = places.length > 1;
    const kept = (0,remembered/* remembered */.H)(opened, [top, chosen, root]);
    const source = isSpooled ? spooled(kept, context.temporary, signal) : kept;
    const items = [];
    const failures = [];
    const onFailure = (name, error) => {
        items.push({ name, digest, status: 'failed', changed: false, reason: (0,errors/* messageOf */.bD)(error) });
        if (!inputs.keepGoing || signal.aborted)
            throw error;
        failures.push(error);
    };
    // All targets are asked before anything is sent to one of them.
    const planned = await Promise.all(places.map((place) => planTarget(place, root, inputs, context).catch((error) => onFailure((0,oci_reference/* formatRepository */.Sh)(place.reference), error))));
    const targets = planned.filter((target) => target !== undefined);
    const attached = inputs.referrers ? await (0,copy_artifact/* attachedTo */.cV)(source, root, await (0,store_attached/* readDigestTags */.AD)(source, signal), signal) : [];
    if (attached.length > 0)
        log.info(`${attached.length} attached to it, such as signatures, go along`);
    const totals = { transferred: 0, reused: 0, isChanged: false };
    const copyOne = async (target, within) => {
        const item = { name: target.name, reference: `${target.name}@${digest}`, digest, tags: target.tags };
        try {
            const done = await copyTo(target, { source, root, attached }, inputs, { ...context, signal: within });
            totals.transferred += done.transferred;
            totals.reused += done.reused;
            totals.isChanged ||= done.isChanged;
            const status = target.kept ? 'kept' : done.isChanged ? 'copied' : 'unchanged';
            items.push({ ...item, status, changed: done.isChanged });
        }
        catch (error) {
            onFailure(target.name, error);
        }
        finally {
            const { transferred, reused, isChanged } = totals;
            learn({ ...(isSpooled ? { items: sortLike(items, places) } : {}), transferred, reused, changed: isChanged });
        }
    };
    const [first] = targets;
    if (first) {
        const pin = first.kept ?? digest;
        learn({
            repository: first.name,
            digest: pin,
            reference: `${first.name}@${pin}`,
            kept: first.kept !== undefined,
            tags: isSpooled ? [...new Set(targets.flatMap(({ tags }) => tags))] : first.tags,
        });
    }
    await (0,concurrently/* concurrently */.rK)(targets, targets.length, signal, copyOne);
    if (hits.size > 0)
        log.info(`${hits.size} ${hits.size === 1 ? 'blob' : 'blobs'} came from the cache of the runner`);
    if (isSpooled)
        learn({ items: sortLike(items, places) });
    if (failures.length > 0)
        throw failures[0];
}
/** Lists what came of the targets in the order of the input. */
function sortLike(items, places) {
    const names = places.map(({ reference }) => (0,oci_reference/* formatRepository */.Sh)(reference));
    return items.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}
/** Reads the lines of `to`: the tags of each are its own, else those of the source, and those of `tags`. */
function readTargets({ to, tags, reference }) {
    const places = to.map((line) => (0,oci_reference/* parseReference */.F2)(line, { from: 'to' }));
    const names = places.map(oci_reference/* formatRepository */.Sh);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The input to names ${twice} twice: write its tags as ${twice}:one,two`);
    }
    const more = tags.map((line) => {
        if ((0,oci_reference/* isTag */.dz)(line))
            return { tag: line };
        const full = (0,oci_reference/* parseReference */.F2)(line, { from: 'tags' });
        const [tag, ...others] = full.tags;
        const name = (0,oci_reference/* formatRepository */.Sh)(full);
        if (tag === undefined || others.length > 0 || full.digest || !names.includes(name)) {
            const where = names.join(', ');
            throw new errors/* OciError */.Mf('INVALID_INPUT', `The input tags ${JSON.stringify(line)} does not name one tag in ${where}`);
        }
        return { tag, name };
    });
    return places.map((place) => {
        const own = place.tags.length > 0 || place.digest ? place.tags : reference.tags;
        const added = more.filter(({ name }) => name === undefined || name === (0,oci_reference/* formatRepository */.Sh)(place));
        return { reference: place, tags: [...new Set([...own, ...added.map(({ tag }) => tag)])] };
    });
}
async function planTarget({ reference, tags }, { descriptor: { digest } }, inputs, { openStore, log, signal }) {
    const name = (0,oci_reference/* formatRepository */.Sh)(reference);
    if (reference.digest !== undefined && reference.digest !== digest) {
        throw new errors/* OciError */.Mf('INTEGRITY', `The copy has the digest ${digest}, but the input to asks for ${reference.digest}`);
    }
    const store = openStore(reference, { alsoRead: inputs.reference });
    const { pending, kept } = (0,plan_tags/* planTags */.V)(await (0,plan_tags/* readTags */.g)(store, tags, false, signal), digest, inputs.ifExists, log);
    return { name, reference, store, tags, pending, kept };
}
async function copyTo(target, { source, root, attached }, { dryRun, ifExists, concurrency }, { log, signal }) {
    const none = { transferred: 0, reused: 0, isChanged: false };
    const { store, name, tags, pending, kept } = target;
    if (kept)
        return none;
    if (dryRun) {
        const asked = [...(tags.length === 0 ? [root.descriptor] : []), ...attached.map(({ descriptor }) => descriptor)];
        let isComplete = true;
        for (const descriptor of asked)
            isComplete &&= await store.has(descriptor, signal);
        return { ...none, isChanged: pending.length > 0 || !isComplete };
    }
    // Where all tags are right, the root is there; what is attached to it may be new.
    if (tags.length > 0 && pending.length === 0 && attached.length === 0)
        return none;
    return log.group(`Copy to ${name}`, async () => {
        const { onEvent, totals } = (0,copy_artifact/* countCopied */.Qz)(({ kind, descriptor: { digest, size } }) => {
            const verb = { copied: 'Sent', mounted: 'Mounted', skipped: 'Already there' }[kind];
            log.info(`${verb}: ${digest}  ${(0,progress/* formatBytes */.z3)(size)}`);
        });
        const session = (0,copy/* startCopySession */.G)(concurrency);
        await (0,copy_artifact/* copyArtifact */.E6)({
            source,
            root,
            target: store,
            tags: pending,
            attached,
            ifExists,
            session,
            onEvent,
            log,
            signal,
        });
        return { ...totals, isChanged: totals.isChanged || pending.length > 0 };
    });
}
/** Adds annotations to a manifest or index, which makes it another one. Fails with INVALID_INPUT for a Docker manifest, which has none. */
function annotated(content, annotations) {
    if (Object.keys(annotations).length === 0)
        return content;
    const { mediaType } = content.descriptor;
    if (mediaType !== media_types/* imageManifest */.Bz && mediaType !== media_types/* imageIndex */.sS) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The input annotations does not fit: a ${mediaType} has no annotations`);
    }
    const { annotations: own } = (0,oci_manifest/* parseManifest */.Ng)(content.bytes, mediaType);
    const body = { ...JSON.parse(content.bytes.toString()), annotations: { ...own, ...annotations } };
    const bytes = Buffer.from(JSON.stringify(body));
    return { descriptor: (0,descriptor/* describe */.q0)(mediaType, bytes), bytes };
}


/***/ }),

/***/ 7311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ planTags),
/* harmony export */   g: () => (/* binding */ readTags)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** Asks where tags point, with one request for each. */
function readTags(target, tags, withContent, signal) {
    const readTag = async (tag) => {
        try {
            if (!withContent)
                return { tag, digest: (await target.resolve(tag, signal)).digest };
            const content = await target.manifest(tag, signal);
            return { tag, digest: content.descriptor.digest, content };
        }
        catch (error) {
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'NOT_FOUND'))
                return { tag, digest: undefined };
            throw error;
        }
    };
    return Promise.all(tags.map(readTag));
}
/**
 * Decides what is to be done: `pending` are the tags to be written. `kept` is the digest of the first tag when `if-exists: skip`
 * leaves nothing to do.
 */
function planTags(current, digest, ifExists, log) {
    const differing = current.filter((entry) => entry.digest !== undefined && entry.digest !== digest);
    if (differing.length > 0 && ifExists === 'error') {
        const list = differing.map((entry) => `${entry.tag} (${entry.digest})`).join(', ');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('CONFLICT', `A tag exists with other content than ${digest}: ${list}`);
    }
    const isKept = (entry) => ifExists === 'skip' && differing.includes(entry);
    for (const entry of differing) {
        if (isKept(entry))
            log.notice(`The tag ${entry.tag} exists and stays at ${entry.digest}`);
    }
    const pending = current.filter((entry) => entry.digest !== digest && !isKept(entry)).map(({ tag }) => tag);
    const isAllKept = differing.length === current.length && ifExists === 'skip';
    const kept = isAllKept ? differing[0]?.digest : undefined;
    return kept === undefined ? { pending } : { pending, kept };
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
    return { started: new Map(), transfer: (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .gate */ .Gj)(concurrency) };
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
    const { started, transfer } = (!force && session) || startCopySession(concurrency);
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
        const isThere = !force && (await target.has(descriptor, within));
        if (isThere)
            onTrusted();
        const needsBytes = !isThere || (depth === 0 && tags.length > 0);
        if (!needsBytes) {
            onEvent({ kind: 'skipped', descriptor });
            return;
        }
        const bytes = await (0,_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .readAll */ .yw)(await source.fetch(descriptor, within), `The manifest ${descriptor.digest}`);
        if (!isThere)
            await copyChildren((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .childrenOf */ .LU)((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(bytes, descriptor.mediaType)), depth, within);
        const writes = depth === 0 && tags.length > 0 ? tags : [undefined];
        for (const tag of writes) {
            within?.throwIfAborted();
            await target.push(descriptor, (0,_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(bytes), { ...(tag === undefined ? {} : { tag }), signal: within });
        }
        onEvent({ kind: isThere ? 'skipped' : 'copied', descriptor });
    };
    const copyChildren = async (children, depth, within) => {
        const manifests = children.filter(({ mediaType }) => (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(mediaType));
        await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .concurrently */ .rK)(manifests, concurrency, within, (child, groupSignal) => once(child, () => copyManifest(child, depth + 1, groupSignal), groupSignal));
        const blobs = children.filter(({ mediaType }) => !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(mediaType));
        // A mount tells whether the blob is there. Else the first small blob tells about the others: when it is missing, they
        // are sent unasked.
        const isNew = ({ digest }) => !present.has(digest) && !started.has(digest);
        const probe = canMount ? undefined : blobs.find((blob) => blob.size <= smallBlob && blob.size > 2 && isNew(blob));
        const probeIsThere = probe === undefined || (await target.has(probe, within));
        const isAsked = ({ size }) => !canMount && (size > smallBlob || probeIsThere);
        await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .concurrently */ .rK)(blobs, concurrency, within, (blob, groupSignal) => once(blob, async () => {
            const isThere = present.has(blob.digest) || (blob === probe && probeIsThere);
            if (isThere)
                onEvent({ kind: 'skipped', descriptor: blob });
            else
                await transfer(() => copyBlob(blob, blob !== probe && isAsked(blob), groupSignal));
        }, groupSignal));
    };
    await copyManifest(root, 0, signal);
}


/***/ }),

/***/ 3603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ remembered)
/* harmony export */ });
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9501);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(261);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7813);



/** Together, manifests of a real image have some hundred KiB; what is more is read again. */
const maxRememberedBytes = 64 * 1024 * 1024;
/** A source that reads each manifest once, and has those in `known` beside its own. */
function remembered(source, known = []) {
    const held = new Map(known.map((content) => [content.descriptor.digest, content]));
    let free = maxRememberedBytes;
    const hold = (content) => {
        if (content.bytes.byteLength <= free && !held.has(content.descriptor.digest)) {
            free -= content.bytes.byteLength;
            held.set(content.descriptor.digest, content);
        }
        return content;
    };
    return {
        ...(source.location ? { location: source.location } : {}),
        resolve: async (name, signal) => ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(name) ? held.get(name)?.descriptor : undefined) ?? source.resolve(name, signal),
        manifest: async (name, signal) => ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(name) ? held.get(name) : undefined) ?? hold(await source.manifest(name, signal)),
        async fetch(descriptor, signal) {
            if (!(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isManifestType */ .Q3)(descriptor.mediaType))
                return source.fetch(descriptor, signal);
            const there = held.get(descriptor.digest);
            if (there)
                return (0,_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .openBytes */ .od)(there.bytes)();
            const bytes = await (0,_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .readAll */ .yw)(await source.fetch(descriptor, signal), `The manifest ${descriptor.digest}`);
            return (0,_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .openBytes */ .od)(hold({ descriptor, bytes }).bytes)();
        },
        tags: (signal) => source.tags(signal),
        referrers: (subject, signal) => source.referrers(subject, signal),
    };
}


/***/ })

};
