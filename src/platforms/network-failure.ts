import { SendError } from '../chat/outbound.js';

/** Failures that happen before a single byte of the request has left. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/** Says of a request that got no answer what it means for what was to be sent. */
export function networkFailure(original: unknown): SendError {
  const causes = causesOf(original);
  const code = causes.find((cause) => typeof cause.code === 'string')?.code as string | undefined;
  const isConnect = causes.some((cause) => cause.syscall === 'connect');
  if (code !== undefined && (neverSent.has(code) || isConnect)) return new SendError('unavailable', code);
  return new SendError('uncertain', code ?? (isOutOfTime(causes[0]) ? 'timeout' : 'connection_lost'));
}

/** Whether it was given up because it took too long. */
export function isOutOfTime(error: unknown): boolean {
  const { name } = (error ?? {}) as Cause;
  return name === 'TimeoutError' || name === 'AbortError';
}

interface Cause {
  readonly name?: unknown;
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
