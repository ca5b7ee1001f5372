import { stem } from '../language/stem.js';
import { STOP_WORDS } from '../language/stop-words.js';
import { words } from '../language/words.js';

/** What a text is searched by: the stems of its words without stop words, in order, repeats kept. */
export function terms(text: string): string[] {
  const found: string[] = [];
  for (const word of words(text)) if (!STOP_WORDS.has(word)) found.push(stem(word));
  return found;
}
