import { expect, it } from '@jest/globals';
import { OciError } from '../../../src/errors.ts';
import { ManifestFacts } from '../../../src/modes/removal/manifest-facts.ts';
import { findToDelete } from '../../../src/modes/removal/removal-graph.ts';
import { groupDigestTags } from '../../../src/oci/digest-tags.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { collect } from '../../support/content/collect.ts';
import { type NamedGraph, type Node, putGraph } from '../../support/content/named-graph.ts';

/** Changes a place after it was filled. */
type Prepare = (store: MemoryStore, graph: NamedGraph) => void;

/**
 * What goes with the selected manifests, as `name[tags]`, with `after` those for whose sake it is there; and what of
 * the selected stays, with the reason.
 */
async function removed(nodes: Record<string, Node>, selected: readonly string[], prepare: Prepare = () => {}) {
  const store = new MemoryStore();
  const graph = await putGraph(store, nodes);
  const { at, named } = graph;
  prepare(store, graph);
  const read: string[] = [];
  const { manifest } = store;
  store.manifest = (name, signal) => {
    read.push(named(name));
    return manifest.call(store, name, signal);
  };
  const tags = new Map(
    await Promise.all((await collect(store.tags())).map(async (tag) => [tag, await store.resolve(tag)] as const)),
  );
  const { signal } = new AbortController();
  const digestTags = groupDigestTags(tags.keys());
  const inventory = { store, tags, digestTags, facts: new ManifestFacts(store, signal), concurrency: 2, signal };
  const { toDelete, needed } = await findToDelete(
    inventory,
    selected.map((name) => at(name).digest),
  );
  const goes = toDelete.map(({ digest, tags: own, reason, above }) => {
    const after = above.size > 0 ? ` after ${[...above].map(named).join(' and ')}` : '';
    return `${named(digest)}[${own.map(named).sort()}]${after}${reason === undefined ? '' : `: ${named(reason)}`}`;
  });
  const stays = [...needed].map(([digest, reason]) => `${named(digest)}: ${named(reason)}`);
  return { goes: goes.sort(), stays: stays.sort(), read };
}

it.each<[string, Record<string, Node>, string[], { goes: string[]; stays: string[] }]>([
  [
    'A manifest goes with all of its tags',
    { old: { tags: ['v1', 'also'] }, new: { tags: ['new'] } },
    ['old'],
    { goes: ['old[also,v1]'], stays: [] },
  ],
  [
    'The parts of an index go after it, those of an index in it too, and what was never copied does not count',
    { part: {}, leaf: {}, inner: { parts: ['leaf'] }, old: { parts: ['part', 'inner', 'absent'], tags: ['old'] } },
    ['old'],
    {
      goes: [
        'inner[] after old: it is part of old',
        'leaf[] after inner: it is part of inner',
        'old[old]',
        'part[] after old: it is part of old',
      ],
      stays: [],
    },
  ],
  [
    'The parts of a kept index stay, at any depth, though they are selected',
    {
      part: { tags: ['old-part'] },
      leaf: { tags: ['old-leaf'] },
      inner: { parts: ['leaf'], tags: ['old-inner'] },
      new: { parts: ['part', 'inner'], tags: ['new'] },
    },
    ['part', 'leaf', 'inner'],
    {
      goes: [],
      stays: ['inner: it is part of new', 'leaf: it is part of inner', 'part: it is part of new'],
    },
  ],
  [
    'A part of two indexes that both go goes after both',
    { shared: {}, one: { parts: ['shared'], tags: ['one'] }, two: { parts: ['shared'], tags: ['two'] } },
    ['one', 'two'],
    { goes: ['one[one]', 'shared[] after one and two: it is part of one', 'two[two]'], stays: [] },
  ],
  [
    'A part of two indexes of which one was not selected stays',
    {
      shared: {},
      own: {},
      one: { parts: ['shared', 'own'], tags: ['one'] },
      two: { parts: ['shared'], tags: ['two'] },
    },
    ['one'],
    { goes: ['one[one]', 'own[] after one: it is part of one'], stays: [] },
  ],
  [
    'A part of two indexes of which one cannot go stays, with what it is selected by, and so do the other parts of that',
    {
      new: { tags: ['new'] },
      shared: { tags: ['old-shared'] },
      own: {},
      one: { parts: ['shared', 'own'], tags: ['one'] },
      leaf: { tags: ['old-leaf'] },
      inner: { parts: ['leaf'] },
      two: { parts: ['shared', 'inner'], of: 'new', tags: ['two'] },
    },
    ['shared', 'leaf', 'one', 'two'],
    {
      goes: ['one[one]', 'own[] after one: it is part of one'],
      stays: ['leaf: it is part of inner', 'shared: it is part of two', 'two: it refers to new'],
    },
  ],
  [
    'A referrer whose subject stays stays, and that of a referrer that stays too',
    {
      new: { tags: ['new'] },
      sbom: { of: 'new', tags: ['old-sbom'] },
      signature: { of: 'sbom', tags: ['old-signature'] },
    },
    ['signature', 'sbom'],
    { goes: [], stays: ['sbom: it refers to new', 'signature: it refers to sbom'] },
  ],
  [
    'A referrer of a part that stays stays',
    { part: {}, new: { parts: ['part'], tags: ['new'] }, sbom: { of: 'part', tags: ['old-sbom'] } },
    ['sbom'],
    { goes: [], stays: ['sbom: it refers to part'] },
  ],
  [
    'Referrers go after their subject, of parts and of each other too; those of others stay',
    {
      part: {},
      old: { parts: ['part'], tags: ['old'] },
      new: { tags: ['new'] },
      sbom: { of: 'part' },
      signature: { of: 'sbom' },
      other: { of: 'new' },
    },
    ['old'],
    {
      goes: [
        'old[old]',
        'part[] after old: it is part of old',
        'sbom[] after part: it refers to part',
        'signature[] after sbom: it refers to sbom',
      ],
      stays: [],
    },
  ],
  [
    'A referrer with a tag that was not selected stays when its subject goes',
    { old: { tags: ['old'] }, sbom: { of: 'old', tags: ['keep'] } },
    ['old'],
    { goes: ['old[old]'], stays: [] },
  ],
  [
    'A referrer whose subject is not there goes when it is selected',
    { sbom: { of: 'absent', tags: ['old-sbom'] } },
    ['sbom'],
    { goes: ['sbom[old-sbom]'], stays: [] },
  ],
  [
    'What has a tag made of the digest of what goes goes after it',
    { old: { tags: ['old'] }, signature: { tags: ['#old.sig'] }, list: { parts: [], tags: ['#old'] } },
    ['old'],
    {
      goes: ['list[#old] after old: it belongs to old', 'old[old]', 'signature[#old.sig] after old: it belongs to old'],
      stays: [],
    },
  ],
  [
    'What also has a tag made of the digest of what stays, or of what is not there, stays',
    {
      old: { tags: ['old'] },
      new: { tags: ['new'] },
      both: { tags: ['#old.sig', '#new.sig'] },
      orphan: { tags: ['#old.att', '#absent.att'] },
    },
    ['old'],
    { goes: ['old[old]'], stays: [] },
  ],
  [
    'What was selected and is a signature of what stays stays, with its parts',
    {
      new: { tags: ['new'] },
      part: { tags: ['old-part'] },
      signature: { parts: ['part'], tags: ['#new.sig', 'old-signature'] },
    },
    ['part', 'signature'],
    { goes: [], stays: ['part: it is part of signature', 'signature: it has another tag that stays'] },
  ],
  [
    'A part of what goes that is also part of a signature of what stays stays',
    {
      new: { tags: ['new'] },
      part: {},
      signature: { parts: ['part'], tags: ['#new.sig'] },
      old: { parts: ['part'], tags: ['old'] },
    },
    ['old'],
    { goes: ['old[old]'], stays: [] },
  ],
  [
    'The signatures of what turns out to stay stay',
    {
      new: { tags: ['new'] },
      held: { tags: ['#new.sig', 'old-held'] },
      signature: { tags: ['#held.sig'] },
    },
    ['held'],
    { goes: [], stays: ['held: it has another tag that stays'] },
  ],
  [
    'Tags that are made in a circle end',
    { one: { tags: ['old', '#two.sig'] }, two: { tags: ['#one.sig'] } },
    ['one'],
    {
      goes: ['one[#two.sig,old] after two', 'two[#one.sig] after one: it belongs to one'],
      stays: [],
    },
  ],
])('%s', async (_, nodes, selected, expected) => {
  expect(await removed(nodes, selected)).toMatchObject(expected);
});

