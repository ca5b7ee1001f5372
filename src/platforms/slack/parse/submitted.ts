import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Submitted } from '../../../chat/inbound.js';
import { Malformed, read } from '../../malformed.js';
import type { SlackInstallation } from '../options.js';
import { readFormContext } from '../render/form-context.js';
import { id } from './shapes.js';

const answer = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

const submission = z.object({
  user: z.object({ id, team_id: id.nullish() }),
  enterprise: z.object({ id: id.nullish() }).nullish(),
  view: z.object({
    id,
    hash: z.string().max(255).nullish(),
    callback_id: z.string().min(1).max(255),
    private_metadata: z.string().max(3_000),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), answer)) }),
  }),
});

/**
 * Reads a submitted form. A form that was answered with errors keeps its id and hash, so the key also holds a digest
 * of what was filled in: the same words act once, corrected words are another submission. Throws `Malformed`.
 */
export function parseSubmitted(body: unknown, home: SlackInstallation, now: Date): Submitted {
  const { user, enterprise, view } = read(submission, body);
  const context = readFormContext(view.private_metadata);
  if (context === undefined) throw new Malformed('view.private_metadata');
  const values = valuesOf(view.state.values);
  const digest = createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
  return {
    kind: 'submitted',
    platform: 'slack',
    tenant: home.tenant,
    dedupeKey: `submit:${view.id}:${view.hash ?? ''}:${digest}`,
    at: now.toISOString(),
    sender: {
      id: user.id,
      isBot: false,
      isStranger: Boolean(user.team_id) && user.team_id !== home.tenant && user.team_id !== enterprise?.id,
    },
    action: view.callback_id,
    subject: context.subject,
    version: context.version,
    values,
  };
}

function valuesOf(state: Record<string, Record<string, z.infer<typeof answer>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(state).map(([field, answers]) => {
      const given = Object.values(answers)[0];
      return [field, given?.selected_option?.value ?? given?.value ?? ''];
    }),
  );
}
