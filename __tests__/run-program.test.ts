import { describe, expect, it } from '@jest/globals';
import { commandFor } from '../src/run-program.ts';

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
    expect(() => commandFor(path, [parameter], environment)).toThrow('cannot be given to a batch file safely');
  });
});
