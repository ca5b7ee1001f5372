import { DateTime } from 'luxon';
import type { Tally } from '../../../models/digests/digest-week.js';
import type { Button, CardPart, Chart, Fact } from '../../chat/card.js';
import { oneLine } from '../clip.js';
import { day } from '../moment.js';
import { categoryName } from '../tickets/ticket-facts.js';
import { words } from '../wording/index.js';
import { businessTime } from './business-time.js';
import { withDelta } from './delta.js';
import type { DigestView, Flow, WeekFigures } from './digest-view.js';
import { sumOf, tallyButtons, trendButtons, weekButtons } from './week-buttons.js';

/** The week: how it went, in two charts and in figures. */
export function weekParts(view: DigestView, week: WeekFigures): CardPart[] {
  const { title, devices, models, articles } = words.digests.week;
  const month = { from: new Date(week.period.to.getTime() - 28 * DAY), to: week.period.to };
  const dateOf = (at: Date) => day(DateTime.fromJSDate(at, { zone: view.zone }).toFormat('yyyy-MM-dd'));
  return [
    { kind: 'divider' },
    { kind: 'text', text: [{ bold: title(dateOf(week.period.from), dateOf(week.period.to)) }] },
    trendChart(week.trend, view.zone),
    ...row(trendButtons(view, week.trend)),
    { kind: 'facts', facts: weekFacts(week) },
    ...(week.trend.length > 1 ? [{ kind: 'note' as const, text: words.digests.week.against }] : []),
    ...row(weekButtons(view, week)),
    ...(week.categories.length > 1 ? [categoryChart(week)] : []),
    ...row(tallyButtons(view, { period: week.period, kind: 'category' }, week.categories)),
    ...tallies(devices, tallyButtons(view, { period: month, kind: 'device' }, week.devices)),
    ...tallies(models, tallyButtons(view, { period: month, kind: 'model' }, week.models)),
    ...tallies(articles, tallyButtons(view, { period: week.period, kind: 'article' }, week.articles)),
  ];
}

function weekFacts(week: WeekFigures): Fact[] {
  const w = words.digests.week;
  const { talks, fleet } = week;
  const weekBefore = week.trend.at(-2);
  const share = (part: number, of: number) => Math.round((100 * part) / of);
  const deflected = w.deflected(
    share(talks.solved, talks.ended),
    share(talks.solved + talks.perhaps, talks.ended),
    talks.ended,
  );
  return [
    { label: w.opened, value: withDelta(week.opened, weekBefore?.opened) },
    { label: w.closed, value: withDelta(week.ended, weekBefore?.ended) },
    { label: w.response, value: medianOf(week.responseMs) },
    { label: w.resolution, value: medianOf(week.resolutionMs) },
    { label: w.sla, value: week.promised === 0 ? w.none : w.kept(share(week.kept, week.promised), week.promised) },
    { label: w.deflection, value: talks.ended === 0 ? w.none : deflected },
    {
      label: w.csat,
      value: week.ratings === 0 ? w.none : w.stars((week.stars / week.ratings).toFixed(1), week.ratings),
    },
    { label: w.stale(fleet.staleDays), value: `${fleet.stale}` },
    ...(fleet.warranties.length > 0 ? [{ label: w.warranties, value: w.ending(fleet.warranties) }] : []),
  ];
}

function trendChart(trend: readonly Flow[], zone: string): Chart {
  const { trend: title, opened, closed, weekOf } = words.digests.charts;
  const labels = trend.map(({ period }) => {
    const local = DateTime.fromJSDate(period.from, { zone });
    return weekOf(local.day, words.times.months[local.month - 1] ?? '');
  });
  return {
    kind: 'chart',
    style: 'line',
    title,
    finding: trendFinding(trend),
    labels,
    series: [
      { name: opened, values: trend.map((week) => week.opened) },
      { name: closed, values: trend.map((week) => week.ended) },
    ],
  };
}

function trendFinding(trend: readonly Flow[]): string {
  const { grew, shrank, even } = words.digests.charts;
  const { opened, ended: closed } = sumOf(trend);
  if (opened === closed) return even(opened);
  return opened > closed ? grew(opened, closed, opened - closed) : shrank(opened, closed, closed - opened);
}

function categoryChart({ categories, opened }: WeekFigures): Chart {
  const { byCategory, first, opened: name } = words.digests.charts;
  const nameOf = (one: Tally) => oneLine(categoryName(one.name || null), MAX_LABEL);
  const most = categories[0]?.count ?? 0;
  const leading = categories.filter(({ count }) => count === most).map(nameOf);
  return {
    kind: 'chart',
    style: 'bar',
    title: byCategory,
    finding: first(leading, most, opened),
    labels: categories.map(nameOf),
    series: [{ name, values: categories.map(({ count }) => count) }],
  };
}

function tallies(title: string, buttons: readonly Button[]): CardPart[] {
  return buttons.length === 0 ? [] : [{ kind: 'note', text: title }, ...row(buttons)];
}

function row(buttons: readonly Button[]): CardPart[] {
  return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [];
}

function medianOf(ms: number | undefined): string {
  return ms === undefined ? words.digests.week.none : businessTime(ms);
}

const MAX_LABEL = 60;
const DAY = 86_400_000;
