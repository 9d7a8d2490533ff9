import { createHash } from 'node:crypto';
import { messageOf } from '../../errors.ts';
import { type Ask, askService, type Service, unusable } from './sigstore-client.ts';

const service: Service = {
  what: 'The clock',
  thing: 'timestamp',
  topic: 'signing-service',
  accept: 'application/timestamp-reply',
};

/** Gets a timestamp of a signature, in DER (RFC 3161, sigstore/timestamp-authority). Fails with SIGNING. */
export async function timestamp(ask: Ask, url: string, signature: Buffer): Promise<Buffer> {
  const hash = createHash('sha256').update(signature).digest();
  const document = { artifactHash: hash.toString('base64'), hashAlgorithm: 'sha256', certificates: true };
  const { body } = await askService(ask, url, service, { document });
  try {
    const { RFC3161Timestamp } = await import('@sigstore/core');
    const { tstInfo } = RFC3161Timestamp.parse(Buffer.from(body));
    if (tstInfo.messageImprintHashedMessage.equals(hash)) return body;
  } catch (error) {
    throw unusable(url, service, `it cannot be read (${messageOf(error)})`, error);
  }
  throw unusable(url, service, 'it is of another signature');
}
