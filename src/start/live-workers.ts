/** Whoever was not heard of for longer does not work, ms. */
const SILENT_MS = 60_000;

/** How many of these workers were heard of in the last minute. */
export function countLive(workers: readonly { readonly seen_at: string }[], now: Date): number {
  return workers.filter(({ seen_at }) => now.getTime() - Date.parse(seen_at) < SILENT_MS).length;
}
