import { inWaves } from '../concurrently.ts';
import { formatBytes } from '../format-bytes.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { artifactTypeOf } from '../oci/manifest.ts';
import { formatRepository } from '../oci/reference.ts';
import { listAttached, listsAtOnce, readDigestTags } from '../store/attached.ts';
import type { Source } from '../store/store.ts';
import { typed } from '../store/typed.ts';
import { limited } from '../store/wrapped/limited.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Mode } from './contract/mode.ts';
import type { ResultReferrer } from './contract/result.ts';
import { tell } from './contract/told.ts';
import { checkExpected, findChosen } from './find/find-manifest.ts';
import { findVerified } from './find/find-top.ts';
import type { Verify } from './find/verification.ts';
import { kindOf } from './tell/kind-of.ts';

/** Real trees have two levels: an SBOM, and the signature of the SBOM. */
const maxDepth = 8;

/** Each costs a request: more would keep a registry busy for minutes. */
const maxReferrers = 1_000;

/** Finds what belongs to a manifest by its subject or, as with cosign, by its tag, and what belongs to that in turn. */
export async function discover(
  { reference, sought, platforms: [platform], artifactType: wanted, concurrency }: InputsOf<'discover'>,
  { open, told, log, signal }: Mode,
  { verify }: { verify: Verify | undefined },
): Promise<void> {
  const repository = formatRepository(reference);
  const { about } = told;
  tell(about, { repository, tags: reference.tags, fate: 'not reached' });
  const source = open.source(reference);
  const purpose = 'discover the referrers of';
  const found = await findVerified(source, sought, { purpose, verify }, { told, log, signal });
  if (!found) return;
  const { top } = found;
  const chosen = await findChosen(source, top, { reference, platform }, { log, signal });
  const { digest, mediaType } = chosen.descriptor;
  checkExpected(sought.expectDigest, reference, top.descriptor.digest, digest);
  told.exists = true;
  tell(about, { fate: 'found', digest, reference: `${repository}@${digest}`, mediaType });
  tell(about, { artifactType: artifactTypeOf(chosen.parsed()) ?? '' });
  const how = { artifactType: wanted, concurrency, repository };
  const { tree, total, isCut } = await treeOf(source, chosen.descriptor, how, signal);
  tell(about, { referrers: tree, details: { total } });
  await log.group(`Referrers of ${repository}@${digest}`, async () => {
    for (const line of drawTree(tree)) log.info(line);
  });
  if (isCut)
    log.warning(`There are more than ${maxReferrers} referrers or ${maxDepth} levels of them: the rest is left out`);
}

/** Reads the tree level by level; only what is of the type asked for is taken on each, as with `oras discover`. */
async function treeOf(
  source: Source,
  root: Descriptor,
  {
    artifactType,
    concurrency,
    repository,
  }: { artifactType?: string | undefined; concurrency: number; repository: string },
  signal: AbortSignal,
): Promise<{ tree: ResultReferrer[]; total: number; isCut: boolean }> {
  const atOnce = Math.min(concurrency, listsAtOnce);
  const graph = typed(limited(source), atOnce);
  const tree: ResultReferrer[] = [];
  // What a list claims is not verified: it could lead in a circle.
  const seen = new Set<Digest>([root.digest]);
  let total = 0;
  let isCut = false;
  const tags = await readDigestTags(source, signal);
  const first = [{ descriptor: root, below: tree }];
  const list = async ({ descriptor, below }: (typeof first)[number], within: AbortSignal, depth: number) => {
    const next: typeof first = [];
    for await (const { descriptor: found, tag } of listAttached(graph, descriptor, tags, depth, within)) {
      if (artifactType !== undefined && found.artifactType !== artifactType) continue;
      isCut ||= depth === maxDepth || total === maxReferrers;
      if (isCut) break;
      total += 1;
      const node = nodeOf(found, tag, repository);
      below.push(node);
      if (seen.has(found.digest)) continue;
      seen.add(found.digest);
      next.push({ descriptor: found, below: node.referrers });
    }
    return next;
  };
  await inWaves(first, atOnce, signal, list, (_, next) => next);
  return { tree, total, isCut };
}

function nodeOf(
  { digest, size, mediaType, artifactType = '', annotations = {} }: Descriptor,
  tag: string | undefined,
  repository: string,
): ResultReferrer {
  const reference = `${repository}@${digest}`;
  return {
    digest,
    reference,
    size,
    mediaType,
    artifactType,
    annotations,
    ...(tag === undefined ? {} : { tag }),
    referrers: [],
  };
}

/** Draws a tree as lines of text. */
function drawTree(referrers: readonly ResultReferrer[], indent = ''): string[] {
  return referrers.flatMap((node, index) => {
    const { digest, size, referrers: below } = node;
    const isLast = index === referrers.length - 1;
    const line = `${indent}${isLast ? '└──' : '├──'} ${kindOf(node)}  ${digest}  ${formatBytes(size)}`;
    return [line, ...drawTree(below, `${indent}${isLast ? '    ' : '│   '}`)];
  });
}
