import type { InputsOf, ModeName } from '../modes/contract/inputs.ts';
import type { Build, Download, Mode, Outside } from '../modes/contract/mode.ts';
import type { Package } from '../modes/removal/package.ts';
import type { Tools } from '../modes/runner/tool.ts';
import type { Platform } from '../oci/platform.ts';
import type { Reference } from '../oci/reference.ts';
import { type OpenedTrust, openTrust, type TrustInputs } from './open/trust.ts';

/** The surroundings of a step; each mode uses a part of them. */
export interface Capabilities extends Outside {
  build: Build;
  download: Download;
  environment: NodeJS.ProcessEnv;
  openPackage: (reference: Reference) => Package | undefined;
  /** The platform of this machine. */
  platform: Platform;
  /** An existing folder for temporary files, removed when the step ends. */
  temporary: string;
  /** The directory in which blobs are kept for later steps and jobs; absent when they are not. */
  blobCache: string | undefined;
  tools: Tools;
}

const filesKind = async () => (await import('../modes/kinds/files.ts')).filesKind;

/** Each mode is a file of its own in dist/: a step loads the one it runs. */
const modes: {
  [M in ModeName]: (inputs: InputsOf<M>, mode: Mode, around: Capabilities & OpenedTrust) => Promise<void>;
} = {
  push: async (inputs, mode, around) => {
    if (inputs.kind === 'helm') return (await import('../modes/chart/push-charts.ts')).pushCharts(inputs, mode, around);
    const { push } = await import('../modes/push.ts');
    const kindOf = inputs.kind === 'flux' ? (await import('../modes/kinds/flux.ts')).fluxKind : await filesKind();
    return push(inputs, mode, { ...around, kind: kindOf(inputs, { ...mode, ...around }) });
  },
  pull: async (inputs, mode, around) => (await import('../modes/pull.ts')).pull(inputs, mode, around),
  copy: async (inputs, mode, around) => (await import('../modes/copy.ts')).copy(inputs, mode, around),
  sync: async (inputs, mode, around) => (await import('../modes/sync.ts')).sync(inputs, mode, around),
  inspect: async (inputs, mode, around) => (await import('../modes/inspect.ts')).inspect(inputs, mode, around),
  tags: async (inputs, mode) => (await import('../modes/tags.ts')).tags(inputs, mode),
  tag: async (inputs, mode, around) => (await import('../modes/tag.ts')).tag(inputs, mode, around),
  attach: async (inputs, mode, around) => {
    const { attach } = await import('../modes/attach.ts');
    return attach(inputs, mode, { ...around, kind: (await filesKind())(inputs, { ...mode, ...around }) });
  },
  discover: async (inputs, mode, around) => (await import('../modes/discover.ts')).discover(inputs, mode, around),
  delete: async (inputs, mode, around) => (await import('../modes/delete.ts')).deleteContent(inputs, mode, around),
};

/** Runs a mode, after signing and the policy were opened. */
export async function performMode<M extends ModeName>(
  name: M,
  inputs: InputsOf<M>,
  mode: Mode,
  around: Capabilities,
): Promise<void> {
  // Some modes have none of these inputs.
  const given = inputs as TrustInputs;
  mode.told.isDryRun = given.dryRun ?? false;
  await modes[name](inputs, mode, { ...around, ...(await openTrust(name, given, { ...mode, ...around })) });
}
