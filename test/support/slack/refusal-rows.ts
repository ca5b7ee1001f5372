import type { Ground } from './refusal-ground.js';
import { askModal, buttonRow } from './scene.js';
import type { Json } from './world.js';

/** One refusal and how it is provoked. */
export interface RefusalRow {
  readonly error: string;
  readonly when: string;
  readonly method: string;
  readonly args?: (ground: Ground) => Json | Promise<Json>;
  readonly prepare?: (ground: Ground) => unknown;
  readonly token?: string | undefined;
  readonly scopes?: readonly string[];
  readonly needed?: string;
}

const inTriage = (more: Json): ((ground: Ground) => Json) => {
  return ({ scene }) => ({ channel: scene.triage.id, ...more });
};
const onOwn = (more: Json = {}): ((ground: Ground) => Json) => {
  return ({ scene, own }) => ({ channel: scene.triage.id, ts: own, timestamp: own, ...more });
};
const spacedPost = inTriage({ text: 'x' });

/** Every refusal the Web API gives here. */
export const refusalRows: readonly RefusalRow[] = [
  { error: 'unknown_method', when: 'there is no such method', method: 'chat.shout' },
  { error: 'unknown_method', when: 'the name is one of the language', method: 'constructor' },
  { error: 'not_authed', when: 'there is no token', method: 'auth.test', token: '' },
  { error: 'invalid_auth', when: 'the token is unknown', method: 'auth.test', token: 'xoxb-other' },
  {
    error: 'token_revoked',
    when: 'the token was revoked',
    method: 'auth.test',
    prepare: ({ scene }) => scene.workspace.revokeToken(),
  },
  {
    error: 'account_inactive',
    when: 'the app was uninstalled',
    method: 'auth.test',
    prepare: ({ scene }) => scene.workspace.uninstall(),
  },
  {
    error: 'invalid_arguments',
    when: 'the channel is missing',
    method: 'chat.postMessage',
    args: () => ({ text: 'x' }),
  },
  { error: 'invalid_arguments', when: 'the text is no text', method: 'chat.postMessage', args: inTriage({ text: 5 }) },
  {
    error: 'invalid_arguments',
    when: 'there are attachments',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x', attachments: [] }),
  },
  {
    error: 'channel_not_found',
    when: 'there is no such channel',
    method: 'chat.postMessage',
    args: () => ({ channel: 'C0', text: 'x' }),
  },
  {
    error: 'channel_not_found',
    when: "it is another workspace's channel",
    method: 'chat.postMessage',
    args: ({ foreign }) => ({ channel: foreign, text: 'x' }),
  },
  {
    error: 'channel_not_found',
    when: 'the bot is not in the private channel',
    method: 'conversations.info',
    args: ({ hidden }) => ({ channel: hidden }),
  },
  {
    error: 'channel_not_found',
    when: 'the channel was deleted',
    method: 'chat.postMessage',
    args: spacedPost,
    prepare: ({ scene }) => scene.triage.vanish(),
  },
  {
    error: 'is_archived',
    when: 'the channel is archived',
    method: 'chat.postMessage',
    args: spacedPost,
    prepare: ({ scene }) => scene.triage.archive(),
  },
  {
    error: 'is_archived',
    when: 'the channel is archived',
    method: 'chat.update',
    args: onOwn({ text: 'y' }),
    prepare: ({ scene }) => scene.triage.archive(),
  },
  {
    error: 'not_in_channel',
    when: 'the bot is not in the public channel',
    method: 'chat.postMessage',
    args: ({ lobby }) => ({ channel: lobby, text: 'x' }),
  },
  {
    error: 'not_in_channel',
    when: 'the bot is not in the public channel',
    method: 'conversations.history',
    args: ({ lobby }) => ({ channel: lobby }),
  },
  {
    error: 'not_in_channel',
    when: 'the bot is not in the public channel',
    method: 'reactions.add',
    args: ({ lobby, own }) => ({ channel: lobby, timestamp: own, name: 'eyes' }),
  },
  {
    error: 'cannot_dm_bot',
    when: 'the person is a bot',
    method: 'chat.postMessage',
    args: ({ scene }) => ({
      channel: scene.workspace.addPerson({ firstName: 'Robo', lastName: '', isBot: true }).id,
      text: 'x',
    }),
  },
  { error: 'no_text', when: 'there is nothing to show', method: 'chat.postMessage', args: inTriage({ text: ' \n' }) },
  { error: 'no_text', when: 'nothing changes', method: 'chat.update', args: onOwn() },
  { error: 'no_text', when: 'nothing would be left', method: 'chat.update', args: onOwn({ text: '', blocks: [] }) },
  {
    error: 'msg_too_long',
    when: 'the text has 40,001 characters',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x'.repeat(40_001) }),
  },
  {
    error: 'msg_blocks_too_long',
    when: 'text and blocks are over 13,200 characters',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x'.repeat(13_200), blocks: [buttonRow('Go')] }),
  },
  {
    error: 'invalid_blocks_format',
    when: 'the blocks are no list',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x', blocks: {} }),
  },
  {
    error: 'invalid_blocks_format',
    when: 'the blocks are no JSON',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x', blocks: '[' }),
  },
  {
    error: 'invalid_blocks',
    when: 'a block is unknown',
    method: 'chat.update',
    args: onOwn({ text: 'x', blocks: [{ type: 'banner' }] }),
  },
  {
    error: 'invalid_metadata_format',
    when: 'the metadata is no object',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x', metadata: 5 }),
  },
  {
    error: 'invalid_metadata_format',
    when: 'the metadata is no JSON',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x', metadata: '{' }),
  },
  {
    error: 'invalid_metadata_schema',
    when: 'the metadata has no payload',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x', metadata: { event_type: 'x' } }),
  },
  {
    error: 'metadata_too_large',
    when: 'the metadata is too big',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x', metadata: { event_type: 'x', event_payload: { a: 'x'.repeat(16_000) } } }),
  },
  {
    error: 'invalid_thread_ts',
    when: 'the thread is no timestamp',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x', thread_ts: 'soon' }),
  },
  {
    error: 'thread_not_found',
    when: 'there is no such root',
    method: 'chat.postMessage',
    args: inTriage({ text: 'x', thread_ts: '1700000000.000001' }),
  },
  {
    error: 'thread_not_found',
    when: 'there is no such root',
    method: 'conversations.replies',
    args: inTriage({ ts: '1700000000.000001' }),
  },
  {
    error: 'cannot_reply_to_message',
    when: 'the root is a reply itself',
    method: 'chat.postMessage',
    args: ({ scene, reply }) => ({ channel: scene.triage.id, text: 'x', thread_ts: reply }),
  },
  {
    error: 'message_not_found',
    when: 'there is no such message',
    method: 'chat.update',
    args: onOwn({ ts: '1700000000.000001', text: 'x' }),
  },
  {
    error: 'message_not_found',
    when: 'there is no such message',
    method: 'chat.delete',
    args: onOwn({ ts: '1700000000.000001' }),
  },
  {
    error: 'message_not_found',
    when: 'the message is a whisper',
    method: 'chat.update',
    args: ({ scene, whisper }) => ({ channel: scene.triage.id, ts: whisper, text: 'x' }),
  },
  {
    error: 'message_not_found',
    when: 'somebody deleted it',
    method: 'chat.update',
    args: onOwn({ text: 'x' }),
    prepare: ({ scene, own }) => scene.olu.deletes(own),
  },
  {
    error: 'invalid_arguments',
    when: 'ts is no timestamp',
    method: 'chat.update',
    args: onOwn({ ts: 'last', text: 'x' }),
  },
  {
    error: 'cant_update_message',
    when: 'somebody else wrote it',
    method: 'chat.update',
    args: ({ scene, theirs }) => ({ channel: scene.triage.id, ts: theirs, text: 'x' }),
  },
  {
    error: 'cant_delete_message',
    when: 'somebody else wrote it',
    method: 'chat.delete',
    args: ({ scene, theirs }) => ({ channel: scene.triage.id, ts: theirs }),
  },
  {
    error: 'user_not_in_channel',
    when: 'the person is not there',
    method: 'chat.postEphemeral',
    args: inTriage({ user: 'U0NOBODY', text: 'x' }),
  },
  { error: 'users_list_not_supplied', when: 'nobody is named', method: 'conversations.open' },
  {
    error: 'user_not_found',
    when: 'there is nobody like that',
    method: 'conversations.open',
    args: () => ({ users: 'U0' }),
  },
  { error: 'user_not_found', when: 'there is nobody like that', method: 'users.info', args: () => ({ user: 'U0' }) },
  { error: 'bot_not_found', when: 'there is no such bot', method: 'bots.info', args: () => ({ bot: 'B0' }) },
  {
    error: 'user_disabled',
    when: 'the person is deactivated',
    method: 'conversations.open',
    args: ({ scene }) => ({ users: scene.ana.id }),
    prepare: ({ scene }) => scene.ana.becomes({ isDeactivated: true }),
  },
  {
    error: 'cannot_dm_bot',
    when: 'it is the bot itself',
    method: 'conversations.open',
    args: ({ scene }) => ({ users: scene.workspace.botUserId }),
  },
  {
    error: 'method_not_supported_for_channel_type',
    when: 'there are several people',
    method: 'conversations.open',
    args: ({ scene }) => ({ users: `${scene.ana.id},${scene.olu.id}` }),
  },
  {
    error: 'invalid_cursor',
    when: 'the cursor is not one of ours',
    method: 'conversations.members',
    args: inTriage({ cursor: 'xx' }),
  },
  {
    error: 'invalid_limit',
    when: 'the page is too big',
    method: 'conversations.members',
    args: inTriage({ limit: 1001 }),
  },
  { error: 'invalid_limit', when: 'the page is empty', method: 'conversations.history', args: inTriage({ limit: 0 }) },
  {
    error: 'already_reacted',
    when: 'the bot reacted before',
    method: 'reactions.add',
    args: onOwn({ name: 'eyes' }),
    prepare: ({ scene, own }) => scene.api('reactions.add', { channel: scene.triage.id, timestamp: own, name: 'eyes' }),
  },
  { error: 'no_reaction', when: 'the bot did not react', method: 'reactions.remove', args: onOwn({ name: 'eyes' }) },
  { error: 'invalid_name', when: 'it is no emoji', method: 'reactions.add', args: onOwn({ name: 'No Emoji' }) },
  {
    error: 'invalid_trigger_id',
    when: 'the trigger is made up',
    method: 'views.open',
    args: () => ({ trigger_id: '1.2.3', view: askModal() }),
  },
  {
    error: 'invalid_arguments',
    when: 'the trigger is missing',
    method: 'views.open',
    args: () => ({ view: askModal() }),
  },
  {
    error: 'invalid_arguments',
    when: 'the view is missing',
    method: 'views.open',
    args: async ({ trigger }) => ({ trigger_id: await trigger() }),
  },
  {
    error: 'invalid_arguments',
    when: 'the view is no JSON',
    method: 'views.open',
    args: async ({ trigger }) => ({ trigger_id: await trigger(), view: '{' }),
  },
  {
    error: 'expired_trigger_id',
    when: 'the trigger is older than 3 s',
    method: 'views.open',
    args: async ({ trigger }) => ({ trigger_id: await trigger(3001), view: askModal() }),
  },
  {
    error: 'exchanged_trigger_id',
    when: 'the trigger was used',
    method: 'views.open',
    args: async ({ scene, trigger }) => {
      const trigger_id = await trigger();
      await scene.api('views.open', { trigger_id, view: askModal() });
      return { trigger_id, view: askModal() };
    },
  },
  {
    error: 'view_too_large',
    when: 'the view is over 250 kB',
    method: 'views.open',
    args: async ({ trigger }) => ({
      trigger_id: await trigger(),
      view: askModal({ private_metadata: 'x'.repeat(250_001) }),
    }),
  },
  {
    error: 'duplicate_external_id',
    when: 'the external id is taken',
    method: 'views.open',
    args: async ({ scene, trigger }) => {
      await scene.api('views.open', { trigger_id: await trigger(), view: askModal({ external_id: 'one' }) });
      return { trigger_id: await trigger(), view: askModal({ external_id: 'one' }) };
    },
  },
  {
    error: 'not_found',
    when: 'no modal is open',
    method: 'views.push',
    args: async ({ trigger }) => ({ trigger_id: await trigger(), view: askModal() }),
  },
  {
    error: 'not_found',
    when: 'there is no such view',
    method: 'views.update',
    args: () => ({ view_id: 'V0', view: askModal() }),
  },
  {
    error: 'hash_conflict',
    when: 'the view changed since',
    method: 'views.update',
    args: async ({ scene, trigger }) => {
      const opened = await scene.api('views.open', { trigger_id: await trigger(), view: askModal() });
      return { view_id: (opened.view as Json).id, hash: '1.old', view: askModal() };
    },
  },
  ...[
    ['chat.postMessage', 'chat:write'],
    ['chat.update', 'chat:write'],
    ['chat.delete', 'chat:write'],
    ['chat.postEphemeral', 'chat:write'],
    ['conversations.open', 'im:write'],
    ['conversations.info', 'groups:read'],
    ['conversations.members', 'groups:read'],
    ['conversations.history', 'groups:history'],
    ['conversations.replies', 'groups:history'],
    ['users.info', 'users:read'],
    ['bots.info', 'users:read'],
    ['reactions.add', 'reactions:write'],
    ['reactions.remove', 'reactions:write'],
    ['team.info', 'team:read'],
  ].map(
    ([method = '', needed = '']): RefusalRow => ({
      error: 'missing_scope',
      when: `${needed} was not granted`,
      method,
      needed,
      scopes: ['im:read'],
      args: onOwn(),
    }),
  ),
  {
    error: 'missing_scope',
    when: 'channels:read was not granted',
    method: 'conversations.info',
    needed: 'channels:read',
    scopes: ['groups:read'],
    args: ({ lobby }) => ({ channel: lobby }),
  },
  {
    error: 'missing_scope',
    when: 'im:history was not granted',
    method: 'conversations.history',
    needed: 'im:history',
    scopes: ['groups:history'],
    args: ({ scene }) => ({ channel: scene.workspace.directId(scene.ana) }),
  },
];
