/**
 * The most bytes an archive may unpack to: manifests or a program have far less; more would fill the disk of a runner.
 */
export const maxUnpackedBytes = 10 * 1024 ** 3;

/** The most entries an archive may have. */
export const maxArchiveEntries = 100_000;

/** Deflate reaches 1,032 to 1; texts come to 20. */
export const maxRatio = 200;

/** So much is free of the ratio: small archives of zeros may pass. */
const freeOfRatio = 256 * 1024 ** 2;

/**
 * Tells whether the start of an archive unpacks to too many times its size. A push leaves a `margin` in bytes, for it
 * looks at other places than a pull does, and what it lets pass a pull must take.
 */
export function isOverRatio(unpacked: number, compressed: number, margin = 0): boolean {
  return unpacked + margin > freeOfRatio + compressed * maxRatio;
}
