import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeArchive } from '../artifact/chart/corpus.ts';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { certificates } from '../support/servers/certificates.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { run } from '../support/servers/peers.ts';

const tls = { cert: readFileSync(certificates.serverCertFile), key: readFileSync(certificates.serverKeyFile) };

async function serve(listener: RequestListener) {
  const server = createServer(tls, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, [Symbol.dispose]: () => server.close() };
}

const chart = (name: string, version: string) =>
  makeArchive({ [`${name}/Chart.yaml`]: `name: ${name}\nversion: ${version}\n` });

describeWithPeers(['docker-registry', 'helm'], 'chart-dependencies: update', () => {
  it('fetches from a web server, a registry and the workspace, and shows credentials to their own host alone', async () => {
    await using registry = await startDockerRegistry();
    const asked: string[] = [];
    const fromIndex = await chart('indexed', '1.4.0');
    const note = (name: string, request: Parameters<RequestListener>[0]) =>
      asked.push(`${name} ${request.url} ${request.headers.authorization ?? '-'}`);
    // The archive is at another host than the index, and behind a redirect.
    using files = await serve((request, response) => {
      note('files', request);
      response.end(fromIndex);
    });
    using index = await serve((request, response) => {
      note('index', request);
      if (request.headers.authorization === undefined) return void response.writeHead(401).end();
      if (request.url !== '/stable/index.yaml') {
        return void response.writeHead(302, { location: `https://${files.host}/indexed-1.4.0.tgz` }).end();
      }
      const digest = createHash('sha256').update(fromIndex).digest('hex');
      const versions = ['1.4.0', '2.0.0'].map(
        (one) => `  - {version: ${one}, digest: ${digest}, urls: [x-${one}.tgz]}`,
      );
      response.end(`apiVersion: v1\nentries:\n  indexed:\n${versions.join('\n')}\n`);
    });

    const needs = [
      ['indexed', '^1.0', `https://${index.host}/stable`],
      ['stored', '>=1', `oci://${registry.host}/deps`],
      ['beside', '1.x', 'file://../beside'],
    ].map(([name, version, repository]) => `- {name: ${name}, version: "${version}", repository: "${repository}"}\n`);
    const yaml = (name: string) => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
    const workspace = await makeWorkspace({
      'web/Chart.yaml': `${yaml('web')}dependencies:\n${needs.join('')}`,
      'api/Chart.yaml': `${yaml('api')}dependencies:\n${needs.slice(0, 2).join('')}`,
      'beside/Chart.yaml': yaml('beside'),
    });
    await writeFile(join(workspace, 'stored-1.2.0.tgz'), await chart('stored', '1.2.0'));
    const place = `${registry.host}/deps`;
    const common = { mode: 'push', kind: 'helm', reference: place };
    expect(await runStep({ ...common, files: '*.tgz' }, { workspace })).toMatchObject({ code: 0, stderr: '' });

    const inputs = {
      ...common,
      files: 'web\napi',
      'chart-dependencies': 'update',
      'ca-file': certificates.caFile,
      // Only the second entry is that of the server with the index; the first is for a path beside.
      'registry-auth': `- {registry: "${index.host}/stab", username: no, password: wrong}\n- {registry: "${index.host}", username: me, password: secret}`,
    };
    const refused = await runStep({ ...inputs, 'registry-auth': '' }, { workspace });
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain(
      `The index of the chart repository at https://${index.host}/stable/index.yaml was answered with status 401`,
    );
    const untrusted = await runStep({ ...inputs, 'ca-file': '', retries: '0' }, { workspace });
    expect(untrusted.stdout).toContain('pass its certificate with `ca-file`');
    asked.length = 0;
    const pushed = await runStep(inputs, { workspace });
    expect(pushed).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`;
    // Each of them once for both charts.
    expect(asked).toEqual([
      `index /stable/index.yaml ${basic}`,
      `index /stable/x-1.4.0.tgz ${basic}`,
      'files /indexed-1.4.0.tgz -',
    ]);
    expect(await runStep(inputs, { workspace })).toMatchObject({ code: 0, outputs: { changed: 'false' } });

    const cwd = await makeWorkspace();
    const pulled = await run('helm', ['pull', `oci://${place}/web`, '--untar', '--plain-http'], { cwd });
    expect(pulled).toMatchObject({ code: 0 });
    const tree = await readTree(cwd);
    expect(Object.keys(tree).filter((path) => path.startsWith('web/charts/'))).toEqual(
      expect.arrayContaining(['indexed', 'stored', 'beside'].map((name) => `web/charts/${name}/Chart.yaml`)),
    );
    expect(tree['web/Chart.lock']).toContain('name: indexed\n  repository: https://');
    expect(tree['web/Chart.lock']).toContain('version: 1.4.0');
    expect(await run('helm', ['dependency', 'list', 'web'], { cwd })).toMatchObject({
      stdout: expect.not.stringContaining('missing'),
    });
  });
});

