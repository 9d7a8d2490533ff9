import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const project = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(project, file), 'utf8');

interface Lockfile {
  packages: Record<string, { version: string; dev?: boolean; optional?: boolean }>;
}

/** The texts of dist/licenses.txt, each with name and version in the first line, the licence in the second. */
const texts = read('dist/licenses.txt').split(/^-{72}\n\n/m);

/** What is installed for the action but is not in it: types, and what scripts/bundle.js leaves out. */
const isNotBundled = (name: string) => /^(?:@octokit\/(?:openapi-)?types|debug|ms)$/.test(name);

describe('dist/licenses.txt', () => {
  it('has every package that the bundle is made of, in the version of the lockfile', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as Lockfile;
    const installed = Object.entries(packages)
      .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional)
      .map(([path, { version }]) => ({ name: path.replace(/^.*node_modules\//, ''), version }))
      .filter(({ name }) => !isNotBundled(name));
    const expected = [...new Set(installed.map(({ name, version }) => `${name} ${version}`))].sort();
    expect(texts.map((text) => text.split('\n', 1)[0]).sort()).toEqual(expected);
  });

  it('has the words of each licence, which let us pass the package on', () => {
    for (const text of texts) {
      const [name, licence, , ...words] = text.split('\n');
      expect([name, licence]).toEqual([
        name,
        expect.stringMatching(/^(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0)$/),
      ]);
      expect([name, words.join('\n')]).toEqual([
        name,
        expect.stringMatching(
          /permission(?: to use, copy,|\s+is hereby granted)|Apache License|Blue Oak Model License/i,
        ),
      ]);
    }
  });
});
