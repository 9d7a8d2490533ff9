import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { performMode } from '../../src/action/perform-mode.ts';
import { OciError } from '../../src/errors.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { contentOf } from '../../src/store/content.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { type Given, makeInputs } from '../support/action/make-mode.ts';
import { tellAll } from '../support/action/tell-all.ts';
import { makeFolder } from '../support/action/workspace.ts';
import { onManifest } from '../support/content/on-manifest.ts';
import { putArtifact, putIndex } from '../support/content/shelf.ts';
import { makeKeys } from '../support/trust/keys.ts';

const image = 'application/vnd.oci.image.manifest.v1+json';
/** The config is `{}`. */
const size = 2 + 3 + 2;

/** A place with an artifact under the tag v1, and two files to be attached to it. */
async function fill() {
  const workspace = makeFolder();
  writeFileSync(join(workspace, 'a.txt'), 'aaa');
  writeFileSync(join(workspace, 'b.txt'), 'bb');
  const store = new MemoryStore();
  const subject = await putArtifact(store, { app: 'app' }, ['v1']);
  const attached = (given: Given<'attach'> = {}, reference = 'r.test/app:v1') =>
    tellAll(
      { 'r.test/app': store },
      ({ mode, around }) =>
        performMode(
          'attach',
          makeInputs('attach', reference, { files: ['*.txt'], artifactType: 'x/report', ...given }),
          mode,
          around,
        ),
      { workspace },
    );
  return { store, subject, attached, workspace };
}

