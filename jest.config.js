import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/strip-types-transform.js' },
  injectGlobals: false,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
  coverageReporters: ['text', 'lcov'],
  watchman: false,
  globalSetup: '<rootDir>/scripts/test-setup.js',
  testSequencer: '<rootDir>/scripts/test-sequencer.js',
  // Most tests wait for other processes, so that more of them than cores are done sooner.
  maxWorkers: Math.max(6, availableParallelism() + 2),
  // A worker that has taken a gigabyte gives it back in more than the half second that Jest waits, with nothing left open in it.
  workerGracefulExitTimeout: 30_000,
  // For what hangs in a way that nobody foresees: steps and programs have limits of their own, of processor time
  // (__tests__/support/under-load.ts).
  testTimeout: 600_000,
};
