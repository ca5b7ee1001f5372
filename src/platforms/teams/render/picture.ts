import { clean, cut, isLiveLink } from '../../letters.js';
import type { Element } from './elements.js';
import { limits } from './limits.js';

/** A picture, which Teams fetches by itself, over https alone; undefined for any other address. */
export function picture(url: string, alt: string): Element | undefined {
  if (!url.startsWith('https:') || !isLiveLink(url, limits.url)) return undefined;
  return { type: 'Image', url, altText: cut(clean(alt), limits.imageAlt) };
}
