import { describe, expect, it, jest } from '@jest/globals';
import { flushLog, log } from '../../../src/action/tell/log.ts';
import { catchOutput } from '../../support/action/catch-output.ts';

const written = catchOutput();

describe('What is written to the log', () => {
  const text = 'a ü\n::error::b';
  const safe = 'a ü\\u{a}::error::b';

  it.each([
    ['notice', `::notice::${safe}\n`],
    ['warning', `::warning::${safe}\n`],
    ['info', `${safe}\n`],
  ] as const)('is safe in one line: %s', (kind, expected) => {
    log[kind](text);
    flushLog();
    expect(written()).toBe(expected);
  });

  it.each([
    ['1', `::debug::${safe}\n`],
    ['', ''],
  ])('is told for finding faults only when the runner asks: %j', (asked, expected) => {
    const before = process.env['RUNNER_DEBUG'];
    process.env['RUNNER_DEBUG'] = asked;
    log.debug(text);
    if (before === undefined) delete process.env['RUNNER_DEBUG'];
    else process.env['RUNNER_DEBUG'] = before;
    expect(written()).toBe(expected);
  });

  it('may be shown at a line of a file', () => {
    log.warning(text, { file: 'a,ü.yml', line: 3 });
    expect(written()).toBe(`::warning file=a%2Cü.yml,line=3::${safe}\n`);
  });

  it('is gathered in groups', async () => {
    expect(await log.group(text, async () => 7)).toBe(7);
    expect(written()).toBe(`::group::${safe}\n::endgroup::\n`);
  });

  it('waits a moment for more, and no longer than the end', async () => {
    const [cork, uncork] = [jest.spyOn(process.stdout, 'cork'), jest.spyOn(process.stdout, 'uncork')];
    const counts = () => [cork.mock.calls.length, uncork.mock.calls.length];
    flushLog();
    expect(counts()).toEqual([0, 0]);
    log.info('a');
    log.info('b');
    expect(counts()).toEqual([1, 0]);
    flushLog();
    flushLog();
    expect(counts()).toEqual([1, 1]);
    log.info('c');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(counts()).toEqual([2, 2]);
    for (const spy of [cork, uncork]) spy.mockRestore();
  });
});
