import {
  beginConsoleSession,
  type ConsoleUser,
  endConsoleSession,
  findConsoleUser,
  forgetConsoleSessions,
  makeConsoleLink,
  takeConsoleLink,
  touchConsoleSession,
} from '../../../models/access/console-access.js';
import type { Database } from '../../../models/database.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { may, type Role } from '../../rules/policy.js';
import type { Work } from '../work.js';

const LINK_MS = 15 * 60_000;
const IDLE_MS = 30 * 60_000;
const OPEN_MS = 12 * 3_600_000;
/** A session that was used is noted so often, not at every request. */
const NOTED_MS = 60_000;

/** Whether somebody of this role may use the console. */
export function mayUseConsole(role: string): boolean {
  return may('console', { role: role as Role, isRequester: false });
}

/** A link that signs this person in to the console once, within 15 minutes. */
export async function linkToConsole(work: Work, userId: string, baseUrl: string): Promise<string> {
  const { tx, orgId, now } = work;
  const token = await makeConsoleLink(tx, orgId, { userId, now, expiresAt: new Date(now.getTime() + LINK_MS) });
  const detail = { user: userId };
  await addEvent(tx, orgId, { ticketId: null, actorId: userId, kind: 'console.link', detail, now });
  const url = new URL('/console/login', baseUrl);
  url.searchParams.set('token', token);
  return url.href;
}

/** Uses a link up and begins a session: its secret, or undefined when the link is not good or the person may not. */
export function signIn(database: Database, token: string, now: Date): Promise<string | undefined> {
  return database.write(async (tx) => {
    await forgetConsoleSessions(tx, limitsAt(now));
    const taken = await takeConsoleLink(tx, token, now);
    if (!taken) return undefined;
    const { orgId, userId } = taken;
    const secret = await beginConsoleSession(tx, orgId, { userId, now });
    const user = await findConsoleUser(tx, secret, limitsAt(now));
    const isAllowed = user !== undefined && mayUseConsole(user.role);
    const kind = isAllowed ? 'console.sign_in' : 'console.refused';
    await addEvent(tx, orgId, { ticketId: null, actorId: userId, kind, detail: {}, now });
    if (isAllowed) return secret;
    await endConsoleSession(tx, secret);
    return undefined;
  });
}

/** Whoever has this session, as the database says at this moment; undefined when there is no such session any more. */
export async function whoIsSignedIn(database: Database, secret: string, now: Date): Promise<ConsoleUser | undefined> {
  const found = await findConsoleUser(database, secret, limitsAt(now));
  if (!found) return undefined;
  const { seen_at, ...user } = found;
  if (now.getTime() - Date.parse(seen_at) > NOTED_MS)
    await database.write((tx) => touchConsoleSession(tx, secret, now));
  return user;
}

export function signOut(database: Database, secret: string): Promise<void> {
  return database.write((tx) => endConsoleSession(tx, secret));
}

/** The moments after which a session must have been used and begun. */
function limitsAt(now: Date): { readonly idleSince: Date; readonly begunSince: Date } {
  return { idleSince: new Date(now.getTime() - IDLE_MS), begunSince: new Date(now.getTime() - OPEN_MS) };
}
