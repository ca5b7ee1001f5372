import { connect } from '../../models/database.js';
import { createSender } from '../../src/delivery/sender.js';
import { log } from '../../src/log.js';
import { deliveryOn } from './sending-ground.js';
import type { Order, Point } from './sending-order.js';

// A program: its one argument is an Order.
await send(JSON.parse(process.argv[2] ?? '{}') as Order);

async function send({ url, apiUrl, home, waits, conversationId, dieAt }: Order): Promise<void> {
  log.level = 'silent';
  let hasAnswered = false;
  const die = (point: Point) => {
    if (point === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  const database = await connect({
    url,
    onStatement(sql) {
      if (!sql.includes('UPDATE outbox SET')) return;
      die(hasAnswered ? 'in the record' : 'in the claim');
    },
  });
  const delivery = deliveryOn({ database, apiUrl, homes: [home], waits });
  const [slack] = [...delivery.platforms.values()];
  if (!slack) throw new Error('the platform is there');
  const watched = async <T>(act: () => Promise<T>): Promise<T> => {
    die('sending');
    const answer = await act();
    hasAnswered = true;
    die('said yes');
    return answer;
  };
  const platform: typeof slack = {
    ...slack,
    post: (...args) => watched(() => slack.post(...args)),
    update: (...args) => watched(() => slack.update(...args)),
    remove: (...args) => watched(() => slack.remove(...args)),
  };
  const sender = createSender({ ...delivery, platforms: new Map([['slack', platform]]) });
  process.send?.({ ready: true });
  process.once('message', async () => {
    die('before');
    await sender.send([conversationId]);
    die('sent');
    await sender.stop();
    await database.close();
    process.disconnect();
  });
}
