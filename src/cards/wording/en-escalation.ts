/** Reminders of tickets whose clocks run out, and what people are asked when a conversation rests. */
export const enEscalation = {
  missed: (names: readonly string[]) => `${names.join(' and ')} cannot be reached here, so this comes to you.`,
};
