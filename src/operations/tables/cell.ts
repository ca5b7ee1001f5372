/** What a spreadsheet takes for a formula: its first character, in full width too, and what moves to the next cell or row. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const MARK = "'";

/**
 * Writes a value so that a spreadsheet shows it and never calculates it, and so that `readCell` gives exactly this value
 * back: what looks like a formula, or has blanks around it, gets an apostrophe in front.
 */
export function writeCell(value: string): string {
  return isRisky(value) ? MARK + value : value;
}

/** Reads a value: without the blanks around it, unless an apostrophe in front says that it is meant as it stands. */
export function readCell(cell: string): string {
  return cell.startsWith(MARK) && isRisky(cell) ? cell.slice(MARK.length) : cell.trim();
}

/** Apostrophes in front change nothing of it, so that each writing adds one and each reading takes one away. */
function isRisky(value: string): boolean {
  const bare = value.replace(/^'+/, '');
  return FORMULA.test(bare) || bare !== bare.trim();
}
