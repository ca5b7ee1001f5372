import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { assertNeverSees, assertSees, inChannel, type Office, seenText, startOffice } from './office.js';

describe('journey: from the desk to a person and back', () => {
  let office: Office;
  before(async () => {
    office = await startOffice();
  });
  after(() => office.dispose());

  it('hands over with all that is known, and says who answers by when', async () => {
    const { ana, tim, triage, act } = office;
    await act(ana.says('my vpn keeps dropping'));
    await act(ana.presses('Mac'));
    await act(ana.presses('At home'));
    await act(ana.presses('Still broken'));
    await act(ana.presses('Talk to a person'));
    assertSees(ana, [
      'This is now ticket #1. The IT team answers by tomorrow, Wed 10:00.',
      '#1 My vpn keeps dropping',
      'Status: Waiting for someone to take it',
      "[It's fixed] [Cancel ticket]",
    ]);
    assertSees(
      tim,
      [
        '#1 My vpn keeps dropping',
        'Status: New',
        'Assignee: Nobody yet',
        'Requester: Ana Lee',
        'Category: Network',
        'Priority: P4',
        'Why a person: They asked for a person.',
        'my vpn keeps dropping',
        'Already tried',
        '❌',
        '[1] VPN connection, Check the internet connection first',
        '[Take it]',
      ],
      triage,
    );
  });

  it('keeps among techs what is written before anyone has taken it', async () => {
    const { tim, ana } = office;
    await office.inThread(tim, 1, 'looks like the usual profile thing');
    assertNeverSees(ana, ['usual profile']);
  });

  it('gives the ticket to the first who takes it and tells the second who has it', async () => {
    const { tim, tia, ana, triage, act } = office;
    const late = tia.finds('Take it');
    await act(tim.presses('Take it'));
    assertSees(ana, ['Status: Somebody is working on it', 'Who has it: Tim Roe', 'Tim Roe has taken #1.']);
    await act(tia.presses(late));
    assertSees(tia, ['(only you): #1 is taken by Tim Roe. Press Join to work on it together.'], triage);
    assertNeverSees(tim, ['(only you)'], triage);
  });

  it("relays the assignee's words and marks them with who reads them", async () => {
    const { tim, ana, triage } = office;
    await office.inThread(tim, 1, 'Hello Ana, are you on Wi-Fi?');
    assertSees(ana, ['Tim Roe about #1: Hello Ana, are you on Wi-Fi?']);
    assertSees(tim, ['Tim Roe: Hello Ana, are you on Wi-Fi?', '→ Ana Lee reads this'], triage);
  });

  it("brings the requester's words into the thread, where the assignee is notified", async () => {
    const { tim, ana, triage, act } = office;
    await act(ana.says('yes, at home, on Wi-Fi'));
    assertSees(ana, ['Ana Lee: yes, at home, on Wi-Fi']);
    assertSees(tim, ['Ana Lee: yes, at home, on Wi-Fi', '@Tim Roe'], triage);
    const last = office.card(1).thread.at(-1);
    assert.deepEqual(last?.mentions, [tim.id], seenText(tim, triage));
    assert.equal(
      inChannel(tim, triage).filter(({ text }) => text.includes('on Wi-Fi')).length,
      0,
      'only in the thread',
    );
  });

  it('keeps words that mention a colleague or the desk, and words of techs who have not joined', async () => {
    const { tim, tia, ana, workspace, triage } = office;
    await office.inThread(tim, 1, ['what do you think, ', tia, '? she sounds lost']);
    await office.inThread(tia, 1, 'no idea, reset her profile');
    await office.inThread(tim, 1, [{ id: workspace.botUserId }, ' who is that person?']);
    assertNeverSees(ana, ['sounds lost', 'reset her profile', 'who is that person']);
    assertSees(tim, ['who is that person?', 'This stays here.'], triage);
  });

  it('calls people who are mentioned by their names', async () => {
    const { tia, bo, ana, tim, triage, act } = office;
    await act(ana.says(['I asked ', tia, ' and ', bo, ' about it']));
    assertSees(tim, ['Ana Lee: I asked @Tia Sun and @somebody about it'], triage);
  });

  it('relays the words of a tech who pressed Join', async () => {
    const { tia, ana, triage, act } = office;
    await act(tia.presses('Join'));
    assertSees(tia, ['Tia Sun joined.'], triage);
    await office.inThread(tia, 1, 'Tia here, please open the VPN app.');
    assertSees(ana, ['Tia Sun about #1: Tia here, please open the VPN app.']);
  });

  it('lets the copy follow an edit, both ways', async () => {
    const { tim, ana, triage, act } = office;
    const fromTech = await office.inThread(tim, 1, 'Please install version 7.');
    await act(tim.edits(fromTech, 'Please install version 8.'));
    assertSees(ana, ['Tim Roe changed their message about #1 to: Please install version 8.']);
    assertNeverSees(ana, ['version 7']);
    const fromAna = await act(ana.says('it says errror 691'));
    await act(ana.edits(fromAna, 'it says error 691'));
    assertSees(tim, ['Ana Lee changed their message to: it says error 691'], triage);
    assertNeverSees(tim, ['errror'], triage);
  });

  it('takes the copy back when the original is deleted, both ways', async () => {
    const { tim, ana, triage, act } = office;
    const fromTech = await office.inThread(tim, 1, 'the wrong window, sorry');
    assertSees(ana, ['the wrong window']);
    await act(tim.deletes(fromTech));
    assertNeverSees(ana, ['the wrong window']);
    assertSees(tim, ['Taken back. The requester no longer sees it.'], triage);
    const fromAna = await act(ana.says('my password is hunter2'));
    assertSees(tim, ['hunter2'], triage);
    await act(ana.deletes(fromAna));
    assertNeverSees(tim, ['hunter2'], triage);
    const kept = await rowsOf<{ content: string }>(office.database, 'messages');
    assert.ok(!kept.some(({ content }) => /hunter2|wrong window/.test(content)), 'and it is no longer stored');
  });

  it('resolves with what was done, which the requester is told', async () => {
    const { tim, ana, triage, act } = office;
    await tim.presses('Resolve');
    assert.equal(tim.modal()?.title, 'Resolve #1');
    await act(tim.submits({ 'What was done?': 'Renewed the VPN profile.' }));
    assert.equal(tim.modal(), undefined);
    assertSees(ana, [
      'Status: Resolved',
      'What was done: Renewed the VPN profile.',
      '[Reopen] [★ 1] [★ 2] [★ 3] [★ 4] [★ 5]',
      'Tim Roe resolved #1. What was done: Renewed the VPN profile.',
    ]);
    assertSees(tim, ['Status: Resolved', 'What was done: Renewed the VPN profile.', '[Reopen]'], triage);
  });

  it('is rated once, and commented once', async () => {
    const { tim, ana, triage, act } = office;
    const again = ana.finds('★ 2');
    await act(ana.presses('★ 4'));
    assertSees(ana, ['You gave it 4 of 5.', '[Add a comment]']);
    assertSees(tim, ['★★★★☆ 4 of 5', 'The requester gave it 4 of 5.'], triage);
    await act(ana.presses(again));
    assertSees(ana, ['(only you): You rated this one already']);
    assertSees(ana, ['You gave it 4 of 5.']);
    await ana.presses('Add a comment');
    await act(ana.submits({ 'What should we know?': 'Friendly and quick.' }));
    assertSees(tim, ['They wrote: Friendly and quick.', 'The requester wrote: Friendly and quick.'], triage);
    assertNeverSees(ana, ['[Add a comment]']);
  });

  it('is not reopened by thanks, but by "still broken"', async () => {
    const { tim, ana, triage, act } = office;
    await act(ana.says('thanks!'));
    assertSees(ana, ['Status: Resolved', "You're welcome."]);
    assertNeverSees(tim, ['thanks!'], triage);
    await act(ana.says('it is still broken'));
    assertSees(ana, ['Status: Somebody is working on it', '#1 is open again. Tim Roe has it.']);
    assertSees(tim, ['Status: In progress', 'Ana Lee reopened it.', 'Ana Lee: it is still broken', '@Tim Roe'], triage);
  });
});
