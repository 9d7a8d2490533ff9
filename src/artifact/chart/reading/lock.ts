import { createHash } from 'node:crypto';
import { readYaml } from '../../../go/read-yaml.ts';
import { writeYaml, type YamlValue } from '../../../go/write-yaml.ts';
import { isNull, mapIn, textIn } from '../../../go/yaml-node.ts';
import { goJson } from '../../../oci/manifest.ts';
import { type Origin, problemIn } from '../../../origin.ts';
import type { ChartBudget } from './chart-budget.ts';
import { type Dependency, dependenciesInOrder, readDependencies } from './fields.ts';

/** A Chart.lock: which versions the ranges of Chart.yaml came to. `generated` is an RFC 3339 time. */
export interface Lock {
  generated: string;
  digest: string;
  /** Absent where the file has none, which Helm writes as `null`. */
  dependencies?: Dependency[];
}

/** Reads a Chart.lock or requirements.lock. Fails with the code of `origin`, naming file and line. */
export async function readLock(bytes: Uint8Array, origin: Origin, budget: ChartBudget): Promise<Lock> {
  const entries = mapIn(await readYaml(bytes, origin, budget), 'the file', origin);
  const text = (key: string) => {
    const item = entries.get(key);
    return item ? textIn(item, key, origin) : '';
  };
  const generated = goTime(text('generated'));
  if (generated === undefined)
    throw problemIn(origin, entries.get('generated')?.line, 'generated is not an RFC 3339 time');
  const list = entries.get('dependencies');
  const dependencies = list && !isNull(list) ? { dependencies: readDependencies(list, origin) } : {};
  return { generated, digest: text('digest'), ...dependencies };
}

/** Writes a Chart.lock as Helm does when it packs. */
export function encodeLock({ dependencies, digest, generated }: Lock): string {
  const list = dependencies === undefined ? null : (dependenciesInOrder(dependencies, 'plain') as YamlValue[]);
  return writeYaml({ dependencies: list, digest, generated });
}

/**
 * Computes the digest of a lock as Helm does (helm/helm, internal/resolver, `HashReq`): of what is wanted and what was
 * found.
 */
export function lockDigest(wanted: readonly Dependency[], locked: readonly Dependency[]): string {
  return sha256([dependenciesInOrder(wanted), dependenciesInOrder(locked)]);
}

/** Computes the digest that Helm 2 wrote into a requirements.lock (`HashV2Req`): of what is wanted alone. */
export function oldLockDigest(wanted: readonly Dependency[]): string {
  return sha256({ dependencies: dependenciesInOrder(wanted) });
}

function sha256(value: object): string {
  return `sha256:${createHash('sha256').update(goJson(value)).digest('hex')}`;
}

/** Writes a time as Go does after reading it: no zeros at the end of a fraction, `Z` for UTC, year 1 for no time. */
function goTime(text: string): string | undefined {
  if (text === '') return '0001-01-01T00:00:00Z';
  const [, time, fraction = '', zone] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[-+]\d\d:\d\d)$/.exec(text) ?? [];
  if (time === undefined || Number.isNaN(Date.parse(`${time}Z`))) return undefined;
  const digits = fraction.slice(0, 10).replace(/\.?0+$/, '');
  return `${time}${digits}${zone === '+00:00' ? 'Z' : zone}`;
}
