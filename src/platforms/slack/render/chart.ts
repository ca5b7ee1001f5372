import type { KnownBlock } from '@slack/types';
import type { Chart } from '../../../chat/card.js';
import type { Piece } from '../../fit.js';
import { clean, cut, oneLine } from '../../letters.js';
import { limits } from './limits.js';
import { notePiece } from './text-piece.js';

/**
 * What a chart shows, and the chart as Slack draws it: the data visualization block of June 2026
 * (docs.slack.dev/reference/block-kit/blocks/data-visualization-block), which @slack/types does not have yet.
 */
export function chartPieces(chart: Chart): readonly Piece<KnownBlock>[] {
  const categories = distinct(chart.labels.slice(0, limits.chartPoints).map(short));
  const names = distinct(chart.series.slice(0, limits.chartSeries).map(({ name }) => short(name)));
  const block = {
    type: 'data_visualization',
    title: cut(oneLine(clean(chart.title)), limits.chartTitle) || '…',
    chart: {
      type: chart.style,
      series: names.map((name, at) => ({
        name,
        data: categories.map((label, point) => ({ label, value: chart.series[at]?.values[point] ?? 0 })),
      })),
      axis_config: { categories },
    },
  } as unknown as KnownBlock;
  const isEmpty = categories.length === 0 || names.length === 0;
  return [notePiece(chart.finding), ...(isEmpty ? [] : [{ render: () => [block] }])];
}

function short(text: string): string {
  return cut(oneLine(clean(text)), limits.chartLabel) || '…';
}

/** Slack refuses a chart whose series or labels share a name. */
function distinct(names: readonly string[]): string[] {
  return names.map((name, at) => {
    const mark = ` ${at + 1}`;
    return names.indexOf(name) === at ? name : `${cut(name, limits.chartLabel - mark.length)}${mark}`;
  });
}
