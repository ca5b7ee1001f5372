import assert from 'node:assert/strict';
import { request } from 'node:http';
import { type Harness, startHarness } from './harness.js';

describe('teams: the front', () => {
  let harness: Harness;
  afterEach(() => harness.stop());

  const bearer = async () => `Bearer ${await harness.teams.issuer.token({ serviceUrl: harness.tenant.serviceUrl })}`;
  const send = async (body: string | object) => (await harness.post(await bearer(), body)).status;

  it('answers 400 to what cannot be understood, and does nothing', async () => {
    harness = await startHarness();
    for (const body of ['', '{', 'null', '[]', '0', '"x"', '{}', '{"type":1}', '{"type":""}', '\0'])
      assert.equal(await send(body), 400, body);
    const broken = [
      { conversation: undefined },
      { conversation: null },
      { conversation: { id: 1, tenantId: harness.tenant.id } },
      { from: 'ana' },
      { from: { id: '' } },
      { id: undefined },
      { id: 'x'.repeat(700) },
      { text: 7 },
      { attachments: 'x' },
      { attachments: [null] },
      { channelData: { tenant: { id: harness.tenant.id }, team: 'x' } },
      { type: 'invoke', name: 'adaptiveCard/action', value: null },
      { type: 'invoke', name: 'task/fetch', value: 'x' },
      { type: 'conversationUpdate', membersAdded: [{ id: 1 }] },
    ];
    for (const change of broken) assert.equal(await send(harness.activity(change)), 400, JSON.stringify(change));
    assert.equal(harness.intake.told.length + harness.intake.asked.length, 0);
  });

  it('takes what concerns nobody and does nothing', async () => {
    harness = await startHarness();
    for (const change of [
      { type: 'typing' },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
      { type: 'endOfConversation' },
      { type: 'constructor' },
      { type: 'invoke', name: 'composeExtension/query', value: {} },
      { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: 'x', data: { foreign: 1 } } } },
      { conversation: { id: '19:x@thread.v2', conversationType: 'groupChat', tenantId: harness.tenant.id } },
      { type: 'conversationUpdate', channelData: { eventType: 'teamRenamed', tenant: { id: harness.tenant.id } } },
      { type: 'installationUpdate', action: 'add' },
    ])
      assert.equal(await send(harness.activity(change)), 200, JSON.stringify(change));
    assert.equal(harness.intake.told.length + harness.intake.asked.length, 0);
  });

  it('reads five megabytes of nobody, and of somebody no more than one', async () => {
    harness = await startHarness();
    const big = JSON.stringify(harness.activity({ text: 'x'.repeat(5_000_000) }));
    const status = await harness.post(undefined, big).then(
      (answer) => answer.status,
      () => 401,
    );
    assert.equal(status, 401);
    const proven = await send(big).catch(() => 413);
    assert.equal(proven, 413);
    assert.equal(harness.intake.told.length, 0);
  });

  it('answers 5xx until the desk has stored it, and never a false 200', async () => {
    harness = await startHarness();
    const { tell } = harness.intake;
    harness.intake.tell = async () => Promise.reject(new Error('the database is away: secret-word'));
    const { status, text } = await harness.post(await bearer(), harness.activity());
    assert.deepEqual([status, text], [500, '']);
    harness.intake.tell = tell;
    assert.equal(await send(harness.activity()), 200);
    assert.equal(harness.intake.told.length, 1);
  });

  it('answers 503 when the desk takes too long, where installations cannot be read, and before it is started', async () => {
    harness = await startHarness({ deadlineMs: 300 });
    harness.intake.tell = () => new Promise(() => undefined);
    assert.equal(await send(harness.activity()), 503);
    await harness.stop();
    harness = await startHarness({ find: () => Promise.reject(new Error('away')) });
    assert.equal(await send(harness.activity()), 503);
    await harness.platform.stop();
    assert.equal(await send(harness.activity()), 503);
  });

  it('refuses a tenant that is allowed and not there', async () => {
    harness = await startHarness({ find: async () => undefined });
    assert.equal(await send(harness.activity()), 403);
  });

  it('answers a failed press at once with 500, so that the person sees it', async () => {
    harness = await startHarness();
    harness.intake.ask = () => Promise.reject(new Error('away'));
    const data = { deskhand: { action: 'a', subject: 's', card: { id: 'c', version: 1 }, nonce: 'n' } };
    const press = {
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: '1',
      value: { action: { verb: 'a', data } },
    };
    assert.equal(await send(harness.activity(press)), 500);
  });

  it('answers nothing but POST', async () => {
    harness = await startHarness();
    const status = await new Promise((resolve) => {
      request(harness.url, { method: 'GET' }, (response) => resolve(response.resume().statusCode)).end();
    });
    assert.equal(status, 405);
  });

  it('survives what nobody would send', async () => {
    harness = await startHarness();
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const whole = JSON.stringify(harness.activity());
    const bodies = [
      whole.replace('"text":', `"value":${deep},"text":`),
      whole.replace('"text":', `"entities":${deep},"text":`),
      whole.replace('"text":', '"__proto__":{"type":"invoke"},"text":'),
      whole.replace('"text":', '"type":"invoke","text":'),
      whole.replace('hello', '\\ud800\\u0000'),
      whole.slice(0, -1),
    ];
    for (const body of bodies) assert.ok([200, 400].includes(await send(body)), body.slice(0, 80));
    assert.equal(await send(harness.activity()), 200);
  });
});
