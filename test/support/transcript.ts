import type { SeenMessage } from './slack/sees.js';

/** What somebody sees, a line each: who, what, the buttons in brackets; threads are indented. */
export function transcript(messages: readonly SeenMessage[], indent = ''): string {
  return messages.map((message) => lines(message, indent)).join('\n');
}

function lines(message: SeenMessage, indent: string): string {
  const buttons = message.buttons.map((label) => ` [${label}]`).join('');
  const whisper = message.isEphemeral ? ' (only you)' : '';
  const own = `${indent}${message.from}${whisper}: ${message.text.replaceAll('\n', `\n${indent}  `)}${buttons}`;
  return message.thread.length === 0 ? own : `${own}\n${transcript(message.thread, `${indent}    `)}`;
}
