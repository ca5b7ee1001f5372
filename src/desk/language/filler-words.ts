import { stem } from './stem.js';

/** Stems of words that people put around a problem without saying what it is; they count little for or against. */
export const FILLER_STEMS: ReadonlySet<string> = new Set(
  `help need want try tried trying know anyone somebody someone something anything everything nothing issue problem
  question trouble morning afternoon evening today yesterday week weekend month day hour minute time since ago always
  still already again suddenly anymore really very super quite totally completely keep say says said mean think guess
  work working able unable possible way thing stuff kind come came go going gone let make made use used using look see
  saw seem happen happened start started stop tell told give new old good bad best lot many much last next first second
  third one two three four five ten several every each another back even ever sometimes often maybe please sorry quick
  asap urgent urgently people coworker boss manager team office company work home desk floor room laptop
  computer pc mac windows device phone machine im ive id cant dont doesnt kindly regards team guys everyone everybody
  name names whenever whatever although though however moment currently recently lately`
    .split(/\s+/)
    .map(stem),
);
