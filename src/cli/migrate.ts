import { Command } from 'commander';
import { connect } from '../../models/database.js';
import { migrate } from '../../models/migrate.js';
import { neither, readConfig } from '../config.js';
import { DeskError } from '../errors.js';
import { run } from './run.js';

/** `deskhand migrate`: brings the schema up to date without starting the desk. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database schema up to date')
    .option('--down', 'take every migration back: all rows are lost, so it wants --force')
    .option('--force', 'with --down: lose everything')
    .option('--json', 'print the names as JSON')
    .action(
      run(async ({ down, force, json }: { down?: boolean; force?: boolean; json?: boolean }) => {
        if (down && !force) throw needsForce();
        const database = await connect({ url: readConfig(process.env, neither).databaseUrl });
        const ran = await migrate(database, down ? 'down' : 'up');
        await database.close();
        const text = ran.length > 0 ? ran.join('\n') : 'Nothing to do.';
        process.stdout.write(`${json ? JSON.stringify(ran) : text}\n`);
      }),
    );
}

function needsForce(): DeskError {
  const text =
    '--down deletes every table with everything in it: people, tickets, devices. Back the database up, then add --force.';
  return new DeskError('migrate', { message: text, userMessage: text });
}
