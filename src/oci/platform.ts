/** A platform in the words of the image spec (image-index.md, property `platform`). */
export interface Platform {
  os: string;
  architecture: string;
  variant?: string;
}

const part = '[a-z0-9][a-z0-9._-]*';
const platformPattern = new RegExp(`^(${part})/(${part})(?:/(${part}))?$`);

/** Reads `os/architecture[/variant]`; undefined when the text is not one. */
export function parsePlatform(text: string): Platform | undefined {
  const [, os, architecture, variant] = platformPattern.exec(text) ?? [];
  if (!os || !architecture) return undefined;
  return variant ? { os, architecture, variant } : { os, architecture };
}

/** Writes a platform as `os/architecture[/variant]`. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter(Boolean).join('/');
}

// What an architecture without a variant means: containerd/platforms, `Normalize`.
const defaultVariants = new Map([
  ['arm64', 'v8'],
  ['arm', 'v7'],
  ['amd64', 'v1'],
]);

/** Tells whether an offered platform, if any, serves a wanted one; without a variant, the usual one is meant. */
export function isPlatform(offered: Platform | undefined, wanted: Platform): boolean {
  const variantOf = ({ architecture, variant }: Platform) => variant ?? defaultVariants.get(architecture);
  return (
    offered?.os === wanted.os &&
    offered.architecture === wanted.architecture &&
    variantOf(offered) === variantOf(wanted)
  );
}
