export const id = 7291;
export const ids = [7291,7764];
export const modules = {

/***/ 97291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  copy: () => (/* binding */ copy_copy)
});

// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(54957);
// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __webpack_require__(97399);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(11260);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __webpack_require__(44360);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(23940);
// EXTERNAL MODULE: ./lib/store/attached.js
var store_attached = __webpack_require__(21405);
// EXTERNAL MODULE: ./lib/store/copy.js
var copy = __webpack_require__(96148);
// EXTERNAL MODULE: ./lib/store/wrapped/bounded.js
var bounded = __webpack_require__(2782);
// EXTERNAL MODULE: ./lib/store/wrapped/remembered.js
var remembered = __webpack_require__(87309);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/disk/open-file.js
var open_file = __webpack_require__(46580);
// EXTERNAL MODULE: ./lib/disk/write-atomically.js
var write_atomically = __webpack_require__(22668);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(50261);
// EXTERNAL MODULE: ./lib/store/forwarded.js
var forwarded = __webpack_require__(31185);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
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
var words = __webpack_require__(44842);
// EXTERNAL MODULE: ./lib/modes/contract/read-value.js
var read_value = __webpack_require__(53883);
// EXTERNAL MODULE: ./lib/modes/find/choose-platforms.js
var choose_platforms = __webpack_require__(67712);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(46937);
// EXTERNAL MODULE: ./lib/modes/find/find-top.js
var find_top = __webpack_require__(96181);
// EXTERNAL MODULE: ./lib/modes/runner/blob-cache.js + 2 modules
var blob_cache = __webpack_require__(77800);
// EXTERNAL MODULE: ./lib/store/content.js
var store_content = __webpack_require__(53000);
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

// EXTERNAL MODULE: ./lib/modes/send/copy-artifact.js
var copy_artifact = __webpack_require__(61413);
// EXTERNAL MODULE: ./lib/modes/send/count-moved.js
var count_moved = __webpack_require__(58878);
// EXTERNAL MODULE: ./lib/modes/send/plan-tags.js
var plan_tags = __webpack_require__(42664);
// EXTERNAL MODULE: ./lib/modes/send/signing.js
var signing = __webpack_require__(77764);
// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(52359);
// EXTERNAL MODULE: ./lib/modes/tell/related.js
var related = __webpack_require__(15181);
// EXTERNAL MODULE: ./lib/modes/tell/total-size.js
var total_size = __webpack_require__(43052);
;// CONCATENATED MODULE: ./lib/modes/copy.js


























