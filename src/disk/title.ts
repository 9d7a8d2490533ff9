/**
 * Names that Windows keeps for devices, with any extension, and with spaces before it (learn.microsoft.com, "Naming
 * Files, Paths, and Namespaces"; RtlIsDosDeviceName_U). `CLOCK$` was one in DOS and Windows 9x.
 */
const reservedOnWindows = /^(?:con|conin\$|conout\$|clock\$|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:[.:]|$)/i;
/** Characters that are not seen, such as a zero-width space: HFS+ overlooks many of them, and so does every reader. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
/** The longest name of a file that all common file systems take. */
const maxSegmentBytes = 255;
/** Deeper trees are made to fill a disk with folders. */
const maxDepth = 64;
/** The longest path that macOS takes (PATH_MAX); Linux takes 4,096 bytes. */
const maxTitleBytes = 1024;

/**
 * Says why a title must not become a path below a directory on some system; undefined when it may. A title is data of
 * whoever wrote the artifact: what is refused here would leave the directory, or be another file on another system.
 */
export function problemOfTitle(title: string): string | undefined {
  return problemOfPath(title) ?? problemOnWindows(title);
}

/** Says why no system may have a file of that title, Linux included; undefined when some may. */
export function problemOfPath(title: string): string | undefined {
  if (title === '') return 'is empty';
  if (Buffer.byteLength(title) > maxTitleBytes) return `is longer than ${maxTitleBytes} bytes`;
  if (!title.isWellFormed()) return 'is not valid Unicode';
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(title)) return 'has control characters';
  if (title.startsWith('/')) return 'is an absolute path';
  if (title.split('/').length > maxDepth) return `is more than ${maxDepth} folders deep`;
  for (const segment of title.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') return 'is not a plain relative path';
    if (Buffer.byteLength(segment) > maxSegmentBytes) return `has a part of more than ${maxSegmentBytes} bytes`;
    if (isGitFolder(segment)) return 'has a part .git, which belongs to git';
  }
  return undefined;
}

/** Says why Windows reads a title as another one, or as none; undefined when it does not. */
export function problemOnWindows(title: string): string | undefined {
  if (title.includes('\\')) return 'has a backslash, which separates folders on Windows';
  if (/^[A-Za-z]:/.test(title)) return 'starts with a drive letter';
  for (const segment of title.split('/')) {
    if (/[. ]$/.test(segment)) return 'has a part that ends in a dot or a space, which Windows drops';
    if (reservedOnWindows.test(segment)) return 'has a part with a name that Windows reserves for devices';
  }
  return undefined;
}

/** Tells whether a title has a character that Windows does not allow in names. */
export function isBeyondWindows(title: string): boolean {
  return /[<>:"|?*]/.test(title);
}

/** Says why this system, unlike others, cannot have a file of that title. */
export function problemOnThisSystem(title: string, isWindows = process.platform === 'win32'): string | undefined {
  if (!isWindows) return undefined;
  return isBeyondWindows(title) ? 'has a character that Windows does not allow in names' : problemOnWindows(title);
}

/**
 * Tells whether some file system takes this for the folder `.git`, whose settings and hooks make git run programs: NTFS
 * knows it by a short name too, and HFS+ overlooks characters that are not seen (CVE-2014-9390).
 */
export function isGitFolder(segment: string): boolean {
  return /^(?:\.git|git~1)$/i.test(withoutUnseen(segment));
}

/** Drops the characters that HFS+ overlooks in names. */
export function withoutUnseen(name: string): string {
  return name.replace(unseen, '');
}

interface Place {
  title: string;
  isFile: boolean;
  below: Map<string, Place>;
}

/**
 * Finds two titles that name one file where case, Unicode form or unseen characters do not count, or a file that is
 * also a folder.
 */
export function findClash(titles: readonly string[]): [string, string] | undefined {
  // The directory itself holds all the others.
  const whole = titles.indexOf('.');
  if (whole >= 0 && titles.length > 1) return ['.', titles[whole === 0 ? 1 : 0] ?? ''];
  const top = new Map<string, Place>();
  for (const title of titles) {
    let places = top;
    const parts = foldedPath(title).split('/');
    for (const [index, part] of parts.entries()) {
      const isFile = index === parts.length - 1;
      const there = places.get(part);
      if (there && (isFile || there.isFile)) return [there.title, title];
      const place = there ?? { title, isFile, below: new Map() };
      places.set(part, place);
      places = place.below;
    }
  }
  return undefined;
}

/**
 * Folds case as file systems do. Both ways, because `ß` is `SS` on APFS, and `ς` and `σ` are one letter; but the
 * dotless `ı`, whose capital is `I`, is a letter of its own on all of them. What is not seen is left out: two names
 * that look the same are one to a reader, and some of them to HFS+.
 */
export function foldedPath(title: string): string {
  const folded = withoutUnseen(title)
    .normalize('NFC')
    .replace(/[^ı]+/g, (text) => text.toLowerCase().toUpperCase());
  return folded.normalize('NFC');
}
