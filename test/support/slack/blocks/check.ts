import type { KnownBlock, ModalView } from '@slack/types';
import type { z } from 'zod';
import { Refusal, refusalAt } from '../refusal.js';
import { messageBlocks, modal } from './surfaces.js';

/** A modal whose blocks are all known. */
export type Modal = Omit<ModalView, 'blocks'> & { readonly blocks: readonly KnownBlock[] };

/** The most characters a message with blocks may hold in all; more was refused by the real one. */
const MESSAGE_WITH_BLOCKS_LIMIT = 13_200;

/** The blocks of a message, or the refusal Slack gives, which says where. `text` is what is sent beside them. */
export function checkBlocks(blocks: unknown, text: string): readonly KnownBlock[] {
  const parsed = messageBlocks.safeParse(blocks);
  if (!parsed.success) throw refusalAt('invalid_blocks', faultsOf(parsed.error, '/blocks'));
  if (parsed.data.length > 0 && text.length + textLength(parsed.data) > MESSAGE_WITH_BLOCKS_LIMIT) {
    throw new Refusal('msg_blocks_too_long');
  }
  return parsed.data as KnownBlock[];
}

/** A modal, or the refusal Slack gives, which says where. */
export function checkModal(view: unknown): Modal {
  if ((JSON.stringify(view) ?? '').length > 250_000) throw new Refusal('view_too_large');
  const parsed = modal.safeParse(view);
  if (!parsed.success) throw refusalAt('invalid_arguments', faultsOf(parsed.error, '/view'));
  return parsed.data as Modal;
}

/** One line a fault, with the place as Slack writes it. */
export function faultsOf(error: z.ZodError, root: string): string[] {
  return error.issues.map((issue) => `[ERROR] ${issue.message} [json-pointer:${[root, ...issue.path].join('/')}]`);
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item)),
    0,
  );
}