/** Copies a manifest with all that it needs, and what is attached to it, from one repository or layout to others. */
async function copy_copy(inputs, mode, { blobCache, temporary, sign, verify, }) {
    const { reference, sought, platforms, tagging, referrers, concurrency, dryRun, keepGoing } = inputs;
    const { ifExists } = tagging;
    const { annotations } = inputs.annotations;
    const { log, signal, learn } = mode;
    const places = readTargets(inputs.to, tagging.tags, reference);
    const isSpooled = places.length > 1;
    // Whatever fails, the place that it was for is known.
    if (!isSpooled)
        learn({ repository: places.map(({ reference }) => (0,oci_reference/* formatRepository */.Sh)(reference)).join() });
    const direct = mode.open.source(reference);
    const { source: opened, hits } = (0,blob_cache/* withCache */.n)(direct, blobCache, log);
    const there = await (0,find_top/* findVerified */.y)(opened, sought, { purpose: 'copy', verify, direct }, mode);
    if (!there)
        return learn(nothing);
    const { top, admit } = there;
    const isSigned = inputs.signing.sign !== 'none';
    if (verify && !referrers && !isSigned) {
        log.notice('Because of referrers: false, the signatures that were verified are not copied');
    }
    const chosen = await (0,choose_platforms/* choosePlatforms */.k)(opened, top, platforms, (0,find_manifest/* fullName */.fq)(reference), signal);
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
    const items = [];
    const failures = [];
    const onFailure = (name, error) => {
        items.push({ name, digest, status: 'failed', changed: false, reason: (0,errors/* messageOf */.bD)(error), source: from });
        if (!keepGoing || signal.aborted)
            throw error;
        failures.push(error);
    };
    // All targets are asked before anything is sent to one of them.
    const planned = places.map((place) => planTarget(place, root, { from: reference, ifExists }, mode).catch((error) => onFailure((0,oci_reference/* formatRepository */.Sh)(place.reference), error)));
    const targets = (await Promise.all(planned)).filter((target) => target !== undefined);
    const [first] = targets;
    const found = referrers ? await (0,copy_artifact/* attachedTo */.cV)(source, root, await (0,store_attached/* readDigestTags */.AD)(source, signal), signal, log) : [];
    const attached = admit && referrers !== 'all' ? await admitted(admit, source, found, log) : found;
    // What stays under a tag of the target was neither read nor verified.
    if (first?.kept)
        learn({ related: [], size: 0, mediaType: '', artifactType: '', ...(verify ? { verified: [] } : {}) });
    else
        learn({ related: (0,related/* relatedTo */.v)(digest, manifest, attached) });
    tellAttached(attached.length, dryRun, log);
    const totals = { transferred: 0, reused: 0, isChanged: false };
    let isNew;
    const tell = () => {
        const { isChanged, ...bytes } = totals;
        learn({
            ...bytes,
            changed: isChanged,
            ...(isNew === undefined ? {} : { newContent: isNew }),
            ...(isSpooled ? { items: sortLike(items, places), planned: places.length } : {}),
        });
    };
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
        try {
            const onThere = () => (target === first ? learn({ reference: `${target.name}@${target.digest}` }) : undefined);
            const cargo = { source, root, size, attached, totals, sign, onThere };
            const done = await copyTo(target, cargo, how, log, within);
            const item = itemOf(target, done, from);
            if (target === first && !target.kept)
                learn({ digest: done.digest, reference: item.reference });
            totals.isChanged ||= done.isChanged;
            if (!dryRun)
                isNew = isNew === true || done.isNew === true;
            items.push(item);
        }
        catch (error) {
            onFailure(target.name, error);
        }
        finally {
            tell();
        }
    };
    if (first)
        learn(plannedFor(first, targets));
    await (0,concurrently/* concurrently */.rK)(targets, targets.length, signal, copyOne);
    if (hits.size > 0)
        log.info(`${(0,words/* count */.U9)(hits.size, 'blob')} came from the cache of the runner`);
    tell();
    if (failures.length > 0)
        throw failures[0];
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
/** Lists what came of the targets in the order of the input. */
function sortLike(items, places) {
    const names = places.map(({ reference }) => (0,oci_reference/* formatRepository */.Sh)(reference));
    return items.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}
