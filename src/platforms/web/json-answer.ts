import type { ServerResponse } from 'node:http';
import { DeskError } from '../../errors.js';
import { log } from '../../log.js';
import { Refusal } from './refusal.js';

/** Answers in JSON that nobody may keep. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Answers a failure as `{error}`, in words meant for the person; what they need not know goes to the log. */
export function sendFailure(response: ServerResponse, failure: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, error } = explain(failure);
  if (status === 413) response.setHeader('connection', 'close');
  sendJson(response, status, { error });
}

function explain(failure: unknown): { readonly status: number; readonly error: string } {
  if (failure instanceof Refusal) return { status: failure.status, error: failure.message };
  if (failure instanceof DeskError) return { status: 409, error: failure.userMessage };
  log.error({ err: failure }, 'playground request failed');
  return { status: 503, error: 'The desk could not take that just now. Please try again.' };
}
