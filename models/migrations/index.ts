import { serviceDesk } from './0001-service-desk.js';
import { chat } from './0002-chat.js';
import { ticketWork } from './0003-ticket-work.js';
import { timers } from './0004-timers.js';
import { escalation } from './0005-escalation.js';
import { devices } from './0006-devices.js';
import { digests } from './0007-digests.js';
import { consoleTables } from './0008-console.js';
import { company } from './0009-company.js';
import { joining } from './0011-joining.js';
import { approval } from './0013-approval.js';
import { files } from './0014-files.js';
import { reminders } from './0015-reminders.js';
import { held } from './0016-held.js';
import { served } from './0018-served.js';
import { audited } from './0019-audited.js';
import { copies } from './0020-copies.js';
import { lookups } from './0021-lookups.js';
import { unwatched } from './0022-unwatched.js';
import { askPages } from './0023-ask-pages.js';
import { replaced } from './0024-replaced.js';
import { unended } from './0026-unended.js';
import { inTurn } from './0027-in-turn.js';
import { checked } from './0030-checked.js';
import type { Migration } from './migration.js';

/** Every migration, in the order they run. */
export const migrations: readonly Migration[] = [
  serviceDesk,
  chat,
  ticketWork,
  timers,
  escalation,
  devices,
  digests,
  consoleTables,
  company,
  joining,
  approval,
  files,
  reminders,
  held,
  served,
  audited,
  copies,
  lookups,
  unwatched,
  askPages,
  replaced,
  unended,
  inTurn,
  checked,
];
