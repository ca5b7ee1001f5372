import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * How a chaos file is run. Beside: two of these at once, for whatever it judges by the clock has a wide margin. Once: so,
 * too, but it knows no database. Calm: it judges how late something is by a second, and mostly waits: two of these at once
 * leave most of the machine idle. Alone: one measured minute of it is compared with another.
 */
type Lane = 'beside' | 'once' | 'calm' | 'alone';

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
  'd5-killed-effect': 'beside',
  'sending-limits': 'beside',
  'b4-b5-presses': 'beside',
  'sending-faults': 'beside',
  'a1-kills': 'beside',
  'b6-two-platforms': 'beside',
  'a7-bots': 'beside',
  'sending-deleted': 'beside',
  'c5-teams': 'beside',
  // Another process recovers within 30 s of waits and one second of the machine.
  'd6-d11-recovery': 'calm',
  // A timer may be late by the poller's patience and one second.
  'd1-d2-redis': 'calm',
  // A request is answered within 2.8 s, which is not scaled.
  'a5-blocked': 'calm',
  // The others' p99 beside poison is compared with their p99 without.
  'd8-poison': 'alone',
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
