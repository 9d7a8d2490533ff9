import type { Descriptor } from '../../oci/descriptor.ts';
import type { Mode } from '../contract/mode.ts';
import { nothingMoved } from '../contract/told.ts';
import { startTransfer } from '../publish/count-moved.ts';
import { deliver } from '../publish/deliver.ts';
import { fateOf, type PlannedParcel, tellThere, titleOf } from './parcel.ts';

/** Does what was planned, and signs it, or in a dry run says so; tells what was moved. */
export async function sendParcel(
  parcel: PlannedParcel,
  { concurrency, dryRun }: { concurrency: number; dryRun: boolean },
  { log, signal }: Pick<Mode<'push'>, 'log' | 'signal'>,
): Promise<void> {
  const { row, name, fileName, staged, size, repository, pending, same, sign } = parcel;
  const { thing } = row;
  const fate = fateOf(parcel);
  if (fate !== 'pushed') log.info(`${fate === 'kept' ? 'Left as it is' : 'Unchanged'}: ${name}`);
  else if (dryRun) log.info(`Would push ${name} to ${repository}: ${pending.join(', ')}`);
  const transfer = startTransfer(concurrency);
  const nameOf = ({ digest, mediaType }: Descriptor) =>
    digest === staged.config.digest ? undefined : titleOf(mediaType, fileName);
  const root = same ?? (await staged.store.manifest(staged.root.digest, signal));
  const onThere = (isTagged: boolean) => {
    tellThere(parcel);
    if (isTagged) thing.isWritten = true;
  };
  const cargo = { root, size, nameOf, transfer, onThere };
  try {
    const { isChanged, signatures } = await deliver(
      parcel,
      same ? cargo : { ...cargo, from: { source: staged.store } },
      { sign, dryRun, log, signal, heading: `Push ${name} to ${repository}`, place: `${repository}:` },
    );
    tellThere(parcel);
    Object.assign(thing, { signatures, fate: isChanged ? 'pushed' : fate });
    if (fate === 'pushed' && !dryRun) thing.moved = { transferred: 0, reused: size - transfer.moved.transferred };
  } finally {
    // Also of a chart that fails: what was sent before is there.
    thing.isNew = transfer.session.brought.has(staged.root.digest);
    thing.moved = { ...nothingMoved, ...thing.moved, transferred: transfer.moved.transferred };
  }
}
