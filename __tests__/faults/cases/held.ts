import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, symlink, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzip } from '../../../src/artifact/archive/gzip.ts';
import { type TarEntry, tar } from '../../../src/artifact/archive/tar.ts';
import type { RunOutcome } from '../../support/action/run-outcome.ts';
import { buffer } from '../../support/content/buffer.ts';
import { certificates } from '../../support/servers/certificates.ts';
import { run } from '../../support/servers/peers.ts';

/** A file that a step reads because an input names it, or the folder that it is in. */
export interface InputFile {
  name: string;
  /** The file that is replaced by something else. */
  path: string;
  /** The files of the workspace; that of `path` is among them. */
  files: Record<string, string | Uint8Array>;
  inputs: Record<string, string>;
  /** What comes of the step when the file is read. */
  whenRead: RunOutcome;
  /** Bytes of the largest file that is read. */
  limit: number;
  /** Whether a link out of the workspace is taken with `symlinks: follow`. */
  canFollow: boolean;
}

const mebibyte = 1024 * 1024;
const push = { mode: 'push', registry: 'oci-layout:out', reference: 'app:v1' };
// Nobody listens there: whoever gets so far has read the input.
const nowhere = '127.0.0.1:1';
const sync = { mode: 'sync', to: 'oci-layout:out', 'sync-file': 'sync.yml', retries: '0' };
const inspect = { mode: 'inspect', reference: `${nowhere}/app:v1`, retries: '0' };

const chartYaml = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
const chart: TarEntry = {
  name: 'web/Chart.yaml',
  kind: 'file',
  mode: 0o644,
  time: 0,
  size: chartYaml.length,
  read: () => [Buffer.from(chartYaml)],
};

const archive = await buffer(gzip(tar([chart])));
const certificate = readFileSync(certificates.caFile);

const held = { canFollow: false, whenRead: 'ok' as const };
const followed = { canFollow: true, whenRead: 'ok' as const };
const folder = { 'web/Chart.yaml': chartYaml };

/** All kinds of files that steps read. */
export const inputFiles: InputFile[] = [
  {
    ...followed,
    name: 'config',
    path: 'app.json',
    files: { 'a.txt': 'a', 'app.json': '{}' },
    inputs: { ...push, files: 'a.txt', config: 'app.json' },
    limit: 4 * mebibyte,
  },
  {
    ...followed,
    name: '.sourceignore',
    path: 'src/.sourceignore',
    files: { 'src/a.yaml': 'a: 1', 'src/.sourceignore': '*.txt' },
    inputs: { ...push, kind: 'flux', files: 'src' },
    limit: mebibyte,
  },
  {
    ...held,
    name: '.helmignore',
    path: 'web/.helmignore',
    files: { ...folder, 'web/.helmignore': '*.txt' },
    inputs: { ...push, reference: 'charts', kind: 'helm', files: 'web' },
    limit: mebibyte,
  },
  {
    ...held,
    name: 'a file of a chart',
    path: 'web/values.yaml',
    files: { ...folder, 'web/values.yaml': 'a: 1' },
    inputs: { ...push, reference: 'charts', kind: 'helm', files: 'web' },
    limit: 5 * mebibyte,
  },
  {
    ...followed,
    name: 'an archive of a chart',
    path: 'web.tgz',
    files: { 'web.tgz': archive },
    inputs: { ...push, reference: 'charts', kind: 'helm', files: 'web.tgz' },
    limit: 100 * mebibyte,
  },
  {
    ...followed,
    name: 'a provenance file',
    path: 'web.tgz.prov',
    files: { 'web.tgz': archive, 'web.tgz.prov': 'not signed' },
    inputs: { ...push, reference: 'charts', kind: 'helm', files: 'web.tgz' },
    // What is in it is refused.
    whenRead: 'INVALID_INPUT',
    limit: mebibyte,
  },
  {
    ...held,
    name: 'sync-file',
    path: 'sync.yml',
    files: { 'sync.yml': `${nowhere}: {images: {app: [v1]}}` },
    inputs: sync,
    whenRead: 'NETWORK',
    limit: mebibyte,
  },
  {
    ...held,
    name: 'cert-dir',
    path: 'certs/ca.crt',
    files: { 'sync.yml': `${nowhere}: {images: {app: [v1]}, cert-dir: certs}`, 'certs/ca.crt': certificate },
    inputs: sync,
    whenRead: 'NETWORK',
    limit: mebibyte,
  },
  {
    ...held,
    name: 'ca-file',
    path: 'ca.pem',
    files: { 'ca.pem': certificate },
    inputs: { ...inspect, 'ca-file': 'ca.pem' },
    whenRead: 'NETWORK',
    limit: mebibyte,
  },
];

