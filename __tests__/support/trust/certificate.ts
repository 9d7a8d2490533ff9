import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Certificates with what no authority that we know would write into one. */

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
};
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const text = (tag: number, value: string) => der(tag, Buffer.from(value));

function oid(name: string): Buffer {
  const [first = 0, second = 0, ...rest] = name.split('.').map(Number);
  const bytes = rest.flatMap((part) => {
    const digits = [part & 0x7f];
    for (let more = part >> 7; more > 0; more >>= 7) digits.unshift((more & 0x7f) | 0x80);
    return digits;
  });
  return der(0x06, Buffer.of(first * 40 + second, ...bytes));
}

/** A text as an extension of Fulcio has it from number 8 on. */
export const utf8 = (value: string): Buffer => text(0x0c, value);

/** What stands in a certificate. */
export interface Written {
  /** Names, by the letters that Node writes before them. */
  names?: readonly `${'URI' | 'email' | 'DNS'}:${string}`[];
  /** The texts of Fulcio, by the last number of 1.3.6.1.4.1.57264.1.N, in this order; each as it is written. */
  own?: readonly (readonly [number | string, string | Buffer])[];
  /** What it is for: code signing, unless told otherwise; none where it says nothing of it. */
  uses?: readonly string[];
  organization?: string;
}

export const codeSigning = '1.3.6.1.5.5.7.3.3';
const tags = { email: 0x81, DNS: 0x82, URI: 0x86 } as const;

const extension = (name: string, value: Uint8Array) => sequence(oid(name), der(0x04, value));
const nameOf = (organization: string, common: string) =>
  sequence(der(0x31, sequence(oid('2.5.4.10'), utf8(organization))), der(0x31, sequence(oid('2.5.4.3'), utf8(common))));

function write(publicKey: KeyObject, by: KeyObject, names: [issuer: Buffer, subject: Buffer], extensions: Buffer[]) {
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const time = (ahead: number) =>
    text(0x18, `${new Date(Date.now() + ahead).toISOString().replace(/[-:T]|\.\d+/g, '')}`);
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(7)),
    algorithm,
    names[0],
    sequence(time(-60_000), time(600_000)),
    names[1],
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  return sequence(signed, algorithm, der(0x03, Buffer.of(0), sign('sha256', signed, by)));
}

/** An authority of our own, with its certificate in DER. */
export function makeAuthority(organization = 'authority.test') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = nameOf(organization, 'authority');
  const isAuthority = extension('2.5.29.19', sequence(der(0x01, Buffer.of(0xff))));
  const root = write(publicKey, privateKey, [name, name], [isAuthority]);
  /** Issues a certificate for a key, in DER. */
  const issue = (own: KeyObject, { names = [], own: texts = [], uses = [codeSigning] }: Written): Buffer => {
    const extensions = [
      ...(uses.length === 0 ? [] : [extension('2.5.29.37', sequence(...uses.map(oid)))]),
      ...(names.length === 0
        ? []
        : [
            extension(
              '2.5.29.17',
              sequence(
                ...names.map((each) => {
                  const [kind = 'URI', ...rest] = each.split(':');
                  return text(tags[kind as keyof typeof tags], rest.join(':'));
                }),
              ),
            ),
          ]),
      ...texts.map(([number, value]) =>
        extension(
          typeof number === 'string' ? number : `1.3.6.1.4.1.57264.1.${number}`,
          typeof value === 'string' ? Buffer.from(value) : value,
        ),
      ),
    ];
    return write(own, privateKey, [name, nameOf('signer.test', 'signer')], extensions);
  };
  return { root, issue };
}
