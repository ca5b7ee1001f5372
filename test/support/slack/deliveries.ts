import { Agent, request } from 'node:http';
import { createLog, type Log } from './log.js';
import { signature } from './sign.js';

/** One request the server made to the app, with what the app said to it. */
export interface Delivery {
  readonly kind: 'event' | 'interaction' | 'verification' | 'raw';
  readonly id: string;
  readonly team: string;
  /** The event's type (`message.im`), or the payload's (`block_actions`). */
  readonly type: string;
  readonly url: string;
  readonly at: Date;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly retryNum: number;
  readonly retryReason?: RetryReason;
  /** The status the app answered with; missing when it did not answer. */
  readonly status?: number;
  readonly answer: string;
  readonly failure?: RetryReason;
  readonly ms: number;
}

type RetryReason = 'http_timeout' | 'http_error' | 'connection_failed' | 'unknown_error';

/** What is to be sent. */
interface Parcel {
  readonly kind: Delivery['kind'];
  readonly id: string;
  readonly team: string;
  readonly type: string;
  readonly body: string;
  readonly contentType: string;
}

export interface RetryMark {
  readonly retryNum: number;
  readonly retryReason: RetryReason;
}

export interface Deliveries {
  readonly log: Log<Delivery>;
  /** Where requests go, in turn when there are several. Nothing is sent while there is none. */
  deliverTo(urls: readonly string[]): void;
  /** Sends once and says what came of it. */
  send(parcel: Parcel, retry?: RetryMark): Promise<Delivery>;
  /** Sends an event, and again at once, after 1 and after 5 minutes (scaled) while it fails. Resolves after the first try. */
  sendEvent(parcel: Parcel): Promise<Delivery | undefined>;
  /** Sends given bytes under given headers. */
  sendRaw(body: string, headers: Readonly<Record<string, string>>, url?: string): Promise<Delivery>;
  parcel(id: string): Parcel | undefined;
  settled(): Promise<void>;
  close(): void;
}

export interface DeliveryOptions {
  readonly signingSecret: string;
  readonly clock: () => Date;
  /** How long the app may take, in ms. */
  readonly patienceMs: number;
  /** 1 is Slack's own pace. */
  readonly retryScale: number;
  readonly limit?: number;
}

/** How many events are on their way at once; more wait for their turn. */
const CONNECTIONS = 256;

const RETRY_DELAYS_MS = [0, 60_000, 300_000];

/** The server's side of the Events API and interactivity. */
export function createDeliveries(options: DeliveryOptions): Deliveries {
  const { clock, signingSecret } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, maxFreeSockets: CONNECTIONS });
  const log = createLog<Delivery>(options.limit);
  const parcels = new Map<string, Parcel>();
  const timers = new Set<NodeJS.Timeout>();
  const waiters: (() => void)[] = [];
  let urls: readonly string[] = [];
  let turn = 0;
  let underWay = 0;

  const nextUrl = (): string => {
    turn += 1;
    return urls[turn % urls.length] ?? '';
  };
  const done = (): void => {
    underWay -= 1;
    if (underWay === 0) for (const wake of waiters.splice(0)) wake();
  };
  const post = async (parcel: Parcel, headers: Record<string, string>, url: string, retry?: RetryMark) => {
    const at = clock();
    underWay += 1;
    const keptAgent = parcel.kind === 'event' ? agent : false;
    const { body: bytes } = parcel;
    const exchanged = await exchange({ url, headers, body: bytes, agent: keptAgent, patienceMs: options.patienceMs });
    const { mayRetry, ...outcome } = exchanged;
    const { kind, id, team, type, body } = parcel;
    const delivery: Delivery = {
      ...{ kind, id, team, type, body, url, at, headers, retryNum: retry?.retryNum ?? 0 },
      ...(retry && { retryReason: retry.retryReason }),
      ...outcome,
    };
    log.add(delivery);
    return { delivery, mayRetry };
  };
  const sendOnce = (parcel: Parcel, retry?: RetryMark) => {
    const timestamp = Math.floor(clock().getTime() / 1000);
    const headers = {
      'content-type': parcel.contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signature(signingSecret, parcel.body, timestamp),
      ...(retry && { 'x-slack-retry-num': String(retry.retryNum), 'x-slack-retry-reason': retry.retryReason }),
    };
    return post(parcel, headers, nextUrl(), retry);
  };
  const attempt = async (parcel: Parcel, retry?: RetryMark): Promise<Delivery> => {
    const { delivery, mayRetry } = await sendOnce(parcel, retry);
    const delay = RETRY_DELAYS_MS[delivery.retryNum];
    if (delivery.failure && mayRetry && delay !== undefined) {
      const next = { retryNum: delivery.retryNum + 1, retryReason: delivery.failure };
      underWay += 1;
      const timer = setTimeout(() => {
        timers.delete(timer);
        void attempt(parcel, next).finally(done);
      }, delay * options.retryScale);
      timers.add(timer);
    }
    done();
    return delivery;
  };

  return {
    log,
    deliverTo: (next) => {
      urls = next;
    },
    send: async (parcel, retry) => {
      const { delivery } = await sendOnce(parcel, retry);
      done();
      return delivery;
    },
    sendEvent: async (parcel) => {
      if (urls.length === 0) return undefined;
      if (options.limit === undefined) parcels.set(parcel.id, parcel);
      return attempt(parcel);
    },
    sendRaw: async (body, headers, url) => {
      const parcel: Parcel = { kind: 'raw', id: '', team: '', type: '', body, contentType: '' };
      const { delivery } = await post(parcel, { ...headers }, url ?? nextUrl());
      done();
      return delivery;
    },
    parcel: (id) => parcels.get(id),
    settled: () => (underWay === 0 ? Promise.resolve() : new Promise<void>((wake) => waiters.push(wake))),
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      agent.destroy();
    },
  };
}

interface Exchange {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Events share connections; what is never repeated gets its own, so that no stale one can lose it. */
  readonly agent: Agent | false;
  readonly patienceMs: number;
}

interface Outcome {
  readonly status?: number;
  readonly answer: string;
  readonly failure?: RetryReason;
  readonly mayRetry: boolean;
  /** From the moment there was a connection. */
  readonly ms: number;
}

function exchange({ url, headers, body, agent, patienceMs }: Exchange): Promise<Outcome> {
  return new Promise((resolve) => {
    const bytes = Buffer.from(body);
    const sent = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': bytes.length } });
    let timer: NodeJS.Timeout | undefined;
    let started = performance.now();
    const end = (outcome: Omit<Outcome, 'ms'>): void => {
      clearTimeout(timer);
      resolve({ ...outcome, ms: performance.now() - started });
    };
    sent.on('socket', () => {
      started = performance.now();
      timer = setTimeout(() => {
        end({ answer: '', failure: 'http_timeout', mayRetry: true });
        sent.destroy();
      }, patienceMs);
    });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => undefined);
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        const isGood = status >= 200 && status < 300;
        const mayRetry = response.headers['x-slack-no-retry'] !== '1';
        const answer = Buffer.concat(chunks).toString('utf8');
        end({ status, answer, mayRetry, ...(!isGood && { failure: 'http_error' as const }) });
      });
    });
    sent.on('close', () => end({ answer: '', failure: 'connection_failed', mayRetry: true }));
    sent.on('error', () => undefined);
    sent.end(bytes);
  });
}
