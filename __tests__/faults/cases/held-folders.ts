import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunOutcome } from '../../support/action/run-outcome.ts';
import { run } from '../../support/servers/peers.ts';

const push = { mode: 'push', registry: 'oci-layout:out', reference: 'app:v1' };
const follow = { symlinks: 'follow' };

/** A folder of the workspace that is a link: what a step with these inputs makes of it. */
export interface LinkedFolder {
  name: string;
  /** Below the folder that holds the workspace and `outside`. */
  make: (folder: string) => Promise<unknown>;
  inputs: Record<string, string>;
  expected: RunOutcome;
  /** Something that the message must say. */
  says?: RegExp;
  /** What must not be there afterwards, below that folder. */
  without?: string[];
}

const link = (target: string, path: string) => (folder: string) => symlink(target, join(folder, 'workspace', path));
/** Pulls `a.txt`, which is at `oci-layout:../source:v1`. */
const pull = { mode: 'pull', registry: 'oci-layout:../source', reference: 'app:v1' };

export const linkedFolders: LinkedFolder[] = [
  {
    name: 'a root out of the workspace, with a file',
    make: link('../outside', 'deploy'),
    inputs: { ...push, root: 'deploy', files: 'deploy/a.txt' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a root out of the workspace, with a pattern',
    make: link('../outside', 'deploy'),
    inputs: { ...push, root: 'deploy', files: 'deploy/**' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a root out of the workspace, as a directory',
    make: link('../outside', 'deploy'),
    inputs: { ...push, root: 'deploy', files: 'deploy' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a root out of the workspace, followed',
    make: link('../outside', 'deploy'),
    inputs: { ...push, ...follow, root: 'deploy', files: 'deploy/a.txt' },
    expected: 'ok',
  },
  {
    name: 'a root inside',
    make: async (folder) => {
      await mkdir(join(folder, 'workspace/real'));
      await writeFile(join(folder, 'workspace/real/a.txt'), 'a');
      await link('real', 'deploy')(folder);
    },
    inputs: { ...push, root: 'deploy', files: 'deploy/a.txt' },
    expected: 'ok',
  },
  {
    name: 'a root that is outside as written',
    make: async () => {},
    inputs: { ...push, root: '../outside', files: '../outside/a.txt' },
    expected: 'ok',
  },
  {
    name: 'a directory out of the workspace',
    make: link('../outside', 'k8s'),
    inputs: { ...push, files: 'k8s' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a file below a folder that leads out of the workspace',
    make: link('../outside', 'k8s'),
    inputs: { ...push, files: 'k8s/a.txt' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'files below /proc, followed',
    make: link('/proc/self', 'k8s'),
    inputs: { ...push, ...follow, root: 'k8s', files: 'k8s/environ' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a directory with a link to a file of /proc, followed',
    make: async (folder) => {
      await mkdir(join(folder, 'workspace/k8s'));
      await link('/proc/self/environ', 'k8s/environ')(folder);
    },
    inputs: { ...push, ...follow, files: 'k8s' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a file of /proc as written',
    make: async () => {},
    inputs: { ...push, root: '/proc/self', files: '/proc/self/environ' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a chart out of the workspace',
    make: link('../outside', 'web'),
    inputs: { ...push, reference: 'charts', kind: 'helm', files: 'web' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a pull through a link into .git',
    make: async (folder) => {
      await mkdir(join(folder, 'workspace/.git/hooks'), { recursive: true });
      await link('.git/hooks', 'to')(folder);
    },
    inputs: { ...pull, path: 'to' },
    expected: 'INVALID_INPUT',
    without: ['workspace/.git/hooks/a.txt'],
  },
  {
    name: 'a pull into .git',
    make: async () => {},
    inputs: { ...pull, path: '.git/hooks' },
    expected: 'INVALID_INPUT',
    without: ['workspace/.git'],
  },
  {
    name: 'a pull into the short name of .git',
    make: async () => {},
    inputs: { ...pull, path: 'GIT~1/hooks' },
    expected: 'INVALID_INPUT',
    without: ['workspace/GIT~1'],
  },
  {
    name: 'a pull out of the workspace by a link',
    make: link('../outside', 'to'),
    inputs: { ...pull, path: 'to/new/folder' },
    expected: 'INVALID_INPUT',
    without: ['outside/new'],
  },
  {
    name: 'a pull through a link that leads nowhere yet',
    make: link('../outside/new', 'to'),
    inputs: { ...pull, path: 'to' },
    expected: 'INVALID_INPUT',
    without: ['outside/new'],
  },
  { name: 'a pull through a link inside', make: link('.', 'to'), inputs: { ...pull, path: 'to/new' }, expected: 'ok' },
  {
    name: 'a pull that goes outside as written',
    make: async () => {},
    inputs: { ...pull, path: '../outside/new' },
    expected: 'ok',
  },
  {
    name: 'a pull below /proc',
    make: async () => {},
    inputs: { ...pull, path: '/proc/self/new/folder' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a pull of a chart out of the workspace by a link',
    make: link('../outside', 'to'),
    inputs: { ...pull, registry: 'oci-layout:../charts/web', reference: 'web:1.0.0', path: 'to' },
    expected: 'INVALID_INPUT',
    says: /The directory "to" of the input path/,
    without: ['outside/web', 'outside/web-1.0.0.tgz'],
  },
  {
    name: 'a file that makes a folder a repository of git, with what is there',
    make: async (folder) => {
      await mkdir(join(folder, 'workspace/to/Objects'), { recursive: true });
      await mkdir(join(folder, 'workspace/to/refs'));
    },
    inputs: { ...pull, reference: 'app:head', path: 'to' },
    expected: 'ARTIFACT',
    without: ['workspace/to/HEAD'],
  },
  {
    name: 'a file in a folder that is a repository of git',
    make: async (folder) => {
      for (const name of ['objects', 'refs']) await mkdir(join(folder, 'workspace/to', name), { recursive: true });
      await writeFile(join(folder, 'workspace/to/HEAD'), 'ref: refs/heads/main\n');
    },
    inputs: { ...pull, path: 'to' },
    expected: 'ARTIFACT',
    without: ['workspace/to/a.txt'],
  },
  {
    name: 'a file for the hooks of a repository of git',
    make: (folder) => run('git', ['init', '--quiet', '--bare', join(folder, 'workspace/repo')]),
    inputs: { ...pull, path: 'repo/hooks' },
    expected: 'ARTIFACT',
    without: ['workspace/repo/hooks/a.txt'],
  },
  {
    name: 'a layout with a blob that is a link to a file of /proc',
    make: async (folder) => {
      await mkdir(join(folder, 'workspace/layout/blobs/sha256'), { recursive: true });
      const blob = {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest: `sha256:${'a'.repeat(64)}`,
        size: 1,
      };
      const annotations = { 'org.opencontainers.image.ref.name': 'v1' };
      const index = JSON.stringify({ schemaVersion: 2, manifests: [{ ...blob, annotations }] });
      await writeFile(join(folder, 'workspace/layout/index.json'), index);
      await symlink('/proc/self/environ', join(folder, 'workspace/layout/blobs/sha256', 'a'.repeat(64)));
    },
    inputs: { mode: 'pull', reference: 'oci-layout:layout:v1', path: 'to' },
    expected: 'ARTIFACT',
    says: /nothing below \/proc is read/,
  },
  {
    name: 'a layout out of the workspace',
    make: link('../source', 'layout'),
    inputs: { ...pull, registry: 'oci-layout:layout' },
    expected: 'INVALID_INPUT',
  },
  {
    name: 'a new layout out of the workspace',
    make: link('../outside', 'layout'),
    inputs: { ...push, registry: 'oci-layout:layout/new', files: 'here.txt' },
    expected: 'INVALID_INPUT',
    without: ['outside/new'],
  },
  ...['blobs', 'blobs/sha256', 'index.json'].flatMap((part): LinkedFolder[] => {
    const make = async (folder: string) => {
      await run('cp', ['-r', join(folder, 'source'), join(folder, 'workspace/layout')]);
      await rename(join(folder, 'workspace/layout', part), join(folder, 'workspace/other'));
      await symlink(join(folder, 'workspace/other'), join(folder, 'workspace/layout', part));
    };
    const inputs = { registry: 'oci-layout:layout' };
    return [
      {
        name: `a pull from a layout whose ${part} is a link`,
        make,
        inputs: { ...pull, ...inputs },
        expected: 'ARTIFACT',
      },
      {
        name: `a push to a layout whose ${part} is a link`,
        make,
        inputs: { ...push, ...inputs, files: 'here.txt' },
        expected: 'ARTIFACT',
      },
    ];
  }),
];
