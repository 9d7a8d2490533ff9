import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startDockerRegistry } from '../support/servers/docker-registry.ts';
import { startNginx } from '../support/servers/nginx.ts';

const mebibyte = 1024 * 1024;

describeWithPeers(['docker-registry', 'nginx'], 'a file of 20 MiB behind nginx', () => {
  it.each([
    ['10m', 10 * mebibyte, '4 MiB', 1, 5],
    ['its default of 1m', mebibyte, '1 MiB', 2, 20],
  ])(
    'with client_max_body_size %s goes through, and the setting is named',
    async (_, bodyLimit, size, notices, chunks) => {
      await using registry = await startDockerRegistry();
      await using nginx = await startNginx({ upstream: registry.url, bodyLimit });
      const workspace = await makeWorkspace({ 'large.bin': randomBytes(20 * mebibyte) });
      const push = await runStep(
        { mode: 'push', reference: `${nginx.host}/app:v1`, files: 'large.bin' },
        { workspace },
      );
      expect(push).toMatchObject({ code: 0, stderr: '' });
      const said = push.stdout.split('\n').filter((line) => line.startsWith('::notice::'));
      expect(said).toHaveLength(notices);
      expect(said.at(-1)).toBe(
        `::notice::${nginx.host} refused a body of ${notices === 1 ? 20 : 4} MiB (413): ` +
          `sending it in chunks of ${size}. For nginx, raise client_max_body_size`,
      );
      const requests = (await nginx.requests()).map((line) => line.replace(/ .* /, ' '));
      expect(requests.filter((line) => line === 'PATCH 202')).toHaveLength(chunks);
      const pull = await runStep({ mode: 'pull', reference: `${nginx.host}/app:v1`, path: 'out' }, { workspace });
      expect(pull.code).toBe(0);
      const tree = await readTree(workspace);
      expect(tree['out/large.bin'] === tree['large.bin']).toBe(true);
    },
  );
});
