import { describe, expect, it } from '@jest/globals';
import { targetsBelow } from '../../../src/modes/sync-file/sync-target.ts';
import { formatRepository } from '../../../src/oci/reference.ts';
import { collectingLog } from '../../support/action/collecting-log.ts';

/** Where a repository goes, and what was said of it. */
function target(to: string | undefined, from: string, destination?: string, scoped = false, registry = '') {
  const { log, said } = collectingLog();
  const [host = '', ...rest] = from.split('/');
  const placeOf = targetsBelow(
    { to: to === undefined ? [] : [to], reference: { host: registry, repository: '', tags: [] }, scoped },
    log,
  );
  const repository = {
    ...{ host, repository: rest.join('/'), settings: {}, named: [], selectors: [], exclude: [], newest: undefined },
    ...{ platforms: undefined, destination, position: { file: 'sync.yml', line: 3 } },
  };
  return { place: formatRepository(placeOf(repository)), said };
}

describe('A repository of a sync goes', () => {
  it.each<[string | undefined, string, string | undefined, boolean, string]>([
    ['t.test/mirror', 's.test/team/app', undefined, false, 't.test/mirror/app'],
    ['t.test', 's.test/team/app', undefined, false, 't.test/app'],
    ['t.test/mirror//', 's.test/team/app', undefined, false, 't.test/mirror/app'],
    ['oci://t.test/mirror', 's.test/app', undefined, false, 't.test/mirror/app'],
    ['localhost:5000/a', 's.test/app', undefined, false, 'localhost:5000/a/app'],
    ['oci-layout:Out', 's.test/team/app', undefined, false, 'oci-layout:Out/app'],
    // A path cannot hold the colon of a port.
    ['t.test/mirror', 's.test:5000/team/app', undefined, true, 't.test/mirror/s.test_5000/team/app'],
    ['t.test/mirror', 's.test/team/app', 'other/name', false, 't.test/mirror/other/name'],
    ['t.test/mirror', 's.test/team/app', 'other', true, 't.test/mirror/other'],
    ['t.test/mirror', 's.test/team/app', 'u.test/other', false, 'u.test/other'],
    ['t.test/mirror', 's.test/team/app', 'oci-layout:Out', false, 'oci-layout:Out'],
    [undefined, 's.test/team/app', 'u.test/other', false, 'u.test/other'],
    [undefined, 's.test/team/app', 'localhost/other', false, 'localhost/other'],
    [undefined, 's.test/team/app', 'U.test/other', false, 'u.test/other'],
    // The last part of several.
    ['t.test/mirror', 's.test/team/sub/app', undefined, false, 't.test/mirror/app'],
    // A name with a dot is not a host without a path.
    ['t.test/mirror', 's.test/team/app', 'my.app', false, 't.test/mirror/my.app'],
    // Beside the source, and not onto it.
    [undefined, 's.test/app', 's.test/app-copy', false, 's.test/app-copy'],
    [undefined, 's.test/app', 's.test/app/copy', false, 's.test/app/copy'],
  ])('to %s, from %s, with the destination %s, scoped %s: %s', (to, from, destination, scoped, expected) => {
    expect(target(to, from, destination, scoped)).toEqual({ place: expected, said: [] });
  });

  it('below the registry where there is no `to`', () => {
    expect(target(undefined, 's.test/app', undefined, false, 't.test').place).toBe('t.test/app');
  });

  it('in lower case, which is said', () => {
    expect(target('t.test/Mirror', 's.test/app')).toEqual({
      place: 't.test/mirror/app',
      said: ['notice: Repository names are in lower case: using t.test/mirror'],
    });
  });
});

it.each<[string | undefined, string, string | undefined, string]>([
  ['mirror', 's.test/app', undefined, 'The input to "mirror" is not host/prefix or oci-layout:DIR'],
  ['oci-layout:', 's.test/app', undefined, 'The input to "oci-layout:" is not host/prefix or oci-layout:DIR'],
  ['t.test/a b', 's.test/app', undefined, 'The input to "t.test/a b" is not host/prefix or oci-layout:DIR'],
  [
    undefined,
    's.test/app',
    undefined,
    's.test/app has nowhere to go: set the input to, or a destination with its host',
  ],
  [undefined, 's.test/app', 'other', 's.test/app has nowhere to go: set the input to, or a destination with its host'],
  [
    't.test/a',
    's.test/app',
    'other:v1',
    'other:v1 cannot be the name of a repository: lower case, without tag and digest',
  ],
  ['t.test/a', 's.test/app', 'Other', 'Other cannot be the name of a repository: lower case, without tag and digest'],
  ['t.test/a', 's.test/app', '../b', '../b cannot be the name of a repository: lower case, without tag and digest'],
  ['s.test/team', 's.test/team/app', undefined, 's.test/team/app would be copied onto itself'],
  [undefined, 's.test/app', 's.test/app', 's.test/app would be copied onto itself'],
])('to %s, from %s, with the destination %s, is refused', (to, from, destination, message) => {
  expect(() => target(to, from, destination)).toThrow(message);
});
