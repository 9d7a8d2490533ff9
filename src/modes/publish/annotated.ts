import { OciError } from '../../errors.ts';
import { describe } from '../../oci/descriptor.ts';
import { imageIndex, imageManifest } from '../../oci/media-types.ts';
import { contentOf } from '../../store/content.ts';
import type { Content } from '../../store/store.ts';
import type { Log } from '../contract/mode.ts';

/**
 * Adds annotations to a manifest or index, which makes it another one. Fails with INVALID_INPUT for a Docker manifest,
 * which has none.
 */
export function annotated(content: Content, annotations: Record<string, string>): Content {
  if (Object.keys(annotations).length === 0) return content;
  const { mediaType } = content.descriptor;
  if (mediaType !== imageManifest && mediaType !== imageIndex) {
    throw new OciError('INVALID_INPUT', `The input annotations does not apply: a ${mediaType} has no annotations`);
  }
  const { annotations: own } = content.parsed();
  const body = { ...JSON.parse(content.bytes.toString()), annotations: { ...own, ...annotations } };
  const bytes = Buffer.from(JSON.stringify(body));
  return contentOf(describe(mediaType, bytes), bytes);
}

/** Logs that the copy is another manifest than its source, and that signatures of the source do not apply to it. */
export function tellOther(
  log: Log,
  {
    top,
    root,
    why,
    losesTrust,
  }: { top: Content; root: Content; why: 'platforms' | 'annotations'; losesTrust: boolean },
): void {
  const what = why === 'platforms' ? 'The chosen platforms are' : 'With the annotations, the copy is';
  const unsigned = losesTrust ? '. Signatures of the source do not apply to it; to sign the copy, set sign' : '';
  const { digest } = root.descriptor;
  log.notice(`${what} another manifest than ${top.descriptor.digest}: the copy has the digest ${digest}${unsigned}`);
}
