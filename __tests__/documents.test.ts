import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { titles } from '../src/action/tell/report.ts';

const project = join(import.meta.dirname, '..');
const documents = globSync(['*.md', 'docs/**/*.md', 'examples/*.md', 'bench/*.md', '.github/**/*.md'], {
  cwd: project,
}).map((file) => file.replaceAll('\\', '/'));

const read = (file: string) => readFileSync(join(project, file), 'utf8');

/** The prose of a document: code is not read for links and headings. */
const proseOf = (file: string) => read(file).replaceAll(/^(`{3,})[\s\S]*?^\1/gm, '');

/** The anchors that GitHub gives to the headings of a document. */
function anchorsOf(file: string): string[] {
  return [...proseOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function problemOfLink(file: string, target: string): string | undefined {
  const [path = '', anchor] = target.split('#', 2);
  const other = path === '' ? file : join(dirname(file), path).replaceAll('\\', '/');
  if (!existsSync(join(project, other))) return `${file}: there is no ${target}`;
  if (anchor === undefined || !statSync(join(project, other)).isFile()) return undefined;
  return anchorsOf(other).includes(anchor) ? undefined : `${file}: ${other} has no heading for #${anchor}`;
}

it('has documents whose links lead somewhere', () => {
  const links = documents.flatMap((file) =>
    [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ file, target })),
  );
  const own = links.filter(({ target }) => !/^[a-z]+:/.test(target));
  expect(own.length).toBeGreaterThan(50);
  expect(own.map(({ file, target }) => problemOfLink(file, target)).filter((problem) => problem !== undefined)).toEqual(
    [],
  );
});

it('names in the threat model files and folders of src/ that are there', () => {
  const [, model = ''] = read('SECURITY.md').split('\n## Threat model\n');
  const named = [...model.matchAll(/`((?!src\/)[a-z][\w./-]*(?:\.ts|\/))`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !existsSync(join(project, 'src', path)))).toEqual([]);
});

it('has a README of at most 1,500 words', () => {
  // As `wc -w` counts the file: code, tables and addresses too.
  expect(read('README.md').trim().split(/\s+/).length).toBeLessThanOrEqual(1500);
});

it('means by OWNER the publisher of the action alone', () => {
  const files = [...documents, ...globSync(['action.yml', 'examples/**/*.yml', 'src/**/*.ts'], { cwd: project })];
  const others = files.flatMap((file) =>
    [...read(file).matchAll(/.*\bOWNER\b(?!`|\/oci-artifact\b).*/g)].map(([line]) => `${file}: ${line}`),
  );
  expect(others).toEqual([]);
});

it('leads to every document and every example workflow from the README', () => {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    if (!file.endsWith('.md')) return;
    for (const [, target = ''] of proseOf(file).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
      if (!/^[a-z]+:/.test(target)) visit(join(dirname(file), target).replaceAll('\\', '/'));
    }
  };
  visit('README.md');
  const expected = [
    ...documents.filter((file) => !file.startsWith('.github/')),
    ...globSync('examples/workflows/*.yml', { cwd: project }),
  ];
  expect(expected.map((file) => file.replaceAll('\\', '/')).filter((file) => !reached.has(file))).toEqual([]);
});

it('has a section on troubleshooting for the title of each failure', () => {
  const headings = [...proseOf('docs/troubleshooting.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings.sort()).toEqual([...Object.values(titles), 'Other tags would go', 'Internal error'].sort());
});

it('has tables whose rows have as many cells as their head', () => {
  // Also in code, a bar that is not escaped ends a cell.
  const cells = (row: string) => row.replaceAll('\\|', '').split('|').length;
  const problems = documents.flatMap((file) => {
    const lines = proseOf(file).split('\n');
    return lines.flatMap((line, index) => {
      const before = lines[index - 1] ?? '';
      const isRow = line.startsWith('|') && before.startsWith('|');
      return isRow && cells(line) !== cells(before) ? [`${file}: ${line}`] : [];
    });
  });
  expect(problems).toEqual([]);
});

it('has issue forms as GitHub takes them', () => {
  const forms = globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: project }).filter(
    (file) => !file.endsWith('config.yml'),
  );
  expect(forms.length).toBeGreaterThan(0);
  for (const file of forms) {
    const { name, description, body } = parse(read(file)) as {
      name: string;
      description: string;
      body: { type: string; id?: string; attributes: { label?: string; value?: string } }[];
    };
    expect([file, typeof name, typeof description]).toEqual([file, 'string', 'string']);
    const ids = body.filter(({ type }) => type !== 'markdown').map(({ id, attributes: { label } }) => label && id);
    expect([file, new Set(ids).size, ids.every(Boolean)]).toEqual([file, ids.length, true]);
    for (const { type } of body) expect(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes']).toContain(type);
  }
});
