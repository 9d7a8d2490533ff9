export const modules = {

/***/ 4770: // ./lib/modes/kinds/annotations.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kq: () => (/* binding */ ofManifestAlone),
/* harmony export */   U: () => (/* binding */ workflowAnnotations),
/* harmony export */   ti: () => (/* binding */ readAnnotations)
/* harmony export */ });
/* harmony import */ var _artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6948);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _created_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(480);



const prefix = 'org.opencontainers.image';
/** Puts annotations together: what is given outright wins over the workflow's. Fails with INVALID_INPUT. */
async function readAnnotations({ annotations, created: asked, githubAnnotations }, { build, isFlux = false }) {
    const created = await (0,_created_js__WEBPACK_IMPORTED_MODULE_2__/* .createdTime */ .w)(asked, build);
    // Flux writes no address of a run: a second run of one commit would make another artifact.
    const fromWorkflow = isFlux
        ? workflowAnnotations(githubAnnotations ?? 'all', { source: build.source, revision: fluxRevision(build) })
        : workflowAnnotations(githubAnnotations, build);
    const time = created === undefined ? {} : { [_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .createdAnnotation */ .oy]: created };
    return { ...annotations, manifest: { ...fromWorkflow, ...time, ...annotations.manifest }, created };
}
/** The annotations of a manifest, where it alone can have some. Fails with INVALID_INPUT. */
function ofManifestAlone({ manifest, config, layers }, what) {
    if (layers.size === 0 && Object.keys(config).length === 0)
        return manifest;
    const fault = 'Lines of the input annotations are for the config or a layer';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `${fault}: ${what} takes those for the manifest alone`);
}
/** The annotations that come from the workflow, as `github-annotations` asks for them. */
function workflowAnnotations(wanted = 'source', { source, revision, runUrl }) {
    const isAll = wanted === 'all';
    return {
        ...(source && wanted !== 'none' ? { [`${prefix}.source`]: source } : {}),
        ...(revision && isAll ? { [`${prefix}.revision`]: revision } : {}),
        ...(runUrl && isAll ? { [`${prefix}.url`]: runUrl } : {}),
    };
}
/** The commit as Flux names it: `main@sha1:…` (fluxcd/flux2, RFC 0005). */
function fluxRevision({ revision, refName }) {
    if (revision === undefined)
        return undefined;
    const digest = `${revision.length === 64 ? 'sha256' : 'sha1'}:${revision}`;
    return refName === undefined ? digest : `${refName}@${digest}`;
}


/***/ }),

/***/ 480: // ./lib/modes/kinds/created.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ createdTime)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

// RFC 3339, section 5.6, with the capital letters that Go's parser wants.
const timePattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/**
 * Reads the input `created`: `none`, `now`, `commit`, `source-date-epoch` or an RFC 3339 time, which is kept as
 * written. Fails with INVALID_INPUT.
 */
async function createdTime(value, { commitTime, sourceDateEpoch = '' }) {
    switch (value) {
        case 'none':
            return undefined;
        case 'now':
            return formatTime(new Date());
        case 'commit':
            return formatTime(await commitTime());
        case 'source-date-epoch': {
            if (!/^\d{1,11}$/.test(sourceDateEpoch))
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .invalid */ .Gq)('created', value, 'needs SOURCE_DATE_EPOCH in the environment, in seconds since 1970');
            return formatTime(new Date(Number(sourceDateEpoch) * 1000));
        }
        default:
            if (!timePattern.test(value) || !isDay(value.slice(0, 10))) {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .invalid */ .Gq)('created', value, 'is not none, now, commit, source-date-epoch or a time such as 2026-01-31T12:00:00Z');
            }
            return value;
    }
}
/** Tells whether there is a day: to `Date`, the 30th of February is in March, and Go refuses it. */
function isDay(text) {
    return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}
/** Writes a time in UTC without fractions, as Go's time.RFC3339 does. */
function formatTime(time) {
    return time.toISOString().replace(/\.\d+Z$/, 'Z');
}


/***/ }),

/***/ 8986: // ./lib/modes/publish/count-moved.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ startTransfer),
/* harmony export */   V: () => (/* binding */ countMoved)
/* harmony export */ });
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(261);
/* harmony import */ var _store_copy_graph_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4577);


/** @param sent blobs that were sent before, which count as sent where they are found now; those sent now are added */
function startTransfer(concurrency, sent = new Set()) {
    return { session: (0,_store_copy_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .startCopySession */ .G)(concurrency), moved: { transferred: 0, reused: 0, isChanged: false }, sent };
}
/**
 * Sums up what a copy does with blobs; each counts once, also where the copy walks everything a second time.
 *
 * @param nameOf what progress calls a blob
 */
function countMoved(progress, nameOf, { moved, sent }, onBlob = () => { }) {
    const counted = new Set();
    return (event) => {
        if (event.kind === 'progress')
            return progress.moved(event.bytes, nameOf(event.descriptor));
        const { kind, descriptor } = event;
        const { digest, size, mediaType } = descriptor;
        moved.isChanged ||= kind !== 'skipped';
        if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isManifestType */ .Q3)(mediaType))
            return;
        if (kind === 'copied')
            sent.add(digest);
        else
            progress.skipped(size);
        const isSent = sent.has(digest);
        if (!counted.has(digest))
            moved[isSent ? 'transferred' : 'reused'] += size;
        counted.add(digest);
        onBlob(descriptor, isSent ? 'copied' : kind);
    };
}


/***/ }),

/***/ 2634: // ./lib/modes/publish/decide.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ decide),
/* harmony export */   m: () => (/* binding */ isPending)
/* harmony export */ });
/** Decides by `if-exists` what becomes of a tag that points to one digest, or is not there, and should to another. */
function decide(current, wanted, ifExists) {
    if (current === undefined)
        return 'new';
    if (current === wanted)
        return 'unchanged';
    return { overwrite: 'moved', skip: 'kept', error: 'refused' }[ifExists];
}
/** Tells whether a tag is to be written. */
function isPending(verdict) {
    return verdict === 'new' || verdict === 'moved';
}


/***/ }),

/***/ 7881: // ./lib/modes/publish/deliver.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ deliver)
/* harmony export */ });
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1260);
/* harmony import */ var _tell_first_lines_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3226);
/* harmony import */ var _tell_progress_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2359);
/* harmony import */ var _count_moved_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8986);
/* harmony import */ var _plan_tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4503);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3836);







/**
 * Does what is planned for one place, or in a dry run says so: a tag that stays ends it, what is there already is signed
 * only, and the rest is published.
 */
