import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { gallery } from '../../../src/cards/gallery/gallery.js';
import { hostile } from '../../../src/cards/gallery/rows.js';
import type { Card } from '../../../src/chat/card.js';
import type { Form } from '../../../src/chat/form.js';
import { renderForm } from '../../../src/platforms/teams/render/dialog.js';
import { readFormData } from '../../../src/platforms/teams/render/form-data.js';
import { html } from '../../../src/platforms/teams/render/html.js';
import { renderMessage } from '../../../src/platforms/teams/render/message.js';
import { readPressData } from '../../../src/platforms/teams/render/press-data.js';
import { checkActivity } from '../../support/teams/check-activity.js';
import { checkCard, withoutCharts } from '../../support/teams/check-card.js';
import { readCard } from '../../support/teams/read-card.js';
import type { Json } from '../../support/teams/world.js';

const nonce = '0198f2a0-7c1e-7000-8000-000000000000';
const schemas = process.env.DESKHAND_SCHEMAS ?? resolve(import.meta.dirname, '../../../../../shared/schemas');

const cardOf = (reply: Parameters<typeof renderMessage>[0]): Json => {
  const [attachment] = renderMessage(reply, nonce).attachments ?? [];
  assert.ok(attachment);
  return attachment.content as unknown as Json;
};
const card = (parts: Card['parts'], more: Partial<Card> = {}): Card => ({
  id: 'c',
  version: 3,
  title: 'T',
  parts,
  ...more,
});