/** Reads the lines of `to`: the tags of each are its own, else those of the source, and those of `tags`. */
function readTargets(to, tags, reference) {
    const places = to.map((line) => {
        const place = (0,oci_reference/* parseReference */.F2)(line, { from: 'to' });
        if (place.host !== oci_reference/* defaultHost */.YX || place.repository.includes('/'))
            return place;
        throw (0,read_value/* invalid */.Gq)('to', line, `has no owner: on ${oci_reference/* defaultHost */.YX} a repository begins with one, such as octo-org/hello; another tag in the same repository is written by mode tag`);
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
async function planTarget({ reference, tags }, root, { from, ifExists = 'overwrite' }, { open, log, signal }) {
    const name = (0,oci_reference/* formatRepository */.Sh)(reference);
    const asked = reference.digest;
    if (asked !== undefined && asked !== root.descriptor.digest) {
        const what = `The copy has the digest ${root.descriptor.digest}`;
        throw new errors/* OciError */.Mf('INTEGRITY', `${what}, but the input to asks for ${asked}`);
    }
    const store = open.store(reference, { alsoRead: from });
    const current = await (0,plan_tags/* readTags */.g$)(store, tags, false, signal);
    const digest = (0,plan_tags/* nameIn */.ZC)(current, root);
    return { name, reference, store, tags, digest, kept: undefined, ...(0,plan_tags/* planTags */.Vd)(current, digest, ifExists, name, log) };
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
        say(`${verb}: ${blob.digest}  ${(0,format_bytes/* formatBytes */.z)(blob.size)}`);
    });
    const session = (0,copy/* startCopySession */.G)(concurrency);
    const onTagged = () => {
        moved.isChanged = true;
        onThere();
    };
    let signed;
    const beforeTags = async () => {
        onThere();
        signed = await sign?.(store, root.descriptor, name, signal);
    };
    // The subject of what was verified was not.
    const takesSubjects = referrers === 'all' || (referrers && !isVerified);
    const task = { source, root, target: store, tags: pending, attached, takesSubjects, ifExists };
    const hooks = { onEvent, onTagged, beforeTags: sign && beforeTags };
    // Also of a copy that fails: what was written before is there.
    const named = await (0,copy_artifact/* copyArtifact */.E6)({ ...task, ...hooks, session, log, signal }).finally(() => (0,count_moved/* addMoved */.N)(totals, moved));
    const there = pending.length > 0 ? named : digest;
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

/***/ 96181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ findVerified)
/* harmony export */ });
/* unused harmony export findTop */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _format_duration_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2721);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23940);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86146);
/* harmony import */ var _find_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46937);
/* harmony import */ var _wait_for_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25523);






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
    return { ...found, admit: await verify?.(direct, found.top, (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(sought.reference)) };
}
/**
 * Finds the manifest that a step is about, and waits for it as long as the input `wait` says. Where it does not exist,
 * this tells so, and gives undefined with `if-not-found: ignore`; else it fails with NOT_FOUND. Fails with
 * INVALID_INPUT when the reference names none.
 *
 * @param purpose what is to be done with it, such as `pull`
 */
async function findTop(source, { reference, version, ifNotFound, wait }, purpose, { learn, log, signal }, time = _time_js__WEBPACK_IMPORTED_MODULE_2__/* .realTime */ .M9) {
    const isWaiting = wait !== undefined;
    const look = async (isLast) => {
        if (version !== undefined) {
            const { findVersion } = await __webpack_require__.e(/* import() */ 8310).then(__webpack_require__.bind(__webpack_require__, 98310));
            return findVersion(reference, version, source, { log, signal, isAwaited: isWaiting });
        }
        const name = (0,_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .nameFor */ .Fe)(reference, purpose);
        // A HEAD each time, and one GET at the end: Docker Hub counts each GET of a manifest as a pull. The last look is a GET
        // in any case: only that says in whose words it is not there.
        if (!isLast)
            await source.resolve(name, signal);
        return { reference, top: await source.manifest(name, signal) };
    };
    const start = time.now();
    try {
        if (!isWaiting)
            return await look(true);
        return await (0,_wait_for_js__WEBPACK_IMPORTED_MODULE_4__/* .waitFor */ .fm)(look, { wait, missing: absenceOf(reference, version) }, { log, signal }, time);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf))
            throw error;
        const seconds = Math.round((time.now() - start) / 1000);
        const waited = isWaiting && (0,_wait_for_js__WEBPACK_IMPORTED_MODULE_4__/* .mayPass */ .bg)(error) ? `; waited ${(0,_format_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .formatEstimate */ .e)(seconds * 1000)} for it` : '';
        if (!(0,_wait_for_js__WEBPACK_IMPORTED_MODULE_4__/* .isAbsent */ .W0)(error)) {
            throw waited ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf(error.code, `${error.message}${waited}`, { cause: error }) : error;
        }
        learn({ exists: false });
        if (ifNotFound === 'ignore') {
            learn({ changed: false });
            log.info(`Not found: ${error.message}${waited}`);
            return undefined;
        }
        const near = version === undefined ? await (0,_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearTags */ .aH)(source, (0,_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .nameFor */ .Fe)(reference, purpose), signal) : '';
        const topic = error.topic ?? (isWaiting ? undefined : 'missing-reference');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `${error.message}${waited}${near}`, { cause: error, topic });
    }
}
function absenceOf(reference, version) {
    if (version === undefined)
        return `${(0,_find_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .fullName */ .fq)(reference)} does not exist`;
    return `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(reference)} has no ${version === '' ? 'released version' : `version ${version}`}`;
}


