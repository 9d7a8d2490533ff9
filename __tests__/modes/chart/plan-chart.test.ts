import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Staged, stageChart, stageHubMetadata } from '../../../src/artifact/chart/chart-manifest.ts';
import type { FoundChart } from '../../../src/artifact/chart/find-charts.ts';
import { createRows } from '../../../src/modes/chart/chart-rows.ts';
import { planMetadata } from '../../../src/modes/chart/hub-metadata.ts';
import { type Parcel, type PlannedParcel, titleOf } from '../../../src/modes/chart/parcel.ts';
import { planChart } from '../../../src/modes/chart/plan-chart.ts';
import { sendParcel } from '../../../src/modes/chart/send-parcel.ts';
import type { InputsOf } from '../../../src/modes/contract/inputs.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { parseReference, type Reference } from '../../../src/oci/reference.ts';
import { copy } from '../../../src/store/copy.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeInputs, makeMode } from '../../support/action/make-mode.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

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
const sizeOf = ({ config, layers }: Staged) => [config, ...layers].reduce((sum, { size }) => sum + size, 0);
const metadata = { apiVersion: 'v2', name: 'web', version: '1.2.3+x' } as const;
const found: FoundChart = { path: '/web', label: 'web', kind: 'directory' };

/** A chart that is packed, with a row of its own. */
const parcelOf = (staged: Staged, fileName = 'web-1.2.3+x.tgz'): Parcel => {
  const row = createRows(false, makeMode('/').mode).add('web', true);
  return { row, name: 'web 1.2.3+x', fileName, target, staged, size: sizeOf(staged) };
};
const versionTag = '1.2.3_x';

type There = Record<string, Staged>;
type IfExists = InputsOf<'push'>['ifExists'];

async function surroundings(there: There, workspace = '/') {
  const store = new MemoryStore();
  for (const [tag, staged] of Object.entries(there)) await copy(staged.store, staged.root, store, { tags: [tag] });
  const opened: unknown[] = [];
  const open = (reference: Reference) => {
    opened.push(reference);
    return store;
  };
  const { mode, said } = makeMode(workspace, { open: { source: open, store: open } });
  return { store, mode, said, opened };
}

async function plan(there: There, ifExists: IfExists, more: string[] = []) {
  const { store, mode, said, opened } = await surroundings(there);
  const inputs = makeInputs('push', 'host.test/x', { tags: more, ifExists });
  const planned = await planChart({ ...parcelOf(own), found, metadata, said: {} }, inputs, mode);
  expect(planned.store).toBe(store);
  expect(opened).toEqual([target]);
  return { planned: told(planned), said, about: planned.row.about };
}

/** What was planned and counted. */
const told = ({ row: { transferred, reused }, status, kept, tags, pending, previous }: PlannedParcel) => {
  const stays = kept ? { kept: kept.descriptor } : {};
  return { status, tags, pending, previous, transferred, reused, ...stays };
};
type Plan = ReturnType<typeof told>;

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
        ...{ kept: same.root },
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
        ...{ kept: same.root },
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

  it.each<[IfExists, There, string[], Record<string, string>]>([
    ['error', {}, ['1.2.3'], { [versionTag]: 'new', '1.2.3': 'new' }],
    ['error', { [versionTag]: same, latest: other }, ['latest'], { [versionTag]: 'unchanged', latest: 'moved' }],
    ['overwrite', { [versionTag]: other, '1.2.3': own }, ['1.2.3'], { [versionTag]: 'moved', '1.2.3': 'unchanged' }],
    ['skip', { [versionTag]: own, '1.2.3': other }, ['1.2.3'], { [versionTag]: 'unchanged', '1.2.3': 'kept' }],
    // Nobody looks for other tags then.
    ['skip', { [versionTag]: other, '1.2.3': own }, ['1.2.3'], { [versionTag]: 'kept' }],
  ])('with if-exists: %s says what becomes of each tag', async (ifExists, there, more, tagged) => {
    expect((await plan(there, ifExists, more)).about.tagged).toEqual(tagged);
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
    await expect(plan(there, 'error', more)).rejects.toMatchObject({
      code: 'CONFLICT',
      message,
      topic: 'chart-release',
    });
  });
});

const hubYaml = 'repositoryID: a\n';
const hub = stageHubMetadata(Buffer.from(hubYaml));

it.each<[string, There, string, Partial<Plan>]>([
  ['is not there', {}, 'new', { ...nothing, status: 'pushed', pending: ['artifacthub.io'] }],
  ['is there', { 'artifacthub.io': hub }, 'unchanged', { ...nothing, status: 'unchanged', reused: sizeOf(hub) }],
  [
    'is there with other words',
    { 'artifacthub.io': other },
    'moved',
    { ...nothing, status: 'pushed', pending: ['artifacthub.io'], previous: { 'artifacthub.io': theirs } },
  ],
])('The metadata of a repository that %s is planned', async (_, there, verdict, expected) => {
  const workspace = await makeWorkspace({ 'hub.yml': hubYaml });
  const { store, mode, opened } = await surroundings(there, workspace);
  const file: FoundChart = { path: join(workspace, 'hub.yml'), label: 'hub.yml', kind: 'metadata' };
  const planned = await planMetadata({ file, target, row: parcelOf(hub).row }, 'keep', mode);
  expect(told(planned)).toEqual({ ...expected, tags: ['artifacthub.io'] });
  expect(planned.row.about.tagged).toEqual({ 'artifacthub.io': verdict });
  expect(planned.store).toBe(store);
  expect(opened).toEqual([target]);
});

