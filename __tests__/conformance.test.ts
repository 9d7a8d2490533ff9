import { expect, it } from '@jest/globals';
import { conformanceOf, tableOf } from '../scripts/conformance.ts';

const test = (ancestorTitles: string[], status = 'passed') => ({ ancestorTitles, status });

it('The table of programs counts the tests in the blocks that name them', () => {
  const results = {
    testResults: [
      {
        assertionResults: [
          test(['a push (with docker-registry, oras)']),
          test(['a push (with docker-registry, oras)'], 'failed'),
          // It is one test, however often its titles name the program.
          test(['outer (with oras)', 'inner (with oras)']),
          test(['a pull (with helm)'], 'pending'),
          test(['a copy']),
          test([]),
        ],
      },
      { assertionResults: [test(['a chart (with docker-registry)', 'in a registry'])] },
    ],
  };
  const rows = conformanceOf(results, { oras: { version: '1.2.0' }, helm: { version: '4.1.4' } });
  const what = 'registry (CNCF Distribution), without the referrers API';
  expect(rows).toEqual([
    { name: 'docker-registry', what, version: 'unknown', passed: 2, failed: 1 },
    { name: 'oras', what: 'client', version: '1.2.0', passed: 2, failed: 1 },
  ]);
  expect(tableOf(rows, 'it 1.0.0')).toBe(
    `# What it 1.0.0 was tested with

| Program | What it is | Version | Passed | Failed |
| --- | --- | --- | ---: | ---: |
| docker-registry | ${what} | unknown | 2 | 1 |
| oras | client | 1.2.0 | 2 | 1 |
`,
  );
});

it('A program that the table does not know is not left out in silence', () => {
  const results = { testResults: [{ assertionResults: [test(['a push (with crane)'])] }] };
  expect(() => conformanceOf(results, {})).toThrow('does not say what crane is');
});
