import { z } from 'zod';
import { isAllowedService } from './service-url.js';
import type { Proven } from './token.js';

/** Whom an activity is from, as far as it must be understood to know whose it is. */
export interface Envelope {
  readonly body: Record<string, unknown>;
  readonly tenant: string;
  readonly serviceUrl: string;
}

/** What came of a body: an envelope, or why it is refused. */
export type Opened = Envelope | 'malformed' | 'not_proven' | 'other_host' | 'other_tenant';

const text = z.string().min(1).max(2_000);
const head = z.object({ type: text, channelId: z.unknown().optional(), serviceUrl: z.unknown().optional() });
const tenantId = z.string().min(1).max(100).nullish();
const tenants = z.object({
  conversation: z.object({ tenantId }).nullish(),
  channelData: z.object({ tenant: z.object({ id: tenantId }).nullish() }).nullish(),
});

/**
 * Reads the body of a request whose token holds. It must be an activity of Teams, for the service URL the token was made
 * for, by a key that may speak for Teams; its host and its tenant must be ones this desk serves, and be said once or alike.
 */
export function openEnvelope(
  raw: Buffer,
  proven: Proven,
  of: { readonly serviceHosts: readonly string[]; readonly tenants: readonly string[] },
): Opened {
  const body = parseObject(raw.toString('utf8'));
  const parsed = head.safeParse(body);
  if (body === undefined || !parsed.success) return 'malformed';
  const { channelId, serviceUrl } = parsed.data;
  if (channelId !== 'msteams' || !proven.endorsements.includes(channelId)) return 'not_proven';
  if (typeof serviceUrl !== 'string' || serviceUrl !== proven.serviceUrl) return 'not_proven';
  if (!isAllowedService(serviceUrl, of.serviceHosts)) return 'other_host';
  const tenant = tenantOf(body);
  if (tenant === undefined || !of.tenants.includes(tenant)) return 'other_tenant';
  return { body, tenant, serviceUrl };
}

/** The one tenant an activity names; undefined when it names none, or two. */
function tenantOf(body: Record<string, unknown>): string | undefined {
  const parsed = tenants.safeParse(body);
  if (!parsed.success) return undefined;
  const { conversation, channelData } = parsed.data;
  const named = [conversation?.tenantId, channelData?.tenant?.id].filter((id) => typeof id === 'string');
  return new Set(named).size === 1 ? named[0] : undefined;
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
