import { cutText } from '../cut-text.ts';
import type { CertifiedSigner } from './policy.ts';
import type { Named } from './verify-certificate.ts';

const githubIssuer = 'https://token.actions.githubusercontent.com';

const host = 'https://github.com/';

/** The refs of pull requests and of GitLab's merge requests: anybody who can open one chooses what runs there. */
const changeRequests = ['refs/pull/', 'refs/merge-requests/'];

/** Names the signer when it is not the wanted one; undefined when it is. All that is compared is in the certificate. */
export function otherSigner(found: Named, wanted: CertifiedSigner): string | undefined {
  const isMet = wanted.kind === 'github' ? isOfRepository(found, wanted) : isOfIdentity(found, wanted);
  return isMet ? undefined : `is by ${describe(found)}`;
}

/** The repository that the job ran for: the name is that of the workflow, which may be another's. */
export function repositoryOf({ extensions }: Named): string | undefined {
  return extensions[12];
}

export function refOf({ extensions }: Named): string | undefined {
  return extensions[14];
}

function isOfRepository(found: Named, wanted: Extract<CertifiedSigner, { kind: 'github' }>): boolean {
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

function isOfIdentity(found: Named, { issuer, identity }: Extract<CertifiedSigner, { kind: 'identity' }>): boolean {
  if (found.issuer !== issuer) return false;
  const [wanted, own] = [splitName(identity), splitName(found.identity)];
  // Without a ref, only a pattern that is open at its end leaves the ref open.
  const ref = wanted.ref ?? (wanted.path.endsWith('*') ? '*' : undefined);
  const jobRef = refOf(found);
  // A reusable workflow that a pull request calls has a name without it.
  if (jobRef !== undefined && kindOfChange(jobRef) !== undefined && !isRefLike(ref ?? '', jobRef)) return false;
  if (own.ref === undefined || ref === undefined) return isLike(identity, found.identity) && own.ref === wanted.ref;
  if (!isLike(wanted.path, own.path) || !isRefLike(ref, own.ref)) return false;
  // GitLab names a merge request in the name only; beside it stands the branch that it would merge.
  return !isOfGitlab(own.path) || kindOfChange(own.ref) !== undefined || isRefLike(ref, jobRef ?? '');
}

/** GitLab sets the file apart from the project by `//`: `https://gitlab.com/group/project//.gitlab-ci.yml`. */
function isOfGitlab(path: string): boolean {
  return path.replace(/^https?:\/\//, '').includes('//');
}

/** Splits `…/NAME@REF`, or an e-mail address, at the first `@`: there is none in a path, and a branch may have some. */
function splitName(name: string): { path: string; ref: string | undefined } {
  const [path = '', ...rest] = name.split('@');
  return { path, ref: rest.length === 0 ? undefined : rest.join('@') };
}

/** `octo-org/hello/.github/workflows/NAME@REF`; a workflow of the same repository runs as it is at the ref of the job. */
function fullWorkflow(workflow: string, repository: string, ref: string): { path: string; ref: string | undefined } {
  const { path, ref: own } = splitName(workflow);
  return { path: path.startsWith('.github/') ? `${repository}/${path}` : path, ref: own || ref };
}

/** Path and ref are compared one by one: a branch may be called `x@refs/tags/v1`, and a `*` of the path would take it. */
function isWorkflow(identity: string, { path, ref }: { path: string; ref: string | undefined }): boolean {
  const own = splitName(identity);
  return ref !== undefined && isLike(`${host}${path}`, own.path) && isRefLike(ref, own.ref ?? '');
}

/** Compares a ref with a pattern; pull and merge requests have to be written out in it. */
function isRefLike(pattern: string, ref: string): boolean {
  return isLike(pattern, ref) && pattern.startsWith(kindOfChange(ref) ?? '');
}

function kindOfChange(ref: string): string | undefined {
  return changeRequests.find((kind) => ref.startsWith(kind));
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

function describe(found: Named): string {
  const { identity, issuer } = found;
  const [repository, ref] = [repositoryOf(found), refOf(found)];
  const change = kindOfChange(ref ?? '') ?? kindOfChange(splitName(identity).ref ?? '');
  const isForeign = repository !== undefined && !identity.startsWith(`${repository}/`);
  const more = [
    ...(issuer === githubIssuer ? [] : [`according to ${issuer}`]),
    ...(isForeign ? [`for ${repository}`] : []),
    ...(ref === undefined || identity.endsWith(`@${ref}`) ? [] : [`at ${ref}`]),
    ...(change === undefined ? [] : [`a pull or merge request, which only a ref that begins with ${change} accepts`]),
  ];
  return cutText([identity, ...more].join(', '), 300, '…');
}
