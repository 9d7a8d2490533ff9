import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type DependencySources, type Fetched, updateDependencies } from '../../../src/artifact/chart/dependencies.ts';
import { packChart } from '../../../src/artifact/chart/pack-chart.ts';
import { createChartBudget } from '../../../src/artifact/chart/reading/chart-budget.ts';
import { encodeLock, type Lock, lockDigest, oldLockDigest } from '../../../src/artifact/chart/reading/lock.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { loadFolder } from '../../support/content/load-folder.ts';
import { makeArchive } from './corpus.ts';

const generated = '2024-01-01T00:00:00Z';
const repository = 'https://charts.example.com/stable?token=t';

/** Sources that have some versions of charts, everywhere the same, and write down what they were asked. */
async function makeSources(names: string[]) {
  const asked: string[] = [];
  const archives = new Map<string, Buffer>();
  for (const name of names) {
    const [, chart = '', version = ''] = /^([a-z]+)-(.*)$/.exec(name) ?? [];
    archives.set(name, await makeArchive({ [`${chart}/Chart.yaml`]: `name: ${chart}\nversion: ${version}\n` }));
  }
  const entries = Map.groupBy(names, (name) => name.slice(0, name.indexOf('-')));
  const lines = [...entries].flatMap(([chart, versions]) => [
    `  ${chart}:`,
    ...versions.map((name) => {
      const digest = createHash('sha256')
        .update(archives.get(name) ?? '')
        .digest('hex');
      return `  - { version: ${name.slice(chart.length + 1)}, digest: ${digest}, urls: [${name}.tgz] }`;
    }),
  ]);
  const sources: DependencySources = {
    fetchIndex: async (url) => {
      asked.push(`index ${url}`);
      return Buffer.from(`apiVersion: v1\nentries:\n${lines.join('\n')}\ngenerated: x\n`);
    },
    fetchArchive: async (url) => {
      asked.push(`archive ${url}`);
      return archives.get(/([^/]*)\.tgz/.exec(url)?.[1] ?? '') ?? Buffer.alloc(0);
    },
    listOciTags: async (path) => {
      asked.push(`tags ${path}`);
      return ['latest', ...names.map((name) => name.slice(name.indexOf('-') + 1).replace('+', '_'))];
    },
    pullOci: async (path, tag) => {
      asked.push(`pull ${path}:${tag}`);
      return archives.get(`${path.split('/').at(-1)}-${tag.replace('_', '+')}`) ?? Buffer.alloc(0);
    },
    readLocal: async (path) => {
      asked.push(`local ${path}`);
      return loadFolder(await makeWorkspace({ 'Chart.yaml': 'name: local\nversion: 3.2.1\n' }));
    },
  };
  return { sources, asked, archives };
}

async function chartWith(dependencies: string, files: Record<string, string> = {}, apiVersion = 'v2') {
  const yaml = `apiVersion: ${apiVersion}\nname: web\nversion: 1.0.0\n`;
  return loadFolder(await makeWorkspace({ 'Chart.yaml': `${yaml}dependencies:\n${dependencies}`, ...files }), 'web');
}

