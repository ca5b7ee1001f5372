import type { ActionsBlock, KnownBlock, Button as SlackButton } from '@slack/types';
import type { Button } from '../../../chat/card.js';
import type { CardRef } from '../../../chat/inbound.js';
import { fitsIn, largest, type Piece, sizeOf } from '../../fit.js';
import { clean, cut } from '../../letters.js';
import { cardBlock } from './card-block.js';
import { limits } from './limits.js';
import { plainObject } from './plain-object.js';
import { small } from './text-piece.js';

/** Buttons of one part of a card. */
export interface ButtonsOptions {
  readonly buttons: readonly Button[];
  readonly card: CardRef;
  /** Numbers the rows of a card, whose ids have to differ. */
  readonly nextRow: () => number;
  /** Bytes these buttons keep, whatever else asks for room: they are what a card is for. */
  readonly share: number;
}

/** Rows of buttons. */
export function buttonsPiece({ buttons, card, nextRow, share }: ButtonsOptions): Piece<KnownBlock> {
  const numbers = Array.from({ length: Math.ceil(buttons.length / limits.buttonsInBlock) }, nextRow);
  const upTo = (n: number): KnownBlock[] => {
    const rows: KnownBlock[] = [];
    for (let start = 0; start < n; start += limits.buttonsInBlock) {
      const row = buttons.slice(start, Math.min(n, start + limits.buttonsInBlock));
      rows.push(actionsBlock(row, cardBlock(card, numbers[rows.length] ?? 0)));
    }
    return n < buttons.length ? [...rows, small(`… and ${buttons.length - n} more`, limits.context)] : rows;
  };
  return {
    render(bytes) {
      const room = Math.min(Math.max(bytes, share), limits.buttonBytes);
      const all = upTo(buttons.length);
      return fitsIn(all, room) ? all : upTo(largest(buttons.length, (n) => sizeOf(upTo(n)) <= room));
    },
  };
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
