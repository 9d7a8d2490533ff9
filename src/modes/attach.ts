import type { PackedArtifact } from '../artifact/files/pack.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { formatRepository } from '../oci/reference.ts';
import type { Store } from '../store/store.ts';
import { openBytes } from '../store/verified.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Mode } from './contract/mode.ts';
import { type Facts, nothingMoved, tell } from './contract/told.ts';
import { checkExpected, findChosen } from './find/find-manifest.ts';
import { findVerified } from './find/find-top.ts';
import type { Verify } from './find/verification.ts';
import { packedCargo, packedFacts } from './kinds/files.ts';
import type { Kind } from './kinds/kind.ts';
import { startTransfer } from './publish/count-moved.ts';
import { type Cargo, deliver } from './publish/deliver.ts';
import { withImageSpec } from './publish/image-spec.ts';
import type { Sign } from './signing/signing.ts';

/**
 * Publishes files as an artifact of its own that refers to another manifest as its subject: an SBOM, a signature, a
 * report.
 */
export async function attach(
  { reference, sought, platforms: [platform], artifactType, imageSpec, concurrency, dryRun }: InputsOf<'attach'>,
  { open, told, log, signal }: Mode,
  { kind, sign, verify }: { kind: Kind; sign: Sign | undefined; verify: Verify | undefined },
): Promise<void> {
  const repository = formatRepository(reference);
  const { about } = told;
  tell(about, { repository, tags: [], fate: 'not reached', files: [], moved: nothingMoved });
  const cargo = await kind.find();
  if (!cargo) return;
  const target = open.store(reference);
  const found = await findVerified(target, sought, { purpose: 'attach to', verify }, { told, log, signal });
  if (!found) return;
  const chosen = await findChosen(target, found.top, { reference, platform }, { log, signal });
  // Whatever happens to the tag, the digest counts from now on.
  const subject = bare(chosen.descriptor);
  // Its type and size go into what is published.
  chosen.parsed();
  checkExpected(sought.expectDigest, reference, found.top.descriptor.digest, subject.digest);
  told.exists = true;
  about.details = { subject };
  await log.group(`${dryRun ? 'Would attach' : 'Attach'} ${cargo.label} to ${repository}`, async () => {
    log.info(`The subject is ${repository}@${subject.digest}`);
    const packed = await cargo.stage({ target, current: [], isCertain: false, subject });
    const listed = await digestsListed(target, subject, packed.root.digest, signal);
    // A list under a tag is what somebody wrote there: the manifest may never have come, or be gone.
    const isThere = async ({ root }: PackedArtifact) => listed.has(root.digest) && target.has(root, signal);
    const task = {
      target,
      repository,
      subject,
      isThere,
      sent: new Set(packed.sent),
      sign,
      artifactType,
      concurrency,
      dryRun,
    };
    await withImageSpec(packed, imageSpec, { reference, isThere }, log, (chosen) =>
      publish(chosen, task, { about, log, signal }),
    );
  });
}

/** An artifact on its way to the list of its subject. */
interface Attaching {
  target: Store;
  /** How messages name the target. */
  repository: string;
  subject: Descriptor;
  /** Reports whether a manifest is in the target, and on the list of its subject. */
  isThere: (packed: PackedArtifact) => Promise<boolean>;
  /** Blobs that were sent before. */
  sent: Set<Digest>;
  sign: Sign | undefined;
  artifactType: string | undefined;
  concurrency: number;
  dryRun: boolean;
}

/** Sends a packed artifact, unless the list of its subject has it. */
async function publish(
  packed: PackedArtifact,
  { target, repository, subject, isThere, sent, sign, artifactType, concurrency, dryRun }: Attaching,
  { about, log, signal }: Pick<Mode, 'log' | 'signal'> & { about: Facts },
): Promise<void> {
  const { root, bytes } = packed;
  const facts = packedFacts(packed, repository);
  const made: Facts = {
    ...facts,
    artifactType,
    details: { subject, ...facts.details },
    related: [{ digest: subject.digest, type: subject.mediaType, relation: 'subject', of: root.digest }],
  };
  const isListed = await isThere(packed);
  const transfer = startTransfer(concurrency, sent);
  const { session, moved } = transfer;
  // Content without a place in the list of its subject, as a job leaves it that was cancelled in between.
  const attach: Cargo['attach'] = async (onEvent) => {
    if (session.brought.has(root.digest)) return;
    await target.push(root, openBytes(bytes), { signal });
    onEvent({ kind: 'copied', descriptor: root });
  };
  const onThere = () =>
    tell(about, {
      ...made,
      fate: isListed ? 'unchanged' : 'attached',
      moved: { ...nothingMoved, transferred: moved.transferred },
    });
  const cargo = packedCargo(packed);
  const { isChanged } = await deliver(
    { store: target, repository, tags: [], digest: root.digest, pending: [], previous: {}, tagged: {} },
    { ...cargo, transfer, attach, isThere: isListed, onThere },
    { sign, dryRun, log, signal },
  );
  const { transferred } = moved;
  const reused = dryRun && !isListed ? 0 : cargo.size - transferred;
  tell(about, { ...made, fate: isChanged ? 'attached' : 'unchanged', moved: { transferred, reused } });
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
