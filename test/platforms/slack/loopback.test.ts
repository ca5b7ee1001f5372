import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Form } from '../../../src/chat/form.js';
import type { Asked, Told } from '../../../src/chat/inbound.js';
import type { Answer, Reply, SendError } from '../../../src/chat/outbound.js';
import { createSlackPlatform } from '../../../src/platforms/slack/index.js';
import { startLoopbackSlack } from '../../support/slack/start-loopback-slack.js';

const signingSecret = 'a-secret-for-signing';

/** The platform on a loopback Slack with two people, a public and a private channel. */
async function startDesk() {
  const told: Told[] = [];
  const asked: Asked[] = [];
  const answers: Answer[] = [];
  const slack = await startLoopbackSlack({ signingSecret, retryScale: 0.0005 });
  const workspace = slack.addWorkspace({ team: 'T1', appId: 'A1', botToken: 'xoxb-one' });
  const ana = workspace.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'ana@example.com', tz: 'Europe/Berlin' });
  const olu = workspace.addPerson({ firstName: 'Olu', lastName: 'Ade', isOwner: true });
  const triage = workspace.addChannel({ name: 'triage', isPrivate: true, members: [ana, olu], withBot: true });
  const identity = { token: 'xoxb-one', apiUrl: slack.apiUrl };
  const platform = createSlackPlatform({
    signingSecret,
    apiUrl: slack.apiUrl,
    clock: () => new Date(),
    timeoutMs: 300,
    installations: {
      find: async (tenant) => (tenant === 'T1' ? { ...(await known), token: identity.token } : undefined),
    },
  });
  const known = platform.identify(identity.token);
  await known;
  await platform.start({
    tell: async (one) => {
      told.push(one);
      return 'stored';
    },
    ask: async (one) => {
      asked.push(one);
      return answers.shift() ?? { kind: 'done' };
    },
  });
  const server = createServer((request, response) => void platform.routes[0]?.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  const stop = async () => {
    await slack.stop();
    await platform.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { slack, workspace, ana, olu, triage, platform, told, asked, answers, stop };
}

const hostile = 'R&D <!channel> *bold* :smile: https://evil.example <@U2>';

const form: Form = {
  action: 'ticket.resolve',
  subject: 't1',
  version: 4,
  title: 'Resolve #1042 with a long title',
  intro: hostile,
  submit: 'Resolve',
  cancel: 'Cancel',
  fields: [
    { kind: 'text', name: 'done', label: 'What was done', multiline: true, initial: hostile, max: 200, hint: hostile },
    { kind: 'choice', name: 'impact', label: 'Impact', options: [{ value: 'low', label: hostile }], initial: 'low' },
    { kind: 'choice', name: 'nothing', label: 'Nothing to choose', options: [] },
    { kind: 'text', name: 'note', label: 'Note', optional: true },
  ],
};

function cardReply(label = 'Resolve'): Reply {
  const button = { action: 'ticket.resolve', subject: 't1', label, style: 'primary' as const };
  const parts = [
    { kind: 'text' as const, text: hostile },
    { kind: 'buttons' as const, buttons: [button] },
  ];
  return { text: hostile, card: { id: 'k1', version: 4, title: hostile, tone: 'warning', parts } };
}

describe('slack: on a loopback Slack', () => {
  let desk: Awaited<ReturnType<typeof startDesk>>;
  beforeEach(async () => {
    desk = await startDesk();
  });
  afterEach(() => desk.stop());

  it('proves that it owns its address', async () => {
    assert.equal((await desk.slack.verifyUrl()).isEchoed, true);
  });

  it('hears what is said, and answers where it was said', async () => {
    const { ana, triage, platform, told } = desk;
    const ts = await ana.says('my vpn keeps dropping');
    await ana.mentions(triage, 'me too');
    assert.deepEqual(
      told.map((one) => one.kind === 'said' && [one.place.kind, one.text, one.isAddressed, one.messageId === ts]),
      [
        ['direct', 'my vpn keeps dropping', true, true],
        ['thread', 'me too', true, false],
        ['thread', 'me too', true, false],
      ],
    );
    assert.equal(told[1]?.dedupeKey, told[2]?.dedupeKey);
    for (const one of told.slice(0, 2)) {
      if (one.kind !== 'said') continue;
      await platform.post({ tenant: 'T1', conversation: one.place.conversation }, { text: 'Which device?' }, 'n1');
    }
    assert.deepEqual(
      ana.sees().direct.map(({ text }) => text),
      ['my vpn keeps dropping', 'Which device?'],
    );
    const [root] = ana.sees(triage).conversations[0]?.messages ?? [];
    assert.deepEqual(
      root?.thread.map(({ text }) => text),
      ['Which device?'],
    );
    assert.equal(told.length, 3, 'its own words come back to nobody');
  });

  it('shows a chart as a list where Slack refuses the blocks of charts, and posts nothing twice', async () => {
    const { ana, triage, platform, slack } = desk;
    const to = { tenant: 'T1', conversation: triage.id };
    const chart = {
      ...{ kind: 'chart' as const, style: 'line' as const, title: 'Opened a week', finding: 'More than before.' },
      labels: ['2 Mar', '9 Mar'],
      series: [{ name: 'Opened', values: [1, 3] }],
    };
    const reply: Reply = { text: 'Digest', card: { id: 'k', version: 1, title: 'Digest', parts: [chart] } };
    const shown = () => ana.sees(triage).conversations[0]?.messages.at(-1)?.text ?? '';
    const hasChart = ({ args }: { args: unknown }) => JSON.stringify(args).includes('data_visualization');
    const fault = slack.fault({ when: hasChart }, { error: 'invalid_blocks' });
    const posted = await platform.post(to, reply, 'n1');
    assert.equal(fault.hits, 1);
    assert.doesNotMatch(shown(), /\(line chart\)/);
    assert.match(shown(), /More than before\..*2 Mar.*9 Mar/s);
    assert.equal(ana.sees(triage).conversations[0]?.messages.length, 1);
    await platform.update(to, posted, reply);
    assert.equal(fault.hits, 2);
    fault.clear();
    await platform.update(to, posted, reply);
    assert.match(shown(), /\(line chart\) Opened a week/);
  });

  it('shows a chart as its picture there, and as a list where the picture cannot be fetched either', async () => {
    const { ana, triage, platform, slack } = desk;
    const to = { tenant: 'T1', conversation: triage.id };
    const chart = {
      ...{ kind: 'chart' as const, style: 'bar' as const, title: 'By category', finding: 'Most are about e-mail.' },
      ...{ labels: ['E-mail', 'Network'], series: [{ name: 'Opened', values: [5, 3] }] },
      picture: 'https://desk.example.com/files/x/chart.png',
    };
    const reply: Reply = { text: 'Digest', card: { id: 'k', version: 1, title: 'Digest', parts: [chart] } };
    const shown = () => ana.sees(triage).conversations[0]?.messages.at(-1);
    const has = (text: string) => ({ when: ({ args }: { args: unknown }) => JSON.stringify(args).includes(text) });
    const noCharts = slack.fault(has('data_visualization'), { error: 'invalid_blocks' });
    await platform.post(to, reply, 'n1');
    assert.deepEqual(shown()?.images, ['By category. E-mail: Opened 5; Network: Opened 3']);
    const noPictures = slack.fault(has('chart.png'), { error: 'invalid_blocks' });
    await platform.post(to, reply, 'n2');
    assert.deepEqual([noCharts.hits, noPictures.hits, shown()?.images], [2, 1, []]);
    assert.match(shown()?.text ?? '', /Most are about e-mail\..*E-mail: Opened 5.*Network: Opened 3/s);
    assert.equal(ana.sees(triage).conversations[0]?.messages.length, 2);
  });

  it('posts, updates, finds and removes, and shows hostile words letter by letter', async () => {
    const { ana, triage, platform, slack, workspace } = desk;
    const to = { tenant: 'T1', conversation: triage.id };
    const since = new Date().toISOString();
    const posted = await platform.post(to, cardReply(), 'nonce-1');
    const shown = () => ana.sees(triage).conversations[0]?.messages.at(-1);
    assert.equal(shown()?.text, `⚠️ ${hostile}\n${hostile}`);
    assert.deepEqual([shown()?.mentions, shown()?.links, shown()?.styled], [[], [], []]);
    assert.deepEqual(await platform.find(to, 'nonce-1', since), { messageId: posted });
    assert.equal(await platform.find(to, 'nonce-2', since), 'absent');
    const thread = { tenant: 'T1', conversation: platform.threadUnder(triage.id, posted) };
    const reply = await platform.post(thread, { text: 'under it' }, 'nonce-3');
    assert.deepEqual(await platform.find(thread, 'nonce-3', since), { messageId: reply });
    await platform.update(to, posted, { text: 'changed' });
    assert.equal(shown()?.text, 'changed');
    assert.deepEqual(await platform.find(to, 'nonce-1', since), { messageId: posted });
    for (const { args } of slack.calls.filter(({ method }) => method.startsWith('chat.'))) {
      assert.deepEqual([args.link_names, args.parse === 'full'], [undefined, false]);
    }
    workspace.setScopes(['chat:write', 'groups:history']);
    assert.equal(await platform.find(to, 'nonce-1', since), 'cannot_tell');
    workspace.setScopes(['chat:write']);
    assert.equal(await platform.find(to, 'nonce-1', since), 'cannot_tell');
    await platform.remove(to, posted);
    await assert.rejects(
      platform.update(to, posted, { text: 'again' }),
      (e: SendError) => e.failure === 'message_gone',
    );
  });

  it('finds a post whose answer was lost', async () => {
    const { triage, platform, slack } = desk;
    const to = { tenant: 'T1', conversation: triage.id };
    const since = new Date().toISOString();
    slack.fault({ method: 'chat.postMessage' }, 'drop', { times: 1 });
    await assert.rejects(platform.post(to, { text: 'once' }, 'n1'), (e: SendError) => e.failure === 'uncertain');
    assert.notEqual(await platform.find(to, 'n1', since), 'absent');
    slack.fault({ method: 'chat.postMessage' }, 'refuse', { times: 1 });
    await assert.rejects(platform.post(to, { text: 'never' }, 'n2'), (e: SendError) => e.failure === 'uncertain');
    assert.equal(await platform.find(to, 'n2', since), 'absent');
  });

  it('opens a form, refuses it with reasons and takes it corrected', async () => {
    const { ana, triage, platform, asked, answers } = desk;
    await platform.post({ tenant: 'T1', conversation: triage.id }, cardReply(), 'n1');
    answers.push({ kind: 'form', form });
    assert.equal((await ana.presses('Resolve')).status, 200);
    assert.deepEqual(asked[0]?.kind === 'pressed' && [asked[0].action, asked[0].subject, asked[0].card], [
      'ticket.resolve',
      't1',
      { id: 'k1', version: 4 },
    ]);
    const modal = ana.modal();
    assert.equal(modal?.title, 'Resolve #1042 with a lo…');
    assert.deepEqual(
      modal?.fields.map(({ label, value }) => [label, value]),
      [
        ['What was done', hostile],
        ['Impact', hostile],
        ['Note', ''],
      ],
    );
    answers.push({ kind: 'errors', errors: { done: 'Say more.', elsewhere: 'And this.' } });
    await ana.submits({ done: 'x' });
    assert.deepEqual(ana.modal()?.errors, { 'What was done': 'Say more. And this.' });
    await ana.submits({ done: 'New router', note: 'ok' });
    assert.equal(ana.modal(), undefined);
    const [, first, second] = asked;
    assert.deepEqual(second?.kind === 'submitted' && [second.action, second.subject, second.version, second.values], [
      'ticket.resolve',
      't1',
      4,
      { done: 'New router', impact: 'low', note: 'ok' },
    ]);
    assert.notEqual(first?.dedupeKey, second?.dedupeKey);
  });

  it('says something after a form, and opens the next one', async () => {
    const { ana, triage, platform, answers } = desk;
    await platform.post({ tenant: 'T1', conversation: triage.id }, cardReply(), 'n1');
    answers.push({ kind: 'form', form }, { kind: 'form', form: { ...form, title: 'Second' } });
    answers.push({ kind: 'whisper', reply: { text: `Olu has it: ${hostile}` } });
    await ana.presses('Resolve');
    await ana.submits({ done: 'x' });
    assert.equal(ana.modal()?.title, 'Second');
    await ana.submits({ done: 'x' });
    assert.equal(ana.modal()?.text, `Olu has it: ${hostile}`);
    assert.deepEqual(ana.modal()?.errors, {});
  });

  it('whispers a chart as a list where it cannot be drawn', async () => {
    const { olu, triage, platform, answers, slack } = desk;
    const button = { action: 'digest.now', subject: 'me', label: 'Send now' };
    await platform.post(
      { tenant: 'T1', conversation: triage.id },
      { text: 'x', card: { id: 'k', version: 1, title: 'Digests', parts: [{ kind: 'buttons', buttons: [button] }] } },
      'n1',
    );
    const chart = {
      ...{ kind: 'chart' as const, style: 'bar' as const, title: 'By category', finding: 'Most are about e-mail.' },
      ...{ labels: ['E-mail'], series: [{ name: 'Opened', values: [5] }] },
    };
    const card = { id: 'd', version: 1, title: 'Digest', parts: [chart] };
    answers.push({ kind: 'whisper', reply: { text: 'Digest', card } });
    slack.fault(
      { when: ({ args }) => JSON.stringify(args).includes('data_visualization') },
      { error: 'invalid_blocks' },
    );
    await olu.presses('Send now');
    assert.match(olu.sees(triage).conversations[0]?.messages.at(-1)?.text ?? '', /E-mail: Opened 5/);
  });

  it('whispers to the one who pressed, in the place of the press', async () => {
    const { ana, olu, triage, platform, answers } = desk;
    const to = { tenant: 'T1', conversation: triage.id };
    const root = await platform.post(to, { text: 'root' }, 'n1');
    await platform.post({ ...to, conversation: platform.threadUnder(triage.id, root) }, cardReply(), 'n2');
    answers.push({ kind: 'whisper', reply: { text: 'Olu has it.' } });
    assert.equal((await ana.presses('Resolve')).status, 200);
    const threadOf = (person: typeof ana) => person.sees(triage).conversations[0]?.messages[0]?.thread ?? [];
    assert.deepEqual([threadOf(ana).at(-1)?.text, threadOf(ana).at(-1)?.isEphemeral], ['Olu has it.', true]);
    assert.equal(
      threadOf(olu).some(({ text }) => text === 'Olu has it.'),
      false,
    );
  });

  it('says so when a form cannot be opened, and fails when nothing can be said', async () => {
    const { ana, triage, platform, answers, slack } = desk;
    await platform.post({ tenant: 'T1', conversation: triage.id }, cardReply(), 'n1');
    slack.fault({ method: 'views.open' }, { error: 'expired_trigger_id' });
    answers.push({ kind: 'form', form });
    assert.equal((await ana.presses('Resolve')).status, 200);
    const last = ana.sees(triage).conversations[0]?.messages.at(-1);
    assert.deepEqual(
      [last?.text, last?.isEphemeral],
      ['The form did not open in time. Please press the button again.', true],
    );
    slack.fault({ method: 'chat.postEphemeral' }, { status: 500 });
    answers.push({ kind: 'whisper', reply: { text: 'Olu has it.' } });
    assert.equal((await ana.presses('Resolve')).status, 500);
  });

  it('never calls an address that came with a press', async () => {
    const { ana, triage, platform, slack, answers } = desk;
    await platform.post({ tenant: 'T1', conversation: triage.id }, cardReply(), 'n1');
    answers.push({ kind: 'whisper', reply: { text: 'hello' } });
    await ana.presses('Resolve');
    assert.deepEqual(
      Object.keys(slack.counts()).filter((method) => method.includes('response')),
      [],
    );
  });

  it('knows people, members and direct messages', async () => {
    const { ana, olu, triage, platform, workspace } = desk;
    assert.deepEqual(await platform.profile('T1', ana.id), {
      id: ana.id,
      firstName: 'Ana',
      lastName: 'Lee',
      email: 'ana@example.com',
      timeZone: 'Europe/Berlin',
      isBot: false,
      isGuest: false,
      isStranger: false,
      isDeactivated: false,
      isOwner: false,
    });
    const visitor = workspace.addPerson({ firstName: 'Vi', lastName: '', email: 'vi@far.example', isStranger: true });
    const { isStranger, email } = await platform.profile('T1', visitor.id);
    assert.deepEqual([isStranger, email], [true, undefined]);
    assert.equal((await platform.profile('T1', olu.id)).isOwner, true);
    assert.deepEqual(await platform.members({ tenant: 'T1', conversation: triage.id }), {
      ids: [ana.id, olu.id],
      isPrivate: true,
    });
    assert.equal(await platform.direct('T1', ana.id), workspace.directId(ana));
    await assert.rejects(platform.profile('T1', 'U0NOBODY'), (e: SendError) => e.failure === 'conversation_gone');
  });

  it('hears of people and itself coming and going, of edits, deletions and the end', async () => {
    const { ana, olu, triage, told, workspace } = desk;
    const ts = await ana.says('frist');
    await ana.edits(ts, 'first');
    await ana.deletes(ts);
    await triage.leave(olu);
    await triage.removeBot();
    await workspace.uninstall();
    assert.deepEqual(
      told.map((one) => (one.kind === 'membership' ? [one.change, one.who.isDesk] : one.kind)),
      ['said', 'edited', 'deleted', ['left', false], ['left', true], 'said', 'uninstalled', 'uninstalled'],
    );
    assert.equal(told[5]?.sender.isBot, true, 'Slackbot tells of the removal, and nobody is to answer it');
  });
});
