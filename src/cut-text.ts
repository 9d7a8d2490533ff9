const secrets = new Set<string>();

/** Notes a form of a secret that is never to be told in part. */
export function noteSecret(secret: string): void {
  secrets.add(secret);
}

/** Tells whether a text is a secret, or holds one. */
export function holdsSecret(text: string): boolean {
  return [...secrets].some((secret) => text.includes(secret));
}

/**
 * Shortens a text from outside to so many characters. Secrets in it are replaced first: the runner hides them as a
 * whole, and would not know the half of one.
 */
export function cutText(text: string, length: number, end = ''): string {
  if (text.length <= length) return text;
  const shown = withoutSecrets(text);
  return shown.length <= length ? shown : `${shown.slice(0, length)}${end}`;
}

/** Shortens a text in the same way, but keeps both its ends. */
export function cutMiddle(text: string, length: number): string {
  if (text.length <= length) return text;
  const shown = withoutSecrets(text);
  if (shown.length <= length) return shown;
  return `${shown.slice(0, length / 2)} … ${shown.slice(-length / 2)}`.toWellFormed();
}

function withoutSecrets(text: string): string {
  // The longest first, since one may be within another.
  const known = [...secrets].sort((a, b) => b.length - a.length);
  return known.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
