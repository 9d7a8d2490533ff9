const target = /<([^<>]*)>/y;
const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
// Wider than a token: unquoted values are seen with whatever characters.
const bare = /[^\s;,"]*/y;
const space = /[ \t]*/y;
const semicolon = /[ \t]*;[ \t;]*/y;
const comma = /[ \t]*,[ \t,]*/y;
const equals = /[ \t]*=[ \t]*/y;
/** Real headers have some hundred characters; a longer one is not worth the time to read it. */
const maxHeaderLength = 8 * 1024;

/**
 * Finds the target of the link to the next page in one or several `Link` headers (RFC 8288, section 3), as it stands
 * there: it may be relative. `rel` may stand anywhere, quoted or not, and name several relations.
 */
export function nextLink(headers: string | string[] | undefined): string | undefined {
  for (const header of [headers ?? []].flat()) {
    const found = nextIn(header.slice(0, maxHeaderLength));
    if (found !== undefined) return found;
  }
  return undefined;
}

function nextIn(text: string): string | undefined {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const takeValue = () => {
    const match = take(quoted);
    return match ? (match[1] ?? '').replace(/\\(.)/g, '$1') : (take(bare)?.[0] ?? '');
  };
  do {
    take(space);
    const link = take(target)?.[1];
    if (link === undefined) return undefined;
    let relation: string | undefined;
    while (take(semicolon)) {
      const name = take(token)?.[0].toLowerCase();
      const value = take(equals) ? takeValue() : '';
      // The first one counts (RFC 8288, section 3.3).
      if (name === 'rel') relation ??= value;
    }
    if (relation?.toLowerCase().split(/\s+/).includes('next')) return link;
  } while (take(comma));
  return undefined;
}
