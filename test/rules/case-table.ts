import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { type BusinessCalendar, businessCalendarSchema } from '../../src/rules/calendar.js';
import { weekdays } from '../../src/rules/opening-hours.js';

export type Row = Readonly<Record<string, string>>;

/** The rows of one table of sla-cases.md, by the words of its header; throws when there is no such heading. */
export function tableUnder(heading: string): readonly Row[] {
  const [, section] = text.split(`\n## ${heading}\n`);
  if (!section) throw new Error(`sla-cases.md has no table under "${heading}"`);
  const [header = [], , ...rows] = (section.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}

/** The calendar a row names. */
export function calendarOf(row: Row): BusinessCalendar {
  const calendar = calendars.get(row.calendar ?? '');
  if (!calendar) throw new Error(`no calendar "${row.calendar}"`);
  return calendar;
}

/** The instant of a cell such as `Mon 11-09 09:00 -05`; throws unless weekday and offset are the zone's own. */
export function instant(cell: string | undefined, zone: string): Date {
  const match = /^(\w{3}) (?:(\d{4})-)?(\d\d-\d\d) (\d\d:\d\d) ([+-]\d\d)(:\d\d)?$/.exec(cell ?? '');
  if (!match) throw new Error(`not a time: "${cell}"`);
  const [, weekday, year = '2026', date, clock, hours, minutes = ':00'] = match;
  const at = new Date(`${year}-${date}T${clock}${hours}${minutes}`);
  const seen = DateTime.fromJSDate(at, { zone }).setLocale('en').toFormat('ccc yyyy-MM-dd HH:mm ZZ');
  const wanted = `${weekday} ${year}-${date} ${clock} ${hours}${minutes}`;
  if (seen !== wanted) throw new Error(`"${wanted}" is "${seen}" in ${zone}`);
  return at;
}

/** The ms of a cell such as `3h 30m`. */
export function length(cell: string | undefined): number {
  const match = /^(?:(\d+)h)? ?(?:(\d+)m)?$/.exec(cell ?? '');
  if (!match?.[0]) throw new Error(`not a length: "${cell}"`);
  return (Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0)) * 60_000;
}

// Read from the source tree: the compiler copies no Markdown.
const text = readFileSync('test/rules/sla-cases.md', 'utf8');
const names: readonly string[] = weekdays;
const calendars = new Map(tableUnder('Calendars').map((row) => [row.name ?? '', toCalendar(row)]));

function toCalendar(row: Row): BusinessCalendar {
  const hours = row.hours === '24x7' ? '24x7' : weekOf(row.hours ?? '');
  const holidays = (row.holidays ?? '').split(' ').filter((date) => date !== '');
  return businessCalendarSchema.parse({ zone: row.zone, hours, holidays });
}

function weekOf(words: string): Record<string, [string, string][]> {
  const week: Record<string, [string, string][]> = {};
  for (const part of words.split(', ')) {
    const [days = '', times = ''] = part.split(' ');
    const [opens = '', closes = ''] = times.split('-');
    const [first, last = first] = days.split('-').map((day) => names.indexOf(day));
    for (let day = first ?? 0; ; day = (day + 1) % 7) {
      const name = weekdays[day] ?? '';
      week[name] = [...(week[name] ?? []), [opens, closes]];
      if (day === last) break;
    }
  }
  return week;
}
