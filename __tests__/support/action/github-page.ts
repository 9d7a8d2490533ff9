import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { rehypeGithubAlerts } from 'rehype-github-alerts';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { digestOf } from '../../../src/oci/digest.ts';
import { peer } from '../servers/peers.ts';

const require = createRequire(import.meta.url);

/** What a page depends on besides the browser: this file, and the packages that it uses. */
export const renderers: readonly string[] = [
  digestOf(readFileSync(import.meta.filename)),
  ...Object.entries((require('../../../package.json') as { devDependencies: object }).devDependencies)
    .filter(([name]) => /^(?:github-markdown-css|mermaid|rehype-|remark-|unified)/.test(name))
    .map((entry) => entry.join('@')),
];

/** What is used of playwright-core: its own types would bring those of a browser into all files. */
interface Page {
  setContent(html: string): Promise<void>;
  waitForFunction(script: string): Promise<unknown>;
  /** Runs a script in the page and gives what it evaluates to. */
  evaluate(script: string): Promise<unknown>;
  screenshot(options: { path: string; fullPage: boolean }): Promise<unknown>;
  close(): Promise<void>;
}
interface Browser {
  newPage(options: { viewport: { width: number; height: number } }): Promise<Page>;
  close(): Promise<void>;
}

/** Starts the Chromium of the peers. */
export async function startBrowser(): Promise<Browser> {
  const { chromium } = require('playwright-core') as {
    chromium: { launch(options: { executablePath: string | undefined; args: string[] }): Promise<Browser> };
  };
  return chromium.launch({ executablePath: peer('chromium'), args: ['--no-sandbox'] });
}

/** How a page is looked at: on a wide screen by day, unless something else is said. */
export interface Look {
  /** Pixels. */
  width?: number;
  isDark?: boolean;
}

/** The width of a phone. */
export const phone = 390;

/** Shows Markdown as GitHub does, with its diagrams drawn. */
export async function showMarkdown(browser: Browser, markdown: string, look: Look = {}): Promise<Page> {
  const { width = 908, isDark = false } = look;
  const page = await browser.newPage({ viewport: { width, height: 50 } });
  await page.setContent(await githubPage(markdown, isDark ? 'dark' : 'light', width === phone ? 16 : 24));
  await page.waitForFunction("document.title !== 'busy'");
  return page;
}

/**
 * Markdown to HTML as GitHub does it: GFM, then what its sanitizer leaves (the default of rehype-sanitize), then its
 * alerts.
 */
async function toHtml(markdown: string): Promise<string> {
  const html = await unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize)
    .use(rehypeGithubAlerts, {})
    .use(rehypeStringify)
    .process(markdown);
  return String(html);
}

const styles = {
  light: require.resolve('github-markdown-css/github-markdown-light.css'),
  dark: require.resolve('github-markdown-css/github-markdown-dark.css'),
};

/** GitHub's pages have a font for these; the Chromium of the peers has none, and shows a drawing in place of each. */
const marks: Record<string, string> = {
  '✅': '<rect width="16" height="16" rx="3" fill="#3fae4a"/><path d="M4 8.5l2.8 2.8L12 5.5" stroke="#fff"/>',
  '❌': '<path d="M3 3l10 10M13 3L3 13" stroke="#e0343f" stroke-width="3"/>',
  '🔍': '<circle cx="6.5" cy="6.5" r="4.5" stroke="#4a90d9"/><path d="M10 10l4.5 4.5" stroke="#8a6d4b" stroke-width="3"/>',
};

function withMarks(html: string): string {
  return html.replace(/[✅❌🔍]/gu, (mark) => {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke-width="2">${marks[mark]}</svg>`;
    const image = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
    return `<span style="padding: 0 0.25em; color: transparent; background: url('${image}') center / 1em no-repeat">${mark}</span>`;
  });
}

/** Makes a page in the style of GitHub that draws its diagrams; its title is `ready` at the end, or what went wrong. */
async function githubPage(markdown: string, theme: 'light' | 'dark', padding: number): Promise<string> {
  const [css, mermaid] = await Promise.all([
    readFile(styles[theme], 'utf8'),
    readFile(require.resolve('mermaid/dist/mermaid.min.js'), 'utf8'),
  ]);
  return `<!doctype html><meta charset="utf-8"><title>busy</title>
<style>${css} body { margin: 0 } article { padding: ${padding}px; max-width: 860px }</style>
<article class="markdown-body">${withMarks(await toHtml(markdown))}</article>
<script>${markdown.includes('mermaid') ? mermaid.replaceAll('</script', '<\\/script') : 'var mermaid'}</script>
<script type="module">
mermaid?.initialize({ startOnLoad: false, securityLevel: 'strict', theme: '${theme === 'dark' ? 'dark' : 'default'}' });
for (const code of document.querySelectorAll('code.language-mermaid')) {
  const figure = document.createElement('div');
  figure.className = 'mermaid';
  figure.textContent = code.textContent;
  code.parentElement.replaceWith(figure);
}
await Promise.resolve(mermaid?.run({ querySelector: '.mermaid' })).then(
  () => (document.title = 'ready'),
  (error) => (document.title = 'failed: ' + error.message),
);
</script>`;
}
