import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { storeContract } from '../contract.ts';

const folder = makeFolder();

storeContract('LayoutStore', async () => new LayoutStore(await mkdtemp(join(folder, 'layout-'))));
