export const id = 3004;
export const ids = [3004];
export const modules = {

/***/ 48668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h$: () => (/* binding */ isInRange),
/* harmony export */   k$: () => (/* binding */ newestMatching),
/* harmony export */   lF: () => (/* binding */ isVersion),
/* harmony export */   ml: () => (/* binding */ tagOfVersion),
/* harmony export */   wl: () => (/* binding */ versionsOfTags)
/* harmony export */ });
/* harmony import */ var _go_constraint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26063);
/* harmony import */ var _go_semver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25740);


/** Makes the tag of a version: a tag cannot hold `+`, so Helm writes `_` (helm/helm, pkg/registry/reference.go). */
function tagOfVersion(version) {
    return version.replaceAll('+', '_');
}
/**
 * Reads the versions of a chart out of the tags of its repository; tags that are not strict versions are left out
 * (Helm's `Tags`).
 */
function versionsOfTags(tags) {
    return [...tags].map((tag) => tag.replaceAll('_', '+')).filter((version) => (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStrict */ .z3)(version));
}
/**
 * Tells whether a text is one version rather than a range: Helm then asks for that tag without looking at the others.
 */
function isVersion(text) {
    return (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(text) !== undefined;
}
/**
 * Tells whether a version lies in a range. Fails with INVALID_INPUT when the range is none; no version is in no range.
 */
function isInRange(version, range) {
    const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConstraint */ .F)(range);
    const parsed = (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(version);
    return parsed !== undefined && fits(parsed);
}
/**
 * Finds the version that Helm takes for a constraint (helm/helm, pkg/registry/tag.go): that very text, else the newest
 * that fits; `''` means `*`, the newest that is not a pre-release. Fails with INVALID_INPUT when the constraint is
 * none.
 */
function newestMatching(constraint, versions) {
    if (constraint !== '' && versions.includes(constraint))
        return constraint;
    const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConstraint */ .F)(constraint || '*');
    const [newest] = versions
        .map((text) => ({ text, version: (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(text) }))
        .filter(({ version }) => version && fits(version))
        .sort((a, b) => (a.version && b.version ? (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(b.version, a.version) : 0));
    return newest?.text;
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

/***/ 93004:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   inspect: () => (/* binding */ inspect)
/* harmony export */ });
/* harmony import */ var _artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46948);
/* harmony import */ var _artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48668);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50261);
/* harmony import */ var _oci_platform_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17122);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(23940);
/* harmony import */ var _store_walk_manifests_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(51551);
/* harmony import */ var _store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2782);
/* harmony import */ var _find_find_manifest_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(46937);
/* harmony import */ var _find_find_top_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(96181);
/* harmony import */ var _find_read_config_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(14059);
/* harmony import */ var _tell_related_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(15181);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(43052);















