import { X509Certificate } from 'node:crypto';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { messageOf, OciError } from '../../errors.ts';
import { parseJson } from '../../oci/json.ts';
import { once } from '../../once.ts';
import { type Fetch, openRepository } from './tuf.ts';

/** One Sigstore: whose certificates, logs and clocks count, and how much of them a signature needs. */
export interface Instance {
  root: TrustedRoot;
  /** The certificates of its authorities. */
  issuers: readonly X509Certificate[];
  /** How many entries of logs, and how many signed certificate timestamps; a signed time is always needed. */
  logs: 0 | 1;
  scts: 0 | 1;
}

/**
 * The instances that are trusted. They are never put together: a certificate of sigstore.dev without its log would pass
 * by what is enough for GitHub.
 */
export interface TrustRoot {
  /** Finds the instance that issued a certificate, if one did. Fails with an OciError when its root cannot be had. */
  instanceOf: (certificate: X509Certificate) => Promise<Instance | undefined>;
}

/** The roots of the instances that publish them by TUF. */
export interface PublishedRoots extends TrustRoot {
  /** Fetches a signing config of the public instance, by the name of its target. Fails with an OciError. */
  signingConfig: (target: string) => Promise<Buffer>;
}

/** Where the root of an instance comes from by TUF. */
export interface RootSource {
  /** How messages call it. */
  name: string;
  /** The organization in its certificates, which tells where to look; what counts is the key. */
  organization: string;
  url: string;
  /** The text of the `root.json` to start from, which may have expired. */
  anchor: () => Promise<string>;
  logs: 0 | 1;
  scts: 0 | 1;
}

/** The public instance first, and GitHub's own for private repositories, which has no logs and a clock. */
export const publicInstances: readonly [RootSource, ...RootSource[]] = [
  {
    name: 'sigstore.dev',
    organization: 'sigstore.dev',
    url: 'https://tuf-repo-cdn.sigstore.dev',
    anchor: async () =>
      JSON.stringify(
        (await import('./anchors/tuf-repo-cdn.sigstore.dev.root.json', { with: { type: 'json' } })).default,
      ),
    logs: 1,
    scts: 1,
  },
  {
    name: 'GitHub',
    organization: 'GitHub, Inc.',
    url: 'https://tuf-repo.github.com',
    anchor: async () =>
      JSON.stringify((await import('./anchors/tuf-repo.github.com.root.json', { with: { type: 'json' } })).default),
    logs: 0,
    scts: 0,
  },
];

/**
 * The roots of the public instance and of GitHub's, each brought up to date by TUF when the first certificate of it is
 * met; and the signing configs of the first of them, by the same walk. `folder` keeps the files of TUF, and may be new; one
 * that is kept would protect from older answers too.
 */
export function fetchedRoots(
  fetch: Fetch,
  folder: string,
  sources: readonly [RootSource, ...RootSource[]] = publicInstances,
): PublishedRoots {
  const sourceOf = (name: string) => sources.find((each) => each.name === name) as RootSource;
  const repositoryOf = once((name: string) => openRepository(fetch, { ...sourceOf(name), folder }));
  const load = once(async (name: string) => {
    const bytes = await repositoryOf(name)('trusted_root.json', `The trust root of ${name}`);
    return instance(bytes, sourceOf(name)).catch((cause: unknown) => {
      throw new OciError('INTEGRITY', `The trust root of ${name} cannot be read: ${messageOf(cause)}`, {
        cause,
        topic: 'trust-root',
      });
    });
  });
  return {
    async instanceOf(certificate) {
      const organization = organizationIn(certificate.issuer);
      for (const { name } of sources.filter((source) => source.organization === organization)) {
        const found = await load(name);
        if (hasIssued(found, certificate)) return found;
      }
      return undefined;
    },
    signingConfig: (target) => repositoryOf(sources[0].name)(target, `The signing config of ${sources[0].name}`),
  };
}

/**
 * Reads the organization out of a name as Node writes it, a field a line. `toLegacyObject` would read it too, but where
 * `node:tls` was not loaded before, no TLS connection can be made after it (Node 24).
 */
function organizationIn(name: string): string | undefined {
  const [, organization] = /^O=(.*)$/m.exec(name) ?? [];
  return organization?.replaceAll('\\,', ',');
}

/**
 * The roots of a file: a trusted_root.json, or several, one a line, as `gh attestation trusted-root` prints them. A
 * signature needs an entry of a log, and a signed certificate timestamp, where a root lists who could give one. Fails
 * with INVALID_INPUT, naming `file`.
 */
export async function rootsOfFile(text: string, file: string): Promise<TrustRoot> {
  const instances = await Promise.all(
    documentsOf(text).map(async (document, index, { length }) => {
      const name = length === 1 ? file : `${file}, root ${index + 1}`;
      try {
        return await instance(Buffer.from(document));
      } catch (error) {
        throw new OciError('INVALID_INPUT', `${name} is not a trusted root of Sigstore: ${messageOf(error)}`, {
          cause: error,
          topic: 'trust-root',
        });
      }
    }),
  );
  return {
    instanceOf: async (certificate) => instances.find((each) => hasIssued(each, certificate)),
  };
}

/** Each line, where the first one is a document by itself; else the text as a whole. */
function documentsOf(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 && lines[0]?.trim().endsWith('}') ? lines : [text];
}

/** Reads a trusted_root.json; fails with an error of any kind, about `it`. */
async function instance(bytes: Buffer, needs: Partial<Pick<Instance, 'logs' | 'scts'>> = {}): Promise<Instance> {
  const { TrustedRoot } = await import('@sigstore/protobuf-specs');
  const root = TrustedRoot.fromJSON(Object(parseJson(bytes, 'it')));
  if (!root.mediaType.startsWith('application/vnd.dev.sigstore.trustedroot')) {
    throw new Error(`it has the media type "${root.mediaType}"`);
  }
  if (root.certificateAuthorities.length + root.tlogs.length + root.timestampAuthorities.length === 0) {
    throw new Error('it lists no authorities and no logs');
  }
  const issuers = root.certificateAuthorities
    .flatMap(({ certChain }) => certChain?.certificates ?? [])
    .map(({ rawBytes }) => new X509Certificate(rawBytes));
  // The library takes a missing start for the beginning of time.
  const lives = [
    ...[...root.certificateAuthorities, ...root.timestampAuthorities].map(({ validFor }) => validFor),
    ...[...root.tlogs, ...root.ctlogs].map(({ publicKey }) => publicKey?.validFor),
  ];
  if (lives.some((life) => !isTime(life?.start) || (life?.end !== undefined && !isTime(life.end)))) {
    throw new Error('it does not say of each authority, log and clock when its validity starts');
  }
  const { logs = root.tlogs.length > 0 ? 1 : 0, scts = root.ctlogs.length > 0 ? 1 : 0 } = needs;
  return { root, issuers, logs, scts };
}

function isTime(date: Date | undefined): boolean {
  return date !== undefined && !Number.isNaN(date.getTime());
}

function hasIssued({ issuers }: Instance, certificate: X509Certificate): boolean {
  return issuers.some((issuer) => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey));
}
