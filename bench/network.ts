// The registries of a benchmark, and the slow links before them; each is started when it is first wanted.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type DockerRegistry, startDockerRegistry } from '../__tests__/support/servers/docker-registry.ts';

/** How a registry is reached. */
export interface Network {
  tls: boolean;
  /** Milliseconds for a round trip; 0 is the loopback device as it is. */
  latency: number;
  /** Whether a token is needed. */
  token: boolean;
}

/** A registry as the programs reach it. */
export interface Place {
  host: string;
  tls: boolean;
  /** The requests so far; those for tokens do not count. */
  count: () => Promise<number>;
}

/** The one user of registries that need a token. */
export const user = { username: 'robot', password: 'secret' };

/** Starts registries and links, and ends them all. */
export class Networks implements AsyncDisposable {
  readonly #registries = new Map<string, Promise<DockerRegistry>>();
  readonly #links = new Map<string, Promise<string>>();
  readonly #processes: ChildProcess[] = [];

  /** @param number tells apart several registries that are reached alike */
  async place({ tls, latency, token }: Network, number = 1): Promise<Place> {
    const key = JSON.stringify({ tls, token, latency: token ? latency : 0, number });
    const starting = this.#registries.get(key) ?? this.#startRegistry(tls, token, latency);
    this.#registries.set(key, starting);
    const registry = await starting;
    const host = await this.#link(registry.host, latency);
    return { host, tls, count: async () => (await registry.requests()).length };
  }

  #startRegistry(tls: boolean, token: boolean, latency: number): Promise<DockerRegistry> {
    if (!token) return startDockerRegistry({ tls });
    return startDockerRegistry({
      tls,
      token: { service: 'bench', issuer: 'bench', users: { [user.username]: user.password } },
      tokenServerAddress: async (url) => {
        const address = new URL(url);
        address.host = await this.#link(address.host, latency);
        return address.href;
      },
    });
  }

  /** Gives the address of a link to `host`, which is `host` itself when it takes no time. */
  #link(host: string, latency: number): Promise<string> {
    const key = `${host} ${latency}`;
    const link = this.#links.get(key) ?? (latency === 0 ? Promise.resolve(host) : this.#startLink(host, latency));
    this.#links.set(key, link);
    return link;
  }

  async #startLink(host: string, latency: number): Promise<string> {
    const script = join(import.meta.dirname, 'latency-proxy.ts');
    const child = spawn(process.execPath, [script, new URL(`http://${host}`).port, String(latency)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#processes.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return `127.0.0.1:${line.toString().trim()}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#processes) child.kill();
    const started = await Promise.allSettled(this.#registries.values());
    for (const result of started) if (result.status === 'fulfilled') await result.value.stop();
  }
}
