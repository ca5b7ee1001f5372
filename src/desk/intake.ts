import { claimAnswer, disturbAnswer } from '../../models/conversations/answer-claim.js';
import { ensureConversation, findConversationByKey } from '../../models/conversations/conversation.js';
import { type InboxPlace, type StoredInbox, storeInbox, storeInPlace } from '../../models/conversations/inbox.js';
import type { Tx } from '../../models/database.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { findInstallation, removeInstallation } from '../../models/organisations/installation.js';
import type { Asked, Told } from '../chat/inbound.js';
import type { Intake, Receipt } from '../chat/platform.js';
import { answerAsked } from './answer-asked.js';
import { type Claimed, createAnswering } from './answering.js';
import type { Desk } from './desk.js';
import { hearOfProfile } from './hear-of-profile.js';

/** The intake, and a way to wait until what it started has been answered. */
export interface DeskIntake extends Intake {
  idle(): Promise<void>;
}

/** The one door into the desk: what is told is stored before it is acknowledged, what is asked is answered at once. */
export function createIntake(desk: Desk): DeskIntake {
  const answering = createAnswering(desk);
  const storing = async (told: Placed, keep: Keep) => {
    const { isStored } = await answering.storing(() => store(desk, told, keep));
    return isStored;
  };

  return {
    async tell(told) {
      const isForUs = isPlaced(told) && (await isMeantForUs(desk, told));
      // Nearly everything is said where somebody spoke before: one transaction, and nothing to look up for it.
      if (isForUs && (await storing(told, storeInPlace))) return 'stored';
      const installation = await findInstallation(desk.database, told.platform, told.tenant);
      if (!installation) return 'unknown_tenant';
      const orgId = orgIdOf(installation);
      if (told.kind === 'uninstalled') return uninstall(desk, orgId, told);
      if (told.kind === 'profile_changed') return hearOfProfile(desk, orgId, told);
      if (!isForUs) return 'ignored';
      return (await storing(told, storeAnew(orgId, told))) ? 'stored' : 'known';
    },
    ask: (asked: Asked) => answerAsked(desk, asked),
    idle: answering.idle,
  };
}

type Placed = Exclude<Told, { kind: 'uninstalled' | 'profile_changed' }>;

function isPlaced(told: Told): told is Placed {
  return told.kind !== 'uninstalled' && told.kind !== 'profile_changed';
}

/** Of what is said in channels only what is meant for the desk is kept; everything else is none of its business. */
async function isMeantForUs({ database }: Desk, told: Placed): Promise<boolean> {
  if (told.kind === 'said' && told.sender.isBot) return false;
  if (told.kind === 'membership' || (told.kind === 'said' && told.isAddressed)) return true;
  const { platform, tenant, place } = told;
  return (await findConversationByKey(database, { platform, tenant, key: place.conversation })) !== undefined;
}

/** Stores a row that a redelivery will find; undefined when it cannot, or when one did. */
type Keep = (tx: Tx, row: InboxPlace) => Promise<StoredInbox | undefined>;

/** One commit: the row, and the claim to answer it. */
function store(desk: Desk, told: Placed, keep: Keep): Promise<{ isStored: boolean; claimed?: Claimed }> {
  const { platform, tenant, dedupeKey, place } = told;
  const payload = JSON.stringify(told);
  const sharing = { isFirst: true, lane: `${platform} ${tenant} ${place.conversation}` };
  return desk.database.write(async (tx) => {
    const now = desk.clock();
    const until = new Date(now.getTime() + desk.waits.answerLeaseMs);
    const key = place.conversation;
    const stored = await keep(tx, { platform, tenant, key, dedupeKey, payload, now, nextAttemptAt: until });
    if (!stored) return { isStored: false };
    const [orgId, conversationId] = [orgIdOf(stored), stored.conversation_id];
    const claim = await claimAnswer(tx, orgId, { conversationId, now, until });
    if (!claim) {
      await disturbAnswer(tx, orgId, conversationId);
      return { isStored: true };
    }
    return { isStored: true, claimed: { claim, row: { ...stored, payload_json: payload, attempts: 0 }, until } };
  }, sharing);
}

/** In a conversation that may be new. */
function storeAnew(orgId: OrgId, { place: { kind, channel: channelKey } }: Placed): Keep {
  return async (tx, row) => {
    const { conversation_id } = await ensureConversation(tx, orgId, { ...row, kind, channelKey });
    const inbox_id = await storeInbox(tx, orgId, { ...row, conversationId: conversation_id }, 'waiting');
    return inbox_id === undefined ? undefined : { org_id: orgId, conversation_id, inbox_id };
  };
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
