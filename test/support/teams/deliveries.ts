import { Agent, request } from 'node:http';
import { createLog, type Log } from '../slack/log.js';
import type { Json } from './world.js';

/** One request the server made to the app, with what the app said to it. */
export interface Delivery {
  readonly activity: Json;
  /** 1 for the first try. */
  readonly tries: number;
  readonly at: Date;
  readonly status?: number;
  readonly answer: string;
  readonly failure?: 'timeout' | 'http_error' | 'connection_failed';
  readonly ms: number;
}

export interface Deliveries {
  readonly log: Log<Delivery>;
  /** Where requests go, in turn when there are several. Nothing is sent while there is none. */
  deliverTo(urls: readonly string[]): void;
  /** Sends once, with a token for the activity's service URL. */
  send(activity: Json, tries?: number): Promise<Delivery>;
  /** Sends what is told, and again while it fails; resolves after the first try. */
  tell(activity: Json): Promise<Delivery | undefined>;
  /** Sends given bytes under given headers. */
  sendRaw(body: string, headers: Readonly<Record<string, string>>, url?: string): Promise<Delivery>;
  settled(): Promise<void>;
  close(): void;
}

const CONNECTIONS = 256;
/** How long after a failure the same is sent again, ms, at Teams' own pace. */
const RETRY_MS = [1_000, 5_000, 20_000];
/** How long a token is used, ms of the real clock. */
const TOKEN_MS = 300_000;

/** The server's side of the bot's endpoint. */
export function createDeliveries(of: {
  readonly clock: () => Date;
  readonly token: (serviceUrl: string) => Promise<string>;
  readonly patienceMs: number;
  readonly retryScale: number;
  readonly limit?: number | undefined;
}): Deliveries {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const log = createLog<Delivery>(of.limit);
  const tokens = new Map<string, { at: number; token: Promise<string> }>();
  const timers = new Set<NodeJS.Timeout>();
  const waiters: (() => void)[] = [];
  let urls: readonly string[] = [];
  let turn = 0;
  let underWay = 0;

  const begin = () => {
    underWay += 1;
  };
  const end = () => {
    underWay -= 1;
    if (underWay === 0) for (const wake of waiters.splice(0)) wake();
  };
  const nextUrl = (): string => {
    turn += 1;
    return urls[turn % urls.length] ?? '';
  };
  const tokenFor = (serviceUrl: string): Promise<string> => {
    const known = tokens.get(serviceUrl);
    if (known && performance.now() - known.at < TOKEN_MS) return known.token;
    const token = of.token(serviceUrl);
    tokens.set(serviceUrl, { at: performance.now(), token });
    return token;
  };
  const post = async (body: string, headers: Readonly<Record<string, string>>, url: string) =>
    exchange({ url, headers, body, agent, patienceMs: of.patienceMs });

  const send: Deliveries['send'] = async (activity, tries = 1) => {
    begin();
    try {
      const at = of.clock();
      const authorization = `Bearer ${await tokenFor(String(activity.serviceUrl))}`;
      const headers = { 'content-type': 'application/json; charset=utf-8', authorization };
      const outcome = await post(JSON.stringify(activity), headers, nextUrl());
      const delivery: Delivery = { activity, tries, at, ...outcome };
      log.add(delivery);
      return delivery;
    } finally {
      end();
    }
  };
  const attempt = async (activity: Json, tries: number): Promise<Delivery> => {
    begin();
    const delivery = await send(activity, tries);
    const isFailed = delivery.failure !== undefined && (delivery.status === undefined || delivery.status >= 500);
    const delay = RETRY_MS[tries - 1];
    if (isFailed && delay !== undefined) {
      begin();
      const timer = setTimeout(() => {
        timers.delete(timer);
        void attempt(activity, tries + 1).finally(end);
      }, delay * of.retryScale);
      timers.add(timer);
    }
    end();
    return delivery;
  };

  return {
    log,
    deliverTo: (next) => {
      urls = next;
    },
    send,
    tell: async (activity) => (urls.length === 0 ? undefined : attempt(activity, 1)),
    async sendRaw(body, headers, url) {
      begin();
      try {
        return { activity: {}, tries: 1, at: of.clock(), ...(await post(body, headers, url ?? nextUrl())) };
      } finally {
        end();
      }
    },
    settled: () => (underWay === 0 ? Promise.resolve() : new Promise<void>((wake) => waiters.push(wake))),
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      agent.destroy();
    },
  };
}

type Outcome = Pick<Delivery, 'status' | 'answer' | 'failure' | 'ms'>;

function exchange(of: {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  agent: Agent;
  patienceMs: number;
}): Promise<Outcome> {
  return new Promise((resolve) => {
    const bytes = Buffer.from(of.body);
    const started = performance.now();
    const headers = { ...of.headers, 'content-length': bytes.length };
    const sent = request(of.url, { method: 'POST', agent: of.agent, headers });
    const end = (outcome: Omit<Outcome, 'ms'>) => {
      clearTimeout(timer);
      resolve({ ...outcome, ms: performance.now() - started });
    };
    const timer = setTimeout(() => {
      end({ answer: '', failure: 'timeout' });
      sent.destroy();
    }, of.patienceMs);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => undefined);
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        const answer = Buffer.concat(chunks).toString('utf8');
        end({ status, answer, ...((status < 200 || status >= 300) && { failure: 'http_error' as const }) });
      });
    });
    sent.on('close', () => end({ answer: '', failure: 'connection_failed' }));
    sent.on('error', () => undefined);
    sent.end(bytes);
  });
}
