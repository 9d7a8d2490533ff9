// No server: options to reach those of the tests.
import type { Credentials } from '../../../src/registry/auth/keychain.ts';
import type { RegistryOptions } from '../../../src/registry/registry.ts';

/** Options for a registry under test: anonymous, without retries; give what the test is about. */
export function registryOptions({
  credentials,
  ...rest
}: Partial<RegistryOptions> & { credentials?: Credentials } = {}): RegistryOptions {
  return {
    keychain: async () => credentials && { credentials, source: 'inputs', place: 'a test' },
    retries: 0,
    timeout: 10_000,
    userAgent: 'oci-artifact-test',
    onToken: () => {},
    ...rest,
  };
}
