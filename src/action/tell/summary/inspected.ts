import type { Facts } from '../../../modes/contract/told.ts';
import { isRecord } from '../../../oci/descriptor.ts';
import { code, folded, some } from '../markdown.ts';

const maxAnnotations = 200;
/** Of more annotations, the list is folded. */
const maxOpen = 10;

/** What an inspection found beside digest and size: when it was made and for what, and its annotations. */
export function inspectedFacts({ details = {} }: Facts): [name: string, value: string][] {
  const { created, os, architecture, variant } = details;
  const platform = [os, architecture, variant].filter((part) => typeof part === 'string' && part !== '').join('/');
  return [
    ...(typeof created === 'string' ? [['Created', code(created)] as [string, string]] : []),
    ...(platform === '' ? [] : [['Platform', code(platform)] as [string, string]]),
  ];
}

/** Lists the annotations of a manifest; a long list is folded. */
export function annotationsOf({ details = {} }: Facts): string | undefined {
  const { annotations } = details;
  const all = isRecord(annotations) ? Object.entries(annotations) : [];
  if (all.length === 0) return undefined;
  const lines = all.map(([name, value]) => `- ${code(name)} ${code(String(value))}`);
  const shown = some(lines, maxAnnotations, '\n');
  return all.length > maxOpen ? folded(`${all.length} annotations`, shown) : `**Annotations**\n\n${shown}`;
}
