import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import type { SeenMessage } from '../support/slack/sees.js';
import { type SlackDesk, startSlackDesk } from '../support/slack-desk.js';
import { type Line, transcript } from '../support/transcript.js';

/** An organisation on Slack that has set up its desk: an owner who is admin, two techs, two employees. */
export interface Office extends SlackDesk {
  readonly olu: Person;
  readonly tim: Person;
  readonly tia: Person;
  readonly ana: Person;
  readonly bo: Person;
  /** Where the techs work. */
  readonly triage: LoopbackChannel;
  /** A public channel with everybody and the desk in it. */
  readonly general: LoopbackChannel;
  /** Waits for what somebody does and for all that follows from it. */
  act<T>(doing: Promise<T>): Promise<T>;
  /** The card of a ticket in the triage channel, as a tech sees it. */
  card(number: number): SeenMessage;
  /** What a tech writes in a ticket's thread; resolves with the timestamp. */
  inThread(who: Person, number: number, text: Parameters<Person['says']>[0]): Promise<string>;
  /** A ticket out of somebody's direct message, with this problem; its number. */
  ticketFrom(who: Person, problem: string): Promise<number>;
  /** One more person, who has not written yet. */
  person(firstName: string, lastName: string): Person;
  /** Where a card is seen that is shown to one person alone, after their press in the triage channel: there. */
  readonly alone: LoopbackChannel;
  /** The title of the form somebody has open. */
  formOf(who: Person): string | undefined;
  /** The choices that the open form offers. */
  offeredTo(who: Person): readonly string[];
  /** Where the links lead that somebody sees in their direct message. */
  linksOf(who: Person): readonly string[];
}

export interface OfficeOptions {
  /** A public triage channel, of which everybody is a member; private, of which only techs are, unless given. */
  readonly isPublic?: boolean;
  /** Settings besides those of Slack. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a fresh desk and sets it up as an admin does: by writing to it, inviting it and pressing. */
export async function startOffice({ isPublic = false, env = {} }: OfficeOptions = {}): Promise<Office> {
  const desk = await startSlackDesk({ env });
  const { workspace } = desk;
  const person = (firstName: string, lastName: string, more: object = {}) =>
    workspace.addPerson({ firstName, lastName, email: `${firstName.toLowerCase()}@example.com`, ...more });
  const olu = person('Olu', 'Ade', { isOwner: true, tz: 'Europe/Berlin' });
  const [tim, tia, ana, bo] = [
    person('Tim', 'Roe'),
    person('Tia', 'Sun'),
    person('Ana', 'Lee'),
    person('Bo', 'Kim'),
  ] as const;
  const everybody = [olu, tim, tia, ana, bo];
  const general = workspace.addChannel({ name: 'general', members: everybody, withBot: true });
  const members = isPublic ? everybody : [olu, tim, tia];
  const triage = workspace.addChannel({ name: 'it-triage', isPrivate: !isPublic, members });

  const act = async <T>(doing: Promise<T>): Promise<T> => {
    const done = await doing;
    await desk.quiet();
    return done;
  };
  await act(olu.says('hello'));
  for (const tech of [tim, tia]) await act(tech.says('hello'));
  await act(triage.inviteBot(olu));
  await act(olu.presses('Use this channel for tickets'));

  const card = (number: number) => {
    const messages = inChannel(tim, triage);
    const found = messages.find(({ text }) => new RegExp(`^\\W*#${number} `).test(text));
    assert.ok(found, `no card of #${number} in:\n${transcript(messages)}`);
    return found;
  };
  return {
    ...desk,
    ...{ olu, tim, tia, ana, bo, triage, general, act, card },
    inThread: (who, number, text) => act(who.says(text, { in: triage, thread: card(number).ts })),
    async ticketFrom(who, problem) {
      await act(who.says('talk to a person'));
      await act(who.says(problem));
      const tickets = await rowsOf<{ number: number }>(desk.database, 'ticket_work', 'ORDER BY number DESC LIMIT 1');
      return tickets[0]?.number ?? 0;
    },
    person,
    alone: triage,
    formOf: (who) => who.modal()?.title,
    offeredTo: (who) => who.modal()?.fields.flatMap(({ options }) => options ?? []) ?? [],
    linksOf: (who) => who.sees().direct.flatMap(({ links }) => links.map(({ url }) => url)),
  };
}

/** What somebody sees in a channel, oldest first. */
export function inChannel(who: Person, channel: { readonly id: string }): readonly SeenMessage[] {
  return who.sees(channel).conversations[0]?.messages ?? [];
}

/** Somebody who reads, on whatever platform. */
interface Reader {
  readonly name: string;
  sees(only?: { readonly id: string }): {
    readonly direct: readonly Line[];
    readonly conversations: readonly { readonly messages: readonly Line[] }[];
  };
}

/** Fails with all they see unless somebody sees these words, in this order, in their direct message or the channel. */
export function assertSees(who: Reader, words: readonly (string | RegExp)[], channel?: { readonly id: string }): void {
  const shown = seenText(who, channel);
  let rest = shown;
  for (const wanted of words) {
    const at = typeof wanted === 'string' ? rest.indexOf(wanted) : rest.search(wanted);
    assert.ok(at >= 0, `${who.name} does not see ${JSON.stringify(String(wanted))} (in this order) in:\n${shown}`);
    rest = rest.slice(at + 1);
  }
}

/** Fails with all they see when somebody sees any of these words. */
export function assertNeverSees(who: Reader, words: readonly (string | RegExp)[], channel?: { readonly id: string }) {
  const shown = seenText(who, channel);
  for (const word of words) {
    const isSeen = typeof word === 'string' ? shown.includes(word) : word.test(shown);
    assert.ok(!isSeen, `${who.name} sees ${JSON.stringify(String(word))} in:\n${shown}`);
  }
}

/** All that somebody sees now, as text: their direct message, or a channel. */
export function seenText(who: Reader, channel?: { readonly id: string }): string {
  return transcript(channel ? (who.sees(channel).conversations[0]?.messages ?? []) : who.sees().direct);
}
