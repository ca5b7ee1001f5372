import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hasReached } from '../../support/has-reached.js';
import { median, quantile, rounded } from '../figures.js';
import { type Program, startProgram } from '../start-program.js';
import { type Server, startServer } from '../start-server.js';
import type { Orders, Side } from '../teams/orders.js';

const PEOPLE = 1_000;
const ROUNDS = 5;
const IN_FLIGHT = 20;
const LEAST_RATIO = 0.25;

const builtFile = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Whole turns, 20 at once and one at a time, against botbuilder that answers each message with one of its own. */
export async function teamsTurn({ roundMs = 5_000, people = PEOPLE }: { roundMs?: number; people?: number } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'deskhand-bench-'));
  const teams = startServer<Orders>(new URL('../teams/main.js', import.meta.url));
  const running: Program[] = [];
  const start = async (side: Side, file: string, args: string[] = []) => {
    const { env } = await teams.order('open', { side, people });
    const own = side === 'desk' ? { PORT: '0', DATA_DIR: join(dir, side) } : {};
    const program = await startProgram({ name: side, file: builtFile(file), args, dir, env: { ...env, ...own } });
    running.push(program);
    if (side === 'desk') await reachesTeams(program.url);
    await teams.order('deliverTo', { side, url: `${program.url}/api/messages` });
    return { side, program };
  };
  try {
    const ours = await start('desk', 'src/cli/deskhand.js', ['serve', '--json']);
    const bare = await start('bare', 'test/bench/bare-botbuilder.js');
    for (const one of [ours, bare]) await turns(teams, one, { inFlight: IN_FLIGHT, turns: people });
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        ours: await turns(teams, ours, { inFlight: IN_FLIGHT, ms: roundMs }),
        bare: await turns(teams, bare, { inFlight: IN_FLIGHT, ms: roundMs }),
      });
    }
    const alone = await turns(teams, ours, { inFlight: 1, turns: Math.min(200, people) });
    const bareAlone = await turns(teams, bare, { inFlight: 1, turns: Math.min(200, people) });
    const latencies = rounds.flatMap((r) => r.ours.latencies);
    const ratio = median(rounds.map((r) => r.ours.rate / r.bare.rate));
    return {
      case: 'teams-turn',
      ours: rounded(median(rounds.map((r) => r.ours.rate))),
      baseline: rounded(median(rounds.map((r) => r.bare.rate))),
      ratio: rounded(ratio, 3),
      unit: 'turns/s',
      n: latencies.length,
      rounds: rounds.map((r) => rounded(r.ours.rate / r.bare.rate, 3)),
      p50Ms: rounded(median(latencies)),
      p99Ms: rounded(quantile(latencies, 0.99)),
      cpuMsPerTurn: rounded(median(rounds.map((r) => r.ours.cpuMs)), 2),
      baselineCpuMsPerTurn: rounded(median(rounds.map((r) => r.bare.cpuMs)), 2),
      alone: {
        n: alone.latencies.length,
        p50Ms: rounded(median(alone.latencies)),
        p99Ms: rounded(quantile(alone.latencies, 0.99)),
        baselineP50Ms: rounded(median(bareAlone.latencies)),
      },
      isMet: ratio >= LEAST_RATIO,
    };
  } finally {
    for (const program of running) await program.stop();
    teams.stop();
    rmSync(dir, { recursive: true });
  }
}

async function turns(
  teams: Server<Orders>,
  { side, program }: { side: Side; program: Program },
  how: { inFlight: number; turns?: number; ms?: number },
) {
  const cpuBefore = program.cpuMs();
  const result = await teams.order('turns', { side, ...how });
  const cpuMs = (program.cpuMs() - cpuBefore) / result.turns;
  return { ...result, rate: result.turns / (result.ms / 1_000), cpuMs };
}

/** Resolves when the desk has the keys of Teams and a token of its own. */
async function reachesTeams(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await hasReached({ url }, 'teams')) return;
    await sleep(100);
  }
  throw new Error('the desk did not reach Teams');
}
