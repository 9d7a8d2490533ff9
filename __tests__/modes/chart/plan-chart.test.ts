import { describe, expect, it } from '@jest/globals';
import { type Staged, stageChart, stageHubMetadata } from '../../../src/artifact/chart/chart-manifest.ts';
import { type Plan, planChart, planMetadata, sendChart, sizeOf, titleOf } from '../../../src/modes/chart/plan-chart.ts';
import type { ReadyChart } from '../../../src/modes/chart/ready-chart.ts';
import type { InputsOf } from '../../../src/modes/contract/inputs.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { parseReference, type Reference } from '../../../src/oci/reference.ts';
import { copy } from '../../../src/store/copy.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeInputs, makeMode } from '../../support/action/make-mode.ts';

const inMemory = (text: string) => {
  const bytes = Buffer.from(text);
  return { digest: digestOf(bytes), size: bytes.byteLength, open: openBytes(bytes) };
};
const stage = (config: string, annotations: Record<string, string> = {}, provenance?: string): Staged =>
  stageChart({
    config: Buffer.from(JSON.stringify({ name: 'web', says: config })),
    archive: inMemory('the archive'),
    provenance: provenance === undefined ? undefined : Buffer.from(provenance),
    annotations,
  });
const own = stage('ours');
/** The same chart in another manifest: pushed at another time. */
const same = stage('ours', { 'org.opencontainers.image.created': '2020-01-01T00:00:00Z' });
const other = stage('theirs');
const target = parseReference('host.test/charts/web');
const chart = { name: 'web', version: '1.2.3+x', fileName: 'web-1.2.3+x.tgz' } as ReadyChart;
const versionTag = '1.2.3_x';

type There = Record<string, Staged>;
type IfExists = InputsOf<'push'>['ifExists'];

async function surroundings(there: There) {
  const store = new MemoryStore();
  for (const [tag, staged] of Object.entries(there)) await copy(staged.store, staged.root, store, { tags: [tag] });
  const opened: unknown[] = [];
  const open = (reference: Reference) => {
    opened.push(reference);
    return store;
  };
  const { mode, said } = makeMode('/', { open: { source: open, store: open } });
  return { store, mode, said, opened };
}

async function plan(there: There, ifExists: IfExists, more: string[] = []) {
  const { store, mode, said, opened } = await surroundings(there);
  const inputs = makeInputs('push', 'host.test/x', { tags: more, ifExists });
  const { store: used, ...planned } = await planChart({ chart, staged: own, said: {}, target }, inputs, mode);
  expect(used).toBe(store);
  expect(opened).toEqual([target]);
  return { planned, said };
}

const nothing = { pending: [], previous: {}, transferred: 0, reused: 0 };
const [ours, theirs] = [own.root.digest, other.root.digest];
const stays = `notice: The chart host.test/charts/web:1.2.3_x exists and stays at ${theirs}: Chart.yaml differs`;

describe('The plan for a chart', () => {
  it.each<[string, There, IfExists, string[], Partial<Plan>, string[]]>([
    [
      'that is not there',
      {},
      'error',
      [],
      { ...nothing, status: 'pushed', tags: [versionTag], pending: [versionTag] },
      [],
    ],
    [
      'that is there',
      { [versionTag]: own },
      'error',
      [versionTag],
      { ...nothing, status: 'unchanged', tags: [versionTag], reused: sizeOf(own) },
      [],
    ],
    [
      'that is there, pushed at another time',
      { [versionTag]: same, latest: same },
      'error',
      ['latest'],
      {
        ...{ ...nothing, status: 'unchanged', tags: [versionTag, 'latest'], reused: sizeOf(own) },
        ...{ kept: same.root, content: expect.objectContaining({ descriptor: same.root }) as never },
      },
      [],
    ],
    [
      'that is there, pushed at another time, with a tag at what we would push',
      { [versionTag]: same, latest: own },
      'error',
      ['latest'],
      {
        ...{
          ...nothing,
          status: 'pushed',
          tags: [versionTag, 'latest'],
          pending: ['latest'],
          previous: { latest: ours },
        },
        ...{ kept: same.root, content: expect.objectContaining({ descriptor: same.root }) as never },
      },
      [],
    ],
    [
      'that differs, with if-exists: overwrite',
      { [versionTag]: other },
      'overwrite',
      [],
      { ...nothing, status: 'pushed', tags: [versionTag], pending: [versionTag], previous: { [versionTag]: theirs } },
      [],
    ],
    [
      'that differs, with if-exists: skip',
      { [versionTag]: other },
      'skip',
      ['latest'],
      { ...nothing, status: 'skipped', tags: [versionTag, 'latest'], kept: other.root },
      [stays],
    ],
    [
      'with tags that move and one that is right',
      { [versionTag]: own, latest: other, '1.2': other, stable: own },
      'error',
      ['latest', '1.2', 'stable', 'new'],
      {
        ...{ ...nothing, status: 'pushed', tags: [versionTag, 'latest', '1.2', 'stable', 'new'] },
        ...{ pending: ['latest', '1.2', 'new'], previous: { latest: theirs, '1.2': theirs } },
      },
      [],
    ],
    [
      'with another version that differs, with if-exists: skip',
      { [versionTag]: own, '1.2.3': other },
      'skip',
      ['1.2.3'],
      { ...nothing, status: 'unchanged', tags: [versionTag, '1.2.3'], reused: sizeOf(own) },
      [`notice: The tag 1.2.3 exists and stays at ${theirs}`],
    ],
    [
      'with another version that differs, with if-exists: overwrite',
      { [versionTag]: own, '1.2.3': other },
      'overwrite',
      ['1.2.3'],
      {
        ...{ ...nothing, status: 'pushed', tags: [versionTag, '1.2.3'] },
        ...{ pending: ['1.2.3'], previous: { '1.2.3': theirs } },
      },
      [],
    ],
    [
      'with another version that is not there',
      {},
      'error',
      ['1.2.3', '1.2.3'],
      { ...nothing, status: 'pushed', tags: [versionTag, '1.2.3'], pending: [versionTag, '1.2.3'] },
      [],
    ],
  ])('%s', async (_, there, ifExists, more, expected, told) => {
    const { planned, said } = await plan(there, ifExists, more);
    expect(planned).toStrictEqual(expected);
    expect(said).toEqual(told);
  });

  it.each<[string, There, string[], string]>([
    [
      'its version',
      { [versionTag]: other },
      [],
      `The chart version host.test/charts/web:1.2.3_x exists with different content: Chart.yaml differs (${theirs})`,
    ],
    [
      'another version',
      { [versionTag]: own, '1.2.3': other },
      ['1.2.3'],
      `The chart version host.test/charts/web:1.2.3 exists with different content (${theirs})`,
    ],
  ])('with if-exists: error fails where %s differs', async (_, there, more, message) => {
    await expect(plan(there, 'error', more)).rejects.toMatchObject({ code: 'CONFLICT', message });
  });
});

