import type { BaseAdapter } from '@bull-board/api/baseAdapter';
import type { Express, RequestHandler } from 'express';
import { words } from '../../cards/wording/index.js';

/** Where the queues are shown. */
export const QUEUES_PATH = '/console/queues';

/** Gives the queues as bull-board shows them. */
export type Queues = () => Promise<readonly BaseAdapter[]>;

/** bull-board, for looking only, and loaded when somebody looks. Who may look is asked before. */
export function queueBoard(queues: Queues): RequestHandler {
  let drawn: Promise<Express> | undefined;
  return async (request, response, next) => {
    drawn ??= boardOf(queues);
    const board = await drawn;
    const send = response.send.bind(response);
    response.send = (body) => send(typeof body === 'string' ? withoutOtherSites(body) : body);
    board(request, response, next);
  };
}

async function boardOf(queues: Queues): Promise<Express> {
  const { createBullBoard } = await import('@bull-board/api');
  const { ExpressAdapter } = await import('@bull-board/express');
  const serverAdapter = new ExpressAdapter().setBasePath(QUEUES_PATH);
  createBullBoard({
    queues: [...(await queues())],
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: words.console.queuesTitle,
        hideDocsLink: true,
        miscLinks: [{ text: words.console.title, url: '/console' }],
      },
    },
  });
  const board = serverAdapter.getRouter() as Express;
  board.disable('x-powered-by');
  return board;
}

/** Its page asks another site for letters; the console asks nobody, so that nobody learns of it. */
function withoutOtherSites(body: string): string {
  return /^<!doctype html/i.test(body) ? body.replace(/<link[^>]+href="https?:[^>]*>\s*/gi, '') : body;
}
