import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzip } from '../../../src/artifact/archive/gzip.ts';
import { tar } from '../../../src/artifact/archive/tar.ts';

type Content = string | Uint8Array | { link: string } | { archive: Record<string, string> } | { folder: true };
type Tree = Record<string, Content>;

const template = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-{{ .Chart.Name }}
data:
  version: {{ .Chart.Version | quote }}
  values: {{ .Values | toJson | quote }}
`;

function chartYaml(name: string, more = ''): string {
  return `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
}

/** A chart that renders its values, with more fields and more files. */
function chart(name: string, more = '', files: Tree = {}): Tree {
  return {
    'Chart.yaml': chartYaml(name, more),
    'values.yaml': 'color: blue # a comment\n',
    'templates/map.yaml': template,
    ...files,
  };
}

/** The same chart as a sub-chart: its files below a folder. */
function inside(folder: string, tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).map(([path, content]) => [`${folder}/${path}`, content]));
}

const longName = `files/${'a-rather-long-folder-name/'.repeat(4)}and-a-file-at-the-end-of-it.txt`;
const needs = (...lines: string[]) => `dependencies:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
const lock = `dependencies:
- name: sub
  repository: https://charts.example.com
  version: 1.0.0
digest: sha256:e70e41f8922e19558a8bf62f591a8b70c8e4622e3c03e5415f09aba881f13885
generated: "2024-02-03T10:11:12.123400000+02:00"
`;

/** Charts of the kinds people have, each in the directory of its name. */
export const corpus: Record<string, Tree> = {
  minimal: { 'Chart.yaml': chartYaml('minimal') },
  plain: chart('plain', 'appVersion: "1.16.0"\ntype: application\ndescription: A chart\n'),
  subcharts: chart('subcharts', needs('{ name: sub, version: ^1.0.0, repository: "https://charts.example.com" }'), {
    'Chart.lock': lock,
    ...inside('charts/sub', chart('sub')),
    ...inside('charts/undeclared', chart('undeclared')),
  }),
  nested: chart('nested', '', inside('charts/outer', chart('outer', '', inside('charts/inner', chart('inner'))))),
  'with-archive-of-windows': chart(
    'with-archive-of-windows',
    needs('{ name: packed, version: 1.0.0, repository: "" }'),
    {
      'charts/packed-1.0.0.tgz': {
        archive: {
          'packed\\Chart.yaml': chartYaml('packed'),
          'packed\\templates\\map.yaml': template,
          'packed\\sub/kept.txt': 'kept\n',
        },
      },
    },
  ),
  'with-archive': chart('with-archive', needs('{ name: packed, version: 1.0.0, repository: "" }'), {
    'charts/packed-1.0.0.tgz': {
      archive: {
        'packed/Chart.yaml': `# lost\n${chartYaml('packed', 'description: >-\n  folded\n  text\n')}`,
        'packed/values.yaml': '\ufeffcolor: red\n',
        'packed/templates/map.yaml': template,
        'packed/.helmignore': '*.txt\n',
        'packed/kept.txt': 'an archive ignores .helmignore\n',
      },
    },
    'charts/packed-1.0.0.tgz.prov': 'a signature\n',
  }),
  aliases: chart(
    'aliases',
    needs(
      '{ name: sub, version: ">=1.0.0 <2", repository: "", alias: one, condition: one.enabled, tags: [front, 1] }',
      '{ name: sub, version: 1.x, repository: "", alias: two, condition: two.enabled }',
      '{ name: other, version: "*", repository: "", import-values: [data, { child: a.b, parent: "y" }] }',
    ),
    {
      'values.yaml': 'one: { enabled: true, color: green }\ntwo: { enabled: false }\n',
      ...inside('charts/sub', chart('sub')),
      ...inside(
        'charts/other',
        chart('other', '', { 'values.yaml': 'exports: { data: { x: 1 } }\na: { b: { c: 1 } }\n' }),
      ),
    },
  ),
  library: {
    'Chart.yaml': chartYaml('library', 'type: library\n'),
    'templates/_helpers.tpl': '{{ define "lib.name" }}lib{{ end }}\n',
  },
  ignore: chart('ignore', '', {
    '.helmignore':
      '\ufeff# comment\n  *.bak  \n/secret.txt\nci/\ndocs/*.md\ntemplates/*.tmp\n[ab]?.log\n\\#odd\nwith space.txt\n.git\n',
    'a.bak': 'x',
    'docs/a.bak': 'x',
    'secret.txt': 'x',
    'docs/secret.txt': 'kept',
    'ci/test.yaml': 'x',
    'docs/readme.md': 'x',
    'docs/deep/readme.md': 'kept',
    'templates/x.tmp': 'x',
    'ax.log': 'x',
    'cx.log': 'kept',
    '#odd': 'x',
    'with space.txt': 'x',
    'another space.txt': 'kept',
    '.git/config': 'x',
    'charts/sub/.helmignore': 'values.yaml\n',
    ...inside('charts/sub', chart('sub', '', { 'ci/test.yaml': 'x' })),
  }),
  'ignore-negated': chart('ignore-negated', '', {
    // What does not match a negated rule is left out: hence the rules that match all that is to stay.
    '.helmignore': '!*a*\n',
    'cab.txt': 'kept',
    'dog.txt': 'left out',
  }),
  crds: chart('crds', '', {
    'crds/thing.yaml':
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: things.example.com }\n',
  }),
  marks: chart('marks', '', {
    'Chart.yaml': `\ufeff${chartYaml('marks')}`,
    'values.yaml': '\ufeffcolor: marked\n',
    'files/text.txt': '\ufeffmarked',
    'values.schema.json': '\ufeff{"type":"object"}',
  }),
  unicode: chart('unicode', 'description: Grüße, 漢字 and 😀 for you\nkeywords: [ä, "zero\u200bwidth", "a\\tb"]\n', {
    'files/grüße-漢字.txt': 'Grüße 😀\n',
    'values.yaml': 'text: "漢字 😀"\n',
  }),
  links: chart('links', '', {
    'files/real.txt': 'real\n',
    'files/link.txt': { link: 'real.txt' },
    'shared/a.txt': 'a\n',
    copy: { link: 'shared' },
  }),
  large: chart('large', '', { 'files/large.bin': Buffer.alloc(4.9 * 1024 * 1024, 'large') }),
  old: {
    'Chart.yaml': 'apiVersion: v1\nname: old\nversion: 0.9.1\nengine: gotpl\ntillerVersion: ">2.0.0"\n',
    'requirements.yaml': needs('{ name: sub, version: ~1.0, repository: "https://charts.example.com" }'),
    'requirements.lock': lock,
    'templates/map.yaml': template,
    ...inside('charts/sub', chart('sub')),
  },
  'old-in-chart': {
    'Chart.yaml': `apiVersion: v1\nname: old-in-chart\nversion: 1.0.0\n${needs('{ name: sub, version: 1.x, repository: "" }')}`,
    'templates/map.yaml': template,
    ...inside('charts/sub', chart('sub')),
  },
  'old-emptied': {
    'Chart.yaml': `name: old-emptied\nversion: 1.0.0\n${needs('{ name: sub, version: 1.x, repository: "" }')}`,
    'requirements.yaml': 'dependencies: []\n',
    'templates/map.yaml': template,
    ...inside('charts/sub', chart('sub')),
  },
  'no-api-version': { 'Chart.yaml': 'name: no-api-version\nversion: 0.1.0\n', 'templates/map.yaml': template },
  'requirements-in-v2': chart('requirements-in-v2', '', {
    'requirements.yaml': needs('{ name: sub, version: 1.0.0, repository: "https://charts.example.com" }'),
    'requirements.lock': lock,
    ...inside('charts/sub', chart('sub')),
  }),
  schema: chart('schema', '', {
    'values.schema.json': '{\n  "properties": { "color": { "type": "string" } }\n}\n',
  }),
  notes: chart('notes', '', {
    'templates/NOTES.txt': 'Thank you for {{ .Chart.Name }}\n',
    'templates/tests/test.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: test\n  annotations: { helm.sh/hook: test }\n',
    'templates/_helpers.tpl': '{{ define "x" }}{{ end }}\n',
  }),
  hidden: chart('hidden', '', {
    '.hidden': 'kept',
    '.folder/file': 'kept',
    'templates/.hidden.yaml': 'left out',
    'templates/deep/.hidden.tpl': '',
    'charts/_aside/Chart.yaml': 'no chart',
    'charts/.hidden/Chart.yaml': 'no chart',
  }),
  'empty-templates': {
    'Chart.yaml': chartYaml('empty-templates'),
    templates: { folder: true },
    charts: { folder: true },
    'values.yaml': '',
  },
  documents: chart('documents', '', { 'README.md': '# Read me\n', LICENSE: 'MIT\n', 'CHANGELOG.md': '' }),
  commented: chart(
    'commented',
    '# why\nhome: https://example.com # here\nphone: 1\nmaintainers:\n- name: A\n  phone: 2\n',
  ),
  texts: chart(
    'texts',
    `description: A long description that has to be folded because it has far more than the eighty columns a line may have at most
home: "https://example.com/a: b # c and a quoted text with a colon that is folded too because it's long enough"
keywords: ["true", "1.5", "null", "", "- x", "#x", "a: b", "it's", '"q"', "1_000", "0x1f", "1:30", 2024-01-01, "*", "&a", " x ", "x:"]
annotations:
  angle: <a href="x?a=1&b=2">
  b10: 1
  b2: true
  empty:
  artifacthub.io/changes: |
    - kind: added
      description: something with "quotes"

    - kind: fixed
  kept-lines: "a\\nb\\n\\n"
  no-end: "a\\nb"
  led: "  a\\n b"
  trailing: "a \\nb\\n"
  tab: "a\\tb and a text that is long enough to be folded in double quotes, which it needs because of the tab"
  org.opencontainers.image.title: not taken
  org.opencontainers.image.authors: taken
`,
  ),
  numbers: chart(
    'numbers',
    'appVersion: 1.10\nicon: 12345678.5\nkubeVersion: 1_000\nkeywords: [1, 0777, 1e3, 0.00001, yes, ~]\n',
  ),
  'import-numbers': chart(
    'import-numbers',
    needs(
      '{ name: sub, version: "1", import-values: [1.5, 9223372036854775808, 1e20, -1e21, 0.0001, { b10: 1, b9: [[], {}] }] }',
    ),
    inside('charts/sub', chart('sub')),
  ),
  build: chart('build', '', { 'Chart.yaml': 'apiVersion: v2\nname: build\nversion: 1.2.3+build.5\n' }),
  // A time to the nanosecond is less than 2^64, and more than a number of JavaScript holds.
  far: chart('far', '', { 'Chart.yaml': 'apiVersion: v2\nname: far\nversion: 1.0.18446744073709551615\n' }),
  prerelease: chart('prerelease', '', { 'Chart.yaml': 'apiVersion: v2\nname: prerelease\nversion: 1.2.3-rc.1\n' }),
  loose: chart('loose', '', { 'Chart.yaml': 'apiVersion: v2\nname: loose\nversion: v1.2\n' }),
  deprecated: chart(
    'deprecated',
    `deprecated: true
kubeVersion: ">=1.20.0-0"
icon: https://example.com/icon.svg
sources: [https://example.com/source, https://example.com/other]
maintainers:
  - { name: A <B>, email: a@example.com, url: "https://example.com" }
  - { name: No Mail }
  - { email: only@example.com }
condition: x.enabled
tags: a,b
`,
  ),
  windows: chart('windows', '', {
    'Chart.yaml': chartYaml('windows', 'description: >\n  two\n  lines\n').replaceAll('\n', '\r\n'),
    'values.yaml': 'color: |\r\n  a\r\n  b\r\n',
    '.helmignore': '*.bak\r\nci/\r\n',
    'x.bak': '',
    'ci/x': '',
  }),
  'long-names': chart('long-names', '', { [longName]: 'long\n', [`files/${'é'.repeat(60)}.txt`]: 'long\n' }),
  twice: chart(
    'twice',
    `description: lost
description: kept
home: https://lost.example.com
<<: &merged { home: https://kept.example.com, icon: https://lost.example.com/icon }
icon: https://kept.example.com/icon
annotations: { a: "1" }
annotations: { b: "1", c: lost, c: kept }
`,
  ),
  capitals: { 'Chart.yaml': 'APIVersion: v2\nName: capitals\nVersion: 1.0.0\nAppVersion: "2"\n' },
  anchors: chart('anchors', 'home: &home https://example.com\nsources: [*home]\nannotations: &a { b: *home }\n'),
};

/** Writes one chart of the corpus below a folder and gives its directory. */
export async function writeChart(folder: string, name: string): Promise<string> {
  const directory = join(folder, name);
  for (const [path, content] of Object.entries(corpus[name] ?? {})) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(file, content);
    else if ('link' in content) await symlink(content.link, file);
    else if ('folder' in content) await mkdir(file);
    else await writeFile(file, await makeArchive(content.archive));
  }
  return directory;
}

/** Packs files as a .tgz, whatever they are: the paths are taken as they stand. */
export async function makeArchive(files: Record<string, string | Uint8Array>): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, text]) => {
    const data = Buffer.from(text);
    return { name, kind: 'file', mode: 0o644, time: 0, size: data.byteLength, read: () => [data] } as const;
  });
  return buffer(gzip(tar(entries)));
}
