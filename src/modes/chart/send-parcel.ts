import { formatBytes } from '../../format-bytes.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { formatRepository } from '../../oci/reference.ts';
import { copy, startCopySession } from '../../store/copy.ts';
import { openBytes } from '../../store/verified.ts';
import type { Log, Mode } from '../contract/mode.ts';
import { countMoved } from '../send/count-moved.ts';
import { tellTags } from '../send/plan-tags.ts';
import { tellUntouched } from '../send/signing.ts';
import { startProgress } from '../tell/progress.ts';
import { type PlannedParcel, tell, tellThere, titleOf } from './parcel.ts';

/** Does what was planned, and signs it, or in a dry run says so. */
export async function sendParcel(
  parcel: PlannedParcel,
  { concurrency, dryRun: isDryRun }: { concurrency: number; dryRun: boolean },
  { log, signal }: Pick<Mode<'push'>, 'log' | 'signal'>,
): Promise<void> {
  const { row, name, staged, target, store, status, kept, pending, previous, sign } = parcel;
  const repository = formatRepository(target);
  const root = kept?.descriptor ?? staged.root;
  if (!isDryRun) row.isNew = false;
  let isSigned = false;
  const signRoot = async () => {
    // Another chart that stays in its place is not ours to sign.
    if (status === 'kept') return tellUntouched(log, `${repository}@${root.digest}`, sign ? ['signed'] : []);
    const signed = await sign?.(store, root, repository);
    if (!signed) return;
    isSigned = signed.isChanged;
    row.item = { ...row.item, signatures: signed.signatures };
  };
  const tellOwnTags = () =>
    tellTags(log, { tags: pending, previous, digest: root.digest, isDryRun, place: `${repository}:` });
  if (status === 'pushed' && !isDryRun) {
    const beforeTags = sign && signRoot;
    await log.group(`Push ${name} to ${repository}`, async () => {
      await send(parcel, beforeTags, concurrency, log, signal);
      tellOwnTags();
    });
  } else {
    if (status === 'pushed') log.info(`Would push ${name} to ${repository}: ${pending.join(', ')}`);
    else log.info(`${status === 'kept' ? 'Left as it is' : 'Unchanged'}: ${name}`);
    await signRoot();
    tellOwnTags();
  }
  tell({ ...parcel, isSigned }, status);
}

/** Sends what is missing and writes the pending tags; counts in the row what was moved. */
async function send(
  parcel: PlannedParcel,
  beforeTags: (() => Promise<void>) | undefined,
  concurrency: number,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const { row, fileName, staged, size, store, kept, pending } = parcel;
  const onTagged = () => tellThere(parcel);
  if (kept) {
    tellThere(parcel);
    await beforeTags?.();
    await store.push(kept.descriptor, openBytes(kept.bytes), { tags: pending, signal });
    row.reused = size;
    return;
  }
  const nameOf = ({ mediaType }: Descriptor) => titleOf(mediaType, fileName);
  const progress = startProgress(log, 'Sending', size);
  const { onEvent, moved } = countMoved(progress, nameOf, (blob, fate) => {
    if (fate !== 'copied' || blob.digest === staged.config.digest) return;
    log.info(`Sent: ${nameOf(blob)}  ${formatBytes(blob.size)}`);
  });
  try {
    const tags = beforeTags ? [] : pending;
    const session = startCopySession(concurrency);
    await copy(staged.store, staged.root, store, { tags, session, onEvent, onTagged, signal });
    row.isNew = session.brought.has(staged.root.digest);
    row.reused = size - moved.transferred;
  } finally {
    // Also of a chart that fails: what was sent before is there.
    row.transferred = moved.transferred;
  }
  if (!beforeTags) return;
  tellThere(parcel);
  await beforeTags();
  const { bytes } = await staged.store.manifest(staged.root.digest, signal);
  await store.push(staged.root, openBytes(bytes), { tags: pending, signal });
}
