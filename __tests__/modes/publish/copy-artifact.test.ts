import { describe, expect, it } from '@jest/globals';
import type { OpenContent } from '../../../src/chunks.ts';
import { OciError } from '../../../src/errors.ts';
import type { AllInputs } from '../../../src/modes/contract/inputs.ts';
import { attachedTo, copyArtifact } from '../../../src/modes/publish/copy-artifact.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { readDigestTags } from '../../../src/store/attached.ts';
import { startCopySession } from '../../../src/store/copy-graph.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import type { PushOptions, Store } from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { collectingLog, noticed } from '../../support/action/collecting-log.ts';
import { collect } from '../../support/content/collect.ts';
import { type Node, putGraph } from '../../support/content/named-graph.ts';
import { startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

/** A target in memory that tells in which order it was written to. */
class Target extends MemoryStore {
  readonly pushed: string[] = [];
  override async push(descriptor: Descriptor, open: OpenContent, options: PushOptions = {}): Promise<void> {
    await super.push(descriptor, open, options);
    this.pushed.push(descriptor.digest, ...(options.tags ?? []));
  }
}

const { signal } = new AbortController();

type IfExists = AllInputs['ifExists'];

/** Copies `app` from one place to another as the tag `v1`, with all that is attached to it. */
async function copyApp(source: MemoryStore, target: Store, ifExists?: IfExists, tags: readonly string[] = ['v1']) {
  const { log, said } = collectingLog();
  const root = await source.manifest('app');
  const attached = await attachedTo(source, root, await readDigestTags(source, signal), signal, collectingLog().log);
  const session = startCopySession(2);
  const onEvent = () => {};
  const rest = { tags, attached, takesSubjects: true, ifExists, session, onEvent, log, signal };
  const work = copyArtifact({ source, root, target, ...rest });
  return { work, said };
}

const signed: Record<string, Node> = {
  amd: {},
  app: { parts: ['amd'], tags: ['app'] },
  sbom: { of: 'app' },
  note: { of: 'amd' },
  proof: { of: 'sbom' },
  cosign: { tags: ['#app.sig'] },
};

async function makeSource(nodes: Record<string, Node>) {
  const source = new MemoryStore();
  return { source, ...(await putGraph(source, nodes)) };
}

describe('What is attached', () => {
  it('comes after its subject and before the tag', async () => {
    const { source, named } = await makeSource(signed);
    const target = new Target();
    const { work, said } = await copyApp(source, target);
    await work;
    const order = target.pushed.map(named);
    expect(order.slice(-2)).toEqual(['app', 'v1']);
    expect(order.filter((name) => name === 'v1')).toHaveLength(1);
    for (const [before, after] of [
      ['amd', 'app'],
      ['app', 'sbom'],
      ['app', 'cosign'],
      ['sbom', 'proof'],
      ['amd', 'note'],
    ] as const) {
      expect(order).toContain(after);
      expect(order.indexOf(before)).toBeLessThan(order.indexOf(after));
    }
    expect((await collect(target.tags())).map(named).sort()).toEqual(['#app.sig', 'v1']);
    expect(said).toEqual([]);
  });

  it('comes where no tag is asked for, and none is written', async () => {
    const { source, at, named } = await makeSource(signed);
    const target = new Target();
    await (await copyApp(source, target, undefined, [])).work;
    expect((await collect(target.tags())).map(named)).toEqual(['#app.sig']);
    for (const name of ['app', 'sbom', 'note', 'proof', 'cosign']) expect(await target.has(at(name))).toBe(true);
  });

  it.each(['sbom', 'note', 'proof', 'cosign'])(
    'fails the copy, before the tag, when %s has lost its blob',
    async (name) => {
      const { source, at } = await makeSource(signed);
      const fetch = source.fetch.bind(source);
      source.fetch = (wanted, within) => {
        if (wanted.digest === at(name).layer?.digest) throw new OciError('NOT_FOUND', 'The blob is lost');
        return fetch(wanted, within);
      };
      const target = new Target();
      const { work, said } = await copyApp(source, target);
      await expect(work).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await target.has(at(name))).toBe(false);
      expect(target.pushed).not.toContain('v1');
      expect(said).toEqual([]);
    },
  );

  it('is left out, with a warning, when it is on the list and not there', async () => {
    const { source, at, named } = await makeSource(signed);
    const { digest, mediaType, size } = at('gone');
    source.referrers = async function* (subject) {
      if (subject.digest === at('app').digest) yield { digest, mediaType, size };
    };
    const target = new Target();
    const { work, said } = await copyApp(source, target);
    await work;
    expect(said.map(named)).toEqual([
      'warning: gone is on the list of what is attached to app, but does not exist: left out',
    ]);
    expect(target.pushed.at(-1)).toBe('v1');
  });

  it('is pushed again when it is in the target and not on the list there', async () => {
    const { source, at, named } = await makeSource({
      app: { tags: ['app'] },
      sbom: { of: 'app' },
      other: { of: 'app' },
    });
    const target = new Target();
    await (await copyApp(source, target)).work;
    target.pushed.splice(0);
    // Keppel lists the size of what its entry describes.
    target.referrers = async function* () {
      yield { ...at('other'), size: 7 };
    };
    await (await copyApp(source, target)).work;
    expect(target.pushed.map(named)).toEqual(['sbom', 'app', 'v1']);
  });
});

