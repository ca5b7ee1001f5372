import assert from 'node:assert/strict';
import type { ConversationRow } from '../../models/conversations/conversation.js';
import type { OrgId } from '../../models/ids.js';
import { findLiveTicketsAfter } from '../../models/tickets/ticket-lists.js';
import type { TicketRow } from '../../models/tickets/ticket-work.js';
import type { Actor } from '../../src/operations/actor.js';
import { changeSetting, rulesOf } from '../../src/operations/organisations/org-settings.js';
import { moveTicket } from '../../src/operations/tickets/move-ticket.js';
import { openTicket } from '../../src/operations/tickets/open-ticket.js';
import { runningClocks } from '../../src/operations/tickets/ticket-clocks.js';
import type { Work } from '../../src/operations/work.js';
import { allowance, elapsed, remaining } from '../../src/rules/sla.js';
import { rowsOf } from '../support/database.js';
import { modelsOf } from '../support/factories.js';
import { assertInvariants } from '../support/invariants.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import { aMonday, type MovedClock, movedClock, newsOf, settled } from './clock-stage.js';
import { seedTickets } from './open-tickets.js';
import { figure, type Stage, sized, startStage } from './stage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = aMonday(11);
const at = (minutes: number) => new Date(START.getTime() + minutes * MINUTE).toISOString();

