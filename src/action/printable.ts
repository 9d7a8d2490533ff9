// C0, C1, DEL, line separators, and the marks that turn the direction of text: none may reach a log or a page as it is.
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Makes a text safe for one line of the log: control characters become `\u{…}`, and nothing in it can be taken for a
 * workflow command (`::name::` at the start of a line, `##[name]` anywhere; CVE-2020-15228).
 */
export function printable(text: string): string {
  return text
    .replace(unprintable, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replace(/^(\s*)::/, '$1: :')
    .replaceAll('##[', '# #[');
}
