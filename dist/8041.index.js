export const id = 8041;
export const ids = [8041];
export const modules = {

/***/ 41397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PV: () => (/* binding */ dependenciesInOrder),
/* harmony export */   al: () => (/* binding */ inOrder),
/* harmony export */   gF: () => (/* binding */ readDependencies),
/* harmony export */   qU: () => (/* binding */ readFields)
/* harmony export */ });
/* harmony import */ var _go_compare_bytes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36755);
/* harmony import */ var _go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17400);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73931);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42773);




const dependencyFields = {
    name: 'text',
    version: 'text',
    repository: 'text',
    condition: 'text',
    tags: 'texts',
    enabled: 'flag',
    'import-values': 'values',
    alias: 'raw',
    'depends-on': 'texts',
};
/**
 * Reads a map into the fields of a struct as Go's encoding/json and sigs.k8s.io/yaml do: case does not count in names,
 * numbers and booleans become texts where a text is wanted. What is empty is left out. Fails with file and line.
 */
function readFields(node, fields, notes, origin, path = '') {
    const byName = new Map(Object.keys(fields).map((name) => [(0,_oci_json_js__WEBPACK_IMPORTED_MODULE_1__/* .foldKey */ .pU)(name), name]));
    const values = {};
    // Of names that differ in case alone Go takes the last in the order of bytes.
    const entries = [...(0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .mapIn */ .yL)(node, path || 'the file', origin)];
    for (const [key, item] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
        const name = byName.get((0,_oci_json_js__WEBPACK_IMPORTED_MODULE_1__/* .foldKey */ .pU)(key));
        const kind = name === undefined ? undefined : fields[name];
        const place = path === '' ? (name ?? key) : `${path}.${name ?? key}`;
        if (name === undefined || kind === undefined) {
            notes.unknown.push(place);
            continue;
        }
        notes.lines.set(place, item.line);
        const value = readField(item, kind, place, notes, origin);
        if (!isEmpty(value))
            values[name] = value;
        else if (!(0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .isNull */ .kZ)(item))
            delete values[name];
    }
    return values;
}
function readField(node, kind, place, notes, origin) {
    if (kind === 'text')
        return clean((0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .textIn */ .r7)(node, place, origin));
    if (kind === 'raw')
        return (0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .textIn */ .r7)(node, place, origin);
    if (kind === 'flag') {
        if ((0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .isNull */ .kZ)(node))
            return false;
        if (node.kind === 'scalar' && typeof node.value === 'boolean')
            return node.value;
        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .problemIn */ .Dk)(origin, node.line, `${place} is not true or false`);
    }
    if (kind === 'map') {
        const entries = [...(0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .mapIn */ .yL)(node, place, origin)];
        return Object.fromEntries(entries.map(([key, item]) => [key, (0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .textIn */ .r7)(item, `${place}.${key}`, origin)]));
    }
    if ((0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .isNull */ .kZ)(node))
        return undefined;
    if (node.kind !== 'list')
        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .problemIn */ .Dk)(origin, node.line, `${place} is not a list`);
    if (kind === 'values')
        return node.items.map((item) => plainOf(item));
    return node.items.map((item, index) => {
        const itemPlace = `${place}[${index}]`;
        if (kind === 'texts')
            return clean((0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .textIn */ .r7)(item, itemPlace, origin));
        if ((0,_go_yaml_node_js__WEBPACK_IMPORTED_MODULE_0__/* .isNull */ .kZ)(item))
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .problemIn */ .Dk)(origin, item.line, `${itemPlace} is empty`);
        notes.lines.set(itemPlace, item.line);
        if (kind !== 'dependencies')
            return readFields(item, kind.of, notes, origin, itemPlace);
        return inOrder(readFields(item, dependencyFields, notes, origin, itemPlace), dependencyFields, 'plain');
    });
}
/** Reads a value of any form, as the JSON between Helm's YAML and its structs holds it. */
function plainOf(node) {
    if (node.kind === 'list')
        return node.items.map((item) => plainOf(item));
    if (node.kind === 'map') {
        const entries = [...node.entries].map(([key, item]) => [key, plainOf(item)]);
        return Object.fromEntries(entries);
    }
    if (typeof node.value !== 'object' || node.value === null)
        return node.value;
    return node.value.value;
}
/**
 * Makes white space to spaces and drops what cannot be printed (Helm's `sanitizeString`, by Go's IsSpace and IsPrint).
 */
