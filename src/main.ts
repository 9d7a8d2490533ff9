import { run } from './action/run.ts';
import { OciError } from './errors.ts';

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => controller.abort(new OciError('CANCELLED', `The step was cancelled (${signal})`)));
}
process.exitCode = await run(process.env, controller.signal);
