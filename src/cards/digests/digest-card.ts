import { stateLists } from '../../../models/digests/digest-tickets.js';
import type { Button, CardPart, Fact } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import type { Period } from '../../rules/digest-due.js';
import { oneLine } from '../clip.js';
import { day as dayText, lastingMoment } from '../moment.js';
import { words } from '../wording/index.js';
import { withDelta } from './delta.js';
import { type DigestList, listSubject } from './digest-list-subject.js';
import { listedLine, withoutWords } from './digest-lists.js';
import type { DigestView, Flow } from './digest-view.js';
import { weekParts } from './digest-week.js';

/** A digest: the day, the week or both, with a button for the list behind each number. */
export function digestReply(view: DigestView): Reply {
  const { figures, date, scope } = view;
  const { title, titleOf, line, weekLine } = words.digests;
  const name = dayText(date);
  const { day, week, states } = figures;
  const lines = [
    ...(day ? [line({ opened: day.opened, closed: day.ended, open: states.open, breached: states.breached })] : []),
    ...(week ? [weekLine({ opened: week.opened, closed: week.ended })] : []),
  ];
  const heading = scope.name === undefined ? title(name) : titleOf(name, oneLine(scope.name, MAX_NAME));
  return {
    text: [heading, ...lines].join(' '),
    card: {
      id: 'digest',
      version: 1,
      title: heading,
      tone: states.breached > 0 ? 'warning' : 'plain',
      parts: [
        ...dayParts(view, day),
        ...(week ? weekParts(view, week) : []),
        { kind: 'buttons', buttons: settings(view) },
      ],
    },
  };
}

const MAX_NAME = 60;

function dayParts(view: DigestView, day: Flow | undefined): CardPart[] {
  const { states, oldest } = view.figures;
  const { labels, oldest: title } = words.digests;
  const flow: Fact[] = day
    ? [fact(view, labels.new, 'new', day.opened), fact(view, labels.closed, 'closed', day.ended)]
    : [];
  return [
    { kind: 'facts', facts: [...flow, ...stateLists.map((list) => fact(view, labels[list], list, states[list]))] },
    ...(oldest.length > 0
      ? [
          {
            kind: 'list' as const,
            title,
            items: oldest.map((one) => ({ text: listedLine(view.isShared ? withoutWords(one) : one) })),
          },
        ]
      : []),
    ...noteOf(view, day),
    ...buttonRow(dayButtons(view, day)),
  ];
}

/** Since when is counted, and what stands in brackets where anything does. */
function noteOf({ before, zone }: DigestView, day: Flow | undefined): CardPart[] {
  const { since, brackets } = words.digests;
  const lines = [...(day ? [since(lastingMoment(day.period.from, zone))] : []), ...(before ? [brackets] : [])];
  return lines.length > 0 ? [{ kind: 'note', text: lines.join(' ') }] : [];
}

function dayButtons(view: DigestView, day: Flow | undefined): Button[] {
  const { buttons } = words.digests;
  const { states, week, nextAt } = view.figures;
  const at = (day ?? week)?.period.to;
  const flow = day
    ? [
        opens(view, 'new', buttons.new, day.opened, day.period),
        opens(view, 'closed', buttons.closed, day.ended, day.period),
      ]
    : [];
  const periodOf = (list: DigestList) => (list === 'at_risk' && at ? { from: at, to: nextAt } : undefined);
  return [...flow, ...stateLists.map((list) => opens(view, list, buttons[list], states[list], periodOf(list)))].flat();
}

/** The button of a list; none where nothing is on it. */
function opens(
  view: DigestView,
  list: DigestList,
  label: (count: number) => string,
  count: number,
  period?: Period,
): readonly Button[] {
  if (count === 0) return [];
  const subject = listSubject({ list, deptId: view.scope.deptId, period, page: 0 });
  return [{ action: 'digest.list', subject, label: label(count) }];
}

/** The tickets of all that the digest tells of, as a file; and what to change about digests. */
function settings({ figures, scope }: DigestView): Button[] {
  const { csv, settings: change } = words.digests.commands;
  const period = figures.week?.period ?? figures.day?.period;
  const subject = period && listSubject({ list: 'new', deptId: scope.deptId, period, page: 0 });
  return [
    ...(subject ? [{ action: 'digest.csv', subject, label: csv }] : []),
    { action: 'digest.settings', subject: 'here', label: change },
  ];
}

function fact({ before }: DigestView, label: string, name: string, value: number): Fact {
  return { label, value: withDelta(value, before?.[name]) };
}

function buttonRow(buttons: readonly Button[]): CardPart[] {
  return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [];
}
