/** What went wrong, in one word: a closed set, so that advice and tests can be tables over it. */
export type ErrorCode =
  | 'INVALID_INPUT'
  | 'UNAUTHORIZED'
  | 'DENIED'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'UNSUPPORTED'
  | 'TOO_LARGE'
  | 'INTEGRITY'
  | 'UNTRUSTED'
  | 'SIGNING'
  | 'ARTIFACT'
  | 'NETWORK'
  | 'REGISTRY'
  | 'CANCELLED';

/** A place in a file of the workspace; the path is relative to it, and lines count from 1. */
export interface Position {
  file: string;
  line?: number;
}

/** What a failure is about, where the code alone does not tell which advice helps. */
export const topics = [
  'attestation',
  'broken-connection',
  'broken-link',
  'certificate-refused',
  'changed-file',
  'chart-clash',
  'chart-dependency',
  'chart-dependency-range',
  'chart-release',
  'checkout',
  'combined-inputs',
  'credentials-file',
  'deletes-off',
  'empty-digest',
  'empty-directory',
  'empty-policy',
  'empty-tag',
  'expect-digest',
  'file-in-use',
  'flux-source',
  'foreign-expect-digest',
  'foreign-input',
  'git-repository',
  'html-page',
  'id-token',
  'log-refused',
  'log-size',
  'lost-manifest',
  'media-type',
  'missing-chart-yaml',
  'missing-content',
  'missing-file',
  'missing-package',
  'missing-platform',
  'missing-program',
  'missing-reference',
  'missing-secret',
  'missing-selection',
  'missing-version',
  'no-match',
  'no-writes',
  'other-predicate',
  'other-tags',
  'outside-link',
  'outside-root',
  'path-clash',
  'pinned-digest',
  'policy',
  'provenance',
  'public-key',
  'public-services',
  'pull-path',
  'pre-release',
  'referenced-manifest',
  'referrers-list',
  'refused-entry',
  'registry-auth',
  'retired-format',
  'runner',
  'sign-key',
  'sign-key-password',
  'sha512',
  'signing-config',
  'signing-service',
  'symbolic-link',
  'system-file',
  'tag-form',
  'tag-list',
  'trust-root',
  'unknown-input',
  'unsigned',
  'untagged-reference',
] as const;
export type Topic = (typeof topics)[number];

/** What an error may say beside its code and message. */
export interface ErrorFacts extends ErrorOptions {
  /** Where in the workspace the mistake is, when it is in a file there. */
  position?: Position | undefined;
  topic?: Topic | undefined;
}

/** States what happened to what. Advice to the workflow author is added in `action/report.ts`, nowhere below. */
export class OciError extends Error {
  override readonly name: string = 'OciError';
  readonly code: ErrorCode;
  readonly position?: Position;
  /** Without one of its own, that of its cause: who tells a failure in other words need not know what it is about. */
  readonly topic?: Topic;

  constructor(code: ErrorCode, message: string, { cause, position, topic }: ErrorFacts = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    if (position) this.position = position;
    const inherited = topic ?? (cause instanceof OciError ? cause.topic : undefined);
    if (inherited) this.topic = inherited;
  }
}

/** One entry of the `errors` list in a registry's answer (distribution-spec, section "Error Codes"). */
export interface RegistryErrorEntry {
  code: string;
  /** Its message, and its detail where that is a text. */
  message: string;
}

/** Where credentials can come from: inputs of the step, the configuration of Docker or podman, or a sync file. */
export type LoginSource = 'inputs' | 'registry-auth' | 'configuration' | 'github-token' | 'sync-file';

/** The login that a registry was shown. */
export interface ShownLogin {
  source: LoginSource;
  /** Where it came from, for messages, such as `~/.docker/config.json`. */
  place: string;
  /** `''` for a token. */
  username: string;
}

/** A request that a registry refused. `request` is method and URL without the query: a query may hold a signature. */
export class RegistryError extends OciError {
  override readonly name = 'RegistryError';
  readonly status: number;
  readonly request: string;
  readonly errors: readonly RegistryErrorEntry[];
  /** What it said: its errors, or the beginning of a text. */
  readonly words: string;
  /** Milliseconds that the registry asks to wait before another attempt; 0 when it does not. */
  readonly wait: number;
  /** Absent where none was found, or none was asked for. */
  readonly login?: ShownLogin;

