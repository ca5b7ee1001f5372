/** The text within `max` characters (UTF-16 units), ending in … where it was cut and never in half a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${endsInHalf(cut) ? cut.slice(0, -1) : cut}…`;
}

/** The same on one line: runs of white space become one blank. */
export function oneLine(text: string, max: number): string {
  return clip(text.replace(/\s+/g, ' ').trim(), max);
}

/** The same, cut between words where one ends in its second half. */
export function briefly(text: string, max: number): string {
  const line = oneLine(text, Number.POSITIVE_INFINITY);
  if (line.length <= max) return line;
  const end = line.lastIndexOf(' ', max - 1);
  return end > max / 2 ? `${line.slice(0, end).replace(/[,;:.]$/, '')}…` : clip(line, max);
}

function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
