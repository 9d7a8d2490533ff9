import { isDeepStrictEqual } from 'node:util';

type Row = Record<string, unknown>;

/** The legs of a matrix: all combinations but those of `exclude`, with what `include` adds to them or beside them. */
export function legsOf({ include = [], exclude = [], ...vectors }: Row): Row[] {
  for (const [name, values] of Object.entries({ include, exclude, ...vectors })) {
    if (!Array.isArray(values)) throw new Error(`The matrix has no list for ${name}`);
  }
  const names = Object.keys(vectors);
  const combinations = names.reduce<Row[]>(
    (rows, name) => rows.flatMap((row) => (vectors[name] as unknown[]).map((value) => ({ ...row, [name]: value }))),
    names.length === 0 ? [] : [{}],
  );
  const fits = (row: Row, wanted: Row, of: string[]) => of.every((name) => isDeepStrictEqual(row[name], wanted[name]));
  const kept = combinations.filter((row) => !(exclude as Row[]).some((one) => fits(row, one, Object.keys(one))));
  const legs = kept.map((row) => ({ own: row, row: { ...row } }));
  const more: Row[] = [];
  for (const one of include as Row[]) {
    const shared = Object.keys(one).filter((name) => names.includes(name));
    const matching = legs.filter(({ own }) => fits(own, one, shared));
    for (const leg of matching) Object.assign(leg.row, one);
    if (matching.length === 0) more.push({ ...one });
  }
  return [...legs.map(({ row }) => row), ...more];
}
