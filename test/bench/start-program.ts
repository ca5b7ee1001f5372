import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A program under measurement, ready at its URL. */
export interface Program {
  readonly url: string;
  /** Resident memory now, in MB. */
  memoryMb(): number;
  /** Time on the processor so far, ms. */
  cpuMs(): number;
  /** Ends it and resolves when it is gone. */
  stop(): Promise<void>;
}

/** Starts `dist/<file>` and waits for the JSON line that says where it is. Its log goes to a file in `dir`. */
export async function startProgram(of: {
  readonly name: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
}): Promise<Program> {
  const logFile = join(of.dir, `${of.name}.log`);
  const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...profile, of.file, ...(of.args ?? [])], {
    stdio: ['ignore', 'pipe', openSync(logFile, 'a')],
    env: { PATH, HOME, ...of.env },
  });
  const lines = createInterface({ input: child.stdout as Readable });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await Promise.race([ready(), ended.then(() => undefined)]);
  if (!url) throw new Error(`${of.name} did not start: ${readFileSync(logFile, 'utf8').slice(-2_000)}`);
  return {
    url,
    memoryMb: () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024,
    cpuMs: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };

  async function ready(): Promise<string> {
    for await (const line of lines) {
      if (line.startsWith('{')) return String(JSON.parse(line).url);
    }
    return ended.then(() => '');
  }
}
