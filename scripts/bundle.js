// Builds dist/ from src/: tsc to lib/, ncc to dist/, and the licence texts of all that is in it. Types are another check's.
// Usage: node scripts/bundle.js [FOLDER]; without it, to dist/
// ncc does not empty its output folder, and it cannot read TypeScript 7 itself.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const run = (command, ...parameters) => execFileSync(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] });
const start = (module, ...parameters) => run(process.execPath, `node_modules/${module}`, ...parameters);

const dist = process.argv[2] ?? 'dist';
for (const folder of ['lib', dist]) rmSync(folder, { recursive: true, force: true });
start('typescript/bin/tsc', '-p', 'tsconfig.build.json');
leaveOutUnused();
start('@vercel/ncc/dist/ncc/cli.js', 'build', 'lib/main.js', '--out', dist, '--stats-out', 'lib/stats.json', '--quiet');
run(process.execPath, 'scripts/name-chunks.js', dist, 'lib/stats.json');
run(process.execPath, 'scripts/licenses.js', 'lib/stats.json', `${dist}/licenses.txt`);

// What is loaded before the first request costs more than a small push. ncc prefers what it finds in lib/node_modules/,
// so some packages stand there with less in them: two of them took half of each run's start-up (docs/performance.md).
function leaveOutUnused() {
  const copy = (name) => {
    cpSync(`node_modules/${name}`, `lib/node_modules/${name}`, { recursive: true });
    return `lib/node_modules/${name}`;
  };
  // The bundler leaves out unused parts of packages that say of themselves that loading them does nothing else. The
  // toolkit does not say it, though it is so; with it came an HTTP client, and by that all of undici.
  const manifest = `${copy('@actions/core')}/package.json`;
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), sideEffects: false }));
  // HTTP/2 and a second parser: neither we nor GitHub's client ask for them.
  const unused = ['dispatcher/client-h2', 'milo/simd', 'milo/no-simd'];
  // Forms and Blobs: we ask for none of them (src/registry/http/undici.ts).
  const undici = copy('undici');
  leaveOut(undici, [...unused, 'web/fetch/body', 'web/fetch/formdata', 'web/webidl/index']);
  // GitHub's packages have the whole of undici, for a client that is not asked: its API is asked by our own
  // (src/action/open/packages.ts), and of the tool cache we take what is on the disk.
  for (const name of ['@actions/github', '@actions/http-client', '@actions/tool-cache']) copy(name);
  const whole = 'lib/node_modules/@actions/node_modules/undici';
  mkdirSync(whole, { recursive: true });
  cpSync('node_modules/undici/package.json', `${whole}/package.json`);
  const stub =
    "exports.ProxyAgent = class {};\nexports.fetch = () => { throw new Error('undici is left out of this bundle'); };\n";
  writeFileSync(`${whole}/index.js`, stub);
  // Node's own client and server, for one limit and one class of streams, which we send none of.
  for (const name of ['core/util', 'dispatcher/client']) {
    const file = `${undici}/lib/${name}.js`;
    const text = readFileSync(file, 'utf8');
    const parts = text.split("require('node:http')");
    if (parts.length !== 2) throw new Error(`undici/lib/${name} takes something else of node:http: look what it needs`);
    writeFileSync(file, parts.join('{ maxHeaderSize: 16384, IncomingMessage: undefined }'));
  }
  // `debug` writes to the log of a step where its environment says so, and brings what it finds of other packages.
  const tuf = copy('tuf-js');
  for (const name of ['updater', 'fetcher']) {
    const file = `${tuf}/dist/${name}.js`;
    const parts = readFileSync(file, 'utf8').split('__importDefault(require("debug"))');
    if (parts.length !== 2) throw new Error(`tuf-js/dist/${name} does not take debug as it did: look at it again`);
    writeFileSync(file, parts.join('{ default: () => () => {} }'));
  }
}

/** Puts functions that fail in the place of modules of undici. */
function leaveOut(undici, names) {
  for (const name of names) {
    const file = `${undici}/lib/${name}.js`;
    // Under another name it would come in again, unseen.
    if (!existsSync(file)) throw new Error(`undici has no ${name}.js any more: what is in its place?`);
    writeFileSync(
      file,
      `module.exports = () => { throw new Error('undici/lib/${name} is left out of this bundle') }\n`,
    );
  }
}
