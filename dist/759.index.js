export const id = 759;
export const ids = [759];
export const modules = {

/***/ 99968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ createGiveWay)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);

/**
 * Milliseconds that work may hold the process for: a signal is heard only in between, and a cancelled step has two
 * seconds.
 */
const longestTurn = 50;
/** Makes the function that long work which waits for nothing calls between its parts, as often as it likes. */
function createGiveWay(signal) {
    let start = performance.now();
    return async () => {
        signal?.throwIfAborted();
        if (performance.now() - start < longestTurn)
            return;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
        start = performance.now();
        signal?.throwIfAborted();
    };
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

/***/ 87157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ selectTags),
/* harmony export */   Q: () => (/* binding */ parseTagFilter)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99968);
/* harmony import */ var _go_constraint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26063);
/* harmony import */ var _tag_versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5822);




/**
 * Makes a test of tags from a range of versions as Helm reads it (`^1.2`, `>=1 <3`), or from a `/regular expression/`
 * of Go with the optional flags i, m and s, which finds its match anywhere in the tag; `!/…/` takes the tags without a
 * match. A tag that is not a version is in no range. Fails with INVALID_INPUT.
 */
async function parseTagFilter(text) {
    const fail = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input filter ${JSON.stringify(text)} ${what}`);
    const [, not, rest] = /^(!?)\/(.*)$/s.exec(text) ?? [];
    if (rest !== undefined) {
        const end = rest.lastIndexOf('/');
        if (end < 0)
            throw fail('is a regular expression without a / at its end');
        const flags = rest.slice(end + 1);
        if (!/^[ims]*$/.test(flags))
            throw fail('has something other than the flags i, m and s after the last /');
        // A chunk of its own in dist/, for few steps need it.
        const { goRegExp } = await Promise.all(/* import() */[__webpack_require__.e(2856), __webpack_require__.e(5842)]).then(__webpack_require__.bind(__webpack_require__, 95842));
        try {
            const hasMatch = goRegExp(`${flags && `(?${flags})`}${rest.slice(0, end)}`);
            return not ? (tag) => !hasMatch(tag) : hasMatch;
        }
        catch (error) {
            throw fail(`is not a regular expression that Go accepts: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        }
    }
    try {
        const fits = (0,_go_constraint_js__WEBPACK_IMPORTED_MODULE_2__/* .parseConstraint */ .F)(text);
        return (tag) => {
            const version = (0,_tag_versions_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOfTag */ .mx)(tag);
            return version !== undefined && fits(version);
        };
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'INVALID_INPUT'))
            throw error;
        throw fail('is neither a range of versions such as ^1.2 nor a /regular expression/');
    }
}
/** Selects tags by a test that may take a while for a long list: a cancelled step still ends at once. */
async function selectTags(tags, isWanted, signal) {
    const selected = [];
    const giveWay = (0,_give_way_js__WEBPACK_IMPORTED_MODULE_1__/* .createGiveWay */ .$)(signal);
    for (const tag of tags) {
        await giveWay();
        if (isWanted(tag))
            selected.push(tag);
    }
    return selected;
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

/***/ 80759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tags: () => (/* binding */ tags)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50261);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23940);
/* harmony import */ var _store_listed_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46300);
/* harmony import */ var _find_read_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14059);
/* harmony import */ var _find_tag_filter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(87157);
/* harmony import */ var _find_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5822);







/** More lines help nobody in a log; the output has them all. */
const maxShown = 1_000;
/** Lists the tags of a repository, and tells the newest version; of a chart, with the appVersion that it carries. */
async function tags(inputs, { open, learn, log, signal }) {
    const { reference, filter, sort, limit } = inputs;
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRepository */ .Sh)(reference);
    learn({ repository, tags: [], changed: false });
    const name = reference.digest ?? reference.tags[0];
    if (name !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input reference names ${name}: mode tags takes a repository alone`);
    }
    const isWanted = filter === undefined ? () => true : await (0,_find_tag_filter_js__WEBPACK_IMPORTED_MODULE_4__/* .parseTagFilter */ .Q)(filter);
    const source = open.source(reference);
    const all = await (0,_store_listed_js__WEBPACK_IMPORTED_MODULE_6__/* .listed */ .K)(source.tags(signal));
    const wanted = await (0,_find_tag_filter_js__WEBPACK_IMPORTED_MODULE_4__/* .selectTags */ .O)(all, isWanted, signal);
    const sorted = (0,_find_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .sortTags */ .uO)(wanted, sort).slice(0, limit);
    const newest = (0,_find_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .newestTag */ .rx)(wanted);
    const counts = { total: all.length, matching: wanted.length };
    learn({ tags: sorted, details: counts, ...(newest === undefined ? {} : { version: (0,_find_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionText */ .KA)(newest) }) });
    if (all.length === 0)
        log.notice(`${repository} has no tags`);
    else if (wanted.length === 0) {
        log.notice(`None of the ${all.length} tags of ${repository} matches the filter ${filter}`);
    }
    if (sorted.length > 0) {
        await log.group(`Tags of ${repository}`, async () => {
            for (const tag of sorted.slice(0, maxShown))
                log.info(tag);
            if (sorted.length > maxShown)
                log.info(`… and ${sorted.length - maxShown} more in the output tags`);
        });
    }
    if (sorted.length < wanted.length)
        log.info(`${wanted.length - sorted.length} more are beyond the limit`);
    if (newest === undefined)
        return;
    const known = await (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_3__/* .unlessUnreadable */ .Mh)(() => describeChart(source, newest, signal), (why) => log.warning(`The newest version ${newest} could not be read: ${why}`));
    if (known)
        learn({ details: { ...counts, newest: { tag: newest, ...known } } });
}
/** Describes what a tag names; of a chart, with what its config says. */
async function describeChart(source, tag, signal) {
    const { descriptor, parsed } = await source.manifest(tag, signal);
    const manifest = parsed();
    const isChart = manifest.kind === 'manifest' && manifest.config.mediaType === _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .chartConfigType */ .bl;
    const facts = isChart ? (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_3__/* .chartFacts */ .cE)(await (0,_find_read_config_js__WEBPACK_IMPORTED_MODULE_3__/* .readConfig */ .Xg)(source, manifest.config, signal)) : {};
    return { version: (0,_find_tag_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionText */ .KA)(tag), ...facts, digest: descriptor.digest };
}


/***/ })

};
