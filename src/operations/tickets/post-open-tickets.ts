import { z } from 'zod';
import { ensureChannel } from '../../../models/conversations/conversation.js';
import { clearTimer, setTimer } from '../../../models/due-work/timer.js';
import { clearSetting, readSetting, writeSetting } from '../../../models/organisations/org-setting.js';
import { countWaiting } from '../../../models/outbox/outbox-sweeps.js';
import { countUnposted, findUnposted, type WorkChannel } from '../../../models/tickets/unposted.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { POST_OPEN, POSTED_SO_FAR, triageChannelOf } from '../organisations/org-settings.js';
import { lineToAdmin } from '../telling/line-to-lead.js';
import { say, type Work } from '../work.js';
import { postToTriage } from './post-to-triage.js';

/** Cards of one page: what comes meanwhile waits behind so many at most. */
const PAGE = 20;
/** Between two looks, ms. */
const PAUSE_MS = 10_000;

const soFar = z.strictObject({ posted: z.number(), total: z.number() });

/**
 * Posts what is open where techs work from now on, the most urgent first: a page, once what was queued there before is
 * sent. An admin is told of more than a page when it begins and when all is there. Answers when the next page is due.
 */
export async function postOpenTickets(work: Work): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const channel = await workChannel(work);
  if (!channel) return finish(work);
  const later = new Date(now.getTime() + PAUSE_MS);
  if ((await countWaiting(tx, orgId, channel.conversationId)) >= PAGE) return later;
  const page = await findUnposted(tx, orgId, channel, PAGE);
  const begun = await readSetting(tx, orgId, POSTED_SO_FAR, soFar);
  const { posted, total } = begun ?? { posted: 0, total: await countUnposted(tx, orgId, channel) };
  if (!begun && total > PAGE) await tellAdmin(work, words.setup.openComing(total));
  for (const { ticket_id, version } of page) await postToTriage(work, ticket_id, version);
  const done = posted + page.length;
  if (page.length === PAGE) {
    await writeSetting(tx, orgId, POSTED_SO_FAR, { posted: done, total }, now);
    return later;
  }
  if (done > PAGE) await tellAdmin(work, words.setup.openPosted(done));
  return finish(work);
}

/** The first page at once, for who chose the channel and looks at it; what is more comes by its timer. */
export async function beginPostingOpenTickets(work: Work): Promise<void> {
  const { tx, orgId, now } = work;
  const key = { kind: POST_OPEN, subjectId: orgId };
  const dueAt = await postOpenTickets(work);
  await (dueAt ? setTimer(tx, orgId, { ...key, dueAt, now }) : clearTimer(tx, orgId, key));
}

async function workChannel({ tx, orgId, now }: Work): Promise<WorkChannel | undefined> {
  const triage = await triageChannelOf(tx, orgId);
  if (!triage) return undefined;
  const { conversation_id: conversationId } = await ensureChannel(tx, orgId, triage, now);
  const { platform, tenant, conversation: channelKey, isPrivate } = triage;
  return { conversationId, platform, tenant, channelKey, isPrivate };
}

async function finish({ tx, orgId }: Work): Promise<undefined> {
  await clearSetting(tx, orgId, POSTED_SO_FAR);
}

async function tellAdmin(work: Work, text: string): Promise<void> {
  const line = await lineToAdmin(work);
  if (line) await say(work, line, plainReply(text));
}