describe('dependencies are found', () => {
  it.each([
    [
      'in an index',
      `- { name: a, version: ^1, repository: "${repository}" }\n`,
      [
        'index https://charts.example.com/stable/index.yaml?token=t',
        'archive https://charts.example.com/stable/a-1.0.0.tgz?token=t',
      ],
      'a 1.0.0',
    ],
    [
      'in a registry',
      '- { name: a, version: ">=1-0", repository: "oci://example.com/charts/" }\n',
      ['tags example.com/charts/a', 'pull example.com/charts/a:1.1.0-rc.1_b'],
      'a 1.1.0-rc.1+b',
    ],
    [
      'in a registry, with slashes behind its path',
      '- { name: a, version: 1.0.0, repository: "oci://example.com/charts//" }\n',
      ['pull example.com/charts/a:1.0.0'],
      'a 1.0.0',
    ],
    [
      'in a registry, without asking for the versions',
      '- { name: a, version: 1.1.0-rc.1+b, repository: "oci://example.com/charts" }\n',
      ['pull example.com/charts/a:1.1.0-rc.1_b'],
      'a 1.1.0-rc.1+b',
    ],
    [
      'in a folder',
      '- { name: local, version: ~3.2, repository: file://../local }\n',
      ['local ../local'],
      'local 3.2.1',
    ],
    [
      'once for two aliases',
      '- { name: a, version: 1.0.0, repository: "oci://example.com/x", alias: x }\n- { name: a, version: 1.0.0, repository: "oci://example.com/x", alias: y }\n',
      ['pull example.com/x/a:1.0.0'],
      'a 1.0.0',
    ],
  ])('%s', async (_, dependencies, expected, chart) => {
    const { sources, asked, archives } = await makeSources(['a-1.0.0', 'a-1.1.0-rc.1+b']);
    const own = await chartWith(dependencies);
    const told: Fetched[] = [];
    const updated = await updateDependencies(own, sources, generated, { onFetched: (one) => told.push(one) });
    // Without the token of its repository.
    expect(told.map(({ name, version, repository: from }) => [`${name} ${version}`, /[?]/.test(from)])).toEqual([
      [chart, false],
    ]);
    const archive = archives.get(chart.replace(' ', '-'));
    expect(told[0]?.digest).toBe(archive && digestOf(archive));
    expect(asked).toEqual(expected);
    expect(updated.charts.map(({ metadata }) => `${metadata.name} ${metadata.version}`)).toEqual([chart]);
    const locked = updated.lock?.dependencies ?? [];
    expect(locked.map(({ name, version }) => `${name} ${version}`)).toContain(chart);
    expect(updated.lock).toMatchObject({ generated, digest: lockDigest(own.metadata.dependencies ?? [], locked) });
    expect((await packChart(updated, { time: 0 })).metadata).toMatchObject({ name: 'web' });
  });

  it('by the lock, when it is in step', async () => {
    const wanted = [{ name: 'a', version: '^1', repository: 'oci://example.com/x' }];
    const locked = [{ name: 'a', version: '1.0.0', repository: 'oci://example.com/x' }];
    const lock = `dependencies: ${JSON.stringify(locked)}\ndigest: ${lockDigest(wanted, locked)}\ngenerated: "2020-01-01T00:00:00Z"\n`;
    const { sources, asked } = await makeSources(['a-1.0.0', 'a-1.5.0']);
    const own = await chartWith(`- ${JSON.stringify(wanted[0])}\n`, { 'Chart.lock': lock });
    const updated = await updateDependencies(own, sources, generated);
    expect(asked).toEqual(['pull example.com/x/a:1.0.0']);
    expect(updated.lock).toEqual(own.lock);
  });

  it.each([
    ['v2', 'Chart.lock', 'in step'],
    ['v2', 'Chart.lock', 'out of step'],
    ['v1', 'requirements.lock', 'out of step'],
  ])('anew, for a chart of %s whose %s is %s, as helm dependency update does', async (apiVersion, file, step) => {
    const wanted = [{ name: 'a', version: '^1', repository: 'oci://example.com/x' }];
    const old = [{ name: 'a', version: '1.0.0', repository: 'oci://example.com/x' }];
    const digest = step === 'in step' ? lockDigest(wanted, old) : 'sha256:0';
    const lock = `dependencies: ${JSON.stringify(old)}\ndigest: ${digest}\ngenerated: "2020-01-01T00:00:00Z"\n`;
    const { sources } = await makeSources(['a-1.0.0', 'a-1.5.0']);
    const declared = `dependencies: ${JSON.stringify(wanted)}\n`;
    const own = await (apiVersion === 'v1'
      ? chartWith('', { 'requirements.yaml': declared, [file]: lock }, apiVersion)
      : chartWith(`- ${JSON.stringify(wanted[0])}\n`, { [file]: lock }));
    const { lock: made, charts, files } = await updateDependencies(own, sources, generated, { isAnew: true });
    expect(charts.map(({ metadata }) => metadata.version)).toEqual(['1.5.0']);
    expect(made).toMatchObject({ generated, dependencies: [{ name: 'a', version: '1.5.0' }] });
    const locks = files.filter(({ name }) => name === file).map(({ data }) => data.toString());
    expect(locks).toEqual(apiVersion === 'v1' ? [encodeLock(made as Lock)] : []);
  });

  it.each([
    ['v1.0.0', '1.0.0'],
    ['1.0.0+other', '1.0.0+b'],
  ])('by the version %s, where the chart itself says %s', async (wanted, said) => {
    const { sources } = await makeSources([`a-${said}`]);
    const { pullOci } = sources;
    sources.pullOci = (path) => pullOci(path, said.replace('+', '_'));
    const own = await chartWith(`- { name: a, version: ${wanted}, repository: "oci://example.com/x" }\n`);
    const updated = await updateDependencies(own, sources, generated);
    expect(updated.charts.map(({ metadata }) => metadata.version)).toEqual([said]);
    expect(updated.lock?.dependencies).toMatchObject([{ version: wanted }]);
  });

  it('and replace what is in charts/', async () => {
    const { sources } = await makeSources(['a-1.0.0']);
    const files = {
      'charts/a/Chart.yaml': 'name: a\nversion: 0.9.0\n',
      'charts/b/Chart.yaml': 'name: b\nversion: 1.0.0\n',
    };
    const own = await chartWith(
      '- { name: a, version: 1.0.0, repository: "oci://example.com/x" }\n- { name: b, version: "*" }\n',
      files,
    );
    const { charts } = await updateDependencies(own, sources, generated);
    expect(charts.map(({ metadata }) => `${metadata.name} ${metadata.version}`).sort()).toEqual(['a 1.0.0', 'b 1.0.0']);
  });

  it('and are written into the lock by the range where they are in charts/, by the version where they were got', async () => {
    const { sources } = await makeSources(['a-1.0.0', 'a-1.2.0']);
    const own = await chartWith(
      '- { name: b, version: 1.x, condition: b.on }\n- { name: a, version: ^1, alias: c, repository: "oci://example.com/x/" }\n',
      { 'charts/b/Chart.yaml': 'name: b\nversion: 1.7.0\n' },
    );
    const locked = [
      { name: 'b', version: '1.x', repository: '' },
      { name: 'a', version: '1.2.0', repository: 'oci://example.com/x/' },
    ];
    const { lock, files } = await updateDependencies(own, sources, generated);
    expect(files).toEqual(own.files);
    const digest = lockDigest(own.metadata.dependencies ?? [], locked);
    expect(lock).toEqual({ generated, digest, dependencies: locked });
  });

  it('as charts one level below the chart that needs them', async () => {
    const deep = (levels: number): Promise<Buffer> =>
      levels === 0
        ? makeArchive({ 'a/Chart.yaml': 'name: a\nversion: 1.0.0\n' })
        : deep(levels - 1).then((inner) =>
            makeArchive({ 'a/Chart.yaml': 'name: a\nversion: 1.0.0\n', 'a/charts/a.tgz': inner }),
          );
    const { sources } = await makeSources([]);
    const own = await chartWith('- { name: a, version: 1.0.0, repository: "oci://example.com/x" }\n');
    const update = async (levels: number) => {
      const archive = await deep(levels);
      return updateDependencies(own, { ...sources, pullOci: async () => archive }, generated);
    };
    await expect(update(8)).resolves.toBeDefined();
    await expect(update(9)).rejects.toThrow('the chart is more than 10 charts deep');
  });

  it('by an index that does not count as a part of the chart', async () => {
    const versions = Array.from({ length: 400 }, (_, at) => `a-1.0.${at}`);
    const { sources } = await makeSources(versions);
    const own = await chartWith(`- { name: a, version: ^1, repository: "${repository}" }\n`);
    const budget = createChartBudget();
    budget.spend('pieces', 2_000_000 - 500, { label: 'x', code: 'INVALID_INPUT' });
    const { charts } = await updateDependencies(own, sources, generated, { budget });
    expect(charts[0]?.metadata.version).toBe('1.0.399');
  });

  it('and are locked in a file where the chart is an old one, between the others', async () => {
    const { sources } = await makeSources(['a-1.0.0']);
    const files = {
      'requirements.yaml': 'dependencies: [{ name: a, version: ^1, repository: "oci://example.com/x" }]\n',
      'requirements/x': '',
      'README.md': '',
      z: '',
    };
    const updated = await updateDependencies(await chartWith('', files, 'v1'), sources, generated);
    const names = ['README.md', 'requirements/x', 'requirements.lock', 'requirements.yaml', 'z'];
    expect(updated.files.map(({ name }) => name)).toEqual(names);
    expect(updated.files[2]?.data.toString()).toBe(encodeLock(updated.lock as Lock));
  });

  it('nowhere, when there are none', async () => {
    const { sources, asked } = await makeSources([]);
    const own = await chartWith('');
    expect(await updateDependencies(own, sources, generated)).toBe(own);
    expect(asked).toEqual([]);
  });
});

