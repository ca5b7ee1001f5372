import { App, type Receiver } from '@slack/bolt';
import type { Answer } from '../../../chat/outbound.js';
import type { Intake, Receipt } from '../../../chat/platform.js';
import { log } from '../../../log.js';
import { Malformed } from '../../malformed.js';
import { boltLogger } from '../bolt-logger.js';
import type { SlackInstallation } from '../options.js';
import { parsePressed } from '../parse/pressed.js';
import { parseSubmitted } from '../parse/submitted.js';
import { parseTold } from '../parse/told.js';
import { heardEvents } from './envelope.js';

/** What came of one delivery: nothing when no listener took it, and the body of the answer where it needs one. */
interface Delivered {
  readonly outcome: Receipt | 'answered' | 'malformed' | undefined;
  readonly reply?: unknown;
}

/** Takes a body whose sender and installation are certain through Bolt to the listener it is for. */
export interface Router {
  deliver(body: Record<string, unknown>, installation: SlackInstallation, retryNum?: number): Promise<Delivered>;
}

/** Where the router takes what it reads. */
export interface RouterOptions {
  readonly intake: Intake;
  readonly clock: () => Date;
  /** Carries an answer out and returns what the response's body has to say, if anything. */
  readonly carry: (answer: Answer, body: Record<string, unknown>, installation: SlackInstallation) => Promise<unknown>;
}

interface Delivery {
  readonly installation: SlackInstallation;
  outcome: Delivered['outcome'];
  failure: unknown;
  reply: unknown;
}

/**
 * Bolt with a receiver of our own. Bolt acknowledges events before it runs listeners, and acknowledges what it could
 * not authorize; so its acknowledgement decides nothing here. What counts is the outcome the listener left; where Bolt
 * met an error, or should have found a listener and did not, nothing is acknowledged.
 */
export function createRouter({ intake, clock, carry }: RouterOptions): Router {
  const deliveries = new WeakMap<object, Delivery>();
  const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
  const app = new App({
    receiver,
    authorize: async (_source, body) => authorization(deliveries.get(body as object)),
    logger: boltLogger,
    clientOptions: { logger: boltLogger, retryConfig: { retries: 0 } },
    // Our own words are dropped where messages are read, once; conversation stores keep state in memory, unbounded.
    ignoreSelf: false,
    convoStore: false,
    attachFunctionToken: false,
  });
  app.error(async (error) => {
    throw error;
  });

  app.event(heardEvents, ({ body }) =>
    listen(body, async (delivery) => {
      const told = parseTold(body, delivery.installation);
      delivery.outcome = told === undefined ? 'ignored' : await intake.tell(told);
    }),
  );
  app.action({ type: 'block_actions' }, ({ body }) =>
    listen(body, async (delivery, raw) => {
      const pressed = parsePressed(raw, delivery.installation);
      if (pressed !== undefined) delivery.reply = await carry(await intake.ask(pressed), raw, delivery.installation);
      delivery.outcome = 'answered';
    }),
  );
  app.view({ type: 'view_submission' }, ({ body }) =>
    listen(body, async (delivery, raw) => {
      const submitted = parseSubmitted(raw, delivery.installation, clock());
      delivery.reply = await carry(await intake.ask(submitted), raw, delivery.installation);
      delivery.outcome = 'answered';
    }),
  );

  async function listen(body: object, act: (delivery: Delivery, raw: Record<string, unknown>) => Promise<void>) {
    const delivery = deliveries.get(body);
    if (delivery === undefined) throw new Error('undelivered_body');
    try {
      await act(delivery, body as Record<string, unknown>);
    } catch (error) {
      delivery.failure = error;
    }
  }

  return {
    async deliver(body, installation, retryNum) {
      const delivery: Delivery = { installation, outcome: undefined, failure: undefined, reply: undefined };
      deliveries.set(body, delivery);
      try {
        await app.processEvent({ body, ack: async () => {}, ...(retryNum === undefined ? {} : { retryNum }) });
      } catch (error) {
        // Listeners keep their failures to themselves: this is Bolt, stumbling over a body before it got to one.
        log.warn({ platform: 'slack', code: error instanceof Error ? error.name : 'unknown' }, 'body not routable');
        return { outcome: 'malformed' };
      }
      if (delivery.failure instanceof Malformed) return { outcome: 'malformed' };
      if (delivery.failure !== undefined) throw delivery.failure;
      return { outcome: delivery.outcome, reply: delivery.reply };
    },
  };
}

/** Hands Bolt what the front has looked up. Without the token: Bolt would make clients of its own with it. */
async function authorization(delivery: Delivery | undefined) {
  if (delivery === undefined) throw new Error('undelivered_body');
  const { tenant, botId, botUserId } = delivery.installation;
  return { teamId: tenant, botId, botUserId };
}
