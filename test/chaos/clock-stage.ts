import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import type { Stage } from './stage.js';

const MINUTE = 60_000;
/** So long messages to one reader are gathered, by the desk's clock. */
const GATHERED = 25_000;

/** The clock of the processes that are started with `env`; the test's own stays as it is. */
export interface MovedClock {
  readonly env: Readonly<Record<string, string>>;
  now(): Date;
  /** Of a platform beside it: as far ahead as this one ever was, for nobody sets a platform's clock back. */
  neverBack(): Date;
  /** Forward, or back where `ms` is less than zero. */
  move(ms: number): void;
  set(to: Date): void;
  remove(): void;
}

/** A clock that is right until it is moved. */
export function movedClock(): MovedClock {
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-clock-'));
  const file = join(folder, 'ahead');
  let ahead = 0;
  let furthest = 0;
  const write = () => {
    furthest = Math.max(furthest, ahead);
    // Whoever reads meanwhile reads the old one or the new one.
    writeFileSync(`${file}.new`, String(ahead));
    renameSync(`${file}.new`, file);
  };
  write();
  const preload = fileURLToPath(new URL('./moved-clock.js', import.meta.url));
  return {
    env: { CLOCK_FILE: file, NODE_OPTIONS: `--import ${preload}` },
    now: () => new Date(Date.now() + ahead),
    neverBack: () => new Date(Date.now() + furthest),
    move(ms) {
      ahead += ms;
      write();
    },
    set(to) {
      ahead = to.getTime() - Date.now();
      write();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The Monday after the next, at this hour UTC: days and nights of a test do not depend on when it runs. */
export function aMonday(hour: number): Date {
  const day = new Date();
  day.setUTCHours(hour, 0, 0, 0);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7) + 7);
  return day;
}

/** Resolves when all that is due by the desk's clock is done and what is gathered has been said. */
export async function settled(stage: Stage, clock: MovedClock): Promise<void> {
  await workers(stage, clock);
  await nothingDue(stage, clock, "kind = 'escalate'");
  clock.move(GATHERED);
  await workers(stage, clock);
  await nothingDue(stage, clock, '1 = 1');
  await stage.quiet();
}

/** Resolves when every worker has looked at the clock since this was called, and reminders were looked for. */
async function workers({ database }: Stage, clock: MovedClock): Promise<void> {
  const from = new Date(clock.now().getTime() + 1_000).toISOString();
  const until = new Date(clock.now().getTime() + 10 * MINUTE).toISOString();
  const isNew = (at: string) => at >= from && at < until;
  await slowly('the workers live by the new time', async () => {
    const seen = await rowsOf<{ seen_at: string }>(database, 'worker');
    const ran = await rowsOf<{ last_run_at: string }>(database, 'job_run', "WHERE name = 'escalate-tickets'");
    return seen.every(({ seen_at }) => isNew(seen_at)) && ran.some(({ last_run_at }) => isNew(last_run_at));
  });
}

async function nothingDue({ database }: Stage, clock: MovedClock, where: string): Promise<void> {
  await slowly(`nothing is due: ${where}`, async () => {
    const due = `WHERE ${where} AND state = 'waiting' AND due_at <= '${clock.now().toISOString()}'`;
    return (await rowsOf(database, 'timer', `${due} LIMIT 1`)).length === 0;
  });
}

/** The machine is theirs: it is asked now and then. */
function slowly(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  return eventually(what, async () => (await isTrue()) || (await wait(100, false)), 300_000);
}

/** What somebody reads in a channel and people read alone since this was called last, without numbers of tickets. */
export function newsOf(people: readonly Person[], channel: LoopbackChannel): () => string[] {
  const seen = new Map<string, number>();
  return () => {
    const [reader] = people;
    const alone = people.map((person) => [person.name, person.sees().direct] as const);
    const shared = ['channel', reader?.sees(channel).conversations[0]?.messages ?? []] as const;
    return [...alone, shared].flatMap(([place, messages]) => {
      const texts = messages.map(({ text }) => text);
      const fresh = texts.slice(seen.get(place) ?? 0);
      seen.set(place, texts.length);
      return fresh.map((text) => `${place}: ${text.split('\n')[0]?.replace(/^\W+/, '').replace(/#\d+/g, '#N')}`);
    });
  };
}
