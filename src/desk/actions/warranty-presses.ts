import { z } from 'zod';
import {
  bumpWarrantyNotice,
  countWarrantyItems,
  type WarrantyAnswer,
} from '../../../models/warranty/warranty-notice.js';
import { plainReply } from '../../cards/session-cards.js';
import { renewForm, WARRANTIES_A_PAGE } from '../../cards/warranty/warranty-card.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import {
  answerWarranty,
  mayAnswerWarranty,
  type WarrantyAnswered,
  type WarrantyRef,
} from '../../operations/warranty/answer-warranty.js';
import { refreshCards } from '../../operations/work.js';
import { daysAfter } from '../../rules/local-moment.js';
import { localDate } from '../../rules/local-time.js';
import { isDay } from '../../rules/warranty.js';
import { fieldErrors } from './fields.js';
import type { Press, Submission } from './index.js';

/** What is answered about a warranty. */
export const warrantyPresses: Readonly<Record<string, Press>> = {
  'warranty.acknowledged': answering('acknowledged'),
  'warranty.snoozed': answering('snoozed'),
  'warranty.replaced': answering('replaced'),
  'warranty.renewed': openRenewed,
  'warranty.page': turnPage,
};

/** The furthest new end, in days: a later one is a slip of the pen. */
const FURTHEST = 30 * 366;

function answering(answer: WarrantyAnswer): Press {
  return async (_desk, { asked, who }) => {
    const ref = refOf(asked.subject);
    return async (work) => answerOf(await answerWarranty(work, { ...ref, actor: await who.person(work), answer }));
  };
}

async function openRenewed(...[, { asked, who }]: Parameters<Press>): ReturnType<Press> {
  return async (work) => {
    const may = await mayAnswerWarranty(work, refOf(asked.subject), await who.person(work));
    if (may.kind === 'refused') return answerOf(may);
    return { kind: 'form', form: renewForm({ subject: asked.subject, version: asked.card.version }) };
  };
}

/** The form of a renewed warranty was sent. */
export const takeRenewed: Submission = async (_desk, { asked, who, orgId }) => {
  return async (work): Promise<Answer> => {
    const { zone } = await rulesOf(work.tx, orgId);
    const given = renewFields(localDate(zone, work.now)).safeParse(asked.values);
    if (!given.success) return fieldErrors(given.error);
    const { until: renewedUntil } = given.data;
    const of = { ...refOf(asked.subject), actor: await who.person(work), answer: 'renewed' as const, renewedUntil };
    return answerOf(await answerWarranty(work, of));
  };
};

function renewFields(today: string) {
  const { noDay } = words.devices.leave;
  const { past, tooFar } = words.warranty.renew;
  const until = z
    .string(noDay)
    .trim()
    .refine(isDay, { error: noDay, abort: true })
    .refine((day) => day > today, { error: past, abort: true })
    .refine((day) => day <= daysAfter(today, FURTHEST), tooFar);
  return z.object({ until });
}

/** Everybody who reads the message sees the page that was turned to. */
async function turnPage(...[, { asked, who, orgId }]: Parameters<Press>): ReturnType<Press> {
  const { noticeId, position: page } = refOf(asked.subject);
  return async (work) => {
    const actor = await who.person(work);
    const { items } = await countWarrantyItems(work.tx, orgId, noticeId);
    const isThere = page >= 0 && page * WARRANTIES_A_PAGE < items;
    if (!isThere) return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
    const may = await mayAnswerWarranty(work, { noticeId, position: page * WARRANTIES_A_PAGE }, actor);
    if (may.kind === 'refused' && may.why === 'role') return answerOf(may);
    await refreshCards(work, noticeId, await bumpWarrantyNotice(work.tx, orgId, noticeId, page));
    return { kind: 'done' };
  };
}

/** `<message id>/<number>` names one asset, or one page, of one message. */
function refOf(subject: string): WarrantyRef {
  const [noticeId = '', position = ''] = subject.split('/');
  return { noticeId, position: /^\d{1,4}$/.test(position) ? Number(position) : -1 };
}

function answerOf(answered: WarrantyAnswered): Answer {
  if (answered.kind === 'answered') return { kind: 'done' };
  if (answered.why === 'role') return { kind: 'whisper', reply: notForYouWhisper('renew_warranty') };
  const text = answered.why === 'before' ? words.warranty.before : words.errors.outOfDateCard;
  return { kind: 'whisper', reply: plainReply(text) };
}
