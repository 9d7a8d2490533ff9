import { rm } from 'node:fs/promises';
import { hasCode } from '../../../src/errors.ts';
import type { Registry } from '../../../src/registry/registry.ts';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { collect } from '../../support/content/collect.ts';
import { readTree } from '../../support/content/read-tree.ts';
import { stage } from '../../support/content/staged.ts';
import { always, type FaultCase, type FaultyJob, inGrid, makeFolder, once } from '../../support/faults/fault-cases.ts';
import {
  answerByGateway,
  breakAfter,
  change,
  changeHeaders,
  cutAtOnce,
  type Fault,
  loseAnswer,
  places,
  redirect,
  refuse,
  refuseWithPage,
  stallBefore,
} from '../../support/faults/faults.ts';
import { runStep } from '../../support/processes/run-step.ts';

type Prepare = NonNullable<FaultyJob['prepare']>;
type On = FaultCase['rules'][number]['on'];

const artifact = stage({ 'a.txt': 'first', 'b.txt': 'second' });
const other = stage({ 'c.txt': 'third' });

const prepareEach: Prepare = async (direct, names) => {
  for (const name of ['app', ...names]) {
    const target = direct(name, 'pull,push');
    await copyGraph(artifact.store, artifact.root, target, { tags: ['v1'] });
    await copyGraph(other.store, other.root, target, { tags: ['v2'] });
  }
};

async function digestOf(direct: Registry, name: string, tag: string): Promise<string | undefined> {
  try {
    return (await direct(name, 'pull').resolve(tag)).digest;
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}

const expectThat = (isRight: boolean, what: string): string[] => (isRight ? [] : [what]);

const getTags: On = ({ url }) => url.includes('/tags/list');
const getReferrers: On = ({ url }) => url.includes('/referrers/');
const getReferrersTag: On = ({ method, url }) => method === 'GET' && /\/manifests\/sha256-/.test(url);
const putReferrersTag: On = ({ method, url }) => method === 'PUT' && /\/manifests\/sha256-/.test(url);
const putAttached: On = ({ method, url }) => method === 'PUT' && /\/manifests\/sha256:/.test(url);
const remove: On = ({ method, url }) => method === 'DELETE' && url.includes('/manifests/');

/** Faults that each request of a verb survives when they happen once. */
const passing: [name: string, fault: Fault][] = [
  ['a reset', cutAtOnce],
  ['502 as a page', refuseWithPage(502)],
  ['no answer', stallBefore],
];

/** What no verb gets over; what it leaves is checked. */
const lasting: [name: string, fault: Fault, expected: FaultCase['expected']][] = [
  ['a reset', cutAtOnce, 'NETWORK'],
  ['503', refuse(503), 'REGISTRY'],
  ['403', refuse(403), 'DENIED'],
];

const casesOf = (requests: [name: string, on: On][], more: FaultCase[] = []): FaultCase[] => [
  ...requests.flatMap(([what, on], row) =>
    passing.map(
      ([name, fault], column): FaultCase => ({
        name: `${what}: ${name}`,
        rules: [once(on, fault)],
        expected: 'ok',
        ...inGrid(row, column),
      }),
    ),
  ),
  ...requests.slice(0, 1).flatMap(([what, on]) =>
    lasting.map(
      ([name, fault, expected]): FaultCase => ({
        name: `${what}, always: ${name}`,
        rules: [always(on, fault)],
        expected,
        inputs: { retries: '1' },
      }),
    ),
  ),
  ...more,
];

const listTags: FaultyJob = {
  prepare: prepareEach,
  files: () => ({}),
  inputs: ({ host }) => ({ mode: 'tags', reference: `${host}/app` }),
  check: async ({ run, isDone }) =>
    expectThat(!isDone || run.outputs['tags'] === 'v2\nv1', `the tags are ${run.outputs['tags']}`),
};

const tag: FaultyJob = {
  prepare: prepareEach,
  files: () => ({}),
  inputs: ({ host, name }) => ({ mode: 'tag', reference: `${host}/${name}:v1`, tags: 'stable' }),
  check: async ({ direct, name, isDone }) => {
    const digest = await digestOf(direct, name, 'stable');
    return expectThat(digest === (isDone ? artifact.root.digest : undefined), `the new tag is ${digest}`);
  },
};

const inspect: FaultyJob = {
  prepare: prepareEach,
  files: () => ({}),
  inputs: ({ host }) => ({ mode: 'inspect', reference: `${host}/app:v1` }),
  check: async ({ run, isDone }) =>
    expectThat(!isDone || run.outputs['digest'] === artifact.root.digest, 'the digest is wrong'),
};

const attach: FaultyJob = {
  prepare: prepareEach,
  files: () => ({ 'sbom.json': '{"sbom":true}' }),
  inputs: ({ host, name }) => ({
    mode: 'attach',
    reference: `${host}/${name}:v1`,
    files: 'sbom.json',
    'artifact-type': 'application/spdx+json',
  }),
  check: async ({ direct, name, isDone, run }) => {
    const found = await collect(direct(name, 'pull').referrers(artifact.root));
    const isThere = found.some(({ digest }) => digest === run.outputs['digest']);
    return expectThat(isThere === isDone, `there are ${found.length} referrers`);
  },
};

const discover: FaultyJob = {
  ...inspect,
  inputs: ({ host }) => ({ mode: 'discover', reference: `${host}/app:v1` }),
  check: async ({ run, isDone }) => expectThat(!isDone || run.outputs['referrers'] === '[]', 'it discovered something'),
};

const deleteTag: FaultyJob = {
  prepare: prepareEach,
  files: () => ({}),
  inputs: ({ host, name }) => ({ mode: 'delete', reference: `${host}/${name}:v2` }),
  check: async ({ direct, name, isDone }) => {
    const [kept, gone] = await Promise.all(['v1', 'v2'].map((name_) => digestOf(direct, name, name_)));
    return [
      ...expectThat(kept === artifact.root.digest, 'another tag is gone'),
      ...expectThat(gone === (isDone ? undefined : other.root.digest), 'the tag is in the wrong state'),
    ];
  },
};

const chart = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.2.3\n',
  'web/values.yaml': 'color: blue\n',
};

