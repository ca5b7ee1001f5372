/** The settings of an organisation: what each is, and how it is written in chat, in the console and on the command line. */
export const settings = {
  keys: {
    name: 'what the organisation is called',
    address: 'where something is shipped to or replaced',
    city: 'part of the address',
    state: 'part of the address',
    zip: 'part of the address',
    tech_contact: 'e-mail of who is told when a ticket is overdue',
    poc: 'e-mail of the point of contact, who is told after that',
    time_zone: 'a time zone such as Europe/Berlin',
    triage_channel: 'where tickets are worked: platform:workspace:channel, such as slack:T0123:C0456',
    digest_channel: 'where digests go, such as slack:T0123:C0456; with " public" behind it where anyone may read it',
    business_hours: 'such as "Mon-Fri 09:00-17:00, Sat 10:00-14:00", "Mon-Sun 22:00-06:00" for nights, or 24x7',
    holidays: 'days on which nobody works: 2026-12-25, 2026-12-26',
    priority_matrix: 'the priority for an impact and an urgency: priority_matrix.high.low P2',
    sla: 'what is promised: sla.P2.response 2 business hours, sla.P5.resolution never',
    escalation: 'who is reminded when, in % of the time: escalation.assignee 40, escalation.poc_after.P2 2 hours',
    upkeep: 'how long what rests is left alone: upkeep.close_days 7',
    stale_devices: 'days unseen until each step: stale_devices.techs 50, stale_devices.ticket never',
    warranty: 'days before its end: warranty.windows 60, 14, 0 and warranty.snooze 14',
  },
  none: (key: string, all: readonly string[]) => `${key} is not a setting. There is: ${all.join(', ')}`,
  noPart: (key: string, part: string, all: readonly string[]) =>
    `${key} does not fit: it has no ${part}. It has ${all.join(', ')}`,
  onlyParts: (name: string, all: readonly string[]) =>
    `${name} does not fit: it has parts. Name one: ${all.join(', ')}`,
  wrong: (key: string, why: string, what: string) => `${key} does not fit: ${why}. It is ${what}`,
  wrongPart: (key: string, why: string, usual: string) => `${key} does not fit: ${why}. By default it is ${usual}`,
  tooLong: (key: string, most: number) => `${key} does not fit: keep it within ${most} characters`,
  needsName: (key: string) => `${key} does not fit: an organisation has a name`,
  notSet: 'not set',
  noDays: 'none',
};
