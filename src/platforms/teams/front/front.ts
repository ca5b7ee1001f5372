import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '../../../log.js';
import { Malformed } from '../../malformed.js';
import { readBody } from '../../read-body.js';
import { type Outcome, respond } from '../../respond.js';
import type { TeamsCounts } from '../counters.js';
import type { TeamsInstallation, TeamsOptions } from '../options.js';
import { type Envelope, openEnvelope } from './envelope.js';
import type { Keys } from './keys.js';
import { verifyToken } from './token.js';

const bodyCap = 1_000_000;
const defaultDeadlineMs = 12_000;

/** Does what an activity says, once botbuilder has let it through; `refused` where it did not. */
export type Deliver = (
  envelope: Envelope,
  installation: TeamsInstallation,
) => Promise<{ readonly reply?: object | undefined } | 'refused'>;

/** The front's surroundings; while nobody delivers nothing is taken. */
export interface FrontOptions {
  readonly teams: TeamsOptions;
  readonly keys: Keys;
  readonly deliver: () => Deliver | undefined;
  readonly count: (reason: keyof TeamsCounts) => void;
}

/**
 * Answers one request of Teams', whatever it holds: 401 unless its token proves who sends it, 403 for another tenant or
 * another host, 400 unless understood, 503 when nobody can tell or the answer is not certain in time, 5xx when the desk did
 * not store it. 200 is said only of what the desk has taken, or of what concerns nobody.
 */
export function createFront(options: FrontOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const timer = setTimeout(() => {
      options.count('failed');
      log.warn({ platform: 'teams', code: 'deadline' }, 'request answered 503: no certain answer in time');
      respond(response, { status: 503 });
    }, options.teams.deadlineMs ?? defaultDeadlineMs);
    try {
      respond(response, await answer(request, options));
    } catch (error) {
      if (error instanceof Malformed) return respond(response, refused(options, 400, 'badBody'));
      options.count('failed');
      log.warn({ platform: 'teams', code: codeOf(error) }, 'request failed');
      respond(response, { status: 500 });
    } finally {
      clearTimeout(timer);
    }
  };
}

async function answer(request: IncomingMessage, options: FrontOptions): Promise<Outcome> {
  if (request.method !== 'POST') return { status: 405 };
  const { teams, keys } = options;
  const { authorization = '' } = request.headers;
  const proven = await verifyToken(authorization, { keys, appId: teams.appId, clock: teams.clock });
  if (proven === 'refused') return refused(options, 401, 'badToken');
  if (proven === 'no_keys') return refused(options, 503, 'noKeys');
  const raw = await readBody(request, bodyCap);
  if (raw === 'too_large') return refused(options, 413, 'badBody');
  const envelope = openEnvelope(raw, proven, teams);
  if (envelope === 'malformed') return refused(options, 400, 'badBody');
  if (envelope === 'not_proven') return refused(options, 401, 'badToken');
  if (envelope === 'other_host') return refused(options, 403, 'otherHost');
  if (envelope === 'other_tenant') return refused(options, 403, 'otherTenant');
  return await deliver(envelope, options);
}

async function deliver(envelope: Envelope, options: FrontOptions): Promise<Outcome> {
  const act = options.deliver();
  if (act === undefined) return { status: 503 };
  let installation: TeamsInstallation | undefined;
  try {
    installation = await options.teams.installations.find(envelope.tenant);
  } catch (error) {
    options.count('failed');
    log.warn({ platform: 'teams', code: codeOf(error) }, 'installations cannot be read');
    return { status: 503 };
  }
  if (installation === undefined) return refused(options, 403, 'otherTenant');
  const delivered = await act(envelope, installation);
  // Who sends it is proven by now: what botbuilder refuses is what it cannot read.
  if (delivered === 'refused') return refused(options, 400, 'badBody');
  return delivered.reply === undefined ? { status: 200 } : { status: 200, body: JSON.stringify(delivered.reply) };
}

function refused(options: FrontOptions, status: number, reason: keyof TeamsCounts): Outcome {
  options.count(reason);
  return { status };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
