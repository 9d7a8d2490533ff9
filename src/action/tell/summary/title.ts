import { changedIn, type Told } from '../../../modes/contract/told.ts';
import { formatRepository } from '../../../oci/reference.ts';
import { commonPlace } from '../common-place.ts';
import { absenceIn, type Step, verbOf } from '../headline.ts';
import { code } from '../markdown.ts';
import { modes } from '../modes.ts';
import type { Report } from '../report.ts';

/** Says in one line what came of a step: a mark, what was done, and where. */
export function summaryTitle(step: Step | undefined, told: Told, report: Report | undefined): string {
  if (step === undefined) return `❌ ${report?.title ?? ''}`;
  const row = modes[step.mode];
  const place = placeOf(step, told);
  if (report) {
    const why = lowered(report.title);
    if (row.unfound && told.about.repository === undefined && told.things === undefined) {
      return `❌ ${row.unfound} ${code(absenceIn(step)[0])}: ${why}`;
    }
    const [nothing, partly] = row.failed;
    const general = `${changedIn(told) && !told.isDryRun ? partly : nothing} ${place}: ${why}`;
    return `❌ ${row.partly?.(told, { place, why }) ?? general}`;
  }
  const verb = verbOf(step, told);
  const usual = `${verb}${verb === 'Unchanged' ? ':' : ''} ${place}`;
  const outcome = row.outcome?.(told, { verb, place }) ?? usual;
  return told.isDryRun ? `🔍 Dry run: ${lowered(outcome)}` : `✅ ${outcome}`;
}

function placeOf({ mode, reference }: Step, { about: { repository }, things = [] }: Told): string {
  const where = modes[mode].things?.where;
  const common = where === 'common' ? commonPlace(things.map(({ name }) => name)).replace(/[/:@]$/, '') : '';
  const isBelow = where === 'below' && things.length > 1;
  return code(common || (isBelow || repository === undefined ? formatRepository(reference) : repository));
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
