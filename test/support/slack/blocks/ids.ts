import type { KnownBlock } from '@slack/types';
import type { Ids } from '../ids.js';

/** The same blocks with the ids Slack makes up where the app gave none. */
export function withIds(blocks: readonly KnownBlock[], ids: Ids): readonly KnownBlock[] {
  return blocks.map((block) => {
    const named = { ...block, block_id: block.block_id ?? ids.next('b') } as unknown as Mutable;
    if (block.type === 'actions' || block.type === 'context_actions')
      named.elements = block.elements.map((e) => withActionId(e, ids));
    if (block.type === 'section' && block.accessory) named.accessory = withActionId(block.accessory, ids);
    if (block.type === 'input') named.element = withActionId(block.element, ids);
    return named as unknown as KnownBlock;
  });
}

interface Mutable {
  elements?: object[];
  accessory?: object;
  element?: object;
}

function withActionId(element: object, ids: Ids): object {
  if ('action_id' in element || ('type' in element && element.type === 'image')) return element;
  return { ...element, action_id: ids.next('a') };
}
