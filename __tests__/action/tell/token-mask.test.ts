import { describe, expect, it } from '@jest/globals';
import { checkForTokens, isShown, maskToken } from '../../../src/action/tell/token-mask.ts';
import { catchOutput } from '../../support/action/catch-output.ts';

const written = catchOutput();

const hex = '0123456789abcdef0123456789abcdef';
const environment = {
  INPUT_REFERENCE: 'registry.test/octo/application-of-tests:v1',
  INPUT_PASSWORD: 'password-of-the-user',
  'INPUT_GITHUB-TOKEN': 'ghs_token-of-the-workflow',
  'INPUT_REGISTRY-AUTH': '- registry: a.test\n  token: token-of-a-registry',
  'INPUT_SIGN-KEY': 'private-key-of-the-signer',
  'INPUT_SIGN-KEY-PASSWORD': 'password-of-the-key',
  GITHUB_TOKEN: 'ghs_token-of-the-runner',
  GITHUB_REPOSITORY: 'octo-org/repository-of-tests',
  RUNNER_NAME: 'runner-with-a-long-name',
  MY_INPUT_TOKEN: 'token-of-another-step',
};

describe('a token of a token server', () => {
  it.each([
    ['of 15 characters', 'opaque-of-15-ch', 'a token of 15 characters'],
    ['with a quote', 'opaque-token"-of-a-registry', 'a token with " or &, which no token contains'],
    ['with an ampersand', 'opaque-token&-of-a-registry', 'a token with " or &, which no token contains'],
    ['that is a digest', `sha256:${hex}`, 'a token that is a digest'],
    ['that is a digest as a tag', `sha512-${hex}`, 'a token that is a digest'],
    ['that is an input', 'registry.test/octo/application-of-tests:v1', 'a token that is a part of the inputs'],
    ['that begins an input', 'registry.test/octo/appl', 'a token that is a part of the inputs'],
    ['that ends an input', 'application-of-tests:v1', 'a token that is a part of the inputs'],
    ['that GitHub tells of the job', 'repository-of-tests', 'a token that is a part of the inputs'],
  ])('%s is refused and not hidden', (_, token, problem) => {
    expect(() => maskToken(token, 'registry.test', environment)).toThrow(
      expect.objectContaining({
        code: 'REGISTRY',
        message: `The token server of registry.test gave ${problem}${problem.endsWith('has') ? ', " or &' : ''}. It was refused: the runner would mask it wherever it appears`,
      }),
    );
    expect(written()).toBe('');
    expect(() => checkForTokens('path', token)).not.toThrow();
  });

  it.each([
    ['of as many hex digits as a part of a digest', hex],
    ['of as many as a commit', `${hex}01234567`],
    ['of as many as a sha512', hex.repeat(4).toUpperCase()],
  ])('%s is used and not hidden: it may be a digest that the step shows', (_, token) => {
    maskToken(token, 'registry.test', environment);
    expect(written()).toBe('');
    expect(() => checkForTokens('digest', token)).not.toThrow();
  });

  it.each([
    ['of more hex digits than a digest', `${hex.repeat(4)}0`],
    ['of 16 characters', 'opaque-of-16-cha'],
    ['of hex digits and another letter', `${hex}g`],
    ['with a digest at its start', `sha256:${hex}.x`],
    ['with a digest at its end', `x.sha256:${hex}`],
    ['that is longer than an input', 'registry.test/octo/application-of-tests:v1.0'],
    ['that is the password', 'password-of-the-user'],
    ['that is the token of the workflow', 'ghs_token-of-the-workflow'],
    ['that is in registry-auth', 'token-of-a-registry'],
    ['that is the token of the runner', 'ghs_token-of-the-runner'],
    ['that is in a variable of something else', 'runner-with-a-long-name'],
    ['that is in a variable whose name goes on like an input', 'token-of-another-step'],
  ])('%s is hidden', (_, token) => {
    maskToken(token, 'registry.test', environment);
    expect(written()).toBe(`::add-mask::${token}\n`);
    expect(() => checkForTokens('path', `a ${token} b`)).toThrow('The output path contains a token');
  });
});

describe('a token in a longer text of base64', () => {
  const secret = 'opaque-token-~~~???>>>-of-a-registry?';
  it.each([
    ['at its start', '', 'base64'],
    ['behind one character', 'x', 'base64'],
    ['behind two characters', 'xy', 'base64'],
    ['behind many characters', 'user:', 'base64'],
    ['at its start, for URLs', '', 'base64url'],
    ['behind one character, for URLs', 'x', 'base64url'],
    ['behind two characters, for URLs', 'xy', 'base64url'],
  ] as const)('is found %s', (_, before, encoding) => {
    maskToken(secret, 'registry.test', environment);
    for (const length of [secret.length, secret.length - 1, secret.length - 2]) {
      const token = secret.slice(0, length);
      maskToken(token, 'registry.test', environment);
      const text = Buffer.from(before + token).toString(encoding);
      expect(() => checkForTokens('json', `a ${text} b`)).toThrow(
        expect.objectContaining({
          code: 'REGISTRY',
          message:
            'The output json contains a token from a token server: the runner would drop it, so no output is set',
        }),
      );
    }
  });

  it('is not found where it is another text', () => {
    const other = Buffer.from('opaque-token-of-nobody-at-all').toString('base64');
    expect(() => checkForTokens('json', other)).not.toThrow();
    expect(() => checkForTokens('json', '')).not.toThrow();
  });
});

it.each([
  ['octo', true],
  ['password-of-the-user', false],
  ['token-of-the-workflow', false],
  ['token-of-a-registry', false],
  ['private-key-of-the-signer', false],
  ['password-of-the-key', false],
  ['repository-of-tests', true],
  ['octo-org/repository-of-tests/', false],
])('%j is shown by what everybody sees of a step: %s', (text, expected) => {
  expect(isShown(text, environment)).toBe(expected);
});
