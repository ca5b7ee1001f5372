import { median, rounded } from '../figures.js';
import type { BurstResult } from '../slack/orders.js';
import { type Contender, onStage, type Stage } from '../stage.js';

const EVENTS = 3_000;
const CONNECTIONS = 100;

/** A burst of one message of each of 3,000 people, against Bolt that does nothing with them. */
export async function slackAck({ rounds: count = 5 }: { rounds?: number } = {}) {
  return onStage(async (stage) => {
    const ours = await stage.desk('desk', EVENTS);
    const bare = await stage.bare('ack', EVENTS);
    await toEveryone(stage, ours);
    await burst(stage, bare, false);
    const rounds: { ours: BurstResult; bare: BurstResult }[] = [];
    for (let round = 0; round < count; round += 1) {
      rounds.push({ ours: await burst(stage, ours, true), bare: await burst(stage, bare, false) });
    }
    const ratio = median(rounds.map((r) => rate(r.ours) / rate(r.bare)));
    const worst = (of: (burst: BurstResult) => number) => Math.max(...rounds.map((r) => of(r.ours)));
    const isMet = ratio >= 0.4 && worst((r) => r.p99) <= 1_000 && worst((r) => r.answeredMs ?? 0) <= 60_000;
    return {
      case: 'slack-ack',
      ours: rounded(median(rounds.map((r) => rate(r.ours)))),
      baseline: rounded(median(rounds.map((r) => rate(r.bare)))),
      ratio: rounded(ratio, 3),
      unit: 'events/s',
      n: count * EVENTS,
      rounds: rounds.map((r) => rounded(rate(r.ours) / rate(r.bare), 3)),
      notOk: rounds.reduce((sum, r) => sum + r.ours.notOk + r.bare.notOk, 0),
      p50Ms: median(rounds.map((r) => r.ours.p50)),
      p99Ms: median(rounds.map((r) => r.ours.p99)),
      worstP99Ms: worst((r) => r.p99),
      baselineP99Ms: median(rounds.map((r) => r.bare.p99)),
      answeredS: rounded(median(rounds.map((r) => (r.ours.answeredMs ?? 0) / 1_000))),
      worstAnsweredS: rounded(worst((r) => (r.answeredMs ?? 0) / 1_000)),
      isMet,
    };
  });
}

/** Everyone has spoken with the desk once, so that nobody has to be looked up in the burst. */
async function toEveryone({ slack }: Stage, { side, eventsUrl }: Contender): Promise<void> {
  await slack.order('deliverTo', { url: eventsUrl });
  await slack.order('turns', { side, inFlight: 50, turns: EVENTS });
}

async function burst({ slack }: Stage, { side, eventsUrl }: Contender, isAnswered: boolean): Promise<BurstResult> {
  await slack.order('deliverTo', { url: eventsUrl });
  return slack.order('burst', { side, connections: CONNECTIONS, isAnswered });
}

function rate({ events, ackedMs }: BurstResult): number {
  return events / (ackedMs / 1_000);
}
