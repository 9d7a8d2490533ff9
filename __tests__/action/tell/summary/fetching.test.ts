import { expect, it } from '@jest/globals';
import { howToUse } from '../../../../src/action/tell/summary/fetching.ts';
import { type Told, toldBy } from '../../../support/action/told.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const repository = 'r.test/team/app';
const reference = `${repository}@${digest}`;
const about = { digest, place: repository, pinned: reference, mediaType: 'application/vnd.oci.image.manifest.v1+json' };
const archive = 'application/vnd.oci.image.layer.v1.tar+gzip';
const file = (title: string, mediaType: string) => ({ title, digest, size: 1, mediaType });

/** The ways that are shown: of each the heading, and its text. */
const waysOf = (result: Partial<Told>) =>
  Object.fromEntries(
    [
      ...howToUse(toldBy(result).about, 'octo-tools/oci-artifact@v1').matchAll(
        /\*\*(.*?)\*\*\n\n```\w+\n([\s\S]*?)\n```/g,
      ),
    ].map(([, tool, text]) => [tool, text?.split('\n')]),
  );

it.each<[string, Partial<Told>, string]>([
  ['files', { ...about, files: [] }, 'in a workflow · oras'],
  ['an archive', { ...about, files: [file('deploy', archive)] }, 'in a workflow · oras · Argo CD · Flux'],
  ['an image', { ...about, artifactType: 'application/vnd.oci.image.config.v1+json' }, 'Docker'],
])('The ways to use %s are folded under their names', (_, result, names) => {
  expect(howToUse(toldBy(result).about, 'a/b@v1')).toMatch(
    new RegExp(`^<details><summary>Use it: ${names}</summary>\n\n\\*\\*`),
  );
});

const inStep = (written: string) => [
  '- uses: octo-tools/oci-artifact@v1',
  '  with:',
  '    mode: pull',
  `    reference: ${written}`,
];
const argo = (revision: string, path: string) => [
  'source:',
  `  repoURL: oci://${repository}`,
  `  targetRevision: ${revision}`,
  `  path: ${path}`,
];
const fluxOf = (place: string, name: string) => [
  ...['apiVersion: source.toolkit.fluxcd.io/v1', 'kind: OCIRepository', 'metadata:', `  name: ${name}`],
  ...['  namespace: flux-system', 'spec:', '  interval: 5m', `  url: oci://${place}`],
  ...['  ref:', `    digest: ${digest}`],
];
const flux = fluxOf(repository, 'app');
const fluxChart = [
  ...[...flux, '  layerSelector:', '    mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip'],
  '    operation: copy',
];
const chart = { ...about, artifactType: 'application/vnd.cncf.helm.config.v1+json' };

it.each<[string, Partial<Told>, Record<string, string[]>]>([
  ['files', { ...about, files: [file('a', archive), file('b', archive)] }, { oras: [`oras pull ${reference}`] }],
  ['one file', { ...about, files: [file('a.txt', 'text/plain')] }, { oras: [`oras pull ${reference}`] }],
  ['nothing', { ...about, files: [] }, { oras: [`oras pull ${reference}`] }],
  [
    'one archive',
    { ...about, files: [file('deploy', archive)] },
    { oras: [`oras pull ${reference}`], 'Argo CD': argo(digest, 'deploy'), Flux: flux },
  ],
  // A name that YAML reads as something else is quoted.
  [
    'one archive whose name is a dot',
    { ...about, files: [file('.', archive)] },
    { oras: [`oras pull ${reference}`], 'Argo CD': argo(digest, '"."'), Flux: flux },
  ],
  [
    'a source of Flux',
    { ...about, artifactType: 'application/vnd.cncf.flux.config.v1+json', files: [file('a', archive)] },
    { Flux: flux, 'Flux CLI': [`flux pull artifact oci://${reference} --output .`] },
  ],
  [
    'a chart',
    { ...chart, version: '1.0.0+b', tags: ['x'] },
    {
      Helm: [`helm pull oci://${repository} --version 1.0.0+b`],
      'Argo CD': argo('"1.0.0+b"', '"."'),
      Flux: fluxChart,
    },
  ],
  [
    'a chart whose version is known by its tag',
    { ...chart, tags: ['1.0.0_b_c', '2.0.0'] },
    {
      Helm: [`helm pull oci://${repository} --version 1.0.0+b+c`],
      'Argo CD': argo('"1.0.0+b+c"', '"."'),
      Flux: fluxChart,
    },
  ],
  [
    'a chart whose tag is a word of YAML',
    { ...chart, tags: ['No'] },
    {
      Helm: [`helm pull oci://${repository} --version No`],
      'Argo CD': argo('"No"', '"."'),
      Flux: fluxChart,
    },
  ],
  [
    'a chart whose version looks like a number',
    { ...chart, version: '1.10' },
    {
      Helm: [`helm pull oci://${repository} --version 1.10`],
      'Argo CD': argo('"1.10"', '"."'),
      Flux: fluxChart,
    },
  ],
  [
    'a chart without any',
    chart,
    {
      Helm: [`helm pull oci://${repository}@${digest}`],
      'Argo CD': argo(digest, '"."'),
      Flux: fluxChart,
    },
  ],
])('Of %s is said how to fetch it in a step, and otherwise', (_, result, ways) => {
  expect(waysOf(result)).toEqual({ 'In a workflow': inStep(reference), ...ways });
});

