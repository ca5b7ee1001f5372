import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Task } from './database-process.js';

/** Another process on the same database. It waits, connected, until it is told to go. */
export interface OtherProcess {
  /** Lets it start, or go on; at once for all that are ready. */
  go(): void;
  /** Resolves when it holds what it was asked to hold. */
  readonly holding: Promise<void>;
  /** What its task gave, or undefined when it was killed; rejects when it failed. */
  readonly result: Promise<unknown>;
}

/** Starts it and waits until it is connected. */
export async function startProcess(url: string, task: Task): Promise<OtherProcess> {
  const program = fileURLToPath(new URL('./database-process.js', import.meta.url));
  const child = fork(program, [url, JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const heard = (key: string) => new Promise<unknown>((resolve) => listen(child, key, resolve));
  const [ready, holding, result, ended] = [heard('ready'), heard('holding'), heard('result'), exitOf(child)];
  await Promise.race([ready, ended]);
  return {
    go: () => void child.send('go'),
    holding: holding.then(() => undefined),
    result: ended.then((how) => (how === 'killed' ? undefined : result)),
  };
}

function listen(child: ChildProcess, key: string, resolve: (value: unknown) => void): void {
  child.on('message', (message: Record<string, unknown>) => {
    if (key in message) resolve(message[key]);
  });
}

function exitOf(child: ChildProcess): Promise<'done' | 'killed'> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('done');
      else reject(new Error(`The other process failed: ${said}`));
    });
  });
}
