import { lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRegistryAuth } from '../../src/action/read/registry-auth.ts';
import { type TarEntry, tar } from '../../src/artifact/archive/tar.ts';
import { unpackDirectory } from '../../src/artifact/archive/unpack-directory.ts';
import { readChart } from '../../src/artifact/chart/read-chart.ts';
import { createChartBudget } from '../../src/artifact/chart/reading/chart-budget.ts';
import { checkMetadata, readChartYaml } from '../../src/artifact/chart/reading/metadata.ts';
import { findClash, foldedPath, problemOfTitle } from '../../src/disk/title.ts';
import { hasCode, OciError } from '../../src/errors.ts';
import { parseSyncFile } from '../../src/modes/sync-file/sync-file.ts';
import { openBytes } from '../../src/store/verified.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { openPrivateKey } from '../../src/trust/private-key.ts';
import { parsePublicKey } from '../../src/trust/public-key.ts';
import { judgeByKey } from '../../src/trust/verify.ts';
import { catchOutput } from '../support/action/catch-output.ts';
import { buffer } from '../support/content/buffer.ts';
import { piecesOf } from '../support/content/pieces-of.ts';
import { tries } from '../support/nightly.ts';
import { forgeBundle } from '../support/trust/forge.ts';
import { makeKeys } from '../support/trust/keys.ts';

const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }));
const titles = fc.oneof(
  texts,
  piecesOf(
    '..',
    '/',
    'a',
    'B',
    '.',
    ' ',
    '\\',
    ':',
    'con',
    'nul',
    '.git',
    'ß',
    'é',
    'e\u0301',
    '\u200c',
    '\0',
    '\ud800',
  ),
);

/** Texts that are YAML, nearly so, or not at all. */
const yaml = fc.oneof(
  texts,
  piecesOf(
    'a: ',
    'b:',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&x ',
    '*x',
    '<<: ',
    '"',
    "'",
    '|\n',
    '>',
    '#',
    '!',
    '? ',
    '---\n',
    'apiVersion: v2\n',
    'name: web\n',
    'version: 1.0.0\n',
    'dependencies:\n',
    'images:\n',
    '\t',
    '\u0000',
    '%',
  ),
);

function onlyFailsWith(codes: string[], work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof OciError && codes.includes(error.code))) throw error;
  }
}

// What is read may be secrets, which a step masks: a log of the tests would lose every such word.
catchOutput();

describe('titles', () => {
  it('that pass stay below their directory, and show what they are', () => {
    fc.assert(
      fc.property(titles, (title) => {
        if (problemOfTitle(title) !== undefined) return;
        for (const directory of ['/work/out', 'C:\\work']) {
          const inner = relative(directory, join(directory, title));
          expect(isAbsolute(inner) || inner.split(/[/\\]/).includes('..') || inner === '').toBe(false);
        }
        expect(title).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\\]/u);
      }),
      { numRuns: tries(3000) },
    );
  });

  it('clash in any order, or in none', () => {
    fc.assert(
      fc.property(fc.uniqueArray(titles, { maxLength: 6 }), (list) => {
        expect(findClash(list) === undefined).toBe(findClash([...list].reverse()) === undefined);
        const folded = new Set(list.map(foldedPath));
        if (folded.size < list.length) expect(findClash(list)).toBeDefined();
      }),
      { numRuns: tries(1000) },
    );
  });
});

describe('YAML', () => {
  const origin = { label: 'x', code: 'ARTIFACT' } as const;

  it('of a chart is read, or refused with its line', async () => {
    await fc.assert(
      fc.asyncProperty(yaml, async (text) => {
        const chart = await readChartYaml(Buffer.from(text), origin, createChartBudget()).catch((error: unknown) => {
          if (!hasCode(error, 'ARTIFACT')) throw error;
        });
        if (chart) onlyFailsWith(['ARTIFACT'], () => checkMetadata(chart));
      }),
      { numRuns: tries(1000) },
    );
  });

  it('of registry-auth is read, or refused', () => {
    fc.assert(
      fc.property(yaml, (text) => {
        onlyFailsWith(['INVALID_INPUT'], () => readRegistryAuth(text));
      }),
      { numRuns: tries(1000) },
    );
  });

  it('of a sync file is read, or refused with its line', () => {
    fc.assert(
      fc.property(yaml, (text) => {
        onlyFailsWith(['INVALID_INPUT'], () =>
          parseSyncFile(text, { file: 'sync.yml', environment: {}, mask: () => {} }),
        );
      }),
      { numRuns: tries(1000) },
    );
  });
});

