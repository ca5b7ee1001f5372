import { type WeeklyHours, weekdays } from '../../rules/opening-hours.js';

/** Words for a setting as people write them; undefined where it has to be JSON. */
type Reader = (words: string) => unknown;

/** `slack:T0123:C0456`, and `public` behind it where everybody may read the channel. */
const channel: Reader = (words) => {
  const [, platform, tenant, conversation, isPublic] = /^([a-z]+):([^:\s]+):(\S+?)(\s+public)?$/.exec(words) ?? [];
  return platform && { platform, tenant, conversation, isPrivate: isPublic === undefined };
};

/** Values after each other, separated by commas or blanks. */
export function listOf(words: string): string[] {
  return words.split(/[\s,]+/).filter((one) => one !== '');
}

const SHIFTS = /^([a-z]{3})[a-z]*(?:\s*-\s*([a-z]{3})[a-z]*)?\s+(\d{2}:\d{2})\s*-\s*(\d{2}:\d{2})$/i;

/** `Mon-Fri 09:00-17:00, Sat 10:00-14:00`, or `24x7`. */
export function hoursOf(words: string): '24x7' | WeeklyHours | undefined {
  if (/^24x7$/i.test(words.trim())) return '24x7';
  const hours: Partial<Record<(typeof weekdays)[number], [string, string][]>> = {};
  for (const part of words.split(',')) {
    const [, from = '', to = from, opens = '', closes = ''] = SHIFTS.exec(part.trim()) ?? [];
    const [first, last] = [from, to].map((day) => (weekdays as readonly string[]).indexOf(day.toLowerCase()));
    if (first === undefined || last === undefined || first < 0 || last < first) return undefined;
    for (const day of weekdays.slice(first, last + 1)) hours[day] = [...(hours[day] ?? []), [opens, closes]];
  }
  return hours;
}

/** How settings may be written other than as JSON. */
export const settingWords: Readonly<Record<string, Reader>> = {
  triage_channel: channel,
  digest_channel: channel,
};
