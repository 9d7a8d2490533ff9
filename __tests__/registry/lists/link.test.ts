import { expect, it } from '@jest/globals';
import { nextLink } from '../../../src/registry/lists/link.ts';

it.each<[string, string | string[] | undefined, string]>([
  ['no header', undefined, 'none'],
  ['a quoted relation', '</v2/a/tags/list?n=2&last=b>; rel="next"', '/v2/a/tags/list?n=2&last=b'],
  ['a query alone', '<?n=2&last=b>; rel="next"', '?n=2&last=b'],
  ['an empty target', '<>; rel="next"', ''],
  ['other parameters before', '</next>; title="a, b; rel=\\"prev\\""; rel="next"', '/next'],
  ['a parameter without a value', '</next>; crossorigin; rel="next"', '/next'],
  ['capitals', '</next>; REL="Next"', '/next'],
  ['several relations', '</next>; rel="last next"', '/next'],
  ['a relation with other characters', '</a>; rel=http://next.test/, </next>; rel=next', '/next'],
  ['several links', '</first>; rel="first", </next>; rel="next", </last>; rel="last"', '/next'],
  ['a comma in a target', '</a,b>; rel="first", </next?last=a,b>; rel="next"', '/next?last=a,b'],
  ['several headers', ['</first>; rel="first"', '</next>; rel="next"'], '/next'],
  ['the first relation of two', '</next>; rel="prev"; rel="next"', 'none'],
  ['a longer word', '</next>; rel="nextpage"', 'none'],
  ['no relation', '</next>', '/next'],
  ['no relation, but a link that has one', '</a>, </next>; rel="next"', '/next'],
  ['no relation, but another parameter', '</next>; title="rel=prev"', '/next'],
  ['no brackets', '/v2/a/tags/list?n=2&last=b; rel="next"', '/v2/a/tags/list?n=2&last=b'],
  ['a bracket that is not closed', '</next; rel="next"', 'unreadable'],
  ['a quote that is not closed', '</next>; title="; rel="next"', '/next'],
  ['a link beyond 8 KiB', `<${'a'.repeat(8192)}>; rel="next"`, 'unreadable'],
  ['a readable header and another', ['</a>; rel=prev', '<'], 'unreadable'],
])('finds the next page behind %s', (_, header, expected) => {
  const link = nextLink(header);
  expect(typeof link === 'object' ? link.next : link).toBe(expected);
});
