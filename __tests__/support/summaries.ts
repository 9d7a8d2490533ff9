import type { Report } from '../../src/action/report.ts';
import { summaryOf } from '../../src/action/summary.ts';
import type { Inputs, Result, ResultItem } from '../../src/modes/context.ts';
import { type Digest, digestOf } from '../../src/oci/digest.ts';
import { parseReference } from '../../src/oci/reference.ts';
import { makeInputs } from './mode-context.ts';

const digest = (text: string): Digest => digestOf(Buffer.from(text));
const MiB = 1024 ** 2;
const manifest = 'application/vnd.oci.image.manifest.v1+json';
const directory = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** A summary as Markdown, of results given in the words of the outputs. */
export function summarize(
  reference: string,
  inputs: Partial<Omit<Inputs, 'reference'>>,
  result: Partial<Result>,
  report?: Report,
): string {
  const { host, repository } = parseReference(reference);
  const place = repository ? `${host}/${repository}` : host;
  const known = result.digest ? { reference: `${place}@${result.digest}` } : {};
  return summaryOf(makeInputs({ reference, ...inputs }), { repository: place, ...known, ...result }, report);
}

const item = (name: string, status: string, more: Partial<ResultItem> = {}): ResultItem => ({
  name,
  status,
  digest: digest(name),
  ...more,
});

/** Summaries as real steps write them: their pictures are in docs/images. */
export const summaries: Record<string, string> = {
  push: summarize(
    'ghcr.io/octo-org/hello/manifests:v1.4.2',
    { mode: 'push' },
    {
      digest: digest('push'),
      tags: ['v1.4.2', 'v1.4', 'latest'],
      mediaType: manifest,
      artifactType: 'application/vnd.unknown.artifact.v1',
      changed: true,
      size: 12 * MiB,
      transferred: 3 * MiB,
      reused: 9 * MiB,
      files: [{ title: 'k8s', digest: digest('k8s'), size: 12 * MiB, mediaType: directory }],
    },
  ),
  copy: summarize(
    'ghcr.io/octo-org/hello:v1.4.2',
    { mode: 'copy' },
    {
      digest: digest('copy'),
      repository: 'registry.example.com/prod/hello',
      reference: `registry.example.com/prod/hello@${digest('copy')}`,
      tags: ['v1.4.2'],
      mediaType: 'application/vnd.oci.image.index.v1+json',
      changed: true,
      transferred: 4 * MiB,
      reused: 60 * MiB,
      related: [
        { digest: digest('amd64'), type: 'linux/amd64', relation: 'part', of: digest('copy') },
        { digest: digest('arm64'), type: 'linux/arm64', relation: 'part', of: digest('copy') },
        { digest: digest('sbom'), type: 'application/spdx+json', relation: 'attached', of: digest('copy') },
        { digest: digest('sig'), type: 'cosign sig', relation: 'attached', of: digest('copy') },
      ],
    },
  ),
  sync: summarize(
    'registry.example.com/mirror:v1',
    { mode: 'sync', dryRun: true },
    {
      changed: true,
      transferred: 120 * MiB,
      reused: 700 * MiB,
      items: [
        item('registry.example.com/mirror/alpine:3.22', 'new', { source: 'docker.io/library/alpine:3.22' }),
        item('registry.example.com/mirror/alpine:3.21', 'moved', { source: 'docker.io/library/alpine:3.21' }),
        item('registry.example.com/mirror/nginx:1.29', 'failed', { reason: 'docker.io answered 429, TOOMANYREQUESTS' }),
        item('registry.example.com/mirror/alpine:3.20', 'unchanged'),
        item('registry.example.com/mirror/alpine:3.19', 'unchanged'),
      ],
    },
  ),
  retention: summarize(
    'ghcr.io/octo-org/hello/nightly:v1',
    { mode: 'delete' },
    {
      changed: true,
      items: [
        item('nightly-2026-10-01', 'deleted', { reason: '54 days old, and not one of the 10 newest' }),
        item('nightly-2026-10-02', 'deleted', { reason: '53 days old, and not one of the 10 newest' }),
        item('latest', 'kept', { reason: 'one of the 10 newest' }),
        item('v1.4.2', 'kept', { reason: 'filter' }),
      ],
    },
  ),
  chart: summarize(
    'ghcr.io/octo-org/charts',
    { mode: 'push', kind: 'helm' },
    {
      repository: 'ghcr.io/octo-org/charts/hello',
      reference: `ghcr.io/octo-org/charts/hello@${digest('chart')}`,
      digest: digest('chart'),
      tags: ['1.4.2'],
      version: '1.4.2',
      artifactType: 'application/vnd.cncf.helm.config.v1+json',
      changed: true,
      size: 14_336,
      transferred: 14_336,
      reused: 0,
      files: [{ title: 'hello-1.4.2.tgz', digest: digest('tgz'), size: 14_000, mediaType: directory }],
      items: [item('hello', 'pushed', { version: '1.4.2' })],
    },
  ),
  failure: summarize(
    'ghcr.io/octo-org/hello:v1',
    { mode: 'push' },
    {},
    {
      title: 'Access denied',
      message: 'The upload to ghcr.io/octo-org/hello: ghcr.io answered 403, DENIED: permission_denied: write_package',
      remedy:
        'Give the job `permissions: packages: write` (permissions of a job replace those of the workflow). If it has them, open the settings of the package, "Manage Actions access", and give this repository the role Write.',
    },
  ),
};
