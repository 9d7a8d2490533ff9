export const modules = {

/***/ 8983: // ./lib/modes/copy.js + 3 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  copy: () => (/* binding */ copy_copy)
});

// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(4957);
// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(7399);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/store/attached.js
var store_attached = __webpack_require__(1405);
// EXTERNAL MODULE: ./lib/store/copy.js
var copy = __webpack_require__(6148);
// EXTERNAL MODULE: ./lib/store/wrapped/bounded.js
var bounded = __webpack_require__(2782);
// EXTERNAL MODULE: ./lib/store/wrapped/remembered.js
var remembered = __webpack_require__(7309);
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
// EXTERNAL MODULE: ./lib/modes/find/choose-platforms.js
var choose_platforms = __webpack_require__(7712);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(6937);
// EXTERNAL MODULE: ./lib/modes/find/find-top.js + 1 modules
var find_top = __webpack_require__(2080);
// EXTERNAL MODULE: ./lib/modes/publish/copy-artifact.js
var copy_artifact = __webpack_require__(6342);
// EXTERNAL MODULE: ./lib/modes/publish/count-moved.js
var count_moved = __webpack_require__(8986);
// EXTERNAL MODULE: ./lib/modes/publish/plan-tags.js
var plan_tags = __webpack_require__(4503);
// EXTERNAL MODULE: ./lib/modes/runner/blob-cache.js + 2 modules
var blob_cache = __webpack_require__(7800);
// EXTERNAL MODULE: ./lib/store/content.js
var store_content = __webpack_require__(3000);
;// CONCATENATED MODULE: ./lib/modes/send/annotated.js




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

// EXTERNAL MODULE: ./lib/modes/send/annotations.js
var send_annotations = __webpack_require__(7509);
// EXTERNAL MODULE: ./lib/modes/contract/read-value.js
var read_value = __webpack_require__(3883);
;// CONCATENATED MODULE: ./lib/modes/send/read-targets.js



