import type { MessageRow } from './message-row.ts';
import { refused } from './refused-step.ts';

const pull = { mode: 'pull', reference: 'oci-layout:out:v1.0.0' };
const push = { mode: 'push', reference: 'oci-layout:new:v1', files: 'a.txt' };

export const trustMessages: readonly MessageRow[] = [
  ...refused(pull, [
    [
      'an empty policy',
      { verify: '' },
      'Invalid input: The input verify is empty: is the expression that fills it set?',
    ],
    [
      'a policy without entries',
      { verify: '[]' },
      'Invalid input: The input verify has no entries: write none to require no signature',
    ],
    [
      'a policy that is a word',
      { verify: 'None' },
      'Invalid input: The input verify is neither none nor a YAML list of signers',
    ],
    [
      'a policy with a key that is not there',
      { verify: '- key: a.pub' },
      'Invalid input: The file "a.pub" of the input verify does not exist',
    ],
    [
      'a root that is not there',
      { verify: '- github: a/b\n  ref: refs/tags/v1', 'trusted-root': 'no.json' },
      'Invalid input: The file "no.json" of the input trusted-root does not exist',
    ],
    [
      'a root that is none',
      { verify: '- github: a/b\n  ref: refs/tags/v1', 'trusted-root': 'notes.json' },
      'Invalid input: The file "notes.json" of the input trusted-root is not a trusted root of Sigstore: it is not valid JSON',
    ],
    [
      'nothing signed',
      { verify: '- github: a/b\n  ref: refs/tags/v1' },
      'Not signed as verify asks: oci-layout:out@sha256:… has no signature: there is none among its referrers, nor under the tag sha256-….sig',
    ],
  ]),
  ...refused(push, [
    [
      'services for nothing that is signed',
      { 'signing-config': 'public' },
      'Invalid input: The input signing-config is given without sign: keyless or attest',
    ],
    ['no key to sign with', { sign: 'key' }, 'Invalid input: The input sign-key is empty: is the secret set?'],
    [
      'a key and nothing to sign',
      { 'sign-key': 'a.txt' },
      'Invalid input: The input sign-key is given without sign: key',
    ],
    [
      'a key that is none',
      { sign: 'key', 'sign-key': 'a.txt' },
      'Invalid input: The input sign-key is not a key in PEM',
    ],
    [
      'a key that is not there',
      { sign: 'key', 'sign-key': 'no.key' },
      'Invalid input: The file "no.key" of the input sign-key does not exist',
    ],
    [
      'an unknown attestation',
      { attest: 'sbon=a.txt' },
      'Invalid input: The line "sbon=a.txt" of the input attest is not known: did you mean sbom?',
    ],
    [
      'an attestation that is not there',
      { attest: 'sbom=no.json' },
      'Invalid input: The file "no.json" of the input attest does not exist',
    ],
    [
      'an attestation that is no JSON',
      { attest: 'sbom=a.txt' },
      'Invalid input: The file "a.txt" of the input attest is not JSON: it is not valid JSON',
    ],
    [
      'attestations beside the older form',
      { sign: 'keyless', attest: 'provenance', 'signature-format': 'legacy' },
      'Invalid input: The input attest cannot be combined with signature-format "legacy": newer readers would no longer see the signature',
    ],
    [
      'a provenance by a key',
      { sign: 'key', 'sign-key': 'a.txt', attest: 'provenance' },
      'Invalid input: attest: provenance cannot be combined with sign: key: a provenance is made from the token of the job',
    ],
    [
      'a job without a token',
      { sign: 'keyless' },
      'Not signed: Signing without a key needs an OIDC token, and this job may not ask for one',
    ],
  ]),
];
