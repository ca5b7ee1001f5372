/** More words than this tell something rather than choose. */
const MOST_WORDS = 6;
const ADD = /\b(?:add|same|existing|old|yes|yep|that one|about (?:it|that)|belongs?)\b/i;
const NEW = /\b(?:new|another|different|separate|no|nope|else|unrelated)\b/i;

/** Which of "Add to #12" and "New request" somebody wrote; undefined where it says neither, or both. */
export function readRoute(text: string, number: number): 'add' | 'new' | undefined {
  const said = text.trim();
  if (said.split(/\s+/).length > MOST_WORDS) return undefined;
  const isAdd = ADD.test(said) || new RegExp(`(?<!\\d)${number}(?!\\d)`).test(said);
  const isNew = NEW.test(said);
  if (isAdd === isNew) return undefined;
  return isAdd ? 'add' : 'new';
}
