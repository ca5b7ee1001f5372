import type { ServerResponse } from 'node:http';
import type { Route } from '../chat/platform.js';

/** One thing the service needs, and whether it has it. */
export interface Check {
  readonly name: string;
  readonly isWell: boolean;
  /** What is wrong and what mends it, or a figure. */
  readonly note?: string;
}

/** `/healthz` names everything that is wrong (503), `/readyz` says whether requests can be taken. */
export function healthRoutes(checks: () => Promise<readonly Check[]>, isReady: () => boolean): readonly Route[] {
  return [
    {
      path: '/healthz',
      async handle(_request, response) {
        const all = await checks().catch((error: unknown) => [failed(error)]);
        const isWell = all.every((check) => check.isWell);
        json(response, isWell ? 200 : 503, { status: isWell ? 'ok' : 'degraded', checks: all });
      },
    },
    {
      path: '/readyz',
      handle: (_request, response) => json(response, isReady() ? 200 : 503, { ready: isReady() }),
    },
  ];
}

function failed(error: unknown): Check {
  return { name: 'database', isWell: false, note: error instanceof Error ? error.name : 'unknown' };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
