const WINDOW_MS = 60_000;
const FROM_ONE = 10;
const FROM_ALL = 100;

/** Says whether another try to sign in is allowed: ten a minute from one address, a hundred from all. */
export function limitLogins(clock: () => Date): (address: string) => boolean {
  let windowAt = 0;
  let all = 0;
  const tries = new Map<string, number>();
  return (address) => {
    const now = clock().getTime();
    if (now - windowAt >= WINDOW_MS || now < windowAt) {
      windowAt = now;
      all = 0;
      tries.clear();
    }
    // Beyond the limit nothing is added, so that a flood takes no memory.
    if (all >= FROM_ALL || (tries.get(address) ?? 0) >= FROM_ONE) return false;
    all += 1;
    tries.set(address, (tries.get(address) ?? 0) + 1);
    return true;
  };
}
