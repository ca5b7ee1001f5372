import { startLoopbackSlack } from '../../support/slack/start-loopback-slack.js';
import { runBurst } from './burst.js';
import { addCast, type Cast } from './cast.js';
import { type Order, type OrderDone, type Orders, type Side, signingSecret } from './orders.js';
import { createReplies } from './replies.js';
import { runTurns } from './turns.js';

/** The process that is Slack and everyone in it. Takes orders from its parent, one at a time. */
const replies = createReplies();
const slack = await startLoopbackSlack({ signingSecret, remember: false, onAnswered: replies.heard });
const casts = new Map<Side, Cast>();
let url = '';

const orders: Orders = {
  open({ side, people }) {
    const cast = addCast(slack, side, people);
    casts.set(side, cast);
    return { apiUrl: slack.apiUrl, token: cast.token };
  },
  deliverTo(to) {
    url = to.url;
    slack.deliverTo(url);
    return {};
  },
  turns: (order) => runTurns(castOf(order.side), replies, order),
  burst: (order) => runBurst(castOf(order.side), replies, { order, url }),
};

process.on('message', async ({ id, name, given }: Order) => {
  const done: OrderDone = await Promise.resolve(given)
    .then(orders[name] as (given: unknown) => unknown)
    .then(
      (value) => ({ id, value }),
      (error: unknown) => ({ id, error: error instanceof Error ? error.message : String(error) }),
    );
  process.send?.(done);
});
process.on('disconnect', () => process.exit(0));

function castOf(side: Side): Cast {
  const cast = casts.get(side);
  if (!cast) throw new Error(`nobody is in ${side}`);
  return cast;
}
