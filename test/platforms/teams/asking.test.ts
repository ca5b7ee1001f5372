import assert from 'node:assert/strict';
import type { Form } from '../../../src/chat/form.js';
import type { Pressed } from '../../../src/chat/inbound.js';
import type { Answer } from '../../../src/chat/outbound.js';
import type { Person } from '../../support/teams/person.js';
import { type Harness, startHarness } from './harness.js';

const form: Form = {
  action: 'ticket.note',
  subject: 't1',
  version: 4,
  title: 'Internal note',
  submit: 'Save',
  cancel: 'Cancel',
  fields: [{ kind: 'text', name: 'note', label: 'Note', multiline: true }],
};

describe('teams: answers to a press', () => {
  let harness: Harness;
  let ana: Person;
  let card: string;
  beforeEach(async () => {
    harness = await startHarness();
    ana = harness.tenant.addPerson({ firstName: 'Ana', lastName: 'Lee' });
    card = await post(ana);
  });
  afterEach(() => harness.stop());

  const post = (person: Person) =>
    harness.platform.post(
      { tenant: harness.tenant.id, conversation: harness.tenant.directId(person) },
      {
        text: 'a card',
        card: {
          id: 'c',
          version: 1,
          title: 'A card',
          parts: [
            {
              kind: 'buttons',
              buttons: [
                { action: 'act', subject: 's', label: 'Act' },
                { action: 'open', subject: 's', label: 'Open', opensForm: true },
              ],
            },
          ],
        },
      },
      'nonce',
    );
  const toasts = (person = ana) =>
    person
      .sees()
      .direct.filter(({ isEphemeral }) => isEphemeral)
      .map(({ text }) => text);
  const answer = (with_: Answer) => {
    harness.intake.answer = with_;
  };

  it('says that it is done, or what only the presser may read', async () => {
    await ana.presses('Act', { on: card });
    answer({ kind: 'whisper', reply: { text: ['#1 is with ', { bold: 'Tim' }] } });
    await ana.presses('Act', { on: card });
    await ana.presses('Open', { on: card });
    assert.deepEqual(toasts(), ['Done.', '#1 is with Tim', '#1 is with Tim']);
    assert.equal(ana.dialog(), undefined);
  });

  it('shows what the press made of the card in its place, and says nothing beside it', async () => {
    answer({ kind: 'done', shown: { text: 'done', card: { id: 'c', version: 2, title: 'As it is now', parts: [] } } });
    await ana.presses('Act', { on: card });
    assert.deepEqual(
      ana.sees().direct.map(({ text }) => text),
      ['As it is now'],
    );
  });

  const page = (title: string): Answer => ({
    kind: 'whisper',
    reply: {
      text: title,
      card: {
        id: 'list',
        version: 1,
        title,
        parts: [{ kind: 'buttons', buttons: [{ action: 'more', subject: title, label: 'More' }] }],
      },
    },
  });

  it('shows a card for one reader in their own chat, and turns its pages in their place', async () => {
    const team = harness.tenant.addTeam({ name: 'Everybody', members: [ana] });
    const channel = { tenant: harness.tenant.id, conversation: team.general.id };
    const button = { action: 'act', subject: 's', label: 'List' };
    const shared = { id: 'c3', version: 1, title: 'Shared', parts: [{ kind: 'buttons' as const, buttons: [button] }] };
    await harness.platform.post(channel, { text: 'x', card: shared }, 'n3');
    answer(page('Page one'));
    await ana.presses('List');
    const spoken = ana.sees(team.general).conversations[0]?.messages.at(-1);
    assert.deepEqual([spoken?.isEphemeral, spoken?.text], [true, 'Page one\nI sent it to you alone, in our chat.']);
    assert.equal(ana.sees().direct.at(-1)?.text, 'Page one');
    answer(page('Page two'));
    await ana.presses('More');
    assert.deepEqual(
      ana.sees().direct.map(({ text }) => text),
      ['A card', 'Page two'],
      'in its place, and with nothing beside it',
    );
    answer(page('Page three'));
    await ana.presses('More');
    assert.equal(ana.sees().direct.at(-1)?.text, 'Page three');
  });

  it('says in words what it cannot show to somebody who never added the desk', async () => {
    const bo = harness.tenant.addPerson({ firstName: 'Bo', lastName: 'Kim' });
    const team = harness.tenant.addTeam({ name: 'Everybody', members: [ana, bo] });
    const channel = { tenant: harness.tenant.id, conversation: team.general.id };
    const button = { action: 'act', subject: 's', label: 'List' };
    const shared = { id: 'c3', version: 1, title: 'Shared', parts: [{ kind: 'buttons' as const, buttons: [button] }] };
    await harness.platform.post(channel, { text: 'x', card: shared }, 'n3');
    await bo.uninstalls();
    answer(page('Page one'));
    await bo.presses('List');
    assert.equal(bo.sees(team.general).conversations[0]?.messages.at(-1)?.text, 'Page one');
  });

  it('opens a dialog from a button made for it, and goes on in it until it is right', async () => {
    answer({ kind: 'form', form });
    await ana.presses('Open', { on: card });
    assert.equal(ana.dialog()?.title, 'Internal note');
    answer({ kind: 'errors', errors: { note: 'Say more.' } });
    await ana.submits({ Note: 'x' });
    assert.match(ana.dialog()?.text ?? '', /Say more\./);
    assert.deepEqual(
      ana.dialog()?.fields.map(({ value }) => value),
      ['x'],
      'what was written is still there',
    );
    answer({ kind: 'done' });
    await ana.submits({ Note: 'more' });
    assert.equal(ana.dialog(), undefined);
    const [first, second] = harness.intake.asked.slice(-2);
    assert.notEqual(first?.dedupeKey, second?.dedupeKey);
  });

  it('ends a dialog with words', async () => {
    answer({ kind: 'form', form });
    await ana.presses('Open', { on: card });
    answer({ kind: 'whisper', reply: { text: 'Too late.' } });
    await ana.submits({ Note: 'x' });
    assert.deepEqual([ana.dialog(), toasts()], [undefined, ['Too late.']]);
  });

  it('shows a form in place of the card where the button did not say that it opens one', async () => {
    answer({ kind: 'form', form });
    await ana.presses('Act', { on: card });
    assert.equal(ana.dialog()?.title, 'Internal note');
    answer({ kind: 'errors', errors: { note: 'Say more.' } });
    await ana.submits({ Note: 'x' });
    assert.match(ana.dialog()?.text ?? '', /Say more\./);
    answer({ kind: 'done' });
    await ana.submits({ Note: 'more' });
    assert.deepEqual([ana.dialog(), toasts()], [undefined, ['Done.']]);
    assert.deepEqual(harness.intake.asked.at(-1)?.kind, 'submitted');
  });

  it('takes the press of a client that knows no Execute, and answers it alone', async () => {
    const old = harness.tenant.addPerson({ firstName: 'Old', lastName: 'Client', hasExecute: false });
    const team = harness.tenant.addTeam({ name: 'Everybody', members: [old, ana] });
    const channel = { tenant: harness.tenant.id, conversation: team.general.id };
    const button = { action: 'act', subject: 's', label: 'Act' };
    const shared = { id: 'c2', version: 2, title: 'Shared', parts: [{ kind: 'buttons' as const, buttons: [button] }] };
    const id = await harness.platform.post(channel, { text: 'x', card: shared }, 'n2');
    answer({ kind: 'whisper', reply: { text: 'only for you' } });
    await old.presses('Act', { on: id });
    const pressed = harness.intake.asked.at(-1) as Pressed;
    assert.deepEqual([pressed.action, pressed.place.kind, pressed.messageId], ['act', 'channel', id]);
    assert.deepEqual(
      old.sees().direct.map(({ text }) => text),
      ['only for you'],
    );
    assert.ok(!JSON.stringify(ana.sees(team.general)).includes('only for you'));
    answer({ kind: 'form', form });
    await old.presses('Act', { on: id });
    assert.match(old.sees().direct.at(-1)?.text ?? '', /cannot open the form/);
  });

  it('keeps a form that is too large to travel whole in words', async () => {
    const options = Array.from({ length: 90 }, (_, index) => ({
      value: `person-${index}`,
      label: `Person ${'x'.repeat(90)} ${index}`,
    }));
    answer({ kind: 'form', form: { ...form, fields: [{ kind: 'choice', name: 'who', label: 'Who', options }] } });
    await ana.presses('Open', { on: card });
    answer({ kind: 'errors', errors: { who: 'They left.' } });
    await ana.submits({ Who: 'person-3' });
    assert.deepEqual(toasts(), ['They left.']);
  });

  it('tells whoever presses while the desk cannot answer', async () => {
    harness.intake.ask = () => Promise.reject(new Error('away'));
    await ana.presses('Act', { on: card });
    assert.deepEqual(toasts(), ['Unable to reach app. Please try again.']);
  });
});
