import { startDockerRegistry } from './docker-registry.ts';
import { startOcimem } from './ocimem.ts';
import { run } from './peers.ts';
import { makeWorkspace } from './workspace.ts';

/** A repository to work with in a test, by our own names and by those of oras. */
export interface Place {
  /** Our reference of the repository, or of a tag (`:v1`) or digest (`@sha256:…`) in it. */
  reference: (suffix?: string) => string;
  /** Runs oras on the repository: the subcommand, `suffix`, and the rest; fails when oras does, and gives what it wrote. */
  oras: (command: string[], suffix: string, ...rest: string[]) => Promise<string>;
  stop: () => Promise<void>;
}

async function registryPlace({ host, stop }: { host: string; stop: () => Promise<void> }): Promise<Place> {
  const name = `${host}/team/app`;
  const reference = (suffix = '') => `${name}${suffix}`;
  return {
    reference,
    oras: (command, suffix, ...rest) => oras([...command, '--plain-http'], reference(suffix), rest),
    stop,
  };
}

async function layoutPlace(): Promise<Place> {
  const folder = `${await makeWorkspace()}/layout`;
  return {
    reference: (suffix = '') => `oci-layout:${folder}${suffix}`,
    oras: (command, suffix, ...rest) => oras([...command, '--oci-layout'], `${folder}${suffix}`, rest),
    stop: async () => {},
  };
}

/** Files for oras to send, in the folder it runs in. */
const orasFiles = { 'a.txt': 'a', 'sbom.json': '{"sbom":true}\n', 'report.txt': 'fine\n' };
let orasFolder: Promise<string> | undefined;

async function oras(command: string[], target: string, rest: string[]): Promise<string> {
  orasFolder ??= makeWorkspace(orasFiles);
  const { code, stdout, stderr } = await run('oras', [...command, target, ...rest], { cwd: await orasFolder });
  if (code !== 0) throw new Error(`oras ${command[0]} ${target}: ${stderr}`);
  return stdout;
}

/** Every kind of place: with and without the referrers API, and without a server. */
export const places: [title: string, start: () => Promise<Place>][] = [
  ['docker-registry, which has no referrers API', async () => registryPlace(await startDockerRegistry())],
  ['ocimem, which has the referrers API', async () => registryPlace(await startOcimem())],
  ['a layout', layoutPlace],
];
