import { get, type IncomingMessage } from 'node:http';

interface FeedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** The live feed as a browser reads it. */
export interface Feed {
  /** The next event of this name; rejects when the feed ends first. */
  next(event: string): Promise<FeedEvent>;
  close(): void;
}

/** Opens the live feed; `lastEventId` is what a browser sends when it comes back. */
export async function openFeed(
  port: number,
  options: { readonly after?: number; readonly lastEventId?: string },
): Promise<Feed> {
  const headers = options.lastEventId === undefined ? {} : { 'last-event-id': options.lastEventId };
  const path = `/playground/events?after=${options.after ?? 0}`;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers }, resolve).on('error', reject);
  });
  const events = read(response);
  return {
    async next(event) {
      for (;;) {
        const { value, done } = await events.next();
        if (done || !value) throw new Error('the feed ended');
        if (value.event === event) return value;
      }
    },
    close: () => void response.destroy(),
  };
}

async function* read(response: IncomingMessage): AsyncGenerator<FeedEvent> {
  let rest = '';
  for await (const chunk of response) {
    const pieces = (rest + chunk).split('\n\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      const lines = Object.fromEntries(piece.split('\n').map((line) => line.split(/: ?(.*)/s) as [string, string]));
      yield { id: lines.id ?? '', event: lines.event ?? '', data: lines.data ?? '' };
    }
  }
}
