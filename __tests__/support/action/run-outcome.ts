import { titles } from '../../../src/action/tell/report.ts';
import { type ErrorCode, messageOf } from '../../../src/errors.ts';
import { limit } from '../under-load.ts';
import type { ActionRun, startAction } from './run-action.ts';

/** What came of a run: success, the kind of its failure, or what must never come of one. */
export type RunOutcome = 'ok' | ErrorCode | 'FILE_SYSTEM' | 'BUG' | 'CRASH' | 'HANG';

const codes = new Map<string, RunOutcome>([
  ...Object.entries(titles).map(([code, title]) => [title, code as keyof typeof titles] as const),
  ['Internal error', 'BUG'],
]);

/** Milliseconds after which a step hangs: nothing that is tried here takes nearly as long. */
export const patience = 90_000;

/** Waits for the end of a run; one that does not come to it is killed. */
export async function endWell({ child, done }: ReturnType<typeof startAction>): Promise<ActionRun> {
  using time = limit(patience);
  time.signal.addEventListener('abort', () => child.kill('SIGKILL'));
  return await done;
}

/** Reads what came of a run off its exit code and its annotation. */
export function outcomeOf({ code, stdout }: ActionRun): RunOutcome {
  if (code === null) return 'HANG';
  if (code === 0) return 'ok';
  const [, title = ''] = /^::error (?:.*,)?title=oci-artifact%3A ([^:,]+)/m.exec(stdout) ?? [];
  return codes.get(title) ?? 'CRASH';
}

/** MiB that a run may take, whatever it is sent (reliability.md). */
const maxPeak = 300;

/** What a runner would take for a command, and the commands that we give ourselves. */
const ownCommands = /^::(?:add-mask|debug|notice|warning|error|group|endgroup)(?: [^:]*)?::/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** Lists what is wrong with all that a run said, took and left, whatever came of it; `secrets` are looked for. */
export function problemsOf(run: ActionRun, secrets: readonly string[]): string[] {
  const { code, stdout, stderr, summary, outputs, env, path, peak, left } = run;
  const lines = stdout.split('\n');
  const said = lines.filter((line) => !line.startsWith('::add-mask::'));
  const all = [...said, stderr, summary, ...Object.values(outputs)].join('\n');
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ]);
  const errors = lines.filter((line) => line.startsWith('::error')).length;
  const problems = [
    ...forms.filter((form) => all.includes(form)).map((form) => `told the secret ${form}`),
    ...lines
      .filter((line) => line.startsWith('::') && !ownCommands.test(line))
      .map((line) => `gave a command: ${line}`),
    ...lines.filter((line) => /##\[/.test(line)).map((line) => `gave a command: ${line}`),
    // The manifest is put out byte for byte, so that its digest can be computed.
    ...(unprintable.test(all.replace(outputs['manifest'] ?? '', '')) ? ['said something unprintable'] : []),
    ...(stderr === '' ? [] : [`said to stderr: ${stderr}`]),
    ...(errors === (code === 0 ? 0 : 1) ? [] : [`gave ${errors} errors`]),
    ...(peak < maxPeak ? [] : [`took ${peak} MiB`]),
    ...(Object.keys(env).length + path.length === 0 ? [] : ['changed the environment of the job']),
    ...left.map((name) => `left ${name} in the temporary folder of the runner`),
  ];
  return problems;
}

/** Lets a promise end as a list of problems. */
export async function problemOr(work: () => Promise<string[]>): Promise<string[]> {
  return work().catch((error: unknown) => [`the check failed: ${messageOf(error)}`]);
}
