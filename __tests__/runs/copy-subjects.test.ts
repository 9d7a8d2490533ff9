import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact, putIndex, subjectTag } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';
import { refuse } from '../support/servers/fake-registry-content.ts';

/** How registries answer to a manifest whose subject they do not have. */
const strict = [
  ['serverless-registry', refuse(400, 'MANIFEST_INVALID', 'the subject is not there')],
  ['Docker Hub, once', refuse(404, 'MANIFEST_UNKNOWN', 'manifest unknown')],
  ['zot', { status: 500, body: '' }],
] as const;

const put = (store: ReturnType<typeof openPlace>, name: string, subject?: Descriptor, tags: string[] = []) =>
  putArtifact(store, { a: name }, tags, subject ? { subject } : {});

/** An index in which parts refer to each other, and all that can be attached to it. */
async function fillSource(host: string) {
  const store = openPlace(`${host}/app`);
  const amd64 = await put(store, 'amd64');
  const arm64 = await put(store, 'arm64');
  const inner = await put(store, 'a part of the inner index');
  const attested = await put(store, 'the attestation of a part', inner);
  const nested = await putIndex(store, [attested, inner], []);
  // What refers comes first, as nobody promises an order.
  const index = await putIndex(store, [await put(store, 'of amd64', amd64), amd64, nested, arm64], ['v1']);
  const sbom = await put(store, 'an SBOM', index);
  const scan = await put(store, 'a scan of one platform', arm64);
  const signature = await put(store, 'a signature of the SBOM', sbom);
  const last = await put(store, 'a signature of the signature', signature);
  // Both by its tag and by its subject.
  const tagged = await put(store, 'by tag', sbom, [`${subjectTag(index)}.att`]);
  return {
    index,
    arm64,
    sbom,
    all: [index, amd64, arm64, inner, attested, nested, sbom, scan, signature, last, tagged],
  };
}

describe.each(strict)('a registry that refuses unknown subjects as %s does', (_, unknownSubject) => {
  let source: FakeRegistry;
  let target: FakeRegistry;
  let workspace: string;
  beforeEach(async () => {
    [source, target] = await Promise.all([startFakeRegistry(), startFakeRegistry()]);
    source.content.features.referrers = 'api';
    Object.assign(target.content.features, { referrers: 'api', unknownSubject });
    workspace = await makeWorkspace();
  });
  afterEach(async () => {
    await Promise.all([source?.stop(), target?.stop()]);
  });

  const act = (inputs: Record<string, string>) =>
    runStep({ 'plain-http': 'true', retries: '0', concurrency: '1', ...inputs }, { workspace });

  /** Whether all are in a repository, and each was asked for once at most and put once. */
  const expectOnce = async (name: string, all: readonly Descriptor[]) => {
    for (const { digest } of all) {
      expect(target.content.repository(name).manifests.has(digest)).toBe(true);
      const own = target.requests.filter((line) => line.includes(`/${name}/manifests/${digest}`));
      expect(own.filter((line) => line.startsWith('HEAD')).length).toBeLessThan(2);
      expect(own.filter((line) => line.startsWith('PUT')).length).toBeLessThan(2);
    }
  };

  it('gets them first, in a copy to it and to another place', async () => {
    const { all, arm64, sbom } = await fillSource(source.host);
    // What refers to it must not come before, however long it takes.
    target.onRequest = async ({ method, path }) => {
      if (method === 'PUT' && path.endsWith(sbom.digest)) await new Promise((wake) => setTimeout(wake, 100));
      return undefined;
    };
    const to = [`${target.host}/one:v1`, `${target.host}/two:v1`, 'oci-layout:backup:v1'].join('\n');
    const done = await act({ mode: 'copy', reference: `${source.host}/app:v1`, to });
    expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    expect(done.stdout).not.toMatch(/::(?:notice|warning)::/);
    await expectOnce('one', all);
    await expectOnce('two', all);

    // What is below an index that is there is not asked for, and neither are subjects that came before.
    const later = await put(openPlace(`${source.host}/app`), 'a later scan', arm64);
    target.requests.splice(0);
    await act({ mode: 'copy', reference: `${source.host}/app:v1`, to: `${target.host}/one:v1` });
    expect(target.requests).toContain(`PUT /v2/one/manifests/${later.digest} 201`);
    expect(target.requests.filter((line) => line.includes(`manifests/${arm64.digest}`))).toEqual([]);
    await expectOnce('one', [...all, later]);
  });

  it('gets them first in a sync, whatever the order of the tags', async () => {
    const { all, index } = await fillSource(source.host);
    const store = openPlace(`${source.host}/app`);
    all.push(await put(store, 'a tagged report', index, ['a-report']));
    await writeFile(`${workspace}/mirror.yml`, `${source.host}:\n  images:\n    app: []\n`);
    const done = await act({ mode: 'sync', 'sync-file': 'mirror.yml', to: `${target.host}/mirror` });
    expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
    for (const { digest } of all) {
      expect(target.content.repository('mirror/app').manifests.has(digest)).toBe(true);
    }
  });

  it('gets the subject of what is copied, and the subject of that', async () => {
    const { sbom, index } = await fillSource(source.host);
    const store = openPlace(`${source.host}/app`);
    const chain = [index, sbom, await put(store, 'signed', sbom)];
    const last = await put(store, 'signed once more', chain.at(-1), ['signature']);
    const reference = `${source.host}/app:signature`;
    const done = await act({ mode: 'copy', reference, to: `${target.host}/one` });
    expect(done).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true', digest: last.digest } });
    await expectOnce('one', [...chain, last]);
    // What else is attached to them is not asked for, as in `oras cp`.
    expect(target.content.repository('one').tags).toEqual(new Map([['signature', last.digest]]));
  });
});
