// No server of its own: the table of those that tests of all modes run over.
import type { Features } from '../../store/contract.ts';
import { makeWorkspace } from '../action/workspace.ts';
import { deletesTags, startDockerRegistry } from './docker-registry.ts';
import { startGgcrmem } from './ggcrmem.ts';
import { startOcimem } from './ocimem.ts';
import type { PeerServer } from './peer-server.ts';
import { run } from './peers.ts';

/** A repository to work with in a test, by our own names and by those of oras. */
export interface Place {
  /** Our reference of the repository, or of a tag (`:v1`) or digest (`@sha256:…`) in it. */
  reference: (suffix?: string) => string;
  /**
   * Runs oras on the repository: the subcommand, `suffix`, and the rest; fails when oras does, and gives what it wrote.
   */
  oras: (command: string[], suffix: string, ...rest: string[]) => Promise<string>;
  features: Features;
  stop: () => Promise<void>;
}

async function registryPlace({ host, stop }: PeerServer, features: Features): Promise<Place> {
  const name = `${host}/team/app`;
  const reference = (suffix = '') => `${name}${suffix}`;
  return {
    reference,
    oras: (command, suffix, ...rest) => oras([...command, '--plain-http'], reference(suffix), rest),
    features,
    stop,
  };
}

/** Makes a place in a folder. */
async function layoutPlace(): Promise<Place> {
  const folder = `${await makeWorkspace()}/layout`;
  return {
    reference: (suffix = '') => `oci-layout:${folder}${suffix}`,
    oras: (command, suffix, ...rest) => oras([...command, '--oci-layout'], `${folder}${suffix}`, rest),
    features: {},
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

/** A real registry that nobody here wrote, and in what it differs from others. */
export interface RegistryKind {
  /** The name of the peer, by which tests name it. */
  peer: string;
  start: () => Promise<PeerServer>;
  features: Features;
  /** Whether a blob is taken from another repository without being sent. */
  mounts: boolean;
}

/** Every kind of registry: without the referrers API, with it, and with tags that outlive their manifest. */
export const registryKinds: RegistryKind[] = [
  { peer: 'docker-registry', start: startDockerRegistry, features: { tagDelete: deletesTags }, mounts: true },
  { peer: 'ocimem', start: startOcimem, features: { sha512: false }, mounts: true },
  {
    peer: 'ggcrmem',
    start: startGgcrmem,
    features: { sha512: false, tagsGoAlong: false, typesOfReferrers: false },
    mounts: false,
  },
];

/** A place in each kind of registry. */
export const registryPlaces: [title: string, start: () => Promise<Place>][] = registryKinds.map(
  ({ peer, start, features }) => [peer, async () => registryPlace(await start(), features)],
);

/** Every kind of place: the registries, and one without a server. */
export const places: typeof registryPlaces = [...registryPlaces, ['a layout', layoutPlace]];
