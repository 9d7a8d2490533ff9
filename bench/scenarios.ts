// The table of what is measured: for each scenario what has to be there, what each program does, and the goal.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fixture } from './fixtures.ts';
import type { Command } from './measure.ts';
import { type Network, user } from './network.ts';
import { helm, node, oras, ours, type Run, skopeo } from './programs.ts';

/** How one program does it, in as many commands as it needs. */
type Side = (run: Run) => readonly Command[];

export interface Scenario {
  /** For `--only`. */
  name: string;
  title: string;
  network?: Partial<Network>;
  fixtures: readonly Fixture[];
  /** What is done once before all runs. */
  seed?: (run: Run, workspace: string) => readonly Command[];
  /** Whether each run is done twice, and only the second time counts. */
  isAgain?: boolean;
  /** Ours comes first. */
  sides: { ours: Side } & Record<string, Side>;
  goals: readonly ({ against: string; ratio: number } | { against: string; milliseconds: number })[];
  /** MiB. */
  memory?: number;
}

const numbered = (count: number, name: (number: string) => string) =>
  Array.from({ length: count }, (_, index) => name(String(index).padStart(5, '0')));
const filesOf = (fixture: Fixture, count: number) => numbered(count, (number) => `${fixture}/${number}.bin`);
const fresh = ({ place, fresh: repository }: Run) => `${place.host}/${repository}:v1`;
const seeded = ({ place, seed }: Run) => `${place.host}/${seed}:v1`;
const there = ({ other, fresh: repository }: Run) => `${other.host}/${repository}:v1`;
const layoutOf = (fixture: Fixture) => `layout-${fixture}`;

/** A push of loose files; skopeo pushes the same from a layout, where their digests are known. */
function pushSides(fixture: Fixture, count: number): Scenario['sides'] & { skopeo: Side } {
  return {
    ours: (run) => [ours(run, { mode: 'push', reference: fresh(run), files: `${fixture}/*.bin` })],
    oras: (run) => [oras(run, ['push', fresh(run), ...filesOf(fixture, count)])],
    skopeo: (run) => [skopeo(run, 'copy', [`oci:${layoutOf(fixture)}:v1`, `docker://${fresh(run)}`])],
  };
}

function toLayout(fixture: Fixture): NonNullable<Scenario['seed']> {
  return (run) => [
    ours(run, { mode: 'push', reference: `oci-layout:${layoutOf(fixture)}:v1`, files: `${fixture}/*.bin` }),
  ];
}

const pullSides: Scenario['sides'] & { skopeo: Side } = {
  ours: (run) => [ours(run, { mode: 'pull', reference: seeded(run), path: run.out })],
  oras: (run) => [oras(run, ['pull', '-o', run.out, seeded(run)])],
  skopeo: (run) => [skopeo(run, 'copy', [`docker://${seeded(run)}`, `oci:${run.out}:v1`])],
};

function toRegistry(files: string): NonNullable<Scenario['seed']> {
  return (run) => [ours(run, { mode: 'push', reference: seeded(run), files })];
}

const copySides: Scenario['sides'] & { skopeo: Side } = {
  ours: (run) => [ours(run, { mode: 'copy', reference: seeded(run), to: there(run) })],
  oras: (run) => [oras(run, ['cp', seeded(run), there(run)])],
  skopeo: (run) => [skopeo(run, 'copy', [`docker://${seeded(run)}`, `docker://${there(run)}`])],
};

const tags = numbered(50, (number) => `t${number}`);

function seedTags(run: Run, workspace: string): readonly Command[] {
  const images = { [run.seed]: tags };
  // JSON is YAML.
  writeFileSync(join(workspace, 'sync.yml'), JSON.stringify({ [run.place.host]: { images, 'tls-verify': false } }));
  return tags.map((tag, index) =>
    ours(run, {
      mode: 'push',
      reference: `${run.place.host}/${run.seed}:${tag}`,
      files: `shared-layers/*.bin\nown-layers/${String(index).padStart(5, '0')}.bin`,
    }),
  );
}

const syncSides: Scenario['sides'] = {
  ours: (run) => [ours(run, { mode: 'sync', 'sync-file': 'sync.yml', to: `${run.other.host}/${run.fresh}` })],
  skopeo: (run) => [
    skopeo(run, 'sync', ['--src', 'yaml', '--dest', 'docker', 'sync.yml', `${run.other.host}/${run.fresh}`]),
  ],
  oras: (run) =>
    tags.map((tag) =>
      oras(run, ['cp', `${run.place.host}/${run.seed}:${tag}`, `${run.other.host}/${run.fresh}:${tag}`]),
    ),
};

