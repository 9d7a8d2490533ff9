export const id = 3004;
export const ids = [3004,8310];
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

/***/ 55556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ briefList)
/* harmony export */ });
/** Lists texts, of many only the first ones and how many there are beside them: `a, b and 3 more`. */
function briefList(texts, most = 10) {
    const more = texts.length > most ? ` and ${texts.length - most} more` : '';
    return `${texts.slice(0, most).join(', ')}${more}`;
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
    // Where a part is open, the build metadata counts for nothing.
    const version = (0,_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(`${parts.join('.')}${open === undefined ? rest : rest.replace(/\+.*$/, '')}`);
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

/***/ 57109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ choosePlatform)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44360);
/* harmony import */ var _oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67216);



/** Goes down from an index to the manifest of a platform; without a platform, an index with one manifest will do. */
async function choosePlatform(source, top, platform, repository, signal) {
    let content = top;
    for (let depth = 0; depth <= _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .maxIndexDepth */ .cj; depth += 1) {
        const manifest = content.parsed();
        if (manifest.kind === 'manifest')
            return { content, manifest };
        const chosen = (0,_oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_2__/* .selectPlatform */ .m)(manifest, platform, `${repository}@${content.descriptor.digest}`);
        content = await source.manifest(chosen.digest, signal);
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${repository} has an index nested more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .maxIndexDepth */ .cj} deep`);
}


/***/ }),

/***/ 46937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J9: () => (/* binding */ findManifest),
/* harmony export */   Qe: () => (/* binding */ withNearTags),
/* harmony export */   fq: () => (/* binding */ fullName),
/* harmony export */   qc: () => (/* binding */ findChosen),
/* harmony export */   vi: () => (/* binding */ checkExpected)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(42037);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23940);
/* harmony import */ var _store_listed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46300);
/* harmony import */ var _choose_platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57109);






/** Looked at for names near to one that is missing: one page, as we ask for it. */
const maxCandidates = 1000;
const maxHints = 3;
/**
 * Reads the manifest that a reference names. Fails with INVALID_INPUT when it is a repository alone, and with
 * NOT_FOUND, then with the tags that are nearest to the missing one.
 *
 * @param purpose what is to be done with it, such as `pull`
 */
async function findManifest(source, reference, purpose, signal) {
    const name = nameOf(reference);
    if (name === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input reference has neither a tag nor a digest: say which version to ${purpose}`, { topic: 'untagged-reference' });
    }
    return withNearTags(source, name, () => source.manifest(name, signal), signal);
}
/** Does what fails with NOT_FOUND when a tag is missing, and adds to that error the tags that are nearest to it. */
async function withNearTags(source, name, work, signal) {
    try {
        return await work();
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'NOT_FOUND') || (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(name))
            throw error;
        const hint = await describeTags(source, name, signal);
        throw hint === undefined ? error : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `${error.message}; ${hint}`, { cause: error });
    }
}
/**
 * Reads what a reference names, unless it was found already, and what the input `platform` chooses from it: without,
 * the same.
 */
async function findChosen(source, { reference, platform }, purpose, signal, found) {
    const top = found ?? (await findManifest(source, reference, purpose, signal));
    if (!platform)
        return { top, chosen: top };
    const { content } = await (0,_choose_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .choosePlatform */ .x)(source, top, platform, (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRepository */ .Sh)(reference), signal);
    return { top, chosen: content };
}
/**
 * Fails with INTEGRITY unless what was found has the expected digest, or what was made of it: a tag may name an index,
 * and the manifest chosen from that is as good a pin.
 */
