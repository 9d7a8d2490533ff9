import type { Result } from '../../modes/contract/result.ts';
import { isIndexType } from '../../oci/media-types.ts';
import { fence, folded } from './markdown.ts';

interface Way {
  tool: string;
  language: 'yaml' | 'sh';
  text: string;
}

const images = ['application/vnd.oci.image.config.v1+json', 'application/vnd.docker.container.image.v1+json'];
const chart = 'application/vnd.cncf.helm.config.v1+json';
const flux = 'application/vnd.cncf.flux.config.v1+json';
const directory = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** Shows how to fetch what was published: by this action first, and by the tools that are made for such content. */
export function howToFetch(result: Partial<Result>): string {
  const ways = waysFor(result);
  return ways.map(({ tool, language, text }, index) => folded(tool, fence(text, language), index === 0)).join('\n\n');
}

function waysFor({
  reference = '',
  repository = '',
  digest: pin,
  artifactType,
  files = [],
  ...rest
}: Partial<Result>): Way[] {
  const digest: string = pin ?? '';
  const action = (lines: string[]): Way => ({
    tool: 'Fetch it in another step',
    language: 'yaml',
    text: ['- uses: OWNER/oci-artifact@v1', '  with:', ...lines.map((line) => `    ${line}`)].join('\n'),
  });
  const pull = action(['mode: pull', `reference: ${scalar(reference)}`]);
  const shell = (tool: string, text: string): Way => ({ tool: `With ${tool}`, language: 'sh', text });
  const yaml = (tool: string, lines: string[]): Way => ({
    tool: `With ${tool}`,
    language: 'yaml',
    text: lines.join('\n'),
  });
  if (reference.startsWith('oci-layout:')) {
    return [pull, shell('oras', `oras pull --oci-layout ${reference.slice('oci-layout:'.length)}`)];
  }
  const name = repository.split('/').at(-1) ?? '';
  const argo = (revision: string, path: string) =>
    yaml('Argo CD', [
      'source:',
      `  repoURL: oci://${repository}`,
      `  targetRevision: ${scalar(revision)}`,
      `  path: ${scalar(path)}`,
    ]);
  const ociRepository = (lines: string[] = []) => [
    'apiVersion: source.toolkit.fluxcd.io/v1',
    'kind: OCIRepository',
    'metadata:',
    `  name: ${name}`,
    '  namespace: flux-system',
    'spec:',
    '  interval: 5m',
    `  url: oci://${repository}`,
    '  ref:',
    `    digest: ${digest}`,
    ...lines,
  ];
  if (artifactType === chart) {
    const version = rest.version ?? rest.tags?.[0]?.replaceAll('_', '+');
    const selector = [
      '  layerSelector:',
      '    mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip',
      '    operation: copy',
    ];
    return [
      pull,
      shell('Helm', `helm pull oci://${repository}${version ? ` --version ${version}` : `@${digest}`}`),
      argo(version ?? digest, '.'),
      yaml('Flux', ociRepository(selector)),
    ];
  }
  if (artifactType === flux) {
    return [
      pull,
      yaml('Flux', ociRepository()),
      shell('the Flux CLI', `flux pull artifact oci://${reference} --output .`),
    ];
  }
  const isImage = images.includes(artifactType ?? '') || (!artifactType && isIndexType(rest.mediaType ?? ''));
  if (isImage) return [shell('Docker', `docker pull ${reference}`)];
  const oras = shell('oras', `oras pull ${reference}`);
  const [only, ...more] = files;
  // What Argo CD and Flux read is one archive.
  const isTree = only !== undefined && more.length === 0 && only.mediaType === directory;
  return isTree ? [pull, oras, argo(digest, only.title), yaml('Flux', ociRepository())] : [pull, oras];
}

/** Writes a text as YAML reads it back. */
function scalar(text: string): string {
  return /^[A-Za-z][\w./:@-]*$/.test(text) && !/:$/.test(text) ? text : JSON.stringify(text);
}
