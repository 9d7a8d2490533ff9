import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { type Header, pack } from 'tar-stream';
import { type ChartBudget, createChartBudget } from '../../../../src/artifact/chart/reading/chart-budget.ts';
import { readArchive, readFiles } from '../../../../src/artifact/chart/reading/read-archive.ts';
import { OciError } from '../../../../src/errors.ts';
import type { Origin } from '../../../../src/origin.ts';

const origin: Origin = { label: 'charts/web.tgz', code: 'INVALID_INPUT' };
const mebi = 1024 ** 2;

type Entry = Partial<Header> & { name: string } & { content?: string | Buffer };

async function archiveOf(...entries: Entry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = '', ...header } of entries) tar.entry(header as Header, content);
  tar.finalize();
  return gzipSync(await buffer(tar), { level: 1 });
}

/** A budget that notes what is spent, and fails at one kind. */
function noted(failing?: string): ChartBudget & { spent: Record<string, number> } {
  const spent: Record<string, number> = {};
  const spend: ChartBudget['spend'] = (kind, amount) => {
    if (kind === failing) throw new OciError('TOO_LARGE', `no ${kind} are left`);
    spent[kind] = (spent[kind] ?? 0) + amount;
  };
  return { ...createChartBudget(), spend, spent };
}

describe('The archive of a chart is refused, whoever gave it, with', () => {
  const chart = { name: 'web/Chart.yaml', content: 'x' };
  it.each<[what: string, entry: Entry]>([
    ['a link', { name: 'web/x', type: 'symlink', linkname: 'Chart.yaml' }],
    ['a hard link', { name: 'web/x', type: 'link', linkname: 'web/Chart.yaml' }],
    ['an absolute path', { name: '/web/x' }],
    ['an absolute path on Windows', { name: '\\web\\x' }],
    ['an absolute folder', { name: '/web/', type: 'directory' }],
    ['a drive', { name: 'web/z:x' }],
    ['a drive at the start', { name: 'C:\\x' }],
    ['a step up', { name: 'web/a/../x' }],
    ['a step up at the end', { name: 'web/..' }],
    ['a step up at the start', { name: '../x' }],
    ['a folder that is a step up', { name: 'web/../', type: 'directory' }],
    ['a step up by a backslash', { name: 'web\\..\\x' }],
    ['the first control character', { name: 'web/\u0001' }],
    ['the last one of them', { name: 'web/\u001f' }],
    ['the one behind letters', { name: 'web/\u007f' }],
    ['a control character in a folder', { name: 'web/\t/', type: 'directory' }],
    ['a dot', { name: 'web/./x' }],
    ['an empty part', { name: 'web//x' }],
    ['another folder', { name: 'api/x' }],
    ['a folder that starts alike', { name: 'webs/x' }],
    ['a file beside the folder', { name: 'web' }],
    ['the same file again', chart],
  ])('%s', async (_, entry) => {
    const archive = await archiveOf(chart, entry);
    await expect(readFiles([archive], origin, createChartBudget())).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    // Also where nothing in it is wanted.
    const artifact: Origin = { label: 'the chart', code: 'ARTIFACT' };
    await expect(readFiles([archive], artifact, createChartBudget(), () => false)).rejects.toMatchObject({
      code: 'ARTIFACT',
    });
  });

  it.each<[what: string, make: (archive: Buffer) => Buffer | Promise<Buffer>]>([
    ['nothing', () => Buffer.alloc(0)],
    ['no compression', (archive) => gunzipSync(archive)],
    ['no file', () => archiveOf({ name: 'web/', type: 'directory' })],
    ['its end left away', (archive) => archive.subarray(0, -9)],
    ['something behind it', (archive) => Buffer.concat([archive, Buffer.from('more')])],
    ['the end of a file left away', (archive) => gzipSync(gunzipSync(archive).subarray(0, 600))],
  ])('%s', async (_, make) => {
    const archive = await make(await archiveOf({ name: 'web/Chart.yaml', content: 'x'.repeat(1000) }));
    await expect(readFiles([archive], origin, createChartBudget())).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each(['archived', 'files', 'bytes'])(
    'more %s than its budget has left, by the words of the budget',
    async (kind) => {
      const archive = await archiveOf({ name: 'web/Chart.yaml', content: 'x' });
      await expect(readFiles([archive], origin, noted(kind))).rejects.toMatchObject({
        code: 'TOO_LARGE',
        message: `no ${kind} are left`,
      });
    },
  );

  it('an error of what it comes from is not taken for one of the archive', async () => {
    const error = new OciError('NETWORK', 'The line is cut');
    const archive = await archiveOf({ name: 'web/Chart.yaml', content: 'x' });
    async function* failing() {
      yield archive.subarray(0, 20);
      throw error;
    }
    await expect(readFiles(failing(), origin, createChartBudget())).rejects.toBe(error);
  });
});

it('A file of 6 MiB is read, as by Helm 4.3, and all that is read is spent', async () => {
  const archive = await archiveOf(
    { name: 'web/', type: 'directory' },
    { name: 'web/Chart.yaml', content: 'abc', mode: 0o755 },
    { name: 'web/x', content: Buffer.alloc(6 * mebi, 'x') },
  );
  const budget = noted();
  const files = await readFiles([archive], origin, budget, (path) => path !== 'Chart.yaml');
  expect(files.map(({ name, data }) => [name, data.byteLength])).toEqual([['x', 6 * mebi]]);
  const archived = gunzipSync(archive).byteLength;
  expect(budget.spent).toEqual({ files: 2, bytes: 3 + 6 * mebi, archived });
});

it('The path below the folder, the mode and the bytes of each file are given, in the order of the archive', async () => {
  const archive = await archiveOf(
    { name: 'web/b/ü', content: 'one', mode: 0o755 },
    { name: 'web/a', content: 'two', mode: 0o644 },
    { name: 'web/zz:y', content: '' },
  );
  const seen: unknown[] = [];
  for await (const { path, mode, content } of readArchive([archive], origin, createChartBudget())) {
    seen.push([path, mode, String(await buffer(content()))]);
  }
  expect(seen).toEqual([
    ['b/ü', 0o755, 'one'],
    ['a', 0o644, 'two'],
    ['zz:y', 0o644, ''],
  ]);
});
