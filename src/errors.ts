/** A failure with two texts: one for the log, one for the person. Neither holds a secret or a message body. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
  readonly userMessage: string;
  constructor(
    readonly code: string,
    texts: { readonly message: string; readonly userMessage: string; readonly cause?: unknown },
  ) {
    super(texts.message, { cause: texts.cause });
    this.userMessage = texts.userMessage;
  }
}

/**
 * Names a failure where it is logged or kept: its code and where in this code it was thrown. Never its text, which may
 * hold what people wrote.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof DeskError) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const place = /\/((?:src|models|jobs)\/[^\s:)]+:\d+)/.exec(error.stack ?? '')?.[1];
  return place ? `${code} at ${place}` : code;
}
