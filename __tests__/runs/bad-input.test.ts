import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { makeWorkspace, readTree } from '../support/action/workspace.ts';
import { runStep } from '../support/processes/run-step.ts';
import { certificates } from '../support/servers/certificates.ts';

const files = {
  'a.txt': 'a',
  'b.txt': 'b',
  'notes.json': 'not json',
  'deep/index.json': `{"manifests":[],"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  'titles.json': '{"a.txt":{"org.opencontainers.image.title":"b.txt"}}',
};
const push = { mode: 'push', reference: 'oci-layout:out:v1', files: 'a.txt' };
const pull = { mode: 'pull', reference: 'oci-layout:out:v1' };
const sha = `sha256:${'a'.repeat(64)}`;

/** Each wrong input, and what the annotation must say: the input, its value, and what is wrong with it. */
const cases: [title: string, inputs: Record<string, string>, says: string | RegExp][] = [
  ['no mode', { ...push, mode: '' }, 'The input mode "" is not one of push, pull'],
  [
    'an unknown mode',
    { ...push, mode: 'pus' },
    'The input mode "pus" is not one of push, pull, copy, sync, inspect, tags, tag, attach, discover, delete: did you mean push?',
  ],
  [
    'an unknown image-spec',
    { ...push, 'image-spec': 'v1.0' },
    'The input image-spec "v1.0" is not one of auto, 1.1, 1.0: did you mean 1.0?',
  ],
  ['no reference', { ...push, reference: '' }, 'The input reference is missing'],
  [
    'an invalid repository',
    { ...push, reference: 'host.test/a//b:v1' },
    'The input reference "host.test/a//b:v1" has an invalid repository name',
  ],
  [
    'an invalid tag',
    { ...push, reference: 'host.test/a:-v1' },
    'The input reference "host.test/a:-v1" has an invalid tag "-v1"',
  ],
  ['an invalid tag in the list', { ...push, tags: 'v 1' }, 'The input tags "v 1" is not a tag'],
  [
    'a branch for a tag',
    { ...push, tags: 'feature/x' },
    'The input tags "feature/x" is not a tag: letters, digits, and after the first . _ - (128 at most), such as feature-x',
  ],
  [
    'a branch for the tag of the reference',
    { ...push, reference: 'host.test/a:feature/x' },
    'The input reference "host.test/a:feature/x" has an invalid tag "feature/x": letters',
  ],
  [
    'a repository of nobody',
    { ...push, reference: 'ghcr.io/name:v1' },
    'The input reference "ghcr.io/name:v1" has no owner: on ghcr.io a repository begins with one, such as octo-org/hello',
  ],
  [
    'a repository of nobody, by default',
    { ...push, reference: 'name' },
    'on ghcr.io a repository begins with one, such as octo-org/hello',
  ],
  [
    'a chart in a repository of nobody',
    { ...push, reference: 'name', kind: 'helm', 'chart-repository': 'exact' },
    'on ghcr.io a repository begins with one, such as octo-org/hello',
  ],
  ...['push', 'pull', 'inspect', 'tags', 'delete', 'discover'].map((mode): (typeof cases)[number] => [
    `a host without a repository in ${mode}`,
    { mode, reference: 'oci://localhost:5000', ...(mode === 'push' ? { files: 'a.txt' } : {}) },
    'The input reference "oci://localhost:5000" has no repository: write localhost:5000/NAME',
  ]),
  [
    'a host for the one repository of a chart',
    { ...push, reference: 'oci://localhost:5000', kind: 'helm', 'chart-repository': 'exact' },
    'The input reference "oci://localhost:5000" has no repository: write localhost:5000/NAME',
  ],
  [
    'charts for the whole of GHCR',
    { ...push, reference: 'oci://ghcr.io', kind: 'helm' },
    'The input reference "oci://ghcr.io" has no owner: on ghcr.io a repository begins with one, such as octo-org/hello',
  ],
  [
    'a root that is missing',
    { ...push, root: 'nowhere' },
    /The directory ".*nowhere" of the input root does not exist/,
  ],
  [
    'a root that is a file',
    { ...push, root: 'a.txt' },
    /The directory ".*a\.txt" of the input root is not a directory/,
  ],
  [
    'a tag of another repository',
    { ...push, reference: 'host.test/a:v1', tags: 'host.test/b:v1' },
    'The input tags "host.test/b:v1" is in another repository than host.test/a',
  ],
  [
    'an invalid digest',
    { ...pull, reference: 'host.test/a@sha256:abc' },
    'The input reference "host.test/a@sha256:abc" has an invalid digest',
  ],
  [
    'hosts that disagree',
    { ...push, registry: 'one.test', reference: 'two.test/a:v1' },
    'The input reference "two.test/a:v1" names another host than the input registry "one.test"',
  ],
  [
    'a registry with a scheme',
    { ...push, registry: 'https://one.test', reference: 'a:v1' },
    'The input registry "https://one.test" is not host[:port] or oci-layout:DIR: leave out the scheme',
  ],
  [
    'a pull without a version',
    { ...pull, reference: 'oci-layout:out' },
    'The input reference has neither a tag nor a digest',
  ],
  ['a pull of two tags', { ...pull, reference: 'oci-layout:out:v1,v2' }, 'names several tags: mode pull takes one'],
  ['an invalid expected digest', { ...pull, 'expect-digest': 'abc' }, 'The input expect-digest "abc" is not a digest'],
  [
    'an invalid platform',
    { ...pull, platform: 'linux' },
    'The input platform "linux" is not os/architecture[/variant]',
  ],
  ['no files', { ...push, files: '' }, 'The input files is empty'],
  ['only comments as files', { ...push, files: '# a.txt' }, 'The input files is empty'],
  ['a missing file', { ...push, files: 'a.txt\nmissing.txt' }, 'No file matches the input files "missing.txt"'],
  ['a pattern without matches', { ...push, files: '*.yaml' }, 'No file matches the input files ["*.yaml"]'],

  [
    'a file outside the root',
    { ...push, root: 'folder' },
    /The file ".*a\.txt" of the input files is outside the root/,
  ],
  [
    'an invalid media type',
    { ...push, files: 'a.txt:text/pl ain' },
    'The input files "a.txt:text/pl ain" ends in an invalid media type "text/pl ain"',
  ],
  [
    'a version of a chart for what is pushed as files',
    { ...push, 'chart-version': 'v1' },
    'The input chart-version "v1" applies only with kind: helm',
  ],
  ['tags in one line', { ...push, tags: 'a, b' }, 'Write one tag per line, without commas.'],
  [
    'titles given twice',
    { ...push, files: '*.txt', 'annotation-file': 'titles.json' },
    'The input files gives the title "b.txt" to two files',
  ],
  [
    'an invalid artifact type',
    { ...push, 'artifact-type': 'chart' },
    'The input artifact-type "chart" is not a media type',
  ],
  ['an annotation without a value', { ...push, annotations: 'a=1\nb' }, 'The input annotations "b" is not key=value'],
  [
    'an annotation given twice',
    { ...push, annotations: 'a=1\na=2' },
    'The input annotations "a=2" repeats an earlier key',
  ],
  [
    'a missing annotation file',
    { ...push, 'annotation-file': 'missing.json' },
    /The file ".*missing\.json" of the input annotation-file cannot be read: ENOENT/,
  ],
  [
    'a broken annotation file',
    { ...push, 'annotation-file': 'notes.json' },
    'The annotation-file "notes.json" is not valid JSON',
  ],
  [
    'a missing config',
    { ...push, config: 'missing.json' },
    /The file ".*missing\.json" of the input config cannot be read: ENOENT/,
  ],
  ['an invalid time', { ...push, created: 'yesterday' }, 'The input created "yesterday" is not none, now, commit'],
  [
    'no time in the environment',
    { ...push, created: 'source-date-epoch' },
    'needs SOURCE_DATE_EPOCH in the environment',
  ],
  [
    'an invalid choice',
    { ...push, 'if-exists': 'overwrit' },
    'The input if-exists "overwrit" is not one of overwrite, skip, error: did you mean overwrite?',
  ],
  ['an invalid boolean', { ...push, 'dry-run': 'yes' }, 'The input dry-run "yes" is not true or false'],
  ['an invalid number', { ...push, concurrency: '0' }, 'The input concurrency "0" is not a whole number from 1 to 64'],
  [
    'an invalid time span',
    { ...push, timeout: 'soon' },
    'The input timeout "soon" is not a time such as 60s, 2m or 30d',
  ],
  [
    'a password without a user',
    { ...push, password: 'hunter2' },
    'The input password is given without the input username',
  ],
  [
    'a user without a password',
    { ...push, username: 'octocat' },
    'The input username is given without the input password: is the secret set?',
  ],
  ['broken YAML', { ...push, 'registry-auth': '- registry: [' }, 'The input registry-auth is not valid YAML in line 1'],
  [
    'YAML that is not a list',
    { ...push, 'registry-auth': 'registry: a.test' },
    'The input registry-auth is not a YAML list',
  ],
  [
    'an unknown key in YAML',
    { ...push, 'registry-auth': '- registry: a.test\n  user: b' },
    'The input registry-auth has an error in entry 1: an unknown key',
  ],
  [
    'a certificate without a key',
    { ...push, 'cert-file': 'a.txt' },
    'The inputs cert-file and key-file belong together',
  ],
  [
    'a CA file that is none',
    { ...push, 'ca-file': 'a.txt' },
    'The file "a.txt" of the input ca-file is not a PEM file',
  ],
  [
    'a reference with another digest',
    { ...push, reference: `oci-layout:out:v1@${sha}` },
    `but the input reference asks for ${sha}`,
  ],
  ['a layout with a deep index.json', { ...push, reference: 'oci-layout:deep:v1' }, 'is nested more than 100 deep'],
  ['a layout without content', pull, 'There is no v1 in the OCI layout'],
];

describe('a wrong input', () => {
  it.each(cases)('is named: %s', async (_, inputs, says) => {
    const workspace = await makeWorkspace(files);
    await mkdir(`${workspace}/folder`);
    const before = await readTree(workspace);
    const { code, stdout, stderr, outputs, summary } = await runStep(inputs, { workspace });
    const annotations = stdout.split('\n').filter((line) => line.startsWith('::error'));
    expect({ code, stderr, annotations: annotations.length }).toEqual({ code: 1, stderr: '', annotations: 1 });
    const [, title, message] =
      /^::error title=oci-artifact%3A ([^:,]+)(?:,[^:]+)?::(.*)$/.exec(annotations[0] ?? '') ?? [];
    if (says instanceof RegExp) expect(message).toMatch(says);
    else expect(message).toContain(says);
    // The remedy stands in the second line of the annotation.
    expect(message).toMatch(/%0A\w.+/);
    expect(summary).toMatch(new RegExp(`^### ❌ .*${title}\n`, 'i'));
    expect(outputs['changed'] ?? 'false').toBe('false');
    expect(await readTree(workspace)).toEqual(before);
  });

  it.each([
    ['notes.json', 'not json', 'file=notes.json::'],
    ['notes.json', '{\n  "a": {},\n}\n', 'file=notes.json,line=3::'],
    ['notes.json', '{\n  "$manifest": {},\n  "a": 1\n}\n', 'file=notes.json,line=3::'],
  ])('is shown in the file that is wrong: %s with %j', async (name, content, place) => {
    const workspace = await makeWorkspace({ 'a.txt': 'a', [name]: content });
    const { code, stdout } = await runStep({ ...push, 'annotation-file': name }, { workspace });
    expect(code).toBe(1);
    expect(stdout).toContain(`::error title=oci-artifact%3A Invalid input,${place}The annotation-file "${name}" `);
    expect(stdout).toContain('%0ACorrect the file that is named here.');
  });

  it.each([
    ['TAG', 'There is no input tag (INPUT_TAG in the environment): did you mean tags?'],
    [
      'EXPECT_DIGEST',
      'There is no input expect_digest (INPUT_EXPECT_DIGEST in the environment): did you mean expect-digest?',
    ],
    ['EXPECT-DIGSET', 'did you mean expect-digest?'],
    ['IF-EXSTS', 'did you mean if-exists?'],
    ['DRY_RUN', 'did you mean dry-run?'],
    ['DRYRUN', 'did you mean dry-run?'],
    ['FLITER', 'did you mean filter?'],
    ['ARTIFACT-TYPES', 'did you mean artifact-type?'],
  ])('is an error that tells the name that is near: %s', async (name, says) => {
    const workspace = await makeWorkspace(files);
    const before = await readTree(workspace);
    const { code, stdout } = await runStep(push, { workspace, env: { [`INPUT_${name}`]: 'true' } });
    expect(code).toBe(1);
    expect(stdout).toMatch(/::error title=oci-artifact%3A Invalid input::There is no input/);
    expect(stdout).toContain(says);
    expect(await readTree(workspace)).toEqual(before);
  });

  it('is a warning where no name is near, as of a variable of the workflow', async () => {
    const workspace = await makeWorkspace(files);
    const { code, stdout } = await runStep(push, { workspace, env: { INPUT_SOMETHING: 'x', INPUT_DATE: 'x' } });
    expect(code).toBe(0);
    expect(stdout).toContain('::warning::There is no input something (INPUT_SOMETHING in the environment)');
    expect(stdout).toContain('::warning::There is no input date (INPUT_DATE in the environment)');
  });

  it('does not show the secrets of broken YAML', async () => {
    const yaml = '- registry: a.test\n  username: u\n  password: "hunter2\n';
    const { code, stdout } = await runStep(
      { ...push, 'registry-auth': yaml },
      { workspace: await makeWorkspace(files) },
    );
    expect(code).toBe(1);
    const shown = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    expect(shown.join('\n')).not.toContain('hunter2');
    // Other steps may show them, without the quotes.
    expect(stdout.split('\n')).toContain('::add-mask::hunter2');
  });

  it.each([
    ['true', true],
    ['false', false],
    ['FALSE', false],
    // A mistake in this input does not hide itself.
    ['no', true],
  ])('is told in the summary where that is wanted: summary %s', async (summary, isTold) => {
    const run = await runStep({ ...push, files: '', summary }, { workspace: await makeWorkspace(files) });
    expect(run).toMatchObject({ code: 1, summary: isTold ? expect.stringContaining('The input') : '' });
  });

  it.each([
    ['warn', true],
    ['ignore', false],
  ])('is not an error when nothing is found and if-no-files-found is %s', async (ifNoFilesFound, warns) => {
    const { code, stdout, outputs } = await runStep(
      { ...push, files: '*.yaml', 'if-no-files-found': ifNoFilesFound },
      { workspace: await makeWorkspace(files) },
    );
    expect({ code, changed: outputs['changed'], warns: stdout.includes('::warning::') }).toEqual({
      code: 0,
      changed: 'false',
      warns,
    });
    expect(stdout).toContain('Nothing to do: no files were found');
  });
});

