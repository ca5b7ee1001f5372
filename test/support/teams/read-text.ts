import type { Json } from './world.js';

/** A text as somebody reads it, with what is live in it. */
export interface ReadText {
  readonly text: string;
  readonly mentions: readonly string[];
  readonly links: readonly string[];
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** Reads the words of a message the way its `textFormat` says: plain as it is, xml as the HTML Teams knows. */
export function readText(activity: Json): ReadText {
  const text = String(activity.text ?? '');
  const mentions = (Array.isArray(activity.entities) ? (activity.entities as readonly Json[]) : [])
    .filter((one) => one.type === 'mention' && text.includes(String(one.text)))
    .map(({ mentioned }) => String((mentioned as Json).id));
  if (activity.textFormat !== 'xml') return { text, mentions, links: [] };
  const links = [...text.matchAll(/<a href="([^"]*)">/g)].map(([, url = '']) => decode(url));
  const names = text.replace(/<at>([^<]*)<\/at>/g, '@$1');
  const lines = names.replace(/<br>/g, '\n').replace(/<\/?(?:b|i|code|a)(?: href="[^"]*")?>/g, '');
  const stray = /<[a-z/]/i.exec(lines);
  if (stray) throw new Error(`markup nobody meant at ${stray.index} of: ${lines.slice(0, 200)}`);
  return { text: decode(lines), mentions, links };
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp);/g, (match, name: string) => named[name] ?? match);
}
