import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseSyncFile } from '../../../src/modes/sync-file/sync-file.ts';

const zeros = `sha256:${'0'.repeat(64)}`;

function parse(yaml: string, environment: NodeJS.ProcessEnv = {}) {
  const masked: string[] = [];
  const mask = (secret: string) => masked.push(secret);
  return { repositories: parseSyncFile(yaml, { file: 'sync.yml', environment, mask }), masked };
}

/** What the error of a file says, with the line on which it is shown. */
function problemOf(yaml: string, environment: NodeJS.ProcessEnv = {}): string {
  try {
    parse(yaml, environment);
  } catch (error) {
    const { code, message, position } = error as Error & { code: string; position: { file: string; line: number } };
    expect({ code, file: position.file }).toEqual({ code: 'INVALID_INPUT', file: 'sync.yml' });
    expect(message).toMatch(new RegExp(`^sync\\.yml:${position.line}: `));
    return `${position.line} ${message.slice(message.indexOf(': ') + 2)}`;
  }
  return '';
}

describe('a sync file', () => {
  it('is read as in the manual of skopeo', () => {
    // docs/skopeo-sync.1.md, the digest in full length
    const { repositories, masked } = parse(`
registry.example.com:
    images:
        busybox: []
        redis:
            - "1.0"
            - "2.0"
            - "${zeros}"
    images-by-tag-regex:
        nginx: ^1\\.13\\.[12]-alpine-perl$
    images-by-semver:
        alpine: ">= 3.12.0"
    credentials:
        username: john
        password: this is a secret
    tls-verify: true
    cert-dir: /home/john/certs
quay.io:
    tls-verify: false
    images:
        coreos/etcd:
            - latest
`);
    const settings = {
      credentials: { username: 'john', password: 'this is a secret' },
      isVerified: true,
      certDirectory: '/home/john/certs',
    };
    const shown = repositories.map(({ host, repository, named, selectors, settings: own }) => ({
      name: `${host}/${repository}`,
      named: named.map(({ name }) => name),
      selectors: selectors.map(({ what }) => what),
      own,
    }));
    expect(shown).toEqual([
      { name: 'registry.example.com/busybox', named: [], selectors: ['all tags'], own: settings },
      { name: 'registry.example.com/redis', named: ['1.0', '2.0', zeros], selectors: [], own: settings },
      {
        name: 'registry.example.com/nginx',
        named: [],
        selectors: ['images-by-tag-regex ^1\\.13\\.[12]-alpine-perl$'],
        own: settings,
      },
      { name: 'registry.example.com/alpine', named: [], selectors: ['images-by-semver >= 3.12.0'], own: settings },
      { name: 'quay.io/coreos/etcd', named: ['latest'], selectors: [], own: { isVerified: false } },
    ]);
    expect(masked).toContain('this is a secret');
    const takes = (index: number, tags: string[]) =>
      tags.filter((tag) => repositories[index]?.selectors[0]?.takes(tag));
    expect(takes(2, ['1.13.1-alpine-perl', '1.13.2-alpine-perl', '1.13.3-alpine-perl'])).toHaveLength(2);
    expect(takes(3, ['3.11', '3.12', 'v3.13.1', '4', '3.12-alpine', 'edge'])).toEqual(['3.12', 'v3.13.1', '4']);
  });

  it('is shown in docs/sync.md', () => {
    const document = readFileSync(join(import.meta.dirname, '../../../docs/sync.md'), 'utf8');
    const [, example = ''] = /```yaml\n(# mirror\.yml\n[\s\S]*?)```/.exec(document) ?? [];
    const names = parse(example, { EXAMPLE_PASSWORD: 'secret' }).repositories.map(({ repository }) => repository);
    expect(names).toHaveLength(5);
    expect(names).toContain('team/app');
  });

  it.each([
    [
      'short names of Docker Hub',
      'docker.io: {images: {alpine: [], grafana/loki: []}}',
      'docker.io/library/alpine docker.io/grafana/loki',
    ],
    ['the other name of Docker Hub', 'index.docker.io: {images: {alpine: }}', 'docker.io/library/alpine'],
    ['a registry that ends in that name', 'my-index.docker.io: {images: {alpine: }}', 'my-index.docker.io/alpine'],
    ['localhost in capitals', 'LOCALHOST: {images: {etcd: }}', 'localhost/etcd'],
    [
      'each word for nothing',
      'a.io: {images: {a: , b: ~, c: null, d: Null, e: NULL}}',
      'a.io/a a.io/b a.io/c a.io/d a.io/e',
    ],
    ['a setting that is nothing', 'a.io: {images: {x: }, cert-dir: }', 'a.io/x'],
    ['a registry with a path', 'quay.io/coreos: {images: {etcd: }}', 'quay.io/coreos/etcd'],
    ['a port and capitals in the host', 'Localhost:5000: {images: {etcd: }}', 'localhost:5000/etcd'],
    ['a name in two maps once', 'a.io: {images: {x: ["1"]}, images-by-semver: {x: "2"}}', 'a.io/x'],
    [
      'aliases and merge keys',
      'a.io: &a\n  images: {x: }\n  cert-dir: /c\nb.io:\n  <<: *a\n  tls-verify: true',
      'a.io/x b.io/x',
    ],
  ])('may have %s', (_, yaml, names) => {
    expect(
      parse(yaml)
        .repositories.map(({ host, repository }) => `${host}/${repository}`)
        .join(' '),
    ).toBe(names);
  });

  it('takes of a name in two maps what either says', () => {
    const [first] = parse(
      'a.io: {images: {x: ["1"]}, images-by-semver: {x: "2"}, images-by-tag-regex: {x: "^v"}}',
    ).repositories;
    expect(first?.named.map(({ name }) => name)).toEqual(['1']);
    expect(first?.selectors.map(({ what }) => what)).toEqual(['images-by-tag-regex ^v', 'images-by-semver 2']);
  });

  it('takes what a map itself says before what it merges, wherever the merge key stands', () => {
    for (const own of ['tls-verify: true\n  <<: *a', '<<: *a\n  tls-verify: true']) {
      const [, second] = parse(`a.io: &a\n  images: {x: }\n  tls-verify: false\nb.io:\n  ${own}`).repositories;
      expect(second?.settings.isVerified).toBe(true);
    }
    // Of several, the first that says it.
    const two =
      'a.io: &a\n  images: {x: }\n  tls-verify: false\nb.io: &b\n  images: {y: }\n  cert-dir: /c\n  tls-verify: true\n';
    const [, , third] = parse(`${two}c.io:\n  <<: [*a, *b]\n`).repositories;
    expect(third).toMatchObject({ repository: 'x', settings: { isVerified: false, certDirectory: '/c' } });
  });

  it.each([
    ...['true', 'True', 'TRUE', 'y', 'Y', 'yes', 'on'].map((word) => [word, true] as const),
    ...['false', 'False', 'FALSE', 'n', 'N', 'no', 'off'].map((word) => [word, false] as const),
  ])('takes %s for %s, as skopeo does', (word, isVerified) => {
    const [only] = parse(`a.io:\n  images: {x: }\n  tls-verify: ${word}`).repositories;
    expect(only?.settings).toMatchObject({ isVerified });
  });

  it('takes unquoted tags as they are written', () => {
    const [first] = parse('a.io:\n  images:\n    x: [1.10, 0777, 20260101, yes, 1e3]').repositories;
    expect(first?.named.map(({ name }) => name)).toEqual(['1.10', '0777', '20260101', 'yes', '1e3']);
    const [second] = parse(`a.io: {images: {x: ['null', "null"]}}`).repositories;
    expect(second?.named.map(({ name }) => name)).toEqual(['null', 'null']);
  });

  it.each(['tag-regex: ^v', 'semver: ^1'])('takes the newest of what "%s" selects', (way) => {
    const [one] = parse(`a.io:\n  repositories:\n    app:\n      ${way}\n      newest: 3\n`).repositories;
    expect(one?.newest).toBe(3);
  });

  it('has a fourth map, for what skopeo cannot say', () => {
    const [first, second] = parse(`
a.io:
  repositories:
    team/app:
      tag-regex: ^v
      exclude: [-rc, -beta]
      newest: 3
      platforms: [linux/amd64, linux/arm/v7]
      destination: apps/our-app
    team/tool: {exclude: nightly}
`).repositories;
    expect(first).toMatchObject({
      repository: 'team/app',
      newest: 3,
      platforms: [
        { os: 'linux', architecture: 'amd64' },
        { os: 'linux', architecture: 'arm', variant: 'v7' },
      ],
      destination: 'apps/our-app',
    });
    const isExcluded = (tag: string) => first?.exclude.map((excludes) => excludes(tag));
    expect([isExcluded('v1-rc'), isExcluded('v1-beta')]).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(second).toMatchObject({ selectors: [{ what: 'all tags', mayBeIdle: false }] });
    expect(second?.exclude.map((excludes) => excludes('a-nightly'))).toEqual([true]);
  });

  it.each([
    ['password: ${SECRET}', { username: 'me', password: 'hunter22' }, ['hunter22']],
    ['password: "a-${SECRET}"', { username: 'me', password: 'a-hunter22' }, ['hunter22', 'a-hunter22']],
    ['identitytoken: ${SECRET}', { identityToken: 'hunter22' }, ['hunter22']],
    ["password: 'p$x{y}'", { username: 'me', password: 'p$x{y}' }, ['p$x{y}']],
  ])('takes %s from the environment, and hides it', (line, credentials, secrets) => {
    const yaml = `a.io:\n  images: {x: }\n  credentials:\n    username: \${WHO}\n    ${line}`;
    const { repositories, masked } = parse(yaml, { WHO: 'me', SECRET: 'hunter22' });
    expect(repositories[0]?.settings).toEqual({ credentials });
    expect(masked).toEqual(expect.arrayContaining(secrets));
    expect(masked).not.toContain('me');
  });

  it.each([
    'INPUT_PASSWORD',
    'input_registry_auth',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'Actions_Runtime_Token',
    'GITHUB_TOKEN',
    'RUNNER_TEMP',
  ])('reads no variable of the runner: %s', (name) => {
    const yaml = `a.io:\n  images: {x: }\n  credentials:\n    username: me\n    password: x\${${name}}`;
    const says = `5 password asks for ${name}: a sync file cannot read variables that start with INPUT_, ACTIONS_, GITHUB_ or RUNNER_`;
    expect(problemOf(yaml, { [name]: 'hunter22' })).toContain(says);
    expect(problemOf(yaml.replace('password: x', 'password: p\n    identitytoken: '), { [name]: 'x' })).toContain(name);
  });

  it('takes an empty variable for one that is not set', () => {
    const yaml = 'a.io:\n  images: {x: }\n  credentials:\n    username: me\n    password: x${EMPTY}';
    expect(problemOf(yaml, { EMPTY: '' })).toBe(
      '5 password needs the environment variable EMPTY, which is not set: does the secret exist?',
    );
  });

  const withCredentials = (text: string) => `a.io:\n  images: {x: }\n  credentials: ${text}`;
  it.each([
    ['', '1 the sync file has no registries'],
    ['- a', '1 The sync file is not a map of keys and values'],
    ['images: {x: }', '1 "images" is not a registry: write host[:port]'],
    ['a_b.io: {images: {x: }}', '1 "a_b.io" is not a registry: write host[:port]'],
    ['https://a.io: {images: {x: }}', '1 "https://a.io" is not a registry: write host[:port]'],
    ['a.io:\n  cert-dir: /c', '1 a.io lists no images: say which under images or repositories'],
    ['a.io:\n  images: {}', '1 a.io lists no images: say which under images or repositories'],
    ['a.io:\n  imges: {x: }', '2 a.io has the unknown key "imges": did you mean images?'],
    [
      'a.io:\n  images: {x: }\n  mirror: 1',
      '3 a.io has the unknown key "mirror": known are images, images-by-tag-regex, images-by-semver, repositories, credentials, tls-verify, cert-dir',
    ],
    ['a.io:\n  images: [x]', '2 images is not a map of keys and values'],
    ['a.io:\n  images:\n    x: latest', '3 images is not a list'],
    [
      'a.io:\n  images:\n    x:\n      - "1"\n      - -2',
      '5 "-2" in images is neither a tag nor a digest (sha256:… with 64 hex digits)',
    ],
    [
      'a.io:\n  images:\n    x: ["sha256:00"]',
      '3 "sha256:00" in images is neither a tag nor a digest (sha256:… with 64 hex digits)',
    ],
    ['a.io:\n  images:\n    x: [[1]]', '3 A tag in images is not text, or is empty'],
    ['a.io:\n  images:\n    x: [~]', '3 A tag in images is not text, or is empty'],
    ['a.io:\n  images:\n    x:1: []', '3 "x:1" is not the name of a repository: lower case, without tag and digest'],
    ['a.io:\n  images:\n    X: []', '3 "X" is not the name of a repository: lower case, without tag and digest'],
    ['a.io:\n  images:\n    ../x: []', '3 "../x" is not the name of a repository: lower case, without tag and digest'],
    ['a.io:\n  images:\n    x: []\n    x: []', '4 Map keys must be unique'],
    ['a.io:\n  images: {x: }\na.io:\n  images: {y: }', '3 Map keys must be unique'],
    [
      'docker.io:\n  images: {x: }\nindex.docker.io:\n  images:\n    x: []',
      '5 docker.io/library/x appears twice in the file',
    ],
    ['a.io:\n  images-by-tag-regex:\n    x: "("', '3 images-by-tag-regex "(" cannot be used: '],
    ['a.io:\n  images-by-tag-regex:\n    x:', '3 images-by-tag-regex is not text, or is empty'],
    [
      'a.io:\n  images-by-tag-regex:\n    x: ^(?!a)',
      '3 images-by-tag-regex "^(?!a)" cannot be used: invalid or unsupported Perl syntax: `(?!`',
    ],
    ['a.io:\n  images-by-tag-regex:\n    x: [a, b]', '3 images-by-tag-regex is not text, or is empty'],
    ['a.io:\n  images-by-semver:\n    x: ">= x.y"', '3 images-by-semver ">= x.y" is not a range of semantic versions'],
    ['a.io:\n  images: {x: }\n  tls-verify: nope', '3 tls-verify is not true or false'],
    ['a.io:\n  images: {x: }\n  tls-verify: "true"', '3 tls-verify is not true or false'],
    ['a.io:\n  images: {x: }\n  cert-dir: [/c]', '3 cert-dir is not text, or is empty'],
    ['a.io:\n  images: {x: }\n  cert-dir: ""', '3 cert-dir is not text, or is empty'],
    ['a.io: &a\n  images: {x: }\nb.io:\n  "<<": *a', '4 b.io has the unknown key "<<": '],
    ['a.io: &a\n  images: *a', '2 an alias refers to nothing'],
    ['a.io: &a\n  images:\n    x: *a', '3 an alias refers to nothing'],
    ['a.io: "\\xzz"', '1 Invalid escape sequence'],
    ['a.io: !b! c', '1 The tag has no suffix'],
    // The line of the alias, and not of what it stands for.
    [
      'a.io:\n  repositories:\n    x:\n      tag-regex: &t v1\n      platforms:\n        - *t',
      '6 a platform is not os/architecture[/variant]',
    ],
    ['a.io:\n  repositories:\n    x:\n      platforms: []', '4 platforms is empty'],
    [
      'a.io:\n  repositories:\n    x:\n      tags: ["1"]\n      newest: 1',
      '5 x names its tags, so there is nothing to exclude or to sort',
    ],
    [withCredentials('{password: p}'), '3 credentials have a username without a password, or the reverse'],
    ["a.io:\n  images: {x: }\n  tls-verify: 'true'", '3 tls-verify is not true or false'],
    [withCredentials('{username: u}'), '3 credentials have a username without a password, or the reverse'],
    [
      withCredentials('{username: u, passwort: p}'),
      '3 credentials has the unknown key "passwort": did you mean password?',
    ],
    [
      withCredentials('{username: u, password: "${NO}"}'),
      '3 password needs the environment variable NO, which is not set: does the secret exist?',
    ],
    [
      'a.io:\n  images: {x: }\n  repositories:\n    x: {newest: 1}',
      '4 x appears twice: put all of it under repositories',
    ],
    ['a.io:\n  repositories:\n    x: {semver: "1", tags: ["2"]}', '3 x has tags and semver: choose one'],
    ['a.io:\n  repositories:\n    x:\n      newst: 1', '4 x has the unknown key "newst": did you mean newest?'],
    ['a.io:\n  repositories:\n    x:\n      newest: 0', '4 newest is not a whole number above 0'],
    ['a.io:\n  repositories:\n    x:\n      exclude: "["', '4 exclude "[" cannot be used: '],
    [
      'a.io:\n  repositories:\n    x:\n      tags: ["1"]\n      exclude: a',
      '5 x names its tags, so there is nothing to exclude or to sort',
    ],
    ['a.io:\n  repositories:\n    x:\n      platforms: [linux]', '4 a platform is not os/architecture[/variant]'],
    ['a.io:\n  images:\n\tx: []', '3 Tabs are not allowed as indentation'],
    ['a.io: *b', '1 '],
    ['a.io:\n  ? [x]\n  : 1', '2 a key is not text'],
    ['a.io:\n  images: {x: }\n  <<: [y]', '3 what is merged is not a map'],
    ['a.io:\n  images: {x: }\n---\nb.io:\n  images: {x: }', '3 only one document may be here'],
  ])('is refused: %j', (yaml, says) => {
    expect(problemOf(yaml)).toContain(says);
    expect(problemOf(yaml)).toMatch(/^\d/);
  });

  it.each([
    'a.io: {password: "hunter22", {',
    "a.io:\n  password: 'hunter22'\n bad",
    'a.io:\n  password: |hunter22\n b',
    'a.io:\n  password: "\\Uhunter22"',
    'a.io:\n  password: !hunter22! x',
    'a.io:\n  password: *hunter22',
    'a.io:\n  password: "x\\"hunter22\n',
  ])('that is broken does not show its secrets: %j', (yaml) => {
    expect(problemOf(yaml)).toMatch(/^\d/);
    expect(problemOf(yaml)).not.toContain('hunter22');
  });

  it('does not grow by aliases of aliases', () => {
    const lines = Array.from({ length: 12 }, (_, n) => `b${n}.io: &b${n} [${n ? `${`*b${n - 1},`.repeat(10)}` : 'x'}]`);
    expect(problemOf(lines.join('\n'))).toMatch(/its aliases make the file too large$/);
  });
});
