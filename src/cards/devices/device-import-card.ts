import type { DeviceImport } from '../../../models/devices/device-import.js';
import type { CardPart } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import type { StaleRules } from '../../rules/staleness.js';
import { words } from '../wording/index.js';

/** Sums up for an admin what was unseen for long when the desk first met it, and asks whether to ask. */
export function deviceImportCard({ found, rules }: { found: DeviceImport; rules: StaleRules }): Reply {
  const { title, text: say, unknown } = words.devices.import;
  const text = say(found.devices, rules.ask ?? 0);
  const never: CardPart[] = found.unknown > 0 ? [{ kind: 'note', text: unknown(found.unknown) }] : [];
  return {
    text,
    card: {
      id: `device-import:${found.import_id}`,
      version: found.version,
      title,
      parts: [{ kind: 'text', text }, ...never, ...decision(found, rules)],
    },
  };
}

function decision({ import_id: subject, state, owned }: DeviceImport, { perDay }: StaleRules): CardPart[] {
  const { import: say, buttons: label } = words.devices;
  if (state === 'asking') return [{ kind: 'note', text: say.asking(perDay) }];
  if (state === 'left') return [{ kind: 'note', text: say.left }];
  if (owned === 0) return [{ kind: 'note', text: say.nobody }];
  const ask = { action: 'device.import.ask', subject, label: label.askOwners, style: 'primary' as const };
  const leave = { action: 'device.import.leave', subject, label: label.leaveThem };
  return [
    { kind: 'text', text: say.owned(owned, perDay) },
    { kind: 'buttons', buttons: [ask, leave] },
  ];
}
