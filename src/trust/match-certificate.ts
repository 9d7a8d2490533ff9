import { cutText } from '../cut-text.ts';
import type { CertifiedSigner } from './policy.ts';
import type { Signer } from './verify-certificate.ts';

/** Who vouches for the jobs of github.com. */
const githubIssuer = 'https://token.actions.githubusercontent.com';

/** The issuers of jobs: of github.com and ghe.com, and of GitHub Enterprise Server. */
const jobIssuer = /^https:\/\/(?:token\.actions\.|[^/]+\/_services\/token$)/;

const host = 'https://github.com/';

/** The refs of pull requests: whoever can open one chooses what runs there. */
const pullRequests = 'refs/pull/';

/** Names the signer when it is not the wanted one; undefined when it is. All that is compared is in the certificate. */
export function otherSigner(found: Signer, wanted: CertifiedSigner): string | undefined {
  const isMet = wanted.kind === 'github' ? isOfRepository(found, wanted) : isOfIdentity(found, wanted);
  return isMet ? undefined : `is by ${describe(found)}`;
}

/** The repository that the job ran for: the name is that of the workflow, which may be another's. */
export function repositoryOf({ extensions }: Signer): string | undefined {
  return extensions[12];
}

/** The ref that the job ran for. */
export function refOf({ extensions }: Signer): string | undefined {
  return extensions[14];
}

function isOfRepository(found: Signer, wanted: Extract<CertifiedSigner, { kind: 'github' }>): boolean {
  const { repository, ref, workflow } = wanted;
  const ownRef = refOf(found);
  return (
    found.issuer === githubIssuer &&
    repositoryOf(found) === `${host}${repository}` &&
    ownRef !== undefined &&
    isRefLike(ref, ownRef) &&
    (workflow === undefined || isWorkflow(found.identity, fullWorkflow(workflow, repository, ownRef)))
  );
}

function isOfIdentity(found: Signer, { issuer, identity }: Extract<CertifiedSigner, { kind: 'identity' }>): boolean {
  if (found.issuer !== issuer) return false;
  // A reusable workflow that a pull request calls has a name without it.
  const isPullRequest = found.identity.includes(`@${pullRequests}`) || refOf(found)?.startsWith(pullRequests);
  if (isPullRequest && !identity.includes(`@${pullRequests}`)) return false;
  if (!jobIssuer.test(issuer) || !identity.includes('@')) return isLike(identity, found.identity);
  // Path and ref one by one, as below.
  const [wanted, own] = [splitName(identity), splitName(found.identity)];
  return isLike(wanted.path, own.path) && isLike(wanted.ref, own.ref);
}

/** Splits `…/NAME@REF` at the first `@`: there is none in a path, and a branch may have some. */
function splitName(name: string): { path: string; ref: string } {
  const [path = '', ...rest] = name.split('@');
  return { path, ref: rest.join('@') };
}

/** `octo-org/hello/.github/workflows/NAME@REF`; a workflow of the same repository runs as it is at the ref of the job. */
function fullWorkflow(workflow: string, repository: string, ref: string): { path: string; ref: string | undefined } {
  const { path, ref: own } = splitName(workflow);
  return { path: path.startsWith('.github/') ? `${repository}/${path}` : path, ref: own || ref };
}

/** Path and ref are compared one by one: a branch may be called `x@refs/tags/v1`, and a `*` of the path would take it. */
function isWorkflow(identity: string, { path, ref }: { path: string; ref: string | undefined }): boolean {
  const own = splitName(identity);
  return ref !== undefined && isLike(`${host}${path}`, own.path) && isRefLike(ref, own.ref);
}

function isRefLike(pattern: string, ref: string): boolean {
  return isLike(pattern, ref) && (!ref.startsWith(pullRequests) || pattern.startsWith(pullRequests));
}

/** Compares letter by letter; `*` stands for any text, also for none, and nothing else has a meaning. */
export function isLike(pattern: string, text: string): boolean {
  const [start = '', ...parts] = pattern.split('*');
  const end = parts.pop();
  if (end === undefined) return pattern === text;
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) return false;
  let rest = text.slice(start.length, text.length - end.length);
  // The first place of each part leaves the most for those that follow.
  for (const part of parts) {
    const at = rest.indexOf(part);
    if (at < 0) return false;
    rest = rest.slice(at + part.length);
  }
  return true;
}

/** Names a signer, with what its name does not say. */
function describe(found: Signer): string {
  const { identity, issuer } = found;
  const [repository, ref] = [repositoryOf(found), refOf(found)];
  const isForeign = repository !== undefined && !identity.startsWith(`${repository}/`);
  const more = [
    ...(issuer === githubIssuer ? [] : [`according to ${issuer}`]),
    ...(isForeign ? [`for ${repository}`] : []),
    ...(ref === undefined || identity.endsWith(`@${ref}`) ? [] : [`at ${ref}`]),
    ...(ref?.startsWith(pullRequests) ? ['a pull request, which only a ref that begins with refs/pull/ accepts'] : []),
  ];
  return cutText([identity, ...more].join(', '), 300, '…');
}