function clean(text) {
    return text.replace(/(?!\ufeff)[\s\u0085]/gu, ' ').replace(/[^ \p{L}\p{M}\p{N}\p{P}\p{S}]/gu, '');
}
function isEmpty(value) {
    if (value === undefined || value === '' || value === false)
        return true;
    return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
/**
 * Orders a record by the fields of its struct and leaves out what is empty, but for name and repository of a
 * dependency. The keys of its own maps are sorted by bytes, in a Map (for JSON), or left as they are when `plain`.
 */
function inOrder(record, fields, maps) {
    const values = record;
    const entries = Object.entries(fields).map(([name, kind]) => {
        const value = values[name];
        if (fields === dependencyFields && (name === 'name' || name === 'repository'))
            return [name, value ?? ''];
        if (isEmpty(value))
            return [name, undefined];
        if (kind === 'dependencies')
            return [name, value.map((item) => inOrder(item, dependencyFields, maps))];
        if (typeof kind === 'object')
            return [name, value.map((item) => inOrder(item, kind.of, maps))];
        return [name, maps === 'plain' || (kind !== 'map' && kind !== 'values') ? value : sortedDeep(value)];
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
/** Orders the fields of dependencies as Helm's struct has them. */
function dependenciesInOrder(dependencies, maps) {
    return dependencies.map((dependency) => inOrder(dependency, dependencyFields, maps));
}
/** Reads a list of dependencies, as Chart.lock has one. */
function readDependencies(node, origin) {
    const notes = { lines: new Map(), unknown: [], twice: [] };
    return readField(node, 'dependencies', 'dependencies', notes, origin);
}
/** Sorts the keys of maps as Go does. A Map, because an object would put keys that look like numbers first. */
function sortedDeep(value) {
    if (Array.isArray(value))
        return value.map(sortedDeep);
    if (typeof value !== 'object' || value === null)
        return value;
    const entries = Object.entries(value).sort(([a], [b]) => (0,_go_compare_bytes_js__WEBPACK_IMPORTED_MODULE_3__/* .compareBytes */ .X)(a, b));
    return new Map(entries.map(([key, item]) => [key, sortedDeep(item)]));
}


/***/ }),

/***/ 8041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QJ: () => (/* binding */ addRequirements),
/* harmony export */   Sw: () => (/* binding */ chartConfigFields),
/* harmony export */   _6: () => (/* binding */ readMetadata),
/* harmony export */   bV: () => (/* binding */ fileNameOf),
/* harmony export */   bY: () => (/* binding */ problemOfVersion),
/* harmony export */   dI: () => (/* binding */ encodeConfig),
/* harmony export */   iY: () => (/* binding */ readChartYaml),
/* harmony export */   rq: () => (/* binding */ chartAnnotations),
/* harmony export */   sI: () => (/* binding */ checkMetadata),
/* harmony export */   yr: () => (/* binding */ encodeChartYaml)
/* harmony export */ });
/* harmony import */ var _go_read_yaml_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95510);
/* harmony import */ var _go_semver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25740);
/* harmony import */ var _go_write_yaml_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95157);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73931);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44360);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(42773);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41397);







/** The fields in the order of Helm's struct, which is the order of the config blob. */
const metadataFields = {
    name: 'text',
    home: 'text',
    sources: 'texts',
    version: 'raw',
    description: 'text',
    keywords: 'texts',
    maintainers: { of: { name: 'text', email: 'text', url: 'text' } },
    icon: 'text',
    apiVersion: 'raw',
    condition: 'text',
    tags: 'text',
    appVersion: 'text',
    deprecated: 'flag',
    annotations: 'map',
    kubeVersion: 'text',
    dependencies: 'dependencies',
    type: 'raw',
};
/** The fields of the config of a chart, as far as we read them there. */
const chartConfigFields = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonFields */ .yX)(Object.keys(metadataFields));
/**
 * Reads and checks what the files of a chart say of it: a Chart.yaml, and the requirements.yaml of an old chart. Fails
 * with the code of `origin`, naming file and line.
 */
async function readMetadata(source, requirements, origin, budget) {
    if (!source)
        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_5__/* .problemIn */ .Dk)(origin, undefined, 'this is not a chart: it has no Chart.yaml', { topic: 'missing-chart-yaml' });
    const chart = await readChartYaml(source, (0,_origin_js__WEBPACK_IMPORTED_MODULE_5__/* .below */ .Gz)(origin, 'Chart.yaml'), budget);
    if (!requirements)
        return checkMetadata(chart);
    return checkMetadata(await addRequirements(chart, requirements, (0,_origin_js__WEBPACK_IMPORTED_MODULE_5__/* .below */ .Gz)(origin, 'requirements.yaml'), budget));
}
/**
 * Reads a Chart.yaml. Fails with the code of `origin`, naming file and line, when a field has not the type Helm wants.
 */
