// Runs steps of the bundle in one process of Node, one after the other: under QEMU and Wine, most of a step is the start of
// Node, and code that runs for the first time. Each step has instances of the bundle's modules for itself, and what it has
// changed of the process is put back before the next one. JavaScript, since to strip types takes time there.
// Usage: node step-process.js PORT MAIN; the steps come as lines of JSON from that port, and what came of them goes back.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { constants, Script } from 'node:vm';

const [port, main] = process.argv.slice(2);
const firstEnv = { ...process.env };
const firstGlobals = new Set(Reflect.ownKeys(globalThis));
/**
 * The bundle as a function, so that it is compiled once and can be evaluated for each step: its module becomes a script,
 * since a module can be evaluated once only. The other files of the bundle hold functions, of which it makes modules.
 */
const url = pathToFileURL(main).href;
const body = readFileSync(main, 'utf8')
  .replace(/^import \{ createRequire as (\w+) \} from "module";/, 'const $1 = createRequire;')
  .replaceAll('import.meta.url', JSON.stringify(url));
const evaluateBundle = new Script(`'use strict'; (async (createRequire) => {${body}\n})`, {
  filename: url,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});

/** Takes the place of stdout or stderr, and gives what was written there. */
function catchOutput(name) {
  let text = '';
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _, done) => {
      text += chunk;
      done();
    },
  });
  Object.defineProperty(process, name, { value: stream, configurable: true });
  return () => text;
}

/** Listens no more to what a step has listened to. */
function forgetListeners(before) {
  for (const name of process.eventNames()) {
    for (const listener of process.rawListeners(name)) {
      if (!before.get(name)?.includes(listener)) process.off(name, listener);
    }
  }
}

/** The most KiB that this process has taken so far; 0 where the system does not tell. */
function peak() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return 0;
  }
}

async function runStep({ cwd, env }) {
  const listeners = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));
  const [stdout, stderr] = ['stdout', 'stderr'].map(catchOutput);
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, firstEnv, env);
  process.exitCode = undefined;
  await evaluateBundle.runInThisContext()(createRequire);
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  forgetListeners(listeners);
  // Such as undici's dispatcher, by which all of its copies in a process find it; that one cannot be deleted.
  for (const name of Reflect.ownKeys(globalThis)) if (!firstGlobals.has(name)) globalThis[name] = undefined;
  // The default of the flag that a step sets (src/v8-flags.ts).
  setFlagsFromString('--wasm-tiering-budget=13000000');
  return { code, stdout: stdout(), stderr: stderr(), peak: peak() };
}

const socket = connect(Number(port), '127.0.0.1');
await once(socket, 'connect');
// Whatever a step still does or waits for.
socket.on('close', () => process.exit());
for await (const line of createInterface({ input: socket })) {
  socket.write(`${JSON.stringify(await runStep(JSON.parse(line)))}\n`);
}
