import { describe, expect, it } from '@jest/globals';
import { makeWorkspace } from '../action/workspace.ts';
import { evaluate, fill, holds } from './expressions.ts';
import { legsOf } from './matrix.ts';
import { runWorkflow, type World } from './run-workflow.ts';
import type { Event } from './triggers.ts';

const push: Event = { name: 'push', ref: 'refs/heads/main' };
const greet = `
inputs: { who: { default: nobody }, more: { default: '' } }
outputs: { said: { value: '\${{ steps.greet.outputs.said }}' } }
runs:
  using: composite
  steps:
    - id: greet
      run: echo "said=hello $WHO" >> "$GITHUB_OUTPUT"; echo "SEEN=$WHO" >> "$GITHUB_ENV"
      shell: bash
      env: { WHO: '\${{ inputs.who }}' }
    - if: inputs.more == 'fail'
      run: exit 3
      shell: sh
    - run: ls "$GITHUB_ACTION_PATH/action.yml"
      shell: bash
`;

const around = async (world: Partial<World> = {}): Promise<World> => ({
  event: push,
  repository: await makeWorkspace({ 'a.txt': 'a', 'greet/action.yml': greet, 'sub/b.txt': 'b' }),
  secrets: { PASSWORD: 'hunter2hunter2' },
  ...world,
});

const oneJob = (steps: string, more = '') => `on: push\njobs:\n  one:\n    runs-on: x\n${more}    steps:\n${steps}`;
/** What came of the steps of a job, and what they said. */
const play = async (steps: string, more?: string) => {
  const run = await runWorkflow(oneJob(steps, more), await around());
  return run.steps.map(({ name, outcome, conclusion, stdout }) => [name, outcome, conclusion, stdout.trim()].join('|'));
};