async function deliver(plan, cargo, how) {
    const { store, repository, digest, kept, pending, previous } = plan;
    const { sign, dryRun, log, signal, place, heading } = how;
    if (kept !== undefined) {
        (0,_plan_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .tellUntouched */ .b9)(log, `${repository}@${kept}`, [...(how.ways ?? []), ...(sign ? ['signed'] : [])]);
        return { digest, isThere: false, isChanged: false };
    }
    if (dryRun)
        (0,_plan_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .tellTags */ .Dg)(log, { tags: pending, previous, digest, isDryRun: true, place });
    const isThere = cargo.isThere ?? (await isAllThere(plan, cargo, dryRun, signal));
    if (isThere || dryRun) {
        cargo.onThere(false);
        const signed = await sign?.(store, cargo.root.descriptor, repository, signal);
        return { digest, isThere, isChanged: !isThere || signed?.isChanged === true, signatures: signed?.signatures };
    }
    const work = async () => {
        const done = await send(plan, cargo, how);
        (0,_plan_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .tellTags */ .Dg)(log, { tags: pending, previous, digest: done.digest, isDryRun: false, place });
        return done;
    };
    return heading === undefined ? work() : log.group(heading, work);
}
/** Whether a place has all that is to come, as far as its tags say that; a dry run asks for the rest. */
async function isAllThere({ store, tags, pending }, { root, attached = [] }, dryRun, signal) {
    const rest = [...(tags.length === 0 ? [root.descriptor] : []), ...attached];
    if (pending.length > 0 || (rest.length > 0 && !dryRun))
        return false;
    for (const descriptor of rest)
        if (!(await store.has(descriptor, signal)))
            return false;
    return true;
}
/** Publishes an artifact, and says what is sent. */
async function send({ store, repository, digest, pending }, { root, from, size, nameOf, transfer, attach, onThere }, { sign, log, signal, verb = 'Sending', lead = '' }) {
    const { session, sent, moved } = transfer;
    const say = (text) => log.info(`${lead}${text}`);
    const lines = (0,_tell_first_lines_js__WEBPACK_IMPORTED_MODULE_5__/* .firstLines */ .U)({ info: say, debug: (text) => log.debug(`${lead}${text}`) });
    const onEvent = (0,_count_moved_js__WEBPACK_IMPORTED_MODULE_2__/* .countMoved */ .V)((0,_tell_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .startProgress */ .o)({ info: say }, verb, size), nameOf, transfer, (blob, fate) => {
        const name = nameOf(blob);
        // The config of most artifacts says nothing.
        if (name === undefined || blob.digest === _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyJson */ .Gu.digest)
            return;
        const what = { copied: 'Sent', mounted: 'Mounted', skipped: 'Already there' }[fate];
        lines.say(what, `${what}: ${name}  ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z)(blob.size)}`);
    });
    let signed;
    const signFirst = async () => {
        onThere(false);
        lines.end();
        signed = await sign?.(store, root.descriptor, repository, signal);
    };
    const named = await (0,_publish_js__WEBPACK_IMPORTED_MODULE_4__/* .publish */ .m)({
        ...{ root, target: store, named: digest, tags: pending, log, signal },
        ...(from ? { from: { ...from, present: (from.present ?? new Set()).union(sent), session, onEvent } } : {}),
        // Told at once: a later tag may be refused, which does not take this one back.
        onTagged: () => {
            moved.isChanged = true;
            onThere(true);
        },
        attach: attach && (() => attach(onEvent)),
        sign: sign && signFirst,
    }).finally(lines.end);
    const isChanged = moved.isChanged || pending.length > 0 || signed?.isChanged === true;
    return { digest: named, isThere: false, isChanged, signatures: signed?.signatures };
}


/***/ }),

/***/ 4503: // ./lib/modes/publish/plan-tags.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BX: () => (/* binding */ describeCollected),
/* harmony export */   Dg: () => (/* binding */ tellTags),
/* harmony export */   Vd: () => (/* binding */ planTags),
/* harmony export */   W$: () => (/* binding */ tellKept),
/* harmony export */   XC: () => (/* binding */ planOf),
/* harmony export */   ZC: () => (/* binding */ nameIn),
/* harmony export */   b9: () => (/* binding */ tellUntouched),
/* harmony export */   g$: () => (/* binding */ readTags),
/* harmony export */   lO: () => (/* binding */ tellName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);
/* harmony import */ var _decide_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2634);



/** Asks where tags point, with one request for each. */
function readTags(target, tags, withContent, signal) {
    const readTag = async (tag) => {
        if (!withContent)
            return { tag, digest: (await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(target.resolve(tag, signal)))?.digest };
        const content = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(target.manifest(tag, signal));
        return content ? { tag, digest: content.descriptor.digest, content } : { tag, digest: undefined };
    };
    return Promise.all(tags.map(readTag));
}
/**
 * Decides what is to be done. `kept` is the digest of the first tag when `if-exists: skip` leaves nothing to do. Fails
 * with CONFLICT.
 *
 * @param place the repository, as messages name it
 */
function planTags(current, digest, ifExists, place, log) {
    const verdicts = current.map((entry) => ({ ...entry, verdict: (0,_decide_js__WEBPACK_IMPORTED_MODULE_2__/* .decide */ .L)(entry.digest, digest, ifExists) }));
    const refused = verdicts.filter(({ verdict }) => verdict === 'refused');
    if (refused.length > 0) {
        const list = refused.map((entry) => `${place}:${entry.tag} points to ${entry.digest}`).join(', ');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('CONFLICT', `A tag exists with different content: ${list}; this step has ${digest}`);
    }
    const kept = verdicts.filter(({ verdict }) => verdict === 'kept');
    for (const entry of kept)
        tellKept(log, entry.tag, entry.digest);
    const [first] = kept.length === current.length ? kept : [];
    return { ...planOf(verdicts), ...(first?.digest ? { kept: first.digest } : {}) };
}
/** Puts the verdicts on tags together. */
function planOf(verdicts) {
    const pending = verdicts.filter(({ verdict }) => (0,_decide_js__WEBPACK_IMPORTED_MODULE_2__/* .isPending */ .m)(verdict));
    return {
        pending: pending.map(({ tag }) => tag),
        previous: Object.fromEntries(pending.flatMap(({ tag, digest }) => (digest ? [[tag, digest]] : []))),
        tagged: Object.fromEntries(verdicts.map(({ tag, verdict }) => [tag, verdict])),
    };
}
/** Says that `if-exists` lets a tag stay where it is. */
function tellKept(log, tag, digest) {
    log.notice(`The tag ${tag} exists and stays at ${digest}`);
}
/** Says that what a tag leads to, and goes on leading to, is not what this step vouches for. */
function tellUntouched(log, name, ways) {
    if (ways.length > 0)
        log.notice(`${name} stays where it is: this step has not ${ways.join(' or ')} it`);
}
/**
 * Says of each tag that was written, or in a dry run would be, that it is new, or where it pointed before; `place` stands
 * before its name.
 */
function tellTags(log, { tags, previous, digest, isDryRun, place = '', }) {
    for (const tag of tags) {
        // Tags have names such as `constructor` too.
        if (!Object.hasOwn(previous, tag))
            log.info(`${place}${tag}: ${isDryRun ? 'would be new' : 'new'}`);
        else
            log.info(`${isDryRun ? 'Would move ' : ''}${place}${tag}: ${previous[tag]} → ${digest}`);
    }
}
/**
 * The digest of a manifest in a place where some of its tags are: by another algorithm than elsewhere, where tags say
 * so.
 */
function nameIn(current, { descriptor, bytes }) {
    const found = current.find(({ digest }) => digest !== undefined && (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigestOf */ ._Q)(digest, bytes));
    return found?.digest ?? descriptor.digest;
}
/**
 * Says so where tags point to another digest than that of the manifest: many registries name all manifests by sha256.
 */
