import { describe, expect, it } from '@jest/globals';
import { drawGraph, relatedIn } from '../../../../src/action/tell/summary/diagram.ts';
import type { ResultReferrer } from '../../../../src/modes/contract/result.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}` as const;
const node = (letter: string, artifactType: string, referrers: ResultReferrer[] = []): ResultReferrer => ({
  reference: `r.test/app@${letter}`,
  digest: digest(letter),
  size: 1,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  artifactType,
  annotations: {},
  referrers,
});
const drawReferrers = (top: { type: string; digest: ReturnType<typeof digest> }, tree: ResultReferrer[]) =>
  drawGraph(top, relatedIn(tree, top.digest));
const root = { type: 'application/vnd.test', digest: digest('0') };

describe('the diagram of referrers', () => {
  it('shows the tree, each box pointing to what it refers to', () => {
    const tree = [node('a', 'application/spdx+json', [node('b', 'application/vnd.sig')]), node('c', '')];
    expect(drawReferrers(root, tree)).toBe(`\`\`\`mermaid
graph LR
  n0["application/vnd.test<br/>sha256:000000000000"]
  n1["application/spdx+json<br/>sha256:aaaaaaaaaaaa"]
  n1 --> n0
  n2["application/vnd.sig<br/>sha256:bbbbbbbbbbbb"]
  n2 --> n1
  n3["application/vnd.oci.image.manifest.v1+json<br/>sha256:cccccccccccc"]
  n3 --> n0
\`\`\``);
  });

  it('shows the parts of an index, what is attached to one of them, and a subject', () => {
    const related = [
      { digest: digest('a'), type: 'linux/amd64', relation: 'part', of: root.digest },
      { digest: digest('b'), type: 'linux/arm64', relation: 'part', of: root.digest },
      { digest: digest('c'), type: 'cosign sig', relation: 'attached', of: digest('b') },
      { digest: digest('d'), type: 'application/vnd.test', relation: 'subject', of: root.digest },
    ] as const;
    const arrows = drawGraph(root, related)
      .split('\n')
      .filter((line) => line.includes('->'));
    expect(arrows).toEqual(['  n0 -.-> n1', '  n0 -.-> n2', '  n3 --> n2', '  n0 --> n4']);
  });

  it('lets no type from outside leave its box', () => {
    const drawn = drawReferrers(root, [
      node('a', '"]\n```\n<img src=x onerror=alert(1)> n0 --> n9[["#quot;%%{init}%%'),
    ]);
    expect(drawn.split('\n')).toHaveLength(6);
    expect(drawn.split('\n')[3]).toBe(
      '  n1["________img src_x onerror_alert_1__ n0 --_ n9____quot____init___<br/>sha256:aaaaaaaaaaaa"]',
    );
  });

  it('cuts a long type', () => {
    const drawn = drawReferrers(root, [node('a', 'x'.repeat(1_000))]);
    expect(drawn).toContain(`  n1["${'x'.repeat(100)}<br/>sha256:aaaaaaaaaaaa"]`);
  });

  it.each([
    [100, undefined],
    [101, '1 more'],
    [130, '30 more'],
  ])('stops at 100 boxes of %i, and says how many are left out', (count, more) => {
    const drawn = drawReferrers(
      root,
      Array.from({ length: count }, () => node('a', 'application/x')),
    );
    expect(drawn.match(/-->/g)).toHaveLength(100);
    expect(/more\["(.*)"\]/.exec(drawn)?.[1]).toBe(more);
  });
});
