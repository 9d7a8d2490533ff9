/** Names that Windows keeps for devices, with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const reservedOnWindows = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** The longest name of a file that all common file systems take. */
const maxSegmentBytes = 255;

/**
 * Says why a title cannot become a path below a directory on any system; undefined when it can. A title is data of
 * whoever wrote the artifact: what is refused here would leave the directory, or be another file on another system.
 */
export function problemOfTitle(title: string): string | undefined {
  if (title === '') return 'is empty';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(title)) return 'has control characters';
  if (title.includes('\\')) return 'has a backslash, which separates folders on Windows';
  if (title.startsWith('/')) return 'is an absolute path';
  if (/^[A-Za-z]:/.test(title)) return 'starts with a drive letter';
  for (const segment of title.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') return 'is not a plain relative path';
    if (Buffer.byteLength(segment) > maxSegmentBytes) return `has a part of more than ${maxSegmentBytes} bytes`;
    if (/[. ]$/.test(segment)) return 'has a part that ends in a dot or a space, which Windows drops';
    if (reservedOnWindows.test(segment)) return 'has a part with a name that Windows keeps for devices';
  }
  return undefined;
}

/** Finds two titles that name one file where case or Unicode form does not count, or a file that is also a folder. */
export function findClash(titles: readonly string[]): [string, string] | undefined {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const title of titles) {
    const key = title.normalize('NFC').toLowerCase().normalize('NFC');
    const parts = key.split('/');
    const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
    const clash = files.get(key) ?? folders.get(key) ?? above.map((folder) => files.get(folder)).find(Boolean);
    if (clash !== undefined) return [clash, title];
    files.set(key, title);
    for (const folder of above) folders.set(folder, title);
  }
  return undefined;
}
