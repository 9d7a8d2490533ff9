import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const project = join(import.meta.dirname, '..');

/** The layers of docs/architecture.md: what stands in one imports from its own folder and from lower layers. */
const layers: Record<string, number> = {
  'src/errors.ts': 0,
  'src/brief-list.ts': 0,
  'src/concurrently.ts': 0,
  'src/cut-text.ts': 0,
  'src/give-way.ts': 0,
  'src/nearest.ts': 0,
  'src/once.ts': 0,
  'src/run-program.ts': 0,
  'src/disk': 1,
  'src/oci': 1,
  'src/store': 2,
  'src/artifact': 3,
  'src/registry': 3,
  'src/modes': 4,
  'src/action': 5,
  'src/main.ts': 6,
};

const maxLines = 400;
const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.ts$/;

/** The specifiers of static, type-only and dynamic imports and of re-exports; `undefined` for a computed one. */
function importsOf(source: string): (string | undefined)[] {
  const fixed = source.matchAll(/(?<!\.)\b(?:from|import)\s*(['"])([^'"\n]+)\1/g);
  const dynamic = source.matchAll(/(?<!\.)\bimport\s*\(\s*(?:(['"])([^'"\n]+)\1\s*[,)])?/g);
  return [...fixed, ...dynamic].map(([, , specifier]) => specifier);
}

/** The row of the table in which a file stands: the file itself or its folder directly below src. */
function rowOf(path: string): string {
  return path in layers ? path : path.split('/').slice(0, 2).join('/');
}

function problemOfImport(
  path: string,
  specifier: string | undefined,
  dependencies: readonly string[],
): string | undefined {
  if (specifier === undefined) return 'imports a computed name';
  if (specifier.startsWith('node:')) return undefined;
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    const [own, other] = [rowOf(path), rowOf(target)];
    const [from, to] = [layers[own], layers[other]];
    if (from === undefined || to === undefined) return `imports ${target}, and one of them is in no layer`;
    return own === other || to < from ? undefined : `imports ${target} from a layer that is not below`;
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (!dependencies.includes(name)) return `imports ${name}, which is not a dependency`;
  if (name.startsWith('@actions/') && rowOf(path) !== 'src/action') return `imports ${name}, which only src/action may`;
  if (
    name === 'undici' &&
    !['transport.ts', 'dispatch.ts', 'proxy-agent.ts'].map((own) => `src/registry/${own}`).includes(path)
  ) {
    return 'imports undici, which only transport.ts, dispatch.ts and proxy-agent.ts may';
  }
  return undefined;
}

function problemsOfFile(path: string, source: string): string[] {
  const name = posix.basename(path);
  const problems: string[] = [];
  if (!kebabCase.test(name)) problems.push('is not named in kebab-case');
  if (name === 'index.ts') problems.push('is a barrel');
  if (source.split('\n').length > maxLines + 1) problems.push(`has more than ${maxLines} lines`);
  if (/^export\s+(?:default\b|\{[^}]*\bas\s+default\b)/m.test(source)) problems.push('has a default export');
  return problems;
}

/** The first circle of imports that is found, as the paths along it. */
function circleIn(files: ReadonlyMap<string, string>): string[] | undefined {
  const finished = new Set<string>();
  const walk = (path: string, above: string[]): string[] | undefined => {
    if (above.includes(path)) return [...above.slice(above.indexOf(path)), path];
    if (finished.has(path)) return undefined;
    for (const specifier of importsOf(files.get(path) ?? '')) {
      if (!specifier?.startsWith('.')) continue;
      const circle = walk(posix.join(posix.dirname(path), specifier), [...above, path]);
      if (circle) return circle;
    }
    finished.add(path);
    return undefined;
  };
  return [...files.keys()].map((path) => walk(path, [])).find(Boolean);
}

function problemsOf(files: ReadonlyMap<string, string>, dependencies: readonly string[]): string[] {
  const problems = [...files].flatMap(([path, source]) => {
    const ofImports = path.startsWith('src/')
      ? importsOf(source).map((specifier) => problemOfImport(path, specifier, dependencies))
      : [];
    const all = [...problemsOfFile(path, source), ...ofImports.filter((problem) => problem !== undefined)];
    return all.map((problem) => `${path} ${problem}`);
  });
  const circle = circleIn(new Map([...files].filter(([path]) => path.startsWith('src/'))));
  return circle ? [...problems, `imports in a circle: ${circle.join(' > ')}`] : problems;
}

async function read(folder: string): Promise<[string, string][]> {
  const names = await readdir(join(project, folder), { recursive: true });
  const paths = names
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    // What only declares types is in no program.
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  return Promise.all(
    paths.map(async (path) => [path, await readFile(join(project, path), 'utf8')] as [string, string]),
  );
}

it('every file keeps the rules', async () => {
  const { dependencies } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
  const [source, tests] = [await read('src'), await read('__tests__')];
  expect(source.length).toBeGreaterThan(30);
  expect(source.flatMap(([, text]) => importsOf(text)).length).toBeGreaterThan(100);
  expect(problemsOf(new Map([...source, ...tests]), Object.keys(dependencies))).toEqual([]);
});

describe('the rules find', () => {
  const upwards = 'imports src/action/run.ts from a layer that is not below';
  it.each([
    ['a static import', 'src/oci/x.ts', "import { run } from '../action/run.ts';", upwards],
    ['an import of several lines', 'src/oci/x.ts', "import {\n  a,\n  b,\n} from '../action/run.ts';", upwards],
    ['a type-only import', 'src/oci/x.ts', "import type { Run } from '../action/run.ts';", upwards],
    ['an inline type import', 'src/modes/x.ts', "import { type Run } from '../action/run.ts';", upwards],
    ['a re-export', 'src/store/x.ts', "export * from '../action/run.ts';", upwards],
    ['an import for its effect', 'src/store/x.ts', "import '../action/run.ts';", upwards],
    ['a dynamic import', 'src/store/x.ts', "const a = await import('../action/run.ts');", upwards],
    ['a type of a dynamic import', 'src/store/x.ts', "type A = import('../action/run.ts').A;", upwards],
    ['double quotes', 'src/store/x.ts', 'import { a } from "../action/run.ts";', upwards],
    ['a root file that looks up', 'src/errors.ts', "import { a } from './action/run.ts';", upwards],
    [
      'an import of main.ts',
      'src/concurrently.ts',
      "import { a } from './main.ts';",
      'imports src/main.ts from a layer that is not below',
    ],
    [
      'siblings that meet',
      'src/registry/x.ts',
      "import { a } from '../artifact/pack.ts';",
      'imports src/artifact/pack.ts from a layer that is not below',
    ],
    [
      'a folder without a layer',
      'src/utils/x.ts',
      "import { a } from '../errors.ts';",
      'imports src/errors.ts, and one of them is in no layer',
    ],
    ['a computed import', 'src/oci/x.ts', 'await import(name);', 'imports a computed name'],
    ['a template', 'src/oci/x.ts', 'await import(`../action/run.ts`);', 'imports a computed name'],
    [
      'the toolkit',
      'src/modes/x.ts',
      "import * as core from '@actions/core';",
      'imports @actions/core, which only src/action may',
    ],
    [
      'undici',
      'src/registry/x.ts',
      "import { request } from 'undici';",
      'imports undici, which only transport.ts, dispatch.ts and proxy-agent.ts may',
    ],
    ['a package nobody installs', 'src/oci/x.ts', "import x from '@a/b/c';", 'imports @a/b, which is not a dependency'],
    [
      'a builtin without node:',
      'src/oci/x.ts',
      "import { join } from 'path';",
      'imports path, which is not a dependency',
    ],
    ['a long file', 'src/oci/x.ts', '\n'.repeat(401), 'has more than 400 lines'],
    ['a long test', '__tests__/oci/x.test.ts', '\n'.repeat(401), 'has more than 400 lines'],
    ['a name in camelCase', 'src/oci/mediaTypes.ts', '', 'is not named in kebab-case'],
    ['a barrel', 'src/oci/index.ts', '', 'is a barrel'],
    ['a default export', 'src/oci/x.ts', 'export default 1;', 'has a default export'],
    ['a renamed default export', 'src/oci/x.ts', 'export { a as default };', 'has a default export'],
  ])('%s', (_, path, source, problem) => {
    expect(problemsOf(new Map([[path, source]]), ['@actions/core', 'undici'])).toEqual([`${path} ${problem}`]);
  });

  it('circles', () => {
    const files = new Map([
      ['src/oci/a.ts', "import { b } from './b.ts';"],
      ['src/oci/b.ts', "import type { C } from './c.ts';"],
      ['src/oci/c.ts', "export { b } from './b.ts';"],
    ]);
    expect(problemsOf(files, [])).toEqual(['imports in a circle: src/oci/b.ts > src/oci/c.ts > src/oci/b.ts']);
  });

  it('nothing in what is allowed', () => {
    const source =
      "import { join } from 'node:path';\nimport { a } from './a.ts';\nimport { b } from '../oci/b.ts';\nimport x from 'yaml';\n";
    const text = `${source}const own = import.meta.dirname; // important, from here\n`;
    expect(problemsOf(new Map([['src/modes/x.ts', text]]), ['yaml'])).toEqual([]);
    expect(problemsOf(new Map([['src/registry/transport.ts', "import { Agent } from 'undici';"]]), ['undici'])).toEqual(
      [],
    );
    expect(
      problemsOf(new Map([['src/action/x.ts', "import * as c from '@actions/core';"]]), ['@actions/core']),
    ).toEqual([]);
  });
});
