import type { Chart } from '../chat/card.js';
import { chartSchema } from '../chat/reply-schema.js';
import { drawChart } from './draw-chart.js';

/** The type of a file that holds a chart, to be drawn when it is fetched. */
export const CHART_TYPE = 'application/vnd.deskhand.chart+json';

/** The newest pictures stay at hand: a card that many read is fetched by each of them. */
const MOST_KEPT = 20;

/** Draws the charts that files hold, each once while it is at hand; undefined where one cannot be drawn. */
export function chartDrawer(
  draw: (chart: Chart) => Promise<Buffer | undefined> = drawChart,
): (fileId: string, content: Buffer) => Promise<Buffer | undefined> {
  const drawn = new Map<string, Promise<Buffer | undefined>>();
  return (fileId, content) => {
    const known = drawn.get(fileId);
    if (known) return known;
    const chart = chartSchema.safeParse(JSON.parse(content.toString()));
    const picture = chart.success ? draw(chart.data) : Promise.resolve(undefined);
    drawn.set(fileId, picture);
    for (const oldest of drawn.keys()) {
      if (drawn.size <= MOST_KEPT) break;
      drawn.delete(oldest);
    }
    return picture;
  };
}
