import type { Citation as StoredCitation } from '../../models/json.js';
import type { CardPart, Citation } from '../chat/card.js';
import { oneLine } from './clip.js';

const SEPARATOR = ': ';

/** The `title` a stored citation has: article and section, so that cards can show them apart. */
export function citationTitle(article: string, section: string): string {
  return section === '' ? article : `${article}${SEPARATOR}${section}`;
}

/** The article of a stored citation's `title`. */
export function articleOf(title: string): string {
  const at = title.indexOf(SEPARATOR);
  return at < 0 ? title : title.slice(0, at);
}

/** Stored citations as a card shows them, numbered from 1 in their order. */
export function citationsPart(citations: readonly StoredCitation[]): CardPart {
  return { kind: 'citations', citations: citations.slice(0, MAX_SOURCES).map(shown) };
}

function shown({ title }: StoredCitation, index: number): Citation {
  const article = articleOf(title);
  const section = title.slice(article.length + SEPARATOR.length);
  return { number: index + 1, article: oneLine(article, MAX_TITLE), section: oneLine(section, MAX_TITLE) };
}

const MAX_SOURCES = 10;
const MAX_TITLE = 120;
