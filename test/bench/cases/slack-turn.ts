import { median, quantile, rounded } from '../figures.js';
import type { TurnsResult } from '../slack/orders.js';
import { type Contender, onStage, type Stage } from '../stage.js';

const PEOPLE = 1_000;
const ROUNDS = 5;
const IN_FLIGHT = 20;

/** Whole turns, 20 at once and one at a time, against Bolt that answers each message with one post. */
export async function slackTurn({ roundMs = 5_000 }: { roundMs?: number } = {}) {
  return onStage(async (stage) => {
    const ours = await stage.desk('desk', PEOPLE);
    const bare = await stage.bare('reply', PEOPLE);
    for (const one of [ours, bare]) await turns(stage, one, { inFlight: IN_FLIGHT, turns: PEOPLE });
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        ours: await turns(stage, ours, { inFlight: IN_FLIGHT, ms: roundMs }),
        bare: await turns(stage, bare, { inFlight: IN_FLIGHT, ms: roundMs }),
      });
    }
    const alone = await turns(stage, ours, { inFlight: 1, turns: 200 });
    const bareAlone = await turns(stage, bare, { inFlight: 1, turns: 200 });
    const [ourRate, bareRate] = [median(rounds.map((r) => r.ours.rate)), median(rounds.map((r) => r.bare.rate))];
    return {
      case: 'slack-turn',
      ours: rounded(ourRate),
      baseline: rounded(bareRate),
      ratio: rounded(median(rounds.map((r) => r.ours.rate / r.bare.rate)), 3),
      unit: 'turns/s',
      n: rounds.reduce((sum, r) => sum + r.ours.latencies.length, 0),
      rounds: rounds.map((r) => rounded(r.ours.rate / r.bare.rate, 3)),
      p50Ms: rounded(median(rounds.flatMap((r) => r.ours.latencies))),
      p99Ms: rounded(
        quantile(
          rounds.flatMap((r) => r.ours.latencies),
          0.99,
        ),
      ),
      cpuMsPerTurn: rounded(median(rounds.map((r) => r.ours.cpuMs)), 2),
      baselineCpuMsPerTurn: rounded(median(rounds.map((r) => r.bare.cpuMs)), 2),
      alone: {
        n: alone.latencies.length,
        p50Ms: rounded(median(alone.latencies)),
        p99Ms: rounded(quantile(alone.latencies, 0.99)),
        baselineP50Ms: rounded(median(bareAlone.latencies)),
      },
      isMet: ourRate / bareRate >= 0.15 && median(alone.latencies) <= 20,
    };
  });
}

async function turns(
  { slack }: Stage,
  contender: Contender,
  how: { inFlight: number; turns?: number; ms?: number },
): Promise<TurnsResult & { rate: number; cpuMs: number }> {
  await slack.order('deliverTo', { url: contender.eventsUrl });
  const cpuBefore = contender.cpuMs();
  const result = await slack.order('turns', { side: contender.side, ...how });
  const cpuMs = (contender.cpuMs() - cpuBefore) / result.turns;
  return { ...result, rate: result.turns / (result.ms / 1_000), cpuMs };
}
