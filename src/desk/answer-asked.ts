import {
  type ConversationRow,
  ensureConversation,
  findConversationByKey,
} from '../../models/conversations/conversation.js';
import { storeInbox, unstoreInbox } from '../../models/conversations/inbox.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { findInstallation } from '../../models/organisations/installation.js';
import { addEvent } from '../../models/tickets/ticket-event.js';
import { plainReply } from '../cards/session-cards.js';
import { refusal } from '../cards/whispers.js';
import { words } from '../cards/wording/index.js';
import type { Asked } from '../chat/inbound.js';
import type { Answer } from '../chat/outbound.js';
import { shownByNow } from '../operations/telling/shown-by-now.js';
import type { Work } from '../operations/work.js';
import { actionFor } from './actions/index.js';
import { commit, type Desk, deskFor } from './desk.js';
import { MovedOn } from './moved-on.js';
import { type Who, whoIs } from './people.js';

/** A press or submission on its way to its action. */
export interface Asking<T extends Asked = Asked> {
  readonly orgId: OrgId;
  readonly asked: T;
  readonly who: Extract<Who, { standing: 'member' }>;
  /** Where it was pressed; undefined for forms, which are filled in nowhere. */
  readonly conversation: ConversationRow | undefined;
}

/** Answers a press or a form within its request: one transaction, behind the platform's own key of it. */
export async function answerAsked(desk: Desk, asked: Asked): Promise<Answer> {
  const installation = await findInstallation(desk.database, asked.platform, asked.tenant);
  if (!installation) return { kind: 'done' };
  const orgId = orgIdOf(installation);
  const who = await whoIs(desk, orgId, asked);
  if (who.standing === 'bot') return { kind: 'done' };
  if (who.standing !== 'member') {
    const { standing } = who;
    return commit(desk, orgId, (work) => refuse(work, asked, standing));
  }
  const action = actionFor(asked);
  if (!action) return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
  const asking = { orgId, asked, who, conversation: await placeOf(desk, orgId, asked) };
  const decide = await action(await deskFor(desk, orgId), asking);
  try {
    return await commit(desk, orgId, async (work) => {
      if (!(await isNew(work, asked))) return { kind: 'done' };
      const answer = await decide(work);
      if (answer.kind === 'form') await unlike(work, asked);
      return answer.kind === 'done' ? withShown(work, asking) : answer;
    });
  } catch (error) {
    if (error instanceof MovedOn) return { kind: 'whisper', reply: plainReply(words.session.alreadyOver) };
    throw error;
  }
}

/** Where the platform can show with its answer what the press made of its message, nobody waits for the update. */
async function withShown(work: Work, { asked, conversation }: Asking): Promise<Answer> {
  if (asked.kind !== 'pressed' || !asked.takesShown || !conversation) return { kind: 'done' };
  const { conversation_id: conversationId } = conversation;
  const shown = await shownByNow(work, { conversationId, messageRef: asked.messageId });
  return { kind: 'done', ...(shown && { shown }) };
}

/** People who are no members are told why, and the audit keeps what they tried; nothing else happens. */
async function refuse(work: Work, asked: Asked, standing: Parameters<typeof refusal>[0]): Promise<Answer> {
  const kind = `${actionFor(asked) ? asked.action : 'unknown'}.refused`;
  if (await isNew(work, asked)) {
    const detail = { why: standing, platform: asked.platform, person: asked.sender.id };
    await addEvent(work.tx, work.orgId, { ticketId: null, actorId: null, kind, detail, now: work.now });
  }
  return { kind: 'whisper', reply: refusal(standing) };
}

/** A press delivered twice acts once, whatever it is called the second time. */
async function isNew({ tx, orgId, now }: Work, asked: Asked): Promise<boolean> {
  const { platform, tenant } = asked;
  for (const dedupeKey of [asked.dedupeKey, ...likenessOf(asked)]) {
    const row = { platform, tenant, dedupeKey, conversationId: null, payload: null, now, nextAttemptAt: now };
    if ((await storeInbox(tx, orgId, row, 'done')) === undefined) return false;
  }
  return true;
}

/** Opening a form changes nothing: whoever closed it may open it again at once. */
async function unlike({ tx, orgId }: Work, asked: Asked): Promise<void> {
  const { platform, tenant } = asked;
  await unstoreInbox(tx, orgId, { platform, tenant, dedupeKeys: likenessOf(asked) });
}

function likenessOf(asked: Asked): readonly string[] {
  return asked.kind === 'pressed' ? (asked.likeness ?? []) : [];
}

async function placeOf(desk: Desk, orgId: OrgId, asked: Asked): Promise<ConversationRow | undefined> {
  if (asked.kind === 'submitted') return undefined;
  const { platform, tenant, place } = asked;
  const known = await findConversationByKey(desk.database, { platform, tenant, key: place.conversation });
  if (known) return known;
  return desk.database.write((tx) =>
    ensureConversation(tx, orgId, {
      platform,
      tenant,
      key: place.conversation,
      channelKey: place.channel,
      kind: place.kind,
      now: desk.clock(),
    }),
  );
}
