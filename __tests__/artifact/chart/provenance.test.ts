import { describe, expect, it } from '@jest/globals';
import { maxProvenanceBytes, problemOfProvenance } from '../../../src/artifact/chart/provenance.ts';
import type { Digest } from '../../../src/oci/digest.ts';

const digest: Digest = `sha256:${'a'.repeat(64)}`;
/** As the digest, but for the last digit. */
const near: Digest = `sha256:${'a'.repeat(63)}b`;
const other: Digest = `sha256:${'b'.repeat(64)}`;

function signed(files: string): string {
  return `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nname: web\n\n...\n${files}-----BEGIN PGP SIGNATURE-----\n\nabc\n`;
}

describe('a provenance file', () => {
  it.each<[string, string, string | undefined]>([
    ['as Helm writes it', signed(`files:\n  web-1.0.0.tgz: ${digest}\n`), undefined],
    ['with more archives', signed(`files:\n  a.tgz: ${other}\n  web-1.0.0.tgz: ${digest}\n`), undefined],
    ['with quotes and CRLF', signed(`files:\n  "web-1.0.0.tgz": "${digest}"\n`).replaceAll('\n', '\r\n'), undefined],
    [
      'of another archive',
      signed(`files:\n  web-1.0.0.tgz: ${other}\n`),
      `is for an archive ${other}, not for ${digest}`,
    ],
    [
      'of an archive whose digest begins alike',
      signed(`files:\n  web-1.0.0.tgz: ${near}\n`),
      `is for an archive ${near}, not for ${digest}`,
    ],
    ['of another version', signed(`files:\n  web-1.0.1.tgz: ${digest}\n`), 'does not name web-1.0.0.tgz'],
    ['whose name is elsewhere', signed(`  web-1.0.0.tgz: ${digest}\nfiles:\n`), 'does not name web-1.0.0.tgz'],
    // In time that grows with the text, not with its square: it would take half an hour.
    ['with a line of spaces', signed(`files:\n${' '.repeat(1_000_000)}x\n`), 'does not name web-1.0.0.tgz'],
    ['whose list comes later', signed(`a: b\nfiles:\t\n\tweb-1.0.0.tgz:  ${digest}\t\n`), undefined],
    [
      'whose list is a part of something',
      signed(`profiles:\n  web-1.0.0.tgz: ${digest}\n`),
      'does not name web-1.0.0.tgz',
    ],
    [
      'whose list has ended',
      signed(`files:\n  a.tgz: ${digest}\nb: c\n  web-1.0.0.tgz: ${digest}\n`),
      'does not name web-1.0.0.tgz',
    ],
    ['of a digest with more behind it', signed(`files:\n  web-1.0.0.tgz: ${digest}x\n`), 'does not name web-1.0.0.tgz'],
    ['of a longer digest', signed(`files:\n  web-1.0.0.tgz: ${digest}0\n`), 'does not name web-1.0.0.tgz'],
    ['of a name that ends alike', signed(`files:\n  my-web-1.0.0.tgz: ${digest}\n`), 'does not name web-1.0.0.tgz'],
    [
      'of two sums, of which the first counts',
      signed(`files:\n  web-1.0.0.tgz: ${other}\n  web-1.0.0.tgz: ${digest}\n`),
      `is for an archive ${other}, not for ${digest}`,
    ],
    [
      'that only speaks of a signature',
      `see -----BEGIN PGP SIGNED MESSAGE-----\nfiles:\n  web-1.0.0.tgz: ${digest}\n`,
      'is not signed by PGP',
    ],
    [
      'with a key alone',
      `-----BEGIN PGP PUBLIC KEY BLOCK-----\nfiles:\n  web-1.0.0.tgz: ${digest}\n`,
      'is not signed by PGP',
    ],
    ['with a name that goes on', signed(`files:\n  web-1.0.0.tgz.old: ${digest}\n`), 'does not name web-1.0.0.tgz'],
    ['without archives', signed(''), 'does not name web-1.0.0.tgz'],
    ['without a signature', `files:\n  web-1.0.0.tgz: ${digest}\n`, 'is not signed by PGP'],
  ])('%s', (_, text, problem) => {
    expect(problemOfProvenance(Buffer.from(text), 'web-1.0.0.tgz', digest)).toBe(problem);
  });
});

it('A provenance file may have 1 MiB', () => {
  expect(maxProvenanceBytes).toBe(1_048_576);
});
