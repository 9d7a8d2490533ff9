import { blobsOf, type PackedArtifact } from '../artifact/files/pack.ts';
import { hasCode, OciError } from '../errors.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { formatRepository } from '../oci/reference.ts';
import type { Store } from '../store/store.ts';
import { openBytes } from '../store/verified.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Build, Mode } from './contract/mode.ts';
import type { ResultOf } from './contract/result.ts';
import { checkExpected, findChosen } from './find/find-manifest.ts';
import { withImageSpec } from './send/image-spec.ts';
import { blobNames, countFound, filesOf, findInputFiles, packInputFiles } from './send/input-files.ts';
import { sendStaged } from './send/send-staged.ts';
import { openSigning, type Sign } from './send/signing.ts';
import { totalSize } from './tell/total-size.ts';

/**
 * Publishes files as an artifact of its own that refers to another manifest as its subject: an SBOM, a signature, a
 * report.
 */
export async function attach(
  inputs: InputsOf<'attach'>,
  mode: Mode<'attach'>,
  around: { build: Build; temporary: string },
): Promise<void> {
  const { reference } = inputs;
  const { signal, learn, log } = mode;
  const repository = formatRepository(reference);
  learn({ repository, tags: [], changed: false, files: [], transferred: 0, reused: 0 });

  const sign = (await openSigning(inputs, mode))?.sign;
  const files = await findInputFiles(inputs, mode.workspace, log);
  if (files.length === 0) return;
  const heading = `${inputs.dryRun ? 'Would attach' : 'Attach'} ${countFound(files)} to ${repository}`;
  await log.group(heading, async () => {
    const target = mode.open.store(reference);
    const subject = await findSubject(target, inputs, signal);
    log.info(`The subject is ${repository}@${subject.digest}`);
    const packed = await packInputFiles(files, inputs, mode, { ...around, subject });
    const sent = new Set(packed.sent);
    const known = await digestsListed(target, subject, packed.root.digest, signal);
    await withImageSpec(packed, inputs, known, log, (chosen) =>
      publish(chosen, target, { subject, known, sent, sign }, inputs, mode),
    );
  });
}

/** Sends a packed artifact, unless the list of its subject has it. */
async function publish(
  packed: PackedArtifact,
  target: Store,
  {
    subject,
    known,
    sent,
    sign,
  }: { subject: Descriptor; known: ReadonlySet<Digest>; sent: Set<Digest>; sign: Sign | undefined },
  {
    reference,
    concurrency,
    dryRun,
    artifactType,
  }: Pick<InputsOf<'attach'>, 'reference' | 'concurrency' | 'dryRun' | 'artifactType'>,
  { log, signal, learn }: Pick<Mode<'attach'>, 'log' | 'signal' | 'learn'>,
): Promise<void> {
  const repository = formatRepository(reference);
  const { root } = packed;
  const size = totalSize(blobsOf(packed));
  learn({ details: { subject } });
  /** Told when it is there, and on the list of its subject. */
  const about: Partial<ResultOf<'attach'>> = {
    digest: root.digest,
    reference: `${repository}@${root.digest}`,
    mediaType: root.mediaType,
    ...(artifactType === undefined ? {} : { artifactType }),
    size,
    files: filesOf(packed),
    related: [{ digest: subject.digest, type: subject.mediaType, relation: 'subject', of: root.digest }],
  };
  const signRoot = async () => (await sign?.(target, root, repository))?.isChanged ?? false;
  if (known.has(root.digest)) {
    learn({ ...about, reused: size });
    learn({ changed: await signRoot() });
    return;
  }
  if (dryRun) {
    learn({ ...about, changed: true });
    await signRoot();
    return;
  }
  const { isChanged, transferred, reused } = await sendStaged({ ...packed, size }, target, {
    ...{ sent, concurrency, nameOf: blobNames(packed), log, signal },
  });
  // Content without a place in the list of its subject, as a job leaves it that was cancelled in between.
  if (!isChanged) await target.push(root, openBytes(packed.bytes), { signal });
  learn({ ...about, changed: true, transferred, reused });
  await signRoot();
}

/** Finds the manifest to attach to, once: whatever happens to the tag, the digest counts from then on. */
async function findSubject(
  target: Store,
  inputs: Pick<InputsOf<'attach'>, 'reference' | 'platform' | 'expectDigest'>,
  signal: AbortSignal,
): Promise<Descriptor> {
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
