/**
 * Text as every database can keep it: without NUL, which PostgreSQL refuses, and without halves of surrogate pairs,
 * which are not Unicode.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
