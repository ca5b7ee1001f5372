import { Argument, Command } from 'commander';
import { baseUrlOf, neither, readConfig } from '../config.js';
import { DeskError } from '../errors.js';
import { linkToConsole, mayUseConsole } from '../operations/console-access.js';
import { nobody } from '../operations/org-contacts.js';
import { changeRole } from '../operations/provision-person.js';
import { type Role, roles } from '../rules/policy.js';
import { run } from './run.js';
import { withOrg } from './with-org.js';

const PAGE = 500;

/** `deskhand user list`, `deskhand user role EMAIL ROLE` and `deskhand user link EMAIL`. */
export function userCommand(): Command {
  const user = new Command('user').description('Show people and change their role');
  user
    .command('list')
    .description('List the people of an organisation by name')
    .option('--org <name>', 'which organisation')
    .option('--after <user_id>', 'go on after this person')
    .option('--json', 'print JSON')
    .action(run(list));
  user
    .command('role <email>')
    .addArgument(new Argument('<role>', 'the new role').choices(roles))
    .description('Give a person a role')
    .option('--org <name>', 'which organisation')
    .option('--json', 'print JSON')
    .action(run(role));
  user
    .command('link <email>')
    .description('Print a link that signs an admin in to the console, once, within 15 minutes')
    .option('--org <name>', 'which organisation')
    .option('--json', 'print JSON')
    .action(run(link));
  return user;
}

async function list({ org, after = '', json }: { org?: string; after?: string; json?: boolean }): Promise<void> {
  await withOrg(org, async ({ database, orgId }) => {
    const rows = await database.all<{
      user_id: string;
      first_name: string;
      last_name: string;
      email: string | null;
      role: Role;
    }>(
      `SELECT user_id, first_name, last_name, email, role FROM users
       WHERE org_id = $1 AND user_id > $2 ORDER BY user_id LIMIT $3`,
      [orgId, after, PAGE],
    );
    const lines = rows.map(
      (row) => `${row.role.padEnd(8)} ${row.first_name} ${row.last_name} ${row.email ?? ''}  ${row.user_id}`,
    );
    process.stdout.write(`${json ? JSON.stringify(rows) : lines.join('\n') || 'Nobody yet.'}\n`);
  });
}

async function role(email: string, to: Role, { org, json }: { org?: string; json?: boolean }): Promise<void> {
  await withOrg(org, async ({ database, models, orgId }) => {
    await database.write(async (tx) => {
      const where = { org_id: orgId, email: email.trim().toLowerCase() };
      const user = await models.User.findOne({ where, transaction: tx.transaction });
      if (!user) throw nobody(email);
      await changeRole({ tx, models, orgId, now: new Date(), touched: new Set() }, user.user_id, to, null);
    });
    process.stdout.write(json ? `${JSON.stringify({ email, role: to })}\n` : `${email} is ${to} now.\n`);
  });
}

async function link(email: string, { org, json }: { org?: string; json?: boolean }): Promise<void> {
  const baseUrl = baseUrlOf(readConfig(process.env, neither));
  if (!baseUrl) throw refused('Set PUBLIC_URL or PORT: with any port there is no address to link to.');
  await withOrg(org, async ({ database, models, orgId }) => {
    const url = await database.write(async (tx) => {
      const where = { org_id: orgId, email: email.trim().toLowerCase() };
      const user = await models.User.findOne({ where, transaction: tx.transaction });
      if (!user) throw nobody(email);
      if (!mayUseConsole(user.role))
        throw refused(`${email} is ${user.role}; the console is for admins: deskhand user role ${email} admin`);
      return linkToConsole({ tx, models, orgId, now: new Date(), touched: new Set() }, user.user_id, baseUrl);
    });
    process.stdout.write(`${json ? JSON.stringify({ email, url }) : url}\n`);
  });
}

function refused(text: string): DeskError {
  return new DeskError('console', { message: text, userMessage: text });
}
