import { setFlagsFromString } from 'node:v8';
import { run } from './action/run.ts';
import { flushLog } from './action/tell/log.ts';
import { OciError } from './errors.ts';

// The parser of HTTP is WebAssembly. V8 compiles it again for speed after two requests, and a process ends only when
// that is done: 30 ms. Enough for a thousand small files before that, and large ones hardly use the parser
// (docs/performance.md).
setFlagsFromString('--wasm-tiering-budget=1000000000');

const controller = new AbortController();
// Windows has no SIGTERM; there the runner sends Ctrl-C, and Ctrl-Break (SIGBREAK) some seconds later.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) {
  process.on(signal, () => controller.abort(new OciError('CANCELLED', `The step was cancelled (${signal})`)));
}
process.on('exit', flushLog);
process.exitCode = await run(process.env, controller.signal);
flushLog();
// A connection that is still being made would keep the process for ten seconds; the runner waits seven and a half.
if (controller.signal.aborted) process.stdout.write('', () => process.exit());
