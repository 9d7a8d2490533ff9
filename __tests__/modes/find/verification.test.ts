import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeWorld } from '../../support/action/make-world.ts';
import { makeKeys } from '../../support/trust/keys.ts';

const [own, other] = [makeKeys(), makeKeys()];
let world: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  world = await makeWorld({
    'a.txt': 'a',
    'own.pem': own.privatePem,
    'own.pub': own.publicPem,
    'other.pub': other.publicPem,
  });
  const signing = { sign: 'key', signKey: 'own.pem' } as const;
  const { error } = await world.act('push', 'r.test/app:1.9.9', { files: ['a.txt'], ...signing });
  expect(error).toBeUndefined();
});

describe.each(['pull', 'inspect'] as const)('a %s of the newest version', (mode) => {
  it('tells no version and no tag that a registry chose for what is refused', async () => {
    const given = { version: '1.x', verify: '- key: other.pub' };
    const { error, result } = await world.act(mode, 'r.test/app', given);
    expect(error).toMatchObject({ code: 'UNTRUSTED' });
    expect(result).toMatchObject({ repository: 'r.test/app', tags: [], changed: false });
    for (const name of ['version', 'digest', 'reference', 'exists']) expect(result).not.toHaveProperty(name);
  });

  it('tells them of what is accepted', async () => {
    const given = { version: '1.x', verify: '- key: own.pub' };
    const { error, result } = await world.act(mode, 'r.test/app', given);
    expect({ error, result }).toMatchObject({
      error: undefined,
      result: { exists: true, version: '1.9.9', tags: ['1.9.9'] },
    });
  });

  it('tells the tag that the reference has, also of what is refused', async () => {
    const { error, result } = await world.act(mode, 'r.test/app:1.9.9', { verify: '- key: other.pub' });
    expect(error).toMatchObject({ code: 'UNTRUSTED' });
    expect(result).toMatchObject({ tags: ['1.9.9'] });
  });
});

it.each<['pull' | 'inspect' | 'tag' | 'copy', object]>([
  ['pull', {}],
  ['inspect', {}],
  ['tag', { tags: ['stable'] }],
  ['copy', { to: ['t.test/app'] }],
])('a %s with trusted-root and no verify says that this does nothing', async (mode, given) => {
  const warnings = async (more: object) => {
    const { error, said } = await world.act(mode, 'r.test/app:1.9.9', { ...given, ...more });
    expect(error).toBeUndefined();
    return said.filter((line) => line.startsWith('warning: '));
  };
  expect(await warnings({ trustedRoot: 'root.json' })).toEqual([
    'warning: The input trusted-root does nothing without verify',
  ]);
  expect(await warnings({})).toEqual([]);
});
