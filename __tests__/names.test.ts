import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const src = join(import.meta.dirname, '../src');

/** Names that stand for two things: a mode, and what it is made with. */
const known = ['copy'];

it('No exported name stands for two things', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.d)\.ts$/.test(name));
  const places = new Map<string, string[]>();
  for (const file of files) {
    const exported = readFileSync(join(src, file), 'utf8').matchAll(
      /^export (?:abstract |async )?(?:function\*?|const|class|interface|type) (\w+)/gm,
    );
    for (const [, name = ''] of exported) places.set(name, [...(places.get(name) ?? []), file]);
  }
  expect(places.size).toBeGreaterThan(500);
  const several = [...places].filter(([name, all]) => new Set(all).size > 1 && !known.includes(name));
  expect(Object.fromEntries(several)).toEqual({});
});
