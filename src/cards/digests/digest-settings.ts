import type { DigestSubscription } from '../../../models/digests/digest-subscription.js';
import type { Button, CardPart } from '../../chat/card.js';
import type { Form } from '../../chat/form.js';
import type { Reply } from '../../chat/outbound.js';
import { oneLine } from '../clip.js';
import { moment, type Wall } from '../moment.js';
import { words } from '../wording/index.js';

/** What somebody, or a channel, gets of digests. */
export interface DigestSettingsView extends Wall {
  /** `me`, or the channel's conversation. */
  readonly subject: string;
  readonly subscription: Pick<DigestSubscription, 'rhythm' | 'hour' | 'scope' | 'is_on' | 'version'> | undefined;
  /** The department it is about, when it is about one. */
  readonly department: string | undefined;
  /** Whether they are in a department of which they could get digests. */
  readonly hasDepartment: boolean;
  readonly nextAt: Date | undefined;
}

/** What one gets, and buttons to change it. */
export function digestSettingsReply(view: DigestSettingsView): Reply {
  const { title, titleHere, off, next } = words.digests.commands;
  const { subscription, nextAt, subject } = view;
  const isOn = subscription?.is_on === 1;
  const state = isOn ? stateOf(view, subscription) : off;
  const parts: CardPart[] = [
    { kind: 'text', text: state },
    ...(isOn && nextAt ? [{ kind: 'note' as const, text: next(moment(nextAt, view)) }] : []),
    { kind: 'buttons', buttons: buttonsOf(view, isOn ? subscription : undefined) },
  ];
  return {
    text: state,
    card: {
      id: 'digest-settings',
      version: subscription?.version ?? 0,
      title: subject === 'me' ? title : titleHere,
      parts,
    },
  };
}

/** Field: hour. */
export function digestHourForm(
  view: Pick<DigestSettingsView, 'subject' | 'zone'> & { hour: number; version: number },
): Form {
  const { hourTitle, hourField, hourHint, save } = words.digests.commands;
  return {
    action: 'digest.hour',
    subject: view.subject,
    version: view.version,
    title: hourTitle,
    submit: save,
    cancel: words.forms.cancel,
    fields: [
      {
        kind: 'choice',
        name: 'hour',
        label: hourField,
        hint: hourHint(view.zone),
        initial: String(view.hour),
        options: Array.from({ length: 24 }, (_, hour) => ({
          value: String(hour),
          label: `${String(hour).padStart(2, '0')}:00`,
        })),
      },
    ],
  };
}

const MAX_NAME = 60;

type Chosen = NonNullable<DigestSettingsView['subscription']>;

function stateOf({ department, zone }: DigestSettingsView, { rhythm, hour }: Chosen): string {
  const { state, rhythms, hour: at, wholeOrganisation, ofDepartment } = words.digests.commands;
  const whose = department === undefined ? wholeOrganisation : ofDepartment(oneLine(department, MAX_NAME));
  return state(rhythms[rhythm], at(hour, zone), whose);
}

function buttonsOf({ subject, hasDepartment }: DigestSettingsView, chosen: Chosen | undefined): Button[] {
  const w = words.digests.commands;
  const press = (action: string, label: string): Button => ({ action: `digest.${action}`, subject, label });
  if (!chosen) return [press('start', subject === 'me' ? w.start : w.toChannel), press('now', w.sendNow)];
  const otherScope =
    chosen.scope === 'department' ? press('organisation', w.organisation) : press('department', w.department);
  return [
    press('now', w.sendNow),
    { ...press('hour', w.changeHour), opensForm: true },
    chosen.rhythm === 'daily' ? press('weekly', w.weeklyOnly) : press('daily', w.daily),
    ...(hasDepartment ? [otherScope] : []),
    press('stop', w.stop),
  ];
}
