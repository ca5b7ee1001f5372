import type { Reply } from '../chat/outbound.js';
import type { Span, Text } from '../chat/text.js';
import { words } from './wording/index.js';

/** A tech's words as the requester gets them. `isEdit`: they replace what was relayed before. */
export function toRequester(of: { number: number; by: string; text: string; isEdit?: boolean }): Reply {
  const { says, changed } = words.told;
  return { text: said(of.isEdit ? changed(of.by, of.number) : says(of.by, of.number), of.text) };
}

/**
 * The requester's words as techs get them; `notify` mentions whoever has the ticket, `number` names it where it has no
 * thread of its own.
 */
export function toTechs(of: {
  name: string;
  text: string;
  isEdit?: boolean;
  number?: number;
  notify?: Extract<Span, { person: string }>;
}): Reply {
  const text = said(ofTechs(of), of.text);
  return { text: of.notify ? [...text, '\n', of.notify] : text };
}

/** The ticket's thread learns that words it was opened with are gone; `number` as above. */
export function toTechsOfDeletion({ name, number }: { name: string; number?: number }): Reply {
  const { deleted, deletedOf } = words.techs;
  return { text: number === undefined ? deleted(name) : deletedOf(name, number) };
}

/** The mark under words that left the thread: who reads them. */
export function readByMark(name: string): Reply {
  return { text: words.techs.readBy(name) };
}

function ofTechs({ name, isEdit, number }: { name: string; isEdit?: boolean; number?: number }): string {
  const { techs, told } = words;
  if (number === undefined) return isEdit ? techs.changed(name) : techs.says(name);
  return isEdit ? told.changed(name, number) : told.says(name, number);
}

function said(who: string, text: string): Extract<Text, readonly Span[]> {
  return [{ bold: who }, ` ${text}`];
}
