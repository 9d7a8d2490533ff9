import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Step } from '../../../../src/action/tell/headline.ts';
import { printable } from '../../../../src/action/tell/printable.ts';
import type { Report } from '../../../../src/action/tell/report.ts';
import { summaryOf } from '../../../../src/action/tell/summary/summary.ts';
import type { ResultFile } from '../../../../src/modes/contract/result.ts';
import { digestOf } from '../../../../src/oci/digest.ts';
import { parseReference } from '../../../../src/oci/reference.ts';
import { once } from '../../../../src/once.ts';
import { signaturePredicate } from '../../../../src/trust/formats/statement.ts';
import { describeWithPeers } from '../../../support/action/describe-with-peers.ts';
import { type Look, phone, renderers, showMarkdown, startBrowser } from '../../../support/action/github-page.ts';
import { runSummaries } from '../../../support/action/summaries.ts';
import { type Thing, type Told, toldBy } from '../../../support/action/told.ts';
import { askPeer } from '../../../support/peers/ask-peer.ts';
import { runStep } from '../../../support/processes/run-step.ts';

const digest = digestOf(Buffer.from('x'));
const manifest = 'application/vnd.oci.image.manifest.v1+json';

const around = {
  action: 'octo-tools/oci-artifact@v1',
  source: 'https://github.com/octo-org/hello',
  revision: 'c0ffee',
  runUrl: 'https://github.com/octo-org/hello/actions/runs/42',
};