describe('A chart that is sent', () => {
  const signed = stage('ours', {}, 'a signature');
  const send = async (there: There, given: Partial<PlannedParcel> = {}, parcel = parcelOf(signed), dryRun = false) => {
    const { store, mode, said } = await surroundings(there);
    const plan = { kept: undefined, tags: ['v'], pending: ['v'], previous: {}, tagged: {}, ...given };
    const planned: PlannedParcel = { ...parcel, store, status: 'pushed', ...plan };
    await sendParcel(planned, { concurrency: 1, dryRun }, mode);
    const root = await store.resolve('v').catch(() => undefined);
    return { said: said.sort(), root, counts: [parcel.row.transferred, parcel.row.reused] };
  };
  const [archive, provenance] = [11, 11];
  const config = signed.config.size;
  const isNew = 'info: host.test/charts/web:v: new';

  it('is told file by file, and counted', async () => {
    expect(await send({})).toEqual({
      said: ['info: Sent: web-1.2.3+x.tgz  11 B', 'info: Sent: web-1.2.3+x.tgz.prov  11 B', isNew],
      root: signed.root,
      counts: [archive + provenance + config, 0],
    });
    expect(sizeOf(signed)).toBe(archive + provenance + config);
  });

  it('is counted as reused where its parts are there', async () => {
    expect(await send({ x: own })).toEqual({
      said: ['info: Sent: web-1.2.3+x.tgz.prov  11 B', isNew],
      root: signed.root,
      counts: [provenance, archive + config],
    });
  });

  it('is told by its title, when it is metadata', async () => {
    const { said, counts } = await send({}, {}, parcelOf(hub, 'artifacthub-repo.yml'));
    expect(said).toEqual(['info: Sent: artifacthub-repo.yml  16 B', isNew]);
    expect(counts).toEqual([sizeOf(hub), 0]);
  });

  it('gets its tags alone, where the same chart is there', async () => {
    const kept = await same.store.manifest(same.root.digest);
    const tagged = { said: [isNew], root: same.root, counts: [0, sizeOf(signed)] };
    expect(await send({ x: same }, { kept })).toEqual(tagged);
  });

  it.each([undefined, true])(
    'gets no tag when it cannot be signed, whether it is there already (%s) or not',
    async (isThere) => {
      const kept = isThere && (await same.store.manifest(same.root.digest));
      const sign = () => Promise.reject(new Error('No token'));
      const { store, mode } = await surroundings(isThere ? { x: same } : {});
      const plan = { kept: kept || undefined, tags: ['v'], pending: ['v'], previous: {}, tagged: {} };
      const planned: PlannedParcel = { ...parcelOf(signed), store, status: 'pushed', ...plan, sign };
      await expect(sendParcel(planned, { concurrency: 1, dryRun: false }, mode)).rejects.toThrow('No token');
      await expect(store.resolve('v')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    },
  );

  const moved = `host.test/charts/web:v: ${theirs} → ${signed.root.digest}`;
  it.each<[string, Partial<PlannedParcel>, boolean, string[], object]>([
    ['is there', { status: 'unchanged', pending: [] }, false, ['Unchanged: web 1.2.3+x'], { status: 'unchanged' }],
    ['stays', { status: 'skipped', pending: [] }, true, ['Skipped: web 1.2.3+x'], { status: 'skipped' }],
    [
      'is only planned',
      { pending: ['v', 'w'], previous: { v: theirs } },
      true,
      [
        `Would move ${moved}`,
        'Would push web 1.2.3+x to host.test/charts/web: v, w',
        'host.test/charts/web:w: would be new',
      ],
      { status: 'planned', changed: true, previous: { v: theirs } },
    ],
  ])('where it %s sends nothing and says so', async (_, given, dryRun, told, item) => {
    const parcel = parcelOf(signed);
    const { said, root } = await send({}, given, parcel, dryRun);
    expect(said).toEqual(told.map((text) => `info: ${text}`));
    expect({ root, item: parcel.row.item }).toMatchObject({ root: undefined, item });
  });

  it('says which tags it moved', async () => {
    const parcel = parcelOf(signed);
    const { said } = await send({ v: other }, { previous: { v: theirs } }, parcel);
    expect(said).toContain(`info: ${moved}`);
    expect(parcel.row.item).toMatchObject({ status: 'pushed', changed: true });
  });

  it('has a name for each of its files', () => {
    const nameOf = (staged: Staged, fileName: string) =>
      staged.layers.map(({ mediaType }) => titleOf(mediaType, fileName));
    expect(nameOf(signed, 'web-1.2.3+x.tgz').sort()).toEqual(['web-1.2.3+x.tgz', 'web-1.2.3+x.tgz.prov']);
    expect(nameOf(hub, 'artifacthub-repo.yml')).toEqual(['artifacthub-repo.yml']);
  });
});
