import { createHmac } from 'node:crypto';

/** The two headers Slack puts on each request; `timestamp` is in seconds. */
export function signature(secret: string, body: string, timestamp: number | string): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${digest}` };
}
