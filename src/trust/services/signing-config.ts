import { messageOf, OciError } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { parseJson } from '../../oci/json.ts';
import { textOf } from './ask.ts';
import type { LogService } from './rekor.ts';

/** Who issues the certificates, and where a signature gets its time. */
export interface Services {
  /** Address of a Fulcio. */
  authority: string;
  /** Whether certificates have to be in a public log. */
  isLogged: boolean;
  log?: LogService | undefined;
  /** Address to which requests for a timestamp go. */
  clock?: string | undefined;
}

/** The public instance, whose log names repository and workflow for everybody, for ever. */
export const publicServices: Services = {
  authority: 'https://fulcio.sigstore.dev',
  isLogged: true,
  log: { url: 'https://rekor.sigstore.dev', version: 1 },
};

/**
 * GitHub's own instance, which has no logs; `undefined` for GitHub Enterprise Server, which has none. A tenant of
 * ghe.com has one of its own.
 *
 * @param server address of the GitHub that runs the workflow
 */
export function githubServices(server: string): Services | undefined {
  const { hostname } = new URL(server);
  const isTenant = hostname.endsWith('.ghe.com');
  if (hostname !== 'github.com' && !isTenant) return undefined;
  const domain = isTenant ? hostname : 'githubapp.com';
  return {
    authority: `https://fulcio.${domain}`,
    isLogged: false,
    clock: `https://timestamp.${domain}/api/v1/timestamp`,
  };
}

const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';

/**
 * Reads a signing config of Sigstore, v0.2; of several services, the first that is valid and speaks an API that we know
 * counts. Fails with INVALID_INPUT, naming `file`.
 */
export function parseSigningConfig(bytes: Buffer, file: string, now = new Date()): Services {
  const fail = (what: string, cause?: unknown) =>
    new OciError('INVALID_INPUT', `${file} ${what}`, { cause, topic: 'signing-config' });
  let config: unknown;
  try {
    config = parseJson(bytes, 'it');
  } catch (error) {
    throw fail(`is not a signing config of Sigstore: ${messageOf(error)}`, error);
  }
  if (!isRecord(config) || config['mediaType'] !== mediaType) {
    throw fail(`is not a signing config of Sigstore: it does not have the media type ${mediaType}`);
  }
  const authority = serviceIn(config['caUrls'], [1], now)?.url;
  const found = serviceIn(config['rekorTlogUrls'], [1, 2], now);
  const clock = serviceIn(config['tsaUrls'], [1], now)?.url;
  if (authority === undefined) throw fail('names no authority (caUrls) that can be used now');
  if (!found && clock === undefined) {
    throw fail('names neither a log (rekorTlogUrls) nor a clock (tsaUrls) that can be used now');
  }
  if (found?.version === 2 && clock === undefined) {
    throw fail('names a log of version 2, which says no time, and no clock (tsaUrls)');
  }
  const log = found && { url: found.url, version: found.version === 1 ? (1 as const) : (2 as const) };
  return { authority, isLogged: false, log, clock };
}

/** Finds a service that is valid now: https://github.com/sigstore/protobuf-specs `sigstore_trustroot.proto`, `Service`. */
function serviceIn(
  list: unknown,
  versions: readonly number[],
  now: Date,
): { url: string; version: number } | undefined {
  for (const service of Array.isArray(list) ? list : []) {
    const { url, majorApiVersion: version, validFor } = isRecord(service) ? service : {};
    if (typeof url !== 'string' || typeof version !== 'number' || !versions.includes(version)) continue;
    const { start, end } = isRecord(validFor) ? validFor : {};
    const isValid = Date.parse(textOf(start)) <= now.getTime() && !(Date.parse(textOf(end)) <= now.getTime());
    if (URL.canParse(url) && isValid) return { url, version };
  }
  return undefined;
}
