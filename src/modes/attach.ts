import { blobsOf, type PackedArtifact } from '../artifact/files/pack.ts';
import { hasCode, OciError } from '../errors.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { formatRepository } from '../oci/reference.ts';
import type { Store } from '../store/store.ts';
import { openBytes } from '../store/verified.ts';
import type { Inputs, ModeContext } from './contract/context.ts';
import { checkExpected, findChosen } from './find/find-manifest.ts';
import { withImageSpec } from './send/image-spec.ts';
import { filesOf, findInputFiles, packInputFiles } from './send/input-files.ts';
import { sendPacked } from './send/send-packed.ts';
import { totalSize } from './tell/blob-sizes.ts';

/**
 * Publishes files as an artifact of its own that refers to another manifest as its subject: an SBOM, a signature, a
 * report.
 */
export async function attach(inputs: Inputs, context: ModeContext): Promise<void> {
  const { reference } = inputs;
  const { signal, learn, log } = context;
  const repository = formatRepository(reference);
  learn({ repository, tags: [], changed: false, files: [], transferred: 0, reused: 0 });

  const files = await findInputFiles(inputs, context);
  if (files.length === 0) return;
  const target = context.openStore(reference);
  const subject = await findSubject(target, inputs, signal);
  log.info(`The subject is ${repository}@${subject.digest}`);
  // A kind means nothing here, as the log has said: files are attached as they are.
  const packed = await packInputFiles(files, { ...inputs, kind: undefined }, context, { subject });
  const sent = new Set(packed.sent);
  const known = await digestsListed(target, subject, packed.root.digest, signal);
  await withImageSpec(packed, inputs, known, context, (chosen) =>
    publish(chosen, target, { subject, known, sent }, inputs, context),
  );
}

/** Sends a packed artifact, unless the list of its subject has it. */
async function publish(
  packed: PackedArtifact,
  target: Store,
  { subject, known, sent }: { subject: Descriptor; known: ReadonlySet<Digest>; sent: Set<Digest> },
  { reference, concurrency, dryRun, artifactType }: Inputs,
  context: ModeContext,
): Promise<void> {
  const { signal, learn } = context;
  const repository = formatRepository(reference);
  const { root } = packed;
  const size = totalSize(blobsOf(packed));
  learn({
    digest: root.digest,
    reference: `${repository}@${root.digest}`,
    mediaType: root.mediaType,
    ...(artifactType === undefined ? {} : { artifactType }),
    size,
    files: filesOf(packed),
    details: { subject },
    related: [{ digest: subject.digest, type: subject.mediaType, relation: 'subject', of: root.digest }],
  });
  if (known.has(root.digest)) {
    learn({ reused: size });
    return;
  }
  if (dryRun) {
    learn({ changed: true });
    return;
  }
  const { moved, isThere } = await sendPacked(
    packed,
    target,
    { tags: [], concurrency, size, repository, sent },
    context,
  );
  // Content without a place in the list of its subject, as a job leaves it that was cancelled in between.
  if (isThere) await target.push(root, openBytes(packed.bytes), { signal });
  learn({ changed: true, transferred: moved, reused: size - moved });
}

/** Finds the manifest to attach to, once: whatever happens to the tag, the digest counts from then on. */
async function findSubject(target: Store, inputs: Inputs, signal: AbortSignal): Promise<Descriptor> {
  try {
    const { top, chosen } = await findChosen(target, inputs, 'attach to', signal);
    checkExpected(inputs.expectDigest, inputs.reference, top.descriptor.digest, chosen.descriptor.digest);
    return bare(chosen.descriptor);
  } catch (error) {
    if (!hasCode(error, 'NOT_FOUND')) throw error;
    throw new OciError('NOT_FOUND', `There is no subject to attach to: ${error.message}`, { cause: error });
  }
}

/** The digests in the list of a subject, up to the one that is wanted. */
async function digestsListed(
  target: Store,
  subject: Descriptor,
  wanted: Digest,
  signal: AbortSignal,
): Promise<Set<Digest>> {
  const digests = new Set<Digest>();
  for await (const { digest } of target.referrers(subject, signal)) {
    digests.add(digest);
    if (digest === wanted) break;
  }
  return digests;
}
