import type { Text } from '../../chat/text.js';
import type { Os } from '../triage/detect-os.js';
import { holds, rulesOut } from './condition.js';
import type { Facts } from './facts.js';
import type { Playbook, Step } from './schema.js';

export { nextQuestion } from './questions.js';

/** A step that was shown, by its id, and what came of it; `shown` is the one whose outcome is not known yet. */
export interface Attempt {
  readonly step: string;
  readonly outcome: 'shown' | 'fixed' | 'still_broken' | 'skipped';
}

/** A step as a person reads it, for their system. `number` of `of` counts the steps that fit what is known. */
export interface ShownStep {
  readonly id: string;
  readonly say: Text;
  readonly cite: { readonly article: string; readonly section: string };
  readonly number: number;
  readonly of: number;
}

/** How a playbook goes on. */
export type Next =
  | { readonly kind: 'step'; readonly step: ShownStep }
  | { readonly kind: 'fixed' }
  | { readonly kind: 'handover'; readonly because: 'immediately' | 'exhausted' | 'still_broken' };

/** At the fourth "Still broken" a person takes over, whatever steps are left. */
const MOST_STILL_BROKEN = 4;

/**
 * The step to show next, or why there is none. `attempted` are this playbook's; one that has an outcome is never shown
 * again, one that waits for it is.
 */
export function nextStep(playbook: Playbook, collected: Facts, attempted: readonly Attempt[]): Next {
  if (playbook.handover.immediately) return { kind: 'handover', because: 'immediately' };
  if (attempted.some(({ outcome }) => outcome === 'fixed')) return { kind: 'fixed' };
  const failed = attempted.filter(({ outcome }) => outcome === 'still_broken').length;
  if (failed >= MOST_STILL_BROKEN) return { kind: 'handover', because: 'still_broken' };
  const fitting = playbook.steps.filter((step) => fits(step, collected) || isAttempted(step, attempted));
  const at = fitting.findIndex((step) => !isDone(step, attempted));
  const step = fitting[at];
  if (!step) return { kind: 'handover', because: 'exhausted' };
  return { kind: 'step', step: shown(step, collected, { number: at + 1, of: fitting.length }) };
}

/** What a person should do at once while somebody is on the way; empty for playbooks that try steps first. */
export function safetySteps(playbook: Playbook, collected: Facts): ShownStep[] {
  const fitting = (playbook.handover.immediately?.safety ?? []).filter((step) => fits(step, collected));
  return fitting.map((step, at) => shown(step, collected, { number: at + 1, of: fitting.length }));
}

/** A step by its id, as it reads for what is known. */
export function stepFor(playbook: Playbook, id: string, collected: Facts): Pick<ShownStep, 'id' | 'say'> | undefined {
  const step = playbook.steps.find((one) => one.id === id);
  return step && { id, say: sayFor(step, collected) };
}

function fits({ when, unless }: Step, collected: Facts): boolean {
  return holds(when, collected) && !rulesOut(unless, collected);
}

function isAttempted({ id }: Step, attempted: readonly Attempt[]): boolean {
  return attempted.some(({ step }) => step === id);
}

function isDone({ id }: Step, attempted: readonly Attempt[]): boolean {
  return attempted.some(({ step, outcome }) => step === id && outcome !== 'shown');
}

function shown(step: Step, collected: Facts, place: { readonly number: number; readonly of: number }): ShownStep {
  return { id: step.id, say: sayFor(step, collected), cite: step.cite, ...place };
}

function sayFor(step: Step, collected: Facts): Text {
  const os = collected['device.os'] as Os | undefined;
  return (os && step[os]) || step.say;
}
