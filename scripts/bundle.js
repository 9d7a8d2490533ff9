// Builds dist/ from src/: tsc to lib/, ncc to dist/, and the licence texts of all that is in it.
// ncc does not empty its output folder, and it cannot read TypeScript 7 itself.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const run = (command, ...parameters) => execFileSync(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] });
const start = (module, ...parameters) => run(process.execPath, `node_modules/${module}`, ...parameters);

for (const folder of ['lib', 'dist']) rmSync(folder, { recursive: true, force: true });
start('typescript/bin/tsc', '-p', 'tsconfig.build.json');
start(
  '@vercel/ncc/dist/ncc/cli.js',
  'build',
  'lib/main.js',
  '--out',
  'dist',
  '--stats-out',
  'lib/stats.json',
  '--quiet',
);
run(process.execPath, 'scripts/licenses.js', 'lib/stats.json', 'dist/licenses.txt');
