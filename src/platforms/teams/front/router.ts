import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type Activity as BotActivity,
  CloudAdapter,
  INVOKE_RESPONSE_KEY,
  type Request,
  type Response,
} from 'botbuilder';

/** What came of one delivery: `refused` where botbuilder did not let it through. */
type Delivered = { readonly kind: 'acted'; readonly reply: object | undefined } | { readonly kind: 'refused' };

/** Takes a request whose sender is certain through botbuilder to what it asks for. */
export interface Router {
  /** Acts once botbuilder has let the activity through, and only then. Rejects with what `act` rejects with. */
  deliver(body: Record<string, unknown>, act: () => Promise<object | undefined>): Promise<Delivered>;
}

/**
 * botbuilder's adapter, behind the front. What it would answer decides only whether it let the activity through: it tells its
 * callers the inner words of what failed, and takes a failure it was told to handle for a success. So what was done, or why
 * not, is kept here beside it.
 */
export function createRouter(authentication: ConfigurationBotFrameworkAuthentication): Router {
  const adapter = new CloudAdapter(authentication);
  return {
    async deliver(body, act) {
      let done: { reply: object | undefined } | { failure: unknown } | undefined;
      const request: Request = { method: 'POST', headers: {}, body };
      await adapter.process(request, nowhere(), async (context) => {
        try {
          done = { reply: await act() };
        } catch (failure) {
          done = { failure };
        }
        const answered = { type: 'invokeResponse', value: { status: 200 } } as Partial<BotActivity>;
        context.turnState.set(INVOKE_RESPONSE_KEY, answered);
      });
      if (done === undefined) return { kind: 'refused' };
      if ('failure' in done) throw done.failure;
      return { kind: 'acted', reply: done.reply };
    },
  };
}

/** What botbuilder says goes nowhere. */
function nowhere(): Response {
  const response: Response = {
    socket: undefined,
    end: () => response,
    header: () => response,
    send: () => response,
    status: () => response,
  };
  return response;
}
