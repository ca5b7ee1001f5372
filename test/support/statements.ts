import assert from 'node:assert/strict';
import { migrations } from '../../models/migrations/index.js';

/**
 * Says what is wrong with a statement that could reach rows of more than one organisation, or undefined. A statement
 * that touches a tenant table (any with `org_id`, and messages) must do one of these:
 *
 * - compare `org_id` with a value in a condition, or, as an INSERT, give it (messages: `session_id`);
 * - find its row by the external key of a delivery: `platform = … AND tenant = …`;
 * - for messages: point to a session (`session_id = …`), or join one that is scoped;
 * - begin with a comment that says why it may see everything: `all orgs: <why>`.
 *
 * It sees the text of one statement at a time. It cannot see whether the value bound to `org_id` is the right one
 * (`OrgId` and the composite keys are there for that), and it asks for one scoped condition in the whole statement: of a
 * join or a subquery it does not know which table that condition holds, and it takes `org_id = $1 OR …` for a scope.
 * `org_id` among the selected columns, or equal to another table's `org_id`, scopes nothing and does not count; nor
 * does text in strings or comments.
 */
export function checkTenancy(sql: string): string | undefined {
  if (/^\s*\/\* all orgs: \S.*?\*\//s.test(sql)) return undefined;
  const text = bare(sql);
  if (SCHEMA_OR_TRANSACTION.test(text)) return undefined;
  const touched = tablesIn(text).filter((table) => tenantTables.has(table));
  if (touched.length === 0) return undefined;
  if (/^insert\b/.test(text)) return givesOrg(text) ? undefined : `inserts into ${touched[0]} and scopes no org_id`;
  if (isScoped(text)) return undefined;
  if (touched.every((table) => table === 'messages') && compares(text, 'session_id')) return undefined;
  return `touches ${touched.join(', ')} and compares no org_id`;
}

/** Remembers a statement that `checkTenancy` refuses, for `assertTenancy` at the end of the run. */
export function watchTenancy(sql: string): void {
  if (seen.has(sql)) return;
  seen.add(sql);
  const wrong = checkTenancy(sql);
  if (wrong) offenders.push(`${wrong}:\n    ${sql.replace(/\s+/g, ' ').slice(0, 400)}`);
}

/** Fails with the list of all statements that were refused so far. */
export function assertTenancy(): void {
  assert.equal(offenders.length, 0, `Statements without an organisation:\n  ${offenders.join('\n  ')}`);
}

/** The tables that hold rows of organisations, read from the migrations. */
export const tenantTables: ReadonlySet<string> = new Set(
  migrations
    .flatMap(({ up }) => up('sqlite'))
    .filter((sql) => /^CREATE TABLE/.test(sql) && /\borg_id\b/.test(sql))
    .map((sql) => /^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? '')
    .concat('messages'),
);

const SCHEMA_OR_TRANSACTION =
  /^(?:alter|analyze|begin|commit|create|drop|lock|pragma|release|rollback|savepoint|set|show|start|vacuum)\b/;

const seen = new Set<string>();
const offenders: string[] = [];

/** Lower case, one blank between words; without comments, the quotes of names, and what stands in strings. */
function bare(sql: string): string {
  return sql
    .replace(/'(?:[^']|'')*'|--[^\n]*|\/\*.*?\*\//gs, (found) => (found.startsWith("'") ? "''" : ' '))
    .replace(/["`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

const KEYWORD =
  '(?:as|cross|for|full|group|inner|join|left|limit|natural|on|order|returning|right|select|set|union|using|values|where)';
const TABLE = String.raw`(?:only )?[\w.]+(?: as)?(?: (?!${KEYWORD}\b)\w+)?`;
const TABLES = new RegExp(
  String.raw`\b(?:from|join|into|update|using|truncate|table|copy) (${TABLE}(?: ?, ?${TABLE})*)`,
  'g',
);

/** Names after FROM, JOIN, INTO, UPDATE and the commas of a FROM list, without schema and alias. */
function tablesIn(text: string): string[] {
  const named = [...text.matchAll(TABLES)].flatMap(([, list]) => (list ?? '').split(','));
  return [...new Set(named.map((item) => /^ ?(?:only )?(?:\w+\.)?(\w+)/.exec(item)?.[1] ?? ''))];
}

/** An INSERT names the organisation itself; one that copies from other tables has to scope what it reads, too. */
function givesOrg(text: string): boolean {
  const [, table, columns] = /^insert (?:or \w+ )?into ([\w.]+)(?: as \w+)? ?\(([^)]*)\)/.exec(text) ?? [];
  const needed = table === 'messages' ? 'session_id' : 'org_id';
  if (!(columns ?? '').split(',').some((column) => column.trim() === needed)) return false;
  const readsTenants = [...text.matchAll(/\b(?:from|join) (\w+)/g)].some(([, name]) => tenantTables.has(name ?? ''));
  return !readsTenants || isScoped(text);
}

function isScoped(text: string): boolean {
  return compares(text, 'org_id') || (compares(text, 'platform') && compares(text, 'tenant'));
}

const VALUE = String.raw`(?:\$\d+|\?\d*|:\w+|'')`;

/** Whether a condition holds the column to a value, in either order: `WHERE t.org_id = $1`, `AND $2 = org_id`. */
function compares(text: string, name: string): boolean {
  const column = String.raw`(?:\w+\.)?${name}\b`;
  const tests = String.raw`(?:${column} ?(?:= ?${VALUE}|= ?any ?\(|in ?\()|${VALUE} ?= ?${column})`;
  return new RegExp(String.raw`\b(?:where|and|on)\b[ (]*${tests}`).test(text);
}
