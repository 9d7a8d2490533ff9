import type { Log } from '../../modes/contract/mode.ts';
import { isChanged, type Told } from '../../modes/contract/told.ts';
import { packagePage } from '../read/package-page.ts';
import { isPublicRepository } from '../read/workflow.ts';

const host = 'ghcr.io';

/** Nobody waits long for a notice: milliseconds for all of the question. */
const patience = 10_000;

/** Asks for the status of an answer; fails where there is none. */
type AskStatus = (
  url: string,
  options: { what: string; accept: string; patience: number },
) => Promise<{ status: number }>;

/**
 * Says so where a workflow of a public repository has written to a package that is not public: all are private at first,
 * and whoever cannot pull it learns no reason. The token server tells, which gives a token for a public package to anybody
 * and answers 401 otherwise (openai/tunnel-client#75): one request, without credentials. No answer, and any other, is
 * nobody's concern: the step has done its work.
 */
export async function tellIfPrivate(
  told: Pick<Told, 'about' | 'things'>,
  environment: NodeJS.ProcessEnv,
  ask: AskStatus,
  log: Pick<Log, 'notice'>,
): Promise<void> {
  const repository = writtenTo(told);
  const pages = repository === undefined ? undefined : packagePage(repository, environment);
  if (repository === undefined || pages === undefined || !isPublicRepository(environment)) return;
  const scope = `repository:${repository.slice(host.length + 1)}:pull`;
  const url = `https://${host}/token?${new URLSearchParams({ service: host, scope })}`;
  const status = await ask(url, { what: host, accept: 'application/json', patience }).then(
    (answer) => answer.status,
    () => undefined,
  );
  if (status !== 401 && status !== 403) return;
  const where = pages.settings ?? `${pages.page}, "Package settings"`;
  log.notice(
    `The package ${repository} is not public, though this repository is: nobody can pull it without a login. To change that, use "Change visibility" at ${where}`,
  );
}

/** The first repository of GitHub's container registry to which something was written, `ghcr.io/owner/name`. */
function writtenTo({ about, things }: Parameters<typeof tellIfPrivate>[0]): string | undefined {
  const written = (things ?? [about]).filter(isChanged);
  const found = written.find(({ reference }) => reference?.startsWith(`${host}/`));
  return found?.reference?.replace(/@.*/, '');
}
