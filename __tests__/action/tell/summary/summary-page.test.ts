import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Step } from '../../../../src/action/tell/headline.ts';
import { printable } from '../../../../src/action/tell/printable.ts';
import type { Report } from '../../../../src/action/tell/report.ts';
import { summaryOf } from '../../../../src/action/tell/summary/summary.ts';
import type { Result, ResultFile } from '../../../../src/modes/contract/result.ts';
import { digestOf } from '../../../../src/oci/digest.ts';
import { parseReference } from '../../../../src/oci/reference.ts';
import { describeWithPeers } from '../../../support/action/describe-with-peers.ts';
import { showMarkdown, startBrowser } from '../../../support/action/github-page.ts';
import { runSummaries } from '../../../support/action/summaries.ts';

const digest = digestOf(Buffer.from('x'));
const manifest = 'application/vnd.oci.image.manifest.v1+json';

/** A summary of a result that no step has had. */
function summarize(written: string, mode: Step['mode'], result: Partial<Result>, report?: Report): string {
  const reference = parseReference(written);
  const { host, repository } = reference;
  const place = repository ? `${host}/${repository}` : host;
  const known = result.digest ? { reference: `${place}@${result.digest}` } : {};
  return summaryOf({ mode, reference, dryRun: false }, { repository: place, ...known, ...result }, report);
}

/** Names that would be something else in Markdown, HTML, Mermaid or a workflow command. */
const hostile = [
  '<script>document.title = "taken"</script>',
  '<img src=x onerror="document.title=\'taken\'">',
  '`a` **b** [c](javascript:alert(1)) ![d](https://evil.test/d.png)',
  'a|b|c',
  'a\\|b\\',
  '``` </details> <h1>big</h1>',
  '</code></td></table><h1>big</h1>',
  '| --- | --- |',
  '@octocat #1 https://evil.test www.evil.test',
  '&lt;b&gt; &#60;',
  '::error::x',
  '"] --> n1 %%{init: {"securityLevel": "loose"}}%% click n0 "javascript:alert(1)"',
];

