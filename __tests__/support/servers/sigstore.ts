// Starts sigstore/server.ts, which says with what it was compared.

/** Whose certificates: the public instance's, those of GitHub's without logs, and those of one that nobody trusts. */
export type InstanceName = 'public' | 'github' | 'other';

interface Ready {
  url: string;
  /** A trusted_root.json for each. */
  roots: Record<InstanceName, object>;
  /** The `root.json` of its TUF repository, which is at `/tuf` and has the root and the signing configs of `public`. */
  anchor: string;
  /** PEM of the keys of Rekor v1 and of the CT log, for cosign. */
  rekorKey: string;
  ctKey: string;
}

/** A running Sigstore: see sigstore/server.ts for what it has, and where. */
export interface Sigstore extends Ready, AsyncDisposable {
  /** Sends JSON, or gets something, and gives the bytes; fails with what the server said. */
  ask: (path: string, document?: object) => Promise<Buffer>;
  /** A token of a job on GitHub, with other claims where they are given. */
  token: (claims?: object) => Promise<string>;
  stop: () => Promise<void>;
}

/**
 * Gives the Sigstore that all test files of a run share (scripts/test-setup.js): its logs hold entries of others too. It ends
 * with the run, and not by `stop`.
 */
export async function startSigstore(): Promise<Sigstore> {
  const shared = await fetch(process.env['SHARED_SIGSTORE'] ?? '');
  if (!shared.ok) throw new Error(await shared.text());
  const ready = (await shared.json()) as Ready;
  const ask: Sigstore['ask'] = async (path, document) => {
    const sent = document && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document),
    };
    const response = await fetch(`${ready.url}${path}`, sent);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${bytes.toString()}`);
    return bytes;
  };
  const token = async (claims: object = {}) =>
    JSON.parse((await ask(`/oidc/token?claims=${encodeURIComponent(JSON.stringify(claims))}`)).toString())
      .value as string;
  const stop = async () => undefined;
  return { ...ready, ask, token, stop, [Symbol.asyncDispose]: stop };
}
