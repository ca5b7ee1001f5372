/** What was used last, by key; the rest is forgotten. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** Remembers the `most` keys that were used last. */
export function createRecent<T>(most: number): Recent<T> {
  const kept = new Map<string, T>();
  const use = (key: string, value: T) => {
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > most) kept.delete(kept.keys().next().value as string);
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) use(key, value);
      return value;
    },
    set: use,
  };
}
