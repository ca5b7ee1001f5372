import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Form } from '../../../src/chat/form.js';
import type { Reply } from '../../../src/chat/outbound.js';
import { DeskError } from '../../../src/errors.js';
import { openPlayground, type Playground, tenant } from './playground.js';

const card: Reply = {
  text: '#1 VPN keeps dropping',
  card: {
    id: 'ticket-1',
    version: 3,
    title: '#1 VPN keeps dropping',
    parts: [{ kind: 'buttons', buttons: [{ action: 'ticket.resolve', subject: 't1', label: 'Resolve' }] }],
  },
};

const form: Form = {
  action: 'ticket.resolve',
  subject: 't1',
  version: 3,
  title: 'Resolve #1',
  submit: 'Resolve',
  cancel: 'Back',
  fields: [{ kind: 'text', name: 'done', label: 'What was done', multiline: true, max: 3000 }],
};

describe('pressing and filling in, in the playground', () => {
  let playground: Playground;
  let messageId: string;
  beforeEach(async () => {
    playground = await openPlayground();
    messageId = await playground.platform.post({ tenant, conversation: 'channel:triage' }, card, randomUUID());
  });
  afterEach(() => playground.stop());

  const press = (more: object = {}) =>
    playground.post('/playground/press', {
      as: 'tech',
      nonce: '0c9a1a52-58a1-4e9a-9d5b-0d8f0f8b1a11',
      messageId,
      action: 'ticket.resolve',
      subject: 't1',
      card: { id: 'ticket-1', version: 3 },
      ...more,
    });

  it('asks the desk with the card as it was rendered', async () => {
    assert.deepEqual((await press()).body, { kind: 'done' });
    assert.deepEqual(playground.intake.asked, [
      {
        kind: 'pressed',
        platform: 'web',
        tenant,
        dedupeKey: 'pressed:0c9a1a52-58a1-4e9a-9d5b-0d8f0f8b1a11',
        at: '2026-03-02T09:00:00.000Z',
        sender: { id: 'tech', isBot: false, isStranger: false },
        place: { kind: 'channel', conversation: 'channel:triage', channel: 'channel:triage' },
        messageId,
        action: 'ticket.resolve',
        subject: 't1',
        card: { id: 'ticket-1', version: 3 },
      },
    ]);
  });

  it('opens a form, shows its errors and takes it', async () => {
    playground.intake.onAsk = async (asked) => {
      if (asked.kind === 'pressed') return { kind: 'form', form };
      return asked.values.done === '' ? { kind: 'errors', errors: { done: 'Say what was done.' } } : { kind: 'done' };
    };
    assert.deepEqual((await press()).body, { kind: 'form', form });
    const submit = (done: string) =>
      playground.post('/playground/submit', {
        as: 'tech',
        nonce: randomUUID(),
        action: form.action,
        subject: form.subject,
        version: form.version,
        values: { done },
      });
    assert.deepEqual((await submit('')).body, { kind: 'errors', errors: { done: 'Say what was done.' } });
    assert.deepEqual((await submit('New certificate')).body, { kind: 'done' });
    const submitted = playground.intake.asked.at(-1);
    assert.deepEqual(submitted?.kind === 'submitted' && [submitted.version, submitted.values], [
      3,
      { done: 'New certificate' },
    ]);
  });

  it('hands a whisper to the one who pressed and stores it nowhere', async () => {
    const before = await playground.store.revision();
    playground.intake.onAsk = async () => ({ kind: 'whisper', reply: { text: 'Second tech has it.' } });
    assert.deepEqual((await press()).body, { kind: 'whisper', reply: { text: 'Second tech has it.' } });
    assert.equal(await playground.store.revision(), before);
  });

  it('refuses a press by somebody who cannot see the card, or on one that is gone', async () => {
    assert.equal((await press({ as: 'employee' })).status, 403);
    await playground.platform.remove({ tenant, conversation: 'channel:triage' }, messageId);
    const gone = await press();
    assert.deepEqual([gone.status, gone.body.error], [404, 'That message is no longer there.']);
    assert.deepEqual(playground.intake.asked, []);
  });

  it('shows a failure in words meant for people', async () => {
    playground.intake.onAsk = () =>
      Promise.reject(new DeskError('ticket_closed', { message: 'row 5', userMessage: 'This ticket is closed.' }));
    const refused = await press();
    assert.deepEqual([refused.status, refused.body], [409, { error: 'This ticket is closed.' }]);
  });

  it('shows what a card becomes elsewhere', async () => {
    const shown = await playground.post('/playground/preview', { name: 'slack', reply: card });
    assert.deepEqual(shown.body, { preview: { blocks: ['#1 VPN keeps dropping'] } });
    for (const name of ['fax', 'constructor', '__proto__']) {
      assert.equal((await playground.post('/playground/preview', { name, reply: card })).status, 404, name);
    }
  });
});
