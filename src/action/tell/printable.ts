// Control characters, line separators, and what is not seen or turns the direction of text: none may reach a log or a
// page.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

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
