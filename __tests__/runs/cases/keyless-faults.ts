import {
  otherAuthority,
  otherEntry,
  otherIssuer,
  otherKey,
  otherName,
  otherTimestamp,
  said,
  unlogged,
} from '../../support/faults/lies.ts';
import { isNightly } from '../../support/nightly.ts';
import type { ServiceFault, ServiceName } from '../../support/servers/services.ts';

const html = '<!DOCTYPE html><title>Bad gateway</title>';
const page = { status: 502, body: html };
const host = (end: string) => `HOST ${end}`;
const unusable = (thing: string, why: string) => `The ${thing} from HOST cannot be used: ${why}`;

const clockOnly = { 'signing-config': 'github.json', 'trusted-root': 'github-root.json' };
const second = { 'signing-config': 'v2.json' };

const remedy = {
  token: 'Add `id-token: write` to the `permissions` of the job',
  refused: 'The authority does not take the token of this job',
  log: 'The log does not accept this entry: does `signing-config` name the right version',
  size: 'The log may not accept an entry of this size',
  again: 'Run the job again: what was sent is there',
};

/**
 * What a service does, what is then said of it (`HOST` is that of the service), and what is advised; without advice, it
 * is what was made that does not verify.
 */
type Row = [title: string, ServiceName, ServiceFault, says: string, advice: string, inputs?: Record<string, string>];
/** Each of the other services has to answer within it. */
const short = { timeout: '5s' };

