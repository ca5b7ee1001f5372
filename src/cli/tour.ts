import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { words } from '../cards/wording/index.js';
import type { Form } from '../chat/form.js';
import type { Answer } from '../chat/outbound.js';
import { plain } from '../chat/text.js';
import { readConfig } from '../config.js';
import { log } from '../log.js';
import { addBusinessMs, defaultCalendar } from '../rules/calendar.js';
import { run } from './run.js';
import { createTranscript, type Transcript } from './tour/transcript.js';
import { createVisitor, missing, type Seen, type SeenButton, type Visitor } from './tour/visitor.js';

/** `deskhand tour`: one conversation from the first word to the rating, printed as each person sees it. */
export function tourCommand(): Command {
  return new Command('tour')
    .description('Walk through one conversation in a desk of its own and print what everybody sees')
    .option('--json', 'print one JSON line for each thing seen or done')
    .action(run(tour));
}

const employee = 'direct:employee';
const triage = 'channel:triage';

async function tour({ json = false }: { json?: boolean }): Promise<void> {
  log.level = 'silent';
  const { startDesk } = await import('../main.js');
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-tour-'));
  try {
    const clock = tourClock();
    // What waits does so a twentieth as long: the tour shows what comes, not how long it takes.
    const config = readConfig({ DATA_DIR: folder, PORT: '0', DESKHAND_WAITS: '0.05' });
    const desk = await startDesk(config, { clock: clock.now });
    try {
      const transcript = createTranscript((line) => void process.stdout.write(`${line}\n`), json);
      const visitor = createVisitor(desk.url ?? '', transcript.seen);
      await walk(visitor, transcript, clock);
      if (!json)
        process.stdout.write(
          '\nThe tour is over: asked, helped, handed over, resolved, rated, reminded of and told to the manager.\n',
        );
    } finally {
      await desk.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function walk(visitor: Visitor, transcript: Transcript, clock: TourClock): Promise<void> {
  const press = async (as: Actor, seen: SeenButton): Promise<Answer> => {
    transcript.did(as.place, `${as.name} presses [${seen.button.label}]`);
    const answer = await visitor.press(as.id, seen);
    if (answer.kind === 'whisper') transcript.whispered(as.place, as.name, answer.reply);
    return answer;
  };
  const pressWhenSeen = async (as: Actor, label: string) => press(as, await visitor.button(as.place, label));
  const saying = (conversation: string, text: RegExp) => (message: Seen) =>
    message.conversation === conversation && message.author === 'desk' && text.test(plain(message.reply?.text ?? ''));

  await visitor.say(person.id, employee, 'my vpn keeps dropping');
  await pressWhenSeen(person, 'Windows');
  await pressWhenSeen(person, 'At home');
  await pressWhenSeen(person, 'Still broken');
  await visitor.awaits('the second step', titled(/step 2/));
  await pressWhenSeen(person, 'Talk to a person');
  await visitor.awaits('the ticket number', saying(employee, /ticket #1\b/));

  const card = await visitor.button(triage, 'Take it');
  await press(tech, card);
  await visitor.awaits('word that somebody took it', saying(employee, /Tech has taken #1/));
  const late = await press(second, card);
  if (late.kind !== 'whisper' || !/Tech/.test(plain(late.reply.text))) throw missing('word to the second tech');

  const thread = `thread:triage:${card.messageId}`;
  await visitor.say(tech.id, thread, 'Is it on Wi-Fi or on a cable?');
  await visitor.awaits("the tech's question", saying(employee, /Wi-Fi or on a cable/));
  await visitor.say(person.id, employee, 'On Wi-Fi, in the kitchen.');
  await visitor.awaits("the employee's answer", saying(thread, /in the kitchen/));

  const answer = await pressWhenSeen(tech, 'Resolve');
  await fillIn(visitor, transcript, formOf(answer), { done: 'Moved the laptop to the 5 GHz network.' });
  await visitor.awaits('word that it is resolved', saying(employee, /resolved #1/));
  await pressWhenSeen(person, '★ 5');
  await visitor.awaits('thanks for the rating', rated);

  await visitor.say(second.id, atHome, 'talk to a person');
  await visitor.awaits('the question what it is about', saying(atHome, /./));
  await visitor.say(second.id, atHome, 'the lamp above my desk hums');
  await visitor.awaits('the second ticket', saying(atHome, /ticket #2\b/));
  const opened = clock.now();
  for (const [hours, place, told] of [
    [2, triage, /^#2: .* 25 %/],
    [4, triage, /^#2: .* 50 %/],
    [6, triage, /^#2: .* 75 %/],
    [8, manager.place, new RegExp(`^#2: ${words.escalation.due.response}`)],
  ] as const) {
    transcript.did(triage, `${hours} hours of work have passed, and nobody took #2`);
    clock.goTo(opened, hours);
    await visitor.awaits('the reminder', saying(place, told));
  }

  await visitor.say(manager.id, manager.place, 'digest');
  await pressWhenSeen(manager, 'Send now');
  await visitor.awaits('the digest', titled(/^Digest of/));
}

interface Actor {
  readonly id: string;
  readonly name: string;
  /** Where they press. */
  readonly place: string;
}

const person: Actor = { id: 'employee', name: 'Employee', place: employee };
const tech: Actor = { id: 'tech', name: 'Tech', place: triage };
const manager: Actor = { id: 'manager', name: 'Manager', place: 'direct:manager' };
const second: Actor = { id: 'tech-2', name: 'Second tech', place: triage };
const atHome = 'direct:tech-2';

interface TourClock {
  readonly now: () => Date;
  /** Puts the clock of the desk to when so many hours of work have passed since a moment. */
  goTo(since: Date, hours: number): void;
}

/** The real time, until it is put forward. */
function tourClock(): TourClock {
  const calendar = defaultCalendar(Intl.DateTimeFormat().resolvedOptions().timeZone);
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  return {
    now,
    goTo(since, hours) {
      ahead += addBusinessMs(calendar, since, hours * 3_600_000).getTime() - now().getTime() + 1_000;
    },
  };
}

async function fillIn(
  visitor: Visitor,
  transcript: Transcript,
  form: Form,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  for (const { name, label } of form.fields) transcript.did(triage, `Tech fills in "${label}" ${values[name] ?? ''}`);
  const answer = await visitor.submit(tech.id, form, values);
  if (answer.kind !== 'done') throw missing(`an end to the form "${form.title}"`);
}

function formOf(answer: Answer): Form {
  if (answer.kind !== 'form') throw missing('the form to resolve the ticket');
  return answer.form;
}

function titled(title: RegExp): (message: Seen) => boolean {
  return ({ reply }) => title.test(reply?.card?.title ?? '');
}

function rated({ conversation, reply }: Seen): boolean {
  return conversation === employee && /5 of 5/.test(JSON.stringify(reply ?? ''));
}
