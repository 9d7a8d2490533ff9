import { resolve } from 'node:path';
import type { Log } from '../modes/context.ts';
import { isLayout, layoutDirectoryOf, type Reference } from '../oci/reference.ts';
import type { Access } from '../registry/http.ts';
import { openRegistry, type Registry } from '../registry/registry.ts';
import { LayoutStore } from '../store/layout-store.ts';
import type { Store } from '../store/store.ts';
import { createKeychain, entryFor, readPem, type readSecrets, readTlsInputs } from './credentials.ts';
import { duration, flag, integer } from './inputs.ts';
import { mask } from './log.ts';

/** Makes a function that opens the store a reference is in, with the settings of the inputs. */
export function createOpener({
  inputHost,
  secrets,
  workspace,
  environment,
  signal,
  log,
}: {
  /** The host to which `username` and `password` belong. */
  inputHost: string;
  secrets: ReturnType<typeof readSecrets>;
  workspace: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  log: Log;
}): (reference: Reference, actions: Access['actions']) => Store {
  const tls = readTlsInputs();
  const plainHttp = flag('plain-http');
  const retries = integer('retries', 0, 20);
  const timeout = duration('timeout');
  const keychain = createKeychain(inputHost, secrets, environment);
  const registryAt = (host: string, repository: string): Registry => {
    const entry = entryFor(secrets.entries, host, repository);
    return openRegistry(host, {
      plainHttp: entry?.plainHttp ?? plainHttp,
      tls: {
        ...tls,
        insecure: entry?.insecure ?? tls.insecure,
        ...(entry?.caFile ? { ca: readPem('registry-auth', entry.caFile) } : {}),
      },
      keychain,
      retries,
      timeout,
      userAgent: 'oci-artifact',
      onSecret: mask,
      onRequest: log.debug,
      onNotice: log.notice,
      signal,
    });
  };
  return (reference, actions) => {
    if (isLayout(reference)) return new LayoutStore(resolve(workspace, layoutDirectoryOf(reference)));
    return registryAt(reference.host, reference.repository)(reference.repository, actions);
  };
}
