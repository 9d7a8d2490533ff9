import { resolve } from 'node:path';
import type { Inputs, ModeContext, Result } from '../../../src/modes/contract/context.ts';
import { layoutDirectoryOf, parseReference, type Reference } from '../../../src/oci/reference.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { collectingLog } from './collecting-log.ts';
import { makeFolder } from './workspace.ts';

/** Inputs with the defaults of action.yml; give what the test is about, and the reference as text. */
export function makeInputs({ reference, ...rest }: Partial<Omit<Inputs, 'reference'>> & { reference: string }): Inputs {
  return {
    mode: 'push',
    reference: parseReference(reference),
    tags: [],
    kind: undefined,
    files: [],
    root: '.',
    ifNoFilesFound: 'error',
    includeHiddenFiles: false,
    symlinks: 'keep',
    artifactType: undefined,
    imageSpec: 'auto',
    config: undefined,
    annotations: {},
    annotationFile: undefined,
    created: 'none',
    githubAnnotations: 'source',
    ifExists: rest.kind === 'helm' ? 'error' : 'overwrite',
    ifExistsGiven: undefined,
    path: '.',
    overwrite: true,
    unpack: true,
    cache: false,
    addToPath: false,
    expectDigest: undefined,
    platform: undefined,
    platforms: [],
    to: [],
    referrers: true,
    syncFile: undefined,
    scoped: false,
    keepGoing: false,
    filter: undefined,
    limit: undefined,
    sort: '-semver',
    untagOnly: false,
    ifMissing: 'error',
    keepLast: undefined,
    olderThan: undefined,
    chartVersion: undefined,
    chartAppVersion: undefined,
    chartDependencies: 'error',
    isChartRepositoryExact: false,
    version: undefined,
    concurrency: 2,
    declareArtifact: false,
    dryRun: false,
    ...rest,
  };
}

/** Surroundings of a mode over layouts in a workspace; what it says and learns is kept. */
export function makeContext(workspace: string, over: Partial<ModeContext> = {}) {
  const { log, said } = collectingLog();
  const result: Partial<Result> = {};
  const open = (reference: Reference) => new LayoutStore(resolve(workspace, layoutDirectoryOf(reference)));
  const context: ModeContext = {
    openSource: open,
    openStore: open,
    openPackage: () => undefined,
    mask: () => {},
    download: async (url) => {
      throw new Error(`Nothing may be fetched here: ${url}`);
    },
    log,
    signal: new AbortController().signal,
    learn: (part) => Object.assign(result, part),
    workspace,
    workflow: {},
    commitTime: async () => new Date(0),
    environment: {},
    temporary: makeFolder(),
    platform: { os: 'linux', architecture: 'amd64' },
    installTool: async () => {
      throw new Error('Nothing may be installed here');
    },
    addPath: () => {},
    ...over,
  };
  return { context, said, result };
}
