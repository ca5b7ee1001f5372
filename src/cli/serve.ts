import { Command, Option } from 'commander';
import { readConfig } from '../config.js';
import { startDesk } from '../main.js';
import { run } from './run.js';

/** `deskhand serve`: the desk itself, until it is told to stop. */
export function serveCommand(): Command {
  const roles = new Option('--roles <list>', 'what this process does').choices(['web,worker', 'web', 'worker']);
  return new Command('serve')
    .description('Migrate the database and run the desk until Ctrl-C')
    .addOption(roles.default('web,worker'))
    .option('--json', 'print what was started as JSON')
    .action(run(serve));
}

async function serve(options: { roles: string; json?: boolean }): Promise<void> {
  const roles = { web: options.roles.includes('web'), worker: options.roles.includes('worker') };
  const config = readConfig(process.env, roles);
  const desk = await startDesk(config);
  const where = desk.url ?? 'nowhere: this process only works';
  process.stdout.write(
    options.json ? `${JSON.stringify({ url: desk.url ?? null })}\n` : `Deskhand is ready at ${where}\n`,
  );
  await stopSignal();
  await desk.stop();
  process.exit(0);
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(130));
      process.once('SIGTERM', () => process.exit(143));
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