  constructor(
    code: ErrorCode,
    message: string,
    facts: ErrorFacts & {
      status: number;
      request: string;
      errors?: readonly RegistryErrorEntry[];
      words?: string;
      wait?: number | undefined;
      login?: ShownLogin | undefined;
    },
  ) {
    super(code, message, facts);
    this.status = facts.status;
    this.request = facts.request;
    this.errors = facts.errors ?? [];
    this.words = facts.words ?? (facts.cause instanceof RegistryError ? facts.cause.words : '');
    this.wait = facts.wait ?? 0;
    if (facts.login) this.login = facts.login;
  }
}

/** Makes the error for an input with a value that is of no use. */
export function invalid(input: string, value: string, what: string, facts?: ErrorFacts): OciError {
  return new OciError('INVALID_INPUT', `The input ${input} ${JSON.stringify(value)} ${what}`, facts);
}

/** Makes the error for content that is not what it should be; `subject` names it. */
export function malformed(subject: string, what: string, facts?: ErrorFacts): OciError {
  return new OciError('ARTIFACT', `${subject} ${what}`, facts);
}

/** Tells whether an error is ours and has one of these codes. */
export function hasCode(error: unknown, ...codes: ErrorCode[]): error is OciError {
  return error instanceof OciError && codes.includes(error.code);
}

/** Waits for something that need not be there: undefined when it fails with NOT_FOUND, or another of these codes. */
export async function orAbsent<T>(asked: Promise<T>, ...codes: ErrorCode[]): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND', ...codes)) return undefined;
    throw error;
  }
}

/**
 * Waits for work on something that may be gone: undefined when it fails with NOT_FOUND, and a look at that thing does
 * too: something else may be missing. After an abort, the error may be that of other work, and counts as it is.
 */
export async function orGone<T>(
  work: Promise<T>,
  look: () => Promise<unknown>,
  signal: AbortSignal | undefined,
): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (signal?.aborted || !hasCode(error, 'NOT_FOUND') || (await orAbsent(look()))) throw error;
    return undefined;
  }
}

/** The codes of content that exists but cannot be read: it is not what it should be, or is too much. */
export const unreadable: readonly ErrorCode[] = ['ARTIFACT', 'INTEGRITY', 'TOO_LARGE'];

/**
 * Reports whether a failure concerns one piece of content, which anybody may have planted beside others: it is gone or
 * unreadable, or the registry refuses the request for it. Failures of network, login and registry are not.
 */
export function isOfContent(error: unknown): boolean {
  if (hasCode(error, 'NOT_FOUND', ...unreadable)) return true;
  const { status } = error instanceof RegistryError ? error : { status: 0 };
  return hasCode(error, 'REGISTRY', 'UNSUPPORTED', 'CONFLICT') && status >= 400 && status < 500 && status !== 408;
}

/** Reads the words of anything that was thrown, without the stack. */
export function messageOf(error: unknown): string {
  return Error.isError(error) ? error.message || error.name : String(error);
}

/** Reads the `code` of a system error (`ENOENT`, `ECONNREFUSED`, …), `''` when there is none. */
export function systemCodeOf(error: unknown): string {
  const code = Error.isError(error) ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : '';
}

/**
 * Tells whether a connection failed for a reason that does not pass by itself: a wrong certificate, a name that nobody
 * knows, or no TLS where it is asked for.
 */
export function isLasting({ cause }: OciError): boolean {
  const code = systemCodeOf(cause);
  return lastingCode.test(code) || lastingKind.test(code);
}

const lastingCode = /^(?:ENOTFOUND|EPROTO|HPE_INVALID_CONSTANT|UND_ERR_INVALID_ARG|HOSTNAME_MISMATCH)$/;
/** A wrong certificate, or no TLS. */
const lastingKind = /^(?:ERR_SSL|ERR_OSSL|ERR_TLS|CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_/;
