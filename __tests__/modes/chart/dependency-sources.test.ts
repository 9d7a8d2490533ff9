import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { stageChart } from '../../../src/artifact/chart/chart-manifest.ts';
import { createChartBudget } from '../../../src/artifact/chart/reading/chart-budget.ts';
import { createDependencySources } from '../../../src/modes/chart/dependency-sources.ts';
import { describe as describeBytes } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { formatRepository, type Reference } from '../../../src/oci/reference.ts';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeFolder, makeWorkspace } from '../../support/action/workspace.ts';
import { openPlace } from '../../support/content/shelf.ts';
import { quirkAlways, startFakeRegistry } from '../../support/servers/fake-registry.ts';

const mebibyte = 1024 ** 2;

/** Makes the sources of a chart `web` in a workspace, over places in memory; what was asked for is kept. */
function makeSources(places: Record<string, Store> = {}, workspace = makeFolder()) {
  const asked: string[] = [];
  const temporary = makeFolder();
  const { signal } = new AbortController();
  const placeOf = (reference: Reference) => {
    const name = formatRepository(reference);
    asked.push(name);
    return places[name] ?? new MemoryStore();
  };
  const sources = createDependencySources(
    placeOf,
    { signal, workspace },
    async (url, { limit }) => {
      asked.push(`${limit / mebibyte} MiB: ${url}`);
      return Buffer.from(`what is at ${url}`);
    },
    temporary,
  );
  return { of: sources, sources: sources(join(workspace, 'web')), asked, temporary, signal };
}

