import type { ModeName } from '../../../modes/contract/inputs.ts';
import type { RelatedManifest } from '../../../modes/contract/result.ts';
import type { Facts, Told } from '../../../modes/contract/told.ts';
import { signerOf } from '../../../modes/tell/signer-of.ts';
import { emptyJson } from '../../../oci/descriptor.ts';
import { chartConfigType, defaultArtifactType, fluxConfigType, imageConfigTypes } from '../../../oci/media-types.ts';
import { signaturePredicate } from '../../../trust/formats/statement.ts';
import { code, link, short } from '../markdown.ts';
import { modes } from '../modes.ts';
import { relatedWords } from './related-words.ts';

type Row = [name: string, value: string | undefined];

const maxLinks = 10;

/** Types that say nothing which the rest of a summary does not: none, and those of charts and images. */
const usualTypes = [defaultArtifactType, emptyJson.mediaType, chartConfigType, fluxConfigType, ...imageConfigTypes];

/** What is known in a few words, by name. */
export function factsOf(
  mode: ModeName,
  { about, verified = [], signatures, attestations }: Omit<Told, 'isDryRun'>,
  { tagLine, related }: { tagLine: string | undefined; related: readonly RelatedManifest[] },
): [name: string, value: string][] {
  const { version, tags = [], artifactType, path, source } = about;
  const isUsual = !modes[mode].describes && usualTypes.includes(artifactType ?? '');
  const subject = related.find(({ relation }) => relation === 'subject');
  const rows: Row[] = [
    // A chart has its version as a tag.
    ['Version', version && !tags.includes(version) ? code(version) : undefined],
    // The title of what has a subject names its type.
    ['Type', artifactType && !(modes[mode].takesFiles && subject) && !isUsual ? code(artifactType) : undefined],
    ['Subject', subject && short(subject.digest)],
    ['Into', path && code(path)],
    ...(source === undefined ? [] : copyRows(source, about, tagLine)),
    ['With', relatedWords(related)],
    [source ? 'Source verified' : 'Verified', verifiedBy(verified)],
    ['Signed', signedBy(signatures)],
    ['Attested', attestedAs(signatures, attestations)],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

/** Where a copy comes from and goes to, and that it is the same; several targets have a table of their own. */
function copyRows(from: string, { repository = '', digest, fate }: Facts, tagLine: string | undefined): Row[] {
  const [name = '', sourceDigest] = from.split(/@(?=sha\d+:)/);
  const isSame = sourceDigest === digest;
  return [
    ['From', code(name)],
    ['To', tagLine === undefined ? undefined : [code(repository), tagLine].filter(Boolean).join(' · ')],
    [
      'Digest',
      digest && fate !== 'kept'
        ? `${short(digest)} ${isSame ? 'the same on both sides' : `here, ${short(sourceDigest ?? '')} at the source`}`
        : undefined,
    ],
  ];
}

/** Tells who signed, each once, and of attestations also their type. */
function verifiedBy(verified: NonNullable<Told['verified']>): string | undefined {
  const lines = verified.map((each) => {
    const type = isSignature(each) ? '' : `${code(each.predicateType)}, `;
    const run = each.run === undefined ? '' : link('run', each.run);
    return `${type}signed by ${code(signerOf(each))}${run.startsWith('[') ? ` (${run})` : ''}`;
  });
  return lines.length > 0 ? [...new Set(lines)].join('<br>') : undefined;
}

/** Tells who signed, now or before. */
function signedBy(signatures: Told['signatures'] = []): string | undefined {
  const [first] = signatures.filter(isSignature);
  if (!first) return undefined;
  return first.key === undefined ? `by ${code(first.identity ?? '')}` : `with the key ${short(first.key)}`;
}

/** Tells of which types the attestations are, and where GitHub shows them. */
function attestedAs(signatures: Told['signatures'] = [], urls: readonly string[] = []): string | undefined {
  const types = new Set(
    signatures.filter((each) => !isSignature(each)).map(({ predicateType }) => code(predicateType)),
  );
  if (types.size === 0) return undefined;
  const links = urls.slice(0, maxLinks).map((url) => link('shown by GitHub', url));
  return [[...types].join(', '), ...links].join('<br>');
}

function isSignature({ predicateType }: { predicateType: string }): boolean {
  return predicateType === signaturePredicate;
}
