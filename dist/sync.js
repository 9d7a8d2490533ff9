export const modules = {

/***/ 6552: // ./lib/modes/sync.js + 4 modules
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sync: () => (/* binding */ sync)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __webpack_require__(4957);
// EXTERNAL MODULE: ./lib/disk/paths.js
var paths = __webpack_require__(7469);
// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __webpack_require__(4949);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __webpack_require__(9501);
// EXTERNAL MODULE: ./lib/store/copy-graph.js
var copy_graph = __webpack_require__(4577);
// EXTERNAL MODULE: ./lib/store/wrapped/cached-manifests.js
var cached_manifests = __webpack_require__(8098);
// EXTERNAL MODULE: ./lib/store/wrapped/limited.js
var limited = __webpack_require__(5137);
// EXTERNAL MODULE: ./lib/v8-flags.js + 1 modules
var v8_flags = __webpack_require__(2257);
// EXTERNAL MODULE: ./lib/modes/contract/told.js
var contract_told = __webpack_require__(6014);
// EXTERNAL MODULE: ./lib/modes/publish/copy-artifact.js
var copy_artifact = __webpack_require__(6342);
// EXTERNAL MODULE: ./lib/modes/publish/count-moved.js
var count_moved = __webpack_require__(8986);
// EXTERNAL MODULE: ./lib/modes/publish/decide.js
var decide = __webpack_require__(2634);
// EXTERNAL MODULE: ./lib/modes/publish/plan-tags.js
var plan_tags = __webpack_require__(4503);
// EXTERNAL MODULE: ./lib/go/constraint.js
var constraint = __webpack_require__(6063);
// EXTERNAL MODULE: ./lib/go/reg-exp.js
var reg_exp = __webpack_require__(5842);
// EXTERNAL MODULE: ./lib/go/semver.js
var semver = __webpack_require__(5740);
// EXTERNAL MODULE: ./lib/go/strict-yaml.js
var strict_yaml = __webpack_require__(413);
// EXTERNAL MODULE: ./lib/oci/platform.js
var oci_platform = __webpack_require__(7122);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __webpack_require__(3940);
// EXTERNAL MODULE: ./lib/origin.js
var origin = __webpack_require__(2773);
;// CONCATENATED MODULE: ./lib/modes/sync-file/sync-file.js









/** Makes the error for a mistake in a sync file, to be shown on its line. */
function syncProblem({ file, line }, what) {
    return (0,origin/* problemIn */.Dk)({ label: file, code: 'INVALID_INPUT', isInWorkspace: true }, line, what);
}
/** The pieces of a sync file, which failures show on its lines. */
class SyncPieces extends strict_yaml/* StrictYaml */.N {
    #file;
    constructor(file) {
        super((line, what) => syncProblem({ file, line }, what), { quotesKeys: true });
        this.#file = file;
    }
    positionOf({ line }) {
        return { file: this.#file, line };
    }
}
/** The maps of skopeo, and how the value of a repository in each is read. */
const skopeoMaps = {
    images: readNames,
    'images-by-tag-regex': readTagRegex,
    'images-by-semver': readSemver,
};
/** The same three ways in an entry of our own. */
const ownWays = { tags: readNames, 'tag-regex': readTagRegex, semver: readSemver };
const registryKeys = [...Object.keys(skopeoMaps), 'repositories', 'credentials', 'tls-verify', 'cert-dir'];
const ownKeys = [...Object.keys(ownWays), 'destination', 'exclude', 'newest', 'platforms'];
const credentialKeys = ['username', 'password', 'identitytoken'];
/** The words of yaml.v3 for a field that is a boolean. */
const flagWords = ['true True TRUE y Y yes on', 'false False FALSE n N no off'];
/**
 * Reads a sync file: the YAML of `skopeo sync` (https://github.com/containers/skopeo/blob/main/docs/skopeo-sync.1.md),
 * and our `repositories`. Everything that skopeo would pass over is an error, INVALID_INPUT with file and line.
 */
function parseSyncFile(yaml, options) {
    const pieces = new SyncPieces(options.file);
    const top = pieces.read(yaml);
    const all = [...pieces.mapOf(top, 'The sync file')].flatMap(([key, node]) => readRegistry(pieces, key, node, options));
    if (all.length === 0)
        throw pieces.fail(top, 'the sync file has no registries');
    const seen = new Set();
    for (const { host, repository, position } of all) {
        const name = `${host}/${repository}`;
        if (seen.has(name))
            throw syncProblem(position, `${name} appears twice in the file`);
        seen.add(name);
    }
    return all;
}
function readRegistry(pieces, key, node, options) {
    const { host, prefix } = registryOf(key);
    if (host === undefined)
        throw pieces.fail(node, `${JSON.stringify(key)} is not a registry: write host[:port]`);
    const fields = pieces.fieldsOf(node, key, registryKeys);
    const settings = readSettings(pieces, fields, options);
    const found = new Map();
    const pathOf = (name, item) => {
        const repository = (0,oci_reference/* fullRepository */.gp)(host, prefix === '' ? name : `${prefix}/${name}`);
        if ((0,oci_reference/* isRepository */.Z6)(host, repository))
            return repository;
        throw pieces.fail(item, `${JSON.stringify(name)} is not the name of a repository: lower case, without tag and digest`);
    };
    for (const [map, read] of Object.entries(skopeoMaps)) {
        for (const [name, item] of pieces.mapOf(fields.get(map), map)) {
            const repository = pathOf(name, item);
            const { named, selectors } = read(pieces, item, map);
            const known = found.get(repository);
            known?.named.push(...named);
            known?.selectors.push(...selectors);
            if (known)
                continue;
            const nothing = { exclude: [], newest: undefined, platforms: undefined, destination: undefined };
            const position = pieces.positionOf(item);
            found.set(repository, { host, repository, settings, named, selectors, ...nothing, position });
        }
    }
    for (const [name, item] of pieces.mapOf(fields.get('repositories'), 'repositories')) {
        const repository = pathOf(name, item);
        if (found.has(repository))
            throw pieces.fail(item, `${name} appears twice: put all of it under repositories`);
        found.set(repository, { host, repository, settings, ...readOwnEntry(pieces, name, item) });
    }
    if (found.size === 0)
        throw pieces.fail(node, `${key} lists no images: say which under images or repositories`);
    return [...found.values()];
}
/** Splits a key into host and path: Docker's reader takes both. `index.docker.io` is Docker Hub, as for Docker. */
function registryOf(key) {
    const [first = '', ...rest] = key.split('/');
    const host = first.toLowerCase();
    const isRegistry = (0,oci_reference/* isHost */.jU)(first) && (/[.:]/.test(first) || host === 'localhost');
    return { host: isRegistry ? host.replace(/^index\.docker\.io$/, 'docker.io') : undefined, prefix: rest.join('/') };
}
/** Reads an entry of our own: a selection, and what is done with it. */
function readOwnEntry(pieces, name, node) {
    const fields = pieces.fieldsOf(node, name, ownKeys);
    const [way = 'tags', ...others] = Object.keys(ownWays).filter((key) => fields.has(key));
    if (others.length > 0)
        throw pieces.fail(node, `${name} has ${way} and ${others.join(' and ')}: choose one`);
    const read = ownWays[way] ?? readNames;
    const { named, selectors } = read(pieces, fields.get(way) ?? { kind: 'none', line: node.line }, way);
    const [exclude, newest, platforms, destination] = ['exclude', 'newest', 'platforms', 'destination'].map((key) => fields.get(key));
    const narrowing = exclude ?? newest;
    if (narrowing && named.length > 0) {
        throw pieces.fail(narrowing, `${name} names its tags, so there is nothing to exclude or to sort`);
    }
    const count = newest?.kind === 'text' ? newest.text : '';
    if (newest && !/^[1-9]\d{0,5}$/.test(count))
        throw pieces.fail(newest, 'newest is not a whole number above 0');
    const patterns = exclude?.kind === 'list' ? exclude.items : exclude ? [exclude] : [];
    return {
        named,
        // To leave nothing over is a mistake, where an empty repository is none.
        selectors: selectors.map((one) => ({ ...one, mayBeIdle: one.mayBeIdle && !narrowing })),
        exclude: patterns.map((item) => readRegExp(pieces, item, 'exclude')),
        newest: newest && Number(count),
        platforms: platforms && readPlatforms(pieces, platforms),
        destination: destination && pieces.textOf(destination, 'destination'),
        position: pieces.positionOf(node),
    };
}
function readNames(pieces, node, what) {
    const position = pieces.positionOf(node);
    const named = pieces.listOf(node, what).map((item) => {
        const name = pieces.textOf(item, `A tag in ${what}`);
        if ((0,oci_reference/* isTag */.dz)(name) || (0,oci_digest/* isDigest */.Bc)(name))
            return { name, position: pieces.positionOf(item) };
        const text = `${JSON.stringify(name)} in ${what} is neither a tag nor a digest (sha256:… with 64 hex digits)`;
        throw pieces.fail(item, text);
    });
    const all = { what: 'all tags', takes: () => true, mayBeIdle: true, position };
    return { named, selectors: named.length === 0 ? [all] : [] };
}
function readTagRegex(pieces, node, what) {
    const pattern = readRegExp(pieces, node, what);
    return selectionBy(pieces, node, what, pattern);
}
function readSemver(pieces, node, what) {
    const text = pieces.textOf(node, what);
    let fits;
    try {
        fits = (0,constraint/* parseConstraint */.F)(text);
    }
    catch {
        throw pieces.fail(node, `${what} ${JSON.stringify(text)} is not a range of semantic versions`);
    }
    return selectionBy(pieces, node, what, (tag) => {
        const version = (0,semver/* parseVersion */.ot)(tag);
        return version !== undefined && fits(version);
    });
}
function selectionBy(pieces, node, what, takes) {
    const name = `${what} ${pieces.textOf(node, what)}`;
    return { named: [], selectors: [{ what: name, takes, mayBeIdle: false, position: pieces.positionOf(node) }] };
}
function readRegExp(pieces, node, what) {
    const text = pieces.textOf(node, what);
    try {
        return (0,reg_exp.goRegExp)(text);
    }
    catch (error) {
        throw pieces.fail(node, `${what} ${JSON.stringify(text)} cannot be used: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
function readPlatforms(pieces, node) {
    const items = pieces.listOf(node, 'platforms');
    if (items.length === 0)
        throw pieces.fail(node, 'platforms is empty');
    return items.map((item) => {
        const platform = (0,oci_platform/* parsePlatform */.FL)(pieces.textOf(item, 'A platform'));
        if (!platform)
            throw pieces.fail(item, 'a platform is not os/architecture[/variant]');
        return platform;
    });
}
function readSettings(pieces, fields, options) {
    const [entry, verify, directory] = ['credentials', 'tls-verify', 'cert-dir'].map((key) => fields.get(key));
    const credentials = entry && readCredentials(pieces, entry, options);
    return {
        ...(credentials ? { credentials } : {}),
        ...(verify ? { isVerified: pieces.flagOf(verify, 'tls-verify', flagWords) } : {}),
        ...(directory && directory.kind !== 'none' ? { certDirectory: pieces.textOf(directory, 'cert-dir') } : {}),
    };
}
function readCredentials(pieces, node, options) {
    const fields = pieces.fieldsOf(node, 'credentials', credentialKeys);
    const [username = '', password = '', identityToken = ''] = credentialKeys.map((key) => {
        const item = fields.get(key);
        return item === undefined || item.kind === 'none' ? '' : readSecret(pieces, item, key, options);
    });
    if (identityToken !== '')
        return { identityToken };
    if ((username === '') !== (password === '')) {
        throw pieces.fail(node, 'credentials have a username without a password, or the reverse');
    }
    return username === '' ? undefined : { username, password };
}
/** Variables by which the runner hands over inputs, tokens of its own and facts: a file could send them to any host. */
const variablesOfRunner = /^(?:INPUT|ACTIONS|GITHUB|RUNNER)_/i;
/**
 * Reads a value of credentials, in which `${NAME}` stands for a variable of the environment that is not one of the
 * runner's.
 */
function readSecret(pieces, node, what, { environment, mask }) {
    const text = pieces.stringOf(node, what);
    const hide = (secret) => {
        if (what !== 'username')
            mask(secret);
        return secret;
    };
    const expanded = text.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name) => {
        if (variablesOfRunner.test(name)) {
            const why = 'a sync file cannot read variables that start with INPUT_, ACTIONS_, GITHUB_ or RUNNER_';
            throw pieces.fail(node, `${what} asks for ${name}: ${why}. Give the secret another name in the env of the step`);
        }
        const value = environment[name];
        if (value)
            return hide(value);
        throw pieces.fail(node, `${what} needs the environment variable ${name}, which is not set: does the secret exist?`);
    });
    return hide(expanded);
}

// EXTERNAL MODULE: ./lib/oci/digest-tags.js
var digest_tags = __webpack_require__(5983);
// EXTERNAL MODULE: ./lib/oci/manifest.js
var manifest = __webpack_require__(4360);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: ./lib/store/attached.js
var attached = __webpack_require__(1405);
// EXTERNAL MODULE: ./lib/store/listed.js
var listed = __webpack_require__(6300);
// EXTERNAL MODULE: ./lib/store/wrapped/sided.js
var sided = __webpack_require__(3306);
// EXTERNAL MODULE: ./lib/modes/find/choose-platforms.js
var choose_platforms = __webpack_require__(7712);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __webpack_require__(6937);
// EXTERNAL MODULE: ./lib/modes/find/tag-filter.js
var tag_filter = __webpack_require__(7157);
;// CONCATENATED MODULE: ./lib/modes/sync-file/sync-plan.js

















/** An index with 30 platforms and an attestation for each has 300 KiB. Larger ones stop the growth of V8's heap. */
const smallIndex = 512 * 1024;
/** Opens both sides of a repository; nothing is sent yet. */
function openPair(repository, to, { platforms: usual, session, room, reading }, { open, signal, log }) {
    const from = { host: repository.host, repository: repository.repository, tags: [] };
    const source = (0,cached_manifests/* cachedManifests */.J)((0,sided/* sidedSource */.tX)(open.source(from, repository.settings)), [], room.cache());
    const name = (0,oci_reference/* formatRepository */.Sh)(from);
    const platforms = repository.platforms ?? usual;
    // All tags of a repository mostly say the same.
    const told = new Set();
    const onTaken = (line) => {
        if (!told.has(line))
            log.info(`${name}: ${line}`);
        told.add(line);
    };
    const choose = async (of, digest, within, bytes = smallIndex) => {
        const root = await reading.take(bytes, async () => {
            const content = await of.manifest(digest, within);
            if (content.bytes.byteLength > bytes)
                return undefined;
            return (0,choose_platforms/* choosePlatforms */.k)(of, content, platforms, `${name}@${digest}`, within, onTaken);
        });
        if (root)
            return root;
        // What is parsed of a large one takes a multiple of its bytes, so that few of them are chosen from at a time.
        (0,v8_flags/* stopYoungGrowth */.Y)();
        return choose(of, digest, within, manifest/* maxManifestBytes */.rq);
    };
    const chosen = room.cache();
    return {
        repository,
        name,
        source,
        target: (0,sided/* sidedTarget */.DG)(open.store(to, { alsoRead: from })),
        targetName: (0,oci_reference/* formatRepository */.Sh)(to),
        digestTags: (0,once/* once */.O)(() => (0,attached/* readDigestTags */.AD)(source, signal)),
        chosen: (0,once/* once */.O)(async (digest) => {
            if (platforms.length === 0)
                return { digest };
            const root = await choose(source, digest, signal);
            const { descriptor } = root;
            if (descriptor.digest === digest)
                return { digest };
            // What finds no room is chosen once more when its turn comes.
            chosen.keep(root);
            return {
                digest: descriptor.digest,
                root: async (of, within) => chosen.get(descriptor.digest) ?? choose(of, digest, within),
            };
        }),
        session,
    };
}
/**
 * Selects what is synced of one repository; fails with NOT_FOUND where the file asks for something that is not there.
 */
async function selectNames(pair, referrers, log, signal) {
    const { named, selectors, exclude, newest } = pair.repository;
    const names = new Set(named.map(({ name }) => name));
    if (selectors.length === 0)
        return [...names].map((name) => ({ pair, name }));
    const all = await (0,listed/* listed */.K)(pair.source.tags(signal));
    const digestTags = (0,digest_tags/* groupDigestTags */.TV)(all);
    const isCandidate = (tag) => !(referrers && (0,digest_tags/* isDigestTag */.xF)(tag)) && !exclude.some((excludes) => excludes(tag));
    const candidates = await (0,tag_filter/* selectTags */.O)(all, isCandidate, signal);
    for (const { what, takes, mayBeIdle, position } of selectors) {
        const taken = newestOf(await (0,tag_filter/* selectTags */.O)(candidates, takes, signal), newest);
        for (const tag of taken)
            names.add(tag);
        if (taken.length > 0)
            continue;
        const text = `${pair.name} has no tag for ${what}`;
        if (!mayBeIdle)
            throw new errors/* OciError */.Mf('NOT_FOUND', text, { position, topic: 'missing-selection' });
        log.warning(text);
    }
    // Not the list of all, which may be long.
    const known = { ...pair, digestTags: async () => digestTags };
    return [...names].map((name) => ({ pair: known, name }));
}
/** Takes the newest versions; what is not a version is left out. */
function newestOf(tags, count) {
    if (count === undefined)
        return tags;
    return tags
        .flatMap((tag) => {
        const version = (0,semver/* parseVersion */.ot)(tag);
        return version ? [{ tag, version }] : [];
    })
        .sort((a, b) => (0,semver/* compareVersions */.Zy)(b.version, a.version) || (a.tag < b.tag ? -1 : 1))
        .slice(0, count)
        .map(({ tag }) => tag);
}
/** Refuses two sources for one tag, of which the last would win. Fails with INVALID_INPUT. */
function refuseCollisions(names) {
    const owners = new Map();
    for (const one of names) {
        const { name, source = '' } = thingOf(one);
        const other = owners.get(name);
        if (other !== undefined && !(0,oci_digest/* isDigest */.Bc)(one.name)) {
            throw syncProblem(one.pair.repository.position, `${name} would be written from ${other} and from ${source}`);
        }
        owners.set(name, source);
    }
}
/**
 * Finds out what is to be done for a tag or digest: one HEAD on each side, and with platforms the source's manifest.
 */
async function planName(one, ifExists, signal) {
    const { pair, name } = one;
    const find = async (what) => (await (0,errors/* orAbsent */.Re)(pair.target.resolve(what, signal)))?.digest;
    if ((0,oci_digest/* isDigest */.Bc)(name)) {
        const plan = { of: one, ...(await pair.chosen(name)) };
        if (await find(plan.digest))
            return { ...plan, status: 'unchanged' };
        await resolveNamed(one, signal);
        return { ...plan, status: 'new' };
    }
    const [own, current] = await Promise.all([resolveNamed(one, signal), find(name)]);
    const chosen = await pair.chosen(own.digest);
    const plan = { of: one, ...chosen };
    if (current === undefined)
        return { ...plan, status: 'new' };
    const digest = (await isSame(pair, current, chosen, signal)) ? current : chosen.digest;
    const status = (0,decide/* decide */.L)(current, digest, ifExists);
    if (status === 'moved')
        return { ...plan, status, previous: current };
    if (status === 'kept')
        return { of: one, digest: current, status, reason: `the source has ${digest}` };
    const reason = `exists with ${current}, not with ${digest} of the source`;
    return { ...plan, digest, status, ...(status === 'refused' ? { reason } : {}) };
}
/** Tells whether two digests name the same bytes; by different algorithms, these are read. */
async function isSame({ source }, current, { digest, root }, signal) {
    if (current === digest || (0,oci_digest/* partsOf */.CI)(current).algorithm === (0,oci_digest/* partsOf */.CI)(digest).algorithm)
        return current === digest;
    return (0,oci_digest/* isDigestOf */._Q)(current, (await (root?.(source, signal) ?? source.manifest(digest, signal))).bytes);
}
async function resolveNamed({ pair, name }, signal) {
    try {
        return await (0,find_manifest/* withNearTags */.Qe)(pair.source, name, () => pair.source.resolve(name, signal), signal);
    }
    catch (error) {
        const position = pair.repository.named.find((one) => one.name === name)?.position;
        if (!position || !(0,errors/* hasCode */.up)(error, 'NOT_FOUND'))
            throw error;
        throw new errors/* OciError */.Mf('NOT_FOUND', error.message, { cause: error, position });
    }
}
/** Shows a tag or digest, or a repository of which none could be selected, as a thing of the step. */
function thingOf(part, plan) {
    if (!('pair' in part))
        return { what: 'tag', name: part.targetName, source: part.name, fate: 'not reached' };
    const { pair, name } = part;
    const mark = (0,oci_digest/* isDigest */.Bc)(name) ? '@' : ':';
    const { digest, status, reason, previous } = plan ?? {};
    return {
        what: (0,oci_digest/* isDigest */.Bc)(name) ? 'manifest' : 'tag',
        name: `${pair.targetName}${mark}${(0,oci_digest/* isDigest */.Bc)(name) ? (digest ?? name) : name}`,
        source: `${pair.name}${mark}${name}`,
        fate: status === 'refused' ? 'failed' : (status ?? 'not reached'),
        ...(digest ? { digest } : {}),
        previous: previous && { [name]: previous },
        reason,
    };
}

// EXTERNAL MODULE: ./lib/modes/publish/several.js
var several = __webpack_require__(2692);
;// CONCATENATED MODULE: ./lib/modes/sync-file/sync-report.js


/** The line of the sync file that asks for a part. */
function placeOf(part) {
    const { named, position } = 'pair' in part ? part.pair.repository : part.repository;
    const lines = positions.get(named) ?? new Map(named.toReversed().map((each) => [each.name, each.position]));
    positions.set(named, lines);
    return lines.get(part.name) ?? position;
}
/** The lines of the names of a repository: there may be thousands, and as many failures. */
const positions = new WeakMap();
/** Keeps what came of a sync so far: the stage that each of its parts has reached, and failures. */
function startReport(pairs, keepGoing, log, signal) {
    const selected = new Map();
    const plans = new Map();
    const done = new Set();
    const nameOf = (part) => thingOf(part).source ?? '';
    const all = (0,several/* several */.J)({ keepGoing, signal, log, nameOf, positionOf: placeOf });
    /** All parts in the order of the sync file. */
    const parts = () => pairs.flatMap((pair) => selected.get(pair) ?? [pair]);
    return {
        each: all.each,
        select: (pair, names) => void selected.set(pair, names),
        plan: (plan) => void plans.set(plan.of, plan),
        /** The target is now as planned. */
        finish(plan) {
            plans.set(plan.of, plan);
            done.add(plan.of);
        },
        count: () => parts().length,
        /** What was selected, and what is planned, without what has failed. */
        names: () => parts().flatMap((part) => ('pair' in part && !all.hasFailed(part) ? part : [])),
        planned: () => parts().flatMap((part) => (all.hasFailed(part) ? [] : (plans.get(part) ?? []))),
        /** What is told of each part; in a dry run, with what is planned. */
        things: (isDryRun) => parts().map((part) => {
            const isKnown = done.has(part) || isDryRun || all.hasFailed(part);
            return all.thingOf(part, thingOf(part, isKnown ? plans.get(part) : undefined));
        }),
        /** Fails where something did, with one error for all. */
        end: () => all.end(parts()),
    };
}

;// CONCATENATED MODULE: ./lib/modes/sync-file/sync-target.js



const layoutPrefix = 'oci-layout:';
/** Makes the function that says where each repository goes: below `to`, or where its `destination` says. */
function targetsBelow({ to, reference, scoped }, log) {
    const written = to[0]?.replace(/^oci:\/\//, '').replace(/(?<=.)\/+$/, '') ?? reference.host;
    const base = written.startsWith(layoutPrefix) ? written : written.toLowerCase();
    if (base !== written)
        log.notice(`Repository names are in lower case: using ${base}`);
    if (base !== '' && !(isPlace(base) && (sync_target_placeOf(base) || (0,oci_reference/* isHost */.jU)(base)))) {
        throw (0,errors/* invalid */.Gq)('to', base, 'is not host/prefix or oci-layout:DIR');
    }
    return ({ host, repository, destination, position }) => {
        // A path cannot hold the colon of a port.
        const name = scoped ? `${host.replace(':', '_')}/${repository}` : repository.replace(/.*\//, '');
        const isComplete = destination !== undefined && isPlace(destination) && /^oci-layout:|\//.test(destination);
        if (!isComplete && base === '') {
            throw syncProblem(position, `${host}/${repository} has nowhere to go: set the input to, or a destination with its host`);
        }
        const below = destination ?? name;
        const place = isComplete ? sync_target_placeOf(destination) : (0,oci_reference/* isRepository */.Z6)('', below) && sync_target_placeOf(`${base}/${below}`);
        if (!place)
            throw syncProblem(position, `${destination ?? name} cannot be the name of a repository: lower case, without tag and digest`);
        if (place.host === host && place.repository === repository) {
            throw syncProblem(position, `${(0,oci_reference/* formatRepository */.Sh)(place)} would be copied onto itself`);
        }
        return place;
    };
}
/** Tells whether a text starts with a registry, as Docker tells it from a path, or is a layout directory. */
function isPlace(text) {
    const [first = ''] = text.split('/');
    return ((text.startsWith(layoutPrefix) && text !== layoutPrefix) ||
        ((0,oci_reference/* isHost */.jU)(first) && (/[.:]/.test(first) || first === 'localhost')));
}
function sync_target_placeOf(text) {
    const [first = '', ...rest] = text.split('/');
    const [host, repository] = [first.toLowerCase(), rest.join('/')];
    if (text.startsWith(layoutPrefix))
        return { host: text, repository: '', tags: [] };
    return (0,oci_reference/* isRepository */.Z6)(host, repository) ? { host, repository, tags: [] } : undefined;
}

// EXTERNAL MODULE: ./lib/modes/tell/progress.js
var tell_progress = __webpack_require__(2359);
;// CONCATENATED MODULE: ./lib/modes/sync.js






















/**
 * What the manifests of all artifacts that are copied at the same time may take together: an index with 30 platforms and
 * an attestation for each has 300 KiB. What finds no room is copied by itself afterwards, with the room of one copy.
 */
const sharedGraphBytes = 4 * 1024 * 1024;
/** What is kept of manifests that were read to plan: with the room of the copies, no more than that of one copy. */
const cachedBytes = limited/* maxGraphBytes */.Sv - sharedGraphBytes;
/** Large indexes of which platforms are chosen at a time, or four times as many small ones. */
const largeIndexes = 2;
/** A file of this size lists some 10,000 repositories. */
const maxFileBytes = 1024 * 1024;
/**
 * Copies what a sync file lists: first everything is planned, then what is new or has moved is copied. With
 * `keep-going`, what fails is reported among the results, and the step fails at its end.
 */
async function sync(inputs, mode, { environment, mask }) {
    const { concurrency, dryRun } = inputs;
    const { ifExists } = inputs.tagging;
    const referrers = inputs.referrers !== false;
    const { log, signal, told } = mode;
    const repositories = readSyncFile(inputs.syncFile, mode.workspace, { environment, mask });
    const placeOf = targetsBelow(inputs, log);
    // What is on its way at a time is the same for few repositories and for many.
    const { slots } = (0,copy_graph/* startCopySession */.G)(concurrency);
    const room = (0,cached_manifests/* startManifestRoom */.X)(cachedBytes);
    const reading = (0,concurrently/* transferSlots */.jW)(largeIndexes);
    const pairs = repositories.map((repository) => {
        const session = { ...(0,copy_graph/* startCopySession */.G)(concurrency), slots };
        return openPair(repository, placeOf(repository), { platforms: inputs.platforms, session, room, reading }, mode);
    });
    const report = startReport(pairs, inputs.keepGoing, log, signal);
    const progress = (0,tell_progress/* startProgress */.o)(log, 'Copying');
    let moved = contract_told/* nothingMoved */.FY;
    try {
        await report.each(pairs, { atOnce: concurrency, of: (pair) => [pair] }, async (pair, within) => report.select(pair, await selectNames(pair, referrers, log, within)));
        refuseCollisions(report.names());
        await report.each(report.names(), { atOnce: concurrency, of: (name) => [name] }, async (name, within) => {
            const plan = await planName(name, ifExists ?? 'overwrite', within);
            report.plan(plan);
            if (plan.status === 'refused')
                throw new errors/* OciError */.Mf('CONFLICT', `${thingOf(name).name} ${plan.reason}`);
            if (!(0,decide/* isPending */.m)(plan.status))
                report.finish(plan);
        });
        const pending = report.planned().filter(({ status }) => (0,decide/* isPending */.m)(status));
        log.info(`${dryRun ? 'Would copy' : 'To copy'}: ${pending.length} of ${report.count()}`);
        if (dryRun)
            for (const plan of pending)
                tellMove(plan, log, dryRun);
        else {
            /** Gives those that found no room beside the others. */
            const copyAll = async (groups, atOnce, budget) => {
                const crowded = await report.each(groups, { atOnce, of: ({ names }) => names }, async (group, within) => {
                    const done = await copyGroup(group, { referrers, ifExists, progress, log, budget }, within);
                    if (!done) {
                        (0,v8_flags/* stopYoungGrowth */.Y)();
                        return [group];
                    }
                    moved = (0,contract_told/* addBytes */.$i)(moved, done.moved);
                    for (const plan of done.plans)
                        report.finish(plan);
                    return [];
                });
                return crowded.flat();
            };
            const alone = await copyAll(groupsOf(pending), concurrency, (0,limited/* startGraphBudget */.Y1)(sharedGraphBytes));
            // They go by themselves, and have all of it.
            room.empty();
            await copyAll(alone, 1, (0,limited/* startGraphBudget */.Y1)());
        }
        for (const { session } of pairs)
            (0,copy_artifact/* tellLeft */.dp)(session, referrers, log);
    }
    finally {
        told.things = report.things(dryRun);
        // Several things are one manifest, which is moved once.
        told.about.moved = moved;
    }
    report.end();
}
function groupsOf(pending) {
    return [...Map.groupBy(pending, ({ of }) => of.pair)].flatMap(([pair, own]) => [...Map.groupBy(own, (plan) => plan.digest)].map(([digest, plans]) => ({
        pair,
        digest,
        plans,
        names: plans.map(({ of }) => of),
    })));
}
function tellMove({ of: { pair, name }, previous, digest }, log, isDryRun) {
    if (previous) {
        (0,plan_tags/* tellTags */.Dg)(log, { tags: [name], previous: { [name]: previous }, digest, isDryRun, place: `${pair.targetName}:` });
    }
}
/**
 * Copies one manifest of a repository under all its tags; in the plans then stands the digest that these have. Gives
 * nothing where others hold so much that there is no room for it.
 */
async function copyGroup(group, options, signal) {
    const { pair, digest, plans } = group;
    const cache = (0,cached_manifests/* startManifestRoom */.X)().cache();
    const source = (0,limited/* limited */.TJ)((0,cached_manifests/* cachedManifests */.J)(pair.source, [], cache), options.budget);
    try {
        // One that was made of chosen platforms is not in the source, and counts like what comes from there.
        const made = await plans[0]?.root?.(source, signal);
        if (made)
            cache.keep(made);
        return await copyRoot(group, await source.manifest(digest, signal), source, options, signal);
    }
    catch (error) {
        if (source.isCrowded && (0,errors/* hasCode */.up)(error, 'TOO_LARGE'))
            return undefined;
        throw error;
    }
    finally {
        source.release();
    }
}
async function copyRoot({ pair, digest, plans }, root, source, { log, progress, ...how }, signal) {
    const attached = how.referrers ? await (0,copy_artifact/* attachedTo */.cV)(source, root, await pair.digestTags(), signal, log) : [];
    const [first = digest] = plans.map((plan) => thingOf(plan.of, plan).name);
    const moved = { transferred: 0, reused: 0, isChanged: false };
    const named = await (0,copy_artifact/* copyArtifact */.E6)({
        source,
        root,
        target: pair.target,
        tags: plans.map(({ of }) => of.name).filter((name) => !(0,oci_digest/* isDigest */.Bc)(name)),
        attached,
        takesSubjects: how.referrers,
        ifExists: how.ifExists,
        session: pair.session,
        onEvent: (0,count_moved/* countMoved */.V)(progress, () => first, { moved, sent: new Set() }),
        log,
        signal,
    });
    const copied = plans.map((plan) => ((0,oci_digest/* isDigest */.Bc)(plan.of.name) ? plan : { ...plan, digest: named }));
    for (const plan of copied)
        tellMove(plan, log, false);
    const names = copied.map((plan) => thingOf(plan.of, plan).name).join(', ');
    const along = attached.length > 0 ? `, with ${attached.length} attached to it` : '';
    log.info(`Copied ${names}: ${digest}, ${(0,format_bytes/* formatBytes */.z)(moved.transferred)}${along}`);
    return { plans: copied, moved };
}
function readSyncFile(syncFile, workspace, given) {
    const bytes = (0,read_held/* readNamedFile */.wh)('sync-file', syncFile, { folder: workspace, symlinks: 'keep', limit: maxFileBytes });
    if (!(0,external_node_buffer_.isUtf8)(bytes))
        throw (0,read_held/* failNamed */.kq)('sync-file', syncFile)('is not UTF-8');
    const yaml = bytes.toString();
    const file = (0,paths/* toSlashes */.T)((0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(workspace, syncFile)));
    return parseSyncFile(yaml, { file, ...given });
}


/***/ })

};
