import { z } from 'zod';

/** The event types the desk listens to; each has a listener, and every other type is acknowledged and left alone. */
export const heardEvents =
  /^(?:message|app_mention|member_(?:joined|left)_channel|(?:channel|group)_left|user_change|app_uninstalled|tokens_revoked)$/;

/** A signed body, as far as it must be understood to know whose it is. */
export interface Envelope {
  readonly body: Record<string, unknown>;
  readonly appId: string | undefined;
  /** Keys the installation may be found by, the likeliest first. */
  readonly tenants: readonly string[];
  /** Whether one of our listeners has to report an outcome before this may be acknowledged. */
  readonly isHeard: boolean;
}

/** What a signed body turns out to be; `nothing` may be acknowledged, `malformed` may not. */
export type Understood =
  | { readonly kind: 'envelope'; readonly envelope: Envelope }
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'malformed' };

const text = z.string().min(1).max(255);
const maybe = text.nullish();

const eventCallback = z.object({
  api_app_id: maybe,
  team_id: maybe,
  authorizations: z
    .array(z.object({ team_id: maybe, enterprise_id: maybe, is_enterprise_install: z.boolean().nullish() }))
    .nullish(),
  event: z.object({ type: text }),
});

const interaction = z.object({
  type: text,
  api_app_id: maybe,
  team: z.object({ id: maybe }).nullish(),
  enterprise: z.object({ id: maybe }).nullish(),
  user: z.object({ id: text, team_id: maybe }),
  view: z.object({ app_installed_team_id: maybe }).nullish(),
  message: z.object({ team: maybe }).nullish(),
});

const command = z.object({ command: text, api_app_id: maybe, team_id: maybe, enterprise_id: maybe, user_id: text });

const malformed = { kind: 'malformed' } as const;
const nothing = { kind: 'nothing' } as const;

/** Understands a signed body: JSON, or a form whose `payload` is JSON. */
export function understand(raw: Buffer, contentType: string | undefined): Understood {
  if (contentType?.startsWith('application/x-www-form-urlencoded')) return understandForm(raw);
  const body = parseObject(raw.toString('utf8'));
  if (body === undefined) return malformed;
  if (body.type === 'event_callback') return understandEvent(body);
  if (body.type === 'url_verification') {
    return typeof body.challenge === 'string' ? { kind: 'challenge', challenge: body.challenge } : malformed;
  }
  return typeof body.type === 'string' ? nothing : malformed;
}

/** Whether an unsigned body is Slack asking if the certificate is good, the one thing it asks without a signature. */
export function isCertificateCheck(raw: Buffer, contentType: string | undefined): boolean {
  if (!contentType?.startsWith('application/x-www-form-urlencoded')) return false;
  return new URLSearchParams(raw.toString('utf8')).get('ssl_check') === '1';
}

function understandForm(raw: Buffer): Understood {
  const form = new URLSearchParams(raw.toString('utf8'));
  const payload = form.get('payload');
  if (payload !== null) {
    const body = parseObject(payload);
    return body === undefined ? malformed : understandInteraction(body);
  }
  if (form.get('ssl_check') === '1') return nothing;
  const body = Object.fromEntries(form);
  const parsed = command.safeParse(body);
  if (!parsed.success) return malformed;
  return known(body, parsed.data.api_app_id, [parsed.data.team_id, parsed.data.enterprise_id], false);
}

function understandEvent(body: Record<string, unknown>): Understood {
  const parsed = eventCallback.safeParse(body);
  if (!parsed.success) return malformed;
  const { event, api_app_id, team_id, authorizations } = parsed.data;
  // A channel shared between workspaces names the workspace the words came from in team_id; whose copy of the event
  // this is stands in authorizations.
  const own = authorizations?.[0];
  const tenants = own?.team_id || own?.enterprise_id ? [own.team_id, own.enterprise_id] : [team_id];
  return known(body, api_app_id, tenants, heardEvents.test(event.type));
}

function understandInteraction(body: Record<string, unknown>): Understood {
  const parsed = interaction.safeParse(body);
  if (!parsed.success) return malformed;
  const { type, api_app_id, team, enterprise, user, view, message } = parsed.data;
  if (type === 'block_actions' && !Array.isArray(body.actions)) return malformed;
  // Answers go through the Web API; an address that came with the request is never called.
  delete body.response_url;
  delete body.response_urls;
  const tenants = [view?.app_installed_team_id, message?.team, team?.id, enterprise?.id, user.team_id];
  return known(body, api_app_id, tenants, type === 'block_actions' || type === 'view_submission');
}

function known(
  body: Record<string, unknown>,
  appId: string | null | undefined,
  keys: readonly (string | null | undefined)[],
  isHeard: boolean,
): Understood {
  const tenants = [...new Set(keys.filter((key) => typeof key === 'string'))];
  if (tenants.length === 0) return malformed;
  return { kind: 'envelope', envelope: { body, appId: appId ?? undefined, tenants, isHeard } };
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
