import { expect, it } from '@jest/globals';
import { reportMissing } from '../../../src/modes/send/missing-files.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';

type Missing = [line: string, isLiteral: boolean, why: string];
const name: Missing = ['none', true, ': did you mean "nine"?'];
const other: Missing = ['gone', true, ''];
const glob: Missing = ['*.md', false, ''];
const second: Missing = ['*.rst', false, ': it is hidden'];
const line = (text: string, why = '') => `No file matches the input files ${text} in /work${why}`;
const all = (...lines: string[]) => line(JSON.stringify(lines));

it.each<[string, 'error' | 'warn' | 'ignore', Missing[], boolean, string[], string | undefined]>([
  ['nothing that is missing', 'error', [], true, [], undefined],
  ['a name', 'error', [name], true, [], line('"none"', name[2])],
  ['a name, before all others', 'error', [glob, name], true, [], line('"none"', name[2])],
  ['a pattern beside what was found', 'error', [glob], true, [`info: ${line('"*.md"')}`], undefined],
  ['patterns, and nothing was found', 'error', [glob], false, [], all('*.md')],
  // The first line of which it is known why.
  ['patterns, of which it is known why', 'error', [glob, second], false, [], `${all('*.md', '*.rst')}: it is hidden`],
  [
    'names, each of which is warned of',
    'warn',
    [name, other],
    true,
    [`warning: ${line('"none"', name[2])}`, `warning: ${line('"gone"')}`],
    undefined,
  ],
  // It is said once that nothing was found.
  [
    'a name and a pattern, and nothing was found',
    'warn',
    [name, glob],
    false,
    [`warning: ${line('"none"', name[2])}`, `info: ${line('"*.md"')}`],
    undefined,
  ],
  ['patterns, which is warned of', 'warn', [glob], false, [`warning: ${all('*.md')}`], undefined],
  ['names that may be missing', 'ignore', [name, other], true, [], undefined],
  ['a name that may be missing, and nothing was found', 'ignore', [name], false, [], undefined],
  [
    'patterns that may be missing',
    'ignore',
    [glob, second],
    false,
    [`info: ${line('"*.md"')}`, `info: ${line('"*.rst"', second[2])}`],
    undefined,
  ],
])('Of the lines of files are told: %s (%s)', (_, ifNoFilesFound, missing, isFound, says, fails) => {
  const { log, said } = collectingLog();
  const files = missing.map(([text]) => text);
  const report = () => {
    const { onNothing, onEnd } = reportMissing('file', { files, ifNoFilesFound }, '/work', log);
    for (const each of missing) onNothing(...each);
    onEnd(isFound);
  };
  if (fails === undefined) report();
  else expect(report).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: fails, topic: 'no-match' }));
  expect(said).toEqual(says);
});
