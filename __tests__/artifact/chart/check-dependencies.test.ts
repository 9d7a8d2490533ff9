import { describe, expect, it } from '@jest/globals';
import type { Chart } from '../../../src/artifact/chart/chart-files.ts';
import { checkDependencies, checkRange, problemOfDependency } from '../../../src/artifact/chart/check-dependencies.ts';
import type { Dependency } from '../../../src/artifact/chart/reading/fields.ts';
import { OciError } from '../../../src/errors.ts';
import { originOfInput } from '../../../src/origin.ts';

const needs = (name: string, version?: string): Dependency => ({
  name,
  repository: '',
  ...(version === undefined ? {} : { version }),
});

/** A chart that needs others, each on a line of its own from 5 on, and that has some, such as `a 1.0.0`. */
function chartWith(dependencies: Dependency[], inside: string[], isInChartYaml = true): Chart {
  const origin = originOfInput('charts/web');
  const parts = { templates: [], files: [], unknownFields: [], repeatedKeys: [], origin };
  const make = (name: string, version: string): Chart => ({
    ...parts,
    metadata: { name, version, apiVersion: 'v2' },
    charts: [],
    lines: new Map(),
  });
  const charts = inside.map((one) => make(...(one.split(' ') as [string, string])));
  const web = make('web', '1.0.0');
  const lines = new Map(
    dependencies.flatMap((_, index) => [
      [`dependencies[${index}]`, index + 5] as const,
      [`dependencies[${index}].version`, index + 50] as const,
    ]),
  );
  return { ...web, metadata: { ...web.metadata, dependencies }, charts, lines: isInChartYaml ? lines : new Map() };
}

function caught(work: () => void): OciError | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof OciError) return error;
    throw error;
  }
  return undefined;
}

