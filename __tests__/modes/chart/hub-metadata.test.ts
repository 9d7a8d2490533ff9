import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { FoundChart } from '../../../src/artifact/chart/find-charts.ts';
import { createRows } from '../../../src/modes/chart/chart-rows.ts';
import { metadataFor, planMetadata } from '../../../src/modes/chart/hub-metadata.ts';
import { formatRepository, parseReference } from '../../../src/oci/reference.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { makeMode } from '../../support/action/make-mode.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

const chart = (path: string, kind: FoundChart['kind'] = 'directory'): FoundChart => ({
  path,
  kind,
  label: path.slice(1),
});
const file = (path: string) => chart(`${path}/artifacthub-repo.yml`, 'metadata');
const [web, api] = [chart('/charts/web'), chart('/charts/api')];
const targets = new Map([web, api].map((one) => [one, parseReference(`r.test/${one.path.split('/').at(-1)}`)]));
const target = (one: FoundChart, reference = targets.get(one)) => ({
  found: one,
  target: reference ?? parseReference('r.test/x'),
});

describe('The metadata of a repository', () => {
  it.each<[what: string, found: FoundChart[], expected: [repository: string, file: string][]]>([
    ['are none without a file', [], []],
    ['are those of its own chart', [file('/charts/web')], [['r.test/web', 'charts/web/artifacthub-repo.yml']]],
    [
      'are those anywhere in its chart',
      [file('/charts/web/docs')],
      [['r.test/web', 'charts/web/docs/artifacthub-repo.yml']],
    ],
    [
      'are those beside the charts, for all',
      [file('/charts')],
      [
        ['r.test/web', 'charts/artifacthub-repo.yml'],
        ['r.test/api', 'charts/artifacthub-repo.yml'],
      ],
    ],
    [
      'are its own before those for all',
      [file('/charts'), file('/charts/api')],
      [
        ['r.test/web', 'charts/artifacthub-repo.yml'],
        ['r.test/api', 'charts/api/artifacthub-repo.yml'],
      ],
    ],
    [
      'are not those of a folder that starts alike',
      [file('/charts/web-docs')],
      [
        ['r.test/web', 'charts/web-docs/artifacthub-repo.yml'],
        ['r.test/api', 'charts/web-docs/artifacthub-repo.yml'],
      ],
    ],
  ])('%s', (_, files, expected) => {
    const planned = metadataFor([target(web), target(api)], [web, ...files, api]);
    expect(planned.map((one) => [formatRepository(one.target), one.file.label])).toEqual(expected);
  });

  it('are one for a repository of several charts', () => {
    const shared = parseReference('r.test/all');
    const planned = metadataFor([target(web, shared), target(api, shared)], [web, api, file('/charts')]);
    expect(planned).toEqual([{ target: shared, file: file('/charts') }]);
  });

  it('are not those beside an archive, unless they are for all', () => {
    const packed = chart('/charts/web', 'archive');
    const planned = metadataFor([target(packed)], [packed, file('/charts/web')]);
    expect(planned).toHaveLength(1);
    const both = [packed, file('/charts/web'), file('/charts')];
    expect(() => metadataFor([target(packed)], both)).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        message:
          'The files charts/web/artifacthub-repo.yml and charts/artifacthub-repo.yml are both metadata for all charts',
      }),
    );
  });
});

describe('Metadata are read', () => {
  const read = async (workspace: string, symlinks: 'keep' | 'error' = 'keep') => {
    const store = new MemoryStore();
    const { mode } = makeMode(workspace, { open: { source: () => store, store: () => store } });
    const label = 'artifacthub-repo.yml';
    const row = createRows(false, mode).add(label, false);
    const found: FoundChart = { path: join(workspace, label), label, kind: 'metadata' };
    return planMetadata({ file: found, target: parseReference('r.test/web'), row }, symlinks, mode);
  };
  const mebi = 1024 ** 2;
  const ofSize = (size: number) => `a: ${'x'.repeat(size - 3)}`;

  it('up to 1 MiB, and keep the name of their file', async () => {
    const { name, fileName, staged } = await read(await makeWorkspace({ 'artifacthub-repo.yml': ofSize(mebi) }));
    expect([name, fileName]).toEqual(['artifacthub-repo.yml', 'artifacthub-repo.yml']);
    expect(staged.layers).toMatchObject([{ size: mebi }]);
  });

  it.each([
    ['of a byte more', ofSize(mebi + 1), 'artifacthub-repo.yml: the file is larger than 1 MiB'],
    ['that are a list', '\n- a\n', 'artifacthub-repo.yml:2: the file is not a map'],
    ['that are a text', 'text', 'artifacthub-repo.yml:1: the file is not a map'],
  ])('but not those %s', async (_, content, message) => {
    const workspace = await makeWorkspace({ 'artifacthub-repo.yml': content });
    await expect(read(workspace)).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
  });

  it('but not through a link that leads out or is an error', async () => {
    const outer = await makeWorkspace({ secret: 'a: b', 'work/own.yml': 'a: b' });
    await symlink('../secret', join(outer, 'work/artifacthub-repo.yml'));
    await expect(read(join(outer, 'work'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const inner = await makeWorkspace({ 'own.yml': 'a: b' });
    await symlink('own.yml', join(inner, 'artifacthub-repo.yml'));
    await expect(read(inner)).resolves.toBeDefined();
    await expect(read(inner, 'error')).rejects.toMatchObject({ topic: 'symbolic-link' });
  });
});
