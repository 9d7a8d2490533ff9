import type { Facts } from '../../../modes/contract/told.ts';
import {
  chartConfigType,
  chartContentType,
  directoryType,
  fluxConfigType,
  imageConfigTypes,
  isIndexType,
} from '../../../oci/media-types.ts';
import { fence, folded } from '../markdown.ts';

interface Way {
  tool: string;
  language: 'yaml' | 'sh';
  text: string;
}

const inWorkflow = 'In a workflow';

/**
 * Shows, folded, how to use what was published: by this action first, and by the tools that are made for such content.
 *
 * @param action how a workflow names this action, `owner/name@ref`
 */
export function howToUse(about: Facts, action: string): string {
  const ways = waysFor(about, action);
  const blocks = ways.map(({ tool, language, text }) => `**${tool}**\n\n${fence(text, language)}`);
  const names = ways.map(({ tool }) => (tool === inWorkflow ? inWorkflow.toLowerCase() : tool)).join(' · ');
  return folded(`Use it: ${names}`, blocks.join('\n\n'));
}

function waysFor(about: Facts, action: string): Way[] {
  const { reference = '', repository = '', artifactType = '', mediaType = '', files = [] } = about;
  const digest: string = about.digest ?? '';
  const pull = byAction(action, ['mode: pull', `reference: ${scalar(reference)}`]);
  if (reference.startsWith('oci-layout:')) {
    const place = reference.slice('oci-layout:'.length);
    // What begins with a hyphen would be an option.
    return [pull, byShell('oras', 'oras', 'pull', '--oci-layout', place.startsWith('-') ? `./${place}` : place)];
  }
  if (artifactType === chartConfigType) return [pull, ...waysForChart(about)];
  if (artifactType === fluxConfigType) {
    const cli = byShell('Flux CLI', 'flux', 'pull', 'artifact', `oci://${reference}`, '--output', '.');
    return [pull, byFlux(repository, digest), cli];
  }
  const isImage = imageConfigTypes.includes(artifactType) || (artifactType === '' && isIndexType(mediaType));
  if (isImage) return [byShell('Docker', 'docker', 'pull', reference)];
  const oras = byShell('oras', 'oras', 'pull', reference);
  const [only, ...more] = files;
  // What Argo CD and Flux read is one archive.
  const isTree = only !== undefined && more.length === 0 && only.mediaType === directoryType;
  return isTree ? [pull, oras, byArgo(repository, digest, only.title), byFlux(repository, digest)] : [pull, oras];
}

function waysForChart({ repository = '', digest: pin, version: given, tags = [] }: Facts): Way[] {
  const digest: string = pin ?? '';
  const version = given ?? tags[0]?.replaceAll('_', '+');
  const selector = ['  layerSelector:', `    mediaType: ${chartContentType}`, '    operation: copy'];
  return [
    version
      ? byShell('Helm', 'helm', 'pull', `oci://${repository}`, '--version', version)
      : byShell('Helm', 'helm', 'pull', `oci://${repository}@${digest}`),
    byArgo(repository, version ?? digest, '.'),
    byFlux(repository, digest, selector),
  ];
}

function byAction(action: string, lines: readonly string[]): Way {
  const text = [`- uses: ${action}`, '  with:', ...lines.map((line) => `    ${line}`)].join('\n');
  return { tool: inWorkflow, language: 'yaml', text };
}

function byShell(tool: string, ...words: string[]): Way {
  return { tool, language: 'sh', text: words.map(shellWord).join(' ') };
}

/** Writes a word as a shell reads it back, which would run `$(…)` and more in it. */
function shellWord(text: string): string {
  return /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function byArgo(repository: string, revision: string, path: string): Way {
  const text = [
    'source:',
    `  repoURL: oci://${repository}`,
    `  targetRevision: ${scalar(revision)}`,
    `  path: ${scalar(path)}`,
  ].join('\n');
  return { tool: 'Argo CD', language: 'yaml', text };
}

function byFlux(repository: string, digest: string, more: readonly string[] = []): Way {
  const text = [
    'apiVersion: source.toolkit.fluxcd.io/v1',
    'kind: OCIRepository',
    'metadata:',
    // Names in Kubernetes have no underscores (RFC 1123).
    `  name: ${scalar((repository.split('/').at(-1) ?? '').replaceAll(/_+/g, '-'))}`,
    '  namespace: flux-system',
    'spec:',
    '  interval: 5m',
    `  url: oci://${repository}`,
    '  ref:',
    `    digest: ${digest}`,
    ...more,
  ].join('\n');
  return { tool: 'Flux', language: 'yaml', text };
}

/** What YAML 1.1, which Kubernetes reads, takes for something else than text. */
const yamlWords = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** Writes a text as YAML reads it back. */
function scalar(text: string): string {
  const isPlain = /^[A-Za-z][\w./:@-]*$/.test(text) && !text.endsWith(':') && !yamlWords.test(text);
  return isPlain ? text : JSON.stringify(text);
}
