import type { HostileCase } from '../../support/faults/hostile.ts';

const list = (tags: unknown): string => JSON.stringify({ name: 'x', tags });
const page = (body: string, link?: string | string[]) => ({
  status: 200,
  headers: { 'content-type': 'application/json', link },
  body,
});
const answered =
  (body: string, link?: string): HostileCase['make'] =>
  ({ answer, name }) =>
    answer(`GET /v2/${name}/tags/list`, page(body, link));

/** As many tags, in pages of 20,000. */
const many =
  (count: number): HostileCase['make'] =>
  ({ answer, name }) =>
    answer(`GET /v2/${name}/tags/list`, ({ query }) => {
      const first = Number(query.get('last') ?? 0);
      const tags = Array.from({ length: Math.min(20_000, count - first) }, (_, number) => `v1.0.${first + number}`);
      const next = first + tags.length;
      return page(list(tags), next < count ? `</v2/${name}/tags/list?last=${next}>; rel="next"` : undefined);
    });

const cases: [name: string, make: HostileCase['make'], expected: HostileCase['expected'], tags?: string][] = [
  [
    'tags that are none are dropped',
    answered(list(['v1', '../x', 'a/b', '', 'x'.repeat(129), '.x', '-x', 'a b', 'a:b', 'ü'])),
    'ok',
    'v1',
  ],
  [
    'tags that give commands are dropped',
    answered(list(['v1', '::set-env name=X::y', 'a\n::error::b', '\u001b[31mred', '\u202ev1'])),
    'ok',
    'v1',
  ],
  ['tags that are no texts are dropped', answered(list(['v1', 7, null, {}, ['v2'], true])), 'ok', 'v1'],
  ['tags twice', answered(list(['v1', 'v1', 'v1'])), 'ok', 'v1'],
  [
    'tags of objects',
    answered(list(['__proto__', 'constructor', 'toString'])),
    'ok',
    '__proto__\nconstructor\ntoString',
  ],
  ['null', answered(list(null)), 'ok', ''],
  ['no list', answered(list('v1')), 'REGISTRY'],
  ['an object for a list', answered(list({ 0: 'v1' })), 'REGISTRY'],
  ['a list at the top', answered('["v1"]'), 'REGISTRY'],
  ['no JSON', answered('<html>'), 'REGISTRY'],
  ['JSON that is 200,000 deep', answered(`{"tags":["v1",${'['.repeat(200_000)}${']'.repeat(200_000)}]}`), 'ok', 'v1'],
  [
    'pages with 1,300,000 objects, which take much memory',
    ({ answer, name }) =>
      answer(`GET /v2/${name}/tags/list`, ({ query }) => {
        const next = Number(query.get('last') ?? 0) + 1;
        const link = next < 10 ? `</v2/${name}/tags/list?last=${next}>; rel="next"` : undefined;
        return page(`{"tags":["v${next}"],"more":[${'{},'.repeat(1_300_000)}{}]}`, link);
      }),
    'TOO_LARGE',
  ],
  ['a page of 5 MiB', answered(list(Array(1_000_000).fill('v1'))), 'TOO_LARGE'],
  [
    'the next page is the first',
    ({ answer, name }) =>
      answer(`GET /v2/${name}/tags/list`, page(list(['v1']), `</v2/${name}/tags/list?n=1000>; rel="next"`)),
    'REGISTRY',
  ],
  [
    'the next pages go in a circle',
    ({ answer, name }) =>
      answer(`GET /v2/${name}/tags/list`, ({ url }) =>
        page(list(['v1']), `</v2/${name}/tags/list?n=${url.endsWith('1') ? 2 : 1}>; rel="next"`),
      ),
    'REGISTRY',
  ],
  [
    'there is always a next page',
    ({ answer, name }) => {
      let number = 0;
      answer(`GET /v2/${name}/tags/list`, () => {
        number += 1;
        return page(list([`v${number}`]), `</v2/${name}/tags/list?last=${number}>; rel="next"`);
      });
    },
    'TOO_LARGE',
  ],
  [
    'the next page is at another port',
    ({ answer, name, trap }) =>
      answer(`GET /v2/${name}/tags/list`, page(list(['v1']), `<${trap}/v2/${name}/tags/list?x>; rel="next"`)),
    'REGISTRY',
  ],
  [
    'the next page is at another host',
    ({ answer, name, trap }) =>
      answer(
        `GET /v2/${name}/tags/list`,
        page(list(['v1']), `<${trap.replace('127.0.0.1', 'localhost')}/x>; rel="next"`),
      ),
    'REGISTRY',
  ],
  ['the next page is a file', answered(list(['v1']), '<file:///etc/passwd>; rel="next"'), 'REGISTRY'],
  ['the next page is not an address', answered(list(['v1']), '<http://[>; rel="next"'), 'REGISTRY'],
  [
    'the next page is the metadata of a cloud',
    answered(list(['v1']), '<http://169.254.169.254/x>; rel="next"'),
    'REGISTRY',
  ],
  ['more tags than there may be', many(1_000_000), 'TOO_LARGE'],
  ['as many tags as there may be', many(120_000), 'ok'],
  ['a link that is none', answered(list(['v1']), `<<<>>>;;;,,,${'rel="'.repeat(2_000)}`), 'ok', 'v1'],
];

/** What comes of hostile tag lists, and of patterns that never end where they are tried one way after another. */
export const tagCases: HostileCase[] = [
  ...cases.map(
    ([name, make, expected, tags]): HostileCase => ({
      name,
      make,
      expected,
      inputs: { mode: 'tags' },
      ...(tags === undefined ? {} : { outputs: { tags } }),
    }),
  ),
  ...['^(a+)+$', '(a|aa)+$', '(a*)*b$'].map(
    (pattern): HostileCase => ({
      name: `tags made for the filter /${pattern}/`,
      make: answered(list(['v1', `${'a'.repeat(127)}-`])),
      expected: 'ok',
      inputs: { mode: 'tags', filter: `/${pattern}|^v1$/` },
      outputs: { tags: 'v1' },
    }),
  ),
];
