import { briefList } from '../../words.ts';
import { defaultFileType, type PackedArtifact } from './pack.ts';

/** Says what readers of manifests and policies make of the archives of a push, where that is not what was meant. */
export function readerNotices(layers: PackedArtifact['layers']): string[] {
  const notices: string[] = [];
  const isPacked = (title: string) => /\.(?:tgz|tar\.gz|zip)$/i.test(title);
  const unpackable = layers.filter(
    ({ title, contents, descriptor: { mediaType } }) =>
      contents !== undefined || (/tar(?:[+.]gzip)?$/.test(mediaType) && /\.(?:tgz|tar\.gz|tar)$/i.test(title)),
  );
  if (unpackable.length > 1) {
    const names = briefList(unpackable.map(({ title }) => title));
    notices.push(
      `Flux takes the first of several archives and says nothing of the others, and Argo CD refuses them all: ${names}. For these two, push one directory alone`,
    );
  }
  const untyped = layers.filter(
    ({ title, contents, descriptor }) =>
      contents === undefined && descriptor.mediaType === defaultFileType && isPacked(title),
  );
  if (untyped.length > 0) {
    const names = briefList(untyped.map(({ title }) => title));
    notices.push(
      `These go out as ${defaultFileType}, a tar that is not compressed, and Argo CD, OPA, OpenTofu and modctl fail on them: ${names}. Write :${defaultFileType}+gzip behind a .tgz or .tar.gz, and :archive/zip behind a .zip`,
    );
  }
  return notices;
}

/** Names what Unicode writes in two ways: a copy of the files that was made elsewhere has another digest. */
export function formNotice(names: readonly string[]): string {
  return `These names are not composed (NFC), as when macOS made them; the same names in that form make another digest: ${briefList(names)}`;
}

/** Warns of what macOS puts beside files, which nobody means to publish. */
export function macNotice(names: readonly string[]): string {
  return `macOS made these, and they are packed with the rest: ${briefList(names)}. To leave them out, add lines such as !**/__MACOSX or !**/.DS_Store to \`files\``;
}

/** Names what git changed when it checked it out: a job on another system makes another digest of the same commit. */
export function lineEndNotice(names: readonly string[]): string {
  return `Git wrote these with CRLF, so that the same commit has another digest on Linux: ${briefList(names)}. Put \`* text eol=lf\` into .gitattributes`;
}
