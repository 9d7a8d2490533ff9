import type { Log } from './context.ts';

/** Work that is done before this many milliseconds needs no progress line, and later ones come at this pace. */
const interval = 5_000;

/** Writes a size in bytes for people, in units of 1,024. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`;
}

/** Writes a time for people: seconds up to two minutes, then minutes, then hours. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds <= 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

/** Makes a counter of bytes moved that says every few seconds how far a transfer of `total` bytes is, and how fast. */
export function countProgress(log: Log, total: number, now: () => number = Date.now): (bytes: number) => void {
  const start = now();
  let last = start;
  let moved = 0;
  return (bytes) => {
    moved += bytes;
    if (now() - last < interval) return;
    last = now();
    // Repeated attempts are counted again; the line must not claim more than all.
    const done = Math.min(moved, total);
    const speed = moved / ((last - start) / 1000);
    const left = Math.ceil((total - done) / speed);
    const percent = Math.min(99, Math.floor((done / total) * 100));
    log.info(
      `${percent} % (${formatBytes(done)} of ${formatBytes(total)}), ${formatBytes(Math.round(speed))}/s, ${left} s left`,
    );
  };
}
