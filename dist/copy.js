export const modules = {

/***/ 2101: // ./lib/modes/copy.js + 3 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  copy: () => (/* binding */ copy)
});

// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(7399);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/store/attached.js
var store_attached = __webpack_require__(1405);
// EXTERNAL MODULE: ./lib/store/wrapped/cached-manifests.js
var cached_manifests = __webpack_require__(8098);
// EXTERNAL MODULE: ./lib/store/wrapped/limited.js
var limited = __webpack_require__(5137);
// EXTERNAL MODULE: ./lib/store/wrapped/sided.js
var sided = __webpack_require__(3306);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/disk/open-file.js
var open_file = __webpack_require__(6580);
// EXTERNAL MODULE: ./lib/disk/write-atomically.js
var write_atomically = __webpack_require__(2668);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(261);
// EXTERNAL MODULE: ./lib/store/forwarded.js
var forwarded = __webpack_require__(1185);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(7813);
;// CONCATENATED MODULE: ./lib/store/wrapped/spooled.js







/**
 * A source from which each blob is fetched once, into a file of a temporary folder, and read from there by all that
 * want it: for copies to several targets at a time. The folder is removed by whoever made it.
 */
function spooled(source, temporary, signal) {
    const files = new Map();
    return (0,forwarded/* forwarded */.V)(source, {
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
            return (0,verified/* verified */.zr)(await (0,open_file/* openFile */.Tq)(await saved)(), descriptor);
        },
    });
}

// EXTERNAL MODULE: ./lib/words.js
var words = __webpack_require__(4842);
// EXTERNAL MODULE: ./lib/modes/contract/told.js
var contract_told = __webpack_require__(6014);
// EXTERNAL MODULE: ./lib/modes/find/choose-platforms.js
var choose_platforms = __webpack_require__(7712);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(6937);
// EXTERNAL MODULE: ./lib/modes/find/find-top.js + 1 modules
var find_top = __webpack_require__(2080);
// EXTERNAL MODULE: ./lib/modes/kinds/annotations.js
var annotations = __webpack_require__(4770);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/store/content.js
var store_content = __webpack_require__(3000);
;// CONCATENATED MODULE: ./lib/modes/publish/annotated.js




/**
 * Adds annotations to a manifest or index, which makes it another one. Fails with INVALID_INPUT for a Docker manifest,
 * which has none.
 */
function annotated(content, annotations) {
    if (Object.keys(annotations).length === 0)
        return content;
    const { mediaType } = content.descriptor;
    if (mediaType !== media_types/* imageManifest */.Bz && mediaType !== media_types/* imageIndex */.sS) {
        throw new errors/* OciError */.Mf('INVALID_INPUT', `The input annotations does not apply: a ${mediaType} has no annotations`);
    }
    const { annotations: own } = content.parsed();
    const body = { ...JSON.parse(content.bytes.toString()), annotations: { ...own, ...annotations } };
    const bytes = Buffer.from(JSON.stringify(body));
    return (0,store_content/* contentOf */.$E)((0,descriptor/* describe */.q0)(mediaType, bytes), bytes);
}
/** Logs that the copy is another manifest than its source, and that signatures of the source do not apply to it. */
function tellOther(log, { top, root, why, losesTrust, }) {
    const what = why === 'platforms' ? 'The chosen platforms are' : 'With the annotations, the copy is';
    const unsigned = losesTrust ? '. Signatures of the source do not apply to it; to sign the copy, set sign' : '';
    const { digest } = root.descriptor;
    log.notice(`${what} another manifest than ${top.descriptor.digest}: the copy has the digest ${digest}${unsigned}`);
}

// EXTERNAL MODULE: ./lib/modes/publish/copy-artifact.js
var copy_artifact = __webpack_require__(6342);
// EXTERNAL MODULE: ./lib/modes/publish/count-moved.js
var count_moved = __webpack_require__(8986);
// EXTERNAL MODULE: ./lib/modes/publish/deliver.js
var deliver = __webpack_require__(7881);
// EXTERNAL MODULE: ./lib/modes/publish/plan-tags.js
var plan_tags = __webpack_require__(4503);
;// CONCATENATED MODULE: ./lib/modes/publish/read-targets.js


