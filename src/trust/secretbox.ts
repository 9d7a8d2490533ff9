import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';

/**
 * Opens a box of NaCl (`crypto_secretbox`: XSalsa20 and Poly1305, the tag first); undefined when the key is another one
 * or the box was changed. A file of its own, since few steps need the cipher.
 */
export function openSecretbox(box: Uint8Array, key: Uint8Array, nonce: Uint8Array): Buffer | undefined {
  try {
    return Buffer.from(xsalsa20poly1305(key, nonce).decrypt(box));
  } catch {
    return undefined;
  }
}
