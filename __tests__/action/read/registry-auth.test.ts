import { describe, expect, it } from '@jest/globals';
import { readRegistryAuth } from '../../../src/action/read/registry-auth.ts';
import { catchOutput } from '../../support/action/catch-output.ts';

const written = catchOutput();
const entry = (token: string) => `- registry: a.test\n  token: ${token}\n`;

describe('registry-auth in two documents', () => {
  // The words are others in each row: what is hidden once is not told again.
  it.each([
    ['after a line of dashes', '---', 3, ['word-one', 'word-two']],
    ['after the end of the first', '...', 4, ['word-three', 'word-four']],
  ] as const)('%s is refused, and all that may be secret in it is hidden', (_, between, line, [first, second]) => {
    const yaml = `${entry(first)}${between}\n${entry(second)}`;
    expect(() => readRegistryAuth(yaml)).toThrow(`The input registry-auth is not valid YAML in line ${line}`);
    for (const secret of [first, second]) expect(written()).toContain(`::add-mask::${secret}\n`);
  });

  it('is taken in one, also with a line of dashes before it', () => {
    expect(readRegistryAuth(`---\n${entry('word-five')}`)).toMatchObject([{ host: 'a.test' }]);
  });
});
