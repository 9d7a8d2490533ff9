import { OciError } from '../../errors.ts';

/** Where a text of a chart comes from: how messages call the file, and whose fault a mistake in it is. */
export interface Origin {
  label: string;
  code: 'INVALID_INPUT' | 'ARTIFACT';
}

/** Makes the error for a mistake in a file: `charts/web/Chart.yaml:3: …`, without the line where there is none. */
export function problemIn({ label, code }: Origin, line: number | undefined, what: string, cause?: unknown): OciError {
  const place = line === undefined ? label : `${label}:${line}`;
  return new OciError(code, `${place}: ${what}`, cause === undefined ? undefined : { cause });
}

/** Names a file below another origin: `charts/web` and `Chart.yaml` give `charts/web/Chart.yaml`. */
export function below({ label, code }: Origin, name: string): Origin {
  return { label: `${label}/${name}`, code };
}
