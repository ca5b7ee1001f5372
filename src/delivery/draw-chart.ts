import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Chart } from '../chat/card.js';
import { reasonOf } from '../errors.js';
import { log } from '../log.js';

/**
 * A chart as a PNG, with letters of its own: no font of the system is needed. Undefined where it cannot be drawn, as on a
 * system that the canvas is not built for; whoever wanted it shows the numbers instead.
 */
export async function drawChart(chart: Chart): Promise<Buffer | undefined> {
  try {
    board ??= openBoard();
    const { createCanvas, ChartJs } = await board;
    const canvas = createCanvas(WIDTH, HEIGHT);
    const drawn = new ChartJs(canvas as never, settings(chart));
    try {
      return await canvas.encode('png');
    } finally {
      drawn.destroy();
    }
  } catch (error) {
    log.warn({ code: 'chart_not_drawn', reason: reasonOf(error) });
    return undefined;
  }
}

const [WIDTH, HEIGHT] = [1_000, 500];
/** Each file of the font holds one script. */
const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'];
const COLOURS = ['#2563eb', '#d97706', '#059669', '#7c3aed', '#dc2626', '#475569'];
const INK = '#1f2937';

let board: ReturnType<typeof openBoard> | undefined;

/** Loaded with the first chart that is drawn: most processes never need it. */
async function openBoard() {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  const { Chart: ChartJs } = await import('chart.js/auto');
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('@fontsource/noto-sans/package.json')), 'files');
  for (const script of SCRIPTS)
    GlobalFonts.registerFromPath(join(folder, `noto-sans-${script}-400-normal.woff2`), `Desk ${script}`);
  ChartJs.defaults.font.family = SCRIPTS.map((script) => `"Desk ${script}"`).join(', ');
  ChartJs.defaults.font.size = 20;
  ChartJs.defaults.color = INK;
  return { createCanvas, ChartJs };
}

function settings({ style, title, labels, series }: Chart) {
  return {
    type: style,
    data: {
      labels: [...labels],
      datasets: series.map(({ name, values }, at) => {
        const colour = COLOURS[at % COLOURS.length] ?? INK;
        const drawn = { backgroundColor: colour, borderColor: colour, borderWidth: 4 };
        // Told apart without colours, too.
        return { label: name, data: [...values], ...drawn, ...(style === 'line' && at > 0 && { borderDash: [14, 8] }) };
      }),
    },
    options: {
      animation: false as const,
      responsive: false,
      devicePixelRatio: 1,
      layout: { padding: 20 },
      scales: { x: { grid: { display: false } }, y: { beginAtZero: true, ticks: { precision: 0 } } },
      plugins: {
        title: { display: true, text: title, font: { size: 24, weight: 'normal' as const } },
        legend: { display: series.length > 1, position: 'bottom' as const },
      },
    },
    plugins: [paper],
  };
}

/** A picture without ground cannot be read where a client is dark. */
const paper = {
  id: 'paper',
  beforeDraw({
    ctx,
    width,
    height,
  }: {
    ctx: { fillStyle: unknown; fillRect(...of: number[]): void };
    width: number;
    height: number;
  }) {
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, width, height);
  },
};
