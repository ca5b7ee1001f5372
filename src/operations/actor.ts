import type { Role } from '../rules/policy.js';

/** Who acts, as the database knows them at this moment. */
export interface Actor {
  readonly user_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string | null;
  readonly role: Role;
}
