import { X509Certificate } from 'node:crypto';

/**
 * Writes a certificate whose bytes are DER and hold another one in PEM, as a parameter of the algorithm that signed it:
 * Node reads the one in PEM, and a reader of DER the one around it.
 */
export function withAnotherInside(own: Buffer, other: Buffer): Buffer {
  const whole = readAt(own, 0);
  const signed = readAt(own, whole.content);
  const algorithm = readAt(own, signed.end);
  const pem = Buffer.from(`\n${new X509Certificate(other)}`);
  const changed = write(0x30, Buffer.concat([own.subarray(algorithm.content, algorithm.end), write(0x04, pem)]));
  return write(
    0x30,
    Buffer.concat([own.subarray(signed.start, signed.end), changed, own.subarray(algorithm.end, whole.end)]),
  );
}

/** Where a value of DER stands that begins there, and where what is in it does. */
function readAt(bytes: Buffer, start: number): { start: number; content: number; end: number } {
  const first = bytes[start + 1] ?? 0;
  const more = first < 0x80 ? 0 : first & 0x7f;
  const content = start + 2 + more;
  return { start, content, end: content + (more === 0 ? first : bytes.readUIntBE(start + 2, more)) };
}

function write(tag: number, content: Buffer): Buffer {
  const header = Buffer.from([tag, 0x82, 0, 0]);
  header.writeUInt16BE(content.length, 2);
  return Buffer.concat([header, content]);
}