const { ours: ourPush, oras: orasPush } = pushSides('files-50', 50);
const many = pushSides('files-1000', 1_000);
const slow = { latency: 20 };

/** All scenarios, in the order of the table. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'push-1g',
    title: 'push 1 GiB file, new',
    fixtures: ['one-1g'],
    seed: toLayout('one-1g'),
    sides: pushSides('one-1g', 1),
    goals: [{ against: 'oras', ratio: 0.7 }],
    memory: 150,
  },
  {
    name: 'push-8x128m',
    title: 'push 8 x 128 MiB, new',
    fixtures: ['eight-128m'],
    seed: toLayout('eight-128m'),
    sides: pushSides('eight-128m', 8),
    goals: [{ against: 'oras', ratio: 0.8 }],
    memory: 150,
  },
  {
    name: 'pull-1g',
    title: 'pull 1 GiB',
    fixtures: ['one-1g'],
    seed: toRegistry('one-1g/*.bin'),
    sides: pullSides,
    goals: [{ against: 'oras', ratio: 0.9 }],
    memory: 200,
  },
  {
    name: 'pull-8x128m',
    title: 'pull 8 x 128 MiB',
    fixtures: ['eight-128m'],
    seed: toRegistry('eight-128m/*.bin'),
    sides: pullSides,
    goals: [
      { against: 'oras', ratio: 1 },
      { against: 'skopeo', ratio: 1 },
    ],
    memory: 250,
  },
  {
    name: 'push-1000',
    title: 'push 1,000 files of 10 KiB, new',
    fixtures: ['files-1000'],
    sides: { ours: many.ours, oras: many['oras'] as Side },
    goals: [{ against: 'oras', ratio: 0.85 }],
    memory: 150,
  },
  {
    name: 'push-1000-again',
    title: 'push 1,000 files of 10 KiB, unchanged',
    fixtures: ['files-1000'],
    isAgain: true,
    sides: { ours: many.ours, oras: many['oras'] as Side },
    goals: [{ against: 'oras', ratio: 0.2 }],
    memory: 150,
  },
  {
    name: 'pull-1000',
    title: 'pull 1,000 files of 10 KiB',
    fixtures: ['files-1000'],
    seed: toRegistry('files-1000/*.bin'),
    sides: pullSides,
    goals: [{ against: 'oras', ratio: 1 }],
    memory: 150,
  },
  {
    name: 'push-directory',
    title: 'push a directory, 5,000 files, 200 MB of text',
    fixtures: ['tree'],
    sides: {
      ours: (run) => [ours(run, { mode: 'push', reference: fresh(run), files: 'tree' })],
      oras: (run) => [oras(run, ['push', fresh(run), 'tree'])],
    },
    goals: [{ against: 'oras', ratio: 0.3 }],
    memory: 250,
  },
  {
    name: 'pull-directory',
    title: 'pull and unpack that directory',
    fixtures: ['tree'],
    seed: toRegistry('tree'),
    sides: { ours: pullSides.ours, oras: pullSides['oras'] as Side },
    goals: [{ against: 'oras', ratio: 0.65 }],
    memory: 250,
  },
  {
    name: 'chart',
    title: 'pack and push a chart',
    fixtures: ['chart'],
    sides: {
      ours: (run) => [
        ours(run, { mode: 'push', kind: 'helm', reference: `${run.place.host}/${run.fresh}`, files: 'chart' }),
      ],
      helm: (run) => [
        helm(['package', 'chart', '-d', run.out]),
        helm(['push', `${run.out}/chart-1.2.3.tgz`, `oci://${run.place.host}/${run.fresh}`, '--plain-http']),
      ],
    },
    goals: [{ against: 'helm', ratio: 1 }],
  },
  {
    name: 'copy-50',
    title: 'copy 50 layers of 10 KiB between registries',
    fixtures: ['files-50'],
    seed: toRegistry('files-50/*.bin'),
    sides: copySides,
    goals: [
      { against: 'oras', ratio: 1.1 },
      { against: 'skopeo', ratio: 1.1 },
    ],
    memory: 150,
  },
  {
    name: 'copy-1g',
    title: 'copy 1 GiB between registries',
    fixtures: ['one-1g'],
    seed: toRegistry('one-1g/*.bin'),
    sides: copySides,
    goals: [
      { against: 'oras', ratio: 1.1 },
      { against: 'skopeo', ratio: 1.1 },
    ],
    memory: 150,
  },
  {
    name: 'copy-inside',
    title: 'copy 8 x 128 MiB inside one registry',
    fixtures: ['eight-128m'],
    seed: toRegistry('eight-128m/*.bin'),
    sides: {
      ours: (run) => [ours(run, { mode: 'copy', reference: seeded(run), to: fresh(run) })],
      oras: (run) => [oras(run, ['cp', seeded(run), fresh(run)])],
      skopeo: (run) => [skopeo(run, 'copy', [`docker://${seeded(run)}`, `docker://${fresh(run)}`])],
    },
    goals: [{ against: 'oras', ratio: 1 }],
    memory: 150,
  },
  {
    name: 'sync-50',
    title: 'sync 50 tags, new',
    fixtures: ['shared-layers', 'own-layers'],
    seed: seedTags,
    sides: syncSides,
    goals: [{ against: 'skopeo', ratio: 0.4 }],
    memory: 150,
  },
  {
    name: 'sync-50-again',
    title: 'sync 50 tags, unchanged',
    fixtures: ['shared-layers', 'own-layers'],
    seed: seedTags,
    isAgain: true,
    sides: syncSides,
    goals: [{ against: 'skopeo', ratio: 0.2 }],
    memory: 150,
  },
  {
    name: 'push-4k',
    title: 'push one 4 KiB file',
    fixtures: ['one-4k'],
    seed: toLayout('one-4k'),
    sides: { ...pushSides('one-4k', 1), node: () => [node] },
    goals: [{ against: 'node', milliseconds: 100 }],
    memory: 90,
  },
  {
    name: 'pull-4k',
    title: 'pull one 4 KiB file',
    fixtures: ['one-4k'],
    seed: toRegistry('one-4k/*.bin'),
    sides: { ...pullSides, node: () => [node] },
    goals: [{ against: 'node', milliseconds: 100 }],
    memory: 90,
  },
  {
    name: 'slow-push-50',
    title: '20 ms a request: push 50 files of 10 KiB',
    network: slow,
    fixtures: ['files-50'],
    sides: { ours: ourPush, oras: orasPush as Side },
    goals: [{ against: 'oras', ratio: 0.4 }],
    memory: 150,
  },
  {
    name: 'slow-pull-50',
    title: '20 ms a request: pull 50 files of 10 KiB',
    network: slow,
    fixtures: ['files-50'],
    seed: toRegistry('files-50/*.bin'),
    sides: { ours: pullSides.ours, oras: pullSides['oras'] as Side },
    goals: [{ against: 'oras', ratio: 0.5 }],
    memory: 150,
  },
  {
    name: 'slow-push-1000',
    title: '20 ms a request: push 1,000 files of 10 KiB',
    network: slow,
    fixtures: ['files-1000'],
    sides: { ours: many.ours, oras: many['oras'] as Side },
    goals: [{ against: 'oras', ratio: 0.2 }],
    memory: 150,
  },
  {
    name: 'slow-pull-1000',
    title: '20 ms a request: pull 1,000 files of 10 KiB',
    network: slow,
    fixtures: ['files-1000'],
    seed: toRegistry('files-1000/*.bin'),
    sides: { ours: pullSides.ours, oras: pullSides['oras'] as Side },
    goals: [{ against: 'oras', ratio: 0.15 }],
    memory: 150,
  },
  {
    name: 'slow-credentials',
    title: '20 ms a request: log in and push one 4 KiB file',
    network: { ...slow, token: true },
    fixtures: ['one-4k'],
    sides: {
      ours: (run) => [ours(run, { mode: 'push', reference: fresh(run), files: 'one-4k/*.bin', ...user })],
      oras: (run) => [
        oras(run, ['login', '-u', user.username, '--password-stdin', run.place.host], user.password),
        oras(run, ['push', fresh(run), ...filesOf('one-4k', 1)]),
      ],
    },
    goals: [{ against: 'oras', ratio: 1 }],
    memory: 150,
  },
  {
    name: 'tls-push-1g',
    title: 'TLS: push 1 GiB',
    network: { tls: true },
    fixtures: ['one-1g'],
    seed: toLayout('one-1g'),
    sides: pushSides('one-1g', 1),
    goals: [{ against: 'oras', ratio: 0.75 }],
    memory: 200,
  },
  {
    name: 'tls-pull-1g',
    title: 'TLS: pull 1 GiB',
    network: { tls: true },
    fixtures: ['one-1g'],
    seed: toRegistry('one-1g/*.bin'),
    sides: pullSides,
    goals: [{ against: 'oras', ratio: 0.85 }],
    memory: 200,
  },
];
