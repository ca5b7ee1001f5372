import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hasReached } from '../support/has-reached.js';
import { type Orders, type Side, signingSecret } from './slack/orders.js';
import { type Program, startProgram } from './start-program.js';
import { type Server, startServer } from './start-server.js';

const builtFile = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** One of the two that are compared, in its own process and its own workspace. */
export interface Contender extends Program {
  readonly side: Side;
  readonly eventsUrl: string;
}

/** Slack and a directory for one case; everything on it ends with it. */
export interface Stage {
  readonly slack: Server<Orders>;
  /** The desk as it is by default, on its own SQLite file in `dir`. */
  desk(side: 'desk' | 'full', people: number): Promise<Contender>;
  /** A desk that was stopped, started again on its file. */
  again(side: 'full'): Promise<Contender>;
  bare(mode: 'ack' | 'reply', people: number): Promise<Contender>;
  /** The desk's SQLite file. */
  fileOf(side: 'desk' | 'full'): string;
}

/** Sets a stage for one case and clears it away afterwards. */
export async function onStage<T>(act: (stage: Stage) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'deskhand-bench-'));
  const slack = startServer<Orders>(new URL('./slack/main.js', import.meta.url));
  const running: Program[] = [];

  const opened = new Map<Side, { apiUrl: string; token: string }>();

  async function start(side: Side, people: number, of: { name: string; file: string; args?: string[]; env: object }) {
    const { apiUrl, token } = opened.get(side) ?? (await slack.order('open', { side, people }));
    opened.set(side, { apiUrl, token });
    const env = { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, ...of.env };
    const program = await startProgram({ ...of, dir, env });
    running.push(program);
    return { ...program, side, eventsUrl: `${program.url}/slack/events` };
  }

  async function desk(side: 'desk' | 'full', people: number): Promise<Contender> {
    const env = { PORT: '0', DATA_DIR: join(dir, side) };
    const file = builtFile('src/cli/deskhand.js');
    const started = await start(side, people, { name: side, file, args: ['serve', '--json'], env });
    await isKnownToSlack(started.url);
    return started;
  }

  try {
    return await act({
      slack,
      desk,
      again: (side) => desk(side, 0),
      fileOf: (side) => join(dir, side, 'deskhand.sqlite'),
      bare: (mode, people) =>
        start('bare', people, { name: 'bare', file: builtFile('test/bench/bare-bolt.js'), env: { BARE_MODE: mode } }),
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
    if (await hasReached({ url }, 'slack')) return;
    await sleep(100);
  }
  throw new Error('the desk did not reach Slack');
}
