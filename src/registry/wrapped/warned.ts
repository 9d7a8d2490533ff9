import { originOf, type Send } from '../http/http.ts';

/** All warnings of a registry together may have so many bytes (distribution-spec, "Warnings"). */
const maxBytes = 4096;

/** Code 299 and a quoted text; the agent is `-`, and there is no date. */
const warning = /(?:^|,)\s*299\s+-\s+"((?:[^"\\]|\\.)*)"/g;

/**
 * Passes on what a registry says in headers such as `Warning: 299 - "this repository moves in May"`: each text once,
 * and not more than the 4,096 bytes that the specification allows. Other hosts on the way, such as storage, are not
 * listened to.
 */
export function warned(send: Send, registryUrl: string, onWarning: ((text: string) => void) | undefined): Send {
  if (!onWarning) return send;
  const origin = originOf(registryUrl);
  const told = new Set<string>();
  let room = maxBytes;
  return async (request) => {
    const response = await send(request);
    const { warning: lines } = response.headers;
    if (lines === undefined || originOf(response.url) !== origin) return response;
    for (const text of [lines].flat().flatMap(readWarnings)) {
      const bytes = Buffer.byteLength(text);
      if (told.has(text) || bytes > room) continue;
      told.add(text);
      room -= bytes;
      onWarning(`${new URL(origin).host} warns: ${text}`);
    }
    return response;
  };
}

function readWarnings(line: string): string[] {
  const texts = [...line.slice(0, maxBytes).matchAll(warning)].map(([, quoted = '']) => quoted.replace(/\\(.)/g, '$1'));
  return texts.filter((text) => text.trim() !== '');
}
