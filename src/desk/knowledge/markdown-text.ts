/** Markdown without its markup, a paragraph or list item a line; for searching and for excerpts. */
export function markdownText(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+]|\d+[.)]|#{1,6}|>)\s+/, ''))
    .join('\n')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)(.+?)\1/g, '$2')
    .replace(/\n{2,}/g, '\n')
    .trim();
}
