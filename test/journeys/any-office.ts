import type { TestDesk } from '../support/desk.js';
import type { Line } from '../support/transcript.js';
import { type OfficeOptions, startOffice } from './office.js';
import { startTeamsOffice } from './teams-office.js';

/** Somebody at work, on whatever platform: who writes, reads, presses and fills in forms. */
export interface Someone {
  readonly name: string;
  says(text: string, options?: { readonly in?: Place }): Promise<string>;
  /** Writes with the desk's name before it. */
  mentions(channel: Place, text: string): Promise<string>;
  /** Changes or deletes what they wrote, by what `says` resolved with. */
  edits(message: string, text: string): Promise<void>;
  deletes(message: string): Promise<void>;
  presses(label: string, options?: { readonly on?: string }): Promise<unknown>;
  /** Fills in the form that is open, by labels and by the labels of choices. */
  submits(answers: Readonly<Record<string, string>>): Promise<unknown>;
  sees(only?: Place): {
    readonly direct: readonly Line[];
    readonly conversations: readonly { readonly messages: readonly Line[] }[];
  };
}

type Place = { readonly id: string };

/** An organisation that has set up its desk, on one platform or the other: an admin, two techs, two employees. */
export interface AnyOffice extends TestDesk {
  readonly olu: Someone;
  readonly tim: Someone;
  readonly tia: Someone;
  readonly ana: Someone;
  readonly bo: Someone;
  /** Where the techs work: private. */
  readonly triage: Place;
  /** A channel with everybody and the desk in it. */
  readonly general: Place;
  act<T>(doing: Promise<T>): Promise<T>;
  ticketFrom(who: Someone, problem: string): Promise<number>;
  /** One more person, who has not written yet. */
  person(firstName: string, lastName: string): Someone;
  /** Where a card is seen that is shown to one person alone, after their press in a channel. */
  readonly alone: Place | undefined;
  /** The title of the form somebody has open. */
  formOf(who: Someone): string | undefined;
  /** The choices that the open form offers. */
  offeredTo(who: Someone): readonly string[];
  /** Where the links lead that somebody sees in their direct conversation. */
  linksOf(who: Someone): readonly string[];
}

/** What a journey is walked on: the same steps on each platform, and the same to be seen. */
export const offices: readonly {
  readonly platform: string;
  readonly start: (options?: OfficeOptions) => Promise<AnyOffice>;
}[] = [
  { platform: 'Slack', start: startOffice as (options?: OfficeOptions) => Promise<AnyOffice> },
  { platform: 'Teams', start: startTeamsOffice as (options?: OfficeOptions) => Promise<AnyOffice> },
];
