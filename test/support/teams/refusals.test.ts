import assert from 'node:assert/strict';
import { checkActivity } from './check-activity.js';
import { checkCard } from './check-card.js';
import type { Person } from './person.js';
import { type LoopbackTeams, startLoopbackTeams } from './start-loopback-teams.js';
import type { LoopbackTeam, LoopbackTenant } from './tenant.js';
import type { Json } from './world.js';

const card = (body: readonly unknown[], more: object = {}): Json => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  ...more,
});
const words = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'x' }] };
const button = { type: 'Action.Submit', title: 'Press', data: {} };
const withCard = (content: Json, more: object = {}): Json => ({
  type: 'message',
  summary: 's',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  ...more,
});

/** Each refusal the loopback Teams can give, provoked by a raw request. */
describe('loopback Teams: what it refuses', () => {
  let teams: LoopbackTeams;
  let tenant: LoopbackTenant;
  let ana: Person;
  let team: LoopbackTeam;
  let token: string;
  let id: string;
  before(async () => {
    teams = await startLoopbackTeams();
    tenant = teams.addTenant();
    ana = tenant.addPerson({ firstName: 'Ana', lastName: 'Lee' });
    team = tenant.addTeam({ name: 'Everybody', members: [ana] });
    token = (await login({}))?.access_token ?? '';
    const posted = await ask('POST', `v3/conversations/${tenant.directId(ana)}/activities`, {
      type: 'message',
      text: 'x',
      textFormat: 'plain',
    });
    id = (posted.body as { id: string }).id;
  });
  after(() => teams.stop());

  async function login(change: Record<string, string>): Promise<{ access_token: string } | undefined> {
    const form = {
      client_id: teams.appId,
      client_secret: teams.appPassword,
      grant_type: 'client_credentials',
      scope: 'https://api.botframework.com/.default',
      ...change,
    };
    const response = await fetch(`${teams.origin}/${tenant.id}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return response.status === 200 ? ((await response.json()) as { access_token: string }) : undefined;
  }
  async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    const authorization = `Bearer ${token}`;
    const response = await fetch(`${tenant.serviceUrl}${path}`, {
      method,
      headers: { authorization, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Json;
    return { status: response.status, code: (answer.error as Json | undefined)?.code, body: answer };
  }
  const direct = () => `v3/conversations/${tenant.directId(ana)}`;
  const message = { type: 'message', text: 'x', textFormat: 'plain' };
  const bot = () => ({ id: `28:${teams.appId}` });

  it('a login with another password, scope or grant', async () => {
    for (const change of [
      { client_secret: 'x' },
      { client_id: 'x' },
      { scope: 'https://graph.microsoft.com/.default' },
      { grant_type: 'password' },
    ])
      assert.equal(await login(change), undefined, JSON.stringify(change));
  });

  it('calls without a token, with another, with one that was taken away, and of a tenant it does not know', async () => {
    for (const authorization of ['', 'Bearer x', `Basic ${token}`])
      assert.deepEqual(
        await ask('POST', `${direct()}/activities`, message, { authorization }).then(({ status }) => status),
        401,
      );
    const elsewhere = await fetch(`${teams.origin}/amer/nobody/v3/conversations/x/members/y`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(elsewhere.status, 403);
    const other = await startLoopbackTeams();
    other.revokeTokens();
    await other.stop();
  });

  const refusals: readonly (readonly [string, string, () => Promise<{ status: number; code: unknown }>])[] = [
    [
      '404 ConversationNotFound',
      'an unknown conversation',
      () => ask('POST', 'v3/conversations/C0NOWHERE/activities', message),
    ],
    [
      '404 ConversationNotFound',
      'an unknown chain',
      () => ask('POST', `v3/conversations/${encodeURIComponent(`${team.general.id};messageid=1`)}/activities`, message),
    ],
    ['404 ActivityNotFoundInConversation', 'an unknown message', () => ask('PUT', `${direct()}/activities/1`, message)],
    ['404 NotFound', 'an unknown route', () => ask('PATCH', 'v3/anything')],
    ['404 MemberNotFoundInConversation', 'somebody who is not there', () => ask('GET', `${direct()}/members/nobody`)],
    [
      '400 BadSyntax',
      'a post to a channel that begins no chain',
      () => ask('POST', `v3/conversations/${encodeURIComponent(team.general.id)}/activities`, message),
    ],
    [
      '400 BadArgument',
      'a page of too many',
      () => ask('GET', `v3/conversations/${encodeURIComponent(team.general.id)}/pagedmembers?pageSize=1000`),
    ],
    [
      '400 BadArgument',
      'a conversation as another bot',
      () => ask('POST', 'v3/conversations', { bot: { id: '28:x' }, tenantId: tenant.id, members: [{ id: ana.id }] }),
    ],
    [
      '400 BadArgument',
      'a conversation of another tenant',
      () => ask('POST', 'v3/conversations', { bot: bot(), tenantId: 'x', members: [{ id: ana.id }] }),
    ],
    [
      '400 BadArgument',
      'a conversation with nobody',
      () => ask('POST', 'v3/conversations', { bot: bot(), tenantId: tenant.id, members: [{ id: 'nobody' }] }),
    ],
    [
      '400 BadArgument',
      'a group',
      () => ask('POST', 'v3/conversations', { bot: bot(), tenantId: tenant.id, members: [], isGroup: true }),
    ],
    [
      '400 BadArgument',
      'a chain without a message',
      () =>
        ask('POST', 'v3/conversations', {
          bot: bot(),
          tenantId: tenant.id,
          channelData: { channel: { id: team.general.id } },
        }),
    ],
    ['400 BadArgument', 'what is no message', () => ask('POST', `${direct()}/activities`, { type: 'event' })],
  ];
  for (const [expected, what, doing] of refusals)
    it(`${what}: ${expected}`, async () => {
      const { status, code } = await doing();
      assert.equal(`${status} ${String(code)}`, expected);
    });

  it('writing to whom it may not, and changing what it did not write', async () => {
    const outsider = tenant.addPerson({ firstName: 'Out', lastName: 'Sider', hasApp: false });
    const create = await ask('POST', 'v3/conversations', {
      bot: bot(),
      tenantId: tenant.id,
      members: [{ id: outsider.id }],
    });
    assert.equal(`${create.status} ${String(create.code)}`, '403 BotNotInConversationRoster');
    const sent = await ask('POST', `v3/conversations/${tenant.directId(outsider)}/activities`, message);
    assert.equal(sent.code, 'BotNotInConversationRoster');
    const theirs = await ana.says('mine');
    assert.equal((await ask('PUT', `${direct()}/activities/${theirs}`, message)).code, 'NotEnoughPermissions');
    const other = tenant.addTeam({ name: 'Closed', members: [ana], hasApp: false });
    assert.equal(
      (await ask('GET', `v3/conversations/${encodeURIComponent(other.id)}/pagedmembers`)).code,
      'BotNotInConversationRoster',
    );
    assert.equal(
      (await ask('GET', `v3/teams/${encodeURIComponent(other.id)}/conversations`)).code,
      'BotNotInConversationRoster',
    );
    team.general.block();
    const blocked = {
      bot: bot(),
      tenantId: tenant.id,
      channelData: { channel: { id: team.general.id } },
      activity: message,
    };
    assert.equal((await ask('POST', 'v3/conversations', blocked)).code, 'MessageWritesBlocked');
    assert.equal((await ask('DELETE', `${direct()}/activities/${id}`)).status, 200);
    assert.equal((await ask('DELETE', `${direct()}/activities/${id}`)).code, 'ActivityNotFoundInConversation');
  });

  const messages: readonly (readonly [string, Json])[] = [
    ['empty', { type: 'message' }],
    ['larger than 100 KB', { ...message, text: 'x'.repeat(110_000) }],
    ['in markdown', { type: 'message', text: 'x' }],
    ['with text beside its card', withCard(card([words]), { text: 'x', textFormat: 'plain' })],
    [
      'with two cards',
      withCard(card([words]), {
        attachments: [0, 1].map(() => ({
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: card([words]),
        })),
      }),
    ],
    ['with another attachment', { type: 'message', summary: 's', attachments: [{ contentType: 'image/png' }] }],
    ['with a card and no summary', withCard(card([words]), { summary: '' })],
    [
      'with a mention that is not in its text',
      { ...message, entities: [{ type: 'mention', text: '<at>A</at>', mentioned: { id: '1' } }] },
    ],
    ['with a mention of nobody', { ...message, entities: [{ type: 'mention', text: 'x' }] }],
  ];
  for (const [what, activity] of messages)
    it(`a message ${what}`, () => assert.throws(() => checkActivity(activity), { name: 'Refusal' }));

  const cards: readonly (readonly [string, Json])[] = [
    ['of another version', card([words], { version: '1.6' })],
    ['larger than 28 KB', card([{ ...words, inlines: [{ type: 'TextRun', text: 'x'.repeat(30_000) }] }])],
    ['with an unknown element', card([{ type: 'Carousel' }])],
    ['with an element Teams shows no more', card([{ type: 'Media', sources: [] }])],
    ['with a style that is none', card([{ type: 'Container', style: 'fishy', items: [words] }])],
    ['with nothing in a text', card([{ type: 'RichTextBlock', inlines: [] }])],
    ['with seven buttons in a row', card([{ type: 'ActionSet', actions: Array.from({ length: 7 }, () => button) }])],
    ['with an empty row', card([{ type: 'ActionSet', actions: [] }])],
    ['with a button without a label', card([{ type: 'ActionSet', actions: [{ ...button, title: ' ' }] }])],
    ['with an unknown action', card([{ type: 'ActionSet', actions: [{ type: 'Action.Http', title: 'x' }] }])],
    [
      'with an Execute without a verb',
      card([{ type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'x' }] }]),
    ],
    ['with a picture that is not on https', card([{ type: 'Image', url: 'http://x.example/a.png' }])],
    [
      'with a link to a script',
      card([
        {
          ...words,
          inlines: [{ type: 'TextRun', text: 'x', selectAction: { type: 'Action.OpenUrl', url: 'javascript:1' } }],
        },
      ]),
    ],
    ['with a required input nobody named', card([{ type: 'Input.Text', id: 'a', isRequired: true }])],
    ['with two inputs of one name', card([0, 1].map(() => ({ type: 'Input.Text', id: 'a', label: 'A' })))],
  ];
  for (const [what, content] of cards)
    it(`a card ${what}`, () => assert.throws(() => checkCard(content), { name: 'Refusal' }));

  it('nothing of a card as it should be', () => {
    checkActivity(withCard(card([words, { type: 'ActionSet', actions: [button] }])));
  });
});
