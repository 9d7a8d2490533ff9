// Writes the licence texts of every package in the bundle, as ncc's --stats-out lists them.
// (`ncc --license` keeps the packages of one chunk only when the bundle has several.)
// Usage: node scripts/licenses.js STATS OUT
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [stats, out] = process.argv.slice(2);

/** The folders of the packages that modules come from; a module can be made of others. */
function packageFolders(modules) {
  return modules.flatMap(({ name = '', modules: inner = [] }) => {
    const [found] = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/|]+/.exec(name) ?? [];
    // What is only in part in the bundle comes from a copy in lib/, which may stand below other packages (scripts/bundle.js).
    const folder = name.includes('/lib/node_modules/') ? found?.replace(/^.*node_modules\//, 'node_modules/') : found;
    return [...(folder === undefined ? [] : [folder]), ...packageFolders(inner)];
  });
}

/** Where the text is of a package that has none in it: a sibling out of the same repository, with the same licence. */
const siblings = { '@sigstore/verify': 'node_modules/@sigstore/core' };

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const place = siblings[name] ?? folder;
  const file = readdirSync(place).find((entry) => /^(?:licen[cs]e|copying)/i.test(entry));
  if (!license && !file) throw new Error(`${name} states no licence`);
  const text = file ? readFileSync(join(place, file), 'utf8').trim() : '(no licence text in the package)';
  return `${name} ${version}\n${license}\n\n${text}\n`;
}

const folders = new Set(packageFolders(JSON.parse(readFileSync(stats, 'utf8')).modules));
if (folders.size === 0) throw new Error(`${stats} names no packages`);
writeFileSync(
  out,
  [...folders]
    .sort()
    .map(licenceOf)
    .join(`\n${'-'.repeat(72)}\n\n`),
);
