import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeArchive } from '../../artifact/chart/corpus.ts';
import type { SystemCase } from '../system-cases.ts';

const chart = {
  'charts/app/Chart.yaml': 'apiVersion: v2\r\nname: app\r\nversion: 1.2.3\r\n',
  'charts/app/values.yaml': 'a: 1\r\n',
  'charts/app/templates/x.yaml': 'kind: X\n',
  'charts/app/.helmignore': '*.md\r\n',
  'charts/app/README.md': 'no',
};

/** Helm charts. */
export const chartCases: SystemCase[] = [
  {
    name: 'a chart there and back',
    daily: true,
    files: chart,
    steps: (at) => [
      { mode: 'push', kind: 'helm', reference: at.registry, files: at.own('charts/app') },
      { mode: 'push', kind: 'helm', reference: at.registry, files: at.own('charts/*'), 'if-exists': 'skip' },
      { mode: 'pull', reference: `${at.registry}/app:1.2.3`, path: 'out' },
      { mode: 'pull', reference: `${at.registry}/app`, version: '^1.0.0', path: 'out2', unpack: 'false' },
    ],
    trees: ['out', 'out2'],
    arm64: true,
  },
  {
    name: 'charts, of which one is taken out in other letters',
    files: {
      ...chart,
      'charts/Other/Chart.yaml': 'apiVersion: v2\nname: other\nversion: 0.1.0\n',
    },
    steps: (at) => [
      {
        mode: 'push',
        kind: 'helm',
        reference: at.registry,
        files: `${at.own('charts/*')}\n!${at.cased(at.own('charts/Other'))}`,
        'chart-version': '2.0.0',
      },
      { mode: 'tags', reference: `${at.registry}/app` },
    ],
  },
  {
    name: 'an archive whose names have backslashes, as it was made on Windows',
    arrange: async ({ folder }) => {
      const archive = await makeArchive({
        'app\\Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.2.3\n',
        'app\\templates\\x.yaml': 'kind: X\n',
      });
      await writeFile(join(folder, 'app-1.2.3.tgz'), archive);
    },
    steps: (at) => [
      { mode: 'push', kind: 'helm', reference: at.registry, files: 'app-1.2.3.tgz' },
      { mode: 'pull', reference: `${at.registry}/app:1.2.3`, path: 'out' },
    ],
  },
];
