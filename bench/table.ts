// Turns what was measured into a table in Markdown.
import type { Cost } from './measure.ts';
import { type Scenario, scenarios } from './scenarios.ts';

/** What was measured in one scenario, by program; run number n of each belongs together. */
export interface Measured {
  network: string;
  sides: Record<string, { costs: Cost[]; requests: number }>;
}

/** The middle one; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

const spread = (numbers: readonly number[], digits: number) =>
  `${median(numbers).toFixed(digits)} (${Math.min(...numbers).toFixed(digits)}-${Math.max(...numbers).toFixed(digits)})`;

function verdict(scenario: Scenario, against: string, ours: readonly Cost[], theirs: readonly Cost[]): string {
  const goal = scenario.goals.find((each) => each.against === against);
  if (!goal) return '';
  const isRatio = 'ratio' in goal;
  const values = theirs.map(({ seconds }, index) =>
    isRatio ? (ours[index]?.seconds ?? 0) / seconds : ((ours[index]?.seconds ?? 0) - seconds) * 1000,
  );
  const limit = isRatio ? goal.ratio : goal.milliseconds;
  const unit = isRatio ? '' : ' ms more';
  return `${median(values) <= limit ? 'yes' : '**no**'}: ${limit}${unit}`;
}

function rowsOf(scenario: Scenario, { sides }: Measured): string[] {
  const ours = sides['ours']?.costs ?? [];
  return Object.entries(sides).map(([program, { costs, requests }]) => {
    const isOurs = program === 'ours';
    const of = (key: keyof Cost) => costs.map((cost) => cost[key]);
    const ratios = costs.map(({ seconds }, index) => (ours[index]?.seconds ?? 0) / seconds);
    const peak = median(of('peak'));
    const { memory } = scenario;
    const fits = memory === undefined ? '' : `${peak < memory ? 'yes' : '**no**'}: ${memory} MiB`;
    const cells = [
      isOurs ? scenario.title : '',
      program,
      spread(of('seconds'), 3),
      median(of('cpu')).toFixed(2),
      peak.toFixed(0),
      requests === 0 ? '' : requests,
      isOurs ? '' : spread(ratios, 2),
      isOurs ? fits : verdict(scenario, program, ours, costs),
    ];
    return `| ${cells.join(' | ')} |`;
  });
}

/** A table of all that was measured, in the order of the scenarios. */
export function tableOf(results: Readonly<Record<string, Measured>>): string {
  const head = ['scenario', 'program', 'seconds', 'CPU s', 'peak MiB', 'requests', 'ours / this', 'goal reached'];
  const rows = scenarios.flatMap((scenario) => {
    const measured = results[scenario.name];
    return measured ? rowsOf(scenario, measured) : [];
  });
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows].join('\n');
}
