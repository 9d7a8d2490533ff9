// Takes the pictures of job summaries in docs/images, as GitHub shows what steps of the bundle wrote.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { showMarkdown, startBrowser } from '../__tests__/support/action/github-page.ts';
import { runSummaries } from '../__tests__/support/action/summaries.ts';

const folder = join(import.meta.dirname, '../docs/images');
mkdirSync(folder, { recursive: true });
const summaries = await runSummaries();
const browser = await startBrowser();
for (const [name, markdown] of Object.entries(summaries)) {
  const page = await showMarkdown(browser, markdown);
  await page.screenshot({ path: join(folder, `summary-${name}.png`), fullPage: true });
  await page.close();
}
await browser.close();
