import { describe, expect, it } from '@jest/globals';
import {
  formatRepository,
  isHost,
  isLayout,
  isRepository,
  isTag,
  layoutDirectoryOf,
  parseReference,
  ruleOfTag,
} from '../../src/oci/reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const longTag = 'a'.repeat(128);

describe('parseReference', () => {
  it.each([
    ['ghcr.io/owner/app:v1', 'ghcr.io', 'owner/app', ['v1']],
    ['owner/app:v1', 'ghcr.io', 'owner/app', ['v1']],
    ['app', 'ghcr.io', 'app', []],
    ['app:v1', 'ghcr.io', 'app', ['v1']],
    ['oci://ghcr.io/owner/app:v1', 'ghcr.io', 'owner/app', ['v1']],
    ['  ghcr.io/owner/app:v1\n', 'ghcr.io', 'owner/app', ['v1']],
    ['localhost/app:v1', 'localhost', 'app', ['v1']],
    ['localhost:5000/app', 'localhost:5000', 'app', []],
    ['registry:5000/app:v1', 'registry:5000', 'app', ['v1']],
    ['registry/app:v1', 'ghcr.io', 'registry/app', ['v1']],
    ['app:5000', 'ghcr.io', 'app', ['5000']],
    ['oci://app:v1', 'ghcr.io', 'app', ['v1']],
    ['127.0.0.1:5000/a/b/c:v1', '127.0.0.1:5000', 'a/b/c', ['v1']],
    ['[::1]:5000/app:v1', '[::1]:5000', 'app', ['v1']],
    ['[2001:db8::1]/app', '[2001:db8::1]', 'app', []],
    ['GHCR.io/app', 'ghcr.io', 'app', []],
    ['docker.io/library/alpine:3', 'docker.io', 'library/alpine', ['3']],
    ['docker.io/alpine:3', 'docker.io', 'library/alpine', ['3']],
    ['index.docker.io/Alpine', 'index.docker.io', 'library/alpine', []],
    ['docker.io/octo/app', 'docker.io', 'octo/app', []],
    ['docker.example.io/alpine', 'docker.example.io', 'alpine', []],
    ['x.io/a__b/c-d/e---f/g.h_i:V1_.-', 'x.io', 'a__b/c-d/e---f/g.h_i', ['V1_.-']],
    ['x.io/app:v1,v1.2,latest', 'x.io', 'app', ['v1', 'v1.2', 'latest']],
    ['x.io/app:v1, v2,v1', 'x.io', 'app', ['v1', 'v2']],
    [`x.io/app:${longTag}`, 'x.io', 'app', [longTag]],
    [`${'a'.repeat(63)}.io/${'b'.repeat(188)}`, `${'a'.repeat(63)}.io`, 'b'.repeat(188), []],
    ['alocalhost/app:v1', 'ghcr.io', 'alocalhost/app', ['v1']],
    ['localhosts/app:v1', 'ghcr.io', 'localhosts/app', ['v1']],
    ['my-localhost:v1', 'ghcr.io', 'my-localhost', ['v1']],
    ['localhosts:v1', 'ghcr.io', 'localhosts', ['v1']],
    ['localhosts', 'ghcr.io', 'localhosts', []],
    ['a.b-c:v1', 'ghcr.io', 'a.b-c', ['v1']],
    ['app1.2:v1', 'ghcr.io', 'app1.2', ['v1']],
    ['x.io/ab/cd/ef', 'x.io', 'ab/cd/ef', []],
    ['x.io/ab--cd/ef--gh', 'x.io', 'ab--cd/ef--gh', []],
    ['x.io/a/b.cd', 'x.io', 'a/b.cd', []],
    ['xn--bcher-kva.example/app', 'xn--bcher-kva.example', 'app', []],
  ])('reads %j', (text, host, repository, tags) => {
    expect(parseReference(text)).toStrictEqual({ host, repository, tags });
  });

  it.each([
    [`x.io/app@${digest}`, []],
    [`x.io/app:v1@${digest}`, ['v1']],
    [`x.io/app:v1,v2@${digest}`, ['v1', 'v2']],
  ])('reads the digest of %j', (text, tags) => {
    expect(parseReference(text)).toEqual({ host: 'x.io', repository: 'app', tags, digest });
  });

  it.each([
    ['docker.io/octo', 'docker.io', 'octo'],
    ['x.io/charts/', 'x.io', 'charts'],
    ['oci://X.io', 'x.io', ''],
    ['oci://x.io/', 'x.io', ''],
    ['x.io', 'x.io', ''],
    ['x.io/', 'x.io', ''],
    ['x.io:5000', 'x.io:5000', ''],
    ['oci://localhost:5000', 'localhost:5000', ''],
    ['localhost:5000/', 'localhost:5000', ''],
    ['localhost', 'localhost', ''],
    ['oci://registry:5000', 'registry:5000', ''],
    ['127.0.0.1:5000', '127.0.0.1:5000', ''],
    ['[::1]:5000', '[::1]:5000', ''],
    ['oci://owner', 'ghcr.io', 'owner'],
    ['oci-layout:out/', 'oci-layout:out', ''],
    ['oci-layout:/', 'oci-layout:/', ''],
  ])('takes %j for a place for charts, which may be a host', (text, host, repository) => {
    expect(parseReference(text, { isPlace: true })).toEqual({ host, repository, tags: [] });
  });

  it.each([`oci://x.io@${digest}`, `x.io@${digest}`])('does not take %j for a place', (text) => {
    expect(() => parseReference(text, { isPlace: true })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it.each([
    ['oci://localhost:5000', 'localhost:5000'],
    ['oci://localhost:5000/', 'localhost:5000'],
    [`oci://localhost:5000@${digest}`, 'localhost:5000'],
    ['localhost:5000', 'localhost:5000'],
    ['localhost', 'localhost'],
    ['oci://registry:5000', 'registry:5000'],
    ['registry:5000/', 'registry:5000'],
    ['oci://x.io', 'x.io'],
    ['x.io:5000', 'x.io:5000'],
    ['127.0.0.1:5000', '127.0.0.1:5000'],
    ['10.0.0.1', '10.0.0.1'],
    ['[::1]:5000', '[::1]:5000'],
    ['[::1]', '[::1]'],
  ])('knows %j for a host without a repository', (text, host) => {
    expect(() => parseReference(text)).toThrow(`${host}/NAME`);
  });

  it.each([
    ['oci-layout:out', 'out', []],
    ['oci-layout:out:v1', 'out', ['v1']],
    ['oci-layout:/abs/dir:v1,v2', '/abs/dir', ['v1', 'v2']],
    ['oci-layout:./a:b/c', './a:b/c', []],
    ['oci-layout:./a:b/c:v1', './a:b/c', ['v1']],
    ['oci-layout:C:\\dir:v1', 'C:\\dir', ['v1']],
    ['oci-layout:C:\\dir', 'C:\\dir', []],
    ['oci-layout:C:/dir', 'C:/dir', []],
    ['oci-layout:C:/dir:v1', 'C:/dir', ['v1']],
    ['oci-layout:\\\\server\\share\\x:v1', '\\\\server\\share\\x', ['v1']],
    ['oci-layout:/with space/Ünï:v1', '/with space/Ünï', ['v1']],
    ['oci-layout:node_modules/@scope/dir:v1', 'node_modules/@scope/dir', ['v1']],
    ['oci-layout:node_modules/@scope/dir', 'node_modules/@scope/dir', []],
    ['oci-layout:.', '.', []],
  ])('reads the layout %j', (text, directory, tags) => {
    const reference = parseReference(text);
    expect(reference).toEqual({ host: `oci-layout:${directory}`, repository: '', tags });
    expect(isLayout(reference)).toBe(true);
    expect(layoutDirectoryOf(reference)).toBe(directory);
    expect(formatRepository(reference)).toBe(`oci-layout:${directory}`);
  });

  it.each([`oci-layout:./@scope/dir@${digest}`, `oci-layout:./@scope/dir:v1@${digest}`])('reads %j', (text) => {
    expect(parseReference(text)).toMatchObject({ host: 'oci-layout:./@scope/dir', digest });
  });

  it.each([
    ['owner/app:v1', 'x.io', 'x.io', 'owner/app'],
    ['localhost:v1', 'x.io', 'x.io', 'localhost'],
    ['my.app:v1', 'x.io', 'x.io', 'my.app'],
    ['localhost:v1', 'oci-layout:dir', 'oci-layout:dir', ''],
    ['owner/app:v1', ' oci://X.io:5000 ', 'x.io:5000', 'owner/app'],
    ['x.io/app:v1', 'x.io', 'x.io', 'app'],
    ['X.IO/app:v1', 'x.io', 'x.io', 'app'],
    ['localhost:5000/app:v1', 'localhost:5000', 'localhost:5000', 'app'],
    [':v1', 'oci-layout:dir', 'oci-layout:dir', ''],
    ['app:v1', 'oci-layout:dir', 'oci-layout:dir', ''],
    ['Owner/App:v1', 'oci-layout:C:\\dir', 'oci-layout:C:\\dir', ''],
    ['oci-layout:dir:v1', ' oci-layout:dir ', 'oci-layout:dir', ''],
  ])('puts %j and the registry %j together', (text, registry, host, repository) => {
    expect(parseReference(text, { registry })).toEqual({ host, repository, tags: ['v1'] });
  });

  it.each([
    ['my.app', 'x.io', [], 'my.app'],
    ['localhost', 'x.io', [], 'localhost'],
    ['localhost:5000', 'x.io', ['5000'], 'localhost'],
    ['10.0.0.1', 'x.io', [], '10.0.0.1'],
  ])('takes %j, which could be a host, for a repository of the registry %j', (text, registry, tags, repository) => {
    expect(parseReference(text, { registry })).toEqual({ host: registry, repository, tags });
  });

  it.each([
    ['owner/app', []],
    ['Owner/App', ['owner/app']],
    ['GHCR.IO/owner/app:V1', []],
    ['GHCR.IO/Owner/app:V1', ['owner/app']],
  ])('tells of capitals in %j', (text, expected) => {
    const lowered: string[] = [];
    const { tags } = parseReference(text, { onLowered: (repository) => lowered.push(repository) });
    expect(lowered).toEqual(expected);
    expect(tags).toEqual(text.includes(':') ? ['V1'] : []);
  });

  it.each([
    ...[
      '',
      '   ',
      ':v1',
      'x.io/',
      'x.io/:v1',
      'harbor.example.com',
      'harbor.EXAMPLE',
      'localhost:v1',
      '10.20.30.40:v1',
    ],
    ...['https://x.io/app', 'HTTP://x.io/app', 'x.io/oci://app', 'x.io/app:http://a', `x.io@${digest}`],
    ...['-x.io/app', 'x..io/app', 'x.io:99999/app', 'x.io:port/app', '[::g]/app', '[:::1]/app'],
    ...['x.io/a//b', 'x.io/../b', 'x.io/a/', 'x.io/a_', 'x.io/a___b', 'x.io/a b', 'x.io/ä', 'x.io/a?b#c'],
    ...[`x.io/${'a'.repeat(251)}`, `${'a'.repeat(63)}.io/${'a'.repeat(189)}`],
    ...['x.io/app:-v1', 'x.io/app:v1+2', 'x.io/app:a:b', 'x.io/app:feature/x y', `x.io/app:${longTag}a`],
    ...['x.io/app:', 'x.io/app:v1,', 'x.io/app@', '@', 'oci-layout:dir:v1@', `x.io/app@${digest}@${digest}`],
    ...['x.io/app@sha256:abc', 'x.io/app@sha256:../../x', 'oci-layout:dir@sha256:abc', 'oci-layout:dir@sha256:../../x'],
    ...['oci-layout:', 'oci-layout::v1', 'oci-layout:dir:v 1'],
  ])('refuses %j', (text) => {
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it.each([
    ['oci-layout:one:v1', 'oci-layout:two'],
    ['oci-layout:one:v1', 'ghcr.io'],
    ['y.io/app', 'x.io'],
    ['localhost:5000', 'localhost:5000'],
    ['oci://localhost:5000', 'x.io'],
    ['x.io:5000/app', 'x.io'],
    ['ghcr.io/app:v1', 'oci-layout:dir'],
    ['a//b:v1', 'oci-layout:dir'],
    ...[
      'https://x.io',
      'http://x.io',
      'x.io/owner',
      'oci-layout:',
      'x.io:0x50',
      'a b',
      'x.io/https://',
      'x.io/oci://',
    ].map((registry) => ['app', registry] as const),
  ])('refuses %j with the registry %j', (text, registry) => {
    expect(() => parseReference(text, { registry })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it.each([
    'bob:secret@x.io/app',
    'https://bob:secret@x.io/app:v1',
    'bob:se:secret@x.io/app',
    'bob:se@secret@x.io/app',
    'https://bob:se@secret@x.io/app',
  ])('does not show the password of %j', (text) => {
    expect(() => parseReference(text)).toThrow('***@x.io/app');
    expect(() => parseReference(text)).not.toThrow('secret');
    expect(() => parseReference('app', { registry: text })).toThrow('***@x.io/app');
  });

  it.each([
    ['r.test/app@', 'empty-digest'],
    ['r.test/app:', 'empty-tag'],
    ['r.test/app:v1, ,v2', 'empty-tag'],
    ['r.test/app:a+b', 'tag-form'],
    ['r.test/app:feature/x', 'tag-form'],
    ['r.test/app@sha256:ab', undefined],
  ])('tells of %j what it is about: %s', (text, topic) => {
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', topic }));
  });

  it('names the input that a reference came from', () => {
    expect(() => parseReference('a b', { from: 'to' })).toThrow(/\bto "a b"/);
  });

  it('reads a hostile text of any length at once', () => {
    for (const text of [`x.io/${'a-'.repeat(100_000)}`, `${'a-'.repeat(100_000)}.io/app`, 'a/'.repeat(100_000)]) {
      expect(() => parseReference(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    }
  });
});

it.each([
  ['v1', true],
  ['_x', true],
  ['1.0-rc.1', true],
  [longTag, true],
  [`${longTag}a`, false],
  ['', false],
  ['.x', false],
  ['a/b', false],
  ['a b', false],
  ['ü', false],
  ['v1\n', false],
])('tells whether %j is a tag', (text, expected) => {
  expect(isTag(text)).toBe(expected);
});

it('writes the repository of a registry', () => {
  expect(formatRepository({ host: 'x.io', repository: 'a/b' })).toBe('x.io/a/b');
  expect(isLayout({ host: 'x.io' })).toBe(false);
});

const rule = 'letters, digits, and after the first . _ - (128 at most)';
it.each([
  ['feature/x', 'feature-x'],
  ['refs/heads/main', 'main'],
  ['refs/tags/v1', 'v1'],
  ['a/refs/heads/b', 'a-refs-heads-b'],
  ['a  //  b', 'a-b'],
  ['..-a--', 'a'],
  ['a b c', 'a-b-c'],
  [`${longTag}aa`, longTag],
  ['ü', undefined],
  ['', undefined],
  ['v1,v2 ', undefined],
])('The rule for tags is told of %j with the tag %s', (text, near) => {
  expect(ruleOfTag(text)).toBe(near === undefined ? rule : `${rule}, such as ${near}`);
});

it.each([
  ['x.io', 'app', true],
  ['x.io', 'App', false],
  ['x.io', '', false],
  ['x.io', 'a/b-c__d', true],
  ['x.io', 'a'.repeat(250), true],
  ['x.io', 'a'.repeat(251), false],
  ['xx.io', 'a'.repeat(250), false],
])('Registries take %s/%s for a name: %s', (host, path, expected) => {
  expect(isRepository(host, path)).toBe(expected);
});

it.each([
  ['x.io', true],
  ['x.io:65535', true],
  ['x.io:65536', false],
  ['[::1]:80', true],
  ['', false],
  ['a b', false],
  ['x.io/', false],
])('%j is a host: %s', (text, expected) => {
  expect(isHost(text)).toBe(expected);
});
