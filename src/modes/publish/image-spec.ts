import { asImageSpec10 } from '../../artifact/files/image-spec.ts';
import type { PackedArtifact } from '../../artifact/files/pack.ts';
import { RegistryError } from '../../errors.ts';
import type { Reference } from '../../oci/reference.ts';
import type { AllInputs } from '../contract/inputs.ts';
import type { Log } from '../contract/mode.ts';

/**
 * Does the work for an artifact in the form that the input `image-spec` asks for. With `auto` that is OCI 1.1, unless
 * the content is already there in the form of OCI 1.0, and where the registry refuses it, once more with 1.0.
 */
export async function withImageSpec(
  packed: PackedArtifact,
  imageSpec: AllInputs['imageSpec'],
  {
    reference,
    tags = [],
    isThere,
  }: {
    reference: Reference;
    tags?: readonly string[];
    /** Reports whether the target has this manifest, in the place where it is to be. */
    isThere: (packed: PackedArtifact) => boolean | Promise<boolean>;
  },
  log: Log,
  work: (packed: PackedArtifact) => Promise<void>,
): Promise<void> {
  const plain = imageSpec === '1.1' ? undefined : asImageSpec10(packed);
  if (plain && (imageSpec === '1.0' || (await isThere(plain)))) return work(plain);
  try {
    await work(packed);
  } catch (error) {
    // What is pinned has the one form.
    if (!plain || reference.digest !== undefined || !isFormRefused(error, [packed.root.digest, ...tags])) throw error;
    log.notice(
      `${reference.host} refuses artifacts in the form of OCI 1.1, so this one is sent in the form of 1.0, with the digest ${plain.root.digest}. Set image-spec to "1.0" to do so at once`,
    );
    await work(plain);
  }
}

/**
 * Tells whether a registry refused a manifest for its form: 415, or 400 with MANIFEST_INVALID or a word on media types,
 * as GitLab does where a type is not on its list (ocx-sh/ocx#480; that of oras's config of 1.0 is), Quay before it knew
 * `artifactType` (quay/quay#2659, oras-project/oras#738, GoogleContainerTools/jib#698) and Artifactory
 * (GoogleContainerTools/jib#534). Signatures are manifests of their own, and nothing is said by their refusal.
 */
function isFormRefused(error: unknown, names: readonly string[]): boolean {
  if (!(error instanceof RegistryError) || error.code !== 'REGISTRY') return false;
  const [, name = ''] = /^PUT \S+\/manifests\/([^/]+)$/.exec(error.request) ?? [];
  if (!names.includes(name)) return false;
  const isInvalid = error.errors.some(({ code }) => code === 'MANIFEST_INVALID');
  return (
    error.status === 415 || (error.status === 400 && (isInvalid || /media ?type|artifactType/i.test(error.message)))
  );
}
