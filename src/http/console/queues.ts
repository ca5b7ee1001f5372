import { createBullBoard } from '@bull-board/api';
import type { BaseAdapter } from '@bull-board/api/baseAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Express, RequestHandler } from 'express';

/** Where the queues are shown. */
export const QUEUES_PATH = '/console/queues';

/** bull-board, for looking only. Who may look is asked before. */
export function queueBoard(queues: readonly BaseAdapter[]): RequestHandler {
  const serverAdapter = new ExpressAdapter().setBasePath(QUEUES_PATH);
  createBullBoard({
    queues: [...queues],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Deskhand' } },
  });
  const board = serverAdapter.getRouter() as Express;
  board.disable('x-powered-by');
  return board;
}