function tellName(log, { location }, digest, named) {
    if (named === digest)
        return;
    const place = location ? `${location.host}/${location.repository}` : 'the target';
    log.notice(`${place} names the manifest ${digest} by another digest, to which its tags point: ${named}. ` +
        'What refers to the manifest by the first one, such as a signature, is not found by these tags');
}
/** Registries that collect what has no tag, as far as the name of their host tells which they are. */
const collecting = [
    [/^(?:registry\.)?gitlab\./, 'GitLab collects it a day after nothing refers to it'],
    [/(?:^|[.-])harbor[.-]/, 'Harbor collects it where its garbage collection deletes untagged artifacts'],
];
/** Says what becomes of a manifest that was pushed without a tag; undefined where it stays, or nothing is known. */
function describeCollected(host) {
    const [, how] = collecting.find(([name]) => name.test(host)) ?? [];
    return how && `The artifact has no tag, and ${how}: give it one to keep it`;
}


/***/ }),

/***/ 3836: // ./lib/modes/publish/publish.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ publish)
/* harmony export */ });
/* harmony import */ var _store_copy_graph_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4577);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7813);
/* harmony import */ var _plan_tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4503);



/**
 * Writes an artifact, for every mode: what is missing of its content, the manifest, what is attached to it, the signature,
 * and then the tags, so that anyone who sees a tag finds all of it. Gives its digest in the target, by whatever
 * algorithm the tags name it there. Fails with what the target says.
 */
async function publish({ root, target, from, tags, attach, sign, log, ...how }) {
    const { descriptor, bytes } = root;
    const { signal } = how;
    let { named = descriptor.digest } = how;
    const onTagged = (tag, digest) => {
        named = digest;
        how.onTagged?.(tag, digest);
    };
    // The manifest is put under its tags at once where nothing has to stand between the two.
    const isAtOnce = from !== undefined && !attach && !sign;
    if (from) {
        const { source, ...options } = from;
        await (0,_store_copy_graph_js__WEBPACK_IMPORTED_MODULE_0__/* .copyGraph */ .a)(source, descriptor, target, { ...options, ...(isAtOnce ? { tags, onTagged } : {}), signal });
    }
    await attach?.();
    await sign?.();
    if (!isAtOnce && tags.length > 0)
        await target.push(descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_1__/* .openBytes */ .od)(bytes), { tags, onTagged, signal });
    (0,_plan_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .tellName */ .lO)(log, target, descriptor.digest, named);
    return named;
}


/***/ }),

/***/ 2692: // ./lib/modes/publish/several.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ several)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _store_wrapped_sided_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3306);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4842);




/** More reasons than these, and more names for one of them, are in the log and in `json` only. */
const maxReasons = 10;
const maxNames = 5;
/**
 * Does the work of a step that is about several things, and keeps what failed of them, each with its reason. With
 * `keep-going` each failure is a warning at once, and the step fails at its end with all of them; else the first one ends
 * it, and what is given up because of that, or of a cancellation, has not failed itself.
 */
