import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * How a chaos file is run. Alone: it judges how late something is, by so little that a busy machine could be taken for a
 * slow desk. Beside: whatever it judges by the clock has a wide margin, so that two of these may run at once. Once: it
 * knows no database.
 */
export type Lane = 'alone' | 'beside' | 'once';

/** Each file of the chaos suite, the longest first: what is begun last is to be short. */
const lanes: Readonly<Record<string, Lane>> = {
  'd9-d10-processes': 'beside',
  'seeded-bugs': 'beside',
  'f2-clock': 'beside',
  'a2-redelivery': 'beside',
  'b1-take-it': 'beside',
  'f1-every-day': 'once',
  'join-rule': 'beside',
  'a3-teams': 'beside',
  'sending-kills': 'beside',
  'g1-killed': 'beside',
  'f6-away': 'beside',
  'sending-limits': 'beside',
  'b4-b5-presses': 'beside',
  'sending-faults': 'beside',
  'a1-kills': 'beside',
  'b6-two-platforms': 'beside',
  'a7-bots': 'beside',
  'sending-deleted': 'beside',
  'c5-teams': 'beside',
  // Another process recovers within 30 s of waits and one second of the machine.
  'd6-d11-recovery': 'alone',
  // The others' p99 beside poison is compared with their p99 a minute before.
  'd5-d8-effects': 'alone',
  // A timer may be late by the poller's patience and one second.
  'd1-d2-redis': 'alone',
  // A request is answered within 2.8 s, which is not scaled.
  'a5-blocked': 'alone',
};

/** The files of a lane, from where they were built. Throws where a file has no lane, or a lane no file. */
export function filesOf(lane: Lane): readonly string[] {
  const built = readdirSync('dist/test/chaos').filter((name) => name.endsWith('.test.js'));
  const names = new Set(built.map((name) => basename(name, '.test.js')));
  const missing = [...names].filter((name) => !Object.hasOwn(lanes, name));
  const gone = Object.keys(lanes).filter((name) => !names.has(name));
  if (missing.length + gone.length > 0)
    throw new Error(`test/chaos/lanes.ts and its folder differ: ${[...missing, ...gone].join(', ')}.`);
  return Object.keys(lanes).filter((name) => lanes[name] === lane);
}
