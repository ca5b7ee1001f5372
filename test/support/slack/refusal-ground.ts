import { buttonRow, type Scene } from './scene.js';

/** What is set up before each row, for its arguments to name. */
export interface Ground {
  readonly scene: Scene;
  readonly own: string;
  readonly reply: string;
  readonly theirs: string;
  readonly whisper: string;
  readonly foreign: string;
  readonly lobby: string;
  readonly hidden: string;
  readonly trigger: (age?: number) => Promise<string>;
}

/** Sets it up; `age` moves the clock on. */
export async function layGround(scene: Scene, age: (ms: number) => void = () => undefined): Promise<Ground> {
  const { api, ana, olu, workspace, slack, triage, app } = scene;
  const posted = await api('chat.postMessage', { channel: triage.id, text: 'own', blocks: [buttonRow('Go')] });
  const reply = await api('chat.postMessage', { channel: triage.id, text: 'own reply', thread_ts: posted.ts });
  const whisper = await api('chat.postEphemeral', { channel: triage.id, user: ana.id, text: 'psst' });
  const other = slack.addWorkspace({ team: 'T2', appId: 'A1', botToken: 'xoxb-two' });
  return {
    scene,
    own: String(posted.ts),
    reply: String(reply.ts),
    whisper: String(whisper.message_ts),
    theirs: await olu.says('theirs', { in: triage }),
    foreign: other.addChannel({ name: 'elsewhere', withBot: true }).id,
    lobby: workspace.addChannel({ name: 'lobby' }).id,
    hidden: workspace.addChannel({ name: 'hidden', isPrivate: true }).id,
    trigger: async (ms = 0) => {
      await ana.presses('Go');
      age(ms);
      return String(app.received.at(-1)?.payload.trigger_id);
    },
  };
}
