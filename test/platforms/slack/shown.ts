import { limits } from '../../../src/platforms/slack/render/limits.js';

type Node = Readonly<Record<string, unknown>>;

/** What a person reads of blocks, as Slack shows them: plain and rich text letter by letter. */
export function shownText(blocks: readonly object[]): string {
  return blocks.map((block) => shown(block as Node)).join('\n');
}

/** Everything that is more than letters: mentions, links, pictures. */
export function liveParts(blocks: readonly object[]): string[] {
  return walk(blocks).flatMap((node) => {
    if (node.type === 'link') return [`link ${node.url}`];
    if (node.type === 'user') return [`user ${node.user_id}`];
    if (node.type === 'image') return [`image ${node.image_url}`];
    const isLive = ['broadcast', 'usergroup', 'channel', 'emoji', 'mrkdwn', 'markdown'].includes(String(node.type));
    return isLive || (node.type === 'plain_text' && node.emoji !== false) ? [String(node.type)] : [];
  });
}

/** Every way in which a message breaks Slack's limits. */
export function withinLimits(message: { readonly text: string; readonly blocks: readonly object[] }): string[] {
  const { text, blocks } = message;
  const broken: string[] = [];
  const most = (what: string, size: number, max: number, min = 0) => {
    if (size > max || size < min) broken.push(`${what}: ${size} not in ${min}..${max}`);
  };
  most('charts', (blocks as readonly Node[]).filter(({ type }) => type === 'data_visualization').length, 2);
  most('text', text.length, 40_000, 1);
  most('blocks', blocks.length, 50, 1);
  most('bytes', text.length + Buffer.byteLength(JSON.stringify(blocks)), 13_200);
  const ids = new Set<unknown>();
  for (const block of blocks as readonly Node[]) {
    if (block.block_id !== undefined && ids.has(block.block_id)) broken.push('a block id twice');
    ids.add(block.block_id);
    most('block id', String(block.block_id ?? '').length, 255);
    if (block.type === 'header') most('header', textOf(block.text).length, 150, 1);
    if (block.type === 'context') most('context', (block.elements as unknown[]).length, 10, 1);
    if (block.type === 'actions') {
      const elements = block.elements as Node[];
      most('buttons', elements.length, 25, 1);
      if (new Set(elements.map(({ action_id }) => action_id)).size < elements.length) broken.push('an action id twice');
    }
    if (block.type === 'image') most('alt text', String(block.alt_text).length, 2_000, 1);
  }
  for (const node of walk(blocks)) {
    if (node.type === 'plain_text') most('plain text', String(node.text).length, 3_000, 1);
    if (node.type === 'text') most('rich text', String(node.text).length, limits.richText, 1);
    if (node.type === 'link') most('link', String(node.url).length, 3_000, 1);
    if (String(node.type).startsWith('rich_text'))
      most(String(node.type), (node.elements as unknown[]).length, 1_000, 1);
    if (node.type !== 'button') continue;
    most('label', textOf(node.text).length, 75, 1);
    most('value', String(node.value).length, 2_000);
    most('action id', String(node.action_id).length, 255, 1);
    const confirm = node.confirm as Node | undefined;
    if (confirm === undefined) continue;
    most('confirm title', textOf(confirm.title).length, 100, 1);
    most('confirm text', textOf(confirm.text).length, 300, 1);
    most('confirm yes', textOf(confirm.confirm).length, 30, 1);
    most('confirm no', textOf(confirm.deny).length, 30, 1);
  }
  return broken;
}

function shown(node: Node): string {
  switch (node.type) {
    case 'divider':
      return '———';
    case 'image':
      return String(node.alt_text);
    case 'header':
    case 'button':
    case 'section':
      return textOf(node.text);
    case 'plain_text':
    case 'text':
      return String(node.text);
    case 'link':
      return String(node.text ?? node.url);
    case 'user':
      return `@${node.user_id}`;
    case 'rich_text_section':
    case 'rich_text_quote':
      return children(node).map(shown).join('');
    default:
      return children(node).map(shown).join('\n');
  }
}

function walk(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(walk);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(walk)];
}

function children(node: Node): Node[] {
  return (node.elements as Node[] | undefined) ?? [];
}

function textOf(text: unknown): string {
  return String((text as Node | undefined)?.text ?? '');
}
