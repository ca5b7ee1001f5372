import { warrantiesIn } from '../../../models/digests/digest-fleet.js';
import type { About } from '../../../models/digests/digest-tickets.js';
import type { Tally } from '../../../models/digests/digest-week.js';
import type { Button } from '../../chat/card.js';
import type { Period } from '../../rules/digest-due.js';
import { oneLine } from '../clip.js';
import { words } from '../wording/index.js';
import { type DigestList, listSubject } from './digest-list-subject.js';
import { aboutName } from './digest-lists.js';
import type { DigestView, Flow, WeekFigures } from './digest-view.js';

/** One button for each figure of the week that counts anything. */
export function weekButtons(view: DigestView, week: WeekFigures): Button[] {
  const { buttons } = words.digests;
  const { talks, fleet } = week;
  return listButtons(view, week.period, [
    ['new', buttons.new, week.opened],
    ['closed', buttons.closed, week.ended],
    ['responded', buttons.responded, week.responded],
    ['resolved', buttons.resolved, week.resolved],
    ['missed', buttons.missed, week.promised - week.kept],
    ['talks', buttons.talks, talks.ended],
    ['solved', buttons.solved, talks.solved],
    ['rated', buttons.rated, week.ratings],
    ['stale', buttons.stale, fleet.stale],
    ['warranty', buttons.warranty, warrantiesIn(fleet)],
  ]);
}

/** The two sums of the weeks of a trend. */
export function trendButtons(view: DigestView, trend: readonly Flow[]): Button[] {
  const [from, to] = [trend[0]?.period.from, trend.at(-1)?.period.to];
  if (!from || !to) return [];
  const { opened, ended } = sumOf(trend);
  const { openedInAll, closedInAll } = words.digests.buttons;
  return listButtons(view, { from, to }, [
    ['new', openedInAll, opened],
    ['closed', closedInAll, ended],
  ]);
}

/** What was opened and ended in all of these weeks. */
export function sumOf(trend: readonly Flow[]): { readonly opened: number; readonly ended: number } {
  const sum = (of: (week: Flow) => number) => trend.reduce((all, week) => all + of(week), 0);
  return { opened: sum((week) => week.opened), ended: sum((week) => week.ended) };
}

type Figure = readonly [list: DigestList, label: (count: number) => string, count: number];

function listButtons({ scope }: DigestView, period: Period, lists: readonly Figure[]): Button[] {
  return lists.flatMap(([list, label, count]) =>
    count === 0
      ? []
      : [
          {
            action: 'digest.list',
            subject: listSubject({ list, deptId: scope.deptId, period, page: 0 }),
            label: label(count),
          },
        ],
  );
}

/** One button for each name of a tally: it shows the count, and opens the list. */
export function tallyButtons(
  { scope }: DigestView,
  { period, kind }: { period: Period; kind: About['kind'] },
  all: readonly Tally[],
): Button[] {
  return all.map(({ name, title, count }) => {
    const about = { kind, name };
    const label = words.digests.buttons.counted(oneLine(title ?? aboutName(about), MAX_LABEL), count);
    return {
      action: 'digest.list',
      subject: listSubject({ list: 'new', deptId: scope.deptId, period, page: 0, about }),
      label,
    };
  });
}

const MAX_LABEL = 60;
