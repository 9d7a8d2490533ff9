import { signaturePredicate } from '../../trust/formats/statement.ts';
import type { ResultVerification } from '../contract/result.ts';

/** Names who signed: a job by repository, ref and workflow, as the certificate has them; else a name, or the key. */
export function signerOf({
  entry,
  identity,
  repository,
  ref,
}: Pick<ResultVerification, 'entry' | 'identity' | 'repository' | 'ref'>): string {
  if (identity === undefined) return entry;
  if (repository === undefined || ref === undefined) return identity;
  const short = (url: string) => url.replace('https://github.com/', '');
  const [path = ''] = short(identity).split('@');
  const own = `${short(repository)}/.github/workflows/`;
  // That of another repository in full, with the ref that it was called at.
  const workflow = path.startsWith(own) ? path.slice(own.length) : short(identity);
  return `${short(repository)}, ${ref}, ${workflow}`;
}

/** Says of a manifest what an entry of a policy was met by: `is signed by …`, or of an attestation `has TYPE by …`. */
export function verifiedAs(met: ResultVerification): string {
  const { predicateType } = met;
  return predicateType === signaturePredicate
    ? `is signed by ${signerOf(met)}`
    : `has ${predicateType} by ${signerOf(met)}`;
}
