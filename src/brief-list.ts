/** Lists texts, of many only the first ones and how many there are beside them: `a, b and 3 more`. */
export function briefList(texts: readonly string[], most = 10): string {
  const more = texts.length > most ? ` and ${texts.length - most} more` : '';
  return `${texts.slice(0, most).join(', ')}${more}`;
}
