import { cutText } from '../cut-text.ts';
import type { CertifiedSigner } from './policy.ts';
import type { Signer } from './verify-certificate.ts';

/** Who vouches for the jobs of github.com. */
const githubIssuer = 'https://token.actions.githubusercontent.com';

const host = 'https://github.com/';

/** The refs of pull requests: whoever can open one chooses what runs there. */
const pullRequests = 'refs/pull/';

/**
 * Says by whom a signature is that is not by the one who is asked for; undefined when it is. All of what is compared
 * stands in the certificate.
 */
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

function isOfIdentity(found: Signer, wanted: Extract<CertifiedSigner, { kind: 'identity' }>): boolean {
  if (found.issuer !== wanted.issuer || !isLike(wanted.identity, found.identity)) return false;
  return !found.identity.includes(`@${pullRequests}`) || wanted.identity.includes(`@${pullRequests}`);
}

/** `OWNER/REPOSITORY/.github/workflows/NAME@REF`; a workflow of the same repository runs as it is at the ref of the job. */
function fullWorkflow(workflow: string, repository: string, ref: string): { path: string; ref: string | undefined } {
  const [path = '', ...rest] = workflow.split('@');
  const own = path.startsWith('.github/') ? `${repository}/${path}` : path;
  return { path: own, ref: rest.length > 0 ? rest.join('@') : ref };
}

/** Path and ref are compared one by one: a branch may be called `x@refs/tags/v1`, and a `*` of the path would take it. */
function isWorkflow(identity: string, { path, ref }: { path: string; ref: string | undefined }): boolean {
  const [own = '', ...rest] = identity.split('@');
  return ref !== undefined && isLike(`${host}${path}`, own) && isRefLike(ref, rest.join('@'));
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
    ...(issuer === githubIssuer ? [] : [`by the word of ${issuer}`]),
    ...(isForeign ? [`for ${repository}`] : []),
    ...(ref === undefined || identity.endsWith(`@${ref}`) ? [] : [`at ${ref}`]),
  ];
  return cutText([identity, ...more].join(', '), 300, '…');
}
