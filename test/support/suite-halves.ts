import type { MochaRun } from './mocha-runs.js';

/**
 * What `npm test` runs as two mochas side by side, for there are two processors: these folders, which take about half of
 * the time, and whatever else there is. So every file is in one half, and a new one needs no entry.
 */
const FIRST_HALF = ['jobs', 'journeys', 'operations', 'rules'].join(',');

/** Both halves of the suite. */
export function suiteHalves(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): readonly MochaRun[] {
  const others = `dist/test/!(${FIRST_HALF.replaceAll(',', '|')})`;
  return [
    { args: [...args, '--ignore', `${others}/**`, '--ignore', `${others}.test.js`], env },
    { args: [...args, '--ignore', `dist/test/{${FIRST_HALF}}/**`], env },
  ];
}