/** Reads the lines of `to`: the tags of each are its own, else those of the source, and those of `tags`. */
function readTargets(to, tags, reference) {
    const places = to.map((line) => {
        const place = (0,oci_reference/* parseReference */.F2)(line, { from: 'to' });
        if (place.host !== oci_reference/* defaultHost */.YX || place.repository.includes('/'))
            return place;
        const why = `has no owner: on ${oci_reference/* defaultHost */.YX} a repository begins with one, such as octo-org/hello`;
        throw (0,errors/* invalid */.Gq)('to', line, `${why}; another tag in the same repository is written by mode tag`);
    });
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
            throw (0,errors/* invalid */.Gq)('tags', line, `does not name one tag in ${where}`);
        }
        return { tag, name };
    });
    return places.map((place) => {
        const own = place.tags.length > 0 || place.digest ? place.tags : reference.tags;
        const added = more.filter(({ name }) => name === undefined || name === (0,oci_reference/* formatRepository */.Sh)(place));
        return { reference: place, tags: [...new Set([...own, ...added.map(({ tag }) => tag)])] };
    });
}

// EXTERNAL MODULE: ./lib/modes/publish/several.js
var several = __webpack_require__(2692);
// EXTERNAL MODULE: ./lib/modes/runner/blob-cache.js + 2 modules
var blob_cache = __webpack_require__(7800);
// EXTERNAL MODULE: ./lib/modes/tell/related.js
var related = __webpack_require__(5181);
// EXTERNAL MODULE: ./lib/modes/tell/total-size.js
var total_size = __webpack_require__(3052);
;// CONCATENATED MODULE: ./lib/modes/copy.js

























