import { isRecord } from '../../../src/oci/descriptor.ts';

/** As much of JSON Schema as GitHub's descriptions of answers need. */
interface Schema {
  type: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  enum?: string[];
  format?: string;
}

const isOfType: Record<string, (value: unknown) => boolean> = {
  array: Array.isArray,
  integer: Number.isInteger,
  object: isRecord,
  string: (value) => typeof value === 'string',
};

/** Lists what is wrong with a value, each with the path to it. */
export function mistakesIn(value: unknown, schema: Schema, at = ''): string[] {
  if (!isOfType[schema.type]?.(value)) return [`${at} is not of type ${schema.type}`];
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((each, index) => mistakesIn(each, items, `${at}/${index}`)) : [];
  }
  if (isRecord(value)) {
    const present = Object.entries(value).filter(([, each]) => each !== undefined);
    const known = present.flatMap(([name, each]) => {
      const property = schema.properties?.[name];
      return property ? mistakesIn(each, property, `${at}/${name}`) : [];
    });
    const absent = (schema.required ?? []).filter((name) => value[name] === undefined);
    return [...known, ...absent.map((name) => `${at}/${name} is missing`)];
  }
  if (schema.enum && !schema.enum.includes(String(value))) return [`${at} is not one of ${schema.enum.join(', ')}`];
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(String(value));
  return schema.format === 'date-time' && !isTime ? [`${at} is not a time`] : [];
}
