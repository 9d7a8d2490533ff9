import { formatBytes } from '../../format-bytes.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { formatRepository } from '../../oci/reference.ts';
import { startCopySession } from '../../store/copy.ts';
import type { Log, Mode } from '../contract/mode.ts';
import { countMoved } from '../publish/count-moved.ts';
import { tellTags, tellUntouched } from '../publish/plan-tags.ts';
import { publish } from '../publish/publish.ts';
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
    await log.group(`Push ${name} to ${repository}`, async () => {
      await send(parcel, sign && signRoot, concurrency, log, signal);
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
  signRoot: (() => Promise<void>) | undefined,
  concurrency: number,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const { row, fileName, staged, size, store, kept, pending } = parcel;
  const onTagged = () => tellThere(parcel);
  const sign = async () => {
    tellThere(parcel);
    await signRoot?.();
  };
  const publishing = { target: store, tags: pending, onTagged, sign: signRoot && sign, log, signal };
  if (kept) {
    tellThere(parcel);
    await publish({ ...publishing, root: kept });
    row.reused = size;
    return;
  }
  const nameOf = ({ mediaType }: Descriptor) => titleOf(mediaType, fileName);
  const progress = startProgress(log, 'Sending', size);
  const { onEvent, moved } = countMoved(progress, nameOf, (blob, fate) => {
    if (fate !== 'copied' || blob.digest === staged.config.digest) return;
    log.info(`Sent: ${nameOf(blob)}  ${formatBytes(blob.size)}`);
  });
  const session = startCopySession(concurrency);
  try {
    const root = await staged.store.manifest(staged.root.digest, signal);
    await publish({ ...publishing, root, from: { source: staged.store, session, onEvent } });
    row.reused = size - moved.transferred;
  } finally {
    // Also of a chart that fails: what was sent before is there.
    row.isNew = session.brought.has(staged.root.digest);
    row.transferred = moved.transferred;
  }
}
