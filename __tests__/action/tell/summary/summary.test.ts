import { describe, expect, it } from '@jest/globals';
import type { Step } from '../../../../src/action/tell/headline.ts';
import type { Report } from '../../../../src/action/tell/report.ts';
import type { Surroundings } from '../../../../src/action/tell/summary/links.ts';
import { summaryOf } from '../../../../src/action/tell/summary/summary.ts';
import type { RelatedManifest } from '../../../../src/modes/contract/result.ts';
import { parseReference } from '../../../../src/oci/reference.ts';
import { type Thing, type Told, toldBy } from '../../../support/action/told.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const other = `sha256:${'b'.repeat(64)}` as const;
const repository = 'ghcr.io/octo-org/app';
const reference = `${repository}@${digest}`;
const app = { place: repository, digest, pinned: reference, changed: true };
const report: Report = { title: 'Access denied', message: 'no | room', remedy: 'Ask.' };
const around: Surroundings = {
  action: 'octo-tools/oci-artifact@v1',
  duration: 4_100,
  source: 'https://github.com/octo-org/hello',
  revision: 'c0ffee',
  packageUrl: 'https://github.com/octo-org/hello/pkgs/container/app',
  runUrl: 'https://github.com/octo-org/hello/actions/runs/42',
};
const run = '[run](https://github.com/octo-org/hello/actions/runs/42)';
const pack = '[package](https://github.com/octo-org/hello/pkgs/container/app)';

interface Given {
  dryRun?: boolean;
  failure?: Report;
  place?: string;
}

/** A summary, part by part. */
const partsOf = (
  mode: Step['mode'],
  result: Partial<Told>,
  { dryRun = false, failure, place = repository }: Given = {},
) =>
  summaryOf({ mode, reference: parseReference(place) }, toldBy(result, dryRun), failure, around)
    .trimEnd()
    .split('\n\n');

/** How to use it is looked at elsewhere. */
const withoutUse = (parts: string[]) => {
  const start = parts.findIndex((part) => part.startsWith('<details><summary>Use it'));
  return start < 0 ? parts : parts.slice(0, start);
};

const block = `\`\`\`\n${reference}\n\`\`\``;
const [title, box] = [
  '### ❌ Not pushed to `ghcr.io/octo-org/app`: access denied',
  '> [!CAUTION]\n> <code>no &#124; room</code>\n>\n> Ask.',
];