function several({ keepGoing, signal, log, nameOf, positionOf = () => undefined, onDone = () => { }, }) {
    const errors = new Map();
    let isStopped = false;
    const placeOf = (thing, error) => (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf ? error.position : undefined) ?? positionOf(thing);
    const keep = (things, error) => {
        if (isStopped || signal.aborted)
            throw error;
        writeStack(error);
        for (const thing of things)
            errors.set(thing, error);
        isStopped = !keepGoing;
        if (isStopped)
            throw error;
        const side = (0,_store_wrapped_sided_js__WEBPACK_IMPORTED_MODULE_2__/* .sideOf */ .Jh)(error);
        const where = side === undefined ? '' : ` at the ${side}`;
        for (const thing of things)
            log.warning(`${nameOf(thing)} failed${where}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, placeOf(thing, error));
    };
    return {
        /**
         * Does one piece of work after the other, at most `atOnce` at a time, each for the things that `of` names. Gives what
         * came of those that did not fail, in their order.
         */
        async each(pieces, { atOnce, of }, work) {
            // With a gap for each that failed.
            const done = [];
            await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .concurrently */ .rK)(pieces.entries(), atOnce, signal, async ([index, piece], within) => {
                try {
                    done[index] = [await work(piece, within)];
                }
                catch (error) {
                    keep(of(piece), error);
                }
                finally {
                    onDone();
                }
            });
            return done.flat();
        },
        hasFailed: (thing) => errors.has(thing),
        /** What is told of a thing: what is known of it, or beside that its failure. */
        thingOf(thing, known) {
            if (!errors.has(thing))
                return known;
            const error = errors.get(thing);
            const where = { position: placeOf(thing, error), side: (0,_store_wrapped_sided_js__WEBPACK_IMPORTED_MODULE_2__/* .sideOf */ .Jh)(error) };
            return { ...known, fate: 'failed', reason: (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), ...where };
        },
        /** Fails when something did, with its own error or with one for all; `things` are all that the step is about. */
        end(things) {
            const failed = things.filter((thing) => errors.has(thing));
            const [first] = failed;
            if (first === undefined)
                return;
            const error = errors.get(first);
            if (failed.length === 1)
                throw error;
            const reasons = Map.groupBy(failed, (thing) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(errors.get(thing)));
            const list = [...reasons].map(([reason, own]) => `${(0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .briefList */ .X2)(own.map(nameOf), maxNames)}: ${reason}`);
            const rest = list.length > maxReasons ? `; and ${list.length - maxReasons} more` : '';
            const text = `${failed.length} of ${things.length} failed: ${list.slice(0, maxReasons).join('; ')}${rest}`;
            throw retold(error, text);
        },
    };
}
/** An error of the same kind, with all that is known of it, in other words. */
function retold(error, text) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl) {
        const { code, position, status, request, errors, words, wait, login } = error;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(code, text, { cause: error, position, status, request, errors, words, wait, login });
    }
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf(error.code, text, { cause: error, position: error.position });
    // A failure of the file system is known by its code; anything else is a bug, which its stack shows.
    const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCodeOf */ .c7)(error);
    return Object.assign(new Error(text, { cause: error }), code ? { code } : {});
}
/**
 * Reads the stack of an error that is kept. Until then, V8 holds the frames themselves, and with them what these
 * functions held, such as manifests.
 */
function writeStack(error) {
    for (let next = error; Error.isError(next); next = next.cause)
        void next.stack;
}


/***/ }),

/***/ 9741: // ./lib/modes/signing/attestations.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readAttestations),
/* harmony export */   d: () => (/* binding */ claimsOf)
/* harmony export */ });
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3474);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2037);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3931);
/* harmony import */ var _trust_formats_provenance_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4958);
/* harmony import */ var _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9096);








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
        if (label === _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .signaturePredicate */ .oo)
            throw invalidLine(line, 'has the type of a plain signature: set sign');
        if (file === '')
            throw invalidLine(line, 'names no file: write it after a =');
        return { kind: 'file', label, ...readPredicate(label, file, workspace) };
    });
    const types = all.map((each) => (each.kind === 'file' ? each.predicateType : _trust_formats_provenance_js__WEBPACK_IMPORTED_MODULE_5__/* .provenanceType */ .wy));
    const twice = types.findIndex((type, index) => types.indexOf(type) !== index);
    // Who asks for the type would get either.
    if (twice >= 0)
        throw invalidLine(lines[twice] ?? '', 'asks for a type that another line already asks for');
    return all;
}
/** The attestations of files, which do not depend on who signs. */
function claimsOf(attestations) {
    return attestations.flatMap(({ kind, ...claim }) => ('label' in claim ? [{ ...claim, format: 'bundle' }] : []));
}
function isType(label) {
    return URL.canParse(label) && label.includes('://');
}
function unknownLine(line, label) {
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_6__/* .nearest */ .p)(label, ['provenance', 'sbom']);
    const hint = near ? `did you mean ${near}?` : 'known are provenance, sbom=FILE, and the URI of a type with =FILE';
    return invalidLine(line, `is not known: ${hint}`);
}
function invalidLine(line, what, facts = {}) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The line ${JSON.stringify(line)} of the input attest ${what}`, {
        topic: 'attestation',
        ...facts,
    });
}
const tooLarge = `is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_7__/* .formatBytes */ .z)(maxPredicateBytes)}, so verify would not read it: attach it with mode: attach`;
function readPredicate(label, file, workspace) {
    const topic = 'attestation';
    const failFile = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_0__/* .failNamed */ .kq)('attest', file, topic);
    const bytes = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_0__/* .readNamedFile */ .wh)('attest', file, { folder: workspace, symlinks: 'keep', limit: maxFileBytes, topic });
    let predicate;
    try {
        predicate = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(bytes, 'it');
    }
    catch (error) {
        throw failFile((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'TOO_LARGE') ? tooLarge : `is not JSON: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(predicate))
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

/***/ 5264: // ./lib/modes/signing/open-job.js + 5 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openJob: () => (/* binding */ openJob)
});

// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __webpack_require__(4949);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: ./lib/trust/formats/provenance.js
var provenance = __webpack_require__(4958);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/trust/formats/bundle.js
var bundle = __webpack_require__(7101);
// EXTERNAL MODULE: ./lib/trust/formats/certificate.js
var formats_certificate = __webpack_require__(9686);
// EXTERNAL MODULE: ./lib/trust/formats/dsse.js
var dsse = __webpack_require__(7812);
// EXTERNAL MODULE: ./lib/trust/formats/from-base64.js
var from_base64 = __webpack_require__(4129);
// EXTERNAL MODULE: ./lib/trust/formats/simple-signing.js
var simple_signing = __webpack_require__(8609);
// EXTERNAL MODULE: ./lib/trust/formats/statement.js
var formats_statement = __webpack_require__(9096);
// EXTERNAL MODULE: ./lib/trust/public-key.js
var public_key = __webpack_require__(7867);
// EXTERNAL MODULE: ./lib/trust/services/fulcio.js
var fulcio = __webpack_require__(6903);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(1260);
// EXTERNAL MODULE: ./lib/oci/json.js
var json = __webpack_require__(3931);
// EXTERNAL MODULE: ./lib/trust/services/sigstore-client.js
var sigstore_client = __webpack_require__(9057);
;// CONCATENATED MODULE: ./lib/trust/services/rekor.js





/** A log of version 2 answers after its next checkpoint: clients wait 20 s (architecture-docs, `client-spec.md`). */
const service = {
    what: 'The log',
    thing: 'entry',
    topic: 'log-refused',
    accept: 'application/json',
    leastSilence: 20_000,
};
/**
 * Bytes of an envelope from which on its size may be why a log of version 1 fails: it is sent as a whole. The public one
 * announces this limit (sigstore/rekor#1313), and answers more with 502 or not at all (sigstore/rekor#2808, #2915).
 */
const largeEnvelope = 100_000;
const base64 = (text) => Buffer.from(text).toString('base64');
/**
 * Writes an envelope into a log; fails with SIGNING. Gives nothing where a log of version 2 has this signature already,
 * since the answer to an earlier attempt was lost, and does not say more of it: another signature is another entry.
 */
async function logEnvelope(ask, log, envelope, signer) {
    return log.version === 2 ? addV2(ask, log, envelope, signer) : addEnvelopeV1(ask, log, envelope, signer);
}
/** Since May 2026 a log of version 2 takes a hash, and no envelope (sigstore/architecture-docs#63). */
async function addV2(ask, log, { payload, payloadType, signatures: [{ sig }] }, { certificate, facts }) {
    const place = `${base(log)}/api/v2/log/entries`;
    const digest = (0,external_node_crypto_.hash)('sha256', (0,dsse/* preAuthEncoding */.J)(payloadType, Buffer.from(payload, 'base64')), 'base64');
    const verifier = {
        x509Certificate: { rawBytes: certificate.raw.toString('base64') },
        keyDetails: 'PKIX_ECDSA_P256_SHA_256',
    };
    const document = { hashedRekordRequestV002: { digest, signature: { content: sig, verifier } } };
    const answer = await askLog(ask, place, log, { document, accepted: [200, 201, 409], facts });
    if (answer.status === 409)
        return undefined;
    const entry = (0,sigstore_client/* documentOf */.lM)(answer, place, service);
    const { hashedRekordV002: spec } = recordOf(specOf(entry['canonicalizedBody'], 'hashedrekord', '0.0.2'));
    const { data, signature } = recordOf(spec);
    checkHolds(place, [recordOf(data)['digest'], digest], [recordOf(signature)['content'], sig]);
    return entry;
}
async function addEnvelopeV1(ask, log, envelope, { certificate, facts }) {
    const text = JSON.stringify(envelope);
    const proposedContent = { envelope: text, verifiers: [base64(certificate.toString())] };
    const document = { apiVersion: '0.0.1', kind: 'dsse', spec: { proposedContent } };
    const added = await addV1(ask, log, document, { facts, isLarge: text.length > largeEnvelope });
    const { payloadHash, signatures } = recordOf(specOf(added.entry.body, 'dsse', '0.0.1'));
    const [signature, ...more] = Array.isArray(signatures) ? signatures : [];
    checkHolds(added.place, [recordOf(payloadHash)['value'], (0,external_node_crypto_.hash)('sha256', Buffer.from(envelope.payload, 'base64'))], [recordOf(signature)['signature'], envelope.signatures[0].sig], [more.length, 0]);
    return bundled(added, 'dsse');
}
/** Writes the hash and the signature of a payload into a log of version 1; fails with SIGNING. */
async function logPayload(ask, log, { payload, signature }, { certificate, facts }) {
    const value = (0,external_node_crypto_.hash)('sha256', payload);
    const spec = {
        data: { hash: { algorithm: 'sha256', value } },
        signature: { content: signature, publicKey: { content: base64(certificate.toString()) } },
    };
    const { entry, place } = await addV1(ask, log, { apiVersion: '0.0.1', kind: 'hashedrekord', spec }, { facts });
    const held = recordOf(specOf(entry.body, 'hashedrekord', '0.0.1'));
    const heldHash = recordOf(recordOf(held['data'])['hash']);
    checkHolds(place, [heldHash['value'], value], [recordOf(held['signature'])['content'], signature]);
    return entry;
}
/** Adds to Rekor v1. What is there already, as when an answer was lost, is answered with 409 and its place. */
async function addV1(ask, log, document, { facts, isLarge = false }) {
    const place = `${base(log)}/api/v1/log/entries`;
    const answer = await askLog(ask, place, log, { document, accepted: [200, 201, 409], facts, isLarge });
    const found = answer.status === 409 ? await known(ask, answer, place) : answer;
    const [entry] = Object.values((0,sigstore_client/* documentOf */.lM)(found, place, service));
    const verification = (0,descriptor/* isRecord */.u4)(entry) ? entry['verification'] : undefined;
    if (!(0,descriptor/* isRecord */.u4)(entry) || !(0,descriptor/* isRecord */.u4)(verification) || !(0,descriptor/* isRecord */.u4)(verification['inclusionProof'])) {
        throw (0,sigstore_client/* unusable */._P)(place, service, 'it has no proof that it is in the log');
    }
    const { body, integratedTime, logIndex, logID } = entry;
    const { signedEntryTimestamp, inclusionProof: proof } = verification;
    return { entry: { body, integratedTime, logIndex, logID, signedEntryTimestamp }, proof, place };
}
/** The failure of a log that claims to have every signature already. */
function alwaysThere({ url }) {
    return (0,sigstore_client/* unusable */._P)(url, service, 'the log claims to have each signature already');
}
/** Asks a log; a refusal names its version, and a failure whether the size of the entry may be the reason. */
function askLog(ask, place, { version }, { facts, isLarge = false, ...request }) {
    return (0,sigstore_client/* askService */.xE)(ask, place, service, {
        ...request,
        facts: `a log of version ${version}; ${facts}`,
        topicOf: (status) => (status === 413 || (isLarge && status !== 429) ? 'log-size' : undefined),
    });
}
async function known(ask, { location = '' }, place) {
    // The address is that of the log itself, whatever the answer says.
    const [id] = /[0-9a-f]{64,80}$/.exec(location) ?? [];
    if (id === undefined)
        throw (0,sigstore_client/* unusable */._P)(place, service, 'the log has it already, but does not say where');
    return (0,sigstore_client/* askService */.xE)(ask, `${place}/${id}`, service);
}
/** The part of an entry's body that its kind defines; nothing of a body that is of another kind or cannot be read. */
function specOf(body, kind, version) {
    try {
        const text = Buffer.from(typeof body === 'string' ? body : '', 'base64');
        const entry = recordOf((0,json/* parseJson */.qF)(text, 'its body'));
        return entry['kind'] === kind && entry['apiVersion'] === version ? entry['spec'] : undefined;
    }
    catch {
        return undefined;
    }
}
function recordOf(value) {
    return (0,descriptor/* isRecord */.u4)(value) ? value : {};
}
/** An entry that is about something else would make a bundle that nobody can verify. */
function checkHolds(place, ...pairs) {
    if (pairs.every(([held, sent]) => held === sent))
        return;
    throw (0,sigstore_client/* unusable */._P)(place, service, 'it is not about this signature');
}
/** Writes an entry of Rekor v1 as a bundle has it: https://github.com/sigstore/rekor/blob/main/openapi.yaml */
function bundled({ entry, proof, place }, kind) {
    const hex = (text) => Buffer.from((0,sigstore_client/* asText */.e1)(text), 'hex').toString('base64');
    const { hashes } = proof;
    if (!Array.isArray(hashes))
        throw (0,sigstore_client/* unusable */._P)(place, service, 'its proof has no hashes');
    return {
        logIndex: (0,sigstore_client/* asText */.e1)(entry.logIndex),
        logId: { keyId: hex(entry.logID) },
        kindVersion: { kind, version: '0.0.1' },
        integratedTime: (0,sigstore_client/* asText */.e1)(entry.integratedTime),
        inclusionPromise: { signedEntryTimestamp: entry.signedEntryTimestamp },
        inclusionProof: {
            logIndex: (0,sigstore_client/* asText */.e1)(proof['logIndex']),
            rootHash: hex(proof['rootHash']),
            treeSize: (0,sigstore_client/* asText */.e1)(proof['treeSize']),
            hashes: hashes.map(hex),
            checkpoint: { envelope: (0,sigstore_client/* asText */.e1)(proof['checkpoint']) },
        },
        canonicalizedBody: entry.body,
    };
}
function base({ url }) {
    return url.replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./lib/trust/services/timestamp.js



const timestamp_service = {
    what: 'The clock',
    thing: 'timestamp',
    topic: 'signing-service',
    accept: 'application/timestamp-reply',
};
/** Gets a timestamp of a signature, in DER (RFC 3161, sigstore/timestamp-authority). Fails with SIGNING. */
async function timestamp(ask, url, signature) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(signature).digest();
    const document = { artifactHash: hash.toString('base64'), hashAlgorithm: 'sha256', certificates: true };
    const { body } = await (0,sigstore_client/* askService */.xE)(ask, url, timestamp_service, { document });
    try {
        const { RFC3161Timestamp } = await __webpack_require__.e(/* import() */ 3917).then(__webpack_require__.t.bind(__webpack_require__, 3917, 19));
        const { tstInfo } = RFC3161Timestamp.parse(Buffer.from(body));
        if (tstInfo.messageImprintHashedMessage.equals(hash))
            return body;
    }
    catch (error) {
        throw (0,sigstore_client/* unusable */._P)(url, timestamp_service, `it cannot be read (${(0,errors/* messageOf */.bD)(error)})`, error);
    }
    throw (0,sigstore_client/* unusable */._P)(url, timestamp_service, 'it is of another signature');
}

;// CONCATENATED MODULE: ./lib/trust/services/witnesses.js



function witnessesOf({ log, clock }, ask) {
    return [log && logWitness(log, ask), clock && clockWitness(clock, ask)].filter((each) => typeof each === 'object');
}
function logWitness(log, ask) {
    return {
        url: log.url,
        async testify(signed, signer) {
            if ('envelope' in signed) {
                const entry = await logEnvelope(ask, log, signed.envelope, signer);
                return entry && { bundle: { tlogEntries: [entry] }, logIndex: (0,sigstore_client/* asText */.e1)(entry['logIndex']) };
            }
            const { payload, signature } = signed;
            const sent = { payload, signature: signature.toString('base64') };
            const { signedEntryTimestamp, ...rest } = await logPayload(ask, log, sent, signer);
            // As cosign keeps it beside the signature (cosign, `pkg/cosign/bundle`).
            const entry = { SignedEntryTimestamp: signedEntryTimestamp, Payload: rest };
            return { legacy: { log: JSON.stringify(entry) }, logIndex: (0,sigstore_client/* asText */.e1)(rest.logIndex) };
        },
    };
}
function clockWitness(url, ask) {
    return {
        url,
        async testify({ signature }) {
            const signedTimestamp = (await timestamp(ask, url, signature)).toString('base64');
            return {
                bundle: { timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp }] } },
                legacy: { timestamp: JSON.stringify({ SignedRFC3161Timestamp: signedTimestamp }) },
            };
        },
    };
}

// EXTERNAL MODULE: ./lib/trust/verify.js + 1 modules
var verify = __webpack_require__(6374);
// EXTERNAL MODULE: ./lib/trust/verify-certificate.js
var verify_certificate = __webpack_require__(5943);
;// CONCATENATED MODULE: ./lib/trust/job-signer.js















/** Milliseconds: a certificate is good for ten minutes, and a signature has to be in the log before that. */
const leastLeft = 120_000;
/** How often an envelope is signed, where the log says that it has the signature before already. */
const maxSignatures = 2;
/** One certificate is for all that a job signs, until it has nearly expired; `first` has the token for it. */
function jobSigner(first, label, options) {
    const { name, issuer } = first;
    const { ask, services, roots, isJudged } = options;
    const certifyBy = (identity) => (0,fulcio/* certify */.Fp)(ask, services.authority, identity, services.isLogged);
    const start = performance.now();
    const renewed = async () => certifyBy(await options.identity());
    // A token is good for five minutes, and much may be sent before a signature turns out to be missing.
    let known = (0,once/* onceMade */.L)(() => (performance.now() - start < leastLeft ? certifyBy(first) : renewed()));
    const certified = async () => {
        const own = known;
        const { certificate } = await own();
        // Whoever finds it first gets the next one for all.
        if (certificate.validToDate.getTime() - Date.now() < leastLeft && known === own) {
            known = (0,once/* onceMade */.L)(renewed);
        }
        return known();
    };
    const witnesses = witnessesOf(services, ask);
    const facts = (0,fulcio/* tokenFacts */.XR)(first);
    const testify = (signed, certificate) => Promise.all(witnesses.map((each) => each.testify(signed, { certificate, facts })));
    return {
        shown: { identity: name, issuer },
        label,
        async isOwn(evidence, subject, predicateType, isNew) {
            if (isNew) {
                if (isJudged)
                    await (0,verify_certificate/* verifyCertificate */.X)(evidence, await roots()).catch(failOfNew);
                return isBy(evidence, first, subject, predicateType);
            }
            try {
                if (!(await isBy(evidence, first, subject, predicateType)))
                    return false;
                await (0,verify_certificate/* verifyCertificate */.X)(evidence, await roots());
                return true;
            }
            catch {
                // Whatever is wrong with it, and where no root can be had: it is signed once more.
                return false;
            }
        },
        async sign(statement) {
            const { privateKey, certificate } = await certified();
            for (let attempt = 1;; attempt += 1) {
                const signature = (0,public_key/* signBytes */.b_)((0,dsse/* preAuthEncoding */.J)(formats_statement/* statementType */.qB, statement), privateKey);
                const envelope = (0,bundle/* encodeEnvelope */.zK)(statement, signature);
                const seen = await testify({ envelope, signature }, certificate);
                const silent = witnesses[seen.indexOf(undefined)];
                if (!silent) {
                    const bytes = (0,bundle/* encodeBundle */.n)(envelope, {
                        certificate: { rawBytes: certificate.raw.toString('base64') },
                        ...{ tlogEntries: [], timestampVerificationData: { rfc3161Timestamps: [] } },
                        ...Object.assign({}, ...seen.map((each) => each?.bundle)),
                    });
                    return { evidence: { format: 'bundle', bytes }, logIndex: seen.find((each) => each?.logIndex)?.logIndex };
                }
                if (attempt === maxSignatures)
                    throw alwaysThere(silent);
            }
        },
        async signPayload(payload) {
            const { privateKey, certificate, chain } = await certified();
            const signature = (0,public_key/* signBytes */.b_)(payload, privateKey);
            const seen = await testify({ payload, signature }, certificate);
            return {
                evidence: {
                    ...{ format: 'legacy', payload, signature: signature.toString('base64') },
                    ...{ certificate: certificate.toString(), chain: chain.slice(1).join('\n') },
                    ...Object.assign({}, ...seen.map((each) => each?.legacy)),
                },
                logIndex: seen.find((each) => each?.logIndex)?.logIndex,
            };
        },
    };
}
/** What is wrong with a signature that was just made is not the fault of whoever asked for it. */
function failOfNew(error) {
    if (error instanceof errors/* OciError */.Mf)
        throw error;
    throw new errors/* OciError */.Mf('SIGNING', `The signature that was just made ${(0,errors/* messageOf */.bD)(error)}`, {
        cause: error,
        topic: 'signing-service',
    });
}
/** Whether evidence has a certificate for this job, from any sender, and what its key signed is what is asked for. */
async function isBy(evidence, job, subject, predicateType) {
    const { raw, payload, signed, signature, type } = partsOf(evidence);
    const certificate = new external_node_crypto_.X509Certificate(raw);
    if (!(0,formats_certificate/* isOnlyName */.S)(job.name, certificate))
        return false;
    const extensions = await (0,formats_certificate/* extensionsIn */.W)(certificate);
    const { own } = extensions;
    if ((own[8] ?? own[1]) !== job.issuer || !(0,fulcio/* isOfJob */.d1)(extensions, job))
        return false;
    if (!(0,public_key/* isSignedBy */.s3)((0,public_key/* publicKeyOf */.kc)(certificate.publicKey), signed, signature))
        return false;
    return (0,verify.problemOfPayload)(type, payload, predicateType, subject) === undefined;
}
function partsOf(evidence) {
    if (evidence.format === 'legacy') {
        const { payload, signature } = evidence;
        const bytes = (0,from_base64/* fromBase64 */.E)(signature, 'its signature');
        return { raw: evidence.certificate ?? '', payload, signed: payload, signature: bytes, type: simple_signing/* simpleSigningType */.Iy };
    }
    const { payload, signature, certificate = '' } = (0,bundle/* parseBundle */.QN)(evidence.bytes);
    return { raw: certificate, payload, signed: (0,dsse/* preAuthEncoding */.J)(formats_statement/* statementType */.qB, payload), signature, type: formats_statement/* statementType */.qB };
}

;// CONCATENATED MODULE: ./lib/trust/services/signing-config.js




/** Of the public instance, where what it publishes itself cannot be had. */
const publicServices = {
    authority: 'https://fulcio.sigstore.dev',
    isLogged: true,
    log: { url: 'https://rekor.sigstore.dev', version: 1 },
};
/**
 * GitHub's own instance, which has no logs; `undefined` for GitHub Enterprise Server, which has none. A tenant of
 * ghe.com has one of its own.
 *
 * @param server address of the GitHub that runs the workflow
 */
function githubServices(server) {
    const { hostname } = new URL(server);
    const isTenant = hostname.endsWith('.ghe.com');
    if (hostname !== 'github.com' && !isTenant)
        return undefined;
    const domain = isTenant ? hostname : 'githubapp.com';
    return {
        authority: `https://fulcio.${domain}`,
        isLogged: false,
        clock: `https://timestamp.${domain}/api/v1/timestamp`,
    };
}
/**
 * The targets with which the public instance publishes its services by TUF: with its usual log, and with the log of
 * version 2, whose address changes about twice a year (https://github.com/sigstore/root-signing/issues/1642).
 */
