import type { Progress } from '../../../jobs/progress.js';

/** Between two pictures of a terminal's line, and between two lines of a log, ms. */
const EVERY_MS = { terminal: 250, log: 10_000 };

/** Where progress is shown: standard error, or what stands for it in a test. */
interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** One line that says how far a run is: drawn anew in a terminal, a line now and then in a log. */
export interface ProgressLine {
  readonly everyMs: number;
  show(progress: Progress): void;
  /** Leaves the place to what is printed next. */
  clear(): void;
}

/** Makes the line of a run by this name. */
export function progressLine(name: string, screen: Screen): ProgressLine {
  if (!screen.isTTY)
    return {
      everyMs: EVERY_MS.log,
      show: (progress) => void screen.write(`${name}: ${textOf(progress)}\n`),
      clear: () => undefined,
    };
  let isShown = false;
  return {
    everyMs: EVERY_MS.terminal,
    show(progress) {
      isShown = true;
      screen.write(`${CLEAR}${name}: ${textOf(progress)}`);
    },
    clear() {
      if (isShown) screen.write(CLEAR);
    },
  };
}

/** Back to the begin of the line, and empty it. */
const CLEAR = '\r\x1b[2K';

function textOf({ done, of, perSecond }: Progress): string {
  const rows = of === undefined ? counted(done) : `${number(done)} of ${counted(of)}`;
  return `${rows}, ${number(perSecond)} a second`;
}

function counted(rows: number): string {
  return `${number(rows)} ${rows === 1 ? 'row' : 'rows'}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
