import { createEmulator, defineEmulator } from 'emulate';

export interface EmulatedOptions {
  readonly signingSecret: string;
  /** May be set later with `deliverTo`. */
  readonly eventsUrl?: string;
  readonly botToken: string;
  readonly appId: string;
  readonly scopes: readonly string[];
}

/** A message in the direct conversation as emulate keeps it. */
interface EmulatedMessage {
  readonly ts: string;
  readonly user: string;
  readonly text: string;
}

/** One workspace in emulate's Slack: somebody else's idea of Slack, to run the same conversation on. */
export interface EmulatedSlack {
  readonly apiUrl: string;
  readonly team: string;
  readonly botUserId: string;
  readonly personId: string;
  /** Where the app is told of what happens. */
  deliverTo(url: string): void;
  /** Writes to the bot; resolves with the timestamp when the app was told. */
  says(text: string): Promise<string>;
  /** The direct conversation, the oldest first. */
  reads(): Promise<readonly EmulatedMessage[]>;
  close(): Promise<void>;
}

const TEAM = 'T000000001';
const BOT_USER = 'U0EMUBOT01';
const PERSON_TOKEN = 'xoxp-person';

/**
 * Starts emulate's Slack in this process and has it tell the app of what happens. Its event envelopes leave out
 * `api_app_id`, `authorizations` and `channel_type`, which the real ones have: those are put in on the way.
 */
export async function startEmulatedSlack(options: EmulatedOptions): Promise<EmulatedSlack> {
  const { emulator, webhooks } = await capturingWebhooks(() =>
    createEmulator({ service: 'slack', port: 0, seed: { slack: seedOf(options) } }),
  );
  const deliverTo = (url: string) => void webhooks.register({ url, events: ['*'], active: true, owner: 'slack' });
  if (options.eventsUrl) deliverTo(options.eventsUrl);
  const dispatch = webhooks.dispatch.bind(webhooks);
  webhooks.dispatch = (event, action, payload, ...rest) =>
    dispatch(event, action, completed(payload, options.appId), ...rest);

  const apiUrl = `${emulator.url}/api/`;
  const asPerson = async (method: string, args: object): Promise<Answer> => {
    const response = await fetch(apiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${PERSON_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const answer = (await response.json()) as Answer;
    if (!answer.ok) throw new Error(`emulate refuses ${method}: ${answer.error}`);
    return answer;
  };
  const { user_id: personId } = await asPerson('auth.test', {});
  const { channel } = await asPerson('conversations.open', { users: BOT_USER, return_im: true });
  return {
    apiUrl,
    team: TEAM,
    botUserId: BOT_USER,
    personId,
    deliverTo,
    says: async (text) => (await asPerson('chat.postMessage', { channel: channel.id, text })).ts,
    reads: async () => (await asPerson('conversations.history', { channel: channel.id })).messages.toReversed(),
    close: () => emulator.close(),
  };
}

type Webhooks = Parameters<Parameters<typeof defineEmulator>[0]['setup']>[0]['webhooks'];

interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly ts: string;
  readonly user_id: string;
  readonly channel: { readonly id: string };
  readonly messages: readonly EmulatedMessage[];
}

/** No public call registers an event URL, so the registry is caught when the service is set up: tied to the exact pin. */
async function capturingWebhooks<T>(start: () => Promise<T>): Promise<{ emulator: T; webhooks: Webhooks }> {
  let kind: Webhooks | undefined;
  const probe = defineEmulator({
    name: 'probe',
    state: () => ({}),
    setup: ({ webhooks }) => {
      kind = Object.getPrototypeOf(webhooks) as Webhooks;
    },
  });
  await (await createEmulator({ service: probe, listen: false })).close();
  if (!kind) throw new Error('emulate did not set up the probe');
  const setHeaderFactory = kind.setHeaderFactory;
  let webhooks: Webhooks | undefined;
  kind.setHeaderFactory = function (this: Webhooks, factory) {
    webhooks = this;
    setHeaderFactory.call(this, factory);
  };
  try {
    const emulator = await start();
    if (!webhooks) throw new Error('emulate set up no webhooks: is it the pinned version?');
    return { emulator, webhooks };
  } finally {
    kind.setHeaderFactory = setHeaderFactory;
  }
}

function seedOf({ signingSecret, botToken, appId, scopes }: EmulatedOptions) {
  const bot = { bot_id: 'B0EMUBOT01', bot_user_id: BOT_USER, app_id: appId, client_id: 'emulated' };
  return {
    team: { name: 'Emulated', domain: 'emulated' },
    users: [{ name: 'ana', real_name: 'Ana Lee', email: 'ana@example.com', is_admin: true }],
    oauth_apps: [{ ...bot, client_secret: 'none', name: 'Deskhand', bot_name: 'deskhand', redirect_uris: [], scopes }],
    tokens: [
      { token: botToken, type: 'bot', user_id: BOT_USER, scopes, ...bot },
      { token: PERSON_TOKEN, type: 'user', user: 'ana', scopes: ['chat:write', 'im:write', 'im:history'] },
    ],
    signing_secret: signingSecret,
    strict_scopes: true,
  };
}

function completed(payload: unknown, appId: string): unknown {
  const envelope = payload as { readonly team_id: string; readonly event?: { readonly channel?: unknown } };
  const isDirect = typeof envelope.event?.channel === 'string' && envelope.event.channel.startsWith('D');
  return {
    ...envelope,
    api_app_id: appId,
    authorizations: [
      { enterprise_id: null, team_id: envelope.team_id, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
    ],
    event: { ...envelope.event, ...(isDirect && { channel_type: 'im' }) },
  };
}
