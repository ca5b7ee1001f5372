import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import type { Person } from '../support/teams/person.js';
import type { SeenMessage } from '../support/teams/sees.js';
import type { LoopbackChannel, LoopbackTeam } from '../support/teams/tenant.js';
import { startTeamsDesk, type TeamsDesk } from '../support/teams-desk.js';
import { transcript } from '../support/transcript.js';

/** An organisation on Teams that has set up its desk: an admin, two techs, two employees. */
export interface TeamsOffice extends TeamsDesk {
  readonly olu: Person;
  readonly tim: Person;
  readonly tia: Person;
  readonly ana: Person;
  readonly bo: Person;
  readonly team: LoopbackTeam;
  /** Where the techs work: a private channel. */
  readonly triage: LoopbackChannel;
  /** The channel of the team, with everybody in it. */
  readonly general: LoopbackChannel;
  /** Waits for what somebody does and for all that follows from it. */
  act<T>(doing: Promise<T>): Promise<T>;
  /** The card of a ticket in the triage channel, as a tech sees it. */
  card(number: number): SeenMessage;
  inThread(who: Person, number: number, text: Parameters<Person['says']>[0]): Promise<string>;
  ticketFrom(who: Person, problem: string): Promise<number>;
  /** One more person of the team, who has not written yet. */
  person(firstName: string, lastName: string): Person;
  /** Where a card is seen that is shown to one person alone, after a press in a channel: in their direct conversation. */
  readonly alone: undefined;
  /** The title of the dialog somebody has open. */
  formOf(who: Person): string | undefined;
  /** The choices that the open form offers. */
  offeredTo(who: Person): readonly string[];
  /** Where the links lead that somebody sees in their direct conversation. */
  linksOf(who: Person): readonly string[];
}

/** Starts a fresh desk and sets it up as an admin does: with the code, a mention in the channel, and a press. */
export async function startTeamsOffice({
  env = {},
}: {
  env?: Readonly<Record<string, string>>;
} = {}): Promise<TeamsOffice> {
  const desk = await startTeamsDesk({ env });
  const { tenant } = desk;
  const person = (firstName: string, lastName: string) =>
    tenant.addPerson({ firstName, lastName, email: `${firstName.toLowerCase()}@home.example` });
  const [olu, tim, tia, ana, bo] = [
    person('Olu', 'Ade'),
    person('Tim', 'Roe'),
    person('Tia', 'Sun'),
    person('Ana', 'Lee'),
    person('Bo', 'Kim'),
  ] as const;
  const team = tenant.addTeam({ name: 'Everybody', members: [olu, tim, tia, ana, bo] });
  const triage = team.addChannel({ name: 'it-triage', type: 'private', members: [olu, tim, tia] });
  const act = async <T>(doing: Promise<T>): Promise<T> => {
    const done = await doing;
    await desk.quiet();
    return done;
  };
  await act(olu.says(codeIn(desk)));
  for (const tech of [tim, tia]) await act(tech.says('hello'));
  await act(olu.mentions(triage, 'set up'));
  await act(olu.presses('Use this channel for tickets'));
  const card = (number: number) => {
    const messages = inTeamsChannel(tim, triage);
    const found = messages.find(({ text }) => new RegExp(`^\\W*#${number} `).test(text));
    assert.ok(found, `no card of #${number} in:\n${transcript(messages)}`);
    return found;
  };
  return {
    ...desk,
    ...{ olu, tim, tia, ana, bo, team, triage, general: team.general, act, card, person },
    inThread: (who, number, text) => act(who.says(text, { in: triage, thread: card(number).id })),
    async ticketFrom(who, problem) {
      await act(who.says('talk to a person'));
      await act(who.says(problem));
      const tickets = await rowsOf<{ number: number }>(desk.database, 'ticket_work', 'ORDER BY number DESC LIMIT 1');
      return tickets[0]?.number ?? 0;
    },
    alone: undefined,
    formOf: (who) => who.dialog()?.title,
    offeredTo: (who) => who.dialog()?.fields.flatMap(({ choices }) => choices.map(({ title }) => title)) ?? [],
    linksOf: (who) => who.sees().direct.flatMap(({ links }) => links),
  };
}

/** What somebody sees in a channel, oldest first. */
function inTeamsChannel(who: Person, channel: { readonly id: string }): readonly SeenMessage[] {
  return who.sees(channel).conversations[0]?.messages ?? [];
}

/** The one-time code the desk printed when it started. */
function codeIn({ printed }: TeamsDesk): string {
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}$/.exec(printed.join('\n'))?.[0];
  assert.ok(code, `no code in: ${printed.join('\n')}`);
  return code;
}
