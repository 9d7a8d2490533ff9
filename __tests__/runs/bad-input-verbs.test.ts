import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';

const here = 'oci-layout:out';
const v1 = `${here}:v1.0.0`;
const sha = `sha256:${'a'.repeat(64)}`;
const inspect = { mode: 'inspect', reference: v1 };
const tags = { mode: 'tags', reference: here };
const tag = { mode: 'tag', reference: v1, tags: 'next' };
const attach = { mode: 'attach', reference: v1, files: 'a.txt', 'artifact-type': 'application/spdx+json' };
const discover = { mode: 'discover', reference: v1 };
const copy = { mode: 'copy', reference: v1, to: 'oci-layout:copy' };
const remove = { mode: 'delete', reference: v1 };
const missing = { reference: `${here}:v1.0.1` };
const near = 'There is no v1.0.1 in the OCI layout';
const hint = '; the nearest tags are v1.0.0, v1.1.0, v2.0.0';

/** Each wrong input of a verb, and what the annotation must say. */
const cases: [title: string, inputs: Record<string, string>, ...says: string[]][] = [
  [
    'inspect without a version',
    { ...inspect, reference: here },
    'has neither a tag nor a digest: say which version to inspect',
  ],
  [
    'an unknown if-not-found',
    { ...inspect, 'if-not-found': 'ignored' },
    'The input if-not-found "ignored" is not one of error, ignore: did you mean ignore?',
  ],
  [
    'a wait without end',
    { ...inspect, wait: 'forever' },
    'The input wait "forever" is not a time such as 60s, 2m or 30d',
  ],
  ['no wait', { ...inspect, wait: '0' }, 'The input wait "0" is not a time such as 60s, 2m or 30d'],
  ['inspect of a missing tag', { ...inspect, ...missing }, near, hint],
  ['pull of a missing tag', { mode: 'pull', ...missing }, near, hint],
  ['inspect of a missing digest', { ...inspect, reference: `${here}@${sha}` }, `There is no ${sha}`],
  [
    'inspect of a missing layout',
    { ...inspect, reference: 'oci-layout:elsewhere:v1' },
    'There is no v1 in the OCI layout',
  ],
  [
    'inspect of a version and a tag',
    { ...inspect, version: '^1' },
    'The input version "^1" is for a repository alone, but the input reference names v1.0.0: give one of them',
  ],
  [
    'inspect of no version',
    { ...inspect, reference: here, version: 'newest' },
    'The version "newest" is neither a semantic version nor a range of versions',
  ],
  [
    'pull of a version and a digest',
    { mode: 'pull', reference: `${here}@${sha}`, version: '1.0.0' },
    `The input version "1.0.0" is for a repository alone, but the input reference names ${sha}: give one of them`,
  ],
  [
    'inspect of a version that is not there',
    { ...inspect, reference: here, version: '3.0.0' },
    'has no version 3.0.0',
    'it has v2.0.0, v1.1.0, v1.0.0',
  ],
  ['inspect of a range without a version', { ...inspect, reference: here, version: '^3' }, 'has no version ^3'],
  [
    'inspect with another digest',
    { ...inspect, 'expect-digest': sha },
    `${v1} is sha256:`,
    `but expect-digest asks for ${sha}`,
  ],
  [
    'inspect with a filter',
    { ...inspect, filter: '^1' },
    'The input filter "^1" does not apply to mode inspect, only to tags, delete',
  ],

  ['tags of a tag', { ...tags, reference: v1 }, 'The input reference names v1.0.0: mode tags takes a repository alone'],
  ['tags of a digest', { ...tags, reference: `${here}@${sha}` }, `names ${sha}: mode tags takes a repository alone`],
  ['tags of a missing layout', { ...tags, reference: 'oci-layout:elsewhere' }, 'There is no OCI layout'],
  [
    'tags with a wrong filter',
    { ...tags, filter: 'latest' },
    'The input filter "latest" is neither a range of versions such as ^1.2',
  ],
  [
    'tags with a wrong expression',
    { ...tags, filter: '/(/' },
    'The input filter "/(/" is not a regular expression that Go accepts: missing closing ): `(`',
  ],
  [
    'tags with a wrong order',
    { ...tags, sort: 'version' },
    'The input sort "version" is not one of semver, name, -semver, -name',
  ],
  ['tags with a limit of nothing', { ...tags, limit: '0' }, 'The input limit "0" is not a whole number'],

  ['tag without new tags', { ...tag, tags: '' }, 'The input tags is empty: say which tags to write, one per line'],
  ['tag without a source', { ...tag, reference: here }, 'has neither a tag nor a digest: say which version to tag'],
  ['tag of a missing tag', { ...tag, ...missing }, near, hint],
  ['tag with no tag', { ...tag, tags: 'a b' }, 'The input tags "a b" is not a tag'],
  [
    'tag in another repository',
    { ...tag, tags: 'oci-layout:other:v1' },
    'is in another repository than oci-layout:out',
  ],
  [
    'tag that exists',
    { ...tag, tags: 'next\nv2.0.0', 'if-exists': 'error' },
    'A tag exists with different content',
    ':v2.0.0 points to sha256:',
    '%0AUse a new tag',
  ],
  ['tag with another digest', { ...tag, 'expect-digest': sha }, `but expect-digest asks for ${sha}`],

  ['attach without files', { ...attach, files: '' }, 'The input files is empty: name what to attach'],
  [
    'attach without a type',
    { ...attach, 'artifact-type': '' },
    'The input artifact-type is empty: say what it is, such as application/spdx+json',
  ],
  [
    'attach of a wrong type',
    { ...attach, 'artifact-type': 'sbom' },
    'The input artifact-type "sbom" is not a media type',
  ],
  ['attach of a missing file', { ...attach, files: 'sbom.json' }, 'No file matches the input files "sbom.json"'],
  [
    'attach to a missing subject',
    { ...attach, ...missing },
    'There is no subject to attach to: There is no v1.0.1',
    hint,
  ],
  ['attach to nothing', { ...attach, reference: here }, 'say which version to attach to'],
  ['attach to another digest', { ...attach, 'expect-digest': sha }, `but expect-digest asks for ${sha}`],
  ['attach with tags', { ...attach, tags: 'v3' }, 'The input tags "v3" does not apply to mode attach'],
  ['attach of a wrong time', { ...attach, created: 'today' }, 'The input created "today" is not none, now'],

  ['copy of a missing tag', { ...copy, ...missing }, near, hint],
  [
    'copy with another digest',
    { ...copy, 'expect-digest': sha },
    `${v1} is sha256:`,
    `but expect-digest asks for ${sha}`,
  ],

  ['delete of a missing tag', { ...remove, ...missing }, near, hint],
  ['delete of a missing tag alone', { ...remove, ...missing, 'untag-only': 'true' }, near, hint],
  ['delete of a missing digest', { ...remove, reference: `${here}@${sha}` }, `There is no ${sha}`],

  ...[inspect, copy, tag, attach, discover, remove].flatMap((inputs): [string, Record<string, string>, string][] => [
    [
      `${inputs.mode} with a tag where a digest is expected`,
      { ...inputs, 'expect-digest': 'v1.0.0' },
      'The input expect-digest "v1.0.0" is not a digest such as sha256:',
    ],
    [
      `${inputs.mode} with a tag after the @`,
      { ...inputs, reference: `${here}@v1.0.0` },
      'The input reference "oci-layout:out@v1.0.0" has an invalid digest',
    ],
  ]),

  ['discover without a version', { ...discover, reference: here }, 'say which version to discover the referrers of'],
  ['discover of a missing tag', { ...discover, ...missing }, near, hint],
  ['discover with another digest', { ...discover, 'expect-digest': sha }, `but expect-digest asks for ${sha}`],
  [
    'discover of a wrong type',
    { ...discover, 'artifact-type': 'sbom' },
    'The input artifact-type "sbom" is not a media type',
  ],
];

describe('a wrong input of a verb', () => {
  let workspace: string;
  beforeAll(async () => {
    workspace = await makeWorkspace({ 'a.txt': 'a' });
    for (const [number, tagged] of ['v1.0.0', 'v1.1.0', 'v2.0.0', 'latest'].entries()) {
      await runStep(
        { mode: 'push', reference: `${here}:${tagged}`, files: 'a.txt', annotations: `number=${number}` },
        { workspace },
      );
    }
  });

  it.each(cases)('is named: %s', async (_, inputs, ...says) => {
    const before = await readTree(workspace);
    const { code, stdout, stderr, outputs, summary } = await runStep(inputs, { workspace });
    const annotations = stdout.split('\n').filter((line) => line.startsWith('::error'));
    expect({ code, stderr, annotations: annotations.length }).toEqual({ code: 1, stderr: '', annotations: 1 });
    for (const text of says) expect(annotations[0]).toContain(text);
    expect(annotations[0]).toMatch(/%0A\w.+/);
    expect(summary).toContain('> [!CAUTION]');
    expect(outputs['changed'] ?? 'false').toBe('false');
    expect(await readTree(workspace)).toEqual(before);
  });
});
