import { playgroundMessages } from '../../models/conversations/playground-message.js';
import type { Database } from '../../models/database.js';
import type { OrgId } from '../../models/ids.js';
import type { Models } from '../../models/index.js';
import { takeTurns } from '../../models/organisations/take-turns.js';
import { findPerson } from '../../models/people/account.js';
import { pageOfDevices } from '../../models/tables/device-rows.js';
import { words } from '../cards/wording/index.js';
import { commit, type Desk } from '../desk/desk.js';
import { fillCompany } from '../operations/demo/fill-company.js';
import { greetPlayers } from '../operations/demo/greet-players.js';
import { foundOrg } from '../operations/organisations/found-org.js';
import { changeSetting, triageChannelOf } from '../operations/organisations/org-settings.js';
import { changeRole, provisionPerson } from '../operations/people/provision-person.js';
import type { Work } from '../operations/work.js';
import {
  type ExampleCompany,
  type PlaygroundStore,
  playgroundPeople,
  playgroundProfile,
  playgroundTriage,
  storedMessage,
} from '../platforms/web/index.js';

export const PLAYGROUND_TENANT = 'playground';

/** The playground's own organisation: its people with their roles, and its triage channel. Repeating it changes nothing. */
export async function setUpPlayground({
  database,
  models,
  clock,
}: {
  database: Database;
  models: Models;
  clock: () => Date;
}): Promise<OrgId> {
  const now = clock();
  const place = { platform: 'web', tenant: PLAYGROUND_TENANT };
  const orgId = await foundOrg(database, models, { ...place, name: words.setup.playground, details: {}, now });
  await database.write(async (tx) => {
    const work: Work = { tx, models, orgId, now, touched: new Set() };
    await takeTurns(tx, orgId, 'playground');
    for (const { id, role } of playgroundPeople) {
      const profile = await playgroundProfile(id);
      if (await findPerson(tx, orgId, { ...place, externalId: profile.id })) continue;
      const isTriageMember = role === 'tech';
      const person = await provisionPerson(work, { ...place, profile, isTriageMember, isInstaller: false });
      if (role === 'manager') await changeRole(work, person.user_id, 'admin', null);
    }
    if (await triageChannelOf(tx, orgId)) return;
    const channel = { ...place, conversation: playgroundTriage, isPrivate: true };
    await changeSetting(tx, orgId, 'triage_channel', channel, now);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await changeSetting(tx, orgId, 'time_zone', zone, now);
  });
  return orgId;
}

/** The example company of the playground: offered while nobody has put devices there, and filled once at a time. */
export function exampleCompanyOf(desk: () => Desk, orgId: OrgId): ExampleCompany {
  let filling: Promise<void> | undefined;
  const fill = async () => {
    const players = await playersOf();
    await commit(desk(), orgId, async (work) => {
      const { told } = await fillCompany(work, { players });
      if (told > 0) await greetPlayers(work, players);
    });
  };
  return {
    isOffered: async () => (await pageOfDevices(desk().database, orgId, '', 1)).length === 0,
    fill() {
      filling ??= fill().finally(() => {
        filling = undefined;
      });
      return filling;
    },
  };
}

/** The e-mails of those who are played. */
export async function playersOf(): Promise<string[]> {
  const profiles = await Promise.all(playgroundPeople.map(({ id }) => playgroundProfile(id)));
  return profiles.flatMap(({ email }) => email ?? []);
}

/** The playground's messages in the database. */
export function playgroundStoreOf(database: Database, orgId: OrgId): PlaygroundStore {
  const { rewrite, ...messages } = playgroundMessages(database, orgId, (value) => storedMessage.parse(value));
  return {
    ...messages,
    change: (id, change) => rewrite(id, (message) => (message.removed ? undefined : { ...message, ...change })),
    remove: (id) =>
      rewrite(id, ({ reply: _reply, words: _words, ...rest }) =>
        rest.removed ? undefined : { ...rest, removed: true },
      ),
  };
}
