import { expect, it } from '@jest/globals';
import { packFiles } from '../../../src/artifact/files/pack.ts';
import { OciError, RegistryError } from '../../../src/errors.ts';
import { withImageSpec } from '../../../src/modes/publish/image-spec.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';
import { type Given, makeInputs } from '../../support/action/make-mode.ts';

const packed = await packFiles({
  ...{ files: [], artifactType: 'x/y', annotations: { manifest: {}, config: {}, layers: new Map() } },
  ...{ directories: {} as never, concurrency: 1, signal: new AbortController().signal },
} as never);

/** Does work that fails as given, and tells in which form the artifact was each time, and what was said. */
async function work(
  fails: readonly ((digest: Digest) => Error | undefined)[],
  { given = {}, reference = 'r.test/app', known = [] as (Digest | undefined)[] } = {} as {
    given?: Given<'push'>;
    reference?: string;
    known?: (Digest | undefined)[];
  },
) {
  const { log, said } = collectingLog();
  const forms: string[] = [];
  const digests: Digest[] = [];
  const left = [...fails];
  const { imageSpec, tagging, reference: own } = makeInputs('push', reference, given);
  const failed = await withImageSpec(
    packed,
    imageSpec,
    { reference: own, tags: tagging.tags, isThere: ({ root }) => known.includes(root.digest) },
    log,
    async ({ root, artifactType }) => {
      forms.push(artifactType === undefined ? '1.0' : '1.1');
      digests.push(root.digest);
      const error = left.shift()?.(root.digest);
      if (error) throw error;
    },
  ).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { forms, digests, said, failed };
}

const put = (name: string) => `PUT https://r.test/v2/app/manifests/${name}`;
const answer = (status: number, request: string, ...codes: string[]) => {
  const errors = codes.map((code) => ({ code, message: '' }));
  return new RegistryError('REGISTRY', `answered ${status}`, { status, request, errors });
};
const plain = (await work([], { given: { imageSpec: '1.0' } })).digests[0] as Digest;

it.each<[string, Given<'push'>, (Digest | undefined)[], string[]]>([
  ['1.1 where nothing is there', {}, [undefined], ['1.1']],
  ['1.1 where that is there', {}, [packed.root.digest], ['1.1']],
  ['1.0 where that is there', {}, [undefined, plain], ['1.0']],
  ['1.1 where it is asked for, though the other is there', { imageSpec: '1.1' }, [plain], ['1.1']],
  ['1.0 where it is asked for, though the other is there', { imageSpec: '1.0' }, [packed.root.digest], ['1.0']],
])('The form of an artifact is %s', async (_, given, known, forms) => {
  expect(await work([], { given, known })).toMatchObject({ forms, failed: undefined, said: [] });
});

type Refusal = (digest: Digest) => Error;
const tags = ['v1', 'v2'];
it.each<[string, Given<'push'>, Refusal, boolean]>([
  ['the manifest by its digest', { tags }, (digest) => answer(415, put(digest)), true],
  ['a tag', { tags }, () => answer(415, put('v1')), true],
  ['the last of its tags', { tags }, () => answer(415, put('v2')), true],
  // As the list of a subject, or a signature.
  ['another manifest', { tags }, () => answer(415, put(plain)), false],
  ['another tag', { tags }, () => answer(415, put('v3')), false],
  ['what only ends like its tag', { tags }, () => answer(415, put('x/v1')), false],
  ['a blob that is called so', { tags }, () => answer(415, 'PUT https://r.test/v2/app/blobs/v1'), false],
  ['what it is asked for', { tags }, () => answer(415, 'GET https://r.test/v2/app/manifests/v1'), false],
  ['its form, beside something else', { tags }, () => answer(400, put('v1'), 'X', 'MANIFEST_INVALID'), true],
  ['something else', { tags }, () => answer(400, put('v1'), 'NAME_INVALID'), false],
  ['it by 422', { tags }, () => answer(422, put('v1'), 'MANIFEST_INVALID'), false],
  ['it by another error', { tags }, () => new OciError('REGISTRY', put('v1')), false],
  [
    'it for want of rights',
    { tags },
    () => new RegistryError('UNSUPPORTED', 'no', { status: 415, request: put('v1') }),
    false,
  ],
  ['the form that is asked for', { tags, imageSpec: '1.1' }, () => answer(415, put('v1')), false],
])('After a refusal of %s, there is another form: %#', async (_, given, refusal, isPlain) => {
  const { forms, said, failed, digests } = await work([refusal], { given });
  expect(forms).toEqual(isPlain ? ['1.1', '1.0'] : ['1.1']);
  expect(failed === undefined).toBe(isPlain);
  expect(said).toEqual(
    isPlain ? [expect.stringContaining(`with the digest ${digests[1]}. Set image-spec to "1.0"`)] : [],
  );
});

it('There is no other form for a digest that is asked for, and none after the second', async () => {
  const reference = `r.test/app@${packed.root.digest}`;
  expect(await work([() => answer(415, put('v1'))], { given: { tags }, reference })).toMatchObject({
    forms: ['1.1'],
    failed: { status: 415 },
  });
  const twice = [() => answer(415, put('v1')), () => answer(415, put('v2'))];
  expect(await work(twice, { given: { tags } })).toMatchObject({
    forms: ['1.1', '1.0'],
    failed: { request: put('v2') },
  });
});
