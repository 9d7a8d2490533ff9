import fc from 'fast-check';

/** Makes texts out of pieces that mean something to a parser, in any order and number. */
export function piecesOf(...pieces: string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
}