/** Copies a manifest with all that it needs, and what is attached to it, from one repository or layout to others. */
async function copy(inputs, mode, around) {
    const { reference, sought, platforms, tagging, referrers, signing } = inputs;
    const { log, signal, told } = mode;
    const { verify } = around;
    const wanted = { platforms, annotations: (0,annotations/* ofManifestAlone */.Kq)(inputs.annotations.annotations, 'mode copy') };
    const lines = readTargets(inputs.to, tagging.tags, reference);
    const isAlone = lines.length === 1;
    // Whatever fails, the place that it was for is known.
    if (isAlone)
        told.about.repository = lines.map(nameOf).join();
    const direct = (0,sided/* sidedSource */.tX)(mode.open.source(reference));
    const { source: opened, hits } = (0,blob_cache/* withCache */.n)(direct, around.blobCache, log);
    const there = await (0,find_top/* findVerified */.y)(opened, sought, { purpose: 'copy', verify, direct }, mode);
    if (!there)
        return (0,contract_told/* tell */.qz)(told.about, nothing);
    const isSigned = signing.sign !== 'none';
    if (verify && !referrers && !isSigned) {
        log.notice('Because of referrers: false, the signatures that were verified are not copied');
    }
    const losesTrust = verify !== undefined && !isSigned;
    const { root, graph } = await chooseRoot(opened, there.top, wanted, { sought, losesTrust, log, signal });
    const manifest = root.parsed();
    const { digest, mediaType } = root.descriptor;
    const known = { digest, mediaType, artifactType: (0,oci_manifest/* artifactTypeOf */.Gh)(manifest) ?? '', size: (0,total_size/* sizeOfManifest */._)(manifest) };
    const from = sourceOf(reference, there.top.descriptor.digest);
    told.exists = true;
    (0,contract_told/* tell */.qz)(told.about, { ...nothing, fate: 'not reached', ...known, source: from });
    const source = isAlone ? graph : spooled(graph, around.temporary, signal);
    await copyToAll(inputs, mode, around, { source, root, from, admit: there.admit, lines }).finally(() => {
        if (hits.size > 0)
            log.info(`${(0,words/* count */.U9)(hits.size, 'blob')} came from the cache of the runner`);
    });
}
const nameOf = ({ reference }) => (0,oci_reference/* formatRepository */.Sh)(reference);
/** Plans for all targets, and copies to each of them. */
async function copyToAll({ reference, tagging: { ifExists }, referrers, concurrency, dryRun, keepGoing }, { open, log, signal, told }, { sign, verify }, { source, root, from, admit, lines, }) {
    const { about } = told;
    const { digest } = root.descriptor;
    const places = lines.map((line) => {
        return { ...line, thing: { what: 'artifact', name: nameOf(line), source: from, fate: 'not reached' } };
    });
    const isAlone = places.length === 1;
    const onDone = () => {
        // One that failed names what it was to get.
        const things = places.map((at) => all.thingOf(at, { ...(all.hasFailed(at) ? { digest } : {}), ...at.thing }));
        if (!isAlone)
            told.things = things;
        else
            for (const { fate, isWritten, isNew, moved = contract_told/* nothingMoved */.FY } of things)
                (0,contract_told/* tell */.qz)(about, { fate, isWritten, isNew, moved });
    };
    const all = (0,several/* several */.J)({ keepGoing, signal, log, nameOf, onDone });
    const atOnce = places.length;
    const openTarget = (at) => (0,sided/* sidedTarget */.DG)(open.store(at, { alsoRead: reference }));
    // All targets are asked before anything is sent to one of them.
    const targets = await all.each(places, { atOnce, of: (place) => [place] }, (place, within) => planTarget(place, openTarget, root, ifExists, log, within));
    const found = referrers ? await (0,copy_artifact/* attachedTo */.cV)(source, root, await (0,store_attached/* readDigestTags */.AD)(source, signal), signal, log) : [];
    const attached = admit && referrers !== 'all' ? await admitted(admit, source, found, log) : found;
    tellAttached(attached.length, dryRun, log);
    about.related = (0,related/* relatedTo */.v)(digest, root.parsed(), attached);
    const [first] = targets;
    if (first)
        (0,contract_told/* tell */.qz)(about, plannedFor(first, targets));
    // What stays under a tag of the target was neither read nor verified.
    if (first?.kept !== undefined && verify)
        told.verified = [];
    const how = {
        ...{ ifExists, sign, dryRun, concurrency, log, ways: verify ? ['verified'] : [] },
        // The subject of what was verified was not.
        takesSubjects: referrers === 'all' || (referrers && verify === undefined),
        // Groups cannot be open at the same time.
        heading: isAlone ? `Copy ${(0,find_manifest/* fullName */.fq)(reference)}` : undefined,
    };
    await all.each(targets, { atOnce, of: ({ place }) => [place] }, async (target, within) => {
        const onThere = (there) => {
            if (target === first)
                (0,contract_told/* tell */.qz)(about, { digest: there, reference: `${target.repository}@${there}` });
        };
        const end = await copyTo(target, { source, root, attached }, how, onThere, within);
        if (target.kept === undefined)
            onThere(end.digest);
    });
    all.end(places);
}
/** Makes what is copied of what was found: the chosen platforms alone, or with more annotations. */
async function chooseRoot(source, top, { platforms, annotations }, { sought, losesTrust, log, signal, }) {
    const { reference, expectDigest } = sought;
    const chosen = await (0,choose_platforms/* choosePlatforms */.k)(source, top, platforms, (0,find_manifest/* fullName */.fq)(reference), signal, log.info);
    const root = annotated(chosen, annotations);
    const { digest } = root.descriptor;
    (0,find_manifest/* checkExpected */.vi)(expectDigest, reference, top.descriptor.digest, chosen.descriptor.digest, digest);
    if (digest !== top.descriptor.digest) {
        tellOther(log, { top, root, why: platforms.length > 0 ? 'platforms' : 'annotations', losesTrust });
    }
    return { root, graph: (0,limited/* limited */.TJ)((0,cached_manifests/* cachedManifests */.J)(source, [top, chosen, root])) };
}
/** Copies to one target, and tells what came of it; `onThere` is told the digest as soon as the root is there. */
async function copyTo(target, { source, root, attached }, { ifExists, takesSubjects, concurrency, heading, ...how }, onThere, signal) {
    const { store, repository, digest, place } = target;
    const transfer = (0,count_moved/* startTransfer */.E)(concurrency);
    const { session, moved } = transfer;
    const task = { source, target: store, attached, ifExists, session, isSigned: how.sign !== undefined, log: how.log };
    const attach = (onEvent) => (0,copy_artifact/* copyAttached */.kz)({ ...task, onEvent, signal });
    const cargo = {
        ...{ root, size: (0,total_size/* sizeOfManifest */._)(root.parsed()), nameOf: shortDigest, transfer },
        from: { source, subjects: takesSubjects ? 'taken' : 'left' },
        attached: attached.map(({ descriptor }) => descriptor),
        attach: attached.length > 0 ? attach : undefined,
        onThere: () => onThere(digest),
    };
    const end = await (0,deliver/* deliver */.c)(target, cargo, {
        ...{ ...how, signal, verb: 'Copying', place: `${repository}:` },
        ...(heading === undefined ? { lead: `${repository}: ` } : { heading: `${heading} to ${repository}` }),
        // Also of a copy that fails: what was written before is there.
    }).finally(() => (0,contract_told/* tell */.qz)(place.thing, { isWritten: moved.isChanged, moved }));
    (0,copy_artifact/* tellLeft */.dp)(session, takesSubjects, how.log, how.ways?.length ? 'all' : 'true');
    (0,contract_told/* tell */.qz)(place.thing, { ...factsOf(target, end), isNew: session.brought.has(root.descriptor.digest) });
    return end;
}
/** Returns what the policy lets through of what is attached, and names the rest in the log. */
async function admitted(admit, source, found, log) {
    if (found.length === 0)
        return [];
    const { admitted: own, left } = await admit(source, found);
    if (left.length === 0)
        return own;
    const names = left.map(({ tag, descriptor: { digest, artifactType } }) => {
        const type = artifactType === undefined ? '' : ` (${(0,cut_text/* cutText */.IN)(artifactType, 100, '…')})`;
        return tag ?? `${digest}${type}`;
    });
    const isPart = own.some(({ only }) => only) ? ', or only in part' : '';
    const what = `${(0,words/* count */.U9)(left.length, 'attached manifest')} without a signature that verify accepts`;
    const verb = left.length === 1 ? 'is' : 'are';
    log.notice(`${what} ${verb} not copied${isPart}: ${(0,words/* briefList */.X2)(names, 5)}. To copy everything, set referrers: all`);
    return own;
}
function tellAttached(attached, isDryRun, log) {
    const verb = isDryRun ? 'Would also copy' : 'Also copies';
    if (attached > 0)
        log.info(`${verb} ${(0,words/* count */.U9)(attached, 'manifest')} attached to it, such as signatures`);
}
/** What is known before anything is done. */
const nothing = { moved: contract_told/* nothingMoved */.FY, previous: {} };
/** Of what stays in the target, nothing was read. */
const unread = { related: [], size: 0, mediaType: '', artifactType: '' };
/** What the outputs about one target say before it is copied to; the tags are those of all. */
function plannedFor({ repository, kept, digest, previous, tagged }, all) {
    const pin = kept ?? digest;
    return {
        // A reference is told when it is there.
        ...{ repository, digest: pin, previous, tagged },
        ...(kept === undefined ? {} : { fate: 'kept', reference: `${repository}@${pin}`, ...unread }),
        tags: [...new Set(all.flatMap(({ tags }) => tags))],
    };
}
function factsOf({ repository, tags, kept, previous }, { digest, isChanged, signatures }) {
    return {
        ...{ reference: `${repository}@${digest}`, digest, tags: [...tags], signatures },
        ...(Object.keys(previous).length > 0 ? { previous } : {}),
        fate: kept ? 'kept' : isChanged ? 'copied' : 'unchanged',
    };
}
/** Names what is copied, by tag and digest. */
function sourceOf(reference, digest) {
    const [tag] = reference.tags;
    return `${(0,oci_reference/* formatRepository */.Sh)(reference)}${tag === undefined ? '' : `:${tag}`}@${digest}`;
}
async function planTarget(place, open, root, ifExists = 'overwrite', log, signal) {
    const { tags, reference } = place;
    const repository = nameOf(place);
    if (reference.digest !== undefined && reference.digest !== root.descriptor.digest) {
        const what = `The copy has the digest ${root.descriptor.digest}`;
        throw new errors/* OciError */.Mf('INTEGRITY', `${what}, but the input to asks for ${reference.digest}`);
    }
    const store = open(reference);
    const current = await (0,plan_tags/* readTags */.g$)(store, tags, false, signal);
    const digest = (0,plan_tags/* nameIn */.ZC)(current, root);
    return { place, store, repository, tags, digest, ...(0,plan_tags/* planTags */.Vd)(current, digest, ifExists, repository, log) };
}
/** The first digits of a digest, which are enough to find it among the lines of a log. */
function shortDigest({ digest }) {
    return digest.slice(0, 19);
}