async function readChartYaml(bytes, origin, budget) {
    const notes = { lines: new Map(), unknown: [], twice: [] };
    const onTwice = (key, line) => notes.twice.push(`${origin.label}:${line}: ${JSON.stringify(key)}`);
    const node = await (0,_go_read_yaml_js__WEBPACK_IMPORTED_MODULE_0__/* .readYaml */ .g)(bytes, origin, budget, onTwice);
    return { metadata: (0,_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .readFields */ .qU)(node, metadataFields, notes, origin), notes, origin };
}
/** Lays the fields of a requirements.yaml (of a chart of Helm 2) over a Chart.yaml, as Helm does. */
async function addRequirements(chart, bytes, origin, budget) {
    const { metadata, notes } = await readChartYaml(bytes, origin, budget);
    const lines = new Map([...chart.notes.lines].filter(([path]) => !notes.lines.has(path)));
    const twice = [...chart.notes.twice, ...notes.twice];
    return { ...chart, metadata: { ...chart.metadata, ...metadata }, notes: { ...chart.notes, lines, twice } };
}
/**
 * Checks metadata by Helm's rules (`Metadata.Validate`), and refuses names that could not be a folder. A version is
 * what Helm takes for one, `v1.2` included: charts like cert-manager's have a leading `v`. Fails with file and line.
 */
function checkMetadata({ metadata, notes, origin }) {
    const fail = (field, what) => (0,_origin_js__WEBPACK_IMPORTED_MODULE_5__/* .problemIn */ .Dk)(origin, notes.lines.get(field), what);
    const { name = '', version = '', apiVersion = 'v1', type } = metadata;
    if (apiVersion !== 'v1' && apiVersion !== 'v2') {
        throw fail('apiVersion', `the apiVersion ${JSON.stringify(apiVersion)} is not v1 or v2`);
    }
    if (name === '')
        throw fail('name', 'the name of the chart is missing');
    if (problemOfName(name))
        throw fail('name', `the name ${JSON.stringify(name)} ${problemOfName(name)}`);
    if (version === '')
        throw fail('version', 'the version of the chart is missing');
    const problem = problemOfVersion(version);
    if (problem)
        throw fail('version', `the version ${JSON.stringify(version)} ${problem}`);
    if (type !== undefined && type !== 'application' && type !== 'library') {
        throw fail('type', `the type ${JSON.stringify(type)} is not application or library`);
    }
    checkDependencyNames(metadata.dependencies ?? [], fail);
    return (0,_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .inOrder */ .al)({ ...metadata, apiVersion }, metadataFields, 'plain');
}
/** Says why a text, cleaned of what cannot be printed, cannot be the name of a chart; undefined when it can. */
function problemOfName(name) {
    // `.` as a name unpacks over the folder itself (CVE-2026-35206).
    if (name === '.' || name === '..')
        return 'is not the name of a folder';
    return /[/\\]/.test(name) ? 'has a slash' : undefined;
}
/** Says why a text cannot be the version of a chart, and so the tag; undefined when it can. */
function problemOfVersion(version) {
    if (!(0,_go_semver_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(version))
        return 'is not a semantic version';
    // The longest tag by the distribution spec.
    return version.length > 128 ? 'has more than 128 characters, too many for a tag' : undefined;
}
function checkDependencyNames(dependencies, fail) {
    const known = new Set();
    for (const [index, { name, alias }] of dependencies.entries()) {
        const place = `dependencies[${index}]`;
        if (alias !== undefined && !/^[a-zA-Z0-9_-]+$/.test(alias)) {
            throw fail(`${place}.alias`, `the alias ${JSON.stringify(alias)} may have only letters, digits, _ and -`);
        }
        const key = alias ?? name;
        if (known.has(key)) {
            throw fail(place, `two dependencies have the name or alias ${JSON.stringify(key)}: give one an alias`);
        }
        known.add(key);
    }
}
/** The name of the archive of a chart, as `helm package` has it. */
function fileNameOf({ name, version }) {
    return `${name}-${version}.tgz`;
}
/** Writes the config blob of a chart byte for byte as Helm does: Go's JSON of its struct. */
function encodeConfig(metadata) {
    return Buffer.from((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .goJson */ .Pl)((0,_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .inOrder */ .al)(metadata, metadataFields)));
}
/** Writes a Chart.yaml as Helm does when it packs: keys sorted, no comments; of a v1 chart, without dependencies. */
function encodeChartYaml(metadata) {
    const { dependencies, ...rest } = metadata;
    const kept = metadata.apiVersion === 'v1' ? rest : { ...rest, dependencies };
    return (0,_go_write_yaml_js__WEBPACK_IMPORTED_MODULE_2__/* .writeYaml */ .V)((0,_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .inOrder */ .al)(kept, metadataFields, 'plain'));
}
const prefix = 'org.opencontainers.image';
/**
 * Makes the annotations of a chart's manifest as `helm push` does (helm/helm, pkg/registry/chart.go): from the
 * metadata, then the chart's own and then others, which may not replace title and version. `created` is an RFC 3339
 * time; without it there is none, where Helm would write the time of the push.
 */
function chartAnnotations(metadata, created, others = {}) {
    const authors = metadata.maintainers?.map(({ name = '', email }) => (email ? `${name} (${email})` : name)).join(', ');
    const fixed = { [`${prefix}.title`]: metadata.name, [`${prefix}.version`]: metadata.version };
    const derived = {
        [`${prefix}.description`]: metadata.description,
        [`${prefix}.url`]: metadata.home,
        [`${prefix}.created`]: created,
        [`${prefix}.source`]: metadata.sources?.[0],
        [`${prefix}.authors`]: authors,
    };
    const said = Object.entries(derived).filter(([, value]) => value?.trim());
    return { ...Object.fromEntries(said), ...metadata.annotations, ...others, ...fixed };
}


/***/ }),

