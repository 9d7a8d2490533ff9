import type { ResultVerification } from '../contract/result.ts';

/** Names who signed: a job by repository, ref and workflow, as the certificate has them; else a name, or the key. */
export function signerOf({ entry, identity, repository, ref }: ResultVerification): string {
  if (identity === undefined) return entry;
  if (repository === undefined || ref === undefined) return identity;
  const short = (url: string) => url.replace('https://github.com/', '');
  const [path = ''] = short(identity).split('@');
  const own = `${short(repository)}/.github/workflows/`;
  // That of another repository in full, with the ref that it was called at.
  const workflow = path.startsWith(own) ? path.slice(own.length) : short(identity);
  return `${short(repository)}, ${ref}, ${workflow}`;
}
