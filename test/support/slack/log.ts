/** A list that may be bounded: with a limit it forgets its older half when it is full. */
export interface Log<T> {
  readonly items: readonly T[];
  /** How many were ever added. */
  readonly total: number;
  add(item: T): void;
  clear(): void;
}

/** Keeps everything, or with `limit` about the last `limit` entries. */
export function createLog<T>(limit?: number): Log<T> {
  const items: T[] = [];
  let total = 0;
  return {
    items,
    get total() {
      return total;
    },
    add(item) {
      items.push(item);
      total += 1;
      if (limit !== undefined && items.length > limit) items.splice(0, Math.ceil(limit / 2));
    },
    clear() {
      items.length = 0;
    },
  };
}
