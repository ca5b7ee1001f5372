import { Command } from 'commander';
import { redrive } from '../../models/outbox/dead-letter.js';
import { findDeliveryProblems } from '../../models/outbox/outbox-sweeps.js';
import { run } from './run.js';
import { withOrg } from './with-org.js';

const PAGE = 100;

/** `deskhand deliveries list` and `deskhand deliveries redrive ID`: what could not be delivered, and why. */
export function deliveriesCommand(): Command {
  const deliveries = new Command('deliveries').description('Show what was not delivered, and send it again');
  deliveries
    .command('list')
    .description('List what was given up or has an unknown outcome, newest first')
    .option('--org <name>', 'which organisation')
    .option('--json', 'print JSON')
    .action(run(list));
  deliveries
    .command('redrive <outbox_id>')
    .description('Send a given-up message again, in its place')
    .option('--org <name>', 'which organisation')
    .option('--json', 'print JSON')
    .action(run(again));
  return deliveries;
}

async function list({ org, json }: { org?: string; json?: boolean }): Promise<void> {
  await withOrg(org, async ({ database, orgId }) => {
    const rows = await findDeliveryProblems(database, orgId, PAGE);
    const lines = rows.map(
      (row) => `${row.outbox_id}  ${row.state}  ${row.kind}  tried ${row.attempts}  ${row.reason ?? ''}`,
    );
    process.stdout.write(`${json ? JSON.stringify(rows) : lines.join('\n') || 'Everything was delivered.'}\n`);
  });
}

async function again(outboxId: string, { org, json }: { org?: string; json?: boolean }): Promise<void> {
  await withOrg(org, async ({ database, orgId }) => {
    const isPut = await database.write((tx) => redrive(tx, orgId, outboxId, new Date()));
    const text = isPut
      ? 'It is queued again.'
      : 'There is no given-up message with this id. "deskhand deliveries list" shows what there is.';
    process.stdout.write(`${json ? JSON.stringify({ queued: isPut }) : text}\n`);
    if (!isPut) process.exitCode = 1;
  });
}