/** More manifests of an index are not read only to say how large they are; each costs a request. */
const maxChildren = 200;
/** A longer manifest is not put into the log: the output has it. */
const maxShownBytes = 64 * 1024;
/** Tells what a reference names: the manifest as it was served, its digest and type, and what is in it. */
async function inspect({ reference: asked, sought, platform }, { open, learn, log, signal }, { verify }) {
    const { expectDigest } = sought;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .formatRepository */ .Sh)(asked);
    // A tag beside the digest was not looked at, and may be that of another version.
    learn({ repository, tags: asked.digest === undefined ? asked.tags : [], changed: false });
    const source = open.source(asked);
    const found = await (0,_find_find_top_js__WEBPACK_IMPORTED_MODULE_10__/* .findVerified */ .y)(source, sought, { purpose: 'inspect', verify }, { learn, log, signal });
    if (!found)
        return;
    const { reference, top, version } = found;
    const versioned = version === undefined ? {} : { version, tags: reference.tags };
    // What has another digest than the expected one is not handed on.
    if (expectDigest === undefined)
        learn({ ...versioned, exists: true });
    const { chosen } = await (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .findChosen */ .qc)(source, { reference, platform }, 'inspect', signal, top);
    const { digest, mediaType, size } = chosen.descriptor;
    (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .checkExpected */ .vi)(expectDigest, reference, top.descriptor.digest, digest);
    learn({ ...versioned, exists: true, digest, reference: `${repository}@${digest}`, mediaType });
    learn({ manifest: chosen.bytes.toString() });
    const manifest = chosen.parsed();
    const { annotations, subject } = manifest;
    const artifactType = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .artifactTypeOf */ .Gh)(manifest) ?? '';
    const common = { descriptor: { mediaType, digest, size }, annotations, ...(subject ? { subject } : {}) };
    learn({ artifactType, details: common, related: (0,_tell_related_js__WEBPACK_IMPORTED_MODULE_12__/* .relatedTo */ .v)(digest, manifest) });
    const facts = manifest.kind === 'index'
        ? await describeIndex(source, manifest, log, signal)
        : await describeManifest(source, manifest, log, signal);
    learn({ ...facts, details: { ...common, ...facts.details } });
    if (size > maxShownBytes)
        return;
    // For people: the output has the bytes as they are.
    const lines = JSON.stringify(JSON.parse(chosen.bytes.toString()), null, 2).split('\n');
    await log.group(`Manifest ${digest}`, async () => {
        for (const line of lines)
            log.info(line);
    });
}
/** Describes a manifest by its layers and, of an image or a chart, by its config. */
async function describeManifest(source, manifest, log, signal) {
    const { config, layers, annotations } = manifest;
    const facts = { size: (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_13__/* .totalSize */ .U)([config, ...layers]), files: filesIn(layers) };
    const created = annotations[_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .createdAnnotation */ .oy];
    const about = created === undefined ? {} : { created };
    const isImage = _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__/* .imageConfigTypes */ .vd.includes(config.mediaType);
    if (!isImage && config.mediaType !== _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__/* .chartConfigType */ .bl)
        return { ...facts, details: about };
    const content = await (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_11__/* .unlessUnreadable */ .Mh)(() => (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_11__/* .readConfig */ .Xg)(source, config, signal), (why) => log.warning(`The config is left out: ${why}`));
    if (!content)
        return { ...facts, details: about };
    if (isImage)
        return { ...facts, details: { ...about, ...imageFacts(content), config: content } };
    const chart = (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_11__/* .chartFacts */ .cE)(content);
    const { version = '' } = chart;
    // What is not a version may be anything, and steps put this output into commands.
    return { ...facts, ...((0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .isVersion */ .lF)(version) ? { version } : {}), details: { ...about, chart, config: content } };
}
/** What the config of an image says of it, as `skopeo inspect` tells it. */
function imageFacts({ created, os, architecture, variant, config }) {
    const labels = config?.Labels;
    const facts = { created, os, architecture, variant, labels };
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value != null));
}
function filesIn(layers) {
    return layers.flatMap(({ digest, size, mediaType, annotations }) => {
        const title = annotations?.[_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .titleAnnotation */ .mO];
        return title ? [{ title, digest, size, mediaType }] : [];
    });
}
/** Describes an index by what it lists, with the size of each; what is not in the repository has none. */
async function describeIndex(source, index, log, signal) {
    const known = new Map();
    const graph = (0,_store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_8__/* .bounded */ .Mm)(source);
    let isCut = false;
    for await (const { descriptor, manifest } of (0,_store_walk_manifests_js__WEBPACK_IMPORTED_MODULE_7__/* .walkManifests */ .C)(graph, index.manifests, signal)) {
        isCut = graph.isExceeded || known.size === maxChildren;
        if (isCut)
            break;
        const children = manifest.kind === 'index' ? manifest.manifests.map(({ digest }) => digest) : [];
        const blobs = manifest.kind === 'manifest' ? [manifest.config, ...manifest.layers].map(_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B) : [];
        known.set(descriptor.digest, { children, blobs });
    }
    isCut ||= graph.isExceeded;
    const manifests = index.manifests.map(({ mediaType, digest, platform, artifactType, annotations }) => {
        const size = known.has(digest) ? (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_13__/* .totalSize */ .U)(blobsBelow([digest], known)) : undefined;
        const name = platform && (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_5__/* .formatPlatform */ .Bq)(platform);
        log.info(`${name ?? mediaType}  ${digest}  ${size === undefined ? 'not read' : (0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_14__/* .formatBytes */ .z)(size)}`);
        return { ...(name ? { platform: name } : {}), digest, mediaType, size, artifactType, annotations };
    });
    if (isCut) {
        const limit = `${maxChildren} manifests, or than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_14__/* .formatBytes */ .z)(_store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_8__/* .maxGraphBytes */ .Sv)} of them`;
        log.notice(`The index has more than ${limit}: the size of the rest is not looked up`);
    }
    const size = (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_13__/* .totalSize */ .U)(blobsBelow(index.manifests.map(({ digest }) => digest), known));
    const created = index.annotations[_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .createdAnnotation */ .oy];
    return { ...(isCut ? {} : { size }), details: { ...(created === undefined ? {} : { created }), manifests } };
}
/** The blobs of manifests and of all that is below them; each manifest counts once, however often it is listed. */
function blobsBelow(roots, known) {
    const blobs = [];
    const waiting = new Set(roots);
    // A set is walked in the order of insertion, also through what is added on the way.
    for (const digest of waiting) {
        const below = known.get(digest);
        for (const blob of below?.blobs ?? [])
            blobs.push(blob);
        for (const child of below?.children ?? [])
            waiting.add(child);
    }
    return blobs;
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
