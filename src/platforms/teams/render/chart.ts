import { type Chart, chartAsList } from '../../../chat/card.js';
import type { Piece } from '../../fit.js';
import { clean, cut, oneLine } from '../../letters.js';
import type { ChartElement, Element } from './elements.js';
import { limits } from './limits.js';
import { linesPiece } from './lines.js';
import { runs } from './runs.js';
import { notePiece } from './text-piece.js';

/**
 * What a chart shows, and the chart as Teams draws it (learn.microsoft.com, Charts in Adaptive Cards); a client that
 * draws none shows its fallback, the numbers as a list.
 */
export function chartPieces(chart: Chart): readonly Piece<Element>[] {
  const labels = chart.labels.map(short);
  const list = linesPiece({ lines: chartLines(chart) });
  const drawn: ChartElement = {
    type: chart.style === 'line' ? 'Chart.Line' : 'Chart.VerticalBar.Grouped',
    title: cut(clean(oneLine(chart.title)), limits.title),
    data: chart.series.map(({ name, values }) => ({
      legend: short(name),
      values: labels.map((x, at) => ({ x, y: values[at] ?? 0 })),
    })),
    fallback: { type: 'Container', items: list.render(Number.POSITIVE_INFINITY) },
  };
  return [notePiece(chart.finding), { render: () => [drawn] }];
}

const MAX_LABEL = 40;

function short(text: string): string {
  return cut(clean(oneLine(text)), MAX_LABEL);
}

function chartLines(chart: Chart) {
  const [, list] = chartAsList(chart);
  return list?.kind === 'list' ? list.items.map(({ text }) => runs(text)) : [];
}
