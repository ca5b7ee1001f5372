import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { hasReached } from '../support/has-reached.js';
import { assertInvariants } from '../support/invariants.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person as Tech } from '../support/slack/person.js';
import type { Person as Employee } from '../support/teams/person.js';
import { type LoopbackTeams, startLoopbackTeams } from '../support/teams/start-loopback-teams.js';
import type { LoopbackTenant } from '../support/teams/tenant.js';
import { figure, type Stage, sized, startStage, WAITS } from './stage.js';

/** How a state reads on the techs' card and on the requester's: a press on a card that moved meanwhile changes nothing. */
const words: Readonly<Record<string, readonly [string, string]>> = {
  resolved: ['Resolved', 'Resolved'],
  in_progress: ['In progress', 'Somebody is working on it'],
};

describe('B6: taken on Slack while its requester says on Teams that it is fixed', () => {
  let stage: Stage;
  let teams: LoopbackTeams;
  let tenant: LoopbackTenant;
  let tech: Tech;
  let triage: LoopbackChannel;

  before(async () => {
    teams = await startLoopbackTeams({ retryScale: WAITS });
    tenant = teams.addTenant();
    // Nothing is killed here. What a busy machine delays is to be late, not unknown.
    stage = await startStage({ env: { ...teams.env, TEAMS_TENANT_ID: tenant.id, DESKHAND_WAITS: '0.25' } });
    for (const desk of stage.desks) await eventually('the desk reaches Teams', () => hasReached(desk, 'teams'));
    teams.deliverTo(...stage.desks.map(({ url }) => `${url}/api/messages`));
    [tech] = stage.people(1, 'Tech') as [Tech];
    triage = await stage.triage('it-triage', [tech]);
  });
  after(async () => {
    await stage.stop();
    await teams.stop();
  });

  const quiet = async () => {
    await teams.settled();
    await stage.quiet();
    await teams.settled();
  };
  const cardOf = (number: number) =>
    (tech.sees(triage).conversations[0]?.messages ?? []).find(({ text }) => new RegExp(`^\\W*#${number} `).test(text));
  const stateOn = (text: string | undefined) => /.*Status: ([^\n]+)/s.exec(text ?? '')?.[1];

  it('ends in one history that both cards show', async () => {
    const trials = sized(60, 5);
    const people: Employee[] = Array.from({ length: trials }, (_, at) =>
      tenant.addPerson({ firstName: 'Ana', lastName: String(at), email: `ana${at}@home.example` }),
    );
    await Promise.all(people.map((person) => person.says('I clicked on a phishing link')));
    await quiet();
    await eventually(
      'every ticket has its cards',
      async () => (await rowsOf(stage.database, 'tickets')).length === trials,
    );
    await quiet();

    const rows = await rowsOf<{ number: number; external_id: string; ticket_id: string }>(
      stage.database,
      'ticket_work',
      `JOIN tickets USING (ticket_id) JOIN account ON account.user_id = tickets.user_id ORDER BY number`,
    );
    const byId = new Map(people.map((person) => [person.id, person]));
    let converged = 0;
    for (const { number, external_id } of rows) {
      const requester = byId.get(external_id) ?? assert.fail();
      const card = cardOf(number) ?? assert.fail(`no card of #${number}`);
      const found = tech.finds('Take it', { on: card.ts });
      await Promise.all([tech.presses(found), requester.presses("It's fixed")]);
    }
    await quiet();
    const states: string[] = [];
    for (const { number, external_id, ticket_id } of rows) {
      const requester = byId.get(external_id) ?? assert.fail();
      const events = await rowsOf<{ kind: string; detail_json: string }>(
        stage.database,
        'ticket_event',
        `WHERE ticket_id = '${ticket_id}' AND kind IN ('ticket.take', 'ticket.resolve') ORDER BY event_id`,
      );
      const moves = events.map(({ detail_json }) => JSON.parse(detail_json) as { from: string; to: string });
      const isLinear = moves.every(({ from }, at) => from === (moves[at - 1]?.to ?? 'new'));
      const seen = stateOn(
        requester
          .sees()
          .direct.map(({ text }) => text)
          .join('\n'),
      );
      const shown = stateOn(cardOf(number)?.text);
      const end = moves.at(-1)?.to;
      states.push(`${end}/${shown}/${seen}`);
      const isShown = shown === words[end ?? '']?.[0] && seen === words[end ?? '']?.[1];
      if (isLinear && isShown) converged += 1;
    }
    figure('B6', `linear and converged ${converged}/${trials}`, stage);
    assert.equal(converged, trials, [...new Set(states)].join(' · '));
    await assertInvariants(stage);
  });
});