describe('What is in charts/', () => {
  it.each<[what: string, dependencies: Dependency[], inside: string[]]>([
    ['is nothing where nothing is needed', [], []],
    ['may be more than is needed', [], ['a 1.0.0']],
    ['is in its range', [needs('a', '^1'), needs('b', '2.x')], ['b 2.3.0', 'a 1.9.0']],
    ['has any version where none is asked for', [needs('a')], ['a 0.0.1-rc.1']],
    ['has any version where the one asked for is empty', [needs('a', '')], ['a 0.0.1-rc.1']],
    [
      'serves two aliases',
      [
        { ...needs('a', '^1'), alias: 'x' },
        { ...needs('a', '1.x'), alias: 'y' },
      ],
      ['a 1.0.0'],
    ],
  ])('%s', (_, dependencies, inside) => {
    const told: string[] = [];
    expect(caught(() => checkDependencies(chartWith(dependencies, inside)))).toBeUndefined();
    checkDependencies(chartWith(dependencies, inside), (text) => told.push(text));
    expect(told).toEqual([]);
  });

  it.each<[what: string, dependencies: Dependency[], inside: string[], line: number, all: string, topic: string]>([
    ['is not there', [needs('a', '^1')], [], 5, 'a ^1 is missing', 'chart-dependency'],
    ['is not there, in any version', [needs('a')], [], 5, 'a is missing', 'chart-dependency'],
    [
      'has the name as an alias alone',
      [{ ...needs('a'), alias: 'b' }],
      ['b 1.0.0'],
      5,
      'a is missing',
      'chart-dependency',
    ],
    ['is too old', [needs('a', '^2')], ['a 1.0.0'], 5, 'a is 1.0.0, not ^2', 'chart-dependency-range'],
    ['is a pre-release', [needs('a', '*')], ['a 1.0.0-rc.1'], 5, 'a is 1.0.0-rc.1, not *', 'chart-dependency-range'],
    [
      'is wrong for the second alone, on its line',
      [needs('a', '^1'), needs('b', '^1')],
      ['a 1.0.0', 'b 2.0.0'],
      6,
      'b is 2.0.0, not ^1',
      'chart-dependency-range',
    ],
    [
      'is wrong in several ways, each told in their order, the first with its line',
      [needs('a', '^1'), needs('b', '^2'), needs('c')],
      ['a 1.0.0', 'b 1.0.0'],
      6,
      'b is 1.0.0, not ^2, c is missing',
      'chart-dependency-range',
    ],
    [
      'is missing before another is outside: the advice on ranges helps with both',
      [needs('c'), needs('b', '^2')],
      ['b 1.0.0'],
      5,
      'c is missing, b is 1.0.0, not ^2',
      'chart-dependency-range',
    ],
  ])('is refused where it %s', (_, dependencies, inside, line, all, topic) => {
    const file = 'charts/web/Chart.yaml';
    expect(caught(() => checkDependencies(chartWith(dependencies, inside)))).toMatchObject({
      code: 'INVALID_INPUT',
      message: `${file}:${line}: charts/ lacks dependencies: ${all}`,
      position: { file, line },
      topic,
    });
    const unnamed = caught(() => checkDependencies(chartWith(dependencies, inside, false)));
    expect(unnamed?.message).toBe(`charts/web: charts/ lacks dependencies: ${all}`);
  });

  it('is told where it is outside and may be, each with its line; what is missing is refused all the same', () => {
    const told: string[] = [];
    const dependencies = [needs('a', '^2'), needs('b', '^1'), needs('c', '~3')];
    const inside = ['a 1.0.0', 'b 1.0.0', 'c 2.0.0'];
    checkDependencies(chartWith(dependencies, inside), (text) => told.push(text));
    const both = [
      'charts/web/Chart.yaml:5: a in charts/ is 1.0.0, not ^2',
      'charts/web/Chart.yaml:7: c in charts/ is 2.0.0, not ~3',
    ];
    expect(told).toEqual(both);
    const some = chartWith([...dependencies, needs('d', '^4')], inside);
    expect(caught(() => checkDependencies(some, (text) => told.push(text)))).toMatchObject({
      message: 'charts/web/Chart.yaml:8: charts/ lacks dependencies: d ^4 is missing',
      topic: 'chart-dependency',
    });
    expect(told).toEqual([...both, ...both]);
  });

  it.each([[[]], [['a 1.0.0']]])('is not looked for by a range that is none, with %j there', (inside) => {
    expect(
      caught(() => checkDependencies(chartWith([needs('b'), needs('a', 'soon')], ['b 1.0.0', ...inside]), () => {})),
    ).toMatchObject({
      message: 'charts/web/Chart.yaml:6: the version "soon" of a is neither a semantic version nor a range of versions',
    });
  });
});

it.each([
  ['1.2.3', true],
  ['v1', true],
  ['>= 1.0, < 2 || ^3', true],
  ['*', true],
  ['', false],
  ['latest', false],
  [undefined, false],
])('the range %j of a dependency is one: %s', (version, isOne) => {
  const dependency = needs('a', version);
  const error = caught(() => checkRange(dependency, chartWith([needs('b'), dependency], [])));
  if (isOne) expect(error).toBeUndefined();
  else {
    const what = `the version ${JSON.stringify(version ?? '')} of a is neither`;
    expect(error?.message).toMatch(`charts/web/Chart.yaml:6: ${what}`);
    expect(error?.cause).toBeInstanceOf(OciError);
  }
});

it.each([
  ['the first', [needs('a'), needs('b')], 'a', 'Chart.yaml:5'],
  ['the second', [needs('a'), needs('b')], 'b', 'Chart.yaml:6'],
  ['one that is not declared', [needs('a')], 'z', 'Chart.yaml'],
  ['one of none', [], 'a', 'Chart.yaml'],
])('a problem of %s is told where it stands', (_, dependencies, name, place) => {
  const error = problemOfDependency(chartWith(dependencies, []), name, 'no', { topic: 'chart-dependency' });
  expect([error.message, error.topic]).toEqual([`charts/web/${place}: no`, 'chart-dependency']);
});
