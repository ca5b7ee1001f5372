/** A message as far as a transcript tells of it, on whatever platform. */
export interface Line {
  readonly from: string;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly thread: readonly Line[];
  readonly isEphemeral: boolean;
}

/** What somebody sees, a line each: who, what, the buttons in brackets; threads are indented. */
export function transcript(messages: readonly Line[], indent = ''): string {
  return messages.map((message) => lines(message, indent)).join('\n');
}

function lines(message: Line, indent: string): string {
  const buttons = message.buttons.map((label) => ` [${label}]`).join('');
  const whisper = message.isEphemeral ? ' (only you)' : '';
  const own = `${indent}${message.from}${whisper}: ${message.text.replaceAll('\n', `\n${indent}  `)}${buttons}`;
  return message.thread.length === 0 ? own : `${own}\n${transcript(message.thread, `${indent}    `)}`;
}
