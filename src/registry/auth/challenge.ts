import { comma, equals, maxHeaderLength, scanHeader, token } from '../http/scan-header.ts';

/** One challenge of a `WWW-Authenticate` header; scheme and parameter names are in lower case. */
export interface Challenge {
  scheme: string;
  parameters: Record<string, string>;
}

const space = /[ \t]*/y;
// A token68 stands alone after its scheme, as in `Negotiate YII=`; we have no use for it and skip it.
const token68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;

/**
 * Reads the challenges of one or several `WWW-Authenticate` headers (RFC 9110, section 11.6.1): several in one header,
 * commas in quoted values, escaped quotes and empty values are all seen in the field. What cannot be read is dropped.
 */
export function parseChallenges(headers: string | string[] | undefined): Challenge[] {
  return [headers ?? []].flat().flatMap((header) => parseHeader(header.slice(0, maxHeaderLength)));
}

function parseHeader(text: string): Challenge[] {
  const challenges: Challenge[] = [];
  const { take, takeValue, isAtEnd } = scanHeader(text);
  take(space);
  while (!isAtEnd()) {
    take(comma);
    const word = take(token)?.[0];
    if (word === undefined) break;
    const current = challenges.at(-1);
    if (current && take(equals)) {
      const value = takeValue(token);
      // The first one counts.
      current.parameters[word.toLowerCase()] ??= value;
    } else {
      challenges.push({ scheme: word.toLowerCase(), parameters: Object.create(null) });
      take(space);
      take(token68);
    }
    take(space);
  }
  return challenges;
}