function checkExpected(expected, reference, found, ...chosen) {
    if (expected === undefined || [found, ...chosen].includes(expected))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INTEGRITY', `${fullName(reference)} is ${found}, but expect-digest asks for ${expected}`, {
        topic: 'expect-digest',
    });
}
/** Writes what a reference asks for as messages name it: `host/repository:tag` or `host/repository@digest`. */
function fullName(reference) {
    const name = nameOf(reference) ?? '';
    return `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRepository */ .Sh)(reference)}${(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(name) ? '@' : ':'}${name}`;
}
/** What a reference asks a repository for: the digest, which counts more than the tag. */
function nameOf({ tags, digest }) {
    return digest ?? tags[0];
}
/** Says which tags there are in place of a missing one; undefined when they cannot be had. */
async function describeTags(source, missing, signal) {
    const tags = await (0,_store_listed_js__WEBPACK_IMPORTED_MODULE_4__/* .listed */ .K)(source.tags(signal), maxCandidates).catch(() => undefined);
    if (!tags)
        return undefined;
    if (tags.length === 0)
        return 'there are no tags';
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .byNearness */ .f)(missing, tags).slice(0, maxHints);
    if (near.length === 0)
        return undefined;
    const which = near.length === tags.length ? 'only' : 'nearest';
    return `the ${which} ${near.length === 1 ? 'tag is' : 'tags are'} ${near.join(', ')}`;
}


/***/ }),

/***/ 98310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findVersion: () => (/* binding */ findVersion)
/* harmony export */ });
/* harmony import */ var _artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48668);
/* harmony import */ var _brief_list_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(55556);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _go_constraint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26063);
/* harmony import */ var _go_semver_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25740);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23940);
/* harmony import */ var _store_listed_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46300);
/* harmony import */ var _tag_versions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5822);








/** As many versions are named when the one that was asked for is not there. */
const maxNamed = 10;
/**
 * Finds a version of whatever is in a repository: one version by its tag, without a look at the others unless it is
 * missing; for a range the newest in it, pre-releases only when the range names one; for `''` the newest release. That
 * is how Helm does it, but a leading `v` does not count. Fails with NOT_FOUND, and says which versions there are.
 */
async function findVersion(reference, asked, source, { log, signal }) {
    checkReference(reference, asked);
    const { tag, top } = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersion */ .lF)(asked)
        ? await findExact(reference, asked, source, signal)
        : await findNewest(reference, asked, source, signal);
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input version ${JSON.stringify(version)} is for a repository alone, but the input reference names ${name}: give one of them`);
}
async function findExact(reference, asked, source, signal) {
    const tag = (0,_artifact_chart_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .tagOfVersion */ .ml)(asked);
    if (!(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isTag */ .dz)(tag))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INVALID_INPUT', `The input version ${JSON.stringify(asked)} cannot be a tag`);
    try {
        return { tag, top: await source.manifest(tag, signal) };
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'NOT_FOUND'))
            throw error;
        const tags = await (0,_store_listed_js__WEBPACK_IMPORTED_MODULE_6__/* .listed */ .K)(source.tags(signal)).catch(() => []);
        const twin = tags.find((other) => withoutV(other) === withoutV(tag));
        if (twin === undefined)
            throw notFound(reference, asked, tags, error);
        return { tag: twin, top: await source.manifest(twin, signal) };
    }
}
async function findNewest(reference, range, source, signal) {
    const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_2__/* .parseConstraint */ .F)(range || '*');
    const tags = await (0,_store_listed_js__WEBPACK_IMPORTED_MODULE_6__/* .listed */ .K)(source.tags(signal));
    const newest = versionsAmong(tags).find(({ version }) => fits(version));
    if (newest === undefined)
        throw notFound(reference, range, tags);
    return { tag: newest.tag, top: await source.manifest(newest.tag, signal) };
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
    const offer = names.length === 0 ? `it has no versions${others}` : `it has ${(0,_brief_list_js__WEBPACK_IMPORTED_MODULE_7__/* .briefList */ .X)(names, maxNamed)}`;
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

/***/ 14059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mh: () => (/* binding */ unlessUnreadable),
/* harmony export */   Pu: () => (/* binding */ helmConfig),
/* harmony export */   Xg: () => (/* binding */ readConfig),
/* harmony export */   bL: () => (/* binding */ imageConfigs),
/* harmony export */   cE: () => (/* binding */ chartFacts)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3474);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11260);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73931);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44360);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67813);






/** The media type of a chart's config, which is its Chart.yaml as JSON. */
const helmConfig = 'application/vnd.cncf.helm.config.v1+json';
/** The media types of the configs of images, by the image spec and by Docker. */
const imageConfigs = [
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.docker.container.image.v1+json',
];
/** Reads a config of at most 4 MiB as a JSON object; fails with ARTIFACT or TOO_LARGE when it is not one. */
async function readConfig(source, config, signal) {
    const what = `The config ${config.digest}`;
    if (config.size > _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxManifestBytes */ .rq)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('TOO_LARGE', `${what} is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z)(_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxManifestBytes */ .rq)}`);
    const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(await (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .readAll */ .yw)(await source.fetch(config, signal), what), what);
    if (!(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${what} is not a JSON object`);
    return body;
}
/** Does without what cannot be read of content, after telling why; other failures stay failures. */
async function unlessUnreadable(work, tell = () => { }) {
    try {
        return await work();
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'NOT_FOUND', ..._errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadable */ .O$))
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