/** A summary of a result that no step has had. */
function summarize(written: string, mode: Step['mode'], result: Partial<Told>, report?: Report): string {
  const reference = parseReference(written);
  const { host, repository } = reference;
  const place = repository ? `${host}/${repository}` : host;
  const known = result.digest ? { pinned: `${place}@${result.digest}` } : {};
  return summaryOf({ mode, reference }, toldBy({ place, ...known, ...result }), report, around);
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
  const browser = once(startBrowser);
  let isStarted = false;
  let summaries: Record<string, string>;
  beforeAll(async () => {
    summaries = await runSummaries(runStep);
  });
  afterAll(async () => {
    if (isStarted) await (await browser()).close();
  });

  /** What a reader sees: the text of each kind of element, and what must not be there. */
  type Seen = Record<string, unknown> &
    Record<'cells' | 'code' | 'boxes' | 'links' | 'lines', string[]> & { text: string };
  const script = `(() => {
      const article = document.querySelector('article');
      const texts = (selector) => [...article.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());
      return {
        title: document.title,
        headings: texts('h1, h2, h3'),
        cells: texts('td, th'),
        lines: texts('li, p'),
        code: texts('pre code'),
        folds: texts('summary'),
        open: [...article.querySelectorAll('details')].some(({ open }) => open),
        alerts: texts('.markdown-alert'),
        boxes: texts('.mermaid svg .node'),
        arrows: article.querySelectorAll('.mermaid svg .edgePaths path').length,
        diagrams: article.querySelectorAll('.mermaid').length,
        links: [...article.querySelectorAll('a')].map(({ textContent, href }) => textContent + ' ' + href),
        foreign: [...article.querySelectorAll('script, img, h1, iframe, object, [onerror], [onclick]')].map(({ outerHTML }) => outerHTML),
        // A table that is wider is moved by itself: at first, its result and its name are seen.
        unseen: [...article.querySelectorAll('table')].flatMap(({ rows }) =>
          [...rows].flatMap(({ cells }) => [...cells].slice(0, rows[0].cells[0].textContent === 'Result' ? 2 : 1)),
        ).filter((cell) => cell.getBoundingClientRect().right > innerWidth).length,
        text: article.innerText,
        isWide: article.scrollWidth > article.clientWidth,
      };
    })()`;
  const show = async (markdown: string, how: Look, names: readonly string[]): Promise<Seen> => {
    isStarted = true;
    const page = await showMarkdown(await browser(), markdown, how);
    const seen = (await page.evaluate(script)) as Seen;
    await page.close();
    return names.length === 0 ? seen : (Object.fromEntries(names.map((name) => [name, seen[name]])) as Seen);
  };
  /** Looks at everything, or at what has one of these names. */
  const look = async (markdown: string, how: Look = {}, names: readonly string[] = []) => {
    const always = ['title', 'foreign', 'isWide', 'open'];
    const wanted = names.length === 0 ? [] : [...always, ...names];
    const seen = await askPeer({
      peer: 'chromium',
      question: [markdown, how, wanted, script, renderers],
      ask: () => show(markdown, how, wanted),
    });
    expect(seen).toMatchObject({ title: 'ready', foreign: [], isWide: false, open: false });
    return seen;
  };
  const run = 'run https://github.com/octo-org/hello/actions/runs/42';

  it('shows a push: tags, reference, what was moved, files, and ways to use it', async () => {
    const seen = await look(summaries['push'] ?? '');
    expect(seen).toMatchObject({
      headings: ['✅ Pushed ghcr.io/octo-org/hello/manifests'],
      folds: ['k8s/, dashboards.json', 'k8s/, 4 files, 3 MiB', 'Use it: in a workflow · oras'],
      diagrams: 0,
      links: ['package https://github.com/octo-org/hello/pkgs/container/hello%2Fmanifests', run],
    });
    expect(seen.lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^v1\.4\.2 v1\.4 new · latest moved from sha256:[0-9a-f]{12}$/),
      '12 MiB, 3 MiB sent (75 % was there) in 4.1 s · package · run',
    ]);
    expect(seen.cells).toEqual(expect.arrayContaining(['dashboards.json', '9 MiB', 'dev/kustomization.yaml']));
    const [pinned = '', step = '', oras] = seen.code;
    expect(pinned).toMatch(/^ghcr\.io\/octo-org\/hello\/manifests@sha256:[0-9a-f]{64}$/);
    expect(step).toBe(`- uses: octo-tools/oci-artifact@v1\n  with:\n    mode: pull\n    reference: ${pinned}`);
    expect(oras).toBe(`oras pull ${pinned}`);
  });

  it('draws a copy of an index with what is attached to it, and says it', async () => {
    const seen = await look(summaries['copy'] ?? '');
    expect(seen).toMatchObject({ diagrams: 1, arrows: 4, folds: ['Use it: Docker'] });
    expect(seen.boxes.map((text) => text.replace(/sha256:.*/, ''))).toEqual([
      'application/vnd.oci.image.index.v1+json',
      'linux/amd64',
      'linux/arm64/v8',
      'application/spdx+json',
      'cosign sig',
    ]);
    expect(seen.lines).toEqual(
      expect.arrayContaining([
        'From ghcr.io/octo-org/hello:v1.4.2',
        'To registry.example.com/prod/hello · v1.4.2 new',
        expect.stringMatching(/^Digest sha256:[0-9a-f]{12} the same on both sides$/),
        'With linux/amd64, linux/arm64/v8, 1 SBOM, 1 signature',
      ]),
    );
  });

  it('says how much of a sync failed, and where the file asks for it', async () => {
    const seen = await look(summaries['sync'] ?? '');
    expect(seen).toMatchObject({
      headings: ['❌ Synced 9 of 10 tags to registry.example.com/mirror'],
      folds: ['5 left as they are'],
      alerts: [expect.stringMatching(/loky:3\.5\.0.* \(mirror\.yml, line 5\)\s*Check the spelling/s)],
      links: [
        'mirror.yml, line 5 https://github.com/octo-org/hello/blob/0123456789abcdef0123456789abcdef01234567/mirror.yml#L5',
        run,
      ],
    });
    expect(seen.text).toContain('1 failed · 3 new · 1 moved · 5 unchanged');
    expect(seen.cells.slice(0, 7)).toEqual([
      ...['Result', 'Target', 'Source', 'Before'],
      ...['❌\u00a0failed', 'loky:3.5.0', 'quay.io/grafana/loky:3.5.0'],
    ]);
  });

  it('says why retention removes and keeps what it would', async () => {
    const seen = await look(summaries['retention'] ?? '');
    expect(seen['headings']).toEqual(['🔍 Dry run: would delete 3 tags of registry.example.com/nightly/hello']);
    expect(seen.text).toContain('Nothing was changed · 3 would be deleted · 2 kept');
    expect(seen.cells).toEqual(
      expect.arrayContaining(['nightly-01', 'nightly-04', 'it is one of the 2 newest by age']),
    );
  });

  it('shows how Helm, Argo CD and Flux fetch a chart', async () => {
    const seen = await look(summaries['chart'] ?? '');
    expect(seen['folds']).toEqual(['Use it: in a workflow · Helm · Argo CD · Flux']);
    expect(seen.code[2]).toBe('helm pull oci://ghcr.io/octo-org/charts/hello --version 1.4.2');
    expect(seen.code[4]).toContain('layerSelector');
  });

  it('shows all charts where one failed', async () => {
    const seen = await look(summaries['charts'] ?? '');
    expect(seen['headings']).toEqual([
      '❌ Not pushed to ghcr.io/octo-org/charts: 1 of 3 charts exists with other content',
    ]);
    expect(seen.cells.filter((text) => text.endsWith(' 0.1.0'))).toEqual(['web 0.1.0', 'api 0.1.0', 'lib 0.1.0']);
    expect(seen.code).toEqual([]);
  });

  it('shows a failure as an alert', async () => {
    const seen = await look(summaries['failure'] ?? '');
    expect(seen['headings']).toEqual(['❌ Not pushed to ghcr.io/octo-org/report: access denied']);
    expect(seen['alerts']).toEqual([expect.stringMatching(/^Caution\s*The upload to .*write_package\s*Give the job/s)]);
    expect([seen.cells, seen.code, seen.links]).toEqual([[], [], [run]]);
  });

  it('shows the annotations of what is inspected', async () => {
    const seen = await look(summaries['inspect'] ?? '');
    expect(seen.lines).toEqual(
      expect.arrayContaining([
        'Created 2026-10-01T12:00:00Z',
        'org.opencontainers.image.title Report of the tests',
        'org.opencontainers.image.source https://github.com/octo-org/hello',
      ]),
    );
  });

  it('fits on a phone, by day and by night: of each table the result and the name are seen', async () => {
    const names = Object.keys(summaries);
    expect(names.length).toBeGreaterThan(6);
    for (const [at, name] of names.entries()) {
      const seen = await look(summaries[name] ?? '', { width: phone, isDark: at % 2 === 0 }, ['unseen']);
      expect([name, seen['unseen']]).toEqual([name, 0]);
    }
  });

  it.each(hostile)('shows the name %j as it is, wherever it stands', async (name) => {
    const entries = { files: 1, size: 1, first: [{ name, size: 1 }] };
    const file: ResultFile = { title: name, digest, size: 1, mediaType: manifest, entries };
    const result: Partial<Told> = {
      ...{ digest, tags: [name], artifactType: name, version: 'v', mediaType: manifest, changed: true },
      ...{ tagFates: { [name]: 'moved' }, before: { [name]: digest }, files: [file, file], path: name },
      verified: [{ entry: name, format: 'bundle', predicateType: name, digest, run: `https://x.test/${name}` }],
      signatures: [{ digest, format: 'bundle', predicateType: signaturePredicate, reference: 'x', identity: name }],
      more: { created: name, os: name, annotations: { [name]: name } },
    };
    const related = Array.from({ length: 3 }, (_, at) => {
      return { type: name, digest: digestOf(Buffer.from(`${name}${at}`)), relation: 'attached' as const, of: digest };
    });
    const items: Partial<Thing>[] = [
      { name, fate: 'failed', digest, reason: name, source: name, position: { file: name, line: 1 } },
      { name, fate: 'failed', digest, reason: name, source: name },
      { name, fate: 'copied', source: name },
      { name, fate: 'kept', reason: name },
    ];
    const report: Report = { title: 'Not found', message: name, remedy: 'Look again.', position: { file: name } };
    const seen = await look(
      [
        summarize('host.test/app:v1', 'push', result),
        summarize('host.test/app:v1', 'inspect', result),
        summarize('host.test/app:v1', 'copy', { ...result, source: name, related }),
        summarize('host.test/other:v1', 'copy', { things: items, tags: ['v1'] }, report),
        summarize('host.test/other:v1', 'push', {}, report),
      ].join('\n'),
    );
    const shown = printable(name);
    // Each cell is one cell, and holds the name, the whole name and nothing else.
    const cells = seen.cells.filter((text) => text.includes(shown));
    expect(new Set(cells)).toEqual(new Set([shown, `${shown}/`]));
    expect(seen['headings']).toEqual([
      '✅ Pushed host.test/app',
      '✅ Inspected host.test/app',
      `✅ Copied ${shown} to host.test/app`,
      '❌ Copied v1 to 2 of 4 places',
      '❌ Not pushed to host.test/other: not found',
    ]);
    expect(seen.lines).toEqual(
      expect.arrayContaining([
        `Type ${shown}`,
        `Created ${shown}`,
        `${shown} ${shown}`,
        `Signed by ${shown}`,
        `From ${shown}`,
      ]),
    );
    expect(seen['folds']).toEqual(expect.arrayContaining([`${shown}/, ${shown}/`, `${shown}/, 1 file, 1 B`]));
    expect(seen.boxes).toHaveLength(4);
    expect(seen['alerts']).toEqual([expect.stringContaining(shown), expect.stringContaining(shown)]);
    // Links lead where they should, whatever their addresses are made of.
    const targets = seen.links.map((text) => text.replace(/^.* (?=https:)/s, ''));
    expect(
      targets.filter(
        (target) => !/^https:\/\/(?:github\.com\/octo-org\/hello\/(?:blob|actions)\/|x\.test\/)/.test(target),
      ),
    ).toEqual([]);
  });

  it('shows a layout whose directory is hostile', async () => {
    const place = 'oci-layout:./<b>"`#x y';
    const result = { digest, files: [], place, pinned: `${place}@${digest}`, changed: true };
    const seen = await look(summarize(`${place}:v1`, 'push', result));
    expect(seen['headings']).toEqual([`✅ Pushed ${place}`]);
    expect(seen.code[1]).toContain(`reference: ${JSON.stringify(`${place}@${digest}`)}`);
  });

  it('is below 1 MiB, and whole, whatever there is to say', async () => {
    const long = `\u202e|${'|'.repeat(3_000)}`;
    const many = Array.from({ length: 1_000 }, (_, index) => `${index}${long}`);
    const markdown = summarize('host.test/app:v1', 'copy', {
      digest,
      tags: many,
      changed: true,
      files: many.map((title) => ({ title, digest, size: 1, mediaType: manifest })),
      things: many.map((name) => ({ name, fate: 'copied', digest, reason: name, source: name })),
      related: many.map((type) => ({ type, digest, relation: 'part', of: digest })),
    });
    expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
    const seen = await look(markdown, {}, ['headings']);
    expect(seen['headings']).toEqual(['✅ Copied 1000 tags to 1000 places']);
  });
});
