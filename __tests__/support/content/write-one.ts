import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Descriptor, describe, emptyJson } from '../../../src/oci/descriptor.ts';
import { encodeManifest } from '../../../src/oci/manifest.ts';
import { imageManifest } from '../../../src/oci/media-types.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { run } from '../servers/peers.ts';
import { registryOptions } from '../servers/registry-options.ts';

/** What one of several writers at a time is to write, and where: a registry's host or the directory of a layout. */
interface WriterTask {
  host?: string;
  layout?: string;
  subject: Descriptor;
  number: number;
  /** Where the writers meet before they begin. */
  folder?: string;
}

/** Pushes a manifest of its own with this subject under a tag of its own. */
export async function writeOne({ host, layout, subject, number, folder }: WriterTask): Promise<void> {
  const store: Store =
    layout === undefined
      ? openRegistry(host ?? '', registryOptions({ retries: 3 }))('app', 'pull,push')
      : new LayoutStore(layout);
  await store.push(emptyJson, openBytes(Buffer.from('{}')));
  const bytes = encodeManifest({
    mediaType: imageManifest,
    artifactType: `application/vnd.example.number-${number}`,
    config: emptyJson,
    layers: [emptyJson],
    subject,
  });
  if (folder) {
    await writeFile(join(folder, `${number}`), '');
    // Whoever started it may have been killed.
    for (const end = Date.now() + 600_000; !existsSync(join(folder, 'go')); await delay(5)) {
      if (Date.now() > end) throw new Error('Nobody said go');
    }
  }
  await store.push(describe(imageManifest, bytes), openBytes(bytes), { tags: [`v${number}`] });
}

/** Lets ten processes write at the same time; fails when one of them does. */
export async function writeInProcesses(
  place: { host: string } | { layout: string },
  subject: Descriptor,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-writers-'));
  const numbers = Array.from({ length: 10 }, (_, number) => number);
  const ends = numbers.map((number) =>
    run(process.execPath, [import.meta.filename, JSON.stringify({ ...place, subject, number, folder })]),
  );
  let isOver = false;
  const all = Promise.all(ends).finally(() => {
    isOver = true;
  });
  while (!isOver && (await readdir(folder)).length < numbers.length) await delay(20);
  await writeFile(join(folder, 'go'), '');
  const failed = (await all).filter(({ code }) => code !== 0);
  await rm(folder, { recursive: true, force: true });
  if (failed.length > 0) throw new Error(failed.map(({ stderr }) => stderr).join('\n'));
}

// A program of its own when it is started as one.
if (import.meta.main) await writeOne(JSON.parse(process.argv[2] ?? ''));
