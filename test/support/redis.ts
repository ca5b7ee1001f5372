import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EmbeddedRedis, startEmbeddedRedis } from '../../jobs/engine/embedded-redis.js';
import { freePort } from './free-port.js';

/** A Redis of a test's own, which it may stop and start again at the same address. */
export interface TestRedis {
  readonly url: string;
  /** Begins again, empty, at the same address. */
  start(): Promise<void>;
  /** Ends at once, as by kill -9; everything in it is gone. */
  stop(): Promise<void>;
}

/** A redis-server child, which can also fall silent: it keeps its connections and answers nothing. */
export interface RedisChild extends TestRedis {
  freeze(): void;
  thaw(): void;
}

/** The Redis servers a suite runs on: the embedded one always, a private redis-server when REDIS_URL is set. */
export const redisServers: readonly { readonly name: string; readonly make: () => Promise<TestRedis> }[] = [
  { name: 'the embedded server', make: startEmbedded },
  ...(process.env.REDIS_URL ? [{ name: 'redis-server', make: startRedis }] : []),
];

/** Starts a redis-server child on an ephemeral port of 127.0.0.1, without a file on disk. Says so where there is no binary. */
export async function startRedis(extra: readonly string[] = []): Promise<RedisChild> {
  const binary = findRedisServer();
  const port = await freePort();
  let child: ChildProcess | undefined;
  const redis: RedisChild = {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => child?.kill('SIGSTOP'),
    thaw: () => child?.kill('SIGCONT'),
    async start() {
      const own = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...extra];
      child = spawn(binary, own, { stdio: 'ignore' });
      process.once('exit', killAtExit);
      await untilAnswers(port);
    },
    async stop() {
      process.off('exit', killAtExit);
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
  const killAtExit = () => child?.kill('SIGKILL');
  await redis.start();
  return redis;
}

/** A way to a Redis on which its answers are changed; what they become is as long as they were. */
export async function startBehind(
  url: string,
  change: (answer: string) => string,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { port, password } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
    near.pipe(far);
    far.on('data', (answer) => near.write(Buffer.from(change(answer.toString('latin1')), 'latin1')));
  });
  const own = await freePort();
  server.listen(own, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://${password ? `:${password}@` : ''}127.0.0.1:${own}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function startEmbedded(): Promise<TestRedis> {
  const port = await freePort();
  let server: EmbeddedRedis | undefined;
  const redis: TestRedis = {
    url: `redis://:test@127.0.0.1:${port}`,
    async start() {
      server = await startEmbeddedRedis({ port, password: 'test' });
    },
    async stop() {
      await server?.stop();
      server = undefined;
    },
  };
  await redis.start();
  return redis;
}

function findRedisServer(): string {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, 'redis-server');
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  throw new Error(
    'There is no redis-server on this PATH: install it (apt-get install redis-server) to run this suite.',
  );
}

async function untilAnswers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const answer = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (answer) return;
    await wait(25);
  }
  throw new Error('The private redis-server did not answer within 5 s.');
}
