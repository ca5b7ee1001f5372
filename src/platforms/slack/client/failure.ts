import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { SendError, type SendFailure } from '../../../chat/outbound.js';

const byCode: Readonly<Record<string, SendFailure>> = {
  ...sorted('message_gone', ['message_not_found']),
  ...sorted('conversation_gone', [
    'channel_not_found',
    'channel_is_archived',
    'is_archived',
    'not_in_channel',
    'user_not_found',
    'users_not_found',
    'user_not_visible',
    'user_disabled',
    'user_not_in_channel',
    'cannot_dm_bot',
    'thread_not_found',
    'messages_tab_disabled',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
  ]),
  ...sorted('unauthorized', [
    'not_authed',
    'invalid_auth',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'missing_scope',
    'not_allowed_token_type',
    'no_permission',
    'org_login_required',
    'access_denied',
    'team_access_not_granted',
    'two_factor_setup_required',
  ]),
  ...sorted('rate_limited', ['ratelimited', 'rate_limited', 'message_limit_exceeded']),
  ...sorted('uncertain', [
    'internal_error',
    'fatal_error',
    'service_unavailable',
    'request_timeout',
    'team_added_to_org',
    'accesslimited',
  ]),
};

/** Failures that happen before a single byte of the request has left. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const fallbackRetryMs = 30_000;

/** Says of any failure of a Web API call what it means for what was to be sent. What is not known is uncertain. */
export function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new SendError('rate_limited', 'ratelimited', Math.max(1, error.retryAfter) * 1_000);
  }
  if (error instanceof WebAPIPlatformError) return platformFailure(error);
  if (error instanceof WebAPIHTTPError) return new SendError(httpFailure(error.statusCode), `http_${error.statusCode}`);
  if (error instanceof WebAPIRequestError) return networkFailure(error.original);
  // The client has no class for a 429 that names no time.
  if (error instanceof Error && error.message.startsWith('Retry header did not contain')) {
    return new SendError('rate_limited', 'http_429', fallbackRetryMs);
  }
  return new SendError('uncertain', 'unreadable_answer');
}

function platformFailure({ data }: WebAPIPlatformError): SendError {
  const code: unknown = data.error;
  // A body that is not JSON arrives here as the "code".
  if (typeof code !== 'string' || !/^[a-z][a-z0-9_]{1,60}$/.test(code)) {
    return new SendError('uncertain', 'unreadable_answer');
  }
  const failure = byCode[code] ?? 'refused';
  if (failure !== 'rate_limited') return new SendError(failure, code);
  const seconds = data.response_metadata?.retryAfter;
  return new SendError(failure, code, typeof seconds === 'number' ? Math.max(1, seconds) * 1_000 : fallbackRetryMs);
}

function httpFailure(status: number): SendFailure {
  if (status === 503) return 'unavailable';
  if (status === 408 || status >= 500) return 'uncertain';
  return 'refused';
}

function networkFailure(original: unknown): SendError {
  const causes = causesOf(original);
  const code = causes.find((cause) => typeof cause.code === 'string')?.code as string | undefined;
  if (causes.some((cause) => cause.message === 'unexpected redirect')) return new SendError('refused', 'redirected');
  const isConnect = causes.some((cause) => cause.syscall === 'connect');
  if (code !== undefined && (neverSent.has(code) || isConnect)) return new SendError('unavailable', code);
  if (code === 'ERR_INVALID_URL') return new SendError('refused', code);
  return new SendError('uncertain', code ?? (causes[0]?.name === 'TimeoutError' ? 'timeout' : 'connection_lost'));
}

interface Cause {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
}

function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  for (let at = error; typeof at === 'object' && at !== null && causes.length < 5; at = (at as Cause).cause) {
    causes.push(at as Cause);
  }
  return causes;
}

function sorted(failure: SendFailure, codes: readonly string[]): Record<string, SendFailure> {
  return Object.fromEntries(codes.map((code) => [code, failure]));
}
