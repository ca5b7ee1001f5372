import type { TurnsOrder, TurnsResult } from '../slack/orders.js';

/** Whose turn it is: each side has a Teams of its own, with its own app. */
export type Side = 'desk' | 'bare';

/** What the process of Teams does when it is told, with what it gives back. */
export interface Orders {
  open(of: { side: Side; people: number }): Promise<{ env: Record<string, string> }>;
  deliverTo(of: { side: Side; url: string }): Record<string, never>;
  turns(of: Omit<TurnsOrder, 'side'> & { side: Side }): Promise<TurnsResult>;
}
