// Puts what ncc made into few files with names that say what is in them, and writes their list. ncc makes some sixty
// chunks with numbers for names, one for each set of entries that needs it, and takes no setting for either.
// Usage: node scripts/name-chunks.js DIST STATS
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [dist, statsFile] = process.argv.slice(2);
const { chunks, modules } = JSON.parse(readFileSync(statsFile, 'utf8'));

/**
 * The files: what is in each, and by which names of modules that is known. The first row that fits counts. A step loads
 * the files that have a module of what it needs, so what is hot stands apart from what is large.
 */
const files = [
  ['github', "GitHub's client of its API", /^@actions\/github\//],
  ['tool-cache', "the runner's tool cache", /^(?:@actions|semver|tunnel)\//],
  ['yaml', 'YAML, and what reads charts by it', /^(?:yaml|artifact\/chart\/reading\/(?:fields|metadata)|origin)\b/],
  ['yaml', '', /^(?:go\/(?:\w+-yaml|yaml-node|scalar)|action\/read\/registry-auth)\./],
  ['regexp', "Go's regular expressions", /^(?:re2js\/|go\/reg-exp\.)/],
  ['glob', 'patterns of files', /^(?:picomatch|tinyglobby)\/|\/glob-files\./],
  ['sigstore', "Sigstore's bundles, certificates and proofs", /^@sigstore\//],
  [
    'tuf',
    'the roots of trust, and how they are fetched',
    /^(?:tuf-js|@tufjs|@gar|minimatch|brace-expansion|balanced-match)\//,
  ],
  ['tuf', '', /^trust\/roots\//],
  ['proxy', 'HTTP proxies', /^undici\//],
  ['keyless', 'signing in the name of a job', /\/job-signer\.|^trust\/services\/|^action\/open\/job\./],
  ['sign', 'signing, and keys', /^(?:@noble\/|trust\/(?:sign|hand|private-key|secretbox)\.)/],
  [
    'verify',
    'signatures: finding and verifying them',
    /^(?:trust\/(?!formats\/provenance)|modes\/find\/verification\.)/,
  ],
  ['archives', 'archives: packing and unpacking', /^(?:artifact\/(?:archive|flux)\/|modes\/kinds\/flux\.|go\/match\.)/],
  ['charts', 'Helm charts: push and pull', /^(?:artifact|modes)\/chart\/(?!versions|chart-types)/],
  [
    'push',
    'modes push and attach',
    /^modes\/(?:push|attach|kinds\/(?:files|input-files|ahead|missing-files)|publish\/image-spec)\./,
  ],
  ['push', '', /^artifact\/files\/(?:pack|find-files|why-nothing|own-name)\./],
  ['pull', 'mode pull', /^(?:modes\/pull|artifact\/files\/write-files)\./],
  ['sync', 'mode sync', /^modes\/sync\b/],
  [
    'copy',
    'mode copy, and what a sync copies with',
    /^(?:modes\/(?:copy|publish\/copy-artifact)|store\/wrapped\/(?:remembered|sided))\./,
  ],
  ['delete', 'mode delete', /^modes\/delete\./],
  ['look-up', 'modes inspect, discover, tags and tag', /^modes\/(?:inspect|discover|tags?)\./],
  [
    'send',
    'what push, attach, copy, sync, charts and tag share',
    /^modes\/(?:kinds|publish|signing)\/|^store\/(?:copy|memory-store)\./,
  ],
  ['shared', 'what several modes share', /^(?:action|artifact|disk|go|modes|oci|registry|store|trust|give-way)\b/],
];

/** The name of a module from its folder in src/ or from its package: `modes/push.js`, `yaml/dist/index.js`. */
const shortName = ({ name }) => name.replace(/ \+ \d+ modules$/, '').replace(/^\.\/(?:lib\/)?(?:node_modules\/)?/, '');

const fileOf = (module) => {
  const [file] = files.find(([, , pattern]) => pattern.test(shortName(module))) ?? [];
  if (file === undefined)
    throw new Error(`${module.name} fits no row of scripts/name-chunks.js: which file is it for?`);
  return file;
};

/** The texts of the modules in a chunk, by their ids, as webpack separates them. */
function textsIn(chunk) {
  const body =
    /^export const modules = \{\n([\s\S]*)\n\};\n?$/m.exec(readFileSync(join(dist, chunk), 'utf8'))?.[1] ?? '';
  const parts = body.split(/^\/\*{3}\/ "?([^"\n]+)"?:\n(?=\/\*{3}\/ )/m).slice(1);
  return parts.flatMap((part, at) => (at % 2 === 0 ? [[part, parts[at + 1].replace(/,?\s*$/, '')]] : []));
}

const main = chunks.find(({ initial }) => initial);
const late = chunks.filter((chunk) => chunk !== main);
const known = new Map(modules.map((module) => [String(module.id), module]));
const texts = new Map(late.flatMap((chunk) => chunk.files.flatMap(textsIn)));
/** The modules of each file. */
const contents = Map.groupBy(
  [...texts.keys()].map((id) => known.get(id)),
  fileOf,
);
for (const chunk of late) for (const file of chunk.files) rmSync(join(dist, file));
for (const [file, inside] of contents) {
  const body = inside.toSorted((a, b) => (shortName(a) < shortName(b) ? -1 : 1));
  const text = body.map(({ id, name }) => `/***/ ${JSON.stringify(id)}: // ${name}\n${texts.get(String(id))}`);
  writeFileSync(join(dist, `${file}.js`), `export const modules = {\n\n${text.join(',\n\n')}\n\n};\n`);
}

/** The files that each chunk is in now. */
const places = late.map(({ id }) => {
  const own = modules.filter((module) => module.chunks.includes(id) && !module.chunks.includes(main.id));
  for (const { id: moduleId, name } of own)
    if (!texts.has(String(moduleId))) throw new Error(`${name} is in no chunk: does ncc write chunks in another way?`);
  return `${id}: ${JSON.stringify([...new Set(own.map(fileOf))].toSorted())}`;
});
const loader = `/******/ 	// The files of each chunk: scripts/name-chunks.js
/******/ 	const files = {
${places.map((place) => `/******/ 		${place},`).join('\n')}
/******/ 	};
/******/ 	const loading = new Map();
/******/ 	const load = (file) => {
/******/ 		if (!loading.has(file))
/******/ 			loading.set(file, import("./" + file + ".js").then(({ modules }) => Object.assign(__nccwpck_require__.m, modules)));
/******/ 		return loading.get(file);
/******/ 	};
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => promises.push(...files[chunkId].map(load));
`;
const index = join(dist, 'index.js');
const parts = readFileSync(index, 'utf8').split(
  /(?<=^\/\*{6}\/ \/\* webpack\/runtime\/import chunk loading \*\/\n\/\*{6}\/ \(\(\) => \{\n)[\s\S]*?(?=^\/\*{6}\/ \}\)\(\);$)/m,
);
if (parts.length !== 2) throw new Error('ncc loads chunks in another way: look at the end of dist/index.js');
writeFileSync(index, parts.join(loader));

const sizeOf = (file) => readFileSync(join(dist, file)).length;
const packagesIn = (inside) => {
  const names = inside.filter(({ name }) => name.includes('node_modules/')).map(shortName);
  const packages = new Set(names.map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name.replace(/^.*node_modules\//, ''))[0]));
  return [...packages].toSorted();
};
const row = (file, what, inside) => {
  const packages = packagesIn(inside);
  const more = packages.length === 0 ? '' : `; ${packages.map((name) => `\`${name}\``).join(', ')}`;
  return `| \`${file}\` | ${what}${more} | ${inside.length} | ${sizeOf(file)} |`;
};
const inMain = modules.filter((module) => module.chunks.includes(main.id));
const rows = files
  .filter(([file, what]) => what !== '' && contents.has(file))
  .map(([file, what]) => row(`${file}.js`, what, contents.get(file)))
  .toSorted();
writeFileSync(
  join(dist, 'README.md'),
  `# What the runner runs

Built from \`src/\` by \`npm run bundle\`, not minified; not to be edited. \`index.js\` is where a step starts; the other files are
loaded when something in them is needed. \`licenses.txt\` has the licences of the packages.

| file | what is in it | modules | bytes |
|---|---|---|---|
${[row('index.js', 'where a step starts', inMain), ...rows].join('\n')}
`,
);
