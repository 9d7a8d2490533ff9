import './action/read/node-version.ts';
import { run } from './action/run.ts';
import { flushLog } from './action/tell/log.ts';
import { OciError } from './errors.ts';
import { setV8Flags } from './v8-flags.ts';

setV8Flags();

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
