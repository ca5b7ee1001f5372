import assert from 'node:assert/strict';
import { gallery } from '../../src/cards/gallery/gallery.js';
import { hostile } from '../../src/cards/gallery/rows.js';
import type { Button, Card } from '../../src/chat/card.js';
import type { Field, Form } from '../../src/chat/form.js';
import type { Place, Pressed, Submitted, Told } from '../../src/chat/inbound.js';
import { type Reply, SendError } from '../../src/chat/outbound.js';
import { spans } from '../../src/chat/text.js';
import type { ChatDriver, Shown, Spot } from './chat-driver.js';
import { slackDriver } from './slack-driver.js';
import { teamsDriver } from './teams-driver.js';
import { webDriver } from './web-driver.js';

const drivers: Readonly<Record<string, () => Promise<ChatDriver>>> = {
  slack: slackDriver,
  teams: teamsDriver,
  web: webDriver,
};

for (const [name, start] of Object.entries(drivers)) {
  describe(`the contract of a platform: ${name}`, () => {
    let chat: ChatDriver;
    let here: Place;
    beforeEach(async () => {
      chat = await start();
      await chat.direct.says('hello');
      here = placeOf(chat.intake.told.at(-1));
      chat.intake.told.length = 0;
    });
    afterEach(() => chat.stop());

    const to = () => ({ tenant: chat.tenant, conversation: here.conversation });
    const post = async (reply: Reply, nonce: string = reply.text.toString()) => {
      const id = await chat.platform.post(to(), reply, nonce);
      return { id, shown: await shownAt(chat.direct, id) };
    };

    it('names the place of what is said so that an answer goes there', async () => {
      for (const [kind, spot] of [
        ['direct', chat.direct],
        ['thread', chat.thread],
      ] as const) {
        const { messageId } = await spot.says(`a question in a ${kind}`);
        const said = chat.intake.told.findLast((told) => told.kind === 'said');
        assert.deepEqual([said?.place.kind, said?.messageId, said?.tenant], [kind, messageId, chat.tenant]);
        const { conversation } = placeOf(said);
        const id = await chat.platform.post({ tenant: chat.tenant, conversation }, { text: `answer in ${kind}` }, kind);
        assert.equal((await shownAt(spot, id)).text, `answer in ${kind}`);
      }
    });

    it('knows a direct message and a thread by the same names before anything is said there', async () => {
      assert.equal(await chat.platform.direct(chat.tenant, chat.personId), here.conversation);
      await chat.thread.says('in the thread');
      const { conversation, channel } = placeOf(chat.intake.told.at(-1));
      assert.equal(chat.platform.threadUnder(chat.root.channel.conversation, chat.root.messageId), conversation);
      assert.equal(channel, chat.root.channel.conversation);
    });

    it('knows who writes, and who is in a channel', async () => {
      await chat.direct.says('it is me');
      const said = chat.intake.told.at(-1);
      assert.deepEqual(said?.sender, { id: chat.personId, isBot: false, isStranger: false });
      const { id, isBot, isGuest, isStranger } = await chat.platform.profile(chat.tenant, chat.personId);
      assert.deepEqual([id, isBot, isGuest, isStranger], [chat.personId, false, false, false]);
      const { ids } = await chat.platform.members(chat.root.channel);
      assert.ok(ids.includes(chat.personId));
    });

    it('hears nothing of what the desk itself says or changes', async () => {
      const { id } = await post({ text: 'one' });
      await chat.platform.update(to(), id, { text: 'two' });
      await chat.direct.shown();
      assert.deepEqual(
        chat.intake.told.filter(({ kind }) => kind === 'said' || kind === 'edited'),
        [],
      );
    });

    it('gives what is delivered twice the same key, and different things different ones', async () => {
      const { messageId } = await chat.direct.says('first');
      await chat.redelivers();
      await chat.edits(messageId, 'second');
      await chat.redelivers();
      await chat.edits(messageId, 'third');
      await chat.redelivers();
      await chat.direct.says('second');
      await chat.redelivers();
      await chat.deletes(messageId);
      const keys = chat.intake.told.map(({ kind, dedupeKey }) => `${kind} ${dedupeKey}`);
      const [first, again, second, again2, third, again3, fourth, again4, gone] = keys;
      assert.deepEqual([again, again2, again3, again4], [first, second, third, fourth], keys.join('\n'));
      assert.equal(new Set([first, second, third, fourth, gone]).size, 5, keys.join('\n'));
      assert.deepEqual(
        chat.intake.told.map(({ kind }) => kind),
        ['said', 'said', 'edited', 'edited', 'edited', 'edited', 'said', 'said', 'deleted'],
      );
      const told = chat.intake.told.filter((one) => one.kind === 'edited' || one.kind === 'deleted');
      assert.deepEqual(
        [...new Set(told.map((one) => one.messageId))],
        [messageId],
        'each names the message it is about',
      );
    });

    it('shows every card of the gallery within its limits, alive in nothing but the people it means', async function () {
      this.timeout(60_000);
      const { id: changed } = await post({ text: 'the one that is changed' });
      const samples = gallery.flatMap(({ name: sample, reply }) => (reply ? [{ sample, reply }] : []));
      for (let start = 0; start < samples.length; start += 50) {
        const batch = samples.slice(start, start + 50);
        const ids: string[] = [];
        for (const { sample, reply } of batch) {
          const refused = (error: unknown) => assert.fail(`${sample}: ${error}`);
          ids.push(await chat.platform.post(to(), reply, sample).catch(refused));
          if (sample.includes('huge')) await chat.platform.update(to(), changed, reply).catch(refused);
        }
        const shown = new Map((await chat.direct.shown()).map((message) => [message.id, message]));
        for (const [index, { sample, reply }] of batch.entries()) {
          const message = shown.get(ids[index] ?? '');
          assert.ok(message && message.text.trim() !== '' && message.fallback.trim() !== '', `${sample} says nothing`);
          const meant = new Set(spans(reply.text).flatMap((span) => meantBy(span)));
          assert.deepEqual(
            message.live.filter((one) => !meant.has(one)),
            [],
            sample,
          );
        }
        for (const id of ids) await chat.platform.remove(to(), id);
      }
    });

    it('brings a press back with the action, the subject, and the card as it was shown', async () => {
      const pressable = everyButton();
      assert.ok(pressable.length > 40);
      for (const [index, { reply, card, button }] of pressable.entries()) {
        const { id } = await post(reply, `pressed ${index}`);
        chat.intake.asked.length = 0;
        await chat.presses(id, button.label);
        const [pressed] = chat.intake.asked as Pressed[];
        assert.deepEqual(
          [pressed?.kind, pressed?.action, pressed?.subject, pressed?.card, pressed?.messageId, pressed?.place],
          ['pressed', button.action, button.subject, { id: card.id, version: card.version }, id, here],
        );
        assert.equal(pressed?.sender.id, chat.personId);
        // What lies in the conversation is read at each step.
        await chat.platform.remove(to(), id);
      }
    });

    it('opens every form of the gallery and brings back what is filled in', async () => {
      const { id } = await post({
        text: 'x',
        card: cardWith({ action: 'open', subject: 's', label: 'Open', opensForm: true }),
      });
      for (const { name: sample, form } of gallery) {
        if (!form) continue;
        chat.intake.answer = { kind: 'form', form };
        await chat.presses(id, 'Open');
        const open = chat.form();
        assert.ok(open, `${sample} did not open`);
        const usable = form.fields.filter(isUsable);
        if (usable.length < form.fields.length) continue;
        const answers = Object.fromEntries(usable.map((field) => [field.label, answerTo(field)]));
        chat.intake.answer = { kind: 'done' };
        await chat.submits(form, answers);
        const submitted = chat.intake.asked.at(-1) as Submitted;
        assert.deepEqual(
          [submitted.kind, submitted.action, submitted.subject, submitted.version],
          ['submitted', form.action, form.subject, form.version],
          sample,
        );
        assert.deepEqual(
          submitted.values,
          Object.fromEntries(usable.map((field) => [field.name, filledIn(field)])),
          sample,
        );
        assert.equal(chat.form(), undefined, `${sample} stays open`);
      }
    });

    it('brings back what a form was opened with when nothing is changed', async () => {
      const { id } = await post({
        text: 'x',
        card: cardWith({ action: 'open', subject: 's', label: 'Open', opensForm: true }),
      });
      const form = gallery.find(({ name: sample }) => sample === 'edit, usual')?.form as Form;
      chat.intake.answer = { kind: 'form', form };
      await chat.presses(id, 'Open');
      await chat.submits(form, {});
      const { values } = chat.intake.asked.at(-1) as Submitted;
      assert.deepEqual(values, Object.fromEntries(form.fields.map((field) => [field.name, field.initial])));
    });

    it('keeps a form open that is answered with errors', async () => {
      const { id } = await post({
        text: 'x',
        card: cardWith({ action: 'open', subject: 's', label: 'Open', opensForm: true }),
      });
      const form = gallery.find(({ name: sample }) => sample === 'note, usual')?.form as Form;
      chat.intake.answer = { kind: 'form', form };
      await chat.presses(id, 'Open');
      chat.intake.answer = { kind: 'errors', errors: { note: 'Say more.' } };
      await chat.submits(form, { 'Internal note': 'x' });
      assert.equal(chat.form()?.title, form.title);
      chat.intake.answer = { kind: 'done' };
      await chat.submits(form, { 'Internal note': 'more' });
      const keys = chat.intake.asked.slice(-2).map(({ dedupeKey }) => dedupeKey);
      assert.equal(new Set(keys).size, 2, 'corrected words are another submission');
      assert.equal(chat.form(), undefined);
    });

    it('shows what people wrote letter by letter, alive in nothing', async () => {
      const card: Card = {
        ...cardWith({ action: 'a', subject: 's', label: hostile.slice(0, 60) }),
        title: hostile.replaceAll('\n', ' '),
        parts: [
          { kind: 'text', text: hostile },
          { kind: 'text', text: [{ bold: hostile }, { italic: hostile }, { code: hostile }] },
          { kind: 'facts', facts: [{ label: hostile, value: hostile }] },
          { kind: 'list', title: hostile, items: [{ text: hostile }] },
          { kind: 'citations', citations: [{ number: 1, article: hostile, section: hostile }] },
          { kind: 'note', text: hostile },
        ],
      };
      const words = await post({ text: hostile });
      assert.equal(same(words.shown.text), same(hostile));
      // Slack's notifications read marks of emphasis whatever is sent; letters they may eat, make alive nothing.
      assert.equal(same(words.shown.fallback.replace(/[*~`]/g, '')), same(hostile.replace(/[*~`]/g, '')));
      assert.deepEqual(words.shown.live, []);
      const drawn = await post({ text: hostile, card }, 'card');
      assert.deepEqual(drawn.shown.live, []);
      const copies = same(drawn.shown.text).split(same(hostile).slice(0, 60)).length - 1;
      assert.ok(copies >= 10, `${copies} of 11 copies are as they were written:\n${drawn.shown.text}`);
      assert.doesNotMatch(drawn.shown.text, /&(lt|gt|amp;amp);/);
    });

    it('shows a change, and no longer what was removed', async () => {
      const { id } = await post({ text: 'before' });
      await chat.platform.update(to(), id, { text: 'after' });
      assert.equal((await shownAt(chat.direct, id)).text, 'after');
      await chat.platform.remove(to(), id);
      assert.ok(!(await chat.direct.shown()).some((message) => message.id === id));
    });

    it('finds a post by its nonce, and says when there is none', async () => {
      const since = new Date(Date.parse('2026-03-02T09:00:00.000Z') - 60_000).toISOString();
      const { id } = await post({ text: 'where am I?' }, 'nonce-1');
      await post({ text: 'another' }, 'nonce-2');
      if (!chat.canLookBack) {
        assert.equal(await chat.platform.find(to(), 'nonce-1', since), 'cannot_tell');
        assert.equal(await chat.platform.find(to(), 'nonce-3', since), 'cannot_tell');
        return;
      }
      assert.deepEqual(await chat.platform.find(to(), 'nonce-1', since), { messageId: id });
      assert.equal(await chat.platform.find(to(), 'nonce-3', since), 'absent');
    });

    it('says by a SendError what it could not do', async () => {
      const { platform, tenant } = chat;
      const { id } = await post({ text: 'soon gone' });
      await platform.remove(to(), id);
      const reply = { text: 'x' };
      const nowhere = { tenant, conversation: 'C0NOWHERE' };
      const failures = await Promise.all([
        failureOf(platform.post(nowhere, reply, 'n')),
        failureOf(platform.update(to(), id, reply)),
        failureOf(platform.remove(to(), id)),
        failureOf(platform.members(nowhere)),
        failureOf(platform.post({ ...to(), tenant: 'T0OTHER' }, reply, 'n')),
        failureOf(platform.profile(tenant, 'U0NOBODY')),
        failureOf(platform.direct(tenant, 'U0NOBODY')),
      ]);
      assert.deepEqual(failures.slice(0, 4), [
        'conversation_gone',
        'message_gone',
        'message_gone',
        'conversation_gone',
      ]);
      assert.ok(failures.every((failure) => typeof failure === 'string'));
    });
  });
}

