import { type DeskTools, jobs } from '../../jobs/index.js';
import type { Handled, Job } from '../../jobs/job.js';
import { followProgress, leftFor, type Progress, runReported } from '../../jobs/progress.js';
import { findCard } from '../../models/conversations/card.js';
import { rehearse } from '../../models/database/rehearsal.js';
import type { Database } from '../../models/database.js';
import { findComingTimersInAllOrgs } from '../../models/due-work/timer-audit.js';
import { newId, orgIdOf } from '../../models/ids.js';
import { findSaidInAllOrgs, hastenSaidInAllOrgs, type SaidRow } from '../../models/outbox/outbox-report.js';
import type { Reply } from '../chat/outbound.js';
import { replySchema } from '../chat/reply-schema.js';
import type { Config } from '../config.js';
import { DeskError } from '../errors.js';
import { renderCard } from '../operations/telling/render-card.js';
import { assemble, type Parts } from './assemble.js';
import { deskTools } from './desk-tools.js';

/** A rehearsal ends after so long: while it lasts others may have to wait for the database. */
const REHEARSAL_MS = 2_000;
/** The most messages that are shown. */
const MOST_SAID = 1_000;

export interface JobOrder {
  readonly name: string;
  /** The moment the job takes for now; the real one unless given. */
  readonly at?: Date | undefined;
  /** Nothing of it is kept or sent. */
  readonly isRehearsal: boolean;
  /** Told how far a run is that takes longer than `everyMs`, and no more often. */
  readonly progress?: { readonly everyMs: number; readonly show: (progress: Progress) => void } | undefined;
  /** Aborted, the run ends after the rows in hand. */
  readonly signal: AbortSignal;
}

/** One message of a run: to whom, and what. */
export interface SaidTo {
  readonly org: string;
  readonly to: string;
  readonly kind: SaidRow['kind'];
  /** Undefined where something is taken back, or nothing is left to show. */
  readonly reply: Reply | undefined;
}

export interface JobReport {
  readonly now: Date;
  readonly handled: number;
  /** False when there is more to do: it was stopped, or a rehearsal's time was up. */
  readonly isDone: boolean;
  /** How many messages and card updates it put into the outbox. */
  readonly messages: number;
  /** Of a rehearsal, what they say. */
  readonly said: readonly SaidTo[];
  /** Why nothing was said, in plain words: nothing was due, or rows that were handled needed no words. */
  readonly silence: readonly string[];
}

/** Runs one job by itself, as a worker would, or rehearses it. Throws DeskError `job` for a name that is none. */
export async function runJob(
  config: Config,
  order: JobOrder,
  among: readonly Job<DeskTools>[] = jobs,
): Promise<JobReport> {
  const job = among.find(({ name }) => name === order.name);
  if (!job) throw unknownJob(order.name);
  const parts = await assemble(config, { clock: () => new Date(), isSlackSettled: () => true });
  const { database } = parts.desk;
  try {
    if (order.isRehearsal) return await rehearse(database, (inside) => rehearsal(job, order, { parts, inside }));
    return await performance(job, order, parts);
  } finally {
    await parts.sender.idle();
    await parts.sender.stop();
    await database.close();
  }
}

async function rehearsal(
  job: Job<DeskTools>,
  order: JobOrder,
  { parts, inside }: { parts: Parts; inside: Database },
): Promise<JobReport> {
  const now = order.at ?? new Date();
  const after = newId();
  const timeUp = new AbortController();
  const limit = setTimeout(() => timeUp.abort(), REHEARSAL_MS);
  try {
    const signal = AbortSignal.any([order.signal, timeUp.signal]);
    const tools = rehearsalTools(parts, inside, now);
    const done = await rounds(job, { ...order, signal }, { tools, clock: () => now, left: async () => undefined });
    const dueBy = job.name === 'deliver-outbox' ? now : undefined;
    const rows = await findSaidInAllOrgs(inside, { after, dueBy, limit: MOST_SAID });
    const silence = await silenceOf(job, inside, { handled: done.handled, messages: rows.length, now });
    return { now, ...done, messages: rows.length, said: await saidTo(inside, rows, now), silence };
  } finally {
    clearTimeout(limit);
  }
}

