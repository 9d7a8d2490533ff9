import type { Chart } from '../../../src/artifact/chart/chart-files.ts';
import { loadChart } from '../../../src/artifact/chart/load-chart.ts';
import { createChartBudget } from '../../../src/artifact/chart/reading/chart-budget.ts';

/** Loads a chart that may be anywhere. */
export function loadFolder(directory: string, label = directory): Promise<Chart> {
  return loadChart(directory, label, { folder: directory, symlinks: 'keep' }, createChartBudget());
}