describe('what is about signatures', () => {
  const { publicPem, privatePem } = makeKeys();

  it('a policy is read, or refused', () => {
    const policies = piecesOf(
      '- ',
      'key: ',
      'a.pub',
      'any:',
      'predicate: x',
      'github: a/b',
      'ref: ',
      '*',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&x ',
      '*x',
      '|',
      ': ',
      '#',
    );
    fc.assert(
      fc.property(fc.oneof(yaml, policies), (text) => {
        onlyFailsWith(['INVALID_INPUT'], () => expect(parsePolicy(text, () => publicPem).length).toBeGreaterThan(0));
      }),
      { numRuns: tries(1500) },
    );
  });

  it('a key is opened, or refused without a word of it', async () => {
    const change = fc.tuple(fc.nat(privatePem.length), fc.string({ unit: 'binary', maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(texts, change), texts, async (given, password) => {
        const [at, piece] = typeof given === 'string' ? [0, given] : given;
        const pem = typeof given === 'string' ? given : privatePem.slice(0, at) + piece + privatePem.slice(at + 3);
        const refused = await openPrivateKey(pem, password).then(
          () => '',
          (error: unknown) => {
            if (!hasCode(error, 'INVALID_INPUT')) throw error;
            return error.message;
          },
        );
        for (const line of privatePem.split('\n').slice(1, -2)) expect(refused).not.toContain(line);
      }),
      { numRuns: tries(500) },
    );
  });

  it('a signature is judged, and none that was made up is good', () => {
    const key = parsePublicKey(publicPem, (what) => new Error(what));
    const digest = `sha256:${'0'.repeat(64)}` as const;
    const right = forgeBundle(makeKeys().privateKey, digest).toString();
    const change = fc.tuple(fc.nat(right.length), fc.string({ unit: 'binary', maxLength: 6 }));
    const bundles = fc.oneof(
      texts,
      fc.json(),
      change.map(([at, piece]) => right.slice(0, at) + piece + right.slice(at + 2)),
    );
    fc.assert(
      fc.property(bundles, texts, (text, signature) => {
        const bytes = Buffer.from(text);
        expect(judgeByKey({ format: 'bundle', bytes }, key, undefined, digest)).toHaveProperty('text');
        const legacy = { format: 'legacy', payload: bytes, signature } as const;
        expect(judgeByKey(legacy, key, undefined, digest)).toHaveProperty('text');
      }),
      { numRuns: tries(1500) },
    );
  });
});

describe('archives', () => {
  const name = fc.stringMatching(/^[a-z]{1,12}(\/[a-z]{1,120}){0,3}$/).map((text) => `d/${text}`);
  const content = fc.uint8Array({ maxLength: 1200 });
  const files = fc.uniqueArray(fc.tuple(name, content), {
    selector: ([path]) => path.split('/')[1],
    minLength: 1,
    maxLength: 5,
  });
  const archiveOf = (list: [string, Uint8Array][]) =>
    buffer(
      tar(
        list.map(
          ([path, bytes]): TarEntry => ({
            name: path,
            kind: 'file',
            mode: 0o644,
            time: 0,
            size: bytes.length,
            read: () => [bytes],
          }),
        ),
      ),
    );

  /** Unpacks below a fresh folder and gives what is there then. */
  const unpacked = async (bytes: Uint8Array): Promise<string[] | undefined> => {
    const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-fuzz-'));
    try {
      const directory = join(folder, 'target');
      await mkdir(directory);
      await unpackDirectory(await openBytes(bytes)(), {
        directory,
        title: 'd',
        what: 'x',
        contentDigest: undefined,
        symlinks: 'keep',
        signal: new AbortController().signal,
      }).catch((error: unknown) => {
        if (!(error instanceof OciError)) throw error;
      });
      expect(await readdir(folder)).toEqual(['target']);
      const inside = await readdir(directory, { recursive: true });
      for (const path of inside) {
        const found = await lstat(join(directory, path));
        expect(found.isFile() || found.isDirectory() || found.isSymbolicLink()).toBe(true);
      }
      return inside;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  it('that we write come back whole', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (list) => {
        const inside = await unpacked(gzipSync(await archiveOf(list)));
        for (const [path] of list) expect(inside).toContain(path);
      }),
      { numRuns: 30 },
    );
  });

  it('with other bytes in their headers are read, or refused', async () => {
    const change = fc.tuple(fc.nat(511), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (list, changes, isSummed) => {
          const bytes = await archiveOf(list);
          for (const [at, byte] of changes) bytes[at] = byte;
          // With a right sum, the reader looks at the rest.
          if (isSummed) {
            bytes.write('        ', 148);
            const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
            bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
          }
          await unpacked(gzipSync(bytes));
          await readChart([gzipSync(bytes)]).catch((error: unknown) => {
            if (!(error instanceof OciError)) throw error;
          });
        },
      ),
      { numRuns: tries(300) },
    );
  });

  it('that are cut or changed anywhere are read, or refused', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.nat(3000), fc.nat(255), fc.boolean(), async (list, at, byte, isCut) => {
        const bytes = gzipSync(await archiveOf(list));
        const place = at % bytes.length;
        bytes[place] = byte;
        await unpacked(isCut ? bytes.subarray(0, place) : bytes);
      }),
      { numRuns: tries(150) },
    );
  });
});
