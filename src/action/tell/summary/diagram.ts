import { cutText } from '../../../cut-text.ts';
import type { RelatedManifest, ResultReferrer } from '../../../modes/contract/result.ts';
import { kindOf } from '../../../modes/tell/kind-of.ts';
import { shortDigest } from '../../../oci/digest.ts';

/** Of fewer manifests, a sentence says as much. */
export const fewestNodes = 4;

/** GitHub does not draw a diagram of over 50,000 characters, and nobody reads one of over 100 boxes. */
const maxNodes = 100;

/**
 * Draws a manifest with its parts and what refers to it as a Mermaid diagram, each box with type and start of the
 * digest.
 */
export function drawGraph(root: { type: string; digest: string }, related: readonly RelatedManifest[]): string {
  const lines = ['graph LR', `  n0["${label(root.type, root.digest)}"]`];
  const boxes = new Map([[root.digest, 0]]);
  for (const [index, { type, digest, relation, of }] of related.slice(0, maxNodes).entries()) {
    const own = index + 1;
    const other = boxes.get(of) ?? 0;
    boxes.set(digest, own);
    // An index lists its parts; what is attached refers to its subject.
    const arrow = relation === 'part' ? `n${other} -.-> n${own}` : `n${own} --> n${other}`;
    lines.push(`  n${own}["${label(type, digest)}"]`, `  ${relation === 'subject' ? `n${other} --> n${own}` : arrow}`);
  }
  if (related.length > maxNodes) lines.push(`  more["${related.length - maxNodes} more"]`);
  return `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\``;
}

/** Lists a tree of referrers, each after what it refers to. */
export function relatedIn(referrers: readonly ResultReferrer[], of: RelatedManifest['of']): RelatedManifest[] {
  return referrers.flatMap((node) => [
    { type: kindOf(node), digest: node.digest, relation: 'attached' as const, of },
    ...relatedIn(node.referrers, node.digest),
  ]);
}

/** Leaves of a text from outside only what means nothing to Mermaid, Markdown and HTML. */
function label(type: string, digest: string): string {
  const safe = cutText(type, 100).replaceAll(/[^A-Za-z0-9./+ _-]/g, '_');
  return `${safe}<br/>${shortDigest(digest)}`;
}
