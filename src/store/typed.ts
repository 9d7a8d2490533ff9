import { concurrently } from '../concurrently.ts';
import { OciError, orAbsent } from '../errors.ts';
import { type Descriptor, emptyJson } from '../oci/descriptor.ts';
import type { Digest } from '../oci/digest.ts';
import { describeReferrer } from '../oci/manifest.ts';
import { parsePassedOn } from './content.ts';
import { forwarded } from './forwarded.ts';
import type { Source } from './store.ts';

/** Each costs a request: more would keep a registry busy for minutes. */
const maxRead = 2_000;

/**
 * A source whose lists of referrers tell the artifact type of each. go-containerregistry lists the type of the config,
 * which is the empty one for most artifacts, and others list none: such manifests are read, so many of a list at a
 * time, and described by what is in them. A list fails with TOO_LARGE when there are too many of them.
 */
export function typed(source: Source, atOnce: number): Source {
  let left = maxRead;
  const described = async (listed: Descriptor, signal: AbortSignal | undefined): Promise<Descriptor> => {
    const { artifactType, digest } = listed;
    if (artifactType && artifactType !== emptyJson.mediaType) return listed;
    left -= 1;
    if (left < 0)
      throw new OciError('TOO_LARGE', `More than ${maxRead} manifests are attached without a type on the list`);
    // Lists are not always kept by who deletes, and what cannot be read is attached all the same.
    return (await orAbsent(describe(digest, signal), 'ARTIFACT', 'INTEGRITY')) ?? listed;
  };
  const describe = async (digest: Digest, signal: AbortSignal | undefined) => {
    const content = await source.manifest(digest, signal);
    return describeReferrer(content.descriptor, parsePassedOn(content));
  };
  async function* describedAll(listed: Descriptor[], signal: AbortSignal | undefined) {
    await concurrently(listed.entries(), atOnce, signal, async ([index, descriptor], within) => {
      listed[index] = await described(descriptor, within);
    });
    yield* listed;
  }
  return forwarded(source, {
    async *referrers(subject, signal) {
      let waiting: Descriptor[] = [];
      for await (const descriptor of source.referrers(subject, signal)) {
        waiting.push(descriptor);
        if (waiting.length < atOnce) continue;
        yield* describedAll(waiting, signal);
        waiting = [];
      }
      yield* describedAll(waiting, signal);
    },
  });
}
