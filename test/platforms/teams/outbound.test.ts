import assert from 'node:assert/strict';
import type { CardPart } from '../../../src/chat/card.js';
import { type Reply, SendError, type SendFailure } from '../../../src/chat/outbound.js';
import type { Person } from '../../support/teams/person.js';
import type { LoopbackTeam } from '../../support/teams/tenant.js';
import { type Harness, startHarness } from './harness.js';

describe('teams: what is sent', () => {
  let harness: Harness;
  let ana: Person;
  let team: LoopbackTeam;
  let direct: string;
  beforeEach(async () => {
    harness = await startHarness({ timeoutMs: 400 });
    ana = harness.tenant.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'ana@home.example' });
    team = harness.tenant.addTeam({ name: 'Everybody', members: [ana] });
    direct = harness.tenant.directId(ana);
  });
  afterEach(() => harness.stop());

  const to = (conversation = direct) => ({ tenant: harness.tenant.id, conversation });
  const post = (conversation?: string) => harness.platform.post(to(conversation), { text: 'hello' }, 'n');
  const sent = () => harness.teams.counts().send ?? 0;

  const faults: readonly (readonly [Parameters<Harness['teams']['fault']>[1], SendFailure, string, number?])[] = [
    [{ status: 429, retryAfter: 7, code: 'TooManyRequests' }, 'rate_limited', 'TooManyRequests', 7_000],
    [{ status: 429 }, 'rate_limited', 'http_429', 30_000],
    [{ status: 412, code: 'PreconditionFailed' }, 'uncertain', 'PreconditionFailed'],
    [{ status: 408 }, 'uncertain', 'http_408'],
    [{ status: 500 }, 'uncertain', 'http_500'],
    [{ status: 502, body: '<html>bad gateway</html>' }, 'uncertain', 'http_502'],
    [{ status: 504 }, 'uncertain', 'http_504'],
    [{ status: 503 }, 'unavailable', 'http_503'],
    [{ status: 403, code: 'MessageWritesBlocked' }, 'conversation_gone', 'MessageWritesBlocked'],
    [{ status: 403, code: 'BotDisabledByAdmin' }, 'conversation_gone', 'BotDisabledByAdmin'],
    [{ status: 403 }, 'conversation_gone', 'http_403'],
    [{ status: 403, code: 'InvalidBotApiHost' }, 'refused', 'InvalidBotApiHost'],
    [{ status: 404, code: 'ConversationNotFound' }, 'conversation_gone', 'ConversationNotFound'],
    [{ status: 404, body: 'nothing' }, 'conversation_gone', 'http_404'],
    [{ status: 413, code: 'MessageSizeTooBig' }, 'refused', 'MessageSizeTooBig'],
    [{ status: 400, code: 'BadSyntax' }, 'refused', 'BadSyntax'],
    [{ status: 401 }, 'unauthorized', 'http_401'],
    [{ status: 201, body: '{}' }, 'uncertain', 'unreadable_answer'],
    [{ status: 201, body: 'not json' }, 'uncertain', 'unreadable_answer'],
    [{ location: 'http://127.0.0.1:9/elsewhere' }, 'refused', 'redirected'],
    ['drop', 'uncertain', 'ECONNRESET'],
    ['refuse', 'uncertain', 'ECONNRESET'],
    [{ hang: 'applied' }, 'uncertain', 'timeout'],
  ];
  for (const [fault, failure, reason, retryAfterMs] of faults) {
    it(`says "${failure}" of ${JSON.stringify(fault)}, and asks once`, async () => {
      harness.teams.fault({ operation: 'send' }, fault);
      const error = await failureOf(post());
      assert.deepEqual([error.failure, error.reason, error.retryAfterMs], [failure, reason, retryAfterMs]);
      assert.equal(sent(), 1);
    });
  }

  it('shows a chart that is refused as its picture, or as a list where there is none', async () => {
    const chart = {
      ...{ kind: 'chart' as const, style: 'bar' as const, title: 'By category', finding: 'Most are about e-mail.' },
      ...{ labels: ['E-mail', 'Network'], series: [{ name: 'Opened', values: [5, 3] }] },
    };
    const digest = (parts: readonly CardPart[]): Reply => ({
      text: 'Digest',
      card: { id: 'k', version: 1, title: 'Digest', parts },
    });
    const shown = () => ana.sees().direct.at(-1);
    const refused = harness.teams.fault(
      { when: ({ body }) => JSON.stringify(body).includes('Chart.VerticalBar') },
      { status: 400, code: 'BadSyntax' },
    );
    const picture = 'https://desk.example.com/files/x/chart.png';
    const id = await harness.platform.post(to(), digest([{ ...chart, picture }]), 'n');
    assert.deepEqual(shown()?.images, [picture]);
    await harness.platform.update(to(), id, digest([chart]));
    assert.match(shown()?.text ?? '', /E-mail: Opened 5[\s\S]*Network: Opened 3/);
    assert.deepEqual([refused.hits, ana.sees().direct.length], [2, 1]);
    refused.clear();
    await harness.platform.update(to(), id, digest([{ ...chart, picture }]));
    assert.match(shown()?.text ?? '', /\(.*chart\) By category/);
  });

  it('says that nothing was sent where nobody listens', async () => {
    await post();
    await harness.teams.stop();
    assert.equal((await failureOf(post())).failure, 'uncertain', 'the kept connection was cut');
    const { failure, reason } = await failureOf(post());
    assert.deepEqual([failure, reason], ['unavailable', 'ECONNREFUSED']);
    harness.teams.stop = async () => undefined;
  });

  it('says that nothing was sent where its password is refused', async () => {
    const wrong = await startHarness({ appPassword: 'another-password' });
    const to = { tenant: wrong.tenant.id, conversation: 'a:1' };
    assert.equal((await failureOf(wrong.platform.post(to, { text: 'x' }, 'n'))).failure, 'unauthorized');
    assert.deepEqual(wrong.teams.counts(), {});
    await assert.rejects(wrong.platform.warm());
    await wrong.stop();
  });

  it('writes to no host that is not allowed, whatever an installation says', async () => {
    const lured = await startHarness({
      find: async (tenant) => ({ tenant, serviceUrl: 'http://127.0.0.1:9/amer/x/' }),
    });
    const to = { tenant: lured.tenant.id, conversation: 'a:1' };
    const { failure, reason } = await failureOf(lured.platform.post(to, { text: 'x' }, 'n'));
    assert.deepEqual([failure, reason], ['refused', 'service_host_not_allowed']);
    await lured.stop();
  });

  it('tells what is gone: a message, a person who left, a channel', async () => {
    const { platform } = harness;
    const id = await post();
    await platform.remove(to(), id);
    assert.equal((await failureOf(platform.update(to(), id, { text: 'x' }))).failure, 'message_gone');
    assert.equal((await failureOf(platform.remove(to(), id))).failure, 'message_gone');
    harness.tenant.block(ana);
    assert.equal((await failureOf(post())).reason, 'MessageWritesBlocked');
    await post(team.general.id);
    team.general.block();
    assert.equal((await failureOf(post(team.general.id))).reason, 'MessageWritesBlocked');
    team.general.vanish();
    assert.equal((await failureOf(post(team.general.id))).reason, 'ConversationNotFound');
    await team.removeApp(ana);
    assert.equal((await failureOf(platform.members(to(team.general.id)))).failure, 'conversation_gone');
  });

  it('asks for one token for twenty cold calls, and for another when it is refused', async () => {
    await Promise.all(Array.from({ length: 20 }, () => post()));
    assert.equal(harness.teams.tokenRequests(), 1);
    harness.teams.revokeTokens();
    assert.equal((await failureOf(post())).failure, 'unauthorized');
    await post();
    assert.equal(harness.teams.tokenRequests(), 2);
  });

  it('keeps to the pace that Teams allows', async () => {
    harness.teams.enforceLimits();
    const { everyMs, burst } = harness.platform.pace;
    // As fast as the pace lets: a burst, then one by one. Within any window of Teams it is never too much.
    const times = Array.from({ length: 3_000 }, (_, index) => Math.max(0, index + 1 - burst) * everyMs);
    for (const [most, within] of [
      [7, 1_000],
      [8, 2_000],
      [60, 30_000],
      [1_800, 3_600_000],
    ] as const)
      for (const [index, at] of times.entries()) {
        const before = times[index - most];
        assert.ok(before === undefined || at - before >= within, `${most} in ${within} ms`);
      }
  });

  it('is told by the loopback Teams when it is too fast', async () => {
    harness.teams.enforceLimits();
    const results = await Promise.allSettled(Array.from({ length: 9 }, () => post()));
    const refused = results.filter(({ status }) => status === 'rejected');
    assert.equal(refused.length, 2);
    const [first] = refused as PromiseRejectedResult[];
    assert.ok(first?.reason instanceof SendError);
    assert.equal(first.reason.failure, 'rate_limited');
  });

  it('keeps what stands beside a message: mentions, and members of entities nobody described', async () => {
    const name = 'Ana Lee';
    const id = await harness.platform.post(to(), { text: ['look, ', { person: ana.id, name }] }, 'n');
    const [message] = ana.sees().direct;
    assert.deepEqual([message?.id, message?.text, message?.mentions], [id, 'look, @Ana Lee', [ana.id]]);
    const { sendAsWritten } = await import('../../../src/platforms/teams/client/as-written.js');
    sendAsWritten();
    const { ConnectorMappers } = await import('botframework-connector/lib/connectorApi/connectorClient.js');
    assert.equal(ConnectorMappers.Activity.type.name, 'any');
    assert.ok('additionalProperties' in ConnectorMappers.Entity.type);
  });

  it('knows people of the tenant by their address, and guests and strangers by none', async () => {
    const { tenant, platform } = harness;
    const profile = (person: Person) => platform.profile(tenant.id, person.id);
    assert.deepEqual(
      await profile(ana).then(({ email, firstName, lastName, isOwner }) => [email, firstName, lastName, isOwner]),
      ['ana@home.example', 'Ana', 'Lee', false],
    );
    const nameless = tenant.addPerson({ firstName: 'No', lastName: 'Mail', signIn: 'no.mail@home.example' });
    assert.equal((await profile(nameless)).email, 'no.mail@home.example');
    const guest = tenant.addPerson({ firstName: 'Gus', lastName: 'Guest', email: 'boss@home.example', isGuest: true });
    const { email, isGuest } = await profile(guest);
    assert.deepEqual([email, isGuest], [undefined, true]);
    const stranger = tenant.addPerson({
      firstName: 'Sam',
      lastName: 'S',
      email: 'boss@home.example',
      isStranger: true,
    });
    const strange = await profile(stranger);
    assert.deepEqual([strange.email, strange.isStranger], [undefined, true]);
  });

  it('reads a channel of 1,200 people, and who may read it', async () => {
    const { tenant, platform } = harness;
    const people = Array.from({ length: 1_200 }, (_, index) =>
      tenant.addPerson({ firstName: 'P', lastName: String(index) }),
    );
    const secret = team.addChannel({ name: 'secret', type: 'private', members: people });
    const shared = team.addChannel({ name: 'shared', type: 'shared', members: people });
    const [first] = people;
    await first?.mentions(secret, 'hi');
    const { ids, isPrivate } = await platform.members(to(secret.id));
    assert.deepEqual([new Set(ids).size, isPrivate], [1_200, true]);
    assert.equal((await platform.members(to(team.general.id))).isPrivate, false);
    assert.equal((await platform.members(to(shared.id))).isPrivate, false);
  });

  it('asks which of the channels of a team is private where an activity did not say', async () => {
    const secret = team.addChannel({ name: 'secret', type: 'private', members: [ana] });
    const activity = harness.activity({
      from: { id: ana.botSideId, aadObjectId: ana.id },
      conversation: { conversationType: 'channel', id: `${secret.id};messageid=1`, tenantId: harness.tenant.id },
      channelData: { tenant: { id: harness.tenant.id }, team: { id: team.id }, channel: { id: secret.id } },
    });
    await harness.teams.send(activity);
    assert.equal((await harness.platform.members(to(secret.id))).isPrivate, true);
  });
});

async function failureOf(doing: Promise<unknown>): Promise<SendError> {
  const error: unknown = await doing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SendError, String(error));
  return error;
}
