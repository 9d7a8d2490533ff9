import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkNames, readInputs } from '../../../src/action/read/inputs.ts';
import { type InputsOf, inputTable, type ModeName } from '../../../src/modes/contract/inputs.ts';
import type { Log } from '../../../src/modes/contract/mode.ts';

const before = Object.entries(process.env).filter(([name]) => name.startsWith('INPUT_'));
const clear = () => {
  for (const name of Object.keys(process.env)) if (name.startsWith('INPUT_')) delete process.env[name];
};
let said: string[];
beforeEach(() => {
  clear();
  said = [];
});
afterAll(() => {
  clear();
  Object.assign(process.env, Object.fromEntries(before));
});

const say = (text: string) => void said.push(text);
const log: Log = { info: say, notice: say, warning: say, debug: say, group: (_, work) => work() };
function give(inputs: Record<string, string>): void {
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.toUpperCase()}`] = value;
}
function read({ mode = '', ...inputs }: Record<string, string>): InputsOf<'push'> {
  give(inputs);
  return readInputs(mode as ModeName, log) as InputsOf<'push'>;
}

const repository = 'registry.test/team/app';
const sha = `sha256:${'a'.repeat(64)}`;
/** For each mode, the least that it takes. */
const steps: Record<string, Record<string, string>> = {
  push: { reference: `${repository}:v1`, files: 'a.txt' },
  pull: { reference: `${repository}:v1` },
  copy: { reference: `${repository}:v1`, to: 'other.test/app:v1' },
  sync: { to: 'other.test/app', 'sync-file': 'sync.yaml' },
  inspect: { reference: `${repository}:v1` },
  tags: { reference: repository },
  tag: { reference: `${repository}:v1`, tags: 'v2' },
  attach: { reference: `${repository}:v1`, files: 'a.txt', 'artifact-type': 'text/x' },
  discover: { reference: `${repository}:v1` },
  delete: { reference: `${repository}:v1` },
};
const modes = Object.keys(steps);

/** The inputs that guard something, with the modes that look at them: written out here, not read from the code. */
const guards: [name: string, value: string, modes: string][] = [
  ['tags', 'v2', 'push copy tag delete'],
  ['if-exists', 'error', 'push copy tag sync'],
  ['overwrite', 'false', 'pull'],
  ['add-to-path', 'true', 'pull'],
  ['expect-digest', sha, 'pull copy inspect tag delete attach discover'],
  ['to', 'other.test/app:v1', 'copy sync'],
  ['filter', '^1', 'tags delete'],
  ['untag-only', 'true', 'delete'],
  ['keep-last', '3', 'delete'],
  ['older-than', '30d', 'delete'],
  ['version', '^1', 'pull inspect'],
  ['verify', '- key: a.pub', 'pull copy tag inspect delete attach discover'],
  ['sign', 'key', 'push copy tag attach'],
  ['attest', 'provenance', 'push copy tag attach'],
  ['dry-run', 'true', 'push copy sync tag attach delete'],
];
/** Inputs without which a step does more or less what was meant: a warning will do. */
const others: [name: string, value: string, modes: string][] = [
  ['kind', 'helm', 'push pull'],
  ['platforms', 'linux/amd64', 'copy sync pull inspect attach discover'],
  ['referrers', 'false', 'copy sync'],
  ['symlinks', 'error', 'push attach pull'],
  ['unpack', 'false', 'pull'],
  ['keep-going', 'true', 'push copy sync'],
  ['if-not-found', 'ignore', 'pull copy tag inspect delete attach discover'],
  ['wait', '10m', 'pull copy tag inspect attach discover'],
  ['limit', '3', 'tags'],
  ['sign-key', 'cosign.key', 'push copy tag attach'],
  ['sign-key-password', 'secret', 'push copy tag attach'],
  ['signature-format', 'bundle', 'push copy tag attach'],
  ['signing-config', 'github', 'push copy tag attach'],
  ['trusted-root', 'root.json', 'push pull copy tag inspect delete attach discover'],
];
const pairs = (table: typeof guards) =>
  table.flatMap(([name, value, known]) =>
    modes.map((mode) => ({ name, value, mode, isKnown: known.split(' ').includes(mode), known })),
  );

describe('an input', () => {
  it.each(pairs(guards))(
    'that guards is looked at or refused: $name in $mode',
    ({ name, value, mode, isKnown, known }) => {
      const reading = () => read({ mode, ...steps[mode], [name]: value });
      if (isKnown) expect(reading).not.toThrow();
      else {
        const what = `The input ${name} ${JSON.stringify(value)} does not apply to mode ${mode}, only to `;
        expect(reading).toThrow(
          expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(what) }),
        );
        const [, listed = ''] = /only to (.*)$/.exec(messageOf(reading)) ?? [];
        expect(listed.split(', ').toSorted()).toEqual(known.split(' ').toSorted());
      }
      expect(said).toEqual([]);
    },
  );

  it('that guards is in this table', () => {
    const own = Object.entries(inputTable).filter(([, { guards: isGuard, group }]) => isGuard && group !== 'chart');
    expect(guards.map(([name]) => name).toSorted()).toEqual(own.map(([name]) => name).toSorted());
  });

  it.each(pairs(others))('that does nothing is told of: $name in $mode', ({ name, value, mode, isKnown }) => {
    read({ mode, ...steps[mode], [name]: value });
    const what = `The input ${name} does not apply to mode ${mode}, only to `;
    expect(said).toEqual(isKnown ? [] : [expect.stringContaining(what)]);
  });

  it.each([
    ['chart-version', '1.0.0'],
    ['chart-app-version', '1.0.0'],
    ['chart-dependencies', 'update'],
    ['chart-repository', 'exact'],
  ])('for charts does not apply to what is not one: %s', (name, value) => {
    const what = `The input ${name}${name === 'chart-version' ? ' "1.0.0"' : ''} applies only with kind: helm`;
    const step = { mode: 'push', ...steps['push'], [name]: value };
    if (name === 'chart-version') expect(() => read(step)).toThrow(what);
    else {
      read(step);
      expect(said).toEqual([what]);
    }
    said = [];
    expect(() => read({ ...step, kind: 'helm' })).not.toThrow();
    expect(said).toEqual([]);
  });

  it.each(modes.filter((mode) => mode !== 'sync'))('reference with two tags in %s', (mode) => {
    const reading = () => read({ mode, ...steps[mode], reference: `${repository}:v1,v2` });
    if (mode !== 'push') return expect(reading).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(reading().reference.tags).toEqual(['v1', 'v2']);
    // Each is named, since a branch may have brought the comma.
    expect(said).toEqual([expect.stringMatching(/\bv1, v2\b/)]);
  });

  it.each([
    ['push', 'foreign-expect-digest'],
    ['tags', 'foreign-input'],
  ] as const)('expect-digest in %s has the topic %s: only a push takes the digest elsewhere', (mode, topic) => {
    const reading = () => read({ mode, ...steps[mode], 'expect-digest': sha });
    expect(reading).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', topic }));
  });

  it('reference does not apply to a sync, and to is one place there', () => {
    expect(() => read({ mode: 'sync', ...steps['sync'], reference: `${repository}:v1` })).toThrow('use to');
    clear();
    expect(() => read({ mode: 'sync', ...steps['sync'], to: 'a.test/x\nb.test/y' })).toThrow(
      'The input to "b.test/y" names several places',
    );
  });

  it.each([
    [`${repository}:v2`, ['v1', 'v2']],
    ['v1', ['v1']],
    ['v2\n# v3\n\nv4', ['v1', 'v2', 'v4']],
  ])('tags may be %j', (tags, expected) => {
    expect(read({ mode: 'push', ...steps['push'], tags }).tagging.tags).toEqual(expected);
  });

  it.each([
    [`${repository}:v2,v3`, 'does not name one tag'],
    [`${repository}:v2@${sha}`, 'does not name one tag'],
    [`${repository}2:v2`, 'is in another repository'],
    ['my-registry.test/team/app:v2', 'names another host'],
    ['registry.test/team/app/more:v2', 'is in another repository'],
  ])('tags may not be %j', (tags, says) => {
    for (const mode of ['push', 'tag']) expect(() => read({ mode, ...steps[mode], tags })).toThrow(says);
  });

  it.each([
    ['v1,v2', 'tag-list'],
    ['feature/x', 'tag-form'],
    ['feature/x:v1', undefined],
  ])('tags may not be %j, with the advice about %s', (tags, topic) => {
    const reading = () => read({ mode: 'push', ...steps['push'], tags });
    expect(reading).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', topic }));
  });

  it.each([
    ['oci-layout:out/app:v2', undefined],
    ['oci-layout:out/other:v2', 'is in another repository than oci-layout:out/app'],
  ])('tags of a layout may be those of %s: %s', (tags, says) => {
    const reading = () => read({ mode: 'push', reference: 'oci-layout:out/app:v1', files: 'a.txt', tags });
    if (says === undefined) expect(reading().tagging.tags).toEqual(['v1', 'v2']);
    else expect(reading).toThrow(says);
  });
});

it.each([
  ['oci-layout:Out/App', 'oci-layout:Out/App'],
  ['Registry.Test:5000/Team', 'registry.test:5000'],
  ['oci://registry.test/team', 'registry.test'],
])('The place of a sync to %s is %s', (to, host) => {
  expect(read({ mode: 'sync', ...steps['sync'], to }).reference.host).toBe(host);
});

it('The place of a sync without to is the registry', () => {
  const { to: _, ...others } = steps['sync'] ?? {};
  expect(read({ mode: 'sync', ...others, registry: 'Registry.Test:5000' }).reference.host).toBe('registry.test:5000');
  expect(read({ mode: 'sync', ...others, registry: '' }).reference.host).toBe('');
});

it.each([
  ['octo-org', {}, true],
  ['ghcr.io/octo-org/charts', {}, true],
  ['ghcr.io', {}, false],
  ['octo-org', { 'chart-repository': 'exact' }, false],
])('Charts may go right below an owner: %s with %j is taken: %s', (reference, given, isTaken) => {
  const reading = () => read({ mode: 'push', files: 'web', kind: 'helm', reference, ...given });
  if (isTaken) expect(reading).not.toThrow();
  else expect(reading).toThrow('has no owner: on ghcr.io a repository begins with one');
});

it.each([
  ['app:v1', false],
  ['octo-org/app:v1', true],
  ['registry.test/app:v1', true],
  ['oci-layout:app:v1', true],
])('A repository has an owner where it is on GitHub: %s is taken: %s', (reference, isTaken) => {
  const reading = () => read({ mode: 'pull', reference });
  if (isTaken) expect(reading).not.toThrow();
  else expect(reading).toThrow('has no owner: on ghcr.io a repository begins with one');
});

describe('an input that is given as nothing', () => {
  it.each(['pull', 'copy', 'tag', 'inspect'])('does not switch off the policy of %s', (mode) => {
    expect(() => read({ mode, ...steps[mode], verify: '' })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', topic: 'empty-policy' }),
    );
  });

  it.each([
    ['tag', 'tags', '# none\n'],
    ['push', 'files', '# none\n# at all'],
  ])('is missing in %s also where it has comments: %s', (mode, name, value) => {
    expect(() => read({ mode, ...steps[mode], [name]: value })).toThrow(`The input ${name} is empty: `);
  });
});

describe('a number', () => {
  it.each([
    ['keep-last', '0', 'keepLast', 0],
    ['limit', '1', 'limit', 1],
  ] as const)('may be the least that makes sense: %s %s', (name, value, key, expected) => {
    const mode = name === 'limit' ? 'tags' : 'delete';
    expect(read({ mode, ...steps[mode], [name]: value })).toMatchObject({ [key]: expected });
  });

  it.each([
    ['delete', 'keep-last', '-1'],
    ['tags', 'limit', '0'],
    ['delete', 'older-than', '0d'],
    ['delete', 'older-than', '30'],
    ['push', 'concurrency', '0'],
    ['pull', 'concurrency', '65'],
  ])('in %s is refused when it is too small or has no unit: %s %s', (mode, name, value) => {
    expect(() => read({ mode, ...steps[mode], [name]: value })).toThrow(`The input ${name} "${value}" `);
  });
});

it.each([
  ['INPUT_FILE', 'There is no input file (INPUT_FILE in the environment): did you mean files?'],
  [
    'INPUT_ANNOTATION-FILE',
    'There is no input annotation-file any more (INPUT_ANNOTATION-FILE in the environment): write its entries into annotations, as lines such as config:key=value and layer[TITLE]:key=value',
  ],
  ...['cert-file', 'key-file'].map((name) => [
    `INPUT_${name.toUpperCase()}`,
    `There is no input ${name} any more (INPUT_${name.toUpperCase()} in the environment): name both files, cert-file and key-file, in an entry of registry-auth for the registry`,
  ]),
  [
    'INPUT_DECLARE-ARTIFACT',
    'There is no input declare-artifact any more (INPUT_DECLARE-ARTIFACT in the environment): use attest, or give actions/attest the outputs repository and digest',
  ],
  ['INPUT_IF-MISSING', 'There is no input if-missing any more (INPUT_IF-MISSING in the environment): use if-not-found'],
  ['INPUT_PLATFORM', 'There is no input platform any more (INPUT_PLATFORM in the environment): use platforms'],
  [
    'INPUT_SORT',
    'There is no input sort any more (INPUT_SORT in the environment): tags are listed newest version first, and those that are no versions after them, by name',
  ],
  ['INPUT_IF_EXISTS', 'There is no input if_exists (INPUT_IF_EXISTS in the environment): did you mean if-exists?'],
])('The name %s is refused, with the advice about it', (variable, message) => {
  const names = { 'INPUT_IF-EXISTS': '', OTHER: '', [variable]: '' };
  expect(() => checkNames(names, log)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', message, topic: 'unknown-input' }),
  );
  expect(said).toEqual([]);
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
