import type { DeviceState } from '../../../models/devices/device-state.js';
import type { UnwatchedWhy } from '../../../models/warranty/unwatched-warranty.js';

const several = (count: number, one: string, many: string) => (count === 1 ? one : `${count} ${many}`);

/** What is said of devices and warranties. */
export const devices = {
  buttons: {
    held: 'Still have it',
    on_leave: 'On leave',
    returned: 'Returned',
    lost: 'Lost',
    retired: 'Retire',
    askOwners: 'Ask the owners',
    leaveThem: 'Leave them',
    report: 'Report a problem',
    next: 'Next',
    previous: 'Previous',
  } satisfies Record<DeviceState | string, string>,

  name: (name: string, model: string) => (model ? `${name} (${model})` : name),

  labels: {
    label: 'Label',
    model: 'Model',
    serial: 'Serial number',
    os: 'System',
    owner: 'Owner',
    state: 'State',
    tickets: 'Tickets',
    line: (name: string, state: string) => `${name}. ${state}.`,
  },

  states: {
    held: 'In use',
    on_leave: 'On leave',
    returned: 'Returned',
    lost: 'Lost',
    retired: 'Retired',
    onLeaveUntil: (date: string) => `On leave until ${date}`,
  },
  confirmed: (date: string) => `In use, confirmed by its owner ${date}`,

  setTo: {
    held: 'Mark as in use',
    on_leave: 'On leave',
    returned: 'Mark as returned',
    lost: 'Mark as lost',
    retired: 'Retire',
  } satisfies Record<DeviceState, string>,
  retireConfirm: {
    title: 'Retire this device?',
    text: 'I ask and tell nobody about it any more. It is not deleted.',
    yes: 'Retire it',
    no: 'Keep it',
  },

  mine: {
    title: 'Your devices',
    text: (count: number) => `You have ${several(count, 'one device', 'devices')}.`,
    none: 'No device is assigned to you. Tell me what is not working, and name the device you mean.',
    problem: (name: string) => `What is wrong with ${name}?`,
    notYours: 'That device is not assigned to you any more. Write "devices" for those that are.',
  },

  cardBelow: 'You asked for this device again: its card is below.',
  unknownDevice: (name: string) => `I know no device "${name}". Check its label or host name.`,

  ask: {
    title: (count: number) => (count === 1 ? 'Do you still have this device?' : 'Do you still have these devices?'),
    text: (count: number) =>
      `${several(count, 'One of your devices has', 'of your devices have')} not been seen for a while. Tell me what became of ${count === 1 ? 'it' : 'them'}.`,
    done: 'Thank you. That is all I wanted to know.',
    seen: (date: string) => `Last seen ${date}.`,
    answered: {
      held: () => 'You still have it.',
      on_leave: (until: string) => `You are on leave until ${until}. I will not ask again until then.`,
      returned: () => 'You returned it. It is no longer assigned to you.',
      lost: () => 'You lost it. A ticket is open for it.',
      retired: () => 'It is retired.',
    } satisfies Record<DeviceState, (until: string) => string>,
    notYours: 'It is no longer assigned to you.',
    lostConfirm: {
      title: 'Lost or stolen?',
      text: 'A tech is told at once, so that it can be locked.',
      yes: 'It is lost',
      no: 'Not lost',
    },
    before: 'You answered that one already. The message above shows what I noted.',
    gone: (name: string) => `${name} is no longer assigned to you, so I changed nothing.`,
  },

  leave: {
    title: 'On leave',
    submit: 'Save',
    until: 'Until which day are you away?',
    hint: 'The last day, such as 2026-08-31',
    noDay: 'Write a day as year-month-day, such as 2026-08-31.',
    past: 'Write a day after today.',
    tooFar: 'That is more than two years away. Write an earlier day.',
  },

  import: {
    title: 'Devices not seen for a long time',
    text: (devices: number, days: number) =>
      `${several(devices, 'One device', 'devices')} had not been seen for ${days} days or more when I first looked at ${devices === 1 ? 'it' : 'them'}. I told nobody and asked nobody.`,
    owned: (owned: number, perDay: number) =>
      `${several(owned, 'One of them has', 'of them have')} an owner. Shall I ask, at most ${perDay} a day?`,
    unknown: (unknown: number) =>
      `${several(unknown, 'One device has', 'devices have')} never been seen at all: I cannot tell whether ${unknown === 1 ? 'it is' : 'they are'} stale.`,
    asking: (perDay: number) => `I am asking their owners, at most ${perDay} a day.`,
    left: 'I leave them alone. What becomes of them later is told as usual.',
    nobody: 'None of them has an owner to ask.',
    decided: 'Somebody decided that already. The card shows what.',
  },

  feed: (source: string, days: number) =>
    `${source ? `The source "${source}"` : 'The inventory'} has not seen any device for more than ${days} days. Something is wrong with it rather than with the devices, so I ask nobody about them until it reports again.`,

  techs: {
    returned: (by: string, name: string) => `${by} says that ${name} was returned. It is assigned to nobody now.`,
    stillUnseen: (by: string, name: string) =>
      `${by} still has ${name} and said so before, but it is not seen. Its management agent may be broken.`,
    title: (count: number) => several(count, 'A device has not been seen', 'devices have not been seen'),
    stages: {
      techs: (days: number) => `Not seen for ${days} days`,
      disable: (days: number) => `Not seen for ${days} days: consider disabling`,
      retire: (days: number) => `Not seen for ${days} days: consider retiring`,
    },
    line: (name: string, owner: string, seen: string) => `${name}, ${owner}: last seen ${seen}`,
    asked: (line: string) => `${line}, owner asked and silent`,
    nobody: 'nobody has it',
    more: (count: number) => `and ${count} more`,
    how: 'Write "device" and its name to me to see one and to say how it stands. I delete none.',
  },

  ticket: {
    unseen: (name: string) => `${name} has not been seen for a long time`,
    notSeen: (seen: string) => `It was last seen ${seen}, and nobody has said where it is.`,
    noAnswer: (seen: string) => `It was last seen ${seen}, and its owner was asked and did not answer.`,
    announce: (name: string, seen: string) =>
      `${name} was last seen ${seen}, and I do not know where it is. Somebody from the IT team is looking into it.`,
    lost: (name: string) => `${name} is lost or stolen`,
  },
};

