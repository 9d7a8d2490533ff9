import { type AnnotationSets, createdAnnotation } from '../../artifact/annotations.ts';
import { OciError } from '../../errors.ts';
import type { AllInputs, Group } from '../contract/inputs.ts';
import type { Build } from '../contract/mode.ts';
import { createdTime } from './created.ts';

/** The annotations that the inputs ask for, and the time of creation. */
export interface AuthorAnnotations extends AnnotationSets {
  /** RFC 3339. */
  created: string | undefined;
}

const prefix = 'org.opencontainers.image';

/** Puts annotations together: what is given outright wins over the workflow's. Fails with INVALID_INPUT. */
export async function readAnnotations(
  { annotations, created: asked, githubAnnotations }: Group<'annotations', 'push' | 'attach'>,
  { build, isFlux = false }: { build: Build; isFlux?: boolean },
): Promise<AuthorAnnotations> {
  const created = await createdTime(asked, build);
  // Flux writes no address of a run: a second run of one commit would make another artifact.
  const fromWorkflow = isFlux
    ? workflowAnnotations(githubAnnotations ?? 'all', { source: build.source, revision: fluxRevision(build) })
    : workflowAnnotations(githubAnnotations, build);
  const time = created === undefined ? {} : { [createdAnnotation]: created };
  return { ...annotations, manifest: { ...fromWorkflow, ...time, ...annotations.manifest }, created };
}

/** The annotations of a manifest, where it alone can have some. Fails with INVALID_INPUT. */
export function ofManifestAlone({ manifest, config, layers }: AnnotationSets, what: string): Record<string, string> {
  if (layers.size === 0 && Object.keys(config).length === 0) return manifest;
  const fault = 'Lines of the input annotations are for the config or a layer';
  throw new OciError('INVALID_INPUT', `${fault}: ${what} takes those for the manifest alone`);
}

/** The annotations that come from the workflow, as `github-annotations` asks for them. */
export function workflowAnnotations(
  wanted: AllInputs['githubAnnotations'] = 'source',
  { source, revision, runUrl }: { [Name in 'source' | 'revision' | 'runUrl']?: string | undefined },
): Record<string, string> {
  const isAll = wanted === 'all';
  return {
    ...(source && wanted !== 'none' ? { [`${prefix}.source`]: source } : {}),
    ...(revision && isAll ? { [`${prefix}.revision`]: revision } : {}),
    ...(runUrl && isAll ? { [`${prefix}.url`]: runUrl } : {}),
  };
}

/** The commit as Flux names it: `main@sha1:…` (fluxcd/flux2, RFC 0005). */
function fluxRevision({ revision, refName }: Build): string | undefined {
  if (revision === undefined) return undefined;
  const digest = `${revision.length === 64 ? 'sha256' : 'sha1'}:${revision}`;
  return refName === undefined ? digest : `${refName}@${digest}`;
}
