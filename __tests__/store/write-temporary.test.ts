import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { digestOf } from '../../src/oci/digest.ts';
import { readAll } from '../../src/store/verified.ts';
import { writeTemporary } from '../../src/store/write-temporary.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { openBelow } from '../support/content/open-below.ts';

const bytes = Buffer.from('hello world');
async function* pieces() {
  yield bytes.subarray(0, 5);
  yield bytes.subarray(5);
}

it('What is written is known by digest and size, and is read as often as it takes', async () => {
  const folder = makeFolder();
  const content = await writeTemporary(pieces(), folder, undefined);
  expect(content).toMatchObject({ digest: digestOf(bytes), size: 11 });
  for (let time = 0; time < 2; time += 1) expect(await readAll(await content.open(), 'It')).toEqual(bytes);
  // Two in one folder have names of their own.
  await writeTemporary(pieces(), folder, undefined);
  expect(readdirSync(folder)).toHaveLength(2);
});

(process.platform === 'win32' ? it.skip : it)('It is for this user alone, whatever the folder allows', async () => {
  const folder = makeFolder();
  await writeTemporary(pieces(), folder, undefined);
  const [name = ''] = readdirSync(folder);
  expect((statSync(join(folder, name)).mode & 0o777).toString(8)).toBe('600');
});

it.each<[string, () => AsyncGenerator<Uint8Array>, string]>([
  [
    'the content breaks',
    async function* () {
      yield bytes;
      throw new Error('broken');
    },
    'broken',
  ],
  ['the step is given up', pieces, 'given up'],
])('The file is closed where %s', async (_, chunks, message) => {
  const folder = makeFolder();
  const signal = message === 'given up' ? AbortSignal.abort(new Error(message)) : undefined;
  await expect(writeTemporary(chunks(), folder, signal)).rejects.toThrow(message);
  if (process.platform === 'linux') expect(openBelow(folder)).toEqual([]);
});
