import { describe, expect, it } from '@jest/globals';
import { hide, mask } from '../../../src/action/tell/mask.ts';
import { cutText } from '../../../src/cut-text.ts';
import { catchOutput } from '../../support/action/catch-output.ts';

const written = catchOutput();

/** What the runner was told to hide, as it reads the commands. */
const hidden = () =>
  [...written().matchAll(/^::add-mask::(.*)$/gm)].map(([, text = '']) =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
  );

describe('a secret is hidden', () => {
  // Each form is written out by hand: what these programs send and print, not what our code makes of it.
  it.each<[string, string, string[]]>([
    ['with signs of base64', 'a?b>c~d', ['a?b>c~d', 'YT9iPmN+ZA==', 'a%3Fb%3Ec~d', 'a%3Fb%3Ec%7Ed']],
    ['with a space and a plus', 'one two+x', ['b25lIHR3byt4', 'one%20two%2Bx', 'one+two%2Bx']],
    ['with a percent sign', '100%25pure', ['100%25pure', '100%2525pure', 'MTAwJTI1cHVyZQ==']],
    ['with a quote and a backslash', 'say"hi\\o', ['say\\"hi\\\\o', 'say%22hi%5Co', 'c2F5ImhpXG8=']],
    [
      "with what encoders of URLs leave as it is: !'()*",
      "a!b'c(d)e*f",
      ["a!b'c(d)e*f", 'a%21b%27c%28d%29e%2Af', 'a%21b%27c%28d%29e*f', 'YSFiJ2MoZCllKmY='],
    ],
    [
      'as each encoder of URLs writes it',
      'a!~ b',
      ['a!~%20b', 'a%21%7E+b', 'a%21%7E%20b', 'a%21~%20b', 'a%21~+b', 'YSF+IGI='],
    ],
    ['with what is beyond 16 bits, and a tilde', 'k~🎉', ['k~%F0%9F%8E%89', 'k%7E%F0%9F%8E%89']],
    ['with half a character, and a tilde', 'k~\ud83c', ['k~%EF%BF%BD', 'k%7E%EF%BF%BD']],
    ['with a tab', 'left\tright', ['left\\tright', 'left%09right', 'bGVmdAlyaWdodA==']],
    ['with letters beyond ASCII', 'pässwörd', ['pässwörd', 'p%C3%A4ssw%C3%B6rd', 'cMOkc3N3w7ZyZA==']],
    ['beyond 16 bits', 'key🎉key', ['key🎉key', 'key%F0%9F%8E%89key', 'a2V58J+OiWtleQ==']],
    ['with half a character', 'half\ud800half', ['half\ud800half', 'half%EF%BF%BDhalf', 'aGFsZu+/vWhhbGY=']],
    ['with a colon, as of a login', 'user:pass', ['user%3Apass', 'dXNlcjpwYXNz']],
    ['with one of these signs twice', "a!!b'' c", ['a%21%21b%27%27%20c', 'a%21%21b%27%27+c']],
    ['with such signs twice, and a tilde', "a!!b''~ c", ['a%21%21b%27%27~%20c', 'a%21%21b%27%27~+c']],
    ['with two blanks', 'one  two~x!', ['one%20%20two~x!', 'one++two%7Ex%21', 'one%20%20two~x%21', 'one++two~x%21']],
    ['that is short', 'abc', ['abc', 'YWJj']],
  ])('%s', (_, secret, forms) => {
    mask(secret);
    expect(hidden()).toEqual(expect.arrayContaining([secret, ...forms]));
  });

  it.each([
    ['\n', '-----BEGIN KEY-----\nbGluZSBvbmU\n{\nabc\nabcd\n-----END KEY-----\n'],
    ['\r\n', '-----BEGIN KEY 2-----\r\nbGluZSB0d28\r\n{\r\nabc\r\nabcd\r\n-----END KEY-----\r\n'],
  ])('in each of its lines that is not a brace, with %j between them', (end, secret) => {
    mask(secret);
    const lines = secret.split(end).filter((line) => line !== '');
    expect(hidden()).toEqual(expect.arrayContaining(lines.filter((line) => !['{', 'abc'].includes(line))));
    for (const text of ['{', 'abc', '']) expect(hidden()).not.toContain(text);
    // As YAML and JSON write it in one line.
    expect(hidden()).toContain(secret.replaceAll('\r', '\\r').replaceAll('\n', '\\n'));
  });

  it('in one command each, whatever lines it has', () => {
    mask('first line\n::stop-commands::x\nlast line');
    expect(
      written()
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('::add-mask::')),
    ).toEqual([]);
  });

  it('once, and nothing is hidden of a secret that is not set', () => {
    mask('only once');
    const count = hidden().length;
    mask('only once');
    mask('');
    expect(hidden()).toHaveLength(count);
    expect(new Set(hidden()).size).toBe(count);
  });

  it('of blanks as it is sent, and not as blanks', () => {
    mask('   ');
    expect(hidden().filter((text) => text.trim() === '')).toEqual([]);
    expect(hidden()).toEqual(expect.arrayContaining(['ICAg', '%20%20%20']));
  });
});

describe('a text that is cut', () => {
  it.each([
    ['in the middle of it', 'x'.repeat(16)],
    ['within its first letter', 'x'.repeat(19)],
    ['right behind it', 'x'.repeat(7)],
  ])('has no part of a secret in it, cut %s', (_, start) => {
    mask('cut-secret/1');
    for (const secret of ['cut-secret/1', 'cut-secret%2F1', 'Y3V0LXNlY3JldC8x']) {
      const cut = cutText(`${start}${secret} and more of it, so that it is too long`, 20, '…');
      expect(cut).toBe(`${`${start}*** and more of it`.slice(0, 20)}…`);
    }
  });

  it('loses the longer of two secrets of which one is in the other', () => {
    hide('outer');
    hide('outer-and-inner');
    expect(cutText(`${'x'.repeat(10)}outer-and-inner${'y'.repeat(30)}`, 15)).toBe(`${'x'.repeat(10)}***yy`);
  });

  it('is whole, with its secret, where it is short enough: the runner hides that', () => {
    hide('whole-secret');
    expect(cutText('a whole-secret', 14, '…')).toBe('a whole-secret');
    expect(cutText('a whole-secret', 13, '…')).toBe('a ***');
    expect(cutText('a whole-secret', 5, '…')).toBe('a ***');
    expect(cutText('a whole-secret', 4, '…')).toBe('a **…');
    expect(cutText('whole-secret, whole-secret', 20, '…')).toBe('***, ***');
  });
});
