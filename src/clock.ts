/** Milliseconds of a clock that nobody sets. */
export function clock(): number {
  return process.uptime() * 1_000;
}
