import { expect, it } from '@jest/globals';
import { packChart } from '../../../src/artifact/chart/pack-chart.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { loadFolder } from '../../support/content/load-folder.ts';
import { askPeer } from '../../support/peers/ask-peer.ts';
import { run } from '../../support/servers/peers.ts';

const head = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
const lists = 'abcd'
  .split('')
  .map((name, at) => `${name}: &${name} [${Array(10).fill(at ? `*${'abc'[at - 1]}` : 'x')}]\n`);

/** What stands in values.yaml, and whether Helm 3 and 4 pack a chart with that. */
const values: [text: string, isPacked: boolean][] = [
  // Anchors.
  ['a: &x 1\nb: *x\nc: &x 2\nd: *x\n', true],
  ['a: *x\n', false],
  ['a: *x\nb: &x 1\n', false],
  ['a: &x [1, *x]\n', false],
  ['a: &x\n  b: { c: *x }\n', false],
  ['a: &x b\n*x : c\n', true],
  ['a: &x [b]\n*x : c\n', false],
  [lists.slice(0, 2).join(''), true],
  [lists.join(''), false],
  // Merge keys.
  ['x: &x { b: 1 }\na: { <<: *x }\nc: { <<: [*x, { d: 1 }] }\n', true],
  ['a: { <<: b }\n', false],
  ['a: { <<: ~ }\n', false],
  ['a: { <<: [1] }\n', false],
  ['x: &x [{ b: 1 }]\na: { <<: *x }\n', false],
  ['a: { "<<": b }\n', true],
  // Numbers.
  ['a: .inf\n', false],
  ['a: [-.inf]\n', false],
  ['a: .nan\n', false],
  ['.inf: a\n.nan: b\n', true],
  ['a: 1e400\nb: 99999999999999999999\n', true],
  // Keys.
  ['1: a\n1.5: b\ntrue: c\n2001-01-01: d\n', true],
  ['~: a\n', false],
  ['? : a\n', false],
  ['[a]: b\n', false],
  ['a: { { b: c }: d }\n', false],
  ['a: 1\na: 2\n', true],
  // Tags.
  ['a: !!int "3"\nb: !!float 3\nc: !!bool yes\nd: !!null ~\ne: !!str 3\nf: !foo x\ng: !bar { h: 1 }\n', true],
  ['a: !!binary aGVsbG8=\nb: !!timestamp 2001-01-01\n!!binary aGVsbG8= : c\n', true],
  ['a: !!int x\n', false],
  ['a: !!int "3x"\n', false],
  ['a: !!int 3.5\n', false],
  ['a: !!float abc\n', false],
  ['a: !!bool nope\n', false],
  ['a: !!null x\n', false],
  ['a: !<tag:yaml.org,2002:int> x\n', false],
  ['a: !!binary "?"\n', false],
  ['a: !!timestamp x\n', false],
  ['!!int x: a\n', false],
  ['a: !!map [1]\nb: !!seq { c: 1 }\nd: !!str { e: 1 }\n', true],
  // Characters, comments and directives.
  ['a: "\\ud83d\\ude00"\n', false],
  ['a: "\\U0000d800"\n', false],
  ['a: "\\\\ud800 \\U0001f600"\n', true],
  ['a: x\u2028y\n', false],
  ['a: "x\u2028y"\n', true],
  ["a: 'x\u2029y'\n", true],
  ['"x\u2028y": a\n', false],
  ['a: "x\u2028--- y"\n', false],
  ['a: |\n  x\u2028y\n', false],
  ['a: |\n  x\u2028\n  y\n', true],
  ['a: 1 # x\u2028y\n', false],
  ['a: 1 # x\u2028 # y\n', true],
  ['a: \ufffe\n', false],
  ['a: "b"#c\n', true],
  ['%YAML 1.2\n---\na: 1\n', false],
  ['%FOO x\n---\na: 1\n', false],
  ['a: 1\n---\nb: &x 1\nc: *x\n', true],
];

/** What stands in Chart.yaml behind its name. */
const fields: [text: string, isPacked: boolean][] = [
  ...['\\x7f', '\\u0080', '\\u009f', '\\ufffe'].flatMap((character): [string, boolean][] => [
    [`annotations: { a: "x${character}y" }\n`, false],
    [`annotations: { "x${character}y": a }\n`, false],
    // Here they are dropped.
    [`description: "x${character}y"\n`, true],
  ]),
  ['annotations: { a: "x\\u0085y\\u0001\\u2028z" }\n', true],
  ['annotations: { "x\\u0085y": a }\n', false],
  ['annotations: { "<<": a, .inf: b }\n', true],
  ['annotations: { ~: a }\n', false],
  ['annotations: { a: !!int x }\n', false],
  ['keywords: ["x\\ud800"]\n', false],
];

const charts = [
  ...values.map(([text, isPacked]) => ({ text, isPacked, files: { 'Chart.yaml': head, 'values.yaml': text } })),
  ...fields.map(([text, isPacked]) => ({ text, isPacked, files: { 'Chart.yaml': head + text } })),
];

describeWithPeers(['helm', 'helm3'], 'A chart that', () => {
  it.each(charts)('has $text is packed: $isPacked, as by Helm', async ({ files, isPacked }) => {
    const inFolder = Object.fromEntries(Object.entries(files).map(([name, text]) => [`web/${name}`, text]));
    const packed = await loadFolder(`${await makeWorkspace(inFolder)}/web`)
      .then((chart) => packChart(chart, { time: 0 }))
      .then(
        () => true,
        (error: unknown) => (error as { code?: string }).code !== 'INVALID_INPUT',
      );
    const byHelm = (peer: 'helm' | 'helm3') =>
      askPeer({
        peer,
        question: { package: files },
        ask: async () => (await run(peer, ['package', 'web'], { cwd: await makeWorkspace(inFolder) })).code === 0,
      });
    expect({ packed, helm: await byHelm('helm'), helm3: await byHelm('helm3') }).toEqual({
      packed: isPacked,
      helm: isPacked,
      helm3: isPacked,
    });
  });
});