/** A place with charts, by their tags. */
async function placeWith(charts: Record<string, string>): Promise<MemoryStore> {
  const store = new MemoryStore();
  for (const [tag, text] of Object.entries(charts)) {
    const bytes = Buffer.from(text);
    const archive = { digest: digestOf(bytes), size: bytes.byteLength, open: openBytes(bytes) };
    const staged = stageChart({ config: Buffer.from('{}'), archive, provenance: undefined, annotations: {} });
    for (const one of [staged.config, ...staged.layers]) {
      await store.push(one, async () => staged.store.fetch(one), {});
    }
    await store.push(staged.root, async () => staged.store.fetch(staged.root), { tags: [tag] });
  }
  return store;
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('What is downloaded', () => {
  it('comes once for all charts of a step, by its whole address, and within limits', async () => {
    const { of, sources, asked } = makeSources();
    const other = of('/elsewhere');
    const first = await sources.fetchIndex('https://r.test/i?a');
    // Nobody changes what another one gets.
    first.set(Buffer.from('!'));
    expect(text(await other.fetchIndex('https://r.test/i?a'))).toBe('what is at https://r.test/i?a');
    expect(text(await other.fetchIndex('https://r.test/i?b'))).toBe('what is at https://r.test/i?b');
    await Promise.all([sources.fetchArchive('https://r.test/i?a'), other.fetchArchive('https://r.test/i?a')]);
    expect(asked).toEqual(['32 MiB: https://r.test/i?a', '32 MiB: https://r.test/i?b', '100 MiB: https://r.test/i?a']);
  });

  it('is refused where it was changed meanwhile', async () => {
    const { sources, temporary } = makeSources();
    const url = 'https://r.test/a.tgz';
    const { length } = await sources.fetchArchive(url);
    const [file = ''] = await readdir(temporary);
    await writeFile(join(temporary, file), 'x'.repeat(length));
    await expect(sources.fetchArchive(url)).rejects.toMatchObject({ code: 'INTEGRITY' });
  });
});

describe('A chart in a registry', () => {
  it('is that of its tag, each fetched once, as are the tags', async () => {
    const place = await placeWith({ '1.0.0': 'one', '1.1.0': 'two' });
    const { of, sources, asked } = makeSources({
      'r.test/x/a': place,
      'r.test/x/b': await placeWith({ '1.0.0': 'b' }),
    });
    const other = of('/elsewhere');
    expect([...(await sources.listOciTags('r.test/x/a'))].sort()).toEqual(['1.0.0', '1.1.0']);
    expect([...(await other.listOciTags('r.test/x/a'))].sort()).toEqual(['1.0.0', '1.1.0']);
    expect([...(await other.listOciTags('r.test/x/b'))]).toEqual(['1.0.0']);
    expect(text(await sources.pullOci('r.test/x/a', '1.0.0'))).toBe('one');
    expect(text(await other.pullOci('r.test/x/a', '1.0.0'))).toBe('one');
    expect(text(await other.pullOci('r.test/x/a', '1.1.0'))).toBe('two');
    expect(text(await other.pullOci('r.test/x/b', '1.0.0'))).toBe('b');
    expect(asked).toEqual(['r.test/x/a', 'r.test/x/b', 'r.test/x/a', 'r.test/x/a', 'r.test/x/b']);
  });

  it('is asked for no longer than the step may last', async () => {
    const place = await placeWith({ '1.0.0': 'one' });
    const signals: (AbortSignal | undefined)[] = [];
    const noted = new Proxy(place, {
      get: (target, key: 'tags' | 'manifest' | 'fetch') => (first: never, second?: AbortSignal) => {
        signals.push(key === 'tags' ? first : second);
        return (target[key] as (...parameters: unknown[]) => unknown).call(target, first, second);
      },
    });
    const { sources, signal } = makeSources({ 'r.test/a': noted });
    await sources.listOciTags('r.test/a');
    await sources.pullOci('r.test/a', '1.0.0');
    expect(signals).toEqual([signal, signal, signal]);
    expect(signals.every((one) => one === signal)).toBe(true);
  });

  it('may have more than a manifest may, and 100 MiB at most', async () => {
    const large = 'x'.repeat(5 * mebibyte);
    const place = await placeWith({ '1.0.0': large });
    const manifest = await place.manifest('1.0.0');
    const bytes = Buffer.from(
      Buffer.from(manifest.bytes)
        .toString()
        .replace(`${large.length}`, `${100 * mebibyte + 1}`),
    );
    await place.push(describeBytes(manifest.descriptor.mediaType, bytes), openBytes(bytes), { tags: ['2.0.0'] });
    const { sources } = makeSources({ 'r.test/a': place });
    expect((await sources.pullOci('r.test/a', '1.0.0')).byteLength).toBe(large.length);
    await expect(sources.pullOci('r.test/a', '2.0.0')).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('is refused where the registry gives another archive than the manifest names', async () => {
    await using registry = await startFakeRegistry();
    const place = openPlace(`${registry.host}/a`);
    const staged = await placeWith({ '1.0.0': 'one' });
    await copyGraph(staged, (await staged.manifest('1.0.0')).descriptor, place, { tags: ['1.0.0'] });
    const blob = `GET /v2/a/blobs/${digestOf(Buffer.from('one'))}`;
    registry.onRequest = quirkAlways(blob, { status: 200, body: 'two' });
    const { sources } = makeSources({ 'r.test/a': place });
    await expect(sources.pullOci('r.test/a', '1.0.0')).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it('is refused where it is none', async () => {
    const place = new MemoryStore();
    const put = async (tag: string, mediaType: string, body: object) => {
      const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...body }));
      await place.push(describeBytes(mediaType, bytes), openBytes(bytes), { tags: [tag] });
    };
    const image = 'application/vnd.oci.image.manifest.v1+json';
    const empty = describeBytes('application/vnd.oci.empty.v1+json', Buffer.from('{}'));
    await place.push(empty, openBytes(Buffer.from('{}')), {});
    await put('1.0.0', 'application/vnd.oci.image.index.v1+json', { manifests: [] });
    const bytes = encodeManifest({ mediaType: image, config: empty, layers: [empty] });
    await place.push(describeBytes(image, bytes), openBytes(bytes), { tags: ['2.0.0'] });
    const { sources } = makeSources({ 'r.test/a': place });
    const pull = (tag: string) => sources.pullOci('r.test/a', tag);
    for (const tag of ['1.0.0', '2.0.0']) await expect(pull(tag)).rejects.toMatchObject({ code: 'ARTIFACT' });
    await expect(pull('3.0.0')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['r.test/x/a', 'r.test/x/a'],
    ['localhost/a', 'localhost/a'],
    ['r:5000/a', 'r:5000/a'],
    ['[::1]:5000/a', '[::1]:5000/a'],
    ['charts/a', undefined],
    ['a', undefined],
    ['localhosts/a', undefined],
    ['r.test/a:1.0.0', undefined],
    ['r.test/a:1.0.0,2.0.0', undefined],
    ['oci-layout:r.test/a', undefined],
  ])('is at %s, read as %j', async (repository, place) => {
    const { sources, asked } = makeSources();
    for (const ask of [() => sources.listOciTags(repository), () => sources.pullOci(repository, '1.0.0')]) {
      const error = (await ask().catch((caught: unknown) => caught)) as Error & { code?: string };
      expect(error.code === 'INVALID_INPUT').toBe(place === undefined);
    }
    expect(asked).toEqual(place === undefined ? [] : [place, place]);
  });
});

describe('A chart of a folder', () => {
  const chart = (name: string) => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;

  async function local() {
    const inside = {
      'web/Chart.yaml': chart('web'),
      'web/inner/Chart.yaml': chart('inner'),
      'db/Chart.yaml': chart('db'),
      'bad/Chart.yaml': 'name: bad\n',
      'linking/Chart.yaml': chart('linking'),
    };
    const outer = await makeWorkspace({
      ...Object.fromEntries(Object.entries(inside).map(([path, content]) => [`work/${path}`, content])),
      // All of them are charts, and would be taken.
      'db/Chart.yaml': chart('db'),
      'work-2/db/Chart.yaml': chart('db'),
    });
    const workspace = join(outer, 'work');
    const outside = await makeWorkspace({ 'Chart.yaml': chart('secret') });
    await symlink(join(outside, 'Chart.yaml'), join(workspace, 'linking', 'values.yaml'));
    await symlink('db', join(workspace, 'inside'));
    await symlink(outside, join(workspace, 'outside'));
    const { sources } = makeSources({}, workspace);
    return { workspace, outside, read: (path: string) => sources.readLocal(path, createChartBudget()) };
  }

  it.each([
    ['../db', 'db'],
    ['inner', 'inner'],
    ['WORKSPACE/db', 'db'],
    ['../inside', 'db'],
  ])('is found by %s', async (path, name) => {
    const { read, workspace } = await local();
    expect((await read(path.replace('WORKSPACE', workspace))).metadata.name).toBe(name);
  });

  it.each(['../../db', 'OUTSIDE', 'WORKSPACE-2/db', '../outside', '../linking', '../nothing', '../bad'])(
    'is refused by %s',
    async (path) => {
      const { read, workspace, outside } = await local();
      const reading = read(path.replace('WORKSPACE', workspace).replace('OUTSIDE', outside));
      await expect(reading).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    },
  );

  it('is one more level of the chart that needs it, and is counted with it', async () => {
    const { workspace } = await local();
    const { sources } = makeSources({}, workspace);
    const origin = { label: 'x', code: 'INVALID_INPUT' } as const;
    let budget = createChartBudget();
    for (let level = 1; level < 9; level += 1) budget = budget.deeper(origin);
    await expect(sources.readLocal('../db', budget)).resolves.toBeDefined();
    budget = budget.deeper(origin);
    await expect(sources.readLocal('../db', budget)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const full = createChartBudget();
    full.spend('files', 10_000, origin);
    await expect(sources.readLocal('../db', full)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
