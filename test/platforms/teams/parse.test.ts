import assert from 'node:assert/strict';
import type { Pressed, Said, Submitted, Told } from '../../../src/chat/inbound.js';
import { Malformed } from '../../../src/platforms/malformed.js';
import { readActivity } from '../../../src/platforms/teams/parse/activity.js';
import { parseAsked } from '../../../src/platforms/teams/parse/asked.js';
import { parseTold } from '../../../src/platforms/teams/parse/told.js';
import { readWords } from '../../../src/platforms/teams/parse/words.js';

const tenant = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';
const deskId = '28:11111111-2222-3333-4444-555555555555';
const now = new Date('2026-01-02T18:30:00.000Z');
const heard = { tenant, deskId, now };
const channel = '19:d441d38c655c47a085215b2726e76927@thread.tacv2';
const person = { id: '29:1xXxUser', name: 'Test User', aadObjectId: '00000000-1111-2222-3333-444444444444' };

type Body = Record<string, unknown>;
const activity = (change: Body = {}): Body => ({
  type: 'message',
  id: '1767378504354',
  timestamp: '2026-01-02T18:28:24.3788393Z',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/amer/',
  from: person,
  conversation: { conversationType: 'personal', tenantId: tenant, id: 'a:17Nd' },
  recipient: { id: deskId, name: 'Deskhand' },
  channelData: { tenant: { id: tenant } },
  text: 'Hey',
  ...change,
});
const inChannel = (id: string): Body => ({
  conversation: { conversationType: 'channel', isGroup: true, tenantId: tenant, id },
  channelData: { tenant: { id: tenant }, team: { id: '19:team@thread.tacv2' }, channel: { id: channel } },
});
const told = (change: Body): readonly Told[] => {
  const body = activity(change);
  return parseTold(readActivity(body), body, heard);
};
const asked = (change: Body) => {
  const body = activity(change);
  return parseAsked(readActivity(body), body, heard);
};
const mention = (id: string, name: string, more = {}) => ({
  type: 'mention',
  text: `<at>${name}</at>`,
  mentioned: { id, name, ...more },
});

