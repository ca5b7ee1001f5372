/** So many conversations of one tenant limited, and none accepted meanwhile: it is the tenant that is limited. */
const MANY = 3;

/** Notices when a platform limits a whole tenant, though it only ever tells of the conversation that was written to. */
export interface TenantLimits {
  limited(place: Place, until: Date): void;
  accepted(place: Place): void;
  /** Nothing may be sent to this tenant before then. */
  heldUntil(place: Place, now: Date): Date | undefined;
}

interface Place {
  readonly platform: string;
  readonly tenant: string;
  readonly conversation_id: string;
}

/** Kept in memory, by process: losing it costs some refused calls. */
export function createTenantLimits(): TenantLimits {
  const tenants = new Map<string, { readonly conversations: Set<string>; until: number }>();
  const keyOf = ({ platform, tenant }: Place) => `${platform} ${tenant}`;
  return {
    limited(place, until) {
      const known = tenants.get(keyOf(place)) ?? { conversations: new Set(), until: 0 };
      if (known.conversations.size < MANY) known.conversations.add(place.conversation_id);
      known.until = Math.max(known.until, until.getTime());
      tenants.set(keyOf(place), known);
    },
    accepted(place) {
      if (tenants.size > 0) tenants.delete(keyOf(place));
    },
    heldUntil(place, now) {
      const known = tenants.size > 0 ? tenants.get(keyOf(place)) : undefined;
      const isHeld = known && known.conversations.size >= MANY && known.until > now.getTime();
      return isHeld ? new Date(known.until) : undefined;
    },
  };
}
