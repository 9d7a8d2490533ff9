export const modules = {

/***/ 3072: // ./lib/modes/delete.js + 6 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deleteContent: () => (/* binding */ deleteContent)
});

// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(4957);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/modes/contract/told.js
var contract_told = __webpack_require__(6014);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(6937);
// EXTERNAL MODULE: ./lib/modes/contract/fates.js
var fates = __webpack_require__(2368);
// EXTERNAL MODULE: ./lib/modes/publish/several.js
var several = __webpack_require__(2692);
// EXTERNAL MODULE: ./lib/modes/tell/first-lines.js
var first_lines = __webpack_require__(3226);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/store/copy-graph.js
var copy_graph = __webpack_require__(4577);
// EXTERNAL MODULE: ./lib/store/listed.js
var listed = __webpack_require__(6300);
// EXTERNAL MODULE: ./lib/store/memory-store.js
var memory_store = __webpack_require__(3242);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/time.js
var lib_time = __webpack_require__(6146);
// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(4842);
// EXTERNAL MODULE: ./lib/oci/digest-tags.js
var digest_tags = __webpack_require__(5983);
;// CONCATENATED MODULE: ./lib/modes/removal/referenced.js



/** More in a row than anybody attaches. */
const maxDepth = 8;
/**
 * Reports whether a registry refused to delete a manifest because another one names it: GitLab's registry 4.32 with its
 * database, for a subject, a part of an index, and an entry of a list of referrers.
 */
function isReferenced(error) {
    return error instanceof errors/* RegistryError */.gl && error.errors.some(({ code }) => code === 'MANIFEST_REFERENCED');
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
            await (0,errors/* orAbsent */.Re)(remove(each, tags));
        await remove(digest, own);
        return undefined;
    }
    catch (error) {
        if (!isReferenced(error))
            throw error;
        if (own.length === 0) {
            throw new errors/* RegistryError */.gl('CONFLICT', (0,errors/* messageOf */.bD)(error), { ...error, cause: error, topic: 'referenced-manifest' });
        }
    }
    for (const tag of own) {
        const there = await (0,errors/* orAbsent */.Re)(store.resolve(tag, signal));
        if (there?.digest === digest)
            await (0,errors/* orAbsent */.Re)(store.delete(tag, signal));
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
        return (0,errors/* orAbsent */.Re)(manifest, 'ARTIFACT', 'INTEGRITY', 'TOO_LARGE');
    };
    const found = [];
    const referring = new Set();
    const descriptor = await (0,errors/* orAbsent */.Re)(store.resolve(subject, signal));
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

;// CONCATENATED MODULE: ./lib/modes/removal/deletable-repository.js













