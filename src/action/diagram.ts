import type { ResultReferrer } from '../modes/context.ts';
import { kindOf } from '../modes/discover.ts';

/** GitHub does not draw a diagram of over 50,000 characters, and nobody reads one of over 100 boxes. */
const maxNodes = 100;

/** Draws a manifest and the tree of what refers to it as a Mermaid diagram, each box with type and start of the digest. */
export function drawReferrers(root: { type: string; digest: string }, referrers: readonly ResultReferrer[]): string {
  const lines = ['graph LR', `  n0["${label(root.type, root.digest)}"]`];
  let last = 0;
  let left = 0;
  const draw = (nodes: readonly ResultReferrer[], parent: number) => {
    for (const node of nodes) {
      if (last === maxNodes) left += 1;
      else {
        last += 1;
        const own = last;
        lines.push(`  n${own}["${label(kindOf(node), node.digest)}"]`, `  n${own} --> n${parent}`);
        draw(node.referrers, own);
      }
    }
  };
  draw(referrers, 0);
  if (left > 0) lines.push(`  more["${left} more"]`);
  return `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\``;
}

/** Leaves of a text from outside only what means nothing to Mermaid, Markdown and HTML. */
function label(type: string, digest: string): string {
  const safe = type.replaceAll(/[^A-Za-z0-9./+ _-]/g, '_').slice(0, 100);
  return `${safe}<br/>${digest.slice(0, 19)}`;
}