/***/ 36755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ compareBytes)
/* harmony export */ });
/** Orders texts by their bytes in UTF-8, as Go does. */
function compareBytes(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}


/***/ }),

/***/ 95510:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ checkValues),
/* harmony export */   g: () => (/* binding */ readYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42773);
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14284);
/* harmony import */ var _yaml_node_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17400);




/** More than any real file repeats by aliases; it stops a file in which aliases of aliases grow (CVE-2019-11253). */
const maxRepeated = 10_000;
/**
 * The most pieces of a file: keys, values, comments and the spaces between them. The longest values.yaml of known
 * charts, of 5,000 lines, has 40,000. The parser takes up to one KiB for each, so that this many fit into memory beside
 * a whole chart.
 */
const maxPieces = 100_000;
/** How deep a file may nest lists and maps: the parser takes stack for each. */
const maxDepth = 100;
/** Pieces between two looks whether it is time to give way. */
const piecesAtATime = 1024;
/**
 * Reads a YAML file as Helm does (sigs.k8s.io/yaml over go-yaml): the first document, scalars by Go's rules, keys as
 * texts, of a key that stands twice in a map the last, merge keys merged over what stands before them. Fails with the
 * code of `origin`, and the line.
 *
 * @param onTwice is told each key that appears twice in one map; without it such a key is an error
 */
async function readYaml(bytes, origin, budget, onTwice = (key, line) => {
    throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, line, `the key ${JSON.stringify(key)} appears twice in one map`);
}) {
    for await (const document of documentsOf(bytes, origin, budget))
        return convert(document, origin, onTwice);
    return { kind: 'scalar', line: 1, value: null };
}
/** Checks that a file is YAML whose documents are all maps or empty, as Helm asks of values.yaml. */
async function checkValues(bytes, origin, budget) {
    for await (const { top } of documentsOf(bytes, origin, budget)) {
        if (top && !(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(top.node) && !((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(top.node) && scalarOf(top.node) === null)) {
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, top.line, 'the values are not a map');
        }
    }
}
function convert({ top, lineOf }, origin, onTwice) {
    let repeated = 0;
    let aliases = 0;
    // The parser would look for each in all of the document.
    const anchors = new Map();
    const convertNode = (node, line, above) => {
        if (aliases > 0)
            repeated += 1;
        if (repeated > maxRepeated)
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, line, 'its aliases make the file too large');
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
            const target = anchors.get(node.source);
            if (!target || above.includes(target))
                throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, line, `the alias *${node.source} refers to nothing`);
            aliases += 1;
            const converted = convertNode(target, line, above);
            aliases -= 1;
            return converted;
        }
        if (aliases === 0 && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(node) && 'anchor' in node && node.anchor)
            anchors.set(node.anchor, node);
        const own = lineOf(node) ?? line;
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
            return { kind: 'list', line: own, items: node.items.map((item) => convertNode(item, own, [...above, node])) };
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            const value = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) ? scalarOf(node) : null;
            // Between Helm's YAML and its structs is JSON, which has no infinity, even in a field that nobody reads.
            if (typeof value === 'object' && value !== null && !Number.isFinite(value.value)) {
                throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, own, `a number is ${value.text}, which Helm refuses`);
            }
            return { kind: 'scalar', line: own, value };
        }
        const entries = new Map();
        // The parser would compare each key with all before it.
        const keys = new Set();
        for (const { key, value } of node.items) {
            const keyLine = lineOf(key) ?? own;
            const name = convertNode(key, keyLine, [...above, node]);
            const item = convertNode(value, keyLine, [...above, node]);
            if (name.kind !== 'scalar')
                throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, keyLine, 'a key is not text');
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && key.type === 'PLAIN' && key.source === '<<') {
                // The first of several counts, and each more than what stands before it: that is how go-yaml 2 merges.
                for (const map of item.kind === 'list' ? item.items.toReversed() : [item]) {
                    if (map.kind !== 'map')
                        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, keyLine, 'what is merged is not a map');
                    for (const [inner, innerItem] of map.entries)
                        entries.set(inner, innerItem);
                }
                continue;
            }
            const text = (0,_yaml_node_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b6)(name.value);
            // An alias repeats what was told where it was written.
            if (keys.has(text) && aliases === 0)
                onTwice(text, keyLine);
            keys.add(text);
            entries.set(text, { ...item, line: keyLine });
        }
        return { kind: 'map', line: own, entries };
    };
    return convertNode(top?.node ?? null, 1, []);
}
function scalarOf(node) {
    const text = String(node.value ?? '');
    const isText = (node.type !== undefined && node.type !== 'PLAIN') || node.tag === 'tag:yaml.org,2002:str';
    return isText ? text : (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveScalar */ .T)(text);
}
/**
 * Reads the documents of a file, one after the other, and refuses what would cost the parser too much before it sees
 * it. What nobody asks for any more is not read.
 */
