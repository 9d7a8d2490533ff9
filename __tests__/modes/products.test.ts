import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { inTurn } from '../../src/concurrently.ts';
import { hasCode } from '../../src/errors.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { stepHere } from '../support/action/step-here.ts';
import { collect } from '../support/content/collect.ts';
import { openPlace, putArtifact, stateOf } from '../support/content/shelf.ts';
import { inRegistry, type Place } from '../support/servers/delete-place.ts';
import { products, startStandIn } from '../support/servers/products.ts';

/** Runs a step; one at a time, while others wait for lists of referrers to settle. */
const step = ({ reference, workspace }: Place, inputs: Record<string, string>, suffix = '') =>
  inTurn('step', () => stepHere({ reference: `${reference}${suffix}`, ...inputs }, workspace));
const done = async (...parameters: Parameters<typeof step>) => {
  const { code, stdout } = await step(...parameters);
  if (code !== 0) throw new Error(stdout);
};
const put = (place: Place, tags: string[], content = 'a') => putArtifact(place.store, { 'a.txt': content }, tags);
const sign = (place: Place, subject: Awaited<ReturnType<typeof put>>, text = 'signature') =>
  putArtifact(place.store, { s: text }, [], { subject });

/** What comes of each verb, as the table says it; each has a repository of its own. */
const verbs: Record<string, (place: Place) => Promise<string>> = {
  async '`push`, `pull`, `tag`, `tags`, `inspect`'(place) {
    writeFileSync(join(place.workspace, 'a.txt'), 'a');
    await done(place, { mode: 'push', files: 'a.txt' }, ':v1');
    await done(place, { mode: 'tag', tags: 'v2' }, ':v1');
    await done(place, { mode: 'inspect' }, ':v2');
    await done(place, { mode: 'tags' });
    await done(place, { mode: 'pull', path: 'out' }, ':v2');
    expect(readFileSync(join(place.workspace, 'out/a.txt'), 'utf8')).toBe('a');
    return 'yes';
  },
  async '`attach`, then `discover`'(place) {
    const app = await put(place, ['v1']);
    await sign(place, app);
    await done(place, { mode: 'discover' }, ':v1');
    expect(await collect(place.store.referrers(app))).toHaveLength(1);
    return (await collect(place.store.tags())).some((tag) => tag.startsWith('sha256-')) ? 'by the tag' : 'by the API';
  },
  async '`copy`, with two signatures'(place) {
    const from = `oci-layout:${place.workspace}/from`;
    const source = { ...place, reference: from, store: openPlace(from) };
    const app = await put(source, ['v1']);
    for (const text of ['one', 'two']) await sign(source, app, text);
    await done(source, { mode: 'copy', to: `${place.reference}:v1` }, ':v1');
    expect(await collect(place.store.referrers(app))).toHaveLength(2);
    return 'with both';
  },
  async '`delete` of one tag of two'(place) {
    await put(place, ['v1', 'latest']);
    const { code } = await step(place, { mode: 'delete' }, ':v1');
    const { tags } = await stateOf(place.store);
    expect(tags).toEqual(code === 0 ? ['latest'] : ['latest', 'v1']);
    return code === 0 ? 'that tag' : 'refused, names the other';
  },
  async '`delete` of the last tag'(place) {
    const app = await put(place, ['v1']);
    await put(place, ['v2'], 'other');
    await done(place, { mode: 'delete' }, ':v1');
    expect(await stateOf(place.store, [app])).toEqual({ tags: ['v2'], manifests: [false] });
    return 'tag and manifest';
  },
  async '`delete` with `untag-only`'(place) {
    const tried = await put(place, ['tried', 'other']);
    const canUntag = await place.store.delete('tried').then(
      () => true,
      (error: unknown) => !hasCode(error, 'UNSUPPORTED'),
    );
    const app = await put(place, ['v1'], 'last');
    await done(place, { mode: 'delete', 'untag-only': 'true' }, ':v1');
    const { tags, manifests } = await stateOf(place.store, [app, tried]);
    expect({ isThere: tags.includes('v1'), manifests }).toEqual({ isThere: false, manifests: [true, true] });
    return canUntag ? 'that tag' : 'that tag, by a placeholder';
  },
  async '`delete` of what is signed'(place) {
    const app = await put(place, ['v1']);
    await put(place, ['v2'], 'other');
    const signature = await sign(place, app);
    await done(place, { mode: 'delete' }, ':v1');
    const { manifests } = await stateOf(place.store, [app, signature]);
    expect(manifests[0]).toBe(false);
    return manifests[1] ? 'the signature stays' : 'the signature goes too';
  },
  async 'retention (`keep-last`)'(place) {
    const [old, young] = [await put(place, ['v1'], 'old'), await put(place, ['v2'], 'young')];
    const signature = await sign(place, old);
    await done(place, { mode: 'delete', 'keep-last': '1' });
    expect(await stateOf(place.store, [old, signature, young])).toMatchObject({ manifests: [false, false, true] });
    return 'with signatures';
  },
};

/** What comes of all verbs on a server. */
const columnOf = (server: { host: string }) =>
  Promise.all(Object.values(verbs).map(async (verb) => verb(await inRegistry(() => server)())));

const document = 'docs/registries.md';
const [start, end] = ['<!-- verbs -->\n', '<!-- /verbs -->'];
/** The table of the document: for each product, what it says of the verbs, in their order. */
function readTable(): Map<string, string[]> {
  const [, rest = ''] = readFileSync(document, 'utf8').split(start);
  const [head = [], , ...rows] = (rest.split(end)[0] ?? '')
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows.map(([verb]) => verb)).toEqual(isRecording ? expect.anything() : Object.keys(verbs));
  return new Map(head.slice(1).map((name, index) => [name, rows.map((row) => row[index + 1] ?? '')]));
}

/** `npm run golden` writes the table anew. */
const isRecording = process.env['GOLDEN'] === 'record';
const recorded = new Map<string, string[]>();
function compare(name: string, column: string[]): void {
  if (!isRecording) {
    expect({ name, column: readTable().get(name) }).toEqual({ name, column });
    return;
  }
  recorded.set(name, column);
  if (recorded.size < products.length) return;
  const lines = Object.keys(verbs).map((verb, at) => [verb, ...products.map((each) => recorded.get(each.name)?.[at])]);
  const head = ['verb', ...products.map((each) => each.name)];
  const rows = [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |\n`);
  const [before = '', rest = ''] = readFileSync(document, 'utf8').split(start);
  writeFileSync(document, `${before}${start}${rows.join('')}${end}${rest.split(end)[1] ?? ''}`);
}

describe('The table of verbs and registries says what comes of each', () => {
  const standIns = products.filter(({ features }) => features);
  let columns: string[][];
  beforeAll(async () => {
    // Side by side, since most of the time is spent in waiting.
    columns = await Promise.all(
      standIns.map(async (product) => {
        await using server = await startStandIn(product);
        return await columnOf(server);
      }),
    );
  });

  it.each(standIns.map(({ name }, at) => [name, at] as const))('in the stand-in of %s', (name, at) => {
    compare(name, columns[at] ?? []);
  });
});

for (const { name, peer, features } of products) {
  if (!peer) continue;
  describeWithPeers([peer.name], 'The table of verbs and registries says what comes of each', () => {
    it(`in ${name}`, async () => {
      await using server = await peer.start();
      const column = await columnOf(server);
      if (!features || !isRecording) compare(name, column);
    });
  });
}
