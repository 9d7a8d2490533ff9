import { describe, expect, it } from '@jest/globals';
import { OciError } from '../../src/errors.ts';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { imageManifest } from '../../src/oci/media-types.ts';
import { openBytes } from '../../src/store/verified.ts';
import { type InMemoryAnswer, storeInMemory } from '../support/servers/store-in-memory.ts';

const bytes = Buffer.from('{"schemaVersion":2}');
const descriptor = describeContent(imageManifest, bytes);
const { digest } = descriptor;
const other = describeContent(imageManifest, Buffer.from('other')).digest;

/**
 * Puts a manifest under tags of a repository that answers so, one request after the other; the last answer stays. The
 * outcome is where each tag points, or the code of the error.
 */
async function put(answers: (InMemoryAnswer | Error)[], tags = ['v1'], takesTags = false) {
  const left = [...answers];
  const { store, sent } = storeInMemory(() => {
    const answer = (left.length > 1 ? left.shift() : left[0]) as InMemoryAnswer | Error;
    if (answer instanceof Error) throw answer;
    return answer;
  }, takesTags);
  const tagged: Record<string, string> = {};
  const onTagged = (tag: string, place: string) => void Object.assign(tagged, { [tag]: place });
  const outcome = await store.push(descriptor, openBytes(bytes), { tags, onTagged }).then(
    () => tagged,
    ({ code }: OciError) => code,
  );
  return { sent, outcome };
}

const named = (own: string, status = 201) => ({ status, headers: { 'docker-content-digest': own } });
const found = (own: string) => {
  const { status, headers } = named(own, 200);
  return { status, headers: { ...headers, 'content-type': imageManifest, 'content-length': '19' } };
};
const cut = new OciError('NETWORK', 'cut');
const [request, look] = ['PUT manifests/v1', 'HEAD manifests/v1'];

describe('A manifest that is put', () => {
  it.each<[string, Parameters<typeof put>[0], string[], unknown]>([
    ['is stored under its digest', [named(digest)], [request], { v1: digest }],
    // Without a word on the digest, somebody has to look.
    [
      'is looked for where nothing is said of its digest',
      [{ status: 201 }, { status: 200 }],
      [request, look],
      { v1: digest },
    ],
    ['is another one there', [named(other)], [request], 'INTEGRITY'],
    ['is not stored, and the connection broke', [cut], [request, look], 'NETWORK'],
    [
      'is there where the connection broke, and the name says so',
      [cut, found(digest)],
      [request, look],
      { v1: digest },
    ],
    [
      'is there where a gateway did not wait, and the name says so',
      [{ status: 504 }, found(digest)],
      [request, look],
      { v1: digest },
    ],
    ['is not there where the tag is another one', [cut, found(other)], [request, look], 'NETWORK'],
    ['nor after a gateway did not wait', [{ status: 504 }, found(other)], [request, look], 'REGISTRY'],
    // That is an answer.
    ['is not there where it was refused', [{ status: 403 }, found(digest)], [request], 'DENIED'],
    [
      'is waited for a moment where reads lag behind writes',
      [{ status: 201 }, { status: 404 }, { status: 200 }],
      [request, look, look],
      { v1: digest },
    ],
    ['and is then missed', [{ status: 201 }, { status: 404 }], [request, look, look, look], 'REGISTRY'],
  ])('%s', async (_, answers, sent, outcome) => {
    expect(await put(answers)).toEqual({ sent, outcome });
  });

  it('is sent again where a blob is missing for a moment, and no more than twice', async () => {
    const missing = { status: 404, body: '{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN"}]}' };
    expect((await put([missing, named(digest)])).sent).toEqual([request, request]);
    expect(await put([missing])).toEqual({ sent: [request, request, request], outcome: 'NOT_FOUND' });
  });

  it.each<[string | string[] | undefined, string[]]>([
    [undefined, ['a', 'b']],
    ['a', ['b']],
    [['b', 'a'], []],
    ['a,c', ['b']],
    ['aa', ['a', 'b']],
  ])('has the tags with it that the registry names, %j, and gets the others one by one', async (header, alone) => {
    const { status, headers } = named(digest);
    const { sent, outcome } = await put([{ status, headers: { ...headers, 'oci-tag': header } }], ['a', 'b'], true);
    expect(sent).toEqual([`PUT manifests/${digest}?tag=a&tag=b`, ...alone.map((tag) => `PUT manifests/${tag}`)]);
    expect(outcome).toEqual({ a: digest, b: digest });
  });

  it('gets its tags one by one where the connection broke, for nobody said that they were written with it', async () => {
    const { sent, outcome } = await put([cut, found(digest), named(digest)], ['a', 'b'], true);
    expect(sent.slice(-2)).toEqual(['PUT manifests/a', 'PUT manifests/b']);
    expect(outcome).toEqual({ a: digest, b: digest });
  });
});
