import { detectOs } from '../triage/detect-os.js';
import { holds } from './condition.js';
import { type Facts, type KnownDevice, UNKNOWN } from './facts.js';
import type { Playbook, Question } from './schema.js';

/** A question as it is put to a person. Without options any text answers it. */
export interface Asked {
  readonly id: string;
  readonly ask: string;
  readonly options: readonly AskedOption[];
}

/** `sets` is what becomes known when it is chosen; `says` are the phrases by which free text chooses it. */
export interface AskedOption {
  readonly value: string;
  readonly label: string;
  readonly says: readonly string[];
  readonly sets: Facts;
}

/**
 * What is known plus the device it must be: the only one the person has, or the only one with the system that is known.
 * Nothing is added where there are none or several, nor for a playbook that wants to be told (no question `known`).
 */
export function withDevice(playbook: Playbook, collected: Facts, devices: readonly KnownDevice[]): Facts {
  if (collected.device !== undefined || !playbook.questions.some(({ known }) => known)) return collected;
  const os = collected['device.os'];
  const [device, second] = devices.filter((one) => os === undefined || detectOs(one.os ?? '') === os);
  return device && !second ? { ...collected, ...deviceFacts(device) } : collected;
}

/** The first question whose answer is not known and matters; nothing when all is known. */
export function nextQuestion(
  playbook: Playbook,
  collected: Facts,
  devices: readonly KnownDevice[] = [],
): Asked | undefined {
  return openQuestions(playbook, collected, devices)[0];
}

/** Every question whose answer is not known and matters by what is known now. */
export function openQuestions(playbook: Playbook, collected: Facts, devices: readonly KnownDevice[]): Asked[] {
  const known = withDevice(playbook, collected, devices);
  const open = playbook.questions.filter((one) => !isKnown(one, known) && holds(one.when, known));
  return open.map((question) => toAsked(question, devices));
}

/** A question as it was put, whatever is known meanwhile. */
export function questionById(playbook: Playbook, id: string, devices: readonly KnownDevice[]): Asked | undefined {
  const question = playbook.questions.find((one) => one.id === id);
  return question && toAsked(question, devices);
}

/** What is known once this device was chosen where the playbook asks for one. */
export function factsNaming(
  playbook: Playbook | undefined,
  questionId: string,
  devices: readonly KnownDevice[],
  assetTag: string,
): Facts {
  const asked = playbook && questionById(playbook, questionId, devices);
  return asked?.options.find(({ value }) => value === assetTag)?.sets ?? {};
}

function isKnown({ id, known }: Question, collected: Facts): boolean {
  return collected[id] !== undefined || (known !== undefined && collected[known] !== undefined);
}

function toAsked(question: Question, devices: readonly KnownDevice[]): Asked {
  const { id, ask, options, from } = question;
  if (from === 'devices' && devices.length > 0) {
    const own = devices.map((device) => deviceOption(id, device));
    return { id, ask, options: [...own, { ...ANOTHER, sets: { [id]: UNKNOWN } }] };
  }
  return { id, ask, options: options.map((option) => ({ ...option, sets: setBy(question, option.value) })) };
}

const ANOTHER = { value: 'other', label: 'Another device', says: ['another', 'other', 'none of these|them'] } as const;

function deviceOption(id: string, device: KnownDevice): AskedOption {
  return {
    value: device.id,
    label: device.label,
    says: [device.label],
    sets: { [id]: device.id, ...deviceFacts(device) },
  };
}

function setBy({ id, known }: Question, value: string): Facts {
  return known === 'device.os' ? { [id]: value, 'device.os': value } : { [id]: value };
}

function deviceFacts({ id, os }: KnownDevice): Facts {
  const detected = detectOs(os ?? '');
  return detected ? { device: id, 'device.os': detected } : { device: id };
}