export const faults: Row[] = [
  ...(
    [
      ['token service', 'token', 'token', {}],
      ['authority', 'fulcio', 'certificate', {}],
      ['log', 'rekor', 'entry', {}],
      ['second log', 'rekor2', 'entry', second],
      ['clock', 'clock', 'timestamp', clockOnly],
    ] as const
  )
    .flatMap(([who, service, thing, inputs]) => {
      const told = [host(`gave no ${thing}: `), remedy.again, { ...inputs, ...short }] as const;
      return [
        [`the ${who} is silent`, service, { isSilent: true }, ...told],
        [`the ${who} falls silent in its answer`, service, { isSilent: true, cutAfter: 20 }, ...told],
      ] satisfies Row[];
    })
    // A log may be silent for 20 seconds, whatever `timeout` says: one row of that is enough by day.
    .filter(([title, service]) => isNightly || !service.startsWith('rekor') || title === 'the log is silent'),
  [
    'the token service refuses',
    'token',
    { status: 401, body: '{"message":"expired"}' },
    host('refused a token: 401, expired'),
    remedy.token,
  ],
  ['the token service fails', 'token', { status: 500, body: 'oops' }, host('gave no token: 500, oops'), remedy.again],
  [
    'the token service says nothing',
    'token',
    { body: '{}' },
    unusable('token', 'there is none in the answer'),
    remedy.again,
  ],
  [
    'the token cannot be read',
    'token',
    { body: '{"value":"a.b.c"}' },
    unusable('token', 'it cannot be read'),
    remedy.again,
  ],
  [
    'the token has no claims',
    'token',
    { body: '{"value":"e30.e30.e30"}' },
    unusable('token', 'it is not that of a job'),
    remedy.again,
  ],
  [
    'the authority refuses',
    'fulcio',
    { status: 400, body: '{"code":3,"message":"There was an error processing the identity token"}' },
    host('refused a certificate: 400, There was an error processing the identity token'),
    remedy.refused,
  ],
  ['the authority has a page in front of it', 'fulcio', page, host('gave no certificate: 502%0A'), remedy.again],
  ['the authority is busy', 'fulcio', { status: 503 }, host('gave no certificate: 503'), remedy.again],
  [
    'the authority breaks off',
    'fulcio',
    { lost: 'request' },
    host('gave no certificate: The connection to '),
    remedy.again,
  ],
  ['the answer of the authority stops', 'fulcio', { cutAfter: 100 }, host('gave no certificate: '), remedy.again],
  [
    'the authority answers without a certificate',
    'fulcio',
    { body: '{}' },
    unusable('certificate', 'it is not a certificate'),
    remedy.again,
  ],
  [
    'the certificate is for another key',
    'fulcio',
    otherKey,
    unusable('certificate', 'it is for another key'),
    remedy.again,
  ],
  [
    'the certificate is for another name',
    'fulcio',
    otherName,
    unusable('certificate', 'it is for URI:https://github.com/evil/app/'),
    remedy.again,
  ],
  [
    'the certificate has another issuer',
    'fulcio',
    otherIssuer,
    unusable('certificate', 'it has the issuer https://accounts.google.com'),
    remedy.again,
  ],
  ['the certificate is by another authority', 'fulcio', otherAuthority, 'an authority that is not trusted', ''],
  ['the certificate is by an authority of another root', 'fulcio', unlogged, 'an authority that is not trusted', ''],
  [
    'the certificate is in no log of certificates',
    'fulcio',
    unlogged,
    'SCT',
    '',
    { 'trusted-root': 'both-authorities.json' },
  ],
  [
    'the log refuses',
    'rekor',
    { status: 400, body: '{"message":"no such kind"}' },
    'HOST refused an entry: 400, no such kind (a log of version 1; ',
    remedy.log,
  ],
  [
    'the log fails',
    'rekor',
    { status: 500, body: '{"code":500}' },
    'HOST gave no entry: 500, {"code":500}',
    remedy.again,
  ],
  ['the log breaks off', 'rekor', { lost: 'request' }, 'HOST gave no entry: The connection to ', remedy.again],
  ['the answer of the log stops', 'rekor', { cutAfter: 500 }, 'HOST gave no entry: ', remedy.again],
  [
    'the log answers nothing',
    'rekor',
    { status: 201, body: '{}' },
    unusable('entry', 'it has no proof that it is in the log'),
    remedy.again,
  ],
  [
    'the log knows the entry, and not where',
    'rekor',
    { status: 409, body: '{}' },
    unusable('entry', 'the log has it already, but does not say where'),
    remedy.again,
  ],
  [
    'the entry is about another signature',
    'rekor',
    otherEntry,
    unusable('entry', 'it is not about this signature'),
    remedy.again,
  ],
  [
    'the log promised something else',
    'rekor',
    said((text) => text.replace(/("integratedTime":)(\d+)/, (_, name, time) => name + (Number(time) + 60))),
    'cannot be verified',
    '',
  ],
  [
    'the checkpoint of the log is another',
    'rekor',
    said((text) => text.replace(/("checkpoint":"[^"]*?\\n)/, (start) => `${start}9`)),
    'cannot be verified',
    '',
  ],
  [
    'the entry of the second version is about another signature',
    'rekor2',
    otherEntry,
    unusable('entry', 'it is not about this signature'),
    remedy.again,
    second,
  ],
  [
    'the log of the second version refuses',
    'rekor2',
    { status: 413, body: 'no' },
    'HOST refused an entry: 413, no (a log of version 2; the token of the job has the issuer https://token.actions.githubusercontent.com and the audience sigstore)',
    remedy.size,
    second,
  ],
  [
    'the clock refuses',
    'clock',
    { status: 403, body: 'no' },
    'HOST refused a timestamp: 403, no',
    remedy.again,
    clockOnly,
  ],
  ['the clock fails', 'clock', { status: 503 }, 'HOST gave no timestamp: 503', remedy.again, clockOnly],
  [
    'the timestamp cannot be read',
    'clock',
    { status: 201, body: 'x' },
    unusable('timestamp', 'it cannot be read'),
    remedy.again,
    clockOnly,
  ],
  [
    'the timestamp is of another signature',
    'clock',
    otherTimestamp,
    unusable('timestamp', 'it is of another signature'),
    remedy.again,
    clockOnly,
  ],
];
