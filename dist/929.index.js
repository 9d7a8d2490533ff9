export const id = 929;
export const ids = [929];
export const modules = {

/***/ 3562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parseConstraint)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _semver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8741);


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
    if (version.compare(bound) < 0)
        return false;
    // ~0.0.0 and ~* take everything.
    if (isZero(bound) && (open === undefined || open === 'major'))
        return true;
    return version.major === bound.major && (version.minor === bound.minor || open === 'minor');
};
const caret = (version, bound, open) => {
    if (version.compare(bound) < 0)
        return false;
    if (version.major !== bound.major)
        return false;
    if (bound.major > 0 || open === 'minor')
        return true;
    if (version.minor !== bound.minor)
        return false;
    return bound.minor > 0 || open === 'patch' || version.patch === bound.patch;
};
const equal = (version, bound, open) => (open ? tilde(version, bound, open) : version.compare(bound) === 0);
const notEqual = (version, bound, open) => {
    if (open === undefined || open === 'major')
        return version.compare(bound) !== 0;
    if (version.major !== bound.major)
        return true;
    if (open === 'minor')
        return false;
    return version.minor !== bound.minor || version.comparePre(bound) !== 0;
};
const greater = (version, bound, open) => {
    if (open === undefined || open === 'major')
        return version.compare(bound) > 0;
    if (version.major !== bound.major)
        return version.major > bound.major;
    return open === 'patch' && version.minor > bound.minor;
};
const atMost = (version, bound, open) => {
    if (open === undefined)
        return version.compare(bound) <= 0;
    if (version.major !== bound.major)
        return version.major < bound.major;
    return open === 'minor' || version.minor <= bound.minor;
};
const atLeast = (version, bound) => version.compare(bound) >= 0;
const less = (version, bound) => version.compare(bound) < 0;
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
    const fail = () => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The version ${JSON.stringify(text)} is no semantic version or range`);
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
    // Where a part is open, the build metadata counts for nothing.
    const version = (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .o)(`${parts.join('.')}${open === undefined ? rest : rest.replace(/\+.*$/, '')}`);
    return version && { operator, version, open };
}
function isZero({ major, minor, patch }) {
    return major === 0 && minor === 0 && patch === 0;
}


/***/ }),

/***/ 8741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ parseVersion),
/* harmony export */   z: () => (/* binding */ parseStrict)
/* harmony export */ });
/* harmony import */ var semver_classes_semver_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7163);

const looseVersion = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?((?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)$/;
/**
 * Reads a version as Masterminds' `NewVersion` does, which Helm uses nearly everywhere: a leading `v`, missing parts and
 * leading zeros of numbers are fine. Undefined when it is none.
 */
function parseVersion(text) {
    const [, major, minor = '0', patch = '0', rest = ''] = looseVersion.exec(text) ?? [];
    if (major === undefined)
        return undefined;
    return parseStrict(`${[major, minor, patch].map((part) => part.replace(/^0+(?=\d)/, '')).join('.')}${rest}`);
}
/** Reads a version as semver.org has it, as Masterminds' `StrictNewVersion` does; undefined when it is none. */
function parseStrict(text) {
    if (!/^\d/.test(text))
        return undefined;
    try {
        return new semver_classes_semver_js__WEBPACK_IMPORTED_MODULE_0__(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 8668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h$: () => (/* binding */ isInRange),
/* harmony export */   k$: () => (/* binding */ newestMatching),
/* harmony export */   lF: () => (/* binding */ isVersion),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   ml: () => (/* binding */ tagOfVersion),
/* harmony export */   wl: () => (/* binding */ versionsOfTags)
/* harmony export */ });
/* harmony import */ var _constraint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3562);
/* harmony import */ var _semver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8741);


/** Makes the tag of a version: a tag cannot hold `+`, so Helm writes `_` (helm/helm, pkg/registry/reference.go). */
function tagOfVersion(version) {
    return version.replaceAll('+', '_');
}
/** Reads the versions of a chart out of the tags of its repository; tags that are no strict version are none (Helm's `Tags`). */
function versionsOfTags(tags) {
    return [...tags].map((tag) => tag.replaceAll('_', '+')).filter((version) => (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStrict */ .z)(version));
}
/** Tells whether a text is one version rather than a range: Helm then asks for that tag without looking at the others. */
function isVersion(text) {
    return (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .o)(text) !== undefined;
}
/** Tells whether a version lies in a range. Fails with INVALID_INPUT when the range is none; no version is in no range. */
function isInRange(version, range) {
    const fits = (0,_constraint_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConstraint */ .F)(range);
    const parsed = (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .o)(version);
    return parsed !== undefined && fits(parsed);
}
/**
 * Finds the version that Helm takes for a constraint (helm/helm, pkg/registry/tag.go): that very text, else the newest that
 * fits; `''` means `*`, the newest that is no pre-release. Fails with INVALID_INPUT when the constraint is none.
 */
function newestMatching(constraint, versions) {
    if (constraint !== '' && versions.includes(constraint))
        return constraint;
    const fits = (0,_constraint_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConstraint */ .F)(constraint || '*');
    const [newest] = versions
        .map((text) => ({ text, version: (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .o)(text) }))
        .filter(({ version }) => version && fits(version))
        .sort((a, b) => (a.version && b.version ? b.version.compare(a.version) : 0));
    return newest?.text;
}
/** Orders versions with the newest first; what is none comes last. */
function newestFirst(versions) {
    return versions
        .map((text) => ({ text, version: (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .o)(text) }))
        .sort((a, b) => (a.version && b.version ? b.version.compare(a.version) : a.version ? -1 : b.version ? 1 : 0))
        .map(({ text }) => text);
}


/***/ }),

/***/ 9929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findVersion: () => (/* binding */ findVersion)
/* harmony export */ });
/* harmony import */ var _artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8668);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3940);



/** As many versions are named when the one that was asked for is not there. */
const maxNamed = 10;
/**
 * Finds a version of a chart as Helm does: one version by its tag, without a look at the others; for a range the newest in it,
 * pre-releases only when the range names one. Fails with NOT_FOUND, and says which versions there are.
 */
async function findVersion({ reference, version: asked = '' }, source, { learn, log, signal }) {
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRepository */ .Sh)(reference);
    checkReference(reference, asked);
    const version = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersion */ .lF)(asked) ? asked : await newest(asked, source, repository, signal);
    const tag = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .tagOfVersion */ .ml)(version);
    if (!(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .isTag */ .dz)(tag))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input version ${JSON.stringify(asked)} cannot be a tag`);
    if (version !== asked)
        log.info(`${asked === '' ? 'The newest version' : asked} is ${version}`);
    try {
        const top = await source.manifest(tag, signal);
        learn({ version, tags: [tag] });
        return { reference: { ...reference, tags: [tag] }, top };
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'NOT_FOUND'))
            throw error;
        const tags = await tagsOf(source, signal).catch(() => []);
        throw notFound(repository, version, tags, error);
    }
}
/** A tag beside the version must be its own. */
function checkReference({ tags, digest }, version) {
    if (digest === undefined && tags.every((tag) => tag === (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .tagOfVersion */ .ml)(version)))
        return;
    const name = digest ?? tags.join(', ');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input version ${JSON.stringify(version)} and the input reference with ${name} name two versions: give one of them`);
}
async function newest(range, source, repository, signal) {
    const tags = await tagsOf(source, signal);
    const version = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .newestMatching */ .k$)(range, (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionsOfTags */ .wl)(tags));
    if (version === undefined)
        throw notFound(repository, range, tags);
    return version;
}
async function tagsOf(source, signal) {
    const tags = [];
    for await (const tag of source.tags(signal))
        tags.push(tag);
    return tags;
}
function notFound(repository, asked, tags, cause) {
    const versions = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .versionsOfTags */ .wl)(tags);
    const what = asked === '' ? 'released version' : `version ${asked}`;
    const named = nearestFirst(asked, versions).slice(0, maxNamed).join(', ');
    const more = versions.length > maxNamed ? ` and ${versions.length - maxNamed} more` : '';
    const others = tags.length === 0 ? '' : `, but tags such as ${tags.slice(0, maxNamed).join(', ')}`;
    const offer = versions.length === 0 ? `it has no versions${others}` : `it has ${named}${more}`;
    const isHidden = !(0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersion */ .lF)(asked) && versions.length > 0 && versions.every((version) => version.includes('-'));
    // `5` is the tag of that name to Helm, and no range.
    const isShort = /^\d+(?:\.\d+)?$/.test(asked);
    const hint = isHidden
        ? '; pre-releases are taken only when the range names one'
        : isShort
            ? `; as a range, write ${asked}.x`
            : '';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('NOT_FOUND', `${repository} has no ${what}: ${offer}${hint}`, cause === undefined ? undefined : { cause });
}
/** Puts versions with the same first two numbers as the one asked for first, then those with the same first one. */
function nearestFirst(asked, versions) {
    const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(asked) ?? [];
    const distance = (version) => version.startsWith(`${major}.${minor}.`) ? 0 : version.startsWith(`${major}.`) ? 1 : 2;
    const groups = Map.groupBy((0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .newestFirst */ .ll)(versions), distance);
    return [0, 1, 2].flatMap((group) => groups.get(group) ?? []);
}


/***/ })

};
