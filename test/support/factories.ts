import type { Attributes, CreationAttributes, Model, ModelStatic } from 'sequelize';
import type { Database } from '../../models/database.js';
import { newId } from '../../models/ids.js';
import { defineModels, type Models } from '../../models/index.js';

/** When everything a factory makes was made, unless the test says otherwise. */
export const madeAt = '2026-01-05T09:00:00.000Z';

/** The models of a test's database, defined once. */
export function modelsOf(database: Pick<Database, 'sequelize'>): Models {
  const known = defined.get(database.sequelize) ?? defineModels(database.sequelize);
  defined.set(database.sequelize, known);
  return known;
}

type Row<Name extends keyof Models> = Attributes<InstanceType<Models[Name]>>;
type Given<Name extends keyof Models> = Readonly<Partial<CreationAttributes<InstanceType<Models[Name]>>>>;

// Each factory writes one row and gives it back as plain data. Columns the test does not name get a plain default;
// parents that must be there are made; parents that may be missing are missing.

export function anOrg(database: Database, given: Given<'Org'> = {}): Promise<Row<'Org'>> {
  return make(database, 'Org', { org_id: newId(), name: 'Acme', created_at: madeAt, ...given });
}

export async function aUser(database: Database, given: Given<'User'> = {}): Promise<Row<'User'>> {
  const user_id = given.user_id ?? newId();
  return make(database, 'User', {
    user_id,
    org_id: given.org_id ?? (await anOrg(database)).org_id,
    first_name: 'Ada',
    last_name: 'Byron',
    email: `${user_id}@example.com`,
    role: 'employee',
    created_at: madeAt,
    ...given,
  });
}

export async function anAsset(database: Database, given: Given<'Asset'> = {}): Promise<Row<'Asset'>> {
  return make(database, 'Asset', {
    asset_id: newId(),
    org_id: given.org_id ?? (await anOrg(database)).org_id,
    asset_type: 'laptop',
    created_at: madeAt,
    ...given,
  });
}

export async function aDevice(database: Database, given: Given<'Device'> = {}): Promise<Row<'Device'>> {
  return make(database, 'Device', {
    asset_tag: `TAG-${newId()}`,
    org_id: given.org_id ?? (await anOrg(database)).org_id,
    created_at: madeAt,
    ...given,
  });
}

export async function aSession(database: Database, given: Given<'Session'> = {}): Promise<Row<'Session'>> {
  return make(database, 'Session', {
    session_id: newId(),
    ...(await personOf(database, given)),
    status: 'open',
    created_at: madeAt,
    updated_at: madeAt,
    ...given,
  });
}

export async function aMessage(database: Database, given: Given<'Message'> = {}): Promise<Row<'Message'>> {
  return make(database, 'Message', {
    message_id: newId(),
    session_id: given.session_id ?? (await aSession(database)).session_id,
    role: 'user',
    content: 'My VPN keeps dropping.',
    created_at: madeAt,
    ...given,
  });
}

export async function aTicket(database: Database, given: Given<'Ticket'> = {}): Promise<Row<'Ticket'>> {
  return make(database, 'Ticket', {
    ticket_id: newId(),
    ...(await personOf(database, given)),
    summary: 'VPN keeps dropping',
    impact: 'medium',
    urgency: 'medium',
    status: 'new',
    created_at: madeAt,
    ...given,
  });
}

const defined = new WeakMap<Database['sequelize'], Models>();

async function make<Name extends keyof Models>(
  database: Database,
  name: Name,
  values: CreationAttributes<InstanceType<Models[Name]>>,
): Promise<Row<Name>> {
  const model = modelsOf(database)[name] as unknown as ModelStatic<Model>;
  const made = await database.write(({ transaction }) => model.create(values, { transaction }));
  const columns = Object.keys(model.getAttributes());
  return Object.fromEntries(columns.map((column) => [column, made.get(column) ?? null])) as Row<Name>;
}

/** The person a session or ticket is of, and their organisation: whichever was not given is made. */
async function personOf(
  database: Database,
  given: { readonly org_id?: string | undefined; readonly user_id?: string | undefined },
): Promise<{ org_id: string; user_id: string }> {
  const org_id = given.org_id ?? (await anOrg(database)).org_id;
  return { org_id, user_id: given.user_id ?? (await aUser(database, { org_id })).user_id };
}
