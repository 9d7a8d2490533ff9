import { resolve } from 'node:path';
import { OciError } from '../../../src/errors.ts';
import {
  type AllInputs,
  camelCase,
  grouped,
  type InputRow,
  type InputsOf,
  type ModeName,
  modeInputs,
  modeNames,
} from '../../../src/modes/contract/inputs.ts';
import type { Build, Download, Mode } from '../../../src/modes/contract/mode.ts';
import { startTold } from '../../../src/modes/contract/told.ts';
import type { Tools } from '../../../src/modes/runner/tool.ts';
import { layoutDirectoryOf, parseReference, type Reference } from '../../../src/oci/reference.ts';
import { LayoutStore } from '../../../src/store/layout/layout-store.ts';
import { collectingLog } from './collecting-log.ts';
import { resultIn } from './told.ts';
import { makeFolder } from './workspace.ts';

/** What a test gives of the inputs of a mode: of all, without their groups. */
export type Given<_ extends ModeName> = Partial<AllInputs>;

/** The inputs of a mode with the defaults of action.yml; give what the test is about. */
export function makeInputs<M extends ModeName>(mode: M, reference: string, given: Given<M> = {}): InputsOf<M> {
  const rows = Object.entries<InputRow>(modeInputs).filter(([, { modes = modeNames }]) => modes.includes(mode));
  const own = { concurrency: 2, ...given } as Record<string, unknown>;
  const values = rows.map(([name, { read, default: usual = '' }]) => {
    const key = camelCase(name);
    return [name, key in own ? own[key] : read(usual, name)];
  });
  return grouped(mode, parseReference(reference), Object.fromEntries(values));
}

/** What a mode gets, over layouts in a workspace; what it says and learns is kept. */
export function makeMode(
  workspace: string,
  { build = {}, open }: { build?: Partial<Build>; open?: Mode['open'] } = {},
) {
  const { log, said } = collectingLog();
  const told = startTold();
  const layout = (reference: Reference) => new LayoutStore(resolve(workspace, layoutDirectoryOf(reference)));
  const mode: Mode = {
    open: open ?? { source: layout, store: layout },
    log,
    told,
    signal: new AbortController().signal,
    workspace,
  };
  const download: Download = async (url) => {
    throw new Error(`Nothing may be fetched here: ${url}`);
  };
  const tools: Tools = {
    install: async () => {
      throw new Error('Nothing may be installed here');
    },
    addPath: () => {},
    searchPath: '',
  };
  const around = {
    build: { commitTime: async () => new Date(0), convertedFiles: async () => [], ...build },
    download,
    blobCache: undefined,
    environment: {},
    mask: () => {},
    publicRoots: async () => ({
      instanceOf: async () => undefined,
      signingConfig: async () => Promise.reject(new OciError('NETWORK', 'there is no network')),
    }),
    job: async (): Promise<never> => Promise.reject(new Error('there is no job')),
    openPackage: () => undefined,
    platform: { os: 'linux', architecture: 'amd64' },
    temporary: makeFolder(),
    tools,
  };
  return { mode, around, said, result: resultIn(told) };
}
