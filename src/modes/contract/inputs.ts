import { parseAnnotationLines } from '../../artifact/annotations.ts';
import type { Reference } from '../../oci/reference.ts';
import {
  age,
  bytes,
  digest,
  duration,
  flag,
  lines,
  mediaType,
  oneOf,
  optional,
  path,
  paths,
  platform,
  type Read,
  text,
  whole,
} from './read-value.ts';

/** The modes, as the input `mode` names them. */
export const modeNames = [
  'push',
  'pull',
  'copy',
  'sync',
  'inspect',
  'tags',
  'tag',
  'attach',
  'discover',
  'delete',
] as const;
export type ModeName = (typeof modeNames)[number];

/** Inputs that functions take together. */
type GroupName = 'sought' | 'policy' | 'signing' | 'tagging' | 'annotations' | 'files' | 'chart';

/** An input of action.yml. */
export interface InputRow {
  /** The modes that know it; absent: all. */
  modes?: readonly ModeName[];
  read: Read<unknown>;
  /** The default of action.yml, for a runner that passes the input as empty; a test keeps the two equal. */
  default?: string;
  /** A mode that does not know it refuses it: a guard that is not looked at would be worse than none. */
  guards?: true;
  /** Given as empty it is an error, and not the default: an expression that came to nothing must not switch it off. */
  refusesEmpty?: true;
  /** The group in which a mode has it; inputs of the group `chart` only apply with `kind: helm`. */
  group?: GroupName;
  /** The modes that take one line of it at most. */
  takesOne?: readonly ModeName[];
  /** The modes that cannot do without it, with what to write. */
  needs?: { readonly [M in ModeName]?: string };
  /** Inputs that make up for it, any of them: but charts and Flux sources need it all the same. */
  orAny?: readonly string[];
}