describe('a registry that is none', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });
  const listen = async (server: Server): Promise<string> => {
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const html: RequestListener = (_, response) => {
    response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>');
  };
  const tlsServer = () =>
    createTlsServer(
      { key: readFileSync(certificates.serverKeyFile), cert: readFileSync(certificates.serverCertFile) },
      html,
    );
  const closedPort = async () => {
    const server = createTcpServer();
    const host = await listen(server);
    await new Promise((closed) => server.close(closed));
    return host;
  };
  const oneTry = { retries: '0', timeout: '5s' };

  it.each([
    ['is down', closedPort, {}, /The connection to 127\.0\.0\.1:\d+ failed: .*ECONNREFUSED.*%0ANothing listens there/],
    ['answers HTML', () => listen(createServer(html)), {}, /answered for v1 with an HTML page.*%0ACheck `registry`/],
    [
      'speaks TLS where plain HTTP was said',
      () => listen(tlsServer()),
      { 'plain-http': 'true' },
      /%0AThe connection broke\. If the registry speaks TLS, do not set `plain-http: true`/,
    ],
    [
      'speaks plain HTTP where TLS was said',
      () => listen(createServer(html)),
      { 'plain-http': 'false' },
      /%0AThe registry does not speak TLS\. If it speaks plain HTTP, set `plain-http: true`/,
    ],
    [
      'has a certificate of an unknown authority',
      () => listen(tlsServer()),
      {},
      /%0AThe certificate of the registry is signed by an authority that is unknown here: pass its certificate with `ca-file`/,
    ],
  ])('%s', async (_, start, inputs, says) => {
    const host = await start();
    const workspace = await makeWorkspace(files);
    const pulled = await runStep(
      { mode: 'pull', reference: `${host}/app:v1`, path: 'got', ...oneTry, ...inputs },
      { workspace },
    );
    expect(pulled.code).toBe(1);
    expect(pulled.stdout).toMatch(says);
    expect(pulled.outputs['repository']).toBe(`${host}/app`);
    expect(await readTree(workspace)).toEqual(files);
  });
});
