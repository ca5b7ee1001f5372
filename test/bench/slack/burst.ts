import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { signature } from '../../support/slack/sign.js';
import { type Actor, type Cast, nextLine } from './cast.js';
import { type BurstOrder, type BurstResult, signingSecret } from './orders.js';
import type { Replies } from './replies.js';

/** Everyone says their next line at the same moment; the requests are written and signed before the clock starts. */
export async function runBurst(
  cast: Cast,
  replies: Replies,
  { order, url }: { order: BurstOrder; url: string },
): Promise<BurstResult> {
  const events = cast.waiting.length;
  const lanes = Array.from({ length: order.connections }, (_, lane) =>
    cast.waiting.filter((_actor, index) => index % order.connections === lane).map((actor) => requestOf(cast, actor)),
  );
  const answered = order.isAnswered ? Promise.all(cast.waiting.map(({ channel }) => replies.next(channel))) : undefined;
  const startedAt = performance.now();
  const result = await autocannon({
    url,
    connections: order.connections,
    amount: events,
    timeout: 10,
    setupClient: (client) => client.setRequests(lanes.pop() ?? []),
  });
  const ackedMs = performance.now() - startedAt;
  await answered;
  const answeredMs = answered && performance.now() - startedAt;
  const notOk = result.non2xx + result.errors + result.timeouts;
  return { events, notOk, ackedMs, p50: result.latency.p50, p99: result.latency.p99, answeredMs };
}

let lastMicros = 0;

function requestOf(cast: Cast, actor: Actor) {
  lastMicros = Math.max(lastMicros + 1, Date.now() * 1000);
  const ts = `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
  const place = { channel: actor.channel, event_ts: ts, channel_type: 'im' };
  const event = {
    type: 'message',
    user: actor.person.id,
    ts,
    client_msg_id: randomUUID(),
    text: nextLine(actor),
    team: cast.team,
    ...place,
  };
  const { team, appId, botUserId } = cast;
  const body = JSON.stringify({
    team_id: team,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(lastMicros / 1e6),
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  });
  const headers = {
    'content-type': 'application/json',
    ...signature(signingSecret, body, Math.floor(Date.now() / 1000)),
  };
  return { method: 'POST', headers, body };
}
