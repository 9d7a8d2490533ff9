import { goFloat, needsQuotes } from './scalar.ts';

/** What can be written: a map's keys are sorted, `undefined` is left out. */
export type YamlValue = string | number | boolean | null | YamlValue[] | { [key: string]: YamlValue | undefined };

/** From this column on, a space inside a text becomes a line break. */
const bestWidth = 80;

/**
 * Writes a map as sigs.k8s.io/yaml does, byte for byte for what charts hold (go-yaml v2, `emitterc.go`): keys in
 * natural order, lists not indented, plain before quoted before escaped, long texts folded. So a Chart.yaml packed here
 * is Helm's.
 */
export function writeYaml(map: { [key: string]: YamlValue | undefined }): string {
  return writeMap(map, 0, '').trimStart();
}

function writeMap(map: { [key: string]: YamlValue | undefined }, indent: number, first: string): string {
  let text = '';
  let lead = first;
  for (const [key, value] of Object.entries(map).sort(([a], [b]) => compareKeys(a, b))) {
    if (value === undefined) continue;
    const name = writeText(key, { column: 0, indent, isKey: true });
    text += `${lead}${name}:${writeValue(value, indent, indent + name.length + 2, false)}`;
    lead = ' '.repeat(indent);
  }
  return text;
}

/** Writes a value behind `key:` or `-`, with the space or line break before it; `column` is where it would start. */
function writeValue(value: YamlValue, indent: number, column: number, isItem: boolean): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n';
    const own = isItem ? indent + 2 : indent;
    const items = value.map((item, index) => {
      const lead = isItem && index === 0 ? ' ' : ' '.repeat(own);
      return `${lead}-${writeValue(item, own, own + 2, true)}`;
    });
    return `${isItem ? '' : '\n'}${items.join('')}`;
  }
  if (typeof value === 'object' && value !== null) {
    if (Object.values(value).every((item) => item === undefined)) return ' {}\n';
    return isItem ? writeMap(value, indent + 2, ' ') : `\n${writeMap(value, indent + 2, ' '.repeat(indent + 2))}`;
  }
  const text =
    typeof value === 'string' ? writeText(value, { column, indent: indent + 2, isKey: false }) : writePlain(value);
  return ` ${text}${text.startsWith('|') && text.endsWith('\n') ? '' : '\n'}`;
}

function writePlain(value: number | boolean | null): string {
  if (typeof value !== 'number') return String(value);
  // Whole numbers come out of the JSON in between as digits, up to what 64 bits hold.
  return Number.isInteger(value) && value > -(2 ** 63) && value < 2 ** 64 ? String(value) : goFloat(value, 64);
}

interface Place {
  column: number;
  /** Where the lines after the first start. */
  indent: number;
  isKey: boolean;
}

function writeText(text: string, place: Place): string {
  const { plain, single, block } = stylesFor(text);
  if (text.includes('\n')) return block && !place.isKey ? writeLiteral(text, place.indent) : writeDouble(text, place);
  if (needsQuotes(text)) return writeDouble(text, place);
  if (plain) return fold(text, place, 0);
  return single
    ? `'${fold(text, { ...place, column: place.column + 1 }, 1).replace(/'/g, "''")}'`
    : writeDouble(text, place);
}

/** Tells which styles can hold a text (`yaml_emitter_analyze_scalar`). */
function stylesFor(text: string): { plain: boolean; single: boolean; block: boolean } {
  const isSpecial = [...text].some((character) => !isPrintable(character)) || / \n/.test(text);
  const hasIndicator =
    /^(?:---|\.\.\.)/.test(text) ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[-?:](?:[ \t]|$)/.test(text) ||
    /:(?:[ \t]|$)/.test(text) ||
    /[ \t]#/.test(text);
  const hasOuterSpace = /^[ \n]|[ \n]$/.test(text);
  return {
    plain: !isSpecial && !hasIndicator && !hasOuterSpace,
    single: !isSpecial && !/\n /.test(text),
    block: !isSpecial && !text.endsWith(' '),
  };
}

/** What go-yaml calls printable has no tab and nothing above U+FFFD; the line separators we escape too. */
function isPrintable(character: string): boolean {
  return /^[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/.test(character);
}

/** Breaks a text at the first single space after the last column, as often as it takes. */
function fold(text: string, { column, indent, isKey }: Place, edge: number): string {
  if (isKey) return text;
  const characters = [...text];
  let at = column;
  let afterSpace = false;
  return characters
    .map((character, index) => {
      const isSpace = character === ' ';
      const isInside = index >= edge && index < characters.length - edge;
      const breaks = isSpace && !afterSpace && at > bestWidth && isInside && characters[index + 1] !== ' ';
      afterSpace = isSpace;
      // A quote inside single quotes is written twice.
      at = breaks ? indent : at + (edge === 1 && character === "'" ? 2 : 1);
      return breaks ? `\n${' '.repeat(indent)}` : character;
    })
    .join('');
}

const escapes: Record<string, string> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\u2028': 'L',
  '\u2029': 'P',
};

function escapeOf(character: string): string {
  const known = escapes[character];
  if (known !== undefined) return `\\${known}`;
  const code = character.codePointAt(0) ?? 0;
  const [letter, length] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).toUpperCase().padStart(length, '0')}`;
}

function writeDouble(text: string, { column, indent, isKey }: Place): string {
  const characters = [...text];
  let at = column + 1;
  let afterSpace = false;
  const written = characters.map((character, index) => {
    if (character in escapes || !isPrintable(character)) {
      const escaped = escapeOf(character);
      at += escaped.length;
      afterSpace = false;
      return escaped;
    }
    const isSpace = character === ' ';
    const breaks = isSpace && !isKey && !afterSpace && at > bestWidth && index > 0 && index < characters.length - 1;
    afterSpace = isSpace;
    at = breaks ? indent : at + 1;
    // A line must not start with a space of the text: it would be dropped.
    return breaks ? `\n${' '.repeat(indent)}${characters[index + 1] === ' ' ? '\\' : ''}` : character;
  });
  return `"${written.join('')}"`;
}

function writeLiteral(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomp = text.endsWith('\n\n') || text === '\n' ? '+' : text.endsWith('\n') ? '' : '-';
  return `|${hint}${chomp}\n${text.replace(/^(?=[^\n])/gm, ' '.repeat(indent))}`;
}

/** Orders keys as go-yaml does (`sorter.go`): letters after all else, digits by the number they make. */
function compareKeys(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const [one, other] = [left[at] as string, right[at] as string];
    if (one === other) continue;
    const [isLetter, isOtherLetter] = [/\p{L}/u.test(one), /\p{L}/u.test(other)];
    if (isLetter !== isOtherLetter) return isLetter ? 1 : -1;
    if (!isLetter) {
      const [digits, otherDigits] = [digitsAt(left, at), digitsAt(right, at)];
      // A zero inside a number counts for its place, not for its value.
      const isInside = (one === '0' || other === '0') && /[1-9]\d*$/.test(left.slice(0, at).join(''));
      const lead = isInside ? '1' : '';
      const [number, otherNumber] = [BigInt(lead + digits || '0'), BigInt(lead + otherDigits || '0')];
      if (number !== otherNumber) return number < otherNumber ? -1 : 1;
      if (digits.length !== otherDigits.length) return digits.length - otherDigits.length;
    }
    return (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return left.length - right.length;
}

function digitsAt(characters: readonly string[], start: number): string {
  return /^\d*/.exec(characters.slice(start).join(''))?.[0] ?? '';
}
