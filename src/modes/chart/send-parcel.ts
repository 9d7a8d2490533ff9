import type { Descriptor } from '../../oci/descriptor.ts';
import type { Mode } from '../contract/mode.ts';
import { startTransfer } from '../publish/count-moved.ts';
import { deliver } from '../publish/deliver.ts';
import { fateOf, type PlannedParcel, tellThere, titleOf } from './parcel.ts';

/** Does what was planned, and signs it, or in a dry run says so; counts in the row what was moved. */
export async function sendParcel(
  parcel: PlannedParcel,
  { concurrency, dryRun }: { concurrency: number; dryRun: boolean },
  { log, signal }: Pick<Mode<'push'>, 'log' | 'signal'>,
): Promise<void> {
  const { row, name, fileName, staged, size, repository, pending, same, sign } = parcel;
  const fate = fateOf(parcel);
  if (fate !== 'pushed') log.info(`${fate === 'kept' ? 'Left as it is' : 'Unchanged'}: ${name}`);
  else if (dryRun) log.info(`Would push ${name} to ${repository}: ${pending.join(', ')}`);
  const transfer = startTransfer(concurrency);
  const nameOf = ({ digest, mediaType }: Descriptor) =>
    digest === staged.config.digest ? undefined : titleOf(mediaType, fileName);
  const root = same ?? (await staged.store.manifest(staged.root.digest, signal));
  const cargo = { root, size, nameOf, transfer, onThere: () => tellThere(parcel) };
  try {
    const { isChanged, signatures } = await deliver(
      parcel,
      same ? cargo : { ...cargo, from: { source: staged.store } },
      { sign, dryRun, log, signal, heading: `Push ${name} to ${repository}`, place: `${repository}:` },
    );
    tellThere(parcel);
    row.item = { ...row.item, ...(signatures ? { signatures } : {}), status: fate, changed: isChanged };
    if (fate === 'pushed' && !dryRun) row.reused = size - transfer.moved.transferred;
  } finally {
    // Also of a chart that fails: what was sent before is there.
    if (!dryRun) row.isNew = transfer.session.brought.has(staged.root.digest);
    row.transferred = transfer.moved.transferred;
  }
}
