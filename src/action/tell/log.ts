import * as core from '@actions/core';
import { noteSecret } from '../../cut-text.ts';
import type { Log } from '../../modes/contract/mode.ts';
import { printable } from './printable.ts';

/** Writes to the log of the workflow step; every text is made printable on the way. */
export const log: Log = {
  info: (text) => {
    gather();
    core.info(printable(text));
  },
  notice: (text) => core.notice(printable(text)),
  warning: (text) => core.warning(printable(text)),
  // The runner drops these unless it was asked to show them; there is one for each request.
  debug: (text) => {
    if (core.isDebug()) core.debug(printable(text));
  },
  group: (heading, work) => core.group(printable(heading), work),
};

/** Milliseconds for which lines wait for others. */
const moment = 20;
let gathering: NodeJS.Timeout | undefined;

/** Lets what is written to the log wait a moment: each write wakes the runner, and there may be thousands of lines. */
function gather(): void {
  if (gathering) return;
  process.stdout.cork();
  gathering = setTimeout(flushLog, moment);
}

/** Writes what still waits; to be called before the process ends. */
export function flushLog(): void {
  if (!gathering) return;
  clearTimeout(gathering);
  gathering = undefined;
  process.stdout.uncork();
}

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
  core.setSecret(text);
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
