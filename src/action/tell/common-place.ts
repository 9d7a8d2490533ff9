/**
 * What all names of targets begin with: of one repository its name and the mark before the tag, else the path above all
 * repositories; `''` where they have nothing in common.
 */
export function commonPlace(names: readonly string[]): string {
  const repositories = names.map((name) => name.replace(/@.*$/s, '').replace(/(?<=\/[^/]*):[^/:\\]*$/, ''));
  const [first = '', ...rest] = repositories;
  if (rest.every((each) => each === first)) {
    const marks = new Set(names.map((name) => name.slice(first.length, first.length + 1)));
    return `${first}${marks.size === 1 ? [...marks].join('') : ''}`;
  }
  const segments = repositories.map((each) => each.split('/'));
  const [own = []] = segments;
  const end = own.findIndex((segment, index) =>
    segments.some((each) => each[index] !== segment || each.length === index + 1),
  );
  return end <= 0 ? '' : `${own.slice(0, end).join('/')}/`;
}
