import { readFileSync, realpathSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join, posix, win32 } from 'node:path';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { absoluteFolders, commandFor, runProgram } from '../src/run-program.ts';
import { makeWorkspace } from './support/action/workspace.ts';

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
    ['C:\\x.bat', 'a\rb'],
    ['C:\\x.bat', '!PATH!'],
    ['C:\\a!b\\x.bat', 'get'],
  ])('is refused for %s with %j, which the shell would read otherwise', (path, parameter) => {
    expect(() => commandFor(path, [parameter], environment)).toThrow('cannot be passed to a batch file safely');
  });
});

it.each([
  [
    'C:\\a;"C:\\b c";bin;"D:\\e;f"\\g;;"x";\\\\server\\share',
    win32,
    ['C:\\a', 'C:\\b c', 'D:\\e;f\\g', '\\\\server\\share'],
  ],
  ['/a:bin::/b c:"/d"', posix, ['/a', '/b c']],
])('the absolute folders of PATH %s', (path, system, folders) => {
  expect(absoluteFolders(path, system)).toEqual(folders);
});

describe('the environment of a program', () => {
  const onPosix = process.platform === 'win32' ? it.skip : it;
  const script =
    'for name in input_x INPUT_X ACTIONS_X Git_x MY_INPUT_X GITHUB_X; do printenv "$name"; done; echo "$PATH"';

  onPosix(
    'has what is ours, but for inputs, tokens and what git is told, and the absolute folders of PATH',
    async () => {
      const names = ['input_x', 'INPUT_X', 'ACTIONS_X', 'Git_x', 'MY_INPUT_X', 'GITHUB_X'];
      const variables = Object.fromEntries(names.map((name) => [name, `the ${name}`]));
      const own = { ...variables, PATH: `bin:./x::${process.env['PATH']}` };
      const { output } = await runProgram('sh', ['-c', script], { environment: own, timeout: 20_000 });
      expect(output).toBe(`the MY_INPUT_X\nthe GITHUB_X\n${process.env['PATH']}\n`);
    },
  );

  onPosix('has what is given for it as it is, also by such names', async () => {
    const { output } = await runProgram('sh', ['-c', script], {
      environment: { PATH: process.env['PATH'], MY_INPUT_X: 'ours' },
      variables: { INPUT_X: 'given', MY_INPUT_X: 'given too' },
      timeout: 20_000,
    });
    expect(output).toBe(`given\ngiven too\n${process.env['PATH']}\n`);
  });

  onPosix('says where a program is: not where a folder has its name, nor where none may run it', async () => {
    const [folder, plain, last] = await Promise.all([
      makeWorkspace({ 'tool/x': '' }),
      makeWorkspace({ tool: '#!/bin/sh\necho plain' }),
      makeWorkspace({ tool: '#!/bin/sh\necho "$1"; cat; pwd; exit 3' }),
    ]);
    await chmod(join(last, 'tool'), 0o755);
    const environment = { PATH: [folder, plain, last, process.env['PATH']].join(':') };
    const options = { environment, timeout: 20_000, folder: plain, input: 'given' };
    const { output, code } = await runProgram('tool', ['a b'], options);
    expect([output, code]).toEqual([`a b\ngiven${realpathSync(plain)}\n`, 3]);
    const none = runProgram('no-such-tool', [], { environment, timeout: 20_000 });
    await expect(none).rejects.toMatchObject({ code: 'ENOENT', message: 'no-such-tool is not in any folder of PATH' });
  });

  (process.platform === 'linux' ? it : it.skip)('has nowhere for its errors: they are not ours to tell', async () => {
    const { output } = await runProgram('sh', ['-c', 'readlink /proc/$$/fd/2'], {
      environment: process.env,
      timeout: 20_000,
    });
    expect(output).toBe('/dev/null\n');
  });

  onPosix('may end without reading what it is given', async () => {
    const input = 'x'.repeat(4 * 1024 * 1024);
    const done = runProgram('true', [], { environment: process.env, timeout: 20_000, input });
    expect(await done).toEqual({ code: 0, output: '' });
  });

  onPosix('does not matter for its answer, of which the first mebibyte or so is kept', async () => {
    const { output } = await runProgram('head', ['-c', '5000000', '/dev/zero'], {
      environment: process.env,
      timeout: 20_000,
    });
    expect(output.length).toBeGreaterThanOrEqual(1024 * 1024);
    expect(output.length).toBeLessThan(2 * 1024 * 1024);
  });
});

(process.platform === 'win32' ? it.skip : it)('A program that does not hear that it is to end is ended', async () => {
  const folder = await makeWorkspace();
  const script = 'trap "" TERM; echo $$ > pid; exec sleep 60';
  const started = runProgram('sh', ['-c', script], { environment: process.env, timeout: 500, folder });
  await expect(started).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  const isThere = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let look = 0; look < 500 && isThere(); look += 1) await delay(10);
  expect(isThere()).toBe(false);
});

it.each([
  ['itself', 'sleep 60'],
  ['with another that it started', 'sleep 60; true'],
  ['because of another that it started', 'sleep 60 & echo done'],
])('A program that does not end, %s, is given up', async (_, script) => {
  const pipes = () => process.getActiveResourcesInfo().filter((name) => name === 'PipeWrap').length;
  const before = pipes();
  const started = runProgram('sh', ['-c', script], { environment: process.env, timeout: 300 });
  await expect(started).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  // What is open keeps our own process, which has to end.
  for (let turn = 0; turn < 1000 && pipes() > before; turn += 1) await setImmediate();
  expect(pipes()).toBeLessThanOrEqual(before);
});
