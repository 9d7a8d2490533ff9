import { messageOf, OciError } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { parseJson } from '../../oci/json.ts';
import type { LogService } from './rekor.ts';
import { asText } from './sigstore-client.ts';

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

/** Of the public instance, where what it publishes itself cannot be had. */
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

/**
 * The targets with which the public instance publishes its services by TUF: with its usual log, and with the log of
 * version 2, whose address changes about twice a year (https://github.com/sigstore/root-signing/issues/1642).
 */
const publicTargets = {
  public: 'signing_config.v0.2.json',
  'public-v2': 'signing_config_rekor_v2.v0.2.json',
};
export type PublicName = keyof typeof publicTargets;

export const isPublicName = (name: string): name is PublicName => Object.hasOwn(publicTargets, name);

/** The services of the public instance; `fetchTarget` fetches a target of its TUF repository. Fails with SIGNING. */
export async function fetchPublicServices(
  name: PublicName,
  fetchTarget: (target: string) => Promise<Buffer>,
): Promise<Services> {
  const what = 'The signing config of sigstore.dev';
  try {
    const { authority, log, clock } = parseSigningConfig(await fetchTarget(publicTargets[name]), what);
    if (!log) throw new Error(`${what} names no log (rekorTlogUrls) that can be used now`);
    // A log of version 1 says the time itself; and older readers, such as Kyverno 1.16, refuse a signature of the older
    // format with a timestamp for which they were given no root (cosign 2, `VerifyRFC3161Timestamp`).
    return { authority, isLogged: true, log, clock: log.version === 1 ? undefined : clock };
  } catch (cause) {
    throw new OciError('SIGNING', messageOf(cause), { cause, topic: 'public-services' });
  }
}

const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';

/**
 * Reads a signing config of Sigstore, v0.2; of several services, the one with the newest API that we know counts, and of
 * these the one that began last. Fails with INVALID_INPUT, naming `file`.
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
  const [authority] = servicesIn(config['caUrls'], [1], now);
  const logs = servicesIn(config['rekorTlogUrls'], [1, 2], now);
  const clocks = servicesIn(config['tsaUrls'], [1], now);
  if (!authority) throw fail('names no authority (caUrls) that can be used now');
  for (const [key, found] of Object.entries({ rekorTlogConfig: logs, tsaConfig: clocks })) {
    if (!isOneEnough(config[key], found)) throw fail(`asks for several services (${key}), and a signature gets one`);
  }
  const [[found], [clock]] = [logs, clocks];
  if (!found && !clock) throw fail('names neither a log (rekorTlogUrls) nor a clock (tsaUrls) that can be used now');
  if (found?.version === 2 && !clock) {
    throw fail('names a log of version 2, which says no time, and no clock (tsaUrls)');
  }
  const log = found && { url: found.url, version: found.version === 1 ? (1 as const) : (2 as const) };
  return { authority: authority.url, isLogged: false, log, clock: clock?.url };
}

interface Service {
  url: string;
  version: number;
  /** Milliseconds. */
  start: number;
  operator: unknown;
}

/** The services that are valid now, the best first (protobuf-specs, `sigstore_trustroot.proto`, `Service`). */
function servicesIn(list: unknown, versions: readonly number[], now: Date): Service[] {
  const found = (Array.isArray(list) ? list : []).flatMap((service): Service[] => {
    const { url, majorApiVersion: version, validFor, operator } = isRecord(service) ? service : {};
    if (typeof url !== 'string' || typeof version !== 'number' || !versions.includes(version)) return [];
    const { start: first, end } = isRecord(validFor) ? validFor : {};
    const start = Date.parse(asText(first));
    const isValid = start <= now.getTime() && !(Date.parse(asText(end)) <= now.getTime());
    return URL.canParse(url) && isValid ? [{ url, version, start, operator }] : [];
  });
  return found.toSorted((a, b) => b.version - a.version || b.start - a.start);
}

/** Reports whether one service meets a `ServiceConfiguration`; of one operator, one is asked in any case. */
function isOneEnough(config: unknown, found: readonly Service[]): boolean {
  const { selector, count } = isRecord(config) ? config : {};
  if (selector === 'EXACT') return count === 1;
  const best = found.filter(({ version }) => version === found[0]?.version);
  return selector !== 'ALL' || new Set(best.map(({ operator }) => operator)).size < 2;
}
