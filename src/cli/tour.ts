import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { readConfig } from '../config.js';
import { startDesk } from '../main.js';
import { run } from './run.js';

/** `deskhand tour`: one conversation from the first word to the rating, printed as it is seen. */
export function tourCommand(): Command {
  return new Command('tour')
    .description('Walk through one conversation and print what everybody sees')
    .action(run(tour));
}

async function tour(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-tour-'));
  const config = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' });
  const desk = await startDesk(config);
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
}