/** Names a few of those that are counted, or all of them. */
const suchAs = (names: string, unnamed: number) => (unnamed > 0 ? `, such as ${names}` : `: ${names}`);

/** What is said of warranties. */
export const warranty = {
  buttons: {
    acknowledge: 'Acknowledge',
    snooze: (days: number) => `Snooze ${days} days`,
    renewed: 'Renewed',
    replace: 'Replace',
  },
  title: (days: number) => (days === 0 ? 'Warranties that have ended' : `Warranties that end within ${days} days`),
  text: (items: number, open: number) =>
    open === 0
      ? `${several(items, 'One asset', 'assets')}, all answered.`
      : `${several(items, 'One asset', 'assets')}, ${open} still to answer.`,
  page: (from: number, to: number, items: number) => `${from} to ${to} of ${items}`,
  asset: (name: string, devices: string) => (devices ? `${name}: ${devices}` : name),
  ends: (date: string) => `Ends ${date}.`,
  ended: (date: string) => `Ended ${date}.`,
  more: (count: number) => `and ${count} more`,
  answered: {
    acknowledged: () => 'Acknowledged.',
    snoozed: (until: string) => `Snoozed until ${until}.`,
    renewed: (until: string) => `Renewed until ${until}.`,
    replaced: () => 'A ticket for its replacement is open.',
  },
  before: 'Somebody answered for that one already. The card shows what.',

  renew: {
    title: 'Renewed warranty',
    submit: 'Save',
    until: 'When does it end now?',
    hint: 'The last day, such as 2029-06-30',
    past: 'Write a day after today: the new last day.',
    tooFar: 'That is more than thirty years away. Write an earlier day.',
  },

  ticket: {
    summary: (name: string) => `Replace ${name}`,
    reason: (end: string) => `Its warranty end is ${end}, and somebody decided to replace it.`,
    announce: (name: string) => `${name} is to be replaced.`,
    order: (vendor: string, model: string) => `Vendor: ${vendor}\nModel: ${model}`,
    serials: 'Serial numbers:',
    serial: (name: string, serial: string) => `${name}: ${serial}`,
    noDevices: 'No device is known of it.',
    ship: (address: string) => `Ship to: ${address}`,
    noAddress: 'Ship to: the organisation has no address yet.',
  },

  unwatched: {
    title: 'Warranties I cannot watch',
    more: 'More warranties I cannot watch',
    text: 'I can only remind you of warranties whose end I know. I name each of these only once. To find them, export the assets, correct the dates and import them again.',
    groups: {
      missing: (count: number, names: string, unnamed: number) =>
        `${several(count, 'One asset has', 'assets have')} no warranty end${suchAs(names, unnamed)}.`,
      unreadable: (count: number, names: string, unnamed: number) =>
        `${several(count, 'One asset has', 'assets have')} a warranty end that is not a date${suchAs(names, unnamed)}. Write days as 2029-06-30.`,
      over: (count: number, names: string, unnamed: number) =>
        `${several(count, 'One warranty', 'warranties')} ended more than a month ago${suchAs(names, unnamed)}.`,
    } satisfies Record<UnwatchedWhy, (count: number, names: string, unnamed: number) => string>,
    loose: (count: number) =>
      `${several(count, 'One device belongs', 'devices belong')} to no asset, so I know no warranty for ${count === 1 ? 'it' : 'them'}.`,
  },
};
