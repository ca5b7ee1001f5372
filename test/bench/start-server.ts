import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process does when it is told, by name. */
// biome-ignore lint/suspicious/noExplicitAny: each order takes what it takes
type Table = Record<string, (given: any) => unknown>;

interface Order {
  readonly id: number;
  readonly name: string;
  readonly given: unknown;
}

type OrderDone = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

/** A process by the orders it takes. */
export interface Server<Orders extends object> {
  readonly order: <Name extends keyof Orders>(
    name: Name,
    given: Orders[Name] extends (given: infer Given) => unknown ? Given : never,
  ) => Promise<Orders[Name] extends (given: never) => infer Done ? Awaited<Done> : never>;
  stop(): void;
}

/** Starts the program of a server. */
export function startServer<Orders extends object>(program: URL): Server<Orders> {
  const child = fork(fileURLToPath(program), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let orders = 0;
  child.on('message', (done: OrderDone) => {
    const one = waiting.get(done.id);
    waiting.delete(done.id);
    if ('error' in done) one?.reject(new Error(done.error));
    else one?.resolve(done.value);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${program.pathname} ended`));
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

/** In the program of a server: does what its parent orders, and ends with it. */
export function takeOrders<Orders extends object>(orders: Orders): void {
  process.on('message', async ({ id, name, given }: Order) => {
    const done: OrderDone = await Promise.resolve(given)
      .then((orders as unknown as Table)[name])
      .then(
        (value) => ({ id, value }),
        (error: unknown) => ({ id, error: error instanceof Error ? error.message : String(error) }),
      );
    process.send?.(done);
  });
  process.on('disconnect', () => process.exit(0));
}
