import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { imageIndex } from '../../src/oci/media-types.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact, putIndex } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

const platform = { os: 'linux', architecture: 'amd64' };
const depth = 30;

/** What goes down an index, and must not go down for ever. */
const steps: [title: string, inputs: Record<string, string>][] = [
  ['pull', { mode: 'pull' }],
  ['pull of a platform', { mode: 'pull', platforms: 'linux/amd64' }],
  ['inspect of a platform', { mode: 'inspect', platforms: 'linux/amd64' }],
  ['discover for a platform', { mode: 'discover', platforms: 'linux/amd64' }],
  [
    'attach to a platform',
    { mode: 'attach', platforms: 'linux/amd64', files: 'a.txt', 'artifact-type': 'application/vnd.test' },
  ],
  ['copy', { mode: 'copy', to: 'oci-layout:out' }],
  ['copy without referrers', { mode: 'copy', to: 'oci-layout:out', referrers: 'false' }],
  ['sync', { mode: 'sync', to: 'oci-layout:out', 'sync-file': 'sync.yml' }],
];

describe('an index', () => {
  let registry: FakeRegistry;
  let workspace: string;
  beforeAll(async () => {
    registry = await startFakeRegistry();
    workspace = await makeWorkspace({ 'a.txt': 'a' });
    const store = openPlace(`${registry.host}/app`);
    let inner = await putArtifact(store, { a: 'a' }, []);
    for (let level = 0; level < depth; level += 1) inner = await putIndex(store, [{ ...inner, platform }], ['v1']);
    await writeFile(`${workspace}/sync.yml`, JSON.stringify({ [registry.host]: { images: { app: ['v1'] } } }));
  });
  afterAll(() => registry?.stop());

  const trapped = async (inputs: Record<string, string>) => {
    registry.requests.splice(0);
    const reference = inputs['mode'] === 'sync' ? {} : { reference: `${registry.host}/app:v1` };
    const { code, stdout, stderr } = await runStep({ ...reference, ...inputs }, { workspace });
    const [annotation, ...more] = stdout.split('\n').filter((line) => line.startsWith('::error '));
    expect({ code, stderr, more }).toEqual({ code: 1, stderr: '', more: [] });
    // Fewer than there are indexes, and nothing was written.
    expect(registry.requests.length).toBeLessThan(depth);
    expect(registry.requests.filter((line) => !/^(?:GET|HEAD) /.test(line))).toEqual([]);
    return annotation;
  };

  it.each(steps)('that is nested too deep ends it: %s', async (_, inputs) => {
    const annotation = await trapped(inputs);
    expect(annotation).toMatch(/^::error title=oci-artifact%3A Unusable artifact[^:]*::.*nested more than 8 deep/);
    expect(annotation?.includes(',file=sync.yml,line=1::')).toBe(inputs['mode'] === 'sync');
  });

  it.each(steps)('that says it is in itself ends it: %s', async (_, inputs) => {
    // Whatever digest is asked for: the index lists it.
    registry.onRequest = ({ method, path }) => {
      const [, digest] = /\/manifests\/(sha256:\w+)$/.exec(path) ?? [];
      if (method !== 'GET' || digest === undefined) return undefined;
      const manifests = [{ mediaType: imageIndex, digest, size: 300, platform }];
      const body = JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests });
      const headers = { 'content-type': imageIndex, 'docker-content-digest': digest };
      return { status: 200, headers, body: body.padEnd(300) };
    };
    const annotation = await trapped(inputs);
    expect(annotation).toMatch(/^::error title=oci-artifact%3A Content does not match its digest[^:]*::/);
    registry.onRequest = () => undefined;
  });
});
