import { describeCollected } from '../../src/modes/publish/plan-tags.ts';
import type { MessageRow } from './message-row.ts';
import { refused } from './refused-step.ts';

const sha = `sha256:${'a'.repeat(64)}`;
const inspect = { mode: 'inspect', reference: 'oci-layout:out:v1.0.0' };
const tags = { mode: 'tags', reference: 'oci-layout:out' };
const tag = { mode: 'tag', reference: 'oci-layout:out:v1.0.0', tags: 'next' };
const attach = {
  mode: 'attach',
  reference: 'oci-layout:out:v1.0.0',
  files: 'a.txt',
  'artifact-type': 'application/spdx+json',
};
const copy = { mode: 'copy', reference: 'oci-layout:out:v1.0.0', to: 'oci-layout:copy' };
const remove = { mode: 'delete', reference: 'oci-layout:out:v1.0.0' };
const sync = { mode: 'sync', 'sync-file': 'sync.yml', to: 'oci-layout:copy' };

export const verbMessages: readonly MessageRow[] = [
  ...[
    ['registry.gitlab.com', 'GitLab collects it a day after nothing refers to it'],
    ['gitlab.example.com:5050', 'GitLab collects it a day after nothing refers to it'],
    ['harbor.example.com', 'Harbor collects it where its garbage collection deletes untagged artifacts'],
  ].map(
    ([host = '', how]): MessageRow => [
      `a push without a tag to ${host}`,
      () => describeCollected(host),
      `The artifact has no tag, and ${how}: give it one to keep it`,
    ],
  ),
  ...refused(inspect, [
    [
      'inspect without a version',
      { reference: 'oci-layout:out' },
      'Invalid input: The input reference has neither a tag nor a digest: say which version to inspect',
    ],
    [
      'a wait without end',
      { wait: 'forever' },
      'Invalid input: The input wait "forever" is not a time such as 60s, 2m or 30d',
    ],
    [
      'a missing tag',
      { reference: 'oci-layout:out:v1.0.1' },
      'Not found: There is no v1.0.1 in the OCI layout out; the nearest tags are v1.0.0, v1.1.0, v2.0.0',
    ],
    ['a missing digest', { reference: `oci-layout:out@${sha}` }, `Not found: There is no ${sha} in the OCI layout out`],
    [
      'neither a version nor a range',
      { reference: 'oci-layout:out', version: 'newest' },
      'Invalid input: The version "newest" is neither a semantic version nor a range of versions',
    ],
    [
      'a version that is not there',
      { reference: 'oci-layout:out', version: '3.0.0' },
      'Not found: oci-layout:out has no version 3.0.0: it has v2.0.0, v1.1.0, v1.0.0',
    ],
    [
      'a version without its other numbers',
      { reference: 'oci-layout:out', version: '2' },
      'Not found: oci-layout:out has no version 2: it has v2.0.0, v1.1.0, v1.0.0; as a range, write 2.x',
    ],
    [
      'another digest',
      { 'expect-digest': `${sha}` },
      `Content does not match its digest: oci-layout:out:v1.0.0 is sha256:…, but expect-digest asks for ${sha}`,
    ],
    [
      'an input of other modes',
      { filter: '^1' },
      'Invalid input: The input filter "^1" does not apply to mode inspect, only to tags, delete',
    ],
  ]),
  ...refused(tags, [
    [
      'tags of a tag',
      { reference: 'oci-layout:out:v1.0.0' },
      'Invalid input: The input reference names the tag v1.0.0: mode tags takes a repository, or a digest to list its tags',
    ],
    [
      'an archive of a layout',
      { reference: 'oci-layout:a.txt' },
      'Unusable artifact: The OCI layout a.txt is a file: if it is an archive, unpack it with tar first, and name the directory',
    ],
    ['tags of a missing layout', { reference: 'oci-layout:new' }, 'Not found: There is no OCI layout new'],
    [
      'tags with a wrong filter',
      { filter: 'latest' },
      'Invalid input: The input filter "latest" is neither a range of versions such as ^1.2 nor a /regular expression/',
    ],
    [
      'tags with a wrong expression',
      { filter: '/(/' },
      'Invalid input: The input filter "/(/" is not a regular expression that Go accepts: missing closing ): `(`',
    ],
    [
      'tags with a limit of nothing',
      { limit: '0' },
      'Invalid input: The input limit "0" is not a whole number from 1 to 1000000',
    ],
  ]),
  ...refused(tag, [
    [
      'tag without new tags',
      { tags: '' },
      'Invalid input: The input tags is empty: say which tags to write, one per line',
    ],
    [
      'tag that exists',
      { tags: 'next\nv2.0.0', 'if-exists': 'error' },
      'Already exists: A tag exists with different content: oci-layout:out:v2.0.0 points to sha256:…; this step has sha256:…',
    ],
  ]),
  ...refused(attach, [
    [
      'attach without files',
      { files: '' },
      'Invalid input: The input files is empty: name what to attach, or give annotations alone',
    ],
    [
      'attach without a type',
      { 'artifact-type': '' },
      'Invalid input: The input artifact-type is empty: say what it is, such as application/spdx+json or application/vnd.example.report.v1',
    ],
    [
      'attach to a missing subject',
      { reference: 'oci-layout:out:v1.0.1' },
      'Not found: There is no v1.0.1 in the OCI layout out; the nearest tags are v1.0.0, v1.1.0, v2.0.0',
    ],
    [
      'attach to nothing',
      { reference: 'oci-layout:out' },
      'Invalid input: The input reference has neither a tag nor a digest: say which version to attach to',
    ],
    [
      'attach with tags',
      { tags: 'v3' },
      'Invalid input: The input tags "v3" does not apply to mode attach, only to push, copy, tag, delete',
    ],
  ]),
  ...refused(copy, [
    [
      'copy without a target',
      { to: '' },
      'Invalid input: The input to is empty: say where to copy it, one reference per line',
    ],
    [
      'copy to one place twice',
      { to: 'oci-layout:a:1\noci-layout:a:2' },
      'Invalid input: The input to names oci-layout:a twice: write its tags as oci-layout:a:one,two',
    ],
    [
      'copy to an invalid target',
      { to: 'host.test/A//b' },
      'Invalid input: The input to "host.test/A//b" has nothing before one of its slashes: is the expression there empty?',
    ],
    [
      'copy to a tag alone',
      { to: 'stable' },
      'Invalid input: The input to "stable" has no owner: on ghcr.io a repository begins with one, such as octo-org/hello; another tag in the same repository is written by mode tag',
    ],
    [
      'copy with a tag elsewhere',
      { tags: 'host.test/other:1' },
      'Invalid input: The input tags "host.test/other:1" does not name one tag in oci-layout:copy',
    ],
    [
      'copy without a version',
      { reference: 'oci-layout:out' },
      'Invalid input: The input reference has neither a tag nor a digest: say which version to copy',
    ],
  ]),
  ...refused(remove, [
    [
      'delete of nothing',
      { reference: 'oci-layout:out' },
      'Invalid input: The input reference has neither a tag nor a digest: say what to delete, or which tags to keep with keep-last, older-than or filter',
    ],
    [
      'keep-last with a tag',
      { 'keep-last': '1' },
      'Invalid input: The input keep-last is for a whole repository, but the input reference names v1.0.0',
    ],
    [
      'a filter with a tag',
      { filter: '^1' },
      'Invalid input: The input filter is for a whole repository, but the input reference names v1.0.0',
    ],
    [
      'untag-only of a digest',
      { reference: `oci-layout:out@${sha}`, 'untag-only': 'true' },
      'Invalid input: The input untag-only needs a tag in the input reference: it names a digest alone',
    ],
    [
      'a digest that is expected of a repository',
      { reference: 'oci-layout:out', 'keep-last': '1', 'expect-digest': `${sha}` },
      'Invalid input: The input expect-digest does not apply to a whole repository: name a tag in the input reference',
    ],
    [
      'a negative number',
      { reference: 'oci-layout:out', 'keep-last': '-1' },
      'Invalid input: The input keep-last "-1" is not a whole number from 0 to 1000000',
    ],
    [
      'an age without a unit',
      { reference: 'oci-layout:out', 'older-than': '30' },
      'Invalid input: The input older-than "30" has no unit: write 30d for days',
    ],
  ]),
  ...refused(sync, [
    [
      'a place without a registry',
      { to: 'team/mirror' },
      'Invalid input: The input to "team/mirror" is not host/prefix or oci-layout:DIR',
    ],
    [
      'a place with a tag',
      { to: 'a.io/mirror:v1' },
      'Invalid input: The input to "a.io/mirror:v1" is not host/prefix or oci-layout:DIR',
    ],
    [
      'no sync file',
      { 'sync-file': 'no.yml' },
      'Invalid input: The file "no.yml" of the input sync-file does not exist',
    ],
    [
      'a directory for a sync file',
      { 'sync-file': 'folder' },
      'Invalid input: The file "folder" of the input sync-file cannot be read: EISDIR',
    ],
  ]),
];
