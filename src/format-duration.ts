/** Writes how long something took, in milliseconds, for people: `0.3 s`, `4.1 s`, `38 s`, `2 min 5 s`, `1 h 10 min`. */
export function formatDuration(milliseconds: number): string {
  // What took no time at all would look like a mistake.
  const tenths = Math.max(1, Math.round(milliseconds / 100));
  if (tenths < 100) return `${tenths / 10} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return withRest(seconds, 60, ['min', 's']);
  return withRest(Math.round(seconds / 60), 60, ['h', 'min']);
}

/** Writes an estimate in milliseconds for people, rounded up: seconds up to two minutes, then minutes, then hours. */
export function formatEstimate(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds <= 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

function withRest(count: number, most: number, [large, small]: [string, string]): string {
  const rest = count % most;
  return `${Math.floor(count / most)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}