/** The inputs that the modes work with. */
export const modeInputs = {
  tags: {
    group: 'tagging',
    modes: ['push', 'copy', 'tag', 'delete'],
    read: lines,
    guards: true,
    needs: { tag: 'say which tags to write, one per line' },
  },
  kind: { modes: ['push', 'pull'], read: optional(oneOf('artifact', 'helm', 'flux')) },
  files: {
    group: 'files',
    modes: ['push', 'attach', 'pull'],
    read: paths,
    needs: {
      push: 'name what to push, or give annotations or a config alone',
      attach: 'name what to attach, or give annotations alone',
    },
    orAny: ['annotations', 'config'],
  },
  root: { group: 'files', modes: ['push', 'attach'], read: path, default: '.' },
  'if-no-files-found': {
    group: 'files',
    modes: ['push', 'attach'],
    read: oneOf('error', 'warn', 'ignore'),
    default: 'error',
  },
  'include-hidden-files': { group: 'files', modes: ['push', 'attach'], read: flag, default: 'false' },
  symlinks: {
    group: 'files',
    modes: ['push', 'attach', 'pull'],
    read: oneOf('keep', 'follow', 'error'),
    default: 'keep',
  },
  'artifact-type': {
    modes: ['push', 'attach', 'discover'],
    read: optional(mediaType),
    needs: { attach: 'say what it is, such as application/spdx+json or application/vnd.example.report.v1' },
  },
  /** `path[:media/type]` */
  config: { modes: ['push'], read: optional(path) },
  'image-spec': { modes: ['push', 'attach'], read: oneOf('auto', '1.1', '1.0'), default: 'auto' },
  annotations: {
    group: 'annotations',
    modes: ['push', 'attach', 'copy'],
    read: (value, name) => parseAnnotationLines(lines(value, name)),
  },
  created: { group: 'annotations', modes: ['push', 'attach'], read: text, default: 'none' },
  /** Absent: as the kind of the artifact has it. */
  'github-annotations': {
    group: 'annotations',
    modes: ['push', 'attach'],
    read: optional(oneOf('none', 'source', 'all')),
  },
  /** Absent: as the mode and the kind of the artifact have it. */
  'if-exists': {
    group: 'tagging',
    modes: ['push', 'copy', 'tag', 'sync'],
    read: optional(oneOf('overwrite', 'skip', 'error')),
    guards: true,
  },
  path: { modes: ['pull'], read: path, default: '.' },
  overwrite: { modes: ['pull'], read: flag, default: 'true', guards: true },
  unpack: { modes: ['pull'], read: flag, default: 'true' },
  /** Whether blobs are kept in the runner's tool cache. */
  cache: { modes: ['pull', 'copy'], read: flag, default: 'false' },
  /** Whether what is pulled goes into the tool cache and on the PATH. */
  'add-to-path': { modes: ['pull'], read: flag, default: 'false', guards: true },
  'expect-digest': {
    group: 'sought',
    modes: ['pull', 'copy', 'inspect', 'tag', 'delete', 'attach', 'discover'],
    read: optional(digest),
    guards: true,
  },
  /** None: all of an index, or what is chosen otherwise. */
  platforms: {
    modes: ['copy', 'sync', 'pull', 'inspect', 'attach', 'discover'],
    takesOne: ['pull', 'inspect', 'attach', 'discover'],
    read: (value, name) => lines(value, name).map((line) => platform(line, name)),
  },
  /** References of a copy, `host/prefix` of a sync; as written. */
  to: {
    modes: ['copy', 'sync'],
    read: lines,
    guards: true,
    needs: { copy: 'say where to copy it, one reference per line' },
  },
  /** Whether signatures, SBOMs and the like go along; `all`, also those that `verify` does not accept. */
  referrers: {
    modes: ['copy', 'sync'],
    read: (value, name): boolean | 'all' => (value === 'all' ? value : flag(value, name)),
    default: 'true',
  },
  'sync-file': { modes: ['sync'], read: path, needs: { sync: 'name the YAML file that lists the images' } },
  scoped: { modes: ['sync'], read: flag, default: 'false' },
  'keep-going': { modes: ['push', 'copy', 'sync'], read: flag, default: 'false' },
  /** A range of versions or `/regex/`, as written. */
  filter: { modes: ['tags', 'delete'], read: optional(text), guards: true },
  limit: { modes: ['tags'], read: optional(whole(1, 1_000_000)) },
  'untag-only': { modes: ['delete'], read: flag, default: 'false', guards: true },
  'keep-last': { modes: ['delete'], read: optional(whole(0, 1_000_000)), guards: true },
  /** Milliseconds. */
  'older-than': { modes: ['delete'], read: optional(age), guards: true },
  'chart-version': { group: 'chart', modes: ['push'], read: optional(text), guards: true },
  'chart-app-version': { group: 'chart', modes: ['push'], read: optional(text) },
  'chart-dependencies': {
    group: 'chart',
    modes: ['push'],
    read: oneOf('error', 'build', 'update', 'as-is'),
    default: 'error',
  },
  /** Whether `reference` is the repository of the chart, or that above it. */
  'chart-repository': {
    group: 'chart',
    modes: ['push'],
    read: oneOf('parent', 'exact'),
    default: 'parent',
  },
  /** Who has to have signed what is taken: the word `none`, or a policy in YAML, as written. */
  verify: {
    group: 'policy',
    modes: ['pull', 'copy', 'tag', 'inspect', 'delete', 'attach', 'discover'],
    read: text,
    default: 'none',
    guards: true,
    refusesEmpty: true,
  },
  /** Whose certificates count: a file in the form of Sigstore's trusted_root.json; absent: the public ones. */
  'trusted-root': {
    group: 'policy',
    modes: ['pull', 'copy', 'tag', 'inspect', 'delete', 'push', 'attach', 'discover'],
    read: optional(path),
  },
  sign: {
    group: 'signing',
    modes: ['push', 'copy', 'tag', 'attach'],
    read: oneOf('none', 'keyless', 'key'),
    default: 'none',
    guards: true,
  },
  /** A private key in PEM, or the path of its file. */
  'sign-key': { group: 'signing', modes: ['push', 'copy', 'tag', 'attach'], read: path },
  'sign-key-password': { group: 'signing', modes: ['push', 'copy', 'tag', 'attach'], read: text },
  'signature-format': {
    group: 'signing',
    modes: ['push', 'copy', 'tag', 'attach'],
    read: oneOf('both', 'bundle', 'legacy'),
    default: 'both',
  },
  /** `public`, `public-v2`, `github`, or the path of a signing config; absent: by the visibility of the repository. */
  'signing-config': { group: 'signing', modes: ['push', 'copy', 'tag', 'attach'], read: optional(path) },
  /** `provenance`, `sbom=FILE`, `TYPE=FILE` */
  attest: { group: 'signing', modes: ['push', 'copy', 'tag', 'attach'], read: lines, guards: true },
  /** A version of a chart or a range, as written. */
  version: { group: 'sought', modes: ['pull', 'inspect'], read: optional(text), guards: true },
  /** What to do when the reference, of a copy the source, does not exist. */
  'if-not-found': {
    group: 'sought',
    modes: ['pull', 'copy', 'tag', 'inspect', 'delete', 'attach', 'discover'],
    read: oneOf('error', 'ignore'),
    default: 'error',
  },
  /** Milliseconds to wait for it; absent: it must be there already. */
  wait: { group: 'sought', modes: ['pull', 'copy', 'tag', 'inspect', 'attach', 'discover'], read: optional(duration) },
  concurrency: { read: whole(1, 64), default: '8' },
  'dry-run': {
    modes: ['push', 'copy', 'sync', 'tag', 'attach', 'delete'],
    read: flag,
    default: 'false',
    guards: true,
  },
} as const satisfies Record<string, InputRow>;

