import type { Descriptor } from '../../oci/descriptor.ts';
import type { Log } from '../contract/mode.ts';
import { nothingMoved } from '../contract/told.ts';
import { startTransfer } from '../publish/count-moved.ts';
import { deliver } from '../publish/deliver.ts';
import { fateOf, type PlannedUpload, tellThere, titleOf } from './staged.ts';

/** Does what was planned, and signs it, or in a dry run says so; tells what was moved. */
export async function sendPlanned(
  upload: PlannedUpload,
  { concurrency, dryRun }: { concurrency: number; dryRun: boolean },
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<void> {
  const { row, name, fileName, packed, size, repository, pending, same, sign } = upload;
  const { thing } = row;
  const fate = fateOf(upload);
  if (fate !== 'pushed') log.info(`${fate === 'kept' ? 'Left as it is' : 'Unchanged'}: ${name}`);
  else if (dryRun) log.info(`Would push ${name} to ${repository}: ${pending.join(', ')}`);
  const transfer = startTransfer(concurrency);
  const nameOf = ({ digest, mediaType }: Descriptor) =>
    digest === packed.config.digest ? undefined : titleOf(mediaType, fileName);
  const root = same ?? (await packed.store.manifest(packed.root.digest, signal));
  const onThere = (isTagged: boolean) => {
    tellThere(upload);
    if (isTagged) thing.isWritten = true;
  };
  const cargo = { root, size, nameOf, transfer, onThere };
  try {
    const { isChanged, signatures } = await deliver(
      upload,
      same ? cargo : { ...cargo, from: { source: packed.store } },
      { sign, dryRun, log, signal, heading: `Push ${name} to ${repository}`, place: `${repository}:` },
    );
    tellThere(upload);
    Object.assign(thing, { signatures, fate: isChanged ? 'pushed' : fate });
    if (fate === 'pushed' && !dryRun) thing.moved = { transferred: 0, reused: size - transfer.moved.transferred };
  } finally {
    // Also of a chart that fails: what was sent before is there.
    thing.isNew = transfer.session.brought.has(packed.root.digest);
    thing.moved = { ...nothingMoved, ...thing.moved, transferred: transfer.moved.transferred };
  }
}
