import { Command } from 'commander';
import { connect } from '../../models/database.js';
import { migrate } from '../../models/migrate.js';
import { neither, readConfig } from '../config.js';
import { run } from './run.js';

/** `deskhand migrate`: brings the schema up to date without starting the desk. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database schema up to date')
    .option('--down', 'take every migration back; all rows are lost')
    .option('--json', 'print the names as JSON')
    .action(
      run(async ({ down, json }: { down?: boolean; json?: boolean }) => {
        const database = await connect({ url: readConfig(process.env, neither).databaseUrl });
        const ran = await migrate(database, down ? 'down' : 'up');
        await database.close();
        const text = ran.length > 0 ? ran.join('\n') : 'Nothing to do.';
        process.stdout.write(`${json ? JSON.stringify(ran) : text}\n`);
      }),
    );
}
