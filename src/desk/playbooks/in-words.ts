import { UNKNOWN } from './facts.js';
import type { Playbook } from './schema.js';

/** Answers as people read them, by question: the labels of options, free text as written; what is not known is left out. */
export function inWords(playbook: Playbook, answers: Readonly<Record<string, string>>): Record<string, string> {
  const asked = [...playbook.questions, ...playbook.heard];
  const known = Object.entries(answers).filter(([, value]) => value !== UNKNOWN);
  return Object.fromEntries(
    known.map(([id, value]) => {
      const options = asked.find((one) => one.id === id)?.options ?? [];
      return [id, options.find((option) => option.value === value)?.label ?? value];
    }),
  );
}
