import { makeChart } from '../../src/artifact/chart/chart-files.ts';
import { chartLayers } from '../../src/artifact/chart/chart-manifest.ts';
import { type DependencySources, updateDependencies } from '../../src/artifact/chart/dependencies.ts';
import { packChart } from '../../src/artifact/chart/pack-chart.ts';
import { createChartBudget } from '../../src/artifact/chart/reading/chart-budget.ts';
import { readFiles } from '../../src/artifact/chart/reading/read-archive.ts';
import { messageOf } from '../../src/errors.ts';
import type { Manifest } from '../../src/oci/manifest.ts';
import { chartContentType } from '../../src/oci/media-types.ts';
import { originOfInput } from '../../src/origin.ts';
import { makeArchive } from '../artifact/chart/corpus.ts';
import type { MessageRow } from './message-row.ts';

const head = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
const chartOf = (files: Record<string, string>) => {
  const all = Object.entries({ 'Chart.yaml': head, ...files });
  return makeChart(
    all.map(([name, text]) => ({ name, data: Buffer.from(text) })),
    originOfInput('web'),
    createChartBudget(),
  );
};
const make = (files: Record<string, string>) => () => chartOf(files);

const archived = (files: Record<string, string>) => async () =>
  readFiles([await makeArchive(files)], originOfInput('web.tgz'), createChartBudget());
const also = (name: string) => archived({ 'web/Chart.yaml': head, [name]: '' });

/** Another repository has charts a of 1.0.0 and 2.0.0, whatever is asked for. */
const sources: DependencySources = {
  fetchIndex: async () => Buffer.from('entries:\n  a:\n  - { version: 1.0.0, digest: "00", urls: [a.tgz] }\n'),
  fetchArchive: () => makeArchive({ 'a/Chart.yaml': 'name: a\nversion: 1.0.0\n' }),
  listOciTags: async () => ['1.0.0', '2.0.0'],
  pullOci: () => makeArchive({ 'a/Chart.yaml': 'name: a\nversion: 1.0.0\n' }),
  readLocal: async () => chartOf({ 'Chart.yaml': 'name: local\nversion: 3.2.1\n' }),
};
const needs =
  (...dependencies: string[]) =>
  async () => {
    const list = dependencies.map((one) => `- { ${one} }\n`).join('');
    const chart = await chartOf({ 'Chart.yaml': `${head}dependencies:\n${list}` });
    return updateDependencies(chart, sources, '').catch((error: unknown) =>
      messageOf(error).replace(/sha256:\w{64}/, 'DIGEST'),
    );
  };
const oci = 'repository: "oci://r.io/x"';
const layers = (...sizes: number[]) => {
  const all = sizes.map((size) => ({ mediaType: chartContentType, digest: `sha256:${size}`, size }));
  return () => chartLayers({ layers: all } as unknown as Manifest, 'r.io/web:1');
};

