import type { Span } from './text.js';

/** A file as a line of words: its name, with its size where it can be opened. */
export function fileLine({ name, bytes, url }: { name: string; bytes: number; url: string | undefined }): Span[] {
  const named = name.trim() || 'file';
  if (url === undefined) return [`📎 ${named}`];
  return ['📎 ', { link: url, label: named }, ` (${size(bytes)})`];
}

function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}
