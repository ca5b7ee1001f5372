import { readConversation } from './address.js';
import { type Activity, zoneOf } from './parse/activity.js';
import { createRecent } from './recent.js';

/**
 * What the last activities told by the way: where a conversation is reached, where a person can be looked up, to which
 * team a channel belongs. Nothing here is needed: what was forgotten is asked for, or taken from the installation.
 */
export interface Known {
  learn(tenant: string, activity: Activity): void;
  serviceUrlOf(tenant: string, conversation: string): string | undefined;
  /** A conversation a person takes part in. */
  placeOf(tenant: string, personId: string): string | undefined;
  noteDirect(tenant: string, personId: string, conversation: string): void;
  directOf(tenant: string, personId: string): string | undefined;
  /** The time zone a person's client told last. */
  zoneOf(tenant: string, personId: string): string | undefined;
  channel(tenant: string, channel: string): { readonly teamId?: string; readonly type?: string } | undefined;
}

const most = 20_000;

export function createKnown(): Known {
  const urls = createRecent<string>(most);
  const places = createRecent<string>(most);
  const directs = createRecent<string>(most);
  const zones = createRecent<string>(most);
  const channels = createRecent<{ teamId?: string; type?: string }>(most);
  const key = (tenant: string, id: string) => `${tenant} ${id}`;
  return {
    learn(tenant, activity) {
      const { serviceUrl, conversation, from, channelData } = activity;
      const { channel, kind } = readConversation(conversation.id);
      urls.set(key(tenant, channel), serviceUrl);
      if (from?.aadObjectId) places.set(key(tenant, from.aadObjectId), channel);
      if (kind === 'direct' && from?.aadObjectId) directs.set(key(tenant, from.aadObjectId), channel);
      const zone = zoneOf(activity);
      if (zone !== undefined && from?.aadObjectId) zones.set(key(tenant, from.aadObjectId), zone);
      const team = channelData.team?.id;
      const type = channelData.channel?.type;
      if (kind !== 'direct' && (team || type)) {
        const before = channels.get(key(tenant, channel));
        channels.set(key(tenant, channel), { ...before, ...(team && { teamId: team }), ...(type && { type }) });
      }
    },
    serviceUrlOf: (tenant, conversation) => urls.get(key(tenant, readConversation(conversation).channel)),
    placeOf: (tenant, personId) => places.get(key(tenant, personId)),
    noteDirect: (tenant, personId, conversation) => directs.set(key(tenant, personId), conversation),
    directOf: (tenant, personId) => directs.get(key(tenant, personId)),
    zoneOf: (tenant, personId) => zones.get(key(tenant, personId)),
    channel: (tenant, channel) => channels.get(key(tenant, channel)),
  };
}
