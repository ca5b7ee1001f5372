/** The few words this platform has to say by itself, where the desk is not asked. */
export const words = {
  formNotOpened: 'The form did not open in time. Please press the button again.',
  notice: { title: 'Service desk', close: 'Close' },
} as const;
