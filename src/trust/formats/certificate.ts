import type { X509Certificate } from 'node:crypto';

/** What a certificate says beside name, key and time. */
export interface Extensions {
  /**
   * The texts of Fulcio, by the last number of 1.3.6.1.4.1.57264.1.N:
   * https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md
   */
  own: Readonly<Record<number, string>>;
  has: (oid: string) => boolean;
  /** The name as the library reads it, to be compared by `isOnlyName`; '' without one. */
  name: string;
}

const fulcio = '1.3.6.1.4.1.57264.1.';

/** Reads the extensions of a certificate; of those that stand there twice, the first counts. */
export async function extensionsIn({ raw }: X509Certificate): Promise<Extensions> {
  const { X509Certificate: Parsed, ASN1Obj } = await import('@sigstore/core');
  const own: Record<number, string> = {};
  const all = new Set<string>();
  const parsed = Parsed.parse(Buffer.from(raw));
  for (const { subs } of parsed.extensions) {
    const oid = subs[0]?.toOID() ?? '';
    all.add(oid);
    const value = subs.at(-1)?.value ?? Buffer.alloc(0);
    const number = Number(oid.slice(fulcio.length));
    if (!oid.startsWith(fulcio) || !Number.isInteger(number)) continue;
    // Up to 7 the bytes are the text; from 8 on they are a UTF8String. What is neither is left out.
    if (number < 8) own[number] ??= value.toString();
    else if (value[0] === 0x0c) own[number] ??= ASN1Obj.parseBuffer(Buffer.from(value)).value.toString();
  }
  return { own, has: (oid) => all.has(oid), name: parsed.subjectAltName ?? '' };
}

/**
 * Compares the name with what Node reads: the library takes the first of several, and drops a bit of what is not ASCII.
 * Node separates names by commas, and writes one that has a comma in it as JSON.
 */
export function isOnlyName(name: string, { subjectAltName = '' }: X509Certificate): boolean {
  const [, written = ''] = /^(?:URI|email):(.*)$/s.exec(subjectAltName) ?? [];
  return name !== '' && name === (written.startsWith('"') ? JSON.parse(written) : written);
}
