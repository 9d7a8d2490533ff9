export const id = 5621;
export const ids = [5621];
export const modules = {

/***/ 75621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  discover: () => (/* binding */ discover)
});

// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(54957);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var manifest = __webpack_require__(44360);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(23940);
// EXTERNAL MODULE: ./lib/store/attached.js
var attached = __webpack_require__(21405);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var descriptor = __webpack_require__(11260);
// EXTERNAL MODULE: ./lib/store/content.js
var store_content = __webpack_require__(53000);
// EXTERNAL MODULE: ./lib/store/forwarded.js
var forwarded = __webpack_require__(31185);
;// CONCATENATED MODULE: ./lib/store/typed.js






/** Each costs a request: more would keep a registry busy for minutes. */
const maxRead = 2_000;
/**
 * A source whose lists of referrers tell the artifact type of each. go-containerregistry lists the type of the config,
 * which is the empty one for most artifacts, and others list none: such manifests are read, so many of a list at a
 * time, and described by what is in them. A list fails with TOO_LARGE when there are too many of them.
 */
function typed(source, atOnce) {
    let left = maxRead;
    const described = async (listed, signal) => {
        const { artifactType, digest } = listed;
        if (artifactType && artifactType !== descriptor/* emptyJson */.Gu.mediaType)
            return listed;
        left -= 1;
        if (left < 0)
            throw new errors/* OciError */.Mf('TOO_LARGE', `More than ${maxRead} manifests are attached without a type on the list`);
        // Lists are not always kept by who deletes, and what cannot be read is attached all the same.
        return (await (0,errors/* orAbsent */.Re)(describe(digest, signal), 'ARTIFACT', 'INTEGRITY')) ?? listed;
    };
    const describe = async (digest, signal) => {
        const content = await source.manifest(digest, signal);
        return (0,manifest/* describeReferrer */.Xi)(content.descriptor, (0,store_content/* parsePassedOn */.vF)(content));
    };
    async function* describedAll(listed, signal) {
        await (0,concurrently/* concurrently */.rK)(listed.entries(), atOnce, signal, async ([index, descriptor], within) => {
            listed[index] = await described(descriptor, within);
        });
        yield* listed;
    }
    return (0,forwarded/* forwarded */.V)(source, {
        async *referrers(subject, signal) {
            let waiting = [];
            for await (const descriptor of source.referrers(subject, signal)) {
                waiting.push(descriptor);
                if (waiting.length < atOnce)
                    continue;
                yield* describedAll(waiting, signal);
                waiting = [];
            }
            yield* describedAll(waiting, signal);
        },
    });
}

// EXTERNAL MODULE: ./lib/store/wrapped/bounded.js
var bounded = __webpack_require__(2782);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(46937);
// EXTERNAL MODULE: ./lib/modes/tell/kind-of.js
var kind_of = __webpack_require__(52194);
;// CONCATENATED MODULE: ./lib/modes/discover.js









/** Real trees have two levels: an SBOM, and the signature of the SBOM. */
const maxDepth = 8;
/** Each costs a request: more would keep a registry busy for minutes. */
const maxReferrers = 1_000;
/** Finds what belongs to a manifest by its subject or, as with cosign, by its tag, and what belongs to that in turn. */
async function discover({ reference, sought, platform, artifactType: wanted, concurrency }, { open, learn, log, signal }) {
    const repository = (0,oci_reference/* formatRepository */.Sh)(reference);
    learn({ repository, tags: reference.tags, changed: false });
    const source = open.source(reference);
    const { top, chosen } = await (0,find_manifest/* findChosen */.qc)(source, { reference, platform }, 'discover the referrers of', signal);
    const { digest, mediaType } = chosen.descriptor;
    (0,find_manifest/* checkExpected */.vi)(sought.expectDigest, reference, top.descriptor.digest, digest);
    learn({ digest, reference: `${repository}@${digest}`, mediaType });
    const artifactType = (0,manifest/* artifactTypeOf */.Gh)(chosen.parsed()) ?? '';
    const how = { artifactType: wanted, concurrency, repository };
    const { tree, total, isCut } = await treeOf(source, chosen.descriptor, how, signal);
    learn({ artifactType, referrers: tree, details: { total } });
    await log.group(`Referrers of ${repository}@${digest}`, async () => {
        for (const line of drawTree(tree))
            log.info(line);
    });
    if (isCut)
        log.warning(`There are more than ${maxReferrers} referrers or ${maxDepth} levels of them: the rest is left out`);
}
/** Reads the tree level by level; only what is of the type asked for is taken on each, as with `oras discover`. */
async function treeOf(source, root, { artifactType, concurrency, repository, }, signal) {
    const atOnce = Math.min(concurrency, attached/* listsAtOnce */.EU);
    const graph = typed((0,bounded/* bounded */.Mm)(source), atOnce);
    const tree = [];
    // What a list claims is not verified: it could lead in a circle.
    const seen = new Set([root.digest]);
    let total = 0;
    let isCut = false;
    const tags = await (0,attached/* readDigestTags */.AD)(source, signal);
    const first = [{ descriptor: root, below: tree }];
    const list = async ({ descriptor, below }, within, depth) => {
        const next = [];
        for await (const { descriptor: found, tag } of (0,attached/* listAttached */.rl)(graph, descriptor, tags, depth, within)) {
            if (artifactType !== undefined && found.artifactType !== artifactType)
                continue;
            isCut ||= depth === maxDepth || total === maxReferrers;
            if (isCut)
                break;
            total += 1;
            const node = nodeOf(found, tag, repository);
            below.push(node);
            if (seen.has(found.digest))
                continue;
            seen.add(found.digest);
            next.push({ descriptor: found, below: node.referrers });
        }
        return next;
    };
    await (0,concurrently/* inWaves */.Id)(first, atOnce, signal, list, (_, next) => next);
    return { tree, total, isCut };
}
function nodeOf({ digest, size, mediaType, artifactType = '', annotations = {} }, tag, repository) {
    const reference = `${repository}@${digest}`;
    return {
        digest,
        reference,
        size,
        mediaType,
        artifactType,
        annotations,
        ...(tag === undefined ? {} : { tag }),
        referrers: [],
    };
}
/** Draws a tree as lines of text. */
function drawTree(referrers, indent = '') {
    return referrers.flatMap((node, index) => {
        const { digest, size, referrers: below } = node;
        const isLast = index === referrers.length - 1;
        const line = `${indent}${isLast ? '└──' : '├──'} ${(0,kind_of/* kindOf */.I)(node)}  ${digest}  ${(0,format_bytes/* formatBytes */.z)(size)}`;
        return [line, ...drawTree(below, `${indent}${isLast ? '    ' : '│   '}`)];
    });
}


/***/ }),

/***/ 21405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ readDigestTags),
/* harmony export */   EU: () => (/* binding */ listsAtOnce),
/* harmony export */   kc: () => (/* binding */ findAttached),
/* harmony export */   rl: () => (/* binding */ listAttached)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_digest_tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75983);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44360);
/* harmony import */ var _listed_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46300);






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
        // One may be removed since the tags were listed.
        const descriptor = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(source.resolve(tag, signal));
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

/***/ 31185:
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
        ...own,
    };
}


/***/ }),

/***/ 2782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mm: () => (/* binding */ bounded),
/* harmony export */   Sv: () => (/* binding */ maxGraphBytes),
/* harmony export */   Y1: () => (/* binding */ startGraphBudget)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54957);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3474);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50261);
/* harmony import */ var _forwarded_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31185);






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
function bounded(source, budget = startGraphBudget()) {
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


/***/ })

};
