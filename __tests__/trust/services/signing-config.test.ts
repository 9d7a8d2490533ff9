import { describe, expect, it } from '@jest/globals';
import {
  fetchPublicServices,
  githubServices,
  parseSigningConfig,
  publicServices,
} from '../../../src/trust/services/signing-config.ts';

const now = new Date('2026-11-27T12:00:00Z');
const validFor = { start: '2025-01-01T00:00:00Z' };
const at = (name: string, more: object = {}) => ({
  url: `https://${name}.test`,
  majorApiVersion: 1,
  validFor,
  operator: 'sigstore.test',
  ...more,
});
const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
const base = {
  mediaType,
  caUrls: [at('ca')],
  oidcUrls: [at('oidc')],
  rekorTlogUrls: [at('rekor')],
  rekorTlogConfig: { selector: 'ANY' },
  tsaUrls: [at('clock', { url: 'https://clock.test/api/v1/timestamp' })],
  tsaConfig: { selector: 'ANY' },
};
const parse = (config: unknown) =>
  parseSigningConfig(Buffer.from(typeof config === 'string' ? config : JSON.stringify(config)), 'The file', now);
const clock = 'https://clock.test/api/v1/timestamp';
const ca = { authority: 'https://ca.test', isLogged: false };
const v1 = { url: 'https://rekor.test', version: 1 };
const early = { validFor: { start: '2024-01-01T00:00:00Z' } };
const other = at('other', { operator: 'other.test' });
const tsaUrls = [at('clock', { url: clock }), other];
const older = at('old', { validFor: { start: '2020-01-01T00:00:00Z', end: '2026-11-27T12:00:00Z' } });

describe('a signing config', () => {
  it.each<[string, object, object]>([
    ['is read', base, { ...ca, log: v1, clock }],
    ['may have no clock', { ...base, tsaUrls: [] }, { ...ca, log: v1, clock: undefined }],
    [
      'may have a clock of another version, which is not asked',
      { ...base, tsaUrls: [at('clock', { majorApiVersion: 2 })] },
      { ...ca, log: v1, clock: undefined },
    ],
    ['may have no log', { ...base, rekorTlogUrls: undefined }, { ...ca, log: undefined, clock }],
    [
      'has the first of several that is good',
      { ...base, rekorTlogUrls: [at('new', { majorApiVersion: 2 }), at('rekor')] },
      { ...ca, log: { url: 'https://new.test', version: 2 }, clock },
    ],
    [
      'has the newest version that we know, wherever it stands',
      { ...base, rekorTlogUrls: [at('rekor'), at('new', { majorApiVersion: 2 }), at('x', { majorApiVersion: 3 })] },
      { ...ca, log: { url: 'https://new.test', version: 2 }, clock },
    ],
    [
      'has of one version the service that began last, and of these the first',
      { ...base, rekorTlogUrls: [at('old', early), at('rekor'), at('second')], caUrls: [at('old', early), at('ca')] },
      { ...ca, log: v1, clock },
    ],
    ...(['ANY', 'ALL', undefined] as const).map((selector): [string, object, object] => [
      `may ask for ${selector} of those of one operator`,
      { ...base, rekorTlogUrls: [at('rekor'), at('next')], rekorTlogConfig: { selector }, tsaConfig: { selector } },
      { ...ca, log: v1, clock },
    ]),
    [
      'may ask for ANY of several, and for exactly one',
      { ...base, rekorTlogUrls: [at('rekor'), other], rekorTlogConfig: { selector: 'EXACT', count: 1 }, tsaUrls },
      { ...ca, log: v1, clock },
    ],
    [
      'may ask for ALL where one of the newest version is left',
      {
        ...base,
        rekorTlogUrls: [other, at('new', { majorApiVersion: 2 }), older],
        rekorTlogConfig: { selector: 'ALL' },
      },
      { ...ca, log: { url: 'https://new.test', version: 2 }, clock },
    ],
    [
      'may name versions that we do not know first',
      { ...base, caUrls: [at('v2', { majorApiVersion: 2 }), at('ca')] },
      { ...ca, log: v1, clock },
    ],
    ['may name what is no longer valid', { ...base, caUrls: [older, at('ca')] }, { ...ca, log: v1, clock }],
    [
      'may name what is not valid yet',
      { ...base, rekorTlogUrls: [at('next', { validFor: { start: '2026-11-27T12:00:01Z' } }), at('rekor')] },
      { ...ca, log: v1, clock },
    ],
    [
      'passes over what is none',
      { ...base, caUrls: [null, 7, {}, at('x', { url: 'no URL' }), at('x', { url: 7 }), at('ca')] },
      { ...ca, log: v1, clock },
    ],
  ])('%s', (_, config, services) => {
    expect(parse(config)).toEqual(services);
  });

  const authority = 'names no authority (caUrls) that can be used now';
  const neither = 'names neither a log (rekorTlogUrls) nor a clock (tsaUrls) that can be used now';
  const form = `is not a signing config of Sigstore: it does not have the media type ${mediaType}`;
  it.each<[string, unknown, string]>([
    ['in YAML', 'mediaType: x', 'is not a signing config of Sigstore: it is not valid JSON'],
    ['that is a list', [base], form],
    ['of version 0.1', { ...base, mediaType: mediaType.replace('0.2', '0.1') }, form],
    ['without an authority', { ...base, caUrls: [] }, authority],
    ['whose authorities are a text', { ...base, caUrls: 'https://ca.test' }, authority],
    ['whose authority speaks another version', { ...base, caUrls: [at('ca', { majorApiVersion: 2 })] }, authority],
    ['whose authority is no longer valid', { ...base, caUrls: [older] }, authority],
    ['whose authority says no validity', { ...base, caUrls: [at('ca', { validFor: undefined })] }, authority],
    ['without log and clock', { ...base, rekorTlogUrls: [], tsaUrls: [] }, neither],
    [
      'that asks for two logs',
      { ...base, rekorTlogConfig: { selector: 'EXACT', count: 2 } },
      'asks for several services (rekorTlogConfig), and a signature gets one',
    ],
    [
      'that asks for the logs of two operators',
      { ...base, rekorTlogUrls: [at('rekor'), other], rekorTlogConfig: { selector: 'ALL' } },
      'asks for several services (rekorTlogConfig), and a signature gets one',
    ],
    [
      'with a log of version 2 and no clock',
      { ...base, rekorTlogUrls: [at('x', { majorApiVersion: 2 })], tsaUrls: [] },
      'names a log of version 2, which says no time, and no clock (tsaUrls)',
    ],
  ])('%s is refused', (_, config, what) => {
    expect(() => parse(config)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', topic: 'signing-config', message: `The file ${what}` }),
    );
  });
});

