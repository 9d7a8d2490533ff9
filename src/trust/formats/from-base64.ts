import { OciError } from '../../errors.ts';

/** Decodes base64 from outside; fails with ARTIFACT, naming `what` it was. Node would silently skip what does not belong to it. */
export function fromBase64(value: unknown, what: string): Buffer {
  if (typeof value !== 'string' || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
    throw new OciError('ARTIFACT', `${what} is not base64`);
  }
  return Buffer.from(value, 'base64');
}
