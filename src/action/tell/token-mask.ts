import { OciError } from '../../errors.ts';
import { hide } from './mask.ts';

/** Real tokens are JWTs, or have 36 characters and more: what is shorter may be a word that the log needs. */
const leastLength = 16;

/**
 * With these, the runner hides pieces of a secret too: what is within quotes, before an `&`, and behind it
 * (https://github.com/actions/runner/blob/main/src/Sdk/DTLogging/Logging/ValueEncoders.cs). No token has them (RFC
 * 6750, 2.1).
 */
const dividing = /["&]/;

/** As many hex digits as the longest digest has: a mask of them could hide a digest or a commit that a step shows. */
const digestLike = /^[\da-f]{1,128}$/i;

/** Of what is in the environment, only these are secret; the rest of the inputs is what a step shows. */
const secretInputs = [
  'INPUT_PASSWORD',
  'INPUT_GITHUB-TOKEN',
  'INPUT_REGISTRY-AUTH',
  'INPUT_SIGN-KEY',
  'INPUT_SIGN-KEY-PASSWORD',
];

const given = new Set<string>();

/**
 * Hides a token that a server gave. The runner also drops outputs of a job that have a hidden text in them, and with
 * them a pin, so a token that is a piece of what a step shows is not a token: it fails with REGISTRY. A token of hex digits
 * is used, but not hidden.
 */
export function maskToken(token: string, host: string, environment: NodeJS.ProcessEnv): void {
  const problem = problemOf(token, environment);
  if (problem) {
    throw new OciError(
      'REGISTRY',
      `The token server of ${host} gave ${problem}. It was refused: the runner would mask it wherever it appears`,
    );
  }
  if (digestLike.test(token)) return;
  for (const form of [token, ...base64Forms(token)]) given.add(form);
  hide(token);
}

/** Fails with REGISTRY when a text has a token in it that a server gave: the runner would drop the output. */
export function checkForTokens(name: string, text: string): void {
  if ([...given].some((token) => text.includes(token))) {
    throw new OciError(
      'REGISTRY',
      `The output ${name} contains a token from a token server: the runner would drop it, so no output is set`,
    );
  }
}

function problemOf(token: string, environment: NodeJS.ProcessEnv): string | undefined {
  if (token.length < leastLength) return `a token of ${token.length} characters`;
  if (dividing.test(token)) return 'a token with " or &, which no token contains';
  if (/^sha\d+[:-][\da-f]+$/i.test(token)) return 'a token that is a digest';
  if (digestLike.test(token)) return undefined;
  return isShown(token, environment) ? 'a token that is a part of the inputs' : undefined;
}

/**
 * The forms of base64 in which the runner hides a secret, wherever in a longer text it stands; a digest could be one of
 * them.
 */
function base64Forms(token: string): string[] {
  const rests = [0, 1, 2].map((skipped) => Buffer.from(token.slice(skipped)));
  return rests.flatMap((rest) => [rest.toString('base64').replace(/=+$/, ''), rest.toString('base64url')]);
}

/** Tells whether a text is a part of what everybody may see of a step: its inputs, and what GitHub tells of the job. */
export function isShown(text: string, environment: NodeJS.ProcessEnv): boolean {
  return Object.entries(environment).some(
    ([name, value]) =>
      /^(?:INPUT|GITHUB)_/.test(name) &&
      !secretInputs.includes(name) &&
      name !== 'GITHUB_TOKEN' &&
      value?.includes(text),
  );
}
