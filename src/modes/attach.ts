import { blobsOf } from '../artifact/pack.ts';
import { hasCode, OciError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { formatRepository } from '../oci/reference.ts';
import type { Store } from '../store/store.ts';
import { openBytes } from '../store/verified.ts';
import { totalSize } from './blob-sizes.ts';
import type { Inputs, ModeContext } from './context.ts';
import { checkExpected, findChosen } from './find-manifest.ts';
import { filesOf, findInputFiles, packInputFiles } from './input-files.ts';
import { sendPacked } from './send-packed.ts';

/** Publishes files as an artifact of its own that refers to another manifest as its subject: an SBOM, a signature, a report. */
export async function attach(inputs: Inputs, context: ModeContext): Promise<void> {
  const { reference, concurrency, dryRun, artifactType } = inputs;
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
  if (await isListed(target, subject, root.digest, signal)) {
    learn({ reused: size });
    return;
  }
  if (dryRun) {
    learn({ changed: true });
    return;
  }
  const { moved, isThere } = await sendPacked(packed, target, { tags: [], concurrency, size, repository }, context);
  // Content without a place in the list of its subject, as a job leaves it that was cancelled in between.
  if (isThere) await target.push(root, openBytes(packed.bytes), { signal });
  learn({ changed: true, transferred: moved, reused: size - moved });
}

/** Finds the manifest to attach to, once: whatever happens to the tag, the digest counts from then on. */
async function findSubject(target: Store, inputs: Inputs, signal: AbortSignal): Promise<Descriptor> {
  try {
    const { top, chosen } = await findChosen(target, inputs, 'attach to', signal);
    const { mediaType, digest, size } = chosen.descriptor;
    checkExpected(inputs.expectDigest, inputs.reference, top.descriptor.digest, digest);
    return { mediaType, digest, size };
  } catch (error) {
    if (!hasCode(error, 'NOT_FOUND')) throw error;
    throw new OciError('NOT_FOUND', `There is no subject to attach to: ${error.message}`, { cause: error });
  }
}

async function isListed(target: Store, subject: Descriptor, digest: Digest, signal: AbortSignal): Promise<boolean> {
  for await (const referrer of target.referrers(subject, signal)) if (referrer.digest === digest) return true;
  return false;
}
