import { serveHttp } from '../../src/http/server.js';
import { createSlackPlatform } from '../../src/platforms/slack/index.js';
import type { SeenMessage } from '../support/slack/sees.js';
import { startLoopbackSlack } from '../support/slack/start-loopback-slack.js';
import { type ChatDriver, type Shown, scriptedIntake } from './chat-driver.js';

const signingSecret = 'a-signing-secret-of-tests';

/** Slack, on the loopback one. */
export async function slackDriver(): Promise<ChatDriver> {
  const slack = await startLoopbackSlack({ signingSecret, retryScale: 0.0005 });
  const workspace = slack.addWorkspace({ team: 'T1', appId: 'A1', botToken: 'xoxb-one' });
  const ana = workspace.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'ana@example.com' });
  workspace.addPerson({ id: 'U1', firstName: 'Tech', lastName: 'One' });
  const general = workspace.addChannel({ name: 'general', members: [ana], withBot: true });
  const platform = createSlackPlatform({
    signingSecret,
    apiUrl: slack.apiUrl,
    clock: () => new Date(),
    installations: { find: async (tenant) => (tenant === 'T1' ? await home() : undefined) },
  });
  const home = async () => ({ appId: 'A1', token: 'xoxb-one', ...(await identity) });
  const identity = platform.identify('xoxb-one').then(({ tenant, botUserId, botId }) => ({ tenant, botUserId, botId }));
  const intake = scriptedIntake();
  await platform.start(intake);
  const http = await serveHttp({ host: '127.0.0.1', port: 0, routes: platform.routes });
  slack.deliverTo(`${http.url}/slack/events`);
  const messageId = await platform.post({ tenant: 'T1', conversation: general.id }, { text: 'root' }, 'root');
  await slack.settled();
  intake.told.length = 0;

  const ours = (messages: readonly SeenMessage[]): Shown[] =>
    messages.filter(({ fromId }) => fromId === workspace.botUserId).map(shownOf);
  return {
    platform,
    tenant: 'T1',
    personId: ana.id,
    intake,
    canLookBack: true,
    direct: {
      says: async (text) => ({ messageId: await settledAfter(ana.says(text)) }),
      shown: async () => ours(ana.sees().direct),
    },
    thread: {
      says: async (text) => ({
        messageId: await settledAfter(ana.mentions(general, text, { thread: messageId })),
      }),
      shown: async () => {
        const [channel] = ana.sees(general).conversations;
        return ours(channel?.messages.find(({ ts }) => ts === messageId)?.thread ?? []);
      },
    },
    root: { channel: { tenant: 'T1', conversation: general.id }, messageId },
    edits: (ts, text) => settledAfter(ana.edits(ts, text)),
    deletes: (ts) => settledAfter(ana.deletes(ts)),
    async redelivers() {
      const last = slack.deliveries.filter(({ kind }) => kind === 'event').at(-1);
      await slack.redeliver(last?.id ?? '');
      await slack.settled();
    },
    async presses(ts, label) {
      await settledAfter(ana.presses(label, { on: ts }));
    },
    form() {
      const modal = ana.modal();
      return (
        modal && {
          title: modal.title,
          fields: Object.fromEntries(modal.fields.map(({ label, value }) => [label, value])),
        }
      );
    },
    async submits(_form, answers) {
      await settledAfter(ana.submits(answers));
    },
    async stop() {
      await http.close();
      await platform.stop();
      await slack.stop();
    },
  };

  async function settledAfter<T>(doing: Promise<T>): Promise<T> {
    const done = await doing;
    await slack.settled();
    return done;
  }
}

function shownOf({ ts, text, notification, buttons, mentions, links, images }: SeenMessage): Shown {
  const live = [...mentions.map((id) => `person ${id}`), ...links.map(({ url }) => `link ${url}`), ...images];
  return { id: ts, text, fallback: notification, buttons, live };
}