describe('teams: cards', () => {
  it('are taken by Teams, every one of the gallery and every form', () => {
    for (const { name, reply, form } of gallery) {
      if (reply) assert.doesNotThrow(() => checkActivity(renderMessage(reply, nonce) as unknown as Json), name);
      if (form)
        for (const way of ['dialog', 'card'] as const)
          assert.doesNotThrow(() => checkCard(renderForm(form, nonce, way) as unknown as Json), name);
    }
  });

  it('are what the published schema says', () => {
    const file = resolve(schemas, 'adaptive-card-1.5.json');
    if (!existsSync(file)) {
      console.log(`      no schema at ${file}: left out (DESKHAND_SCHEMAS names its folder)`);
      return;
    }
    const { id: _, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Json;
    const ajv = new Ajv({ strict: false, logger: false });
    ajv.addMetaSchema(createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json'));
    const validate = ajv.compile(schema);
    for (const { name, reply, form } of gallery) {
      if (reply?.card)
        assert.ok(validate(withoutCharts(cardOf(reply))), `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
      if (form)
        assert.ok(
          validate(renderForm(form, nonce, 'dialog')),
          `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`,
        );
    }
    assert.equal(validate({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Nothing' }] }), false);
  });

  it('say what they left out where something does not fit, and keep their buttons', () => {
    const long = 'wörter, sehr viele. '.repeat(4_000);
    const button = { action: 'a', subject: 's', label: 'Press' };
    const items = Array.from({ length: 500 }, (_, index) => ({ text: `comment ${index} ${'x'.repeat(100)}` }));
    const drawn = cardOf({
      text: 't',
      card: card([
        { kind: 'text', text: long },
        { kind: 'list', items },
        { kind: 'facts', facts: [{ label: 'Small', value: 'whole' }] },
        { kind: 'buttons', buttons: [button] },
      ]),
    });
    checkCard(drawn);
    const { text, controls } = readCard(drawn);
    assert.match(text, /Shortened: [\d,]+ more characters\./);
    assert.match(text, /… and \d+ more/);
    assert.match(text, /Small: whole/);
    assert.equal(controls[0]?.label, 'Press');
  });

  it('carry in each button what was pressed, on which card, and a nonce of their own', () => {
    const buttons = [
      { action: 'ticket.take', subject: 't1', label: 'Take it', style: 'primary' as const },
      { action: 'ticket.note', subject: 't1', label: 'Note', opensForm: true as const },
    ];
    const [take, note] = readCard(cardOf({ text: 't', card: card([{ kind: 'buttons', buttons }]) })).controls;
    const data = { action: 'ticket.take', subject: 't1', card: { id: 'c', version: 3 }, nonce };
    assert.deepEqual(
      [take?.action.type, take?.action.verb, take?.action.style],
      ['Action.Execute', 'ticket.take', 'positive'],
    );
    assert.deepEqual(readPressData(take?.action.data), data);
    const fallback = take?.action.fallback as Json;
    assert.deepEqual([fallback.type, readPressData(fallback.data)], ['Action.Submit', data]);
    assert.deepEqual(
      [note?.action.type, (note?.action.data as Json | undefined)?.msteams],
      ['Action.Submit', { type: 'task/fetch' }],
    );
    for (const foreign of [
      undefined,
      null,
      'x',
      {},
      { deskhand: {} },
      { deskhand: { ...data, card: { id: 'c', version: -1 } } },
    ])
      assert.equal(readPressData(foreign), undefined);
  });

  it('ask before what cannot be taken back', () => {
    const confirm = { title: 'Cancel #1?', text: 'It ends.', yes: 'Cancel it', no: 'Keep it' };
    const button = { action: 'ticket.cancel', subject: 't1', label: 'Cancel', style: 'danger' as const, confirm };
    const [control] = readCard(cardOf({ text: 't', card: card([{ kind: 'buttons', buttons: [button] }]) })).controls;
    assert.match(control?.question ?? '', /Cancel #1\?[\s\S]*It ends\./);
    assert.deepEqual([control?.action.title, control?.action.verb], ['Cancel it', 'ticket.cancel']);
  });

  it('show pictures on https alone', () => {
    const images = (url: string) =>
      readCard(cardOf({ text: 't', card: card([{ kind: 'image', url, alt: 'a chart' }]) }));
    assert.deepEqual(images('https://desk.example.com/a.png').images, ['https://desk.example.com/a.png']);
    for (const url of [
      'http://desk.example.com/a.png',
      'data:image/png;base64,AAAA',
      'javascript:alert(1)',
      'https://a b/',
    ])
      assert.deepEqual([images(url).images, images(url).text.includes('a chart')], [[], true], url);
  });

  it('never hold words beside a card, which would come as another message', () => {
    const message = renderMessage({ text: 'notify me', card: card([{ kind: 'text', text: 'x' }]) }, nonce);
    assert.deepEqual([message.text, message.summary], [undefined, 'notify me']);
  });
});

describe('teams: words without a card', () => {
  it('are escaped once, alive in nothing', () => {
    const written = html(hostile);
    assert.doesNotMatch(written.replace(/<br>/g, ''), /[<>]/);
    assert.equal(html('a < b & c\nd'), 'a &lt; b &amp; c<br>d');
    assert.equal(html([{ bold: '<b>' }]), '<b>&lt;b&gt;</b>');
  });

  it('link to what is safe, and mention whom Teams knows', () => {
    assert.equal(
      html([{ link: 'https://x.example/?a=1&b="', label: 'page' }]),
      '<a href="https://x.example/?a=1&amp;b=&quot;">page</a>',
    );
    assert.equal(html([{ link: 'javascript:alert(1)', label: 'page' }]), 'page');
    assert.equal(html([{ person: 'U1', name: 'Ann' }]), '@Ann');
    const id = 'd0000000-0000-4000-8000-000000000001';
    const { text, entities } = renderMessage({ text: ['hi ', { person: id, name: 'Ann <at>Bob</at>' }] }, nonce);
    assert.equal(text, 'hi <at>Ann atBob/at</at>');
    assert.deepEqual(
      entities?.map((one) => [one.text, one.mentioned.id]),
      [['<at>Ann atBob/at</at>', id]],
    );
  });

  it('are cut where a message ends, and say so', () => {
    for (const text of ['x'.repeat(100_000), '<'.repeat(40_000), '😀'.repeat(30_000)]) {
      const written = html(text);
      assert.ok(Buffer.byteLength(written) <= 24_000);
      assert.match(written, /Shortened/);
    }
  });

  it('are never nothing', () => {
    for (const text of ['', ' ', '\0', '\n']) assert.equal(renderMessage({ text }, nonce).text, '…');
  });
});

describe('teams: forms', () => {
  const form: Form = {
    action: 'ticket.note',
    subject: 't1',
    version: 4,
    title: 'Note',
    submit: 'Save',
    cancel: 'Cancel',
    fields: [
      { kind: 'text', name: 'note', label: 'Note', multiline: true, max: 10 },
      {
        kind: 'choice',
        name: 'who',
        label: 'Who',
        options: [
          { value: 'a', label: 'Ann' },
          { value: 'b', label: 'Bob' },
        ],
        optional: true,
      },
    ],
  };

  it('travel with what they are about, and come back with what was filled in', () => {
    const { controls, inputs } = readCard(renderForm(form, nonce, 'dialog') as unknown as Json);
    const filled = {
      ...(controls[0]?.action.data as object),
      [inputs[0]?.id ?? '']: 'done',
      [inputs[1]?.id ?? '']: 'b',
    };
    const read = readFormData(filled);
    assert.deepEqual(read?.values, { note: 'done', who: 'b' });
    assert.deepEqual(
      [read?.of.action, read?.of.subject, read?.of.version, read?.of.nonce],
      ['ticket.note', 't1', 4, nonce],
    );
    assert.deepEqual(read?.of.form, form);
    for (const foreign of [undefined, null, 1, {}, { deskhandForm: 1 }, { deskhandForm: { action: '' } }])
      assert.equal(readFormData(foreign), undefined);
  });

  it('are shown again with what is wrong and what was written', () => {
    const again = renderForm(form, nonce, 'dialog', {
      values: { note: 'x', who: 'b' },
      errors: { note: 'Say more.', other: 'Also this.' },
    });
    const { text, inputs } = readCard(again as unknown as Json);
    assert.match(text, /Also this\.[\s\S]*Say more\./);
    assert.deepEqual(
      inputs.map(({ value, isRequired }) => [value, isRequired]),
      [
        ['x', true],
        ['b', false],
      ],
    );
  });

  it('stay within a card however many there are to choose from', () => {
    const options = Array.from({ length: 500 }, (_, index) => ({ value: `${nonce}-${index}`, label: 'n'.repeat(200) }));
    const large = { ...form, fields: [{ kind: 'choice' as const, name: 'who', label: 'Who', options }] };
    checkCard(renderForm(large, nonce, 'dialog') as unknown as Json);
    assert.equal(readCard(renderForm(large, nonce, 'dialog') as unknown as Json).inputs[0]?.choices.length, 100);
  });
});
