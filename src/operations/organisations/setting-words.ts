import { type WeeklyHours, weekdays } from '../../rules/opening-hours.js';
import { type SlaTarget, slaUnits } from '../../rules/sla-targets.js';

/** Words for a setting as people write them; undefined where it has to be JSON. */
type Reader = (words: string) => unknown;

/** `slack:T0123:C0456`, and `public` behind it where everybody may read the channel. */
const channel: Reader = (words) => {
  const [, platform, tenant, conversation, isPublic] = /^([a-z]+):([^:\s]+):(\S+?)(\s+public)?$/.exec(words) ?? [];
  return platform && { platform, tenant, conversation, isPrivate: isPublic === undefined };
};

/** How settings may be written other than as JSON. */
export const settingWords: Readonly<Record<string, Reader>> = {
  triage_channel: channel,
  digest_channel: channel,
};

/** Values after each other, separated by commas or blanks. */
export function listOf(words: string): string[] {
  return words.split(/[\s,]+/).filter((one) => one !== '');
}

const SHIFTS =
  /^([a-z]{3})[a-z]*(?:\s*[-–]\s*([a-z]{3})[a-z]*)?\s+(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?$/i;

/** `Mon-Fri 09:00-17:00, Sat 10-14`, also `Sun-Thu`, also past midnight; or `24x7`. */
export function hoursOf(words: string): '24x7' | WeeklyHours | undefined {
  if (/^24x7$/i.test(words.trim())) return '24x7';
  const hours: Partial<Record<(typeof weekdays)[number], [string, string][]>> = {};
  for (const part of words.split(',')) {
    const [, from = '', to = from, opens = '', past = '00', closes = '', over = '00'] = SHIFTS.exec(part.trim()) ?? [];
    const days = daysFrom(from, to);
    if (days.length === 0) return undefined;
    const shift: [string, string] = [`${opens.padStart(2, '0')}:${past}`, `${closes.padStart(2, '0')}:${over}`];
    for (const day of days) hours[day] = [...(hours[day] ?? []), shift];
  }
  return hours;
}

/** As `hoursOf` takes them: days that are worked alike stand together. */
export function hoursInWords(hours: '24x7' | WeeklyHours): string {
  if (hours === '24x7') return hours;
  const shiftsOf = (day: (typeof weekdays)[number]) => (hours[day] ?? []).map((shift) => shift.join('-'));
  const runs: { from: string; to: string; shifts: string[] }[] = [];
  for (const day of weekdays) {
    const [name, shifts] = [`${day[0]?.toUpperCase()}${day.slice(1)}`, shiftsOf(day)];
    const last = runs.at(-1);
    if (last?.shifts.join() === shifts.join()) last.to = name;
    else runs.push({ from: name, to: name, shifts });
  }
  return runs
    .flatMap(({ from, to, shifts }) => shifts.map((shift) => `${from === to ? from : `${from}-${to}`} ${shift}`))
    .join(', ');
}

const LENGTH = new RegExp(`^(\\d+(?:\\.\\d+)?) ?(${slaUnits.join('|')})(?:,? (with|without) pauses)?$`);
/** What a number may be followed by, for who says what it counts. */
const COUNTED = /^(\d+(?:\.\d+)?) ?(?:%|percent|days?|hours?)$/;
const FULL_HOUR = /^0?(\d{1,2}):00$/;

/** A part of a setting as people write it: `40`, `40 %`, `90, 30, 7`, `2 business hours`, `09:00`, `never`; `like` is what it is now. */
export function partOf(words: string, like: unknown): unknown {
  const text = words.trim();
  const json = jsonOf(text);
  if (typeof json === 'object') return json;
  const isNone = /^(none|never|off|no)$/i.test(text);
  if (Array.isArray(like)) return isNone ? [] : listOf(text.replaceAll('%', ' ')).map((one) => jsonOf(one) ?? one);
  if (isNone) return null;
  const length = typeof like === 'number' ? undefined : lengthOf(text);
  const number = jsonOf((COUNTED.exec(text) ?? FULL_HOUR.exec(text))?.[1] ?? text);
  return length ?? number ?? (/^p\d$/i.test(text) ? text.toUpperCase() : text.toLowerCase());
}

/** As `partOf` takes it; undefined for what has parts of its own. */
export function partInWords(value: unknown, usual?: unknown): string | undefined {
  if (value === null || value === undefined) return 'never';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  if (typeof value !== 'object') return String(value);
  if (!('amount' in value)) return undefined;
  const { amount, unit = '', pauses } = value as Partial<SlaTarget>;
  const expected = (usual as Partial<SlaTarget> | null | undefined)?.pauses ?? unit.startsWith('business');
  const isExpected = pauses === undefined || pauses === expected;
  const name = (amount === 1 ? unit.replace(/s$/, '') : unit).replace('_', ' ');
  return `${amount} ${name}${isExpected ? '' : pauses ? ' with pauses' : ' without pauses'}`;
}

function lengthOf(text: string): unknown {
  const written = text.toLowerCase().replace(/business[ _-]?(hour|day)/, 'business_$1');
  const [, amount, unit, pauses] = LENGTH.exec(written.replace(/(minute|hour|day)(?!s)/, '$1s')) ?? [];
  return amount && { amount: Number(amount), unit, ...(pauses && { pauses: pauses === 'with' }) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The days from one to another, over the end of the week too. */
function daysFrom(from: string, to: string): readonly (typeof weekdays)[number][] {
  const [first, last] = [from, to].map((day) => (weekdays as readonly string[]).indexOf(day.toLowerCase()));
  if (first === undefined || last === undefined || first < 0 || last < 0) return [];
  return [...weekdays, ...weekdays].slice(first, last < first ? last + 8 : last + 1);
}
