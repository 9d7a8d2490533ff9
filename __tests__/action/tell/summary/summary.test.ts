import { describe, expect, it } from '@jest/globals';
import type { Step } from '../../../../src/action/tell/headline.ts';
import type { Report } from '../../../../src/action/tell/report.ts';
import { summaryOf } from '../../../../src/action/tell/summary/summary.ts';
import type { Result } from '../../../../src/modes/contract/result.ts';
import { parseReference } from '../../../../src/oci/reference.ts';

const step = (mode: Step['mode']): Step => ({ mode, reference: parseReference('host.test/team/app'), dryRun: false });
const digest = `sha256:${'a'.repeat(64)}` as const;

describe('the summary', () => {
  it('shows 200 tags at most, and says how many more there are', () => {
    const tags = Array.from({ length: 350 }, (_, number) => `tag-${number}`);
    const summary = summaryOf(step('tags'), { repository: 'host.test/app', tags, version: '1.2.3' }, undefined);
    expect(summary).toContain('### Listed: `host.test/app`');
    expect(summary).toContain('| Version | `1.2.3` |');
    expect(summary).toContain('`tag-199` … and 150 more');
    expect(summary).not.toContain('tag-200');
  });

  it.each([
    ['inspect', { digest, size: 2048 }, '| Size | 2 KiB |'],
    [
      'push',
      { digest, size: 2048, transferred: 1024, reused: 1024 },
      '| Transfer | `██████████░░░░░░░░░░` 1 KiB moved, 1 KiB already there |',
    ],
  ] as const)('says of mode %s what is known of the size', (mode, result, row) => {
    expect(summaryOf(step(mode), result, undefined)).toContain(row);
  });

  it.each([
    ['1.4.2', '"1.4.2"'],
    // A number to YAML.
    ['1.10', '"1.10"'],
    ['v1.10', 'v1.10'],
    ['2026-01-31', '"2026-01-31"'],
  ])('shows the version %s to Argo CD as the text %s', (version, written) => {
    const artifactType = 'application/vnd.cncf.helm.config.v1+json';
    const result = { repository: 'host.test/web', reference: `host.test/web@${digest}`, digest, artifactType, version };
    expect(summaryOf(step('push'), result, undefined)).toContain(`\n  targetRevision: ${written}\n`);
  });

  const key = {
    entry: 'key a.pub',
    key: digest,
    format: 'bundle',
    predicateType: 'https://sigstore.dev/cosign/sign/v1',
    digest,
  } as const;
  it.each([
    ['pull', {}, '| Verified | signed by `key a.pub` |'],
    ['copy', { source: `r.test/app@${digest}` }, '| Source verified | signed by `key a.pub` |'],
    [
      'copy',
      { source: `r.test/app@${digest}`, items: ['a', 'b'].map((name) => ({ name, status: 'copied' })) },
      '| Source verified | signed by `key a.pub` |',
    ],
  ] as const)('says after a %s whose signatures were verified', (mode, result, row) => {
    expect(summaryOf(step(mode), { ...result, verified: [key] }, undefined)).toContain(`${row}\n`);
  });

  it('is below 1 MiB, in bytes', () => {
    const many = Array.from({ length: 200 }, (_, index) => `${index} ${'語'.repeat(600)}`);
    const summary = summaryOf(
      step('copy'),
      {
        tags: many,
        changed: true,
        digest,
        files: many.map((title) => ({ title, digest, size: 1, mediaType: 'text/plain' })),
        items: many.map((name) => ({ name, status: 'copied', digest, reason: name })),
      },
      undefined,
    );
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toContain('| Digest |');
  });

  it('says of one chart that failed what became of it', () => {
    const items = [{ name: 'web', version: '1.0.0', status: 'failed', reason: 'no room', changed: false }];
    const report = { title: 'Access denied', message: 'no room', remedy: 'Ask.' };
    const about = (told?: typeof report) => summaryOf(step('push'), { repository: 'host.test/web', items }, told);
    expect(about(report)).toContain('| `web 1.0.0` | failed |');
    // Of one that is there, the rest says all.
    expect(about()).not.toContain('`web 1.0.0`');
  });

  it('has no row for what is not known, and no diagram without referrers', () => {
    expect(summaryOf(step('discover'), { repository: 'host.test/app', digest, referrers: [] }, undefined)).toBe(
      `### Discovered: \`host.test/app\`\n\n| Digest | \`${digest}\` |\n| :--- | :--- |\n`,
    );
  });

  const app = { repository: 'host.test/team/app', digest, reference: `host.test/team/app@${digest}` };
  const other = `sha256:${'b'.repeat(64)}` as const;
  const [a, b] = ['`sha256:aaaaaaaaaaaa`', '`sha256:bbbbbbbbbbbb`'];
  /** All of it, but for how to fetch what was published. */
  const partsOf = (mode: Step['mode'], result: Partial<Result>, dryRun = false, report?: Report) =>
    summaryOf({ ...step(mode), dryRun }, result, report)
      .trimEnd()
      .split('\n\n')
      .filter((part, index, all) => !/<details/.test(all.slice(0, index + 1).join('')) || /left as/.test(part));
  const report: Report = { title: 'Access denied', message: 'no | room', remedy: 'Ask.' };

  it.each<[string, string[], string[]]>([
    ['a push', partsOf('push', { ...app, changed: true }), ['### Pushed: `host.test/team/app`']],
    ['a dry run', partsOf('push', { ...app, changed: true }, true), ['### Would push: `host.test/team/app`']],
    [
      'a push without files',
      partsOf('push', { repository: 'r.test/a' }),
      ['### Nothing to do, no files were found: `r.test/a`'],
    ],
    [
      'an attach without files',
      partsOf('attach', { repository: 'r.test/a' }),
      ['### Nothing to do, no files were found: `r.test/a`'],
    ],
    ['a delete', partsOf('delete', { repository: 'r.test/a', changed: true }), ['### Deleted in `r.test/a`']],
    ['a sync', partsOf('sync', { changed: true }), ['### Synced']],
    [
      'a failure',
      partsOf('push', { repository: 'r.test/a' }, false, report),
      ['### Access denied: `r.test/a`', '> [!CAUTION]\n> <code>no &#124; room</code>\n>\n> Ask.'],
    ],
  ])('has a title for %s', (_, [title = '', ...rest], [expected = '', ...parts]) => {
    expect([title, ...rest.slice(0, parts.length)]).toEqual([expected, ...parts]);
  });

  it('tells of a step that did not begin what went wrong, and nothing else', () => {
    expect(summaryOf(undefined, {}, report)).toBe(
      '### Access denied\n\n> [!CAUTION]\n> <code>no &#124; room</code>\n>\n> Ask.\n',
    );
  });

  it('tells what is known in rows, and where tags were', () => {
    const result = {
      ...{ ...app, tags: ['v1', 'v2'], source: 's.test/a:v1', version: '1.0.0', artifactType: 'x/y', size: 0 },
      ...{ previous: { v1: other }, transferred: 0, reused: 5 },
    };
    const rows = [
      `| Digest | \`${digest}\` |`,
      '| :--- | :--- |',
      '| Tags | `v1`, `v2` |',
      `| Moved | \`v1\`: \`${other}\` → \`${digest}\` |`,
      '| Source | `s.test/a:v1` |',
      '| Version | `1.0.0` |',
      '| Type | `x/y` |',
      '| Size | 0 B |',
      '| Transfer | `░░░░░░░░░░░░░░░░░░░░` 5 B already there |',
    ];
    expect(partsOf('copy', result)[1]).toBe(rows.join('\n'));
    expect(partsOf('copy', result, true)[1]).toBe(rows.join('\n').replace('| Moved', '| Would move'));
    // Without a digest, nothing has a size.
    expect(partsOf('copy', { size: 5 })).toHaveLength(1);
  });

  it.each([
    [1, 999, '█░░░░░░░░░░░░░░░░░░░` 1 B moved, 999 B already there'],
    [999, 1, '███████████████████░` 999 B moved, 1 B already there'],
    [1, 0, '████████████████████` 1 B moved'],
    [1, 3, '█████░░░░░░░░░░░░░░░` 1 B moved, 3 B already there'],
  ])('draws of %i bytes moved and %i that were there', (transferred, reused, bar) => {
    expect(partsOf('copy', { transferred, reused })[1]).toMatch(`| Transfer | \`${bar} |`);
  });

  it.each([
    [10, ''],
    [11, '<br>… and 1 more'],
    [13, '<br>… and 3 more'],
  ])('shows of %i tags that moved no more than ten', (count, more) => {
    const previous = Object.fromEntries(Array.from({ length: count }, (_, at) => [`t${at}`, other]));
    const [, rows = ''] = partsOf('tag', { digest, previous });
    expect(rows.match(/→/g)).toHaveLength(10);
    expect(rows.split('\n').at(-1)).toBe(
      `| Moved | ${Array.from({ length: 10 }, (_, at) => `\`t${at}\`: \`${other}\` → \`${digest}\``).join('<br>')}${more} |`,
    );
  });

  it('tells first what was done, and folds what was left', () => {
    const items = [
      { name: 'one', status: 'moved', digest, source: 's.test/one', previous: { v1: other, v2: other } },
      { name: 'two', status: 'unchanged', digest, source: 's.test/two' },
      { name: 'three', status: 'failed', reason: 'no room', source: 's.test/three' },
      { name: 'four', version: '1.0.0', status: 'kept' },
      { name: 'five', status: 'skipped' },
      { name: 'six', status: 'missing' },
    ];
    const head = '| Name | Result | Digest | Source |\n| :--- | :--- | :--- | :--- |\n';
    expect(partsOf('sync', { items }).slice(1)).toEqual([
      '**1** moved, **1** unchanged, **1** failed, **1** kept, **1** skipped, **1** missing',
      `${head}| \`one\` | moved | ${b} → ${a} | \`s.test/one\` |\n| \`three\` | failed |  | \`no room\` |`,
      '<details><summary>4 left as they are</summary>',
    ]);
    const whole = summaryOf(step('sync'), { items }, undefined);
    expect(whole).toContain(`| \`two\` | unchanged | ${a} | \`s.test/two\` |\n| \`four 1.0.0\` | kept |  |  |`);
    expect(partsOf('sync', { items: items.slice(0, 2) }, true).slice(1, 2)).toEqual([
      '**1** would be moved, **1** unchanged',
    ]);
    expect(partsOf('sync', { items: items.slice(0, 2) }).at(-1)).toBe('<details><summary>1 left as it is</summary>');
  });

  it.each<[string, Partial<Result>['items'], string[]]>([
    ['nothing', [], ['Nothing was selected.']],
    // What is quiet is all there is to tell, and there is no count of one.
    [
      'one that is unchanged',
      [{ name: 'one', status: 'unchanged' }],
      ['| Name | Result | Digest |\n| :--- | :--- | :--- |\n| `one` | unchanged |  |'],
    ],
    [
      'a reason and no source',
      [{ name: 'one', status: 'deleted', reason: 'old' }],
      ['| Name | Result | Digest |  |\n| :--- | :--- | :--- | :--- |\n| `one` | deleted |  | `old` |'],
    ],
  ])('tells of items: %s', (_, items = [], parts) => {
    expect(partsOf('sync', { items }).slice(1)).toEqual(parts);
  });

  it.each([
    [200, undefined],
    [201, '… and 1 more'],
  ])('shows of %i items no more than 200', (count, more) => {
    const items = Array.from({ length: count }, (_, at) => ({ name: `i${at}`, status: 'new' }));
    const parts = partsOf('sync', { items });
    expect(parts[2]?.split('\n')).toHaveLength(200 + 2);
    expect(parts[3]).toBe(more);
  });

  it.each([
    [10, 0, undefined],
    [11, 11, undefined],
    [200, 200, undefined],
    [203, 203, '… and 3 more files'],
  ])('lists %i files, and folds more than ten', (count, isFolded, more) => {
    const files = Array.from({ length: count }, (_, at) => ({
      title: `f${at}`,
      digest,
      size: 3,
      mediaType: 'text/plain',
    }));
    const whole = summaryOf(step('pull'), { digest, files }, undefined);
    expect(whole.includes(`<details><summary>${isFolded} files</summary>`)).toBe(isFolded > 0);
    expect(whole).toContain('| File | Size | Digest |\n| :--- | :--- | :--- |\n| `f0` |');
    expect(whole.match(/^\| `f\d+` \| 3 B \| `sha256:aaaaaaaaaaaa` \|$/gm)).toHaveLength(Math.min(count, 200));
    expect(/^… and .*$/m.exec(whole)?.[0]).toBe(more);
  });

  it('tells of several charts the place and the table, not the first alone', () => {
    const items = ['web', 'db'].map((name) => ({ name, version: '1.0.0', status: 'pushed', digest }));
    const file = { title: 'web.tgz', digest, size: 3, mediaType: 'text/plain' };
    const web = { repository: 'host.test/team/app/web', digest, reference: `host.test/team/app/web@${digest}` };
    const parts = summaryOf(step('push'), { ...web, changed: true, files: [file], items, transferred: 5 }, undefined);
    expect(parts.trimEnd().split('\n\n')).toEqual([
      '### Pushed: `host.test/team/app`',
      '| Transfer | `████████████████████` 5 B moved |\n| :--- | :--- |',
      '**2** pushed',
      `| Name | Result | Digest |\n| :--- | :--- | :--- |\n| \`web 1.0.0\` | pushed | ${a} |\n| \`db 1.0.0\` | pushed | ${a} |`,
    ]);
  });

  it.each<[Step['mode'], boolean, boolean, boolean]>([
    ['push', false, false, true],
    ['copy', false, false, true],
    ['attach', false, false, true],
    ['tag', false, false, true],
    ['push', true, false, false],
    ['push', false, true, false],
    ['pull', false, false, false],
    ['inspect', false, false, false],
  ])('of mode %s (dry run %s, failed %s) says how to fetch it: %s', (mode, dryRun, hasFailed, isTold) => {
    const told = summaryOf({ ...step(mode), dryRun }, { ...app, changed: true }, hasFailed ? report : undefined);
    expect(told.includes('<details open><summary>Fetch it in another step</summary>')).toBe(isTold);
  });

  it.each<[string, string, boolean, boolean, boolean]>([
    ['r.test/a', 'deleted', false, false, true],
    ['r.test/a', 'deleted', true, false, false],
    ['r.test/a', 'deleted', false, true, false],
    ['r.test/a', 'untagged', false, false, false],
    ['oci-layout:a', 'deleted', false, false, false],
  ])(
    'says of %s where something was %s (dry run %s, failed %s) what frees space: %s',
    (place, status, dryRun, hasFailed, isTold) => {
      const reference = parseReference(place);
      const items = [{ name: 'v1', status }];
      const told = summaryOf({ mode: 'delete', reference, dryRun }, { items }, hasFailed ? report : undefined);
      expect(told.includes("\n\nSpace is freed by the registry's garbage collection.\n")).toBe(isTold);
    },
  );

  it('draws what hangs together, but not of a failure', () => {
    const related = [{ digest: other, type: 'sbom/x', relation: 'attached' as const, of: digest }];
    const graph = [
      '```mermaid',
      'graph LR',
      '  n0["x/y<br/>sha256:aaaaaaaaaaaa"]',
      '  n1["sbom/x<br/>sha256:bbbbbbbbbbbb"]',
      '  n1 --> n0',
      '```',
    ].join('\n');
    expect(partsOf('copy', { digest, artifactType: 'x/y', mediaType: 'm/t', related }).at(-1)).toBe(graph);
    expect(partsOf('copy', { digest, artifactType: '', mediaType: 'm/t', related }).at(-1)).toBe(
      graph.replace('x/y', 'm/t'),
    );
    expect(partsOf('copy', { digest, related }).at(-1)).toBe(graph.replace('x/y', 'manifest'));
    expect(partsOf('copy', { digest, related }, false, report).join()).not.toContain('mermaid');
    expect(partsOf('copy', { related }).join()).not.toContain('mermaid');
  });
});
