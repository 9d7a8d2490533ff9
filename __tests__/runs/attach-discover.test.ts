import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPeers } from '../support/action/describe-with-peers.ts';
import { told } from '../support/action/told.ts';
import { makeWorkspace } from '../support/action/workspace.ts';
import { isNightly } from '../support/nightly.ts';
import { orasReferrers } from '../support/peers/oras-discover.ts';
import { runStep } from '../support/processes/run-step.ts';
import { run } from '../support/servers/peers.ts';
import { type Place, places, registryPlaces } from '../support/servers/places.ts';

interface Node {
  digest: string;
  artifactType: string;
  annotations: Record<string, string>;
  tag?: string;
  referrers: Node[];
}

const created = '2026-01-31T12:00:00Z';
const sbomType = 'application/spdx+json';
const parity = { 'artifact-type': sbomType, created, 'github-annotations': 'none', annotations: 'note=<a> & "b"' };
const orasParity = [
  ...['--artifact-type', sbomType, '--annotation', `org.opencontainers.image.created=${created}`],
  ...['--annotation', 'note=<a> & "b"'],
];

describeWithPeers(['docker-registry', 'ocimem', 'ggcrmem', 'oras', 'cosign'], 'attach and discover', () => {
  describe.each(places)('in %s', (_, start) => {
    let place: Place;
    let workspace: string;
    let subject: string;
    beforeAll(async () => {
      place = await start();
      workspace = await makeWorkspace({ 'a.txt': 'a', 'sbom.json': '{"sbom":true}\n', 'report.txt': 'fine\n' });
      const { outputs } = await act({ mode: 'push', reference: place.reference(':v1'), files: 'a.txt' });
      subject = outputs['digest'] ?? '';
    });
    afterAll(() => place?.stop());

    const act = (inputs: Record<string, string>) => runStep(inputs, { workspace });
    const attach = (suffix: string, inputs: Record<string, string> = {}) =>
      act({
        mode: 'attach',
        reference: place.reference(suffix),
        files: 'sbom.json:application/json',
        ...parity,
        ...inputs,
      });
    const discover = async (suffix: string, inputs: Record<string, string> = {}): Promise<Node[]> => {
      const run = await act({ mode: 'discover', reference: place.reference(suffix), ...inputs });
      expect(run).toMatchObject({ code: 0, stderr: '' });
      return JSON.parse(run.outputs['referrers'] ?? '');
    };
    const orasDiscover = async (suffix: string): Promise<string[]> => {
      const found = orasReferrers(await place.oras(['discover', '--format', 'json'], suffix));
      return found.map(({ digest }) => digest).sort();
    };

    it('makes the manifest that oras makes, byte for byte, and knows that it is there', async () => {
      expect(await discover(':v1')).toEqual([]);
      const dry = await attach(':v1', { 'dry-run': 'true' });
      expect(dry).toMatchObject({ code: 0, outputs: told({ changed: true, sent: 0 }) });
      expect(await discover(':v1')).toEqual([]);
      // By digest: in a layout, oras puts the tag that it was given into the subject.
      const options = ['attach', '--format', 'json', ...orasParity];
      const theirs = JSON.parse(await place.oras(options, `@${subject}`, 'sbom.json:application/json'));
      const ours = await attach(':v1');
      expect(ours).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'false', digest: theirs.digest } });
      expect(dry.outputs['digest']).toBe(theirs.digest);
      expect(await discover(':v1')).toMatchObject([
        { digest: theirs.digest, referrers: [], artifactType: sbomType, annotations: { note: '<a> & "b"' } },
      ]);
    });

    it('is seen by oras, under the digest of the subject too', async () => {
      const ours = await attach(`@${subject}`, { files: 'report.txt', 'artifact-type': 'application/vnd.test.report' });
      expect(ours).toMatchObject({
        code: 0,
        outputs: { changed: 'true', tags: '', 'artifact-type': 'application/vnd.test.report' },
      });
      expect(JSON.parse(ours.outputs['json'] ?? '')).toMatchObject({ subject: { digest: subject } });
      const digests = (await discover(':v1')).map(({ digest }) => digest).sort();
      expect(digests).toHaveLength(2);
      expect(digests).toContain(ours.outputs['digest']);
      expect(await orasDiscover(':v1')).toEqual(digests);
    });

    it('shows what is attached to an attachment, and the type asked for alone on each level', async () => {
      const [sbom] = await discover(':v1', { 'artifact-type': sbomType });
      const signed = await attach(`@${sbom?.digest}`, {
        files: 'report.txt',
        'artifact-type': 'application/vnd.test.signature',
      });
      expect(signed.code).toBe(0);
      expect(await discover(':v1', { 'artifact-type': sbomType })).toMatchObject([
        { digest: sbom?.digest, referrers: [] },
      ]);
      const reference = place.reference(`@${sbom?.digest}`);
      expect(await discover(':v1')).toContainEqual(expect.objectContaining({ digest: sbom?.digest, reference }));
      const run = await act({ mode: 'discover', reference: place.reference(':v1') });
      expect(JSON.parse(run.outputs['referrers'] ?? '')).toContainEqual(
        expect.objectContaining({
          digest: sbom?.digest,
          referrers: [expect.objectContaining({ digest: signed.outputs['digest'] })],
        }),
      );
      expect(run.stdout).toMatch(
        /\n[├└]── application\/spdx\+json {2}sha256:\S+ {2}\d+ B\n[│ ] {3}└── application\/vnd\.test\.signature {2}sha256:/,
      );
      expect(run.stdout).toContain(`Discovered 3 referrers of ${place.reference(`@${subject}`)}`);
      expect(run.summary).toMatch(/^- \*\*With\*\* .*\b1 SBOM\b.*1 × `application\/vnd\.test\.signature`/m);
    });

    it('loses nothing of ten jobs at a time', async () => {
      const { outputs } = await act({ mode: 'push', reference: place.reference(':busy'), files: 'report.txt' });
      expect(outputs['changed']).toBe('true');
      const runs = await Promise.all(
        Array.from({ length: 10 }, (_, number) => attach(':busy', { annotations: `number=${number}` })),
      );
      expect(runs.map(({ code }) => code)).toEqual(new Array(10).fill(0));
      const found = await discover(':busy');
      expect(found.map(({ digest }) => digest).sort()).toEqual(runs.map((run) => run.outputs['digest']).sort());
      expect(await orasDiscover(':busy')).toHaveLength(10);
    });
  });

  // Cosign finds tags and oras the list, whatever the registry: the others are nightly.
  it.each(isNightly ? registryPlaces : registryPlaces.slice(0, 1))(
    'finds what cosign and oras find in %s',
    async (_, start) => {
      const place = await start();
      const cwd = await makeWorkspace({ 'a.txt': 'a', 'sbom.json': '{}\n', 'predicate.json': '{}\n' });
      const act = (inputs: Record<string, string>) => runStep(inputs, { workspace: cwd });
      const [image, sbom] = [
        await act({ mode: 'push', reference: place.reference(':v1'), files: 'a.txt' }),
        await act({ mode: 'attach', reference: place.reference(':v1'), files: 'sbom.json', 'artifact-type': sbomType }),
      ].map(({ outputs }) => outputs['digest'] ?? '');
      const cosign = async (...args: string[]) => {
        const { code, stdout, stderr } = await run('cosign', args, { cwd, env: { COSIGN_PASSWORD: 'test' } });
        expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' });
        return stdout;
      };
      await cosign('generate-key-pair');
      const key = ['--key', 'cosign.key', '--tlog-upload=false', '-y'];
      for (const digest of [image, sbom]) await cosign('sign', ...key, place.reference(`@${digest}`));
      await cosign('attest', ...key, '--predicate', 'predicate.json', place.reference(`@${image}`));

      const found = await act({ mode: 'discover', reference: place.reference(':v1') });
      expect(found).toMatchObject({ code: 0, stderr: '' });
      const tree = JSON.parse(found.outputs['referrers'] ?? '') as Node[];
      const stem = (image ?? '').replace(':', '-');
      expect(tree.map(({ tag, digest }) => tag ?? digest).sort()).toEqual([sbom, `${stem}.att`, `${stem}.sig`].sort());
      const [listed] = tree.filter(({ tag }) => tag === undefined);
      expect(listed?.referrers.map(({ tag }) => tag)).toEqual([`${(sbom ?? '').replace(':', '-')}.sig`]);
      const theirs = await cosign('tree', place.reference(':v1'));
      expect(theirs.match(/sha256-[0-9a-f]{64}\.\w+/g)?.sort()).toEqual([`${stem}.att`, `${stem}.sig`]);
      const known = orasReferrers(await place.oras(['discover', '--format', 'json'], ':v1'));
      expect(known.map(({ digest }) => digest)).toEqual([sbom]);
      for (const { tag, digest } of tree) {
        if (tag) expect(digest).toBe((await place.oras(['resolve'], `:${tag}`)).trim());
      }
      expect(found.stdout).toMatch(/\n├── cosign att {2}sha256:\S+ {2}\d+ B\n└── cosign sig {2}/);
      expect(found.stdout).toContain('Discovered 4 referrers of ');
      expect(found.summary).toContain('["cosign sig<br/>sha256:');
      await place.stop();
    },
  );
});
