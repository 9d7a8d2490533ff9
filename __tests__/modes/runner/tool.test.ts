import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { NamedLayer } from '../../../src/artifact/files/select-layers.ts';
import {
  checkToolInputs,
  describeShadowed,
  findPrograms,
  toolDigest,
  toolLayers,
  toolName,
} from '../../../src/modes/runner/tool.ts';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { collectingLog, noticed } from '../../support/action/collecting-log.ts';
import { type Given, makeInputs } from '../../support/action/make-mode.ts';
import { makeWorld } from '../../support/action/make-world.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { makeKeys } from '../../support/trust/keys.ts';

/** Makes files of a folder: those with `*` behind their name may be executed. */
function filled(...names: string[]): string {
  const folder = makeFolder();
  for (const name of names) {
    const path = join(folder, name.replace('*', ''));
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
    chmodSync(path, name.endsWith('*') ? 0o755 : 0o644);
  }
  return folder;
}

it.each<[string, Given<'pull'>, string | undefined]>([
  ['nothing', {}, undefined],
  ['an artifact', { kind: 'artifact' }, undefined],
  ['a path', { path: 'out' }, 'path: the files go into the tool cache, and the output path says where'],
  ['archives', { unpack: false }, 'unpack: false'],
  ['a chart', { kind: 'helm' }, 'kind: helm'],
  ['a Flux source', { kind: 'flux' }, 'kind: flux'],
])('add-to-path with %s', (_, given, what) => {
  const { log } = collectingLog();
  const check = () => checkToolInputs({ ...makeInputs('pull', 'r.test/tool:v1', given), isPinned: true }, log);
  if (what === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(`The input add-to-path cannot be combined with ${what}`);
});

const { publicPem } = makeKeys();
const zeros = `sha256:${'0'.repeat(64)}` as const;
it.each<[string, string, Given<'pull'>, boolean]>([
  ['a tag alone', 'r.test/tool:v1', {}, true],
  ['a digest', `r.test/tool@${zeros}`, {}, false],
  ['a digest that is expected', 'r.test/tool:v1', { expectDigest: zeros }, false],
  ['a signature', 'r.test/tool:v1', { verify: `- key: |\n${publicPem.replaceAll(/^/gm, '    ')}` }, false],
])('where %s decides what later steps run, that is said or not', async (_, reference, given, isSaid) => {
  const world = await makeWorld({});
  // There is nothing to be pulled: what counts is said before.
  const { said, failure } = await world.act('pull', reference, { addToPath: true, ...given });
  expect(failure).toMatchObject({ code: 'NOT_FOUND' });
  expect(noticed(said)).toEqual(isSaid ? { notice: 1 } : {});
});

const layer = (title: string, isDirectory = false): NamedLayer => ({
  ...{ title, isDirectory, isUntitled: false, isExecutable: false },
  descriptor: describeContent('text/plain', Buffer.from(title)),
});
it.each<[string, NamedLayer[], [title: string, isDirectory: boolean, isExecutable: boolean][]]>([
  ['a file', [layer('tool')], [['tool', false, true]]],
  [
    'files',
    [layer('a.tar'), layer('b')],
    [
      ['a.tar', false, true],
      ['b', false, true],
    ],
  ],
  ['a folder', [layer('dir', true)], [['dir', true, false]]],
  ['an archive', [layer('tool.tar')], [['.', true, false]]],
  ['a compressed archive', [layer('tool.tar.gz')], [['.', true, false]]],
  ['a .tgz', [layer('tool.tgz')], [['.', true, false]]],
  ['a .tar.zst', [layer('tool.tar.zst')], [['.', true, false]]],
  ['what is no archive', [layer('tool.tar.gz.sig')], [['tool.tar.gz.sig', false, true]]],
])('Of a tool, %s may be executed or is unpacked', (_, layers, expected) => {
  const found = toolLayers(layers);
  expect(found.map(({ title, isDirectory, isExecutable }) => [title, isDirectory, isExecutable])).toEqual(expected);
});

it.each([
  ['r.test/Team/my_tool:v1'.toLowerCase(), 'team-my_tool'],
  ['oci-layout:out/my tool:v1', 'my-tool'],
  ['oci-layout:out/...:v1', 'tool'],
])('The tool of %s is called %s', (reference, name) => {
  expect(toolName(parseReference(reference))).toBe(name);
});

it('Some files of an artifact are another tool than all', () => {
  const { digest } = describeContent('', Buffer.from('x'));
  expect(toolDigest(digest, [])).toBe(digest);
  const some = [['a'], ['a', 'b'], ['b', 'a'], ['a,b'], ['ab']].map((files) => toolDigest(digest, files));
  expect(new Set([digest, ...some]).size).toBe(6);
  // And so are the same files of another artifact.
  const other = describeContent('', Buffer.from('y')).digest;
  expect(toolDigest(other, ['a'])).not.toBe(some[0]);
});

const onPosix = process.platform === 'win32' ? describe.skip : describe;
onPosix('The programs of a tool', () => {
  it.each([
    [['tool*'], '.'],
    [['bin/tool*', 'other*'], 'bin'],
    [['bin/README', 'tool*'], '.'],
    [['tool-1.0/bin/tool*'], 'tool-1.0/bin'],
    [['tool-1.0/tool*', 'tool-1.0/README'], 'tool-1.0'],
    // Of two folders, none is the one.
    [['tool-1.0/tool*', 'README'], undefined],
    [['tool-1.0/bin/tool*', 'tool-2.0/bin/tool*'], undefined],
    [['a/tool*', 'b/tool*'], undefined],
    [['tool-1.0/inner/tool*'], undefined],
    [['bin/bin/tool*'], undefined],
    [['README'], undefined],
    [[], undefined],
  ])('of %j are in %s', async (names, folder) => {
    const found = findPrograms(filled(...names), 'r.test/tool', false);
    if (folder !== undefined) expect(await found).toBe(folder);
    else {
      await expect(found).rejects.toMatchObject({
        code: 'ARTIFACT',
        topic: 'missing-program',
        message:
          'r.test/tool has no program to put on the PATH: no file that may be executed is in the folder bin, or at the top',
      });
    }
  });

  it.each([0o744, 0o654, 0o645])('may be executed by some alone: %o', async (mode) => {
    const folder = filled('tool');
    chmodSync(join(folder, 'tool'), mode);
    expect(await findPrograms(folder, 'x', false)).toBe('.');
  });

  it('may be links', async () => {
    const folder = filled('README');
    symlinkSync('README', join(folder, 'tool'));
    expect(await findPrograms(folder, 'x', false)).toBe('.');
  });

  it('have endings on Windows', async () => {
    expect(await findPrograms(filled('bin/tool', 'Tool.EXE'), 'x', true)).toBe('.');
    for (const name of [`a${delimiter}b/tool*`, `a${delimiter}b/bin/tool*`]) {
      await expect(findPrograms(filled(name), 'x', false)).rejects.toMatchObject({ code: 'ARTIFACT' });
    }
    await expect(findPrograms(filled('tool*'), 'x', true)).rejects.toThrow(
      'x has no program to put on the PATH: no file that ends in .exe, .cmd, .bat, .com, .ps1 is in the folder bin, or at the top',
    );
  });

  it.each([
    [['tool*'], ['other*'], undefined],
    [['tool*'], ['tool'], 'In later steps, tool of x takes the place of the program of that name'],
    [['b*', 'a*', 'c'], ['a*', 'b*', 'c*'], 'In later steps, a, b of x take the place of the programs of that name'],
    // Others call it, wherever it is.
    [['git*'], [], 'In later steps, git of x takes the place of the program of that name'],
    [['git'], [], undefined],
  ])('%j beside %j', async (own, others, expected) => {
    const folder = filled(...own);
    const path = [filled(...others), join(folder, 'none'), '', folder].join(delimiter);
    expect(await describeShadowed(folder, path, 'x')).toBe(expected);
  });
});
