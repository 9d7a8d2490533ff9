/** A number as Go's YAML reader sees it: its value, and its digits where a text is wanted. */
interface GoNumber {
  text: string;
  value: number;
}

export type GoScalar = string | boolean | null | GoNumber;

const words = new Map<string, GoScalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { text: 'NaN', value: Number.NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, { text: '+Inf', value: Number.POSITIVE_INFINITY }] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, { text: '-Inf', value: Number.NEGATIVE_INFINITY }] as const),
]);

const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const time =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d))|(?: \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?))?$/;

/**
 * Reads an unquoted YAML scalar as gopkg.in/yaml.v2 does, which is YAML 1.1 with exceptions (`resolve.go`): `yes` is
 * true, `0777` is octal, `1:30` and times are texts. Helm reads and writes Chart.yaml with it.
 */
export function resolveScalar(text: string): GoScalar {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text) || isTime(text)) return text;
  const whole = readInteger(text);
  if (whole !== undefined) return { text: String(whole), value: Number(whole) };
  const plain = withoutMarks(text);
  if (!float.test(plain)) return text;
  const value = Number(plain);
  return Number.isFinite(value) ? { text: goFloat(value, 32), value } : text;
}

/** Underscores between digits mean nothing. */
function withoutMarks(text: string): string {
  return text.startsWith('.') ? text : text.replaceAll('_', '');
}

function readInteger(text: string): bigint | undefined {
  const [, sign, digits] = integer.exec(withoutMarks(text)) ?? [];
  if (digits === undefined) return undefined;
  const value = BigInt(digits.replace(/^0(?=[0-7])/, '0o')) * (sign === '-' ? -1n : 1n);
  return value >= -(2n ** 63n) && value < 2n ** 64n ? value : undefined;
}

/** The tag that go-yaml finds for a scalar; of times, only where that is asked for. */
export function typeOf(text: string, isTimeAsked: boolean): 'str' | 'int' | 'float' | 'bool' | 'null' | 'timestamp' {
  if (isTimeAsked && isTime(text)) return 'timestamp';
  const value = resolveScalar(text);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'str';
  return readInteger(text) === undefined ? 'float' : 'int';
}

/** Tells whether Go's writer puts quotes around a text, because it would be read as something else. */
export function needsQuotes(text: string): boolean {
  // Numbers to the base of 60 are texts for Go, but numbers for older readers.
  const isBase60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text);
  return isBase60 || text === '<<' || typeof resolveScalar(text) !== 'string' || isTime(text);
}

function isTime(text: string): boolean {
  const [, year, month, day] = time.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // A day that the month does not have is one of the next.
  return date.getUTCMonth() === Number(month) - 1;
}

/**
 * Writes a number as Go's `strconv.FormatFloat(value, 'g', -1, bits)`: the shortest digits that read back as the same
 * number of so many bits, with an exponent from a million on. A text field of a chart gets 32 bits (sigs.k8s.io/yaml).
 */
export function goFloat(value: number, bits: 32 | 64): string {
  const rounded = bits === 32 ? Math.fround(value) : value;
  if (rounded === 0 || !Number.isFinite(rounded))
    return String(rounded)
      .replace(/^Infinity/, '+Inf')
      .replace('Infinity', 'Inf');
  const shortest = shortestDigits(rounded, bits);
  const [mantissa = '', exponent = '0'] = shortest.split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6)
    return Number(shortest).toFixed(Math.max(0, mantissa.replace(/[-.]/g, '').length - 1 - power));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function shortestDigits(value: number, bits: 32 | 64): string {
  if (bits === 64) return value.toExponential();
  for (let digits = 0; digits < 9; digits += 1) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential(9);
}