async function* documentsOf(bytes, origin, budget) {
    const text = decode(bytes, origin);
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    lineCounter.addNewLine(0);
    // What is not closed is noticed behind the last line, where no annotation can stand.
    const end = text.trimEnd().length;
    const lineAt = (offset) => lineCounter.linePos(Math.min(offset, end)).line;
    const lineOf = (node) => {
        const start = node?.range?.[0];
        return start === undefined ? undefined : lineCounter.linePos(start).line;
    };
    const checked = (document) => {
        const [error] = document.errors;
        if (error)
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, lineAt(error.pos[0]), error.message.split('\n')[0] ?? '', { cause: error });
        const { contents } = document;
        return {
            top: contents ? { node: contents, line: lineOf(contents) ?? 1 } : undefined,
            lineOf,
        };
    };
    const parser = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Parser */ .iX(lineCounter.addNewLine);
    // All scalars stay texts here: what they mean is decided by Go's rules.
    const composer = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Composer */ .Dk({ schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    const checkDepth = createDepthCheck(origin);
    let pieces = 0;
    for (const lexeme of new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Lexer */ .JG().lex(text)) {
        checkDepth(lexeme);
        pieces += 1;
        if (pieces > maxPieces)
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, undefined, `the file has more than ${maxPieces} pieces`);
        if (pieces % piecesAtATime === 0) {
            budget.spend('pieces', piecesAtATime, origin);
            await budget.giveWay();
        }
        for (const token of parser.next(lexeme)) {
            for (const document of composer.next(token))
                yield checked(document);
        }
    }
    budget.spend('pieces', pieces % piecesAtATime, origin);
    for (const token of parser.end()) {
        for (const document of composer.next(token))
            yield checked(document);
    }
    for (const document of composer.end())
        yield checked(document);
}
/** Makes a function that looks at each piece in turn, and fails at one that is nested too deep. */
function createDepthCheck(origin) {
    /** The columns at which the blocks around this line start. */
    const columns = [];
    let column = 0;
    let flow = 0;
    let inLine = 0;
    let line = 1;
    return (lexeme) => {
        if (column !== undefined) {
            if (/^ +$/.test(lexeme))
                column = lexeme.length;
            // What is neither a comment nor the end of an empty line; the lexer marks things by control characters.
            else if (lexeme >= ' ' && !lexeme.startsWith('#')) {
                while ((columns.at(-1) ?? -1) >= column)
                    columns.pop();
                columns.push(column);
                column = undefined;
            }
        }
        if (lexeme.includes('\n'))
            line += lexeme.split('\n').length - 1;
        if (lexeme.endsWith('\n')) {
            column = 0;
            inLine = 0;
        }
        else if (lexeme === '[' || lexeme === '{')
            flow += 1;
        else if (lexeme === ']' || lexeme === '}')
            flow -= 1;
        else if (lexeme === '-' || lexeme === '?')
            inLine += 1;
        if (columns.length + flow + inLine > maxDepth) {
            throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, line, `the file is nested more than ${maxDepth} deep`);
        }
    };
}
function decode(bytes, origin) {
    let text;
    try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (error) {
        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, undefined, 'the file is not UTF-8', { cause: error });
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for, as go-yaml does
    const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/.exec(text);
    if (control)
        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(origin, text.slice(0, control.index).split('\n').length, 'a control character is not allowed');
    return text;
}


