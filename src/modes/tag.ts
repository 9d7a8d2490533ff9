import type { Digest } from '../oci/digest.ts';
import { artifactTypeOf } from '../oci/manifest.ts';
import { formatRepository } from '../oci/reference.ts';
import type { InputsOf } from './contract/inputs.ts';
import type { Mode } from './contract/mode.ts';
import { tell } from './contract/told.ts';
import { checkExpected } from './find/find-manifest.ts';
import { findVerified } from './find/find-top.ts';
import type { Verify } from './find/verification.ts';
import { nameIn, planTags, readTags, tellName, tellTags, tellUntouched } from './publish/plan-tags.ts';
import { publish } from './publish/publish.ts';
import type { Sign } from './signing/signing.ts';
import { sizeOfManifest } from './tell/total-size.ts';

/** Gives a manifest more tags: its bytes are written under each of them, and nothing else is moved. */
export async function tag(
  { reference, sought, tagging: { tags, ifExists = 'overwrite' }, dryRun }: InputsOf<'tag'>,
  { open, told, log, signal }: Mode,
  { sign, verify }: { sign: Sign | undefined; verify: Verify | undefined },
): Promise<void> {
  const repository = formatRepository(reference);
  const { about } = told;
  tell(about, { repository, tags, previous: {}, fate: 'not reached' });
  const store = open.store(reference);
  const found = await findVerified(store, sought, { purpose: 'tag', verify }, { told, log, signal });
  if (!found) return;
  const content = found.top;
  const { digest, mediaType } = content.descriptor;
  checkExpected(sought.expectDigest, reference, digest);
  told.exists = true;
  tell(about, { digest, reference: `${repository}@${digest}`, mediaType });
  const manifest = content.parsed();
  tell(about, { artifactType: artifactTypeOf(manifest) ?? '', size: sizeOfManifest(manifest) });

  const current = await readTags(store, tags, false, signal);
  let named = nameIn(current, content);
  const { pending, previous, tagged, kept } = planTags(current, named, ifExists, repository, log);
  for (const entry of current) {
    if (entry.digest === named) log.info(`${entry.tag}: unchanged`);
  }
  tell(about, { previous, tagged });
  // What is to stay elsewhere is not signed here.
  if (kept !== undefined) tellUntouched(log, `${repository}@${kept}`, sign ? ['signed'] : []);
  const signFirst = async () => {
    const isSigned = kept === undefined && (await sign?.(store, content.descriptor, repository))?.isChanged;
    if (isSigned) about.fate = 'tagged';
  };
  const onTagged = (name: string, there: Digest) => {
    about.fate = 'tagged';
    named = there;
    tellTags(log, { tags: [name], previous, digest: there, isDryRun: dryRun });
  };
  if (dryRun) {
    await signFirst();
    for (const name of pending) onTagged(name, named);
    tellName(log, store, digest, named);
  } else await publish({ root: content, target: store, named, tags: pending, onTagged, sign: signFirst, log, signal });
  tell(about, { digest: named, reference: `${repository}@${named}` });
  if (about.fate !== 'tagged') about.fate = kept === undefined ? 'unchanged' : 'kept';
}