const pushChart: FaultyJob = {
  files: () => chart,
  inputs: ({ host, name }) => ({ mode: 'push', kind: 'helm', reference: `${host}/${name}`, files: 'web' }),
  check: async ({ direct, name, isDone, run }) => {
    const digest = await digestOf(direct, `${name}/web`, '1.2.3');
    return expectThat(digest === (isDone ? run.outputs['digest'] : undefined), `the tag is ${digest}`);
  },
};

/** Pushes once, past all faults. */
const prepareBy =
  (files: Record<string, string>, inputs: Record<string, string>, suffix: string): Prepare =>
  async (_, __, { directHost, credentials }) => {
    const workspace = await makeFolder(files);
    const reference = `${directHost}/${suffix}`;
    const { code, stdout } = await runStep(
      { mode: 'push', reference, 'plain-http': 'true', ...credentials, ...inputs },
      { workspace },
    );
    await rm(workspace, { recursive: true });
    if (code !== 0) throw new Error(stdout);
  };

const pullChart: FaultyJob = {
  prepare: prepareBy(chart, { kind: 'helm', files: 'web' }, 'charts'),
  files: () => ({}),
  inputs: ({ host }) => ({ mode: 'pull', reference: `${host}/charts/web`, version: '^1' }),
  check: async ({ workspace, isDone }) => {
    const tree = await readTree(workspace);
    return expectThat('web/Chart.yaml' in tree === isDone, `there are ${Object.keys(tree)}`);
  },
};

const sources = { 'deploy/app.yaml': 'kind: ConfigMap\n', 'deploy/base/x.yaml': 'kind: Secret\n' };

const pushFlux: FaultyJob = {
  files: () => sources,
  inputs: ({ host, name }) => ({ mode: 'push', kind: 'flux', reference: `${host}/${name}:v1`, files: 'deploy' }),
  check: async ({ direct, name, isDone, run }) => {
    const digest = await digestOf(direct, name, 'v1');
    return expectThat(digest === (isDone ? run.outputs['digest'] : undefined), `the tag is ${digest}`);
  },
};

const pullDirectory: FaultyJob = {
  prepare: prepareBy(sources, { files: 'deploy' }, 'dir:v1'),
  files: () => ({ 'out/deploy/app.yaml': 'old' }),
  inputs: ({ host }) => ({ mode: 'pull', reference: `${host}/dir:v1`, path: 'out' }),
  check: async ({ workspace, isDone }) => {
    const tree = await readTree(workspace);
    const wanted = isDone ? 'out/deploy/app.yaml,out/deploy/base/x.yaml' : 'out/deploy/app.yaml';
    const isNew = tree['out/deploy/app.yaml'] !== 'old';
    return expectThat(Object.keys(tree).sort().join() === wanted && isNew === isDone, `there are ${Object.keys(tree)}`);
  },
};

const zeros = `sha256:${'0'.repeat(64)}`;
const json = (body: string) =>
  change(({ headers }) => ({ headers: { ...headers, 'content-length': undefined }, body: Buffer.from(body) }));

