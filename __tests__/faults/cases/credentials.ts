import { randomBytes } from 'node:crypto';
import { copyGraph } from '../../../src/store/copy-graph.ts';
import { checkTag } from '../../support/content/check-tag.ts';
import { readTree } from '../../support/content/read-tree.ts';
import { stage } from '../../support/content/staged.ts';
import { always, type FaultCase, type FaultyJob, once } from '../../support/faults/fault-cases.ts';
import {
  changeHeaders,
  type Destination,
  type Fault,
  moveUpload,
  places,
  redirect,
  refuse,
} from '../../support/faults/faults.ts';

const files = { 'large.bin': randomBytes(2 << 20), 'a.txt': 'first' };

/** A push that must give its credentials to the registry alone: the proxy notes all that reach another origin. */
export const push: FaultyJob = {
  files: () => files,
  inputs: ({ host, name }) => ({ mode: 'push', reference: `${host}/${name}:v1`, files: '*' }),
  check: ({ direct, name, isDone, run }) => checkTag(direct, name, isDone ? run.outputs['digest'] : undefined, files),
};

const artifact = stage(files, true);

/** The same for a pull. */
export const pull: FaultyJob = {
  content: files,
  prepare: (direct) => copyGraph(artifact.store, artifact.root, direct('app', 'pull,push'), { tags: ['v1'] }),
  files: () => ({}),
  inputs: ({ host }) => ({ mode: 'pull', reference: `${host}/app:v1`, path: 'out' }),
  check: async ({ workspace, isDone }) => {
    const count = Object.keys(await readTree(workspace)).length;
    return count === (isDone ? 2 : 0) ? [] : [`there are ${count} files`];
  },
};

type On = FaultCase['rules'][number]['on'];

/** Only the server that asks is to see what follows: nothing may reach a server without TLS. */
const sent: [name: string, on: On][] = [
  ['the look at the tag', places.headTag],
  ['the start of an upload', places.start],
  ['a large upload', places.putLarge],
  ['a small upload', places.putSmall],
  ['the manifest', places.putManifest],
];
const read: [name: string, on: On][] = [
  ['the manifest', places.getManifest],
  ['a file', places.getBlob],
];

const destinations: [to: Destination, words: string][] = [
  ['elsewhere', 'another port'],
  ['otherName', 'another name of the host'],
];

const redirects = (requests: typeof sent): FaultCase[] =>
  requests.flatMap(([what, on]) =>
    destinations.map(([to, words]) => ({
      name: `${what}: a redirect to ${words}`,
      rules: [once(on, redirect(307, to))],
      expected: 'ok',
    })),
  );

const downgrades = (requests: typeof sent): FaultCase[] =>
  requests.map(([what, on]) => ({
    name: `${what}, over TLS: a redirect to a server without`,
    rules: [once(on, redirect(307, 'plain'))],
    expected: 'REGISTRY',
    usesTls: true,
  }));

const asks: Fault = async (exchange) => {
  if (exchange.incoming.headers.host === new URL(exchange.here).host) return redirect(307)(exchange);
  return refuse(401, { 'www-authenticate': 'Basic realm="elsewhere"' })(exchange);
};
const asksForToken: Fault = async (exchange) => {
  if (exchange.incoming.headers.host === new URL(exchange.here).host) return redirect(307)(exchange);
  return refuse(401, { 'www-authenticate': `Bearer realm="${exchange.elsewhere}/token",service="x"` })(exchange);
};
/** The realm of the challenge is another one than the registry's. */
const realm = (edit: (here: string, exchange: Parameters<Fault>[0]) => string): Fault =>
  changeHeaders((_, exchange) => ({
    'www-authenticate': `Bearer realm="${edit(exchange.here, exchange)}",service="registry.test"`,
  }));
const withUser: Fault = changeHeaders(({ headers: { location } }) => ({
  location: String(location).replace('://', '://someone:else@'),
}));

