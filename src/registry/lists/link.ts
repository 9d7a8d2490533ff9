import { comma, equals, maxHeaderLength, scanHeader, token } from '../http/scan-header.ts';

// Without brackets from cloudflare/serverless-registry.
const target = /<([^<>]*)>|([^\s<>;,"]+)/y;
// Wider than a token: unquoted values are seen with whatever characters.
const bare = /[^\s;,"]*/y;
const start = /[ \t,]*/y;
const semicolon = /[ \t]*;[ \t;]*/y;

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
  const { take, takeValue, isAtEnd } = scanHeader(text);
  do {
    take(start);
    const [, bracketed, plain] = take(target) ?? [];
    const address = bracketed ?? plain;
    if (address === undefined) break;
    let relation: string | undefined;
    while (take(semicolon)) {
      const name = take(token)?.[0].toLowerCase();
      const value = take(equals) ? takeValue(bare) : '';
      // The first one counts (RFC 8288, section 3.3).
      if (name === 'rel') relation ??= value;
    }
    links.push({ target: address, relation });
  } while (take(comma));
  take(start);
  return { links, isWhole: isAtEnd() };
}
