import { describe, expect, it } from '@jest/globals';
import { parseChallenges } from '../../../src/registry/auth/challenge.ts';

const bearer = (parameters: Record<string, string> = {}) => ({ scheme: 'bearer', parameters });
const basic = (parameters: Record<string, string> = {}) => ({ scheme: 'basic', parameters });

describe('parseChallenges', () => {
  it.each([
    ['no header', undefined, []],
    ['a scheme alone', 'Basic', [basic()]],
    [
      'the usual form',
      'Bearer realm="https://auth.test/token",service="registry.test",scope="repository:a/b:pull,push"',
      [bearer({ realm: 'https://auth.test/token', service: 'registry.test', scope: 'repository:a/b:pull,push' })],
    ],
    [
      'spaces around commas and equals signs',
      'Bearer realm = "r" ,\t service="s"',
      [bearer({ realm: 'r', service: 's' })],
    ],
    [
      'empty values (containerd#6376)',
      'Bearer realm="r",scope="",error=',
      [bearer({ realm: 'r', scope: '', error: '' })],
    ],
    ['escaped quotes', String.raw`Basic realm="a \"b\", c \\"`, [basic({ realm: 'a "b", c \\' })]],
    [
      'the first of two equal names, and what follows them',
      'Bearer realm="r",realm="evil",service="s"',
      [bearer({ realm: 'r', service: 's' })],
    ],
    ['no comma between parameters', 'Bearer realm="r" service="s"', [bearer({ realm: 'r', service: 's' })]],
    [
      'several challenges in one header',
      'Basic realm="a, b", Bearer realm="r",service="s", Negotiate',
      [basic({ realm: 'a, b' }), bearer({ realm: 'r', service: 's' }), { scheme: 'negotiate', parameters: {} }],
    ],
    ['several headers', ['Basic realm="b"', 'Bearer realm="r"'], [basic({ realm: 'b' }), bearer({ realm: 'r' })]],
    ['a token68', 'Negotiate YII=, Basic realm="b"', [{ scheme: 'negotiate', parameters: {} }, basic({ realm: 'b' })]],
    ['commas without anything between', 'Bearer realm="r",,service="s",', [bearer({ realm: 'r', service: 's' })]],
    ['an open quote, up to it', 'Bearer service="s",realm="r', [bearer({ service: 's', realm: '' })]],
    ['garbage, up to it', 'Bearer realm="r"; service="s"', [bearer({ realm: 'r' })]],
    ['only garbage', '"=,;\u00e4', []],
    [
      'names of object members',
      'Bearer __proto__="p",constructor="c"',
      [bearer(JSON.parse('{"__proto__":"p","constructor":"c"}'))],
    ],
    ['not more than 8 KiB', `Bearer realm="r",scope="${'x'.repeat(100_000)}"`, [bearer({ realm: 'r', scope: '' })]],
  ])('reads %s', (_, headers, expected) => {
    const found = parseChallenges(headers).map(({ scheme, parameters }) => ({ scheme, parameters: { ...parameters } }));
    expect(found).toEqual(expected);
  });

  it('reads anything without an error', () => {
    const pieces = ['Bearer', 'realm', '=', '"', '\\', ',', ' ', '\t', 'x', '"r"', '==', 'Basic', 'ä', '/'];
    // Every piece in a different order for each seed: a small fuzzer that always does the same.
    for (let seed = 1; seed < 3_000; seed += 1) {
      const text = Array.from({ length: 12 }, (__, index) => pieces[(seed * (index * index + 7)) % pieces.length]).join(
        '',
      );
      expect(Array.isArray(parseChallenges(text))).toBe(true);
    }
  });
});
