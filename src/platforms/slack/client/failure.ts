import { SendError, type SendFailure } from '../../../chat/outbound.js';
import type { Answer } from './transport.js';

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

const fallbackRetryMs = 30_000;

/** What Slack's refusal of a call means for what was to be sent. What is not known is uncertain. */
export function refusedCall(code: unknown, answer: Pick<Answer, 'retryAfter'>): SendError {
  if (typeof code !== 'string' || !/^[a-z][a-z0-9_]{1,60}$/.test(code)) return unreadable();
  const failure = byCode[code] ?? 'refused';
  return failure === 'rate_limited'
    ? new SendError(failure, code, retryMs(answer) ?? fallbackRetryMs)
    : new SendError(failure, code);
}

/** What a status other than 200 means. A redirect is never followed: the token goes to one host only. */
export function httpFailure({ status, retryAfter }: Pick<Answer, 'status' | 'retryAfter'>): SendError {
  const reason = `http_${status}`;
  if (status >= 300 && status < 400) return new SendError('refused', 'redirected');
  if (status === 503) return new SendError('unavailable', reason);
  if (status === 408 || status >= 500) return new SendError('uncertain', reason);
  if (status !== 429) return new SendError('refused', reason);
  const ms = retryMs({ retryAfter });
  return ms === undefined
    ? new SendError('rate_limited', reason, fallbackRetryMs)
    : new SendError('rate_limited', 'ratelimited', ms);
}

/** An answer that says neither yes nor no. */
export function unreadable(): SendError {
  return new SendError('uncertain', 'unreadable_answer');
}

function retryMs({ retryAfter }: Pick<Answer, 'retryAfter'>): number | undefined {
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  return Number.isNaN(seconds) ? undefined : Math.max(1, seconds) * 1_000;
}

function sorted(failure: SendFailure, codes: readonly string[]): Record<string, SendFailure> {
  return Object.fromEntries(codes.map((code) => [code, failure]));
}
