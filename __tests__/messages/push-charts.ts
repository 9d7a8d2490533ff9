import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDependencySources } from '../../src/modes/chart/dependency-sources.ts';
import { makeArchive } from '../artifact/chart/corpus.ts';
import { chartWorld, chartYaml, needs } from '../support/action/chart-world.ts';
import { type Given, makeMode } from '../support/action/make-mode.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { makeKeys } from '../support/trust/keys.ts';
import type { MessageRow } from './message-row.ts';
import { named } from './named.ts';

const files = async () => {
  const packed = await makeArchive({ 'web/Chart.yaml': chartYaml('web') });
  return {
    'own.pem': makeKeys().privatePem,
    'web/Chart.yaml': chartYaml('web'),
    'api/Chart.yaml': chartYaml('api'),
    'newer/Chart.yaml': chartYaml('web', '1.1.0'),
    'Caps/Chart.yaml': chartYaml('Caps'),
    'spaced/Chart.yaml': chartYaml('my chart'),
    'git/Chart.yaml': chartYaml('git'),
    'git/.git/config': 'a token',
    'odd/Chart.yaml': chartYaml('odd', '1.0.0', 'engine: x\nicon: a\nicon: b\n'),
    'needy/Chart.yaml': chartYaml('needy', '1.0.0', needs('', '^2')),
    'needy/charts/db/Chart.yaml': chartYaml('db'),
    'whole/Chart.yaml': chartYaml('whole', '1.0.0', needs('file://../db', '^1')),
    'db/Chart.yaml': chartYaml('db', '1.2.0'),
    'bad/Chart.yaml': chartYaml('bad', 'x'),
    'worse/Chart.yaml': chartYaml('worse', 'z'),
    'list/artifacthub-repo.yml': '- a list\n',
    'hub1/artifacthub-repo.yml': 'repositoryID: a\n',
    'hub2/artifacthub-repo.yml': 'repositoryID: b\n',
    'packed.tgz': packed,
    'signed.tgz': packed,
    'signed.tgz.prov': 'no signature',
  };
};

/** What a push of these charts says, or its failure; the second time with other content. */
const pushing =
  (given: Given<'push'>, { reference = 'r.test/charts', again }: { reference?: string; again?: Given<'push'> } = {}) =>
  async () => {
    const world = await chartWorld(await files());
    let told = await world.push(given, reference);
    if (again) {
      await writeFile(join(world.workspace, 'web/values.yaml'), 'a: 1\n');
      told = await world.push({ ...given, ...again }, reference);
    }
    if (told.error) throw new Error(named((told.error as Error).message, world.workspace));
    return told.said.map((line) => named(line, world.workspace));
  };
/** What it says of the charts that fail. */
const failing = async () => {
  const world = await chartWorld(await files());
  const { said } = await world.push({ files: ['bad', 'web'], keepGoing: true });
  return said.filter((line) => line.includes('bad/')).map((line) => named(line, world.workspace));
};
/** What it says after the charts are packed, which one row shows. */
const sending =
  (...given: Parameters<typeof pushing>) =>
  async () =>
    (await pushing(...given)()).filter((line) => !/^group: Pack | from /.test(line));
/** What is noticed of it. */
const noticing =
  (...given: Parameters<typeof pushing>) =>
  async () =>
    (await pushing(...given)()).filter((line) => /^(?:warning|notice): /.test(line));

/** What is noticed of charts with large files: a folder, with a chart in it, and an archive. */
const noticingLarge = async () => {
  const mebibyte = 1024 * 1024;
  const large = Buffer.alloc(5 * mebibyte + 1);
  const world = await chartWorld({
    'web/Chart.yaml': chartYaml('web'),
    'web/most': Buffer.alloc(5 * mebibyte),
    'web/more': large,
    'web/charts/db/Chart.yaml': chartYaml('db'),
    'web/charts/db/templates/x': large,
    'api.tgz': await makeArchive({ 'api/Chart.yaml': chartYaml('api'), 'api/more': large.toString() }),
  });
  const { error, said } = await world.push({ files: ['web', 'api.tgz'] });
  if (error) throw error;
  return said.filter((line) => line.startsWith('warning: '));
};

/** What a pull of a chart says, or its failure. */
const pulling =
  (given: Given<'pull'>, files: Record<string, string>, tag = '1.0.0') =>
  async () => {
    const world = await chartWorld({ 'web.tgz': await makeArchive(files) });
    await world.push({ files: ['web.tgz'], tags: [tag] });
    const { error, said } = await world.act('pull', `r.test/charts/web:${tag}`, { path: 'got', ...given });
    if (error) throw new Error(named((error as Error).message));
    return said.map((line) => named(line));
  };

