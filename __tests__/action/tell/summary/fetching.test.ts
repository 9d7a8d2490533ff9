import { expect, it } from '@jest/globals';
import { howToFetch } from '../../../../src/action/tell/summary/fetching.ts';
import type { Result } from '../../../../src/modes/contract/result.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const repository = 'r.test/team/app';
const reference = `${repository}@${digest}`;
const about = { digest, repository, reference, mediaType: 'application/vnd.oci.image.manifest.v1+json' };
const archive = 'application/vnd.oci.image.layer.v1.tar+gzip';
const file = (title: string, mediaType: string) => ({ title, digest, size: 1, mediaType });

/** The ways that are shown: of each the heading, and its text. */
const waysOf = (result: Partial<Result>) =>
  Object.fromEntries(
    [...howToFetch(result).matchAll(/<summary>(.*?)<\/summary>\n\n```\w+\n([\s\S]*?)\n```/g)].map(([, tool, text]) => [
      tool,
      text?.split('\n'),
    ]),
  );

const inStep = (written: string) => [
  '- uses: OWNER/oci-artifact@v1',
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
const flux = [
  ...['apiVersion: source.toolkit.fluxcd.io/v1', 'kind: OCIRepository', 'metadata:', '  name: app'],
  ...['  namespace: flux-system', 'spec:', '  interval: 5m', `  url: oci://${repository}`],
  ...['  ref:', `    digest: ${digest}`],
];
const fluxChart = [
  ...[...flux, '  layerSelector:', '    mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip'],
  '    operation: copy',
];
const chart = { ...about, artifactType: 'application/vnd.cncf.helm.config.v1+json' };

it.each<[string, Partial<Result>, Record<string, string[]>]>([
  ['files', { ...about, files: [file('a', archive), file('b', archive)] }, { 'With oras': [`oras pull ${reference}`] }],
  ['one file', { ...about, files: [file('a.txt', 'text/plain')] }, { 'With oras': [`oras pull ${reference}`] }],
  ['nothing', { ...about, files: [] }, { 'With oras': [`oras pull ${reference}`] }],
  [
    'one archive',
    { ...about, files: [file('deploy', archive)] },
    { 'With oras': [`oras pull ${reference}`], 'With Argo CD': argo(digest, 'deploy'), 'With Flux': flux },
  ],
  // A name that YAML reads as something else is quoted.
  [
    'one archive whose name is a dot',
    { ...about, files: [file('.', archive)] },
    { 'With oras': [`oras pull ${reference}`], 'With Argo CD': argo(digest, '"."'), 'With Flux': flux },
  ],
  [
    'a source of Flux',
    { ...about, artifactType: 'application/vnd.cncf.flux.config.v1+json', files: [file('a', archive)] },
    { 'With Flux': flux, 'With the Flux CLI': [`flux pull artifact oci://${reference} --output .`] },
  ],
  [
    'a chart',
    { ...chart, version: '1.0.0+b', tags: ['x'] },
    {
      'With Helm': [`helm pull oci://${repository} --version 1.0.0+b`],
      'With Argo CD': argo('"1.0.0+b"', '"."'),
      'With Flux': fluxChart,
    },
  ],
  [
    'a chart whose version is known by its tag',
    { ...chart, tags: ['1.0.0_b_c', '2.0.0'] },
    {
      'With Helm': [`helm pull oci://${repository} --version 1.0.0+b+c`],
      'With Argo CD': argo('"1.0.0+b+c"', '"."'),
      'With Flux': fluxChart,
    },
  ],
  [
    'a chart without any',
    chart,
    {
      'With Helm': [`helm pull oci://${repository}@${digest}`],
      'With Argo CD': argo(digest, '"."'),
      'With Flux': fluxChart,
    },
  ],
])('Of %s is said how to fetch it in a step, and otherwise', (_, result, ways) => {
  expect(waysOf(result)).toEqual({ 'Fetch it in another step': inStep(reference), ...ways });
});

it.each<[string, Partial<Result>]>([
  ['an image', { ...about, artifactType: 'application/vnd.oci.image.config.v1+json' }],
  ['an image of Docker', { ...about, artifactType: 'application/vnd.docker.container.image.v1+json' }],
  ['an index', { ...about, artifactType: '', mediaType: 'application/vnd.oci.image.index.v1+json' }],
])('%s is fetched by Docker alone', (_, result) => {
  expect(waysOf(result)).toEqual({ 'With Docker': [`docker pull ${reference}`] });
});

it('An index of artifacts is fetched as such', () => {
  const result = { ...about, artifactType: 'x/y', mediaType: 'application/vnd.oci.image.index.v1+json' };
  expect(Object.keys(waysOf(result))).toEqual(['Fetch it in another step', 'With oras']);
});

it('What is in a layout is fetched from there, whatever it is', () => {
  const layout = `oci-layout:out@${digest}`;
  expect(waysOf({ ...chart, reference: layout, repository: 'oci-layout:out' })).toEqual({
    'Fetch it in another step': inStep(layout),
    'With oras': [`oras pull --oci-layout out@${digest}`],
  });
});

it('The first way is open, and the others are folded', () => {
  expect(howToFetch(chart).match(/<details.*?>/g)).toEqual(['<details open>', ...new Array(3).fill('<details>')]);
});