const realms: [name: string, fault: Fault][] = [
  ['a private address of IPv4', realm(() => 'http://10.1.2.3/token')],
  ['the metadata of a cloud', realm(() => 'http://169.254.169.254/token')],
  ['the metadata of a cloud, as IPv6', realm(() => 'http://[::ffff:169.254.169.254]/token')],
  ['a link-local address', realm(() => 'http://[fe80::1]/token')],
  ['a unique local address', realm(() => 'http://[fd00::1]/token')],
  ['no address', realm(() => 'http://0.0.0.0/token')],
  ['the metadata of a cloud by NAT64', realm(() => 'http://[64:ff9b::a9fe:a9fe]/token')],
  ['the host of a virtual machine', realm(() => 'http://168.63.129.16/token')],
  ['a multicast address', realm(() => 'http://224.0.0.1/token')],
  ['a carrier address', realm(() => 'http://100.64.0.1/token')],
  ['an address written as a number', realm(() => 'http://0xA000001/token')],
  ['a path', realm(() => '/token')],
  ['a file', realm(() => 'file:///etc/passwd')],
  ['another protocol', realm(() => 'gopher://127.0.0.1/token')],
  ['nothing', realm(() => '')],
];

export const pushCases: FaultCase[] = [
  ...redirects(sent),
  ...downgrades(sent),
  ...destinations.map(
    ([to, words]): FaultCase => ({
      name: `uploads go on at ${words}`,
      rules: [always(places.start, moveUpload(to))],
      expected: 'ok',
    }),
  ),
  {
    name: 'uploads go on at another port, over TLS',
    rules: [always(places.start, moveUpload('elsewhere'))],
    expected: 'ok',
    usesTls: true,
  },
  {
    name: 'uploads go on at another port, in chunks',
    rules: [always(places.start, moveUpload('elsewhere'))],
    expected: 'ok',
    inputs: { 'chunk-size': '512KiB' },
  },
  {
    name: 'chunks go on at another port',
    rules: [once(places.chunk, moveUpload('elsewhere'))],
    expected: 'ok',
    inputs: { 'chunk-size': '512KiB' },
  },
  {
    name: 'uploads over TLS are to go on at a server without',
    rules: [once(places.start, moveUpload('plain'))],
    expected: 'REGISTRY',
    usesTls: true,
  },
  { name: 'uploads go on at an address with a user', rules: [always(places.start, withUser)], expected: 'ok' },
  {
    name: 'uploads go on at another port, which asks for a password',
    rules: [always(places.putLarge, asks)],
    expected: 'UNAUTHORIZED',
  },
  {
    name: 'uploads go on at another port, which asks for a token',
    rules: [always(places.putLarge, asksForToken)],
    expected: 'UNAUTHORIZED',
    usesTokens: true,
  },
  {
    name: 'the token server of a registry with TLS has none',
    rules: [
      once(
        places.headTag,
        realm((_, { plain }) => `${plain}/token`),
      ),
    ],
    expected: 'REGISTRY',
    usesTls: true,
    usesTokens: true,
  },
  {
    name: 'the token server sends us on to another port',
    rules: [always(places.token, redirect(307))],
    expected: 'UNAUTHORIZED',
    usesTokens: true,
  },
  {
    name: 'the token server sends us on to another port by 302',
    rules: [always(places.token, redirect(302, 'otherName'))],
    expected: 'UNAUTHORIZED',
    usesTokens: true,
  },
  ...realms.map(
    ([name, fault]): FaultCase => ({
      name: `the token server is ${name}`,
      rules: [once(places.headTag, fault)],
      expected: 'REGISTRY',
      usesTokens: true,
    }),
  ),
];

export const pullCases: FaultCase[] = [
  ...redirects(read),
  ...downgrades(read),
  {
    name: 'a file at another port, over TLS',
    rules: [always((request) => places.getBlob(request) && !request.url.includes('X-Signature'), redirect(307))],
    expected: 'ok',
    usesTls: true,
  },
  {
    name: 'a file at another port, which asks for a password',
    rules: [always(places.getBlob, asks)],
    expected: 'UNAUTHORIZED',
  },
  {
    name: 'a file at another port, which asks for a token',
    rules: [always(places.getBlob, asksForToken)],
    expected: 'UNAUTHORIZED',
    usesTokens: true,
  },
  {
    name: 'a signed address that is refused',
    rules: [
      {
        on: places.getBlob,
        fault: async (exchange) =>
          exchange.incoming.headers.host === new URL(exchange.here).host
            ? redirect(307)(exchange)
            : refuse(403, {}, '<Error>no</Error>')(exchange),
        times: Number.POSITIVE_INFINITY,
      },
    ],
    expected: 'DENIED',
  },
  {
    name: 'a signed address that nobody answers',
    rules: [
      always(
        places.getBlob,
        refuse(307, { location: 'http://127.0.0.1:1/x?X-Signature=c2lnbmVkLWJ5LXRoZS1zdG9yYWdl' }),
      ),
    ],
    expected: 'NETWORK',
    inputs: { retries: '1' },
  },
];
