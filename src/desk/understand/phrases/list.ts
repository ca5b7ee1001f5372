/** The comma-separated phrases of a block of text. */
export function list(text: string): readonly string[] {
  return text.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
}
