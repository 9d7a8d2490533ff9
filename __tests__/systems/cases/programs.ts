import { copyFile, link, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { smallProgram } from '../small-program.ts';
import type { Place, SystemCase } from '../system-cases.ts';

const answer = '{"Username":"a","Secret":"b"}';

/** Writes a program that says something, as a script: on Windows that is a batch file. */
async function putScript({ folder, system }: Place, path: string, says: string, first = ':'): Promise<void> {
  const isWindows = system.name === 'windows';
  const file = join(folder, isWindows ? `${path}.cmd` : path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, isWindows ? `@echo ${says}\r\n` : `#!/bin/sh\n${first}\necho '${says}'\n`, { mode: 0o755 });
}

/** Writes a credential helper that is Node itself: it runs what lies beside it under the name of its argument. */
async function putHelper({ folder, system }: Place, name: string): Promise<void> {
  const file = join(folder, system.name === 'windows' ? `${name}.exe` : name);
  await link(system.program, file).catch(() => copyFile(system.program, file));
  await writeFile(join(folder, 'get.js'), `console.log('${answer}')`);
}

/** Writes a `git` that leaves a trace, and tells a time of a commit; on Windows that is an `.exe`. */
async function putGit(at: Place): Promise<void> {
  await mkdir(join(at.folder, 'out'));
  const time = '1700000000 x';
  if (at.system.name !== 'windows') return putScript(at, 'git', time, 'echo > out/trace');
  await writeFile(join(at.folder, 'git.exe'), smallProgram('out\\trace', `${time}\n`));
}

/** Programs of the machine that a step runs. */
export const programCases: SystemCase[] = [
  {
    name: 'programs of the workspace, which are not run',
    files: { 'a.txt': 'a', 'config/config.json': '{"credsStore":"x"}' },
    arrange: async (at) => {
      await putHelper(at, 'docker-credential-x');
      await putGit(at);
    },
    env: (at) => ({ ...at.system.searching(['.', 'bin']), DOCKER_CONFIG: at.full('config') }),
    steps: (at) => [
      { mode: 'tags', reference: `${at.guarded}/app` },
      { mode: 'push', reference: 'oci-layout:layout:v1', files: 'a.txt', created: 'commit' },
    ],
  },
  {
    name: 'a credential helper in a folder with spaces, which is a batch file on Windows, and a configuration with a byte order mark',
    files: { 'a.txt': 'a', 'config/config.json': '\ufeff{"credsStore":"y"}' },
    arrange: (at) => putScript(at, 'my & bin/docker-credential-y', answer),
    env: (at) => ({ ...at.system.searching([at.full('my & bin')]), DOCKER_CONFIG: at.full('config') }),
    steps: (at) => [{ mode: 'push', reference: `${at.guarded}/app:v1`, files: 'a.txt' }],
  },
];
