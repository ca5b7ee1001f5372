import { createBullBoard } from '@bull-board/api';
import type { BaseAdapter } from '@bull-board/api/baseAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Express, RequestHandler } from 'express';
import { words } from '../../cards/wording/index.js';

/** Where the queues are shown. */
export const QUEUES_PATH = '/console/queues';

/** bull-board, for looking only. Who may look is asked before. */
export function queueBoard(queues: readonly BaseAdapter[]): RequestHandler {
  const serverAdapter = new ExpressAdapter().setBasePath(QUEUES_PATH);
  createBullBoard({
    queues: [...queues],
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
  return (request, response, next) => {
    const send = response.send.bind(response);
    response.send = (body) => send(typeof body === 'string' ? withoutOtherSites(body) : body);
    board(request, response, next);
  };
}

/** Its page asks another site for letters; the console asks nobody, so that nobody learns of it. */
function withoutOtherSites(body: string): string {
  return /^<!doctype html/i.test(body) ? body.replace(/<link[^>]+href="https?:[^>]*>\s*/gi, '') : body;
}
