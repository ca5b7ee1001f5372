/** The few words this platform has to say by itself, where the desk is not asked. */
export const words = {
  done: 'Done.',
  inOurChat: 'I sent it to you alone, in our chat.',
  notice: 'Service desk',
  formNotOpened: 'This Teams cannot open the form. Please update Teams, or use it in a browser, and press again.',
} as const;
