import { Command, Option } from 'commander';
import { type Config, readConfig } from '../config.js';
import { log } from '../log.js';
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
  log.level = config.logLevel;
  // Only here: the other commands need neither platforms nor queue, and start faster without them.
  const { startDesk } = await import('../main.js');
  const desk = await startDesk(config);
  // Before it says that it is ready: whoever reads that may end it at once.
  const stopped = stopSignal();
  const { url = null } = desk;
  process.stdout.write(`${options.json ? JSON.stringify({ url }) : readyLine(url, config)}\n`);
  await stopped;
  await desk.stop();
  process.exit(0);
}

function readyLine(url: string | null, { slack, teams, publicUrl }: Config): string {
  if (!url) return 'Deskhand is ready; this process only works';
  const address = publicUrl?.replace(/\/+$/, '');
  const outside = [
    ...(slack && address ? [`for Slack at ${address}/slack/events`] : []),
    ...(teams && address ? [`for Teams at ${address}/api/messages`] : []),
  ];
  return [`Deskhand is ready at ${url}`, ...outside].join(', ');
}

/** How much later a second signal is one that is meant: a Ctrl-C under npm arrives twice, from the terminal and from npm. */
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
