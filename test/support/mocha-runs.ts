import { type ChildProcess, spawn } from 'node:child_process';

/** One mocha in a process of its own. */
export interface MochaRun {
  /** Printed above what it says, unless left out. */
  readonly title?: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** How a run ended, or several together. */
export interface Outcome {
  readonly isGreen: boolean;
  /** What ran, whether it passed or not. */
  readonly tests: number;
}

/** A run that has ended. */
export interface Ran extends Outcome {
  readonly run: MochaRun;
}

/**
 * Runs them in their order, so many at once. What each says stands together: the first that has not ended is heard at
 * once, those behind it when it is their turn. Told to end, it names those that run and says what it heard of them.
 */
export async function runMochas(
  runs: readonly MochaRun[],
  abreast: number,
  print: (text: string) => unknown = (text) => process.stdout.write(text),
): Promise<readonly Ran[]> {
  const reports = inOrder(
    runs.map(({ title }) => (title ? `\n${title}\n` : '')),
    print,
  );
  const running = new Map<ChildProcess, MochaRun>();
  const end = () => {
    for (const child of running.keys()) child.kill('SIGKILL');
    reports.openAll();
    const titles = [...running.values()].map(({ title, args }) => title ?? args.join(' '));
    print(`\nEnded while it ran: ${titles.join('; ')}\n`);
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  const results: Ran[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < runs.length; at = next++) {
      const run = runs[at];
      if (!run) break;
      const child = startMocha(run);
      running.set(child, run);
      results[at] = { run, ...(await ended(child, (text) => reports.say(at, text))) };
      running.delete(child);
      reports.close(at);
    }
  };
  await Promise.all(Array.from({ length: abreast }, lane));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
  return results;
}

/** Several runs as one: green when all are and there was a test at all. */
export function together(runs: readonly Outcome[]): Outcome {
  const tests = runs.reduce((sum, run) => sum + run.tests, 0);
  return { isGreen: runs.every(({ isGreen }) => isGreen) && tests > 0, tests };
}

/** As many tests as a run has, without running them. */
export async function countTests(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = startMocha({ args: ['--dry-run', '--reporter', 'dot', ...args], env });
  return (await ended(child, () => undefined)).tests;
}

function startMocha({ args, env }: MochaRun): ChildProcess {
  return spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
}

function ended(child: ChildProcess, hear: (text: string) => void): Promise<Outcome> {
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    hear(text);
  });
  child.stderr?.setEncoding('utf8').on('data', hear);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ isGreen: code === 0, tests: testsIn(said) });
    });
  });
}

function testsIn(said: string): number {
  const counted = (word: string) => Number(said.match(new RegExp(`^ +(\\d+) ${word}\\b`, 'm'))?.[1] ?? 0);
  return counted('passing') + counted('failing') + counted('pending');
}

/** Prints reports one after the other, although they are written at the same time. */
function inOrder(beginnings: readonly string[], print: (text: string) => unknown) {
  const waiting = [...beginnings];
  const closed = new Set<number>();
  let open = 0;
  const show = (at: number) => {
    const text = waiting[at];
    waiting[at] = '';
    if (text) print(text);
  };
  return {
    say(at: number, text: string) {
      waiting[at] += text;
      if (at === open) show(at);
    },
    close(at: number) {
      closed.add(at);
      for (; closed.has(open); open += 1) show(open);
      show(open);
    },
    openAll() {
      for (const at of waiting.keys()) show(at);
    },
  };
}
