import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { performMode } from '../../src/action/perform-mode.ts';
import type { OpenContent } from '../../src/chunks.ts';
import { type Descriptor, describe as describeContent } from '../../src/oci/descriptor.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { isManifestType } from '../../src/oci/media-types.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { PushOptions } from '../../src/store/store.ts';
import { openBytes } from '../../src/store/verified.ts';
import { makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { buffer } from '../support/content/buffer.ts';
import { onManifest } from '../support/content/on-manifest.ts';
import { makeKeys } from '../support/trust/keys.ts';

// Whatever a place answers, a manifest that we write lists only what we computed, or read whole in this step: bytes of others are
// never ours by their word (SECURITY.md).

interface Listing {
  config?: Descriptor;
  layers?: Descriptor[];
  manifests?: Descriptor[];
  subject?: Descriptor;
}

const listedIn = ({ config, layers = [], manifests = [], subject }: Listing): Descriptor[] =>
  [config, ...layers, ...manifests, subject].filter((each) => each !== undefined);

/** A place that notes what is read whole and what is written, and may claim to have what it has not. */
class Place extends MemoryStore {
  readonly location = { host: 'r.test', repository: 'app' };
  readonly seen: Set<Digest>;
  /** What the manifests list that were read whole: a copy passes it on by its digest. */
  readonly named: Set<Digest>;
  readonly written: { digest: Digest; listing: Listing }[];
  #beside: Place | undefined;
  claims: (digest: Digest) => boolean = () => false;

  constructor(notes?: Pick<Place, 'seen' | 'named' | 'written'>) {
    super();
    this.seen = notes?.seen ?? new Set();
    this.named = notes?.named ?? new Set();
    this.written = notes?.written ?? [];
  }

  /** An empty place to copy to, which lies as this one does and notes what it gets in the same book. */
  get beside(): Place {
    this.#beside ??= new Place(this);
    this.#beside.claims = (digest) => this.claims(digest);
    return this.#beside;
  }

  override async fetch(descriptor: Descriptor, signal?: AbortSignal) {
    const chunks = await super.fetch(descriptor, signal);
    const { seen, named } = this;
    return (async function* () {
      const all: Uint8Array[] = [];
      for await (const chunk of chunks) {
        all.push(Buffer.from(chunk));
        yield chunk;
      }
      seen.add(descriptor.digest);
      if (!isManifestType(descriptor.mediaType)) return;
      for (const { digest } of listedIn(JSON.parse(Buffer.concat(all).toString()) as Listing)) named.add(digest);
    })();
  }

  override async has(descriptor: Descriptor, signal?: AbortSignal): Promise<boolean> {
    return (await super.has(descriptor, signal)) || this.claims(descriptor.digest);
  }

  override async push(descriptor: Descriptor, open: OpenContent, options?: PushOptions): Promise<void> {
    const bytes = await buffer(await open());
    await super.push(descriptor, openBytes(bytes), options);
    if (isManifestType(descriptor.mediaType)) {
      this.written.push({ digest: descriptor.digest, listing: JSON.parse(bytes.toString()) as Listing });
    }
    this.seen.add(descriptor.digest);
  }
}

const keys = makeKeys();
const signing = { sign: 'key', signKey: 'key.pem', signatureFormat: 'bundle' } as const;
let workspace: string;
beforeAll(async () => {
  workspace = await makeWorkspace({
    'k8s/app.yaml': 'kind: Deployment\n',
    'a.txt': 'a',
    'sync.yml': 'r.test:\n  images:\n    app: [v1]\n',
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'key.pem': keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
});

type Step = (place: Place) => Promise<{ failed?: string; result: Record<string, unknown> }>;
const at = (place: Place) => ({
  'r.test/app': place,
  'r.test/app/web': place,
  'r.test/other': place.beside,
  'r.test/m/app': place.beside,
});
const pushing =
  (given: Parameters<typeof makeInputs<'push'>>[2]): Step =>
  (place) =>
    tellAll(
      at(place),
      ({ mode, around }) => performMode('push', makeInputs('push', 'r.test/app', given), mode, around),
      {
        workspace,
      },
    );

const steps: Record<string, Step> = {
  'a push of a directory and a file': pushing({ tags: ['v1', '1.0.0'], files: ['k8s', 'a.txt'] }),
  'a push that signs': pushing({ tags: ['v1'], files: ['k8s'], ...signing }),
  'a push for Flux': pushing({ tags: ['v1'], files: ['k8s'], kind: 'flux' }),
  'a push of a chart': pushing({ tags: [], files: ['charts/web'], kind: 'helm', ifExists: 'overwrite' }),
  'an attachment': (place) =>
    tellAll(
      at(place),
      ({ mode, around }) =>
        performMode(
          'attach',
          makeInputs('attach', 'r.test/app:v1', { files: ['k8s'], artifactType: 'a/b', ...signing }),
          mode,
          around,
        ),
      { workspace },
    ),
  'a tag': (place) =>
    tellAll(
      at(place),
      ({ mode, around }) =>
        performMode('tag', makeInputs('tag', 'r.test/app:v1', { tags: ['v2'], ...signing }), mode, around),
      {
        workspace,
      },
    ),
  'a copy': (place) =>
    tellAll(
      at(place),
      ({ mode, around }) =>
        performMode(
          'copy',
          makeInputs('copy', 'r.test/app:v1', { to: ['r.test/other:v3'], annotations: onManifest({ a: 'b' }) }),
          mode,
          around,
        ),
      { workspace },
    ),
  'a sync': (place) =>
    tellAll(
      at(place),
      ({ mode, around }) =>
        performMode('sync', makeInputs('sync', 'r.test/x', { syncFile: 'sync.yml', to: ['r.test/m'] }), mode, around),
      { workspace },
    ),
};

/** What an attacker may do to one layer of what is there. */
const deeds = fc.constantFrom('nothing', 'other content', 'other compression', 'a size more');

async function planted(place: Place, honest: Place, name: string, layerDeeds: readonly string[]): Promise<void> {
  const { bytes } = await honest.manifest(name);
  const manifest = JSON.parse(bytes.toString()) as Listing;
  for (const [index, layer] of (manifest.layers ?? []).entries()) {
    const own = await buffer(await honest.fetch(layer));
    const isArchive = layer.mediaType.endsWith('gzip');
    const forgeries: Record<string, () => Buffer> = {
      'other content': () => gzipSync('evil'),
      'other compression': () => (isArchive ? gzipSync(gunzipSync(own), { level: 1 }) : Buffer.from('evil')),
      'a size more': () => Buffer.concat([own, Buffer.of(0)]),
    };
    const content = forgeries[layerDeeds[index % layerDeeds.length] ?? '']?.() ?? own;
    const { digest, size } = describeContent('', content);
    Object.assign(layer, { digest, size });
    place.stage(layer, openBytes(content));
  }
  if (manifest.config) place.stage(manifest.config, openBytes(await buffer(await honest.fetch(manifest.config))));
  const written = Buffer.from(JSON.stringify(manifest));
  const root = describeContent('application/vnd.oci.image.manifest.v1+json', written);
  await MemoryStore.prototype.push.call(place, root, openBytes(written), { tags: [name] });
}

async function readListing(place: Place, digest: Digest): Promise<Place['written'][number]> {
  const { bytes } = await place.manifest(digest).catch(() => place.beside.manifest(digest));
  return { digest, listing: JSON.parse(bytes.toString()) as Listing };
}

it.each(Object.keys(steps))('%s lists nothing that was not computed or read', async (title) => {
  const step = steps[title] as Step;
  const passesOn = ['a copy', 'a sync', 'a tag'].includes(title);
  /** What the step makes where nobody lies, over an artifact that is there for those who need one. */
  const honest = new Place();
  await steps['a push of a directory and a file']?.(honest);
  const before = honest.written.length;
  expect((await step(honest)).failed).toBeUndefined();
  if (title !== 'a tag' && title !== 'a push of a directory and a file')
    expect(honest.written.length).toBeGreaterThan(before);
  const ours = new Set(honest.seen);
  const property = fc.asyncProperty(
    fc.array(deeds, { minLength: 1, maxLength: 3 }),
    fc.boolean(),
    async (own, isLiar) => {
      const place = new Place();
      for (const name of ['v1', '1.0.0']) await planted(place, honest, name, own);
      // Of a signature that was just made, which is another one each time, nobody can claim that.
      place.claims = (digest) => isLiar && ours.has(digest);
      const { result } = await step(place);
      const seen = new Set(place.seen);
      const handedOn = result['digest'] as Digest | undefined;
      const more = handedOn ? [await readListing(place, handedOn)] : [];
      for (const { digest, listing } of [...place.written, ...more]) {
        const borrowed = listedIn(listing).filter(
          (each) => !ours.has(each.digest) && !seen.has(each.digest) && !(passesOn && place.named.has(each.digest)),
        );
        expect({ digest, borrowed }).toEqual({ digest, borrowed: [] });
      }
    },
  );
  await fc.assert(property, { numRuns: 25 });
});
