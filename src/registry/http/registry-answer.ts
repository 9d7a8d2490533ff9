import { cutMiddle, cutText } from '../../cut-text.ts';
import { type ErrorCode, RegistryError, type RegistryErrorEntry } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { describeLogin } from './describe-login.ts';
import { type HttpRequest, type HttpResponse, headerOf, readShort, withoutQuery } from './http.ts';
import { rateLimitOf } from './rate-limit.ts';

const codeOfStatus: Record<number, ErrorCode> = {
  401: 'UNAUTHORIZED',
  403: 'DENIED',
  404: 'NOT_FOUND',
  405: 'UNSUPPORTED',
  409: 'CONFLICT',
  // Harbor answers 412 when a project policy forbids the request (goharbor/harbor#22908).
  412: 'DENIED',
  413: 'TOO_LARGE',
  429: 'RATE_LIMITED',
  501: 'UNSUPPORTED',
};

/** Codes that say more than the status they come with: a registry may answer 400 to all of them. */
const codeOfEntry = new Map<string, ErrorCode>([
  ['MANIFEST_BLOB_UNKNOWN', 'NOT_FOUND'],
  ['DIGEST_INVALID', 'INTEGRITY'],
  ['TOOMANYREQUESTS', 'RATE_LIMITED'],
  ['DENIED', 'DENIED'],
  ['UNAUTHORIZED', 'UNAUTHORIZED'],
  ['UNSUPPORTED', 'UNSUPPORTED'],
]);

/**
 * Tells whether a chunk or a manifest was taken: 201 or 202 by the specification; ECR answers a chunk with
 * 201 (aws/containers-roadmap#2831), and old registries say 200 or 204.
 */
export function isTakenStatus(status: number): boolean {
  return status >= 200 && status <= 204;
}

/** Tells the same of the end of an upload: 202 would say that the blob is not stored yet. */
export function isStoredStatus(status: number): boolean {
  return isTakenStatus(status) && status !== 202;
}

/** More than this of an error body is not read. */
export const maxErrorBytes = 8 * 1024;

/** Turns an answer that is not a success into an error that says what was asked and what the registry said to it. */
export async function refusal(request: HttpRequest, response: HttpResponse, what: string): Promise<RegistryError> {
  const start = request.method === 'HEAD' ? undefined : await readShort(response, maxErrorBytes, 5_000).catch(() => {});
  // A body that breaks off still leaves the status to report.
  const text = start ? start.subarray(0, maxErrorBytes).toString() : '';
  const errors = parseErrors(text);
  const words = errors.map(({ code, message }) => (message ? `${code}: ${message}` : code)).join('; ');
  const wait = cutText(headerOf(response, 'retry-after') ?? '', 40);
  const isPage = words === '' && isHtml(response, text);
  const body = isPage ? 'with an HTML page' : cutText(text.trim().split('\n')[0] ?? '', 200);
  const said = [words || body, wait && `Retry-After: ${wait}`].filter(Boolean).join(', ');
  // The first one that is known, in our order: what says most stands first.
  const limit = rateLimitOf(response, text);
  const found =
    (limit?.isSecondary ? 'RATE_LIMITED' : undefined) ??
    [...codeOfEntry].find(([name]) => errors.some((entry) => entry.code === name))?.[1] ??
    codeOfStatus[response.status] ??
    'REGISTRY';
  const code = found === 'UNAUTHORIZED' ? codeOfUnauthorized(response, words) : found;
  const host = new URL(response.url).host;
  const { login } = response;
  const isLoginRefused = login && (response.status === 401 || response.status === 403);
  const whom = isLoginRefused ? `; it refused ${describeLogin(login)}${response.denials ?? ''}` : '';
  return new RegistryError(code, `${what}: ${host} answered ${response.status}${said ? `, ${said}` : ''}${whom}`, {
    status: response.status,
    request: `${request.method} ${withoutQuery(response.url)}`,
    errors,
    words: words || body,
    wait: limit?.asked,
    login,
    topic: isPage ? 'html-page' : undefined,
  });
}

function parseErrors(text: string): RegistryErrorEntry[] {
  try {
    const body: unknown = JSON.parse(text);
    // zot 2.1 answers a wrong password with one bare error.
    const bare = isRecord(body) && typeof body['code'] === 'string' ? [body] : [];
    const errors = isRecord(body) && Array.isArray(body['errors']) ? (body['errors'] as unknown[]) : bare;
    return errors
      .filter(isRecord)
      .slice(0, 5)
      .map(({ code, message, detail }) => ({
        code: typeof code === 'string' ? cutText(code, 100) : 'UNKNOWN',
        message: [textOf(message, 500), detailOf(detail)].filter(Boolean).join(': '),
      }));
  } catch {
    return [];
  }
}

/**
 * Reads the reason from a detail: GitLab has it there as a text, and zot as `reason` of an object. Other objects say
 * again what was asked. Of a long text the end counts too: distribution 3 says there that its disk is full.
 */
function detailOf(detail: unknown): string {
  const text = isRecord(detail) ? detail['reason'] : detail;
  return typeof text === 'string' ? cutMiddle(text, 200) : '';
}

function textOf(value: unknown, limit: number): string {
  return typeof value === 'string' ? cutText(value, limit) : '';
}

/**
 * Says what 401 means. Harbor answers it to whatever is not allowed or not there, and Gitea to packages of another owner:
 * where its token server took the login, that is no failed login.
 */
function codeOfUnauthorized({ isLoginTaken }: HttpResponse, words: string): ErrorCode {
  if (!isLoginTaken) return 'UNAUTHORIZED';
  return /\bproject \S+ not found\b/.test(words) ? 'NOT_FOUND' : 'DENIED';
}

/**
 * Reports whether a refusal says no more than that it is one. Whatever names a right, a rule or a limit is meant for the
 * user.
 */
export function isBareDenial({ code, errors, words }: RegistryError): boolean {
  if (code !== 'DENIED' && code !== 'UNAUTHORIZED') return false;
  const said = errors.length > 0 ? errors.flatMap((entry) => [entry.code, entry.message || entry.code]) : [words];
  return said.every((text) => /^(?:denied|unauthorized)$/i.test(text));
}

/** Proxies answer for the registry with a page of their own, such as nginx with its 413. */
function isHtml(response: HttpResponse, text: string): boolean {
  return /html/i.test(headerOf(response, 'content-type') ?? '') || /^\s*</.test(text);
}
