// Begins with the tests that take longest, so that none of them is left over for one core at the end. On a fresh machine,
// Jest itself knows only how large a file is.
import TestSequencer from '@jest/test-sequencer';

/** By where they stand: first what waits longest, since others work meanwhile, then what works longest. */
const slow = [
  'runs/sign-keyless-faults',
  'faults/copy',
  'registry/registry-store',
  'faults/verbs',
  'runs/sign-keyless',
  'modes/find/verification',
  'faults/hostile-sync',
  'faults/push',
  'faults/pull',
  'faults/chart-limits',
  'lists/referrers',
  'examples.test',
  'runs/copy-parity',
  'systems/',
  'faults/',
  'runs/verify-keyless',
  'trust/sign',
  'modes/kinds/',
  'summary/summary-page',
  'store/layout/layout-store-writers',
  'artifact/archive/pack-directory',
  'fuzz/',
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