/***/ 89495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ openRoots),
/* harmony export */   t: () => (/* binding */ openPolicy)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54949);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2782);
/* harmony import */ var _tell_signer_of_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65986);





const maxKeyBytes = 64 * 1024;
/** The root of the public instance has some 7 KiB, and a file may have several. */
const maxRootBytes = 1024 * 1024;
/**
 * Reads the policy of the input `verify`, before anything is asked of a registry; fails with INVALID_INPUT. Without one,
 * nothing is checked, and the code for it is not loaded.
 *
 * @param isSigning whether the roots have a use of their own
 */
async function openPolicy({ verify, trustedRoot }, mode, isSigning = false) {
    const { learn, log, signal } = mode;
    if (verify === 'none') {
        if (trustedRoot !== undefined && !isSigning)
            log.warning('The input trusted-root does nothing without verify');
        return async () => { };
    }
    const [{ parsePolicy }, { verifyManifest }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(9474)]).then(__webpack_require__.bind(__webpack_require__, 59474)),
        __webpack_require__.e(/* import() */ 6374).then(__webpack_require__.bind(__webpack_require__, 56374)),
    ]);
    const policy = parsePolicy(verify, (path) => readText(path, `The key ${JSON.stringify(path)} of the input verify`, maxKeyBytes, mode));
    const roots = await openRoots(trustedRoot, mode);
    return async (source, { descriptor }, repository) => {
        const name = `${repository}@${descriptor.digest}`;
        const verified = await verifyManifest((0,_store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_3__/* .bounded */ .M)(source), descriptor, name, { policy, roots }, signal);
        for (const met of verified) {
            const { format, digest } = met;
            const form = format === 'bundle' ? 'bundle' : 'legacy signature';
            log.info(`Verified: ${name} ${(0,_tell_signer_of_js__WEBPACK_IMPORTED_MODULE_4__/* .verifiedAs */ .N)(met)} (${form} ${digest})`);
        }
        learn({ verified });
    };
}
/** Reads the roots of a file; without one, they are fetched when a certificate is met. Fails with INVALID_INPUT. */
async function openRoots(path, mode) {
    if (path === undefined)
        return mode.publicRoots();
    const what = `The file ${JSON.stringify(path)} of the input trusted-root`;
    const { rootsOfFile } = await __webpack_require__.e(/* import() */ 8628).then(__webpack_require__.bind(__webpack_require__, 18628));
    return rootsOfFile(readText(path, what, maxRootBytes, mode), what);
}
function readText(path, what, limit, { workspace }) {
    const fail = (problem, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `${what} ${problem}`, facts);
    return (0,_disk_read_held_js__WEBPACK_IMPORTED_MODULE_1__/* .readHeld */ .i)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, path), { folder: workspace, symlinks: 'keep', limit, fail }).toString();
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
/* harmony import */ var _oci_platform_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17122);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(23940);
/* harmony import */ var _store_walk_manifests_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(51551);
/* harmony import */ var _store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2782);
/* harmony import */ var _find_find_manifest_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(46937);
/* harmony import */ var _find_find_version_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(98310);
/* harmony import */ var _find_read_config_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(14059);
/* harmony import */ var _find_verification_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(89495);
/* harmony import */ var _tell_related_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(15181);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(43052);















