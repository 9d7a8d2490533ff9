import { describe, expect, it } from '@jest/globals';
import { createChartBudget, maxChartBytes } from '../../../../src/artifact/chart/reading/chart-budget.ts';
import type { Origin } from '../../../../src/origin.ts';

const origin: Origin = { label: 'charts/web', code: 'INVALID_INPUT' };
const mebi = 1024 ** 2;

it('a chart may be as large as Helm takes it', () => {
  expect(maxChartBytes).toBe(100 * mebi);
});

describe('What a chart may cost is used up by one more than', () => {
  const large = 'the chart is larger than 100 MiB unpacked';
  it.each([
    ['bytes', 100 * mebi, large],
    ['archived', 100 * mebi + 10_000 * 2048, large],
    ['files', 10_000, 'the chart has more than 10000 files'],
    ['pieces', 2_000_000, 'the chart has more than 2000000 pieces of YAML and JSON'],
  ] as const)('all %s', (kind, most, problem) => {
    const budget = createChartBudget();
    const inside = budget.deeper(origin);
    // What is counted apart, and of another chart, says nothing.
    for (const other of ['bytes', 'archived', 'files', 'pieces'] as const)
      if (other !== kind) budget.spend(other, 10_000, origin);
    createChartBudget().spend(kind, most, origin);
    budget.spend(kind, 1, origin);
    inside.spend(kind, most - 1, origin);
    const failure = expect.objectContaining({ code: 'INVALID_INPUT', message: `charts/web: ${problem}` });
    for (const each of [budget, inside]) expect(() => each.spend(kind, 1, origin)).toThrow(failure);
  });
});

it('charts may be ten deep, whatever is beside them', () => {
  const top = createChartBudget();
  for (let count = 0; count < 20; count += 1) top.deeper(origin);
  let budget = top;
  for (let level = 2; level <= 10; level += 1) budget = budget.deeper(origin);
  expect(() => budget.deeper(origin)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', message: 'charts/web: the chart is more than 10 charts deep' }),
  );
});

it('whoever gives up ends the work', async () => {
  const reason = new Error('enough');
  await expect(createChartBudget(AbortSignal.abort(reason)).giveWay()).rejects.toBe(reason);
  await expect(createChartBudget(AbortSignal.abort(reason)).deeper(origin).giveWay()).rejects.toBe(reason);
});
