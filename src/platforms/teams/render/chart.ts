import { type Chart, chartAsList, chartAsPicture } from '../../../chat/card.js';
import type { Piece } from '../../fit.js';
import { clean, cut, oneLine } from '../../letters.js';
import type { ChartElement, Element } from './elements.js';
import { limits } from './limits.js';
import { linesPiece } from './lines.js';
import { picture } from './picture.js';
import { runs } from './runs.js';
import { notePiece } from './text-piece.js';

/**
 * What a chart shows, and the chart as Teams draws it (learn.microsoft.com, Charts in Adaptive Cards); a client that
 * draws none shows its fallback: its picture, or the numbers as a list where there is none.
 */
export function chartPieces(chart: Chart): readonly Piece<Element>[] {
  const labels = chart.labels.map(short);
  const drawn: ChartElement = {
    type: chart.style === 'line' ? 'Chart.Line' : 'Chart.VerticalBar.Grouped',
    title: cut(clean(oneLine(chart.title)), limits.title),
    data: chart.series.map(({ name, values }) => ({
      legend: short(name),
      values: labels.map((x, at) => ({ x, y: values[at] ?? 0 })),
    })),
    fallback: { type: 'Container', items: instead(chart) },
  };
  return [notePiece(chart.finding), { render: () => [drawn] }];
}

/** What a chart shows, and its fallback, for a card that was refused with the chart. */
export function plainChartPieces(chart: Chart): readonly Piece<Element>[] {
  return [notePiece(chart.finding), { render: () => instead(chart) }];
}

const MAX_LABEL = 40;

function instead(chart: Chart): Element[] {
  const shown = chartAsPicture(chart)?.find((part) => part.kind === 'image');
  const image = shown && picture(shown.url, shown.alt);
  return image ? [image] : linesPiece({ lines: chartLines(chart) }).render(Number.POSITIVE_INFINITY);
}

function short(text: string): string {
  return cut(clean(oneLine(text)), MAX_LABEL);
}

function chartLines(chart: Chart) {
  const [, list] = chartAsList(chart);
  return list?.kind === 'list' ? list.items.map(({ text }) => runs(text)) : [];
}
