import type { MessageRow } from './message-row.ts';
import { refused } from './refused-step.ts';

const sha = `sha256:${'a'.repeat(64)}`;
const push = { mode: 'push', reference: 'oci-layout:new:v1', files: 'a.txt' };
const pull = { mode: 'pull', reference: 'oci-layout:out:v1.0.0' };

export const inputMessages: readonly MessageRow[] = [
  ...refused(push, [
    [
      'no mode',
      { mode: '' },
      'Invalid input: The input mode "" is not one of push, pull, copy, sync, inspect, tags, tag, attach, discover, delete',
    ],
    [
      'an unknown mode',
      { mode: 'pus' },
      'Invalid input: The input mode "pus" is not one of push, pull, copy, sync, inspect, tags, tag, attach, discover, delete: did you mean push?',
    ],
    [
      'no reference',
      { reference: '' },
      'Invalid input: The input reference is missing: say which repository, such as owner/name:tag',
    ],
    [
      'an unknown choice',
      { 'if-exists': 'overwrit' },
      'Invalid input: The input if-exists "overwrit" is not one of overwrite, skip, error: did you mean overwrite?',
    ],
    ['an invalid boolean', { 'dry-run': 'yes' }, 'Invalid input: The input dry-run "yes" is not true or false'],
    [
      'an invalid number',
      { concurrency: '0' },
      'Invalid input: The input concurrency "0" is not a whole number from 1 to 64',
    ],
    [
      'an invalid time span',
      { timeout: 'soon' },
      'Invalid input: The input timeout "soon" is not a time such as 60s, 2m or 30d',
    ],
    [
      'an invalid tag in the list',
      { tags: 'v 1' },
      'Invalid input: The input tags "v 1" is not a tag: letters, digits, and after the first . _ - (128 at most), such as v-1',
    ],
    [
      'a tag of another repository',
      { reference: 'host.test/a:v1', tags: 'host.test/b:v1' },
      'Invalid input: The input tags "host.test/b:v1" is in another repository than host.test/a',
    ],
    [
      'a repository of nobody',
      { reference: 'ghcr.io/name:v1' },
      'Invalid input: The input reference "ghcr.io/name:v1" has no owner: on ghcr.io a repository begins with one, such as octo-org/hello',
    ],
    [
      'no files',
      { files: '# a.txt' },
      'Invalid input: The input files is empty: name what to push, or give annotations or a config alone',
    ],
    [
      'no files of a Flux source',
      { files: '', kind: 'flux', annotations: 'a=b' },
      'Invalid input: The input files is empty: name what to push, or give annotations or a config alone',
    ],
    [
      'a missing file',
      { files: 'a.txt\nmissing.txt' },
      'Invalid input: No file matches the input files "missing.txt" in WORKSPACE',
    ],
    [
      'a pattern without matches',
      { files: '*.yaml' },
      'Invalid input: No file matches the input files ["*.yaml"] in WORKSPACE: there are files that end in .yml',
    ],
    [
      'a root that is missing',
      { root: 'nowhere' },
      'Invalid input: The directory "nowhere" of the input root does not exist',
    ],
    [
      'a root that is a file',
      { root: 'a.txt' },
      'Invalid input: The directory "a.txt" of the input root is not a directory',
    ],
    [
      'a file outside the root',
      { root: 'folder' },
      'Invalid input: The file "a.txt" of the input files is outside the root "folder"',
    ],
    [
      'an invalid media type',
      { files: 'a.txt:text/pl ain' },
      'Invalid input: The input files "a.txt:text/pl ain" ends in an invalid media type "text/pl ain"',
    ],
    [
      'a title given twice',
      { files: '*.txt', annotations: 'layer[a.txt]:org.opencontainers.image.title=b.txt' },
      'Invalid input: The input files gives the title "b.txt" to two files',
    ],
    [
      'an input for charts alone',
      { 'chart-version': 'v1' },
      'Invalid input: The input chart-version "v1" applies only with kind: helm',
    ],
    [
      'an invalid artifact type',
      { 'artifact-type': 'chart' },
      'Invalid input: The input artifact-type "chart" is not a media type such as application/vnd.example.config.v1',
    ],
    [
      'an annotation without a value',
      { annotations: 'a=1\nb' },
      'Invalid input: The input annotations "b" is not key=value',
    ],
    [
      'an annotation given twice',
      { annotations: 'a=1\na=2' },
      'Invalid input: The input annotations "a=2" repeats an earlier key',
    ],
    [
      'an annotation of the config of a chart',
      { kind: 'helm', reference: 'oci-layout:new', files: 'folder', annotations: 'config:a=b' },
      'Invalid input: Lines of the input annotations are for the config or a layer: kind: helm takes those for the manifest alone',
    ],
    [
      'an annotation of a layer of a copy',
      {
        mode: 'copy',
        reference: 'oci-layout:out:v1.0.0',
        files: '',
        to: 'oci-layout:new',
        annotations: 'layer[a]:a=b',
      },
      'Invalid input: Lines of the input annotations are for the config or a layer: mode copy takes those for the manifest alone',
    ],
    [
      'a directory without files',
      { files: 'hidden' },
      'Invalid input: The directory "hidden" in `files` has no files (2 hidden ones were skipped)',
    ],
    [
      'a missing config',
      { config: 'missing.json' },
      'Invalid input: The file "missing.json" of the input config does not exist',
    ],
    [
      'an invalid time',
      { created: 'yesterday' },
      'Invalid input: The input created "yesterday" is not none, now, commit, source-date-epoch or a time such as 2026-01-31T12:00:00Z',
    ],
    [
      'two types of an artifact',
      { 'image-spec': '1.0', config: 'a.txt', 'artifact-type': 'x/y' },
      'Invalid input: The inputs config and artifact-type cannot be combined with image-spec "1.0", where the type of the config is that of the artifact',
    ],
    [
      'no time in the environment',
      { created: 'source-date-epoch' },
      'Invalid input: The input created "source-date-epoch" needs SOURCE_DATE_EPOCH in the environment, in seconds since 1970',
    ],
    [
      'a password without a user',
      { password: 'hunter2' },
      'Invalid input: The input password is given without the input username',
    ],
    [
      'a user without a password',
      { username: 'octocat' },
      'Invalid input: The input username is given without the input password: is the secret set?',
    ],
    [
      'broken YAML',
      { 'registry-auth': '- registry: a.test\n  token: @b' },
      'Invalid input: The input registry-auth has an error in line 2: Plain value cannot start with reserved character',
    ],
    [
      'YAML that is not a list',
      { 'registry-auth': 'registry: a.test' },
      'Invalid input: The input registry-auth is not a YAML list',
    ],
    [
      'an unknown key in YAML',
      { 'registry-auth': '- registry: a.test\n  user: b' },
      'Invalid input: The input registry-auth has an error in line 2: the entry has an unknown key: known are registry, username, password, identity-token, token, ca-file, cert-file, key-file, insecure, plain-http',
    ],
    [
      'a scheme in YAML',
      { 'registry-auth': '- registry: a.test\n- registry: HTTPS://b.test' },
      'Invalid input: The input registry-auth has an error in line 2: registry begins with https:// (leave it out)',
    ],
    [
      'a certificate without a key',
      { 'registry-auth': '- registry: a.test\n  cert-file: a.txt' },
      'Invalid input: The input registry-auth has an error in line 1: a cert-file without a key-file, or the reverse',
    ],
    [
      'a CA file that is none',
      { 'ca-file': 'a.txt' },
      'Invalid input: The file "a.txt" of the input ca-file is not a PEM file',
    ],
  ]),
  ...refused(pull, [
    [
      'a pull of two tags',
      { reference: 'oci-layout:out:v1,v2' },
      'Invalid input: The input reference "oci-layout:out:v1,v2" names several tags: mode pull takes one',
    ],
    [
      'an invalid expected digest',
      { 'expect-digest': 'abc' },
      'Invalid input: The input expect-digest "abc" is not a digest such as sha256:… with 64 hex digits',
    ],
    [
      'an invalid platform',
      { platforms: 'linux' },
      'Invalid input: The input platforms "linux" is not os/architecture[/variant]',
    ],
    [
      'two platforms where one is taken',
      { platforms: 'linux/amd64\nlinux/arm64' },
      'Invalid input: The input platforms "linux/amd64\\nlinux/arm64" has 2 lines: mode pull takes one',
    ],
    [
      'a layout with a deep index.json',
      { reference: 'oci-layout:deep:v1' },
      'Unusable artifact: The index.json of the OCI layout deep is nested more than 100 deep',
    ],
    [
      'a layout that is not there',
      { reference: 'oci-layout:new:v1' },
      'Not found: There is no v1 in the OCI layout new',
    ],
    [
      'a version beside a tag',
      { version: '^1' },
      'Invalid input: The input version "^1" is for a repository alone, but the input reference names v1.0.0: give one of them',
    ],
    [
      'a version beside a digest',
      { reference: `oci-layout:out@${sha}`, version: '1.0.0' },
      `Invalid input: The input version "1.0.0" is for a repository alone, but the input reference names ${sha}: give one of them`,
    ],
    [
      'a tool at a path',
      { 'add-to-path': 'true', path: 'here' },
      'Invalid input: The input add-to-path cannot be combined with path: the files go into the tool cache, and the output path says where',
    ],
    [
      'a tool that stays packed',
      { 'add-to-path': 'true', unpack: 'false' },
      'Invalid input: The input add-to-path cannot be combined with unpack: false',
    ],
    [
      'a tool that is a chart',
      { 'add-to-path': 'true', kind: 'helm' },
      'Invalid input: The input add-to-path cannot be combined with kind: helm',
    ],
  ]),
];
