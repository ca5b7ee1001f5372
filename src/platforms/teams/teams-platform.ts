import { type Address, type Reply, SendError } from '../../chat/outbound.js';
import type { Platform } from '../../chat/platform.js';
import { createDeliver } from './act.js';
import { readConversation, threadUnder } from './address.js';
import { isPrivateChannel } from './client/channels.js';
import { createConnector } from './client/connector.js';
import { createAuthentication } from './client/endpoints.js';
import { toKeysError } from './client/failure.js';
import { downloadFile } from './client/files.js';
import { postMessage, removeMessage, updateMessage, type Wire } from './client/messages.js';
import { openDirect, readMembers, readProfile } from './client/people.js';
import { createCounters } from './counters.js';
import { createFront, type Deliver } from './front/front.js';
import { createKeys } from './front/keys.js';
import { createRouter } from './front/router.js';
import { createKnown } from './known.js';
import type { TeamsOptions, TeamsPlatform } from './options.js';

/** Teams over HTTP, on botbuilder. Answers 503 before `start` and after `stop`. */
export function createTeamsPlatform(options: TeamsOptions): TeamsPlatform {
  const { appId, serviceHosts, clock, timeoutMs = 10_000 } = options;
  const authentication = createAuthentication(options, timeoutMs);
  const connector = createConnector({ authentication, appId, serviceHosts, timeoutMs });
  const keys = createKeys({ metadataUrl: options.openIdMetadataUrl, clock, timeoutMs });
  const known = createKnown();
  const counters = createCounters();
  let deliver: Deliver | undefined;
  const front = createFront({ teams: options, keys, deliver: () => deliver, count: counters.add });

  /** A conversation is reached where it was heard of last, else where its tenant was; and else where Teams takes anything. */
  async function wire(tenant: string, conversation?: string): Promise<Wire> {
    const installation = await options.installations.find(tenant);
    if (installation === undefined) throw new SendError('unauthorized', 'not_installed');
    const heard = conversation === undefined ? undefined : known.serviceUrlOf(tenant, conversation);
    const serviceUrl = heard ?? installation.serviceUrl ?? `https://${serviceHosts[0] ?? ''}/teams/`;
    return { call: connector.call, serviceUrl, deskId: `28:${appId}` };
  }
  const wireTo = ({ tenant, conversation }: Address) => wire(tenant, conversation);

  const direct: Platform['direct'] = async (tenant, personId) => {
    const before = known.directOf(tenant, personId);
    if (before !== undefined) return before;
    const opened = await openDirect(await wire(tenant), tenant, personId);
    known.noteDirect(tenant, personId, opened);
    return opened;
  };
  const change = async (to: Address, messageId: string, reply: Reply, nonce?: string) =>
    updateMessage(await wireTo(to), to, messageId, reply, nonce);
  const post: Platform['post'] = async (to, reply, nonce) => postMessage(await wireTo(to), to, reply, nonce);

  return {
    name: 'teams',
    // Teams: 7 a second, 8 in two, 60 in thirty, 1,800 an hour for a bot in one conversation.
    pace: { everyMs: 2_010, burst: 6 },
    routes: [{ path: '/api/messages', handle: front }],
    async start(intake) {
      const router = createRouter(authentication);
      deliver = createDeliver({ options, router, known, intake, platform: { direct, post, change } });
    },
    async stop() {
      deliver = undefined;
    },
    post,
    update: (to, messageId, reply) => change(to, messageId, reply),
    remove: async (to, messageId) => removeMessage(await wireTo(to), to, messageId),
    // Teams shows a bot no history, and keeps nothing of a message by which it could be told from another.
    find: async () => 'cannot_tell',
    async profile(tenant, personId) {
      const conversation = known.placeOf(tenant, personId) ?? (await direct(tenant, personId));
      const profile = await readProfile(await wire(tenant, conversation), { tenant, conversation, personId });
      const timeZone = known.zoneOf(tenant, profile.id);
      return { ...profile, ...(timeZone !== undefined && { timeZone }) };
    },
    async members(to) {
      const { channel } = readConversation(to.conversation);
      const at = await wireTo(to);
      const ids = await readMembers(at, to.conversation);
      return { ids, isPrivate: await isPrivateChannel(at, { channel, ...known.channel(to.tenant, channel) }) };
    },
    download: (_tenant, url, mostBytes) =>
      downloadFile(url, { bearer: connector.bearer, serviceHosts, mostBytes, timeoutMs }),
    direct,
    threadUnder,
    async warm() {
      await Promise.all([keys.warm().catch((error) => Promise.reject(toKeysError(error))), connector.warm()]);
    },
    counts: counters.read,
  };
}
