import assert from 'node:assert/strict';
import type { Telling } from '../../../models/outbox/otherwise.js';
import { addAccount } from '../../../models/people/account.js';
import { changeSetting } from '../../../src/operations/organisations/org-settings.js';
import { giveUp } from '../../../src/operations/telling/give-up.js';
import { tellFirstReachable } from '../../../src/operations/telling/tell-first-reachable.js';
import type { Work } from '../../../src/operations/work.js';
import { aScene, type Scene } from '../../delivery/scene.js';
import { fails } from '../../delivery/scripted-platform.js';
import { rowsOf } from '../../support/database.js';
import { aUser, modelsOf } from '../../support/factories.js';

const TRIAGE = 'C-triage';

describe('tellFirstReachable', () => {
  let scene: Scene;
  let ana: string;
  let ben: string;
  beforeEach(async () => {
    scene = await aScene();
    Object.assign(scene.delivery, {
      onDead: async (...[tx, row, reason, touched]: Parameters<typeof scene.delivery.onDead>) => {
        const models = modelsOf(scene.database);
        await giveUp({ tx, models, orgId: scene.orgId, now: scene.now(), touched }, row, reason);
      },
    });
    ana = await person('Ana');
    ben = await person('Ben');
    await chooseTriage(true);
  });
  afterEach(() => scene.dispose());

  const write = <T>(run: (work: Work) => Promise<T>) =>
    scene.database.write((tx) =>
      run({ tx, models: modelsOf(scene.database), orgId: scene.orgId, now: scene.now(), touched: new Set() }),
    );
  const person = async (name: string) =>
    (await aUser(scene.database, { org_id: scene.orgId, first_name: name, last_name: '' })).user_id;
  const join = (userId: string, externalId: string) => {
    const { platform, orgId, now } = scene;
    const of = { userId, platform: platform.name, tenant: 'T1', externalId, standing: 'member', now: now() } as const;
    return write(({ tx }) => addAccount(tx, orgId, of));
  };
  const chooseTriage = (isPrivate: boolean) =>
    write(({ tx, orgId, now }) => {
      const channel = { platform: scene.platform.name, tenant: 'T1', conversation: TRIAGE, isPrivate };
      return changeSetting(tx, orgId, 'triage_channel', channel, now);
    });
  const tell = async (telling: Telling = { reply: { text: 'late' } }) => {
    const told = await write((work) => tellFirstReachable(work, [ana, ben], telling));
    await scene.sweep();
    return told;
  };
  const missed = async () =>
    (await rowsOf<{ detail_json: string }>(scene.database, 'ticket_event', "WHERE kind = 'tell.missed'")).map(
      ({ detail_json }) => (JSON.parse(detail_json) as { user: string | null }).user,
    );

  it('tells the first, and nobody else', async () => {
    await join(ana, 'U1');
    await join(ben, 'U2');
    assert.equal((await tell()).userId, ana);
    assert.deepEqual(scene.platform.texts('D-U1'), ['late']);
    assert.deepEqual([...scene.platform.texts('D-U2'), ...scene.platform.texts(TRIAGE)], []);
    assert.deepEqual(await missed(), []);
  });

  it('falls to the next when the first has no account, says whom it missed, and records it', async () => {
    await join(ben, 'U2');
    const told = await tell();
    assert.deepEqual([told.userId, told.missed], [ben, [ana]]);
    assert.deepEqual(scene.platform.texts('D-U2'), ['Ana cannot be reached here, so this comes to you.\nlate']);
    assert.deepEqual(await missed(), [ana]);
  });

  it('falls to the triage channel when nobody has one', async () => {
    assert.equal((await tell()).to, 'channel');
    assert.deepEqual(scene.platform.texts(TRIAGE), ['Ana and Ben cannot be reached here, so this comes to you.\nlate']);
    assert.deepEqual(await missed(), [ana, ben]);
  });

  it('says in a channel that anyone can read only what may be read there', async () => {
    await chooseTriage(false);
    await tell({ reply: { text: 'the secret is late' }, publicReply: { text: '#1 is late' } });
    assert.match(scene.platform.texts(TRIAGE).join(), /#1 is late$/);
  });

  it('falls on within 60 s when an account turns out to be gone, one after the other', async () => {
    await join(ana, 'U1');
    await join(ben, 'U2');
    scene.platform.fate = ({ act, conversation }) => {
      if (conversation === 'D-U1') return fails('conversation_gone');
      return conversation === 'D-U2' && act === 'post' ? fails('refused') : undefined;
    };
    await tell();
    for (let seconds = 0; seconds < 60; seconds += 5) await scene.pass(5_000);
    assert.deepEqual(scene.platform.texts(TRIAGE), ['Ana and Ben cannot be reached here, so this comes to you.\nlate']);
    assert.deepEqual(await missed(), [ana, ben]);
    const before = scene.platform.shown.length;
    await scene.pass(60_000);
    assert.equal(scene.platform.shown.length, before);
  });
});