const metadata = stageHubMetadata(Buffer.from('repositoryID: a\n'));

it.each<[string, There, Partial<Plan>]>([
  ['is not there', {}, { ...nothing, status: 'pushed', pending: ['hub'] }],
  ['is there', { hub: metadata }, { ...nothing, status: 'unchanged', reused: sizeOf(metadata) }],
  [
    'is there with other words',
    { hub: other },
    { ...nothing, status: 'pushed', pending: ['hub'], previous: { hub: theirs } },
  ],
])('The metadata of a repository that %s is planned', async (_, there, expected) => {
  const { store, mode, opened } = await surroundings(there);
  expect(await planMetadata({ staged: metadata, target, tag: 'hub' }, mode)).toEqual({
    ...expected,
    tags: ['hub'],
    store,
  });
  expect(opened).toEqual([target]);
});

describe('A chart that is sent', () => {
  const signed = stage('ours', {}, 'a signature');
  const send = async (there: There, given: Partial<Plan> = {}) => {
    const { store, mode, said } = await surroundings(there);
    const plan: Plan = {
      ...{ ...nothing, status: 'pushed', store, tags: ['v'], pending: ['v'], ...given },
    };
    await sendChart({ plan, staged: signed, chart }, 1, mode.log, mode.signal);
    const root = await store.resolve('v').catch(() => undefined);
    return { said: said.sort(), root, counts: [plan.transferred, plan.reused] };
  };
  const [archive, provenance] = [11, 11];
  const config = signed.config.size;

  it('is told file by file, and counted', async () => {
    expect(await send({})).toEqual({
      said: ['info: Sent: web-1.2.3+x.tgz  11 B', 'info: Sent: web-1.2.3+x.tgz.prov  11 B'],
      root: signed.root,
      counts: [archive + provenance + config, 0],
    });
    expect(sizeOf(signed)).toBe(archive + provenance + config);
  });

  it('is counted as reused where its parts are there', async () => {
    expect(await send({ x: own })).toEqual({
      said: ['info: Sent: web-1.2.3+x.tgz.prov  11 B'],
      root: signed.root,
      counts: [provenance, archive + config],
    });
  });

  it('is told by its title, when it is metadata', async () => {
    const only = await surroundings({});
    const plan: Plan = { ...nothing, status: 'pushed', store: only.store, tags: ['v'], pending: ['v'] };
    await sendChart({ plan, staged: metadata, chart: undefined }, 2, only.mode.log, only.mode.signal);
    expect(only.said).toEqual(['info: Sent: artifacthub-repo.yml  16 B']);
    expect([plan.transferred, plan.reused]).toEqual([sizeOf(metadata), 0]);
  });

  it('gets its tags alone, where the same chart is there', async () => {
    const content = await same.store.manifest(same.root.digest);
    const tagged = { said: [], root: same.root, counts: [0, sizeOf(signed)] };
    expect(await send({ x: same }, { content })).toEqual(tagged);
    expect(await send({ x: same }, { content, pending: [] })).toEqual({ ...tagged, root: undefined });
  });

  it('has a name for each of its files', () => {
    const nameOf = (staged: Staged, of: ReadyChart | undefined) =>
      staged.layers.map(({ digest }) => titleOf(staged, digest, of));
    expect(nameOf(signed, chart).sort()).toEqual(['web-1.2.3+x.tgz', 'web-1.2.3+x.tgz.prov']);
    expect(nameOf(metadata, undefined)).toEqual(['artifacthub-repo.yml']);
    expect(nameOf(own, undefined)).toEqual(['']);
    expect(titleOf(own, metadata.config.digest, undefined)).toBe('');
    expect(titleOf(own, metadata.config.digest, chart)).toBe('web-1.2.3+x.tgz');
  });
});
