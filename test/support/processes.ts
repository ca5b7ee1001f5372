import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';

/** One `deskhand serve` in a process of its own, which may be killed and started again at the same address. */
export interface DeskProcess {
  readonly url: string;
  /** Resolves when it takes requests; rejects with what it said when it does not come up. */
  start(): Promise<void>;
  /** Starts it for a death that the test caused, which may come before it takes requests. Resolves when it is gone. */
  startToDie(): Promise<void>;
  /** Ends at once, as by kill -9. Resolves when it is gone; does nothing to one that is gone. */
  kill(): Promise<void>;
  /** Asks it to end and waits for that. */
  stop(): Promise<void>;
  /** Lets the next exit be one that the test caused, and resolves when it happens. */
  dies(): Promise<void>;
  readonly isRunning: boolean;
  /** Exits that the test did not cause, with the last words of each (I10). */
  readonly strayExits: readonly string[];
  /** What it logged, the newest last. */
  readonly said: readonly string[];
}

export interface DeskProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** The program; the one this checkout built, unless given. */
  readonly cli?: string;
  readonly args?: readonly string[];
}

/** Makes the handle of a process that is not started yet, on a port of 127.0.0.1 that was free. */
export async function deskProcess({ env, cli = ownCli, args = [] }: DeskProcessOptions): Promise<DeskProcess> {
  const port = await freePort();
  const said: string[] = [];
  const strayExits: string[] = [];
  let child: ChildProcess | undefined;
  let isMeant = false;
  let gone: Promise<void> = Promise.resolve();

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child) return;
    isMeant = true;
    child.kill(signal);
    await gone;
  };
  const killAtExit = () => child?.kill('SIGKILL');
  const launch = (isToDie: boolean): ChildProcess => {
    isMeant = isToDie;
    const own = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', HOST: '127.0.0.1', PORT: String(port) };
    const started = spawn(process.execPath, [cli, 'serve', ...args], {
      env: { ...own, LOG_LEVEL: 'info', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    process.once('exit', killAtExit);
    keepLines(started, said);
    gone = once(started, 'exit').then(([code, signal]) => {
      child = undefined;
      process.off('exit', killAtExit);
      if (!isMeant) strayExits.push(`${code ?? signal}: ${said.slice(-5).join(' | ')}`);
    });
    return started;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    strayExits,
    get isRunning() {
      return child !== undefined;
    },
    async start() {
      const started = launch(false);
      await Promise.race([isReady(started), gone.then(() => Promise.reject(new Error(said.slice(-20).join('\n'))))]);
    },
    startToDie() {
      launch(true);
      return gone;
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    dies() {
      isMeant = true;
      return gone;
    },
  };
}

// Every process that runs listens for the end of this one.
process.setMaxListeners(50);

const ownCli = fileURLToPath(new URL('../../src/cli/deskhand.js', import.meta.url));
const KEPT_LINES = 2_000;

function keepLines(child: ChildProcess, said: string[]): void {
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said.push(...String(chunk).trimEnd().split('\n'));
      if (said.length > KEPT_LINES) said.splice(0, said.length - KEPT_LINES);
    });
  }
}

function isReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let heard = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      heard = (heard + String(chunk)).slice(-1_000);
      if (heard.includes('Deskhand is ready')) resolve();
    });
  });
}
