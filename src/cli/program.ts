import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { packageRoot } from '../package-root.js';
import { articleCommand } from './article.js';
import { deliveriesCommand } from './deliveries.js';
import { demoCommand } from './demo.js';
import { deviceCommand } from './device.js';
import { doctorCommand } from './doctor.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { jobsCommand } from './jobs.js';
import { manifestsCommand } from './manifests.js';
import { migrateCommand } from './migrate.js';
import { orgCommand } from './org.js';
import { serveCommand } from './serve.js';
import { tourCommand } from './tour.js';
import { userCommand } from './user.js';

/** The `deskhand` command with everything below it. A DeskError ends it with its text for people and exit code 1. */
export function program(): Command {
  const root = new Command('deskhand')
    .description('An IT service desk that lives in Slack and Microsoft Teams.')
    .version(version(), '-V, --version', 'print the version');
  for (const command of [
    serveCommand(),
    migrateCommand(),
    tourCommand(),
    demoCommand(),
    importCommand(),
    exportCommand(),
    orgCommand(),
    userCommand(),
    deviceCommand(),
    jobsCommand(),
    articleCommand(),
    deliveriesCommand(),
    doctorCommand(),
    manifestsCommand(),
  ])
    root.addCommand(command);
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
