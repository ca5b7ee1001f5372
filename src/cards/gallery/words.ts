import { roles } from '../../rules/policy.js';
import { ticketActions } from '../../rules/ticket-life.js';
import { helpReply } from '../help.js';
import { joinCodeReply, joinOfferReply, renumberedReply } from '../join-cards.js';
import { requesterNotice, type TicketChange, techNotice, techNoticeOfMerged } from '../notices.js';
import { readByMark, toRequester, toTechs } from '../relay.js';
import { settingForm, settingReply, settingsReply } from '../settings-card.js';
import { triageChosenReply, triageOfferReply } from '../setup-cards.js';
import {
  alreadyTakenWhisper,
  notForYouWhisper,
  notNowWhisper,
  notYoursToDoWhisper,
  outOfDateWhisper,
  refusal,
  wentWrongReply,
} from '../whispers.js';
import { words } from '../wording/index.js';
import { hostile, huge } from './rows.js';
import type { Sample } from './sample.js';

/** Notices, whispers, relayed words, set-up and help. */
export function wordSamples(): Sample[] {
  return [...notices(), ...whispers(), ...relayed(), ...deskSamples()];
}

function notices(): Sample[] {
  const usual: TicketChange = {
    number: 12,
    by: 'Tech One',
    isByRequester: false,
    said: 'The profile was renewed.',
    into: 9,
  };
  const own: TicketChange = { number: 12, by: 'Requester One', isByRequester: true };
  const changes: [string, TicketChange][] = [
    ['usual', usual],
    ['of another', { ...usual, assignee: 'Tech Two' }],
    ["the requester's", own],
    ["the desk's", { ...usual, isByDesk: true }],
    ['huge', { ...usual, by: huge, said: huge, assignee: hostile }],
  ];
  const merged = changes.map(([name, change]) => ({ name: `merged into, ${name}`, reply: techNoticeOfMerged(change) }));
  const moves = ticketActions.flatMap((action) =>
    changes.flatMap(([name, change]) => {
      const told = requesterNotice(action, change);
      return [
        ...(told ? [{ name: `told of ${action}, ${name}`, reply: told }] : []),
        { name: `thread told of ${action}, ${name}`, reply: techNotice(action, change) },
      ];
    }),
  );
  return [...moves, ...merged];
}

function whispers(): Sample[] {
  return [
    { name: 'already taken', reply: alreadyTakenWhisper(12, 'Tech One') },
    { name: 'already taken, huge', reply: alreadyTakenWhisper(12, huge) },
    { name: 'out of date', reply: outOfDateWhisper(12) },
    { name: 'not now', reply: notNowWhisper('take', { number: 12, status: 'closed' }) },
    { name: 'not yours to do', reply: notYoursToDoWhisper('snooze', 12, 'Tech One') },
    { name: 'not for you', reply: notForYouWhisper('resolve') },
    { name: 'not for you, settings', reply: notForYouWhisper('settings') },
    ...(['guest', 'stranger', 'deactivated'] as const).map((who) => ({ name: who, reply: refusal(who) })),
    { name: 'went wrong', reply: wentWrongReply() },
    { name: 'went wrong, with a reference', reply: wentWrongReply('0195a0c0') },
  ];
}

function relayed(): Sample[] {
  const notify = { person: 'U1', name: 'Tech One' };
  return [
    { name: 'to the requester', reply: toRequester({ number: 12, by: 'Tech One', text: 'Is it better now?' }) },
    {
      name: 'to the requester, edited',
      reply: toRequester({ number: 12, by: 'Tech One', text: 'Is it?', isEdit: true }),
    },
    { name: 'to the requester, huge', reply: toRequester({ number: 12, by: huge, text: huge }) },
    { name: 'to techs', reply: toTechs({ name: 'Requester One', text: 'It still drops.', notify }) },
    { name: 'to techs, edited', reply: toTechs({ name: 'Requester One', text: 'It drops.', isEdit: true }) },
    {
      name: 'to techs, hostile',
      reply: toTechs({ name: hostile, text: hostile, notify: { ...notify, name: hostile } }),
    },
    { name: 'to techs, huge', reply: toTechs({ name: huge, text: huge, notify }) },
    { name: 'to a tech alone', reply: toTechs({ name: 'Requester One', number: 12, text: 'It still drops.' }) },
    { name: 'read by', reply: readByMark('Requester One') },
  ];
}

const someSettings = () => [
  { name: 'name', value: 'Example & Sons', isDefault: false },
  { name: 'poc', value: words.settings.notSet, isDefault: true },
  { name: 'sla.P2.response', value: '2 business hours', isDefault: false },
  { name: 'sla.P5.resolution', value: 'never', isDefault: true },
  { name: 'warranty.snooze', value: '30', isDefault: true },
];

function deskSamples(): Sample[] {
  const channel = { subject: 'conversation-1', version: 1 };
  return [
    { name: 'use this channel, private', reply: triageOfferReply({ ...channel, isPrivate: true }) },
    { name: 'use this channel, public', reply: triageOfferReply({ ...channel, isPrivate: false }) },
    { name: 'channel chosen', reply: triageChosenReply({ ...channel, isPrivate: true }) },
    { name: 'join, code', reply: joinCodeReply('ABCD-EFGH') },
    {
      name: 'join, offer',
      reply: joinOfferReply({ subject: '0195a0c0', name: 'Requester One', people: 1, tickets: 12 }),
    },
    { name: 'ticket renumbered', reply: renumberedReply({ before: 1, number: 101 }) },
    { name: 'settings', reply: settingsReply(someSettings()) },
    { name: 'one setting', reply: settingReply('sla', someSettings().slice(2, 4)) },
    {
      name: 'settings, huge',
      reply: settingsReply(someSettings().map((one) => ({ ...one, value: huge, isDefault: false }))),
    },
    { name: 'settings, hostile', reply: settingsReply(someSettings().map((one) => ({ ...one, value: hostile }))) },
    { name: 'change a setting', form: settingForm(Object.keys(words.settings.keys)) },
    ...roles.map((role) => ({ name: `help, ${role}`, reply: helpReply(role, { isSetUp: true }) })),
    { name: 'help, admin, to set up', reply: helpReply('admin', { isSetUp: false }) },
  ];
}
