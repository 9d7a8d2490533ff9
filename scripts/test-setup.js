// Runs once before all tests. Tests that need a Sigstore share one: it is a process that starts when a file first asks for
// it, at the address in SHARED_SIGSTORE, and ends with Jest.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const script = join(import.meta.dirname, '../__tests__/support/servers/sigstore/server.ts');

// Gives the line of JSON that it writes when it is ready.
async function startSigstore() {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`Sigstore ended with ${code}`)));
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), failed]);
  failed.catch(() => undefined);
  for (const handle of [child, child.stdin, child.stdout]) handle.unref();
  return line;
}

export default async function setUp() {
  let ready;
  const server = createServer((_, response) => {
    ready ??= startSigstore();
    ready.then(
      (line) => response.end(line),
      (error) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  process.env.SHARED_SIGSTORE = `http://127.0.0.1:${server.address().port}`;
}
