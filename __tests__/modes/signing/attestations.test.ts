import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { claimsOf, readAttestations } from '../../../src/modes/signing/attestations.ts';
import { makeFolder, makeWorkspace } from '../../support/action/workspace.ts';

let workspace: string;
beforeAll(async () => {
  const outside = makeFolder();
  await writeFile(join(outside, 'secret.json'), '{"spdxVersion":"SPDX-2.3"}');
  workspace = await makeWorkspace({
    'spdx.json': '{"spdxVersion":"SPDX-2.3","name":"app"}',
    'spdx-2.2.json': '{"spdxVersion":"SPDX-2.2"}',
    'cyclonedx.json': '{"bomFormat":"CycloneDX","specVersion":"1.6"}',
    'a=b.json': '{"a":"b"}',
    'deep/c d.json': '{"c":"d"}',
    'spdx-3.json': '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}',
    'odd.json': '{"spdxVersion":"SPDX-2.3-beta"}',
    'number.json': '{"spdxVersion":2.3}',
    'other.json': '{"bomFormat":"cyclonedx"}',
    'list.json': '[{"spdxVersion":"SPDX-2.3"}]',
    'text.json': 'SPDXVersion: SPDX-2.3',
    'empty.json': '',
    'latin.json': Buffer.of(0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d),
    'deep.json': `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`,
    // To the byte what may be, beside the spaces, which do not count.
    'most.json': `{   "x":   "${'x'.repeat(720 * 1024 - 8)}"   }`,
    'more.json': `{"x":"${'x'.repeat(720 * 1024 - 7)}"}`,
    'pieces.json': `{"x":[${'1,'.repeat(260_000)}1]}`,
    'large.json': `{"spdxVersion":"SPDX-2.3","x":"${'x'.repeat(16 * 1024 * 1024)}"}`,
  });
  await symlink(join(outside, 'secret.json'), join(workspace, 'outside.json'));
  await symlink('spdx.json', join(workspace, 'inside.json'));
});

const read = (...lines: string[]) => readAttestations(lines, workspace);
const file = (label: string, predicateType: string, predicate: object) => ({
  kind: 'file',
  label,
  predicateType,
  predicate,
});
const spdx = file('sbom', 'https://spdx.dev/Document/v2.3', { spdxVersion: 'SPDX-2.3', name: 'app' });