it('What a registry lost from its list of referrers while the copy wrote several is sent again', async () => {
  await using server = await startFakeRegistry();
  Object.assign(server.content.features, { referrers: 'api', losesReferrers: 1 });
  const { source, at, named } = await makeSource({ app: { tags: ['app'] }, sbom: { of: 'app' }, other: { of: 'app' } });
  const target = openRegistry(server.host, registryOptions())('app', 'pull,push');
  await (await copyApp(source, target)).work;
  const listed = await collect(target.referrers(at('app')));
  expect(listed.map(({ digest }) => named(digest)).sort()).toEqual(['other', 'sbom']);
  // One look at the list, and one more PUT.
  const writes = server.requests.filter((line) => /^(?:PUT .*manifests\/sha256|GET .*referrers)/.test(line));
  expect(writes.map((line) => named(line).replace(/ .*\//, ' '))).toEqual([
    'PUT app 201',
    expect.stringMatching(/^PUT (?:sbom|other) 201$/),
    expect.stringMatching(/^PUT (?:sbom|other) 201$/),
    'GET app 200',
    expect.stringMatching(/^PUT (?:sbom|other) 201$/),
    'GET app 200',
  ]);
});

describe('A tag of a signature', () => {
  const warned =
    'The tag #app.sig of the target stays at other, though the source has cosign: ' +
    'app was in the target before this copy. To replace its signatures too, set if-exists: overwrite';

  /** What of the source is in the target before, and where the tag points there; then where it points, and what is said. */
  it.each<[IfExists, { isAppThere: boolean; before?: 'cosign' | 'other' }, string, ReturnType<typeof noticed>]>([
    [undefined, { isAppThere: false }, 'cosign', {}],
    [undefined, { isAppThere: true }, 'cosign', {}],
    [undefined, { isAppThere: false, before: 'other' }, 'cosign', {}],
    [undefined, { isAppThere: true, before: 'other' }, 'other', { warning: 1 }],
    [undefined, { isAppThere: true, before: 'cosign' }, 'cosign', {}],
    ['overwrite', { isAppThere: true }, 'cosign', {}],
    ['overwrite', { isAppThere: true, before: 'other' }, 'cosign', {}],
    ['overwrite', { isAppThere: false, before: 'other' }, 'cosign', {}],
    ['overwrite', { isAppThere: true, before: 'cosign' }, 'cosign', {}],
    ['skip', { isAppThere: true }, 'cosign', {}],
    ['skip', { isAppThere: true, before: 'other' }, 'other', { notice: 1 }],
    ['skip', { isAppThere: false, before: 'other' }, 'other', { notice: 1 }],
    ['skip', { isAppThere: true, before: 'cosign' }, 'cosign', {}],
    ['error', { isAppThere: false }, 'cosign', {}],
    ['error', { isAppThere: true, before: 'other' }, 'other', { notice: 1 }],
    ['error', { isAppThere: false, before: 'other' }, 'other', { notice: 1 }],
    ['error', { isAppThere: true, before: 'cosign' }, 'cosign', {}],
  ])('with if-exists: %s and %j ends at %s', async (ifExists, { isAppThere, before }, after, expected) => {
    const nodes = { app: { tags: ['app'] }, cosign: { tags: ['#app.sig'] }, other: {} };
    const { source, at, named } = await makeSource(nodes);
    const target = new Target();
    const tag = `${at('app').digest.replace(':', '-')}.sig`;
    const put = async (name: string, tags: string[]) => {
      const { descriptor, bytes } = await source.manifest(at(name).digest);
      await target.push(descriptor, openBytes(bytes), { tags });
    };
    if (isAppThere) await put('app', []);
    if (before) await put(before, [tag]);
    target.pushed.splice(0);
    const { work, said } = await copyApp(source, target, ifExists);
    await work;
    expect(named((await target.resolve(tag)).digest)).toBe(after);
    expect(noticed(said)).toEqual(expected);
    if (expected.warning) expect(said.map(named)).toEqual([`warning: ${warned}`]);
    expect(target.pushed.filter((name) => name === tag)).toHaveLength(after === before ? 0 : 1);
    expect(target.pushed.at(-1)).toBe('v1');
  });

  it('of what is attached moves when that was not in the target before', async () => {
    const nodes = { app: { tags: ['app'] }, sbom: { of: 'app' }, cosign: { tags: ['#sbom.sig'] }, other: {} };
    const { source, at, named } = await makeSource(nodes);
    const target = new Target();
    const tag = `${at('sbom').digest.replace(':', '-')}.sig`;
    const { descriptor, bytes } = await source.manifest(at('other').digest);
    await target.push(descriptor, openBytes(bytes), { tags: [tag] });
    const { work, said } = await copyApp(source, target);
    await work;
    expect(named((await target.resolve(tag)).digest)).toBe('cosign');
    expect(said).toEqual([]);
  });
});
