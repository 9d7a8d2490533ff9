import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printable } from '../../src/action/tell/printable.ts';
import { OciError } from '../../src/errors.ts';
import { describe as describeContent } from '../../src/oci/descriptor.ts';
import { isDigest } from '../../src/oci/digest.ts';
import { childrenOf, parseManifest } from '../../src/oci/manifest.ts';
import { imageIndex, imageManifest, isMediaType, isReadableMediaType } from '../../src/oci/media-types.ts';
import { formatRepository, isRepository, isTag, parseReference } from '../../src/oci/reference.ts';
import { parseChallenges } from '../../src/registry/auth/challenge.ts';
import { download } from '../../src/registry/download.ts';
import type { HttpResponse } from '../../src/registry/http/http.ts';
import { parseRetryAfter, parseWaitIn } from '../../src/registry/http/rate-limit.ts';
import { nextLink } from '../../src/registry/lists/link.ts';
import { copyGraph } from '../../src/store/copy-graph.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { openBytes, verified } from '../../src/store/verified.ts';
import { buffer } from '../support/content/buffer.ts';
import { piecesOf } from '../support/content/pieces-of.ts';
import { tries } from '../support/nightly.ts';

/** Fails unless the work ends well, or with an error of ours of one of these codes. */
function onlyFailsWith<T>(codes: string[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof OciError && codes.includes(error.code)) return undefined;
    throw error;
  }
}

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019!#$%&*+.^_`|~-'), minLength: 1, maxLength: 12 });
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }));

describe('a reference', () => {
  const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const host = fc.tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), fc.integer({ min: 1, max: 65535 }));

  it('that is whole comes back as it was', () => {
    fc.assert(
      fc.property(
        host,
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/)),
        fc.option(hex(64)),
        ([name, port], parts, tag, digest) => {
          const repository = `${name}.test:${port}/${parts.join('/')}`;
          const text = `${repository}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@sha256:${digest}`}`;
          const read = parseReference(text);
          expect(formatRepository(read)).toBe(repository);
          expect(read.tags).toEqual(tag === null ? [] : [tag]);
          expect(read.digest).toBe(digest === null ? undefined : `sha256:${digest}`);
        },
      ),
    );
  });

  it('that is a host alone is one in any spelling, and a message names no other', () => {
    const hosts = fc.oneof(
      host.map(([name, port]) => `${name}.test:${port}`),
      host.map(([name]) => `${name}.test`),
      host.map(([, port]) => `localhost:${port}`),
      fc.tuple(fc.ipV4(), host).map(([address, [, port]]) => `${address}:${port}`),
    );
    fc.assert(
      fc.property(hosts, fc.constantFrom('', 'oci://'), fc.constantFrom('', '/'), (alone, scheme, slash) => {
        const text = `${scheme}${alone}${slash}`;
        expect(parseReference(text, { isPlace: true })).toEqual({ host: alone, repository: '', tags: [] });
        expect(() => parseReference(text)).toThrow(`"${text}" has no repository: write ${alone}/NAME`);
      }),
    );
  });

  it('of any text is refused, or safe to build a URL of', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          texts,
          piecesOf(
            '/',
            ':',
            '@',
            '..',
            'a',
            'B',
            'host.test',
            'localhost',
            '5000',
            'oci://',
            'oci-layout:',
            'sha256:',
            '0'.repeat(64),
            ',',
            ' ',
            '%2e',
            '\\',
          ),
        ),
        fc.boolean(),
        (text, isPlace) => {
          const read = onlyFailsWith(['INVALID_INPUT'], () => parseReference(text, { isPlace }));
          if (!read || read.host.startsWith('oci-layout:')) return;
          if (isPlace && read.repository === '')
            return expect(read).toEqual({ host: expect.any(String), repository: '', tags: [] });
          expect(isRepository(read.host, read.repository)).toBe(true);
          expect(read.tags.every(isTag)).toBe(true);
          expect(read.digest === undefined || isDigest(read.digest)).toBe(true);
          const url = new URL(`https://${read.host}/v2/${read.repository}/manifests/x`);
          expect(url.pathname).toBe(`/v2/${read.repository}/manifests/x`);
          expect([url.username, url.search, url.hash]).toEqual(['', '', '']);
        },
      ),
      { numRuns: tries(1000) },
    );
  });
});

