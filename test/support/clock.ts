/** A clock that runs as fast as the real one from a moment of the test's choosing, and can be put forward. */
export interface TestClock {
  now(): Date;
  /** Puts it forward by so many ms. */
  forward(ms: number): void;
}

/** A Tuesday morning within working hours, unless told otherwise. */
export function startClock(from = '2026-03-10T09:00:00.000Z'): TestClock {
  const began = performance.now();
  let at = Date.parse(from);
  return {
    now: () => new Date(at + Math.floor(performance.now() - began)),
    forward(ms) {
      at += ms;
    },
  };
}
