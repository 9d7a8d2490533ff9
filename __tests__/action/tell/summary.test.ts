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

  it('has no row for what is not known, and no diagram without referrers', () => {
    expect(summaryOf(step('discover'), { repository: 'host.test/app', digest, referrers: [] }, undefined)).toBe(
      `### Discovered: \`host.test/app\`\n\n| Digest | \`${digest}\` |\n| :--- | :--- |\n`,
    );
  });
});
