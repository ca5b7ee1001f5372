import { setTimeout as sleep } from 'node:timers/promises';
import { median, rounded } from '../figures.js';
import { addHistory } from '../history.js';
import { type Contender, onStage, type Stage } from '../stage.js';

const PEOPLE = 300;
const ROUNDS = 5;
const MESSAGES = 1_000_000;
const TICKETS = 100_000;
const MOST_MB = 300;

/** One turn at a time with years of messages and tickets stored, against the same on an empty database. */
export async function growth({ turns = 100 }: { turns?: number } = {}) {
  return onStage(async (stage) => {
    const first = await stage.desk('full', PEOPLE);
    await sleep(5_000);
    const idleMb = first.memoryMb();
    await first.stop();
    const seededMs = await addHistory(stage.fileOf('full'), { messages: MESSAGES, tickets: TICKETS });
    const full = await stage.again('full');
    const empty = await stage.desk('desk', PEOPLE);
    for (const one of [full, empty]) await talk(stage, one, PEOPLE);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({ full: await talk(stage, full, turns), empty: await talk(stage, empty, turns) });
    }
    const ratio = median(rounds.map((r) => median(r.full) / median(r.empty)));
    return {
      case: 'growth',
      ours: rounded(median(rounds.flatMap((r) => r.full)), 2),
      baseline: rounded(median(rounds.flatMap((r) => r.empty)), 2),
      ratio: rounded(ratio, 3),
      unit: 'ms a turn, median',
      n: ROUNDS * turns,
      rounds: rounds.map((r) => rounded(median(r.full) / median(r.empty), 3)),
      messages: MESSAGES,
      tickets: TICKETS,
      seededS: rounded(seededMs / 1_000),
      idleMb: rounded(idleMb),
      idleFullMb: rounded(full.memoryMb()),
      isMet: ratio <= 1.2 && idleMb <= MOST_MB,
    };
  });
}

async function talk({ slack }: Stage, { side, eventsUrl }: Contender, turns: number): Promise<readonly number[]> {
  await slack.order('deliverTo', { url: eventsUrl });
  return (await slack.order('turns', { side, inFlight: 1, turns })).latencies;
}
