import type { ErrorCode } from '../../src/errors.ts';
import type { RemedyCase, refusalCases } from './refusal-cases.ts';

const by = (mode: string) => ({ mode, isWriting: true });
const upload = { ...by('push'), isUpload: true };
const gitHub = { host: 'ghcr.io', isGitHub: true };

const failed = 'The registry failed. Try again';
const newTag = 'Use a new tag, or set `if-exists` to `overwrite` or `skip`.';
const reach = 'Check that the registry can be reached from this runner';
const anInput = 'Correct the input in the workflow file';

/** The other codes, as `refusalCases` has those of registries that refuse. */
export const failureCases: Record<Exclude<ErrorCode | 'FILE_SYSTEM', keyof typeof refusalCases>, RemedyCase[]> = {
  CONFLICT: [
    [
      { ...by('push'), said: 'The chart version registry.test/web:1.0.0 exists with other content' },
      'A released version',
    ],
    [
      { ...by('push'), said: 'registry.test/app was declared as sha256:1 before' },
      'Everything is pushed, but not declared',
    ],
    [{ ...by('push'), said: 'It says: The chart version is wrong' }, newTag],
    [by('sync'), 'Set `if-exists` to `overwrite` or `skip`, or find out why the tag was changed'],
    [by('delete'), 'Name all tags in `reference` (`repository:v1,v2@sha256:…`)'],
    [{ said: '"a.txt" cannot be put in place: EBUSY' }, 'The file that is there, or its folder, is read-only'],
    [{ said: '"a.txt" cannot be put in place: EEXIST' }, 'Remove it, pull into another `path`'],
    [{ ...by('push'), said: '"a.txt" cannot be put in place: EBUSY' }, newTag],
    [by('push'), newTag],
    [{}, 'Remove it, pull into another `path`'],
  ],
  RATE_LIMITED: [
    [{ host: 'docker.io', login: '' }, 'Docker Hub counts the pulls of all who are not logged in by their address'],
    [{ host: 'index.docker.io', login: '' }, 'Docker Hub counts the pulls'],
    [{ host: 'registry-1.docker.io', login: '' }, 'Docker Hub counts the pulls'],
    [{ host: 'docker.io.evil.test', login: '' }, 'The registry does not say how long to wait'],
    [{ host: 'my-docker.io', login: '' }, 'The registry does not say how long to wait'],
    [{ host: 'docker.io', wait: 300_000 }, 'Wait 5 min and run the job again. Logged in, the limit is higher'],
    [{ login: '', wait: 300_000 }, 'Wait 5 min and run the job again.'],
    [{ ...gitHub, status: 403 }, 'GitHub lets requests through again after some minutes'],
    [{ ...gitHub, status: 429 }, 'The registry does not say how long to wait'],
    [{ status: 403 }, 'The registry does not say how long to wait'],
    [{ wait: 0 }, 'The registry does not say how long to wait'],
    [{}, 'The registry does not say how long to wait'],
  ],
  UNSUPPORTED: [
    [{ ...by('delete'), ...gitHub }, "This registry deletes only through GitHub's API"],
    [{ ...by('delete'), host: '' }, 'Delete the index first that lists this manifest.'],
    [by('delete'), 'The registry deletes nothing, or not in this way.'],
    [
      { ...upload, said: 'registry.test does not seem to take content by its sha512.' },
      'The registry knows sha256 alone',
    ],
    [{ ...upload, status: 405 }, 'This registry takes no uploads'],
    [{ status: 405 }, 'Use another way, or another registry'],
    [{ ...upload, status: 404 }, 'Use another way, or another registry'],
    [gitHub, 'Use another way, or another registry'],
    [{ host: '' }, 'Use another way, or another registry'],
  ],
  TOO_LARGE: [
    [{ ...upload, status: 413 }, 'A limit of the registry or of a proxy before it is too low.'],
    [{ ...by('push'), said: 'A job can declare 500 artifacts' }, 'Leave `declare-artifact` out of some steps'],
    [{}, 'The limit protects the runner from content that was made to exhaust it'],
  ],
  INTEGRITY: [
    [{ ...by('push'), said: 'It is sha256:1, but the input reference asks for sha256:2' }, 'Files, annotations, types'],
    [by('push'), 'Did a file change while it was pushed?'],
    [{ said: 'v1 is sha256:1, but expect-digest asks for sha256:2' }, 'The tag was moved since the digest was noted.'],
    [{}, 'Nothing was kept of it. Try again'],
  ],
  NETWORK: [
    [{ system: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'The certificate of the registry is signed by an authority that is not'],
    [{ system: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'The certificate of the registry is signed by'],
    [{ system: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'The certificate of the registry is signed by'],
    [{ system: 'CERT_UNTRUSTED' }, 'The certificate of the registry is signed by'],
    [{ system: 'CERT_HAS_EXPIRED' }, 'The certificate of the registry has expired'],
    [{ system: 'CERT_NOT_YET_VALID' }, 'The certificate of the registry does not fit'],
    [{ system: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'The certificate of the registry does not fit'],
    [{ system: 'HOSTNAME_MISMATCH' }, 'The certificate of the registry does not fit'],
    [{ said: 'SSL routines:tls_get_more_records:packet length too long' }, 'The registry does not answer in TLS.'],
    [{ said: 'write EPROTO 1:error' }, 'The registry does not answer in TLS.'],
    [{ said: 'ERR_SSL_UNSUPPORTED_PROTOCOL' }, 'The registry does not answer in TLS.'],
    [{ said: 'SSL routines:ssl3_get_record:wrong version number' }, 'The registry does not answer in TLS.'],
    [{ said: 'Proxy response (407) !== 200 when HTTP Tunneling' }, 'The proxy refused the connection'],
    [{ said: 'Proxy response was not 200' }, 'The proxy refused the connection'],
    [{ said: 'It answered 407' }, 'The proxy refused the connection'],
    [{ said: 'It broke after 4071 bytes' }, reach],
    [{ host: 'dcoker.io', similarHost: 'docker.io', system: 'ENOTFOUND' }, 'Did you mean docker.io?'],
    [{ host: 'dcoker.io', similarHost: 'docker.io', system: 'EAI_AGAIN' }, 'Did you mean docker.io?'],
    [{ host: 'dcoker.io', similarHost: 'docker.io', system: 'ECONNREFUSED' }, 'Nothing listens there'],
    [
      { system: 'ENOTFOUND', hasProxy: true },
      'The name of the registry is not known here. Check its spelling, and the',
    ],
    [
      { system: 'EAI_AGAIN', hasProxy: true },
      'The name of the registry is not known here. Check its spelling, and the',
    ],
    [{ system: 'ENOTFOUND' }, 'The name of the registry is not known here: check its spelling.'],
    [{ system: 'EAI_AGAIN' }, 'The name of the registry is not known here: check its spelling.'],
    [{ system: 'ECONNREFUSED', hasProxy: true }, 'Nothing listens there: check host and port, and the variables'],
    [{ system: 'ECONNREFUSED' }, 'Nothing listens there: check host and port, and that the registry is running.'],
    [{ said: 'The connection to registry.test failed: other side closed' }, 'The connection broke.'],
    [{ said: 'Expected HTTP/, RTSP/ or ICE/' }, 'The connection broke.'],
    [{ said: 'Response does not parse' }, 'The connection broke.'],
    [{ said: 'socket hang up' }, 'The connection broke.'],
    [{ system: 'ETIMEDOUT' }, reach],
    [{ hasProxy: true }, reach],
    [{ similarHost: 'docker.io' }, reach],
    [{}, reach],
  ],
  REGISTRY: [
    [
      { said: 'registry.test answered for v1 with an HTML page' },
      'Check `registry`: the address is that of a web site',
    ],
    [{ ...by('copy'), said: 'answered 400, BLOB_UNKNOWN: unknown subject' }, 'This registry refuses what refers to'],
    [{ ...by('sync'), said: 'answered 400, MANIFEST_UNKNOWN: subject' }, 'This registry refuses what refers to'],
    [{ ...by('push'), said: 'answered 400, BLOB_UNKNOWN: unknown subject' }, failed],
    [{ ...by('copy'), said: 'the subject is missing' }, failed],
    [{ ...upload, said: 'answered 400, LayerPartTooSmall' }, 'Amazon ECR takes chunks of 5 MiB and more'],
    [{ ...upload, status: 416 }, 'The registry takes smaller pieces only'],
    [
      { ...upload, status: 400, said: 'answered 400, MANIFEST_INVALID: unknown media type' },
      'This registry takes certain',
    ],
    [
      { status: 400, said: 'answered 400, MANIFEST_INVALID: unknown media type' },
      'The registry understood the request',
    ],
    [{ ...upload, said: 'unknown mediaType' }, 'This registry takes certain media types only'],
    [{ ...upload, said: 'unsupported manifest' }, 'This registry takes certain media types only'],
    [{ ...upload, said: 'MANIFEST_INVALID: no' }, 'This registry takes certain media types only'],
    [{ ...upload, status: 415, said: 'answered 415' }, 'This registry takes certain media types only'],
    [
      { ...upload, status: 400, said: 'answered 400, TAG_INVALID: no' },
      'The registry understood the request and refuses',
    ],
    [{ status: 422, said: 'answered 400, TAG_INVALID: no' }, failed],
    [
      { status: 400, said: 'answered 400, Client sent an HTTP request' },
      'The registry did not understand the request.',
    ],
    [{ status: 502 }, failed],
    [{}, failed],
  ],
  ARTIFACT: [
    [{ said: 'The entry "a/b" is a symbolic link, and the input symlinks is error' }, 'If the artifact may have links'],
    [{ ...by('push'), said: 'The entry "a" is a symbolic link, here' }, 'Check that `reference` names the artifact'],
    [{ said: 'registry.test/tool@sha256:1 has no program to put on PATH' }, 'Push the program as a file of its own'],
    [
      { said: '"x" has HEAD and objects, which git takes for a repository' },
      'Pull into another `path` if the folder was',
    ],
    [
      { said: 'It is an image in the first schema of Docker (x/y): not supported' },
      'The format was given up years ago.',
    ],
    [{ said: 'It is : not supported here' }, 'Check that `reference` names the artifact'],
    ...['EACCES', 'EBUSY', 'EPERM', 'EROFS'].map(
      (system): RemedyCase => [{ system }, 'The user of the runner has no right to do this'],
    ),
    [{ system: 'ENOENT' }, 'Check that `reference` names the artifact you mean'],
    [{}, 'Check that `reference` names the artifact you mean'],
  ],
  CANCELLED: [[{}, 'No tag was written after the cancellation.']],
  INVALID_INPUT: [
    [{ said: 'The file "a" cannot be read: EACCES' }, 'The user of the runner has no right to it'],
    [{ said: 'The file "a" cannot be read: EPERM' }, 'The user of the runner has no right to it'],
    [{ said: 'The file "a" cannot be read: ENOENT' }, anInput],
    [by('copy'), anInput],
    [
      { said: 'The input username is given without the input password: is the secret set?' },
      'A secret that is not set',
    ],
    [{ said: 'There is no input dry_run: did you mean dry-run?' }, 'Correct the name under `with:`'],
    [{ said: 'It says: There is no input x' }, anInput],
    [
      { ...by('copy'), said: 'The input reference names no tag and no digest' },
      'Add a tag or a digest to `reference`. To',
    ],
    [
      { said: 'The input reference names no tag and no digest' },
      'Add a tag or a digest to `reference`, or set `version`',
    ],
    [
      { mode: 'inspect', said: 'It names no tag and no digest' },
      'Add a tag or a digest to `reference`, or set `version`',
    ],
    [{ ...by('tag'), said: 'The input reference names no tag and no digest' }, anInput],
    [{ ...by('push'), said: 'The input tags "a, b" is not a tag: letters' }, 'Write one tag a line, without commas.'],
    [{ ...by('push'), said: 'The input tags "a b" is not a tag: letters' }, 'To make a tag of the name of a branch'],
    [
      { said: 'The input reference "app:" has an invalid tag "": letters' },
      'The tag is empty: is the expression before',
    ],
    [{ said: 'The input reference "app:-" has an invalid tag "-": letters' }, 'To make a tag of the name of a branch'],
    [{ said: 'The input reference "app@" ends in @ without a digest' }, 'Is the output that it comes from set'],
    [{ said: 'The input registry-auth is not valid YAML in line 1' }, 'Write `- registry: HOST` entries'],
    [
      { ...by('push'), said: 'web: this is not a chart: it has no Chart.yaml' },
      'Name directories that have a Chart.yaml',
    ],
    [
      { ...by('push'), said: 'web: charts/ lacks dependencies: db is 2.0.0, not ^1' },
      'Correct the range in Chart.yaml',
    ],
    [{ ...by('push'), said: 'web: charts/ lacks dependencies: db ^1 is missing' }, 'Set `chart-dependencies: update`'],
    [{ said: 'The path "a" leads to "/srv/app", outside "/work"' }, 'If it may leave this folder'],
    [{ ...by('push'), said: '"a" is a symbolic link, and the input symlinks is error' }, 'Name the file that the link'],
    [
      { ...by('push'), said: 'The input expect-digest "sha256:1" has no meaning' },
      'In a push, the digest that the result',
    ],
    [{ said: 'The input expect-digest "v1" is not a digest' }, anInput],
    [{ ...by('push'), said: 'It says: The input expect-digest is wrong' }, anInput],
    [{ said: 'nothing below /proc is read or written' }, 'Copy what is wanted into a file, and name that'],
    [{ ...by('push'), said: 'The input files "*.txt" matches no file' }, 'Write one path or pattern a line'],
    [{ isInFile: true }, 'Correct the file that is named here.'],
    [{ ...by('sync'), said: 'sync.yaml:3: there is no such key' }, 'Correct that line of the sync file'],
    [{ ...by('push'), said: 'sync.yaml:3: there is no such key' }, anInput],
    [{ ...by('sync'), said: 'The file sync.yaml:3: is gone' }, anInput],
    [{}, anInput],
  ],
  FILE_SYSTEM: [
    [{ system: 'ENOSPC' }, 'The disk is full'],
    [
      { system: 'EPERM', said: 'EPERM: operation not permitted, symlink a -> b' },
      'This user may make no symbolic links',
    ],
    [{ system: 'EPERM', said: 'EPERM: operation not permitted, open a' }, 'The user of the runner has no right to do'],
    [{ system: 'EACCES', said: 'EACCES: permission denied, symlink a -> b' }, 'The user of the runner has no right to'],
    [{ system: 'EBUSY' }, 'The user of the runner has no right to do this'],
    [{ system: 'EROFS' }, 'The user of the runner has no right to do this'],
    [{ system: 'EIO' }, 'Check the path, and the disk of the runner.'],
    [{}, 'Check the path, and the disk of the runner.'],
  ],
};