/** What a job of the database does is done inside; what would reach a platform is left out. */
function rehearsalTools({ desk, delivery, tools }: Parts, inside: Database, now: Date): DeskTools {
  const clock = () => now;
  const silent = async () => undefined;
  const sender = { kick: () => undefined, take: async () => () => undefined, send: silent, idle: silent, stop: silent };
  const rehearsed = deskTools({
    desk: { ...desk, database: inside, clock, take: sender.take },
    delivery: { ...delivery, database: inside, clock },
    sender,
    rowIdleMs: tools.rowIdleMs,
  });
  const once = (sweep: DeskTools['deliverOutbox']) => async (at: Date, batch: number, signal: AbortSignal) => ({
    ...(await sweep(at, batch, signal)),
    more: false,
  });
  return {
    ...rehearsed,
    deliverOutbox: once(rehearsed.deliverOutbox),
    settleUncertain: once(rehearsed.settleUncertain),
  };
}

async function performance(job: Job<DeskTools>, order: JobOrder, { desk, tools }: Parts): Promise<JobReport> {
  const after = newId();
  const clock = () => order.at ?? new Date();
  const left = () => leftFor(job, desk.database, clock());
  const done = await rounds(job, order, { tools, clock, left });
  if (order.at) await desk.database.write((tx) => hastenSaidInAllOrgs(tx, after, new Date()));
  const rows = await findSaidInAllOrgs(desk.database, { after, limit: MOST_SAID });
  // What was said as of a later time was not due when it was committed.
  if (rows.length > 0) await tools.deliverOutbox(new Date(), rows.length, order.signal);
  const silence = done.handled === 0 ? [await nothingDue(job, desk.database, clock())] : [];
  return { now: clock(), ...done, messages: rows.length, said: [], silence };
}

const NOTHING_TO_SAY = 'Nobody is to be told of them: that is done without a word, or is not due before later.';

/** Whoever tries a job out wants to know why nothing comes of it. */
async function silenceOf(
  job: Job<DeskTools>,
  inside: Database,
  { handled, messages, now }: Pick<JobReport, 'handled' | 'messages' | 'now'>,
): Promise<readonly string[]> {
  if (handled === 0) return [await nothingDue(job, inside, now)];
  const why = (await job.whySilent?.(inside, now)) ?? [];
  return why.length === 0 && messages === 0 ? [NOTHING_TO_SAY] : why;
}

async function nothingDue({ timers }: Job<DeskTools>, sql: Database, now: Date): Promise<string> {
  const coming = timers && (await findComingTimersInAllOrgs(sql, now)).find(({ kind }) => kind === timers.kind);
  return coming ? `There was nothing to do. What comes next is due ${coming.first_at}.` : 'There was nothing to do.';
}

async function rounds(
  job: Job<DeskTools>,
  { signal, progress }: Pick<JobOrder, 'signal' | 'progress'>,
  { tools, clock, left }: { tools: DeskTools; clock: () => Date; left: () => Promise<number | undefined> },
): Promise<Pick<JobReport, 'handled' | 'isDone'>> {
  const follower = progress && followProgress({ everyMs: progress.everyMs, left, tell: progress.show });
  const report = follower?.report;
  let handled = 0;
  let last: Handled;
  do {
    last = await runReported(job, { now: clock(), tools, signal, report });
    handled += last.handled;
  } while (last.more && last.handled > 0 && !signal.aborted);
  await follower?.end();
  return { handled, isDone: !signal.aborted };
}

async function saidTo(database: Database, rows: readonly SaidRow[], now: Date): Promise<SaidTo[]> {
  const all: SaidTo[] = [];
  for (const row of rows) {
    const { org_name: org, kind } = row;
    all.push({ org, kind, to: placeOf(row), reply: await replyOf(database, row, now) });
  }
  return all;
}

async function replyOf(database: Database, row: SaidRow, now: Date): Promise<Reply | undefined> {
  if (row.reply_json) return replySchema.parse(JSON.parse(row.reply_json));
  const orgId = orgIdOf(row);
  const card = row.card_id ? await findCard(database, orgId, row.card_id) : undefined;
  return card && (await renderCard(database, orgId, card, now))?.reply;
}

function placeOf({ place, place_key, first_name, last_name, platform }: SaidRow): string {
  const person = [first_name, last_name].filter(Boolean).join(' ');
  if (place === 'direct') return `${person || 'somebody'}, alone (${platform})`;
  const named = place_key ?? 'a channel';
  return `${place === 'thread' ? 'a thread in ' : ''}${named}${person ? `, with ${person}` : ''} (${platform})`;
}

function unknownJob(name: string): DeskError {
  const text = [`There is no job "${name}". There is:`, ...jobs.map((job) => `  ${job.name}`)].join('\n');
  return new DeskError('job', { message: text, userMessage: text });
}
