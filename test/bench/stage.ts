import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Side, signingSecret } from './slack/orders.js';
import { type Program, startProgram } from './start-program.js';
import { type SlackProcess, startSlack } from './start-slack.js';

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** One of the two that are compared, in its own process and its own workspace. */
export interface Contender extends Program {
  readonly side: Side;
  readonly eventsUrl: string;
}

/** Slack and a directory for one case; everything on it ends with it. */
export interface Stage {
  readonly slack: SlackProcess;
  readonly dir: string;
  /** The desk as it is by default, on its own SQLite file in `dir`. */
  desk(side: 'desk' | 'full', people: number): Promise<Contender>;
  bare(mode: 'ack' | 'reply', people: number): Promise<Contender>;
}

/** Sets a stage for one case and clears it away afterwards. */
export async function onStage<T>(act: (stage: Stage) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'deskhand-bench-'));
  const slack = startSlack();
  const running: Program[] = [];

  async function start(side: Side, people: number, of: { name: string; file: string; args?: string[]; env: object }) {
    const { apiUrl, token } = await slack.order('open', { side, people });
    const env = { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, ...of.env };
    const program = await startProgram({ ...of, dir, env });
    running.push(program);
    return { ...program, side, eventsUrl: `${program.url}/slack/events` };
  }

  try {
    return await act({
      slack,
      dir,
      async desk(side, people) {
        const file = fileOf('src/cli/deskhand.js');
        const env = { PORT: '0', DATA_DIR: join(dir, side) };
        const desk = await start(side, people, { name: side, file, args: ['serve', '--json'], env });
        await isKnownToSlack(desk.url);
        return desk;
      },
      bare: (mode, people) =>
        start('bare', people, { name: 'bare', file: fileOf('test/bench/bare-bolt.js'), env: { BARE_MODE: mode } }),
    });
  } finally {
    for (const program of running) await program.stop();
    slack.stop();
    rmSync(dir, { recursive: true });
  }
}

/** Resolves when the desk has asked Slack whose token it has. */
async function isKnownToSlack(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const health = (await (await fetch(`${url}/healthz`)).json()) as { checks: { name: string; isWell: boolean }[] };
    if (health.checks.some(({ name, isWell }) => name === 'slack' && isWell)) return;
    await sleep(100);
  }
  throw new Error('the desk did not reach Slack');
}
