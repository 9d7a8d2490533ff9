/** One challenge of a `WWW-Authenticate` header; scheme and parameter names are in lower case. */
export interface Challenge {
  scheme: string;
  parameters: Record<string, string>;
}

const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
const space = /[ \t]*/y;
const separator = /[ \t]*,[ \t,]*/y;
const equals = /[ \t]*=[ \t]*/y;
// A token68 stands alone after its scheme, as in `Negotiate YII=`; we have no use for it and skip it.
const token68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;
/** Real challenges have under 500 characters; a longer header is not worth the time to read it. */
const maxHeaderLength = 8 * 1024;

/**
 * Reads the challenges of one or several `WWW-Authenticate` headers (RFC 9110, section 11.6.1): several in one header,
 * commas in quoted values, escaped quotes and empty values are all seen in the field. What cannot be read is dropped.
 */
export function parseChallenges(headers: string | string[] | undefined): Challenge[] {
  return [headers ?? []].flat().flatMap((header) => parseHeader(header.slice(0, maxHeaderLength)));
}

function parseHeader(text: string): Challenge[] {
  const challenges: Challenge[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const takeValue = (): string | undefined => {
    const match = take(quoted);
    return match ? match[1]?.replace(/\\(.)/g, '$1') : (take(token)?.[0] ?? '');
  };
  take(space);
  while (at < text.length) {
    take(separator);
    const word = take(token)?.[0];
    if (word === undefined) break;
    const current = challenges.at(-1);
    if (current && take(equals)) {
      const value = takeValue();
      if (value !== undefined) current.parameters[word.toLowerCase()] ??= value;
    } else {
      challenges.push({ scheme: word.toLowerCase(), parameters: Object.create(null) });
      take(space);
      take(token68);
    }
    take(space);
  }
  return challenges;
}
