import type { Position } from '../../../errors.ts';
import type { Thing } from '../../../modes/contract/told.ts';
import { code } from '../markdown.ts';
import type { Report } from '../report.ts';
import { linkToFile, type Surroundings } from './links.ts';

/** More failures of one step have one cause. */
const maxFailed = 10;

/** Shows in a box what failed and why, with the place in a file that asks for it, and what to do. */
export function failureBox(report: Report, items: readonly Thing[], around: Surroundings): string {
  const placeOf = (position: Position | undefined) => (position ? ` (${linkToFile(position, around)})` : '');
  const failed = items.filter(({ fate }) => fate === 'failed');
  const nameOf = ({ side, source, name }: Thing) => (side === 'target' ? name : (source ?? name));
  const lines = failed
    .slice(0, maxFailed)
    .map((item) => `- ${code(nameOf(item))}: ${code(item.reason ?? '')}${placeOf(item.position)}`);
  const more = failed.length > maxFailed ? [`- … and ${failed.length - maxFailed} more`] : [];
  // A message that sums up several says what the list does.
  const isSum = failed.length > 1 && report.message.includes(failed[0]?.reason ?? '');
  const message = `${code(report.message)}${placeOf(report.position ?? failed[0]?.position)}`;
  const what = [...(isSum ? [] : [message]), ...(failed.length > 1 ? [...lines, ...more] : [])];
  return ['[!CAUTION]', ...what, '', report.remedy].map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}