/** All other verbs, with their tables. */
export const verbs: [title: string, job: FaultyJob, cases: FaultCase[]][] = [
  [
    'tags',
    listTags,
    casesOf(
      [['the list', getTags]],
      [
        { name: 'the list breaks off', rules: [once(getTags, breakAfter(9), 2)], expected: 'ok' },
        { name: 'the list stops', rules: [once(getTags, breakAfter(9, 'stall'), 2)], expected: 'ok' },
        { name: 'a redirect to another port', rules: [once(getTags, redirect(307), 2)], expected: 'ok' },
        { name: 'the list is a page', rules: [always(getTags, json('<html>'))], expected: 'REGISTRY' },
        { name: 'the list is none', rules: [always(getTags, json('{"tags":7}'))], expected: 'REGISTRY' },
        {
          name: 'the next page is elsewhere',
          rules: [
            always(
              getTags,
              changeHeaders((_, { elsewhere }) => ({ link: `<${elsewhere}/v2/app/tags/list?n=1>; rel="next"` })),
            ),
          ],
          expected: 'REGISTRY',
        },
        {
          name: 'the next page is the same',
          rules: [
            always(
              getTags,
              changeHeaders((_, { incoming }) => ({ link: `<${incoming.url}>; rel=next` })),
            ),
          ],
          expected: 'REGISTRY',
        },
      ],
    ),
  ],
  [
    'tag',
    tag,
    casesOf(
      [
        ['the new tag', places.putManifest],
        ['the manifest is read', places.getManifest],
      ],
      [{ name: 'the answer is lost', rules: [once(places.putManifest, loseAnswer)], expected: 'ok' }],
    ),
  ],
  [
    'inspect',
    inspect,
    casesOf(
      [['the manifest', places.getManifest]],
      [
        {
          name: 'the manifest has another digest than it says',
          rules: [
            always(
              places.getManifest,
              changeHeaders(() => ({ 'docker-content-digest': zeros })),
            ),
          ],
          expected: 'INTEGRITY',
        },
      ],
    ),
  ],
  [
    'attach',
    attach,
    casesOf(
      [
        ['the attached manifest', putAttached],
        ['the list of referrers is read', getReferrersTag],
        ['the list of referrers is written', putReferrersTag],
        ['the start of an upload', places.start],
      ],
      [
        {
          name: 'all answers to the attached manifest are lost',
          rules: [always(putAttached, loseAnswer)],
          expected: 'ok',
          inputs: { retries: '1' },
        },
      ],
    ),
  ],
  [
    'discover',
    discover,
    casesOf([
      ['the list of referrers', getReferrers],
      ['its tag', getReferrersTag],
    ]),
  ],
  [
    'delete',
    deleteTag,
    casesOf(
      [
        ['the delete', remove],
        ['the list of tags', getTags],
      ],
      [
        { name: 'the answer is lost', rules: [once(remove, loseAnswer)], expected: 'ok' },
        { name: 'a gateway does not wait for the answer', rules: [once(remove, answerByGateway)], expected: 'ok' },
      ],
    ),
  ],
  [
    'a push of a chart',
    pushChart,
    casesOf([
      ['the manifest', places.putManifest],
      ['an upload', places.putSmall],
      ['the start of an upload', places.start],
    ]),
  ],
  [
    'a pull of a chart',
    pullChart,
    casesOf(
      [
        ['the archive', places.getBlob],
        ['the manifest', places.getManifest],
        ['the list of tags', getTags],
      ],
      [{ name: 'the archive breaks off', rules: [once(places.getBlob, breakAfter(50))], expected: 'ok' }],
    ),
  ],
  [
    'a push of a Flux source',
    pushFlux,
    casesOf([
      ['the manifest', places.putManifest],
      ['an upload', places.putSmall],
    ]),
  ],
  [
    'a pull of a directory',
    pullDirectory,
    casesOf(
      [
        ['the archive', places.getBlob],
        ['the manifest', places.getManifest],
      ],
      [
        { name: 'the archive breaks off', rules: [once(places.getBlob, breakAfter(50))], expected: 'ok' },
        { name: 'the archive stops', rules: [once(places.getBlob, breakAfter(50, 'stall'))], expected: 'ok' },
        {
          name: 'the archive has other bytes',
          rules: [
            always(
              places.getBlob,
              change(({ body }) => ({ body: Buffer.alloc(body.length) })),
            ),
          ],
          expected: 'INTEGRITY',
        },
      ],
    ),
  ],
];
