/** What is said when a request needs somebody's yes. */
export const approval = {
  label: 'Approval',
  approve: 'Approve',
  decline: 'Decline',
  title: (number: number, summary: string) => `May this be done? #${number} ${summary}`,
  text: (requester: string) => `${requester} asks for this and needs your yes.`,
  theirWords: 'In their words',
  answers: (answers: string) => `They also said: ${answers}`,
  department: 'Department',
  waiting: (name: string) => `Waiting for ${name}`,
  nobody: 'Needed, and nobody is there to ask',
  approved: (name: string) => `Approved by ${name}`,
  declined: (name: string, reason: string) => `Declined by ${name}: ${reason}`,
  you: {
    approved: 'You approved it. The techs know, and so does the requester.',
    declined: (reason: string) => `You declined it: ${reason}`,
    over: 'The ticket is over. Your answer is no longer needed.',
    elsewhere: 'Somebody else is asked now. Your answer is no longer needed.',
  },
  form: {
    title: (number: number) => `Decline #${number}`,
    submit: 'Decline',
    reason: 'Why not?',
    hint: 'The requester and the techs read it.',
  },
  asked: (number: number, name: string) => `#${number} needs a yes. I asked ${name} and tell you the answer.`,
  askedNobody: (number: number) =>
    `#${number} needs a yes. I could not reach anybody who may give it; a tech asks for you.`,
  tellApproved: (number: number, by: string) => `${by} approved #${number}. A tech goes on with it.`,
  tellDeclined: (number: number, by: string, reason: string) =>
    `${by} declined #${number}: ${reason}\nSo it is resolved. If something speaks for it, tell ${by}, and reopen it or write here: then I ask again.`,
  techApproved: (by: string) => `${by} approved this.`,
  techDeclined: (by: string, reason: string) =>
    `${by} declined this: ${reason}\nThe requester knows, and it is resolved. Whoever reopens it has it asked again.`,
  outcome: (by: string, reason: string) => `Declined by ${by}: ${reason}`,
  still: (number: number) => `#${number} still waits for your answer.`,
  reopened: (number: number, requester: string) =>
    `#${number}, which you declined, was reopened. It needs your answer again; ${requester} knows what has changed.`,
  noLonger: (number: number) => `#${number} was asked here before. The newest message counts.`,
  open: {
    title: (number: number, summary: string) => `#${number} waits for a yes: ${summary}`,
    privateTitle: (number: number) => `#${number} waits for a yes`,
    silent: (name: string, since: string) => `No answer from ${name}, who was asked on ${since}.`,
    unreached: 'Nobody who may say yes to it can be reached here.',
    note: 'Its clock runs again. Remind them, or ask somebody else who may decide: a manager of the department, the point of contact or an admin.',
    asked: (name: string, since: string) => `${name} was asked on ${since}. Its clock stands until they answer.`,
    over: (status: string) => `The ticket is ${status.toLowerCase()}: nothing is left to do here.`,
    past: (number: number) => `#${number} waited for a yes here before. The newest message counts.`,
    requester: 'Asked for by',
    remind: 'Remind',
    askElse: 'Ask somebody else',
    form: {
      title: (number: number) => `Ask about #${number}`,
      submit: 'Ask',
      approver: 'Who decides?',
      hint: 'Those who may. If you are one of them, choose yourself and decide.',
      nobody:
        'Nobody who may decide this can be reached: no other manager of the department, no point of contact, no admin.',
    },
    refused: {
      over: 'There is nothing to see to any more: the answer is there, or the ticket is over.',
      unreached: 'They cannot be reached here, or may not decide this. Ask somebody else.',
    },
  },
  refused: {
    own: 'You cannot approve what you asked for yourself. Somebody else is asked.',
    other: 'Somebody else is asked to decide this.',
    role: 'You no longer decide this. I asked whoever does now.',
    before: 'This is decided already. The message above shows how.',
    over: 'The ticket is over. Your answer is no longer needed.',
  },
};
