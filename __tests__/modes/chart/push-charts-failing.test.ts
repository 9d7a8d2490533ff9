import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { chartWorld, chartYaml, needs } from '../../support/action/chart-world.ts';
import { noticed } from '../../support/action/collecting-log.ts';
import type { Given } from '../../support/action/make-mode.ts';

/** Pushes the charts a, b and c, of which some fail when they are written. */
async function push(failing: Record<string, Error>, given: Given<'push'> = {}) {
  const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}/Chart.yaml`, chartYaml(name)]));
  const world = await chartWorld({ ...files, 'b/artifacthub-repo.yml': 'repositoryID: b\n' });
  for (const [name, error] of Object.entries(failing)) {
    world.place(`r.test/charts/${name}`).manifest = () => Promise.reject(error);
  }
  const { error, result } = await world.push({ files: ['a', 'b/**', 'c'], keepGoing: true, ...given });
  const there: string[] = [];
  for (const name of ['a', 'b', 'c']) there.push(...(await world.tagsOf(`r.test/charts/${name}`)).map(() => name));
  return { error, result, statuses: result.items?.map(({ status }) => status), there };
}
const denied = new OciError('DENIED', 'No');

describe('Of several charts', () => {
  it('one that fails stops no other with keep-going, and its metadata stay behind', async () => {
    const { error, result, statuses, there } = await push({ b: denied });
    expect(error).toBe(denied);
    expect(statuses).toEqual(['pushed', 'failed', 'pushed']);
    expect(result.items?.[1]).toMatchObject({ changed: false, reason: 'No' });
    expect(result).toMatchObject({ changed: true });
    expect(result.transferred).toBe((result.items?.[0]?.size ?? 0) + (result.items?.[2]?.size ?? 0));
    expect(there).toEqual(['a', 'c']);
  });

  it('those that fail are summed up, with the code of the first', async () => {
    const { error, result } = await push({ a: denied, c: new OciError('NETWORK', 'Gone') });
    expect(error).toMatchObject({ code: 'DENIED', cause: denied });
    expect(result).toMatchObject({ changed: true });
  });

  it('nothing has changed when all failed', async () => {
    const { result } = await push({ a: denied, b: denied, c: denied });
    expect(result).toMatchObject({ changed: false, transferred: 0 });
  });

  it('none is pushed when one fails, without keep-going', async () => {
    const { error, statuses, there } = await push({ a: denied }, { keepGoing: false, concurrency: 1 });
    expect(error).toBe(denied);
    expect(statuses).toEqual(['failed', 'not reached', 'not reached']);
    expect(there).toEqual([]);
  });

  it('the outputs have the order in which they are named, whatever ends first', async () => {
    const world = await chartWorld({ 'a/Chart.yaml': chartYaml('a'), 'b/Chart.yaml': chartYaml('b') });
    const place = world.place('r.test/charts/a');
    const { manifest } = place;
    place.manifest = async (...given) => {
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      return manifest.apply(place, given);
    };
    const { result } = await world.push({ files: ['a', 'b'], concurrency: 2 });
    expect(result.items?.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('one that cannot be packed leaves the others, with keep-going, and is before them without', async () => {
    const world = await chartWorld({ 'bad/Chart.yaml': chartYaml('bad', 'x'), 'web/Chart.yaml': chartYaml('web') });
    const given = { files: ['bad', 'web'] };
    const position = { file: 'bad/Chart.yaml', line: 3 };
    expect((await world.push(given)).error).toMatchObject({ code: 'INVALID_INPUT', position });
    expect(await world.tagsOf('r.test/charts/web')).toEqual([]);
    expect((await world.push({ ...given, keepGoing: true })).error).toMatchObject({ position });
    expect(await world.tagsOf('r.test/charts/web')).toEqual(['1.0.0']);
  });
});

describe('A push of charts is refused, before anything is sent, by', () => {
  const files = {
    'web/Chart.yaml': chartYaml('web'),
    'same/Chart.yaml': chartYaml('web'),
    'newer/Chart.yaml': chartYaml('web', '1.1.0'),
    'capital/Chart.yaml': chartYaml('Web', '1.2.0'),
    'plus/Chart.yaml': chartYaml('web', '1.0.0+b'),
    'minus/Chart.yaml': chartYaml('web', '1.0.0+b'),
    'api/Chart.yaml': chartYaml('api'),
    'spaced/Chart.yaml': chartYaml('my chart'),
    'tagged/Chart.yaml': chartYaml('a:b'),
    'needy/Chart.yaml': chartYaml('needy', '1.0.0', needs('')),
    'empty/readme.md': '',
    'artifacthub-repo.yml': 'repositoryID: a\n',
    'two/artifacthub-repo.yml': 'repositoryID: b\n',
  };
  const digest = `sha256:${'a'.repeat(64)}`;
  it.each<[title: string, given: Given<'push'>, reference: string, facts?: object]>([
    ['a tag', {}, 'r.test/charts:v1'],
    ['a digest', {}, `r.test/charts@${digest}`],
    ['a digest of the very repository', { chartRepository: 'exact' }, `r.test/charts/web@${digest}`],
    ['two names in one repository', { files: ['web', 'api'], chartRepository: 'exact' }, ''],
    ['names in other letters in one repository', { files: ['web', 'capital'], chartRepository: 'exact' }, ''],
    ['no Chart.yaml', { files: ['empty'] }, '', { topic: 'missing-chart-yaml' }],
    ['nothing of that name', { files: ['wbe'] }, '', { topic: 'no-match' }],
    ['metadata alone', { files: ['two/*'] }, '', { topic: 'no-match' }],
    ['a wrong chart-version', { chartVersion: 'v1.x' }, ''],
    ['a tag as chart-version', { chartVersion: 'web-1.2.3' }, ''],
    ['a missing dependency', { files: ['needy'] }, '', { position: { file: 'needy/Chart.yaml', line: 5 } }],
    ['one chart twice', { files: ['web', 'same'] }, ''],
    ['one version twice, with a +', { files: ['plus', 'minus'] }, ''],
    ['one tag for two', { files: ['web', 'newer'], tags: ['v1'] }, ''],
    ['a name with a space', { files: ['spaced'] }, ''],
    ['a name with a colon', { files: ['tagged'] }, ''],
    ['metadata twice', { files: ['web', 'artifacthub-repo.yml', 'two/*'] }, ''],
  ])('%s', async (_, given, reference, facts = {}) => {
    const { push, tagsOf } = await chartWorld(files);
    const { error } = await push(given, reference || 'r.test/charts');
    expect(error).toMatchObject({ code: 'INVALID_INPUT', ...facts });
    for (const name of ['charts', 'charts/web', 'charts/api']) expect(await tagsOf(`r.test/${name}`)).toEqual([]);
  });
});

it('Inputs that mean nothing for charts are warned of', async () => {
  const { push } = await chartWorld();
  const given = { root: 'web', artifactType: 'x/y', config: 'x.json' };
  const { said, error } = await push(given);
  expect(error).toBeUndefined();
  expect(noticed(said)).toEqual({ warning: 3 });
});