/** More manifests of an index are not read only to say how large they are; each costs a request. */
const maxChildren = 200;
/** A longer manifest is not put into the log: the output has it. */
const maxShownBytes = 64 * 1024;
/** Tells what a reference names: the manifest as it was served, its digest and type, and what is in it. */
async function inspect(inputs, mode) {
    const { version, platform, expectDigest } = inputs;
    const { open, learn, log, signal } = mode;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .formatRepository */ .Sh)(inputs.reference);
    learn({ repository, tags: inputs.reference.tags, changed: false });
    const verify = await (0,_find_verification_js__WEBPACK_IMPORTED_MODULE_11__/* .openPolicy */ .t)(inputs, mode);
    const source = open.source(inputs.reference);
    const found = version === undefined ? undefined : await (0,_find_find_version_js__WEBPACK_IMPORTED_MODULE_9__.findVersion)(inputs.reference, version, source, mode);
    const reference = found?.reference ?? inputs.reference;
    const top = found?.top ?? (await (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .findManifest */ .J9)(source, reference, 'inspect', signal));
    await verify(source, top, repository);
    if (found)
        learn({ version: found.version, tags: reference.tags });
    const { chosen } = await (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .findChosen */ .qc)(source, { reference, platform }, 'inspect', signal, top);
    const { digest, mediaType, size } = chosen.descriptor;
    learn({ digest, reference: `${repository}@${digest}`, mediaType, manifest: chosen.bytes.toString() });
    (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .checkExpected */ .vi)(expectDigest, reference, top.descriptor.digest, digest);
    const manifest = chosen.parsed();
    const { annotations, subject } = manifest;
    const artifactType = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .artifactTypeOf */ .Gh)(manifest) ?? '';
    const common = { descriptor: { mediaType, digest, size }, annotations, ...(subject ? { subject } : {}) };
    learn({ artifactType, details: common, related: (0,_tell_related_js__WEBPACK_IMPORTED_MODULE_12__/* .relatedTo */ .v)(digest, manifest) });
    const facts = manifest.kind === 'index'
        ? await describeIndex(source, manifest, log, signal)
        : await describeManifest(source, manifest, log, signal);
    learn({ ...facts, details: { ...common, ...facts.details } });
    if (size <= maxShownBytes)
        await log.group(`Manifest ${digest}`, async () => log.info(chosen.bytes.toString()));
}
/** Describes a manifest by its layers and, of an image or a chart, by its config. */
async function describeManifest(source, manifest, log, signal) {
    const { config, layers, annotations } = manifest;
    const facts = { size: (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_13__/* .totalSize */ .U)([config, ...layers]), files: filesIn(layers) };
    const created = annotations[_artifact_annotations_js__WEBPACK_IMPORTED_MODULE_0__/* .createdAnnotation */ .oy];
    const about = created === undefined ? {} : { created };
    const isImage = _find_read_config_js__WEBPACK_IMPORTED_MODULE_10__/* .imageConfigs */ .bL.includes(config.mediaType);
    if (!isImage && config.mediaType !== _find_read_config_js__WEBPACK_IMPORTED_MODULE_10__/* .helmConfig */ .Pu)
        return { ...facts, details: about };
    const content = await (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_10__/* .unlessUnreadable */ .Mh)(() => (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_10__/* .readConfig */ .Xg)(source, config, signal), (why) => log.warning(`The config is left out: ${why}`));
    if (!content)
        return { ...facts, details: about };
    if (isImage)
        return { ...facts, details: { ...about, ...imageFacts(content), config: content } };
    const chart = (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_10__/* .chartFacts */ .cE)(content);
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
    const graph = (0,_store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_7__/* .bounded */ .M)(source);
    let isCut = false;
    for await (const { descriptor, manifest } of (0,_store_walk_manifests_js__WEBPACK_IMPORTED_MODULE_6__/* .walkManifests */ .C)(graph, index.manifests, signal)) {
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
        const name = platform && (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(platform);
        log.info(`${name ?? mediaType}  ${digest}  ${size === undefined ? 'not read' : (0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_14__/* .formatBytes */ .z)(size)}`);
        return { ...(name ? { platform: name } : {}), digest, mediaType, size, artifactType, annotations };
    });
    if (isCut) {
        const limit = `${maxChildren} manifests, or than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_14__/* .formatBytes */ .z)(_store_wrapped_bounded_js__WEBPACK_IMPORTED_MODULE_7__/* .maxGraphBytes */ .S)} of them`;
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

/***/ 67216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ selectPlatforms),
/* harmony export */   m: () => (/* binding */ selectPlatform)
/* harmony export */ });
/* harmony import */ var _brief_list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55556);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11260);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44360);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17122);





