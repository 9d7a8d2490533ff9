// Takes the pictures of job summaries in docs/images, as GitHub shows what steps of the bundle wrote.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Look, phone, showMarkdown, startBrowser } from '../__tests__/support/action/github-page.ts';
import { runSummaries } from '../__tests__/support/action/summaries.ts';

const folder = join(import.meta.dirname, '../docs/images');
mkdirSync(folder, { recursive: true });
const summaries = await runSummaries();
const browser = await startBrowser();
/** By day and on a wide screen all of them; the others stand beside these for those that people see first. */
const looks: [suffix: string, look: Look, names: readonly string[]][] = [
  ['', {}, Object.keys(summaries)],
  ['-dark', { isDark: true }, ['push', 'sync']],
  ['-phone', { width: phone }, ['push', 'sync']],
];
for (const [suffix, look, names] of looks) {
  for (const name of names) {
    const page = await showMarkdown(browser, summaries[name] ?? '', look);
    await page.screenshot({ path: join(folder, `summary-${name}${suffix}.png`), fullPage: true });
    await page.close();
  }
}
await browser.close();
