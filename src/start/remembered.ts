/** What was looked up, by its key, taken for true for a while. */
export interface Remembered<T> {
  find(key: string): Promise<T>;
  /** It is looked up anew the next time it is asked for. */
  forget(key: string): void;
}

/** More keys than anybody has tenants: whoever sends invented ones fills no memory. */
const MOST = 10_000;

/** Looks each key up once in `freshMs`; a look-up that fails is forgotten at once. */
export function remembered<T>(freshMs: number, look: (key: string) => Promise<T>): Remembered<T> {
  const known = new Map<string, { readonly at: number; readonly found: Promise<T> }>();
  return {
    find(key) {
      const before = known.get(key);
      if (before && performance.now() - before.at < freshMs) return before.found;
      if (known.size > MOST) known.clear();
      const found = look(key);
      found.catch(() => known.delete(key));
      known.set(key, { at: performance.now(), found });
      return found;
    },
    forget: (key) => void known.delete(key),
  };
}