/***/ }),

/***/ 6342: // ./lib/modes/publish/copy-artifact.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E6: () => (/* binding */ copyArtifact),
/* harmony export */   cV: () => (/* binding */ attachedTo),
/* harmony export */   dp: () => (/* binding */ tellLeft),
/* harmony export */   kz: () => (/* binding */ copyAttached)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(261);
/* harmony import */ var _store_attached_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1405);
/* harmony import */ var _store_copy_graph_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4577);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7813);
/* harmony import */ var _decide_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2634);
/* harmony import */ var _plan_tags_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4503);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3836);











/** Where the lists of referrers have to be kept, all that are on the way wait for one change of theirs. */
const attachedAtOnce = 16;
/**
 * Copies a manifest with all that is below it and attached to it, and publishes it under its tags. What is attached under a tag of its own (cosign) moves that tag as `if-exists` says:
 * by default a source does not replace the signatures of what was in the target before. Gives the digest that the tags
 * have in the target.
 */
async function copyArtifact(task) {
    const { source, attached, takesSubjects, session, onEvent, sign, ...rest } = task;
    return (0,_publish_js__WEBPACK_IMPORTED_MODULE_9__/* .publish */ .m)({
        ...rest,
        from: { source, session, onEvent, subjects: takesSubjects ? 'taken' : 'left' },
        attach: attached.length > 0 ? () => copyAttached({ ...task, isSigned: sign !== undefined }) : undefined,
        sign,
    });
}
/** Copies what is attached to a root that has come, and to that in turn. */
async function copyAttached(task) {
    const { attached, signal } = task;
    // The root has come, and with it what is below it.
    const known = new Set(attached.filter(({ depth }) => depth === 0).map(({ subject }) => subject.digest));
    const listed = [];
    const left = new Map();
    // A subject comes before what is attached to it: only then is it known whether it was there.
    for (const level of Map.groupBy(attached, ({ depth }) => depth).values()) {
        await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .concurrently */ .rK)(level, attachedAtOnce, signal, async (each, within) => {
            try {
                const own = { ...task, session: { ...task.session, left }, signal: within };
                const isThere = await copyOne(own, known, each);
                if (isThere !== undefined)
                    listed.push({ each, isThere });
            }
            catch (error) {
                // Anybody who may push can attach what is none: the rest is copied all the same.
                if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'ARTIFACT'))
                    throw error;
                const { descriptor, subject } = each;
                task.log.warning(`${descriptor.digest}, attached to ${subject.digest}, is left out: ${error.message}`);
            }
        });
    }
    await tellLeftBelow(task, left);
    for (const [subject, own] of Map.groupBy(listed, ({ each }) => each.subject)) {
        // One that came alone is on the list. olareg loses one of several that come at once.
        if (own.length > 1 || own.some(({ isThere }) => isThere))
            await putOnList(task, subject, own.map(({ each }) => each.descriptor));
    }
}
/**
 * Copies what is attached. Tells of one that belongs on the list of its subject whether it was there already, and gives
 * undefined for any other.
 */
