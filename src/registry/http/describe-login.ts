import { holdsSecret } from '../../cut-text.ts';
import type { ShownLogin } from '../../errors.ts';

/**
 * What secrets look like that some take as the name of a user, such as `TOKEN:x-oauth-basic` in a configuration of
 * Docker. The names that registries give to all, such as `_json_key`, `$oauthtoken` and the UUIDs of Azure, are none.
 */
const tokens: readonly RegExp[] = [
  // GitHub's, GitLab's (personal, deploy, job, runner, trigger, …), Docker Hub's, DigitalOcean's and OpenShift's.
  /(?:^|[^a-z0-9])(?:gh[pousr]_|github_pat_|dckr_[a-z]+_|do[opr]_v1_|sha256~)/i,
  /(?:^|[^a-z0-9])gl(?:pat|dt|cbt|rt|ptt|oas|soat|ft|imt|agent|ffct)-/i,
  // JSON in base64, as tokens with a signature and whole keys have it; tokens of Google, keys and tokens of Artifactory.
  /(?:^|[^a-z0-9])(?:eyJ|ewog|ya29\.|AKCp|cmVmdGtu)/,
  /[0-9a-f]{32}/i,
  // Letters of both kinds and digits, without a break.
  /(?=[A-Za-z]*[0-9])(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{32}/,
];

/** Characters; the longest names known are those of service accounts at Google and robots at Harbor. */
const longestName = 64;

/** Says whose login it is and where it comes from. A name that is a secret, holds one or looks like one is not told. */
export function describeLogin({ username, place }: ShownLogin): string {
  const isHidden =
    username.length > longestName || holdsSecret(username) || tokens.some((token) => token.test(username));
  const who = username === '' ? 'a token' : isHidden ? 'a hidden user' : `user ${JSON.stringify(username)}`;
  return `${who} (from ${place})`;
}
