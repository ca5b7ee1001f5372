import { serveHttp } from '../../src/http/server.js';
import { createTeamsPlatform } from '../../src/platforms/teams/index.js';
import type { SeenMessage } from '../support/teams/sees.js';
import { startLoopbackTeams } from '../support/teams/start-loopback-teams.js';
import { type ChatDriver, type Shown, scriptedIntake } from './chat-driver.js';

/** Teams, on the loopback one. */
export async function teamsDriver(): Promise<ChatDriver> {
  const teams = await startLoopbackTeams({ retryScale: 0.0005 });
  const tenant = teams.addTenant();
  const ana = tenant.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'ana@home.example' });
  const team = tenant.addTeam({ name: 'Everybody', members: [ana] });
  const platform = createTeamsPlatform({
    appId: teams.appId,
    appPassword: teams.appPassword,
    loginTenant: tenant.id,
    tenants: [tenant.id],
    openIdMetadataUrl: `${teams.origin}/metadata`,
    loginUrl: teams.origin,
    serviceHosts: [new URL(teams.origin).host],
    clock: () => new Date(),
    installations: {
      find: async (id) => (id === tenant.id ? { tenant: id, serviceUrl: tenant.serviceUrl } : undefined),
      noteServiceUrl: async () => undefined,
    },
  });
  const intake = scriptedIntake();
  await platform.start(intake);
  const http = await serveHttp({ host: '127.0.0.1', port: 0, routes: platform.routes });
  teams.deliverTo(`${http.url}/api/messages`);
  const channel = { tenant: tenant.id, conversation: team.general.id };
  const messageId = await platform.post(channel, { text: 'root' }, 'root');

  const ours = (messages: readonly SeenMessage[]): Shown[] =>
    messages.filter(({ fromId, isEphemeral }) => fromId === 'bot' && !isEphemeral).map(shownOf);
  const settledAfter = async <T>(doing: Promise<T>): Promise<T> => {
    const done = await doing;
    await teams.settled();
    return done;
  };
  return {
    platform,
    tenant: tenant.id,
    personId: ana.id,
    intake,
    canLookBack: false,
    direct: {
      says: async (text) => ({ messageId: await settledAfter(ana.says(text)) }),
      shown: async () => ours(ana.sees().direct),
    },
    thread: {
      says: async (text) => ({
        messageId: await settledAfter(ana.mentions(team.general, text, { thread: messageId })),
      }),
      shown: async () => {
        const [seen] = ana.sees(team.general).conversations;
        return ours(seen?.messages.find(({ id }) => id === messageId)?.thread ?? []);
      },
    },
    root: { channel, messageId },
    edits: (id, text) => settledAfter(ana.edits(id, text)),
    deletes: (id) => settledAfter(ana.deletes(id)),
    async redelivers() {
      const last = teams.deliveries.at(-1);
      await settledAfter(teams.redeliver(last?.activity ?? {}));
    },
    async presses(on, label) {
      await settledAfter(ana.presses(label, { on }));
    },
    form() {
      const open = ana.dialog();
      return (
        open && {
          title: open.title,
          fields: Object.fromEntries(open.fields.map(({ label, value, choices }) => [label, titleOf(value, choices)])),
        }
      );
    },
    async submits(_form, answers) {
      await settledAfter(ana.submits(answers));
    },
    async stop() {
      await http.close();
      await platform.stop();
      await teams.stop();
    },
  };
}

function titleOf(value: string, choices: readonly { readonly title: string; readonly value: string }[]): string {
  return choices.find((choice) => choice.value === value)?.title ?? value;
}

function shownOf({ id, text, notification, buttons, mentions, links, images }: SeenMessage): Shown {
  const live = [...mentions.map((person) => `person ${person}`), ...links.map((url) => `link ${url}`), ...images];
  return { id, text, fallback: notification, buttons, live };
}
