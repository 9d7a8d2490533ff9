// Writes down what the peers answer to the questions of the tests: the golden files of __tests__/support/peers/ask-peer.ts, and
// the table of verbs and registries in docs/registries.md.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

for (const file of globSync('__tests__/support/peers/golden/*.jsonl')) rmSync(file);
const tests = globSync('__tests__/**/*.test.ts').filter((file) =>
  /\/ask-peer\.ts|env\['GOLDEN'\]/.test(readFileSync(file, 'utf8')),
);
// One after the other, since all write to the same files.
const { status } = spawnSync('npm', ['run', 'jest', '--', '--runInBand', '--runTestsByPath', ...tests], {
  env: { ...process.env, CI: 'true', GOLDEN: 'record' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
// In an order of their own, so that a diff shows only what changed.
for (const file of globSync('__tests__/support/peers/golden/*.jsonl')) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeFileSync(file, `${lines.sort().join('\n')}\n`);
}
