import type { World } from './world.js';

/** Resolves with the first thing `look` finds, looking again after each change; rejects after `withinMs`. */
export function awaitSeen<T>(
  world: World,
  look: () => T | undefined | false,
  { withinMs, who }: { withinMs: number; who: string },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(timer);
      forget();
    };
    const check = (): void => {
      try {
        const found = look();
        if (found === undefined || found === false) return;
        finish();
        resolve(found);
      } catch (error) {
        finish();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`${who} did not see it within ${withinMs} ms`));
    }, withinMs);
    const forget = world.onChange(check);
    check();
  });
}