describe.each(['helm', 'helm3'])('%s', (helm) => {
  describeWithPeers([helm, 'docker-registry'], 'and chart-dependencies: as-is', () => {
    it('pack a chart outside its range, which Helm then renders without its alias', async () => {
      await using registry = await startDockerRegistry();
      const needs = 'dependencies:\n- { name: sub, version: ^1, repository: "", alias: other }\n';
      const template = '{{ .Chart.Name }}: {{ .Values.color }}\n';
      const workspace = await makeWorkspace({
        'web/Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.0.0\n${needs}`,
        'web/values.yaml': 'other: { color: red }\n',
        'web/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 2.0.0\n',
        'web/charts/sub/values.yaml': 'color: blue\n',
        'web/charts/sub/templates/color.yaml': template,
      });
      expect(await run(helm, ['package', 'web'], { cwd: workspace })).toMatchObject({ code: 0 });
      const push = ['push', 'web-1.0.0.tgz', `oci://${registry.host}/x`, '--plain-http'];
      expect(await run(helm, push, { cwd: workspace })).toMatchObject({ code: 0 });
      const inputs = { mode: 'push', kind: 'helm', reference: `${registry.host}/x`, files: 'web' };
      const refused = await runStep(inputs, { workspace });
      expect(refused.code).toBe(1);
      expect(refused.stdout).toContain('web/Chart.yaml:5: charts/ lacks dependencies: sub is 2.0.0, not ^1');
      expect(refused.stdout).toContain('`as-is` packs what is there');

      const taken = await runStep({ ...inputs, 'chart-dependencies': 'as-is' }, { workspace });
      expect(taken).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'false' } });
      expect(taken.stdout).toContain('::warning::web/Chart.yaml:5: sub in charts/ is 2.0.0, not ^1: it is packed');
      const rendered = await run(helm, ['template', `oci://${registry.host}/x/web`, '--plain-http']);
      expect(rendered.stdout).toContain('sub: blue');

      await rm(join(workspace, 'web/charts'), { recursive: true });
      const missing = await runStep({ ...inputs, 'chart-dependencies': 'as-is' }, { workspace });
      expect(missing.stdout).toContain('web/Chart.yaml:5: charts/ lacks dependencies: sub ^1 is missing');
    });
  });

  describeWithPeers([helm, 'docker-registry'], 'and chart-dependencies: update', () => {
    it('pack the same lock into a chart of apiVersion v1, at the same place', async () => {
      await using registry = await startDockerRegistry();
      const needs = 'dependencies:\n- { name: beside, version: 1.x, repository: "file://../beside" }\n';
      const yaml = (name: string) => `apiVersion: v1\nname: ${name}\nversion: 1.0.0\n`;
      const around = { 'README.md': '', 'requirements-of-mine/a.txt': '', 'shelf/a.txt': '', '.hidden': '' };
      const charts = {
        'in-file': { 'Chart.yaml': yaml('in-file'), 'requirements.yaml': needs, ...around },
        'in-chart': { 'Chart.yaml': `${yaml('in-chart')}${needs}`, ...around },
      };
      const names = Object.keys(charts);
      const trees = Object.entries(charts).flatMap(([name, tree]) =>
        Object.entries(tree).map(([path, text]) => [`${name}/${path}`, text]),
      );
      const workspace = await makeWorkspace({ ...Object.fromEntries(trees), 'beside/Chart.yaml': yaml('beside') });
      const inputs = { mode: 'push', kind: 'helm', files: names.join('\n'), 'chart-dependencies': 'update' };
      const ours = await runStep({ ...inputs, reference: `${registry.host}/ours` }, { workspace });
      expect(ours).toMatchObject({ code: 0, stderr: '' });

      const cwd = await makeWorkspace({ 'ours/.keep': '' });
      await cp(workspace, cwd, { recursive: true });
      for (const name of names) {
        expect(await run(helm, ['package', name, '--dependency-update'], { cwd })).toMatchObject({ code: 0 });
        const push = ['push', `${name}-1.0.0.tgz`, `oci://${registry.host}/theirs`, '--plain-http'];
        expect(await run(helm, push, { cwd })).toMatchObject({ code: 0 });
        const pull = ['pull', `oci://${registry.host}/ours/${name}`, '--plain-http', '--destination', 'ours'];
        expect(await run(helm, pull, { cwd })).toMatchObject({ code: 0 });
        const [theirs, own] = await Promise.all(
          ['.', 'ours'].map(async (folder) => {
            const archive = join(folder, `${name}-1.0.0.tgz`);
            const list = await run('tar', ['-tzf', archive], { cwd });
            const locked = await run('tar', ['-xzOf', archive, `${name}/requirements.lock`], { cwd });
            return [list.stdout, locked.stdout.replace(/^generated: .*$/m, '')];
          }),
        );
        expect(own).toEqual(theirs);
      }
      // And so what Helm pushed is the same chart.
      const again = await runStep({ ...inputs, reference: `${registry.host}/theirs` }, { workspace });
      expect(again).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'false' } });
    });
  });
});
