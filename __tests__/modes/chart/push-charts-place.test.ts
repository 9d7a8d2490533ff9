import { expect, it } from '@jest/globals';
import { push } from '../../../src/modes/push.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { makeInputs } from '../../support/action/make-mode.ts';
import { tellAll } from '../../support/action/tell-all.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';

it.each([
  ['r.test', 'web', 'r.test/web'],
  ['r.test/team', 'web', 'r.test/team/web'],
  ['r.test/team', 'Web', 'r.test/team/web'],
  // Docker Hub keeps what has no owner below library/, and an owner is not a second one.
  ['docker.io', 'web', 'docker.io/library/web'],
  ['index.docker.io', 'web', 'index.docker.io/library/web'],
  ['docker.io/team', 'web', 'docker.io/team/web'],
  ['mirror.docker.io', 'web', 'mirror.docker.io/web'],
])('Below %s, the chart %s goes into %s', async (reference, name, place) => {
  const workspace = await makeWorkspace({ 'web/Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n` });
  const inputs = {
    ...makeInputs('push', 'r.test/x', { kind: 'helm', files: ['web'] }),
    reference: parseReference(reference, { isPlace: true }),
  };
  const work = ({ mode, around }: Parameters<Parameters<typeof tellAll>[1]>[0]) => push(inputs, mode, around);
  const { opened, result, failed } = await tellAll({ [place]: new MemoryStore() }, work, { workspace });
  expect({ opened, failed }).toEqual({ opened: [`${place} to write`], failed: undefined });
  expect(result).toMatchObject({ repository: place, tags: ['1.0.0'], changed: true });
});
