import { z } from 'zod';
import { appId } from './text.js';

const short = z.string().min(1).max(20);
const series = z.strictObject({
  name: short,
  data: z
    .array(z.strictObject({ label: short, value: z.number() }))
    .min(1)
    .max(20),
});
const axis_config = z.strictObject({
  categories: z.array(short).min(1).max(20),
  x_label: z.string().max(50).optional(),
  y_label: z.string().max(50).optional(),
});

/** A chart of bars or lines; pies and areas are not modelled and are refused. Two to a message. */
export const dataVisualization = z
  .strictObject({
    type: z.literal('data_visualization'),
    block_id: appId.optional(),
    title: z.string().min(1).max(50),
    chart: z.strictObject({ type: z.enum(['bar', 'line']), series: z.array(series).min(1).max(6), axis_config }),
  })
  .refine(({ chart }) => isDistinct(chart.series.map(({ name }) => name)), { message: 'series names repeat' })
  .refine(({ chart }) => isDistinct(chart.axis_config.categories), { message: 'categories repeat' })
  .refine(({ chart }) => chart.series.every(({ data }) => matches(data, chart.axis_config.categories)), {
    message: 'the points of a series are not the categories',
  });

/** A chart as it was accepted. */
export type ChartBlock = z.infer<typeof dataVisualization>;

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

function matches(data: readonly { readonly label: string }[], categories: readonly string[]): boolean {
  return data.length === categories.length && data.every(({ label }) => categories.includes(label));
}
