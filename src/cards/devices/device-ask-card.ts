import type { DeviceAsk, DeviceAskItem } from '../../../models/devices/device-ask.js';
import type { Button, CardPart } from '../../chat/card.js';
import type { Form } from '../../chat/form.js';
import type { Reply } from '../../chat/outbound.js';
import { localDate } from '../../rules/local-time.js';
import { day } from '../moment.js';
import { pageParts } from '../page-parts.js';
import { untilForm } from '../until-form.js';
import { words } from '../wording/index.js';
import { deviceName } from './device-name.js';

/** Devices on one page. */
export const ASKED_A_PAGE = 6;

/** Asks somebody about their devices, each with its own buttons, and shows what was answered; of many a page. */
export function deviceAskCard(of: {
  readonly ask: DeviceAsk;
  readonly items: readonly DeviceAskItem[];
  readonly zone: string;
}): Reply {
  const { ask, items } = of;
  const { ask: say } = words.devices;
  const isDone = items.every((item) => outcomeOf(item, ask) !== undefined);
  const from = ask.page * ASKED_A_PAGE;
  const shown = items.slice(from, from + ASKED_A_PAGE);
  const text = isDone ? say.done : say.text(items.length);
  return {
    text,
    card: {
      id: `device-ask:${ask.ask_id}`,
      version: ask.version,
      title: say.title(items.length),
      tone: isDone ? 'good' : 'plain',
      parts: [
        { kind: 'text', text },
        ...shown.flatMap((item) => itemParts(item, of)),
        ...pageParts({
          page: ask.page,
          size: ASKED_A_PAGE,
          total: items.length,
          action: 'device.ask_page',
          subject: (page) => `${ask.ask_id}/${page}`,
        }),
      ],
    },
  };
}

/** Field: until, the last day of a leave. */
export function leaveForm(of: { subject: string; version: number }): Form {
  return untilForm({ action: 'device.leave', ...of }, words.devices.leave);
}

const answers = ['held', 'on_leave', 'returned', 'lost'] as const;

function itemParts(item: DeviceAskItem, { ask, zone }: { ask: DeviceAsk; zone: string }): CardPart[] {
  const seen = item.last_seen_at === null ? [] : [`\n${words.devices.ask.seen(dayOf(item.last_seen_at, zone))}`];
  const name: CardPart = { kind: 'text', text: [{ bold: deviceName(item) }, ...seen] };
  const outcome = outcomeOf(item, ask);
  if (outcome !== undefined) return [name, { kind: 'note', text: outcome }];
  return [name, { kind: 'buttons', buttons: answers.map((answer) => button(item, answer)) }];
}

function outcomeOf({ answer, until, assigned_user_id }: DeviceAskItem, { user_id }: DeviceAsk): string | undefined {
  const { answered, notYours } = words.devices.ask;
  if (answer !== null) return answered[answer](until === null ? '' : day(until));
  return assigned_user_id === user_id ? undefined : notYours;
}

function button({ ask_id, position }: DeviceAskItem, answer: (typeof answers)[number]): Button {
  return {
    action: `device.${answer}`,
    subject: `${ask_id}/${position}`,
    label: words.devices.buttons[answer],
    ...(answer === 'on_leave' && { opensForm: true as const }),
    ...(answer === 'held' && { style: 'primary' as const }),
    ...(answer === 'lost' && { style: 'danger' as const, confirm: words.devices.ask.lostConfirm }),
  };
}

function dayOf(at: string, zone: string): string {
  return day(localDate(zone, new Date(at)));
}
