import type { DataProblem } from '../data-error.js';
import { OSES } from '../triage/detect-os.js';
import type { Condition, Playbook } from './schema.js';

/**
 * What is wrong with a playbook's branches: ids used twice, conditions on questions or answers that do not exist or
 * come later, steps no answer leads to, a playbook without a way on.
 */
export function checkBranches(file: string, playbook: Playbook): DataProblem[] {
  const at = (path: string) => (problem: string) => ({ file, path, problem });
  const steps = [...playbook.steps, ...(playbook.handover.immediately?.safety ?? [])];
  const asked = [...playbook.questions, ...playbook.heard];
  const answers = answersOf(playbook);
  return [
    ...repeated(asked.map(({ id }) => id)).map(at('questions, heard')),
    ...asked.filter(({ id }) => id === 'device').map(() => at('questions, heard')(RESERVED)),
    ...repeated(steps.map(({ id }) => id)).map(at('steps')),
    ...asked.flatMap(({ id, options }) => repeated(options.map(({ value }) => value)).map(at(`${id}, options`))),
    ...wayOn(playbook).map(at('steps')),
    ...playbook.questions.flatMap(({ id, when }, number) => {
      const earlier = answersOf({ ...playbook, questions: playbook.questions.slice(0, number) });
      return conditionProblems(when, earlier).map(at(`question ${id}, when`));
    }),
    ...steps.flatMap(({ id, when, unless }) => [
      ...conditionProblems(when, answers).map(at(`step ${id}, when`)),
      ...conditionProblems(unless, answers).map(at(`step ${id}, unless`)),
      ...unreachable(when, unless, answers).map(at(`step ${id}`)),
    ]),
    ...playbook.handover.raise.flatMap(({ when }, number) =>
      conditionProblems(when, answers).map(at(`handover, raise ${number + 1}, when`)),
    ),
  ];
}

const RESERVED = '"device" is what the desk knows by itself; choose another id, such as which-device';

/** Every answer that can be known, by question; a free-text question has none to branch on. */
type Answers = ReadonlyMap<string, readonly string[]>;

function answersOf({ questions, heard }: Playbook): Answers {
  const answers = new Map<string, readonly string[]>([['device.os', OSES]]);
  for (const { id, options } of [...heard, ...questions])
    answers.set(
      id,
      options.map(({ value }) => value),
    );
  return answers;
}

function repeated(ids: readonly string[]): string[] {
  const twice = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  return [...twice].map((id) => `"${id}" is used twice; give each its own`);
}

function wayOn({ steps, handover }: Playbook): string[] {
  if (handover.immediately) {
    return steps.length > 0 ? ['a playbook that hands over immediately has safety steps only; remove these'] : [];
  }
  if (steps.length > 0 || handover.approval) return [];
  return ['list at least one step, hand over immediately, or ask for an approval'];
}

function conditionProblems(condition: Condition, answers: Answers): string[] {
  return Object.entries(condition).flatMap(([id, values]) => {
    const known = answers.get(id);
    if (!known) return [`nothing asked or heard before is called "${id}"; there are ${[...answers.keys()].join(', ')}`];
    const wrong = values.filter((value) => !known.includes(value));
    return wrong.map((value) => `"${id}" is never "${value}"; it is one of ${known.join(', ')}`);
  });
}

function unreachable(when: Condition, unless: Condition, answers: Answers): string[] {
  return Object.entries(unless).flatMap(([id, values]) => {
    if (!answers.has(id)) return [];
    const left = when[id]?.filter((value) => !values.includes(value));
    return left?.length === 0 ? [`never shown: "${id}" cannot be both what when asks and what unless rules out`] : [];
  });
}