const publicTargets = {
    public: 'signing_config.v0.2.json',
    'public-v2': 'signing_config_rekor_v2.v0.2.json',
};
const isPublicName = (name) => Object.hasOwn(publicTargets, name);
/** The services of the public instance; `fetchTarget` fetches a target of its TUF repository. Fails with SIGNING. */
async function fetchPublicServices(name, fetchTarget) {
    const what = 'The signing config of sigstore.dev';
    try {
        const { authority, log, clock } = parseSigningConfig(await fetchTarget(publicTargets[name]), what);
        if (!log)
            throw new Error(`${what} names no log (rekorTlogUrls) that can be used now`);
        // A log of version 1 says the time itself; and older readers, such as Kyverno 1.16, refuse a signature of the older
        // format with a timestamp for which they were given no root (cosign 2, `VerifyRFC3161Timestamp`).
        return { authority, isLogged: true, log, clock: log.version === 1 ? undefined : clock };
    }
    catch (cause) {
        throw new errors/* OciError */.Mf('SIGNING', (0,errors/* messageOf */.bD)(cause), { cause, topic: 'public-services' });
    }
}
const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
/**
 * Reads a signing config of Sigstore, v0.2; of several services, the one with the newest API that we know counts, and of
 * these the one that began last. Fails with INVALID_INPUT, naming `file`.
 */