/***/ }),

/***/ 14284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ resolveScalar),
/* harmony export */   rI: () => (/* binding */ needsQuotes),
/* harmony export */   t$: () => (/* binding */ goFloat)
/* harmony export */ });
const words = new Map([
    ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true]),
    ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false]),
    ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null]),
    ...['.nan', '.NaN', '.NAN'].map((word) => [word, { text: 'NaN', value: Number.NaN }]),
    ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, { text: '+Inf', value: Number.POSITIVE_INFINITY }]),
    ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, { text: '-Inf', value: Number.NEGATIVE_INFINITY }]),
]);
const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const time = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d))|(?: \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?))?$/;
/**
 * Reads an unquoted YAML scalar as gopkg.in/yaml.v2 does, which is YAML 1.1 with exceptions (`resolve.go`): `yes` is
 * true, `0777` is octal, `1:30` and times are texts. Helm reads and writes Chart.yaml with it.
 */
function resolveScalar(text) {
    const word = words.get(text);
    if (word !== undefined)
        return word;
    if (!/^[-+.0-9]/.test(text) || isTime(text))
        return text;
    const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
    const [, sign, digits] = integer.exec(plain) ?? [];
    if (digits !== undefined) {
        const value = BigInt(digits.replace(/^0(?=[0-7])/, '0o')) * (sign === '-' ? -1n : 1n);
        if (value >= -(2n ** 63n) && value < 2n ** 64n)
            return { text: String(value), value: Number(value) };
    }
    if (!float.test(plain))
        return text;
    const value = Number(plain);
    return Number.isFinite(value) ? { text: goFloat(value, 32), value } : text;
}
/** Tells whether Go's writer puts quotes around a text, because it would be read as something else. */
function needsQuotes(text) {
    // Numbers to the base of 60 are texts for Go, but numbers for older readers.
    const isBase60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text);
    return isBase60 || typeof resolveScalar(text) !== 'string' || isTime(text);
}
function isTime(text) {
    const [, year, month, day] = time.exec(text) ?? [];
    if (year === undefined)
        return false;
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    // A day that the month does not have is one of the next.
    return date.getUTCMonth() === Number(month) - 1;
}
/**
 * Writes a number as Go's `strconv.FormatFloat(value, 'g', -1, bits)`: the shortest digits that read back as the same
 * number of so many bits, with an exponent from a million on. A text field of a chart gets 32 bits (sigs.k8s.io/yaml).
 */
function goFloat(value, bits) {
    const rounded = bits === 32 ? Math.fround(value) : value;
    if (rounded === 0 || !Number.isFinite(rounded))
        return String(rounded)
            .replace(/^Infinity/, '+Inf')
            .replace('Infinity', 'Inf');
    const shortest = shortestDigits(rounded, bits);
    const [mantissa = '', exponent = '0'] = shortest.split('e');
    const power = Number(exponent);
    if (power >= -4 && power < 6)
        return Number(shortest).toFixed(Math.max(0, mantissa.replace(/[-.]/g, '').length - 1 - power));
    return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
function shortestDigits(value, bits) {
    if (bits === 64)
        return value.toExponential();
    for (let digits = 0; digits < 9; digits += 1) {
        const text = value.toExponential(digits);
        if (Math.fround(Number(text)) === value)
            return text;
    }
    return value.toExponential(9);
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

/***/ 95157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ writeYaml)
/* harmony export */ });
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14284);

/** From this column on, a space inside a text becomes a line break. */
const bestWidth = 80;
/**
 * Writes a map as sigs.k8s.io/yaml does, byte for byte for what charts hold (go-yaml v2, `emitterc.go`): keys in
 * natural order, lists not indented, plain before quoted before escaped, long texts folded. So a Chart.yaml packed here
 * is Helm's.
 */
