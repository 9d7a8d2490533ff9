import { parseReference } from '../../src/oci/reference.ts';
import type { MessageRow } from './message-row.ts';

const named =
  (text: string, registry = '') =>
  () =>
    parseReference(text, { registry });
const longName = `x.io/${'a'.repeat(251)}`;
const tagRule = 'letters, digits, and after the first . _ - (128 at most)';

export const ociMessages: readonly MessageRow[] = [
  ['no reference', named(''), 'The input reference "" has no repository'],
  ['a host', named('x.io:5000'), 'The input reference "x.io:5000" has no repository: write x.io:5000/NAME'],
  ['an address', named('http://x.io/a'), 'The input reference "http://x.io/a" starts with http://: leave that out'],
  ['a wrong host', named('-x.io/app'), 'The input reference "-x.io/app" has an invalid host "-x.io"'],
  ['a wrong repository', named('x.io/a//b'), 'The input reference "x.io/a//b" has an invalid repository name'],
  ['a long repository', named(longName), `The input reference "${longName}" is longer than 255 characters`],
  ['an empty tag', named('x.io/app:'), `The input reference "x.io/app:" has an invalid tag "": ${tagRule}`],
  [
    'a branch for a tag',
    named('x.io/app:feature/x y'),
    `The input reference "x.io/app:feature/x y" has an invalid tag "feature/x y": ${tagRule}, such as feature-x-y`,
  ],
  ['an empty digest', named('x.io/app@'), 'The input reference "x.io/app@" ends in @ without a digest'],
  ['a wrong digest', named('x.io/app@sha256:a'), 'The input reference "x.io/app@sha256:a" has an invalid digest'],
  ['a login', named('bob:pass@word@x.io/app'), 'The input reference "***@x.io/app" has an invalid digest'],
  ['a layout without a name', named('oci-layout:'), 'The input reference "oci-layout:" has no directory'],
  [
    'two places',
    named('oci-layout:one:v1', 'ghcr.io'),
    'The input reference "oci-layout:one:v1" disagrees with the input registry "ghcr.io"',
  ],
  [
    'two hosts',
    named('y.io/app', 'x.io'),
    'The input reference "y.io/app" names another host than the input registry "x.io"',
  ],
  [
    'a registry with a scheme',
    named('app', 'https://x.io'),
    'The input registry "https://x.io" is not host[:port] or oci-layout:DIR: leave out the scheme',
  ],
  [
    'a registry with a path',
    named('app', 'x.io/owner'),
    'The input registry "x.io/owner" is not host[:port] or oci-layout:DIR',
  ],
];
