import { describe, expect, it } from '@jest/globals';
import type { Step } from '../../../src/action/tell/headline.ts';
import { summaryOf } from '../../../src/action/tell/summary.ts';
import { parseReference } from '../../../src/oci/reference.ts';

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

  const key = { entry: 'key a.pub', key: digest, format: 'bundle', predicateType: 'x', digest } as const;
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
});