function parseSigningConfig(bytes, file, now = new Date()) {
    const fail = (what, cause) => new errors/* OciError */.Mf('INVALID_INPUT', `${file} ${what}`, { cause, topic: 'signing-config' });
    let config;
    try {
        config = (0,json/* parseJson */.qF)(bytes, 'it');
    }
    catch (error) {
        throw fail(`is not a signing config of Sigstore: ${(0,errors/* messageOf */.bD)(error)}`, error);
    }
    if (!(0,descriptor/* isRecord */.u4)(config) || config['mediaType'] !== mediaType) {
        throw fail(`is not a signing config of Sigstore: it does not have the media type ${mediaType}`);
    }
    const [authority] = servicesIn(config['caUrls'], [1], now);
    const logs = servicesIn(config['rekorTlogUrls'], [1, 2], now);
    const clocks = servicesIn(config['tsaUrls'], [1], now);
    if (!authority)
        throw fail('names no authority (caUrls) that can be used now');
    for (const [key, found] of Object.entries({ rekorTlogConfig: logs, tsaConfig: clocks })) {
        if (!isOneEnough(config[key], found))
            throw fail(`asks for several services (${key}), and a signature gets one`);
    }
    const [[found], [clock]] = [logs, clocks];
    if (!found && !clock)
        throw fail('names neither a log (rekorTlogUrls) nor a clock (tsaUrls) that can be used now');
    if (found?.version === 2 && !clock) {
        throw fail('names a log of version 2, which says no time, and no clock (tsaUrls)');
    }
    const log = found && { url: found.url, version: found.version === 1 ? 1 : 2 };
    return { authority: authority.url, isLogged: false, log, clock: clock?.url };
}
/** The services that are valid now, the best first (protobuf-specs, `sigstore_trustroot.proto`, `Service`). */
function servicesIn(list, versions, now) {
    const found = (Array.isArray(list) ? list : []).flatMap((service) => {
        const { url, majorApiVersion: version, validFor, operator } = (0,descriptor/* isRecord */.u4)(service) ? service : {};
        if (typeof url !== 'string' || typeof version !== 'number' || !versions.includes(version))
            return [];
        const { start: first, end } = (0,descriptor/* isRecord */.u4)(validFor) ? validFor : {};
        const start = Date.parse((0,sigstore_client/* asText */.e1)(first));
        const isValid = start <= now.getTime() && !(Date.parse((0,sigstore_client/* asText */.e1)(end)) <= now.getTime());
        return URL.canParse(url) && isValid ? [{ url, version, start, operator }] : [];
    });
    return found.toSorted((a, b) => b.version - a.version || b.start - a.start);
}
/** Reports whether one service meets a `ServiceConfiguration`; of one operator, one is asked in any case. */
function isOneEnough(config, found) {
    const { selector, count } = (0,descriptor/* isRecord */.u4)(config) ? config : {};
    if (selector === 'EXACT')
        return count === 1;
    const best = found.filter(({ version }) => version === found[0]?.version);
    return selector !== 'ALL' || new Set(best.map(({ operator }) => operator)).size < 2;
}

