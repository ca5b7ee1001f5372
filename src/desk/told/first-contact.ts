import { markGreeted, type PersonRow } from '../../../models/people/account.js';
import { words } from '../../cards/wording/index.js';
import type { Work } from '../../operations/work.js';

/** What the first contact says of what is stored and who reads it; undefined for whoever was told before. */
export async function firstContact({ tx, orgId, now }: Work, person: PersonRow): Promise<string | undefined> {
  if (person.greeted_at) return undefined;
  return (await markGreeted(tx, orgId, person.account_id, now)) ? words.session.firstContact : undefined;
}
