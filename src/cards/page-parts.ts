import type { Button, CardPart } from '../chat/card.js';
import { words } from './wording/index.js';

/** How a long list goes on: what of it the open page shows, and buttons to turn it; nothing where one page holds all. */
export function pageParts(of: {
  readonly page: number;
  readonly size: number;
  readonly total: number;
  /** What turning to a page means. */
  readonly action: string;
  readonly subject: (page: number) => string;
}): CardPart[] {
  const { page, size, total, action, subject } = of;
  if (total <= size) return [];
  const { next, previous } = words.devices.buttons;
  const turn = (to: number, label: string): Button => ({ action, subject: subject(to), label });
  const to = Math.min((page + 1) * size, total);
  return [
    { kind: 'note', text: words.warranty.page(page * size + 1, to, total) },
    {
      kind: 'buttons',
      buttons: [...(page > 0 ? [turn(page - 1, previous)] : []), ...(to < total ? [turn(page + 1, next)] : [])],
    },
  ];
}