function writeYaml(map) {
    return writeMap(map, 0, '').trimStart();
}
function writeMap(map, indent, first) {
    let text = '';
    let lead = first;
    for (const [key, value] of Object.entries(map).sort(([a], [b]) => compareKeys(a, b))) {
        if (value === undefined)
            continue;
        const name = writeText(key, { column: 0, indent, isKey: true });
        text += `${lead}${name}:${writeValue(value, indent, indent + name.length + 2, false)}`;
        lead = ' '.repeat(indent);
    }
    return text;
}
/** Writes a value behind `key:` or `-`, with the space or line break before it; `column` is where it would start. */
function writeValue(value, indent, column, isItem) {
    if (Array.isArray(value)) {
        if (value.length === 0)
            return ' []\n';
        const own = isItem ? indent + 2 : indent;
        const items = value.map((item, index) => {
            const lead = isItem && index === 0 ? ' ' : ' '.repeat(own);
            return `${lead}-${writeValue(item, own, own + 2, true)}`;
        });
        return `${isItem ? '' : '\n'}${items.join('')}`;
    }
    if (typeof value === 'object' && value !== null) {
        if (Object.values(value).every((item) => item === undefined))
            return ' {}\n';
        return isItem ? writeMap(value, indent + 2, ' ') : `\n${writeMap(value, indent + 2, ' '.repeat(indent + 2))}`;
    }
    const text = typeof value === 'string' ? writeText(value, { column, indent: indent + 2, isKey: false }) : writePlain(value);
    return ` ${text}${text.startsWith('|') && text.endsWith('\n') ? '' : '\n'}`;
}
function writePlain(value) {
    if (typeof value !== 'number')
        return String(value);
    // Whole numbers come out of the JSON in between as digits, up to what 64 bits hold.
    return Number.isInteger(value) && value > -(2 ** 63) && value < 2 ** 64 ? String(value) : (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .goFloat */ .t$)(value, 64);
}
function writeText(text, place) {
    const { plain, single, block } = stylesFor(text);
    if (text.includes('\n'))
        return block && !place.isKey ? writeLiteral(text, place.indent) : writeDouble(text, place);
    if ((0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .needsQuotes */ .rI)(text))
        return writeDouble(text, place);
    if (plain)
        return fold(text, place, 0);
    return single
        ? `'${fold(text, { ...place, column: place.column + 1 }, 1).replace(/'/g, "''")}'`
        : writeDouble(text, place);
}
/** Tells which styles can hold a text (`yaml_emitter_analyze_scalar`). */
function stylesFor(text) {
    const isSpecial = [...text].some((character) => !isPrintable(character)) || / \n/.test(text);
    const hasIndicator = /^(?:---|\.\.\.)/.test(text) ||
        /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
        /^[-?:](?:[ \t]|$)/.test(text) ||
        /:(?:[ \t]|$)/.test(text) ||
        /[ \t]#/.test(text);
    const hasOuterSpace = /^[ \n]|[ \n]$/.test(text);
    return {
        plain: !isSpecial && !hasIndicator && !hasOuterSpace,
        single: !isSpecial && !/\n /.test(text),
        block: !isSpecial && !text.endsWith(' '),
    };
}
/** What go-yaml calls printable has no tab and nothing above U+FFFD; the line separators we escape too. */
function isPrintable(character) {
    return /^[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/.test(character);
}
/** Breaks a text at the first single space after the last column, as often as it takes. */
function fold(text, { column, indent, isKey }, edge) {
    if (isKey)
        return text;
    const characters = [...text];
    let at = column;
    let afterSpace = false;
    return characters
        .map((character, index) => {
        const isSpace = character === ' ';
        const isInside = index >= edge && index < characters.length - edge;
        const breaks = isSpace && !afterSpace && at > bestWidth && isInside && characters[index + 1] !== ' ';
        afterSpace = isSpace;
        // A quote inside single quotes is written twice.
        at = breaks ? indent : at + (edge === 1 && character === "'" ? 2 : 1);
        return breaks ? `\n${' '.repeat(indent)}` : character;
    })
        .join('');
}
const escapes = {
    '\0': '0',
    '\x07': 'a',
    '\b': 'b',
    '\t': 't',
    '\n': 'n',
    '\v': 'v',
    '\f': 'f',
    '\r': 'r',
    '\x1b': 'e',
    '"': '"',
    '\\': '\\',
    '\x85': 'N',
    '\u2028': 'L',
    '\u2029': 'P',
};
function escapeOf(character) {
    const known = escapes[character];
    if (known !== undefined)
        return `\\${known}`;
    const code = character.codePointAt(0) ?? 0;
    const [letter, length] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
    return `\\${letter}${code.toString(16).toUpperCase().padStart(length, '0')}`;
}
function writeDouble(text, { column, indent, isKey }) {
    const characters = [...text];
    let at = column + 1;
    let afterSpace = false;
    const written = characters.map((character, index) => {
        if (character in escapes || !isPrintable(character)) {
            const escaped = escapeOf(character);
            at += escaped.length;
            afterSpace = false;
            return escaped;
        }
        const isSpace = character === ' ';
        const breaks = isSpace && !isKey && !afterSpace && at > bestWidth && index > 0 && index < characters.length - 1;
        afterSpace = isSpace;
        at = breaks ? indent : at + 1;
        // A line must not start with a space of the text: it would be dropped.
        return breaks ? `\n${' '.repeat(indent)}${characters[index + 1] === ' ' ? '\\' : ''}` : character;
    });
    return `"${written.join('')}"`;
}
function writeLiteral(text, indent) {
    const hint = /^[ \n]/.test(text) ? '2' : '';
    const chomp = text.endsWith('\n\n') || text === '\n' ? '+' : text.endsWith('\n') ? '' : '-';
    return `|${hint}${chomp}\n${text.replace(/^(?=[^\n])/gm, ' '.repeat(indent))}`;
}
/** Orders keys as go-yaml does (`sorter.go`): letters after all else, digits by the number they make. */
function compareKeys(a, b) {
    const [left, right] = [[...a], [...b]];
    const length = Math.min(left.length, right.length);
    for (let at = 0; at < length; at += 1) {
        const [one, other] = [left[at], right[at]];
        if (one === other)
            continue;
        const [isLetter, isOtherLetter] = [/\p{L}/u.test(one), /\p{L}/u.test(other)];
        if (isLetter !== isOtherLetter)
            return isLetter ? 1 : -1;
        if (!isLetter) {
            const [digits, otherDigits] = [digitsAt(left, at), digitsAt(right, at)];
            // A zero inside a number counts for its place, not for its value.
            const isInside = (one === '0' || other === '0') && /[1-9]\d*$/.test(left.slice(0, at).join(''));
            const lead = isInside ? '1' : '';
            const [number, otherNumber] = [BigInt(lead + digits || '0'), BigInt(lead + otherDigits || '0')];
            if (number !== otherNumber)
                return number < otherNumber ? -1 : 1;
            if (digits.length !== otherDigits.length)
                return digits.length - otherDigits.length;
        }
        return (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    }
    return left.length - right.length;
}
function digitsAt(characters, start) {
    return /^\d*/.exec(characters.slice(start).join(''))?.[0] ?? '';
}


/***/ }),