describe('a header WWW-Authenticate', () => {
  const value = fc.string({ unit: fc.constantFrom(...'ab ,="\\;:/\t'), maxLength: 12 });
  const challenge = fc.record({
    scheme: fc.constantFrom('Bearer', 'BASIC', 'Digest'),
    parameters: fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), value), {
      selector: ([name]) => name,
      minLength: 1,
      maxLength: 4,
    }),
  });
  const written = ({ scheme, parameters }: { scheme: string; parameters: [string, string][] }) =>
    `${scheme} ${parameters.map(([name, text]) => `${name}="${text.replace(/["\\]/g, '\\$&')}"`).join(', ')}`;

  it('with any challenges gives them all', () => {
    fc.assert(
      fc.property(fc.array(challenge, { minLength: 1, maxLength: 4 }), fc.boolean(), (challenges, areApart) => {
        const headers = challenges.map(written);
        const read = parseChallenges(areApart ? headers : headers.join(' , '));
        expect(read.map(({ scheme, parameters }) => [scheme, { ...parameters }])).toEqual(
          challenges.map(({ scheme, parameters }) => [scheme.toLowerCase(), Object.fromEntries(parameters)]),
        );
      }),
    );
  });

  it('of any text is read to its end', () => {
    fc.assert(
      fc.property(
        fc.oneof(texts, piecesOf('Bearer', ' ', ',', '=', '"', '\\', 'realm', 'Negotiate abc==', '\t')),
        (text) => {
          for (const { scheme, parameters } of parseChallenges(text)) {
            expect(scheme).toBe(scheme.toLowerCase());
            expect(Object.getPrototypeOf(parameters)).toBeNull();
          }
        },
      ),
      { numRuns: tries(1000) },
    );
  });
});

describe('a header Link', () => {
  const target = fc.stringMatching(/^[a-z/?=&,;"%0-9]{1,20}$/);

  it('gives the target of the next page, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.array(target, { maxLength: 3 }),
        target,
        fc.array(target, { maxLength: 3 }),
        token,
        (before, next, after, other) => {
          const link = (text: string, relation: string) => `<${text}>; title="a, b; c"; rel="${relation}"`;
          const header = [
            ...before.map((text) => link(text, 'prev')),
            link(next, `${other.replace(/\W/g, 'x')} next`),
            ...after.map((text) => link(text, 'next')),
          ];
          expect(nextLink(header.join(', '))).toEqual({ next });
        },
      ),
    );
  });

  it('of any text is read to its end', () => {
    fc.assert(
      fc.property(fc.oneof(texts, piecesOf('<', '>', ';', ',', '=', '"', 'rel', 'next', ' ', '\\')), (text) => {
        const found = nextLink(text);
        if (typeof found === 'object') expect(text).toContain(found.next);
      }),
      { numRuns: tries(1000) },
    );
  });
});

describe('a wait', () => {
  it('of any text is none, or a number from 0 on', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          texts,
          piecesOf('1', '9', '-', 'Thu, 01 Jan 1998 00:00:00 GMT', 'retry-after: ', '.', 'ms', 'h', 's', 'e9'),
        ),
        (text) => {
          for (const wait of [parseRetryAfter(text), parseWaitIn(text)]) {
            expect(wait === undefined || (Number.isFinite(wait) && wait >= 0)).toBe(true);
          }
        },
      ),
      { numRuns: tries(1000) },
    );
  });

  it('is read as Go writes durations', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), fc.nat(59_999), (hours, minutes, milliseconds) => {
        const text = `toomanyrequests: retry-after: ${hours}h${minutes}m${milliseconds / 1000}s`;
        expect(parseWaitIn(text)).toBeCloseTo(hours * 3_600_000 + minutes * 60_000 + milliseconds, 0);
      }),
    );
  });
});

