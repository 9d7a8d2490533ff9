import { expect, it } from '@jest/globals';
import { attachedTo, type CopyTask, copyArtifact } from '../../../src/modes/publish/copy-artifact.ts';
import { describe as describeContent, emptyJson } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { readDigestTags } from '../../../src/store/attached.ts';
import { startCopySession } from '../../../src/store/copy-graph.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { putGraph } from '../../support/content/named-graph.ts';

const { signal } = new AbortController();

const simpleSigning = 'application/vnd.dev.cosign.simplesigning.v1+json';

/** Puts a manifest whose layers are texts. */
async function putLayers(store: MemoryStore, texts: readonly string[], tag: string): Promise<Digest> {
  const layers = [];
  for (const text of texts) {
    const bytes = Buffer.from(text);
    layers.push(describeContent(simpleSigning, bytes));
    await store.push(describeContent(simpleSigning, bytes), openBytes(bytes));
  }
  await store.push(emptyJson, openBytes(Buffer.from('{}')));
  const bytes = encodeManifest({ mediaType: imageManifest, config: emptyJson, layers });
  const descriptor = describeContent(imageManifest, bytes);
  await store.push(descriptor, openBytes(bytes), { tags: [tag] });
  return descriptor.digest;
}

/** Two places: `app` with an SBOM is in the source, and in the target, where `isThere` says so. */
async function fill({ isThere = true } = {}) {
  const [source, target] = [new MemoryStore(), new MemoryStore()];
  const graph = await putGraph(source, { app: { tags: ['app'] }, sbom: { of: 'app' } });
  if (isThere) await putGraph(target, { app: {} });
  const tagOf = (suffix: string) => `${graph.at('app').digest.replace(':', '-')}.${suffix}`;
  const layersAt = async (tag: string) => {
    const manifest = (await target.manifest(tag)).parsed();
    if (manifest.kind !== 'manifest') return [];
    return Promise.all(
      manifest.layers.map(async (layer) => Buffer.concat(await Array.fromAsync(await source.fetch(layer))).toString()),
    );
  };
  const copied = async (given: Partial<CopyTask> = {}) => {
    const { log, said } = collectingLog();
    const root = await source.manifest('app');
    const attached = await attachedTo(source, root, await readDigestTags(source, signal), signal, log);
    const session = startCopySession(2);
    const rest = { takesSubjects: true, ifExists: undefined, session, onEvent: () => {}, log, signal };
    await copyArtifact({ source, root, target, tags: ['v1'], attached, ...rest, ...given });
    return { said: said.map(graph.named), session };
  };
  return { source, target, tagOf, layersAt, copied, ...graph };
}

it.each<[string, string, boolean, string[], string[]]>([
  ['are added where the copy is signed', 'sig', true, ['theirs'], ['theirs', 'ours']],
  ['are those of the source where it is not', 'sig', false, ['theirs'], ['ours']],
  ['are those of the source, where there were none', 'sig', true, [], ['ours']],
  // An attestation is not one of several signatures.
  ['are those of the source, of attestations', 'att', true, ['theirs'], ['ours']],
])('Layers under a tag of cosign %s', async (_, suffix, isSigned, before, after) => {
  const { source, target, tagOf, layersAt, copied } = await fill();
  const tag = tagOf(suffix);
  await putLayers(source, ['theirs'], 'other');
  const own = await putLayers(source, ['ours'], tag);
  await putLayers(target, before, tag);
  await copied({ ifExists: 'overwrite', ...(isSigned ? { sign: async () => {} } : {}) });
  expect(await layersAt(tag)).toEqual(after);
  expect((await target.resolve(tag)).digest === own).toBe(after.length === 1);
});

it.each([
  [['a'], ['a', 'b'], false],
  [['a', 'b'], ['b', 'a', 'c'], false],
  [['a', 'b'], ['a', 'c'], true],
  [['a'], ['b'], true],
  // Nothing to look at says nothing.
  [[], ['b'], true],
  [['a'], [], true],
])('Signatures %j of the source, and %j that stay: a warning %s', async (own, there, isWarned) => {
  const { source, target, tagOf, copied } = await fill();
  const tag = tagOf('sig');
  const [ours, theirs] = [await putLayers(source, own, tag), await putLayers(target, there, tag)];
  const { said } = await copied();
  expect((await target.resolve(tag)).digest).toBe(theirs);
  const warning = expect.stringMatching(
    new RegExp(`^warning: The tag #app\\.sig of the target stays at ${theirs}, though the source has ${ours}: app was`),
  );
  expect(said).toEqual(isWarned ? [warning] : []);
});

it('What is put on a list again is what the source has, and not what its list says of it', async () => {
  const { source, target, copied, at } = await fill();
  await copied();
  const { referrers } = source;
  source.referrers = async function* (subject, within) {
    for await (const each of referrers.call(source, subject, within)) yield { ...each, annotations: { a: 'b' } };
  };
  // As a registry that forgot it.
  target.referrers = async function* () {};
  const pushed: object[] = [];
  const { push } = target;
  target.push = (descriptor, open, options) => {
    if (descriptor.digest === at('sbom').digest) pushed.push(descriptor);
    return push.call(target, descriptor, open, options);
  };
  await copied();
  expect(pushed).toEqual([(await source.manifest(at('sbom').digest)).descriptor]);
});

it('A subject that the list names and that is nowhere stays behind, and what refers to it comes', async () => {
  const { source, target, copied, at } = await fill();
  const proof = (await putGraph(source, { gone: {}, proof: { of: 'gone' } })).at('proof');
  const gone = {
    ...at('gone'),
    digest: ((await source.manifest(proof.digest)).parsed().subject?.digest ?? '') as Digest,
  };
  await source.delete(gone.digest);
  source.referrers = async function* (subject) {
    if (subject.digest === at('app').digest) yield gone;
    if (subject.digest === gone.digest) yield proof;
  };
  const { said, session } = await copied();
  expect(said).toEqual([
    `warning: ${gone.digest} is on the list of what is attached to app, but does not exist: left out`,
  ]);
  expect(await target.has(proof)).toBe(true);
  expect([...session.left]).toEqual([[gone.digest, proof.digest]]);
});
