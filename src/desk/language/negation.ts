import { stem } from './stem.js';

/** Whether a word of the text (stems) is denied just before: "not stolen", "never been hacked", "was not the laptop". */
export function isNegated(text: readonly string[], at: number): boolean {
  for (let before = at - 1; before >= 0 && before >= at - REACH; before--) {
    const word = text[before] as string;
    if (DENIALS.has(word)) return true;
    if (!LIGHT.has(word)) return false;
  }
  return false;
}

const REACH = 5;
const DENIALS = new Set(['not', 'never', 'no', 'nothing', 'without', 'nobody'].map(stem));
const LIGHT = new Set(
  'be been being is was were are am a an the any my our his her your this that it has have had about actually really yet ever because of at in on from to with when'
    .split(' ')
    .map(stem),
);