describe('F2: a clock that is set back and forth', () => {
  let clock: MovedClock;
  let stage: Stage;
  let orgId: OrgId;
  let triage: LoopbackChannel;
  let tech: Person;
  let lead: Person;
  let news: () => string[];

  before(async () => {
    clock = movedClock();
    // What was posted without an answer is looked for by the time at which Slack took it.
    stage = await startStage({ env: clock.env, clock: clock.neverBack });
    orgId = await stage.orgId();
    [tech, lead] = stage.people(2, 'Tess') as [Person, Person];
    triage = await stage.triage('triage', [tech, lead]);
    for (const person of [tech, lead]) await person.says('hello');
    await stage.quiet();
    news = newsOf([tech], triage);
    // What Slack would tell of the desk's own messages is signed by the right clock, and refused by this one.
    stage.slack.deliverTo();
    clock.set(START);
  });
  after(async () => {
    await stage.stop();
    clock.remove();
  });

  it('tells everything once, one summary a reader after a day, and no clock runs backwards', async () => {
    const count = sized(10_000, 100);
    await prepare();
    await settled(stage, clock);
    news();
    await seed(count);
    const clocks = [await clocksHold()];
    await settled(stage, clock);
    const told = { start: news() };
    assert.deepEqual(told.start, [`channel: ${count / 10} tickets need somebody`]);

    const jump = async (ms: number, act: () => Promise<void> = async () => undefined) => {
      clock.move(ms);
      await act();
      await settled(stage, clock);
      clocks.push(await clocksHold());
      return news();
    };
    const back = await jump(-HOUR, worksOn);
    // Its card, and the reminder of it.
    assert.deepEqual(back, Array(2).fill('channel: 1 Nobody can print'));
    assert.deepEqual(await jump(HOUR), []);
    assert.deepEqual(await jump(-5 * MINUTE), []);
    assert.deepEqual(await jump(5 * MINUTE), []);
    assert.deepEqual(await jump(HOUR), [`channel: ${(3 * count) / 10} tickets need somebody`]);
    assert.deepEqual(await jump(-HOUR), []);
    const began = performance.now();
    assert.deepEqual(await jump(24 * HOUR), [
      `Tess 1: ${count} tickets need somebody`,
      `channel: ${count} tickets need somebody`,
    ]);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    figure('F2', `${count} open tickets, 7 jumps, doubled 0, +1 day: 2 summaries after ${seconds} s`, stage);
    assert.deepEqual(clocks.flat(), []);
    // What came in a week ago is forgotten by now: only the rest is asked.
    await assertInvariants({ ...stage, slack: { ...stage.slack, deliveries: [] }, rings: false });
  });

  const write = <T>(run: (work: Work) => Promise<T>) =>
    stage.database.write((tx) =>
      run({ tx, models: modelsOf(stage.database), orgId, now: clock.now(), touched: new Set() }),
    );

  async function userOf({ id }: Person): Promise<Actor> {
    const having = `WHERE user_id = (SELECT user_id FROM account WHERE external_id = '${id}')`;
    return (await rowsOf<Actor>(stage.database, 'users', having))[0] ?? assert.fail(`${id} is unknown`);
  }

  /** Before there are tickets, which a new zone would time anew. */
  async function prepare(): Promise<void> {
    const contact = (await userOf(tech)).user_id;
    await write(async ({ tx, models, now }) => {
      const where = { where: { org_id: orgId }, transaction: tx.transaction };
      await models.Org.update({ tech_contact_user_id: contact }, where);
      await changeSetting(tx, orgId, 'time_zone', 'UTC', now);
    });
  }

  /** A tenth is overdue at a quarter now, two tenths come to it within the hour, the rest before tomorrow. */
  async function seed(count: number): Promise<void> {
    const contact = (await userOf(tech)).user_id;
    const of = { orgId, userId: contact };
    await seedTickets(stage.database, {
      ...of,
      count: count / 10,
      openedAt: at(-90),
      remindAt: at(-30),
      priority: 'P3',
    });
    await seedTickets(stage.database, { ...of, count: count / 5, openedAt: at(-25), remindAt: at(35), priority: 'P3' });
    await seedTickets(stage.database, {
      ...of,
      count: (7 * count) / 10,
      openedAt: at(-30),
      remindAt: at(90),
      priority: 'P4',
    });
  }

  /** What happens while the clock is an hour behind happens as usual. */
  async function worksOn(): Promise<void> {
    const ticketId = await write(async (work) => {
      const userId = (await userOf(lead)).user_id;
      const [conversation] = await rowsOf<ConversationRow>(
        stage.database,
        'conversation',
        `WHERE user_id = '${userId}'`,
      );
      if (!conversation) assert.fail();
      const ticket = {
        ...{ userId, sessionId: null, conversation, summary: 'Nobody can print' },
        ...{ category: 'hardware', reason: 'They asked.', assetTag: null, diagnostics: {}, steps: [], citations: [] },
        impact: 'high' as const,
        urgency: 'high' as const,
      };
      return (await openTicket(work, ticket, ({ number }) => ({ text: `#${number}` }))).ticketId;
    });
    clock.move(4 * MINUTE);
    await settled(stage, clock);
    const actor = { ...(await userOf(tech)), role: 'admin' as const };
    await write((work) => moveTicket(work, { ticketId, action: 'cancel', actor }));
    clock.move(-4 * MINUTE);
  }

  /**
   * What is wrong with the clocks of all tickets, by the desk's time: no time used or left is below zero or beyond what was
   * given. Tickets with the same facts have the same clocks, which are looked at once.
   */
  async function clocksHold(): Promise<string[]> {
    const rules = await rulesOf(stage.database, orgId);
    const seen = new Set<string>();
    const wrong: string[] = [];
    const now = clock.now();
    let after = '';
    for (;;) {
      const page: TicketRow[] = await findLiveTicketsAfter(stage.database, orgId, after, 1_000);
      for (const ticket of page) {
        const clocks = runningClocks(ticket, rules);
        const alike = JSON.stringify(clocks);
        if (seen.has(alike)) continue;
        seen.add(alike);
        for (const { name, clock: one } of clocks)
          if (elapsed(one, now) < 0 || remaining(one, now) < 0 || remaining(one, now) > allowance(one))
            wrong.push(`${name} of #${ticket.number} at ${now.toISOString()}`);
      }
      after = page.at(-1)?.ticket_id ?? '';
      if (page.length < 1_000) return wrong;
    }
  }
});