/** Reads the lines of `to`: the tags of each are its own, else those of the source, and those of `tags`. */
function readTargets(to, tags, reference) {
    const places = to.map((line) => {
        const place = (0,oci_reference/* parseReference */.F2)(line, { from: 'to' });
        if (place.host !== oci_reference/* defaultHost */.YX || place.repository.includes('/'))
            return place;
        const why = `has no owner: on ${oci_reference/* defaultHost */.YX} a repository begins with one, such as octo-org/hello`;
        throw (0,read_value/* invalid */.Gq)('to', line, `${why}; another tag in the same repository is written by mode tag`);
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

// EXTERNAL MODULE: ./lib/modes/send/signing.js
var signing = __webpack_require__(7764);
// EXTERNAL MODULE: ./lib/modes/tell/failures.js
var tell_failures = __webpack_require__(2384);
// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(2359);
// EXTERNAL MODULE: ./lib/modes/tell/related.js
var related = __webpack_require__(5181);
// EXTERNAL MODULE: ./lib/modes/tell/total-size.js
var total_size = __webpack_require__(3052);
;// CONCATENATED MODULE: ./lib/modes/copy.js





























/** Copies a manifest with all that it needs, and what is attached to it, from one repository or layout to others. */
async function copy_copy(inputs, mode, { blobCache, temporary, sign, verify, }) {
    const { reference, sought, platforms, tagging, referrers, concurrency, dryRun, keepGoing } = inputs;
    const { ifExists } = tagging;
    const annotations = (0,send_annotations/* ofManifestAlone */.Kq)(inputs.annotations.annotations, 'mode copy');
    const { log, signal, learn } = mode;
    const places = readTargets(inputs.to, tagging.tags, reference);
    const isSpooled = places.length > 1;
    // Whatever fails, the place that it was for is known.
    if (!isSpooled)
        learn({ repository: places.map(({ reference }) => (0,oci_reference/* formatRepository */.Sh)(reference)).join() });
    const direct = (0,sided/* sidedSource */.tX)(mode.open.source(reference));
    const { source: opened, hits } = (0,blob_cache/* withCache */.n)(direct, blobCache, log);
    const there = await (0,find_top/* findVerified */.y)(opened, sought, { purpose: 'copy', verify, direct }, mode);
    if (!there)
        return learn(nothing);
    const { top, admit } = there;
    const isSigned = inputs.signing.sign !== 'none';
    if (verify && !referrers && !isSigned) {
        log.notice('Because of referrers: false, the signatures that were verified are not copied');
    }
    const chosen = await (0,choose_platforms/* choosePlatforms */.k)(opened, top, platforms, (0,find_manifest/* fullName */.fq)(reference), signal, log.info);
    const root = annotated(chosen, annotations);
    const { digest, mediaType } = root.descriptor;
    (0,find_manifest/* checkExpected */.vi)(sought.expectDigest, reference, top.descriptor.digest, chosen.descriptor.digest, digest);
    if (digest !== top.descriptor.digest) {
        const why = platforms.length > 0 ? 'platforms' : 'annotations';
        tellOther(log, { top, root, why, losesTrust: verify !== undefined && !isSigned });
    }
    const kept = (0,bounded/* bounded */.Mm)((0,remembered/* remembered */.H)(opened, [top, chosen, root]));
    const from = sourceOf(reference, top.descriptor.digest);
    const source = isSpooled ? spooled(kept, temporary, signal) : kept;
    const manifest = root.parsed();
    const size = (0,total_size/* sizeOfManifest */._)(manifest);
    const artifactType = (0,oci_manifest/* artifactTypeOf */.Gh)(manifest) ?? '';
    const known = { exists: true, digest, mediaType, artifactType, source: from };
    learn({ ...known, ...(size === undefined ? {} : { size }), ...nothing });
    const done = new Map();
    const nameOf = ({ reference }) => (0,oci_reference/* formatRepository */.Sh)(reference);
    const failures = (0,tell_failures/* startFailures */.w)({ keepGoing, signal, log, nameOf });
    const rowOf = (place) => failures.has(place)
        ? { name: nameOf(place), digest, source: from, ...failures.rowOf(place) }
        : (done.get(place) ?? { name: nameOf(place), source: from, status: 'not reached', changed: false });
    const totals = { transferred: 0, reused: 0, isChanged: false };
    let isNew;
    const tell = () => {
        const { isChanged, ...bytes } = totals;
        learn({
            ...bytes,
            changed: isChanged,
            ...(isNew === undefined ? {} : { newContent: isNew }),
            ...(isSpooled ? { items: places.map(rowOf) } : {}),
        });
    };
    // All targets are asked before anything is sent to one of them.
    const planned = new Map();
    const planAll = places.map((place) => failures.attempt([place], async () => {
        planned.set(place, await planTarget(place, root, { from: reference, ifExists }, mode));
    }));
    await Promise.all(planAll).finally(tell);
    const targets = places.flatMap((place) => planned.get(place) ?? []);
    const [first] = targets;
    const found = referrers ? await (0,copy_artifact/* attachedTo */.cV)(source, root, await (0,store_attached/* readDigestTags */.AD)(source, signal), signal, log) : [];
    const attached = admit && referrers !== 'all' ? await admitted(admit, source, found, log) : found;
    // What stays under a tag of the target was neither read nor verified.
    if (first?.kept)
        learn({ related: [], size: 0, mediaType: '', artifactType: '', ...(verify ? { verified: [] } : {}) });
    else
        learn({ related: (0,related/* relatedTo */.v)(digest, manifest, attached) });
    tellAttached(attached.length, dryRun, log);
    const how = {
        reference,
        ifExists,
        referrers,
        isVerified: verify !== undefined,
        isAlone: !isSpooled,
        concurrency,
        dryRun,
    };
    const copyOne = async (target, within) => {
        const onThere = () => (target === first ? learn({ reference: `${target.name}@${target.digest}` }) : undefined);
        const cargo = { source, root, size, attached, totals, sign, onThere };
        const end = await copyTo(target, cargo, how, log, within);
        const item = itemOf(target, end, from);
        if (target === first && !target.kept)
            learn({ digest: end.digest, reference: item.reference });
        totals.isChanged ||= end.isChanged;
        if (!dryRun)
            isNew = isNew === true || end.isNew === true;
        done.set(target.place, item);
    };
    if (first)
        learn(plannedFor(first, targets));
    await (0,concurrently/* concurrently */.rK)(targets, targets.length, signal, (target, within) => failures.attempt([target.place], () => copyOne(target, within)).finally(tell));
    if (hits.size > 0)
        log.info(`${(0,words/* count */.U9)(hits.size, 'blob')} came from the cache of the runner`);
    tell();
    failures.end(places);
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
const nothing = { changed: false, transferred: 0, reused: 0, previous: {} };
/** What the outputs about one target say before it is copied to; the tags are those of all. */
function plannedFor({ name, kept, digest, previous, tagged }, all) {
    const pin = kept ?? digest;
    return {
        // A reference is told when it is there.
        ...{ repository: name, digest: pin, kept: kept !== undefined, previous, tagged },
        ...(kept === undefined ? {} : { reference: `${name}@${pin}` }),
        tags: [...new Set(all.flatMap(({ tags }) => tags))],
    };
}
function itemOf({ name, tags, kept, previous }, { digest, isChanged, signatures }, source) {
    return {
        ...{ name, reference: `${name}@${digest}`, digest, tags, source },
        ...(Object.keys(previous).length > 0 ? { previous } : {}),
        ...(signatures ? { signatures } : {}),
        ...{ status: kept ? 'kept' : isChanged ? 'copied' : 'unchanged', changed: isChanged },
    };
}
/** Names what is copied, by tag and digest. */
function sourceOf(reference, digest) {
    const [tag] = reference.tags;
    return `${(0,oci_reference/* formatRepository */.Sh)(reference)}${tag === undefined ? '' : `:${tag}`}@${digest}`;
}
async function planTarget(place, root, { from, ifExists = 'overwrite' }, { open, log, signal }) {
    const { reference, tags } = place;
    const name = (0,oci_reference/* formatRepository */.Sh)(reference);
    const asked = reference.digest;
    if (asked !== undefined && asked !== root.descriptor.digest) {
        const what = `The copy has the digest ${root.descriptor.digest}`;
        throw new errors/* OciError */.Mf('INTEGRITY', `${what}, but the input to asks for ${asked}`);
    }
    const store = (0,sided/* sidedTarget */.DG)(open.store(reference, { alsoRead: from }));
    const current = await (0,plan_tags/* readTags */.g$)(store, tags, false, signal);
    const digest = (0,plan_tags/* nameIn */.ZC)(current, root);
    return { place, name, store, tags, digest, kept: undefined, ...(0,plan_tags/* planTags */.Vd)(current, digest, ifExists, name, log) };
}
async function copyTo(target, cargo, how, log, signal) {
    const { store, name, digest, tags, pending, kept, previous } = target;
    const { root, attached, sign } = cargo;
    if (kept) {
        const ways = [...(how.isVerified ? ['verified'] : []), ...(sign ? ['signed'] : [])];
        (0,signing.tellUntouched)(log, `${name}@${kept}`, ways);
        return { digest, isChanged: false };
    }
    if (how.dryRun) {
        (0,plan_tags/* tellTags */.Dg)(log, { tags: pending, previous, isDryRun: true, place: `${name}:`, digest });
        const isThere = await isComplete(target, root, attached, signal);
        const signed = await sign?.(store, root.descriptor, name, signal);
        return { digest, isChanged: !isThere || signed?.isChanged === true, signatures: signed?.signatures };
    }
    // Where all tags are right, the root is there; what is attached to it may be new.
    if (tags.length > 0 && pending.length === 0 && attached.length === 0) {
        return { digest, isChanged: false, ...(await sign?.(store, root.descriptor, name, signal)) };
    }
    // Groups cannot be open at the same time.
    const work = (say) => sendTo(target, cargo, how, { log, say, signal });
    return how.isAlone
        ? log.group(`Copy ${(0,find_manifest/* fullName */.fq)(how.reference)} to ${name}`, () => work((text) => log.info(text)))
        : work((text) => log.info(`${name}: ${text}`));
}
async function sendTo({ store, name, digest, pending, previous }, { source, root, size, attached, totals, sign, onThere }, { ifExists, referrers, isVerified, concurrency }, { log, say, signal }) {
    const progress = (0,tell_progress/* startProgress */.o)({ info: say }, 'Copying', size);
    const { onEvent, moved } = (0,count_moved/* countMoved */.V)(progress, shortDigest, (blob, fate) => {
        // The config of most artifacts, which says nothing.
        if (blob.digest === descriptor/* emptyJson */.Gu.digest)
            return;
        const verb = { copied: 'Sent', mounted: 'Mounted', skipped: 'Already there' }[fate];
        say(`${verb}: ${shortDigest(blob)}  ${(0,format_bytes/* formatBytes */.z)(blob.size)}`);
    });
    const session = (0,copy/* startCopySession */.G)(concurrency);
    const onTagged = () => {
        moved.isChanged = true;
        onThere();
    };
    let signed;
    const signFirst = async () => {
        onThere();
        signed = await sign?.(store, root.descriptor, name, signal);
    };
    // The subject of what was verified was not.
    const takesSubjects = referrers === 'all' || (referrers && !isVerified);
    const task = { source, root, target: store, named: digest, tags: pending, attached, takesSubjects, ifExists };
    const hooks = { onEvent, onTagged, sign: sign && signFirst };
    // Also of a copy that fails: what was written before is there.
    const there = await (0,copy_artifact/* copyArtifact */.E6)({ ...task, ...hooks, session, log, signal }).finally(() => (0,count_moved/* addMoved */.N)(totals, moved));
    (0,copy_artifact/* tellLeft */.dp)(session, takesSubjects, log, isVerified ? 'all' : 'true');
    (0,plan_tags/* tellTags */.Dg)(log, { tags: pending, previous, isDryRun: false, place: `${name}:`, digest: there });
    const isChanged = moved.isChanged || pending.length > 0 || signed?.isChanged === true;
    return {
        digest: there,
        isChanged,
        isNew: session.brought.has(root.descriptor.digest),
        signatures: signed?.signatures,
    };
}
/** The first digits of a digest, which are enough to find it among the lines of a log. */
function shortDigest({ digest }) {
    return digest.slice(0, 19);
}
/** Tells whether a target has all that a copy would bring. */
async function isComplete({ store, tags, pending }, root, attached, signal) {
    if (pending.length > 0)
        return false;
    const asked = [...(tags.length === 0 ? [root.descriptor] : []), ...attached.map(({ descriptor }) => descriptor)];
    for (const descriptor of asked)
        if (!(await store.has(descriptor, signal)))
            return false;
    return true;
}


/***/ }),

/***/ 6342: // ./lib/modes/publish/copy-artifact.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E6: () => (/* binding */ copyArtifact),
/* harmony export */   cV: () => (/* binding */ attachedTo),
/* harmony export */   dp: () => (/* binding */ tellLeft)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(261);
/* harmony import */ var _store_attached_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1405);
/* harmony import */ var _store_copy_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6148);
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
        attach: attached.length > 0 ? () => copyAllAttached(task) : undefined,
        sign,
    });
}
async function copyAllAttached(task) {
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
                const isThere = await copyAttached(own, known, each);
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
async function copyAttached(task, known, { descriptor, subject, tag, only }) {
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
    const copied = (0,_store_copy_js__WEBPACK_IMPORTED_MODULE_6__/* .copy */ .C)(source, descriptor, target, options).then(() => true);
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
async function layersToAdd({ source, target, sign, signal }, tag, digest) {
    if (!sign || !tag.endsWith('.sig'))
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

/***/ 7309: // ./lib/store/wrapped/remembered.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ remembered),
/* harmony export */   g: () => (/* binding */ startRoom)
/* harmony export */ });
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9501);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3000);
/* harmony import */ var _forwarded_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1185);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7813);





