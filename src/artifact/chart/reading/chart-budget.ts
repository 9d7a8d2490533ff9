import { createGiveWay, type GiveWay } from '../../../give-way.ts';
import { type Origin, problemIn } from '../../../origin.ts';

/**
 * What a chart with all its files may have unpacked, those of the charts in it included. Helm allows as much for each
 * archive (helm/helm, pkg/chart/loader/archive, `MaxDecompressedChartSize`). There is no limit of the ratio: this is
 * the most that any bomb makes here.
 */
export const maxChartBytes = 100 * 1024 * 1024;
/** Far more files than any chart has; each takes time even when it is empty. */
const maxFiles = 10_000;
/** Charts in charts in charts: kube-prometheus-stack has two levels, umbrella charts of platforms four. */
const maxLevels = 10;

/** What is counted of a chart and of all that is in it. */
const limits = {
  bytes: { most: maxChartBytes, problem: 'the chart is larger than 100 MiB unpacked' },
  // Headers and padding come on top of what the files have: two KiB a file, where PAX records carry a long name.
  archived: { most: maxChartBytes + maxFiles * 2048, problem: 'the chart is larger than 100 MiB unpacked' },
  files: { most: maxFiles, problem: `the chart has more than ${maxFiles} files` },
  // kube-prometheus-stack has some 80,000, and umbrella charts of thirty others half a million; this many take some
  // seconds.
  pieces: { most: 2_000_000, problem: 'the chart has more than 2000000 pieces of YAML and JSON' },
};

/**
 * What a chart may still cost: one for all that it unfolds, charts in it included, handed down to all that reads a part
 * of it.
 */
export interface ChartBudget {
  /** Counts what was just met. Fails with the code of `origin`, naming it, when that is too much. */
  spend: (kind: keyof typeof limits, amount: number, origin: Origin) => void;
  /** The same budget, for a chart inside. Fails when that is one too many levels. */
  deeper: (origin: Origin) => ChartBudget;
  /** Called between the parts of long work. */
  giveWay: GiveWay;
}

/** Makes the budget of one chart; what reads within it ends when `signal` is aborted. */
export function createChartBudget(signal?: AbortSignal): ChartBudget {
  const spent = { bytes: 0, archived: 0, files: 0, pieces: 0 };
  const spend: ChartBudget['spend'] = (kind, amount, origin) => {
    spent[kind] += amount;
    if (spent[kind] > limits[kind].most) throw problemIn(origin, undefined, limits[kind].problem);
  };
  const giveWay = createGiveWay(signal);
  const atLevel = (level: number): ChartBudget => ({
    spend,
    giveWay,
    deeper: (origin) => {
      if (level < maxLevels) return atLevel(level + 1);
      throw problemIn(origin, undefined, `the chart is more than ${maxLevels} charts deep`);
    },
  });
  return atLevel(1);
}