/***/ }),

/***/ 25523:
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

/***/ 77800:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ withCache)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/chunks.js
var lib_chunks = __webpack_require__(29749);
// EXTERNAL MODULE: ./lib/disk/open-file.js
var open_file = __webpack_require__(46580);
// EXTERNAL MODULE: ./lib/disk/write-atomically.js
var write_atomically = __webpack_require__(22668);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __webpack_require__(50261);
// EXTERNAL MODULE: ./lib/store/forwarded.js
var forwarded = __webpack_require__(31185);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __webpack_require__(67813);
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
                return kept(content, await startEntry(path), stopUsing);
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
function kept(chunks, entry, onFailure) {
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

/***/ 62044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ piecesOf),
/* harmony export */   a: () => (/* binding */ readAttestations)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3474);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(42037);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73931);
/* harmony import */ var _trust_formats_provenance_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14958);
/* harmony import */ var _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29096);









const maxFileBytes = 16 * 1024 * 1024;
/** Of the JSON without its spaces: with base64 and what proves it, a bundle is then within the 1 MiB that `verify` reads. */
const maxPredicateBytes = 720 * 1024;
/**
 * Reads the lines of the input `attest`, and the files that they name, before anything is sent: `provenance`,
 * `sbom=FILE`, or the URI of a type with `=FILE`. Fails with INVALID_INPUT.
 */
function readAttestations(lines, workspace) {
    const all = lines.map((line) => {
        const [name = '', ...rest] = line.split('=');
        const file = rest.join('=').trim();
        const label = name.trim();
        if (label === 'provenance' && rest.length === 0)
            return { kind: 'provenance' };
        if (label !== 'sbom' && !isType(label))
            throw unknownLine(line, label);
        if (label === _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_5__/* .signaturePredicate */ .oo)
            throw fail(line, 'has the type of a plain signature: set sign');
        if (file === '')
            throw fail(line, 'names no file: write it after a =');
        return { kind: 'file', label, claim: readClaim(label, file, workspace) };
    });
    const types = all.map((each) => (each.kind === 'file' ? each.claim.predicateType : _trust_formats_provenance_js__WEBPACK_IMPORTED_MODULE_6__/* .provenanceType */ .wy));
    const twice = types.findIndex((type, index) => types.indexOf(type) !== index);
    // Who asks for the type would get either.
    if (twice >= 0)
        throw fail(lines[twice] ?? '', 'asks for a type that another line already asks for');
    return all;
}
/** The attestations of files, which do not depend on who signs. */
function piecesOf(attestations) {
    return attestations.flatMap((each) => each.kind === 'file' ? [{ format: 'bundle', claim: each.claim, label: each.label }] : []);
}
function isType(label) {
    return URL.canParse(label) && label.includes('://');
}
function unknownLine(line, label) {
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_7__/* .nearest */ .p)(label, ['provenance', 'sbom']);
    const hint = near ? `did you mean ${near}?` : 'known are provenance, sbom=FILE, and the URI of a type with =FILE';
    return fail(line, `is not known: ${hint}`);
}
function fail(line, what, facts = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The line ${JSON.stringify(line)} of the input attest ${what}`, {
        topic: 'attestation',
        ...facts,
    });
}
const tooLarge = `is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_8__/* .formatBytes */ .z)(maxPredicateBytes)}, so verify would not read it: attach it with mode: attach`;
function readClaim(label, file, workspace) {
    const failFile = (what, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(file)} of the input attest ${what}`, {
        topic: 'attestation',
        ...facts,
    });
    const held = { folder: workspace, symlinks: 'keep', limit: maxFileBytes, fail: failFile };
    const bytes = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, file), held);
    let predicate;
    try {
        predicate = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(bytes, 'it');
    }
    catch (error) {
        throw failFile((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .up)(error, 'TOO_LARGE') ? tooLarge : `is not JSON: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`);
    }
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_3__/* .isRecord */ .u4)(predicate))
        throw failFile('is not a JSON object');
    if (Buffer.byteLength(JSON.stringify(predicate)) > maxPredicateBytes)
        throw failFile(tooLarge);
    if (label !== 'sbom')
        return { predicateType: label, predicate };
    const predicateType = typeOfSbom(predicate);
    if (predicateType !== undefined)
        return { predicateType, predicate };
    throw failFile('is neither SPDX 2 nor CycloneDX in JSON: write the URI of its type in the place of sbom');
}
/** The types under which actions/attest-sbom and cosign publish an SBOM. */
function typeOfSbom({ spdxVersion, bomFormat }) {
    const [, version] = /^SPDX-(\d+\.\d+)$/.exec(typeof spdxVersion === 'string' ? spdxVersion : '') ?? [];
    if (version !== undefined)
        return `https://spdx.dev/Document/v${version}`;
    return bomFormat === 'CycloneDX' ? 'https://cyclonedx.org/bom' : undefined;
}