describe('teams: what is told', () => {
  it('reads a direct message', () => {
    const [said] = told({}) as [Said];
    assert.deepEqual(said, {
      kind: 'said',
      platform: 'teams',
      tenant,
      dedupeKey: 'msg:a:17Nd:1767378504354',
      at: '2026-01-02T18:28:24.378Z',
      sender: { id: person.aadObjectId, isBot: false, isStranger: false },
      place: { kind: 'direct', conversation: 'a:17Nd', channel: 'a:17Nd' },
      messageId: '1767378504354',
      text: 'Hey',
      isAddressed: true,
      mentions: [],
      files: [],
    });
  });

  it('reads a mention in a channel as a message of its chain, and one without a mention as not for the desk', () => {
    const id = `${channel};messageid=1767377017138`;
    const entities = [{ type: 'clientInfo' }, mention(deskId, 'Deskhand'), mention('29:other', 'Bob Roe')];
    const [said] = told({
      ...inChannel(id),
      entities,
      text: '<at>Deskhand</at>&nbsp;ask <at>Bob Roe</at> &lt;b&gt;',
    }) as [Said];
    assert.deepEqual(said.place, { kind: 'thread', conversation: id, channel });
    assert.deepEqual([said.text, said.isAddressed, said.mentions], ['ask @Bob Roe <b>', true, ['29:other']]);
    const [aside] = told({ ...inChannel(id), text: 'among us' }) as [Said];
    assert.equal(aside.isAddressed, false);
  });

  it('knows somebody without an Entra id by what the bot calls them', () => {
    const [said] = told({ from: { id: '29:1xXxUser' } }) as [Said];
    assert.equal(said.sender.id, '29:1xXxUser');
  });

  it('names files and pictures, and takes the HTML of a message for none', () => {
    const [said] = told({
      attachments: [
        { contentType: 'text/html', content: '<p>Hey</p>' },
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: 'log.txt',
          content: { downloadUrl: 'https://x.example/log', uniqueId: 'F1', fileType: 'txt' },
        },
        { contentType: 'image/png', contentUrl: 'https://x.example/image' },
      ],
    }) as [Said];
    assert.deepEqual(
      said.files.map(({ id, name, type }) => [id, name, type]),
      [
        ['https://x.example/log', 'log.txt', 'txt'],
        ['https://x.example/image', 'image', 'image/png'],
      ],
    );
  });

  it('reads edits and deletions of the message they are about, each edit once', () => {
    const edit = (text: string, timestamp: string) =>
      told({
        type: 'messageUpdate',
        text,
        timestamp,
        channelData: { tenant: { id: tenant }, eventType: 'editMessage' },
      })[0];
    const first = edit('one', '2026-01-02T18:29:00Z');
    assert.deepEqual([first?.kind, first?.kind === 'edited' && first.messageId], ['edited', '1767378504354']);
    assert.equal(edit('one', '2026-01-02T18:29:00Z')?.dedupeKey, first?.dedupeKey);
    assert.notEqual(edit('two', '2026-01-02T18:29:00Z')?.dedupeKey, first?.dedupeKey);
    assert.notEqual(edit('one', '2026-01-02T18:29:01Z')?.dedupeKey, first?.dedupeKey);
    const [gone] = told({ type: 'messageDelete', text: undefined });
    assert.deepEqual([gone?.kind, gone?.dedupeKey], ['deleted', 'gone:a:17Nd:1767378504354']);
  });

  it('reads who came and who left, each as one thing, and the desk only by the installation', () => {
    const bob = { id: '29:bob', aadObjectId: 'b0000000-0000-4000-8000-000000000001' };
    const added = told({
      ...inChannel(channel),
      type: 'conversationUpdate',
      membersAdded: [{ id: deskId }, person, bob],
    });
    assert.deepEqual(
      added.map((one) => one.kind === 'membership' && [one.change, one.who.id, one.place.conversation, one.isPrivate]),
      [person, bob].map(({ aadObjectId }) => ['joined', aadObjectId, channel, false]),
    );
    assert.equal(new Set(added.map(({ dedupeKey }) => dedupeKey)).size, 2);
    const installed = (action: string, more: Body = {}) =>
      told({ ...inChannel(channel), type: 'installationUpdate', action, ...more });
    const [desk] = installed('add');
    assert.deepEqual(desk?.kind === 'membership' && [desk.who.isDesk, desk.change], [true, 'joined']);
    assert.equal(installed('remove')[0]?.kind, 'membership');
    assert.deepEqual(installed('add-upgrade'), []);
    const selected = { tenant: { id: tenant }, settings: { selectedChannel: { id: '19:chosen@thread.tacv2' } } };
    const [chosen] = installed('add', { channelData: selected });
    assert.equal(chosen?.kind === 'membership' && chosen.place.channel, '19:chosen@thread.tacv2');
    assert.deepEqual(told({ type: 'installationUpdate', action: 'add' }), [], 'one person added it for themselves');
  });

  it('hears nothing of itself, of chats of many, or of what says nothing', () => {
    assert.deepEqual(told({ from: { id: deskId } }), []);
    assert.deepEqual(
      told({ conversation: { id: '19:x@thread.v2', conversationType: 'groupChat', tenantId: tenant } }),
      [],
    );
    assert.deepEqual(told({ type: 'messageReaction' }), []);
  });

  it('throws Malformed, naming the place, for what lacks what is relied on', () => {
    for (const change of [{ id: undefined }, { conversation: {} }, { from: { id: 7 } }, { attachments: [1] }])
      assert.throws(() => told(change), Malformed, JSON.stringify(change));
  });
});

describe('teams: what a person wrote', () => {
  const cases: readonly (readonly [string, readonly unknown[], string, boolean])[] = [
    ['<at>Deskhand</at> hi', [mention(deskId, 'Deskhand')], 'hi', true],
    ['hi <at>Deskhand</at>, and <at>Deskhand</at>', [mention(deskId, 'Deskhand')], 'hi , and', true],
    ['<at>Desk</at> hi', [{ type: 'mention', mentioned: { id: deskId } }], 'hi', true],
    ['a &amp;lt; b', [], 'a &lt; b', false],
    ['two\r\nlines\u00a0', [], 'two\nlines', false],
    ['<at id="0">Ann</at> said', [], '@Ann said', false],
    ['no mention of <b>', [null, 7, { type: 'mention' }], 'no mention of <b>', false],
  ];
  for (const [raw, entities, text, mentionsDesk] of cases)
    it(`reads ${JSON.stringify(raw)}`, async () => {
      const { entities: schema } = await import('../../../src/platforms/teams/parse/words.js');
      const read = readWords(raw, schema.parse(entities), deskId);
      assert.deepEqual([read.text, read.mentionsDesk], [text, mentionsDesk]);
    });
});

