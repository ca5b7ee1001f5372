import type { OwnedDevice } from '../../../models/devices/device-facts.js';
import type { DeviceStanding, DeviceState } from '../../../models/devices/device-state.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Button, CardPart } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import { oneLine } from '../clip.js';
import { day, type Wall } from '../moment.js';
import { words } from '../wording/index.js';
import { deviceName } from './device-name.js';
import { ownerName } from './device-notices.js';
import { deviceFactsOf } from './my-devices.js';

/** Everything the card of one device shows. */
export interface DeviceView extends Wall {
  readonly device: OwnedDevice;
  readonly standing: DeviceStanding;
  /** Its newest tickets. */
  readonly tickets: readonly TicketRow[];
}

/** One device for those who look after it: what is known, who has it, how it stands, its tickets. */
export function deviceCard(view: DeviceView): Reply {
  const { device, standing, tickets } = view;
  const { labels, techs } = words.devices;
  const title = deviceName(device);
  const own = [
    { label: labels.owner, value: ownerName(device) ?? techs.nobody },
    { label: labels.state, value: stateText(standing) },
  ];
  const list: CardPart[] =
    tickets.length > 0
      ? [{ kind: 'list', title: labels.tickets, items: tickets.map((one) => ({ text: line(one) })) }]
      : [];
  return {
    text: labels.line(title, stateText(standing)),
    card: {
      id: `device:${device.asset_tag.slice(0, MAX_ID)}`,
      version: standing.version,
      title,
      parts: [
        { kind: 'facts', facts: [...own, ...deviceFactsOf(device, view)] },
        ...list,
        { kind: 'buttons', buttons: buttons(standing) },
      ],
    },
  };
}

const MAX_ID = 150;
const MAX_SUMMARY = 80;

/** What a device may become from where it stands. */
const next: Readonly<Record<DeviceState, readonly DeviceState[]>> = {
  held: ['returned', 'lost', 'retired'],
  on_leave: ['held', 'returned', 'lost', 'retired'],
  returned: ['held', 'lost', 'retired'],
  lost: ['held', 'returned', 'retired'],
  retired: ['held'],
};

function stateText({ state, until, confirmed_at }: DeviceStanding): string {
  const { states, confirmed } = words.devices;
  if (state === 'on_leave' && until !== null) return states.onLeaveUntil(day(until));
  const confirmedOn = state === 'held' && confirmed_at !== null ? confirmed(day(confirmed_at.slice(0, 10))) : undefined;
  return confirmedOn ?? states[state];
}

function line({ number, summary, status }: TicketRow): string {
  return words.commands.myLine(number, oneLine(summary, MAX_SUMMARY), words.labels.statuses[status]);
}

function buttons({ asset_tag, state }: DeviceStanding): Button[] {
  const { setTo, ask, retireConfirm } = words.devices;
  return next[state].map((to) => ({
    action: `device.set_${to}`,
    subject: asset_tag,
    label: setTo[to],
    ...((to === 'lost' || to === 'retired') && {
      style: 'danger' as const,
      confirm: to === 'lost' ? ask.lostConfirm : retireConfirm,
    }),
  }));
}
