import { beforeAll, describe, expect, it } from '@jest/globals';
import { runAction } from '../support/action/run-action.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';

const push = { mode: 'push', reference: 'oci-layout:out:v1', files: 'a.txt' };
const pull = { mode: 'pull', reference: 'oci-layout:out:v1' };

/** Each wrong input about signatures, and what the annotation must say. */
const cases: [title: string, inputs: Record<string, string>, says: string][] = [
  ['an empty policy', { ...pull, verify: '' }, 'The input verify is empty: is the expression that fills it set?'],
  ['a policy of blanks', { ...pull, verify: ' \n' }, 'The input verify is empty'],
  ['a policy without entries', { ...pull, verify: '[]' }, 'The input verify has no entries'],
  [
    'a policy that is a word',
    { ...pull, verify: 'None' },
    'The input verify is neither none nor a YAML list of signers',
  ],
  [
    'a policy with a key that is not there',
    { ...pull, verify: '- key: a.pub' },
    'The key "a.pub" of the input verify cannot be read: ENOENT',
  ],
  [
    'a root that is not there',
    { ...pull, verify: '- github: a/b\n  ref: refs/tags/v1', 'trusted-root': 'no.json' },
    'The file "no.json" of the input trusted-root cannot be read: ENOENT',
  ],
  ['another way to sign', { ...push, sign: 'keyed' }, 'The input sign "keyed" is not one of none, key'],
  ['no key to sign with', { ...push, sign: 'key' }, 'The input sign-key is empty: is the secret set?'],
  ['a key and nothing to sign', { ...push, 'sign-key': 'a.txt' }, 'The input sign-key is given, and sign: key is not'],
  ['a key that is none', { ...push, sign: 'key', 'sign-key': 'a.txt' }, 'The input sign-key is not a key in PEM'],
  [
    'a key that is not there',
    { ...push, sign: 'key', 'sign-key': 'no.key' },
    'The file "no.key" of the input sign-key cannot be read: ENOENT',
  ],
  [
    'an unknown signature-format',
    { ...push, 'signature-format': 'new' },
    'The input signature-format "new" is not one of both, bundle, legacy',
  ],
];

describe('a wrong input about signatures', () => {
  let workspace: string;
  beforeAll(async () => {
    workspace = await makeWorkspace({ 'a.txt': 'a' });
  });

  it.each(cases)('is named: %s', async (_, inputs, says) => {
    const { code, stdout, stderr } = await runAction(inputs, { workspace });
    const annotations = stdout.split('\n').filter((line) => line.startsWith('::error'));
    expect({ code, stderr, annotations: annotations.length }).toEqual({ code: 1, stderr: '', annotations: 1 });
    expect(annotations[0]).toContain(says);
    expect(annotations[0]).toMatch(/%0A\w.+/);
    expect(Object.keys(await readTree(workspace))).toEqual(['a.txt']);
  });
});
