import { z } from 'zod';
import { dataVisualization } from './data-visualization.js';
import {
  actions,
  alert,
  context,
  contextActions,
  divider,
  header,
  imageBlock,
  input,
  markdown,
  section,
} from './layout.js';
import { richText } from './rich-text.js';
import { table } from './table.js';
import { plainText } from './text.js';

const both = [header, section, divider, context, actions, imageBlock, richText] as const;

/** The blocks of a message. Inputs in messages, videos, files and carousels are not modelled and are refused. */
export const messageBlocks = z
  .array(z.discriminatedUnion('type', [...both, contextActions, markdown, alert, table, dataVisualization]))
  .max(50)
  .superRefine((blocks, context) => {
    for (const path of repeatedBlockIds(blocks))
      context.addIssue({ code: 'custom', message: 'block_id is used twice', path });
    for (const path of repeatedActionIds(blocks))
      context.addIssue({ code: 'custom', message: 'action_id is used twice in its block', path });
    const length = blocks.reduce((sum, block) => sum + (block.type === 'markdown' ? block.text.length : 0), 0);
    if (length > 12_000)
      context.addIssue({ code: 'custom', message: 'markdown blocks together are longer than 12000 characters' });
    if (blocks.filter((block) => block.type === 'table').length > 1) {
      context.addIssue({ code: 'custom', message: 'only one table is allowed' });
    }
    if (blocks.filter((block) => block.type === 'data_visualization').length > 2) {
      context.addIssue({ code: 'custom', message: 'only two charts are allowed' });
    }
  });

/** A modal as views.open takes it. */
export const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    blocks: z
      .array(z.discriminatedUnion('type', [...both, input]))
      .min(1)
      .max(100),
    private_metadata: z.string().max(3000).optional(),
    callback_id: z.string().max(255).optional(),
    external_id: z.string().max(255).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  })
  .superRefine((view, context) => {
    for (const path of repeatedBlockIds(view.blocks)) {
      context.addIssue({ code: 'custom', message: 'block_id is used twice', path: ['blocks', ...path] });
    }
    for (const path of repeatedActionIds(view.blocks)) {
      context.addIssue({ code: 'custom', message: 'action_id is used twice in its block', path: ['blocks', ...path] });
    }
    if (!view.submit && view.blocks.some((block) => block.type === 'input')) {
      context.addIssue({ code: 'custom', message: 'a view with inputs needs submit', path: ['submit'] });
    }
  });

interface AnyBlock {
  readonly block_id?: string | undefined;
  readonly elements?: readonly object[];
}

function repeatedBlockIds(blocks: readonly AnyBlock[]): (string | number)[][] {
  return repeats(blocks.map((block) => block.block_id)).map((index) => [index, 'block_id']);
}

function repeatedActionIds(blocks: readonly AnyBlock[]): (string | number)[][] {
  return blocks.flatMap((block, at) => {
    const ids = (block.elements ?? []).map((element) => (element as { action_id?: string }).action_id);
    return repeats(ids).map((index) => [at, 'elements', index, 'action_id']);
  });
}

function repeats(ids: readonly (string | undefined)[]): number[] {
  const seen = new Set<string>();
  return ids.flatMap((id, index) => {
    if (id === undefined) return [];
    if (seen.has(id)) return [index];
    seen.add(id);
    return [];
  });
}