// What each service is asked for: the public instance lists a clock, and its log of version 1 says the time by itself.
it.each<[string, object, object]>([
  ['public', base, { log: v1, clock: undefined }],
  [
    'public',
    { ...base, rekorTlogUrls: [at('new', { majorApiVersion: 2 })] },
    { log: { url: 'https://new.test', version: 2 }, clock },
  ],
  [
    'public-v2',
    { ...base, rekorTlogUrls: [at('new', { majorApiVersion: 2 })] },
    { log: { url: 'https://new.test', version: 2 }, clock },
  ],
])(
  'the public instance demands a log of certificates, and a clock only with a log of version 2 (%s)',
  async (name, config, services) => {
    const found = await fetchPublicServices(name as 'public', async () => Buffer.from(JSON.stringify(config)));
    expect(found).toEqual({ ...ca, isLogged: true, ...services });
  },
);

describe('the services that have a name', () => {
  it('are the public ones with a log and no clock', () => {
    expect(publicServices).toEqual({
      authority: 'https://fulcio.sigstore.dev',
      isLogged: true,
      log: { url: 'https://rekor.sigstore.dev', version: 1 },
    });
  });

  it.each<[server: string, services: object | undefined]>([
    [
      'https://github.com',
      {
        authority: 'https://fulcio.githubapp.com',
        isLogged: false,
        clock: 'https://timestamp.githubapp.com/api/v1/timestamp',
      },
    ],
    [
      'https://octo.ghe.com',
      {
        authority: 'https://fulcio.octo.ghe.com',
        isLogged: false,
        clock: 'https://timestamp.octo.ghe.com/api/v1/timestamp',
      },
    ],
    ['https://github.example.com', undefined],
    ['https://github.com.evil.test', undefined],
    ['https://notghe.com', undefined],
    ['https://ghe.com.evil.test', undefined],
  ])("are GitHub's own at %s", (server, services) => {
    expect(githubServices(server)).toEqual(services);
  });
});
