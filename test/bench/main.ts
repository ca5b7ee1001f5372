import { digests } from './cases/digests.js';
import { escalations } from './cases/escalations.js';
import { fleet } from './cases/fleet.js';
import { fleetUnderLoad } from './cases/fleet-under-load.js';
import { growth } from './cases/growth.js';
import { slackAck } from './cases/slack-ack.js';
import { slackTurn } from './cases/slack-turn.js';
import { teamsTurn } from './cases/teams-turn.js';

/** Measures the cases that are named, or all of them, and prints one JSON line for each. */
const cases: Readonly<Record<string, () => Promise<object>>> = {
  'slack-ack': () => slackAck(),
  'slack-turn': () => slackTurn(),
  'teams-turn': () => teamsTurn(),
  growth: () => growth(),
  escalations: () => escalations(),
  fleet: () => fleet(),
  'fleet-under-load': () => fleetUnderLoad(),
  digests: () => digests(),
};
/** One name for several of them. */
const groups: Readonly<Record<string, readonly string[]>> = { jobs: ['escalations', 'fleet', 'fleet-under-load'] };

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(cases);
for (const name of wanted.flatMap((one) => groups[one] ?? [one])) {
  const measure = cases[name];
  if (!measure) throw new Error(`no such case: ${name}; there are ${Object.keys({ ...cases, ...groups }).join(', ')}`);
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
}
