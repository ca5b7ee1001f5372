import type { CardPart } from '../chat/card.js';
import type { Reply } from '../chat/outbound.js';
import { words } from './wording/index.js';

/** Offers an admin to use a channel for tickets; `subject` names the channel to whoever handles the press. */
export function triageOfferReply(of: { subject: string; version: number; isPrivate: boolean }): Reply {
  const { title, triage, triagePublic } = words.setup;
  const warning: CardPart[] = of.isPrivate ? [] : [{ kind: 'note', text: triagePublic }];
  const press = {
    action: 'setup.triage',
    subject: of.subject,
    label: words.labels.useForTickets,
    style: 'primary' as const,
  };
  return setupReply(of, { title, text: triage, rest: [...warning, { kind: 'buttons', buttons: [press] }] });
}

/** The same card once the channel was chosen. */
export function triageChosenReply(of: { subject: string; version: number; isPrivate: boolean }): Reply {
  const { title, triageChosen, triagePublic } = words.setup;
  const warning: CardPart[] = of.isPrivate ? [] : [{ kind: 'note', text: triagePublic }];
  return setupReply(of, { title, text: triageChosen, rest: warning });
}

/** The id of the card that offers to use a channel. */
function setupCardId(subject: string): string {
  return `setup:${subject}`;
}

function setupReply(
  { subject, version }: { subject: string; version: number },
  { title, text, rest }: { title: string; text: string; rest: readonly CardPart[] },
): Reply {
  return { text, card: { id: setupCardId(subject), version, title, parts: [{ kind: 'text', text }, ...rest] } };
}
