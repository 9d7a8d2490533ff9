import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { describe as describeContent } from '../../../src/oci/descriptor.ts';
import type { Send } from '../../../src/registry/http/http.ts';
import { openRegistry } from '../../../src/registry/registry.ts';
import { redirected, resolveLocation } from '../../../src/registry/wrapped/redirected.ts';
import { openBytes } from '../../../src/store/verified.ts';
import { buffer } from '../../support/content/buffer.ts';
import { type FakeRegistry, quirkOnce, startFakeRegistry } from '../../support/servers/fake-registry.ts';
import { registryOptions } from '../../support/servers/registry-options.ts';

const bytes = Buffer.from('hello\n');
const blob = describeContent('text/plain', bytes);
const open = ({ host }: FakeRegistry) =>
  openRegistry(host, registryOptions({ tls: { insecure: true } }))('app', 'pull,push');

describe('resolveLocation', () => {
  const base = 'https://registry.test:5000/v2/app/blobs/uploads/';

  it.each([
    ['/v2/app/blobs/uploads/1?_state=a%2Bb', 'https://registry.test:5000/v2/app/blobs/uploads/1?_state=a%2Bb'],
    ['1?_state=a+b', 'https://registry.test:5000/v2/app/blobs/uploads/1?_state=a+b'],
    ['?a=1&b=%2f%3D', 'https://registry.test:5000/v2/app/blobs/uploads/?a=1&b=%2f%3D'],
    ['//storage.test/x', 'https://storage.test/x'],
    ['https://storage.test/x?sig=a%2Bb+c%2f/=~', 'https://storage.test/x?sig=a%2Bb+c%2f/=~'],
    ['https://me:secret@storage.test/x#part', 'https://storage.test/x'],
  ])('resolves %s', (location, expected) => {
    expect(resolveLocation(base, location)).toBe(expected);
  });

  it.each([
    ['http://registry.test:5000', 'https://registry.test:5000/x'],
    ['http://registry.test:5000', 'http://storage.test/x'],
    ['http://registry.test:5000', 'https://storage.test/x'],
    ['https://registry.test:5000', 'https://registry.test:5000/x'],
  ])('goes from %s to %s', (from, location) => {
    expect(resolveLocation(`${from}/v2/`, location)).toBe(location);
  });

  it.each([
    ...['http://registry.test:5000/x', 'http://registry.test/x', 'ftp://registry.test/x', 'file:///etc/passwd'],
    ...['data:text/plain,x', 'https://'],
  ])('refuses %s', (location) => {
    expect(() => resolveLocation(base, location)).toThrow(expect.objectContaining({ code: 'REGISTRY' }));
  });

  it.each(['ftp', 'file', 'ws'])('refuses %s of a registry without TLS too', (scheme) => {
    const resolve = () => resolveLocation('http://registry.test/v2/', `${scheme}://registry.test/x`);
    expect(resolve).toThrow(expect.objectContaining({ code: 'REGISTRY' }));
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('with %i is followed by a GET and a HEAD', async (status) => {
    await using storage = await startFakeRegistry();
    await using server = await startFakeRegistry();
    storage.content.addBlob('app', bytes);
    server.onRequest = ({ url }) => ({ status, headers: { location: storage.url + url }, body: 'Moved' });
    expect(await buffer(await open(server).fetch(blob))).toEqual(bytes);
    // And by a HEAD, which asks what is there.
    expect(await open(server).has(blob)).toBe(true);
  });

  it('is resolved against the host that answered, not the first one', async () => {
    const [first, second] = ['https://registry.test/v2/blob', 'https://storage.test/a/b'];
    const next: Record<string, string> = { [first]: second, [second]: '../c?sig=1' };
    const sent: string[] = [];
    const send: Send = async ({ url }) => {
      sent.push(url);
      const location = next[url];
      return { status: location === undefined ? 200 : 307, headers: { location }, body: Readable.from([]), url };
    };
    expect(await redirected(send)({ method: 'GET', url: first })).toMatchObject({ status: 200 });
    expect(sent).toEqual([first, second, 'https://storage.test/c?sig=1']);
  });

  it.each([307, 308])('with %i of an upload gets the body again', async (status) => {
    await using storage = await startFakeRegistry();
    await using server = await startFakeRegistry();
    server.onRequest = quirkOnce('PUT', { status, headers: { location: `${storage.url}/put?a=b` } });
    storage.onRequest = () => ({ status: 201 });
    await open(server).push(blob, openBytes(bytes));
    expect(storage.received.map(({ method, body }) => [method, body])).toEqual([['PUT', bytes]]);
  });

  it.each([301, 302, 303])('with %i of an upload is not followed', async (status) => {
    await using server = await startFakeRegistry();
    server.onRequest = quirkOnce('PUT', { status, headers: { location: '/elsewhere' } });
    await expect(open(server).push(blob, openBytes(bytes))).rejects.toMatchObject({ code: 'REGISTRY', status });
    expect(server.received.map(({ method }) => method)).toEqual(['POST', 'PUT', 'DELETE']);
  });

  it('is followed five times and no more', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = ({ url }) => ({ status: 307, headers: { location: url } });
    await expect(open(server).fetch(blob)).rejects.toMatchObject({ code: 'REGISTRY' });
    expect(server.received).toHaveLength(6);
  });

  it('from https to http is refused', async () => {
    await using plain = await startFakeRegistry();
    await using server = await startFakeRegistry({ tls: true });
    server.onRequest = () => ({ status: 307, headers: { location: `${plain.url}/x` } });
    await expect(open(server).fetch(blob)).rejects.toMatchObject({ code: 'REGISTRY' });
    expect(plain.received).toEqual([]);
  });

  it('without a Location is not a redirect', async () => {
    await using server = await startFakeRegistry();
    server.onRequest = () => ({ status: 307 });
    await expect(open(server).fetch(blob)).rejects.toMatchObject({ code: 'REGISTRY', status: 307 });
  });
});
