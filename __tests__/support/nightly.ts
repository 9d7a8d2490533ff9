/**
 * Reports whether `npm run test:nightly` runs, which leaves nothing out: rows that are slow, and seldom the only ones to
 * fail, are registered only then (CONTRIBUTING.md).
 */
export const isNightly = process.env['NIGHTLY'] === 'true';