async function copyOne(task, known, { descriptor, subject, tag, only }) {
    const { source, target, session, log, signal } = task;
    const { digest } = descriptor;
    if (tag !== undefined && only) {
        await copyLayers(task, tag, only);
        return undefined;
    }
    if (tag !== undefined && !(await isToBeMoved(task, { descriptor, subject, tag })))
        return undefined;
    let isThere = false;
    const onEvent = (event) => {
        isThere ||= event.kind === 'skipped' && event.descriptor.digest === digest;
        task.onEvent(event);
    };
    const added = tag === undefined ? [] : await layersToAdd(task, tag, digest);
    const tags = tag === undefined || added.length > 0 ? [] : [tag];
    const options = { session, onEvent, signal, tags, known, subjects: 'left' };
    const copied = (0,_store_copy_graph_js__WEBPACK_IMPORTED_MODULE_6__/* .copyGraph */ .a)(source, descriptor, target, options).then(() => true);
    // Not everyone who deletes a manifest takes it off the list.
    if (!(await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orGone */ .Pi)(copied, () => source.resolve(digest, signal), signal))) {
        log.warning(`${digest} is on the list of what is attached to ${subject.digest}, but does not exist: left out`);
        return undefined;
    }
    if (tag !== undefined && added.length > 0) {
        const { addLayers } = await __webpack_require__.e(/* import() */ 8913).then(__webpack_require__.bind(__webpack_require__, 1294));
        await addLayers(target, tag, added, signal);
    }
    return tag === undefined ? isThere : undefined;
}
/**
 * Adds some layers of a signature tag to those that the target has under it. As with `sign`, none is taken away, so a
 * target that had the subject before loses nothing.
 */