describe('Mode attach', () => {
  it('says what the subject is, and what it sends', async () => {
    const { attached, store, subject } = await fill();
    const { said, result, opened, failed } = await attached();
    const { digest, files } = result as { digest: Digest; files: { digest: string }[] };
    expect({ opened, failed }).toEqual({ opened: ['r.test/app to write'], failed: undefined });
    expect(said.slice(0, 4)).toEqual([
      'group: Attach 2 files to r.test/app',
      `info: The subject is r.test/app@${subject.digest}`,
      `info: a.txt  3 B  ${files[0]?.digest}`,
      `info: b.txt  2 B  ${files[1]?.digest}`,
    ]);
    expect(said.slice(4)).toContain('info: Sent: b.txt  2 B');
    expect(result).toMatchObject({
      ...{ repository: 'r.test/app', tags: [], digest, reference: `r.test/app@${digest}` },
      ...{ mediaType: image, artifactType: 'x/report', size, changed: true },
      details: { subject, manifestSize: (await store.resolve(digest)).size },
      related: [{ digest: subject.digest, type: image, relation: 'subject', of: digest }],
    });
    expect(files).toHaveLength(2);
    const found = await Array.fromAsync(store.referrers(subject));
    expect(found.map((each) => each.digest)).toEqual([digest]);
  });

  it('changes nothing where the list of the subject has it', async () => {
    const { attached } = await fill();
    await attached();
    const { said, result } = await attached();
    expect(said.some((line) => line.startsWith('group: Push'))).toBe(false);
    expect(result).toMatchObject({ changed: false, transferred: 0, reused: size });
  });

  it('sends what the list of the subject has and the target has not', async () => {
    const { attached, store, subject } = await fill();
    const { digest } = (await attached({ dryRun: true })).result as { digest: Digest };
    store.referrers = async function* () {
      yield { digest, mediaType: image, size: 7 };
    };
    expect((await attached({ dryRun: true })).result).toMatchObject({ digest, changed: true });
    expect((await attached()).result).toMatchObject({ digest, changed: true });
    expect(await store.has({ ...subject, digest })).toBe(true);
  });

  it('changes nothing where a registry lists it with a size and a type of its own', async () => {
    const { attached, store, subject } = await fill();
    await attached();
    const [own] = await Array.fromAsync(store.referrers(subject));
    store.referrers = async function* () {
      if (own) yield { ...own, size: 7, artifactType: image };
    };
    expect((await attached()).result).toMatchObject({ digest: own?.digest, changed: false });
  });

  it('takes the form that is there, and not one that is only on the list of the subject', async () => {
    const { attached, store, subject } = await fill();
    const older = (await attached({ imageSpec: '1.0' })).result as { digest: Digest };
    expect((await attached()).result).toMatchObject({ digest: older.digest, changed: false });
    const listed = await Array.fromAsync(store.referrers(subject));
    await store.delete(older.digest);
    store.referrers = async function* () {
      yield* listed;
    };
    const { digest } = (await attached()).result as { digest: Digest };
    expect(digest).not.toBe(older.digest);
  });

  it('says in a dry run that it would change something, and does nothing', async () => {
    const { attached, store, subject } = await fill();
    expect((await attached({ dryRun: true })).result).toMatchObject({ changed: true, transferred: 0, reused: 0 });
    expect(await Array.fromAsync(store.referrers(subject))).toEqual([]);
  });

  it('puts on the list what is there and not on it', async () => {
    const { attached, store } = await fill();
    const { digest } = (await attached()).result as { digest: Digest };
    const written: Digest[] = [];
    const own = store.push.bind(store);
    store.push = async (descriptor, open, options) => {
      written.push(descriptor.digest);
      return own(descriptor, open, options);
    };
    store.referrers = async function* () {};
    const { result } = await attached();
    expect(written).toEqual([digest]);
    expect(result).toMatchObject({ changed: true, transferred: 0, reused: size });
  });

  it('opens nothing where there are no files', async () => {
    const { attached } = await fill();
    expect(await attached({ files: ['none'], ifNoFilesFound: 'ignore' })).toEqual({
      ...{ opened: [], said: [] },
      result: { repository: 'r.test/app', tags: [], changed: false, files: [], transferred: 0, reused: 0 },
    });
  });

  it('reads the list of the subject no further than to what it is about to attach', async () => {
    const { attached, store, subject } = await fill();
    await attached();
    const [own] = await Array.fromAsync(store.referrers(subject));
    let read = 0;
    store.referrers = async function* () {
      for (const found of [subject, own, subject, subject]) {
        read += 1;
        if (found) yield found;
      }
    };
    expect((await attached()).result).toMatchObject({ changed: false });
    expect(read).toBe(2);
  });

  it('attaches to the platform that is chosen, and not to the index', async () => {
    const { attached, store, subject } = await fill();
    const platform = { os: 'linux', architecture: 'arm64' };
    const index = await putIndex(store, [{ ...subject, platform } as never], ['all']);
    const { result } = await attached({ platforms: [platform] }, 'r.test/app:all');
    expect(result).toMatchObject({ details: { subject: { digest: subject.digest } } });
    expect(await Array.fromAsync(store.referrers(subject))).toHaveLength(1);
    expect(await Array.fromAsync(store.referrers(index))).toEqual([]);
    // Either digest is a good pin.
    for (const expectDigest of [index.digest, subject.digest]) {
      expect((await attached({ platforms: [platform], expectDigest }, 'r.test/app:all')).failed).toBeUndefined();
    }
  });

  it('that is signed later has changed something, and is told where signing fails', async () => {
    const { attached, store, workspace } = await fill();
    writeFileSync(join(workspace, 'key.pem'), makeKeys().privatePem);
    const { digest } = (await attached()).result;
    const signing = { sign: 'key', signKey: 'key.pem' } as const;
    expect((await attached(signing)).result).toMatchObject({ digest, changed: true, transferred: 0 });
    expect((await attached(signing)).result).toMatchObject({ digest, changed: false });
    store.push = async (descriptor, open, options) => {
      const { annotations } = JSON.parse(
        String(Buffer.concat(await Array.fromAsync(await open()))).replace(/^[^{]*$/, '{}'),
      );
      if (annotations?.['dev.sigstore.bundle.content']) throw new OciError('DENIED', 'no signatures here');
      return MemoryStore.prototype.push.call(store, descriptor, open, options);
    };
    const failing = await attached({ ...signing, annotations: onManifest({ a: 'b' }), signatureFormat: 'bundle' });
    expect(failing.failed).toBe('DENIED: no signatures here');
    expect(failing.result).toMatchObject({ changed: true, digest: expect.stringMatching(/^sha256:/) });
  });

  it.each(['text/html; charset=x', 'application/vnd.oci.image.index.v1+json'])(
    'refuses a subject that is called %s, and writes nothing',
    async (mediaType) => {
      const { attached, store, subject } = await fill();
      const content = await store.manifest('v1');
      store.manifest = async () => contentOf({ ...content.descriptor, mediaType }, content.bytes);
      expect((await attached()).failed).toMatch(/^ARTIFACT: /);
      expect(await Array.fromAsync(store.referrers(subject))).toEqual([]);
    },
  );

  it('says that there is no subject', async () => {
    const { attached } = await fill();
    expect((await attached({}, 'r.test/app:v2')).failed).toBe(
      'NOT_FOUND: There is no manifest v2 in memory; the only tag is v1',
    );
    const expectDigest = `sha256:${'0'.repeat(64)}` as const;
    expect((await attached({ expectDigest })).failed).toMatch(/^INTEGRITY: r\.test\/app:v1 is .* asks for sha256:0/);
  });
});