/** Opens a repository that deletes by itself. */
function deletableStore(store, concurrency, signal) {
    const foreign = store.location === undefined ? [] : ['ARTIFACT'];
    let looked = new Map();
    const tags = async (known = new Map()) => {
        const found = new Map(known);
        const asked = (await (0,listed/* listed */.K)(store.tags(signal, { untilSure: true }))).filter((tag) => !found.has(tag));
        await (0,concurrently/* concurrently */.rK)(asked, concurrency, signal, async (tag, own) => {
            // Removed meanwhile, or no manifest of a type we know: neither shares its digest with one that we know.
            const there = await (0,errors/* orAbsent */.Re)(store.resolve(tag, own), ...foreign);
            if (there)
                found.set(tag, there);
        });
        looked = found;
        return found;
    };
    /** docker-registry knows no repository in which nothing was ever tagged. */
    const tagsOrNone = async (known) => (await (0,errors/* orAbsent */.Re)(tags(known))) ?? new Map();
    const removeManifest = async (digest, own) => {
        try {
            await store.delete(digest, signal);
        }
        catch (error) {
            // Google's registries want the tags to go first (genuinetools/reg#136).
            const isTagged = ({ code }) => code === 'GOOGLE_MANIFEST_DANGLING_TAG';
            if (!(error instanceof errors/* RegistryError */.gl && error.errors.some(isTagged)))
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
                const isAnswer = error instanceof errors/* RegistryError */.gl || (0,errors/* hasCode */.up)(error, 'NOT_FOUND');
                if (!isAnswer || (0,errors/* hasCode */.up)(error, 'UNSUPPORTED', 'DENIED', 'UNAUTHORIZED'))
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
        const there = await (0,errors/* orAbsent */.Re)(store.resolve(tag, signal));
        if (there?.digest === digest)
            await (0,errors/* orAbsent */.Re)(store.delete(tag, signal));
    }
    catch (error) {
        if (!(error instanceof errors/* OciError */.Mf))
            throw error;
        const message = `The manifest ${digest} is deleted, but its tag ${tag} may still be there: ${error.message}`;
        throw error instanceof errors/* RegistryError */.gl
            ? new errors/* RegistryError */.gl(error.code, message, error)
            : new errors/* OciError */.Mf(error.code, message, { cause: error });
    }
}
/** How often a version is looked for that must be there: the list is made a moment after a push. */
const maxLooks = 5;
/** Opens a repository whose manifests are deleted by the API of its package host, and read by its registry. */
function deletablePackage(store, pack, signal, time = lib_time/* realTime */.M9) {
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
                throw new errors/* OciError */.Mf('NOT_FOUND', `The package has no version ${digest}`, { topic: 'missing-package' });
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
async function untag(deletable, tag, digest, signal) {
    const original = await deletable.store.manifest(digest, signal);
    try {
        return await untagAlone(deletable, tag, original);
    }
    catch (error) {
        if (!(0,errors/* hasCode */.up)(error, 'UNSUPPORTED'))
            throw error;
    }
    const { host, repository } = deletable.store.location ?? {};
    // One tag after the other: docker-registry 2.8 reads the files of all tags to delete a manifest, writes them in
    // place, and takes one that is being written for broken.
    await (0,concurrently/* inTurn */.lo)(`untag ${host}/${repository}`, () => untagByPlaceholder(deletable, tag, original, signal), signal);
}
/** Moves a tag to a manifest made for this, and deletes that; when it cannot, puts the tag back. */
async function untagByPlaceholder(deletable, tag, { descriptor, bytes }, signal) {
    const { staged, root } = stagePlaceholder();
    // What the user knows is the tag.
    const named = (error) => {
        if (!(error instanceof errors/* RegistryError */.gl))
            return error;
        return new errors/* RegistryError */.gl(error.code, error.message.replaceAll(`@${root.digest}`, `:${tag}`), {
            ...error,
            cause: error,
        });
    };
    // Where deletes are off or not allowed, no reader may meet the placeholder.
    await deletable.checkRemoval?.(root.digest).catch((error) => {
        throw named(error);
    });
    await (0,copy_graph/* copyGraph */.a)(staged, root, deletable.store, { tags: [tag], signal });
    try {
        await deletable.remove(root.digest, [tag]);
    }
    catch (refused) {
        const error = named(refused);
        try {
            // Not with the signal: a tag that points to nothing of use is worse than a late end.
            await deletable.store.push(descriptor, (0,verified/* openBytes */.od)(bytes), { tags: [tag] });
        }
        catch (second) {
            const rest = `the tag ${tag} of ${descriptor.digest} is lost, and could not be put back: ${(0,errors/* messageOf */.bD)(second)}`;
            throw new errors/* OciError */.Mf((0,errors/* hasCode */.up)(error, 'DENIED') ? 'DENIED' : 'REGISTRY', `${(0,errors/* messageOf */.bD)(error)}; ${rest}`, {
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
async function untagAlone(deletable, tag, { descriptor, bytes }, others = []) {
    const { store } = deletable;
    if (!deletable.untag)
        throw new errors/* OciError */.Mf('UNSUPPORTED', `The package does not remove the tag ${tag} alone`);
    const isRegistry = store.location !== undefined;
    if (isRegistry && others.length === 0)
        await store.push(descriptor, (0,verified/* openBytes */.od)(bytes));
    await deletable.untag(tag);
    if (!isRegistry || (await store.has(descriptor)))
        return;
    try {
        await store.push(descriptor, (0,verified/* openBytes */.od)(bytes), { tags: others });
    }
    catch (error) {
        const what = `The registry has removed the manifest ${descriptor.digest} and its layers along with the tag ${tag}`;
        throw new errors/* OciError */.Mf('REGISTRY', `${what}, and they could not be put back: ${(0,errors/* messageOf */.bD)(error)}`, {
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
function tagList(tags) {
    return `the ${tags.length === 1 ? 'tag' : 'tags'} ${(0,words/* briefList */.X2)(tags)}`;
}

;// CONCATENATED MODULE: ./lib/modes/removal/carry-out.js





/** A manifest that is called by its tags, or a tag alone, or of no tag by its digest. */
function thingCalled(name, more) {
    return { what: (0,oci_digest/* isDigest */.Bc)(name) ? 'manifest' : 'tag', name, ...more };
}
/** Makes the step that removes a tag alone; `others` are the tags that its manifest keeps. */
function untagStep(tag, digest, work, others = []) {
    const reason = others.length > 0 ? `the manifest stays: it also has ${tagList(others)}` : 'the manifest stays';
    return { item: thingCalled(tag, { fate: 'untagged', digest, tags: [tag], reason }), work, after: [] };
}
/**
 * Carries out all steps that can be, whatever becomes of the others, and tells of each as an item; in a dry run, of
 * what would be done. Fails at the end when a step did.
 *
 * @param settled what is decided already, to stay or as missing, which is told too
 */
async function carryOut(steps, settled, { dryRun, atOnce }, { log, told, signal }) {
    const outcomes = new Map();
    const all = (0,several/* several */.J)({ keepGoing: true, signal, log, nameOf: ({ item }) => nameOf(item) });
    const lines = (0,first_lines/* firstLines */.U)(log);
    const tell = (step, item) => {
        outcomes.set(step, item);
        const verb = (0,fates/* wordOf */.a)(item.fate, dryRun);
        lines.say(verb, `${nameOf(item)}: ${verb}${item.reason ? `, ${item.reason}` : ''}`);
    };
    const take = async (step) => {
        const { item, after } = step;
        const missed = after.find((each) => all.hasFailed(each) || outcomes.get(each)?.fate === 'kept');
        if (missed)
            return tell(step, { ...item, fate: 'kept', reason: `${missed.item.name} is still there` });
        const otherwise = dryRun ? undefined : await step.work();
        tell(step, { ...item, ...otherwise });
    };
    for (const { name, fate, reason } of settled) {
        lines.say(fate, `${name}: ${fate}${reason ? `, ${reason}` : ''}`);
    }
    let waiting = [...steps];
    try {
        while (waiting.length > 0) {
            const ready = waiting.filter(({ after }) => after.every((each) => outcomes.has(each) || all.hasFailed(each)));
            // Only tags that were made for it go in a circle; then one is as good a start as another.
            const wave = new Set(ready.length > 0 ? ready : waiting.slice(0, 1));
            await all.each([...wave], { atOnce, of: (step) => [step] }, take);
            waiting = waiting.filter((step) => !wave.has(step));
        }
    }
    finally {
        lines.end();
        const done = steps.map((each) => all.thingOf(each, outcomes.get(each) ?? notReached(each.item)));
        told.things = [...done, ...settled];
    }
    all.end(steps);
}
function nameOf({ name, digest }) {
    return digest === undefined || name === digest ? name : `${name} (${digest})`;
}
/** What is told of what a cancelled step did not get to; why it would have been untagged does not matter then. */
function notReached({ reason: _, ...item }) {
    return { ...item, fate: 'not reached' };
}

// EXTERNAL MODULE: ./lib/go/semver.js
var semver = __webpack_require__(5740);
// EXTERNAL MODULE: ./lib/modes/find/tag-filter.js
var tag_filter = __webpack_require__(7157);
// EXTERNAL MODULE: ./lib/modes/find/tag-versions.js
var tag_versions = __webpack_require__(5822);
// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __webpack_require__(6948);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: ./lib/modes/find/read-config.js
var read_config = __webpack_require__(6440);
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
            if (!(0,errors/* hasCode */.up)(error, ...errors/* unreadable */.O$))
                throw error;
            return error.message;
        }
    }
    async #read(digest) {
        const content = await (0,errors/* orAbsent */.Re)(this.#source.manifest(digest, this.#signal));
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
async function findToDelete(inventory, selected) {
    if (selected.length === 0)
        return { toDelete: [], needed: new Map() };
    const { tags, digestTags, facts, concurrency, signal } = inventory;
    const isSelected = new Set(selected);
    const others = [...tags].filter(([tag, { digest }]) => !(0,digest_tags/* isDigestTag */.xF)(tag) && !isSelected.has(digest));
    const tagged = new Set(others.map(([, { digest }]) => digest));
    let kept = { needed: new Map(), staying: await withParts(inventory, tagged) };
    await (0,concurrently/* concurrently */.rK)(selected, concurrency, signal, async (digest) => void (await facts.of(digest)));
    for (;;) {
        kept = await withNeeded(inventory, selected, kept);
        const { needed, staying } = kept;
        const roots = selected.filter((digest) => !needed.has(digest));
        const toDelete = await spread(inventory, roots, staying);
        // Lists and signatures of what stays hold on to what is in them.
        const subjects = new Set([...toDelete.keys()].map(digest_tags/* referrersTag */.LN));
        const spared = [...digestTags].filter(([subject]) => !subjects.has(subject)).flatMap(([, own]) => own);
        const held = await withParts(inventory, digestsOf(spared, tags));
        const found = [...held].filter(([digest]) => toDelete.has(digest));
        if (found.length === 0)
            return { toDelete: [...toDelete.values()], needed };
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
async function withNeeded(inventory, selected, kept) {
    const needed = new Map(kept.needed);
    const staying = new Map(kept.staying);
    for (let before = -1; before < needed.size;) {
        before = needed.size;
        for (const digest of selected.filter((each) => !needed.has(each))) {
            const subject = (await inventory.facts.of(digest))?.subject;
            const reason = staying.get(digest) ?? (subject && staying.has(subject) ? `it refers to ${subject}` : undefined);
            if (reason === undefined)
                continue;
            needed.set(digest, reason);
            for (const [part, why] of await withParts(inventory, [digest]))
                if (!staying.has(part))
                    staying.set(part, why);
        }
    }
    return { needed, staying };
}
/** Goes from manifests to all that is there for their sake alone. */
async function spread({ store, tags, digestTags, facts, concurrency, signal }, roots, staying) {
    const all = byDigest(tags);
    const toDelete = new Map(roots.map((digest) => [digest, { digest, tags: all.get(digest) ?? [], above: new Set() }]));
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
        if (!below && toDelete.get(digest)?.tags.length === 0)
            toDelete.delete(digest);
        for (const [each, reason] of below ?? []) {
            if (each === digest || staying.has(each))
                continue;
            const known = toDelete.get(each);
            if (known)
                known.above.add(digest);
            else {
                toDelete.set(each, { digest: each, tags: all.get(each) ?? [], reason, above: new Set([digest]) });
                next.push(each);
            }
        }
        return next;
    });
    return toDelete;
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
async function planRetention(deletable, policy, log, signal) {
    const { filter, concurrency } = policy;
    const fits = filter === undefined ? () => true : await (0,tag_filter/* parseTagFilter */.Q)(filter);
    const tags = await readTags(deletable, policy.ifNotFound, log, signal);
    const selected = new Set(await (0,tag_filter/* selectTags */.O)(tags.keys(), (tag) => !(0,digest_tags/* isDigestTag */.xF)(tag) && fits(tag), signal));
    const wanted = byDigest([...tags].filter(([tag]) => selected.has(tag)));
    const candidates = [...wanted].map(([digest, own]) => ({ digest, tags: own }));
    log.info(`${(0,words/* count */.U9)(tags.size, 'tag')}, ${selected.size} selected, on ${(0,words/* count */.U9)(candidates.length, 'manifest')}`);
    const facts = new ManifestFacts(deletable.store, signal);
    const createdAt = async (digest) => deletable.uploadedAt(digest) ?? (await facts.createdAt(digest));
    const fresh = policy.keepLast ? judgeFresh(candidates, deletable) : new Map();
    const ages = await judgeAges(without(candidates, fresh), policy, createdAt, log, signal);
    const young = new Map([...fresh, ...ages.young]);
    const old = without(candidates, young);
    if (policy.untagOnly) {
        const step = (tag, digest) => {
            const work = () => untag(deletable, tag, digest, signal).then(() => undefined);
            const { item, ...how } = untagStep(tag, digest, work);
            const reason = [ages.old.get(digest), item.reason].filter((each) => each !== undefined).join('; ');
            return { ...how, item: { ...item, reason } };
        };
        const steps = old.flatMap(({ digest, tags: own }) => own.map((tag) => step(tag, digest)));
        return { steps, settled: keptItems(candidates, young) };
    }
    const shared = judgeTags(old, tags);
    const open = without(old, shared);
    const unread = await judgeContent(open, facts, concurrency, signal);
    const going = without(open, unread).map(({ digest }) => digest);
    const digestTags = (0,digest_tags/* groupDigestTags */.TV)(tags.keys());
    const inventory = { store: deletable.store, tags, digestTags, facts, concurrency, signal };
    const { toDelete, needed } = await findToDelete(inventory, going);
    const settled = keptItems(candidates, new Map([...young, ...shared, ...unread, ...needed]));
    return { steps: removalSteps(toDelete, deletable, tags, ages.old), settled };
}
function without(candidates, reasons) {
    return candidates.filter(({ digest }) => !reasons.has(digest));
}
function keptItems(candidates, reasons) {
    return candidates.flatMap(({ digest, tags }) => {
        const reason = reasons.get(digest);
        return reason === undefined ? [] : thingCalled(tags.join(', '), { fate: 'kept', digest, tags, reason });
    });
}
/** Makes a step of each manifest that goes, after those for whose sake it is there. */
function removalSteps(toDelete, deletable, tags, old) {
    const steps = new Map();
    for (const { digest, tags: own, reason } of toDelete) {
        const name = own.join(', ') || digest;
        const why = reason ?? old.get(digest);
        const item = thingCalled(name, { fate: 'deleted', digest, tags: own, reason: why });
        const work = async () => {
            const added = await deletable.newTagsOf(digest, tags);
            if (added.length > 0)
                return { fate: 'kept', reason: `it got ${tagList(added)} meanwhile` };
            try {
                const stays = await deletable.remove(digest, own);
                return stays === undefined ? undefined : { fate: 'untagged', reason: stays };
            }
            catch (error) {
                // Some registries let what belongs to a manifest go with it by themselves, or keep it as long as that stays.
                if (reason === undefined || !(0,errors/* hasCode */.up)(error, 'NOT_FOUND', 'CONFLICT'))
                    throw error;
                if (error.code === 'NOT_FOUND')
                    return undefined;
                if (error.topic !== 'referenced-manifest')
                    throw error;
                return { fate: 'kept', reason: 'another manifest refers to it, which stays' };
            }
        };
        steps.set(digest, { item, work, after: [] });
    }
    for (const { digest, above } of toDelete) {
        steps.get(digest)?.after.push(...[...above].map((each) => steps.get(each)).filter((step) => step !== undefined));
    }
    return [...steps.values()];
}
/** Finds where all tags point; none of a repository that is missing and may be. */
async function readTags(deletable, ifNotFound, log, signal) {
    if (ifNotFound === 'error')
        return deletable.tags();
    // The registry decides: to a token with few rights, the API of a package host says "not found" of anything.
    const tags = await (0,errors/* orGone */.Pi)(deletable.tags(), () => (0,listed/* listed */.K)(deletable.store.tags(signal), 1), signal);
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
            reasons.set(digest, `it also has ${tagList(others)}, which ${stay}: ${advice}`);
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
function judgeFresh(candidates, deletable) {
    const start = Date.now() - freshness;
    const fresh = candidates.filter(({ digest }) => Number(deletable.uploadedAt(digest) ?? 0) > start);
    return new Map(fresh.map(({ digest }) => [digest, 'it was pushed less than a day ago']));
}
/** Clocks may differ; what was made later than this from now says so to stay, or to be the newest. */
const maxAhead = 3_600_000;
/** Finds the manifests that `keep-last` and `older-than` let stay, and says of the others why they do not. */
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
    const young = new Map(newest);
    const old = new Map();
    for (const { digest, tags } of without(candidates, newest)) {
        const time = times.get(digest);
        const made = time && `was made on ${time.toISOString()}`;
        if (times.has(digest) && !time)
            young.set(digest, 'its age is not known');
        else if (time && olderThan !== undefined && Date.now() - time.getTime() <= olderThan) {
            young.set(digest, `it ${made}`);
        }
        else {
            const rank = keepLast
                ? `is not ${newestOf(keepLast, tags.some(tag_versions/* versionOfTag */.mx) ? 'by version' : 'by age')}`
                : undefined;
            const facts = [made, rank].filter((each) => each !== undefined);
            if (facts.length > 0)
                old.set(digest, `it ${facts.join(' and ')}`);
        }
    }
    if (ageless > 0) {
        log.warning(`Of ${candidates.length} selected manifests, ${ageless} stay because nothing says when they were made: ` +
            'push with created: now or created: commit, which writes that down');
    }
    return { young, old };
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
        const reason = `it is ${newestOf(keepLast, what)}`;
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
function newestOf(keepLast, what) {
    return keepLast === 1 ? `the newest ${what}` : `one of the ${keepLast} newest ${what}`;
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
    const inputs = { ...asked, ...asked.sought, reference: { ...asked.reference, tags } };
    const { reference, concurrency, dryRun } = inputs;
    const { log, signal, told } = mode;
    const repository = (0,oci_reference/* formatRepository */.Sh)(reference);
    (0,contract_told/* tell */.qz)(told.about, { repository, tags, fate: 'not reached' });
    const isRetention = checkInputs(inputs, judge !== undefined);
    const pack = openPackage(reference);
    const store = mode.open.store(reference, { canDelete: !dryRun && pack === undefined });
    const deletable = pack ? deletablePackage(store, pack, signal) : deletableStore(store, concurrency, signal);
    const { steps, settled } = isRetention
        ? await log.group(`Look through ${repository}`, async () => planRetention(deletable, { ...inputs, judgePlace: judge && placesBy(judge, store, repository, log, signal) }, log, signal))
        : await planNamed(deletable, inputs, mode);
    const what = `${dryRun ? 'Would delete' : 'Delete'} from ${repository}`;
    await log.group(what, () => carryOut(steps, settled, { dryRun, atOnce: deletable.atOnce }, mode));
    // Where tags alone went, there is nothing to free.
    if (dryRun || steps.every(({ item }) => item.fate !== 'deleted'))
        return;
    log.info(store.location
        ? "Space is freed by the registry's garbage collection"
        : 'Files of layers stay in the layout: nothing tells whether they are still needed');
}
/** Tells whether the inputs ask for retention; fails with INVALID_INPUT when they do not say clearly what is to go. */
function checkInputs({ reference, keepLast, olderThan, filter, untagOnly, expectDigest }, isVerified) {
    const refused = (what) => new errors/* OciError */.Mf('INVALID_INPUT', what);
    const policies = { 'keep-last': keepLast, 'older-than': olderThan, filter };
    const [policy] = Object.entries(policies).find(([, value]) => value !== undefined) ?? [];
    const name = reference.digest ?? reference.tags[0];
    if (isVerified && !keepLast) {
        throw refused('In mode delete, the input verify needs keep-last of at least 1: it decides which manifests count towards it');
    }
    if (name === undefined && policy === undefined) {
        throw refused('The input reference has neither a tag nor a digest: say what to delete, or which tags to keep with keep-last, older-than or filter');
    }
    if (name !== undefined && policy !== undefined) {
        throw refused(`The input ${policy} is for a whole repository, but the input reference names ${name}`);
    }
    if (keepLast === 0 && filter === undefined && olderThan === undefined) {
        throw refused('The input keep-last is 0, which would delete everything: add filter or older-than');
    }
    if (untagOnly && name !== undefined && reference.tags.length === 0) {
        throw refused('The input untag-only needs a tag in the input reference: it names a digest alone');
    }
    if (expectDigest !== undefined && name === undefined) {
        throw refused('The input expect-digest does not apply to a whole repository: name a tag in the input reference');
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
async function planNamed(deletable, wanted, { told, signal }) {
    const { reference, untagOnly, ifNotFound } = wanted;
    const { store } = deletable;
    const repository = (0,oci_reference/* formatRepository */.Sh)(reference);
    const { named, digests, missing } = await findNamed(store, wanted, signal);
    const settled = missing.map((name) => thingCalled(name, notThere));
    const [digest] = digests;
    if (digest !== undefined && digests.size === 1)
        (0,contract_told/* tell */.qz)(told.about, { digest, reference: `${repository}@${digest}` });
    // The registry decides what has gone meanwhile: to a token with few rights, an API says "not found" of anything.
    const unlessGone = async (name, work) => {
        const done = work().then((stays) => typeof stays === 'string' ? { fate: 'untagged', reason: stays } : 'done');
        const outcome = await (ifNotFound === 'ignore' ? (0,errors/* orGone */.Pi)(done, () => store.resolve(name, signal), signal) : done);
        return outcome === 'done' ? undefined : (outcome ?? notThere);
    };
    if (untagOnly) {
        const steps = [...named].map(([tag, { digest: of }]) => untagStep(tag, of, () => unlessGone(tag, () => untag(deletable, tag, of, signal))));
        return { steps, settled };
    }
    const untags = [];
    const removals = [];
    for (const each of digests) {
        const asked = reference.tags.filter((tag) => named.get(tag)?.digest === each);
        const others = (await deletable.tagsOf(each, named)).filter((tag) => !asked.includes(tag));
        if (others.length === 0) {
            const item = thingCalled(asked.join(', ') || each, { fate: 'deleted', digest: each, tags: asked });
            removals.push({ item, work: () => unlessGone(asked[0] ?? each, () => deletable.remove(each, asked)), after: [] });
        }
        else if (reference.digest) {
            throw new errors/* OciError */.Mf('CONFLICT', `${repository}@${each} also has ${tagList(others)}, which would go with it`, {
                topic: 'other-tags',
            });
        }
        else {
            for (const tag of asked) {
                const work = () => untagOrName(deletable, { reference, tag, digest: each, others }, signal);
                untags.push(untagStep(tag, each, () => unlessGone(tag, work), others));
            }
        }
    }
    // What may turn out to be refused comes first.
    return { steps: [...untags, ...removals.map((step) => ({ ...step, after: untags }))], settled };
}
const notThere = { fate: 'missing', reason: 'it does not exist' };
/**
 * Finds where the tags of a reference point, in their order, and all manifests that it names; fails with NOT_FOUND
 * unless `if-not-found` says otherwise.
 */
async function findNamed(store, { reference, expectDigest, concurrency, ifNotFound }, signal) {
    const { tags, digest: pin } = reference;
    const repository = (0,oci_reference/* formatRepository */.Sh)(reference);
    const find = (name, own) => ifNotFound === 'ignore'
        ? (0,errors/* orAbsent */.Re)(store.resolve(name, own))
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
async function untagOrName(deletable, { reference, tag, digest, others }, signal) {
    try {
        await untagAlone(deletable, tag, await deletable.store.manifest(digest, signal), others);
    }
    catch (error) {
        if (!(0,errors/* hasCode */.up)(error, 'UNSUPPORTED'))
            throw error;
        const what = `${(0,oci_reference/* formatRepository */.Sh)(reference)}:${tag} cannot be deleted alone`;
        throw new errors/* OciError */.Mf('CONFLICT', `${what}: ${digest} also has ${tagList(others)}, which would go with it`, {
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
            throw new errors/* OciError */.Mf('INTEGRITY', `${what} is ${found}, but ${input} asks for ${claim}`, {
                topic: input === 'expect-digest' ? 'expect-digest' : 'pinned-digest',
            });
        }
    }
}


/***/ })

};
