import { SendError, type SendFailure } from '../../../chat/outbound.js';
import { isOutOfTime, networkFailure } from '../../network-failure.js';

/** What Teams' own codes mean, whatever the status beside them. */
const byCode: Readonly<Record<string, SendFailure>> = {
  ActivityNotFoundInConversation: 'message_gone',
  MessageNotFound: 'message_gone',
  ConversationNotFound: 'conversation_gone',
  BotDisabledByAdmin: 'conversation_gone',
  BotNotInConversationRoster: 'conversation_gone',
  ConversationBlockedByUser: 'conversation_gone',
  MessageWritesBlocked: 'conversation_gone',
  NotEnoughPermissions: 'conversation_gone',
  ForbiddenOperationException: 'conversation_gone',
  InvalidBotApiHost: 'refused',
};

/** Where Teams names no time to wait for. */
const fallbackRetryMs = 30_000;
const mostRetryMs = 3_600_000;

/** Says of any failure of a call of the connector what it means for what was to be sent. What is not known is uncertain. */
export function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error;
  const { statusCode, response } = (error ?? {}) as RestFailure;
  if (typeof statusCode !== 'number') return networkFailure(error);
  if (statusCode >= 200 && statusCode < 300) return new SendError('uncertain', 'unreadable_answer');
  if (statusCode >= 300 && statusCode < 400) return new SendError('refused', 'redirected');
  const code = codeIn(response?.bodyAsText);
  const reason = code ?? `http_${statusCode}`;
  if (statusCode === 429) return new SendError('rate_limited', reason, retryAfter(response?.headers));
  return new SendError(failureOf(statusCode, code), reason);
}

/** Says of any failure to get the app's own token what it means: nothing was sent yet. */
export function toTokenError(error: unknown): SendError {
  const { errorCode } = (error ?? {}) as { errorCode?: unknown };
  const code = typeof errorCode === 'string' && /^\w{1,60}$/.test(errorCode) ? errorCode : 'no_token';
  const isRefused = ['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_grant'].includes(code);
  return new SendError(isRefused ? 'unauthorized' : 'unavailable', code);
}

/** Says of any failure to get the channel's keys what it means. */
export function toKeysError(error: unknown): SendError {
  const { message, cause } = (error ?? {}) as { message?: unknown; cause?: unknown };
  // What we call it ourselves; a parser's words may hold what was read.
  if (typeof message === 'string' && /^[a-z][a-z0-9_]{1,40}$/.test(message))
    return new SendError(/^http_5|^keys_not/.test(message) ? 'unavailable' : 'refused', message);
  return cause === undefined && !isOutOfTime(error) ? new SendError('refused', 'no_keys') : networkFailure(error);
}

function failureOf(status: number, code: string | undefined): SendFailure {
  const known = status < 500 && code !== undefined ? byCode[code] : undefined;
  if (known) return known;
  if (status === 401) return 'unauthorized';
  if (status === 403 || status === 404) return 'conversation_gone';
  if (status === 503) return 'unavailable';
  // Precondition failed, bad gateway and their like: Teams may have taken it all the same.
  if (status === 408 || status === 412 || status >= 500) return 'uncertain';
  return 'refused';
}

interface RestFailure {
  readonly statusCode?: unknown;
  readonly response?: { readonly bodyAsText?: string | null; readonly headers?: { get(name: string): unknown } };
}

function codeIn(body: string | null | undefined): string | undefined {
  try {
    const { error } = JSON.parse(body ?? '') as { error?: { code?: unknown } };
    return typeof error?.code === 'string' && /^\w{1,60}$/.test(error.code) ? error.code : undefined;
  } catch {
    return undefined;
  }
}

function retryAfter(headers: { get(name: string): unknown } | undefined): number {
  const seconds = Number(headers?.get('retry-after'));
  if (!Number.isFinite(seconds) || seconds <= 0) return fallbackRetryMs;
  return Math.min(mostRetryMs, Math.ceil(seconds * 1_000));
}
