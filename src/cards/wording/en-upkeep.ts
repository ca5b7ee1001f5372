/** What people are asked and told when something rests. */
export const enUpkeep = {
  sessionNudge: 'Did that help? If not, press a button above or tell me how it went. You can also write "person".',
  sessionClosed: 'I close this for now. What you told me is kept: write to me again, and we go on where we stopped.',
  closedOutcome: 'Closed without an answer.',
  waitingNudge: (number: number) =>
    `#${number} still waits for your answer. Write here, and the work goes on. If it is done, say so.`,
  lastNudge: (number: number, until: string) =>
    `#${number} still waits for your answer. Without one it is resolved on ${until}. Write here, and the work goes on.`,
  unanswered: 'No answer came to the question that was asked.',
  resolved: (number: number) =>
    `No answer came, so #${number} is resolved. If it is not fixed, write here and it goes on.`,
  resolvedForTechs: 'No answer came from the requester, so it is resolved.',
};
