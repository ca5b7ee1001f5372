/**
 * Where a sender may die: before it claims, in the claim, once the row is `sending`, while the platform is asked, once
 * the platform said yes, in the record, and once that is written.
 */
export const points = ['before', 'in the claim', 'sending', 'said yes', 'in the record', 'sent'] as const;
export type Point = (typeof points)[number];

/** What a sender process is told. */
export interface Order {
  readonly url: string;
  readonly apiUrl: string;
  readonly home: { readonly tenant: string; readonly token: string };
  readonly waits: number;
  readonly conversationId: string;
  readonly dieAt?: Point;
}
