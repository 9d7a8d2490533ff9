import { describe, expect, it } from '@jest/globals';
import { asImageSpec10 } from '../../../src/artifact/files/image-spec.ts';
import { type PackOptions, packFiles } from '../../../src/artifact/files/pack.ts';
import { describe as describeBytes, emptyJson } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { makeFolder } from '../../support/action/workspace.ts';
import { buffer } from '../../support/content/buffer.ts';

const none = { manifest: {}, config: {}, layers: new Map() };
const subject = describeBytes('application/vnd.oci.image.manifest.v1+json', Buffer.from('x'));

function pack(given: Partial<PackOptions> = {}) {
  const directories: PackOptions['directories'] = {
    temporary: makeFolder(),
    claimed: new Map(),
    symlinks: 'keep',
    includeHidden: false,
    onHidden: () => {},
    time: 0,
  };
  const usual = { files: [], artifactType: undefined, config: undefined, annotations: none, concurrency: 1 };
  return packFiles({ ...usual, directories, ...given });
}

describe('An artifact in the form of image-spec 1.0', () => {
  it.each<[what: string, given: Partial<PackOptions>, config: object, rest: object]>([
    ['of no type has a config of none', {}, { mediaType: 'application/vnd.unknown.config.v1+json' }, {}],
    ['of a type has it as that of its config', { artifactType: 'application/x' }, { mediaType: 'application/x' }, {}],
    [
      'keeps its subject and all annotations',
      { subject, annotations: { manifest: { a: '1' }, config: { b: '2' }, layers: new Map() } },
      { mediaType: 'application/vnd.unknown.config.v1+json', annotations: { b: '2' } },
      { subject, annotations: { a: '1' } },
    ],
  ])('%s', async (_, given, ofConfig, rest) => {
    const packed = await pack(given);
    const made = asImageSpec10(packed);
    if (!made) throw new Error('There is another form');
    const config = { digest: emptyJson.digest, size: 2, ...ofConfig };
    expect(JSON.parse(made.bytes.toString())).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config,
      layers: [],
      ...rest,
    });
    expect(made).toMatchObject({ config, artifactType: undefined });
    expect(made.root).toMatchObject({ digest: digestOf(made.bytes), size: made.bytes.byteLength });
    // Whoever copies it finds all of it.
    expect((await buffer(await made.store.fetch(made.config))).toString()).toBe('{}');
    expect((await made.store.manifest(made.root.digest)).bytes.equals(made.bytes)).toBe(true);
  });

  it.each([
    ['of its own', { bytes: Buffer.from('{"a":1}') }],
    ['of its own type', { bytes: Buffer.from('{}'), mediaType: 'application/x' }],
    ['of its own that is as empty', { bytes: Buffer.from('{}') }],
  ])('is none with a config %s', async (_, config) => {
    expect(asImageSpec10(await pack({ config, artifactType: 'application/y' }))).toBeUndefined();
  });
});
