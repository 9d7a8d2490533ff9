import type { Remedy } from './remedy.ts';

/** Advice where an input, or a file that it names, is wrong. The last row fits always. */
export const inputRemedies: readonly Remedy[] = [
  [
    { topic: 'runner' },
    'The runner sets this variable, and makes the file: has an earlier step, `env:` or a container option changed it? Of a self-hosted runner or another program that runs actions, check its version and settings.',
  ],
  [{ said: /EACCES|EPERM/ }, 'The user of the runner has no permission for this file: check its owner and mode.'],
  [
    { topic: 'missing-secret' },
    'A secret that is not set is empty: check its name, and whether this workflow gets it. Pull requests from forks and from Dependabot do not, and a reusable workflow only with `secrets: inherit`.',
  ],
  [
    { topic: 'unknown-input' },
    'Correct the name under `with:`; if it is a variable of the workflow that has nothing to do with this step, rename it: the runner passes inputs as `INPUT_…` variables.',
  ],
  [
    { mode: 'copy', topic: 'untagged-reference' },
    'Add a tag or a digest to `reference`. To copy all tags of a repository, or those that match a range or a pattern, use `mode: sync`.',
  ],
  [
    { mode: /^(?:pull|inspect)$/, topic: 'untagged-reference' },
    'Add a tag or a digest to `reference`, or set `version` to a version or a range of them, such as `^1.2`.',
  ],
  [{ topic: 'tag-list' }, 'Write one tag per line, without commas.'],
  [{ topic: 'empty-tag' }, 'The tag is empty: is the expression that fills it set?'],
  [{ topic: 'empty-digest' }, 'Is the output that it comes from set, and does `needs` name the job that sets it?'],
  [
    { topic: 'empty-policy' },
    'Write a policy, or `none` to accept what is unsigned. A variable that is not set is empty, and must not switch the check off.',
  ],
  [
    { topic: 'policy' },
    ({ documents }) =>
      `Write entries such as \`- key: FILE\`, or \`- github: octo-org/hello\` with a \`ref\`, one for each who has to have signed: ${documents}/trust.md`,
  ],
  [
    { topic: 'trust-root' },
    'Give a trusted_root.json of Sigstore, or what `gh attestation trusted-root` prints; without `trusted-root`, the public ones are fetched.',
  ],
  [
    { topic: 'sign-key-password' },
    'Set `sign-key-password` to the password that `cosign generate-key-pair` asked for, from a secret.',
  ],
  [
    { topic: 'sign-key' },
    'Give the whole private key, from its `-----BEGIN` to the end of its last line and not in base64, as `cosign generate-key-pair` writes it to cosign.key, or a P-256 or RSA key in PEM; or the path of its file.',
  ],
  [
    { topic: 'signing-config' },
    'Give `public`, `public-v2`, `github`, or a file with a signing config of Sigstore (v0.2), together with `trusted-root`.',
  ],
  [{ topic: 'provenance' }, 'Use `sign: keyless`, or leave `provenance` out of `attest`.'],
  [
    { topic: 'attestation' },
    ({ documents }) =>
      `Write \`provenance\`, \`sbom=FILE\`, or the URI of a type with \`=FILE\`, one per line, with files in JSON: ${documents}/trust.md`,
  ],
  [
    { topic: 'public-key' },
    'Give a P-256 or RSA public key in PEM, such as the cosign.pub that `cosign generate-key-pair` writes.',
  ],
  [
    { topic: 'registry-auth' },
    'Write `- registry: HOST` entries, and secrets as `${{ toJSON(secrets.NAME) }}`, since some characters have a meaning in YAML.',
  ],
  [
    { topic: 'tag-form' },
    'To make a tag of the name of a branch, use docker/metadata-action, or replace its slashes in a `run` step: `${GITHUB_REF_NAME//\\//-}`.',
  ],
  [
    { topic: 'missing-chart-yaml' },
    'Name directories that have a Chart.yaml, such as `charts/web`, or `charts/*` for all charts in one folder.',
  ],
  [
    { topic: 'chart-dependency-range' },
    'Correct the range in Chart.yaml, or set `chart-dependencies`: `update` fetches a version in the range, and `as-is` packs what is there, which Helm then uses without the alias of the dependency.',
  ],
  [
    { topic: 'chart-dependency' },
    'Set `chart-dependencies: update` to fetch them, or commit what `helm dependency build` puts into charts/.',
  ],
  [
    { topic: 'outside-link' },
    'If it may leave this folder, set `symlinks: follow` in a push, or write its real path; if not, find out who made the link.',
  ],
  [
    { topic: 'symbolic-link' },
    'Name the file that the link points to. With `symlinks: keep`, the default, links to files of the workspace are taken.',
  ],
  [
    { topic: 'foreign-expect-digest' },
    'In a push, write the digest that the result must have into `reference`, after an `@`.',
  ],
  [
    { topic: 'system-file', said: /"\/dev\/null" of the input config/ },
    'Write `{}` into a file and name that in `config`, or leave `config` out.',
  ],
  [{ mode: 'pull', topic: 'system-file' }, 'Set `path` to a folder of its own in the workspace.'],
  [
    { topic: 'system-file' },
    'Copy what you want into a file, and name that file; a link to such a place is rarely an accident.',
  ],
  [
    { topic: 'no-match', said: /^No chart matches/ },
    'A chart is a directory with a Chart.yaml: name it, such as `charts/web`, or all in a folder, as in `charts/*`. Did actions/checkout run before?',
  ],
  [
    { topic: 'no-match' },
    'Write one path or pattern per line, without quotes, dashes or commas, relative to the workspace. `*` finds the files of one folder, `**` also those below. Did actions/checkout and the build run before?',
  ],
  [
    { topic: 'empty-directory' },
    'Did the step that fills it run before? Hidden files are taken with `include-hidden-files: true`; with `if-no-files-found: warn`, the directory is left out.',
  ],
  [
    { topic: 'missing-file' },
    'Did actions/checkout run before this step, and the step that makes the file? Paths are relative to the workspace.',
  ],
  [
    { topic: 'outside-root' },
    'Set `root` to a directory that holds all `files`: names in the artifact are relative to it.',
  ],
  [
    { topic: 'media-type' },
    'What follows the last colon of a line is a media type, `type/subtype`, such as `application/yaml`.',
  ],
  [{ topic: 'path-clash' }, 'Rename one of the two, or exclude it with a line such as `!path/to/file` in `files`.'],
  [
    { topic: 'broken-link' },
    'Correct the link, or exclude it with a line such as `!path/to/link` in `files`. Hidden files are packed with `include-hidden-files: true`.',
  ],
  [
    { topic: 'flux-source' },
    'Name one directory in `files`, without a media type; for anything else, use `kind: artifact`.',
  ],
  [{ topic: 'chart-clash' }, 'Push them in two steps, or correct the name or the version in one Chart.yaml.'],
  [{ topic: 'checkout' }, 'Run actions/checkout before this step, in a job whose image has git.'],
  [{ topic: 'pull-path' }, 'Set `path` to a folder of its own in the workspace, which is made if it is missing.'],
  [
    { topic: 'credentials-file' },
    'Log in again before this step, which writes the file again, or remove it if no login is needed.',
  ],
  [{ topic: 'foreign-input' }, 'Leave it out, or set the `mode` or `kind` that takes it.'],
  [{ topic: 'combined-inputs' }, 'Leave out one of the two.'],
  [{ topic: 'untagged-reference' }, 'Add a tag or a digest to `reference`.'],
  [
    { mode: /^(?:pull|inspect)$/, said: /^The version ".*" is neither/ },
    'Give a version, or a range such as `^1.2`. A tag goes into `reference`, as in `host/name:latest`.',
  ],
  [
    { mode: 'sync', isInFile: true },
    ({ documents }) =>
      `Correct the file that is named here, which has the form \`HOST: {images: {REPOSITORY: [TAG]}}\`: ${documents}/sync.md`,
  ],
  [{ isInFile: true }, 'Correct the file that is named here.'],
  // The message says what the value must be.
  [{ mode: '' }, ({ documents }) => `What each input takes: ${documents}/inputs.md#every-mode`],
  [{}, ({ mode, documents }) => `What each input of mode ${mode} takes: ${documents}/inputs.md#${mode}`],
];