function placeOf(told: Told | undefined): Place {
  assert.ok(told && told.kind !== 'uninstalled' && told.kind !== 'profile_changed');
  return told.place;
}

async function shownAt(spot: Spot, id: string): Promise<Shown> {
  const all = await spot.shown();
  const found = all.find((message) => message.id === id);
  assert.ok(found, `nobody sees ${id} among ${all.length}`);
  return found;
}

/** Every button of the gallery once, on a card where its label names only it. */
function everyButton(): readonly { reply: Reply; card: Card; button: Button }[] {
  const seen = new Map<string, { reply: Reply; card: Card; button: Button }>();
  for (const { reply } of gallery) {
    const card = reply?.card;
    const buttons = card?.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : [])) ?? [];
    for (const button of buttons) {
      const key = `${button.action} ${button.subject} ${card?.id}`;
      const isPlain = button.label.length <= 40 && buttons.filter(({ label }) => label === button.label).length === 1;
      if (reply && card && isPlain && !seen.has(key)) seen.set(key, { reply, card, button });
    }
  }
  return [...seen.values()];
}

function cardWith(button: Button): Card {
  return { id: 'card:1', version: 7, title: 'A card', parts: [{ kind: 'buttons', buttons: [button] }] };
}

function isUsable(field: Field): boolean {
  return field.kind === 'text' || field.options.length > 0;
}

/** What is filled in: words with markup in them, or the last choice Slack shows. */
function answerTo(field: Field): string {
  if (field.kind === 'choice') return lastOption(field)?.value ?? '';
  return '2 < 3 & *so*'.slice(0, field.max ?? 20);
}

function filledIn(field: Field): string {
  return field.kind === 'choice' ? (lastOption(field)?.value ?? '') : answerTo(field);
}

function lastOption({ options }: Extract<Field, { kind: 'choice' }>) {
  return options.slice(0, 100).at(-1);
}

function meantBy(span: unknown): string[] {
  return typeof span === 'object' && span !== null && 'person' in span ? [`person ${span.person}`] : [];
}

/** Without what a chat may lay out in its own way: runs of blanks. */
function same(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

async function failureOf(doing: Promise<unknown>): Promise<string | undefined> {
  const error = await doing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof SendError ? error.failure : undefined;
}
