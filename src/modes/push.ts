import type { PackedArtifact } from '../artifact/files/pack.ts';
import { hasCode, messageOf, OciError } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';
import { formatRepository, type Reference } from '../oci/reference.ts';
import type { Store } from '../store/store.ts';
import type { Group, InputsOf } from './contract/inputs.ts';
import type { Mode } from './contract/mode.ts';
import { type Facts, nothingMoved, tell } from './contract/told.ts';
import { packedCargo, packedFacts } from './kinds/files.ts';
import type { Kind } from './kinds/kind.ts';
import { startTransfer } from './publish/count-moved.ts';
import { deliver } from './publish/deliver.ts';
import { withImageSpec } from './publish/image-spec.ts';
import { type CurrentTag, describeCollected, planTags, readTags } from './publish/plan-tags.ts';
import type { Sign } from './signing/signing.ts';

/**
 * Publishes files as one artifact under any number of tags; what is there already is not sent, and no tag is moved
 * without need.
 */
export async function push(
  { reference, tagging, imageSpec, concurrency, dryRun }: InputsOf<'push'>,
  { open, told: { about }, log, signal }: Mode,
  { kind, sign }: { kind: Kind; sign: Sign | undefined },
): Promise<void> {
  const { tags } = tagging;
  const repository = formatRepository(reference);
  tell(about, { repository, tags, fate: 'not reached', files: [], moved: nothingMoved, previous: {} });
  const found = await kind.find();
  if (!found) return;
  await log.group(`${dryRun ? 'Would push' : 'Push'} ${found.label} to ${repository}`, async () => {
    const target = open.store(reference);
    const current = await readTags(target, tags, found.hasDirectories, signal);
    // Only what will be pushed whatever its digest is; where a tag is there, the push may well change nothing.
    const isNew = tags.length > 0 && current.every(({ digest }) => digest === undefined);
    const isCertain = isNew && !dryRun && reference.digest === undefined;
    const start = Date.now();
    const packed = await found.stage({ target, current, isCertain });
    const task = { target, reference, repository, current, sent: new Set(packed.sent), sign, concurrency, dryRun };
    const isThere = ({ root }: PackedArtifact) => [reference, ...current].some(({ digest }) => digest === root.digest);
    try {
      await withImageSpec(packed, imageSpec, { reference, tags, isThere }, log, (chosen) =>
        publish(chosen, { ...task, ...tagging }, { about, log, signal }),
      );
    } catch (error) {
      const isOpen = hasCode(error, 'INTEGRITY') && error.topic === undefined;
      const changed = isOpen ? found.changedSince(start, packed) : undefined;
      if (changed === undefined) throw error;
      throw new OciError('INTEGRITY', `${changed} changed while it was pushed: ${messageOf(error)}`, {
        cause: error,
        topic: 'changed-file',
      });
    }
  });
}

/** An artifact on its way to the tags that are to lead to it. */
interface Publishing extends Group<'tagging', 'push'> {
  target: Store;
  reference: Reference;
  /** How messages name the target. */
  repository: string;
  /** Where the tags point now. */
  current: readonly CurrentTag[];
  /** Blobs that were sent before. */
  sent: Set<Digest>;
  sign: Sign | undefined;
  concurrency: number;
  dryRun: boolean;
}

/** Sends a packed artifact, signs it, and writes its tags, as far as they are not where they should be. */
async function publish(
  packed: PackedArtifact,
  { target, reference, repository, current, tags, ifExists = 'overwrite', sent, sign, concurrency, dryRun }: Publishing,
  { about, log, signal }: Pick<Mode, 'log' | 'signal'> & { about: Facts },
): Promise<void> {
  const { digest } = packed.root;
  checkPinned(reference.digest, digest);
  const made: Facts = {
    ...packedFacts(packed, repository),
    artifactType: packed.artifactType ?? packed.config.mediaType,
  };
  const plan = { store: target, repository, tags, digest, ...planTags(current, digest, ifExists, repository, log) };
  const { tagged, previous, kept } = plan;
  tell(about, { tagged, previous });
  if (kept !== undefined) {
    // The artifact that stays is another one: what was found here is not in it.
    const other = { digest: kept, reference: `${repository}@${kept}`, files: [], size: 0, details: undefined };
    tell(about, { ...made, ...other });
  }
  const transfer = startTransfer(concurrency, sent);
  const onThere = (isTagged: boolean) => tell(about, isTagged ? { ...made, fate: 'pushed' } : made);
  const cargo = packedCargo(packed);
  const { isChanged, isThere } = await deliver(plan, { ...cargo, transfer, onThere }, { sign, dryRun, log, signal });
  const { transferred } = transfer.moved;
  // Nobody asks for the blobs of a manifest that is there.
  const reused = kept !== undefined || (dryRun && !isThere) ? 0 : cargo.size - transferred;
  const fate = kept !== undefined ? 'kept' : isChanged ? 'pushed' : 'unchanged';
  tell(about, { fate, moved: { transferred, reused }, isNew: transfer.session.brought.has(digest) });
  const collected = tags.length === 0 && !dryRun ? describeCollected(reference.host) : undefined;
  if (collected !== undefined) log.notice(collected);
}

/** Fails with INTEGRITY when the reference asks for another digest. */
function checkPinned(pinned: Digest | undefined, digest: Digest): void {
  if (pinned === undefined || pinned === digest) return;
  const what = `The files make the manifest ${digest}`;
  throw new OciError('INTEGRITY', `${what}, but the input reference asks for ${pinned}`, { topic: 'pinned-digest' });
}
