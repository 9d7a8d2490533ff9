import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { OciError } from '../../../src/errors.ts';
import type { HttpRequest, HttpResponse } from '../../../src/registry/http/http.ts';
import { pages } from '../../../src/registry/lists/pages.ts';

const url = 'https://r.test/v2/app/tags/list?n=2';
const access = { repository: 'app', actions: 'pull' } as const;

/** Reads a list whose pages have these `Link` headers, one after the other; the last stays. */
async function read(
  links: (string | undefined)[],
  { first = url, onwards }: { first?: string; onwards?: (isCut: boolean) => string | undefined } = {},
) {
  const left = [...links];
  const sent: HttpRequest[] = [];
  const answer = (at: string): HttpResponse => {
    const link = left.length > 1 ? left.shift() : left[0];
    const headers = link === undefined ? {} : { link };
    return { status: 200, headers, body: Readable.from([Buffer.from(at)]), url: at };
  };
  const send = async (request: HttpRequest) => {
    sent.push(request);
    return answer(request.url);
  };
  const request: HttpRequest = { method: 'GET', url: first, access, headers: { accept: 'x/y' } };
  const found: string[] = [];
  let failed: string | undefined;
  try {
    for await (const page of pages(send, request, answer(first), 'The list', onwards)) found.push(page.toString());
  } catch (error) {
    failed = (error as OciError).code;
  }
  return { found, failed, sent };
}

describe('The pages of a list', () => {
  it.each<[string, string]>([
    ['</v2/app/tags/list?last=b>; rel="next"', 'https://r.test/v2/app/tags/list?last=b'],
    ['<list?last=b>; rel="next"', 'https://r.test/v2/app/tags/list?last=b'],
    ['<?last=b>; rel="next"', 'https://r.test/v2/app/tags/list?last=b'],
    // A registry behind a proxy names the scheme that it sees itself.
    ['<http://r.test/next>; rel="next"', 'https://r.test/next'],
    ['<https://me:secret@r.test/next>; rel="next"', 'https://r.test/next'],
  ])('go on at %s, with the same rights', async (link, next) => {
    const { found, failed, sent } = await read([link, undefined]);
    expect({ found, failed }).toEqual({ found: [url, next], failed: undefined });
    expect(sent).toEqual([{ method: 'GET', url: next, access, headers: { accept: 'x/y' } }]);
  });

  it.each([
    ...[
      '<https://evil.test/next>; rel="next"',
      '<https://r.test.evil/next>; rel="next"',
      '<//evil.test/next>; rel="next"',
    ],
    ...[
      '<https://r.test:444/next>; rel="next"',
      '<https://r.test@evil.test/>; rel="next"',
      '<file:///etc/passwd>; rel="next"',
    ],
    ...['<https://[/>; rel="next"', `<${url}>; rel="next"`, '</v2/x/../app/tags/list?n=2#next>; rel="next"', '"'],
  ])('do not go on at %s', async (link) => {
    expect(await read([link])).toEqual({ found: [url], failed: 'REGISTRY', sent: [] });
  });

  it('go on from the page that named the next one', async () => {
    const { found } = await read(['</a/b>; rel="next"', '<c>; rel="next"', undefined]);
    expect(found).toEqual([url, 'https://r.test/a/b', 'https://r.test/a/c']);
  });

  it('that go round in a circle are refused at its end', async () => {
    const { found, failed } = await read(['</a>; rel="next"', '</b>; rel="next"', '</a>; rel="next"']);
    expect(found).toEqual([url, 'https://r.test/a', 'https://r.test/b']);
    expect(failed).toBe('REGISTRY');
  });

  it('go on elsewhere where somebody knows how, who is told whether there was a link', async () => {
    const told: boolean[] = [];
    const next = 'https://r.test/next';
    const onwards = (isCut: boolean) => {
      told.push(isCut);
      return told.length === 1 ? next : undefined;
    };
    expect((await read(['"', undefined], { onwards })).found).toEqual([url, next]);
    expect(told).toEqual([true, false]);
  });

  it('are a thousand at most', async () => {
    const links = Array.from({ length: 1_000 }, (_, at) => `</${at}>; rel="next"`);
    const { found, failed } = await read(links);
    expect(found).toHaveLength(1_000);
    expect(failed).toBe('TOO_LARGE');
    const { found: all, failed: none } = await read([...links.slice(0, 999), undefined]);
    expect([all.length, none]).toEqual([1_000, undefined]);
  });
});
