import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { checkRedis } from '../../../jobs/engine/check-redis.js';
import { connectRedis } from '../../../jobs/engine/connection.js';
import { startEmbeddedRedis } from '../../../jobs/engine/embedded-redis.js';
import { startTestJobs } from '../fixtures.js';

describe('connectRedis', () => {
  it('refuses an address that is none, and does not repeat the password in it', async () => {
    await assert.rejects(
      connectRedis({ url: 'http://:hunter2@localhost' }),
      (error: Error) =>
        error.message.startsWith('REDIS_URL must begin with redis://') && !error.message.includes('hunter2'),
    );
  });

  it('answers a producer at once while nobody listens', async () => {
    const link = await connectRedis({ url: 'redis://127.0.0.1:1' });
    await assert.rejects(link.producer.ping());
    await link.stop();
  });

  it('stops an engine at once that never reached Redis', async () => {
    const engine = await startTestJobs([], 'redis://127.0.0.1:1');
    await engine.stop();
    assert.equal(engine.state().redis, 'down');
  });
});

describe('the embedded server', () => {
  it('is closed to whoever does not know its password', async () => {
    const server = await startEmbeddedRedis();
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('FLUSHALL\r\n');
    socket.write('*1\r\n$8\r\nFLUSHALL\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    await server.stop();
    assert.match(answer.toString(), /^-(NOAUTH|ERR)/);
  });

  it('listens on no address that another machine could reach', async () => {
    const server = await startEmbeddedRedis();
    const port = Number(new URL(server.url).port);
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .map((one) => one.address)
      .filter((address) => address !== '127.0.0.1' && !address.startsWith('fe80'));
    for (const address of ['127.0.0.2', ...outside]) {
      const socket = connect(port, address);
      await assert.rejects(once(socket, 'connect'), `reachable at ${address}`);
    }
    await server.stop();
  });
});

describe('checkRedis', () => {
  const saying = (...lines: string[]) => ({ info: async () => lines.join('\r\n') });

  it('has nothing to say about a Redis that fits', async () => {
    assert.deepEqual(await checkRedis(saying('redis_version:6.2.0', 'maxmemory_policy:noeviction')), []);
    assert.deepEqual(await checkRedis(saying('redis_version:10.0.1', 'maxmemory_policy:noeviction')), []);
  });

  it('names a version, an eviction policy, a full disk and a replica that lose or refuse the queue, with the mend', async () => {
    const codesOf = async (...lines: string[]) => (await checkRedis(saying(...lines))).map(({ code }) => code);
    assert.deepEqual(await codesOf('redis_version:6.0.16', 'maxmemory_policy:allkeys-lru'), [
      'redis-version',
      'redis-eviction',
    ]);
    assert.deepEqual(await codesOf('redis_version:7.0.0', 'rdb_last_bgsave_status:err'), ['redis-persistence']);
    assert.deepEqual(await codesOf('redis_version:7.0.0', 'aof_last_write_status:err'), ['redis-persistence']);
    assert.deepEqual(await codesOf('redis_version:7.0.0', 'rdb_last_bgsave_status:ok', 'role:slave'), [
      'redis-replica',
    ]);
    const [problem] = await checkRedis(saying('redis_version:6.0.16'));
    assert.match(problem?.text ?? '', /6\.0\.16.*upgrade/);
  });
});
