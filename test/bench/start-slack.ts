import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OrderDone, Orders } from './slack/orders.js';

/** The process that is Slack, by the orders it takes. */
export interface SlackProcess {
  readonly order: <Name extends keyof Orders>(
    name: Name,
    given: Parameters<Orders[Name]>[0],
  ) => Promise<Awaited<ReturnType<Orders[Name]>>>;
  stop(): void;
}

export function startSlack(): SlackProcess {
  const program = fileURLToPath(new URL('./slack/main.js', import.meta.url));
  const child = fork(program, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let orders = 0;
  child.on('message', (done: OrderDone) => {
    const one = waiting.get(done.id);
    waiting.delete(done.id);
    if ('error' in done) one?.reject(new Error(done.error));
    else one?.resolve(done.value);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the process of Slack ended'));
  });
  return {
    order: (name, given) =>
      new Promise<never>((resolve, reject) => {
        orders += 1;
        waiting.set(orders, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id: orders, name, given });
      }),
    stop: () => void child.disconnect(),
  };
}
