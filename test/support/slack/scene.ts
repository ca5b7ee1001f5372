import { type LoopbackOptions, startLoopbackSlack } from './start-loopback-slack.js';
import { type Received, rawClient, type StubAnswer, startStubApp } from './stub-app.js';

const SECRET = 'a-secret-for-signing';

/** A workspace with an employee and an owner, a triage channel, a stub app and a raw client. */
export async function startScene(
  answer?: (received: Received) => StubAnswer | Promise<StubAnswer>,
  options: Partial<LoopbackOptions> = {},
) {
  const app = await startStubApp(SECRET, answer);
  const slack = await startLoopbackSlack({ signingSecret: SECRET, eventsUrl: app.url, retryScale: 0.0005, ...options });
  const workspace = slack.addWorkspace({ team: 'T1', appId: 'A1', botToken: 'xoxb-one' });
  const ana = workspace.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'ana@example.com', tz: 'Europe/Berlin' });
  const olu = workspace.addPerson({ firstName: 'Olu', lastName: 'Ade', isOwner: true });
  const triage = workspace.addChannel({ name: 'triage', isPrivate: true, members: [ana, olu], withBot: true });
  const api = rawClient(slack.apiUrl, 'xoxb-one');
  const stop = async (): Promise<void> => {
    await slack.stop();
    await app.stop();
  };
  return { app, slack, workspace, ana, olu, triage, api, stop };
}

export type Scene = Awaited<ReturnType<typeof startScene>>;

/** A row with one button. */
export function buttonRow(label: string, more: object = {}) {
  return {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'act', text: { type: 'plain_text', text: label }, value: 'v', ...more }],
  };
}

/** A modal with one question. */
export function askModal(more: object = {}) {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Resolve' },
    submit: { type: 'plain_text', text: 'Send' },
    callback_id: 'resolve',
    blocks: [
      {
        type: 'input',
        block_id: 'done',
        label: { type: 'plain_text', text: 'What was done' },
        element: { type: 'plain_text_input', action_id: 'value', max_length: 20 },
      },
    ],
    ...more,
  };
}

/** What lies at a dotted path inside a payload. */
export function dig(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}
