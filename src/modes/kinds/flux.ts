import { packFlux } from '../../artifact/flux/flux.ts';
import { OciError } from '../../errors.ts';
import { briefList } from '../../words.ts';
import { readAnnotations } from './annotations.ts';
import { foundFiles, type Made, type Workshop } from './files.ts';
import { findInputFiles, noteLineEnds } from './input-files.ts';
import type { Kind } from './kind.ts';

/** One directory, as a source for Flux. */
export function fluxKind({ files: wanted, annotations, artifactType, config }: Made, shop: Workshop): Kind {
  const { workspace, log, signal } = shop;
  return {
    async find() {
      const foreign = config !== undefined ? 'config' : artifactType !== undefined ? 'artifact-type' : undefined;
      if (foreign !== undefined) {
        throw new OciError('INVALID_INPUT', `The input ${foreign} does not apply to kind flux, which sets its own`, {
          topic: 'foreign-input',
        });
      }
      const files = await findInputFiles(wanted, workspace, log);
      if (files.length === 0) return undefined;
      await noteLineEnds(files, shop.build, log);
      const authorAnnotations = await readAnnotations(annotations, { build: shop.build, isFlux: true });
      return foundFiles(files, authorAnnotations, wanted, shop, async (packing) => {
        const links: string[] = [];
        const staying: string[] = [];
        const packed = await packFlux({
          ...packing,
          workspace,
          onIgnored: (path) => log.info(`Left out ${path}, as .sourceignore or the defaults of Flux say`),
          onKept: (path) => staying.push(path),
          onLink: (path) => links.push(path),
          signal,
        });
        if (links.length > 0) {
          log.warning(
            `Flux skips symbolic links, so these are left out: ${briefList(links)}. Set symlinks to follow to take what they point to`,
          );
        }
        if (staying.length > 0) {
          log.notice(
            `Flux reads some lines of .sourceignore differently from git, so these stay in: ${briefList(staying)}. Write [^a] for [!a], and name folders without **`,
          );
        }
        return packed;
      });
    },
  };
}
