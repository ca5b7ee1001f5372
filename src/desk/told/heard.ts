import type { Said } from '../../chat/inbound.js';

/** A message as it is kept: its words, and the names of the files that came with it. */
export function heardOf({ text, files, messageId }: Pick<Said, 'text' | 'files' | 'messageId'>) {
  const names = files.map(({ name }) => `[${name}]`);
  return { text: [text, ...names].filter((part) => part.trim() !== '').join('\n'), messageRef: messageId };
}
