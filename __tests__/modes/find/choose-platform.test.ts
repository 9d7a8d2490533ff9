import { expect, it } from '@jest/globals';
import type { ModeName } from '../../../src/modes/contract/inputs.ts';
import type { Given } from '../../support/action/make-mode.ts';
import { makeWorld } from '../../support/action/make-world.ts';
import { putArtifact } from '../../support/content/shelf.ts';

const [amd64, arm64] = ['amd64', 'arm64'].map((architecture) => ({ os: 'linux', architecture }));

it.each<[ModeName, object]>([
  ['pull', {}],
  ['inspect', {}],
  ['attach', { files: ['sbom.json'], artifactType: 'sbom/x' }],
  ['discover', {}],
])('Mode %s refuses a single image for another platform, and takes what is for none', async (mode, more) => {
  const world = await makeWorld({ 'sbom.json': '{}' });
  const place = world.place('r.test/app');
  await putArtifact(place, { a: 'a' }, ['image'], { config: amd64 ?? {} });
  await putArtifact(place, { a: 'a' }, ['unsaid'], { config: {} });
  await putArtifact(place, { a: 'a' }, ['files']);
  const act = (tag: string, platform = arm64) =>
    world.act(mode, `r.test/app:${tag}`, { ...more, platforms: platform ? [platform] : [] } as Given<typeof mode>);
  const refused = await act('image');
  expect(refused.failure).toMatchObject({ code: 'NOT_FOUND' });
  expect(refused.result.changed).not.toBe(true);
  for (const [tag, platform] of [['image', amd64], ['unsaid'], ['files']] as const) {
    expect((await act(tag, platform)).failure).toBeUndefined();
  }
});
