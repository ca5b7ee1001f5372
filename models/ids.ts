import { v7 } from 'uuid';

declare const scope: unique symbol;

/**
 * The organisation a query may see. It is only made from a row that was already reached by a rightful way (an
 * installation, an account, the command line), so a finder that asks for it cannot be called with anything a person sent.
 */
export type OrgId = string & { readonly [scope]: 'org' };

/** Scopes to the organisation of a row this process read. */
export function orgIdOf(row: { readonly org_id: string }): OrgId {
  return row.org_id as OrgId;
}

/** A new UUIDv7: sorts by the time it was made. */
export function newId(): string {
  return v7();
}
