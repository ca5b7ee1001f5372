import type { ServerResponse } from 'node:http';
import { log } from '../../log.js';
import { Refusal } from './refusal.js';
import { shown } from './shown.js';
import type { PlaygroundStore } from './store.js';

interface Viewer {
  readonly response: ServerResponse;
  /** The revision it has seen up to. */
  seen: number;
}

/** Keeps open pages up to date over server-sent events; an event's id is the revision it brings. */
export interface Live {
  /** Streams everything after a revision, and what follows. */
  watch(response: ServerResponse, after: number): Promise<void>;
  /** Says that something was written, so that viewers hear of it now. */
  changed(): void;
  close(): void;
}

interface LiveOptions {
  readonly store: PlaygroundStore;
  /** How often to look for what other processes wrote, in ms. */
  readonly lookEveryMs?: number;
  readonly beatEveryMs?: number;
}

const mostViewers = 64;
const page = 200;
const mostWaiting = 4 * 1024 * 1024;

/** Makes the live feed. It reads the store, so a page that was away catches up exactly, even across a restart. */
export function createLive({ store, lookEveryMs = 1000, beatEveryMs = 15_000 }: LiveOptions): Live {
  const viewers = new Set<Viewer>();
  let timers: NodeJS.Timeout[] = [];
  let reading = Promise.resolve();
  let isClosed = false;

  const look = () => {
    reading = reading.then(bringUpToDate).catch((err) => log.error({ err }, 'playground feed failed'));
  };
  const beat = () => {
    for (const viewer of viewers) write(viewer, 'event: beat\ndata: \n\n');
  };
  const bringUpToDate = async (): Promise<void> => {
    while (viewers.size > 0) {
      const since = Math.min(...[...viewers].map((viewer) => viewer.seen));
      const messages = await store.changedSince(since, page);
      for (const message of messages) for (const viewer of viewers) send(viewer, message.revision, shown(message));
      if (messages.length < page) return;
    }
  };
  const leave = (viewer: Viewer) => {
    viewers.delete(viewer);
    if (viewers.size > 0) return;
    timers.forEach(clearInterval);
    timers = [];
  };

  return {
    async watch(response, after) {
      if (isClosed || viewers.size >= mostViewers) throw new Refusal(503, 'Too many pages are open.');
      const newest = await store.revision();
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 1000\nevent: beat\ndata: \n\n');
      // A page from before the store was emptied: it starts over.
      if (after > newest) return void response.end('event: reset\ndata: \n\n');
      if (response.destroyed) return;
      const viewer: Viewer = { response, seen: after };
      viewers.add(viewer);
      response.once('close', () => leave(viewer));
      if (timers.length === 0)
        timers = [setInterval(look, lookEveryMs).unref(), setInterval(beat, beatEveryMs).unref()];
      look();
    },
    changed: look,
    close() {
      isClosed = true;
      for (const viewer of viewers) viewer.response.end();
      timers.forEach(clearInterval);
    },
  };
}

function send(viewer: Viewer, revision: number, data: unknown): void {
  if (revision <= viewer.seen) return;
  viewer.seen = revision;
  write(viewer, `id: ${revision}\nevent: message\ndata: ${JSON.stringify(data)}\n\n`);
}

function write({ response }: Viewer, event: string): void {
  if (response.destroyed) return;
  // Nobody reads at the other end: the page comes back and goes on where it was.
  if (response.writableLength > mostWaiting) response.destroy();
  else response.write(event);
}
