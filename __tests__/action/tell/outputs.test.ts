import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setOutputs } from '../../../src/action/tell/outputs.ts';
import { maskToken } from '../../../src/action/tell/token-mask.ts';

import { type Told, toldBy } from '../../support/action/told.ts';
import { readCommandFile } from '../../support/workflow/command-files.ts';

/** The runner keeps 1 MiB for a job, and a quarter of that is what one output may have. */
const most = 256 * 1024;
const digest = `sha256:${'a'.repeat(64)}` as const;

const before = process.env['GITHUB_OUTPUT'];
let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oci-artifact-test-'));
  process.env['GITHUB_OUTPUT'] = join(folder, 'OUTPUT');
  writeFileSync(join(folder, 'OUTPUT'), '');
  said = [];
});
afterAll(() => {
  if (before === undefined) delete process.env['GITHUB_OUTPUT'];
  else process.env['GITHUB_OUTPUT'] = before;
});

const say = (text: string) => void said.push(text);
const log = { info: say, notice: say, warning: say, debug: say, group: <T>(_: string, work: () => T) => work() };
function outputsOf(told: Partial<Told>): Record<string, string> {
  setOutputs(toldBy(told), log, { RUNNER_TEMP: folder });
  return readCommandFile(readFileSync(join(folder, 'OUTPUT'), 'utf8'), process.platform === 'win32');
}

describe('the outputs', () => {
  it('show texts as they are, tags in lines, and the rest as JSON', () => {
    const file = { title: 'a.txt', digest, size: 0, mediaType: 'text/plain' };
    const found = outputsOf({ digest, tags: ['v1', 'latest'], size: 0, changed: false, files: [file], before: {} });
    const { json = '', ...rest } = found;
    expect(rest).toEqual({
      digest,
      tags: 'v1\nlatest',
      tag: 'v1',
      size: '0',
      changed: 'false',
      files: JSON.stringify([file]),
      previous: '{}',
    });
    expect(JSON.parse(json)).toEqual({
      wrote: false,
      digest,
      tags: ['v1', 'latest'],
      tag: 'v1',
      size: 0,
      changed: false,
      files: [file],
      previous: {},
    });
    expect(readdirSync(folder)).toEqual(['OUTPUT']);
  });

  it.each([
    ['application/vnd.test+json', 'application/vnd.test+json'],
    ['text/plain; charset=utf-8', ''],
    ['$(touch x)', ''],
  ])('have the artifact type %s as %j', (artifactType, shown) => {
    expect(outputsOf({ artifactType })).toEqual({ 'artifact-type': shown, json: JSON.stringify({ artifactType }) });
  });

  it('show addresses in lines', () => {
    const attestationUrls = ['https://github.com/o/r/attestations/1', 'https://github.com/o/r/attestations/2'];
    const { 'attestation-url': urls, json = '' } = outputsOf({ attestations: attestationUrls });
    expect(urls).toBe(attestationUrls.join('\n'));
    expect(JSON.parse(json)).toEqual({ attestationUrls });
  });

  it('are whole beside one that is too long', () => {
    const files = Array.from({ length: 3_000 }, () => ({ title: 'a.txt', digest, size: 0, mediaType: 'text/plain' }));
    const found = outputsOf({ manifest: '{"schemaVersion":2}', files });
    expect(found).toMatchObject({ manifest: '{"schemaVersion":2}', truncated: 'true' });
    expect(JSON.parse(found['files'] ?? '').length).toBeLessThan(3_000);
  });

  it('have in `json` an empty list where its only entry is too long', () => {
    const files = [{ title: 'x'.repeat(300_000), digest, size: 0, mediaType: 'text/plain' }];
    const { json = '', files: listed } = outputsOf({ digest, files });
    expect([listed, JSON.parse(json)]).toEqual(['[]', { digest, files: [], truncated: true }]);
  });

  it('have in `json` the items alone where there are several, else also the source and details', () => {
    const thing = { name: 'a', fate: 'pushed' };
    expect(JSON.parse(outputsOf({ digest, things: [thing], more: { extra: 1 } })['json'] ?? '')).toEqual([
      { name: 'a', status: 'pushed', changed: true, wrote: true },
    ]);
    writeFileSync(join(folder, 'OUTPUT'), '');
    const { json = '' } = outputsOf({ digest, source: 'a.test/b', more: { extra: 1 } });
    expect(JSON.parse(json)).toEqual({ digest, source: 'a.test/b', extra: 1 });
  });

  it.each([
    ['turns the direction', 'a\u202eb'],
    ['is hidden', 'a\u200bb\ufeffc\u00add'],
    ['ends a line', 'a\u2028b\u2029c\u0085d'],
    ['commands a terminal', '\u001b[31m\u009b\u007f'],
    ['is hidden and beyond 16 bits', 'tag \u{e0041}\u{e007f}'],
    ['is a half of a character', '\ud800'],
  ])('are JSON in which nothing of a text stands that %s', (_, title) => {
    const file = { title, digest, size: 1, mediaType: 'text/plain' };
    const { json = '', files = '' } = outputsOf({ files: [file] });
    expect(JSON.parse(files)).toEqual([file]);
    expect(JSON.parse(json)).toEqual({ files: [file] });
    expect(json + files).toMatch(/^[\x20-\x7e]*$/);
  });

  it('keep letters of all languages and signs as they are', () => {
    const path = 'größe/日本/🎉';
    expect(outputsOf({ path })).toMatchObject({ path, json: `{"path":${JSON.stringify(path)}}` });
  });
});