describe('what is refused:', () => {
  const oci = 'repository: "oci://example.com/x"';
  it.each([
    ['a name of a repository', '- { name: a, version: 1, repository: "@stable" }', 'INVALID_INPUT'],
    ['another name', '- { name: a, version: 1, repository: "alias:stable" }', 'INVALID_INPUT'],
    ['another scheme', '- { name: a, version: 1, repository: "s3://x" }', 'INVALID_INPUT'],
    ['no version', `- { name: a, ${oci} }`, 'INVALID_INPUT'],
    ['no such version', `- { name: a, version: ^7, ${oci} }`, 'INVALID_INPUT'],
    ['no such chart', `- { name: z, version: ^1, repository: "${repository}" }`, 'INVALID_INPUT'],
    ['not in charts/', '- { name: a, version: ^1 }', 'INVALID_INPUT'],
    ['another version in a folder', '- { name: local, version: ^1, repository: "file://x" }', 'INVALID_INPUT'],
    ['another name in a folder', '- { name: a, version: ^3, repository: "file://x" }', 'ARTIFACT'],
    ['another chart', `- { name: b, version: 2.0.0, ${oci} }`, 'ARTIFACT'],
    ['another version of the chart', `- { name: c, version: 2.0.0, ${oci} }`, 'ARTIFACT'],
    ['another pre-release of the chart', `- { name: c, version: 1.0.0-rc.1, ${oci} }`, 'ARTIFACT'],
    ['a name that begins alike', `- { name: aa, version: 1.0.0, ${oci} }`, 'ARTIFACT'],
    ['what is not a chart', `- { name: a, version: 9.0.0, ${oci} }`, 'ARTIFACT'],
    ['another digest', '- { name: a, version: 1.0.0, repository: "https://other.example.com" }', 'INTEGRITY'],
    [
      'two versions',
      `- { name: a, version: 1.0.0, ${oci} }\n- { name: a, version: 2.0.0, ${oci}, alias: c }`,
      'INVALID_INPUT',
    ],
  ])('%s', async (_, dependencies, code) => {
    const { sources } = await makeSources(['a-1.0.0', 'a-2.0.0', 'c-1.0.0']);
    const { pullOci, fetchIndex } = sources;
    sources.pullOci = (path, tag) =>
      /\/(?:b|aa)$/.test(path) ? pullOci('x/a', '1.0.0') : pullOci(path, path.endsWith('/c') ? '1.0.0' : tag);
    sources.fetchIndex = async (url) =>
      url.includes('other')
        ? Buffer.from('entries:\n  a:\n  - { version: 1.0.0, digest: "00", urls: [a-1.0.0.tgz] }\n')
        : fetchIndex(url);
    const update = updateDependencies(await chartWith(`${dependencies}\n`), sources, generated);
    await expect(update).rejects.toMatchObject({ code });
  });

  it('no such version of many, of which ten are told', async () => {
    const { sources } = await makeSources(Array.from({ length: 12 }, (_, at) => `a-1.0.${at}`));
    const chart = await chartWith(`- { name: a, version: ^7, ${oci} }\n`);
    await expect(updateDependencies(chart, sources, generated)).rejects.toThrow(/; there are 1\.0\.0, .*, 1\.0\.9$/);
  });

  it.each([
    ['v2', 'web/Chart.lock: the lock is out of step with Chart.yaml: run helm dependency update'],
    ['v1', 'web/requirements.lock: the lock is out of step with requirements.yaml'],
  ])('a lock of %s that is out of step', async (apiVersion, message) => {
    const { sources } = await makeSources([]);
    const chart = await chartWith('- { name: a, version: 1 }\n', { 'Chart.lock': 'digest: x\n' }, apiVersion);
    await expect(updateDependencies(chart, sources, generated)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(message),
    });
  });
});

