import type { ModelStatic, Sequelize } from 'sequelize';
import { defineAsset } from './asset.js';
import { defineDepartment } from './department.js';
import { defineDevice } from './device.js';
import { defineMessage } from './message.js';
import { defineOrg } from './org.js';
import { defineSession } from './session.js';
import { defineTicket } from './ticket.js';
import { defineUser } from './user.js';

export type Models = ReturnType<typeof defineModels>;

/** The eight models of one database, tied together as the data contract draws them. */
export function defineModels(sequelize: Sequelize) {
  const Org = defineOrg(sequelize);
  const Department = defineDepartment(sequelize);
  const User = defineUser(sequelize);
  const Asset = defineAsset(sequelize);
  const Device = defineDevice(sequelize);
  const Session = defineSession(sequelize);
  const Message = defineMessage(sequelize);
  const Ticket = defineTicket(sequelize);

  hasMany(
    { parent: Org, as: 'org', key: 'org_id' },
    { users: User, assets: Asset, devices: Device, sessions: Session, tickets: Ticket },
  );
  hasMany({ parent: Department, as: 'department', key: 'dept_id' }, { users: User });
  hasMany({ parent: Asset, as: 'asset', key: 'asset_id' }, { devices: Device });
  hasMany({ parent: User, as: 'owner', key: 'assigned_user_id' }, { devices: Device });
  hasMany({ parent: User, as: 'user', key: 'user_id' }, { sessions: Session, tickets: Ticket });
  hasMany({ parent: Session, as: 'session', key: 'session_id' }, { messages: Message, tickets: Ticket });
  Org.belongsTo(User, { as: 'poc', foreignKey: 'poc_user_id', constraints: false });
  Org.belongsTo(User, { as: 'techContact', foreignKey: 'tech_contact_user_id', constraints: false });

  return { Org, Department, User, Asset, Device, Session, Message, Ticket };
}

type AnyModel = ModelStatic<never>;

/** Both directions of one-to-many: the parent gets the children under their name, each child its parent. */
function hasMany(
  { parent, as, key }: { parent: unknown; as: string; key: string },
  children: Record<string, unknown>,
): void {
  for (const [name, child] of Object.entries(children)) {
    (parent as AnyModel).hasMany(child as AnyModel, { as: name, foreignKey: key });
    (child as AnyModel).belongsTo(parent as AnyModel, { as, foreignKey: key });
  }
}