describe('teams: what is asked', () => {
  const data = {
    deskhand: { action: 'ticket.take', subject: 't1', card: { id: 'ticket:t1', version: 4 }, nonce: 'n1' },
  };
  const execute = (change: Body = {}): Body => ({
    type: 'invoke',
    id: 'f:1',
    name: 'adaptiveCard/action',
    replyToId: '1767377017138',
    value: { action: { type: 'Action.Execute', verb: 'ticket.take', data } },
    ...change,
  });
  const pressed = (change: Body) => asked(change)?.asked as Pressed;

  it('reads a press by the button, whatever the verb says', () => {
    const one = pressed(execute());
    assert.deepEqual(
      [one.action, one.subject, one.card, one.messageId, one.dedupeKey, one.sender.id],
      ['ticket.take', 't1', { id: 'ticket:t1', version: 4 }, '1767377017138', 'press:a:17Nd:f:1', person.aadObjectId],
    );
    const forged = execute({ value: { action: { verb: 'ticket.cancel', data } } });
    assert.equal(pressed(forged).action, 'ticket.take');
  });

  it('names the channel for a card that began a chain, and the chain for one below', () => {
    const id = `${channel};messageid=1767377017138`;
    assert.deepEqual(pressed(execute(inChannel(id))).place, { kind: 'channel', conversation: channel, channel });
    const below = pressed(execute({ ...inChannel(id), replyToId: '1767377099999' }));
    assert.deepEqual(below.place, { kind: 'thread', conversation: id, channel });
  });

  it('knows the same press under another id and time, and others from it', () => {
    const shares = (one: Pressed, two: Pressed) => one.likeness?.some((key) => two.likeness?.includes(key)) ?? false;
    const one = pressed(execute());
    const again = pressed(execute({ id: 'f:2', timestamp: '2026-01-02T18:28:40Z' }));
    assert.notEqual(again.dedupeKey, one.dedupeKey);
    assert.ok(shares(one, again));
    const later = (ms: number) => {
      const body = activity(execute({ id: 'f:3' }));
      return parseAsked(readActivity(body), body, { ...heard, now: new Date(now.getTime() + ms) })?.asked as Pressed;
    };
    assert.ok(shares(one, later(59_999)));
    assert.ok(!shares(one, later(120_000)));
    const others: Body[] = [
      { from: { ...person, aadObjectId: 'b0000000-0000-4000-8000-000000000001' } },
      { replyToId: '2' },
      { conversation: { ...(activity().conversation as object), id: 'a:other' } },
      { value: { action: { data: { deskhand: { ...data.deskhand, nonce: 'n2' } } } } },
    ];
    for (const change of others) assert.ok(!shares(one, pressed(execute(change))), JSON.stringify(change));
    const reordered = { action: { data: { deskhand: Object.fromEntries(Object.entries(data.deskhand).reverse()) } } };
    assert.ok(shares(one, pressed(execute({ value: reordered }))));
  });

  it('reads the press that opens a dialog, and the one an old client sends as a message', () => {
    assert.equal(asked({ ...execute(), name: 'task/fetch', value: { data } })?.way, 'fetch');
    assert.equal(asked({ value: data, text: undefined, replyToId: '1' })?.way, 'message');
    assert.equal(asked({ value: { foreign: 1 } }), undefined);
  });

  it('reads a form by its nonce and what was filled in, so that corrected words are another submission', () => {
    const form = { action: 'ticket.note', subject: 't1', version: 4, nonce: 'n1' };
    const submit = (values: Body, id = 'f:1') =>
      asked({ ...execute({ id }), name: 'task/submit', value: { data: { deskhandForm: form, ...values } } })
        ?.asked as Submitted;
    const one = submit({ 'field:note': 'done', 'field:x': 7, other: 'y' });
    assert.deepEqual([one.action, one.subject, one.version, one.values], ['ticket.note', 't1', 4, { note: 'done' }]);
    assert.equal(submit({ 'field:note': 'done' }, 'f:2').dedupeKey, one.dedupeKey);
    assert.notEqual(submit({ 'field:note': 'more' }).dedupeKey, one.dedupeKey);
  });

  it('takes nothing from what it did not write', () => {
    for (const value of [
      { action: {} },
      { action: { data: 'x' } },
      { action: { data: { deskhand: { ...data.deskhand, card: 1 } } } },
    ])
      assert.equal(asked(execute({ value })), undefined, JSON.stringify(value));
    assert.throws(() => asked(execute({ value: undefined })), Malformed);
    assert.throws(() => asked(execute({ id: undefined })), Malformed);
  });
});
