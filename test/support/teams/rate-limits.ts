/** What a bot may send to one conversation: so many within so many ms. */
const WINDOWS = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const;

/** Counts what is sent; says for how many seconds a conversation has to wait when it is too much. Off until switched on. */
export function createRateLimits(clock: () => Date) {
  const sent = new Map<string, number[]>();
  let isOn = false;
  return {
    switchOn(): void {
      isOn = true;
    },
    admit(conversation: string): number | undefined {
      if (!isOn) return undefined;
      const now = clock().getTime();
      const times = sent.get(conversation) ?? [];
      sent.set(conversation, times);
      for (const [most, within] of WINDOWS) {
        const recent = times.filter((at) => now - at < within);
        if (recent.length >= most) return Math.max(1, Math.ceil(((recent[0] ?? now) + within - now) / 1_000));
      }
      times.push(now);
      return undefined;
    },
  };
}
