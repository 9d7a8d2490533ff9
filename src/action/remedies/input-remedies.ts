import type { Remedy } from './remedy.ts';

/** Advice where an input, or a file that it names, is wrong. The last row fits always. */
export const inputRemedies: readonly Remedy[] = [
  [{ said: /EACCES|EPERM/ }, 'The user of the runner has no right to it: check the owner and mode of the file.'],
  [
    { said: /is the secret set/ },
    'A secret that is not set is empty: check its name, and whether this workflow gets it. Pull requests from forks and from Dependabot do not, and a reusable workflow only with `secrets: inherit`.',
  ],
  [
    { said: /^There is no input / },
    'Correct the name under `with:`; if it is a variable of the workflow, which has nothing to do with this step, give it another name: the runner hands over inputs as `INPUT_…` variables.',
  ],
  [
    { mode: 'copy', said: /names no tag and no digest/ },
    'Add a tag or a digest to `reference`. To copy all tags of a repository, or those that match a range or a pattern, use `mode: sync`.',
  ],
  [
    { mode: /^(?:pull|inspect)$/, said: /names no tag and no digest/ },
    'Add a tag or a digest to `reference`, or set `version` to a version or a range of them, such as `^1.2`.',
  ],
  [{ said: /"[^"]*,[^"]*" is not a tag/ }, 'Write one tag a line, without commas.'],
  [{ said: /invalid tag "": / }, 'The tag is empty: is the expression before it set?'],
  [
    { said: /ends in @ without a digest/ },
    'Is the output that it comes from set, and does `needs` name the job that sets it?',
  ],
  [
    { said: /registry-auth is not/ },
    'Write `- registry: HOST` entries, and secrets as `${{ toJSON(secrets.NAME) }}`, since YAML reads some characters as its own.',
  ],
  [
    { said: /has an invalid tag|is not a tag: / },
    'To make a tag of the name of a branch, use docker/metadata-action, or replace its slashes in a `run` step: `${GITHUB_REF_NAME//\\//-}`.',
  ],
  [
    { said: /it has no Chart\.yaml/ },
    'Name directories that have a Chart.yaml, such as `charts/web`, or `charts/*` for all that are in one.',
  ],
  [
    { said: /: charts\/ lacks dependencies: .* is .*, not / },
    'Correct the range in Chart.yaml, or set `chart-dependencies`: `update` fetches a version in the range, and `as-is` packs what is there, which Helm then uses without the alias of the dependency.',
  ],
  [
    { said: /: charts\/ lacks dependencies: / },
    'Set `chart-dependencies: update` to fetch them, or commit what `helm dependency build` puts into charts/.',
  ],
  [
    { said: /leads to ".*", outside "/ },
    'If it may leave this folder, set `symlinks: follow` in a push, or write the path that it really has; if not, find out who made the link.',
  ],
  [
    { said: /is a symbolic link, / },
    'Name the file that the link points to. With `symlinks: keep`, the default, links to files of the workspace are taken.',
  ],
  [
    { mode: 'push', said: /^The input expect-digest / },
    'In a push, the digest that the result must have stands in `reference`, behind an `@`.',
  ],
  [
    { said: /nothing below \/(?:proc|sys|dev) is read or written/ },
    'Copy what is wanted into a file, and name that; a link to such a place is not made by accident.',
  ],
  [
    { said: /matches no (?:file|chart)/ },
    'Write one path or pattern a line, without quotes, dashes or commas, relative to the workspace. `*` finds the files of one folder, `**` also those below. Was actions/checkout or the build run before?',
  ],
  [{ isInFile: true }, 'Correct the file that is named here.'],
  [{ mode: 'sync', said: /^\S+:\d+: / }, 'Correct that line of the sync file; the README says what it takes.'],
  [{}, 'Correct the input in the workflow file; the README lists what each input takes.'],
];