it('a lock of Helm 2 does not count for a new chart, nor for other dependencies', async () => {
  const wanted = [{ name: 'a', version: '^1', repository: 'oci://example.com/x' }];
  const { sources, asked } = await makeSources(['a-1.0.0']);
  const lockOf = (dependencies: typeof wanted) =>
    `dependencies: [{ name: a, version: 1.0.0, repository: "oci://example.com/x" }]\ndigest: ${oldLockDigest(dependencies)}\n`;
  const yaml = `- ${JSON.stringify(wanted[0])}\n`;
  const newer = await chartWith(yaml, { 'Chart.lock': lockOf(wanted) });
  await expect(updateDependencies(newer, sources, generated)).rejects.toThrow('out of step with Chart.yaml');
  const other = await chartWith(yaml, { 'requirements.lock': lockOf([]) }, 'v1');
  await expect(updateDependencies(other, sources, generated)).rejects.toThrow('out of step with requirements.yaml');
  expect(asked).toEqual([]);
});

it('a lock of Helm 2 counts for an old chart', async () => {
  const wanted = [{ name: 'a', version: '^1', repository: 'oci://example.com/x' }];
  const lock = `dependencies: [{ name: a, version: 1.0.0, repository: "oci://example.com/x" }]\ndigest: ${oldLockDigest(wanted)}\n`;
  const { sources, asked } = await makeSources(['a-1.0.0']);
  const requirements = `dependencies: ${JSON.stringify(wanted)}\n`;
  await updateDependencies(
    await chartWith('', { 'requirements.yaml': requirements, 'requirements.lock': lock }, 'v1'),
    sources,
    generated,
  );
  expect(asked).toEqual(['pull example.com/x/a:1.0.0']);
});

describe('an index', () => {
  it('may name a registry', async () => {
    const { sources, asked } = await makeSources(['a-1.0.0']);
    sources.fetchIndex = async () =>
      Buffer.from('entries:\n  a:\n  - { version: 1.0.0, digest: "0", urls: ["oci://r.io/x/a:1.0.0"] }\n');
    await updateDependencies(
      await chartWith(`- { name: a, version: "*", repository: "${repository}" }\n`),
      sources,
      generated,
    );
    expect(asked).toEqual(['pull r.io/x/a:1.0.0']);
  });
});
