import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createChartBudget } from '../../../src/artifact/chart/reading/chart-budget.ts';
import type { OciError } from '../../../src/errors.ts';
import { createDependencySources } from '../../../src/modes/chart/dependency-sources.ts';
import type { Download } from '../../../src/modes/contract/mode.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../../src/oci/media-types.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeMode } from '../../support/action/make-mode.ts';
import { makeFolder, makeWorkspace } from '../../support/action/workspace.ts';

const MiB = 1024 ** 2;
const chartYaml = (name: string) => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;

/** The sources for a chart in `web`, over one place in memory; what is opened and fetched is noted. */
async function makeSources(files: Record<string, string> = { 'web/Chart.yaml': chartYaml('web') }) {
  const workspace = await makeWorkspace(files);
  const store = new MemoryStore();
  const put = async (mediaType: string, bytes: Buffer, tags: string[] = []) => {
    const descriptor = describeContent(mediaType, bytes);
    await store.push(descriptor, openBytes(bytes), { tags });
    return descriptor;
  };
  const asked: string[] = [];
  const download: Download = async (url, { limit, what }) => {
    asked.push(`${what} ${url}, of at most ${limit / MiB} MiB`);
    return Buffer.from(`content of ${url}`);
  };
  const open = {
    source: ({ host, repository }: { host: string; repository: string }) => {
      asked.push(`${host}/${repository}`);
      return store;
    },
  };
  const { mode } = makeMode(workspace);
  const of = createDependencySources({ ...mode, open: { ...mode.open, ...open } }, download, makeFolder());
  return { workspace, put, asked, sources: of(join(workspace, 'web')), other: of(join(workspace, 'other')) };
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ code, message }: OciError) => `${code}: ${message}`,
  );

describe('What charts depend on', () => {
  it('is fetched once for all charts, and no more of it than may be', async () => {
    const { sources, other, asked } = await makeSources();
    for (const each of [sources, other, sources]) {
      expect(String(await each.fetchIndex('https://c.test/index.yaml'))).toBe('content of https://c.test/index.yaml');
      expect(String(await each.fetchArchive('https://c.test/a.tgz'))).toBe('content of https://c.test/a.tgz');
    }
    expect(String(await sources.fetchArchive('https://c.test/b.tgz'))).toBe('content of https://c.test/b.tgz');
    expect(asked).toEqual([
      'The index of the chart repository https://c.test/index.yaml, of at most 32 MiB',
      expect.stringMatching(/^The chart https:\/\/c\.test\/a\.tgz, of at most \d+ MiB$/),
      expect.stringMatching(/^The chart https:\/\/c\.test\/b\.tgz, of at most \d+ MiB$/),
    ]);
  });

  it('is pulled from a registry once', async () => {
    const { sources, put, asked } = await makeSources();
    const layer = await put('application/vnd.cncf.helm.chart.content.v1.tar+gzip', Buffer.from('archive'));
    const config = await put('application/vnd.cncf.helm.config.v1+json', Buffer.from('{}'));
    const body = { schemaVersion: 2, mediaType: imageManifest, config, layers: [layer] };
    await put(imageManifest, Buffer.from(JSON.stringify(body)), ['1.0.0', '1.1.0']);
    for (const tag of ['1.0.0', '1.0.0', '1.1.0']) {
      expect(String(await sources.pullOci('c.test/charts/db', tag))).toBe('archive');
    }
    expect([...(await sources.listOciTags('c.test/charts/db'))].sort()).toEqual(['1.0.0', '1.1.0']);
    await sources.listOciTags('c.test/charts/db');
    expect(asked).toEqual(['c.test/charts/db', 'c.test/charts/db', 'c.test/charts/db']);
  });

  it('is a chart, and not larger than one', async () => {
    const { sources, put } = await makeSources();
    await put(imageIndex, Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [] })), [
      'all',
    ]);
    expect(await failure(sources.pullOci('c.test/db', 'all'))).toBe('ARTIFACT: c.test/db:all is an index, not a chart');
    const config = await put('application/vnd.cncf.helm.config.v1+json', Buffer.from('{}'));
    const type = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
    const large = await put(type, Buffer.alloc(5 * MiB));
    for (const [tag, layer] of Object.entries({ large, larger: { ...large, size: 100 * MiB + 1 } })) {
      const body = { schemaVersion: 2, mediaType: imageManifest, config, layers: [layer] };
      await put(imageManifest, Buffer.from(JSON.stringify(body)), [tag]);
    }
    expect((await sources.pullOci('c.test/db', 'large')).byteLength).toBe(5 * MiB);
    expect(await failure(sources.pullOci('c.test/db', 'larger'))).toBe(
      'TOO_LARGE: c.test/db:larger is a chart of more than 100 MiB',
    );
  });

  it.each([
    ['charts/db', '"oci://charts"'],
    ['c.test/charts/db:1.0.0', '"oci://c.test/charts"'],
    ['c.test/charts/db:1.0.0,2.0.0', '"oci://c.test/charts"'],
    ['oci-layout:out/db', '"oci://oci-layout:out"'],
  ])('is not looked for in %s', async (repository, named) => {
    const { sources, asked } = await makeSources();
    for (const work of [sources.listOciTags(repository), sources.pullOci(repository, '1.0.0')]) {
      expect(await failure(work)).toBe(`INVALID_INPUT: The chart repository ${named} has no host or has a tag`);
    }
    expect(asked).toEqual([]);
  });

  it.each(['localhost/charts/db', 'localhost:5000/db', 'c.test/db'])('is looked for in %s', async (repository) => {
    const { sources, put } = await makeSources();
    await put(imageIndex, Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: [] })), [
      '1',
    ]);
    expect(await sources.listOciTags(repository)).toEqual(['1']);
  });
});

describe('A chart beside another one', () => {
  const { signal } = new AbortController();
  it('is in the workspace, whatever links say', async () => {
    const { sources, workspace } = await makeSources({
      'web/Chart.yaml': chartYaml('web'),
      'db/Chart.yaml': chartYaml('db'),
      'db/values.yaml': 'a: 1\n',
      'link/Chart.yaml': chartYaml('link'),
    });
    const read = (path: string) => sources.readLocal(path, createChartBudget(signal));
    expect((await read('../db')).metadata.name).toBe('db');
    const outside = await makeWorkspace({ 'db/Chart.yaml': chartYaml('db'), secret: 'secret' });
    expect(await failure(read(`../../${outside.split('/').at(-1)}/db`))).toMatch(
      /web\/Chart\.yaml: the dependency "file:\/\/\.\.\/\.\..*\/db" leads out of the workspace$/,
    );
    await symlink(join(outside, 'db'), join(workspace, 'linked'));
    expect(await failure(read('../linked'))).toMatch(/^INVALID_INPUT: /);
    await symlink(join(outside, 'secret'), join(workspace, 'link', 'values.yaml'));
    expect(await failure(read('../link'))).toMatch(/^INVALID_INPUT: .*link\/values\.yaml/);
  });

  it('counts as one that is in the other', async () => {
    const { sources } = await makeSources({ 'web/Chart.yaml': chartYaml('web'), 'db/Chart.yaml': chartYaml('db') });
    const deepened: string[] = [];
    const budget = createChartBudget(signal);
    const spied = {
      ...budget,
      deeper: (...given: Parameters<typeof budget.deeper>) => {
        deepened.push(given[0].label);
        return budget.deeper(...given);
      },
    };
    await sources.readLocal('../db', spied as typeof budget);
    expect(deepened).toContain('db');
  });
});
