import { type AnnotationSets, createdAnnotation, parseAnnotationFile } from '../../artifact/annotations.ts';
import type { Symlinks } from '../../disk/held-to.ts';
import { readNamedFile } from '../../disk/read-held.ts';
import { maxManifestBytes } from '../../oci/manifest.ts';
import type { AllInputs, Group } from '../contract/inputs.ts';
import type { Build } from '../contract/mode.ts';
import { createdTime } from './created.ts';

/** The annotations that the inputs ask for, and the time of creation. */
export interface Said extends AnnotationSets {
  /** RFC 3339. */
  created: string | undefined;
}

const prefix = 'org.opencontainers.image';

/**
 * Puts the sources of annotations together: what is given outright wins over the file, and the file over the
 * workflow's. Fails with INVALID_INPUT.
 */
export async function readAnnotations(
  { annotations, annotationFile, created: asked, githubAnnotations }: Group<'annotations', 'push' | 'attach'>,
  { build, isFlux = false, symlinks }: { build: Build; isFlux?: boolean; symlinks: Symlinks },
  workspace: string,
): Promise<Said> {
  const created = await createdTime(asked, build);
  const fromFile: AnnotationSets =
    annotationFile === undefined
      ? { manifest: {}, config: {}, layers: new Map() }
      : parseAnnotationFile(
          readNamedFile('annotation-file', annotationFile, {
            ...{ folder: workspace, symlinks, limit: maxManifestBytes },
          }).toString(),
          annotationFile,
        );
  // Flux writes no address of a run: a second run of one commit would make another artifact.
  const fromWorkflow = isFlux
    ? workflowAnnotations(githubAnnotations ?? 'all', { source: build.source, revision: fluxRevision(build) })
    : workflowAnnotations(githubAnnotations, build);
  const time = created === undefined ? {} : { [createdAnnotation]: created };
  return { ...fromFile, manifest: { ...fromWorkflow, ...time, ...fromFile.manifest, ...annotations }, created };
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
