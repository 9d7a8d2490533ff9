export const id = 8310;
export const ids = [8310];
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

/***/ 25740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VT: () => (/* binding */ comparePrereleases),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   tD: () => (/* binding */ whatToLeaveOut),
/* harmony export */   z3: () => (/* binding */ parseStrict)
/* harmony export */ });
const looseVersion = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const number = '(?:0|[1-9]\\d*)';
const strictStart = new RegExp(`^${number}\\.${number}\\.${number}(?![\\d.])`);
/**
 * Reads a version as Masterminds' `NewVersion` does, which Helm uses nearly everywhere: a leading `v`, missing parts
 * and leading zeros of numbers are fine, numbers from 2^64 on are not. Undefined when it is none.
 */
function parseVersion(text) {
    const [, first, second = '0', third = '0', rest] = looseVersion.exec(text) ?? [];
    if (first === undefined)
        return undefined;
    const [major, minor, patch] = [uint64(first), uint64(second), uint64(third)];
    const prerelease = rest?.split('.') ?? [];
    const isNumbered = major !== undefined && minor !== undefined && patch !== undefined;
    return isNumbered && !prerelease.some((part) => /^0\d+$/.test(part))
        ? { major, minor, patch, prerelease }
        : undefined;
}
/** Reads a version as semver.org has it, as Masterminds' `StrictNewVersion` does; undefined when it is none. */
function parseStrict(text) {
    return strictStart.test(text) ? parseVersion(text) : undefined;
}
/** Compares two versions by their precedence: negative, zero or positive. */
function compareVersions(a, b) {
    for (const part of ['major', 'minor', 'patch'])
        if (a[part] !== b[part])
            return a[part] < b[part] ? -1 : 1;
    return comparePrereleases(a.prerelease, b.prerelease);
}
/**
 * Compares what follows the `-` of two versions: without it comes last; parts from 2^64 on are texts to Masterminds.
 */
function comparePrereleases(a, b) {
    if (a.length === 0 || b.length === 0)
        return b.length - a.length;
    const at = a.findIndex((part, index) => part !== b[index]);
    const [own, other] = [a[at], b[at]];
    if (own === undefined || other === undefined)
        return a.length - b.length;
    const [number, otherNumber] = [uint64(own), uint64(other)];
    if (number !== undefined && otherNumber !== undefined)
        return number < otherNumber ? -1 : 1;
    if (number !== undefined || otherNumber !== undefined)
        return number !== undefined ? -1 : 1;
    return own < other ? -1 : 1;
}
/** Reads a number as Go's ParseUint does; undefined when it is none or from 2^64 on. */
function uint64(text) {
    // The largest has 20 digits; to read one of a million would take long.
    const [, digits] = /^0*(\d{1,20})$/.exec(text) ?? [];
    if (digits === undefined)
        return undefined;
    const value = BigInt(digits);
    return value < 2n ** 64n ? value : undefined;
}
/**
 * Says what to leave out of a text such as `web-1.2.3`, a tag of a repository with several releases, to make a version
 * of it, as the end of a sentence; empty where there is none in it.
 */
function whatToLeaveOut(text) {
    for (const { index } of text.matchAll(/[-_/@]/g)) {
        if (parseStrict(text.slice(index + 1).replace(/^v/, ''))) {
            return `: leave out ${JSON.stringify(text.slice(0, index + 1))}`;
        }
    }
    return '';
}


/***/ }),

/***/ 98310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findVersion: () => (/* binding */ findVersion)
/* harmony export */ });
/* harmony import */ var _artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48668);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _go_constraint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26063);
/* harmony import */ var _go_semver_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25740);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23940);
/* harmony import */ var _store_listed_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(46300);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44842);
/* harmony import */ var _tag_versions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5822);
/* harmony import */ var _wait_for_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25523);









/** As many versions are named when the one that was asked for is not there. */
const maxNamed = 10;
/**
 * Finds a version of whatever is in a repository: one version by its tag, without a look at the others unless it is
 * missing; for a range the newest in it, pre-releases only when the range names one; for `''` the newest release. That
 * is how Helm does it, but a leading `v` does not count. Fails with NOT_FOUND, and says which versions there are.
 *
 * @param isAwaited whether it may be missing for a while: then it is looked for in the list of tags at once
 */