async function copyLayers(task, tag, layers) {
    const { source, target, ifExists, session, onEvent, log, signal } = task;
    const there = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(target.resolve(tag, signal));
    if (there && (ifExists === 'skip' || ifExists === 'error'))
        return (0,_plan_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .tellKept */ .W$)(log, tag, there.digest);
    for (const layer of layers) {
        if (await target.has(layer, signal))
            continue;
        await session.slots.take(layer.size, async () => target.push(layer, () => source.fetch(layer, signal), { signal }));
    }
    const { addLayers } = await __webpack_require__.e(/* import() */ 8913).then(__webpack_require__.bind(__webpack_require__, 1294));
    const added = addLayers(target, tag, layers, signal);
    const digest = await added.catch((error) => {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, ..._errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreadable */ .O$))
            throw error;
        log.warning(`Signatures under the tag ${tag} stay behind: ${error.message}`);
    });
    if (digest !== undefined && digest !== there?.digest)
        onEvent({ kind: 'copied', descriptor: await target.resolve(tag, signal) });
}
/**
 * The signatures of the source that are added to those of the target, where this copy is signed: who signs beside others
 * does not take theirs away. Empty where the tag may be written as it is in the source.
 */
async function layersToAdd({ source, target, isSigned, signal }, tag, digest) {
    if (!isSigned || !tag.endsWith('.sig'))
        return [];
    const there = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(target.manifest(tag, signal));
    if (!there || layersOf(there).length === 0)
        return [];
    const own = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(source.manifest(digest, signal));
    return own ? layersOf(own) : [];
}
function layersOf(content) {
    const manifest = content.parsed();
    return manifest.kind === 'manifest' ? manifest.layers : [];
}
/**
 * Pushes again what is in the target and not on the list of its subject there, as a job leaves it that is stopped in
 * between, or was lost by a registry that is sent several at once.
 */
async function putOnList({ source, target, onEvent, signal }, subject, attached) {
    const known = new Set();
    for await (const { digest } of target.referrers(subject, signal))
        known.add(digest);
    for (const descriptor of attached.filter(({ digest }) => !known.has(digest))) {
        // Not the descriptor of the list, which may be wrong.
        const content = await source.manifest(descriptor.digest, signal);
        await target.push(content.descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_7__/* .openBytes */ .od)(content.bytes), { signal });
        onEvent({ kind: 'copied', descriptor });
    }
}
async function isToBeMoved(task, { descriptor, subject, tag }) {
    const { target, ifExists, session, log, signal } = task;
    const current = (await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(target.resolve(tag, signal)))?.digest;
    // Without if-exists, a source replaces the signatures of what it brought alone. A signature that differs is no error.
    const usual = session.brought.has(subject.digest) ? 'overwrite' : 'skip';
    const verdict = (0,_decide_js__WEBPACK_IMPORTED_MODULE_10__/* .decide */ .L)(current, descriptor.digest, ifExists === 'error' ? 'skip' : (ifExists ?? usual));
    if (verdict === 'kept' && ifExists)
        (0,_plan_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .tellKept */ .W$)(log, tag, current);
    else if (verdict === 'kept' && !(await hasAllOf(task, tag, descriptor.digest))) {
        log.warning(`The tag ${tag} of the target stays at ${current}, though the source has ${descriptor.digest}: ` +
            `${subject.digest} was in the target before this copy. To replace its signatures too, set if-exists: overwrite`);
    }
    return (0,_decide_js__WEBPACK_IMPORTED_MODULE_10__/* .isPending */ .m)(verdict);
}
/** Tells whether what is under a tag of the target has all that the source has there, as where we signed once more. */
async function hasAllOf({ source, target, signal }, tag, digest) {
    const [theirs, ours] = await Promise.all([source.manifest(digest, signal), target.manifest(tag, signal)]);
    const [wanted, there] = [theirs, ours].map((content) => new Set(layersOf(content).map((layer) => JSON.stringify(layer))));
    return wanted !== undefined && wanted.size > 0 && wanted.isSubsetOf(there ?? new Set());
}
/** Says which subjects of attached manifests were left behind; those that the source lacks are told with the root's. */
async function tellLeftBelow({ source, session, log, signal }, left) {
    const there = [];
    for (const [subject, of] of left) {
        if (await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(source.resolve(subject, signal)))
            there.push(subject);
        else
            session.left.set(subject, of);
    }
    const [first, ...others] = there;
    if (!first)
        return;
    const more = others.length > 0 ? ` Other such subjects: ${others.length}.` : '';
    log.notice(`${first} is not copied: it is only the subject of ${left.get(first)}, which is attached.${more}`);
}
/** Says which subjects the copies of a session left behind, once all of these have ended. */
function tellLeft({ left }, takesSubjects, log, way = 'true') {
    const [first, ...others] = left;
    if (!first)
        return;
    const [subject, of] = first;
    const more = others.length > 0 ? ` Other subjects that stay behind: ${others.length}.` : '';
    const why = takesSubjects ? 'the source does not have it' : `to take it along, set referrers: ${way}`;
    log.notice(`${subject}, the subject of ${of}, stays behind: ${why}.${more}`);
}
/**
 * Finds what is attached to a manifest, to the platforms of an index, and to that in turn. A list that is malformed or
 * too long is a warning, and the rest is found all the same.
 */
