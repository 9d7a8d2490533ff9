import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from '@jest/globals';
import { run } from '../servers/peers.ts';
import { describeWithPeers } from './describe-with-peers.ts';

describeWithPeers(['chromium'], 'chromium', () => {
  it('runs the script of a local page, and takes a picture of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oci-artifact-test-'));
    try {
      const page = join(folder, 'page.html');
      await writeFile(page, '<!doctype html><p id="sum"></p><script>sum.textContent = `is ${6 * 7}`</script>');
      const common = ['--headless', '--no-sandbox', '--disable-gpu'];
      const dumped = await run('chromium', [...common, '--dump-dom', pathToFileURL(page).href]);
      expect(dumped).toMatchObject({ code: 0, stdout: expect.stringContaining('<p id="sum">is 42</p>') });
      const picture = join(folder, 'page.png');
      const options = ['--window-size=400,200', `--screenshot=${picture}`];
      expect(await run('chromium', [...common, ...options, pathToFileURL(page).href])).toMatchObject({ code: 0 });
      const png = await readFile(picture);
      expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 400, 200]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