describe('a resumed download', () => {
  const bytes = Buffer.from(Array.from({ length: 400 }, (_, index) => index % 251));
  const descriptor = describeContent('a/b', bytes);
  const number = fc.oneof(fc.nat(400), fc.constantFrom(399, 400, 2 ** 53, -1)).map(String);
  const range = fc.oneof(
    texts,
    fc.tuple(number, number, fc.oneof(number, fc.constant('*'))).map(([from, to, all]) => `bytes ${from}-${to}/${all}`),
  );

  it('gives the right content or none, whatever the part says of itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 399 }),
        range,
        fc.nat(400),
        fc.nat(400),
        fc.option(number),
        async (cut, contentRange, from, to, length) => {
          let asked = 0;
          const answers: Partial<HttpResponse>[] = [
            { status: 200, body: await openBytes(bytes.subarray(0, cut))() },
            {
              status: 206,
              headers: { 'content-range': contentRange, ...(length === null ? {} : { 'content-length': length }) },
              body: await openBytes(bytes.subarray(from, to))(),
            },
          ];
          const send = async (): Promise<HttpResponse> => {
            const { status = 200, headers = {}, body = await openBytes(bytes)() } = answers[asked++] ?? {};
            return { status, headers, body, url: 'http://registry.test/' };
          };
          const request = { method: 'GET', url: 'http://registry.test/' } as const;
          try {
            const chunks = await download(send, request, { descriptor, retries: 2, what: 'x' });
            expect((await buffer(verified(chunks, descriptor))).equals(bytes)).toBe(true);
          } catch (error) {
            if (!(error instanceof OciError)) throw error;
          }
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

describe('small things', () => {
  it('a digest is one of two algorithms, in lower case and of the right length', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          texts,
          hex(64).map((text) => `sha256:${text}`),
          hex(128).map((text) => `sha512:${text}`),
          piecesOf('sha256:', 'sha512:', '0'.repeat(32), '/', 'A', '\n'),
        ),
        (text) => {
          const [, algorithm, rest = ''] = /^(sha256|sha512):(.*)$/s.exec(text) ?? [];
          const isRight =
            rest.length === (algorithm === 'sha256' ? 64 : algorithm === 'sha512' ? 128 : -1) &&
            [...rest].every((digit) => '0123456789abcdef'.includes(digit));
          expect(isDigest(text)).toBe(isRight);
        },
      ),
    );
  });

  it('a media type has one slash and nothing to hide', () => {
    fc.assert(
      fc.property(fc.oneof(texts, piecesOf('a', '/', 'vnd.x+json', ';', ' ', '\n', '*')), (text) => {
        if (isMediaType(text)) expect(text).toMatch(/^[\x21-\x7e]+$/);
        if (isMediaType(text)) expect(text.split('/')).toHaveLength(2);
      }),
      { numRuns: tries(1000) },
    );
  });

  it('a printable text gives no command and hides nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(texts, piecesOf('::', '##[', '#', '[', ' ', '\n', '\r', 'error', '\u001b[', '\u202e', '\u2028')),
        (text) => {
          const shown = printable(text);
          expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
          expect(shown).not.toMatch(/^\s*::/);
          expect(shown).not.toContain('##[');
        },
      ),
      { numRuns: tries(1000) },
    );
  });

  it('a manifest of any JSON is refused, or has what a manifest has', () => {
    const entry = fc.record(
      {
        mediaType: fc.oneof(texts, fc.constant('a/b')),
        digest: fc.oneof(
          texts,
          hex(64).map((text) => `sha256:${text}`),
        ),
        size: fc.oneof(fc.integer(), fc.double()),
        annotations: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const body = fc.record(
      {
        schemaVersion: fc.constant(2),
        config: fc.oneof(entry, fc.jsonValue()),
        layers: fc.oneof(fc.array(entry), fc.jsonValue()),
        manifests: fc.oneof(fc.array(entry), fc.jsonValue()),
        annotations: fc.jsonValue(),
        subject: fc.oneof(entry, fc.jsonValue()),
      },
      { requiredKeys: ['schemaVersion'] },
    );
    fc.assert(
      fc.property(fc.oneof(body, fc.jsonValue()), fc.constantFrom(imageManifest, imageIndex), (value, mediaType) => {
        const text = JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? Number(item) : item)) ?? '';
        const read = onlyFailsWith(['ARTIFACT'], () => parseManifest(Buffer.from(text), mediaType));
        if (!read) return;
        const children = read.kind === 'index' ? read.manifests : [read.config, ...read.layers];
        for (const { digest, size } of children) expect(isDigest(digest) && size >= 0).toBe(true);
      }),
      { numRuns: tries(1000) },
    );
  });
});

it('A media type that others wrote passes through a copy as it is, whatever text it may be', async () => {
  const types = fc.oneof(texts, fc.webUrl(), fc.constant('text/plain; charset=utf-8'));
  const property = fc.asyncProperty(types.filter(isReadableMediaType), types, async (mediaType, artifactType) => {
    const layer = describeContent(mediaType, Buffer.from('x'));
    const layers = [layer, { ...layer, artifactType }];
    const config = { ...describeContent('a/b', Buffer.from('{}')), mediaType };
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, artifactType, config, layers }));
    const root = describeContent(imageManifest, bytes);
    const [source, target] = [new MemoryStore(), new MemoryStore()];
    source.stage(layer, openBytes(Buffer.from('x')));
    source.stage(config, openBytes(Buffer.from('{}')));
    source.stage(root, openBytes(bytes));
    await copyGraph(source, root, target);
    const copied = await target.manifest(root.digest);
    expect(copied.bytes.equals(bytes)).toBe(true);
    expect(childrenOf(copied.parsed()).map((child) => child.mediaType)).toEqual([mediaType, mediaType, mediaType]);
  });
  await fc.assert(property);
});
