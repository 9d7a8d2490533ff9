import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { didYouMean } from '../src/near-path.ts';
import { makeFolder } from './support/action/workspace.ts';

const folder = makeFolder();
const workspace = join(folder, 'workspace');
for (const name of ['workspace/k8s', 'workspace/..data', 'outside/keys'])
  mkdirSync(join(folder, name), { recursive: true });
for (const name of ['workspace/k8s/service.yaml', 'outside/private_keys', 'outside/keys/a']) {
  writeFileSync(join(folder, name), '');
}
// Windows makes links to folders as junctions without further rights.
for (const [target, name] of [
  ['workspace/k8s', 'within'],
  ['outside', 'link'],
]) {
  symlinkSync(join(folder, target ?? ''), join(workspace, name ?? ''), 'junction');
}
symlinkSync(workspace, join(folder, 'alias'), 'junction');

it.each<[string, string | undefined]>([
  ['k8s/servise.yaml', 'k8s/service.yaml'],
  ['k8/service.yaml', 'k8s/service.yaml'],
  ['within/servise.yaml', 'within/service.yaml'],
  ['lin', 'link'],
  // As Kubernetes names what it mounts.
  ['..dat', '..data'],
  // What is there is what was meant.
  ['k8s', undefined],
  ['k8s/service.yaml', undefined],
  // The rest has to be there too.
  ['k8/none.yaml', undefined],
  ['k8/servise.yaml', undefined],
  // What is outside is nobody's to learn from the log, whether a link leads there or the path itself.
  ['link/private_keyz', undefined],
  ['link/key/a', undefined],
  ['lnk/private_keys', undefined],
  ['../outside/private_keyz', undefined],
  ['../outsid', undefined],
  ['../workspac', undefined],
  ['../alias/k8', undefined],
])('Near %s is %s', (path, near) => {
  expect(didYouMean(join(workspace, path), workspace)).toBe(near === undefined ? '' : `: did you mean "${near}"?`);
});

it('What follows the path stands behind it', () => {
  expect(didYouMean(join(workspace, 'k8'), workspace, '/*')).toBe(': did you mean "k8s/*"?');
  expect(didYouMean(join(workspace, 'x'), workspace, '/*')).toBe('');
});

it('Nothing is near where there is no workspace', () => {
  expect(didYouMean(join(workspace, 'k8'), join(folder, 'none'))).toBe('');
  expect(didYouMean(join(folder, 'none/../workspace/k8'), join(folder, 'none'))).toBe('');
});
