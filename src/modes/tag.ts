import { artifactTypeOf, parseManifest } from '../oci/manifest.ts';
import { formatRepository } from '../oci/reference.ts';
import { openBytes } from '../store/verified.ts';
import { totalSize } from './blob-sizes.ts';
import type { Inputs, ModeContext } from './context.ts';
import { checkExpected, findManifest } from './find-manifest.ts';
import { planTags, readTags, tellMoves } from './plan-tags.ts';

/** Gives a manifest more tags: its bytes are written under each of them, and nothing else is moved. */
export async function tag(inputs: Inputs, { openStore, learn, log, signal }: ModeContext): Promise<void> {
  const { reference, tags, expectDigest, ifExists, dryRun } = inputs;
  const repository = formatRepository(reference);
  learn({ repository, tags, changed: false, previous: {} });
  const store = openStore(reference);
  const { descriptor, bytes } = await findManifest(store, reference, 'tag', signal);
  const { digest, mediaType } = descriptor;
  learn({ digest, reference: `${repository}@${digest}`, mediaType });
  checkExpected(expectDigest, reference, digest);
  const manifest = parseManifest(bytes, mediaType);
  learn({
    artifactType: artifactTypeOf(manifest) ?? '',
    ...(manifest.kind === 'manifest' ? { size: totalSize([manifest.config, ...manifest.layers]) } : {}),
  });

  const current = await readTags(store, tags, false, signal);
  const { pending, previous } = planTags(current, digest, ifExists, log);
  for (const entry of current) {
    if (entry.digest === digest) log.info(`${entry.tag}: unchanged`);
  }
  learn({ previous, changed: dryRun && pending.length > 0 });
  for (const name of pending) {
    if (!dryRun) {
      await store.push(descriptor, openBytes(bytes), { tag: name, signal });
      learn({ changed: true });
    }
    if (!Object.hasOwn(previous, name)) log.info(`${name}: ${dryRun ? 'would be new' : 'new'}`);
  }
  tellMoves(log, { previous, digest, isDryRun: dryRun });
}
