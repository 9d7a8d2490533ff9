import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { makeArchive } from '../../artifact/chart/corpus.ts';
import { buffer } from '../../support/content/buffer.ts';
import type { HostileCase, Json } from '../../support/faults/hostile.ts';

const chartYaml = (name = 'web', version = '1.2.3', more = '') =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${more}`;
const configType = 'application/vnd.cncf.helm.config.v1+json';
const archiveType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/** A chart of this archive, whose config says this. */
const chart =
  (
    archive: () => Uint8Array | Promise<Uint8Array>,
    said: Json | string = {},
    configChanges: Json = {},
  ): HostileCase['make'] =>
  async ({ manifest, blob }) => {
    const config = blob(typeof said === 'string' ? said : JSON.stringify({ name: 'web', version: '1.2.3', ...said }), {
      mediaType: configType,
      ...configChanges,
    });
    manifest([blob(await archive(), { mediaType: archiveType })], { config });
  };
const ofFiles = (files: Record<string, string>, said: Json | string = {}) => chart(() => makeArchive(files), said);
const ofYaml = (text: string, said: Json = {}) => ofFiles({ 'web/Chart.yaml': text }, said);
const ofTar = (...entries: (Partial<Header> & { content?: string })[]) =>
  chart(async () => {
    const archive = pack();
    archive.entry({ name: 'web/Chart.yaml' }, chartYaml());
    for (const { content, ...header } of entries) archive.entry(header as Header, content ?? '');
    archive.finalize();
    return gzipSync(await buffer(archive as unknown as AsyncIterable<Uint8Array>));
  });

const bomb = `a0: &a0 [${Array(10).fill('x').join()}]\n${Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join()}]`).join('\n')}\n`;

