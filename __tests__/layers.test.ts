import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const project = join(import.meta.dirname, '..');

/**
 * The layers of docs/architecture.md: what stands in one imports from its own folder, in the order of its rooms, and
 * from lower layers.
 */
const layers: Record<string, number> = {
  'src/errors.ts': 0,
  'src/words.ts': 0,

  'src/concurrently.ts': 0,
  'src/cut-text.ts': 0,
  'src/format-bytes.ts': 0,
  'src/format-duration.ts': 0,
  'src/give-way.ts': 0,
  'src/nearest.ts': 0,
  'src/once.ts': 0,
  'src/run-program.ts': 0,
  'src/time.ts': 0,
  'src/v8-flags.ts': 0,
  'src/chunks.ts': 1,
  'src/near-path.ts': 1,
  'src/origin.ts': 1,
  'src/disk': 2,
  'src/go': 2,
  'src/oci': 2,
  'src/store': 3,
  'src/artifact': 4,
  'src/registry': 4,
  'src/trust': 4,
  'src/modes': 5,
  'src/action': 6,
  'src/main.ts': 7,
};

/**
 * The rooms of a folder, the lowest first: a room imports from itself and from those before it, not from those on its
 * own line. `.` is what stands in the folder itself.
 */
const rooms: Record<string, string[][]> = {
  'src/store': [['.'], ['layout', 'wrapped']],
  'src/artifact': [['.'], ['archive'], ['files'], ['flux', 'chart/reading'], ['chart']],
  'src/registry': [['http'], ['wrapped'], ['auth', 'lists', 'upload'], ['.']],
  'src/trust': [['roots/anchors'], ['formats', 'roots'], ['services'], ['.']],
  'src/modes': [
    ['contract'],
    ['tell'],
    ['find'],
    ['signing'],
    ['publish'],
    ['kinds'],
    ['chart', 'removal', 'runner', 'sync-file'],
    ['.'],
  ],
  'src/action': [['remedies'], ['tell'], ['tell/summary'], ['read'], ['open'], ['.']],
};

/** Beyond this many, nobody sees from the names of a room what it is about. */
const maxFilesOfRoom = 16;
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

/** How high the room of a file stands in its folder; undefined where it is in none. */
function heightOf(path: string): number | undefined {
  const folder = rowOf(path);
  const room = posix.relative(folder, posix.dirname(path)) || '.';
  const height = (rooms[folder] ?? [['.']]).findIndex((siblings) => siblings.includes(room));
  return height < 0 ? undefined : height;
}

function problemOfRooms(path: string, target: string): string | undefined {
  if (posix.dirname(path) === posix.dirname(target)) return undefined;
  const [from, to] = [heightOf(path), heightOf(target)];
  if (from === undefined || to === undefined) return `imports ${target}, and one of them is in no room`;
  return to < from ? undefined : `imports ${target} from a room that is not below`;
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
    if (own === other) return problemOfRooms(path, target);
    return to < from ? undefined : `imports ${target} from a layer that is not below`;
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (!dependencies.includes(name)) return `imports ${name}, which is not a dependency`;
  if (name.startsWith('@actions/') && rowOf(path) !== 'src/action') return `imports ${name}, which only src/action may`;
  if (name === '@noble/ciphers' && path !== 'src/trust/secretbox.ts') {
    return 'imports @noble/ciphers, which only secretbox.ts may';
  }
  if (/^(?:@sigstore\/|tuf-js$)/.test(name) && rowOf(path) !== 'src/trust') {
    return `imports ${name}, which only src/trust may`;
  }
  if (name === 'undici' && path !== 'src/registry/http/undici.ts') return 'imports undici, which only undici.ts may';
  return undefined;
}

