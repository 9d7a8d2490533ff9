// What a summary is put together from: the line of tags, that of sizes and times, files, and what is known in a few words.
import { describe, expect, it } from '@jest/globals';
import { factsOf } from '../../../../src/action/tell/summary/facts.ts';
import { listOfFiles, loneFile } from '../../../../src/action/tell/summary/files.ts';
import { annotationsOf, inspectedFacts } from '../../../../src/action/tell/summary/inspected.ts';
import { relatedWords } from '../../../../src/action/tell/summary/related-words.ts';
import { tagLine } from '../../../../src/action/tell/summary/tag-line.ts';
import { traffic } from '../../../../src/action/tell/summary/traffic.ts';
import type { ModeName } from '../../../../src/modes/contract/inputs.ts';
import type { RelatedManifest } from '../../../../src/modes/contract/result.ts';
import { movedIn } from '../../../../src/modes/contract/told.ts';
import { type Told, toldBy } from '../../../support/action/told.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const other = `sha256:${'b'.repeat(64)}` as const;
const [a, b] = ['`sha256:aaaaaaaaaaaa`', '`sha256:bbbbbbbbbbbb`'];

describe('tags', () => {
  const fates = { new: 'new', newer: 'new', old: 'moved', older: 'moved', same: 'unchanged', mine: 'kept' };
  const previous = { old: digest, older: other };
  it.each<[string[], boolean, string]>([
    [
      ['same', 'old', 'new', 'mine', 'newer', 'older'],
      false,
      `\`new\` \`newer\` new · \`old\` moved from ${a} · \`older\` moved from ${b} · \`same\` unchanged · \`mine\` left as it is`,
    ],
    [['new', 'old'], true, `\`new\` would be new · \`old\` would move from ${a}`],
    [['old'], false, `\`old\` moved from ${a}`],
    // Nothing is known of these, whatever they are called.
    [['a', 'constructor', 'b'], false, '`a`, `constructor`, `b`'],
    [[], false, ''],
  ])('of %j are told with what became of them (dry run %s)', (tags, isDryRun, line) => {
    expect(tagLine(tags, toldBy({ tagFates: fates, before: previous }).about, isDryRun)).toBe(line);
  });

  it('are not all told, where there are many', () => {
    const tags = Array.from({ length: 201 }, (_, at) => `t${at}`);
    expect(tagLine(tags, {}, false)).toMatch(/`t199` … and 1 more$/);
    const tagged = Object.fromEntries(tags.map((tag) => [tag, 'moved']));
    expect(tagLine(tags, toldBy({ tagFates: tagged }).about, false)).toMatch(/`t9` moved … and 191 more$/);
  });

  it('are told that they moved, and not from where where that is not known, whatever they are called', () => {
    const tagged = Object.fromEntries(['constructor', 'v1'].map((tag) => [tag, 'moved']));
    expect(tagLine(['constructor', 'v1'], toldBy({ tagFates: tagged, before: {} }).about, false)).toBe(
      '`constructor` moved · `v1` moved',
    );
  });
});

it.each<[ModeName, Partial<Told>, number | undefined, string]>([
  ['push', { size: 12, sent: 4, there: 12 }, 4_100, '16 B, 4 B sent (75 % was there) in 4.1 s'],
  ['push', { sent: 4, there: 12 }, undefined, '16 B, 4 B sent (75 % was there)'],
  ['pull', { sent: 1, there: 999 }, 100, '1000 B, 1 B fetched (99 % was there) in 0.1 s'],
  ['push', { sent: 999, there: 1 }, 100, '1000 B, 999 B sent (under 1 % was there) in 0.1 s'],
  ['push', { size: 5, sent: 5, there: 0 }, 100, '5 B sent in 0.1 s'],
  ['push', { size: 5, sent: 7, there: 0 }, 100, '7 B sent in 0.1 s'],
  ['push', { size: 5, sent: 0, there: 5 }, 100, '5 B, nothing to send · took 0.1 s'],
  ['pull', { size: 5, sent: 0, there: 5 }, undefined, '5 B, nothing to fetch'],
  ['inspect', { size: 2048 }, 100, '2 KiB · took 0.1 s'],
  ['tags', {}, 100, 'took 0.1 s'],
  ['tags', {}, undefined, ''],
])('Sizes of mode %s are said once: %j after %s ms', (mode, bytes, duration, line) => {
  const told = toldBy(bytes);
  expect(traffic(mode, { ...told.about, ...movedIn(told) }, duration).join(' · ')).toBe(line);
});

