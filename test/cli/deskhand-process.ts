import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';
import { freshDatabase } from '../support/database.js';

const program = join(packageRoot, 'dist/src/cli/deskhand.js');

/** A command that does not end by itself is ended. */
const LONGEST_MS = 60_000;

/** What a command printed, and how it ended. */
interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** An empty folder with a database to run the command in, as somebody would who has just installed it. */
export interface Shell {
  readonly folder: string;
  /** The database the commands use. */
  readonly databaseUrl: string;
  /** Runs `deskhand …` to its end. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts `deskhand serve` and resolves when it is ready; `end` sends the signals and waits. */
  serve(): Promise<{ readonly url: string; end(signals: readonly NodeJS.Signals[]): Promise<Ended> }>;
  dispose(): Promise<void>;
}

/** Opens such a folder; the database is the one the suite runs on. */
export async function openShell(): Promise<Shell> {
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-cli-'));
  const server = process.env.TEST_DATABASE_URL ? await freshDatabase({ isEmpty: true }) : undefined;
  const own = { PATH: process.env.PATH ?? '', HOME: folder, PORT: '0', ...(server && { DATABASE_URL: server.url }) };
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    watch(spawn(process.execPath, [program, ...args], { cwd: folder, env: { ...own, ...env }, timeout: LONGEST_MS }));
  return {
    folder,
    databaseUrl: server?.url ?? join(folder, '.data/deskhand.sqlite'),
    run: (args, env) => start(args, env).ended,
    async serve() {
      const { child, ended, said } = start(['serve']);
      const url = await Promise.race([said(/ready at (http:\S+)/), ended.then(({ err }) => Promise.reject(err))]);
      return {
        url,
        end(signals) {
          for (const signal of signals) child.kill(signal);
          return ended;
        },
      };
    },
    async dispose() {
      await server?.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function watch(child: ChildProcess) {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]): Ended => ({ code, out, err }));
  const said = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      child.stdout?.on('data', () => {
        const match = out.match(pattern)?.[1];
        if (match) resolve(match);
      });
    });
  return { child, ended, said };
}
