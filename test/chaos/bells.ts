import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { timerJob } from '../../jobs/timer-job.js';
import type { DeskTools } from '../../jobs/tools.js';
import { say } from '../../src/operations/work.js';

/** So often a bell that kills its process does so before it rings. */
const DEATHS = 5;

/**
 * A job that only the copies of the desk in this suite have: a timer's subject is `CONVERSATION|WORDS`, and when it is
 * due the words are said there. Words that begin with throw, hang, garbage or kill are poison.
 */
export const bells = timerJob<DeskTools>({
  name: 'ring-bells',
  sentence: 'Rings bells.',
  everyMs: 5_000,
  batch: 100,
  kind: 'bell',
  async fire(work, { subjectId }) {
    const [conversationId = '', text = ''] = subjectId.split('|');
    await say(work, conversationId, { text });
    const [how] = text.split(' ');
    if (process.env.BELLS_CURED) return undefined;
    if (how === 'throw') throw new Error(text);
    if (how === 'hang') await new Promise(() => undefined);
    if (how === 'garbage') return 'tomorrow' as never;
    if (how === 'kill') dieUnlessOften(text);
    return undefined;
  },
});

/** Remembers in the folder BELLS_DIR how often it died of these words. */
function dieUnlessOften(text: string): void {
  const folder = join(process.env.BELLS_DIR ?? '', Buffer.from(text).toString('hex'));
  mkdirSync(folder, { recursive: true });
  const deaths = readdirSync(folder).length;
  if (deaths >= DEATHS) return;
  writeFileSync(join(folder, String(deaths)), '');
  process.kill(process.pid, 'SIGKILL');
}
