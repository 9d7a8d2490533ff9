import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { certificates } from '../support/servers/certificates.ts';

const files = { 'a.txt': 'a', 'b.txt': 'b' };
const sync = { mode: 'sync', 'sync-file': 'b.txt', to: 'oci-layout:out' };
const push = { mode: 'push', reference: 'oci-layout:out:v1', files: 'a.txt' };

describe('a wrong input', () => {
  // One for each way to a failure: what all of them say is in `messages/`.
  it.each([
    ['of the step', { ...push, mode: 'pus' }, 'did you mean push?'],
    ['of a mode', { ...push, files: 'a.txt\nmissing.txt' }, '"missing.txt"'],
    ['that a file of the workspace has', sync, 'file=b.txt,line=1::'],
    ['about signatures', { ...push, sign: 'keyless', attest: 'sbom=a.txt' }, 'attest'],
    ['that names what is not there', { mode: 'pull', reference: 'oci-layout:out:v1' }, 'There is no v1'],
  ])('%s is named once, with what to do, and nothing is written', async (_, inputs, says) => {
    const workspace = await makeWorkspace(files);
    const { code, stdout, stderr, outputs, summary } = await runStep(inputs, { workspace });
    const annotations = stdout.split('\n').filter((line) => line.startsWith('::error'));
    expect({ code, stderr, annotations }).toEqual({
      code: 1,
      stderr: '',
      annotations: [expect.stringContaining(says)],
    });
    expect(annotations[0]).toMatch(/^::error title=oci-artifact%3A .*::.*%0A\w.+/);
    expect(summary).toMatch(/^### ❌ /);
    expect(outputs['changed'] ?? 'false').toBe('false');
    expect(await readTree(workspace)).toEqual(files);
  });

  it.each(['TAG', 'EXPECT_DIGEST', 'IF-EXSTS', 'DRYRUN'])(
    'is an error where its name is near to another: %s',
    async (name) => {
      const workspace = await makeWorkspace(files);
      const { code, stdout } = await runStep(push, { workspace, env: { [`INPUT_${name}`]: 'true' } });
      expect(code).toBe(1);
      expect(stdout).toMatch(/::error title=oci-artifact%3A Invalid input::.*did you mean/);
      expect(await readTree(workspace)).toEqual(files);
    },
  );

  it('is a warning where no name is near, as of a variable of the workflow', async () => {
    const workspace = await makeWorkspace(files);
    const { code, stdout } = await runStep(push, { workspace, env: { INPUT_SOMETHING: 'x', INPUT_DATE: 'x' } });
    expect(code).toBe(0);
    for (const name of ['SOMETHING', 'DATE']) expect(stdout).toMatch(new RegExp(`^::warning::.*INPUT_${name}`, 'm'));
  });

  it('does not show the secrets of broken YAML', async () => {
    const yaml = '- registry: a.test\n  username: u\n  password: "hunter2\n';
    const { code, stdout } = await runStep(
      { ...push, 'registry-auth': yaml },
      { workspace: await makeWorkspace(files) },
    );
    expect(code).toBe(1);
    const shown = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    expect(shown.join('\n')).not.toContain('hunter2');
    // Other steps may show them, without the quotes.
    expect(stdout.split('\n')).toContain('::add-mask::hunter2');
  });
});

describe('a registry that is none', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });
  const listen = async (server: Server): Promise<string> => {
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const html: RequestListener = (_, response) => {
    response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>');
  };
  const tlsServer = () =>
    createTlsServer(
      { key: readFileSync(certificates.serverKeyFile), cert: readFileSync(certificates.serverCertFile) },
      html,
    );
  const closedPort = async () => {
    const server = createTcpServer();
    const host = await listen(server);
    await new Promise((closed) => server.close(closed));
    return host;
  };
  const oneTry = { retries: '0', timeout: '5s' };

  it.each([
    ['is down', closedPort, {}, /The connection to 127\.0\.0\.1:\d+ failed: .*ECONNREFUSED.*%0ANothing listens there/],
    ['answers HTML', () => listen(createServer(html)), {}, /answered for v1 with an HTML page.*%0ACheck `registry`/],
    [
      'speaks TLS where plain HTTP was said',
      () => listen(tlsServer()),
      { 'plain-http': 'true' },
      /%0AThe connection broke\. If the registry speaks TLS, do not set `plain-http: true`/,
    ],
    [
      'speaks plain HTTP where TLS was said',
      () => listen(createServer(html)),
      { 'plain-http': 'false' },
      /%0AThe registry does not speak TLS\. If it speaks plain HTTP, set `plain-http: true`/,
    ],
    [
      'has a certificate of an unknown authority',
      () => listen(tlsServer()),
      {},
      /%0AThe certificate of the registry is signed by an authority that is unknown here: pass its certificate with `ca-file`/,
    ],
  ])('%s', async (_, start, inputs, says) => {
    const host = await start();
    const workspace = await makeWorkspace(files);
    const pulled = await runStep(
      { mode: 'pull', reference: `${host}/app:v1`, path: 'got', ...oneTry, ...inputs },
      { workspace },
    );
    expect(pulled.code).toBe(1);
    expect(pulled.stdout).toMatch(says);
    expect(pulled.outputs['repository']).toBe(`${host}/app`);
    expect(await readTree(workspace)).toEqual(files);
  });
});
