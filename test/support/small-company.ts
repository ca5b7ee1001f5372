import type { Database } from '../../models/database.js';
import { newId, type OrgId, orgIdOf } from '../../models/ids.js';
import { addTicketWork } from '../../models/tickets/ticket-work.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { aDevice, anAsset, anOrg, aSession, aTicket, aUser, modelsOf } from './factories.js';

/** An organisation in Berlin with two departments, a manager in one of them, and a history one can count by hand. */
export interface SmallCompany {
  readonly orgId: OrgId;
  readonly sales: number;
  readonly legal: number;
  readonly manager: string;
  readonly seller: string;
  readonly lawyer: string;
  readonly tech: string;
  /** A ticket as it came to be; times are UTC ISO 8601. */
  ticket(of: PastTicket): Promise<string>;
}

interface PastTicket {
  readonly by: string;
  readonly opened: string;
  readonly status?: 'new' | 'in_progress' | 'waiting_user' | 'resolved' | 'closed' | 'cancelled';
  readonly category?: string | null;
  readonly assignee?: string;
  readonly responded?: string;
  readonly resolved?: string;
  readonly closed?: string;
  readonly responseDue?: string;
  readonly resolutionDue?: string;
  readonly pauses?: readonly { readonly from: string; readonly to: string }[];
  readonly device?: string;
  readonly articles?: readonly string[];
  readonly stars?: number;
  readonly summary?: string;
}

/** Sets up the company without tickets. */
export async function aSmallCompany(database: Database): Promise<SmallCompany> {
  const orgId = orgIdOf(await anOrg(database));
  const departments = await database.write(async ({ transaction }) => {
    const { Department } = modelsOf(database);
    const make = (name: string) => Department.create({ dept_name: `${name} ${orgId}` }, { transaction });
    return [await make('Sales'), await make('Legal')] as const;
  });
  const [sales, legal] = [departments[0].dept_id, departments[1].dept_id];
  const person = async (role: 'employee' | 'tech' | 'manager', first_name: string, dept_id: number | null) =>
    (await aUser(database, { org_id: orgId, role, first_name, dept_id })).user_id;
  const manager = await person('manager', 'Mia', sales);
  const seller = await person('employee', 'Sam', sales);
  const lawyer = await person('employee', 'Lea', legal);
  const tech = await person('tech', 'Tim', null);
  await database.write((tx) => changeSetting(tx, orgId, 'time_zone', 'Europe/Berlin', new Date()));
  let number = 0;
  return {
    orgId,
    sales,
    legal,
    manager,
    seller,
    lawyer,
    tech,
    async ticket(of) {
      number += 1;
      const session =
        of.articles && (await aSession(database, { org_id: orgId, user_id: of.by, status: 'handed_over' }));
      const made = await aTicket(database, {
        org_id: orgId,
        user_id: of.by,
        session_id: session?.session_id ?? null,
        summary: of.summary ?? `Ticket ${number}`,
        category: of.category === undefined ? 'network' : of.category,
        status: of.status ?? 'new',
        created_at: of.opened,
        closed_at: of.closed ?? null,
        citations_json: JSON.stringify(
          (of.articles ?? []).map((article) => ({
            article,
            version: 1,
            section: 's',
            title: `About ${article}: Steps`,
            score: 1,
          })),
        ),
      });
      const { ticket_id: ticketId } = made;
      const now = new Date(of.opened);
      await database.write(async (tx) => {
        await addTicketWork(tx, orgId, {
          ticketId,
          number,
          priority: 'P3',
          assetTag: of.device ?? null,
          isPrivate: false,
          requesterConversationId: null,
          firstResponseDueAt: of.responseDue ?? null,
          resolutionDueAt: of.resolutionDue ?? null,
          now,
        });
        await tx.run(
          `UPDATE ticket_work SET assignee_user_id = $1, first_responded_at = $2, resolved_at = $3, pauses_json = $4
           WHERE org_id = $5 AND ticket_id = $6`,
          [
            of.assignee ?? null,
            of.responded ?? null,
            of.resolved ?? null,
            JSON.stringify(of.pauses ?? []),
            orgId,
            ticketId,
          ],
        );
        if (of.stars !== undefined) {
          await tx.run(
            'INSERT INTO feedback (ticket_id, org_id, user_id, stars, created_at) VALUES ($1, $2, $3, $4, $5)',
            [ticketId, orgId, of.by, of.stars, of.resolved ?? of.opened],
          );
        }
      });
      return ticketId;
    },
  };
}

/** A device of a model, with its asset. */
export async function aModelDevice(
  database: Database,
  of: {
    orgId: OrgId;
    owner: string;
    hostname: string;
    model: string;
    lastSeen: string;
    warrantyEnd: string;
    isRetired?: boolean;
  },
): Promise<string> {
  const asset = await anAsset(database, {
    org_id: of.orgId,
    model: of.model,
    warranty_end: of.warrantyEnd,
    date_retired: of.isRetired ? '2026-01-01' : null,
  });
  const device = await aDevice(database, {
    org_id: of.orgId,
    asset_id: asset.asset_id,
    assigned_user_id: of.owner,
    hostname: of.hostname,
    asset_tag: `TAG-${newId()}`,
    last_seen_at: of.lastSeen,
  });
  return device.asset_tag;
}
