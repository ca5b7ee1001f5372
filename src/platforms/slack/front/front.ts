import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '../../../log.js';
import { readBody } from '../../read-body.js';
import { type Outcome, respond } from '../../respond.js';
import type { SlackCounts } from '../counters.js';
import type { SlackInstallation, SlackOptions } from '../options.js';
import { type Envelope, isCertificateCheck, understand } from './envelope.js';
import type { Router } from './router.js';
import { isSignedBy, isUnsigned, readClaim } from './signature.js';

const bodyCap = 1_000_000;
const unsignedCap = 4_096;
const defaultDeadlineMs = 2_300;

/** The front's surroundings; without a router nothing is taken. */
export interface FrontOptions {
  readonly slack: SlackOptions;
  readonly router: () => Router | undefined;
  readonly count: (reason: keyof SlackCounts) => void;
}

const ok: Outcome = { status: 200 };

/**
 * Answers one request of Slack's, whatever it holds: 401 unless signed by the app's secret within five minutes, 400
 * unless understood, 503 when the answer is not certain in time, 5xx when the desk did not store it. 200 is said
 * only of what the desk has taken, or of what concerns nobody.
 */
export function createFront(options: FrontOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const timer = setTimeout(() => {
      options.count('failed');
      log.warn({ platform: 'slack', code: 'deadline' }, 'request answered 503: no certain answer in time');
      respond(response, { status: 503 });
    }, options.slack.deadlineMs ?? defaultDeadlineMs);
    try {
      respond(response, await answer(request, options));
    } catch (error) {
      options.count('failed');
      log.warn({ platform: 'slack', code: codeOf(error) }, 'request failed');
      respond(response, { status: 500 });
    } finally {
      clearTimeout(timer);
    }
  };
}

async function answer(request: IncomingMessage, options: FrontOptions): Promise<Outcome> {
  if (request.method !== 'POST') return { status: 405 };
  const contentType = request.headers['content-type'];
  if (isUnsigned(request.headers)) {
    const body = await readBody(request, unsignedCap);
    if (body !== 'too_large' && isCertificateCheck(body, contentType)) return ok;
    return refused(options, 401, 'badSignature');
  }
  const claim = readClaim(request.headers, options.slack.clock());
  if (claim === undefined) return refused(options, 401, 'badSignature');
  const body = await readBody(request, bodyCap);
  if (body === 'too_large') return refused(options, 413, 'badBody');
  if (!isSignedBy(options.slack.signingSecret, claim, body)) return refused(options, 401, 'badSignature');

  const understood = understand(body, contentType);
  if (understood.kind === 'malformed') return refused(options, 400, 'badBody');
  if (understood.kind === 'nothing') return ok;
  if (understood.kind === 'challenge') return json({ challenge: understood.challenge });
  return await deliver(understood.envelope, request, options);
}

async function deliver(envelope: Envelope, request: IncomingMessage, options: FrontOptions): Promise<Outcome> {
  const router = options.router();
  if (router === undefined) return { status: 503 };
  let installation: SlackInstallation | undefined;
  try {
    installation = await findInstallation(envelope.tenants, options.slack);
  } catch (error) {
    options.count('failed');
    log.warn({ platform: 'slack', code: codeOf(error) }, 'installations cannot be read');
    return { status: 503 };
  }
  if (installation === undefined) {
    options.slack.onUncertainTenant?.(envelope.tenants[0] ?? '');
    return refused(options, 200, 'unknownTenant');
  }
  if (installation.appId !== undefined && envelope.appId !== installation.appId) {
    return refused(options, 401, 'otherApp');
  }
  const { outcome, reply } = await router.deliver(envelope.body, installation, retryOf(request));
  if (outcome === 'malformed') return refused(options, 400, 'badBody');
  if (outcome === 'unknown_tenant') return refused(options, 200, 'unknownTenant');
  if (outcome === undefined && envelope.isHeard) return refused(options, 400, 'badBody');
  return reply === undefined ? ok : json(reply);
}

async function findInstallation(tenants: readonly string[], slack: SlackOptions) {
  for (const tenant of tenants) {
    const found = await slack.installations.find(tenant);
    if (found !== undefined) return found;
  }
  return undefined;
}

function refused(options: FrontOptions, status: number, reason: keyof SlackCounts): Outcome {
  options.count(reason);
  return { status };
}

function json(value: unknown): Outcome {
  return { status: 200, body: JSON.stringify(value) };
}

function retryOf(request: IncomingMessage): number | undefined {
  const header = request.headers['x-slack-retry-num'];
  return typeof header === 'string' && /^\d{1,3}$/.test(header) ? Number(header) : undefined;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