it.each<[string, Partial<Told>]>([
  ['an image', { ...about, artifactType: 'application/vnd.oci.image.config.v1+json' }],
  ['an image of Docker', { ...about, artifactType: 'application/vnd.docker.container.image.v1+json' }],
  ['an index', { ...about, artifactType: '', mediaType: 'application/vnd.oci.image.index.v1+json' }],
])('%s is fetched by Docker alone', (_, result) => {
  expect(waysOf(result)).toEqual({ Docker: [`docker pull ${reference}`] });
});

it('An index of artifacts is fetched as such', () => {
  const result = { ...about, artifactType: 'x/y', mediaType: 'application/vnd.oci.image.index.v1+json' };
  expect(Object.keys(waysOf(result))).toEqual(['In a workflow', 'oras']);
});

it.each([
  ['web__app_a', 'web-app-a'],
  ['1.10', '"1.10"'],
  ['on', '"on"'],
  ['online', 'online'],
])('A source of Flux for a repository %s has the name %s', (last, name) => {
  const place = `ghcr.io/o/${last}`;
  const ways = waysOf({ ...about, place, artifactType: 'application/vnd.cncf.flux.config.v1+json' });
  expect(ways['Flux']).toEqual(fluxOf(place, name));
});

it('What is in a layout is fetched from there, whatever it is', () => {
  const layout = `oci-layout:out@${digest}`;
  expect(waysOf({ ...chart, pinned: layout, place: 'oci-layout:out' })).toEqual({
    'In a workflow': inStep(layout),
    oras: [`oras pull --oci-layout out@${digest}`],
  });
});

it.each([
  ['my out', "'my out@DIGEST'"],
  ['$(touch pwn)', "'$(touch pwn)@DIGEST'"],
  ["it's;`id`", "'it'\\''s;`id`@DIGEST'"],
  ["';id;'", "''\\'';id;'\\''@DIGEST'"],
  ['../a_b-c/d.e', '../a_b-c/d.e@DIGEST'],
  ['-o', './-o@DIGEST'],
])('A shell that is given the command for the layout %s runs nothing else', (folder, word) => {
  const place = `oci-layout:${folder}@${digest}`;
  const { oras, 'In a workflow': step } = waysOf({ ...about, pinned: place });
  expect(oras?.[0]?.replace(digest, 'DIGEST')).toBe(`oras pull --oci-layout ${word}`);
  // In YAML, it is in quotes where it has to be.
  expect(step?.join('\n')).toContain(`reference: ${word.startsWith("'") ? JSON.stringify(place) : place}`);
});

it('A version of a chart is one word for a shell, whatever it is', () => {
  expect(waysOf({ ...chart, version: '1.0.0;id' })['Helm']).toEqual([
    `helm pull oci://${repository} --version '1.0.0;id'`,
  ]);
});
