/** A platform in the words of the image spec (image-index.md, property `platform`). */
export interface Platform {
  os: string;
  architecture: string;
  variant?: string;
}

const part = '[a-z0-9][a-z0-9._-]*';
const platformPattern = new RegExp(`^(${part})/(${part})(?:/(${part}))?$`);

/** Reads `os/architecture[/variant]`, in the names that indexes use; undefined when the text is not one. */
export function parsePlatform(text: string): Platform | undefined {
  const [, os, architecture, variant] = platformPattern.exec(text.toLowerCase()) ?? [];
  return os && architecture ? normalize({ os, architecture, ...(variant ? { variant } : {}) }) : undefined;
}

/** Writes a platform as `os/architecture[/variant]`. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter(Boolean).join('/');
}

/** Names that programs and people use, and what indexes call them: containerd/platforms, `normalizeArch`. */
const usualNames = new Map<string, Omit<Platform, 'os'>>([
  ['x86_64', { architecture: 'amd64' }],
  ['x86-64', { architecture: 'amd64' }],
  ['i386', { architecture: '386' }],
  ['aarch64', { architecture: 'arm64' }],
  ['armhf', { architecture: 'arm', variant: 'v7' }],
  ['armel', { architecture: 'arm', variant: 'v6' }],
]);

/** Architectures whose variants are numbers, each with the least, and the one that is meant without a variant. */
const numbered = new Map([
  ['arm64', { least: 8, usual: 8 }],
  ['arm', { least: 5, usual: 7 }],
  ['amd64', { least: 1, usual: 1 }],
]);

function normalize({ os, architecture, variant }: Platform): Platform {
  const usual = usualNames.get(architecture.toLowerCase()) ?? { architecture: architecture.toLowerCase() };
  const own = variant?.toLowerCase().replace(/^v?(\d+)(?:\.0)?$/, 'v$1');
  const system = os.toLowerCase();
  return { os: system === 'macos' ? 'darwin' : system, ...usual, ...(own ? { variant: own } : {}) };
}

/** The number of a variant; undefined where variants are only names. */
function levelOf({ architecture, variant }: Platform): number | undefined {
  const { usual } = numbered.get(architecture) ?? {};
  if (usual === undefined || variant === undefined) return usual;
  const [, level] = /^v(\d+(?:\.\d+)?)$/.exec(variant) ?? [];
  return level === undefined ? undefined : Number(level);
}

/**
 * How far an offered platform is below a wanted one that it serves: 0 is the same. A processor runs what was made for
 * the lower variants of its architecture (containerd/platforms, `platformVector`; not what is for another architecture,
 * such as 386 for amd64). Undefined when it does not serve it.
 */
function distance(offered: Platform, wanted: Platform): number | undefined {
  if (offered.os !== wanted.os || offered.architecture !== wanted.architecture) return undefined;
  if (offered.variant === wanted.variant) return 0;
  const [own, asked] = [levelOf(offered), levelOf(wanted)];
  const { least = 0 } = numbered.get(offered.architecture) ?? {};
  return own === undefined || asked === undefined || own > asked || own < least ? undefined : asked - own;
}

/** Finds what serves a platform best: several where some are equally good. */
export function bestFor<T extends { platform?: Platform | undefined }>(wanted: Platform, entries: readonly T[]): T[] {
  const asked = normalize(wanted);
  const found = entries.flatMap((entry) => {
    const far = entry.platform && distance(normalize(entry.platform), asked);
    return far === undefined ? [] : [{ entry, far }];
  });
  const least = Math.min(...found.map(({ far }) => far));
  return found.filter(({ far }) => far === least).map(({ entry }) => entry);
}

/** Called with a line for the log that says which platform was taken. */
export type OnTaken = (line: string) => void;

/** Says which platform was taken, and for which one where that is another: only then, where `isBrief`. */
export function describeTaken(taken: Platform, wanted: Platform, isBrief = false): string | undefined {
  const [own, asked] = [normalize(taken), normalize(wanted)];
  if (distance(own, asked) !== 0)
    return `Platform: ${formatPlatform(own)}, as there is none for ${formatPlatform(asked)}`;
  return isBrief ? undefined : `Platform: ${formatPlatform(own)}`;
}
