import { digests } from './cases/digests.js';
import { fleet } from './cases/fleet.js';
import { growth } from './cases/growth.js';
import { jobs } from './cases/jobs.js';
import { slackAck } from './cases/slack-ack.js';
import { slackTurn } from './cases/slack-turn.js';
import { teamsTurn } from './cases/teams-turn.js';

/** Measures the cases that are named, or all of them, and prints one JSON line for each. */
const cases: Readonly<Record<string, () => Promise<object>>> = {
  'slack-ack': () => slackAck(),
  'slack-turn': () => slackTurn(),
  'teams-turn': () => teamsTurn(),
  growth: () => growth(),
  jobs: () => jobs(),
  fleet: () => fleet(),
  digests: () => digests(),
};

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(cases)) {
  const measure = cases[name];
  if (!measure) throw new Error(`no such case: ${name}; there are ${Object.keys(cases).join(', ')}`);
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
}
