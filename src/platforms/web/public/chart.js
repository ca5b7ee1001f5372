import { el } from './dom.js';

const svgNames = 'http://www.w3.org/2000/svg';
const [width, height, left, bottom, top] = [560, 220, 34, 34, 14];
/** The width of a letter of the labels, about, on a phone. */
const LETTER = 10;

/** Draws a chart; what it shows stands above it in words, and its numbers are in a table for screen readers. */
export function chartElement(chart) {
  const { title, finding, series } = chart;
  return el(
    'figure',
    { class: 'part-chart', 'data-chart': chart.style },
    el('figcaption', {}, el('h4', {}, title), el('p', { class: 'part-note' }, finding)),
    drawing(chart),
    series.length > 1 &&
      el(
        'ul',
        { class: 'chart-legend', 'aria-hidden': 'true' },
        series.map(({ name }, at) => el('li', { 'data-series': at }, name)),
      ),
    numbers(chart),
  );
}

function drawing(chart) {
  const { style, labels, series, finding } = chart;
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const x = (at) => left + ((at + 0.5) * (width - left)) / labels.length;
  const y = (value) => top + (height - bottom - top) * (1 - value / most);
  const marks = style === 'line' ? lines(series, { x, y }) : bars(series, { x, y, count: labels.length });
  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': finding },
    svg('line', { class: 'chart-axis', x1: left, x2: width, y1: y(0), y2: y(0) }),
    words(String(most), { x: left - 6, y: y(most) + 4, 'text-anchor': 'end' }),
    words('0', { x: left - 6, y: y(0) + 4, 'text-anchor': 'end' }),
    ...marks,
    ...labels.map((label, at) =>
      words(within(label, (width - left) / labels.length), { x: x(at), y: height - 14, 'text-anchor': 'middle' }),
    ),
  );
}

/** As much of a label as fits below its place; the table has all of it. */
function within(label, room) {
  const most = Math.floor(room / LETTER);
  return label.length > most ? `${[...label].slice(0, most - 1).join('')}…` : label;
}

function bars(series, { x, y, count }) {
  const size = Math.min(34, ((width - left) / count) * (0.7 / series.length));
  return series.flatMap(({ values }, at) =>
    values.map((value, point) =>
      svg('rect', {
        'data-series': at,
        x: x(point) + (at - series.length / 2) * size,
        y: y(value),
        width: size - 2,
        height: y(0) - y(value),
      }),
    ),
  );
}

function lines(series, { x, y }) {
  return series.flatMap(({ values }, at) => [
    svg('polyline', { 'data-series': at, points: values.map((value, point) => `${x(point)},${y(value)}`).join(' ') }),
    ...values.map((value, point) => svg('circle', { 'data-series': at, cx: x(point), cy: y(value), r: 3.5 })),
  ]);
}

function numbers({ title, labels, series }) {
  const head = el(
    'tr',
    {},
    el('th', {}, title),
    series.map(({ name }) => el('th', { scope: 'col' }, name)),
  );
  const row = (label, at) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, label),
      series.map(({ values }) => el('td', {}, String(values[at] ?? 0))),
    );
  return el('table', { class: 'unseen' }, head, labels.map(row));
}

function words(text, place) {
  const node = svg('text', place);
  node.textContent = text;
  return node;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(svgNames, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}
