import { expect, it } from '@jest/globals';
import { parseAnnotationLines } from '../../src/artifact/annotations.ts';
import { noticed } from '../support/action/collecting-log.ts';
import { makeWorld } from '../support/action/make-world.ts';
import { told } from '../support/action/told.ts';

const image = 'application/vnd.oci.image.manifest.v1+json';
const unknown = 'application/vnd.unknown.artifact.v1';

it('A push without files makes a mark, and so does an attach: a pull of it writes nothing', async () => {
  const world = await makeWorld({ 'c.json': '{"a":1}' });
  const given = { annotations: parseAnnotationLines(['org.example.approved=true']) };
  const { result, said } = await world.act('push', 'r.test/app:v1', given);
  expect({ result, said: noticed(said) }).toEqual({
    result: told({ changed: true, files: [], size: 2, mediaType: image, artifactType: unknown, sent: 2 }),
    said: { notice: 1 },
  });
  const pulled = await world.act('pull', 'r.test/app:v1', { path: 'got' });
  expect({ ...pulled, said: noticed(pulled.said) }).toMatchObject({
    failure: undefined,
    result: told({ files: [], changed: false, size: 0, path: 'got' }),
    said: { notice: 1 },
  });
  for (const inputs of [{ files: ['x'] }, { addToPath: true }, { kind: 'flux' as const }])
    expect((await world.act('pull', 'r.test/app:v1', inputs)).failure?.code).toMatch(/^(?:NOT_FOUND|ARTIFACT)$/);
  const config = await world.act('push', 'r.test/app:v2', { config: 'c.json:application/x+json' });
  expect(config.result).toEqual(told({ files: [], size: 7, artifactType: 'application/x+json' }));
  expect((await world.act('pull', 'r.test/app:v2')).failure).toBeUndefined();
  const attached = await world.act('attach', 'r.test/app:v2', { ...given, artifactType: 'a/b' });
  expect(attached.result).toEqual(told({ changed: true, files: [], size: 2, artifactType: 'a/b' }));
});
