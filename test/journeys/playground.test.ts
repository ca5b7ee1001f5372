import assert from 'node:assert/strict';
import type { Form } from '../../src/chat/form.js';
import { startTestDesk, type TestDesk } from '../support/desk.js';
import { type PlaygroundPerson, playgroundPerson } from '../support/playground-person.js';

const TRIAGE = 'channel:triage';

describe('journey: the playground', () => {
  let desk: TestDesk;
  let employee: PlaygroundPerson;
  let tech: PlaygroundPerson;
  let second: PlaygroundPerson;
  before(async () => {
    desk = await startTestDesk();
    [employee, tech, second] = [
      playgroundPerson(desk, 'employee'),
      playgroundPerson(desk, 'tech'),
      playgroundPerson(desk, 'tech-2'),
    ];
  });
  after(() => desk.dispose());

  it('walks from the first word to a ticket', async () => {
    await employee.says('my vpn keeps dropping');
    await employee.presses('Mac');
    await employee.presses('At home');
    assert.match(await employee.sees(), /VPN connection: step 1 of 4/);
    await employee.presses('Still broken');
    await employee.presses('Talk to a person');
    assert.match(await employee.sees(), /This is now ticket #1\.(.|\n)*#1 My vpn keeps dropping/);
    assert.match(await tech.sees(TRIAGE), /#1 My vpn keeps dropping(.|\n)*\[Take it\]/);
  });

  it('gives it to the first of two, and tells the second who has it', async () => {
    const late = await second.finds('Take it', TRIAGE);
    assert.deepEqual(await tech.presses('Take it', TRIAGE), { kind: 'done' });
    const text = '#1 is taken by Tech. Press Join to work on it together.';
    assert.deepEqual(await late(), { kind: 'whisper', reply: { text } });
    assert.match(await employee.sees(), /Tech has taken #1/);
  });

  it('carries words both ways', async () => {
    const card = (await tech.messages(TRIAGE)).at(-1);
    const thread = `thread:triage:${card?.id}`;
    await tech.says('Are you on Wi-Fi?', thread);
    assert.match(await employee.sees(), /Tech about #1: Are you on Wi-Fi\?/);
    assert.match(await tech.sees(thread), /→ Employee reads this/);
    await employee.says('yes');
    assert.match(await tech.sees(thread), /Employee: yes/);
    await tech.says('@tech-2 she is lost', thread);
    assert.doesNotMatch(await employee.sees(), /she is lost/);
  });

  it('is resolved with what was done, rated, and reopened', async () => {
    const answer = await tech.presses('Resolve', TRIAGE);
    assert.equal(answer.kind, 'form');
    const { form } = answer as { form: Form };
    const refused = await tech.submits(form, { done: ' ' });
    assert.deepEqual(refused, { kind: 'errors', errors: { done: 'Write a few words here.' } });
    assert.deepEqual(await tech.submits(form, { done: 'Renewed the profile.' }), { kind: 'done' });
    assert.match(await employee.sees(), /resolved #1\. What was done: Renewed the profile\./);
    await employee.presses('★ 5');
    assert.match(await employee.sees(), /You gave it 5 of 5\./);
    await employee.says('it is still broken');
    assert.match(await employee.sees(), /#1 is open again\. Tech has it\./);
  });

  it('gives an admin a link to the console, though its port is nowhere in the settings', async () => {
    const admin = playgroundPerson(desk, 'manager');
    await admin.says('console');
    assert.ok((await admin.sees()).includes(`${desk.url}/console/login?token=`), await admin.sees());
  });
});