const refused: [name: string, make: HostileCase['make'], expected?: HostileCase['expected']][] = [
  ['the name .', ofYaml(chartYaml('.'), { name: '.' })],
  ['the name ..', ofYaml(chartYaml('..'), { name: '..' })],
  ['the name ../x', ofYaml(chartYaml('../x'), { name: '../x' })],
  ['an absolute name', ofYaml(chartYaml('/tmp/x'), { name: '/tmp/x' })],
  ['a name with a backslash', ofYaml(chartYaml("'a\\b'"), { name: 'a\\b' })],
  ['a name with control characters', ofYaml(chartYaml('"a\\e[31m"'), { name: 'a\u001b[31m' })],
  ['a name that turns text', ofYaml(chartYaml('"a\\u202eb"'), { name: 'a\u202eb' })],
  ['a name that gives commands', ofYaml(chartYaml('"a\\n::set-env name=X::y"'), { name: 'a\n::set-env name=X::y' })],
  ['a name that git keeps', ofYaml(chartYaml('.git'), { name: '.git' })],
  ['a name of 300 characters', ofYaml(chartYaml('x'.repeat(300)), { name: 'x'.repeat(300) })],
  ['no name', ofYaml(chartYaml("''"), { name: '' })],
  ['a version that is a path', ofYaml(chartYaml('web', '../../1.0.0'), { version: '../../1.0.0' })],
  ['a version with control characters', ofYaml(chartYaml('web', '"1.0.0\\e[2J"'), { version: '1.0.0\u001b[2J' })],
  ['no version', ofYaml('apiVersion: v2\nname: web\n')],
  ['another name in the config', ofYaml(chartYaml(), { name: 'other' })],
  ['another version in the config', ofYaml(chartYaml(), { version: '9.9.9' })],
  ['a config that is not JSON', ofFiles({ 'web/Chart.yaml': chartYaml() }, 'nonsense')],
  [
    'a config of 2 GiB',
    chart(() => makeArchive({ 'web/Chart.yaml': chartYaml() }), {}, { size: 2 ** 31 }),
    'INTEGRITY',
  ],
  ['another name in the config, to Go', ofYaml(chartYaml(), { Name: 'other' })],
  ['another version in the config, with a long s', ofYaml(chartYaml(), { 'ver\u017fion': '9.9.9' })],
  ['another version, with a long s', ofYaml(chartYaml('web', '1.2.3', 'ver\u017fion: 9.9.9\n'))],
  ['no Chart.yaml', ofFiles({ 'web/values.yaml': 'a: 1\n' })],
  ['a Chart.yaml that is not a map', ofYaml('- a\n')],
  ['a Chart.yaml that is not YAML', ofYaml('a: [\n')],
  ['a Chart.yaml of aliases of aliases', ofYaml(chartYaml('web', '1.2.3', bomb))],
  [
    'a Chart.yaml that is 100,000 deep',
    ofYaml(chartYaml('web', '1.2.3', `x: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`)),
  ],
  [
    'a Chart.yaml that is 100,000 deep in maps',
    ofYaml(chartYaml('web', '1.2.3', `x: ${'{a: '.repeat(100_000)}1${'}'.repeat(100_000)}\n`)),
  ],
  [
    'a Chart.yaml that is 100,000 deep in lists of one line',
    ofYaml(chartYaml('web', '1.2.3', `x:\n  ${'- '.repeat(100_000)}a\n`)),
  ],
  [
    'a Chart.yaml of 100,000 keys',
    ofYaml(chartYaml('web', '1.2.3', Array.from({ length: 100_000 }, (_, key) => `k${key}: v\n`).join(''))),
  ],
  ['a Chart.yaml of 1,000,000 items', ofYaml(chartYaml('web', '1.2.3', `x: [${'a,'.repeat(1_000_000)}]\n`))],
  ['a Chart.yaml that refers to itself', ofYaml(chartYaml('web', '1.2.3', 'x: &x [*x]\n'))],
  [
    '101 MiB unpacked',
    chart(async () =>
      makeArchive({
        'web/Chart.yaml': chartYaml(),
        ...Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`web/${index}`, '\0'.repeat(4 << 20)])),
      }),
    ),
  ],
  [
    '10,001 files',
    chart(async () =>
      makeArchive({
        'web/Chart.yaml': chartYaml(),
        ...Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`web/${index}`, ''])),
      }),
    ),
  ],
  ['two folders', ofFiles({ 'web/Chart.yaml': chartYaml(), 'other/Chart.yaml': chartYaml('other') })],
  ['no folder', ofFiles({ 'Chart.yaml': chartYaml() })],
  ['a file above', ofFiles({ 'web/Chart.yaml': chartYaml(), 'web/../../x': 'x' })],
  ['an absolute file', ofFiles({ 'web/Chart.yaml': chartYaml(), '/tmp/x': 'x' })],
  ['Chart.yaml twice', ofTar({ name: 'web/Chart.yaml', content: chartYaml('evil') })],
  ['a link', ofTar({ name: 'web/values.yaml', type: 'symlink', linkname: '/etc/passwd' })],
  ['a Chart.lock that is a link', ofTar({ name: 'web/Chart.lock', type: 'symlink', linkname: '../../secret.txt' })],
  ['a hard link', ofTar({ name: 'web/values.yaml', type: 'link', linkname: '/etc/passwd' })],
  ['a device', ofTar({ name: 'web/null', type: 'character-device' })],
  ['an archive that is none', chart(() => Buffer.from('nonsense'))],
  [
    'an archive that is cut',
    chart(async () => (await makeArchive({ 'web/Chart.yaml': chartYaml() })).subarray(0, -12)),
  ],
  [
    'two archives',
    async ({ manifest, blob }) => {
      const archive = await makeArchive({ 'web/Chart.yaml': chartYaml() });
      const other = await makeArchive({ 'web/Chart.yaml': chartYaml('web', '1.2.3', 'description: other\n') });
      manifest(
        [archive, other].map((bytes) => blob(bytes, { mediaType: archiveType })),
        { config: blob('{"name":"web","version":"1.2.3"}', { mediaType: configType }) },
      );
    },
  ],
  [
    'no archive',
    async ({ manifest, blob }) =>
      void manifest([], { config: blob('{"name":"web","version":"1.2.3"}', { mediaType: configType }) }),
  ],
];

/** What is wrong in the archive alone: where that is not unpacked, its reader judges it, as with `helm pull`. */
const inArchive: Record<string, string> = {
  'no version': 'web-1.2.3.tgz',
  'another name in the config': 'other-1.2.3.tgz',
  'another version in the config': 'web-9.9.9.tgz',
  'another version, with a long s': 'web-1.2.3.tgz',
};

/** What comes of hostile charts. */
export const chartCases: HostileCase[] = [
  ...refused.map(([name, make, expected = 'ARTIFACT']): HostileCase => ({ name, make, expected })),
  // Names and versions become names of files by the config then.
  ...refused
    .filter(([name]) => /name|version/.test(name))
    .map(
      ([name, make, expected = 'ARTIFACT']): HostileCase => ({
        name: `${name}, not unpacked`,
        make,
        inputs: { unpack: 'false' },
        ...(inArchive[name] === undefined ? { expected } : { expected: 'ok', files: [inArchive[name]] }),
      }),
    ),
  {
    name: 'a Chart.yaml of 6 MiB',
    make: ofYaml(chartYaml('web', '1.2.3', `# ${'x'.repeat(6 << 20)}\n`)),
    expected: 'ok',
    files: ['web/Chart.yaml'],
  },
  {
    name: 'a description that gives commands',
    make: ofYaml(chartYaml('web', '1.2.3', 'description: "\\n::set-env name=X::y\\e[2J"\n')),
    expected: 'ok',
    files: ['web/Chart.yaml'],
  },
];
