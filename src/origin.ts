import { isAbsolute } from 'node:path';
import { type ErrorFacts, OciError } from './errors.ts';

/** Where a text of a chart comes from: how messages call the file, and whose fault a mistake in it is. */
export interface Origin {
  label: string;
  code: 'INVALID_INPUT' | 'ARTIFACT';
  /** Whether `label` is the path of a file in the workspace, so that an annotation can stand on its line. */
  isInWorkspace?: boolean;
}

/** Makes the error for a mistake in a file: `charts/web/Chart.yaml:3: …`, without the line where there is none. */
export function problemIn(
  { label, code, isInWorkspace = false }: Origin,
  line: number | undefined,
  what: string,
  facts?: Pick<ErrorFacts, 'cause' | 'topic'>,
): OciError {
  const place = line === undefined ? label : `${label}:${line}`;
  return new OciError(code, `${place}: ${what}`, {
    ...facts,
    ...(isInWorkspace ? { position: { file: label, ...(line === undefined ? {} : { line }) } } : {}),
  });
}

/** Names a file below another origin: `charts/web` and `Chart.yaml` give `charts/web/Chart.yaml`. */
export function below({ label, ...rest }: Origin, name: string): Origin {
  // The chart may be the workspace itself.
  return { ...rest, label: label === '.' ? name : `${label}/${name}` };
}

/** Makes the origin of something the workflow's author named; a relative label is its path in the workspace. */
export function originOfInput(label: string): Origin {
  const isInWorkspace = !isAbsolute(label) && label.split(/[/\\]/)[0] !== '..';
  return { label, code: 'INVALID_INPUT', isInWorkspace };
}
