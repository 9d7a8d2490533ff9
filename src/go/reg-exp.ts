import { RE2JS } from 're2js';
import { messageOf } from '../errors.ts';

/** The longest pattern, in characters: ten times what anybody wrote for tags. */
const maxLength = 1_000;
/**
 * The steps of a compiled pattern. `[a-z0-9]{0,128}` has 400; one of 3,000 takes some 20 ms to compile, and a few for a
 * tag.
 */
const maxSteps = 3_000;

/**
 * Compiles a regular expression as Go reads it (https://github.com/google/re2/wiki/Syntax), and gives a test that finds
 * its match anywhere in a text, in time linear in its length. Throws a SyntaxError in Go's words for what Go refuses.
 */
export function goRegExp(pattern: string): (text: string) => boolean {
  if (pattern.length > maxLength) throw new SyntaxError(`it is longer than ${maxLength} characters`);
  const compiled = compile(pattern);
  if (compiled.programSize() > maxSteps) throw new SyntaxError('its repetitions make it too large');
  return (text) => compiled.test(text);
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    throw new SyntaxError(messageOf(error).replace(/^error parsing regexp: /, ''), { cause: error });
  }
}