it('Of a list of referrers, what is no manifest stays, and of what is no longer there, the tags go', async () => {
  const nodes = { old: { tags: ['old'] }, lost: { tags: ['lost'] }, sbom: { of: 'old' }, stray: {} };
  const prepare: Prepare = (store, { at }) => {
    const { manifest, referrers } = store;
    store.manifest = async (name, signal) => {
      if (name === at('lost').digest) throw new OciError('NOT_FOUND', 'it has gone');
      return manifest.call(store, name, signal);
    };
    store.referrers = async function* (subject, signal) {
      yield* referrers.call(store, subject, signal);
      if (subject.digest === at('old').digest) yield { ...at('stray'), mediaType: 'text/plain' };
    };
  };
  expect((await removed(nodes, ['old', 'lost'], prepare)).goes).toEqual([
    'lost[lost]',
    'old[old]',
    'sbom[] after old: it refers to old',
  ]);
});

it('The parts of a kept index stay also where the place does not say what is an index', async () => {
  const nodes = { part: { tags: ['old-part'] }, inner: { parts: ['part'] }, new: { parts: ['inner'], tags: ['new'] } };
  const prepare: Prepare = (store) => {
    const { resolve } = store;
    // As the API of a package host, which has digests alone.
    store.resolve = async (name, signal) => ({
      ...(await resolve.call(store, name, signal)),
      ...(name.startsWith('sha256:') ? {} : { mediaType: undefined as never }),
    });
  };
  expect(await removed(nodes, ['part'], prepare)).toMatchObject({ goes: [], stays: ['part: it is part of inner'] });
});

it('Of what stays, indexes alone are read, and each once', async () => {
  const nodes = {
    leaf: {},
    inner: { parts: ['leaf'] },
    new: { parts: ['inner', 'leaf'], tags: ['new'] },
    plain: { tags: ['plain'] },
    old: { tags: ['old'] },
  };
  const { goes, read } = await removed(nodes, ['old']);
  expect(goes).toEqual(['old[old]']);
  expect(read.sort()).toEqual(['inner', 'new', 'old']);
  expect(await removed(nodes, [])).toEqual({ goes: [], stays: [], read: [] });
});
