import { setSecret } from '@actions/core';
import { noteSecret } from '../../cut-text.ts';

const masked = new Set<string>();

/**
 * Lets the runner hide a secret in all later output, in the forms in which it could appear: as it is, each of its
 * lines, base64, URL-encoded and within JSON.
 */
export function mask(secret: string): void {
  if (secret === '' || masked.has(secret)) return;
  masked.add(secret);
  const forms = [
    secret,
    // Short lines, such as the braces of a JSON key, would hide half of the log.
    ...secret.split(/\r?\n/).filter((line) => line.length > 3),
    Buffer.from(secret).toString('base64'),
    ...urlForms(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
  for (const form of new Set(forms)) if (form.trim() !== '') hide(form);
}

/** Lets the runner hide a text, in this form alone. */
export function hide(text: string): void {
  noteSecret(text);
  setSecret(text);
}

/**
 * A text in URLs and forms: of the signs `!'()*~` and the space, each encoder has others that it leaves as they are.
 */
function urlForms(text: string): string[] {
  const encode = (signs: RegExp, encoded: string) =>
    encoded.replace(signs, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const component = encodeURIComponent(text.toWellFormed());
  return [
    component,
    // Forms as we send them, RFC 3986, and Go with %20 or a plus for the space.
    new URLSearchParams({ '': text }).toString().slice(1),
    encode(/[!'()*~]/g, component),
    encode(/[!'()*]/g, component),
    encode(/[!'()*]/g, component).replaceAll('%20', '+'),
  ];
}
