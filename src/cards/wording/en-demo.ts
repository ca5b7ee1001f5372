interface Numbers {
  readonly people: number;
  readonly departments: number;
  readonly devices: number;
  readonly stale: number;
  readonly warranties: number;
  readonly open: number;
  readonly tickets: number;
}

/** What is said about the example company. */
export const enDemo = {
  offer: 'Fill with an example company',
  employee: (department: string) =>
    `You work in ${department} of an example company now, and I know your devices. Tell me what is not working.`,
  numbers: (n: Numbers) =>
    [
      'This is an example company now. Nobody in it is real.',
      `People: ${n.people} in ${n.departments} departments`,
      `Devices: ${n.devices} (${n.stale} not seen for 30 days)`,
      `Warranties ending within 90 days: ${n.warranties}`,
      `Tickets: ${n.tickets} (${n.open} open)`,
    ].join('\n'),
} as const;
