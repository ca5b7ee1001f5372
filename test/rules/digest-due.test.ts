import assert from 'node:assert/strict';
import { defaultCalendar } from '../../src/rules/calendar.js';
import { type DigestTerms, dueDigest, nextDigestOf } from '../../src/rules/digest-due.js';

// 2026-03-02 is a Monday; Berlin's clocks go forward on Sunday the 29th.
const berlin: DigestTerms = {
  zone: 'Europe/Berlin',
  hour: 9,
  rhythm: 'daily',
  calendar: { ...defaultCalendar('Europe/Berlin'), holidays: ['2026-03-09', '2026-03-11'] },
  since: new Date('2026-02-01T00:00:00Z'),
};

interface Row {
  readonly why: string;
  readonly now: string;
  readonly terms?: Partial<DigestTerms>;
  readonly due: string | undefined;
}

const rows: readonly Row[] = [
  { why: 'a business day at nine', now: '2026-03-03T08:00:00Z', terms: sent('2026-03-02'), due: '2026-03-03 day' },
  { why: 'not a second earlier', now: '2026-03-03T07:59:59Z', terms: sent('2026-03-02'), due: undefined },
  { why: 'not twice a date', now: '2026-03-03T15:00:00Z', terms: sent('2026-03-03'), due: undefined },
  { why: 'both on a Monday', now: '2026-03-02T08:00:00Z', terms: sent('2026-02-27'), due: '2026-03-02 day+week' },
  { why: 'none at the weekend', now: '2026-03-07T12:00:00Z', terms: sent('2026-03-06'), due: undefined },
  { why: 'none on a holiday', now: '2026-03-11T12:00:00Z', terms: sent('2026-03-10'), due: undefined },
  {
    why: 'the week on a holiday Monday',
    now: '2026-03-09T09:00:00Z',
    terms: sent('2026-03-06'),
    due: '2026-03-09 week',
  },
  {
    why: 'the day after a holiday tells since the business day before',
    now: '2026-03-12T08:00:00Z',
    terms: sent('2026-03-10', '2026-03-09'),
    due: '2026-03-12 day',
  },
  {
    why: 'weekly only: none on a Tuesday',
    now: '2026-03-03T12:00:00Z',
    terms: { rhythm: 'weekly', ...sent('2026-03-02') },
    due: undefined,
  },
  {
    why: 'weekly only: Monday',
    now: '2026-03-02T12:00:00Z',
    terms: { rhythm: 'weekly', ...sent('2026-02-23') },
    due: '2026-03-02 week',
  },
  {
    why: 'after three days off the latest only',
    now: '2026-03-06T18:00:00Z',
    terms: sent('2026-03-03', '2026-03-02'),
    due: '2026-03-06 day',
  },
  {
    why: 'after a missed Monday the latest, with the week',
    now: '2026-03-05T18:00:00Z',
    terms: sent('2026-02-27', '2026-02-23'),
    due: '2026-03-05 day+week',
  },
  {
    why: 'nothing from before it was wanted',
    now: '2026-03-03T18:00:00Z',
    terms: { since: new Date('2026-03-03T09:00:00Z') },
    due: undefined,
  },
  {
    why: 'the first one without the week before it was wanted',
    now: '2026-03-04T08:00:00Z',
    terms: { since: new Date('2026-03-03T09:00:00Z') },
    due: '2026-03-04 day',
  },
  {
    why: 'a zone farther west does not bring the date again',
    now: '2026-03-03T19:00:00Z',
    terms: { zone: 'Pacific/Honolulu', ...sent('2026-03-03', '2026-03-02') },
    due: undefined,
  },
  {
    why: 'a zone farther east brings the next date sooner',
    now: '2026-03-03T21:00:00Z',
    terms: { zone: 'Pacific/Auckland', ...sent('2026-03-03', '2026-03-02') },
    due: '2026-03-04 day',
  },
  {
    why: 'a later hour on the same date brings nothing',
    now: '2026-03-03T14:00:00Z',
    terms: { hour: 15, ...sent('2026-03-03', '2026-03-02') },
    due: undefined,
  },
  {
    why: 'an hour that is past already brings today at once',
    now: '2026-03-03T07:30:00Z',
    terms: { hour: 8, ...sent('2026-03-02') },
    due: '2026-03-03 day',
  },
  {
    why: 'the clock set back a day',
    now: '2026-03-03T08:00:00Z',
    terms: sent('2026-03-04', '2026-03-02'),
    due: undefined,
  },
  {
    why: 'the Monday after the clocks changed',
    now: '2026-03-30T07:00:00Z',
    terms: sent('2026-03-27'),
    due: '2026-03-30 day+week',
  },
];

describe('the digest that is due', () => {
  for (const { why, now, terms, due } of rows) {
    it(`${why}: ${due ?? 'none'}`, () => {
      const found = dueDigest({ ...berlin, ...terms }, new Date(now));
      const parts = [found?.day && 'day', found?.week && 'week'].filter(Boolean).join('+');
      assert.equal(found && `${found.date} ${parts}`, due);
    });
  }

  it('comes next on the next date that has one, and never on one that had', () => {
    const next = (now: string, terms: Partial<DigestTerms>) =>
      nextDigestOf({ ...berlin, ...terms }, new Date(now))?.toISOString();
    assert.equal(next('2026-03-06T09:00:00Z', sent('2026-03-06')), '2026-03-09T08:00:00.000Z', 'over a weekend');
    assert.equal(next('2026-03-03T09:00:00Z', { rhythm: 'weekly' }), '2026-03-09T08:00:00.000Z', 'on Mondays only');
    const later = { ...sent('2026-03-03'), hour: 15 };
    assert.equal(next('2026-03-03T09:00:00Z', later), '2026-03-04T14:00:00.000Z', 'this date had one at nine');
  });

  it('tells of what happened since the digest before, over weekends and holidays', () => {
    const monday = dueDigest({ ...berlin, ...sent('2026-02-27') }, new Date('2026-03-02T08:00:00Z'));
    assert.equal(monday?.day?.from.toISOString(), '2026-02-27T08:00:00.000Z');
    assert.equal(monday?.week?.from.toISOString(), '2026-02-23T08:00:00.000Z');
    const thursday = dueDigest({ ...berlin, ...sent('2026-03-10') }, new Date('2026-03-12T08:00:00Z'));
    assert.equal(thursday?.day?.from.toISOString(), '2026-03-10T08:00:00.000Z');
    const spring = dueDigest({ ...berlin, ...sent('2026-03-27') }, new Date('2026-03-30T07:00:00Z'));
    assert.equal(spring?.week?.from.toISOString(), '2026-03-23T08:00:00.000Z');
  });
});

function sent(sentFor: string, weekSentFor?: string): Partial<DigestTerms> {
  return { sentFor, ...(weekSentFor && { weekSentFor }) };
}
