import type { ActionsBlock, KnownBlock, Button as SlackButton } from '@slack/types';
import type { Button } from '../../../chat/card.js';
import type { CardRef } from '../../../chat/inbound.js';
import { cardBlock } from './card-block.js';
import { clean, cut, plainObject } from './escape.js';
import { largest, type Piece, sizeOf } from './fit.js';
import { limits } from './limits.js';
import { small } from './text-piece.js';

/** Rows of buttons. `nextBlock` numbers the rows of a card, whose ids have to differ. */
export function buttonsPiece(buttons: readonly Button[], card: CardRef, nextBlock: () => number): Piece {
  const numbers = Array.from({ length: Math.ceil(buttons.length / limits.buttonsInBlock) }, nextBlock);
  const upTo = (n: number): KnownBlock[] => {
    const rows: KnownBlock[] = [];
    for (let start = 0; start < n; start += limits.buttonsInBlock) {
      const row = buttons.slice(start, Math.min(n, start + limits.buttonsInBlock));
      rows.push(actionsBlock(row, cardBlock(card, numbers[rows.length] ?? 0)));
    }
    return n < buttons.length ? [...rows, small(`… and ${buttons.length - n} more`, limits.context)] : rows;
  };
  const fitting = (bytes: number) => largest(buttons.length, (n) => sizeOf(upTo(n)) <= bytes);
  // Buttons are what a card is for: they keep their room whatever else asks for it, up to a measure nobody reaches.
  return { render: (bytes) => upTo(fitting(Math.min(Math.max(bytes, limits.buttonBytes), limits.buttonBytes))) };
}

function actionsBlock(buttons: readonly Button[], blockId: string): ActionsBlock {
  const seen = new Map<string, number>();
  return {
    type: 'actions',
    block_id: blockId,
    elements: buttons.map((button) => {
      const times = seen.get(button.action) ?? 0;
      seen.set(button.action, times + 1);
      return slackButton(button, times === 0 ? button.action : `${button.action}#${times}`);
    }),
  };
}

function slackButton(button: Button, actionId: string): SlackButton {
  const { confirm, style } = button;
  return {
    type: 'button',
    action_id: cut(actionId, limits.actionId),
    text: plainObject(button.label, limits.buttonLabel),
    value: cut(clean(button.subject), limits.buttonValue),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plainObject(confirm.title, limits.confirmTitle),
            text: plainObject(confirm.text, limits.confirmText),
            confirm: plainObject(confirm.yes, limits.confirmLabel),
            deny: plainObject(confirm.no, limits.confirmLabel),
            ...(style === undefined ? {} : { style }),
          },
        }),
  };
}
