/**
 * Reports whether `npm run test:nightly` runs, which leaves nothing out: rows that are slow, and seldom the only ones to
 * fail, are registered only then (CONTRIBUTING.md).
 */
export const isNightly = process.env['NIGHTLY'] === 'true';

/** How often a property of __tests__/fuzz is tried with random values: by day a quarter of what is told. */
export const tries = (count: number) => (isNightly ? count : Math.ceil(count / 4));
