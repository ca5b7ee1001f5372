import assert from 'node:assert/strict';
import { gallery } from '../../src/cards/gallery/gallery.js';
import { replySchema } from '../../src/chat/reply-schema.js';
import { plain } from '../../src/chat/text.js';
import { buttonsOf } from './seen.js';

const replies = gallery.flatMap(({ name, reply }) => (reply ? [{ name, reply }] : []));
const forms = gallery.flatMap(({ name, form }) => (form ? [{ name, form }] : []));
const offending = <T extends { name: string }>(samples: readonly T[], isWrong: (sample: T) => boolean) =>
  samples.filter(isWrong).map(({ name }) => name);

describe('the gallery', () => {
  it('names every sample differently', () => {
    assert.equal(new Set(gallery.map(({ name }) => name)).size, gallery.length);
  });

  it('holds nothing but replies that survive being stored', () => {
    for (const { reply } of replies) assert.deepEqual(replySchema.parse(JSON.parse(JSON.stringify(reply))), reply);
  });

  it('says something as text wherever there is a card', () => {
    assert.deepEqual(
      offending(replies, ({ reply }) => plain(reply.text).trim() === ''),
      [],
    );
  });

  it('keeps titles, labels and confirmations within the narrowest platform', () => {
    const isTooLong = ({ reply }: (typeof replies)[number]) =>
      (reply.card?.title ?? '').length > 165 ||
      buttonsOf(reply).some(
        ({ label, confirm }) =>
          label.length > 75 ||
          (confirm !== undefined && (confirm.title.length > 100 || confirm.yes.length > 30 || confirm.no.length > 30)),
      );
    assert.deepEqual(offending(replies, isTooLong), []);
  });

  it('never offers the same press twice on one card', () => {
    const isDouble = ({ reply }: (typeof replies)[number]) => {
      const presses = buttonsOf(reply).map(({ action, subject }) => `${action} ${subject}`);
      return new Set(presses).size !== presses.length;
    };
    assert.deepEqual(offending(replies, isDouble), []);
  });

  it('keeps ticket cards small however much the ticket holds', () => {
    const big = offending(
      replies.filter(({ name }) => /ticket card|my tickets|queue/.test(name)),
      ({ reply }) => JSON.stringify(reply).length > 14_000,
    );
    assert.deepEqual(big, []);
  });

  it('keeps forms within what platforms take', () => {
    const isTooMuch = ({ form }: (typeof forms)[number]) =>
      Math.max(form.title.length, form.submit.length, form.cancel.length) > 24 ||
      form.fields.some((field) =>
        field.kind === 'text'
          ? (field.max ?? 0) > 3_000 || (field.max ?? 0) < 1 || (field.initial ?? '').length > (field.max ?? 0)
          : field.options.some(({ value, label }) => label.length > 75 || value.length > 150),
      );
    assert.deepEqual(offending(forms, isTooMuch), []);
  });

  it('opens forms on a choice that is among the options', () => {
    const isLost = ({ form }: (typeof forms)[number]) =>
      form.fields.some(
        (field) =>
          field.kind === 'choice' &&
          field.initial !== undefined &&
          !field.options.some(({ value }) => value === field.initial),
      );
    assert.deepEqual(offending(forms, isLost), []);
  });
});