async function attachedTo(source, root, tags, signal, log) {
    const subjects = new Map([[root.descriptor.digest, root.descriptor]]);
    const collect = async (content, depth) => {
        if (depth > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxIndexDepth */ .cj)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('ARTIFACT', `The index is nested more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxIndexDepth */ .cj} deep`);
        const manifest = content.parsed();
        for (const child of manifest.kind === 'index' ? (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .childrenOf */ .LU)(manifest) : []) {
            if (!(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__/* .isManifestType */ .Q3)(child.mediaType) || subjects.has(child.digest))
                continue;
            subjects.set(child.digest, (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(child));
            // For each of them a list is asked for.
            if (subjects.size > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxEntries */ .bI + 1) {
                const what = `${root.descriptor.digest} has more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxEntries */ .bI} manifests below it`;
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('TOO_LARGE', `${what}: what is attached to them is not looked for`);
            }
            if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__/* .isIndexType */ .$U)(child.mediaType))
                await collect(await source.manifest(child.digest, signal), depth + 1);
        }
    };
    await collect(root, 0);
    const onUnread = ({ digest }, error) => log.warning(`Not everything attached to ${digest} may be copied: its list cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    return (0,_store_attached_js__WEBPACK_IMPORTED_MODULE_5__/* .findAttached */ .kc)(source, [...subjects.values()], tags, signal, onUnread);
}


/***/ }),

/***/ 3306: // ./lib/store/wrapped/sided.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ sidedTarget),
/* harmony export */   Jh: () => (/* binding */ sideOf),
/* harmony export */   tX: () => (/* binding */ sidedSource)
/* harmony export */ });
/* harmony import */ var _forwarded_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1185);

const sides = new WeakMap();
/** Returns the side of a copy on which something failed; undefined where it was neither, such as a signing service. */
function sideOf(error) {
    // The cause decides: where the source cannot be read, what is sent to the target fails too.
    return Error.isError(error) ? (sideOf(error.cause) ?? sides.get(error)) : undefined;
}
function note(error, side) {
    if (Error.isError(error) && sideOf(error) === undefined)
        sides.set(error, side);
    throw error;
}
/** Notes the side of what fails while a list or content is read. */
function noted(items, side) {
    const iterator = items[Symbol.asyncIterator]();
    const own = {
        [Symbol.asyncIterator]: () => own,
        next: () => iterator.next().catch((error) => note(error, side)),
        return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
    };
    return own;
}
/** A source whose failures are known by their side. */
function sidedSource(source, side = 'source') {
    return (0,_forwarded_js__WEBPACK_IMPORTED_MODULE_0__/* .forwarded */ .V)(source, {
        resolve: (name, signal) => source.resolve(name, signal).catch((error) => note(error, side)),
        manifest: (name, signal) => source.manifest(name, signal).catch((error) => note(error, side)),
        fetch: (descriptor, signal) => source.fetch(descriptor, signal).then((chunks) => noted(chunks, side), (error) => note(error, side)),
        tags: (signal, options) => noted(source.tags(signal, options), side),
        referrers: (subject, signal) => noted(source.referrers(subject, signal), side),
    });
}
/** A target whose failures are known by their side, except those of what it is sent. */
function sidedTarget(target) {
    const onFailure = (error) => note(error, 'target');
    return {
        ...sidedSource(target, 'target'),
        has: (descriptor, signal) => target.has(descriptor, signal).catch(onFailure),
        push: (descriptor, open, options) => target.push(descriptor, open, options).catch(onFailure),
        delete: (name, signal) => target.delete(name, signal).catch(onFailure),
    };
}


/***/ })

};
