import type { Person } from '../../support/slack/person.js';
import type { LoopbackSlack } from '../../support/slack/start-loopback-slack.js';
import type { LoopbackWorkspace } from '../../support/slack/workspace.js';
import { script } from '../script.js';
import type { Side } from './orders.js';

/** Somebody of a workspace, and how far they are in their conversation. */
export interface Actor {
  readonly person: Person;
  readonly channel: string;
  said: number;
}

/** The people of one side; who has not spoken for the longest time speaks next. */
export interface Cast {
  readonly side: Side;
  readonly team: string;
  readonly appId: string;
  readonly botUserId: string;
  readonly token: string;
  readonly workspace: LoopbackWorkspace;
  readonly waiting: Actor[];
}

/** Adds the side's workspace with its people, each with a direct message with the bot. */
export function addCast(slack: LoopbackSlack, side: Side, people: number): Cast {
  const of = { team: `T${side.toUpperCase()}`, appId: `A${side.toUpperCase()}`, botToken: `xoxb-${side}` };
  const workspace = slack.addWorkspace(of);
  const waiting = Array.from({ length: people }, (_, index): Actor => {
    const person = workspace.addPerson({ firstName: 'Person', lastName: `${index + 1}` });
    return { person, channel: workspace.directId(person), said: 0 };
  });
  const { botUserId } = workspace;
  return { side, team: of.team, appId: of.appId, botUserId, token: of.botToken, workspace, waiting };
}

/** The actor's next line. */
export function nextLine(actor: Actor): string {
  const line = script[actor.said % script.length];
  actor.said += 1;
  return line ?? '';
}