describe('the runner for workflows of the tests', () => {
  const plays: [string, string, string[], more?: string][] = [
    [
      'goes on after a failure where `if` says so',
      `
      - { id: a, run: 'exit 2' }
      - { id: b, run: echo b }
      - { id: c, if: failure(), run: 'echo \${{ steps.a.outcome }} \${{ steps.b.conclusion }}' }
      - { id: d, if: "always() && steps.a.outcome == 'success'", run: echo d }
      - { id: e, if: "!cancelled()", run: echo e }`,
      [
        'a|failure|failure|',
        'b|skipped|skipped|',
        'c|success|success|failure skipped',
        'd|skipped|skipped|',
        'e|success|success|e',
      ],
    ],
    [
      'lets a step fail that may',
      `
      - { id: a, run: 'exit 2', continue-on-error: true }
      - { id: b, run: 'echo \${{ steps.a.outcome }} \${{ steps.a.conclusion }} \${{ job.status }}' }`,
      ['a|failure|success|', 'b|success|success|failure success success'],
    ],
    [
      'starts shells as GitHub does',
      `
      - { id: a, run: 'false | true; echo $-', continue-on-error: true }
      - { id: b, run: 'false | true; echo b', shell: bash, continue-on-error: true }
      - { id: c, run: 'false; echo c', shell: sh, continue-on-error: true }`,
      ['a|success|success|ehB', 'b|failure|success|', 'c|failure|success|'],
    ],
    [
      'has defaults for a job, and for a step its own',
      `
      - uses: actions/checkout@v7
      - { id: a, run: 'ls; false | true' }
      - { id: b, run: ls, working-directory: greet, shell: sh }`,
      ['actions/checkout@v7|success|success|', 'a|failure|failure|b.txt', 'b|skipped|skipped|'],
      '    defaults: { run: { shell: bash, working-directory: sub } }\n',
    ],
    [
      'lets what stands lower in `env` count, and what steps add',
      `
      - { id: a, run: 'echo $A $B; echo A=3 >> $GITHUB_ENV; mkdir bin; echo $PWD/bin >> $GITHUB_PATH', env: { B: 2 } }
      - { id: b, run: 'echo $A $B \${{ env.A }}; printf "#!/bin/sh\\necho tool" > bin/tool; chmod +x bin/tool; tool' }
      - { id: c, run: 'echo $A', env: { A: 4 } }`,
      ['a|success|success|1 2', 'b|success|success|3 1 3\ntool', 'c|success|success|4'],
      '    env: { A: 1, B: 1 }\n',
    ],
    [
      'runs composite actions',
      `
      - uses: actions/checkout@v7
      - { id: one, uses: ./greet, with: { who: you } }
      - { id: a, run: 'echo \${{ steps.one.outputs.said }} $SEEN' }
      - { id: two, uses: ./greet, with: { more: fail }, continue-on-error: true }
      - { id: b, run: 'echo \${{ steps.two.outcome }} \${{ steps.two.outputs.said }}' }`,
      [
        'actions/checkout@v7|success|success|',
        'greet|success|success|',
        'exit 3|skipped|skipped|',
        expect.stringMatching(/^ls .*\/greet\/action.yml$/s) as unknown as string,
        'one|success|success|',
        'a|success|success|hello you you',
        'greet|success|success|',
        'exit 3|failure|failure|',
        'ls "$GITHUB_ACTION_PATH/action.yml"|skipped|skipped|',
        'two|failure|success|',
        'b|success|success|failure hello nobody',
      ],
    ],
    [
      'reads outputs of many lines',
      `
      - id: a
        run: |
          { echo 'text<<END'; echo one=1; echo; echo END; } >> "$GITHUB_OUTPUT"
          echo 'b=x<<y' >> "$GITHUB_OUTPUT"
      - { id: b, run: 'echo "$TEXT" "$B"', env: { TEXT: '\${{ toJSON(steps.a.outputs) }}', B: '\${{ steps.a.outputs.b }}' } }`,
      ['a|success|success|', 'b|success|success|{\n  "text": "one=1\\n",\n  "b": "x<<y"\n} x<<y'],
    ],
  ];
  it.each(plays.map(([title, ...row]) => ({ title, row })))('$title', async ({ row: [steps, expected, more] }) => {
    expect(await play(steps, more)).toEqual(expected);
  });

  it('runs jobs after those that they need, each leg of a matrix, and hands on outputs', async () => {
    const text = `
on: { push: { branches: [main, 'release/*'] } }
env: { A: 1 }
jobs:
  last:
    needs: [many, broken]
    if: always()
    runs-on: x
    steps: [{ id: last, run: 'echo \${{ needs.many.outputs.list }} \${{ needs.broken.result }} \${{ needs.first.result || 0 }}' }]
  broken:
    runs-on: x
    steps: [{ run: exit 1 }]
  after:
    needs: broken
    runs-on: x
    steps: [{ run: echo never }]
  mending:
    needs: after
    if: failure()
    runs-on: x
    steps: [{ id: mending, run: echo mended }]
  first:
    runs-on: x
    outputs: { list: '\${{ steps.a.outputs.list }}', secret: '\${{ steps.a.outputs.secret }}' }
    steps: [{ id: a, run: 'echo list=[1,2] >> $GITHUB_OUTPUT; echo secret=a-$S >> $GITHUB_OUTPUT', env: { S: '\${{ secrets.PASSWORD }}' } }]
  many:
    needs: first
    runs-on: x
    strategy: { matrix: { n: '\${{ fromJSON(needs.first.outputs.list) }}', os: [a, b], exclude: [{ n: 1, os: b }] } }
    outputs: { list: '\${{ matrix.n }}\${{ matrix.os }}' }
    steps: [{ id: many, run: 'echo \${{ matrix.n }}\${{ matrix.os }} \${{ strategy.job-index }} $A' }]
`;
    const { jobs, steps, result } = await runWorkflow(text, await around());
    expect(steps.filter(({ outcome }) => outcome !== 'skipped').map(({ stdout }) => stdout.trim())).toEqual([
      ...['', '1a 0 1', '2a 1 1', '2b 2 1', '', '2b failure 0', 'mended'],
    ]);
    expect(result).toBe('failure');
    expect(jobs['first']?.outputs).toEqual({ list: '[1,2]' });
    expect(jobs['after']?.result).toBe('skipped');
  });

  const refused: [string, string, Partial<World>?][] = [
    ['does not know the key container', oneJob('      - run: ls', '    container: alpine\n')],
    ['does not know the key timeout', oneJob('      - { run: ls, timeout: 1 }')],
    ['has no action acme/tool@v1', oneJob('      - uses: acme/tool@v1')],
    ['has no shell pwsh', oneJob('      - { run: ls, shell: pwsh }')],
    ['There is no action in ./greet', oneJob('      - uses: ./greet')],
    ['has no value', oneJob('      - run: echo ${{ steps.a.outputs.b }}')],
    [
      'is a text, and so always true',
      oneJob("      - { run: ls, if: '${{ false }} ' + 'x' }".replace(" ' + 'x'", " || x'")),
    ],
    ['does not run on push', 'on: pull_request\njobs: {}'],
    ['does not run on push of refs/heads/main', 'on: { push: { tags: ["v*"] } }\njobs: {}'],
    [
      'does not run on release of the type created',
      'on: { release: { types: [published] } }\njobs: {}',
      { event: { name: 'release', ref: 'refs/tags/v1', payload: { action: 'created' } } },
    ],
    [
      'The input version of the workflow is missing',
      'on: { workflow_dispatch: { inputs: { version: { required: true } } } }\njobs: {}',
      { event: { name: 'workflow_dispatch', ref: 'refs/heads/main' } },
    ],
    ['There is no job b', 'on: push\njobs: { a: { needs: b, runs-on: x, steps: [] } }'],
    ["Invalid format 'x'", oneJob('      - run: echo x >> $GITHUB_OUTPUT')],
    ['Name must not be empty', oneJob('      - run: echo =x >> $GITHUB_OUTPUT')],
    ['delimiter must not be empty', oneJob("      - run: echo 'x<<' >> $GITHUB_OUTPUT")],
    ["Matching delimiter not found 'E'", oneJob("      - run: printf 'x<<E\\n1\\nE ' >> $GITHUB_OUTPUT")],
    ["Can't store NODE_OPTIONS", oneJob('      - run: echo NODE_OPTIONS=x >> $GITHUB_ENV')],
    ['got 1025k', oneJob('      - run: head -c 1050000 /dev/zero >> $GITHUB_STEP_SUMMARY')],
    ['does not take the command ::set-output', oneJob('      - run: "echo ::set-output name=x::y"')],
  ];
  it.each(refused.map(([message, ...row]) => ({ message, row })))(
    'refuses: $message',
    async ({ message, row: [text, world] }) => {
      await expect(runWorkflow(text, await around(world))).rejects.toThrow(message);
    },
  );

  it('evaluates expressions as GitHub does', () => {
    const scope = {
      contexts: { a: { list: [{ n: 'x' }, { n: 'y' }], text: 'Main', empty: '', n: 3 } },
      hasFailed: false,
    };
    const rows: [string, unknown][] = [
      ["a.text == 'main'", true],
      ["a.n == '3'", true],
      ["a.none == ''", true],
      ["a.empty || 'else'", 'else'],
      ["a.n && 'then' || 'else'", 'then'],
      ['join(a.list.*.n)', 'x,y'],
      ["contains(a.list.*.n, 'Y') && startsWith(a.text, 'ma')", true],
      ["format('{0}-{{1}}-{1}', a.n, true)", '3-{1}-true'],
      ['fromJSON(\'[1, {"k": null}]\')[1].k', null],
      ['toJSON(a.n)', '3'],
    ];
    for (const [expression, value] of rows)
      expect([expression, evaluate(expression, scope)]).toEqual([expression, value]);
    expect(fill("${{ a.n }}/${{ '}}' }}", scope)).toBe('3/}}');
    expect([
      holds('a.none', scope),
      holds("${{ 'false' }}", scope),
      holds("'always()' != ''", { ...scope, hasFailed: true }),
    ]).toEqual([...[false, true, false]]);
  });

  it('adds to a matrix what GitHub documents', () => {
    const include = [
      { color: 'green' },
      { color: 'pink', animal: 'cat' },
      { fruit: 'apple', shape: 'circle' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ];
    expect(legsOf({ fruit: ['apple', 'pear'], animal: ['cat', 'dog'], include })).toEqual([
      { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
      { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
      { fruit: 'pear', animal: 'cat', color: 'pink' },
      { fruit: 'pear', animal: 'dog', color: 'green' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ]);
  });
});
