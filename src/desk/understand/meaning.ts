/** How a tried step went, or why it was not tried. */
export type StepOutcome = 'fixed' | 'still_broken' | 'not_yet' | 'how';

/** All that a reply can mean to the desk; docs of each: the word lists in phrases/. */
export type Meaning =
  | StepOutcome
  | 'person'
  | 'cancel'
  | 'start_over'
  | 'thanks'
  | 'small_talk'
  | 'yes'
  | 'no'
  | 'dont_know'
  | 'answer'
  | 'problem'
  | 'empty';
