import type { Channel, Json, Member, Message, SharedFile, Tenant, World } from './world.js';

/** Where an activity happens, as it says it. */
export type Where = { readonly channel: Channel; readonly rootId: string | undefined } | { readonly direct: string };

/** What every activity has. */
export function base(
  world: World,
  tenant: Tenant,
  of: { where: Where; from?: Member; id: string; eventType?: string },
): Json {
  const { where, from, id, eventType } = of;
  const isChannel = 'channel' in where;
  return {
    id,
    timestamp: world.clock().toISOString(),
    channelId: 'msteams',
    serviceUrl: tenant.serviceUrl,
    ...(from && { from: { id: from.botSideId, name: `${from.firstName} ${from.lastName}`, aadObjectId: from.id } }),
    conversation: {
      ...(isChannel && { isGroup: true }),
      conversationType: isChannel ? 'channel' : 'personal',
      tenantId: tenant.id,
      id: isChannel ? chainId(where) : where.direct,
    },
    recipient: { id: world.deskId, name: 'Deskhand' },
    entities: [{ locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Berlin', type: 'clientInfo' }],
    channelData: {
      ...(isChannel && {
        teamsChannelId: where.channel.id,
        teamsTeamId: where.channel.team.id,
        channel: { id: where.channel.id, ...(where.channel.type !== 'standard' && { type: where.channel.type }) },
        team: { id: where.channel.team.id },
      }),
      ...(eventType !== undefined && { eventType }),
      tenant: { id: tenant.id },
    },
    locale: 'en-US',
  };
}

function chainId({ channel, rootId }: Extract<Where, { channel: Channel }>): string {
  return rootId === undefined ? channel.id : `${channel.id};messageid=${rootId}`;
}

/** A message, or the change of one. Its words come encoded, and once more as HTML. */
export function messageActivity(
  world: World,
  tenant: Tenant,
  of: {
    message: Message;
    where: Where;
    from: Member;
    text: string;
    mentions: readonly Json[];
    type: string;
    eventType?: string;
  },
): Json {
  const { message, text, mentions, type } = of;
  const activity = base(world, tenant, { ...of, id: message.id });
  return {
    ...activity,
    type,
    text,
    textFormat: 'plain',
    entities: [...(activity.entities as readonly Json[]), ...mentions],
    attachments: [
      ...message.files.map((file) => attachmentOf(world, tenant, file)),
      { contentType: 'text/html', content: `<p>${text}</p>` },
    ],
  };
}

/** What a mention looks like beside its text. */
export function mentionOf(id: string, name: string): Json {
  return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } };
}

/** A file as the bot is told of it: where it lies, and for how long is its own business. */
function attachmentOf(world: World, tenant: Tenant, { name, type, content = name, isInline }: SharedFile): Json {
  const path = `${encodeURIComponent(name)}?content=${encodeURIComponent(content)}`;
  const url = `${world.origin}/amer/${tenant.id}/v3/attachments/${path}`;
  if (isInline) return { contentType: type, contentUrl: url, name };
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: `https://files.invalid/${encodeURIComponent(name)}`,
    name,
    content: { downloadUrl: url, uniqueId: `file-${name}`, fileType: type },
  };
}
