import { invalid } from '../../errors.ts';
import type { Build } from '../contract/mode.ts';

// RFC 3339, section 5.6, with the capital letters that Go's parser wants.
const timePattern =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads the input `created`: `none`, `now`, `commit`, `source-date-epoch` or an RFC 3339 time, which is kept as
 * written. Fails with INVALID_INPUT.
 */
export async function createdTime(
  value: string,
  { commitTime, sourceDateEpoch = '' }: Pick<Build, 'commitTime' | 'sourceDateEpoch'>,
): Promise<string | undefined> {
  switch (value) {
    case 'none':
      return undefined;
    case 'now':
      return formatTime(new Date());
    case 'commit':
      return formatTime(await commitTime());
    case 'source-date-epoch': {
      if (!/^\d{1,11}$/.test(sourceDateEpoch))
        throw invalid('created', value, 'needs SOURCE_DATE_EPOCH in the environment, in seconds since 1970');
      return formatTime(new Date(Number(sourceDateEpoch) * 1000));
    }
    default:
      if (!timePattern.test(value) || !isDay(value.slice(0, 10))) {
        throw invalid(
          'created',
          value,
          'is not none, now, commit, source-date-epoch or a time such as 2026-01-31T12:00:00Z',
        );
      }
      return value;
  }
}

/** Tells whether there is a day: to `Date`, the 30th of February is in March, and Go refuses it. */
function isDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** Writes a time in UTC without fractions, as Go's time.RFC3339 does. */
function formatTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
