/** The classes of RE2 that JavaScript has no name for. */
const posixClasses: Record<string, string> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t-\\r ',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

/** What RE2 does not know: a file with it would mean something else to skopeo. */
const foreign = /\(\?<?[=!]|\\[1-9ck]/;

/**
 * Compiles a regular expression as Go reads it (https://github.com/google/re2/wiki/Syntax), as far as JavaScript can say the
 * same. Throws a SyntaxError for what neither knows or only one of them.
 */
export function goRegExp(text: string): RegExp {
  const [lead = '', letters = ''] = /^\(\?([ims]+)\)/.exec(text) ?? [];
  const source = text.slice(lead.length);
  if (foreign.test(source.replaceAll('\\\\', '')))
    throw new SyntaxError('it looks around or back, which skopeo cannot do');
  return new RegExp(translated(source), [...new Set(letters), 'u'].join(''));
}

/** Writes each piece as JavaScript has it: escapes that need none, names of groups and classes, brackets that mean themselves. */
function translated(source: string): string {
  const inClass = /\[:[^:\]]*:\]|\\?./suy;
  const outside = /\\?./suy;
  const opening = /\[\^?\]?|\(\?P</uy;
  let isInClass = false;
  let out = '';
  for (let at = 0; at < source.length; ) {
    const next = (pattern: RegExp) => {
      pattern.lastIndex = at;
      return pattern.exec(source)?.[0];
    };
    const piece = (isInClass ? next(inClass) : (next(opening) ?? next(outside))) ?? source.slice(at);
    at += piece.length;
    if (piece.startsWith('\\')) out += escaped(piece, isInClass);
    else if (piece === '(?P<') out += '(?<';
    else if (isInClass && piece.startsWith('[:')) out += membersOf(piece);
    else if (isInClass && piece === '[') out += '\\[';
    else if (isInClass && piece === ']') {
      isInClass = false;
      out += ']';
    } else if (piece === ']') out += '\\]';
    else if (!isInClass && piece.startsWith('[')) {
      isInClass = true;
      // In Go, a bracket that closes at once means itself.
      out += piece.replace(']', '\\]');
    } else out += piece;
  }
  return out;
}

function escaped(piece: string, isInClass: boolean): string {
  const character = piece.slice(1);
  if (character === 'A' && !isInClass) return '(?<![^])';
  if (character === 'z' && !isInClass) return '(?![^])';
  // Go lets any punctuation be escaped, JavaScript only what has a meaning.
  const isNeedless = /^[!"#%&',:;<=>@_`~ ]$/.test(character) || (character === '-' && !isInClass);
  return isNeedless ? character : piece;
}

function membersOf(name: string): string {
  const members = posixClasses[name.slice(2, -2)];
  if (members === undefined) throw new SyntaxError(`${name} is not known here`);
  return members;
}
