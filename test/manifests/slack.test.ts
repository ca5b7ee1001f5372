import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { heardEvents } from '../../src/platforms/slack/front/envelope.js';
import { type Schema, violations } from './json-schema.js';

const root = resolve(import.meta.dirname, '../../..');
const manifest: unknown = JSON.parse(readFileSync(resolve(root, 'manifests/slack.json'), 'utf8'));
const schemaFile = resolve(process.env.DESKHAND_SCHEMAS ?? resolve(root, '../shared/schemas'), 'slack-manifest.json');

/** The part of Slack's schema the manifest uses, by hand, for where the schema itself is not at hand. */
const url = z.string().regex(/^https:\/\/[a-z0-9.-]+\/slack\/events$/);
const handWritten = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    long_description: z.string().min(175).max(4_000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean() }),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string().min(1).max(50)) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: url, bot_events: z.array(z.string().max(50)) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: url }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.boolean(),
  }),
});

/** Each scope with the call or event that cannot do without it. */
const needed: Readonly<Record<string, string>> = {
  'app_mentions:read': 'event app_mention',
  'channels:history': 'event message.channels; conversations.history to look for an uncertain post',
  'channels:read': 'events member_joined_channel and member_left_channel; conversations.info and members',
  'chat:write': 'chat.postMessage, chat.update, chat.delete, chat.postEphemeral',
  'files:read': 'files.info, and what is in a file that is carried with its words',
  'groups:history': 'event message.groups; conversations.history in private channels',
  'groups:read': 'membership and members of a private triage channel',
  'im:history': 'event message.im; conversations.history in direct messages',
  'im:write': 'conversations.open',
  'metadata.message:read': 'the nonce by which an uncertain post is found',
  'users:read': 'users.info, bots.info; event user_change',
  'users:read.email': 'the verified e-mail of users.info, by which people are known',
};

describe('manifests: slack', () => {
  const read = handWritten.parse(manifest);

  it('is what Slack accepts', () => {
    if (!existsSync(schemaFile)) {
      console.log(`      no schema at ${schemaFile}: checked against the hand-written part only`);
      assert.equal(handWritten.safeParse(manifest).success, true);
      return;
    }
    const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Schema;
    assert.deepEqual(violations(manifest, schema), []);
    assert.notDeepEqual(violations({ ...(manifest as object), extra: 1, display_information: {} }, schema), []);
  });

  it('subscribes to exactly the events that have a listener', () => {
    const { bot_events: events } = read.settings.event_subscriptions;
    const heard = events.map((name) => name.replace(/^message\..*/, 'message'));
    assert.deepEqual(
      heard.filter((name) => !heardEvents.test(name)),
      [],
    );
    const membership = 'member_joined_channel member_left_channel channel_left group_left';
    const types = `message app_mention ${membership} app_uninstalled tokens_revoked user_change`;
    assert.deepEqual([...new Set(heard)].sort(), types.split(' ').sort());
  });

  it('asks for no scope without a use, and for none twice', () => {
    assert.deepEqual([...read.oauth_config.scopes.bot].sort(), Object.keys(needed).sort());
  });
});