/** Fails as a dependency at a place does. */
const needing = (repository: string) => async () => {
  const { mode } = makeMode('/work');
  const sources = createDependencySources(mode.open.source, mode, async () => Buffer.of(), makeFolder());
  return sources('/work/web').listOciTags(repository);
};

export const chartPushMessages: readonly MessageRow[] = [
  [
    'a file of a chart',
    pushing({ files: ['git/.git/config'] }),
    'The input files "git/.git/config" is a file of the chart git: name that directory',
  ],
  [
    'files that older Helm does not load',
    noticingLarge,
    [
      'warning: web: Helm before 4.3 does not load files of more than 5 MiB: web/more, web/charts/db/templates/x',
      'warning: api.tgz: Helm before 4.3 does not load files of more than 5 MiB: api.tgz/more',
    ],
  ],
  [
    'a version of two numbers',
    noticing({ files: ['web'], chartVersion: 'v1.2' }),
    ['notice: web gets the version 1.2 from chart-version, which Helm does not find by a range: write 1.2.0'],
  ],
  ['a version of three numbers', noticing({ files: ['web'], chartVersion: 'v1.2.0-rc.1' }), []],
  [
    'what is packed and pushed',
    pushing({ files: ['web'], tags: ['latest'] }),
    [
      'group: Pack 1 chart',
      'info: web 1.0.0 from web  SIZE',
      'group: Push web 1.0.0 to r.test/charts/web',
      'info: Sent: web-1.0.0.tgz  SIZE',
      'info: r.test/charts/web:1.0.0: new',
      'info: r.test/charts/web:latest: new',
    ],
  ],
  [
    'what is there',
    sending({ files: ['web'] }, { again: { tags: ['latest'], ifExists: 'overwrite', dryRun: true } }),
    [
      'info: Would push web 1.0.0 to r.test/charts/web: 1.0.0, latest',
      'info: Would move r.test/charts/web:1.0.0: DIGEST → DIGEST',
      'info: r.test/charts/web:latest: would be new',
    ],
  ],
  ['what is unchanged', sending({ files: ['api'] }, { again: {} }), ['info: Unchanged: api 1.0.0']],
  [
    'what stays',
    sending({ files: ['web'] }, { again: { ifExists: 'skip' } }),
    [
      'notice: The chart r.test/charts/web:1.0.0 exists and stays at DIGEST: the files differ: "values.yaml"',
      'info: Left as it is: web 1.0.0',
    ],
  ],
  [
    'a release that differs',
    pushing({ files: ['web'] }, { again: {} }),
    'The chart version r.test/charts/web:1.0.0 exists with different content: the files differ: "values.yaml" (DIGEST)',
  ],
  [
    'a chart of somebody else, to be signed',
    pushing({ files: ['api'] }, { again: { created: '2026-01-02T03:04:05Z', sign: 'key', signKey: 'own.pem' } }),
    'The chart version r.test/charts/api:1.0.0 exists with different content: somebody else pushed it, and the signer of this step has not signed it (DIGEST)',
  ],
  [
    'another version that differs',
    pushing({ files: ['web'], tags: ['2.0.0'] }, { again: { chartVersion: '1.1.0' } }),
    'The chart version r.test/charts/web:2.0.0 exists with different content (DIGEST)',
  ],
  [
    'several charts',
    noticing({ files: ['web', 'api'] }),
    [
      'notice: There are 2 charts: outputs in which they differ, such as digest, are empty, and the output json lists all of them',
    ],
  ],
  [
    'a name in capitals',
    noticing({ files: ['Caps'] }),
    [
      'warning: The chart Caps goes into r.test/charts/caps: repositories are in lower case. Charts that depend on it will not find it',
    ],
  ],
  [
    'a repository of another name',
    noticing({ files: ['web'], chartRepository: 'exact' }),
    [
      'warning: The chart web goes into a repository that ends in charts: Helm will name what it pulls after the repository, and cannot use it as a dependency',
    ],
  ],
  ['what means nothing', noticing({ root: 'web' }), ['warning: The input root does not apply to kind helm']],
  [
    'what Helm drops',
    noticing({ files: ['odd'] }),
    [
      'warning: odd: Helm does not know these fields of Chart.yaml and drops them: engine',
      'warning: Keys appear twice in one map, and Helm takes the last of each: odd/Chart.yaml:6: "icon"',
    ],
  ],
  [
    'a dependency of another version, as it is',
    noticing({ files: ['needy'], chartDependencies: 'as-is' }),
    ['warning: needy/Chart.yaml:5: db in charts/ is 1.0.0, not ^2: it is packed as it is'],
  ],
  [
    'dependencies that are fetched, in a dry run',
    async () =>
      (await pushing({ files: ['whole'], chartDependencies: 'build', dryRun: true })()).filter((line) =>
        line.includes('dependency'),
      ),
    ['info: whole gets the dependency db 1.2.0 from file://../db'],
  ],
  [
    'a dependency from a registry',
    async () => {
      const world = await chartWorld({
        'db/Chart.yaml': chartYaml('db', '1.2.0'),
        'web/Chart.yaml': chartYaml('web', '1.0.0', needs('oci://r.test/charts', '^1')),
      });
      await world.push({ files: ['db'] });
      const { said } = await world.push({ files: ['web'], chartDependencies: 'update' });
      return said.filter((line) => line.includes('dependency')).map((line) => named(line));
    },
    ['info: web gets the dependency db 1.2.0 from oci://r.test/charts, DIGEST'],
  ],
  [
    'a tag in the reference',
    pushing({}, { reference: 'r.test/charts:v1' }),
    'The input reference "r.test/charts" is the place for NAME:VERSION of charts, and has the tag v1: leave it out, the version is in Chart.yaml; more tags go into the input tags',
  ],
  [
    'a digest in the reference',
    pushing({}, { reference: `r.test/charts@sha256:${'a'.repeat(64)}` }),
    'The input reference "r.test/charts" has a digest, which a push of charts cannot know beforehand',
  ],
  [
    'two names in one repository',
    pushing({ files: ['web', 'api'], chartRepository: 'exact' }),
    'The charts web and api have two names, and chart-repository exact has room for one',
  ],
  ['one version twice', pushing({ files: ['web', 'packed.tgz'] }), 'The charts web and packed.tgz are both web 1.0.0'],
  [
    'one tag for two',
    pushing({ files: ['web', 'newer'], tags: ['v1'] }),
    'The charts web and newer would both get the tag v1',
  ],
  [
    'a name that is none',
    pushing({ files: ['spaced'] }),
    'The chart name "my chart" cannot be part of a repository\'s name',
  ],
  [
    'nothing there',
    pushing({ files: ['wbe'] }),
    'No chart matches the input files "wbe" in WORKSPACE: did you mean "web"?',
  ],
  [
    'a packed version',
    pushing({ files: ['packed.tgz'], chartVersion: '2.0.0' }),
    'packed.tgz: the chart is packed as 1.0.0: chart-version 2.0.0 is for chart directories',
  ],
  [
    'no packed version',
    pushing({ files: ['packed.tgz'], chartAppVersion: '7' }),
    'packed.tgz: the chart is packed as none: chart-app-version 7 is for chart directories',
  ],
  ['a signature', pushing({ files: ['signed.tgz'] }), 'signed.tgz.prov: the provenance file is not signed by PGP'],
  [
    'what belongs to git',
    pushing({ files: ['git'] }),
    'git: the chart has ".git/config": add .git/ to its .helmignore',
  ],
  [
    'metadata twice',
    pushing({ files: ['web', 'hub1/*', 'hub2/*'] }),
    'The files hub1/artifacthub-repo.yml and hub2/artifacthub-repo.yml are both metadata for all charts',
  ],
  [
    'metadata that are none',
    pushing({ files: ['web', 'list/*'] }),
    'list/artifacthub-repo.yml:1: the file is not a map',
  ],
  [
    'several that fail',
    pushing({ files: ['bad', 'web', 'worse'], keepGoing: true }),
    '2 of 3 failed: bad: bad/Chart.yaml:3: the version "x" is not a semantic version; worse: worse/Chart.yaml:3: the version "z" is not a semantic version',
  ],
  [
    'one that fails',
    failing,
    ['warning: bad failed: bad/Chart.yaml:3: the version "x" is not a semantic version [bad/Chart.yaml:3]'],
  ],
  ['a dependency without a host', needing('charts/a'), 'The chart repository "oci://charts" has no host or has a tag'],
  [
    'what is pulled',
    pulling({}, { 'web/Chart.yaml': chartYaml('web') }),
    ['group: Pull web 1.0.0, r.test/charts/web@DIGEST, into got', 'info: Received: web  SIZE'],
  ],
  [
    'the tag of another version',
    pulling({}, { 'web/Chart.yaml': chartYaml('web') }, '1.0.1'),
    [
      'warning: The tag 1.0.1 names r.test/charts/web@DIGEST, and that is version 1.0.0 of the chart',
      'group: Pull web 1.0.0, r.test/charts/web@DIGEST, into got',
      'info: Received: web  SIZE',
    ],
  ],
  [
    'files of a chart',
    pulling({ files: ['x'] }, { 'web/Chart.yaml': chartYaml('web') }),
    'The input files does not apply to r.test/charts/web@DIGEST, since a chart is pulled whole: leave it out, or set kind to artifact to take single layers',
  ],
];
