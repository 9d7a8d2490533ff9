import { blobsOf, type PackedArtifact } from '../artifact/files/pack.ts';
import { bare, type Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { formatRepository } from '../oci/reference.ts';
import type { Store } from '../store/store.ts';
import { openBytes } from '../store/verified.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Build, Mode } from './contract/mode.ts';
import type { ResultOf } from './contract/result.ts';
import { checkExpected, findChosen } from './find/find-manifest.ts';
import { findVerified } from './find/find-top.ts';
import type { Verify } from './find/verification.ts';
import { startTransfer } from './publish/count-moved.ts';
import { type Cargo, deliver } from './publish/deliver.ts';
import { readAnnotations } from './send/annotations.ts';
import { withImageSpec } from './send/image-spec.ts';
import { blobNames, countFound, filesOf, findInputFiles, packInputFiles } from './send/input-files.ts';
import type { Sign } from './signing/signing.ts';
import { totalSize } from './tell/total-size.ts';

/**
 * Publishes files as an artifact of its own that refers to another manifest as its subject: an SBOM, a signature, a
 * report.
 */
export async function attach(
  {
    reference,
    sought,
    platforms: [platform],
    files: wanted,
    annotations,
    artifactType,
    imageSpec,
    concurrency,
    dryRun,
  }: InputsOf<'attach'>,
  { open, told, learn, log, signal, workspace }: Mode<'attach'>,
  {
    build,
    temporary,
    sign,
    verify,
  }: { build: Build; temporary: string; sign: Sign | undefined; verify: Verify | undefined },
): Promise<void> {
  const repository = formatRepository(reference);
  learn({ repository, tags: [], changed: false, files: [], transferred: 0, reused: 0 });

  // Without `files`, annotations are all there is.
  const isMark = wanted.files.length === 0;
  const files = isMark ? [] : await findInputFiles(wanted, workspace, log);
  if (files.length === 0 && !isMark) return;
  const { symlinks, includeHiddenFiles } = wanted;
  const said = await readAnnotations(annotations, { build });
  const target = open.store(reference);
  const found = await findVerified(target, sought, { purpose: 'attach to', verify }, { told, log, signal });
  if (!found) return;
  const chosen = await findChosen(target, found.top, { reference, platform }, { log, signal });
  // Whatever happens to the tag, the digest counts from now on.
  const subject = bare(chosen.descriptor);
  // Its type and size go into what is published.
  chosen.parsed();
  checkExpected(sought.expectDigest, reference, found.top.descriptor.digest, subject.digest);
  learn({ exists: true, details: { subject } });
  const heading = `${dryRun ? 'Would attach' : 'Attach'} ${countFound(files)} to ${repository}`;
  await log.group(heading, async () => {
    log.info(`The subject is ${repository}@${subject.digest}`);
    const packing = {
      said,
      symlinks,
      includeHiddenFiles,
      temporary,
      artifactType,
      config: undefined,
      subject,
      concurrency,
    };
    const packed = await packInputFiles(files, packing, workspace, log, signal);
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
      publish(chosen, task, { learn, log, signal }),
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
  { learn, log, signal }: Pick<Mode<'attach'>, 'log' | 'signal' | 'learn'>,
): Promise<void> {
  const { root, store, bytes, present } = packed;
  const size = totalSize(blobsOf(packed));
  /** Told when it is there, and on the list of its subject. */
  const about: Partial<ResultOf<'attach'>> = {
    digest: root.digest,
    reference: `${repository}@${root.digest}`,
    mediaType: root.mediaType,
    ...(artifactType === undefined ? {} : { artifactType }),
    size,
    files: filesOf(packed),
    details: { subject, manifestSize: root.size },
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
  const onThere = () => learn({ ...about, changed: !isListed, transferred: moved.transferred });
  const { isChanged } = await deliver(
    { store: target, repository, tags: [], digest: root.digest, pending: [], previous: {}, tagged: {} },
    {
      ...{ root: { descriptor: root, bytes }, from: { source: store, present }, size, nameOf: blobNames(packed) },
      ...{ transfer, attach, isThere: isListed, onThere },
    },
    { sign, dryRun, log, signal },
  );
  const { transferred } = moved;
  learn({ ...about, changed: isChanged, transferred, reused: dryRun && !isListed ? 0 : size - transferred });
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
