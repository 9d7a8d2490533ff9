export const id = 3463;
export const ids = [3463];
export const modules = {

/***/ 99968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ createGiveWay)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);

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

/***/ 26063:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parseConstraint)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _semver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25740);


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
    const fail = () => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The version ${JSON.stringify(text)} is neither a semantic version nor a range of versions${(0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .whatToLeaveOut */ .tD)(text)}`);
    if (text.length > maxLength)
        throw fail();
    const groups = text
        .replace(/\s+/g, ' ')
        .replace(range, '>= $1, <= $2 ')
        .split('||')
        .map((group) => {
        if (!oneGroup.test(group))
            throw fail();
        const all = (group.match(eachOfGroup) ?? []).map(parseComparison);
        if (all.includes(undefined))
            throw fail();
        return all;
    });
    return (version) => groups.some((group) => (version.prerelease.length === 0 || group.some((one) => one.version.prerelease.length > 0)) &&
        group.every(({ operator, version: bound, open }) => checks[operator]?.(version, bound, open)));
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

/***/ 93463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deleteContent: () => (/* binding */ deleteContent)
});

// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(54957);
// EXTERNAL MODULE: ./lib/errors.js
var lib_errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(23940);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(46937);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(11260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var manifest = __webpack_require__(44360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(50261);
// EXTERNAL MODULE: ./lib/store/copy.js
var copy = __webpack_require__(96148);
// EXTERNAL MODULE: ./lib/store/listed.js
var listed = __webpack_require__(46300);
// EXTERNAL MODULE: ./lib/store/memory-store.js
var memory_store = __webpack_require__(93242);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
// EXTERNAL MODULE: ./lib/time.js
var lib_time = __webpack_require__(86146);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(44842);
// EXTERNAL MODULE: ./lib/oci/digest-tags.js
var digest_tags = __webpack_require__(75983);
;// CONCATENATED MODULE: ./lib/modes/removal/referenced.js



/** More in a row than anybody attaches. */
const maxDepth = 8;
/**
 * Reports whether a registry refused to delete a manifest because another one names it: GitLab's registry 4.32 with its
 * database, for a subject, a part of an index, and an entry of a list of referrers.
 */
function isReferenced(error) {
    return error instanceof lib_errors/* RegistryError */.gl && error.errors.some(({ code }) => code === 'MANIFEST_REFERENCED');
}
/**
 * Removes a manifest that its registry keeps while others name it: first the list of its referrers, then these from the
 * leaves, then the manifest. Where something else names it, or a referrer has a tag of its own, only its tags go, and the
 * reason why the rest stays is returned. Fails with CONFLICT when it has no tags.
 */
async function removeReferenced(repository, digest, own) {
    const { store, remove, signal } = repository;
    try {
        // Nothing goes before it is known that all may.
        const first = await findReferrers(repository, digest, new Set([digest]));
        for (const [each, tags] of first ?? [])
            await (0,lib_errors/* orAbsent */.Re)(remove(each, tags));
        await remove(digest, own);
        return undefined;
    }
    catch (error) {
        if (!isReferenced(error))
            throw error;
        if (own.length === 0) {
            throw new lib_errors/* RegistryError */.gl('CONFLICT', (0,lib_errors/* messageOf */.bD)(error), { ...error, cause: error, topic: 'referenced-manifest' });
        }
    }
    for (const tag of own) {
        const there = await (0,lib_errors/* orAbsent */.Re)(store.resolve(tag, signal));
        if (there?.digest === digest)
            await (0,lib_errors/* orAbsent */.Re)(store.delete(tag, signal));
    }
    return 'the registry keeps the manifest while another one refers to it; GitLab collects it a day after that';
}
/**
 * Finds what has to go before a manifest, in this order; undefined where a part of it has another tag, and stays. Anybody
 * may put anything under the tag of a list: only a manifest whose own subject is the right one refers to it, and only an
 * index of such manifests is the list.
 */
async function findReferrers({ store, tags, signal, ...rest }, subject, seen, depth = 0) {
    const prefix = (0,digest_tags/* referrersTag */.LN)(subject);
    const tagsOf = (digest) => [...tags].filter(([, at]) => at.digest === digest).map(([tag]) => tag);
    const isFree = (own) => own.every((tag) => tag === prefix || tag.startsWith(`${prefix}.`));
    const read = (digest) => {
        // Parsing may fail too: anybody may put something broken beside a manifest.
        const manifest = store.manifest(digest, signal).then((content) => content.parsed());
        return (0,lib_errors/* orAbsent */.Re)(manifest, 'ARTIFACT', 'INTEGRITY', 'TOO_LARGE');
    };
    const found = [];
    const referring = new Set();
    const descriptor = await (0,lib_errors/* orAbsent */.Re)(store.resolve(subject, signal));
    if (!descriptor || depth > maxDepth)
        return undefined;
    for await (const { digest, mediaType } of store.referrers(descriptor, signal)) {
        if (!(0,media_types/* isManifestType */.Q3)(mediaType) || seen.has(digest))
            continue;
        seen.add(digest);
        if ((await read(digest))?.subject?.digest !== subject)
            continue;
        referring.add(digest);
        const own = tagsOf(digest);
        const below = isFree(own)
            ? await findReferrers({ store, tags, signal, ...rest }, digest, seen, depth + 1)
            : undefined;
        if (!below)
            return undefined;
        found.push(...below, [digest, own]);
    }
    const list = tags.get(prefix);
    if (!list || !(0,media_types/* isIndexType */.$U)(list.mediaType ?? ''))
        return found;
    const index = await read(list.digest);
    const own = tagsOf(list.digest);
    const isList = index?.kind === 'index' && index.manifests.every(({ digest }) => referring.has(digest));
    return isList && isFree(own) ? [[list.digest, own], ...found] : undefined;
}

;// CONCATENATED MODULE: ./lib/modes/removal/shelf.js













/** Opens a repository that deletes by itself. */
function shelfOfStore(store, concurrency, signal) {
    const foreign = store.location === undefined ? [] : ['ARTIFACT'];
    let looked = new Map();
    const tags = async (known = new Map()) => {
        const found = new Map(known);
        const asked = (await (0,listed/* listed */.K)(store.tags(signal, { untilSure: true }))).filter((tag) => !found.has(tag));
        await (0,concurrently/* concurrently */.rK)(asked, concurrency, signal, async (tag, own) => {
            // Removed meanwhile, or no manifest of a type we know: neither shares its digest with one that we know.
            const there = await (0,lib_errors/* orAbsent */.Re)(store.resolve(tag, own), ...foreign);
            if (there)
                found.set(tag, there);
        });
        looked = found;
        return found;
    };
    /** docker-registry knows no repository in which nothing was ever tagged. */
    const tagsOrNone = async (known) => (await (0,lib_errors/* orAbsent */.Re)(tags(known))) ?? new Map();
    const removeManifest = async (digest, own) => {
        try {
            await store.delete(digest, signal);
        }
        catch (error) {
            // Google's registries want the tags to go first (genuinetools/reg#136).
            const isTagged = ({ code }) => code === 'GOOGLE_MANIFEST_DANGLING_TAG';
            if (!(error instanceof lib_errors/* RegistryError */.gl && error.errors.some(isTagged)))
                throw error;
            for (const tag of own)
                await store.delete(tag, signal);
            await store.delete(digest, signal);
            return;
        }
        await (0,concurrently/* concurrently */.rK)(own, concurrency, signal, (tag, one) => removeLeftTag(store, tag, digest, one));
    };
    let all;
    let isRemovalChecked = false;
    return {
        store,
        atOnce: concurrency,
        tags,
        async tagsOf(digest, known) {
            all ??= tagsOrNone(known);
            return byDigest(await all).get(digest) ?? [];
        },
        async newTagsOf(digest, known) {
            const found = byDigest(await tagsOrNone(known)).get(digest) ?? [];
            return found.filter((tag) => !known.has(tag));
        },
        uploadedAt: () => undefined,
        async remove(digest, own) {
            try {
                await removeManifest(digest, own);
                return undefined;
            }
            catch (error) {
                if (!isReferenced(error))
                    throw error;
                return await removeReferenced({ store, tags: await tagsOrNone(looked), remove: removeManifest, signal }, digest, own);
            }
        },
        async checkRemoval(absent) {
            if (isRemovalChecked)
                return;
            try {
                await store.delete(absent, signal);
            }
            catch (error) {
                // Any other answer may be about this digest, which is not there.
                const isAnswer = error instanceof lib_errors/* RegistryError */.gl || (0,lib_errors/* hasCode */.up)(error, 'NOT_FOUND');
                if (!isAnswer || (0,lib_errors/* hasCode */.up)(error, 'UNSUPPORTED', 'DENIED', 'UNAUTHORIZED'))
                    throw error;
            }
            isRemovalChecked = true;
        },
        untag: (tag) => store.delete(tag, signal),
    };
}
/**
 * Removes a tag that outlived its manifest, as all do in go-containerregistry 0.20; one that was moved meanwhile stays.
 */
async function removeLeftTag(store, tag, digest, signal) {
    try {
        const there = await (0,lib_errors/* orAbsent */.Re)(store.resolve(tag, signal));
        if (there?.digest === digest)
            await (0,lib_errors/* orAbsent */.Re)(store.delete(tag, signal));
    }
    catch (error) {
        if (!(error instanceof lib_errors/* OciError */.Mf))
            throw error;
        const message = `The manifest ${digest} is deleted, but its tag ${tag} may still be there: ${error.message}`;
        throw error instanceof lib_errors/* RegistryError */.gl
            ? new lib_errors/* RegistryError */.gl(error.code, message, error)
            : new lib_errors/* OciError */.Mf(error.code, message, { cause: error });
    }
}
/** How often a version is looked for that must be there: the list is made a moment after a push. */
const maxLooks = 5;
/** Opens a repository whose manifests are deleted by the API of its package host, and read by its registry. */
function shelfOfPackage(store, pack, signal, time = lib_time/* realTime */.M9) {
    const known = new Map();
    const find = async (digest) => {
        for (let look = 1;; look += 1) {
            const there = known.get(digest);
            if (there)
                return there;
            for await (const version of pack.versions()) {
                known.set(version.digest, version);
                if (version.digest === digest)
                    break;
            }
            if (known.has(digest))
                continue;
            if (look === maxLooks)
                throw new lib_errors/* OciError */.Mf('NOT_FOUND', `The package has no version ${digest}`, { topic: 'missing-package' });
            await time.pause(500 * look, signal);
        }
    };
    return {
        store,
        atOnce: 1,
        async tags() {
            for await (const version of pack.versions())
                known.set(version.digest, version);
            return new Map([...known.values()].flatMap(({ digest, tags }) => tags.map((tag) => [tag, { digest }])));
        },
        tagsOf: async (digest) => (await find(digest)).tags,
        newTagsOf: async (digest, before) => (await pack.tagsOf(await find(digest))).filter((tag) => before.get(tag)?.digest !== digest),
        uploadedAt: (digest) => known.get(digest)?.createdAt,
        remove: async (digest) => {
            await pack.delete(await find(digest));
            return undefined;
        },
    };
}
/**
 * Removes a tag and keeps its manifest. Where tags are not removed alone, the tag is moved to a manifest made for this,
 * which is deleted then, as `regctl tag delete` does it; when that fails, the tag is put back.
 */
async function untag(shelf, tag, digest, signal) {
    const original = await shelf.store.manifest(digest, signal);
    try {
        return await untagAlone(shelf, tag, original);
    }
    catch (error) {
        if (!(0,lib_errors/* hasCode */.up)(error, 'UNSUPPORTED'))
            throw error;
    }
    const { host, repository } = shelf.store.location ?? {};
    // One tag after the other: docker-registry 2.8 reads the files of all tags to delete a manifest, writes them in
    // place, and takes one that is being written for broken.
    await (0,concurrently/* inTurn */.lo)(`untag ${host}/${repository}`, () => untagByPlaceholder(shelf, tag, original, signal), signal);
}
/** Moves a tag to a manifest made for this, and deletes that; when it cannot, puts the tag back. */
async function untagByPlaceholder(shelf, tag, { descriptor, bytes }, signal) {
    const { staged, root } = stagePlaceholder();
    // Where deletes are off or not allowed, no reader may meet the placeholder.
    await shelf.checkRemoval?.(root.digest);
    await (0,copy/* copy */.C)(staged, root, shelf.store, { tags: [tag], signal });
    try {
        await shelf.remove(root.digest, [tag]);
    }
    catch (error) {
        try {
            // Not with the signal: a tag that points to nothing of use is worse than a late end.
            await shelf.store.push(descriptor, (0,verified/* openBytes */.od)(bytes), { tags: [tag] });
        }
        catch (second) {
            const rest = `the tag ${tag} of ${descriptor.digest} is lost, and could not be put back: ${(0,lib_errors/* messageOf */.bD)(second)}`;
            throw new lib_errors/* OciError */.Mf((0,lib_errors/* hasCode */.up)(error, 'DENIED') ? 'DENIED' : 'REGISTRY', `${(0,lib_errors/* messageOf */.bD)(error)}; ${rest}`, {
                cause: error,
            });
        }
        throw error;
    }
}
/**
 * Removes a tag by the means of the place; fails with UNSUPPORTED. Where no other tag is known, the manifest is put by its
 * digest first: Gitea 1.27 drops manifest and layers with the last tag otherwise. A manifest that went all the same, as
 * in old versions of zot (project-zot/zot#2626), is put back with its other tags, as far as they are known.
 */
async function untagAlone(shelf, tag, { descriptor, bytes }, others = []) {
    const { store } = shelf;
    if (!shelf.untag)
        throw new lib_errors/* OciError */.Mf('UNSUPPORTED', `The package does not remove the tag ${tag} alone`);
    const isRegistry = store.location !== undefined;
    if (isRegistry && others.length === 0)
        await store.push(descriptor, (0,verified/* openBytes */.od)(bytes));
    await shelf.untag(tag);
    if (!isRegistry || (await store.has(descriptor)))
        return;
    try {
        await store.push(descriptor, (0,verified/* openBytes */.od)(bytes), { tags: others });
    }
    catch (error) {
        const what = `The registry has removed the manifest ${descriptor.digest} and its layers along with the tag ${tag}`;
        throw new lib_errors/* OciError */.Mf('REGISTRY', `${what}, and they could not be put back: ${(0,lib_errors/* messageOf */.bD)(error)}`, {
            cause: error,
            topic: 'lost-manifest',
        });
    }
}
/** Makes an artifact without content that no other tag points to. */
function stagePlaceholder() {
    const staged = new memory_store/* MemoryStore */.n();
    const annotations = { 'org.opencontainers.image.description': `Placeholder of a deleted tag, ${(0,external_node_crypto_.randomUUID)()}` };
    const artifactType = 'application/vnd.oci-artifact.placeholder';
    const bytes = (0,manifest/* encodeManifest */.Gb)({
        mediaType: media_types/* imageManifest */.Bz,
        artifactType,
        config: descriptor/* emptyJson */.Gu,
        layers: [descriptor/* emptyJson */.Gu],
        annotations,
    });
    const root = (0,descriptor/* describe */.q0)(media_types/* imageManifest */.Bz, bytes);
    staged.stage(descriptor/* emptyJson */.Gu, (0,verified/* openBytes */.od)(Buffer.from('{}')));
    staged.stage(root, (0,verified/* openBytes */.od)(bytes));
    return { staged, root };
}
/** Gathers the tags that point to each manifest, by name. */
function byDigest(tags) {
    const sorted = [...tags].sort(([one], [other]) => (one < other ? -1 : 1));
    const groups = Map.groupBy(sorted, ([, { digest }]) => digest);
    return new Map([...groups].map(([digest, own]) => [digest, own.map(([tag]) => tag)]));
}
/** Writes `the tag a` or `the tags a, b and 3 more`. */
function listTags(tags) {
    return `the ${tags.length === 1 ? 'tag' : 'tags'} ${(0,words/* briefList */.X2)(tags)}`;
}

;// CONCATENATED MODULE: ./lib/modes/removal/carry-out.js



/** Makes the step that removes a tag alone; `others` are the tags that its manifest keeps. */
function untagStep(tag, digest, work, others = []) {
    const reason = others.length > 0 ? `the manifest stays: it also has ${listTags(others)}` : 'the manifest stays';
    return { item: { name: tag, status: 'untagged', digest, tags: [tag], reason }, work, after: [] };
}
/**
 * Carries out all steps that can be, whatever becomes of the others, and tells of each as an item; in a dry run, of
 * what would be done. Fails at the end when a step did.
 *
 * @param settled what is decided already, to stay or as missing, which is told too
 */
async function carryOut(steps, settled, { dryRun, atOnce }, { log, learn, signal }) {
    const outcomes = new Map();
    const errors = [];
    const tell = (step, item) => {
        outcomes.set(step, item);
        const about = item.digest === undefined || item.name === item.digest ? item.name : `${item.name} (${item.digest})`;
        const verb = dryRun ? `would be ${item.status}` : item.status;
        log.info(`${about}: ${verb}${item.reason ? `, ${item.reason}` : ''}`);
    };
    const take = async (step) => {
        const { item, after } = step;
        const missed = after.find((each) => ['kept', 'failed'].includes(outcomes.get(each)?.status ?? ''));
        if (missed)
            return tell(step, { ...item, status: 'kept', changed: false, reason: `${missed.item.name} is still there` });
        try {
            const otherwise = dryRun ? undefined : await step.work();
            const changed = otherwise === undefined || otherwise.status === 'untagged';
            tell(step, { ...item, ...otherwise, changed });
        }
        catch (error) {
            if (signal.aborted)
                throw error;
            errors.push(error);
            tell(step, { ...item, status: 'failed', changed: false, reason: (0,lib_errors/* messageOf */.bD)(error) });
        }
    };
    for (const { name, status, reason } of settled)
        log.info(`${name}: ${status}${reason ? `, ${reason}` : ''}`);
    let waiting = [...steps];
    try {
        while (waiting.length > 0) {
            const ready = waiting.filter(({ after }) => after.every((each) => outcomes.has(each)));
            // Only tags that were made for it go in a circle; then one is as good a start as another.
            const wave = new Set(ready.length > 0 ? ready : waiting.slice(0, 1));
            await (0,concurrently/* concurrently */.rK)(wave, atOnce, signal, take);
            waiting = waiting.filter((step) => !wave.has(step));
        }
    }
    finally {
        const done = steps.map((each) => outcomes.get(each)).filter((each) => each !== undefined);
        learn({ items: [...done, ...settled], changed: done.some(({ changed }) => changed) });
    }
    if (errors.length > 0)
        throw summed(errors, steps.length);
}
/** One error for several, of the kind of the first. */
function summed(errors, all) {
    const [first] = errors;
    if (all === 1 || !(first instanceof lib_errors/* OciError */.Mf))
        return first;
    const message = `${errors.length} of ${all} deletions failed, the first: ${first.message}`;
    const code = first.code;
    if (!(first instanceof lib_errors/* RegistryError */.gl))
        return new lib_errors/* OciError */.Mf(code, message, { cause: first });
    const { status, request, errors: entries, login } = first;
    return new lib_errors/* RegistryError */.gl(code, message, { status, request, errors: entries, login, cause: first });
}

// EXTERNAL MODULE: ./lib/go/semver.js
var semver = __webpack_require__(25740);
// EXTERNAL MODULE: ./lib/modes/find/tag-filter.js
var tag_filter = __webpack_require__(87157);
// EXTERNAL MODULE: ./lib/modes/find/tag-versions.js
var tag_versions = __webpack_require__(5822);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __webpack_require__(46948);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: ./lib/modes/find/read-config.js
var read_config = __webpack_require__(14059);
;// CONCATENATED MODULE: ./lib/modes/removal/manifest-facts.js






/**
 * Times before this are what reproducible builds put in place of one: those of the year 1, of 1970, and 1980 of zip
 * files.
 */
const firstTime = Date.UTC(1980, 0, 3);
/** Reads manifests of one repository, each once, and keeps what matters of them. */
class ManifestFacts {
    #source;
    #signal;
    /** Reads a manifest; undefined when it is not there. */
    of = (0,once/* once */.O)((digest) => this.#read(digest));
    constructor(source, signal) {
        this.#source = source;
        this.#signal = signal;
    }
    /**
     * When an artifact was made: by its annotation, the config of its image, or the first image of its index that tells;
     * undefined when none does.
     */
    async createdAt(digest, depth = 0) {
        const facts = (await this.problemOf(digest)) === undefined ? await this.of(digest) : undefined;
        if (!facts || depth > manifest/* maxIndexDepth */.cj)
            return undefined;
        const own = toTime(facts.created ?? (await this.#createdOfConfig(facts.config)));
        if (own)
            return own;
        for (const child of facts.children) {
            const time = await this.createdAt(child.digest, depth + 1);
            if (time)
                return time;
        }
        return undefined;
    }
    /** Says why a manifest that is there cannot be read; undefined when it can. */
    async problemOf(digest) {
        try {
            await this.of(digest);
            return undefined;
        }
        catch (error) {
            if (!(0,lib_errors/* hasCode */.up)(error, ...lib_errors/* unreadable */.O$))
                throw error;
            return error.message;
        }
    }
    async #read(digest) {
        const content = await (0,lib_errors/* orAbsent */.Re)(this.#source.manifest(digest, this.#signal));
        // What is listed and gone, as the platforms that nobody copied, needs nothing.
        if (!content)
            return undefined;
        const { descriptor } = content;
        const manifest = content.parsed();
        const created = manifest.annotations[annotations/* createdAnnotation */.oy];
        return {
            descriptor,
            children: manifest.kind === 'index' ? manifest.manifests.filter(({ mediaType }) => (0,media_types/* isManifestType */.Q3)(mediaType)) : [],
            ...(manifest.subject ? { subject: manifest.subject.digest } : {}),
            ...(created === undefined ? {} : { created }),
            ...(manifest.kind === 'manifest' ? { config: manifest.config } : {}),
        };
    }
    async #createdOfConfig(config) {
        if (!config || !media_types/* imageConfigTypes */.vd.includes(config.mediaType))
            return undefined;
        // An age that cannot be read is not known, and what has none is kept.
        return (await (0,read_config/* unlessUnreadable */.Mh)(() => (0,read_config/* readConfig */.Xg)(this.#source, config, this.#signal)))?.['created'];
    }
}
function toTime(value) {
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return time >= firstTime ? new Date(time) : undefined;
}

;// CONCATENATED MODULE: ./lib/modes/removal/removal-graph.js




/**
 * Finds all that goes with the manifests that were selected, and those of them that something needs which stays, with
 * the reason.
 */
async function findDoomed(shelved, selected) {
    if (selected.length === 0)
        return { doomed: [], needed: new Map() };
    const { tags, digestTags, facts, concurrency, signal } = shelved;
    const isSelected = new Set(selected);
    const others = [...tags].filter(([tag, { digest }]) => !(0,digest_tags/* isDigestTag */.xF)(tag) && !isSelected.has(digest));
    const tagged = new Set(others.map(([, { digest }]) => digest));
    let kept = { needed: new Map(), staying: await withParts(shelved, tagged) };
    await (0,concurrently/* concurrently */.rK)(selected, concurrency, signal, async (digest) => void (await facts.of(digest)));
    for (;;) {
        kept = await withNeeded(shelved, selected, kept);
        const { needed, staying } = kept;
        const roots = selected.filter((digest) => !needed.has(digest));
        const doomed = await spread(shelved, roots, staying);
        // Lists and signatures of what stays hold on to what is in them.
        const subjects = new Set([...doomed.keys()].map(digest_tags/* referrersTag */.LN));
        const spared = [...digestTags].filter(([subject]) => !subjects.has(subject)).flatMap(([, own]) => own);
        const held = await withParts(shelved, digestsOf(spared, tags));
        const found = [...held].filter(([digest]) => doomed.has(digest));
        if (found.length === 0)
            return { doomed: [...doomed.values()], needed };
        kept = { needed, staying: new Map([...staying, ...found]) };
    }
}
/** Adds to manifests that stay the parts of those that are indexes; each with the reason why it must stay. */
async function withParts({ facts, tags, concurrency, signal }, roots) {
    const staying = new Map();
    const mediaTypes = new Map([...tags.values()].map(({ digest, mediaType }) => [digest, mediaType]));
    const first = [...roots];
    for (const digest of first)
        staying.set(digest, 'it has another tag that stays');
    const ask = async (digest) => {
        const mediaType = mediaTypes.get(digest);
        if (mediaType !== undefined && !(0,media_types/* isIndexType */.$U)(mediaType))
            return [];
        const children = (await facts.of(digest))?.children ?? [];
        for (const child of children)
            mediaTypes.set(child.digest, child.mediaType);
        return children.map((child) => child.digest);
    };
    await (0,concurrently/* inWaves */.Id)(first, concurrency, signal, ask, (digest, children) => {
        const next = new Set(children.filter((child) => !staying.has(child)));
        for (const child of next)
            staying.set(child, `it is part of ${digest}`);
        return [...next];
    });
    return staying;
}
/** Adds those of the selected manifests that something needs which stays; they may themselves need others. */
async function withNeeded(shelved, selected, kept) {
    const needed = new Map(kept.needed);
    const staying = new Map(kept.staying);
    for (let before = -1; before < needed.size;) {
        before = needed.size;
        for (const digest of selected.filter((each) => !needed.has(each))) {
            const subject = (await shelved.facts.of(digest))?.subject;
            const reason = staying.get(digest) ?? (subject && staying.has(subject) ? `it refers to ${subject}` : undefined);
            if (reason === undefined)
                continue;
            needed.set(digest, reason);
            for (const [part, why] of await withParts(shelved, [digest]))
                if (!staying.has(part))
                    staying.set(part, why);
        }
    }
    return { needed, staying };
}
/** Goes from manifests to all that is there for their sake alone. */
async function spread({ store, tags, digestTags, facts, concurrency, signal }, roots, staying) {
    const all = byDigest(tags);
    const doomed = new Map(roots.map((digest) => [digest, { digest, tags: all.get(digest) ?? [], above: new Set() }]));
    const ask = async (digest, own) => {
        const known = await facts.of(digest);
        if (!known)
            return undefined;
        const parts = known.children.map((child) => [child.digest, `it is part of ${digest}`]);
        const tagged = digestsOf(digestTags.get((0,digest_tags/* referrersTag */.LN)(digest)) ?? [], tags);
        const attached = [...tagged].map((each) => [each, `it belongs to ${digest}`]);
        const referrers = [];
        for await (const referrer of store.referrers(known.descriptor, own)) {
            if ((0,media_types/* isManifestType */.Q3)(referrer.mediaType))
                referrers.push([referrer.digest, `it refers to ${digest}`]);
        }
        return [...parts, ...attached, ...referrers.sort()];
    };
    await (0,concurrently/* inWaves */.Id)(roots, concurrency, signal, ask, (digest, below) => {
        const next = [];
        // A platform that nobody copied.
        if (!below && doomed.get(digest)?.tags.length === 0)
            doomed.delete(digest);
        for (const [each, reason] of below ?? []) {
            if (each === digest || staying.has(each))
                continue;
            const known = doomed.get(each);
            if (known)
                known.above.add(digest);
            else {
                doomed.set(each, { digest: each, tags: all.get(each) ?? [], reason, above: new Set([digest]) });
                next.push(each);
            }
        }
        return next;
    });
    return doomed;
}
function digestsOf(names, tags) {
    return new Set(names.map((tag) => tags.get(tag)?.digest).filter((digest) => digest !== undefined));
}

;// CONCATENATED MODULE: ./lib/modes/removal/retention.js












/**
 * Plans what goes from a repository: the tags that `filter` selects, but for the newest of `keep-last` and what
 * `older-than` is too young for. A manifest goes with what belongs to it alone: the parts of an index, and signatures
 * and the like, by their subject or by the names of their tags. Nothing goes that something needs which stays.
 */
async function planRetention(shelf, policy, log, signal) {
    const { filter, concurrency } = policy;
    const fits = filter === undefined ? () => true : await (0,tag_filter/* parseTagFilter */.Q)(filter);
    const tags = await readTags(shelf, policy.ifMissing, log, signal);
    const selected = new Set(await (0,tag_filter/* selectTags */.O)(tags.keys(), (tag) => !(0,digest_tags/* isDigestTag */.xF)(tag) && fits(tag), signal));
    const wanted = byDigest([...tags].filter(([tag]) => selected.has(tag)));
    const candidates = [...wanted].map(([digest, own]) => ({ digest, tags: own }));
    log.info(`${(0,words/* count */.U9)(tags.size, 'tag')}, ${selected.size} selected, on ${(0,words/* count */.U9)(candidates.length, 'manifest')}`);
    const facts = new ManifestFacts(shelf.store, signal);
    const createdAt = async (digest) => shelf.uploadedAt(digest) ?? (await facts.createdAt(digest));
    const fresh = policy.keepLast ? judgeFresh(candidates, shelf) : new Map();
    const ranked = await judgeAges(without(candidates, fresh), policy, createdAt, log, signal);
    const young = new Map([...fresh, ...ranked]);
    const old = without(candidates, young);
    if (policy.untagOnly) {
        const step = (tag, digest) => untagStep(tag, digest, () => untag(shelf, tag, digest, signal).then(() => undefined));
        const steps = old.flatMap(({ digest, tags: own }) => own.map((tag) => step(tag, digest)));
        return { steps, settled: keptItems(candidates, young) };
    }
    const shared = judgeTags(old, tags);
    const open = without(old, shared);
    const unread = await judgeContent(open, facts, concurrency, signal);
    const going = without(open, unread).map(({ digest }) => digest);
    const digestTags = (0,digest_tags/* groupDigestTags */.TV)(tags.keys());
    const shelved = { store: shelf.store, tags, digestTags, facts, concurrency, signal };
    const { doomed, needed } = await findDoomed(shelved, going);
    const settled = keptItems(candidates, new Map([...young, ...shared, ...unread, ...needed]));
    return { steps: removalSteps(doomed, shelf, tags), settled };
}
function without(candidates, reasons) {
    return candidates.filter(({ digest }) => !reasons.has(digest));
}
function keptItems(candidates, reasons) {
    return candidates.flatMap(({ digest, tags }) => {
        const reason = reasons.get(digest);
        return reason === undefined ? [] : { name: tags.join(', '), status: 'kept', digest, tags, changed: false, reason };
    });
}
/** Makes a step of each manifest that goes, after those for whose sake it is there. */
function removalSteps(doomed, shelf, tags) {
    const steps = new Map();
    for (const { digest, tags: own, reason } of doomed) {
        const name = own.join(', ') || digest;
        const item = { name, status: 'deleted', digest, tags: own, ...(reason ? { reason } : {}) };
        const work = async () => {
            const added = await shelf.newTagsOf(digest, tags);
            if (added.length > 0)
                return { status: 'kept', reason: `it got ${listTags(added)} meanwhile` };
            try {
                const stays = await shelf.remove(digest, own);
                return stays === undefined ? undefined : { status: 'untagged', reason: stays };
            }
            catch (error) {
                // Some registries let what belongs to a manifest go with it by themselves, or keep it as long as that stays.
                if (reason === undefined || !(0,lib_errors/* hasCode */.up)(error, 'NOT_FOUND', 'CONFLICT'))
                    throw error;
                if (error.code === 'NOT_FOUND')
                    return undefined;
                if (error.topic !== 'referenced-manifest')
                    throw error;
                return { status: 'kept', reason: 'another manifest refers to it, which stays' };
            }
        };
        steps.set(digest, { item, work, after: [] });
    }
    for (const { digest, above } of doomed) {
        steps.get(digest)?.after.push(...[...above].map((each) => steps.get(each)).filter((step) => step !== undefined));
    }
    return [...steps.values()];
}
/** Finds where all tags point; none of a repository that is missing and may be. */
async function readTags(shelf, ifMissing, log, signal) {
    if (ifMissing === 'error')
        return shelf.tags();
    // The registry decides: to a token with few rights, the API of a package host says "not found" of anything.
    const tags = await (0,lib_errors/* orGone */.Pi)(shelf.tags(), () => (0,listed/* listed */.K)(shelf.store.tags(signal), 1), signal);
    if (!tags)
        log.info('The repository does not exist: there is nothing to delete');
    return tags ?? new Map();
}
/** Finds the manifests that also have tags which were not selected, and stay with them. */
function judgeTags(candidates, tags) {
    const all = byDigest(tags);
    const reasons = new Map();
    for (const { digest, tags: own } of candidates) {
        const others = all.get(digest)?.filter((tag) => !own.includes(tag) && !(0,digest_tags/* isDigestTag */.xF)(tag)) ?? [];
        const [stay, alone] = others.length === 1 ? ['stays', 'it'] : ['stay', 'them'];
        const advice = `untag-only: true removes the selected tags without ${alone}`;
        if (others.length > 0)
            reasons.set(digest, `it also has ${listTags(others)}, which ${stay}: ${advice}`);
    }
    return reasons;
}
/** Finds the manifests that cannot be read. */
async function judgeContent(candidates, facts, concurrency, signal) {
    const reasons = new Map();
    await (0,concurrently/* concurrently */.rK)(candidates, concurrency, signal, async ({ digest }) => {
        const problem = await facts.problemOf(digest);
        if (problem !== undefined)
            reasons.set(digest, `what belongs to it is not known: ${problem}`);
    });
    return reasons;
}
/**
 * Milliseconds after the upload in which a manifest stays and takes no place of `keep-last`: otherwise anybody who may
 * push could have all releases deleted with a few high versions.
 */
const freshness = 24 * 3_600_000;
/** Finds the manifests that were uploaded just now, where the place remembers when: nobody who pushes can change that. */
function judgeFresh(candidates, shelf) {
    const start = Date.now() - freshness;
    const fresh = candidates.filter(({ digest }) => Number(shelf.uploadedAt(digest) ?? 0) > start);
    return new Map(fresh.map(({ digest }) => [digest, 'it was pushed less than a day ago']));
}
/** Clocks may differ; what was made later than this from now says so to stay, or to be the newest. */
const maxAhead = 3_600_000;
/** Finds the manifests that `keep-last` and `older-than` let stay. */
async function judgeAges(candidates, { keepLast, olderThan, concurrency, judgePlace = async () => 'trusted' }, createdAt, log, signal) {
    /** Undefined: not known. */
    const times = new Map();
    let ageless = 0;
    const readTimes = (of) => (0,concurrently/* concurrently */.rK)(of, concurrency, signal, async ({ digest, tags }) => {
        const time = await createdAt(digest);
        const isAhead = time !== undefined && time.getTime() > Date.now() + maxAhead;
        times.set(digest, isAhead ? undefined : time);
        if (!time)
            ageless += 1;
        if (!isAhead)
            return;
        const when = `was made on ${time.toISOString()}, in the future`;
        log.warning(`${tags.join(', ')} says that it ${when}: its age is not known, and it stays`);
    });
    const [versions, others] = partition(candidates, ({ tags }) => tags.some(tag_versions/* versionOfTag */.mx));
    if (keepLast !== undefined)
        await readTimes(others);
    const newest = await judgeRanks(versions, others, keepLast, times, judgePlace);
    if (olderThan !== undefined)
        await readTimes(without(candidates, newest).filter(({ digest }) => !times.has(digest)));
    const reasons = new Map(newest);
    for (const { digest } of without(candidates, newest)) {
        const time = times.get(digest);
        if (times.has(digest) && !time)
            reasons.set(digest, 'its age is not known');
        else if (time && olderThan !== undefined && Date.now() - time.getTime() <= olderThan) {
            reasons.set(digest, `it was made on ${time.toISOString()}`);
        }
    }
    if (ageless > 0) {
        log.warning(`Of ${candidates.length} selected manifests, ${ageless} stay because nothing says when they were made: ` +
            'push with created: now or created: commit, which writes that down');
    }
    return reasons;
}
/** Finds the newest versions, and the newest of what has no version. */
async function judgeRanks(versions, others, keepLast, times, judgePlace) {
    if (keepLast === undefined)
        return new Map();
    const byVersion = versions.toSorted((a, b) => (0,semver/* compareVersions */.Zy)(newestVersion(b), newestVersion(a)));
    const byAge = others
        .filter(({ digest }) => times.get(digest))
        .sort((a, b) => Number(times.get(b.digest)) - Number(times.get(a.digest)));
    const first = async (ranked, what) => {
        const reason = keepLast === 1 ? `it is the newest ${what}` : `it is one of the ${keepLast} newest ${what}`;
        const staying = [];
        let left = keepLast;
        // In turn, since most of them need no look.
        for (const { digest } of ranked) {
            if (left === 0)
                break;
            const verdict = await judgePlace(digest);
            if (verdict === 'trusted')
                left -= 1;
            if (verdict !== 'untrusted') {
                staying.push([digest, verdict === 'trusted' ? reason : 'not all of its signatures could be examined']);
            }
        }
        return staying;
    };
    return new Map([...(await first(byVersion, 'by version')), ...(await first(byAge, 'by age'))]);
}
function partition(items, test) {
    return [items.filter(test), items.filter((item) => !test(item))];
}
function newestVersion({ tags }) {
    const versions = tags.map((tag) => (0,tag_versions/* versionOfTag */.mx)(tag)).filter((version) => version !== undefined);
    return versions.reduce((newest, each) => ((0,semver/* compareVersions */.Zy)(each, newest) > 0 ? each : newest));
}

;// CONCATENATED MODULE: ./lib/modes/delete.js








/**
 * Removes what a reference names: a manifest with its tags, or tags alone; without a tag and a digest, what the inputs
 * for retention leave of a repository. No tag goes that was not asked for.
 */
async function deleteContent(asked, mode, { openPackage, judge }) {
    const tags = [...new Set([...asked.reference.tags, ...asked.tagging.tags])];
    const { expectDigest } = asked.sought;
    const inputs = { ...asked, expectDigest, reference: { ...asked.reference, tags } };
    const { reference, concurrency, dryRun } = inputs;
    const { log, signal, learn } = mode;
    const repository = (0,oci_reference/* formatRepository */.Sh)(reference);
    learn({ repository, tags, changed: false });
    const isRetention = checkInputs(inputs, judge !== undefined);
    const pack = openPackage(reference);
    const store = mode.open.store(reference, { canDelete: !dryRun && pack === undefined });
    const shelf = pack ? shelfOfPackage(store, pack, signal) : shelfOfStore(store, concurrency, signal);
    const { steps, settled } = isRetention
        ? await log.group(`Look through ${repository}`, async () => planRetention(shelf, { ...inputs, judgePlace: judge && placesBy(judge, store, repository, log, signal) }, log, signal))
        : await planNamed(shelf, inputs, mode);
    const what = `${dryRun ? 'Would delete' : 'Delete'} from ${repository}`;
    await log.group(what, () => carryOut(steps, settled, { dryRun, atOnce: shelf.atOnce }, mode));
    // Where tags alone went, there is nothing to free.
    if (dryRun || steps.every(({ item }) => item.status !== 'deleted'))
        return;
    log.info(store.location
        ? "Space is freed by the registry's garbage collection"
        : 'Files of layers stay in the layout: nothing tells whether they are still needed');
}
/** Tells whether the inputs ask for retention; fails with INVALID_INPUT when they do not say clearly what is to go. */
function checkInputs({ reference, keepLast, olderThan, filter, untagOnly, expectDigest }, isVerified) {
    const fail = (what) => new lib_errors/* OciError */.Mf('INVALID_INPUT', what);
    const policies = { 'keep-last': keepLast, 'older-than': olderThan, filter };
    const [policy] = Object.entries(policies).find(([, value]) => value !== undefined) ?? [];
    const name = reference.digest ?? reference.tags[0];
    if (isVerified && !keepLast) {
        throw fail('In mode delete, the input verify needs keep-last of at least 1: it decides which manifests count towards it');
    }
    if (name === undefined && policy === undefined) {
        throw fail('The input reference has neither a tag nor a digest: say what to delete, or which tags to keep with keep-last, older-than or filter');
    }
    if (name !== undefined && policy !== undefined) {
        throw fail(`The input ${policy} is for a whole repository, but the input reference names ${name}`);
    }
    if (keepLast === 0 && filter === undefined && olderThan === undefined) {
        throw fail('The input keep-last is 0, which would delete everything: add filter or older-than');
    }
    if (untagOnly && name !== undefined && reference.tags.length === 0) {
        throw fail('The input untag-only needs a tag in the input reference: it names a digest alone');
    }
    if (expectDigest !== undefined && name === undefined) {
        throw fail('The input expect-digest does not apply to a whole repository: name a tag in the input reference');
    }
    return name === undefined;
}
/** Makes what decides which manifests count towards `keep-last`. */
function placesBy(judge, store, repository, log, signal) {
    return async (digest) => {
        const { descriptor } = await store.manifest(digest, signal);
        const { refusal, isComplete } = await judge(store, descriptor, `${repository}@${digest}`);
        if (!refusal)
            return 'trusted';
        log.info(`Does not count towards keep-last: ${refusal.message}`);
        return isComplete ? 'untrusted' : 'unknown';
    };
}
/** Plans what a reference asks for by tags, by digest, or by both. */
async function planNamed(shelf, wanted, { learn, signal }) {
    const { reference, untagOnly, ifMissing } = wanted;
    const { store } = shelf;
    const repository = (0,oci_reference/* formatRepository */.Sh)(reference);
    const { named, digests, missing } = await findNamed(store, wanted, signal);
    const settled = missing.map((name) => ({ name, ...notThere, changed: false }));
    const [digest] = digests;
    if (digest !== undefined && digests.size === 1)
        learn({ digest, reference: `${repository}@${digest}` });
    // The registry decides what has gone meanwhile: to a token with few rights, an API says "not found" of anything.
    const unlessGone = async (name, work) => {
        const done = work().then((stays) => typeof stays === 'string' ? { status: 'untagged', reason: stays } : 'done');
        const outcome = await (ifMissing === 'ignore' ? (0,lib_errors/* orGone */.Pi)(done, () => store.resolve(name, signal), signal) : done);
        return outcome === 'done' ? undefined : (outcome ?? notThere);
    };
    if (untagOnly) {
        const steps = [...named].map(([tag, { digest: of }]) => untagStep(tag, of, () => unlessGone(tag, () => untag(shelf, tag, of, signal))));
        return { steps, settled };
    }
    const untags = [];
    const removals = [];
    for (const each of digests) {
        const asked = reference.tags.filter((tag) => named.get(tag)?.digest === each);
        const others = (await shelf.tagsOf(each, named)).filter((tag) => !asked.includes(tag));
        if (others.length === 0) {
            const item = { name: asked.join(', ') || each, status: 'deleted', digest: each, tags: asked };
            removals.push({ item, work: () => unlessGone(asked[0] ?? each, () => shelf.remove(each, asked)), after: [] });
        }
        else if (reference.digest) {
            throw new lib_errors/* OciError */.Mf('CONFLICT', `${repository}@${each} also has ${listTags(others)}, which would go with it`, {
                topic: 'other-tags',
            });
        }
        else {
            for (const tag of asked) {
                const work = () => untagOrName(shelf, { reference, tag, digest: each, others }, signal);
                untags.push(untagStep(tag, each, () => unlessGone(tag, work), others));
            }
        }
    }
    // What may turn out to be refused comes first.
    return { steps: [...untags, ...removals.map((step) => ({ ...step, after: untags }))], settled };
}
const notThere = { status: 'missing', reason: 'it does not exist' };
/**
 * Finds where the tags of a reference point, in their order, and all manifests that it names; fails with NOT_FOUND
 * unless `if-missing` says otherwise.
 */
async function findNamed(store, { reference, expectDigest, concurrency, ifMissing }, signal) {
    const { tags, digest: pin } = reference;
    const repository = (0,oci_reference/* formatRepository */.Sh)(reference);
    const find = (name, own) => ifMissing === 'ignore'
        ? (0,lib_errors/* orAbsent */.Re)(store.resolve(name, own))
        : (0,oci_digest/* isDigest */.Bc)(name)
            ? store.resolve(name, own)
            : (0,find_manifest/* withNearTags */.Qe)(store, name, () => store.resolve(name, own), own);
    const found = new Map();
    const names = [...tags];
    const look = (at) => (0,concurrently/* concurrently */.rK)(at, concurrency, signal, async (name, own) => {
        const there = await find(name, own);
        if (there)
            found.set(name, there);
    });
    await look(tags);
    if (pin && found.size === 0) {
        names.push(pin);
        await look([pin]);
    }
    for (const [name, { digest }] of found) {
        checkDigest(`${repository}${(0,oci_digest/* isDigest */.Bc)(name) ? '@' : ':'}${name}`, digest, { reference, expectDigest });
    }
    const named = new Map();
    for (const tag of tags) {
        const there = found.get(tag);
        if (there)
            named.set(tag, there);
    }
    const digests = new Set([...found.values()].map(({ digest }) => digest));
    return { named, digests, missing: names.filter((name) => !found.has(name)) };
}
/** Removes a tag of several where the place can do that; else it is an error which names the others. */
async function untagOrName(shelf, { reference, tag, digest, others }, signal) {
    try {
        await untagAlone(shelf, tag, await shelf.store.manifest(digest, signal), others);
    }
    catch (error) {
        if (!(0,lib_errors/* hasCode */.up)(error, 'UNSUPPORTED'))
            throw error;
        const what = `${(0,oci_reference/* formatRepository */.Sh)(reference)}:${tag} cannot be deleted alone`;
        throw new lib_errors/* OciError */.Mf('CONFLICT', `${what}: ${digest} also has ${listTags(others)}, which would go with it`, {
            cause: error,
            topic: 'other-tags',
        });
    }
}
/** Fails with INTEGRITY unless a name has the digest that the inputs say it has. */
function checkDigest(what, found, { reference, expectDigest }) {
    const claims = { 'the input reference': reference.digest, 'expect-digest': expectDigest };
    for (const [input, claim] of Object.entries(claims)) {
        if (claim !== undefined && claim !== found) {
            throw new lib_errors/* OciError */.Mf('INTEGRITY', `${what} is ${found}, but ${input} asks for ${claim}`, {
                topic: input === 'expect-digest' ? 'expect-digest' : 'pinned-digest',
            });
        }
    }
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

/***/ 87157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ selectTags),
/* harmony export */   Q: () => (/* binding */ parseTagFilter)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99968);
/* harmony import */ var _go_constraint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26063);
/* harmony import */ var _tag_versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5822);




/**
 * Makes a test of tags from a range of versions as Helm reads it (`^1.2`, `>=1 <3`), or from a `/regular expression/`
 * of Go with the optional flags i, m and s, which finds its match anywhere in the tag; `!/…/` takes the tags without a
 * match. A tag that is not a version is in no range. Fails with INVALID_INPUT.
 */
async function parseTagFilter(text) {
    const fail = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input filter ${JSON.stringify(text)} ${what}`);
    const [, not, rest] = /^(!?)\/(.*)$/s.exec(text) ?? [];
    if (rest !== undefined) {
        const end = rest.lastIndexOf('/');
        if (end < 0)
            throw fail('is a regular expression without a / at its end');
        const flags = rest.slice(end + 1);
        if (!/^[ims]*$/.test(flags))
            throw fail('has something other than the flags i, m and s after the last /');
        // A chunk of its own in dist/, for few steps need it.
        const { goRegExp } = await Promise.all(/* import() */[__webpack_require__.e(2856), __webpack_require__.e(5842)]).then(__webpack_require__.bind(__webpack_require__, 95842));
        try {
            const hasMatch = goRegExp(`${flags && `(?${flags})`}${rest.slice(0, end)}`);
            return not ? (tag) => !hasMatch(tag) : hasMatch;
        }
        catch (error) {
            throw fail(`is not a regular expression that Go accepts: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
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
        throw fail('is neither a range of versions such as ^1.2 nor a /regular expression/');
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

/***/ 5822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KA: () => (/* binding */ versionText),
/* harmony export */   mx: () => (/* binding */ versionOfTag),
/* harmony export */   rx: () => (/* binding */ newestTag),
/* harmony export */   uO: () => (/* binding */ sortTags)
/* harmony export */ });
/* harmony import */ var _go_semver_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25740);

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
/** Sorts tags by version or name, `-` for downwards; what is not a version comes after all versions, by name. */
function sortTags(tags, order) {
    const sign = order.startsWith('-') ? -1 : 1;
    const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    if (order.endsWith('name'))
        return tags.toSorted((a, b) => sign * byName(a, b));
    return tags
        .map((tag) => ({ tag, version: versionOfTag(tag) }))
        .sort((a, b) => {
        if (a.version && b.version)
            return sign * ((0,_go_semver_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(a.version, b.version) || byName(a.tag, b.tag));
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

/***/ 93242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ MemoryStore)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53000);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67813);
/* harmony import */ var _walk_manifests_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51551);





/** Holds a repository in memory; staged content stays where it is and is opened when it is fetched. */
class MemoryStore {
    #content = new Map();
    #tags = new Map();
    /** Takes content by reference: the bytes stay on disk and are verified whenever they are read. */
    stage(descriptor, open) {
        this.#content.set(descriptor.digest, { descriptor, open });
    }
    async resolve(name, signal) {
        signal?.throwIfAborted();
        const entry = this.#content.get(this.#tags.get(name) ?? name);
        if (!entry || !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isManifestType */ .Q3)(entry.descriptor.mediaType)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `There is no manifest ${name} in memory`);
        }
        return entry.descriptor;
    }
    async manifest(name, signal) {
        return (0,_content_js__WEBPACK_IMPORTED_MODULE_2__/* .fetchContent */ .Ix)(this, await this.resolve(name, signal), signal, name);
    }
    async fetch(descriptor, signal) {
        signal?.throwIfAborted();
        const entry = this.#content.get(descriptor.digest);
        if (!entry)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `There is no ${descriptor.digest} in memory`);
        return (0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .verified */ .zr)(await entry.open(), descriptor);
    }
    async has(descriptor, signal) {
        signal?.throwIfAborted();
        return this.#content.has(descriptor.digest);
    }
    async push(descriptor, open, { tags = [], onTagged, signal } = {}) {
        signal?.throwIfAborted();
        const bytes = await (0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .readAll */ .yw)((0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .verified */ .zr)(await open(), descriptor), `The content ${descriptor.digest}`, Number.POSITIVE_INFINITY);
        signal?.throwIfAborted();
        this.stage(descriptor, (0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .openBytes */ .od)(bytes));
        for (const tag of tags) {
            this.#tags.set(tag, descriptor.digest);
            onTagged?.(tag, descriptor.digest);
        }
    }
    async *tags(signal) {
        signal?.throwIfAborted();
        if (this.#content.size === 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', 'There is nothing in memory');
        yield* this.#tags.keys();
    }
    async *referrers(subject, signal) {
        signal?.throwIfAborted();
        const descriptors = [...this.#content.values()].map(({ descriptor }) => descriptor);
        yield* (0,_walk_manifests_js__WEBPACK_IMPORTED_MODULE_4__/* .referrersAmong */ .R)(this, descriptors, subject, signal);
    }
    async delete(name, signal) {
        const { digest } = await this.resolve(name, signal);
        if (this.#tags.delete(name))
            return;
        this.#content.delete(digest);
        for (const [tag, target] of this.#tags)
            if (target === digest)
                this.#tags.delete(tag);
    }
}


/***/ })

};
