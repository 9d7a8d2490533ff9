// Writes the tables of docs/inputs.md and docs/outputs.md anew, from action.yml and from what the code knows of modes.
// Usage: node scripts/doc-tables.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inputTable, type ModeName, modeNames } from '../src/modes/contract/inputs.ts';

interface ActionMetadata {
  inputs: Record<string, { description: string; default?: string; required?: boolean }>;
  outputs: Record<string, { description: string }>;
}

/**
 * The sections of docs/inputs.md that are about a subject, by their headings. An input that is in none of them stands in
 * the section of the first mode that knows it.
 */
const subjects: Record<string, readonly string[]> = {
  'Charts in a push': Object.keys(inputTable).filter((name) => inputTable[name]?.group === 'chart'),
  'Sign and verify': [
    ...['verify', 'trusted-root', 'sign', 'sign-key', 'sign-key-password'],
    ...['attest', 'signing-config', 'signature-format'],
  ],
  'Log in and connect': [
    ...['username', 'password', 'registry-auth', 'github-token'],
    ...['plain-http', 'insecure', 'ca-file'],
  ],
  Transfers: ['concurrency', 'retries', 'timeout', 'chunk-size'],
};

/** What each output looks like. */
const examples: Record<string, string> = {
  digest: 'sha256:9f86d0…',
  reference: 'ghcr.io/octo-org/hello/manifests@sha256:9f86d0…',
  repository: 'ghcr.io/octo-org/hello/manifests',
  tag: 'v1.4.2',
  tags: 'v1.4.2',
  version: '1.4.2',
  'media-type': 'application/vnd.oci.image.manifest.v1+json',
  'artifact-type': 'application/vnd.unknown.artifact.v1',
  size: '263',
  changed: 'true',
  'new-content': 'true',
  exists: 'true',
  url: 'https://github.com/orgs/octo-org/packages/container/package/hello%2Fmanifests',
  path: 'config',
  files: '[{"title": "k8s", "digest": "sha256:…", "size": 263, "mediaType": "…"}]',
  manifest: '{"schemaVersion": 2, …}',
  referrers: '[{"digest": "sha256:…", "artifactType": "application/spdx+json", …}]',
  transferred: '263',
  reused: '0',
  previous: '{"latest": "sha256:18c2fa…"}',
  signatures: '[{"digest": "sha256:…", "format": "bundle", …}]',
  'attestation-url': 'https://github.com/octo-org/hello/attestations/1234567',
  verified: '[{"entry": "github: octo-org/hello, refs/heads/main", "format": "bundle", …}]',
  json: '{"digest": "sha256:9f86d0…", "changed": true, …}',
  truncated: 'true',
  'json-path': '/home/runner/work/_temp/outputs.json',
};

const everyMode = 'Every mode';
const cell = (text: string) => text.replaceAll('|', '\\|');
const code = (text: string) => `\`${cell(text)}\``;
const list = (names: readonly string[]) => names.map(code).join(', ');
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The heading of the section in which an input is described. */
function sectionOf(name: string): string {
  const subject = Object.keys(subjects).find((heading) => subjects[heading]?.includes(name));
  const modes = inputTable[name]?.modes;
  return subject ?? modeNames.find((mode) => modes?.includes(mode)) ?? everyMode;
}

/** Says which inputs a mode needs and takes, and in which sections those are described that are not in its own. */
function linesOfMode(mode: ModeName, names: readonly string[]): string {
  const needed = names.filter((name) => inputTable[name]?.needs?.[mode] !== undefined);
  const taken = names.filter(
    (name) => inputTable[name]?.modes?.includes(mode) && !needed.includes(name) && sectionOf(name) !== mode,
  );
  const sections = [...new Set(taken.map(sectionOf))].map((heading) => {
    const own = taken.filter((name) => sectionOf(name) === heading);
    return `[${heading}](#${heading.toLowerCase().replaceAll(' ', '-')}): ${list(own)}`;
  });
  return [
    `**Needs** ${list([...(mode === 'sync' ? [] : ['reference']), ...needed])}`,
    ...(sections.length > 0 ? ['', '**Takes also**, described in another section:', ''] : []),
    ...sections.map((section) => `- ${section}`),
  ].join('\n');
}

/** Puts the tables into docs/inputs.md, between the comments that name them. */
export function withInputs(text: string, { inputs }: Pick<ActionMetadata, 'inputs'>): string {
  const names = Object.keys(inputs);
  return [everyMode, ...modeNames, ...Object.keys(subjects)].reduce((result, heading) => {
    const own = names.filter((name) => sectionOf(name) === heading);
    const rows = own.map((name) => {
      const { description = '', default: declared, required } = inputs[name] ?? {};
      return [code(name), required ? 'required' : defaultOf(name, declared), cell(description)];
    });
    const mode = modeNames.find((name) => name === heading);
    const parts = [
      ...(mode ? [linesOfMode(mode, names)] : []),
      ...(rows.length > 0 ? [table(['Input', 'Default', 'Meaning'], rows)] : []),
    ];
    return replaced(result, heading, parts.join('\n\n'));
  }, text);
}

/** Puts the table into docs/outputs.md. Fails for an output that has no example. */
export function withOutputs(text: string, { outputs }: Pick<ActionMetadata, 'outputs'>): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => {
    const example = examples[name];
    if (example === undefined) throw new Error(`scripts/doc-tables.ts has no example of the output ${name}`);
    return [code(name), code(example), cell(description)];
  });
  return replaced(text, 'outputs', table(['Output', 'Example', 'Meaning'], rows));
}

/** Most are applied in the code, and empty in action.yml: the runner prints each input that is not. */
function defaultOf(name: string, declared = ''): string {
  const text = declared || (inputTable[name]?.default ?? '');
  return text === '' ? '' : code(text);
}

/** Puts a text between the two comments of a name. */
function replaced(text: string, name: string, inner: string): string {
  const [start, end] = [`<!-- ${name}: npm run docs -->\n`, `\n<!-- end of ${name} -->`];
  const [before, rest] = split(text, start);
  const [, after] = split(rest, end);
  return `${before}${start}\n${inner}\n${end}${after}`;
}

function split(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`The document has no ${mark.trim()}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

if (import.meta.main) {
  const action = parse(readFileSync('action.yml', 'utf8')) as ActionMetadata;
  writeFileSync('docs/inputs.md', withInputs(readFileSync('docs/inputs.md', 'utf8'), action));
  writeFileSync('docs/outputs.md', withOutputs(readFileSync('docs/outputs.md', 'utf8'), action));
}
