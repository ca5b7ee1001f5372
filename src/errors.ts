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
