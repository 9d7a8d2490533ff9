import { copyFile, link, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Place, SystemCase } from '../system-cases.ts';

const answer = '{"Username":"a","Secret":"b"}';

/** Writes a program that says something, as a script: on Windows that is a batch file. */
async function putScript({ folder, system }: Place, path: string, says: string): Promise<void> {
  const isWindows = system.name === 'windows';
  const file = join(folder, isWindows ? `${path}.cmd` : path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, isWindows ? `@echo ${says}\r\n` : `#!/bin/sh\necho '${says}'\n`, { mode: 0o755 });
}

/** Writes a credential helper that is Node itself: it runs what lies beside it under the name of its argument. */
async function putHelper({ folder, system }: Place, name: string): Promise<void> {
  const file = join(folder, system.name === 'windows' ? `${name}.exe` : name);
  await link(system.program, file).catch(() => copyFile(system.program, file));
  await writeFile(join(folder, 'get.js'), `console.log('${answer}')`);
}

/** Programs of the machine that a step runs. */
export const programCases: SystemCase[] = [
  {
    name: 'programs of the workspace, which are not run',
    files: { 'a.txt': 'a', 'config/config.json': '{"credsStore":"x"}' },
    arrange: async (at) => {
      await putHelper(at, 'docker-credential-x');
      await putScript(at, 'git', '1700000000 x');
    },
    env: (at) => ({ ...at.system.searching(['.', 'bin']), DOCKER_CONFIG: at.full('config') }),
    steps: (at) => [
      { mode: 'tags', reference: `${at.guarded}/app` },
      { mode: 'push', reference: 'oci-layout:out:v1', files: 'a.txt', created: 'commit' },
    ],
  },
  {
    name: 'a credential helper in a folder with spaces, which is a batch file on Windows',
    files: { 'a.txt': 'a', 'config/config.json': '{"credsStore":"y"}' },
    arrange: (at) => putScript(at, 'my & bin/docker-credential-y', answer),
    env: (at) => ({ ...at.system.searching([at.full('my & bin')]), DOCKER_CONFIG: at.full('config') }),
    steps: (at) => [{ mode: 'push', reference: `${at.guarded}/app:v1`, files: 'a.txt' }],
  },
];