/**
 * The annotation by which BuildKit's attestation in an index names the image it is about (moby/buildkit,
 * attestation-storage.md).
 */
const attestedDigest = 'vnd.docker.reference.digest';
/**
 * Finds the entry of an index for a platform; without one, an index with one manifest will do. Fails with NOT_FOUND,
 * and with INVALID_INPUT where a platform has to be said.
 *
 * @param name what the index is called in messages
 */
function selectPlatform(index, platform, name) {
    const offered = index.manifests.filter((entry) => entry.platform?.os !== 'unknown');
    const [first, ...others] = offered.filter((entry) => !platform || (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .isPlatform */ .aH)(entry.platform, platform));
    if (!first && platform)
        throw nothingFor(platform, offered, name);
    if (!first)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${name} is an index without manifests`);
    if (!platform && others.length > 0) {
        const what = `${name} is an index of ${listOf(offered)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `${what}: choose one with the input platform`);
    }
    return first;
}
/**
 * Reduces an index to some platforms, with the attestations of their images: to the manifest of a platform when one is
 * wanted, and there is one, else to a new index with the other fields as they were. Fails with NOT_FOUND when a
 * platform is not in it.
 *
 * @param name what the index is called in messages
 */
function selectPlatforms(bytes, index, platforms, name) {
    const offered = index.manifests.filter((entry) => entry.platform && entry.platform.os !== 'unknown');
    const missing = platforms.find((platform) => !offered.some((entry) => (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .isPlatform */ .aH)(entry.platform, platform)));
    if (missing)
        throw nothingFor(missing, offered, name);
    const chosen = offered.filter((entry) => platforms.some((platform) => (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .isPlatform */ .aH)(entry.platform, platform)));
    const [single, ...others] = chosen;
    if (single && others.length === 0)
        return { single };
    const digests = new Set(chosen.map(({ digest }) => digest));
    const isKept = (entry) => entry && (digests.has(entry.digest) || digests.has(entry.annotations?.[attestedDigest] ?? ''));
    // Fields that we do not know stay.
    const body = JSON.parse(Buffer.from(bytes).toString());
    const manifests = body.manifests.filter((_, position) => isKept(index.manifests[position]));
    const reduced = Buffer.from(JSON.stringify({ ...body, manifests }));
    (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(reduced, index.mediaType);
    return { descriptor: (0,_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(index.mediaType, reduced), bytes: reduced };
}
function nothingFor(platform, offered, name) {
    const what = `${name} has nothing for the platform ${(0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform)}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `${what}: it has ${listOf(offered) || 'no platforms'}`, {
        topic: 'missing-platform',
    });
}
function listOf(offered) {
    const names = offered.map(({ platform, digest }) => (platform ? (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform) : digest));
    return (0,_brief_list_js__WEBPACK_IMPORTED_MODULE_4__/* .briefList */ .X)(names, 20);
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
        tags: (signal) => source.tags(signal),
        referrers: (subject, signal) => source.referrers(subject, signal),
        ...own,
    };
}


/***/ }),

/***/ 46300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ listed)
/* harmony export */ });
/**
 * Reads the tags of a source to the end, or so many of them. Where there is no such repository, this fails with
 * NOT_FOUND as the source does: `orAbsent(listed(…))` is for callers to whom a missing repository is one without tags.
 */
async function listed(tags, most = Number.POSITIVE_INFINITY) {
    const all = [];
    for await (const tag of tags)
        if (all.push(tag) >= most)
            break;
    return all;
}


/***/ }),

/***/ 2782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ bounded),
/* harmony export */   S: () => (/* binding */ maxGraphBytes)
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
/**
 * A source for one walk over manifests and what refers to them: it counts the bytes of all that are read, each manifest
 * once, and fails with TOO_LARGE before it reads more than `maxGraphBytes`. Of manifests whose size is not known
 * before, a few may be on their way then. Blobs pass as they are.
 */
function bounded(source) {
    const unknown = (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .transferSlots */ .jW)(unknownAtOnce);
    const counted = new Map();
    let left = maxGraphBytes;
    const take = (bytes) => {
        left -= bytes;
        if (left >= 0)
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
            return unknown.take(_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .maxManifestBytes */ .rq, async () => {
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
    };
}


/***/ })

};