describe('the lines of attest', () => {
  it.each<[string, string[], object[]]>([
    ['nothing', [], []],
    ['a provenance', ['provenance'], [{ kind: 'provenance' }]],
    ['an SBOM in SPDX', ['sbom=spdx.json'], [spdx]],
    [
      'an SBOM of another version of SPDX',
      ['sbom=spdx-2.2.json'],
      [file('sbom', 'https://spdx.dev/Document/v2.2', { spdxVersion: 'SPDX-2.2' })],
    ],
    [
      'an SBOM in CycloneDX',
      ['sbom=cyclonedx.json'],
      [file('sbom', 'https://cyclonedx.org/bom', { bomFormat: 'CycloneDX', specVersion: '1.6' })],
    ],
    ['spaces around the =', ['sbom = spdx.json'], [spdx]],
    ['a link within the workspace', ['sbom=inside.json'], [spdx]],
    [
      'a type with a file whose name has a = in it',
      ['https://a.test/b=a=b.json'],
      [file('https://a.test/b', 'https://a.test/b', { a: 'b' })],
    ],
    [
      'a type with a file in a folder',
      ['https://a.test/b=deep/c d.json'],
      [file('https://a.test/b', 'https://a.test/b', { c: 'd' })],
    ],
    [
      'an SBOM of another form, by its type',
      ['https://spdx.dev/Document/v3.0=spdx-3.json'],
      [
        file('https://spdx.dev/Document/v3.0', 'https://spdx.dev/Document/v3.0', {
          '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
        }),
      ],
    ],
    [
      'all at once, in their order',
      ['sbom=spdx.json', 'provenance', 'https://a.test/b=a=b.json'],
      [spdx, { kind: 'provenance' }, file('https://a.test/b', 'https://a.test/b', { a: 'b' })],
    ],
  ])('may say %s', (_, lines, all) => {
    expect(read(...lines)).toEqual(all);
  });

  it('may name a file of 720 KiB', () => {
    const [most] = read('https://a.test/b=most.json');
    expect(most).toMatchObject({ predicate: { x: 'x'.repeat(720 * 1024 - 8) } });
  });

  const known = 'known are provenance, sbom=FILE, and the URI of a type with =FILE';
  const noSbom = 'is neither SPDX 2 nor CycloneDX in JSON: write the URI of its type in the place of sbom';
  it.each<[string, string[], string]>([
    ['an unknown word', ['everything'], `The line "everything" of the input attest is not known: ${known}`],
    [
      'a word with a letter wrong',
      ['provenence'],
      'The line "provenence" of the input attest is not known: did you mean provenance?',
    ],
    [
      'a short word with a letter wrong',
      ['sbon=spdx.json'],
      'The line "sbon=spdx.json" of the input attest is not known: did you mean sbom?',
    ],
    [
      'a type that is no address',
      ['urn:a:b=spdx.json'],
      'The line "urn:a:b=spdx.json" of the input attest is not known: ',
    ],
    ['other capitals', ['SBOM=spdx.json'], 'The line "SBOM=spdx.json" of the input attest is not known: '],
    [
      'a provenance with a file',
      ['provenance=spdx.json'],
      'The line "provenance=spdx.json" of the input attest is not known: ',
    ],
    ['a file alone', ['spdx.json'], `The line "spdx.json" of the input attest is not known: ${known}`],
    ['an SBOM without a file', ['sbom'], 'The line "sbom" of the input attest names no file: write it after a ='],
    [
      'an SBOM with an empty file',
      ['sbom= '],
      'The line "sbom= " of the input attest names no file: write it after a =',
    ],
    [
      'a type without a file',
      ['https://a.test/b'],
      'The line "https://a.test/b" of the input attest names no file: write it after a =',
    ],
    [
      'a type that is no URI',
      ['a.test/b=a=b.json'],
      `The line "a.test/b=a=b.json" of the input attest is not known: ${known}`,
    ],
    [
      'two of one type',
      ['sbom=spdx.json', 'sbom=inside.json'],
      'The line "sbom=inside.json" of the input attest asks for a type that another line already asks for',
    ],
    [
      'two provenances',
      ['provenance', 'provenance'],
      'The line "provenance" of the input attest asks for a type that another line already asks for',
    ],
    [
      'a provenance and a file of its type',
      ['provenance', 'https://slsa.dev/provenance/v1=a=b.json'],
      'The line "https://slsa.dev/provenance/v1=a=b.json" of the input attest asks for a type that another line',
    ],
    [
      'a file that would be a plain signature',
      ['https://sigstore.dev/cosign/sign/v1=a=b.json'],
      'The line "https://sigstore.dev/cosign/sign/v1=a=b.json" of the input attest has the type of a plain signature: set sign',
    ],
    [
      'two of one type in other words',
      ['https://spdx.dev/Document/v2.3=a=b.json', 'sbom=spdx.json'],
      'The line "sbom=spdx.json" of the input attest asks for a type that another line already asks for',
    ],
    ['a file that is missing', ['sbom=nothing.json'], 'The file "nothing.json" of the input attest '],
    ['a folder', ['sbom=deep'], 'The file "deep" of the input attest '],
    ['a file outside of the workspace', ['sbom=../x.json'], 'The file "../x.json" of the input attest '],
    ['a link out of the workspace', ['sbom=outside.json'], 'The file "outside.json" of the input attest '],
    [
      'a file whose bundle verify would not read',
      ['https://a.test/b=more.json'],
      'The file "more.json" of the input attest is larger than 720 KiB, so verify would not read it: attach it with mode: attach',
    ],
    [
      'a file of too many pieces',
      ['https://a.test/b=pieces.json'],
      'The file "pieces.json" of the input attest is larger than 720 KiB',
    ],
    ['a file that is too large', ['sbom=large.json'], 'The file "large.json" of the input attest '],
    ['an empty file', ['sbom=empty.json'], 'The file "empty.json" of the input attest is not JSON: '],
    ['a file in text', ['https://a.test/b=text.json'], 'The file "text.json" of the input attest is not JSON: '],
    ['a file in Latin 1', ['https://a.test/b=latin.json'], 'The file "latin.json" of the input attest is not JSON: '],
    [
      'a file nested too deep',
      ['https://a.test/b=deep.json'],
      'The file "deep.json" of the input attest is not JSON: ',
    ],
    ['a list', ['sbom=list.json'], 'The file "list.json" of the input attest is not a JSON object'],
    ['an SBOM in SPDX 3', ['sbom=spdx-3.json'], `The file "spdx-3.json" of the input attest ${noSbom}`],
    ['an SBOM of an odd version', ['sbom=odd.json'], `The file "odd.json" of the input attest ${noSbom}`],
    ['an SBOM whose version is a number', ['sbom=number.json'], `The file "number.json" of the input attest ${noSbom}`],
    ['an SBOM that is none', ['sbom=other.json'], `The file "other.json" of the input attest ${noSbom}`],
  ])('with %s are refused', (_, lines, message) => {
    expect(() => read(...lines)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(message) }),
    );
  });

  it.each(['everything', 'sbom', 'sbom=list.json', 'sbom=other.json'])('for %s, with the advice about them', (line) => {
    expect(() => read(line)).toThrow(expect.objectContaining({ topic: 'attestation' }));
  });
});

it('the claims of attestations are bundles, and a provenance waits for the token', () => {
  expect(claimsOf(read('provenance', 'sbom=spdx.json'))).toEqual([
    { format: 'bundle', label: 'sbom', predicateType: spdx.predicateType, predicate: spdx.predicate },
  ]);
});
