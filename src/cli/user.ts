import { Argument, Command } from 'commander';
import type { Tx } from '../../models/database.js';
import { findUnlinkedAccounts } from '../../models/people/account.js';
import { findUsersCalled, pageOfUsers, type UserRow } from '../../models/tables/user-rows.js';
import { nameOf } from '../../models/user.js';
import { neither, readConfig } from '../config.js';
import { DeskError } from '../errors.js';
import { nobody } from '../operations/organisations/org-contacts.js';
import { linkToConsole, mayUseConsole } from '../operations/people/console-access.js';
import { mergePeople } from '../operations/people/merge-people.js';
import { changeRole } from '../operations/people/provision-person.js';
import { saveRecords } from '../operations/tables/save-records.js';
import type { Work } from '../operations/work.js';
import { type Role, roles } from '../rules/policy.js';
import { consoleAddress } from './console-address.js';
import { run } from './run.js';
import { type OrgWork, withOrg } from './with-org.js';

const PAGE = 500;

interface Options {
  readonly org?: string;
  readonly json?: boolean;
}

/** `deskhand user …`: the people of an organisation, without chat. */
export function userCommand(): Command {
  const user = new Command('user').description('Show people, add them, change their role, and say who is who');
  const leaf = (name: string, description: string) =>
    user
      .command(name)
      .description(description)
      .option('--org <name>', 'which organisation')
      .option('--json', 'print JSON');
  leaf('list', 'List the people of an organisation')
    .option('--after <user_id>', 'go on after this person')
    .action(run(list));
  leaf('add <email>', 'Add a person, whom the platforms know by this e-mail')
    .option('--first <name>', 'first name', '')
    .option('--last <name>', 'last name', '')
    .option('--role <role>', `one of ${roles.join(', ')}`, 'employee')
    .option('--department <name>', 'department; added where it is not there')
    .action(run(add));
  leaf('role <email>', 'Give a person a role')
    .addArgument(new Argument('<role>', 'the new role').choices(roles))
    .action(run(role));
  leaf('link <email>', 'Print a link that signs an admin in to the console, once, within 15 minutes').action(run(link));
  leaf(
    'merge <email> [user_id]',
    'Say that somebody without an e-mail in chat is this person; without an id, list them',
  ).action(run(merge));
  return user;
}

async function list({ org, after = '', json }: Options & { readonly after?: string }): Promise<void> {
  await withOrg(org, async ({ database, orgId }) => {
    const rows = await pageOfUsers(database, orgId, after, PAGE);
    const lines = rows.map((row) =>
      [row.role.padEnd(8), nameOf(row), row.email, row.dept_name, row.user_id].filter(Boolean).join('  '),
    );
    const last = rows.at(-1);
    const more = rows.length === PAGE && last ? [`There may be more: --after ${last.user_id}`] : [];
    print(json ? JSON.stringify(rows) : [...lines, ...more].join('\n') || 'Nobody yet.');
  });
}

interface Added extends Options {
  readonly first: string;
  readonly last: string;
  readonly role: string;
  readonly department?: string;
}

async function add(email: string, { org, json, ...of }: Added): Promise<void> {
  if (!(roles as readonly string[]).includes(of.role)) throw problem(`${of.role} is no role: use ${roles.join(', ')}.`);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw problem(`${email} is no e-mail address, such as name@example.com.`);
  await changing(org, async (work) => {
    if (await find(work, email)) throw problem(`${email} is there already. "deskhand user role" changes their role.`);
    const { first: first_name, last: last_name, role: given, department = null } = of;
    const cells = { email: email.trim().toLowerCase(), first_name, last_name, role: given, department };
    await saveRecords(work, 'users', [{ line: 1, cells, further: {} }]);
  });
  print(json ? JSON.stringify({ email, role: of.role }) : `${email} is added as ${of.role}.`);
}

async function role(email: string, to: Role, { org, json }: Options): Promise<void> {
  await changing(org, async (work) => {
    const user = await find(work, email);
    if (!user) throw nobody(email);
    await changeRole(work, user.user_id, to, null);
  });
  print(json ? JSON.stringify({ email, role: to }) : `${email} is ${to} now.`);
}

async function link(email: string, { org, json }: Options): Promise<void> {
  const config = readConfig(process.env, neither);
  const { url, baseUrl, isAnswered } = await withOrg(org, async ({ database, models, orgId }) => {
    const at = await consoleAddress(config, database);
    const { url: baseUrl } = at;
    if (!baseUrl)
      throw problem('No desk answers, and its settings name no port. Start it (deskhand serve), then run this again.');
    return database.write(async (tx) => {
      const work = { tx, models, orgId, now: new Date(), touched: new Set<string>() };
      const user = await find(work, email);
      if (!user) throw nobody(email);
      if (!mayUseConsole(user.role))
        throw problem(`${email} is ${user.role}; the console is for admins: deskhand user role ${email} admin`);
      return { ...at, baseUrl, url: await linkToConsole(work, user.user_id, baseUrl) };
    });
  });
  if (!isAnswered)
    process.stderr.write(
      `Nothing answers at ${baseUrl}: start the desk (deskhand serve), or set PUBLIC_URL to where it is reached.\n`,
    );
  print(json ? JSON.stringify({ email, url }) : url);
}

async function merge(email: string, userId: string | undefined, { org, json }: Options): Promise<void> {
  if (userId === undefined) return listUnlinked(org, json);
  await changing(org, async (work) => {
    const user = await find(work, email);
    if (!user) throw nobody(email);
    const accounts = await findUnlinkedAccounts(work.tx, work.orgId, PAGE);
    if (!accounts.some((account) => account.user_id === userId))
      throw problem(`${userId} is nobody without an e-mail. "deskhand user merge ${email}" lists who is.`);
    await mergePeople(work, { from: userId, to: user.user_id });
  });
  print(json ? JSON.stringify({ email, merged: userId }) : `They are one now: ${email}.`);
}

async function listUnlinked(org: string | undefined, json = false): Promise<void> {
  await withOrg(org, async ({ database, orgId }) => {
    const rows = await findUnlinkedAccounts(database, orgId, PAGE);
    const lines = rows.map((row) => `${row.user_id}  ${nameOf(row)}  ${row.platform} ${row.external_id}`);
    print(json ? JSON.stringify(rows) : lines.join('\n') || 'Everybody in chat has an e-mail that is known.');
  });
}

function changing<T>(org: string | undefined, act: (work: Work) => Promise<T>): Promise<T> {
  return withOrg(org, ({ database, models, orgId }: OrgWork) =>
    database.write((tx: Tx) => act({ tx, models, orgId, now: new Date(), touched: new Set() })),
  );
}

async function find({ tx, orgId }: Work, email: string): Promise<UserRow | undefined> {
  const address = email.trim().toLowerCase();
  return (await findUsersCalled(tx, orgId, [address])).find((user) => user.email === address);
}

function problem(text: string): DeskError {
  return new DeskError('user', { message: text, userMessage: text });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