describe('an output that is long', () => {
  it('is whole where it has just as much as one may have', () => {
    const found = outputsOf({ path: 'x'.repeat(most - '{"path":""}'.length) });
    expect(Buffer.byteLength(found['json'] ?? '')).toBe(most);
    expect(() => JSON.parse(found['json'] ?? '')).not.toThrow();
    expect(found).not.toHaveProperty('json-path');
    expect(said).toEqual([]);
  });

  it('is cut where it has a byte more, and the whole is in a file that is JSON', () => {
    const path = 'x'.repeat(most - '{"path":""}'.length + 1);
    const { json = '', 'json-path': place = '', truncated, ...found } = outputsOf({ digest, path });
    expect(JSON.parse(json)).toEqual({ digest, truncated: true });
    expect(truncated).toBe('true');
    expect(found['path'] === path).toBe(true);
    expect(place.startsWith(folder)).toBe(true);
    expect(JSON.parse(readFileSync(place, 'utf8'))).toEqual({ digest, path });
    expect(said).toEqual([`Outputs of more than ${most} bytes were shortened: json. The whole is in ${place}`]);
  });

  it('leads to a file also where `json` is short', () => {
    const { json, truncated, 'json-path': place = '' } = outputsOf({ path: 'x'.repeat(most + 1), things: [] });
    expect(json).toBe('[]');
    expect(truncated).toBe('true');
    expect(readFileSync(place, 'utf8')).toBe('[]');
    expect(said).toEqual([`Outputs of more than ${most} bytes were shortened: path. The whole is in ${place}`]);
  });

  // Letters that are escaped have more bytes in JSON than in memory.
  const many = Array.from({ length: 5000 }, (_, index) => ({
    ...{ name: `docker.io/library/ü\u200b:v${index}`, status: 'new', digest, changed: true, wrote: true },
  }));
  const things = many.map(({ name, status, digest }) => ({ name, fate: status, digest }));
  const file = (index: number) => ({ title: `ü\u200b/${index}`, digest, size: index, mediaType: 'text/plain' });
  const files = Array.from({ length: 5000 }, (_, index) => file(index));
  const moved = Object.fromEntries(many.map(({ name }) => [name, digest] as const));

  it.each<[name: string, told: Partial<Told>, whole: object]>([
    ['json', { things }, many],
    ['files', { files }, files],
    ['previous', { before: moved }, moved],
  ])('is a list or a record with the first of its items: %s', (name, result, whole) => {
    const text = outputsOf(result)[name] ?? '';
    const found = JSON.parse(text) as object;
    const all = Object.entries(whole);
    const count = Object.keys(found).length;
    expect(Object.entries(found)).toEqual(all.slice(0, count));
    // Not one more would have found room.
    const next = JSON.stringify(Object.fromEntries([all[count] ?? []])).replaceAll('\u200b', '\\u200b');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
    expect(Buffer.byteLength(text) + Buffer.byteLength(next) - '{}'.length).toBeGreaterThan(most - '"5000":'.length);
  });

  it('is as long as it may be', () => {
    const [filler, last] = [{ title: 'x' }, { title: 'y' }] as unknown as Told['files'];
    const room = most - Buffer.byteLength(JSON.stringify([filler, last]));
    const full = [{ ...filler, title: 'x'.repeat(room + 1) }, last] as Told['files'];
    expect(outputsOf({ files: full })['files']).toHaveLength(most);
    writeFileSync(join(folder, 'OUTPUT'), '');
    expect(JSON.parse(outputsOf({ files: [...full, last] as Told['files'] })['files'] ?? '')).toHaveLength(2);
    writeFileSync(join(folder, 'OUTPUT'), '');
    // One byte too many.
    const over = [{ ...filler, title: 'x'.repeat(room + 2) }, last] as Told['files'];
    expect(JSON.parse(outputsOf({ files: over })['files'] ?? '')).toEqual(over.slice(0, 1));
  });

  it('is a record whose longest lists have fewer items, and which says so', () => {
    const manifest = JSON.stringify({ layers: 'x'.repeat(most) });
    const given = { digest, tags: ['v1'], files, before: moved, manifest, more: { total: 3, types: ['a'] } };
    const { json = '', ...found } = outputsOf(given);
    const record = JSON.parse(json) as Record<string, object>;
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(most);
    expect(Buffer.byteLength(json)).toBeGreaterThan(most - 1000);
    expect(record).toMatchObject({ digest, tags: ['v1'], tag: 'v1', total: 3, types: ['a'], truncated: true });
    expect(record).not.toHaveProperty('manifest');
    for (const [key, whole] of Object.entries({ files, previous: moved })) {
      const kept = Object.entries(record[key] ?? {});
      expect(kept.length).toBeGreaterThan(0);
      expect(kept).toEqual(Object.entries(whole).slice(0, kept.length));
    }
    expect(found['manifest']).toBe('');
    expect(JSON.parse(readFileSync(found['json-path'] ?? '', 'utf8'))).toEqual({
      ...{ digest, tags: ['v1'], tag: 'v1', files, previous: moved, manifest, total: 3, types: ['a'] },
    });
    const names = 'files, manifest, previous, json';
    expect(said).toEqual([expect.stringContaining(`were shortened: ${names}. `)]);
  });

  it('is an empty list where the first item is too long already', () => {
    const long = [{ ...file(1), title: 'x'.repeat(most) }, file(2)];
    const { files: text, json = '' } = outputsOf({ digest, files: long });
    expect(text).toBe('[]');
    expect(JSON.parse(json)).toEqual({ digest, files: [], truncated: true });
  });

  it('has whole lines', () => {
    const tags = Array.from({ length: 3000 }, (_, index) => `${'v'.repeat(100)}${index}`);
    const text = outputsOf({ tags })['tags'] ?? '';
    const lines = text.split('\n');
    expect(lines).toEqual(tags.slice(0, lines.length));
    expect(text.length).toBeLessThanOrEqual(most);
    expect(text.length + 1 + (tags[lines.length]?.length ?? 0)).toBeGreaterThan(most);
  });

  it.each([
    ['of two bytes', 'ü', 1],
    ['of three bytes, after one', '日', 1],
    ['of three bytes, after two', '日', 2],
    ['of four bytes, after one', '🎉', 1],
    ['of four bytes, after two', '🎉', 2],
    ['of four bytes, after three', '🎉', 3],
  ])('is cut before a character %s', (_, character, within) => {
    const start = 'x'.repeat(most - within);
    expect(outputsOf({ path: `${start}${character}tail` })['path'] === start).toBe(true);
  });

  it.each(['ü', '日', '🎉'])('is cut behind a whole %s', (character) => {
    const kept = 'x'.repeat(most - Buffer.byteLength(character)) + character;
    expect(outputsOf({ path: `${kept}tail` })['path'] === kept).toBe(true);
  });

  it('is measured by its bytes, not by its characters', () => {
    const { path = '' } = outputsOf({ path: 'ü'.repeat(most / 2 + 1) });
    expect(path === 'ü'.repeat(most / 2)).toBe(true);
  });
});

