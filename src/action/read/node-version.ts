import { writeSync } from 'node:fs';
import { types } from 'node:util';

// To be imported before all else: on an older Node, a step would end with a stack trace, or in the middle.

/** The oldest Node that has all we need but for the two functions below. */
const oldest = 22;

const { version, execPath } = process;
if (Number.parseInt(version.slice(1), 10) < oldest) {
  writeSync(
    1,
    `::error title=oci-artifact%3A Node is too old::This action needs Node 24, and ${version} runs it (${execPath}).%0A` +
      "act, and the runners of Gitea and Forgejo, take Node from the job's image: choose one with Node 24. " +
      "GitHub's runner brings it from version 2.327.1 on, but not for 32-bit ARM.\n",
  );
  process.exit(1);
}

Error.isError ??= (value): value is Error => types.isNativeError(value);
RegExp.escape ??= (text) => text.replace(/\W/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
