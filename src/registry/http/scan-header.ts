/** Headers that are lists have some hundred characters; a longer one is not worth the time to read it. */
export const maxHeaderLength = 8 * 1024;

// Of RFC 9110, section 5.6. All patterns are sticky: they match where the reading stands.
export const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
export const equals = /[ \t]*=[ \t]*/y;
export const comma = /[ \t]*,[ \t,]*/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;

/** Reads a header from left to right. */
export function scanHeader(text: string) {
  let at = 0;
  /** Takes what a sticky pattern matches next; null when it does not match. */
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  return {
    take,
    /** Takes a quoted string, without its quotes, or what `bare` matches; empty when neither comes next. */
    takeValue(bare: RegExp): string {
      const match = take(quoted);
      return match ? (match[1] ?? '').replace(/\\(.)/g, '$1') : (take(bare)?.[0] ?? '');
    },
    isAtEnd: () => at === text.length,
  };
}
