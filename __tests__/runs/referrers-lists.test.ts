import { describe, expect, it } from '@jest/globals';
import { makeWorkspace } from '../support/action/workspace.ts';
import { openPlace, putArtifact } from '../support/content/shelf.ts';
import { runStep } from '../support/processes/run-step.ts';
import { startFakeRegistry } from '../support/servers/fake-registry.ts';

describe.each(['keppel', 'go-containerregistry'] as const)('a list of referrers as %s has it', (lists) => {
  it('hides nothing from discover and keeps no copy from its end', async () => {
    await using source = await startFakeRegistry();
    await using target = await startFakeRegistry();
    Object.assign(source.content.features, { referrers: 'api', lists });
    const store = openPlace(`${source.host}/app`);
    const image = await putArtifact(store, { a: 'image' }, ['v1']);
    const sbom = await putArtifact(store, { a: 'sbom' }, [], { subject: image });
    const signature = await putArtifact(store, { a: 'signature' }, [], { subject: sbom });
    const workspace = await makeWorkspace();
    const act = (inputs: Record<string, string>) =>
      runStep({ reference: `${source.host}/app:v1`, 'plain-http': 'true', ...inputs }, { workspace });

    for (const filter of [{}, { 'artifact-type': 'application/vnd.test' }]) {
      const { outputs } = await act({ mode: 'discover', ...filter });
      const found = { artifactType: 'application/vnd.test' };
      expect(JSON.parse(outputs['referrers'] ?? '')).toMatchObject([
        { ...found, digest: sbom.digest, referrers: [{ ...found, digest: signature.digest }] },
      ]);
    }
    const none = await act({ mode: 'discover', 'artifact-type': 'application/vnd.oci.empty.v1+json' });
    expect(none.outputs['referrers']).toBe('[]');

    for (const to of [`${target.host}/copied`, 'oci-layout:copied']) {
      const copied = await act({ mode: 'copy', to });
      expect(copied).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'true' } });
      const place = openPlace(to.replace('oci-layout:', `oci-layout:${workspace}/`));
      for (const each of [image, sbom, signature]) expect(await place.resolve(each.digest)).toMatchObject(each);
      expect(await act({ mode: 'copy', to })).toMatchObject({ code: 0, stderr: '', outputs: { changed: 'false' } });
    }
  });
});