/** Replaces a file of a workspace by something else. */
export interface Trick {
  name: string;
  play: (path: string, input: InputFile) => Promise<unknown>;
  inputs?: Record<string, string>;
  expected: (input: InputFile) => RunOutcome;
  /** Of the inputs, those it is tried with: one of each kind is enough where they share the rule. */
  isFor?: (input: InputFile) => boolean;
}

const linkTo = async (path: string, target: string) => {
  await rm(path);
  await symlink(target, path);
};
const refused = (): RunOutcome => 'INVALID_INPUT';
const follow = { symlinks: 'follow' };
const isOneOf =
  (...names: string[]) =>
  ({ name }: InputFile) =>
    names.includes(name);

export const tricks: Trick[] = [
  {
    name: 'a link to /proc/self/environ',
    play: (path) => linkTo(path, '/proc/self/environ'),
    expected: refused,
    isFor: ({ name, canFollow }) => !canFollow || name === 'config',
  },
  {
    name: 'a link to /proc/self/environ, followed',
    play: (path) => linkTo(path, '/proc/self/environ'),
    inputs: follow,
    expected: refused,
    isFor: ({ canFollow }) => canFollow,
  },
  {
    name: 'a link to /dev/zero, followed',
    play: (path) => linkTo(path, '/dev/zero'),
    inputs: follow,
    expected: refused,
    isFor: isOneOf('config', 'an archive of a chart', 'ca-file', 'sync-file'),
  },
  {
    name: 'a FIFO',
    play: async (path) => {
      await rm(path);
      await run('mkfifo', [path]);
    },
    expected: refused,
  },
  {
    name: 'a link out of the workspace',
    play: async (path, { path: inner }) => {
      const outside = join(path.slice(0, -inner.length), '../outside');
      await mkdir(outside);
      await rename(path, join(outside, 'file'));
      await symlink(join(outside, 'file'), path);
    },
    expected: refused,
  },
  {
    name: 'a link out of the workspace, followed',
    play: async (path, { path: inner }) => {
      const outside = join(path.slice(0, -inner.length), '../outside');
      await mkdir(outside);
      await rename(path, join(outside, 'file'));
      await symlink(join(outside, 'file'), path);
    },
    inputs: follow,
    expected: ({ canFollow, whenRead }) => (canFollow ? whenRead : 'INVALID_INPUT'),
    isFor: isOneOf('config', '.sourceignore', 'an archive of a chart', 'a file of a chart', 'sync-file'),
  },
  {
    name: 'a link inside',
    play: async (path) => {
      await rename(path, join(dirname(path), 'other'));
      await symlink('other', path);
    },
    expected: ({ whenRead }) => whenRead,
  },
  {
    name: 'a link inside, where links are refused',
    play: async (path) => {
      await rename(path, join(dirname(path), 'other'));
      await symlink('other', path);
    },
    inputs: { symlinks: 'error' },
    expected: refused,
    isFor: isOneOf('config', 'an archive of a chart'),
  },
  {
    name: 'a file over the limit',
    play: (path, { limit }) => truncate(path, limit + 1),
    expected: refused,
    isFor: ({ name }) => name !== 'an archive of a chart' && name !== 'a file of a chart',
  },
];