describeWithPeers(['chromium'], 'the job summary in a browser', () => {
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  let summaries: Record<string, string>;
  beforeAll(async () => {
    [browser, summaries] = await Promise.all([startBrowser(), runSummaries()]);
  }, 120_000);
  afterAll(() => browser.close());

  /** What a reader sees: the text of each kind of element, and what must not be there. */
  const look = async (markdown: string) => {
    const page = await showMarkdown(browser, markdown);
    const seen = (await page.evaluate(`(() => {
      const article = document.querySelector('article');
      const texts = (selector) => [...article.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());
      return {
        title: document.title,
        headings: texts('h1, h2, h3'),
        cells: texts('td, th'),
        tables: [...article.querySelectorAll('table')].map(({ rows }) => [...rows].map(({ cells }) => cells.length)),
        code: texts('pre code'),
        folds: texts('summary'),
        open: [...article.querySelectorAll('details')].map(({ open }) => open),
        alerts: texts('.markdown-alert'),
        boxes: texts('.mermaid svg .node'),
        arrows: article.querySelectorAll('.mermaid svg .edgePaths path').length,
        diagrams: article.querySelectorAll('.mermaid').length,
        foreign: [...article.querySelectorAll('script, img, a, h1, iframe, object, [onerror], [onclick]')].map(({ outerHTML }) => outerHTML),
        text: article.innerText,
        isWide: article.scrollWidth > article.clientWidth,
      };
    })()`)) as Record<string, unknown> & { cells: string[]; code: string[]; boxes: string[]; text: string };
    await page.close();
    expect(seen).toMatchObject({ title: 'ready', foreign: [], isWide: false });
    return seen;
  };

  it('shows a push: digest, tags, what was moved, files, and ways to fetch it', async () => {
    const seen = await look(summaries['push'] ?? '');
    expect(seen).toMatchObject({
      headings: ['Pushed: ghcr.io/octo-org/hello/manifests'],
      tables: [
        [2, 2, 2, 2, 2],
        [3, 3, 3],
      ],
      folds: ['Fetch it in another step', 'With oras'],
      open: [true, false],
      diagrams: 0,
    });
    expect(seen.cells).toContain('█████░░░░░░░░░░░░░░░ 3 MiB moved, 9 MiB already there');
    expect(seen.cells.slice(-3)).toEqual(['dashboards.json', '9 MiB', expect.stringMatching(/^sha256:[0-9a-f]{12}$/)]);
    expect(seen.code[0]).toMatch(
      /^- uses: OWNER\/oci-artifact@v1\n {2}with:\n {4}mode: pull\n {4}reference: ghcr\.io\S+@sha256:/,
    );
    expect(seen.code.slice(1)).toEqual([
      expect.stringMatching(/^oras pull ghcr\.io\/octo-org\/hello\/manifests@sha256:[0-9a-f]{64}$/),
    ]);
  });

  it('draws a copy of an index with what is attached to it', async () => {
    const seen = await look(summaries['copy'] ?? '');
    expect(seen).toMatchObject({ diagrams: 1, arrows: 4, folds: ['With Docker'] });
    expect(seen.boxes.map((text) => text.replace(/sha256:.*/, ''))).toEqual([
      'application/vnd.oci.image.index.v1+json',
      'linux/amd64',
      'linux/arm64/v8',
      'application/spdx+json',
      'cosign sig',
    ]);
  });

  it('counts what a sync would do, and folds what stays', async () => {
    const seen = await look(summaries['sync'] ?? '');
    expect(seen.text).toContain('1 would be moved, 2 unchanged, 2 would be added');
    expect(seen).toMatchObject({ folds: ['2 left as they are'], open: [false] });
    expect(seen.cells).toContain('quay.io/prometheus/node-exporter:v1.9.0');
  });

  it('says why retention removes and keeps what it does', async () => {
    const seen = await look(summaries['retention'] ?? '');
    expect(seen.text).toContain('2 deleted, 2 kept');
    expect(seen.cells).toEqual(
      expect.arrayContaining(['nightly-01', 'deleted', 'nightly-04', 'it is one of the 2 newest by age']),
    );
  });

  it('shows how Helm, Argo CD and Flux fetch a chart', async () => {
    const seen = await look(summaries['chart'] ?? '');
    expect(seen['folds']).toEqual(['Fetch it in another step', 'With Helm', 'With Argo CD', 'With Flux']);
    expect(seen.code[1]).toBe('helm pull oci://ghcr.io/octo-org/charts/hello --version 1.4.2');
    expect(seen.code[3]).toContain('layerSelector');
  });

  it('shows a failure as an alert', async () => {
    const seen = await look(summaries['failure'] ?? '');
    expect(seen['headings']).toEqual(['Access denied: ghcr.io/octo-org/report']);
    expect(seen['alerts']).toEqual([expect.stringMatching(/^Caution\s*The upload of .*write_package\s*Give the job/s)]);
  });

  it.each(hostile)('shows the name %j as it is, wherever it stands', async (name) => {
    const file: ResultFile = { title: name, digest, size: 1, mediaType: manifest };
    const result: Partial<Result> = {
      digest,
      tags: [name],
      artifactType: name,
      version: name,
      mediaType: manifest,
      changed: true,
      files: [file, file],
      items: [
        { name, status: 'new', digest, reason: name },
        { name, status: 'kept', source: name },
      ],
      related: [{ type: name, digest: digestOf(Buffer.from(name)), relation: 'attached', of: digest }],
    };
    const report = { title: 'Not found', message: name, remedy: 'Look again.' };
    const seen = await look(
      [summarize('host.test/app:v1', 'copy', result), summarize('host.test/other:v1', 'push', {}, report)].join('\n'),
    );
    const shown = printable(name);
    // Each cell is one cell, and holds the name, the whole name and nothing else.
    expect(seen.cells.filter((text) => text === shown)).toHaveLength(9);
    expect(seen['headings']).toEqual(['Copied: host.test/app', 'Not found: host.test/other']);
    expect(seen.boxes).toHaveLength(2);
    expect(seen['alerts']).toEqual([expect.stringContaining(shown)]);
  });

  it('shows a layout whose directory is hostile', async () => {
    const place = 'oci-layout:./<b>"`#x y';
    const result = { digest, files: [], repository: place, reference: `${place}@${digest}`, changed: true };
    const seen = await look(summarize(`${place}:v1`, 'push', result));
    expect(seen['headings']).toEqual([`Pushed: ${place}`]);
    expect(seen.code[0]).toContain(`reference: ${JSON.stringify(`${place}@${digest}`)}`);
  });

  it('is below 1 MiB, and whole, whatever there is to say', async () => {
    const long = `\u202e|${'|'.repeat(3_000)}`;
    const many = Array.from({ length: 1_000 }, (_, index) => `${index}${long}`);
    const markdown = summarize('host.test/app:v1', 'copy', {
      digest,
      tags: many,
      changed: true,
      files: many.map((title) => ({ title, digest, size: 1, mediaType: manifest })),
      items: many.map((name) => ({ name, status: 'copied', digest, reason: name, source: name })),
      related: many.map((type) => ({ type, digest, relation: 'part', of: digest })),
    });
    expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
    const seen = await look(markdown);
    expect(seen['headings']).toEqual(['Copied: host.test/app']);
  });
});
