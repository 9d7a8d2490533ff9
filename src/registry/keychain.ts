/** What a registry or its token server can be shown. */
export type Credentials =
  | { username: string; password: string }
  /** A refresh token for the token server (`identitytoken` in Docker's configuration). */
  | { identityToken: string }
  /** A bearer token that is sent to the registry as it is (`registrytoken`). */
  | { token: string };

/** Finds the credentials for a repository of a registry; undefined means anonymous. */
export type Keychain = (host: string, repository: string) => Promise<Credentials | undefined>;

/** Asks one keychain after the other; the first that knows the repository answers. */
export function firstOf(...keychains: Keychain[]): Keychain {
  return async (host, repository) => {
    for (const keychain of keychains) {
      const found = await keychain(host, repository);
      if (found) return found;
    }
    return undefined;
  };
}