/** The inputs that the step around a mode works with: which mode and place, connections, reports. */
export const stepInputs = {
  mode: { read: oneOf(...modeNames) },
  registry: { read: text },
  reference: { read: text },
  'plain-http': { read: optional(flag) },
  insecure: { read: flag, default: 'false' },
  'ca-file': { read: path },
  retries: { read: whole(0, 20), default: '5' },
  /** Milliseconds. */
  timeout: { read: duration, default: '60s' },
  /** Bytes; absent: as registries ask for it. */
  'chunk-size': { modes: ['push', 'copy', 'sync', 'attach'], read: bytes, default: 'auto' },
  summary: { read: flag, default: 'true' },
} as const satisfies Record<string, InputRow>;

/** The inputs that are read apart from the others, since they are to be masked first. */
const credentialInputs = {
  username: { read: text },
  password: { read: text },
  'registry-auth': { read: text },
  'github-token': { read: text },
} as const satisfies Record<string, InputRow>;

/** All inputs of action.yml; a test keeps the two equal. */
export const inputTable: Readonly<Record<string, InputRow>> = { ...credentialInputs, ...stepInputs, ...modeInputs };

/** `keep-last` as `keepLast`. */
type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Name;
type ModeInputs = typeof modeInputs;
type StepInputTable = typeof stepInputs;

/** The values of all inputs of modes. */
export type AllInputs = {
  [Name in keyof ModeInputs as CamelCase<Name>]: ReturnType<ModeInputs[Name]['read']>;
};
/** The values of the inputs of the step. */
export type StepInputs = {
  [Name in keyof StepInputTable as CamelCase<Name>]: ReturnType<StepInputTable[Name]['read']>;
};

type ModesOf<Row> = Row extends { modes: readonly (infer Modes)[] } ? Modes : ModeName;

/** The rows of a group, or those of none, that a mode knows or, of several, that all of them know. */
type NamesOf<M extends ModeName, G> = {
  [Name in keyof ModeInputs]: [M] extends [ModesOf<ModeInputs[Name]>]
    ? ModeInputs[Name] extends { group: infer Own }
      ? Own extends G
        ? CamelCase<Name>
        : never
      : undefined extends G
        ? CamelCase<Name>
        : never
    : never;
}[keyof ModeInputs];

/** The values of a group, as far as a mode knows its rows or, of several, all of them do. */
export type Group<G extends GroupName, M extends ModeName> = Pick<AllInputs, NamesOf<M, G>> &
  (G extends 'sought' ? { reference: Reference } : unknown);

/**
 * What a mode is asked to do: the inputs that it knows, checked, those of a group under its name. Another one is an error
 * of the compiler.
 */
export type InputsOf<M extends ModeName> = Pick<AllInputs, NamesOf<M, undefined>> & {
  [G in GroupName as [NamesOf<M, G>] extends [never] ? never : G]: Group<G, M>;
} & {
  mode: M;
  /** In a sync, which has none: the host of `to`, with an empty repository. */
  reference: Reference;
};

/** Puts the values of rows, by their names in action.yml, into their groups. */
export function grouped<M extends ModeName>(
  mode: M,
  reference: Reference,
  values: Readonly<Record<string, unknown>>,
): InputsOf<M> {
  const inputs: Record<string, unknown> = { mode, reference };
  for (const [name, { group }] of Object.entries<InputRow>(modeInputs)) {
    if (!(name in values)) continue;
    const own = { [camelCase(name)]: values[name] };
    if (group === undefined) Object.assign(inputs, own);
    else inputs[group] = { ...(inputs[group] ?? (group === 'sought' ? { reference } : {})), ...own };
  }
  return inputs as InputsOf<M>;
}

/** `keep-last` as `keepLast`: the name of an input in a program. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
