import { type BothDesk, startBothDesk } from './both-desk.js';
import { rowsOf } from './database.js';
import { eventually } from './eventually.js';
import { type Line, transcript } from './transcript.js';

/**
 * `npm run tour`: one ticket across two platforms, on a Slack and a Teams of this machine, printed as each person sees it:
 * asked on Teams, escalated, taken and resolved on Slack, and in the manager's digest.
 */
async function tour(): Promise<void> {
  const desk = await startBothDesk();
  try {
    await walk(desk);
    console.log(
      '\nThe tour is over: asked, helped, handed over, escalated, taken, resolved, rated and told to the manager.',
    );
  } finally {
    await desk.dispose();
  }
}

async function walk(desk: BothDesk): Promise<void> {
  const { workspace, tenant, act } = desk;
  const onSlack = (firstName: string, lastName: string, isOwner = false) =>
    workspace.addPerson({ firstName, lastName, email: `${firstName.toLowerCase()}@home.example`, isOwner });
  const admin = onSlack('Admin', 'One', true);
  const tech = onSlack('Tech', 'One');
  const employee = tenant.addPerson({ firstName: 'Employee', lastName: 'One', email: 'employee@home.example' });
  const manager = tenant.addPerson({ firstName: 'Manager', lastName: 'One', email: 'manager@home.example' });
  const triage = workspace.addChannel({ name: 'it-triage', isPrivate: true, members: [admin, tech] });
  const show = printer([
    ['Teams, employee', () => employee.sees().direct],
    ['Slack, #it-triage', () => tech.sees(triage).conversations[0]?.messages ?? []],
    ['Slack, tech', () => tech.sees().direct],
    ['Teams, manager', () => manager.sees().direct],
  ]);
  const then = async (what: string, doing: Promise<unknown>): Promise<void> => {
    console.log(`\n» ${what}`);
    await act(doing);
    show();
  };
  const passUntil = async (what: string, isSeen: () => boolean): Promise<void> => {
    console.log(`\n» ${what}`);
    const [timer] = await rowsOf<{ due_at: string }>(desk.database, 'timer', "WHERE kind = 'escalate' ORDER BY due_at");
    desk.clock.forward(Date.parse(timer?.due_at ?? '') - desk.clock.now().getTime() + 200);
    await eventually(what, async () => isSeen());
    await desk.quiet();
    show();
  };
  const inThread = () => ({ in: triage, thread: card().ts });
  const card = () => {
    const found = (tech.sees(triage).conversations[0]?.messages ?? []).find(({ text }) => /^\W*#1 /.test(text));
    if (!found) throw new Error('The ticket has no card on Slack.');
    return found;
  };

  for (const person of [admin, tech]) await act(person.says('hello'));
  await act(manager.says('hello'));
  await act(triage.inviteBot(admin));
  await act(admin.presses('Use this channel for tickets'));
  await desk.database.write((tx) =>
    tx.run("/* all orgs: there is one */ UPDATE users SET role = 'manager' WHERE first_name = 'Manager'"),
  );
  show(false);

  await then('The employee writes on Teams', employee.says('my vpn keeps dropping'));
  await then('The employee presses [Windows]', employee.presses('Windows'));
  await then('The employee presses [At home]', employee.presses('At home'));
  await then('The employee presses [Still broken]', employee.presses('Still broken'));
  await then('The employee presses [Talk to a person]', employee.presses('Talk to a person'));
  await passUntil('Nobody takes it: a quarter of the time to answer passes', () =>
    /25 %/.test(JSON.stringify(tech.sees(triage))),
  );
  await then('The tech presses [Take it] on Slack', tech.presses('Take it', { on: card().ts }));
  await then('The tech writes in the thread', tech.says('Is it on Wi-Fi or on a cable?', inThread()));
  await then('The employee answers on Teams', employee.says('on Wi-Fi, in the kitchen'));
  await act(tech.presses('Resolve', { on: card().ts }));
  const done = { [tech.modal()?.fields[0]?.label ?? '']: 'Moved the laptop to the 5 GHz network.' };
  await then('The tech presses [Resolve] and says what was done', tech.submits(done));
  await then('The employee presses [★ 5]', employee.presses('★ 5'));
  await act(manager.says('digest'));
  await then('The manager asks for a digest on Teams', manager.presses('Send now'));
}

/** Prints the lines that are new before each person since the last time. */
function printer(places: readonly (readonly [string, () => readonly Line[]])[]): (isPrinted?: boolean) => void {
  const before = new Map<string, ReadonlySet<string>>();
  return (isPrinted = true) => {
    for (const [place, look] of places) {
      const lines = transcript(look()).split('\n');
      const known = before.get(place) ?? new Set();
      const fresh = isPrinted ? lines.filter((line) => line.trim() !== '' && !known.has(line)) : [];
      for (const [at, line] of fresh.entries()) console.log(`${(at === 0 ? place : '').padEnd(18)}│ ${line}`);
      before.set(place, new Set(lines));
    }
  };
}

await tour();
