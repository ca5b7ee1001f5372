import { UNKNOWN } from './facts.js';
import type { Playbook } from './schema.js';

/**
 * Answers as people read them, by question: the labels of options, free text as written. What is not known is left out, and
 * where somebody is asked for a yes what was heard in the person's own words, which they read anyway.
 */
export function inWords(playbook: Playbook, answers: Readonly<Record<string, string>>): Record<string, string> {
  const asked = [...playbook.questions, ...playbook.heard];
  const isHeard = (id: string) =>
    playbook.handover.approval !== undefined && playbook.heard.some((one) => one.id === id);
  const known = Object.entries(answers).filter(([id, value]) => value !== UNKNOWN && !isHeard(id));
  return Object.fromEntries(
    known.map(([id, value]) => {
      const options = asked.find((one) => one.id === id)?.options ?? [];
      return [id, options.find((option) => option.value === value)?.label ?? value];
    }),
  );
}
