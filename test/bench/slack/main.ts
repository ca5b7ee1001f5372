import { startLoopbackSlack } from '../../support/slack/start-loopback-slack.js';
import type { ApiCall } from '../../support/slack/world.js';
import { takeOrders } from '../start-server.js';
import { runBurst } from './burst.js';
import { type Actor, addCast, type Cast, nextLine } from './cast.js';
import { type Orders, type Side, signingSecret } from './orders.js';
import { createReplies } from './replies.js';
import { runTurns } from './turns.js';

/** The process that is Slack and everyone in it. Takes orders from its parent, one at a time. */
const replies = createReplies('chat.postMessage');
const slack = await startLoopbackSlack({ signingSecret, remember: false, onAnswered: heard });
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
  turns(order) {
    const { waiting, side } = castOf(order.side);
    const says = (actor: Actor) => actor.person.says(nextLine(actor));
    return runTurns({ waiting, says, isBare: side === 'bare', posts: 'chat.postMessage' }, replies, order);
  },
  fleet({ side, owners }) {
    const { workspace } = castOf(side);
    for (let index = 1; index <= owners; index += 1)
      workspace.addPerson({ id: `UF${index}`, firstName: 'Owner', lastName: String(index) });
    return { channel: workspace.addChannel({ name: 'triage', isPrivate: true, withBot: true }).id };
  },
  burst: (order) => runBurst(castOf(order.side), replies, { order, url }),
};

takeOrders(orders);

function heard({ method, args, isApplied }: ApiCall): void {
  replies.heard({ method, channel: String(args.channel), isApplied });
}

function castOf(side: Side): Cast {
  const cast = casts.get(side);
  if (!cast) throw new Error(`nobody is in ${side}`);
  return cast;
}
