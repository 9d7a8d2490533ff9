import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';

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
  ['another way to sign', { ...push, sign: 'keyed' }, 'The input sign "keyed" is not one of none, keyless, key'],
  [
    'services for nothing that is signed',
    { ...push, 'signing-config': 'public' },
    'The input signing-config is given without sign: keyless or attest',
  ],
  [
    'services for a key',
    { ...push, sign: 'key', 'sign-key': 'a.txt', 'signing-config': 'public' },
    'The input signing-config is given without sign: keyless or attest',
  ],
  ['no key to sign with', { ...push, sign: 'key' }, 'The input sign-key is empty: is the secret set?'],
  ['a key and nothing to sign', { ...push, 'sign-key': 'a.txt' }, 'The input sign-key is given without sign: key'],
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
  [
    'a key beside keyless',
    { ...push, sign: 'keyless', 'sign-key': 'a.txt' },
    'The input sign-key is given without sign: key',
  ],
  [
    'an unknown attestation',
    { ...push, attest: 'sbon=a.txt' },
    'The line "sbon=a.txt" of the input attest is not known',
  ],
  [
    'an attestation that is not there',
    { ...push, attest: 'sbom=no.json' },
    'The file "no.json" of the input attest cannot be read: ENOENT',
  ],
  [
    'an attestation that is no JSON',
    { ...push, attest: 'sbom=a.txt' },
    'The file "a.txt" of the input attest is not JSON',
  ],
  [
    'attestations beside the older form',
    { ...push, sign: 'keyless', attest: 'provenance', 'signature-format': 'legacy' },
    'The input attest cannot be combined with signature-format "legacy"',
  ],
  [
    'a provenance by a key',
    { ...push, sign: 'key', 'sign-key': 'a.txt', attest: 'provenance' },
    'attest: provenance cannot be combined with sign: key',
  ],
  [
    'services that are not there',
    { ...push, sign: 'keyless', 'signing-config': 'no.json', 'trusted-root': 'a.txt' },
    'The file "no.json" of the input signing-config cannot be read: ENOENT',
  ],
  [
    'services without a root',
    { ...push, sign: 'keyless', 'signing-config': 'a.txt' },
    'The file "a.txt" of the input signing-config is given without trusted-root',
  ],
  [
    'services that are none',
    { ...push, sign: 'keyless', 'signing-config': 'a.txt', 'trusted-root': 'a.txt' },
    'The file "a.txt" of the input signing-config is not a signing config of Sigstore',
  ],
];

/** A job that may have a token; nobody is there to give it one. */
const env = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1/token',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
};

describe('a wrong input about signatures', () => {
  let workspace: string;
  beforeAll(async () => {
    workspace = await makeWorkspace({ 'a.txt': 'a' });
  });

  it.each(cases)('is named: %s', async (_, inputs, says) => {
    const { code, stdout, stderr } = await runStep(inputs, { workspace, env });
    const annotations = stdout.split('\n').filter((line) => line.startsWith('::error'));
    expect({ code, stderr, annotations: annotations.length }).toEqual({ code: 1, stderr: '', annotations: 1 });
    expect(annotations[0]).toContain(says);
    expect(annotations[0]).toMatch(/%0A\w.+/);
    expect(Object.keys(await readTree(workspace))).toEqual(['a.txt']);
  });
});
