import { formatBytes } from '../../format-bytes.ts';
import { formatRepository } from '../../oci/reference.ts';
import { copy } from '../../store/copy.ts';
import { openBytes } from '../../store/verified.ts';
import type { InputsOf } from '../contract/inputs.ts';
import type { Log, Mode } from '../contract/mode.ts';
import { countMoved } from '../send/count-moved.ts';
import { tellMoves } from '../send/plan-tags.ts';
import { startProgress } from '../tell/progress.ts';
import { type PlannedParcel, tell, titleOf } from './parcel.ts';

/** Does what was planned, or in a dry run says so. */
export async function sendParcel(
  parcel: PlannedParcel,
  { concurrency, dryRun: isDryRun }: Pick<InputsOf<'push'>, 'concurrency' | 'dryRun'>,
  { log, signal }: Mode<'push'>,
): Promise<void> {
  const { name, staged, target, status, kept, pending, previous } = parcel;
  const repository = formatRepository(target);
  if (status !== 'pushed') log.info(`${status === 'skipped' ? 'Skipped' : 'Unchanged'}: ${name}`);
  else if (isDryRun) log.info(`Would push ${name} to ${repository}: ${pending.join(', ')}`);
  else await log.group(`Push ${name} to ${repository}`, () => send(parcel, concurrency, log, signal));
  const { digest } = kept?.descriptor ?? staged.root;
  tellMoves(log, { previous, digest, isDryRun, place: `${repository}:` });
  tell(parcel, status === 'pushed' && isDryRun ? 'planned' : status);
}

/** Sends what is missing and writes the pending tags; counts in the row what was moved. */
async function send(
  { row, fileName, staged, size, store, kept, pending }: PlannedParcel,
  concurrency: number,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  if (kept) {
    await store.push(kept.descriptor, openBytes(kept.bytes), { tags: pending, signal });
    row.reused = size;
    return;
  }
  const { onEvent, moved } = countMoved(startProgress(log, size), ({ digest, size: sent, mediaType }, fate) => {
    if (fate !== 'copied' || digest === staged.config.digest) return;
    log.info(`Sent: ${titleOf(mediaType, fileName)}  ${formatBytes(sent)}`);
  });
  try {
    await copy(staged.store, staged.root, store, { tags: pending, concurrency, onEvent, signal });
    row.reused = size - moved.transferred;
  } finally {
    // Also of a chart that fails: what was sent before is there.
    row.transferred = moved.transferred;
  }
}
