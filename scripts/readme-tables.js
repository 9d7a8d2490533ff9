// Writes the tables of inputs and outputs in README.md anew, from action.yml. Usage: node scripts/readme-tables.js
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const { inputs, outputs } = parse(readFileSync('action.yml', 'utf8'));
const cell = (text) => text.replaceAll('|', '\\|');
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const tables = {
  Inputs: table(
    ['Input', 'Default', 'Meaning'],
    Object.entries(inputs).map(([name, input]) => [
      `\`${name}\``,
      input.required ? 'required' : input.default && `\`${input.default}\``,
      cell(input.description),
    ]),
  ),
  Outputs: table(
    ['Output', 'Meaning'],
    Object.entries(outputs).map(([name, output]) => [`\`${name}\``, cell(output.description)]),
  ),
};

let readme = readFileSync('README.md', 'utf8');
for (const [heading, text] of Object.entries(tables)) {
  const section = new RegExp(`(\\n## ${heading}\\n[^|]*?)\\n\\|[^]*?(?=\\n\\n)`);
  if (!section.test(readme)) throw new Error(`README.md has no table under "${heading}"`);
  readme = readme.replace(section, (_, before) => `${before}\n${text}`);
}
writeFileSync('README.md', readme);
