import { describe, expect, it } from '@jest/globals';
import { commandFor, runProgram } from '../src/run-program.ts';

const environment = { SystemRoot: 'D:\\Win' };

describe('a command', () => {
  it.each([
    ['/usr/bin/git', ['show', 'a b'], { file: '/usr/bin/git', line: ['show', 'a b'], isVerbatim: false }],
    ['C:\\bin\\git.exe', ['show'], { file: 'C:\\bin\\git.exe', line: ['show'], isVerbatim: false }],
    [
      'C:\\Google & Co\\docker-credential-gcloud.CMD',
      ['get'],
      {
        file: 'D:\\Win\\System32\\cmd.exe',
        line: ['/d', '/s', '/v:off', '/c', '""C:\\Google & Co\\docker-credential-gcloud.CMD" "get""'],
        isVerbatim: true,
      },
    ],
  ])('for %s', (path, parameters, expected) => {
    expect(commandFor(path, parameters, environment)).toEqual(expected);
  });

  it.each([
    ['C:\\%USERNAME%\\x.cmd', 'get'],
    ['C:\\x.bat', 'get" & calc "'],
    ['C:\\x.bat', 'a\nb'],
  ])('is refused for %s with %j, which the shell would read otherwise', (path, parameter) => {
    expect(() => commandFor(path, [parameter], environment)).toThrow('cannot be passed to a batch file safely');
  });
});

it.each([
  ['itself', 'sleep 60'],
  ['with another that it started', 'sleep 60; true'],
  ['because of another that it started', 'sleep 60 & echo done'],
])('A program that does not end, %s, is given up', async (_, script) => {
  const started = runProgram('sh', ['-c', script], { environment: process.env, timeout: 300 });
  await expect(started).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});
