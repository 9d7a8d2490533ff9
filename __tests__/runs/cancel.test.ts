import { readdir, readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { gzip } from '../../src/artifact/archive/gzip.ts';
import { type TarEntry, tar } from '../../src/artifact/archive/tar.ts';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { startAction } from '../support/action/run-action.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Starts a server and gives its host; requests are noted as `METHOD path`. */
async function serve(listener: RequestListener, requests: string[]): Promise<string> {
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.replace(/\?.*/, '')}`);
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((wake) => setTimeout(wake, 10));
}

/** Lets a step note what was still open when it ended. */
const noteOpen = `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(process.env.OPEN_FILE, process.getActiveResourcesInfo().join()));`;

describe.each(['SIGINT', 'SIGTERM'] as const)('a cancelled step (%s)', (signal) => {
  it('that pushes writes no manifest', async () => {
    const requests: string[] = [];
    const host = await serve((request, response) => {
      if (request.method === 'HEAD') response.writeHead(404).end();
      else if (request.method === 'POST') response.writeHead(202, { location: '/upload' }).end();
      // An upload is never answered.
    }, requests);
    const workspace = await makeWorkspace({ a: '1', b: '2' });
    const step = startAction(
      { mode: 'push', reference: `${host}/app:v1`, files: '*', 'plain-http': 'true' },
      { workspace },
    );
    await until(() => requests.includes('PUT /upload'));
    step.child.kill(signal);
    const { code, stdout, summary, outputs } = await step.done;
    expect(code).toBe(1);
    expect(stdout).toContain(
      `::error title=oci-artifact%3A Cancelled::The step was cancelled (${signal})%0ANo tag was written`,
    );
    expect(stdout.match(/::error/g)).toHaveLength(1);
    expect(summary).toContain(`### ❌ Not pushed to \`${host}/app\`: cancelled\n`);
    expect(outputs).toMatchObject({ changed: 'false', tags: 'v1' });
    expect(requests.filter((line) => line.startsWith('PUT') && line.includes('manifests'))).toEqual([]);
  });

  it('that waits for a connection ends at once', async () => {
    let isConnected = false;
    // Takes the connection, and never says a word of TLS.
    const silent = createTcpServer(() => {
      isConnected = true;
    });
    const sockets = new Set<Socket>();
    silent.on('connection', (socket) => sockets.add(socket));
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const workspace = await makeWorkspace();
    const openFile = join(workspace, 'open');
    const step = startAction(
      { mode: 'pull', reference: `${host}/app:v1`, 'plain-http': 'false' },
      {
        workspace,
        env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(noteOpen)}`, OPEN_FILE: openFile },
      },
    );
    await until(() => isConnected);
    step.child.kill(signal);
    const { code, stdout } = await step.done;
    for (const socket of sockets) socket.destroy();
    silent.close();
    expect(code).toBe(1);
    expect(stdout).toContain('::error title=oci-artifact%3A Cancelled::');
    // It did not wait for the end of the connection, which comes ten seconds later.
    expect(await readFile(openFile, 'utf8')).toContain('TCPSocketWrap');
    // One attempt more would be a retry of what was cancelled.
    expect(sockets.size).toBe(1);
  });

  it('that pulls leaves no file and no folder', async () => {
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: {
        mediaType: 'application/vnd.oci.empty.v1+json',
        digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
        size: 2,
      },
      layers: [
        {
          mediaType: 'text/plain',
          digest: `sha256:${'1'.repeat(64)}`,
          size: 1_000_000,
          annotations: { 'org.opencontainers.image.title': 'deep/er/file.txt' },
        },
      ],
    });
    const host = await serve((request, response) => {
      if (request.url?.includes('/manifests/')) {
        response.writeHead(200, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }).end(manifest);
      } else {
        response.writeHead(200, { 'content-length': '1000000' }).write('x'.repeat(1000));
        // The rest never comes.
      }
    }, []);
    const workspace = await makeWorkspace({ here: 'before' });
    const step = startAction(
      { mode: 'pull', reference: `${host}/app:v1`, path: 'got', 'plain-http': 'true' },
      { workspace },
    );
    await until(async () => (await readdir(workspace, { recursive: true })).some((name) => name.endsWith('.part')));
    step.child.kill(signal);
    const { code, stdout } = await step.done;
    expect(code).toBe(1);
    expect(stdout).toContain('::error title=oci-artifact%3A Cancelled::');
    expect(await readTree(workspace)).toEqual({ here: 'before' });
  });

  it('that unpacks leaves nothing', async () => {
    // Each with a header of PAX, since the names are long: seconds of work that waits for the disk alone.
    const entries = Array.from(
      { length: 20_000 },
      (_, index): TarEntry => ({ name: `d/${'x'.repeat(120)}${index}`, kind: 'file', mode: 0o644, time: 0 }),
    );
    const archive = await buffer(gzip(tar(entries)));
    const config = Buffer.from('{}');
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: describeContent('application/vnd.oci.empty.v1+json', config),
      layers: [
        {
          ...describeContent('application/vnd.oci.image.layer.v1.tar+gzip', archive),
          annotations: { 'org.opencontainers.image.title': 'd', 'io.deis.oras.content.unpack': 'true' },
        },
      ],
    });
    const host = await serve((request, response) => {
      if (!request.url?.includes('/manifests/')) response.end(archive);
      else response.writeHead(200, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }).end(manifest);
    }, []);
    const workspace = await makeWorkspace({ here: 'before' });
    const step = startAction(
      { mode: 'pull', reference: `${host}/app:v1`, path: 'got', 'plain-http': 'true' },
      { workspace },
    );
    await until(async () => (await readdir(workspace, { recursive: true })).some((name) => /x\d+$/.test(name)));
    step.child.kill(signal);
    const { code, stdout } = await step.done;
    expect(code).toBe(1);
    expect(stdout).toContain('::error title=oci-artifact%3A Cancelled::');
    expect(await readTree(workspace)).toEqual({ here: 'before' });
  });
});
