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

/** How long after the first signal another one counts as meant: a Ctrl-C under npm arrives twice, from the terminal and from npm. */
const ECHO_MS = 1_000;

/** Resolves at the first SIGINT or SIGTERM; another one, later, ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let stoppedAt: number | undefined;
    const stop = (code: number) => () => {
      stoppedAt ??= performance.now();
      if (performance.now() - stoppedAt > ECHO_MS) process.exit(code);
      resolve();
    };
    process.on('SIGINT', stop(130));
    process.on('SIGTERM', stop(143));
  });
}
