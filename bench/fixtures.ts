// What is pushed: written once into the workspace of a benchmark, and the same on every machine.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const mebibyte = 1024 * 1024;

/** A source of numbers that look random and are the same in each run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % limit;
  };
}

/** Bytes that no compression makes smaller. */
function noise(length: number, seed: string): Buffer {
  return createHash('shake256', { outputLength: length }).update(seed).digest();
}

function writeLarge(path: string, bytes: number): void {
  const block = noise(mebibyte, path.slice(path.lastIndexOf('/')));
  const file = openSync(path, 'w');
  for (let left = bytes, number = 0; left > 0; left -= mebibyte, number += 1) {
    block.writeUInt32LE(number, 0);
    writeSync(file, block, 0, Math.min(left, mebibyte));
  }
  closeSync(file);
}

/** Writes `count` files of `bytes` each into `folder`. */
export function writeFiles(folder: string, count: number, bytes: number): void {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const path = join(folder, `${String(index).padStart(5, '0')}.bin`);
    if (bytes >= mebibyte) writeLarge(path, bytes);
    else writeFileSync(path, noise(bytes, `${bytes} ${index}`));
  }
}

/** Text with the ratio of source code, about 3 to 1. */
function writeTree(folder: string, files: number, bytesPerFile: number): void {
  const next = numbers(1);
  const words = Array.from({ length: 4_000 }, () =>
    next(2 ** 24)
      .toString(36)
      .repeat(1 + next(3)),
  );
  for (let index = 0; index < files; index += 1) {
    const path = join(folder, `part-${index % 50}`);
    mkdirSync(path, { recursive: true });
    let text = '';
    while (text.length < bytesPerFile) text += `${words[next(words.length)]}${next(8) === 0 ? '\n  ' : ' '}`;
    writeFileSync(join(path, `${index}.txt`), text.slice(0, bytesPerFile));
  }
}

function writeChart(folder: string): void {
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: chart\nversion: 1.2.3\ndescription: A chart\n');
  writeFileSync(join(folder, 'values.yaml'), 'replicas: 1\nimage: nginx\n');
  for (let index = 0; index < 20; index += 1) {
    const data = `  key: ${noise(200, `${index}`).toString('hex')}\n`;
    const head = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-${index}\ndata:\n`;
    writeFileSync(join(folder, 'templates', `${index}.yaml`), head + data);
  }
}

/** The fixtures by the names of their folders. */
const writers = {
  'one-4k': (folder: string) => writeFiles(folder, 1, 4096),
  'files-50': (folder: string) => writeFiles(folder, 50, 10_240),
  'files-1000': (folder: string) => writeFiles(folder, 1_000, 10_240),
  'one-1g': (folder: string) => writeFiles(folder, 1, 1024 * mebibyte),
  'eight-128m': (folder: string) => writeFiles(folder, 8, 128 * mebibyte),
  tree: (folder: string) => writeTree(folder, 5_000, 40_000),
  chart: writeChart,
  'shared-layers': (folder: string) => writeFiles(folder, 4, 256 * 1024),
  'own-layers': (folder: string) => writeFiles(folder, 50, 20_480),
} satisfies Record<string, (folder: string) => void>;

export type Fixture = keyof typeof writers;

/** Writes a fixture, unless it is there. */
export function ensureFixture(workspace: string, name: Fixture): void {
  const folder = join(workspace, name);
  if (!existsSync(folder)) writers[name](folder);
}
