import type { Result } from '../../../modes/contract/result.ts';
import { formatRepository } from '../../../oci/reference.ts';
import { commonPlace } from '../common-place.ts';
import { absenceIn, type Step, verbOf } from '../headline.ts';
import { code } from '../markdown.ts';
import { modes } from '../modes.ts';
import type { Report } from '../report.ts';

type Told = Partial<Result>;

/** Says in one line what came of a step: a mark, what was done, and where. */
export function summaryTitle(step: Step | undefined, result: Told, report: Report | undefined): string {
  if (step === undefined) return `❌ ${report?.title ?? ''}`;
  const row = modes[step.mode];
  const [place, isDryRun] = [placeOf(step, result), step.dryRun];
  if (report) {
    const why = lowered(report.title);
    if (row.unfound && result.repository === undefined && result.items === undefined) {
      return `❌ ${row.unfound} ${code(absenceIn(step)[0])}: ${why}`;
    }
    const [nothing, partly] = row.failed;
    const general = `${result.changed && !isDryRun ? partly : nothing} ${place}: ${why}`;
    return `❌ ${row.partly?.(result, { place, why, isDryRun }) ?? general}`;
  }
  const verb = verbOf(step, result);
  const usual = `${verb}${verb === 'Unchanged' ? ':' : ''} ${place}`;
  const outcome = row.outcome?.(result, { verb, place, isDryRun }) ?? usual;
  return isDryRun ? `🔍 Dry run: ${lowered(outcome)}` : `✅ ${outcome}`;
}

function placeOf({ mode, reference }: Step, { repository, items = [] }: Told): string {
  const where = modes[mode].things?.where;
  const common = where === 'common' ? commonPlace(items.map(({ name }) => name)).replace(/[/:@]$/, '') : '';
  const isBelow = where === 'below' && items.length > 1;
  return code(common || (isBelow || repository === undefined ? formatRepository(reference) : repository));
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
