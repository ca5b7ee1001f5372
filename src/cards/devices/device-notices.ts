import type { DeviceRow, OwnedDevice } from '../../../models/devices/device-facts.js';
import type { CardPart } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import { localDate } from '../../rules/local-time.js';
import type { StaleRules, StaleStage } from '../../rules/staleness.js';
import { oneLine } from '../clip.js';
import { day } from '../moment.js';
import { words } from '../wording/index.js';
import { deviceName } from './device-name.js';

/** Techs learn that a device is on its way back. */
export function returnedReply({ device, by }: { device: DeviceRow; by: string }): Reply {
  return { text: words.devices.techs.returned(oneLine(by, MAX_PERSON), deviceName(device)) };
}

/** Techs learn that a device is with its owner although no source sees it. */
export function stillUnseenReply({ device, by }: { device: DeviceRow; by: string }): Reply {
  return { text: words.devices.techs.stillUnseen(oneLine(by, MAX_PERSON), deviceName(device)) };
}

/** An admin learns that a source reports nothing. */
export function silentFeedReply({ source, days }: { source: string; days: number }): Reply {
  return { text: words.devices.feed(oneLine(source, MAX_PERSON), days) };
}

/** One device techs are told of, with the stage it reached. */
export interface Unseen {
  readonly device: OwnedDevice;
  readonly stage: StaleStage;
  /** Its owner was asked and has not answered. */
  readonly isAsked: boolean;
}

/** Tells techs of the devices that reached a threshold, those unseen longest last; of many only the first by name. */
export function unseenReply(of: { devices: readonly Unseen[]; days: StaleRules; zone: string }): Reply {
  const { devices, days } = of;
  const { title, stages, how } = words.devices.techs;
  const lists = (['techs', 'disable', 'retire'] as const).flatMap((stage): CardPart[] => {
    const lines = devices.filter((one) => one.stage === stage).map((one) => line(one, of.zone));
    const items = [...lines.slice(0, MAX_LINES), ...rest(lines.length)].map((text) => ({ text }));
    return lines.length > 0 ? [{ kind: 'list', title: stages[stage](days[stage] ?? 0), items }] : [];
  });
  return {
    text: title(devices.length),
    card: {
      id: 'devices:unseen',
      version: 1,
      title: title(devices.length),
      tone: 'warning',
      parts: [...lists, { kind: 'note', text: how }],
    },
  };
}

const MAX_PERSON = 80;
const MAX_LINES = 20;

function rest(count: number): string[] {
  return count > MAX_LINES ? [words.devices.techs.more(count - MAX_LINES)] : [];
}

function line({ device, isAsked }: Unseen, zone: string): string {
  const { line: say, asked, nobody } = words.devices.techs;
  const seen =
    device.last_seen_at === null ? words.labels.unknown : day(localDate(zone, new Date(device.last_seen_at)));
  const text = say(deviceName(device), ownerName(device) ?? nobody, seen);
  return isAsked ? asked(text) : text;
}

/** Who has a device; undefined where nobody does. */
export function ownerName(device: OwnedDevice): string | undefined {
  if (device.assigned_user_id === null) return undefined;
  const name = oneLine(`${device.owner_first ?? ''} ${device.owner_last ?? ''}`, MAX_PERSON);
  return name || oneLine(device.owner_email?.split('@')[0] ?? '', MAX_PERSON) || words.labels.someone;
}
