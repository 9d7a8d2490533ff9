// Writes the licence texts of every package in the bundle, from ncc's --stats-out.
// (ncc --license keeps one chunk's packages only when the bundle has several chunks.)
// Usage: node scripts/licenses.js STATS OUT
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [stats, out] = process.argv.slice(2);
const folders = new Set();
const visit = (modules) => {
  for (const { name = '', modules: inner } of modules) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/|]+/.exec(name)?.[0];
    if (folder) folders.add(folder.replace(/^.*?(?=node_modules\/)/, ''));
    if (inner) visit(inner);
  }
};
visit(JSON.parse(readFileSync(stats, 'utf8')).modules);

const texts = [...folders].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying)/i.test(f));
  if (!license && !file) throw new Error(`${name} states no licence`);
  return `${name} ${version}\n${license}\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : '(no licence text in the package)'}\n`;
});
if (texts.length === 0 || !existsSync('node_modules')) throw new Error('no packages found in the stats');
writeFileSync(out, texts.join(`\n${'-'.repeat(72)}\n\n`));
console.log(`${texts.length} licences in ${out}`);