/***/ 17400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   kZ: () => (/* binding */ isNull),
/* harmony export */   r7: () => (/* binding */ textIn),
/* harmony export */   yL: () => (/* binding */ mapIn)
/* harmony export */ });
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42773);

/** Tells whether there is nothing where a value could be. */
function isNull(node) {
    return node.kind === 'scalar' && node.value === null;
}
/** The entries of a map; none where there is nothing. Fails with the line, and calls the piece `what`. */
function mapIn(node, what, origin) {
    if (isNull(node))
        return new Map();
    if (node.kind !== 'map')
        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_0__/* .problemIn */ .Dk)(origin, node.line, `${what} is not a map`);
    return node.entries;
}
/** A scalar as a text; `''` where there is nothing. Fails like `mapIn`. */
function textIn(node, what, origin) {
    if (node.kind !== 'scalar')
        throw (0,_origin_js__WEBPACK_IMPORTED_MODULE_0__/* .problemIn */ .Dk)(origin, node.line, `${what} is a ${node.kind}, not a text`);
    return textOf(node.value);
}
/** Reads a scalar as a text, as a key or a text field of Helm takes it. */
function textOf(value) {
    if (value === null)
        return '';
    return typeof value === 'object' ? value.text : String(value);
}


/***/ }),

/***/ 42773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dk: () => (/* binding */ problemIn),
/* harmony export */   Gz: () => (/* binding */ below),
/* harmony export */   w6: () => (/* binding */ originOfInput)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);


/** Makes the error for a mistake in a file: `charts/web/Chart.yaml:3: …`, without the line where there is none. */
function problemIn({ label, code, isInWorkspace = false }, line, what, facts) {
    const place = line === undefined ? label : `${label}:${line}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf(code, `${place}: ${what}`, {
        ...facts,
        ...(isInWorkspace ? { position: { file: label, ...(line === undefined ? {} : { line }) } } : {}),
    });
}
/** Names a file below another origin: `charts/web` and `Chart.yaml` give `charts/web/Chart.yaml`. */
function below({ label, ...rest }, name) {
    // The chart may be the workspace itself.
    return { ...rest, label: label === '.' ? name : `${label}/${name}` };
}
/** Makes the origin of something the workflow's author named; a relative label is its path in the workspace. */
function originOfInput(label) {
    const isInWorkspace = !(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(label) && label.split(/[/\\]/)[0] !== '..';
    return { label, code: 'INVALID_INPUT', isInWorkspace };
}


/***/ })

};