describe('the summary', () => {
  it('says that there was nothing to work on, and nothing else', () => {
    const result = { place: repository, tags: ['v2'], changed: false, exists: false };
    const place = `${repository}:v1`;
    expect(partsOf('tag', result, { place })).toEqual([
      `### ✅ Nothing to tag: \`${place}\` does not exist`,
      'The step succeeds all the same, as `if-not-found: ignore` says.',
    ]);
    expect(partsOf('tag', result, { failure: report })[0]).toMatch(/^### ❌ /);
    expect(partsOf('tag', { ...result, exists: true })[0]).toBe(`### ✅ Unchanged: \`${repository}\``);
  });

  it('says of a push what came of it, the tags, the reference, sizes and time, and what is in it', () => {
    const file = { title: 'k8s', digest, size: 3, mediaType: 'a/b' };
    const result = {
      ...{ ...app, tags: ['v2', 'latest'], tagFates: { v2: 'new', latest: 'moved' }, before: { latest: other } },
      ...{ size: 16, sent: 4, there: 12, files: [file, { ...file, title: 'a' }], artifactType: 'x/y' },
    };
    expect(withoutUse(partsOf('push', result))).toEqual([
      '### ✅ Pushed `ghcr.io/octo-org/app`',
      '`v2` new · `latest` moved from `sha256:bbbbbbbbbbbb`',
      block,
      `16 B, 4 B sent (75 % was there) in 4.1 s · ${pack} · ${run}`,
      '- **Type** `x/y`',
      '<details><summary><code>k8s</code>, <code>a</code></summary>',
      '| File | Size |\n| :--- | :--- |\n| `k8s` | 3 B |\n| `a` | 3 B |',
      '</details>',
    ]);
    // A dry run sends nothing, and there is nothing to use.
    expect(partsOf('push', { ...result, files: [] }, { dryRun: true })).toEqual([
      '### 🔍 Dry run: would push `ghcr.io/octo-org/app`',
      '`v2` would be new · `latest` would move from `sha256:bbbbbbbbbbbb`',
      block,
      `Nothing was changed · 16 B · took 4.1 s · ${pack} · ${run}`,
      '- **Type** `x/y`',
    ]);
  });

  it('says of a copy where it comes from, in place of the tags', () => {
    const result = { ...app, source: `quay.io/a:v1@${digest}`, tags: ['v1'], tagFates: { v1: 'new' }, sent: 5 };
    expect(withoutUse(partsOf('copy', result))).toEqual([
      '### ✅ Copied `v1` to `ghcr.io/octo-org/app`',
      block,
      `5 B sent in 4.1 s · ${pack} · ${run}`,
      '- **From** `quay.io/a:v1`\n- **To** `ghcr.io/octo-org/app` · `v1` new\n- **Digest** `sha256:aaaaaaaaaaaa` the same on both sides',
    ]);
  });

  it('lists several things with their counts, and none of the outputs about the first', () => {
    const items: Partial<Thing>[] = [
      { name: 'web', version: '1.0.0', fate: 'pushed', digest },
      { name: 'db', version: '1.0.0', fate: 'unchanged', digest },
    ];
    const file = { title: 'web.tgz', digest, size: 3, mediaType: 'a/b' };
    const result = {
      ...app,
      things: items,
      tags: ['1.0.0'],
      version: '1.0.0',
      files: [file],
      artifactType: 'x/y',
      sent: 5,
      there: 5,
    };
    expect(partsOf('push', result, { place: 'ghcr.io/octo-org' })).toEqual([
      '### ✅ Pushed 1 of 2 charts to `ghcr.io/octo-org`',
      `**1** pushed · **1** unchanged · 10 B, 5 B sent (50 % was there) in 4.1 s · ${run}`,
      '| Result | Chart |\n| :--- | :--- |\n| pushed | `web 1.0.0` |\n| unchanged | `db 1.0.0` |',
    ]);
    expect(
      partsOf('delete', { ...app, things: [{ name: 'v1', fate: 'deleted', tags: ['v1'] }] }, { dryRun: true }),
    ).toEqual([
      '### 🔍 Dry run: would delete 1 tag of `ghcr.io/octo-org/app`',
      `Nothing was changed · took 4.1 s · ${pack} · ${run}`,
      '| Result | Tag |\n| :--- | :--- |\n| would be deleted | `v1` |',
    ]);
  });

  it.each<[string, Partial<Told>, string[]]>([
    // As if they were there: digest, files and what it would have moved.
    ['that was not pushed', { ...app, changed: false, tags: ['v1'], size: 5, there: 5, sent: 5 }, []],
    ['that was pushed in part', app, ['This was written before it failed:', block]],
  ])('tells of an artifact %s what was written, and nothing else', (_, result, more) => {
    const parts = partsOf('push', result, { failure: report });
    expect(parts.slice(1)).toEqual([box, ...more, `Failed after 4.1 s · ${run}`]);
  });

  it.each<[string, Step['mode'], boolean]>([
    ['a dry run', 'push', true],
    ['what wrote nothing', 'pull', false],
    ['what was deleted', 'delete', false],
  ])('tells of %s that failed no reference', (_, mode, dryRun) => {
    expect(partsOf(mode, app, { dryRun, failure: report })).toHaveLength(3);
  });

  it('tells of several things that failed all of them, and what was sent', () => {
    const position = { file: 'mirror.yml', line: 4 };
    const failed = ['a', 'b'].map((name) => ({
      ...{ name: `m.test/${name}:v1`, source: `s.test/${name}:v1`, fate: 'failed' },
      side: name === 'a' ? 'source' : 'target',
    }));
    const items: Partial<Thing>[] = [
      { name: 'm.test/c:v1', fate: 'new' },
      ...failed.map((item) => ({ ...item, reason: 'answered 404', position })),
    ];
    const failure = { ...report, message: '2 of 3 failed: s.test/a:v1, s.test/b:v1: answered 404', position };
    const line = '[`mirror.yml`, line 4](https://github.com/octo-org/hello/blob/c0ffee/mirror.yml#L4)';
    expect(partsOf('sync', { things: items, changed: true, sent: 5, there: 5 }, { failure })).toEqual([
      '### ❌ Synced 1 of 3 tags to `m.test`',
      `> [!CAUTION]\n> - \`s.test/a:v1\`: \`answered 404\` (${line})\n> - \`m.test/b:v1\`: \`answered 404\` (${line})\n>\n> Ask.`,
      `**2** failed · **1** new · 5 B sent in 4.1 s · ${run}`,
      expect.stringMatching(/^\| Result \| Target \| Source \|\n.*\n\| ❌\u00a0failed \| `a:v1` \|/),
    ]);
  });

  it.each<[string, Partial<Report>, Partial<Thing>[]]>([
    ['that of the failure', { position: { file: 'a.yml' } }, []],
    ['that of the one thing that failed', {}, [{ name: 'x', fate: 'failed', position: { file: 'a.yml' } }]],
  ])('names the place in a file: %s', (_, more, items) => {
    const [, shown] = partsOf('sync', { things: items }, { failure: { ...report, ...more } });
    expect(shown).toContain(' ([`a.yml`](https://github.com/octo-org/hello/blob/c0ffee/a.yml))\n>\n> Ask.');
  });

  it('says beside failures what ended the step, where that is something else', () => {
    const failed = ['a', 'b'].map((name) => ({ name, fate: 'failed', reason: 'no room' }));
    const [, shown] = partsOf('sync', { things: failed }, { failure: { ...report, message: 'cancelled' } });
    expect(shown).toBe('> [!CAUTION]\n> `cancelled`\n> - `a`: `no room`\n> - `b`: `no room`\n>\n> Ask.');
  });

  it.each([
    [10, '>'],
    [11, '> - … and 1 more'],
    [12, '> - … and 2 more'],
  ])('tells no more than ten of %i failures', (count, next) => {
    const items: Partial<Thing>[] = [{ name: 'other', fate: 'new' }];
    for (let at = 0; at < count; at += 1) items.push({ name: `i${at}`, fate: 'failed', reason: 'no room' });
    const [, shown = ''] = partsOf('sync', { things: items }, { failure: { ...report, message: 'no room' } });
    expect(shown.split('\n').slice(10, 12)).toEqual(['> - `i9`: `no room`', next]);
  });

  it('tells of a step that did not begin what went wrong, and nothing else', () => {
    expect(summaryOf(undefined, toldBy({}), report, around)).toBe(`### ❌ Access denied\n\n${box}\n`);
  });

  it('says nothing of what is not known', () => {
    const step: Step = { mode: 'push', reference: parseReference(repository) };
    const nothing = { action: 'a/b@v1' };
    expect(summaryOf(step, toldBy({}), report, nothing)).toBe(`${title}\n\n${box}\n`);
    expect(summaryOf({ ...step, mode: 'inspect' }, toldBy({}), undefined, nothing)).toBe(
      '### ✅ Inspected `ghcr.io/octo-org/app`\n',
    );
  });

  it.each<[Step['mode'], boolean, boolean]>([
    ['push', false, true],
    ['copy', false, true],
    ['attach', false, true],
    ['tag', false, true],
    ['push', true, false],
    ['pull', false, false],
    ['inspect', false, false],
  ])('of mode %s (dry run %s) says how to use it: %s', (mode, dryRun, isTold) => {
    const told = partsOf(mode, app, { dryRun }).join('\n\n');
    expect(told.includes('<details><summary>Use it: in a workflow · oras</summary>')).toBe(isTold);
    expect(told.includes('uses: octo-tools/oci-artifact@v1')).toBe(isTold);
  });

  it.each<[string, string, Given, boolean]>([
    ['r.test/a', 'deleted', {}, true],
    ['r.test/a', 'deleted', { dryRun: true }, false],
    ['r.test/a', 'deleted', { failure: report }, false],
    ['r.test/a', 'untagged', {}, false],
    ['oci-layout:a', 'deleted', {}, false],
  ])('says of %s where something was %s what frees space: %j %s', (place, status, given, isTold) => {
    const parts = partsOf('delete', { things: [{ name: 'v1', fate: status }] }, { ...given, place });
    expect(parts.includes("Space is freed by the registry's garbage collection.")).toBe(isTold);
  });

  const related = (count: number): RelatedManifest[] =>
    Array.from({ length: count }, () => ({ digest: other, type: 'sbom/x', relation: 'attached', of: digest }));
  it.each([
    [2, false],
    [3, true],
  ])('says in words what hangs together, and with %i others draws it: %s', (count, isDrawn) => {
    const told = partsOf('copy', { ...app, artifactType: 'x/y', mediaType: 'm/t', related: related(count) }).join('\n');
    expect(told).toContain(`**With** ${count} × \`sbom/x\``);
    expect(told.includes('```mermaid\ngraph LR\n  n0["x/y<br/>sha256:aaaaaaaaaaaa"]')).toBe(isDrawn);
  });

  it('draws a manifest without a type of its own by its media type, and nothing of a failure', () => {
    const drawn = (result: Partial<Told>, given?: Given) =>
      /n0\["(.*?)</.exec(partsOf('copy', { ...app, related: related(3), ...result }, given).join('\n'))?.[1];
    expect(drawn({ artifactType: '', mediaType: 'm/t' })).toBe('m/t');
    expect(drawn({})).toBe('manifest');
    expect(drawn({}, { failure: report })).toBeUndefined();
  });

  it('has the annotations of what is inspected alone', () => {
    const result = { ...app, more: { created: '2026-01-01', annotations: { a: 'b' } } };
    expect(partsOf('inspect', result).slice(-3)).toEqual([
      '- **Created** `2026-01-01`',
      '**Annotations**',
      '- `a` `b`',
    ]);
    expect(partsOf('pull', result).join()).not.toContain('Annotations');
  });

  it('lists tags, and the version of them that is the newest', () => {
    expect(partsOf('tags', { place: 'host.test/app', tags: ['v2', 'v1'], version: '2.0.0' })).toEqual([
      '### ✅ Listed 2 tags of `host.test/app`',
      '`v2`, `v1`',
      `Took 4.1 s · ${pack} · ${run}`,
      '- **Version** `2.0.0`',
    ]);
  });

  it('is below 1 MiB, in bytes', () => {
    const many = Array.from({ length: 200 }, (_, index) => `${index} ${'語'.repeat(600)}`);
    const itemsThatAre = (status: string): Partial<Thing>[] =>
      many.map((name) => ({ name, fate: status, source: name, reason: name }));
    const parts = partsOf('sync', { changed: true, things: [...itemsThatAre('new'), ...itemsThatAre('kept')] });
    // Each of the two tables has some 900 KB, of 300,000 characters: the second one is left out.
    const size = Buffer.byteLength(parts.join('\n\n'));
    expect([size > 800 * 1024, size < 1024 * 1024]).toEqual([true, true]);
    expect(parts.at(-1)).toMatch(/^\| Target \| Source \| Why \|/);
  });
});
