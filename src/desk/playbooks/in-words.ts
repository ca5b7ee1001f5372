import { UNKNOWN } from './facts.js';
import type { Playbook } from './schema.js';

/**
 * Answers as people read them, by question: the labels of options, free text as written. What is not known is left out, and
 * what was heard in the person's own words, which are read anyway.
 */
export function inWords(playbook: Playbook, answers: Readonly<Record<string, string>>): Record<string, string> {
  const isHeard = (id: string) => playbook.heard.some((one) => one.id === id);
  const known = Object.entries(answers).filter(([id, value]) => value !== UNKNOWN && !isHeard(id));
  return Object.fromEntries(
    known.map(([id, value]) => {
      const options = playbook.questions.find((one) => one.id === id)?.options ?? [];
      return [id, options.find((option) => option.value === value)?.label ?? value];
    }),
  );
}