export const chartMessages: readonly MessageRow[] = [
  ['values that are none', make({ 'values.yaml': '- a\n' }), 'web/values.yaml:1: the values are not a map'],
  ['an alias of nothing', make({ 'values.yaml': 'a: *x\n' }), 'web/values.yaml:1: the alias *x refers to nothing'],
  [
    'an alias in itself',
    make({ 'values.yaml': 'a: &x\n  b: *x\n' }),
    'web/values.yaml:2: the alias *x stands in what it refers to',
  ],
  ['a key that is a list', make({ 'values.yaml': 'a:\n  [b]: c\n' }), 'web/values.yaml:2: a key is not text'],
  ['a tag that does not fit', make({ 'values.yaml': 'a: !!int x\n' }), 'web/values.yaml:1: "x" is no !!int'],
  [
    'a binary text that is none',
    make({ 'values.yaml': 'a: !!binary "?"\n' }),
    'web/values.yaml:1: what !!binary stands before is not base64',
  ],
  [
    'half a character',
    make({ 'values.yaml': 'a: "\\ud83d\\ude00"\n' }),
    'web/values.yaml:1: the escape \\ud83d is half a character: write it as one, or as \\U…',
  ],
  [
    'another line break',
    make({ 'values.yaml': 'a: x\u2028y\n' }),
    'web/values.yaml:1: a text has a line break, U+2028: write it as "\\u2028", in double quotes',
  ],
  [
    'another line break in a comment',
    make({ 'values.yaml': 'a: 1\n# x\u2028y\n' }),
    'web/values.yaml:2: a comment has a line break, U+0085, U+2028 or U+2029, and Helm reads what is behind it',
  ],
  [
    'another YAML',
    make({ 'values.yaml': '%YAML 1.2\n---\na: 1\n' }),
    'web/values.yaml:1: Helm does not know the directive %YAML 1.2',
  ],
  [
    'what Helm could not read again',
    async () => packChart(await chartOf({ 'Chart.yaml': `${head}annotations: { "x\\u0085y": a }\n` }), { time: 0 }),
    'web/Chart.yaml: a line break (U+0085) in a key is not allowed',
  ],
  ['a schema that is none', make({ 'values.schema.json': '{' }), 'web/values.schema.json: the file is not valid JSON'],
  ['a lock that is none', make({ 'Chart.lock': '- a\n' }), 'web/Chart.lock:1: the file is not a map'],
  [
    'a file right in charts/',
    make({ 'charts/notes': '' }),
    'web/charts/notes: this is not a chart: it has no Chart.yaml',
  ],
  [
    'an archive in charts/ that is none',
    make({ 'charts/a.tgz': 'text' }),
    'web/charts/a.tgz: this is not a chart: it is not a gzipped tar archive',
  ],
  [
    'two charts of one name',
    make({ 'charts/a/Chart.yaml': 'name: x\nversion: 1\n', 'charts/b/Chart.yaml': 'name: x\nversion: 2\n' }),
    'web: two charts in charts/ have the name "x": charts/a and charts/b',
  ],
  [
    'two dependencies of one name',
    make({ 'requirements.yaml': 'dependencies: [{ name: a }, { name: a }]\n' }),
    'web/Chart.yaml: two dependencies have the name or alias "a": give one an alias',
  ],
  ['an absolute path in an archive', also('/web/x'), 'web.tgz: the chart has "/web/x", which is an absolute path'],
  ['a drive in an archive', also('web/z:x'), 'web.tgz: the chart has "web/z:x", which has a drive letter'],
  ['a step up in an archive', also('web/../x'), 'web.tgz: the chart has "web/../x", which leads out of the chart'],
  [
    'a control character in an archive',
    also('web/\t'),
    'web.tgz: the chart has "web/\\t", which has control characters',
  ],
  ['an empty part in an archive', also('web//x'), 'web.tgz: the chart has "web//x", which is not a plain path'],
  ['a second folder in an archive', also('api/x'), 'web.tgz: the chart is not one folder: it has "api/x" beside "web"'],
  ['a file that an archive has twice', also('web\\Chart.yaml'), 'web.tgz: the chart has "Chart.yaml" twice'],
  ['an archive without files', archived({}), 'web.tgz: this is not a chart: the archive is empty'],
  [
    'a dependency from a name',
    needs('name: a, version: 1, repository: "@stable"'),
    'web/Chart.yaml:5: the repository "@stable" of a is a name in some Helm client\'s configuration: write its URL',
  ],
  [
    'a dependency from elsewhere',
    needs('name: a, version: 1, repository: "s3://x"'),
    'web/Chart.yaml:5: the repository "s3://x" of a is not an https, oci or file URL',
  ],
  [
    'a dependency without a version',
    needs(`name: a, ${oci}`),
    'web/Chart.yaml:5: the version "" of a is neither a semantic version nor a range of versions',
  ],
  [
    'a range that no version fits',
    needs(`name: a, version: ^7, ${oci}`),
    'web/Chart.yaml:5: no version of a fits ^7; there are 1.0.0, 2.0.0',
  ],
  [
    'a repository without the chart',
    needs('name: c, version: ^1, repository: "https://me:secret@x.io?token=secret"'),
    'web/Chart.yaml:5: https://x.io has no chart c',
  ],
  [
    'a dependency from nowhere',
    needs('name: a, version: ^1'),
    'web/Chart.yaml:5: a has no repository and is not in charts/',
  ],
  [
    'a folder with another version',
    needs('name: local, version: ^1, repository: "file://x"'),
    'web/Chart.yaml:5: local at file://x is 3.2.1, not ^1',
  ],
  [
    'a folder with another chart',
    needs('name: a, version: ^3, repository: "file://x"'),
    'Wrong chart: file://x gave local 3.2.1 for a 3.2.1',
  ],
  [
    'a registry with another chart',
    needs(`name: b, version: 2.0.0, ${oci}`),
    'Wrong chart: oci://r.io/x gave a 1.0.0 for b 2.0.0',
  ],
  [
    'another digest than that of the index',
    needs('name: a, version: 1.0.0, repository: "https://x.io"'),
    'The chart a 1.0.0 has the digest DIGEST, but its index says sha256:00',
  ],
  [
    'two versions of one chart',
    needs(`name: a, version: 1.0.0, ${oci}`, `name: a, version: "1", ${oci}, alias: c`),
    'web/Chart.yaml:5: it needs a in two versions, and charts/ has room for one',
  ],
  ['a chart without an archive', layers(), 'r.io/web:1 is a chart without an archive'],
  ['a chart with two archives', layers(1, 2), 'r.io/web:1 is a chart with several archives'],
  ['a chart that is too large', layers(100 * 1024 ** 2 + 1), 'r.io/web:1 is a chart of more than 100 MiB'],
];
