import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { digestOf } from '../../src/oci/digest.ts';
import { imageIndex, imageManifest } from '../../src/oci/media-types.ts';
import { startAction } from '../support/action/run-action.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { isNightly } from '../support/nightly.ts';
import { type FakeRegistry, startFakeRegistry } from '../support/servers/fake-registry.ts';

// What many artifacts of a sync hold together is bounded: the peak of the process, by VmHWM. Once, these tags took 940 MiB.

const tags = Array.from({ length: 48 }, (_, number) => `v${number}`);
const children = 5;
/** An index of 2.6 MiB, whose manifests are not there, with the number of each where `NUMBER` stands. */
const template = (more: (at: number) => object) => {
  const entries = Array.from({ length: 9_900 }, (_, at) => ({
    mediaType: imageManifest,
    digest: `sha256:NUMBER${at.toString(16).padStart(58, '0')}`,
    size: 500,
    ...more(at),
    annotations: { a: 'x'.repeat(120) },
  }));
  return JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: entries });
};
const numbered = (text: string) => (number: number) =>
  Buffer.from(text.replaceAll('NUMBER', number.toString(16).padStart(6, '0')), 'latin1');
/** Each number gives another index, of other manifests. */
const part = numbered(template(() => ({})));
/** The same, with half of its entries for each of two platforms. */
const wide = numbered(
  template((at) => ({ platform: { os: 'linux', architecture: at % 2 === 0 ? 'amd64' : 'arm64' } })),
);

let registry: FakeRegistry;
let target: FakeRegistry;
beforeAll(async () => {
  [registry, target] = await Promise.all([startFakeRegistry(), startFakeRegistry()]);
  const { manifests, tags: named } = registry.content.repository('app');
  const parts = new Map<string, number>();
  for (const [at, tag] of tags.entries()) {
    const list = Array.from({ length: children }, (_, child) => {
      const number = at * children + child;
      const bytes = part(number);
      const digest = digestOf(bytes);
      parts.set(digest, number);
      return { mediaType: imageIndex, digest, size: bytes.byteLength };
    });
    const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: imageIndex, manifests: list }));
    manifests.set(digestOf(index), { mediaType: imageIndex, bytes: index });
    named.set(tag, digestOf(index));
  }
  registry.onRequest = ({ path }) => {
    const [, digest = ''] = /\/manifests\/(sha256:.*)$/.exec(path) ?? [];
    const number = parts.get(digest);
    if (number === undefined) return undefined;
    return {
      status: 200,
      headers: { 'content-type': imageIndex, 'docker-content-digest': digest },
      body: part(number),
    };
  };
});
afterAll(() => Promise.all([registry?.stop(), target?.stop()]));

// By day with referrers, which a step reads beside all that it reads without them.
it.each(isNightly ? ['false', 'true'] : ['true'])(
  'Many hostile indexes in one sync take less than 300 MiB, with referrers: %s',
  async (referrers) => {
    const workspace = await makeWorkspace({
      'mirror.yml': `${registry.host}:\n  repositories:\n    app:\n      tag-regex: ^v\n`,
    });
    const inputs = { mode: 'sync', 'sync-file': 'mirror.yml', to: target.host, referrers, 'keep-going': 'true' };
    const run = await startAction(inputs, { workspace }).done;
    expect(run.stdout).toContain('48 of 48 failed');
    expect(run.peak).toBeGreaterThan(0);
    expect(run.peak).toBeLessThan(300);
  },
);

// 8 is the default, and takes 217 to 250 MiB. 64, by night, take up to 335, and from 455 on when as many large indexes
// are read at a time as there are transfers.
it.each([['8', 300], ...(isNightly ? [['64', 400] as const] : [])] as const)(
  'Many hostile indexes from which a sync chooses platforms, %s at a time, take less than %i MiB',
  async (concurrency, limit) => {
    const { manifests, tags: named } = registry.content.repository('wide');
    for (const [at, tag] of tags.entries()) {
      const bytes = wide(at);
      manifests.set(digestOf(bytes), { mediaType: imageIndex, bytes });
      named.set(tag, digestOf(bytes));
    }
    const workspace = await makeWorkspace({
      'mirror.yml': `${registry.host}:\n  repositories:\n    wide:\n      tag-regex: ^v\n`,
    });
    const inputs = {
      mode: 'sync',
      'sync-file': 'mirror.yml',
      to: target.host,
      platforms: 'linux/amd64',
      concurrency,
    };
    const run = await startAction({ ...inputs, 'dry-run': 'true' }, { workspace }).done;
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Would copy: 48 of 48');
    expect(run.peak).toBeGreaterThan(0);
    expect(run.peak).toBeLessThan(limit);
  },
);
