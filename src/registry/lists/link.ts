// Without brackets from cloudflare/serverless-registry.
const target = /<([^<>]*)>|([^\s<>;,"]+)/y;
const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
// Wider than a token: unquoted values are seen with whatever characters.
const bare = /[^\s;,"]*/y;
const start = /[ \t,]*/y;
const semicolon = /[ \t]*;[ \t;]*/y;
const comma = /[ \t]*,[ \t,]*/y;
const equals = /[ \t]*=[ \t]*/y;
/** Real headers have some hundred characters; a longer one is not worth the time to read it. */
const maxHeaderLength = 8 * 1024;

interface Link {
  target: string;
  relation: string | undefined;
}

/**
 * Finds the target of the link to the next page in one or several `Link` headers (RFC 8288, section 3), as it stands
 * there: it may be relative. `rel` may stand anywhere, quoted or not, and name several relations; a link without it is
 * taken for the next page when no other is. `unreadable` when there is no such link, but something that is not a link.
 */
export function nextLink(headers: string | string[] | undefined): { next: string } | 'none' | 'unreadable' {
  const read = [headers ?? []].flat().map(readLinks);
  const links = read.flatMap(({ links }) => links);
  const found =
    links.find(({ relation }) => relation?.toLowerCase().split(/\s+/).includes('next')) ??
    links.find(({ relation }) => relation === undefined);
  if (found) return { next: found.target };
  return read.every(({ isWhole }) => isWhole) ? 'none' : 'unreadable';
}

function readLinks(text: string): { links: Link[]; isWhole: boolean } {
  if (text.length > maxHeaderLength) return { links: [], isWhole: false };
  const links: Link[] = [];
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
    take(start);
    const [, bracketed, plain] = take(target) ?? [];
    const address = bracketed ?? plain;
    if (address === undefined) break;
    let relation: string | undefined;
    while (take(semicolon)) {
      const name = take(token)?.[0].toLowerCase();
      const value = take(equals) ? takeValue() : '';
      // The first one counts (RFC 8288, section 3.3).
      if (name === 'rel') relation ??= value;
    }
    links.push({ target: address, relation });
  } while (take(comma));
  take(start);
  return { links, isWhole: at === text.length };
}
