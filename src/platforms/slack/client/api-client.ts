import { type WebAPICallResult, WebClient } from '@slack/web-api';
import { networkFailure } from '../../network-failure.js';
import { boltLogger } from '../bolt-logger.js';
import { httpFailure, refusedCall, unreadable } from './failure.js';
import type { Transport } from './transport.js';

/**
 * Slack's own client with its typed methods, and one plain request behind them: the stock one queues, retries and
 * renders each request and answer for a debug log, which costs more than the request. Every failure is a `SendError`.
 */
export class ApiClient extends WebClient {
  constructor(private readonly to: { readonly token: string; readonly base: string; readonly transport: Transport }) {
    super(undefined, { logger: boltLogger });
  }

  override async apiCall(method: string, args: Readonly<Record<string, unknown>> = {}): Promise<WebAPICallResult> {
    const { token, base, transport } = this.to;
    const url = new URL(method, base);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await transport(url, headers, formOf(args)).catch((error) => Promise.reject(networkFailure(error)));
    if (answer.status !== 200) throw httpFailure(answer);
    const result = read(answer.text);
    for (const said of result.response_metadata?.messages ?? []) boltLogger.warn(method, said);
    if (!result.ok) throw refusedCall(result.error, answer);
    return result;
  }
}

/** What is no plain value travels as JSON; what is undefined not at all. */
function formOf(args: Readonly<Record<string, unknown>>): string {
  const fields: string[] = [];
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined || value === null) continue;
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    fields.push(`${name}=${encodeURIComponent(text)}`);
  }
  return fields.join('&');
}

function read(text: string): WebAPICallResult & { readonly error?: unknown } {
  try {
    const result: unknown = JSON.parse(text);
    if (typeof result === 'object' && result !== null) return result as WebAPICallResult;
  } catch {}
  throw unreadable();
}
