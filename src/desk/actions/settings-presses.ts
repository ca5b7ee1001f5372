import { z } from 'zod';
import { formLimits } from '../../cards/forms.js';
import { plainReply } from '../../cards/session-cards.js';
import { settingForm } from '../../cards/settings-card.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import { orgKeys } from '../../operations/organisations/change-org.js';
import { writeSetting } from '../../operations/organisations/write-setting.js';
import { permits } from '../../operations/people/permits.js';
import { fieldErrors, line } from './fields.js';
import type { Press, Submission } from './index.js';

const notForYou: Answer = { kind: 'whisper', reply: notForYouWhisper('settings') };

const fields = z.object({
  setting: z.enum(Object.keys(orgKeys), words.errors.choose),
  value: line(formLimits.text),
});

/** An admin wants to change a setting. */
export const openSettings: Press = async (_desk, { who }) => {
  return async (work): Promise<Answer> => {
    const actor = await who.person(work);
    if (!(await permits(work, 'settings', { actor }))) return notForYou;
    return { kind: 'form', form: settingForm(Object.keys(orgKeys)) };
  };
};

/** The form of a setting was sent; what does not fit is told beside its field. */
export const changeSettings: Submission = async (_desk, { asked, who }) => {
  const given = fields.safeParse(asked.values);
  return async (work): Promise<Answer> => {
    const actor = await who.person(work);
    if (!(await permits(work, 'settings', { actor }))) return notForYou;
    if (!given.success) return fieldErrors(given.error);
    const { setting: name, value } = given.data;
    const { text, wrong } = await writeSetting(work, { name, value, actorId: actor.user_id });
    return wrong ? { kind: 'errors', errors: { value: text } } : { kind: 'whisper', reply: plainReply(text) };
  };
};
