import { z } from 'zod';
import { findConversation } from '../../../models/conversations/conversation.js';
import { findSaid } from '../../../models/outbox/outbox.js';
import { readListSubject } from '../../cards/digests/digest-list-subject.js';
import { digestHourForm, digestSettingsReply } from '../../cards/digests/digest-settings.js';
import { plainReply } from '../../cards/session-cards.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Pressed } from '../../chat/inbound.js';
import type { Answer, Reply } from '../../chat/outbound.js';
import { digestCsv, sendFile } from '../../operations/digests/digest-csv.js';
import { digestListPage } from '../../operations/digests/digest-list.js';
import { digestNow } from '../../operations/digests/digest-now.js';
import {
  changeDigest,
  type DigestChange,
  type DigestTarget,
  digestSettingsOf,
  digestSubjectAt,
  findDigestTarget,
} from '../../operations/digests/digest-settings.js';
import { replaceSaid, say, type Work } from '../../operations/work.js';
import type { Asking } from '../answer-asked.js';
import { fieldErrors } from './fields.js';
import type { Press, Submission } from './index.js';

const whisper = (reply: Reply): Answer => ({ kind: 'whisper', reply });
const notForYou = whisper(notForYouWhisper('see_digest'));
const outOfDateCard = whisper(plainReply(words.errors.outOfDateCard));

const changes = ['start', 'stop', 'weekly', 'daily', 'department', 'organisation'] as const;

/** Every button of digests, of their lists and of their settings. */
export const digestPresses: Readonly<Record<string, Press>> = {
  ...Object.fromEntries(changes.map((kind) => [`digest.${kind}`, change({ kind })])),
  'digest.csv': sendCsv,
  'digest.list': openList,
  'digest.now': sendNow,
  'digest.hour': openHour,
  'digest.settings': openSettings,
};

/** A page of a list, for the eyes of who pressed; whether they may is asked at the press. */
async function openList(desk: Parameters<Press>[0], { asked, who, orgId }: Asking<Pressed>) {
  const request = readListSubject(asked.subject);
  const page = request && (await digestListPage(desk.database, orgId, request, desk.clock()));
  return async (work: Work): Promise<Answer> => {
    const person = await who.person(work);
    if (!(await findDigestTarget(work, { userId: person.user_id, subject: 'me' }))) return notForYou;
    return page ? whisper(page) : outOfDateCard;
  };
}

/** A digest of this moment: to the person where they pressed, or to the channel. Counts for no date. */
async function sendNow(desk: Parameters<Press>[0], { asked, who, orgId, conversation }: Asking<Pressed>) {
  const known = who.known?.user_id;
  const now = desk.clock();
  const reply = known && (await digestNow(desk.database, orgId, { userId: known, subject: asked.subject, now }));
  return async (work: Work): Promise<Answer> => {
    const person = await who.person(work);
    const target = await findDigestTarget(work, { userId: person.user_id, subject: asked.subject });
    if (!target) return notForYou;
    if (!reply) return whisper(plainReply(words.digests.commands.nothing));
    const place =
      'conversationId' in target.recipient
        ? await findConversation(work.tx, orgId, target.recipient.conversationId)
        : conversation;
    if (!place) return outOfDateCard;
    if ('userId' in target.recipient && place.kind !== 'direct') return whisper(reply);
    await say(work, place.conversation_id, reply);
    return { kind: 'done' };
  };
}

/** The tickets of a digest's period as a file, for who pressed alone. */
async function sendCsv(desk: Parameters<Press>[0], { asked, who, orgId }: Asking<Pressed>) {
  const { csvSent, csvNoAddress, csvUnreachable } = words.digests.commands;
  const request = readListSubject(asked.subject);
  const file = request?.period && (await digestCsv(desk.database, orgId, { ...request, period: request.period }));
  return async (work: Work): Promise<Answer> => {
    const person = await who.person(work);
    if (!(await findDigestTarget(work, { userId: person.user_id, subject: 'me' }))) return notForYou;
    if (!file) return outOfDateCard;
    if (!desk.hasFileLinks) return whisper(plainReply(csvNoAddress));
    const place = await sendFile(work, { userId: person.user_id, file });
    if (!place) return whisper(plainReply(csvUnreachable));
    return asked.place.kind === 'direct' ? { kind: 'done' } : whisper(plainReply(csvSent));
  };
}

/** From a digest to its settings. */
async function openSettings(_desk: Parameters<Press>[0], { who, conversation }: Asking<Pressed>) {
  return async (work: Work): Promise<Answer> => {
    const person = await who.person(work);
    if (!conversation) return outOfDateCard;
    const subject = await digestSubjectAt(work, conversation);
    const target = await findDigestTarget(work, { userId: person.user_id, subject });
    return target ? whisper(digestSettingsReply(await digestSettingsOf(work, target))) : notForYou;
  };
}

async function openHour(_desk: Parameters<Press>[0], { asked, who }: Asking<Pressed>) {
  return async (work: Work): Promise<Answer> => {
    const person = await who.person(work);
    const target = await findDigestTarget(work, { userId: person.user_id, subject: asked.subject });
    if (!target) return notForYou;
    const { subject, zone, subscription } = await digestSettingsOf(work, target);
    if (!subscription) return outOfDateCard;
    return { kind: 'form', form: digestHourForm({ subject, zone, ...subscription }) };
  };
}

/** The hour was chosen. The card of settings it came from stays as it was; who asks again sees the new one. */
export const chooseDigestHour: Submission = async (_desk, { asked, who }) => {
  const given = z.object({ hour: z.coerce.number(words.errors.choose).int().min(0).max(23) }).safeParse(asked.values);
  return async (work): Promise<Answer> => {
    if (!given.success) return fieldErrors(given.error);
    const person = await who.person(work);
    const target = await findDigestTarget(work, { userId: person.user_id, subject: asked.subject });
    if (!target) return notForYou;
    const { subscription } = await digestSettingsOf(work, target);
    if (subscription?.version !== asked.version) return whisper(plainReply(words.digests.commands.outOfDate));
    await changeDigest(work, target, { kind: 'hour', hour: given.data.hour });
    return whisper(digestSettingsReply(await digestSettingsOf(work, target)));
  };
};

function change(wanted: DigestChange): Press {
  return async (_desk, asking) => async (work) => {
    const { asked, who } = asking;
    const person = await who.person(work);
    const target = await findDigestTarget(work, { userId: person.user_id, subject: asked.subject });
    if (!target) return notForYou;
    const { subscription } = await digestSettingsOf(work, target);
    const isCurrent = asked.card.version === (subscription?.version ?? 0);
    if (isCurrent) await changeDigest(work, target, wanted);
    const shown = await showAgain(work, asking, target);
    return isCurrent ? shown : whisper(plainReply(words.digests.commands.outOfDate));
  };
}

/** The settings as they are now, in the place of the card that was pressed; one that was whispered is whispered anew. */
async function showAgain(
  work: Work,
  { asked, orgId, conversation }: Asking<Pressed>,
  target: DigestTarget,
): Promise<Answer> {
  const reply = digestSettingsReply(await digestSettingsOf(work, target));
  const place = conversation?.conversation_id;
  const said = place && (await findSaid(work.tx, orgId, place, asked.messageId));
  if (!said || asked.card.id !== reply.card?.id) return whisper(reply);
  await replaceSaid(work, place, said, reply);
  return { kind: 'done' };
}
