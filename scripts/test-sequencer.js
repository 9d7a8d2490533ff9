// Begins with the tests that take longest, so that none of them is left over for one core at the end. On a fresh machine,
// Jest itself knows only how large a file is.
import TestSequencer from '@jest/test-sequencer';

/** By where they stand; a test that waits a lot comes before one that works. */
const slow = [
  'faults/push',
  'runs/helm-parity',
  'systems/',
  'runs/sign-keyless',
  'faults/verbs',
  'faults/copy',
  'registry/registry-store',
  'faults/',
  'runs/verify-keyless',
  'lists/referrers',
  'trust/sign',
  'modes/send/signing',
  'modes/send/job-signer',
  'modes/send/attestations',
  'modes/find/verification',
  'summary/summary-page',
  'examples.test',
  'runs/',
];

function rankOf({ path }) {
  const rank = slow.findIndex((part) => path.replaceAll('\\', '/').includes(`/${part}`));
  return rank < 0 ? slow.length : rank;
}

export default class SlowFirst extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b));
  }
}
