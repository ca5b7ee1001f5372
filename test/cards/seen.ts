import type { Button, CardPart } from '../../src/chat/card.js';
import type { Form } from '../../src/chat/form.js';
import type { Reply } from '../../src/chat/outbound.js';
import { plain, spans, type Text } from '../../src/chat/text.js';

/** Every button of a reply, in order. */
export function buttonsOf({ card }: Reply): Button[] {
  return (card?.parts ?? []).flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));
}

/** The facts of a reply by label. */
export function factsOf({ card }: Reply): Record<string, string> {
  const facts = (card?.parts ?? []).flatMap((part) => (part.kind === 'facts' ? part.facts : []));
  return Object.fromEntries(facts.map(({ label, value }) => [label, plain(value)]));
}

/** Every string of a reply that a person reads; ids, actions and subjects are none. */
export function visibleStrings({ text, card }: Reply): string[] {
  return [...seenText(text), ...(card ? [card.title, ...card.parts.flatMap(seenPart)] : [])];
}

/** Every string of a form that a person reads. */
export function visibleFormStrings(form: Form): string[] {
  const fields = form.fields.flatMap((field) => [
    field.label,
    field.hint ?? '',
    ...(field.kind === 'text' ? [field.initial ?? ''] : field.options.map(({ label }) => label)),
  ]);
  return [form.title, form.intro ?? '', form.submit, form.cancel, ...fields];
}

function seenPart(part: CardPart): string[] {
  switch (part.kind) {
    case 'text':
    case 'note':
      return seenText(part.text);
    case 'facts':
      return part.facts.flatMap(({ label, value }) => [label, ...seenText(value)]);
    case 'list':
      return [part.title ?? '', ...part.items.flatMap(({ text }) => seenText(text))];
    case 'citations':
      return part.citations.flatMap(({ article, section }) => [article, section]);
    case 'image':
      return [part.alt];
    case 'chart':
      return [part.title, part.finding, ...part.labels, ...part.series.map(({ name }) => name)];
    case 'divider':
      return [];
    case 'buttons':
      return part.buttons.flatMap(({ label, confirm }) => [label, ...Object.values(confirm ?? {})]);
  }
}

function seenText(text: Text): string[] {
  return spans(text).map((span) => plain([span]));
}
