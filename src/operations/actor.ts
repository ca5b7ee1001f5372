import type { Role } from '../rules/policy.js';

/** Who acts, as the database knows them at this moment. */
export interface Actor {
  readonly user_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string | null;
  readonly role: Role;
}

/** The desk itself, where nobody pressed anything: a job that ends what was left lying. It counts as nobody's answer. */
export const theDesk: ActorOrDesk = { user_id: null, first_name: '', last_name: '', email: null, role: 'admin' };
export type ActorOrDesk = Omit<Actor, 'user_id'> & { readonly user_id: string | null };