async function findVersion(reference, asked, source, { log, signal, isAwaited = false }) {
    checkReference(reference, asked);
    const isTagKnown = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersion */ .lF)(asked) && !isAwaited;
    const { tag, top } = await (isTagKnown ? findByTag : findInList)(reference, asked, source, signal);
    const version = (0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionText */ .KA)(tag);
    if (version !== asked)
        log.info(`${asked === '' ? 'The newest version' : asked} is ${version}`);
    return { reference: { ...reference, tags: [tag] }, top, version };
}
/** A tag or a digest beside the version would be a second answer to the same question. */
function checkReference({ tags, digest }, version) {
    const name = digest ?? tags[0];
    if (name === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input version ${JSON.stringify(version)} is for a repository alone, but the input reference names ${name}: give one of them`, { topic: 'combined-inputs' });
}
async function findByTag(reference, asked, source, signal) {
    const tag = checkedTag(asked);
    try {
        return { tag, top: await source.manifest(tag, signal) };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf) || !(0,_wait_for_js__WEBPACK_IMPORTED_MODULE_6__/* .isAbsent */ .W0)(error))
            throw error;
        // A list that is refused does not say that there is none.
        const tags = (await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)((0,_store_listed_js__WEBPACK_IMPORTED_MODULE_7__/* .listed */ .K)(source.tags(signal)))) ?? [];
        const twin = twinAmong(tags, tag);
        if (twin === undefined)
            throw notFound(reference, asked, tags, error);
        return { tag: twin, top: await source.manifest(twin, signal) };
    }
}
async function findInList(reference, asked, source, signal) {
    const choose = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersion */ .lF)(asked) ? chooseExact(checkedTag(asked)) : chooseNewest(asked);
    const tags = await (0,_store_listed_js__WEBPACK_IMPORTED_MODULE_7__/* .listed */ .K)(source.tags(signal));
    const tag = choose(tags);
    if (tag === undefined)
        throw notFound(reference, asked, tags);
    return { tag, top: await source.manifest(tag, signal) };
}
function chooseExact(tag) {
    return (tags) => (tags.includes(tag) ? tag : twinAmong(tags, tag));
}
function chooseNewest(range) {
    const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_2__/* .parseConstraint */ .F)(range || '*');
    return (tags) => versionsAmong(tags).find(({ version }) => fits(version))?.tag;
}
function checkedTag(asked) {
    const tag = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .tagOfVersion */ .ml)(asked);
    if ((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isTag */ .dz)(tag))
        return tag;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input version ${JSON.stringify(asked)} cannot be a tag`);
}
/** The same version with or without its `v`. */
function twinAmong(tags, tag) {
    return tags.find((other) => withoutV(other) === withoutV(tag));
}
/**
 * Finds the tags that stand for versions, the newest first. Short ones such as `v1` or `16` move with each release
 * where there are whole ones, and are versions only where there are none. Of one version with and without `v`, that
 * without comes first.
 */
function versionsAmong(tags) {
    const all = tags.flatMap((tag) => {
        const version = (0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOfTag */ .mx)(tag);
        return version === undefined ? [] : [{ tag, version }];
    });
    const whole = all.filter(({ tag }) => (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_3__/* .parseStrict */ .z3)(withoutV((0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionText */ .KA)(tag))));
    const order = ({ tag }) => `${tag.startsWith('v') ? 1 : 0}${tag}`;
    return (whole.length > 0 ? whole : all).sort((a, b) => (0,_go_semver_js__WEBPACK_IMPORTED_MODULE_3__/* .compareVersions */ .Zy)(b.version, a.version) || (order(a) < order(b) ? -1 : 1));
}
function withoutV(text) {
    return text.replace(/^v(?=\d)/, '');
}
function notFound(reference, asked, tags, cause) {
    const versions = versionsAmong(tags);
    const what = asked === '' ? 'released version' : `version ${asked}`;
    const names = nearestFirst(asked, versions).map(({ tag }) => (0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionText */ .KA)(tag));
    const others = tags.length === 0 ? '' : `, but tags such as ${tags.slice(0, maxNamed).join(', ')}`;
    const offer = names.length === 0 ? `it has no versions${others}` : `it has ${(0,_words_js__WEBPACK_IMPORTED_MODULE_8__/* .briefList */ .X2)(names, maxNamed)}`;
    const isHidden = !(0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersion */ .lF)(asked) && versions.length > 0 && versions.every(({ version }) => version.prerelease.length > 0);
    // `5` is the tag of that name to Helm, and not a range.
    const isShort = /^\d+(?:\.\d+)?$/.test(asked);
    const hint = isHidden
        ? '; pre-releases are taken only when the range names one'
        : isShort
            ? `; as a range, write ${asked}.x`
            : '';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('NOT_FOUND', `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatRepository */ .Sh)(reference)} has no ${what}: ${offer}${hint}`, {
        cause,
        topic: isHidden ? 'pre-release' : asked === '' ? undefined : 'missing-version',
    });
}
/** Puts versions with the same first two numbers as the one asked for first, then those with the same first one. */
function nearestFirst(asked, versions) {
    const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(asked) ?? [];
    const distance = ({ version }) => String(version.major) !== major ? 2 : String(version.minor) === minor ? 0 : 1;
    return versions.toSorted((a, b) => distance(a) - distance(b));
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


/***/ })

};
