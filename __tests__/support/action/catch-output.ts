import { afterAll, beforeEach, jest } from '@jest/globals';

/** Catches what every test of a file writes to the standard output, and gives what the running one wrote so far. */
export function catchOutput(): () => string {
  const write = jest.spyOn(process.stdout, 'write');
  let written = '';
  afterAll(() => write.mockRestore());
  beforeEach(() => {
    written = '';
    write.mockImplementation((text) => {
      written += text;
      return true;
    });
  });
  return () => written;
}
