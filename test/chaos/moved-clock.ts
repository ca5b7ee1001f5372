import { readFileSync } from 'node:fs';

/**
 * Loaded before anything else in a process (`node --import`): its clock is ahead of the real one by the ms that stand in the
 * file CLOCK_FILE, read anew all the time. Only what asks for the date moves, as when somebody sets a machine's clock:
 * waits and timeouts go on.
 */
const RealDate = Date;
/** A process under load would not get to look by itself: it looks when it asks, at most so often, ms. */
const LOOK_MS = 1;
let aheadMs = read();
let readAt = performance.now();

function now(): number {
  if (performance.now() - readAt > LOOK_MS) {
    aheadMs = read();
    readAt = performance.now();
  }
  return RealDate.now() + aheadMs;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
RealDate.prototype.constructor = globalThis.Date;

function read(): number {
  return Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8')) || 0;
}
