import { describe, expect, it } from '@jest/globals';
import { stageChart, stageHubMetadata } from '../../../src/artifact/chart/chart-manifest.ts';
import { createRows } from '../../../src/modes/chart/chart-rows.ts';
import { type PlannedParcel, tell, titleOf } from '../../../src/modes/chart/parcel.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { parseReference } from '../../../src/oci/reference.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { makeMode } from '../../support/action/make-mode.ts';

const bytes = Buffer.from('the archive');
const staged = stageChart({
  config: Buffer.from('{}'),
  archive: { digest: digestOf(bytes), size: bytes.byteLength, open: openBytes(bytes) },
  provenance: Buffer.from('signed'),
  annotations: {},
});
const digest = staged.root.digest;
const kept = digestOf(Buffer.from('kept'));

const about = (given: Partial<PlannedParcel>, end?: string, version?: string) => {
  const row = createRows(false, makeMode('/').mode).add('web 1.0.0', true);
  if (version !== undefined) row.item.version = version;
  const parcel: PlannedParcel = {
    ...{ row, name: 'web 1.0.0', fileName: 'web-1.0.0.tgz', target: parseReference('r.test/web'), staged, size: 19 },
    ...{
      store: new MemoryStore(),
      status: 'pushed',
      kept: undefined,
      tags: ['1.0.0', 'latest'],
      pending: [],
      previous: {},
      tagged: {},
    },
    ...given,
  };
  expect(tell(parcel, end)).toBe(parcel);
  return row;
};

describe('The row of a chart', () => {
  const named = { digest, reference: `r.test/web@${digest}`, tags: ['1.0.0', 'latest'] };

  it('says what is known before the end, and that nothing has changed', () => {
    const row = about({ pending: ['latest'], isSigned: true });
    // What is not there yet is not to be deployed.
    expect(row.item).toEqual({ name: 'web 1.0.0', status: 'not pushed', changed: false, size: 19, tags: named.tags });
    expect(Object.keys(row.about)).not.toContain('digest');
  });

  it.each<[what: string, given: Partial<PlannedParcel>, expected: object]>([
    ['was pushed', { pending: ['1.0.0'] }, { changed: true, size: 19 }],
    ['was signed alone', { isSigned: true }, { changed: true, size: 19 }],
    ['was there', {}, { changed: false, size: 19 }],
    [
      'took the place of another',
      { pending: ['latest'], previous: { latest: kept } },
      { changed: true, size: 19, previous: { latest: kept } },
    ],
  ])('of what %s', (_, given, expected) => {
    expect(about(given, 'done').item).toEqual({ name: 'web 1.0.0', status: 'done', ...named, ...expected });
  });

  it('of another chart that stays says its digest and no size', () => {
    const tagged = { '1.0.0': 'kept' };
    const row = about(
      { status: 'skipped', kept: { descriptor: { ...staged.root, digest: kept } } as never, tagged },
      'skipped',
    );
    const other = { digest: kept, reference: `r.test/web@${kept}`, tags: ['1.0.0', 'latest'] };
    expect(row.item).toEqual({ name: 'web 1.0.0', status: 'skipped', changed: false, ...other });
    expect(row.about).toMatchObject({ ...other, size: 0, files: [], tagged });
  });

  it.each(['1.0.0', undefined])('gives the outputs of one chart, of the version %s', (version) => {
    const title: Record<string, string> = {
      'application/vnd.cncf.helm.chart.content.v1.tar+gzip': 'web-1.0.0.tgz',
      'application/vnd.cncf.helm.chart.provenance.v1.prov': 'web-1.0.0.tgz.prov',
    };
    const tagged = { '1.0.0': 'kept', latest: 'moved' };
    const moved = { pending: ['latest'], previous: { latest: kept }, tagged };
    expect(about(moved, 'pushed', version).about).toStrictEqual({
      ...{ ...named, tagged },
      ...{ repository: 'r.test/web', previous: { latest: kept }, mediaType: staged.root.mediaType },
      ...(version === undefined ? {} : { version }),
      ...{ artifactType: 'application/vnd.cncf.helm.config.v1+json', size: 19 },
      files: staged.layers.map(({ mediaType, digest: own, size }) => ({
        title: title[mediaType],
        digest: own,
        size,
        mediaType,
      })),
    });
  });
});

it('A layer is called like the archive, a provenance file with its ending', () => {
  const [layer] = stageHubMetadata(Buffer.from('a: b')).layers;
  expect(titleOf(layer?.mediaType ?? '', 'artifacthub-repo.yml')).toBe('artifacthub-repo.yml');
  expect(titleOf('x.prov', 'web.tgz')).toBe('web.tgz.prov');
  expect(titleOf('x.prov.x', 'web.tgz')).toBe('web.tgz');
});
