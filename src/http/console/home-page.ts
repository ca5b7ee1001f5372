import { moment, type Wall } from '../../cards/moment.js';
import { words } from '../../cards/wording/index.js';
import type { Check } from '../health.js';
import { type Html, html } from './html.js';
import { page, type Signed } from './layout.js';

/** One job as the console lists it. Times are UTC ISO 8601. */
interface ConsoleJob {
  readonly name: string;
  readonly sentence: string;
  readonly nextAt: string | undefined;
  readonly lastRunAt: string | undefined;
  readonly lastError: string | undefined;
  readonly due: number | undefined;
  readonly lateMs: number | undefined;
  readonly isLate: boolean;
  readonly dead: number | undefined;
}

/** What the first page shows. */
export interface Home {
  /** Where whoever looks has their organisation, and when. */
  readonly wall: Wall;
  readonly checks: readonly Check[];
  readonly jobs: readonly ConsoleJob[];
  /** Of the organisation of whoever looks. */
  readonly deliveries: { readonly dead: number; readonly uncertain: number };
}

/** The first page: what is well, what is not, and what the clock makes the desk do. */
export function homePage({ wall, checks, jobs, deliveries }: Home, signed: Signed): string {
  const { home } = words.console;
  const ill = checks.filter(({ isWell }) => !isWell).length;
  const problems = deliveries.dead + deliveries.uncertain;
  return page(
    ill === 0 ? home.well : home.ill(ill),
    html`<h1 class="${ill === 0 ? 'well' : 'ill'}">${ill === 0 ? home.well : home.ill(ill)}</h1>
<section><h2>${home.health}</h2><ul class="checks">${checks.map((check) => checkLine(check, wall))}</ul></section>
<section><h2>${home.deliveries}</h2>${
      problems === 0
        ? html`<p>${home.noProblems}</p>`
        : html`<p class="wrong">${home.problems(deliveries.dead, deliveries.uncertain)}</p><p>${home.deliveriesHow}</p>`
    }</section>
<section><h2>${home.jobs}</h2><div class="wide"><table class="jobs">
<thead><tr>${home.columns.map((column) => html`<th>${column}</th>`)}</tr></thead>
<tbody>${jobs.map((job) => jobLine(job, wall.now))}</tbody></table></div></section>`,
    signed,
  );
}

function checkLine({ name, isWell, note }: Check, wall: Wall): Html {
  const { checks } = words.console.home;
  return html`<li class="${isWell ? 'well' : 'ill'}"><b>${checks[name] ?? name}</b> <span>${note && inWords(note, wall)}</span></li>`;
}

/** A note as people read it: what is healthy says moments for machines. */
function inWords(note: string, wall: Wall): string {
  return note.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => moment(at, wall));
}

function jobLine(
  { name, sentence, nextAt, lastRunAt, lastError, due, lateMs, isLate, dead }: ConsoleJob,
  now: Date,
): Html {
  const { never, now: atOnce, columns } = words.console.home;
  const inMs = nextAt === undefined ? undefined : Date.parse(nextAt) - now.getTime();
  const next = inMs === undefined ? never : inMs <= 0 ? atOnce : lasting(inMs);
  const last = lastRunAt === undefined ? never : lasting(Math.max(0, now.getTime() - Date.parse(lastRunAt)));
  return html`<tr${isLate || dead ? html` class="ill"` : undefined}>
<td><b>${name}</b><small>${sentence}${lastError === undefined ? undefined : ` (${lastError})`}</small></td>
${[next, last, due, isLate && lateMs !== undefined ? lasting(lateMs) : undefined, dead || undefined].map(
  (value, at) => html`<td data-column="${columns[at + 1]}">${value}</td>`,
)}</tr>`;
}

function lasting(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
