import { X509Certificate } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readHeld } from '../../disk/read-held.ts';
import { OciError } from '../../errors.ts';
import { once } from '../../once.ts';
import { homeOf } from '../read/credentials.ts';

/** Where systems keep the certificates of authorities, in the order in which Go looks (crypto/x509, root_linux.go). */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const folders = ['/etc/ssl/certs', '/etc/pki/tls/certs'];

/** Of all files together; a system's bundle has some 250 KiB, and is often there in several forms. */
const maxBytes = 16 * 1024 * 1024;
const maxFilesInFolder = 2_000;

/** Gives the authorities that the machine trusts beside those of Node, as PEM texts; they are read when first asked for. */
export interface MachineTrust {
  /** In the places that variables name, where they do. */
  all: () => Promise<readonly string[]>;
  /** In the places of the system alone: variables may come from any step of the job. */
  system: () => Promise<readonly string[]>;
}

/** Makes what reads the authorities of this machine. */
export function createMachineTrust(environment: NodeJS.ProcessEnv): MachineTrust {
  return { all: once(() => readCertificates(environment)), system: once(() => readCertificates({})) };
}

/**
 * Reads the certificates of the authorities that the machine trusts: on Windows and macOS from their stores, elsewhere
 * from files, as programs in Go do it, in the places that `SSL_CERT_FILE` and `SSL_CERT_DIR` name or else in those of the
 * system. What cannot be read, and what is no certificate, is left out. Each comes once.
 */
async function readCertificates({ SSL_CERT_FILE, SSL_CERT_DIR }: NodeJS.ProcessEnv): Promise<string[]> {
  // Node's own reading of the system's places on Linux stops at one folder, and complains on stderr of one that is missing.
  if (['win32', 'darwin'].includes(process.platform)) return (await import('node:tls')).getCACertificates('system');
  const bundle = (SSL_CERT_FILE ? [SSL_CERT_FILE] : bundles).find(isThere);
  const inFolders = (SSL_CERT_DIR ? SSL_CERT_DIR.split(':') : folders).flatMap(filesIn);
  const found = new Set<string>();
  let left = maxBytes;
  for (const path of [...(bundle === undefined ? [] : [bundle]), ...inFolders]) {
    const text = readText(path, left);
    left -= text.length;
    for (const [pem] of text.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)) {
      if (!found.has(pem) && isCertificate(pem)) found.add(pem);
    }
  }
  return [...found];
}

/**
 * Finds the directory in which Docker, podman and skopeo look for the certificates of a host, authorities and those of
 * the client; the first that is there counts, as with them (containers-certs.d(5)).
 *
 * @param host with its port, if it has one
 */
export function findCertDirectory(host: string, environment: NodeJS.ProcessEnv): string | undefined {
  return [join(homeOf(environment), '.config', 'containers'), '/etc/containers', '/etc/docker']
    .map((place) => join(place, 'certs.d', host))
    .find(isThere);
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .slice(0, maxFilesInFolder)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Reads a file; `''` when it cannot be read, is no file or larger than `limit` bytes. */
function readText(path: string, limit: number): string {
  const held = { folder: '/', symlinks: 'follow', limit } as const;
  try {
    return readHeld(path, { ...held, fail: (what) => new OciError('INVALID_INPUT', what) }).toString('latin1');
  } catch {
    return '';
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== '';
  } catch {
    return false;
  }
}
