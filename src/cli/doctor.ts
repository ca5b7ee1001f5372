import { Command } from 'commander';
import { readConfig } from '../config.js';
import { log } from '../log.js';
import { run } from './run.js';

/** `deskhand doctor`: looks at everything the desk needs, and says what is wrong with the mend. Exit code 1 when something is. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Look at settings, database, clocks, Redis, Slack, Teams and overdue work, and say what to mend')
    .option('--json', 'print JSON')
    .action(run(doctor));
}

async function doctor({ json }: { json?: boolean }): Promise<void> {
  log.level = 'silent';
  const config = readConfig(process.env);
  const { examine } = await import('../start/doctor.js');
  const settings = { name: 'settings', isWell: true, note: 'fit' };
  const findings = [settings, ...(await examine(config, new Date()))];
  const lines = findings.map(({ name, isWell, note }) => `${isWell ? '✓' : '✗'} ${name}: ${note}`);
  process.stdout.write(`${json ? JSON.stringify(findings) : lines.join('\n')}\n`);
  if (findings.some(({ isWell }) => !isWell)) process.exitCode = 1;
}
