import { z } from 'zod';
import { bumpAsk, findAskItems, findDeviceAsk } from '../../../models/devices/device-ask.js';
import { findDevice } from '../../../models/devices/device-facts.js';
import type { DeviceState } from '../../../models/devices/device-state.js';
import { ASKED_A_PAGE, leaveForm } from '../../cards/devices/device-ask-card.js';
import { deviceName } from '../../cards/devices/device-name.js';
import { plainReply } from '../../cards/session-cards.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import { type AskAnswered, type AskRef, answerAsk, mayAnswerAsk } from '../../operations/devices/answer-ask.js';
import { decideOnImport } from '../../operations/devices/decide-import.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import { permits } from '../../operations/people/permits.js';
import { refreshCards } from '../../operations/work.js';
import { daysAfter } from '../../rules/local-moment.js';
import { localDate } from '../../rules/local-time.js';
import { isDay } from '../../rules/warranty.js';
import { reportLost } from '../told/report-lost.js';
import { fieldErrors } from './fields.js';
import type { Press, Submission } from './index.js';

/** What the owner of a device answers, and what an admin decides about many. */
export const devicePresses: Readonly<Record<string, Press>> = {
  'device.held': answering('held'),
  'device.returned': answering('returned'),
  'device.on_leave': openLeave,
  'device.lost': answerLost,
  'device.ask_page': turnPage,
  'device.import.ask': decide(true),
  'device.import.leave': decide(false),
};

/** The longest leave, in days: a later day is a slip of the pen. */
const LONGEST_LEAVE = 730;

function answering(answer: DeviceState): Press {
  return async (_desk, { asked, who }) => {
    const ref = askRef(asked.subject);
    return async (work) => answerOf(await answerAsk(work, { ...ref, actor: await who.person(work), answer }));
  };
}

/** The security ticket follows in the same transaction: a device is not lost without one. */
async function answerLost(...[desk, { asked, who }]: Parameters<Press>): ReturnType<Press> {
  const ref = askRef(asked.subject);
  return async (work) => {
    const actor = await who.person(work);
    const may = await mayAnswerAsk(work, ref, actor);
    if (may.kind === 'refused') return answerOf(may);
    const device = await findDevice(work.tx, work.orgId, may.item.asset_tag);
    const answered = await answerAsk(work, { ...ref, actor, answer: 'lost' });
    if (answered.kind === 'settled' && device) await reportLost(work, desk, { device, presser: actor });
    return answerOf(answered);
  };
}

async function openLeave(...[, { asked, who }]: Parameters<Press>): ReturnType<Press> {
  return async (work) => {
    const may = await mayAnswerAsk(work, askRef(asked.subject), await who.person(work));
    if (may.kind === 'refused') return answerOf(may);
    return { kind: 'form', form: leaveForm({ subject: asked.subject, version: asked.card.version }) };
  };
}

/** The question is shown in its place, at another page. */
async function turnPage(...[, { asked, who }]: Parameters<Press>): ReturnType<Press> {
  const { askId, position: page } = askRef(asked.subject);
  return async (work): Promise<Answer> => {
    const { tx, orgId } = work;
    const { user_id } = await who.person(work);
    const ask = await findDeviceAsk(tx, orgId, askId);
    const items = ask?.user_id === user_id ? await findAskItems(tx, orgId, askId) : [];
    if (page < 0 || page * ASKED_A_PAGE >= items.length)
      return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
    await refreshCards(work, askId, await bumpAsk(tx, orgId, askId, page));
    return { kind: 'done' };
  };
}

/** The form of a leave was sent. */
export const takeLeave: Submission = async (_desk, { asked, who, orgId }) => {
  return async (work): Promise<Answer> => {
    const { zone } = await rulesOf(work.tx, orgId);
    const given = leaveFields(localDate(zone, work.now)).safeParse(asked.values);
    if (!given.success) return fieldErrors(given.error);
    const { until } = given.data;
    const of = { ...askRef(asked.subject), actor: await who.person(work), answer: 'on_leave' as const, until };
    return answerOf(await answerAsk(work, of));
  };
};

function leaveFields(today: string) {
  const { noDay, past, tooFar } = words.devices.leave;
  const until = z
    .string(noDay)
    .trim()
    .refine(isDay, { error: noDay, abort: true })
    .refine((day) => day > today, { error: past, abort: true })
    .refine((day) => day <= daysAfter(today, LONGEST_LEAVE), tooFar);
  return z.object({ until });
}

function decide(isAsking: boolean): Press {
  return async (_desk, { asked, who }) => {
    return async (work): Promise<Answer> => {
      const actor = await who.person(work);
      if (!(await permits(work, 'settings', { actor, detail: { import: asked.subject } })))
        return { kind: 'whisper', reply: notForYouWhisper('settings') };
      const isDecided = await decideOnImport(work, { importId: asked.subject, isAsking, actor });
      return isDecided ? { kind: 'done' } : { kind: 'whisper', reply: plainReply(words.devices.import.decided) };
    };
  };
}

/** `<message id>/<position>` names one device of one message. */
function askRef(subject: string): AskRef {
  const [askId = '', position = ''] = subject.split('/');
  return { askId, position: /^\d{1,4}$/.test(position) ? Number(position) : -1 };
}

function answerOf(answered: AskAnswered): Answer {
  if (answered.kind === 'settled') return { kind: 'done' };
  const { ask } = words.devices;
  if (answered.why === 'absent') return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
  const text = answered.why === 'before' ? ask.before : ask.gone(deviceName(answered.item));
  return { kind: 'whisper', reply: plainReply(text) };
}