describe('files', () => {
  const mediaType = 'text/plain';
  const file = (title: string) => ({ title, digest, size: 3, mediaType });
  const folder = (title: string, count: number) => ({
    ...file(title),
    entries: { files: count, size: 5, first: [{ name: `${title}/x|y`, size: 5 }] },
  });
  const head = '| File | Size |\n| :--- | :--- |\n';

  it('need no list where there is one, unless it is a directory', () => {
    expect([listOfFiles([]), listOfFiles([file('a')])]).toEqual([undefined, undefined]);
    expect([loneFile([file('a')]), loneFile([file('a'), file('b')]), loneFile([folder('k8s', 1)])]).toEqual([
      ['`a`'],
      [],
      [],
    ]);
    expect(listOfFiles([folder('k8s', 1)])).toBe(
      `<details><summary><code>k8s&#47;</code>, 1 file, 5 B</summary>\n\n${head}| <code>k8s&#47;x&#124;y</code> | 5 B |\n\n</details>`,
    );
    expect(listOfFiles([folder('k8s', 14)])).toContain('14 files, 5 B</summary>');
    expect(listOfFiles([folder('k8s', 14)])).toContain('\n\n… and 13 more\n');
  });

  it('are folded under their names, and a directory under its own', () => {
    const list = listOfFiles([file('a'), folder('k8s', 1)]) ?? '';
    expect(list).toContain('<summary><code>a</code>, <code>k8s&#47;</code></summary>');
    expect(list).toContain(`${head}| \`a\` | 3 B |\n| \`k8s/\` | 3 B |`);
    expect(list).toContain('<summary><code>k8s&#47;</code>, 1 file, 5 B</summary>');
  });

  it('of which too many are directories are shown up to 200, each with what is in it', () => {
    const list = listOfFiles(Array.from({ length: 203 }, (_, at) => folder(`d${at}`, 1))) ?? '';
    expect(list.match(/<summary><code>d\d+&#47;<\/code>, 1 file, 5 B<\/summary>/g)).toHaveLength(200);
  });

  it.each([
    [3, '<code>f0</code>, <code>f1</code>, <code>f2</code>', undefined],
    [4, '4 files', undefined],
    [203, '203 files', '… and 3 more'],
  ])('of %i are shown up to 200', (count, heading, more) => {
    const list = listOfFiles(Array.from({ length: count }, (_, at) => file(`f${at}`))) ?? '';
    expect(list).toContain(`<summary>${heading}</summary>`);
    expect(list.match(/^\| `f\d+` \| 3 B \|$/gm)).toHaveLength(Math.min(count, 200));
    expect(/^… and .*$/m.exec(list)?.[0]).toBe(more);
  });
});

describe('what hangs together', () => {
  const related = (...types: string[]): RelatedManifest[] =>
    types.map((type) => ({ type, digest, relation: /^linux|^x$/.test(type) ? 'part' : 'attached', of: digest }));
  it.each<[string, RelatedManifest[], string]>([
    [
      'an index',
      related('linux/amd64', 'linux/arm64', 'application/spdx+json', 'cosign sig'),
      '`linux/amd64`, `linux/arm64`, 1 SBOM, 1 signature',
    ],
    ['SBOMs', related('application/vnd.cyclonedx+json', 'application/spdx+json', 'cosign sbom'), '3 SBOMs'],
    [
      'signatures',
      related('application/vnd.dev.cosign.artifact.sig.v1+json', 'application/vnd.cncf.notary.signature', 'cosign sig'),
      '3 signatures',
    ],
    ['attestations', related('cosign att', 'application/vnd.in-toto+json', 'unknown/unknown'), '3 attestations'],
    [
      'an attestation that is a part',
      [...related('linux/amd64'), { type: 'unknown/unknown', digest, relation: 'part', of: digest }],
      '`linux/amd64`, 1 attestation',
    ],
    ['bundles', related('application/vnd.dev.sigstore.bundle.v0.3+json'), '1 Sigstore bundle'],
    ['other things', related('a/b', 'a/b', 'x', '`'), '`x`, 2 × `a/b`, 1 × `` ` ``'],
    ['a type that is called as we call another', related('SBOM', 'application/spdx+json'), '1 × `SBOM`, 1 SBOM'],
    ['a subject', [{ type: 'a/b', digest, relation: 'subject', of: digest }], ''],
    ['nothing', [], ''],
  ])('is said in words: %s', (_, all, words) => {
    expect(relatedWords(all)).toBe(words);
  });

  it.each([
    [10, /, `linux\/p9`$/],
    [11, /, `linux\/p9` … and 1 more$/],
    [12, /, `linux\/p9` … and 2 more$/],
  ])('is said of ten platforms out of %i', (count, end) => {
    const all = Array.from({ length: count }, (_, at) => `linux/p${at}`);
    expect(relatedWords(related(...all))).toMatch(end);
  });

  it('is called by what is at the start of its type, which is never longer than 255 characters', () => {
    const typed = (length: number) => relatedWords(related(`${'x'.repeat(length)}spdx`));
    expect([typed(251), typed(252).slice(0, 6)]).toEqual(['1 SBOM', '1 × `x']);
  });
});

describe('facts', () => {
  const facts = (mode: ModeName, result: Partial<Told>, related: RelatedManifest[] = [], line?: string) =>
    factsOf(mode, toldBy(result), { tagLine: line, related }).map(([name, value]) => `${name} ${value}`);
  const signature = { digest, format: 'bundle', predicateType: 'https://sigstore.dev/cosign/sign/v1' } as const;
  const made = { ...signature, reference: 'r.test/a@x' };
  const provenance = 'https://slsa.dev/provenance/v1';
  const job = {
    entry: 'github o/r',
    identity: 'https://github.com/o/r/.github/workflows/w.yml@refs/heads/main',
    repository: 'https://github.com/o/r',
    ref: 'refs/heads/main',
  };
  const at = { source: `s.test/a:v1@${digest}`, place: 'r.test/a', digest };

  it.each<[string, ModeName, Partial<Told>, string[]]>([
    ['a version that is no tag', 'tags', { version: '1.2.3', tags: ['v1.2.3'] }, ['Version `1.2.3`']],
    ['a version that is another of the tags', 'push', { version: '1.2.3', tags: ['latest', '1.2.3'] }, []],
    ['addresses of nothing that is known', 'push', { attestations: ['https://github.com/o/r/attestations/1'] }, []],
    ['a version that is one', 'push', { version: '1.2.3', tags: ['1.2.3'] }, []],
    ['a type', 'push', { artifactType: 'x/y' }, ['Type `x/y`']],
    ['the usual type', 'push', { artifactType: 'application/vnd.unknown.artifact.v1' }, []],
    [
      'the usual type of what is inspected',
      'inspect',
      { artifactType: 'application/vnd.unknown.artifact.v1' },
      ['Type `application/vnd.unknown.artifact.v1`'],
    ],
    ['a place on the disk', 'pull', { path: 'out' }, ['Into `out`']],
    ['a copy', 'copy', at, ['From `s.test/a:v1`', 'To `r.test/a` · LINE', `Digest ${a} the same on both sides`]],
    [
      'a copy that differs',
      'copy',
      { ...at, digest: other },
      ['From `s.test/a:v1`', 'To `r.test/a` · LINE', `Digest ${b} here, ${a} at the source`],
    ],
    [
      'a copy from a folder with an @ in its name',
      'copy',
      { ...at, source: `oci-layout:a@b/c:v1@${digest}` },
      ['From `oci-layout:a@b/c:v1`', 'To `r.test/a` · LINE', `Digest ${a} the same on both sides`],
    ],
    ['a copy that did not come to it', 'copy', { ...at, kept: true }, ['From `s.test/a:v1`', 'To `r.test/a` · LINE']],
    [
      'who signed',
      'push',
      { signatures: [{ ...made, identity: 'https://x.test/w' }] },
      ['Signed by `https://x.test/w`'],
    ],
    ['a key', 'push', { signatures: [{ ...made, key: digest }] }, [`Signed with the key ${a}`]],
    [
      'attestations',
      'push',
      {
        signatures: [{ ...made, predicateType: provenance }],
        attestations: ['https://github.com/o/r/attestations/1', 'x'],
      },
      [
        'Attested `https://slsa.dev/provenance/v1`<br>[shown by GitHub](https://github.com/o/r/attestations/1)<br>shown by GitHub',
      ],
    ],
    [
      'whose signature was asked for, and its run',
      'pull',
      { verified: [{ ...signature, ...job, run: 'https://github.com/o/r/actions/runs/1' }] },
      ['Verified signed by `o/r, refs/heads/main, w.yml` ([run](https://github.com/o/r/actions/runs/1))'],
    ],
    [
      'a run that is no address',
      'pull',
      {
        verified: [
          { ...signature, ...job, run: 'javascript:alert(1)' },
          { ...signature, ...job },
        ],
      },
      ['Verified signed by `o/r, refs/heads/main, w.yml`'],
    ],
    [
      'two signers',
      'pull',
      {
        verified: [
          { ...signature, entry: 'key a.pub' },
          { ...signature, entry: 'key b.pub' },
        ],
      },
      ['Verified signed by `key a.pub`<br>signed by `key b.pub`'],
    ],
    [
      'whose attestation was asked for, in a copy',
      'copy',
      { ...at, kept: true, verified: [{ ...signature, entry: 'key a.pub', predicateType: provenance }] },
      ['From `s.test/a:v1`', 'To `r.test/a` · LINE', `Source verified \`${provenance}\`, signed by \`key a.pub\``],
    ],
  ])('tell %s', (_, mode, result, expected) => {
    expect(facts(mode, result, [], 'LINE')).toEqual(expected);
  });

  it('link to ten attestations at most', () => {
    const attestationUrls = Array.from({ length: 11 }, (_, at) => `https://github.com/o/r/attestations/${at}`);
    const [told = ''] = facts('push', {
      signatures: [{ ...made, predicateType: provenance }],
      attestations: attestationUrls,
    });
    expect(told.match(/attestations\/\d+/g)).toEqual(attestationUrls.slice(0, 10).map((url) => url.slice(23)));
  });

  it('tell what is attached, and to what', () => {
    const subject: RelatedManifest = { type: 'a/b', digest: other, relation: 'subject', of: digest };
    expect(facts('attach', { artifactType: 'x/y' }, [subject])).toEqual([`Subject ${b}`]);
    expect(facts('copy', {}, [{ ...subject, type: 'cosign sig', relation: 'attached' }])).toEqual(['With 1 signature']);
  });
});

describe('an inspection', () => {
  it('tells when and for what it was made', () => {
    const details = { created: '2026-01-01T00:00:00Z', os: 'linux', architecture: 'arm64', variant: 'v8' };
    expect(inspectedFacts({ details })).toEqual([
      ['Created', '`2026-01-01T00:00:00Z`'],
      ['Platform', '`linux/arm64/v8`'],
    ]);
    // What is not a text is none: a config may hold anything.
    expect(inspectedFacts({ details: { created: 1, os: {}, architecture: '' } })).toEqual([]);
    expect(inspectedFacts({})).toEqual([]);
  });

  it.each([
    [0, undefined],
    [10, /^\*\*Annotations\*\*\n\n- `k0` `v`\n- `k1` `v`\n/],
    [11, /^<details><summary>11 annotations<\/summary>\n\n- `k0` `v`\n/],
    [201, /- `k199` `v` … and 1 more\n\n<\/details>$/],
  ])('lists %i annotations', (count, expected) => {
    const annotations = Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'v']));
    const told = annotationsOf({ details: { annotations } });
    if (expected) expect(told).toMatch(expected);
    else expect(told).toBeUndefined();
  });
});
