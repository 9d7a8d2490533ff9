import type { LoginSource, ShownLogin } from '../../errors.ts';

/** What a registry or its token server can be shown. */
export type Credentials =
  | { username: string; password: string }
  /** A refresh token for the token server (`identitytoken` in Docker's configuration). */
  | { identityToken: string }
  /** A bearer token that is sent to the registry as it is (`registrytoken`). */
  | { token: string };

/** Credentials, and where they were found. */
export interface Login {
  credentials: Credentials;
  source: LoginSource;
  /** The same for messages, such as `~/.docker/config.json`. */
  place: string;
}

/** Finds the credentials for a repository of a registry; undefined means anonymous. */
export type Keychain = (host: string, repository: string) => Promise<Login | undefined>;

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

/** Whose login it is and where it came from, without its secret. */
export function shownOf({ credentials, source, place }: Login): ShownLogin {
  return { source, place, username: 'username' in credentials ? credentials.username : '' };
}
