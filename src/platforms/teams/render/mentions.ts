import { type Span, spans, type Text } from '../../../chat/text.js';
import { clean, escapeEntities } from '../../letters.js';
import type { MentionEntity } from './elements.js';

const personId = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:28|29):[\w-]{1,300})$/i;

/** Whether a person can be mentioned: by an Entra object id, or by the bot's own id of them. */
export function isMentionable({ person }: Extract<Span, { person: string }>): boolean {
  return personId.test(person);
}

/** How a mention stands in a text; the entity beside it has the very same letters. */
export function mentionText(name: string): string {
  return `<at>${escapeEntities(clean(name).replace(/[<>]/g, ''))}</at>`;
}

/** The people a text mentions, each once. */
export function mentionsIn(text: Text): MentionEntity[] {
  const found = new Map<string, MentionEntity>();
  for (const span of spans(text)) {
    if (typeof span !== 'object' || !('person' in span) || !isMentionable(span)) continue;
    const name = clean(span.name);
    found.set(mentionText(name), { type: 'mention', text: mentionText(name), mentioned: { id: span.person, name } });
  }
  return [...found.values()];
}
