import { cutText } from '../../cut-text.ts';
import { type ErrorCode, messageOf, OciError, type Position, RegistryError, systemCodeOf } from '../../errors.ts';
import type { ModeName } from '../../modes/contract/inputs.ts';
import { nearest } from '../../nearest.ts';
import { remedyFor } from '../remedies/remedies.ts';
import type { Failure } from '../remedies/remedy.ts';
import { modes } from './modes.ts';

/** What the advice depends on, beside the error. */
export interface Circumstances
  extends Pick<Failure, 'hasGitHubToken' | 'isForkPullRequest' | 'hasProxy' | 'documents'> {
  /** `''` where the step did not get as far as to have one. */
  mode: ModeName | '';
  /** The repository of the input `reference`; the host is `''` for a layout. */
  host: string;
  repository: string;
  /** GitHub's own container registry. */
  githubHost: string;
  tokenKind: Failure['tokenKind'];
}

/**
 * One failure as its annotation shows it: what happened, in the words of the program and the registry, and what to do.
 */
export interface Report {
  title: string;
  message: string;
  remedy: string;
  /** Where in the workspace the mistake is, when it is in a file there. */
  position?: Position;
}

/** Longer annotations are not read, and GitHub cuts them at 4 KiB. */
const maxMessage = 2_000;

/** Names each kind of failure in the title of its annotation. */
export const titles: Record<ErrorCode | 'FILE_SYSTEM', string> = {
  INVALID_INPUT: 'Invalid input',
  UNAUTHORIZED: 'Not logged in',
  DENIED: 'Access denied',
  NOT_FOUND: 'Not found',
  CONFLICT: 'Already exists',
  RATE_LIMITED: 'Rate limit reached',
  UNSUPPORTED: 'Not supported by the registry',
  TOO_LARGE: 'Too large',
  INTEGRITY: 'Content does not match its digest',
  UNTRUSTED: 'Not signed as verify asks',
  SIGNING: 'Not signed',
  ARTIFACT: 'Unusable artifact',
  NETWORK: 'Registry not reached',
  REGISTRY: 'Registry error',
  CANCELLED: 'Cancelled',
  FILE_SYSTEM: 'File system error',
};

/** Names that other names are made to look like. */
const knownHosts = ['ghcr.io', 'docker.io', 'quay.io', 'registry.gitlab.com', 'public.ecr.aws', 'gcr.io'];

/** Describes a failure for the author of the workflow. */
export function describeFailure(error: unknown, circumstances: Circumstances): Report {
  // A registry may have a lot to say; the cause stands at the start.
  const message = cutText(messageOf(error), maxMessage, '…');
  const system = systemCodeOf(error instanceof OciError ? error.cause : error);
  if (!(error instanceof OciError) && system === '') {
    const remedy = 'This is a bug in the action: please report it with the log of a run with debug logging.';
    return { title: 'Internal error', message, remedy };
  }
  const code = error instanceof OciError ? error.code : 'FILE_SYSTEM';
  const failure = factsOf(error, message, system, circumstances);
  const [, advice] = remedyFor(code, failure);
  const title = (code === 'CONFLICT' && conflictOf(failure.topic, circumstances.mode)) || titles[code];
  const position = error instanceof OciError && error.position ? { position: error.position } : {};
  return { title, message, remedy: typeof advice === 'string' ? advice : advice(failure), ...position };
}

/** Names what stands in the way, where that is not the content of a tag. */
function conflictOf(topic: Failure['topic'], mode: ModeName | ''): string | undefined {
  if (topic === 'other-tags') return 'Other tags would go';
  return mode === '' ? undefined : modes[mode].conflict;
}

/** Puts together what the advice may depend on. */
function factsOf(error: unknown, said: string, system: string, circumstances: Circumstances): Failure {
  const { githubHost, ...rest } = circumstances;
  // An error that sums up several has the first one as its cause.
  const refused = [error, Error.isError(error) ? error.cause : undefined].find((one) => one instanceof RegistryError);
  const { status = 0, wait = 0, request = '', words = '', login } = refused ?? {};
  const [, method = '', failed] = /^(\S+) https?:\/\/([^/]+)\/v2\//.exec(request) ?? [];
  // Another place than that of `reference` may have failed: the target of a copy, or a source of a sync.
  const host = nameOf(failed ?? rest.host);
  const similar = nearest(host, knownHosts);
  return {
    ...rest,
    isWriting: rest.mode !== '' && modes[rest.mode].writes,
    said,
    topic: (error instanceof OciError && error.topic) || '',
    answer: `${status} ${words}`,
    status,
    wait,
    isUpload: ['POST', 'PUT', 'PATCH'].includes(method),
    system,
    isInFile: error instanceof OciError && error.position !== undefined,
    host,
    isElsewhere: host !== nameOf(rest.host),
    similarHost: similar === undefined || knownHosts.includes(host) || host === githubHost ? '' : similar,
    isGitHub: host !== '' && host === githubHost,
    login: login?.source ?? '',
    username: login?.username ?? '',
  };
}

/** The name of a registry: Docker Hub has three, of which requests show another one than the inputs. */
function nameOf(host: string): string {
  return /^(?:index|registry-1)\.docker\.io$/.test(host) ? 'docker.io' : host;
}
