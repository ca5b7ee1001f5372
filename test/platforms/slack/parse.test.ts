import assert from 'node:assert/strict';
import type { Inbound } from '../../../src/chat/inbound.js';
import { Malformed } from '../../../src/platforms/malformed.js';
import { parsePressed } from '../../../src/platforms/slack/parse/pressed.js';
import { parseSubmitted } from '../../../src/platforms/slack/parse/submitted.js';
import { parseTold } from '../../../src/platforms/slack/parse/told.js';
import { callback, directMessage, home, now } from './harness.js';
import { press, submission } from './payloads.js';

function told(event: object, envelope: object = {}): Inbound | undefined {
  return parseTold({ ...callback(event), ...envelope }, home);
}

function inChannel(more: object = {}): Record<string, unknown> {
  return directMessage({ channel: 'C1', channel_type: 'channel', ...more });
}

describe('slack: events', () => {
  it('reads a direct message', () => {
    assert.deepEqual(told(directMessage()), {
      kind: 'said',
      platform: 'slack',
      tenant: 'T1',
      dedupeKey: 'msg:D1:1772442000.000100',
      at: '2026-03-02T09:00:00.000Z',
      sender: { id: 'U1', isBot: false, isStranger: false },
      place: { kind: 'direct', conversation: 'D1', channel: 'D1' },
      messageId: '1772442000.000100',
      text: 'my vpn keeps dropping',
      isAddressed: true,
      mentions: [],
      files: [],
    });
  });

  it('counts a thread in a direct message as the direct message', () => {
    const said = told(directMessage({ thread_ts: '1772441000.000100' }));
    assert.deepEqual(said?.kind === 'said' && said.place, { kind: 'direct', conversation: 'D1', channel: 'D1' });
  });

  it('puts a message in a channel into the thread it starts or belongs to', () => {
    const root = told(inChannel());
    const reply = told(inChannel({ thread_ts: '1772441000.000100' }));
    assert.deepEqual(root?.kind === 'said' && [root.place.kind, root.place.conversation, root.isAddressed], [
      'thread',
      'C1:1772442000.000100',
      false,
    ]);
    assert.equal(reply?.kind === 'said' && reply.place.conversation, 'C1:1772441000.000100');
  });

  it('gives a mention and its twin the same key, both addressed', () => {
    const text = '<@UBOT> help <@U2>';
    const twins = [told(inChannel({ text })), told(inChannel({ type: 'app_mention', channel_type: undefined, text }))];
    assert.deepEqual(twins[0], twins[1]);
    assert.deepEqual(
      twins.map((twin) => twin?.kind === 'said' && [twin.isAddressed, twin.text, ...twin.mentions]),
      Array(2).fill([true, 'help @U2', 'U2']),
    );
  });

  it('reads what comes with files, and words repeated in the channel', () => {
    const file = {
      id: 'F1',
      name: 'shot.png',
      mimetype: 'image/png',
      size: 2_048,
      url_private: 'https://files.example',
    };
    const said = told(directMessage({ subtype: 'file_share', text: '', files: [file, { id: 'F2' }] }));
    assert.deepEqual(said?.kind === 'said' && said.files, [
      { id: 'F1', name: 'shot.png', type: 'image/png', bytes: 2_048 },
      { id: 'F2', name: '', type: '', bytes: 0 },
    ]);
    assert.equal(told(inChannel({ subtype: 'thread_broadcast' }))?.kind, 'said');
  });

  it('drops its own words however they are marked, and keeps those of other bots', () => {
    for (const own of [{ user: 'UBOT' }, { bot_id: 'BBOT' }, { app_id: 'A1', bot_id: 'B9' }]) {
      assert.equal(told(directMessage(own)), undefined);
    }
    assert.equal(told(directMessage({ subtype: 'bot_message', user: undefined, bot_id: 'B2' })), undefined);
    assert.equal(told(inChannel({ bot_id: 'B2', app_id: 'A2' }))?.sender.isBot, true);
  });

  it('leaves other kinds of messages alone', () => {
    for (const subtype of ['channel_join', 'channel_topic', 'reminder_add', 'me_message', 'huddle_thread']) {
      assert.equal(told(inChannel({ subtype })), undefined, subtype);
    }
    assert.equal(told(inChannel({ channel: 'G1', channel_type: 'mpim' })), undefined);
  });

  it('takes only a change of words for an edit', () => {
    const changed = (before: object | undefined, after: object) =>
      told({
        type: 'message',
        subtype: 'message_changed',
        channel: 'C1',
        ts: '1772442100.000200',
        message: { user: 'U1', ts: '1772442000.000100', ...after },
        previous_message: before && { user: 'U1', ts: '1772442000.000100', ...before },
      });
    const edit = changed({ text: 'a' }, { text: 'b &amp; c <@U2>', edited: { user: 'U1', ts: '1772442099.000000' } });
    assert.deepEqual(edit, {
      kind: 'edited',
      platform: 'slack',
      tenant: 'T1',
      dedupeKey: 'edit:C1:1772442000.000100:1772442099.000000',
      at: '2026-03-02T09:01:39.000Z',
      sender: { id: 'U1', isBot: false, isStranger: false },
      place: { kind: 'thread', conversation: 'C1:1772442000.000100', channel: 'C1' },
      messageId: '1772442000.000100',
      text: 'b & c @U2',
      mentions: ['U2'],
    });
    assert.equal(changed({ text: 'a' }, { text: 'a', attachments: [{}] }), undefined);
    assert.equal(changed(undefined, { text: 'a' }), undefined);
    assert.equal(changed({ text: 'a' }, { text: 'b', user: 'UBOT' }), undefined);
    assert.equal(changed({ text: 'a' }, { text: 'gone', user: 'USLACKBOT', subtype: 'tombstone' })?.kind, 'deleted');
  });

  it('reads a deletion in the thread it happened in', () => {
    const gone = told({
      type: 'message',
      subtype: 'message_deleted',
      channel: 'C1',
      ts: '1772442100.000200',
      deleted_ts: '1772442000.000100',
      previous_message: { user: 'U1', ts: '1772442000.000100', thread_ts: '1772441000.000100', text: 'x' },
    });
    assert.deepEqual(gone, {
      kind: 'deleted',
      platform: 'slack',
      tenant: 'T1',
      dedupeKey: 'gone:C1:1772442000.000100',
      at: '2026-03-02T09:01:40.000Z',
      sender: { id: 'U1', isBot: false, isStranger: false },
      place: { kind: 'thread', conversation: 'C1:1772441000.000100', channel: 'C1' },
      messageId: '1772442000.000100',
    });
  });

  it('tells who came and left, itself included, and whether the channel is private', () => {
    const joined = { type: 'member_joined_channel', channel: 'C1', channel_type: 'G', event_ts: '1772442000.000300' };
    const desk = told({ ...joined, user: 'UBOT' });
    assert.deepEqual(desk?.kind === 'membership' && [desk.who, desk.change, desk.isPrivate], [
      { id: 'UBOT', isDesk: true },
      'joined',
      true,
    ]);
    const person = told({ ...joined, type: 'member_left_channel', user: 'U2', channel_type: 'C' });
    assert.deepEqual(person?.kind === 'membership' && [person.who, person.change, person.isPrivate], [
      { id: 'U2', isDesk: false },
      'left',
      false,
    ]);
  });

  it('knows that it was removed from a channel', () => {
    for (const type of ['channel_left', 'group_left']) {
      const left = told({ type, channel: 'C1', event_ts: '1772442000.000300' });
      assert.deepEqual(left?.kind === 'membership' && [left.who, left.change, left.isPrivate], [
        { id: 'UBOT', isDesk: true },
        'left',
        type === 'group_left',
      ]);
    }
  });

  it('tells whose profile changed, with the zone they are in and whether they are a member', () => {
    const changed = (user: object) =>
      told({ type: 'user_change', user: { id: 'U1', ...user }, event_ts: '1772442000.000300' });
    const seen = changed({ tz: 'Europe/Berlin', deleted: false });
    assert.deepEqual(seen?.kind === 'profile_changed' && [seen.sender.id, seen.timeZone, seen.isMember], [
      'U1',
      'Europe/Berlin',
      true,
    ]);
    for (const gone of [{ deleted: true }, { is_restricted: true }, { is_ultra_restricted: true }])
      assert.equal((changed(gone) as { isMember?: boolean }).isMember, false);
  });

  it('takes an uninstall and a revoked bot token for the end, but not a revoked user token', () => {
    assert.equal(told({ type: 'app_uninstalled' })?.kind, 'uninstalled');
    assert.equal(told({ type: 'tokens_revoked', tokens: { bot: ['UBOT'] } })?.kind, 'uninstalled');
    assert.equal(told({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }), undefined);
  });

  it('refuses a known event that lacks what it needs', () => {
    for (const broken of [{ ts: 'now' }, { ts: 1 }, { channel: null }, { user: {} }, { text: ['a'] }, { files: {} }]) {
      assert.throws(() => told(directMessage(broken)), Malformed, JSON.stringify(broken));
    }
  });
});