// EXTERNAL MODULE: ./lib/trust/sign.js
var trust_sign = __webpack_require__(7733);
// EXTERNAL MODULE: ./lib/modes/find/verification.js
var verification = __webpack_require__(9495);
// EXTERNAL MODULE: ./lib/modes/tell/signer-of.js
var signer_of = __webpack_require__(5986);
// EXTERNAL MODULE: ./lib/modes/signing/attestations.js
var signing_attestations = __webpack_require__(9741);
;// CONCATENATED MODULE: ./lib/modes/signing/open-job.js










const maxConfigBytes = 256 * 1024;
/**
 * Prepares to sign for the job that runs this step, without a key: the token is asked for when there is something to be
 * signed, once, and one certificate is for all. Fails with SIGNING when the job may not have a token, and with
 * INVALID_INPUT.
 */
async function openJob({ signingConfig, sign, signatureFormat }, trustedRoot, attestations, reach) {
    const { log, workspace, publicRoots } = reach;
    const job = await reach.job();
    job.checkToken();
    const choice = readChoice(signingConfig, trustedRoot, workspace);
    // A file is read before anything is sent; the public ones are fetched when they are needed.
    const given = trustedRoot === undefined ? undefined : await (0,verification/* openRoots */.M)(trustedRoot, reach);
    return (0,once/* onceMade */.L)(async () => {
        const identity = await job.identity();
        const services = await servicesFor(choice, identity, reach);
        const format = formatFor(services, signatureFormat, log);
        const options = {
            ask: job.ask,
            services,
            identity: () => job.identity(),
            roots: async () => given ?? publicRoots(),
            isJudged: given !== undefined,
        };
        const provenance = attestations.some(({ kind }) => kind === 'provenance')
            ? [{ format: 'bundle', ...provenanceFor(identity), label: 'provenance', isAny: true }]
            : [];
        return {
            signer: jobSigner(identity, labelOf(identity), options),
            claims: [...(sign === 'none' ? [] : (0,trust_sign.signatureIn)(format)), ...provenance, ...(0,signing_attestations/* claimsOf */.d)(attestations)],
            keep: (bundle) => job.keep(bundle, identity),
        };
    });
}
/** Reads the input; fails with INVALID_INPUT. */
function readChoice(signingConfig, trustedRoot, workspace) {
    if (signingConfig === undefined || signingConfig === 'github' || isPublicName(signingConfig))
        return signingConfig;
    const [input, topic] = ['signing-config', 'signing-config'];
    if (trustedRoot === undefined) {
        const what = 'is given without trusted-root, by which the signatures of these services are judged';
        throw (0,read_held/* failNamed */.kq)(input, signingConfig, topic)(what);
    }
    const held = { folder: workspace, symlinks: 'keep', limit: maxConfigBytes, topic };
    const what = `The file ${JSON.stringify(signingConfig)} of the input ${input}`;
    return parseSigningConfig((0,read_held/* readNamedFile */.wh)(input, signingConfig, held), what);
}
/**
 * Finds the services for a job. What is not public, `internal` included, goes to GitHub's own instance, unless the
 * input says otherwise: the public log shows the names of repository and workflow to everybody, for ever.
 */
