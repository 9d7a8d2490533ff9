import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type ActionOptions,
  type ActionRun,
  compileCache,
  type Ended,
  main,
  prepareAction,
  type System,
} from '../action/run-action.ts';
import { patience } from '../action/run-outcome.ts';
import { limit } from '../under-load.ts';

/** A process of a system that runs one step after the other. */
export interface SharedProcess {
  run: (inputs: Record<string, string>, options: ActionOptions) => Promise<ActionRun>;
  end: () => Promise<void>;
}

/** How a step ended, and the most KiB that its process had taken by then. */
type EndedInShared = Ended & { peak: number };

const hung: EndedInShared = { code: null, stdout: '', stderr: '', peak: 0 };

/** Starts a process that runs steps (step-process.js), of another system where one is given. */
export async function startSharedProcess(system?: System): Promise<SharedProcess> {
  const { name = process.platform, node = process.execPath, pathOf = (path: string) => path } = system ?? {};
  const home = await mkdtemp(join(tmpdir(), 'oci-artifact-shared-'));
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const script = join(import.meta.dirname, 'step-process.js');
  const child = spawn(
    node,
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', pathOf(script), String(port), pathOf(main)],
    {
      cwd: home,
      env: {
        PATH: process.env['PATH'],
        HOME: pathOf(home),
        ...(system ? system.env : { NODE_COMPILE_CACHE: compileCache }),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const closed = new Promise<void>((settle) => child.on('close', () => settle()).on('error', () => settle()));
  const end = async (socket?: Socket) => {
    socket?.destroy();
    // A step that never lets go does not hear that.
    const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await closed;
    clearTimeout(kill);
    server.close();
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
  };
  const connected = once(server, 'connection') as Promise<[Socket]>;
  const [socket] = (await Promise.race([connected, closed])) ?? [];
  if (!socket) {
    await end();
    throw new Error(`Node of ${name} has ended before it ran a step`);
  }
  // A process that is gone has answered no more; that is enough to know.
  socket.on('error', () => undefined);
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  return {
    run: async (inputs, options) => {
      const { environment, read, remove } = prepareAction(inputs, options);
      const env = Object.entries(environment).filter(([key]) => !isLeftOut(key, system));
      try {
        socket.write(`${JSON.stringify({ cwd: pathOf(options.workspace), env: Object.fromEntries(env) })}\n`);
        const answer = answers
          .next()
          .then(({ value }) => (value === undefined ? hung : (JSON.parse(value) as EndedInShared)));
        using time = limit(patience);
        const late = once(time.signal, 'abort').then(() => hung);
        const ended = await Promise.race([answer, late]);
        // A process with a step that hangs runs no other: all that follow in it are told to hang, at once.
        if (ended.code === null) socket.destroy();
        return { ...read(ended), peak: Math.round(ended.peak / 1024) };
      } finally {
        remove();
      }
    },
    end: () => end(socket),
  };
}

/** What is for the start of Node alone; and what Wine makes something else of when it starts. */
function isLeftOut(name: string, system: System | undefined): boolean {
  return name.startsWith('NODE_') || (system !== undefined && ['PATH', 'HOME'].includes(name));
}
