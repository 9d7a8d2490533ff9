import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startOcimem } from '../support/servers/ocimem.ts';
import { run } from '../support/servers/peers.ts';
import { type Place, places } from '../support/servers/places.ts';

const all = ['v1.9.0', 'latest', '1.10.0', '2.0.0-rc.1', '1.2.0_build.5', 'main'];

describeWithPeers(['docker-registry', 'ocimem', 'ggcrmem', 'oras', 'helm'], 'tags', () => {
  describe.each(places)('in %s', (_, start) => {
    let place: Place;
    let workspace: string;
    beforeAll(async () => {
      place = await start();
      workspace = await makeWorkspace();
      await place.oras(['push'], `:${all.join(',')}`, 'a.txt');
    });
    afterAll(() => place?.stop());

    it('are those that oras lists', async () => {
      const theirs = (await place.oras(['repo', 'tags'], '')).trim().split('\n').sort();
      const ours = await runStep({ mode: 'tags', reference: place.reference() }, { workspace });
      expect(ours).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'false', version: '1.10.0' } });
      expect(ours.outputs['tags']).toBe('2.0.0-rc.1\n1.10.0\nv1.9.0\n1.2.0_build.5\nlatest\nmain');
      expect(theirs).toEqual([...all].sort());
    });
  });

  it('go over all pages', async () => {
    await using server = await startOcimem({ maxPage: 3 });
    const workspace = await makeWorkspace({ 'a.txt': 'a' });
    const reference = `${server.host}/team/app`;
    const names = Array.from({ length: 10 }, (_, number) => `1.${number}.0`);
    await runStep({ mode: 'push', reference, tags: names.join('\n'), files: 'a.txt' }, { workspace });
    const { outputs } = await runStep({ mode: 'tags', reference }, { workspace });
    expect(outputs).toMatchObject({ tags: names.toReversed().join('\n'), version: '1.9.0' });
  });

  it('of a repository that lost its last one are none, and of no repository an error', async () => {
    await using server = await startDockerRegistry();
    const workspace = await makeWorkspace({ 'a.txt': 'a' });
    const reference = `${server.host}/team/app`;
    const missing = await runStep({ mode: 'tags', reference }, { workspace });
    expect(missing).toMatchObject({ code: 1, outputs: { repository: reference, tags: '' } });
    expect(missing.stdout).toContain('::error title=oci-artifact%3A Not found::');
    const { outputs } = await runStep({ mode: 'push', reference: `${reference}:v1`, files: 'a.txt' }, { workspace });
    await run('oras', ['manifest', 'delete', '--plain-http', '--force', outputs['reference'] ?? '']);
    const empty = await runStep({ mode: 'tags', reference }, { workspace });
    expect(empty).toMatchObject({ code: 0, outputs: { tags: '' } });
    expect(empty.stdout).toContain(`::notice::${reference} has no tags`);
    expect(empty.stdout).toContain(`Listed 0 tags of ${reference}`);
  });
});
