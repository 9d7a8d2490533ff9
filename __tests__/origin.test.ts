import { expect, it } from '@jest/globals';
import { below, originOfInput, problemIn } from '../src/origin.ts';

it.each([
  ['charts/web', true],
  ['.', true],
  ['..charts', true],
  ['...', true],
  ['a/../b', true],
  ['..', false],
  ['../charts', false],
  ['..\\charts', false],
  ['/srv/charts', false],
])('what an input names as %s is in the workspace: %s', (label, isInWorkspace) => {
  expect(originOfInput(label)).toEqual({ label, code: 'INVALID_INPUT', isInWorkspace });
});

it.each([
  ['charts/web', 'Chart.yaml', 'charts/web/Chart.yaml'],
  // The chart is the workspace.
  ['.', 'Chart.yaml', 'Chart.yaml'],
  ['./web', 'Chart.yaml', './web/Chart.yaml'],
])('below %s, %s is %s', (label, name, expected) => {
  expect(below({ label, code: 'ARTIFACT', isInWorkspace: true }, name)).toEqual({
    label: expected,
    code: 'ARTIFACT',
    isInWorkspace: true,
  });
});

const web = { label: 'web/Chart.yaml', code: 'INVALID_INPUT', isInWorkspace: true } as const;
it.each([
  ['a line', web, 3, 'web/Chart.yaml:3: is wrong', { file: 'web/Chart.yaml', line: 3 }],
  ['no line', web, undefined, 'web/Chart.yaml: is wrong', { file: 'web/Chart.yaml' }],
  ['a line elsewhere', { ...web, isInWorkspace: false }, 3, 'web/Chart.yaml:3: is wrong', undefined],
  ['a line of a registry', { label: 'web', code: 'ARTIFACT' as const }, 3, 'web:3: is wrong', undefined],
])('a mistake at %s says where it is', (_, origin, line, message, position) => {
  const cause = new Error('why');
  const error = problemIn(origin, line, 'is wrong', { cause, topic: 'chart-dependency' });
  expect([error.message, error.code, error.position, error.topic, error.cause]).toEqual([
    message,
    origin.code,
    position,
    'chart-dependency',
    cause,
  ]);
});
