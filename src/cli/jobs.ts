import { Command, InvalidArgumentError } from 'commander';
import { run } from './run.js';

/** `deskhand jobs list`, `jobs run NAME` and `jobs redrive ID`: what the clock makes the desk do. */
export function jobsCommand(): Command {
  const jobs = new Command('jobs').description('Show, run and rehearse what the clock makes the desk do');
  jobs
    .command('list')
    .description('List every job: when it runs, what waits for it and what it gave up')
    .option('--json', 'print JSON')
    .action(run(list));
  jobs
    .command('run <name>')
    .description('Run a job now, until nothing is due; what it says is sent')
    .option('--at <iso_time>', 'the moment it takes for now, such as 2026-03-29T07:00:00Z', moment)
    .option('--dry-run', 'print what it would do and say, keep and send nothing')
    .option('--json', 'print JSON')
    .addHelpText('after', '\n"deskhand jobs list" names every job.')
    .action(run(runOne));
  jobs
    .command('redrive <id>')
    .description("Let what was given up be tried again: a timer, or an answer to somebody's words")
    .option('--json', 'print JSON')
    .action(run(redrive));
  return jobs;
}

function moment(text: string): Date {
  const at = new Date(text);
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:T|$)/.exec(text) ?? [];
  // What JavaScript makes of 30 February is a day in March.
  if (!day || Number.isNaN(at.getTime()) || !new Date(day).toISOString().startsWith(day))
    throw new InvalidArgumentError('Give a date and time such as 2026-03-29T07:00:00Z.');
  return at;
}

// Only when they are asked for: these load the whole desk.
async function list(options: { json?: boolean }): Promise<void> {
  await (await import('./jobs/list.js')).listJobs(options);
}

async function runOne(name: string, options: { at?: Date; dryRun?: boolean; json?: boolean }): Promise<void> {
  await (await import('./jobs/run-one.js')).runOneJob(name, options);
}

async function redrive(id: string, options: { json?: boolean }): Promise<void> {
  await (await import('./jobs/list.js')).redriveJob(id, options);
}
