import { SendError } from '../../../chat/outbound.js';
import { createCall } from './clients.js';

/** Who a bot token belongs to. `appId` is unknown where the token may not read its own bot. */
export interface SlackIdentity {
  readonly tenant: string;
  readonly teamName: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly appId: string | undefined;
}

/** Asks Slack whom a bot token belongs to. Rejects with `SendError`. */
export async function authTest(options: {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly timeoutMs?: number;
}): Promise<SlackIdentity> {
  const call = createCall({ apiUrl: options.apiUrl, timeoutMs: options.timeoutMs ?? 10_000 });
  const { team_id, enterprise_id, is_enterprise_install, team, user_id, bot_id } = await call(options.token, (client) =>
    client.auth.test(),
  );
  const tenant = is_enterprise_install ? enterprise_id : team_id;
  if (!tenant || !user_id || !bot_id) throw new SendError('refused', 'not_a_bot_token');
  return {
    tenant,
    teamName: team ?? '',
    botUserId: user_id,
    botId: bot_id,
    appId: await appOf(options.token, bot_id),
  };

  async function appOf(token: string, bot: string): Promise<string | undefined> {
    try {
      return (await call(token, (client) => client.bots.info({ bot }))).bot?.app_id;
    } catch {
      // Not knowing the app only skips one check of a body whose signature has proved the app already.
      return undefined;
    }
  }
}