async function servicesFor(choice, { claims, server }, reach) {
    if (typeof choice === 'object')
        return choice;
    const isPublic = claims['repository_visibility'] === 'public';
    const name = choice ?? (isPublic && server === 'https://github.com' ? 'public' : 'github');
    if (name !== 'github') {
        if (!isPublic) {
            reach.log.notice(`signing-config: ${name} writes the names of this repository and its workflow to a public log, for ever`);
        }
        return publishedServices(name, reach);
    }
    const services = githubServices(server);
    if (services)
        return services;
    throw new errors/* OciError */.Mf('SIGNING', `${server} has no Sigstore of its own, so this job cannot get a certificate`, {
        topic: 'certificate-refused',
    });
}
/** Those that the public instance publishes. The addresses of version 1 are known and rarely change; fails with SIGNING. */
async function publishedServices(name, { log, publicRoots, signal }) {
    try {
        const { signingConfig } = await publicRoots();
        return await fetchPublicServices(name, signingConfig);
    }
    catch (error) {
        signal.throwIfAborted();
        if (name !== 'public' || !(error instanceof errors/* OciError */.Mf))
            throw error;
        log.notice(`${(0,errors/* messageOf */.bD)(error)}. The services that this release knows are used instead`);
        return publicServices;
    }
}
/** The older format has a place for an entry of Rekor v1 alone. */
function formatFor({ log: rekor }, asked, log) {
    if (rekor?.version !== 2 || asked === 'bundle')
        return asked;
    log.notice('The older format cannot hold an entry of Rekor v2, so only a bundle is written');
    return 'bundle';
}
function labelOf({ name, repository, ref }) {
    return (0,signer_of/* signerOf */.K)({ entry: name, identity: name, repository, ref });
}
function provenanceFor({ claims, server }) {
    const missing = provenance/* claimsOfProvenance */.Yg.find((name) => claims[name] === undefined);
    if (missing === undefined)
        return (0,provenance/* provenanceOf */.Jj)(claims, server);
    throw new errors/* OciError */.Mf('SIGNING', `The token of this job does not say ${missing}, which a provenance needs`, {
        topic: 'provenance',
    });
}


/***/ }),

/***/ 3183: // ./lib/modes/signing/signing.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSigning: () => (/* binding */ openSigning)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _contract_read_value_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3883);
/* harmony import */ var _attestations_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9741);





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
    const { log, told, signal, workspace } = reach;
    const asked = (0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .readAttestations */ .a)(inputs.attest, workspace);
    const open = inputs.sign === 'key'
        ? await openKey(inputs, asked, reach)
        : await (await Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(5264)]).then(__webpack_require__.bind(__webpack_require__, 5264))).openJob(inputs, trustedRoot, asked, reach);
    const { lookFor, signManifest } = await __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 7733));
    const sign = async (store, subject, repository, within = signal) => {
        const name = `${repository}@${subject.digest}`;
        const work = async () => {
            const { signer, claims, keep } = await open();
            const done = await (dryRun ? lookFor : signManifest)(signer, claims, store, subject, within);
            return { signer, keep, ...done };
        };
        const { signer, keep, signatures, added, attestations, unwritten } = await work().catch((error) => {
            if (!dryRun)
                log.warning(`${name} is there, but not all of its signatures are`);
            throw error;
        });
        for (const why of unwritten)
            log.warning(`${name} is signed in one format only, which fewer programs find: ${why}`);
        tellSigned(log, name, signer.label, added, dryRun);
        const own = signatures.map((each) => ({ ...each, ...signer.shown, reference: name }));
        told.signatures = [...(told.signatures ?? []), ...own];
        const urls = keep ? await keepAll(attestations, keep, log, within) : [];
        if (urls.length > 0)
            told.attestations = [...(told.attestations ?? []), ...urls];
        return { signatures: own, isChanged: added.length > 0 };
    };
    const hasSigned = async (store, subject) => {
        const { signer, claims } = await open();
        return (await lookFor(signer, claims, store, subject, signal)).signatures.length > 0;
    };
    return { sign, hasSigned };
}
function checkInputs({ sign, signKey, attest, signatureFormat, signingConfig }) {
    if (sign !== 'key' && signKey !== '')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', 'The input sign-key is given without sign: key');
    if (signingConfig !== undefined && (sign === 'key' || (sign === 'none' && attest.length === 0))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', 'The input signing-config is given without sign: keyless or attest');
    }
    if (sign === 'key' && signKey === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', 'The input sign-key is empty: is the secret set?', { topic: 'missing-secret' });
    }
    if (attest.length > 0 && sign !== 'none' && signatureFormat === 'legacy') {
        // Cosign 3 and Flux 2.8 look at bundles alone as soon as there is one.
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', 'The input attest cannot be combined with signature-format "legacy": newer readers would no longer see the signature');
    }
}
function tellSigned(log, name, label, added, isDryRun) {
    const what = added.map((claim) => claim.label).join(', ');
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
    const [{ openPrivateKey }, { keySigner }, { signatureIn }] = await Promise.all([
        __webpack_require__.e(/* import() */ 6923).then(__webpack_require__.bind(__webpack_require__, 6923)),
        Promise.all(/* import() */[__webpack_require__.e(6374), __webpack_require__.e(5550)]).then(__webpack_require__.bind(__webpack_require__, 5550)),
        __webpack_require__.e(/* import() */ 7733).then(__webpack_require__.bind(__webpack_require__, 7733)),
    ]);
    const signer = keySigner(await openPrivateKey(readKey(signKey, workspace, mask), signKeyPassword));
    const claims = [...signatureIn(signatureFormat), ...(0,_attestations_js__WEBPACK_IMPORTED_MODULE_4__/* .claimsOf */ .d)(attestations)];
    return async () => ({ signer, claims });
}
const notKey = () => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', 'The input sign-key is neither a private key in PEM nor the path of a file', {
    topic: 'sign-key',
});
/** The key itself, or the content of the file that the input names; all of it is a secret. */
function readKey(signKey, workspace, mask) {
    if (signKey.includes('-----BEGIN'))
        return signKey;
    const held = { folder: workspace, symlinks: 'keep', limit: maxKeyBytes };
    const pem = (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .iJ)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, signKey), {
        ...held,
        fail: (0,_contract_read_value_js__WEBPACK_IMPORTED_MODULE_3__/* .isKeyPath */ .x3)(signKey) ? (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .failNamed */ .kq)('sign-key', signKey) : notKey,
    }).toString();
    mask(pem);
    return pem;
}


/***/ }),

/***/ 3242: // ./lib/store/memory-store.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ MemoryStore)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3000);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7813);
/* harmony import */ var _walk_manifests_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1551);





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