describe('an output with a token of a token server', () => {
  const token = 'opaque?>~token.of~?>registry~~?+=';
  const encoded = (skipped: number) => Buffer.from(`${'?'.repeat(skipped)}${token}`).toString('base64');
  const unpadded = (skipped: number) => encoded(skipped).replaceAll('=', '');
  const write = jest.spyOn(process.stdout, 'write');
  afterAll(() => write.mockRestore());
  beforeEach(() => {
    write.mockImplementation(() => true);
    maskToken(token, 'registry.test', {});
    write.mockClear();
  });

  it.each<[string, Partial<Told>, string]>([
    ['as it is', { digest, path: token }, 'path'],
    ['in the middle', { digest, version: `1.0.0-${token}.x` }, 'version'],
    ['in a tag', { digest, tags: ['v1', token] }, 'tags'],
    ['in base64', { digest, path: Buffer.from(token).toString('base64') }, 'path'],
    ['in base64 without its end', { digest, path: unpadded(0) }, 'path'],
    ['in base64 after one byte, without its end', { digest, path: unpadded(1) }, 'path'],
    ['in base64 after two bytes, without its end', { digest, path: unpadded(2) }, 'path'],
    ['in base64 after one byte', { digest, path: encoded(1) }, 'path'],
    ['in base64 after two bytes', { digest, path: encoded(2) }, 'path'],
    ['in base64 after three bytes', { digest, path: encoded(3) }, 'path'],
    ['in base64 for URLs', { digest, path: Buffer.from(token).toString('base64url') }, 'path'],
    ['behind the cut', { digest, path: 'x'.repeat(most) + token }, 'path'],
    ['in `json` alone', { digest, more: { note: token } }, 'json'],
  ])('%s is refused before any is set', (_, result, name) => {
    expect(() => outputsOf(result)).toThrow(
      expect.objectContaining({
        code: 'REGISTRY',
        message: expect.stringContaining(`The output ${name} contains a token`),
      }),
    );
    expect(readFileSync(join(folder, 'OUTPUT'), 'utf8')).toBe('');
    expect(readdirSync(folder)).toEqual(['OUTPUT']);
  });

  it('is set where there is only a part of it', () => {
    expect(outputsOf({ path: token.slice(0, -1) })).toMatchObject({ path: token.slice(0, -1) });
  });
});
