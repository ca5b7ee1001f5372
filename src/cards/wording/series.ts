/** Names as a sentence has them: "A", "A and B", "A, B and C"; after ten of them how many more there are. */
export function series(names: readonly string[]): string {
  const more = names.length - MOST;
  const shown = more > 0 ? [...names.slice(0, MOST), `${more} more`] : names;
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

const MOST = 10;
