import { closeSync, openSync } from 'node:fs';
import { OciError, systemCodeOf } from '../../errors.ts';
import type { Log } from '../../modes/contract/mode.ts';

/** Addresses of the GitHub that runs the workflow. */
const addresses = ['GITHUB_SERVER_URL', 'GITHUB_API_URL'];

/**
 * Refuses an environment in which a step could do its work and then not say so: addresses that are none, and command
 * files that are missing or cannot be written. Fails with INVALID_INPUT, before anything is done.
 *
 * @param files names of the variables with the command files that the step needs
 */
export function checkRunner(environment: NodeJS.ProcessEnv, files: readonly string[], log: Log): void {
  const fail = (what: string, cause?: unknown) => new OciError('INVALID_INPUT', what, { cause, topic: 'runner' });
  for (const name of addresses) {
    const value = environment[name];
    if (value && !/^https?:$/.test(URL.parse(value)?.protocol ?? '')) {
      throw fail(`The variable ${name} is not a URL: ${JSON.stringify(value)}`);
    }
  }
  for (const name of files) {
    const path = environment[name];
    if (!path) {
      // Outside a workflow nobody waits for it: what it would hold is printed.
      if (environment['GITHUB_ACTIONS'] !== 'true') continue;
      throw fail(`The variable ${name} is not set: later steps would see nothing of this one`);
    }
    try {
      closeSync(openSync(path, 'r+'));
    } catch (error) {
      throw fail(`The file of the variable ${name} cannot be written (${systemCodeOf(error)}): ${path}`, error);
    }
  }
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    log.warning(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 is set: the certificates of registries, of chart repositories and of the API ' +
        'for packages are not verified. Those of token servers and of the services for signing are',
    );
  }
}
