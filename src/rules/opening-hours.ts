import { z } from 'zod';

/** The days of a week, in the order of ISO 8601. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof weekdays)[number];

/** Opens and closes on the wall clock, `HH:mm`. `24:00` is midnight; closing at or before opening means the next day. */
type Shift = readonly [opens: string, closes: string];

/** The shifts that begin on each weekday; a weekday left out is closed. */
export type WeeklyHours = Readonly<Partial<Record<Weekday, readonly Shift[]>>>;

/** A stretch of a wall clock in ms since the midnight its day began; `to` passes 24 h for a shift into the next day. */
export interface WallShift {
  readonly from: number;
  readonly to: number;
}

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Write a time as HH:mm, such as 09:00.');
const shift = z
  .tuple([clock, clock])
  .readonly()
  .refine(
    ([opens, closes]) => opens !== closes && opens !== '24:00',
    'A shift opens at one time and closes at another.',
  );

/** Accepts hours by weekday whose shifts do not overlap, also past midnight and from Sunday into Monday. */
export const weeklyHoursSchema: z.ZodType<WeeklyHours> = z
  .partialRecord(z.enum(weekdays), z.array(shift).readonly())
  .refine((hours) => !isOverlapping(wallWeek(hours)), 'Two shifts overlap.');

/** The shifts of Monday to Sunday as wall-clock ms, each day in order. */
export function wallWeek(hours: WeeklyHours): readonly (readonly WallShift[])[] {
  return weekdays.map((day) => (hours[day] ?? []).map(wallShift).sort((a, b) => a.from - b.from));
}

const DAY = 86_400_000;

function wallShift([opens, closes]: Shift): WallShift {
  const from = wallMs(opens);
  const to = wallMs(closes);
  return { from, to: to > from ? to : to + DAY };
}

function wallMs(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}

function isOverlapping(week: readonly (readonly WallShift[])[]): boolean {
  const inOrder = week.flatMap((shifts, day) =>
    shifts.map(({ from, to }) => ({ from: from + day * DAY, to: to + day * DAY })),
  );
  const first = inOrder[0];
  if (!first) return false;
  const nextWeek = { from: first.from + 7 * DAY, to: first.to + 7 * DAY };
  return [...inOrder, nextWeek].some((one, index, all) => index > 0 && one.from < (all[index - 1]?.to ?? 0));
}
