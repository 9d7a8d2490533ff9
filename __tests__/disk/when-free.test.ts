import { expect, it } from '@jest/globals';
import { whenFree } from '../../src/disk/when-free.ts';
import { OciError } from '../../src/errors.ts';

const systemError = (code: string) => Object.assign(new Error(code), { code });
const failing = (error: Error, times: number) => {
  let calls = 0;
  const attempt = () => {
    calls += 1;
    if (calls <= times) throw error;
    return 'done';
  };
  return { attempt, calls: () => calls };
};

it.each([
  ['EBUSY', 'Windows', systemError('EBUSY'), true, 3],
  ['EPERM', 'Windows', systemError('EPERM'), true, 3],
  ['EACCES', 'Windows', systemError('EACCES'), true, 3],
  [
    'an error that comes from EBUSY',
    'Windows',
    new OciError('ARTIFACT', 'x', { cause: systemError('EBUSY') }),
    true,
    3,
  ],
  ['not ENOENT', 'Windows', systemError('ENOENT'), true, 1],
  ['not an error of ours', 'Windows', new OciError('ARTIFACT', 'x'), true, 1],
  ['not EPERM, which will not pass,', 'other systems', systemError('EPERM'), false, 1],
])('tries again after %s on %s', async (_, __, error, isWindows, calls) => {
  const stub = failing(error, 2);
  const ended = whenFree(stub.attempt, isWindows);
  if (calls === 1) await expect(ended).rejects.toBe(error);
  else expect(await ended).toBe('done');
  expect(stub.calls()).toBe(calls);
});

it('gives up some time, with the error of the last try', async () => {
  const error = systemError('EPERM');
  await expect(whenFree(failing(error, Number.POSITIVE_INFINITY).attempt, true)).rejects.toBe(error);
});
