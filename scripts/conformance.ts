// Writes which real programs a run of the tests talked to, in which version, and how many tests passed with each: a table
// for people, conformance.md, and the same as conformance.json.
// Usage: node scripts/conformance.ts RESULTS FOLDER
// RESULTS is what `jest --json` wrote. The versions are those that scripts/fetch-peers.js noted.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder } from './peers-folder.ts';

/** What of the results of Jest is read here. */
export interface TestResults {
  testResults: { assertionResults: { ancestorTitles: string[]; status: string }[] }[];
}

/** One program, and what came of the tests with it. */
export interface Conformance {
  name: string;
  what: string;
  version: string;
  passed: number;
  failed: number;
}

/** What the programs are to us. */
const kinds: Record<string, string> = {
  'docker-registry': 'registry (CNCF Distribution), without the referrers API',
  ocimem: 'registry (cuelabs ociregistry), with the referrers API',
  ggcrmem: 'registry (go-containerregistry), with tags that outlive their manifest',
  regauth: 'token server',
  nginx: 'proxy in front of a registry, with a limit for bodies',
  oras: 'client',
  skopeo: 'client',
  helm: 'client, Helm 4',
  helm3: 'client, Helm 3',
  cosign: 'client, for signatures',
  podman: 'client, for artifacts',
  python3: 'reader of tar archives',
  chromium: 'browser, for job summaries',
  windows: 'Node for Windows, under Wine',
  arm64: 'Node for arm64, under QEMU',
};

/** Counts the tests in the blocks of `describeWithPeers`, whose titles end in `(with NAME, NAME)`. */
export function conformanceOf(
  { testResults }: TestResults,
  versions: Readonly<Record<string, { version?: string }>>,
): Conformance[] {
  const counts = new Map(Object.keys(kinds).map((name) => [name, { passed: 0, failed: 0 }]));
  for (const { ancestorTitles, status } of testResults.flatMap((file) => file.assertionResults)) {
    const names = ancestorTitles.flatMap((title) => /\(with ([^()]+)\)$/.exec(title)?.[1]?.split(', ') ?? []);
    for (const name of new Set(names)) {
      const count = counts.get(name);
      if (!count) throw new Error(`scripts/conformance.ts does not say what ${name} is`);
      if (status === 'passed' || status === 'failed') count[status] += 1;
    }
  }
  return [...counts]
    .filter(([, { passed, failed }]) => passed + failed > 0)
    .map(([name, count]) => ({
      name,
      what: kinds[name] ?? '',
      version: versions[name]?.version ?? 'unknown',
      ...count,
    }));
}

/** Writes the table for people. */
export function tableOf(rows: readonly Conformance[], of: string): string {
  const lines = rows.map(
    ({ name, what, version, passed, failed }) => `| ${name} | ${what} | ${version} | ${passed} | ${failed} |`,
  );
  const head = ['| Program | What it is | Version | Passed | Failed |', '| --- | --- | --- | ---: | ---: |'];
  return `# What ${of} was tested with\n\n${[...head, ...lines].join('\n')}\n`;
}

if (import.meta.main) {
  const [results = '', folder = ''] = process.argv.slice(2);
  const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  const { name, version } = read(join(import.meta.dirname, '../package.json')) as Record<string, string>;
  const versions = read(join(peersFolder(), 'stamp.json')) as Record<string, { version?: string }>;
  const rows = conformanceOf(read(results) as TestResults, versions);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'conformance.json'), `${JSON.stringify({ name, version, programs: rows }, null, 2)}\n`);
  writeFileSync(join(folder, 'conformance.md'), tableOf(rows, `${name} ${version}`));
}
