import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { whyNothing } from '../../../src/artifact/files/why-nothing.ts';
import { makeFolder } from '../../support/action/workspace.ts';

const workspace = makeFolder();
for (const folder of ['k8s', 'charts/web', 'docs/b/.git']) mkdirSync(join(workspace, folder), { recursive: true });
for (const file of ['k8s/deployment.yaml', 'k8s/service.yaml', 'readme.md', 'docs/b/guide.md', 'docs/b/.git/x'])
  writeFileSync(join(workspace, file), '');

describe('Why a line finds nothing', () => {
  it.each([
    ['k8s/deplyment.yaml', ': did you mean "k8s/deployment.yaml"?'],
    ['k8/service.yaml', ': did you mean "k8s/service.yaml"?'],
    ['README.md', ': did you mean "readme.md"?'],
    ['chart/*', ': did you mean "charts/*"?'],
    ['dosc/**/*.md', ': did you mean "docs/**/*.md"?'],
    [join(workspace, 'k8s/servce.yaml'), ': did you mean "k8s/service.yaml"?'],
    ['deployment.yaml', ': did you mean "k8s/deployment.yaml"?'],
    ['b/guide.md', ': did you mean "docs/b/guide.md"?'],
    ['k8s/*.yml', ': there are files that end in .yaml'],
    ['k8s/**/*.json', ''],
    ['$GITHUB_WORKSPACE/k8s', ': inputs know no shell variables, so write ${{ github.workspace }}'],
    ['${GITHUB_WORKSPACE}/k8s', ': inputs know no shell variables, so write ${{ github.workspace }}'],
    ['$OUT/*.tgz', ': inputs know no shell variables, so write ${{ env.OUT }}'],
    // What belongs to git is no file of the workspace.
    ['x', ''],
    // What follows is not there either.
    ['chart/api', ''],
    ['k8s/none.json', ''],
    ['*.json', ''],
    ['dist', ''],
    ['', ''],
    ['k8s, docs', ': it has commas'],
    ['dist, docs', ': it has commas'],
    ['dist,docs/*', ': it has commas'],
    ['dist, build', ''],
    ['k8s/{a,service}.json', ''],
    ['{a,docs,b}/none', ''],
    ['!(a,docs,b)/none', ''],
    ['none,none,k8s/service.yaml', ': it has commas'],
    [',', ''],
    ['k8s\\service.yaml', ': write "k8s/service.yaml", with slashes'],
    ['charts\\*', ': write "charts/*", with slashes'],
    ['none\\service.yaml', ''],
  ])('%s%s', (line, why) => {
    expect(whyNothing(line, workspace, { sep: '/' })).toBe(why);
  });

  it('is not a backslash where that separates', () => {
    expect(whyNothing('k8s\\service.yaml', workspace, { sep: '\\' })).toBe('');
  });
});