/** The manifests of a real image have some hundred KiB; what is more is read again. */
const maxRememberedBytes = 16 * 1024 * 1024;
function startRoom(bytes = maxRememberedBytes) {
    const shelves = [];
    let free = bytes;
    return {
        shelf() {
            const kept = new Map();
            shelves.push(kept);
            return {
                get(digest) {
                    const one = kept.get(digest);
                    return one && (0,_content_js__WEBPACK_IMPORTED_MODULE_2__/* .contentOf */ .$E)(one.descriptor, one.bytes);
                },
                keep({ descriptor, bytes: own }) {
                    if (own.byteLength > free || kept.has(descriptor.digest))
                        return;
                    free -= own.byteLength;
                    // What is parsed of it takes a multiple of its bytes, and stays with whoever asked for it.
                    kept.set(descriptor.digest, { descriptor, bytes: own });
                },
            };
        },
        empty() {
            for (const kept of shelves)
                kept.clear();
            free = bytes;
        },
    };
}
/** A source that reads each manifest once, and has those in `known` beside its own. */
function remembered(source, known = [], shelf = startRoom().shelf()) {
    const given = new Map(known.map(({ descriptor, bytes }) => [descriptor.digest, { descriptor, bytes }]));
    const find = (digest) => {
        const one = given.get(digest);
        return one ? (0,_content_js__WEBPACK_IMPORTED_MODULE_2__/* .contentOf */ .$E)(one.descriptor, one.bytes) : shelf.get(digest);
    };
    const keep = (content) => {
        shelf.keep(content);
        return content;
    };
    return (0,_forwarded_js__WEBPACK_IMPORTED_MODULE_4__/* .forwarded */ .V)(source, {
        resolve: async (name, signal) => ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(name) ? find(name)?.descriptor : undefined) ?? source.resolve(name, signal),
        async manifest(name, signal) {
            return ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(name) ? find(name) : undefined) ?? keep(await source.manifest(name, signal));
        },
        async fetch(descriptor, signal) {
            if (!(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isManifestType */ .Q3)(descriptor.mediaType))
                return source.fetch(descriptor, signal);
            const content = find(descriptor.digest) ?? keep(await (0,_content_js__WEBPACK_IMPORTED_MODULE_2__/* .fetchContent */ .Ix)(source, descriptor, signal));
            return (0,_verified_js__WEBPACK_IMPORTED_MODULE_3__/* .openBytes */ .od)(content.bytes)();
        },
    });
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
