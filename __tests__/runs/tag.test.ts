import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type Place, places } from '../support/servers/places.ts';

describeWithPeers(['docker-registry', 'ocimem', 'ggcrmem', 'oras'], 'tag', () => {
  describe.each(places)('in %s', (_, start) => {
    let place: Place;
    let workspace: string;
    let first: string;
    const act = (inputs: Record<string, string>) => runStep(inputs, { workspace });
    const push = async (tag: string, annotations: string) => {
      const reference = place.reference(`:${tag}`);
      return (await act({ mode: 'push', reference, files: 'a.txt', annotations })).outputs['digest'] ?? '';
    };
    const tag = (suffix: string, tags: string, inputs: Record<string, string> = {}) =>
      act({ mode: 'tag', reference: place.reference(suffix), tags, ...inputs });
    const resolve = async (name: string) => (await place.oras(['resolve'], `:${name}`)).trim();

    beforeAll(async () => {
      place = await start();
      workspace = await makeWorkspace({ 'a.txt': 'a' });
      first = await push('v1', 'number=1');
    });
    afterAll(() => place?.stop());

    it('gives a manifest more names, as oras sees them, and is idle the second time', async () => {
      const dry = await tag(':v1', 'stable\nlatest', { 'dry-run': 'true' });
      expect(dry).toMatchObject({ code: 0, outputs: told({ changed: true, digest: first }) });
      await expect(resolve('stable')).rejects.toThrow('not found');
      const run = await tag(':v1', `stable\n${place.reference(':latest')}`);
      expect(run).toMatchObject({
        code: 0,
        stderr: '',
        outputs: told({ changed: true, digest: first, tags: ['stable', 'latest'], size: 3 }),
      });
      const last = `${place.reference(':stable')}, latest in 0.1 s (3 B)\n  ${place.reference(`@${first}`)}\n`;
      expect(run.stdout).toContain(`\nTagged ${last}`);
      expect([await resolve('stable'), await resolve('latest'), await resolve('v1')]).toEqual([first, first, first]);
      const again = await tag(`@${first}`, 'stable\nlatest\nv1');
      expect(again).toMatchObject({ code: 0, outputs: told({ changed: false, digest: first }) });
      expect(again.stdout).toContain(
        `\nUnchanged: ${place.reference(':stable')}, latest, v1 (3 B), checked in 0.1 s\n`,
      );
    });
  });
});
