import { extract, type Header } from 'tar-stream';

export type EntryKind = 'file' | 'directory' | 'link';

/** What is unpacked. A hard link is called "link" by tar-stream, and is not among them. */
const kinds = new Map<string, EntryKind>([
  ['file', 'file'],
  ['contiguous-file', 'file'],
  ['directory', 'directory'],
  ['symlink', 'link'],
]);

/** Starts to read an archive in any form, that of Unix V7 included, which has no mark but its sum. */
export function startTarReader(): ReturnType<typeof extract> {
  return extract({ allowUnknownFormat: true } as object);
}

/** Tells what an entry of a tar archive is, or else what speaks against it. */
export function kindOfEntry({
  type,
  size = 0,
  pax,
}: Header): { kind: EntryKind; problem?: never } | { kind?: never; problem: string } {
  // A malformed one is null, for which tar-stream would wait for ever.
  if (!Number.isSafeInteger(size) || size < 0) return { problem: 'has an invalid size' };
  // What is stored of it is a list of the pieces and then these, one after the other (GNU tar, "Storing Sparse Files").
  if (Object.keys(pax ?? {}).some((key) => key.startsWith('GNU.sparse.'))) {
    return { problem: 'is stored without its holes: pack it without --sparse' };
  }
  const kind = kinds.get(type ?? '');
  if (kind === undefined) return { problem: `is no file, folder or symbolic link: ${type ?? 'of an unknown type'}` };
  // Some readers would take that content for the next entry.
  return kind === 'link' && size > 0 ? { problem: 'is a symbolic link with content' } : { kind };
}
