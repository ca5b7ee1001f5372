import { type Address, SendError } from '../../chat/outbound.js';
import { threadUnder } from './address.js';
import { carryAnswer } from './carry.js';
import { authTest } from './client/auth-test.js';
import { createCall } from './client/clients.js';
import { downloadFile } from './client/files.js';
import { findMessage } from './client/find-message.js';
import { postMessage, removeMessage, updateMessage } from './client/messages.js';
import { openDirect, readMembers, readProfile } from './client/people.js';
import { createCounters } from './counters.js';
import { createFront } from './front/front.js';
import type { Router } from './front/router.js';
import type { SlackInstallation, SlackOptions, SlackPlatform } from './options.js';

/** Slack over HTTP, on Bolt. Answers 503 before `start` and after `stop`. */
export function createSlackPlatform(options: SlackOptions): SlackPlatform {
  const timeoutMs = options.timeoutMs ?? 10_000;
  const call = createCall({ apiUrl: options.apiUrl, timeoutMs });
  const counters = createCounters();
  let router: Router | undefined;
  const front = createFront({ slack: options, router: () => router, count: counters.add });

  async function home(tenant: string): Promise<SlackInstallation> {
    const found = await options.installations.find(tenant);
    if (found === undefined) throw new SendError('unauthorized', 'not_installed');
    return found;
  }
  const token = async (to: Address) => (await home(to.tenant)).token;

  return {
    name: 'slack',
    // Slack: one message a second in a channel, short bursts allowed.
    pace: { everyMs: 1_000, burst: 4 },
    routes: [{ path: '/slack/events', handle: front }],
    async start(intake) {
      // Bolt only reads what comes in: who only sends never starts, and need not load it.
      const { createRouter } = await import('./front/router.js');
      const carry = (answer: Parameters<typeof carryAnswer>[0], body: Record<string, unknown>, at: SlackInstallation) =>
        carryAnswer(answer, { call, home: at, body });
      router = createRouter({ intake, clock: options.clock, carry });
    },
    async stop() {
      router = undefined;
    },
    post: async (to, reply, nonce) => postMessage(call, await token(to), to, reply, nonce),
    update: async (to, messageId, reply) => updateMessage(call, await token(to), to, messageId, reply),
    remove: async (to, messageId) => removeMessage(call, await token(to), to, messageId),
    find: async (to, nonce, since) => findMessage(call, await home(to.tenant), to, nonce, since),
    profile: async (tenant, personId) => readProfile(call, await home(tenant), personId),
    members: async (to) => readMembers(call, await home(to.tenant), to.conversation),
    download: async (tenant, fileId, mostBytes) =>
      downloadFile(
        call,
        { token: (await home(tenant)).token, fileId, mostBytes },
        { apiUrl: options.apiUrl, timeoutMs },
      ),
    direct: async (tenant, personId) => openDirect(call, await home(tenant), personId),
    threadUnder,
    identify: (botToken) => authTest({ token: botToken, apiUrl: options.apiUrl, timeoutMs }),
    counts: counters.read,
  };
}
