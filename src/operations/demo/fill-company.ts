import { takeTurns } from '../../../models/organisations/take-turns.js';
import { findUsersCalled, type UserRow } from '../../../models/tables/user-rows.js';
import { findTicket } from '../../../models/tickets/ticket-work.js';
import { rulesOf, triageChannelOf } from '../organisations/org-settings.js';
import { saveRecords } from '../tables/save-records.js';
import { postToTriage } from '../tickets/post-to-triage.js';
import type { Work } from '../work.js';
import { demoAssets, demoDevices } from './fleet.js';
import { demoDepartments, demoPeople, departmentOfRole } from './people.js';
import { record } from './record.js';
import { stories } from './stories.js';
import { isTold, tellStory } from './tell-story.js';

/** How much of the example company there is. */
export interface Filled {
  readonly people: number;
  readonly departments: number;
  readonly assets: number;
  readonly devices: number;
  readonly tickets: number;
  /** Tickets that are new with this filling. */
  readonly told: number;
}

/**
 * Fills an organisation with an example company whose dates are around now. Repeating it brings the dates up to now and
 * doubles nothing. Those who play (by their e-mails) get a department and a device of their own. Tickets that are still
 * to be worked on are shown in the triage channel, where there is one.
 */
export async function fillCompany(work: Work, { players = [] }: { players?: readonly string[] } = {}): Promise<Filled> {
  const { tx, orgId, now } = work;
  await takeTurns(tx, orgId, 'example company');
  const rules = await rulesOf(tx, orgId);
  const playing = (await findUsersCalled(tx, orgId, players)).toSorted((a, b) => (a.user_id < b.user_id ? -1 : 1));
  await saveRecords(work, 'users', [...demoPeople, ...playing.map(atWork)]);
  await saveRecords(work, 'departments', demoDepartments);
  const assets = demoAssets(rules.zone, now);
  await saveRecords(work, 'assets', assets);
  const devices = demoDevices(
    now,
    playing.map(({ label }) => label),
  );
  await saveRecords(work, 'devices', devices);

  const people = await inOrder(
    work,
    demoPeople.map(({ cells }) => cells.user_id ?? ''),
  );
  const techs = people.filter(({ role }) => role === 'tech');
  const isShown = (await triageChannelOf(tx, orgId)) !== undefined;
  let told = 0;
  for (const story of stories.toSorted((a, b) => b.ago - a.ago)) {
    if (await isTold(work, story)) continue;
    const open = await tellStory(work, { rules, people, techs }, story);
    if (story.ticket) told += 1;
    if (!open || !isShown) continue;
    const ticket = await findTicket(tx, orgId, open);
    await postToTriage(work, open, ticket?.version ?? 1);
  }
  const tickets = stories.filter(({ ticket }) => ticket).length;
  return {
    people: demoPeople.length + playing.length,
    departments: demoDepartments.length,
    assets: assets.length,
    devices: devices.length,
    tickets,
    told,
  };
}

function atWork({ email, role }: UserRow) {
  return record({ email, department: departmentOfRole[role] ?? 'Sales' });
}

async function inOrder({ tx, orgId }: Work, labels: readonly string[]): Promise<UserRow[]> {
  const byLabel = new Map((await findUsersCalled(tx, orgId, labels)).map((user) => [user.label, user]));
  return labels.flatMap((label) => byLabel.get(label) ?? []);
}