/** Sigstore is half a megabyte that few steps need. An import of types alone loads nothing. */
function problemOfHaste(source: string): string | undefined {
  const isAtOnce = /^import\s+(?!type\b)[^;]*?['"](?:@sigstore\/|tuf-js)/m.test(source);
  return isAtOnce ? 'imports Sigstore before it is needed' : undefined;
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

/** The files of src/ that export a name, by that name: a reader who looks for it finds one. */
function exportsOf(files: ReadonlyMap<string, string>): Map<string, string[]> {
  const named = /^export\s+(?:abstract\s+|async\s+)*(?:function\*?|const|let|class|interface|type)\s+(\w+)/gm;
  const owners = new Map<string, string[]>();
  for (const [path, source] of files) {
    if (!path.startsWith('src/')) continue;
    for (const [, name = ''] of source.matchAll(named)) owners.set(name, [...(owners.get(name) ?? []), path]);
  }
  return owners;
}

function problemsOf(files: ReadonlyMap<string, string>, dependencies: readonly string[]): string[] {
  const problems = [...files].flatMap(([path, source]) => {
    const ofImports = path.startsWith('src/')
      ? [...importsOf(source).map((each) => problemOfImport(path, each, dependencies)), problemOfHaste(source)]
      : [];
    const all = [...problemsOfFile(path, source), ...ofImports.filter((problem) => problem !== undefined)];
    return all.map((problem) => `${path} ${problem}`);
  });
  const folders = Map.groupBy(
    [...files.keys()].filter((path) => path.startsWith('src/')),
    (path) => posix.dirname(path),
  );
  for (const [folder, { length }] of folders) {
    if (length > maxFilesOfRoom) problems.push(`${folder} has more than ${maxFilesOfRoom} files`);
  }
  for (const [name, [first, second]] of exportsOf(files)) {
    if (second) problems.push(`${name} is exported by ${first} and ${second}`);
  }
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

it('the README of each folder says what its rooms are for', async () => {
  const folders = new Set((await read('src')).map(([path]) => posix.dirname(path)));
  folders.delete('src');
  const problems = [...folders].map(async (folder) => {
    const [, name = '', ...room] = folder.split('/');
    const text = await readFile(join(project, 'src', name, 'README.md'), 'utf8');
    return room.length === 0 || text.includes(`\n- \`${room.join('/')}/\`: `) ? [] : [folder];
  });
  expect((await Promise.all(problems)).flat()).toEqual([]);
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
      "import { a } from '../artifact/files/pack.ts';",
      'imports src/artifact/files/pack.ts from a layer that is not below',
    ],
    [
      'a folder without a layer',
      'src/utils/x.ts',
      "import { a } from '../errors.ts';",
      'imports src/errors.ts, and one of them is in no layer',
    ],
    [
      'a room that looks up',
      'src/registry/http/x.ts',
      "import { a } from '../registry.ts';",
      'imports src/registry/registry.ts from a room that is not below',
    ],
    [
      'rooms on one line that meet',
      'src/registry/auth/x.ts',
      "import { a } from '../lists/pages.ts';",
      'imports src/registry/lists/pages.ts from a room that is not below',
    ],
    [
      'a room that nobody knows',
      'src/registry/x.ts',
      "import { a } from './cellar/a.ts';",
      'imports src/registry/cellar/a.ts, and one of them is in no room',
    ],
    [
      'a room in a folder that has none',
      'src/oci/x.ts',
      "import { a } from './cellar/a.ts';",
      'imports src/oci/cellar/a.ts, and one of them is in no room',
    ],
    ['a computed import', 'src/oci/x.ts', 'await import(name);', 'imports a computed name'],
    ['a template', 'src/oci/x.ts', 'await import(`../action/run.ts`);', 'imports a computed name'],
    [
      'the toolkit',
      'src/modes/x.ts',
      "import * as core from '@actions/core';",
      'imports @actions/core, which only src/action may',
    ],
    ['undici', 'src/registry/x.ts', "import x from 'undici/lib/x.js';", 'imports undici, which only undici.ts may'],
    [
      'ciphers',
      'src/trust/x.ts',
      "import x from '@noble/ciphers/salsa.js';",
      'imports @noble/ciphers, which only secretbox.ts may',
    ],
    [
      'signatures that meet HTTP',
      'src/trust/x.ts',
      "import { a } from '../registry/web.ts';",
      'imports src/registry/web.ts from a layer that is not below',
    ],
    [
      'Sigstore',
      'src/modes/x.ts',
      "const a = await import('@sigstore/verify');",
      'imports @sigstore/verify, which only src/trust may',
    ],
    [
      'Sigstore that is not lazy',
      'src/trust/x.ts',
      "import { a } from 'tuf-js';",
      'imports Sigstore before it is needed',
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
    const known = ['@actions/core', '@noble/ciphers', '@sigstore/verify', 'tuf-js', 'undici'];
    expect(problemsOf(new Map([[path, source]]), known)).toEqual([`${path} ${problem}`]);
  });

  it('a full room', () => {
    const files = new Map(Array.from({ length: 17 }, (_, index) => [`src/oci/x${index}.ts`, '']));
    expect(problemsOf(files, [])).toEqual(['src/oci has more than 16 files']);
  });

  it('a name that is exported twice', () => {
    const files = new Map([
      ['src/oci/a.ts', 'export interface Known {}\nexport function own() {}'],
      ['src/disk/a.ts', 'interface Own {}\nexport class Known {}'],
      ['__tests__/disk/a.ts', 'export const own = 1;'],
    ]);
    expect(problemsOf(files, [])).toEqual(['Known is exported by src/oci/a.ts and src/disk/a.ts']);
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
    const rooms = "import { a } from './http/a.ts';\nimport { b } from './lists/b.ts';\n";
    expect(problemsOf(new Map([['src/registry/x.ts', rooms]]), [])).toEqual([]);
    const source =
      "import { join } from 'node:path';\nimport { a } from './a.ts';\nimport { b } from '../oci/b.ts';\nimport x from 'yaml';\n";
    const text = `${source}const own = import.meta.dirname; // important, from here\n`;
    expect(problemsOf(new Map([['src/modes/x.ts', text]]), ['yaml'])).toEqual([]);
    expect(
      problemsOf(new Map([['src/registry/http/undici.ts', "import { Agent } from 'undici';"]]), ['undici']),
    ).toEqual([]);
    expect(
      problemsOf(new Map([['src/action/x.ts', "import * as c from '@actions/core';"]]), ['@actions/core']),
    ).toEqual([]);
  });
});
