import { describe, it } from '@jest/globals';
import { peer } from '../servers/peers.ts';

/**
 * A `describe` that needs real programs: without one of them it is skipped, loudly, or fails when CI=true. Its title names
 * them, by which scripts/conformance.ts counts what was tested with each.
 */
export function describeWithPeers(names: string[], title: string, body: () => void): void {
  const missing = names.filter((name) => peer(name) === undefined).join(', ');
  if (missing === '') {
    describe(`${title} (with ${names.join(', ')})`, body);
  } else if (process.env['CI'] === 'true') {
    describe(title, () => {
      it(`needs ${missing}`, () => {
        throw new Error(`missing: ${missing}; run "node scripts/fetch-peers.js"`);
      });
    });
  } else {
    console.warn(`SKIPPED "${title}": missing ${missing}; run "node scripts/fetch-peers.js"`);
    describe.skip(`${title} (skipped, missing ${missing})`, body);
  }
}
