import type { Person } from '../../support/teams/person.js';
import { type LoopbackTeams, startLoopbackTeams } from '../../support/teams/start-loopback-teams.js';
import { script } from '../script.js';
import { createReplies, type Replies } from '../slack/replies.js';
import { runTurns } from '../slack/turns.js';
import { takeOrders } from '../start-server.js';
import type { Orders, Side } from './orders.js';

/** The people of one side; who has not spoken for the longest time speaks next. */
interface Cast {
  readonly side: Side;
  readonly teams: LoopbackTeams;
  readonly replies: Replies;
  readonly waiting: { readonly person: Person; readonly channel: string; said: number }[];
}

/** The process that is Teams and everyone in it. Takes orders from its parent, one at a time. */
const casts = new Map<Side, Cast>();

const orders: Orders = {
  async open({ side, people }) {
    const replies = createReplies('send');
    const teams = await startLoopbackTeams({
      remember: false,
      checks: false,
      onAnswered: ({ operation, conversation = '', isApplied }) =>
        replies.heard({ method: operation, channel: conversation, isApplied }),
    });
    const tenant = teams.addTenant();
    const waiting = Array.from({ length: people }, (_, index) => {
      const person = tenant.addPerson({ firstName: 'Person', lastName: `${index + 1}` });
      return { person, channel: tenant.directId(person), said: 0 };
    });
    casts.set(side, { side, teams, replies, waiting });
    return { env: { ...teams.env, TEAMS_TENANT_ID: tenant.id } };
  },
  deliverTo({ side, url }) {
    castOf(side).teams.deliverTo(url);
    return {};
  },
  turns({ side, ...how }) {
    const { waiting, replies } = castOf(side);
    const says = (actor: Cast['waiting'][number]) => {
      const line = script[actor.said % script.length] ?? '';
      actor.said += 1;
      return actor.person.says(line);
    };
    return runTurns({ waiting, says, isBare: side === 'bare', posts: 'send' }, replies, how);
  },
};

takeOrders(orders);

function castOf(side: Side): Cast {
  const cast = casts.get(side);
  if (!cast) throw new Error(`nobody is in ${side}`);
  return cast;
}
