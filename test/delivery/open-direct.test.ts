import assert from 'node:assert/strict';
import { addCard, findCardsOf } from '../../models/conversations/card.js';
import { conversationColumns } from '../../models/conversations/direct-conversation.js';
import { addAccount } from '../../models/people/account.js';
import { createSender } from '../../src/delivery/sender.js';
import { tellPerson } from '../../src/operations/telling/tell-person.js';
import { rowsOf } from '../support/database.js';
import { aUser, modelsOf } from '../support/factories.js';
import { readSchema } from '../support/schema.js';
import { aScene, type Scene, type SceneOptions } from './scene.js';
import { fails } from './scripted-platform.js';

interface Place {
  readonly conversation_id: string;
  readonly external_key: string | null;
  readonly user_id: string | null;
}

/** Columns that name channels and threads only, with the reason. */
const onlyChannels: Readonly<Record<string, string>> = {
  'digest_subscription.conversation_id': 'a channel; a person subscribes by who they are',
};

describe('a direct conversation that nobody wrote in yet', () => {
  let scene: Scene;
  let userId: string;
  const open = async (options: SceneOptions = {}) => {
    scene = await aScene(options);
    userId = (await aUser(scene.database, { org_id: scene.orgId })).user_id;
    await join('U1');
  };
  const join = (externalId: string) =>
    scene.database.write((tx) =>
      addAccount(tx, scene.orgId, {
        userId,
        platform: scene.platform.name,
        tenant: 'T1',
        externalId,
        standing: 'member',
        now: scene.now(),
      }),
    );
  const tell = async (text: string) => {
    const touched = new Set<string>();
    const { database, orgId } = scene;
    const to = await database.write((tx) =>
      tellPerson({ tx, models: modelsOf(database), orgId, now: scene.now(), touched }, userId, { text }),
    );
    assert.deepEqual([...touched], to ? [to] : []);
    return to ?? assert.fail('nobody was told');
  };
  const places = () => rowsOf<Place>(scene.database, 'conversation', 'ORDER BY created_at');
  const opened = () => scene.platform.calls.filter(({ act }) => act === 'direct').length;
  afterEach(() => scene.dispose());

  it('is opened once, before the first message goes there', async () => {
    await open();
    const to = await tell('one');
    assert.equal(await tell('two'), to);
    await scene.sweep();
    assert.equal(await tell('three'), to);
    await scene.sweep();
    assert.deepEqual(scene.platform.texts('D-U1'), ['one', 'two', 'three']);
    assert.equal(opened(), 1);
    assert.deepEqual(
      (await places()).map((one) => [one.external_key, one.user_id]),
      [['D-U1', userId]],
    );
  });

  it('is one conversation when two processes open it at once', async () => {
    await open();
    const to = await tell('one');
    await tell('two');
    const second = createSender(scene.delivery);
    await Promise.all([scene.sender.send([to]), second.send([to])]);
    await Promise.all([scene.sender.idle(), second.idle()]);
    await scene.sweep();
    await second.stop();
    assert.deepEqual(scene.platform.texts('D-U1'), ['one', 'two']);
    assert.equal((await places()).length, 1);
  });

  it('becomes the one the person made meanwhile by writing first, and nothing is said twice', async () => {
    await open();
    const to = await tell('from the desk');
    const card = (conversationId: string, subjectId: string) =>
      scene.database.write((tx) =>
        addCard(tx, scene.orgId, { kind: 'note', subjectId, conversationId, version: 1, now: scene.now() }),
      );
    await scene.card(to, 'twice');
    await scene.card(to, 'once');
    const theirs = await scene.conversation('D-U1');
    await card(theirs, 'twice');
    await scene.say(theirs, 'their answer');
    await scene.sweep();
    await scene.sweep();
    assert.deepEqual(scene.platform.texts('D-U1').toSorted(), ['from the desk', 'once v1', 'their answer']);
    assert.deepEqual(
      (await places()).map((one) => [one.conversation_id, one.user_id]),
      [[theirs, userId]],
    );
    assert.equal((await findCardsOf(scene.database, scene.orgId, 'twice')).length, 1);
    assert.equal(await tell('and again'), theirs);
  });

  it('is tried again while the platform is away, and given up when the person is gone', async () => {
    await open();
    scene.platform.fate = ({ act }) => (act === 'direct' ? fails('unavailable') : undefined);
    await tell('one');
    await scene.sweep();
    assert.deepEqual(scene.platform.texts('D-U1'), []);
    scene.platform.fate = () => undefined;
    await scene.pass(60_000);
    assert.deepEqual(scene.platform.texts('D-U1'), ['one']);
    assert.deepEqual(scene.dead, []);
  });

  it('is given up when the platform says that the person cannot be written to', async () => {
    await open();
    scene.platform.fate = ({ act }) => (act === 'direct' ? fails('conversation_gone') : undefined);
    await tell('one');
    await scene.sweep();
    await scene.pass(60_000);
    assert.deepEqual(scene.dead, ['scripted_conversation_gone']);
    assert.equal(opened(), 2);
  });

  it('lists every column that may name it', async () => {
    await open();
    const named = (await readSchema(scene.database)).flatMap(({ name, references }) =>
      references
        .filter(({ table }) => table === 'conversation')
        .flatMap(({ columns }) => columns.filter((column) => column !== 'org_id').map((column) => `${name}.${column}`)),
    );
    const moved: string[] = conversationColumns.map(([table, column]) => `${table}.${column}`);
    assert.deepEqual([...moved, ...Object.keys(onlyChannels)].toSorted(), named.toSorted());
  });
});
