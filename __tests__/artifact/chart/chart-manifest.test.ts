import { describe, expect, it } from '@jest/globals';
import { chartLayers, stageChart, stageHubMetadata } from '../../../src/artifact/chart/chart-manifest.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import type { Manifest } from '../../../src/oci/manifest.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { buffer } from '../../support/content/buffer.ts';

const content = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const old = 'application/tar+gzip';
const provenance = 'application/vnd.cncf.helm.chart.provenance.v1.prov';
const layer = (mediaType: string, text = mediaType, size = Buffer.byteLength(text)) => ({
  mediaType,
  digest: digestOf(Buffer.from(text)),
  size,
});
const largest = 100 * 1024 ** 2;

describe('The layers of a chart', () => {
  it.each([
    ['the archive alone', [layer(content)], { archive: layer(content) }],
    ['an archive of the old type', [layer('text/plain'), layer(old)], { archive: layer(old) }],
    [
      'both, in any order',
      [layer(provenance), layer(content)],
      { archive: layer(content), provenance: layer(provenance) },
    ],
    [
      'the first of two provenance files',
      [layer(content), layer(provenance, 'a'), layer(provenance, 'b')],
      { archive: layer(content), provenance: layer(provenance, 'a') },
    ],
    ['an archive of 100 MiB', [layer(content, 'x', largest)], { archive: layer(content, 'x', largest) }],
  ])('are %s', (_, layers, expected) => {
    expect(chartLayers({ layers } as unknown as Manifest, 'r.test/web:1')).toStrictEqual(expected);
  });

  it.each([
    ['none', [], 'ARTIFACT'],
    ['a provenance file alone', [layer(provenance)], 'ARTIFACT'],
    ['two archives', [layer(content, 'a'), layer(content, 'b')], 'ARTIFACT'],
    ['an old archive beside the new', [layer(content), layer(old)], 'ARTIFACT'],
    ['an archive of a byte more', [layer(content, 'x', largest + 1)], 'TOO_LARGE'],
  ])('are refused when there are %s', (_, layers, code) => {
    const act = () => chartLayers({ layers } as unknown as Manifest, 'r.test/web:1');
    expect(act).toThrow(expect.objectContaining({ code }));
  });
});

const bytesOf = (text: string) => {
  const bytes = Buffer.from(text);
  return { digest: digestOf(bytes), size: bytes.byteLength, open: openBytes(bytes) };
};

describe('What is staged', () => {
  it.each(['', 'a', 'b', 'c'])(
    'is a chart with its layers in the order of digests, and all its content: %j',
    async (more) => {
      const signature = Buffer.from(`signature ${more}`);
      const config = Buffer.from('{"name":"web"}');
      const annotations = { 'org.opencontainers.image.title': 'web' };
      const archive = bytesOf(`archive ${more}`);
      const staged = stageChart({ config, archive, provenance: signature, annotations });
      const bytes = await buffer(await staged.store.fetch(staged.root));
      const { schemaVersion, mediaType, config: ownConfig, layers, annotations: own } = JSON.parse(bytes.toString());
      expect([schemaVersion, mediaType, own]).toEqual([2, 'application/vnd.oci.image.manifest.v1+json', annotations]);
      expect(ownConfig).toEqual({ ...layer('application/vnd.cncf.helm.config.v1+json', String(config)) });
      const both = [layer(content, `archive ${more}`), layer(provenance, String(signature))];
      expect(layers).toEqual(both.sort((a, b) => (a.digest < b.digest ? -1 : 1)));
      expect(staged.layers).toEqual(layers);
      const texts = await Promise.all(
        [staged.config, ...both].map(async (one) => String(await buffer(await staged.store.fetch(one)))),
      );
      expect(texts.sort()).toEqual([`archive ${more}`, String(config), String(signature)].sort());
    },
  );

  it('is a chart without a provenance file', () => {
    const config = Buffer.from('{}');
    const staged = stageChart({ config, archive: bytesOf('archive'), provenance: undefined, annotations: {} });
    expect(staged.layers).toEqual([layer(content, 'archive')]);
  });

  it('is the metadata of a repository as Artifact Hub reads it', async () => {
    const staged = stageHubMetadata(Buffer.from('repositoryID: x\n'));
    expect(staged.config).toEqual(layer('application/vnd.cncf.artifacthub.config.v1+yaml', '{}'));
    const type = 'application/vnd.cncf.artifacthub.repository-metadata.layer.v1.yaml';
    const annotations = { 'org.opencontainers.image.title': 'artifacthub-repo.yml' };
    expect(staged.layers).toEqual([{ ...layer(type, 'repositoryID: x\n'), annotations }]);
  });
});
