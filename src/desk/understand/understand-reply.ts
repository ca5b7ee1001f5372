import type { Option } from './choose-option.js';
import type { Meaning } from './meaning.js';
import { replyOf } from './reply.js';
import { toNothing } from './to-nothing.js';
import { toOffer } from './to-offer.js';
import { toQuestion } from './to-question.js';
import { toStep } from './to-step.js';

/** What the desk said last, and so what a reply may be about. */
export type Expecting =
  | { readonly kind: 'step' }
  /** Without options any text is an answer. */
  | { readonly kind: 'question'; readonly options: readonly Option[] }
  | { readonly kind: 'offer' }
  | { readonly kind: 'nothing' };

/** `value` comes with `answer`: the option's value, or the trimmed text where no option fits or none was offered. */
export interface Understood {
  readonly meaning: Meaning;
  readonly value?: string;
}

/**
 * What a reply in English means, by word lists alone: typing slips, emoji and mixed messages included. Never fails; a
 * reply it cannot place is `still_broken` after a step, an `answer` to a question, otherwise a `problem`.
 */
export function understandReply(text: string, expecting: Expecting): Understood {
  const reply = replyOf(text);
  if (reply.clauses.length === 0) return { meaning: 'empty' };
  switch (expecting.kind) {
    case 'step':
      return { meaning: toStep(reply) };
    case 'question':
      return toQuestion(reply, expecting.options);
    case 'offer':
      return { meaning: toOffer(reply) };
    case 'nothing':
      return { meaning: toNothing(reply) };
  }
}
