type Token = { kind: 'star' } | { kind: 'one'; fits: (character: string) => boolean };

/** A pattern that Go's `filepath.Match` would call bad. */
export class BadPattern extends Error {}

/**
 * Compiles a pattern as Go's `filepath.Match` understands it (pkg.go.dev/path/filepath#Match): `*` and `?` do not cross
 * `/`, `[a-z]` and `[^a-z]` are classes, `\` escapes, and the whole name has to fit. Fails with BadPattern.
 */
export function compileMatch(pattern: string): (name: string) => boolean {
  const tokens = tokensOf([...pattern]);
  return (name) => matches(tokens, [...name]);
}

function tokensOf(characters: readonly string[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] as string;
    if (character === '*') tokens.push({ kind: 'star' });
    else if (character === '?') tokens.push({ kind: 'one', fits: (other) => other !== '/' });
    else if (character === '[') {
      const { fits, end } = classAt(characters, at + 1);
      tokens.push({ kind: 'one', fits });
      at = end;
    } else {
      if (character === '\\') at += 1;
      const literal = characters[at];
      if (literal === undefined) throw new BadPattern('ends in a backslash');
      tokens.push({ kind: 'one', fits: (other) => other === literal });
    }
  }
  return tokens;
}

/** Reads a class from behind its `[`; `end` is the place of its `]`, which as the first character would be an error. */
function classAt(characters: readonly string[], start: number): { fits: (character: string) => boolean; end: number } {
  let at = start;
  const negated = characters[at] === '^';
  if (negated) at += 1;
  const ranges: [number, number][] = [];
  const bound = () => {
    if (characters[at] === '-' || characters[at] === ']')
      throw new BadPattern('has a class that is not closed or empty');
    if (characters[at] === '\\') at += 1;
    const code = characters[at]?.codePointAt(0);
    if (code === undefined || at + 1 >= characters.length) throw new BadPattern('has a class that is not closed');
    at += 1;
    return code;
  };
  while (ranges.length === 0 || characters[at] !== ']') {
    const low = bound();
    if (characters[at] === '-') {
      at += 1;
      ranges.push([low, bound()]);
    } else ranges.push([low, low]);
  }
  const fits = (character: string) => {
    const code = character.codePointAt(0) ?? 0;
    return ranges.some(([low, high]) => low <= code && code <= high) !== negated;
  };
  return { fits, end: at };
}

/** Goes back to the last star only, so that no pattern takes longer than pattern times name. */
function matches(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let star: { token: number; at: number } | undefined;
  while (at < name.length || token < tokens.length) {
    const next = tokens[token];
    if (next?.kind === 'star') {
      token += 1;
      star = { token, at };
      continue;
    }
    const character = name[at];
    if (next && character !== undefined && next.fits(character)) {
      token += 1;
      at += 1;
      continue;
    }
    const skipped = star && name[star.at];
    if (!star || skipped === undefined || skipped === '/') return false;
    star.at += 1;
    token = star.token;
    at = star.at;
  }
  return true;
}
