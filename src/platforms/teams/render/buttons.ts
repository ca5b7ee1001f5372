import type { Button } from '../../../chat/card.js';
import type { CardRef } from '../../../chat/inbound.js';
import { fitsIn, largest, type Piece, sizeOf } from '../../fit.js';
import { clean, cut } from '../../letters.js';
import type { Action, Element, Submit } from './elements.js';
import { limits } from './limits.js';
import { actData, formData, type PressData } from './press-data.js';
import { run } from './runs.js';
import { small } from './text-piece.js';

/** Buttons of one part of a card. */
export interface ButtonsOptions {
  readonly buttons: readonly Button[];
  readonly card: CardRef;
  readonly nonce: string;
  /** Bytes these buttons keep, whatever else asks for room: they are what a card is for. */
  readonly share: number;
}

/** Rows of buttons. */
export function buttonsPiece({ buttons, card, nonce, share }: ButtonsOptions): Piece<Element> {
  const actions = buttons.map((button) => actionOf(button, { card, nonce }));
  const upTo = (n: number): Element[] => {
    const rows: Element[] = [];
    for (let start = 0; start < n; start += limits.actionsInSet) {
      rows.push({ type: 'ActionSet', actions: actions.slice(start, Math.min(n, start + limits.actionsInSet)) });
    }
    return n < actions.length ? [...rows, small(`… and ${actions.length - n} more`)] : rows;
  };
  return {
    render(bytes) {
      const room = Math.min(Math.max(bytes, share), limits.buttonBytes);
      const all = upTo(actions.length);
      return fitsIn(all, room) ? all : upTo(largest(actions.length, (n) => sizeOf(upTo(n)) <= room));
    },
  };
}

function actionOf(button: Button, of: { card: CardRef; nonce: string }): Action {
  const { confirm } = button;
  if (!confirm) return pressOf(button, titleOf(button.label), of);
  // Cards know no question before a press: the button opens the question, and the answer to it is the press.
  const question: Element = {
    type: 'RichTextBlock',
    inlines: [
      ...run(`${cut(confirm.title, limits.confirmText)}\n`, { weight: 'Bolder' }),
      ...run(cut(confirm.text, limits.confirmText)),
    ],
  };
  const yes = pressOf(button, titleOf(confirm.yes), of);
  return {
    type: 'Action.ShowCard',
    title: titleOf(button.label),
    ...(button.style === 'danger' && { style: 'destructive' }),
    card: { type: 'AdaptiveCard', body: [question, { type: 'ActionSet', actions: [yes] }] },
  };
}

function pressOf(button: Button, title: string, { card, nonce }: { card: CardRef; nonce: string }): Action {
  const data: PressData = {
    action: button.action,
    subject: cut(clean(button.subject), limits.subject),
    card: { id: card.id, version: card.version },
    nonce,
  };
  const look = { title, ...styleOf(button) };
  if (button.opensForm) return { type: 'Action.Submit', ...look, data: formData(data) };
  // Clients that do not know Action.Execute send the press back as a message.
  const fallback: Submit = { type: 'Action.Submit', ...look, data: actData(data) };
  return { type: 'Action.Execute', verb: button.action, ...look, data: actData(data), fallback };
}

function styleOf({ style }: Button): Pick<Submit, 'style'> {
  if (style === 'primary') return { style: 'positive' };
  return style === 'danger' ? { style: 'destructive' } : {};
}

function titleOf(label: string): string {
  return cut(clean(label), limits.actionTitle).trim() || '…';
}
