import {
  type ConversationRow,
  claimAnswer,
  disturbAnswer,
  ensureConversation,
  findConversationByKey,
} from '../../models/conversation.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { storeInbox } from '../../models/inbox.js';
import { findInstallation, removeInstallation } from '../../models/installation.js';
import type { Asked, Place, Told } from '../chat/inbound.js';
import type { Intake, Receipt } from '../chat/platform.js';
import { answerAsked } from './answer-asked.js';
import { type Claimed, createAnswering } from './answering.js';
import type { Desk } from './desk.js';

/** The intake, and a way to wait until what it started has been answered. */
export interface DeskIntake extends Intake {
  idle(): Promise<void>;
}

/** The one door into the desk: what is told is stored before it is acknowledged, what is asked is answered at once. */
export function createIntake(desk: Desk): DeskIntake {
  const answering = createAnswering(desk);

  return {
    async tell(told) {
      const installation = await findInstallation(desk.database, told.platform, told.tenant);
      if (!installation) return 'unknown_tenant';
      const orgId = orgIdOf(installation);
      if (told.kind === 'uninstalled') return uninstall(desk, orgId, told);
      if (told.sender.isBot && told.kind === 'said') return 'ignored';
      const known = await conversationOf(desk, told.platform, told.tenant, told.place);
      if (!known && !startsConversation(told)) return 'ignored';
      return (await answering.storing(() => store(desk, orgId, { told, known }))).receipt;
    },
    ask: (asked: Asked) => answerAsked(desk, asked),
    idle: answering.idle,
  };
}

type Placed = Exclude<Told, { kind: 'uninstalled' }>;

/** Of what is said in channels only what is meant for the desk is kept; everything else is none of its business. */
function startsConversation(told: Placed): boolean {
  return told.kind === 'membership' || (told.kind === 'said' && told.isAddressed);
}

function conversationOf(desk: Desk, platform: string, tenant: string, { conversation }: Place) {
  return findConversationByKey(desk.database, { platform, tenant, key: conversation });
}

/** One commit: the row a redelivery will find, and the claim to answer it. */
function store(
  desk: Desk,
  orgId: OrgId,
  { told, known }: { told: Placed; known: ConversationRow | undefined },
): Promise<{ receipt: Receipt; claimed?: Claimed }> {
  const { platform, tenant, dedupeKey, place } = told;
  return desk.database.write(async (tx) => {
    const now = desk.clock();
    const until = new Date(now.getTime() + desk.waits.answerLeaseMs);
    const conversation =
      known ??
      (await ensureConversation(tx, orgId, {
        platform,
        tenant,
        key: place.conversation,
        channelKey: place.channel,
        kind: place.kind,
        now,
      }));
    const conversationId = conversation.conversation_id;
    const payload = JSON.stringify(told);
    const row = { platform, tenant, dedupeKey, conversationId, payload, now, nextAttemptAt: until };
    const inboxId = await storeInbox(tx, orgId, row, 'waiting');
    if (inboxId === undefined) return { receipt: 'known' };
    const claim = await claimAnswer(tx, orgId, { conversationId, now, until });
    if (!claim) {
      await disturbAnswer(tx, orgId, conversationId);
      return { receipt: 'stored' };
    }
    const stored = { inbox_id: inboxId, org_id: orgId, conversation_id: conversationId };
    return { receipt: 'stored', claimed: { claim, row: { ...stored, payload_json: payload, attempts: 0 }, until } };
  }, 'first');
}

async function uninstall(desk: Desk, orgId: OrgId, told: Told): Promise<Receipt> {
  const { platform, tenant, dedupeKey } = told;
  return desk.database.write(async (tx) => {
    const now = desk.clock();
    const row = { platform, tenant, dedupeKey, conversationId: null, payload: null, now, nextAttemptAt: now };
    if (!(await storeInbox(tx, orgId, row, 'done'))) return 'known';
    await removeInstallation(tx, orgId, platform, tenant, now);
    return 'stored';
  });
}
