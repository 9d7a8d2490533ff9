import type { SystemCase } from '../system-cases.ts';

/** Modes that handle no files, or few. */
export const verbCases: SystemCase[] = [
  {
    name: 'tags, copies and lists',
    daily: true,
    files: { 'a.txt': 'a' },
    steps: ({ registry }) => [
      { mode: 'push', reference: `${registry}/app:1.0.0`, files: 'a.txt' },
      { mode: 'tag', reference: `${registry}/app:1.0.0`, tags: 'latest\n1.1.0' },
      { mode: 'copy', reference: `${registry}/app:1.0.0`, to: `${registry}/copy:1.0.0` },
      { mode: 'tags', reference: `${registry}/app`, filter: '1.*' },
      { mode: 'inspect', reference: `${registry}/app:latest` },
      { mode: 'delete', reference: `${registry}/app`, filter: '1.*', 'keep-last': '1' },
    ],
  },
  {
    name: 'what is attached',
    files: { 'a.txt': 'a', 'sub/sbom.json': '{"sbom":true}\r\n' },
    steps: (at) => [
      { mode: 'push', reference: `${at.registry}/app:v1`, files: 'a.txt' },
      {
        mode: 'attach',
        reference: `${at.registry}/app:v1`,
        files: `${at.own('sub/sbom.json')}:application/spdx+json`,
        'artifact-type': 'application/spdx+json',
      },
      { mode: 'discover', reference: `${at.registry}/app:v1` },
      { mode: 'copy', reference: `${at.registry}/app:v1`, to: 'oci-layout:layout:v1' },
    ],
    trees: ['layout'],
  },
  {
    name: 'a sync file with CRLF, by a path of the system',
    files: { 'a.txt': 'a' },
    steps: (at) => [
      { mode: 'push', reference: `${at.registry}/app:v1`, files: 'a.txt' },
      { mode: 'sync', 'sync-file': at.own('./sync/sync.yaml'), to: `${at.registry}/mirror` },
      { mode: 'sync', 'sync-file': at.own('./sync/sync.yaml'), to: `oci-layout:${at.full('mirror')}` },
    ],
    arrange: async ({ folder, registry }) => {
      const { mkdir, writeFile } = await import('node:fs/promises');
      await mkdir(`${folder}/sync`);
      const [host, ...path] = registry.split('/');
      const lines = [`${host}:`, '  images:', `    ${path.join('/')}/app:`, '      - v1', ''];
      await writeFile(`${folder}/sync/sync.yaml`, lines.join('\r\n'));
    },
    trees: [],
  },
];
