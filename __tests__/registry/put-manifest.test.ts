import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import type { HttpResponse } from '../../src/registry/http/http.ts';
import type { Repository } from '../../src/registry/http/repository.ts';
import { putManifest } from '../../src/registry/put-manifest.ts';

const bytes = Buffer.from('{"schemaVersion":2}');
const descriptor = describeContent(imageManifest, bytes);
const { digest } = descriptor;
const other = describeContent(imageManifest, Buffer.from('other'));
const longer = `sha512:${'0'.repeat(128)}` as const;

type Answer = { status: number; headers?: HttpResponse['headers']; body?: string } | Error;

/** Puts a manifest into a repository that answers so, one request after the other; the last answer stays. */
async function put(
  answers: Answer[],
  { name = 'v1', riding = [] as string[], resolves = undefined as typeof descriptor | undefined } = {},
) {
  const sent: string[] = [];
  const repository: Repository = {
    ...{ host: 'r.test', name: 'r.test/app' },
    names: (each) => `r.test/app:${each}`,
    request: async (method, path, rest) => ({ method, url: `https://r.test/v2/app/${path}`, ...rest }),
    async send(request) {
      const type = request.headers?.['content-type'] ?? '';
      sent.push(
        [request.method, new URL(request.url).pathname.split('/').at(-1), new URL(request.url).search, type]
          .filter(Boolean)
          .join(' '),
      );
      const answer = answers.length > 1 ? (answers.shift() as Answer) : (answers[0] as Answer);
      if (answer instanceof Error) throw answer;
      const { status, headers = {}, body = '' } = answer;
      return { status, headers, body: Readable.from([Buffer.from(body)]), url: request.url };
    },
    async resolve(at) {
      sent.push(`resolve ${at}`);
      if (!resolves) throw new OciError('NOT_FOUND', 'not there');
      return resolves;
    },
    manifest: async () => {
      throw new Error('not asked for');
    },
    has: async () => false,
  };
  const outcome = await putManifest(repository, { descriptor, bytes }, name, riding, undefined).catch(
    ({ code }: OciError) => code,
  );
  return { sent, outcome };
}

const named = (own: string) => ({ 'docker-content-digest': own });
const request = `PUT v1 ${imageManifest}`;

describe('A manifest that is put', () => {
  it.each<[string, Answer[], string[], unknown]>([
    ['is stored under its digest', [{ status: 201, headers: named(digest) }], [request], { digest, tags: [] }],
    // Without a word on the digest, somebody has to look.
    [
      'is looked for where nothing is said of its digest',
      [{ status: 201 }, { status: 200 }],
      [request, 'HEAD v1'],
      { digest, tags: [] },
    ],
    ['is another one there', [{ status: 201, headers: named(other.digest) }], [request], 'INTEGRITY'],
    ['is not stored, and the connection broke', [new OciError('NETWORK', 'cut')], [request, 'resolve v1'], 'NETWORK'],
  ])('%s', async (_, answers, sent, outcome) => {
    const told = await put(answers);
    expect(told.sent).toEqual(sent);
    expect(told.outcome).toEqual(outcome);
  });

  it.each<[string, boolean, Answer, typeof descriptor]>([
    ['the connection broke', true, new OciError('NETWORK', 'cut'), descriptor],
    ['a gateway did not wait', true, { status: 504 }, descriptor],
    ['the connection broke, and the tag is another one', false, new OciError('NETWORK', 'cut'), other],
    ['a gateway did not wait, and the tag is another one', false, { status: 504 }, other],
    // That is an answer.
    ['it was refused', false, { status: 403 }, descriptor],
  ])('is there where %s, and the name says so: %s', async (_, isStored, answer, resolves) => {
    const { outcome } = await put([answer], { resolves, riding: ['a', 'b'] });
    // Nobody said that the tags were written with it.
    if (isStored) expect(outcome).toEqual({ digest, tags: [] });
    else expect(typeof outcome).toBe('string');
  });

  it('is sent again where a blob is missing for a moment, and no more than twice', async () => {
    const missing = { status: 404, body: '{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN"}]}' };
    expect((await put([missing, { status: 201, headers: named(digest) }])).sent).toEqual([request, request]);
    const { sent, outcome } = await put([missing]);
    expect(sent).toEqual([request, request, request]);
    expect(outcome).toBe('NOT_FOUND');
  });

  it('is waited for a moment where reads lag behind writes, and then missed', async () => {
    expect((await put([{ status: 201 }, { status: 404 }, { status: 200 }])).outcome).toEqual({ digest, tags: [] });
    const { sent, outcome } = await put([{ status: 201 }, { status: 404 }]);
    expect(sent).toEqual([request, 'HEAD v1', 'HEAD v1', 'HEAD v1']);
    expect(outcome).toBe('REGISTRY');
  });

  it.each<[string | string[] | undefined, string[]]>([
    [undefined, []],
    ['a', ['a']],
    [
      ['b', 'a'],
      ['a', 'b'],
    ],
    ['a,c', ['a']],
    ['aa', []],
  ])('has the tags with it that the registry names: %j', async (header, tags) => {
    const headers = { ...named(digest), ...(header === undefined ? {} : { 'oci-tag': header }) };
    const { sent, outcome } = await put([{ status: 201, headers }], { name: digest, riding: ['a', 'b'] });
    expect(sent).toEqual([`PUT ${digest} ?tag=a&tag=b ${imageManifest}`]);
    expect(outcome).toEqual({ digest, tags });
  });

  it('tells on whose list it is, and keeps a digest of another algorithm by which it was put', async () => {
    const headers = { ...named(digest), 'oci-subject': other.digest };
    expect((await put([{ status: 201, headers }])).outcome).toEqual({ digest, tags: [], subject: other.digest });
    expect((await put([{ status: 201 }, { status: 200 }], { name: longer })).outcome).toEqual({
      digest: longer,
      tags: [],
    });
  });
});
