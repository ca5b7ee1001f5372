import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { packageRoot } from '../package-root.js';

/** Each is loaded when it is asked for: what one of them needs, the others need not wait for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.js')).serveCommand(),
  migrate: async () => (await import('./migrate.js')).migrateCommand(),
  tour: async () => (await import('./tour.js')).tourCommand(),
  demo: async () => (await import('./demo.js')).demoCommand(),
  import: async () => (await import('./import.js')).importCommand(),
  export: async () => (await import('./export.js')).exportCommand(),
  org: async () => (await import('./org.js')).orgCommand(),
  user: async () => (await import('./user.js')).userCommand(),
  device: async () => (await import('./device.js')).deviceCommand(),
  jobs: async () => (await import('./jobs.js')).jobsCommand(),
  article: async () => (await import('./article.js')).articleCommand(),
  deliveries: async () => (await import('./deliveries.js')).deliveriesCommand(),
  doctor: async () => (await import('./doctor.js')).doctorCommand(),
  manifests: async () => (await import('./manifests.js')).manifestsCommand(),
};

/**
 * The `deskhand` command with the one below it that is named, or with all of them. A DeskError ends it with its text for
 * people and exit code 1.
 */
export async function program(named?: string): Promise<Command> {
  const root = new Command('deskhand')
    .description('An IT service desk that lives in Slack and Microsoft Teams.')
    .version(version(), '-V, --version', 'print the version');
  const asked = named !== undefined && Object.hasOwn(commands, named) ? commands[named] : undefined;
  for (const load of asked ? [asked] : Object.values(commands)) root.addCommand(await load());
  pointToHelp(root);
  return root;
}

/** Whoever mistypes is told where the right words stand. */
function pointToHelp(command: Command, path = command.name()): void {
  command.showHelpAfterError(`"${path} --help" lists what there is.`);
  for (const below of command.commands) pointToHelp(below, `${path} ${below.name()}`);
}

function version(): string {
  return (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version;
}
