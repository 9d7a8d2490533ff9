import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { storeContract } from '../contract.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oci-artifact-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

storeContract('LayoutStore', async () => new LayoutStore(await mkdtemp(join(folder, 'layout-'))));