describe('slack: presses and forms', () => {
  it('reads a press on a card as it was rendered', () => {
    assert.deepEqual(parsePressed(press(), home), {
      kind: 'pressed',
      platform: 'slack',
      tenant: 'T1',
      dedupeKey: 'press:1772442000.000500:1772442050.000100:U1',
      at: '2026-03-02T09:00:50.000Z',
      sender: { id: 'U1', isBot: false, isStranger: false },
      place: { kind: 'channel', conversation: 'C1', channel: 'C1' },
      messageId: '1772442000.000500',
      action: 'ticket.take',
      subject: 't1',
      card: { id: 'k1', version: 3 },
    });
  });

  it('names the conversation the card was posted to', () => {
    const at = (threadTs: string) =>
      parsePressed(
        press({
          container: { type: 'message', message_ts: '1772442000.000500', channel_id: 'C1', thread_ts: threadTs },
        }),
        home,
      );
    assert.equal(at('1772442000.000500')?.place.conversation, 'C1');
    assert.equal(at('1772441000.000100')?.place.conversation, 'C1:1772441000.000100');
    const direct = press({ container: { type: 'message', message_ts: '1772442000.000500', channel_id: 'D1' } });
    assert.deepEqual(parsePressed(direct, home)?.place, { kind: 'direct', conversation: 'D1', channel: 'D1' });
  });

  it('knows a repeated button by its action, and a stranger by their workspace', () => {
    const actions = [
      { type: 'button', action_id: 'device.pick#2', block_id: 'card:k1:3:1', value: 'd3', action_ts: '1.1' },
    ];
    const pressed = parsePressed(press({ actions, user: { id: 'U7', team_id: 'T7' } }), home);
    assert.deepEqual([pressed?.action, pressed?.subject, pressed?.sender.isStranger], ['device.pick', 'd3', true]);
  });

  it('leaves alone what is not a button on one of its cards', () => {
    const button = { type: 'button', action_id: 'a', block_id: 'x1', value: 'v', action_ts: '1.1' };
    assert.equal(parsePressed(press({ actions: [button] }), home), undefined);
    assert.equal(parsePressed(press({ actions: [{ ...button, block_id: 'card:k1:3' }] }), home), undefined);
    assert.equal(parsePressed(press({ actions: [{ ...button, block_id: 'card:k1:x:0' }] }), home), undefined);
    assert.equal(parsePressed(press({ container: { type: 'view' } }), home), undefined);
  });

  it('reads a submitted form, and knows the same words from corrected ones', () => {
    const first = parseSubmitted(submission(), home, now);
    assert.deepEqual(
      { ...first, dedupeKey: '' },
      {
        kind: 'submitted',
        platform: 'slack',
        tenant: 'T1',
        dedupeKey: '',
        at: '2026-03-02T09:00:00.000Z',
        sender: { id: 'U1', isBot: false, isStranger: false },
        action: 'ticket.resolve',
        subject: 't1',
        version: 4,
        values: { done: 'Reset the router & <b>', impact: 'low', note: '' },
      },
    );
    assert.match(first.dedupeKey, /^submit:V1:1772442050\.abc:[0-9a-f]{16}$/);
    assert.equal(parseSubmitted(submission(), home, now).dedupeKey, first.dedupeKey);
    const corrected = submission({ state: { values: { done: { value: { value: 'Reset it twice' } } } } });
    assert.notEqual(parseSubmitted(corrected, home, now).dedupeKey, first.dedupeKey);
  });

  it('refuses a form whose context was tampered with', () => {
    for (const metadata of [
      '',
      '{',
      'null',
      '[]',
      '{"subject":1,"version":4}',
      '{"subject":"t1"}',
      '{"subject":"t1","version":-1}',
    ]) {
      assert.throws(() => parseSubmitted(submission({ private_metadata: metadata }), home, now), Malformed, metadata);
    }
  });
});
