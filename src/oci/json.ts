import { OciError } from '../errors.ts';

/** Real documents nest some ten deep. Whoever walks a much deeper one runs out of stack, and so does JSON.stringify. */
const maxJsonDepth = 100;

/** Reads JSON from outside; fails with ARTIFACT, naming `what` it was, when it is none or nested more than 100 deep. */
export function parseJson(bytes: Uint8Array, what: string): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    throw new OciError('ARTIFACT', `${what} is not valid JSON`, { cause: error });
  }
  if (isDeep(text)) throw new OciError('ARTIFACT', `${what} is nested more than ${maxJsonDepth} deep`);
  return value;
}

/** Counts the brackets outside of texts; a regular expression would run out of stack in a text of 4 MiB. */
function isDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isText && character === '\\') at += 1;
    else if (character === '"') isText = !isText;
    else if (isText) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > maxJsonDepth) return true;
  }
  return false;
}
