import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A Redis-protocol server inside this process. */
export interface EmbeddedRedis {
  /** redis://:password@127.0.0.1:port: a secret, never to be logged. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded server on 127.0.0.1, behind a password of its own, so that neither the network nor another user of
 * the machine can reach it. It keeps nothing on disk. `createRedisServer` of the library listens on every interface,
 * which is why the pipeline is put together here.
 */
export async function startEmbeddedRedis(
  options: { readonly port?: number; readonly password?: string } = {},
): Promise<EmbeddedRedis> {
  const { attachSession, createRedisCommandExecutor, RedisServerState, SocketConnectionTransport } = await import(
    'js-redis-server/core'
  );
  const password = options.password ?? randomBytes(24).toString('base64url');
  const state = new RedisServerState({ requirepass: password, activeExpiryIntervalMs: 5_000 });
  const executor = createRedisCommandExecutor();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    // A client that goes away in mid-answer ends its session with an error that concerns nobody else.
    attachSession(new SocketConnectionTransport(socket), { state, executor }).done.catch(() => socket.destroy());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      state.close();
    },
  };
}
