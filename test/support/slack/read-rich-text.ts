import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Read, SeenLink } from './mrkdwn.js';

/** Reads a tree of rich text: its lines, and what in it is live. */
export function readRichText(block: RichTextBlock, nameOf: (id: string) => string): Read {
  const found: Found = { mentions: [], links: [], styled: [], nameOf };
  const lines = block.elements.flatMap((part) => {
    if (part.type !== 'rich_text_list') return [line(part.elements, found)];
    return part.elements.map((item: RichTextSection, index) => {
      const bullet = part.style === 'ordered' ? `${index + 1}.` : '•';
      return `${bullet} ${line(item.elements, found)}`;
    });
  });
  return { words: lines.join('\n'), mentions: found.mentions, links: found.links, styled: found.styled };
}

interface Found {
  readonly mentions: string[];
  readonly links: SeenLink[];
  readonly styled: string[];
  readonly nameOf: (id: string) => string;
}

function line(elements: readonly RichTextElement[], found: Found): string {
  return elements.map((element) => words(element, found)).join('');
}

function words(element: RichTextElement, found: Found): string {
  switch (element.type) {
    case 'text':
      if (element.style && Object.values(element.style).some(Boolean)) found.styled.push(element.text);
      return element.text;
    case 'link':
      found.links.push({ url: element.url, label: element.text ?? element.url, isAuto: false });
      return element.text ?? element.url;
    case 'user':
      found.mentions.push(element.user_id);
      return `@${found.nameOf(element.user_id)}`;
    case 'usergroup':
      found.mentions.push(element.usergroup_id);
      return `@${element.usergroup_id}`;
    case 'broadcast':
      found.mentions.push(element.range);
      return `@${element.range}`;
    case 'channel':
      return `#${found.nameOf(element.channel_id)}`;
    case 'emoji':
      return `:${element.name}:`;
    case 'date':
      return element.fallback ?? element.format;
    default:
      return '';
  }
}
