import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { type DependencySources, updateDependencies } from '../../../src/artifact/chart/dependencies.ts';
import { packChart } from '../../../src/artifact/chart/pack-chart.ts';
import { describeWithPeers } from '../../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { loadFolder } from '../../support/content/load-folder.ts';
import { startDockerRegistry } from '../../support/servers/docker-registry.ts';
import { run } from '../../support/servers/peers.ts';

describeWithPeers(['helm', 'docker-registry'], 'Helm', () => {
  it('finds the same dependencies and writes the same lock', async () => {
    const folder = await makeWorkspace({
      'local/Chart.yaml': 'apiVersion: v2\nname: local\nversion: 3.2.1\n',
      'pub/Chart.yaml': 'apiVersion: v2\nname: pub\nversion: 1.0.0\n',
      'reg/Chart.yaml': 'apiVersion: v2\nname: reg\nversion: 1.0.0\n',
      'web/charts/inside/Chart.yaml': 'apiVersion: v2\nname: inside\nversion: 0.1.0\n',
    });
    await using registry = await startDockerRegistry();
    const server = createServer((request, response) => {
      readFile(join(folder, 'repo', request.url ?? '')).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const version of ['1.0.0', '1.4.0', '1.5.0-rc.1', '2.0.0']) {
      await run('helm', ['package', 'pub', '--version', version, '--destination', 'repo'], { cwd: folder });
      await run('helm', ['package', 'reg', '--version', `${version}+b`], { cwd: folder });
      const oci = ['push', `reg-${version}+b.tgz`, `oci://${registry.host}/x`, '--plain-http'];
      expect(await run('helm', oci, { cwd: folder })).toMatchObject({ code: 0 });
    }
    await run('helm', ['repo', 'index', 'repo'], { cwd: folder });
    const yaml = `apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:
- { name: pub, version: ^1.0.0, repository: "${url}", tags: [a, b], alias: p, import-values: [{ child: a, parent: b }] }
- { name: reg, version: ">=1.0.0-0 <2", repository: "oci://${registry.host}/x", condition: "a.b,<c>" }
- { name: local, version: "*", repository: file://../local }
- { name: inside, version: 0.x }
`;
    await writeFile(join(folder, 'web/Chart.yaml'), yaml);
    const own = await loadFolder(join(folder, 'web'));
    expect(await run('helm', ['dependency', 'update', 'web', '--plain-http'], { cwd: folder })).toMatchObject({
      code: 0,
    });
    const theirs = await loadFolder(join(folder, 'web'));
    const bytesOf = async (address: string) => Buffer.from(await (await fetch(address)).arrayBuffer());
    const sources: DependencySources = {
      fetchIndex: bytesOf,
      fetchArchive: bytesOf,
      listOciTags: async (path) =>
        ((await (await fetch(`http://${path.replace('/', '/v2/')}/tags/list`)).json()) as { tags: string[] }).tags,
      pullOci: async (path, tag) => readFile(join(folder, `${path.split('/').at(-1)}-${tag.replace('_', '+')}.tgz`)),
      readLocal: (path) => loadFolder(join(folder, 'web', path)),
    };
    const ours = await updateDependencies(own, sources, theirs.lock?.generated ?? '');
    expect(ours.lock).toEqual(theirs.lock);
    const packed = async (chart: typeof ours) => buffer((await packChart(chart, { time: 0 })).archive());
    expect((await packed(ours)).equals(await packed(theirs))).toBe(true);
    // And by the lock that Helm wrote, with a newer version there.
    for (const name of await readdir(join(folder, 'web/charts'))) {
      if (name.endsWith('.tgz')) await rm(join(folder, 'web/charts', name));
    }
    const byLock = await updateDependencies(await loadFolder(join(folder, 'web')), sources, '2024-01-01T00:00:00Z');
    expect((await packed(byLock)).equals(await packed(ours))).toBe(true);
    server.close();
  });
});