/***/ }),

/***/ 77764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSigning: () => (/* binding */ openSigning),
/* harmony export */   tellUntouched: () => (/* binding */ tellUntouched)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _contract_read_value_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53883);
/* harmony import */ var _attestations_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62044);





const maxKeyBytes = 64 * 1024;
/**
 * Checks all that can be checked before anything is sent: whether the key opens, the job may have a token, and the files
 * of `attest` can be read. Fails with INVALID_INPUT, or SIGNING without a token. Undefined where nothing is to be signed;
 * then the code for it is not loaded.
 */
async function openSigning(inputs, { dryRun, trustedRoot }, reach) {
    checkInputs(inputs);
    if (inputs.sign === 'none' && inputs.attest.length === 0)
        return undefined;
    const { log, learn, signal, workspace } = reach;
    const asked = (0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .readAttestations */ .a)(inputs.attest, workspace);
    const open = inputs.sign === 'key'
        ? await openKey(inputs, asked, reach)
        : await (await Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3341)]).then(__webpack_require__.bind(__webpack_require__, 13341))).openJob(inputs, trustedRoot, asked, reach);
    const { lookFor, signManifest } = await __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733));
    const all = [];
    const urls = [];
    const sign = async (store, subject, repository, within = signal) => {
        const name = `${repository}@${subject.digest}`;
        const work = async () => {
            const { hand, pieces, keep } = await open();
            const done = await (dryRun ? lookFor : signManifest)(hand, pieces, store, subject, within);
            return { hand, keep, ...done };
        };
        const { hand, keep, signatures, added, attestations, unwritten } = await work().catch((error) => {
            if (!dryRun)
                log.warning(`${name} is there, but not all of its signatures are, so no tag was moved to it`);
            throw error;
        });
        for (const why of unwritten)
            log.warning(`${name} is signed in one format only, which fewer programs find: ${why}`);
        tellSigned(log, name, hand.label, added, dryRun);
        const own = signatures.map((each) => ({ ...each, ...hand.signer, reference: name }));
        all.push(...own);
        learn({ signatures: all });
        if (keep)
            urls.push(...(await keepAll(attestations, keep, log, within)));
        if (urls.length > 0)
            learn({ attestationUrls: urls });
        return { signatures: own, isChanged: added.length > 0 };
    };
    const hasSigned = async (store, subject) => {
        const { hand, pieces } = await open();
        return (await lookFor(hand, pieces, store, subject, signal)).signatures.length > 0;
    };
    return { sign, hasSigned };
}
/** Refuses what would not do what it says. */
function checkInputs({ sign, signKey, attest, signatureFormat, signingConfig }) {
    const fail = (what, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', what, facts);
    if (sign !== 'key' && signKey !== '')
        throw fail('The input sign-key is given without sign: key');
    if (signingConfig !== undefined && (sign === 'key' || (sign === 'none' && attest.length === 0))) {
        throw fail('The input signing-config is given without sign: keyless or attest');
    }
    if (sign === 'key' && signKey === '') {
        throw fail('The input sign-key is empty: is the secret set?', { topic: 'missing-secret' });
    }
    if (attest.length > 0 && sign !== 'none' && signatureFormat === 'legacy') {
        // Cosign 3 and Flux 2.8 look at bundles alone as soon as there is one.
        throw fail('The input attest cannot be combined with signature-format "legacy": newer readers would no longer see the signature');
    }
}
function tellSigned(log, name, label, added, isDryRun) {
    const what = added.map((piece) => piece.label).join(', ');
    if (added.length === 0)
        log.info(`Already signed by ${label}: ${name}`);
    else
        log.info(isDryRun ? `Would sign ${name} (${what})` : `Signed: ${name} by ${label} (${what})`);
}
/** Where GitHub refuses an attestation. */
const permissionHint = '. Give the job permissions: attestations: write; private repositories need GitHub Enterprise Cloud';
/** Gives attestations to GitHub too, where its own tools look first; the registry has them whatever comes of it. */
async function keepAll(bundles, keep, log, signal) {
    const urls = [];
    for (const bundle of bundles) {
        try {
            const url = await keep(bundle);
            log.info(`Attestation: ${url}`);
            urls.push(url);
        }
        catch (error) {
            signal.throwIfAborted();
            const hint = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .up)(error, 'SIGNING') && error.topic === 'attestation' ? permissionHint : '';
            log.warning(`GitHub does not list the attestation, which is in the registry: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}${hint}`);
            break;
        }
    }
    return urls;
}
/** Opens the key of the input `sign-key`; fails with INVALID_INPUT. */
async function openKey({ signKey, signKeyPassword, signatureFormat }, attestations, { workspace, mask }) {
    if (attestations.some(({ kind }) => kind === 'provenance')) {
        const what = 'attest: provenance cannot be combined with sign: key: a provenance is made from the token of the job';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', what, { topic: 'provenance' });
    }
    const [{ openPrivateKey }, { keyHand }, { signatureIn }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6923).then(__webpack_require__.bind(__webpack_require__, 46923)),
        Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(3001)]).then(__webpack_require__.bind(__webpack_require__, 33001)),
        __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 57733)),
    ]);
    const hand = keyHand(await openPrivateKey(readKey(signKey, workspace, mask), signKeyPassword));
    const pieces = [...signatureIn(signatureFormat), ...(0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .X)(attestations)];
    return async () => ({ hand, pieces });
}
/** Says that what a tag leads to, and goes on leading to, is not what this step vouches for. */
function tellUntouched(log, name, ways) {
    if (ways.length > 0)
        log.notice(`${name} stays where it is: this step has not ${ways.join(' or ')} it`);
}
/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey, workspace, mask) {
    if (signKey.includes('-----BEGIN'))
        return signKey;
    const fail = (what, facts) => (0,_contract_read_value_js__WEBPACK_IMPORTED_MODULE_3__/* .isKeyPath */ .x3)(signKey)
        ? new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(signKey)} of the input sign-key ${what}`, facts)
        : new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', 'The input sign-key is neither a private key in PEM nor the path of a file', {
            topic: 'sign-key',
        });
    const held = { folder: workspace, symlinks: 'keep', limit: maxKeyBytes };
    const pem = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, signKey), { ...held, fail }).toString();
    mask(pem);
    return pem;
}


/***/ }),

/***/ 15181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ relatedTo)
/* harmony export */ });
/* harmony import */ var _oci_platform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17122);
/* harmony import */ var _kind_of_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52194);


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

/***/ 43052:
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

/***/ 14958:
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
