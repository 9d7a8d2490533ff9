import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/describe-with-peers.ts';
import { type DockerRegistry, startDockerRegistry } from '../support/docker-registry.ts';
import { always, once } from '../support/fault-cases.ts';
import { type Rule, startFaultProxy } from '../support/fault-proxy.ts';
import {
  breakAfter,
  change,
  cutAtOnce,
  cutHalfway,
  loseAnswer,
  places,
  redirect,
  refuse,
  refuseWithPage,
  stallBefore,
  trickle,
} from '../support/faults.ts';
import { runAction } from '../support/run-action.ts';
import { makeWorkspace, readTree } from '../support/workspace.ts';

const mebibyte = 1024 * 1024;
const large = randomBytes(3 * mebibyte);
const empty = change(({ body }) => ({ body: Buffer.alloc(body.length) }));
/** Only the large file, by what its answer weighs. */
const getLarge: Rule['on'] = (request) => places.getBlob(request) && !request.url.includes(emptyConfig);
const emptyConfig = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';

/** A sample of the tables of this folder, through the committed program: what it says and leaves behind. */
describeWithPeers(['docker-registry'], 'the action behind a faulty proxy', () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await startDockerRegistry();
    const workspace = await makeWorkspace({ 'large.bin': large });
    const push = await runAction({ mode: 'push', reference: `${registry.host}/app:v1`, files: '*' }, { workspace });
    expect(push.code).toBe(0);
  });
  afterAll(() => registry?.stop());

  const inputs = { retries: '2', timeout: '1s', 'plain-http': 'true' };

  it.each<[name: string, rules: Rule[], error: string]>([
    ['a reset', [once(places.putLarge, cutAtOnce)], ''],
    ['a broken transfer', [once(places.putLarge, cutHalfway(mebibyte))], ''],
    ['a lost answer', [once(places.putLarge, loseAnswer), once(places.putManifest, loseAnswer)], ''],
    ['a limit of 2 MiB', [always(places.body(2 * mebibyte), refuseWithPage(413))], ''],
    ['a limit of nothing', [always(places.body(1024), refuseWithPage(413))], 'Too large'],
    ['a redirect to another port', [once(places.putLarge, redirect(307))], ''],
    ['no answer', [once(places.putLarge, stallBefore)], ''],
    ['no answer at all', [always(places.start, stallBefore)], 'Registry not reached'],
    ['a wait of an hour', [always(places.putLarge, refuse(429, { 'retry-after': '3600' }))], 'Rate limit reached'],
  ])('pushes in spite of %s, or leaves no tag', async (name, rules, error) => {
    await using proxy = await startFaultProxy({ target: registry.url, rules });
    const workspace = await makeWorkspace({ 'large.bin': randomBytes(3 * mebibyte), 'a.txt': name });
    const repository = `push-${name.toLowerCase().replace(/\W+/g, '-')}`;
    const reference = `${proxy.host}/${repository}:v1`;
    const run = await runAction({ mode: 'push', reference, files: '*', ...inputs }, { workspace });
    expect(proxy.fired).not.toContain(0);
    const { status } = await fetch(`${registry.url}/v2/${repository}/manifests/v1`, {
      headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
    });
    expect([run.code, status]).toEqual(error === '' ? [0, 200] : [1, 404]);
    expect(run.stdout).toContain(error === '' ? '' : `::error title=oci-artifact%3A ${error}::`);
    expect(run.stderr).toBe('');
  });

  it.each<[name: string, rules: Rule[], error: string]>([
    ['a transfer that breaks off', [once(getLarge, breakAfter(mebibyte))], ''],
    ['a transfer that stops', [once(getLarge, breakAfter(mebibyte, 'stall'))], ''],
    ['a trickle', [once(getLarge, trickle('body'))], ''],
    ['nothing but a trickle', [always(getLarge, trickle('body'))], 'Registry not reached'],
    ['other bytes', [once(getLarge, empty)], 'Content does not match its digest'],
    ['a manifest that breaks off', [once(places.getManifest, breakAfter(9))], ''],
    ['a file that is gone', [always(getLarge, refuse(404))], 'Not found'],
  ])('pulls in spite of %s, or leaves the old file', async (_, rules, error) => {
    await using proxy = await startFaultProxy({ target: registry.url, rules });
    const workspace = await makeWorkspace({ 'out/large.bin': 'old' });
    const reference = `${proxy.host}/app:v1`;
    const run = await runAction({ mode: 'pull', reference, path: 'out', overwrite: 'true', ...inputs }, { workspace });
    expect(proxy.fired).not.toContain(0);
    expect(run.code).toBe(error === '' ? 0 : 1);
    const tree = await readTree(workspace);
    expect(Object.keys(tree)).toEqual(['out/large.bin']);
    expect(tree['out/large.bin'] === (error === '' ? large.toString() : 'old')).toBe(true);
    expect(run.stdout).toContain(error === '' ? '' : `::error title=oci-artifact%3A ${error}::`);
    expect(run.stderr).toBe('');
  });
});
