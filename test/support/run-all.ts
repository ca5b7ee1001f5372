import { type ChildProcess, spawn } from 'node:child_process';
import { startPostgres } from './postgres.js';
import { startRedis } from './redis.js';

/**
 * `npm run test:all -- suite|chaos|browser`: what `npm test` leaves out, on private servers. Everything of it without an
 * argument. Fails when PostgreSQL did not run as many tests as there are on SQLite.
 */
const parts: Readonly<Record<string, () => Promise<boolean>>> = { suite, chaos, browser };

/** Mocha's arguments for what its configuration leaves out. */
const alone = [
  ...['--no-config', '--enable-source-maps', '--require', 'dist/test/support/still-open.js'],
  ...['--timeout', '120000', 'dist/test/browser/**/*.test.js'],
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0)
  throw new Error(`There is no part "${unknown.join('", "')}": ${Object.keys(parts).join(', ')}.`);
let isGreen = true;
for (const name of wanted.length > 0 ? wanted : Object.keys(parts))
  isGreen = ((await parts[name]?.()) ?? false) && isGreen;
process.exitCode = isGreen ? 0 : 1;

/** The suite on PostgreSQL and a redis-server: `npm test` runs it on SQLite and the embedded queue. */
async function suite(): Promise<boolean> {
  const redis = await startRedis();
  const postgres = await startPostgres();
  try {
    // Some tests are there only where Redis is.
    const withRedis = { REDIS_URL: redis.url };
    const tests = await countTests(withRedis);
    const env = { ...withRedis, TEST_DATABASE_URL: postgres.url };
    const other = await mocha('the suite on PostgreSQL', ['--reporter', 'dot'], env);
    return areTheSame('suite', tests, other.tests) && other.isGreen;
  } finally {
    await postgres.stop();
    await redis.stop();
  }
}

/** Kills, outages and redeliveries, on either database. */
function chaos(): Promise<boolean> {
  return onBoth('chaos', ['--config', 'test/chaos/mocharc.json'], {});
}

/** The playground in a real browser. */
async function browser(): Promise<boolean> {
  return (await mocha('browser', alone, {})).isGreen;
}

async function onBoth(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const sqlite = await mocha(`${name} on SQLite`, args, env);
  const postgres = await startPostgres();
  try {
    const other = await mocha(`${name} on PostgreSQL`, args, { ...env, TEST_DATABASE_URL: postgres.url });
    return areTheSame(name, sqlite.tests, other.tests) && sqlite.isGreen && other.isGreen;
  } finally {
    await postgres.stop();
  }
}

function areTheSame(name: string, sqlite: number, postgres: number): boolean {
  console.log(`deskhand: ${name}: ${sqlite} tests on SQLite, ${postgres} on PostgreSQL`);
  if (sqlite === postgres) return true;
  console.error(`${name}: the two databases must run the same tests.`);
  return false;
}

/** As many as there are on SQLite, without running them. */
async function countTests(env: NodeJS.ProcessEnv): Promise<number> {
  return testsIn((await finished(startMocha(['--dry-run', '--reporter', 'dot'], env))).said);
}

interface Ran {
  readonly isGreen: boolean;
  /** What ran, whether it passed or not. */
  readonly tests: number;
}

async function mocha(title: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  console.log(`\n${title}`);
  const child = startMocha(args, env);
  child.stdout?.pipe(process.stdout, { end: false });
  const { code, said } = await finished(child);
  const tests = testsIn(said);
  return { isGreen: code === 0 && tests > 0, tests };
}

function startMocha(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
}

function testsIn(said: string): number {
  const counted = (word: string) => Number(said.match(new RegExp(`^ +(\\d+) ${word}\\b`, 'm'))?.[1] ?? 0);
  return counted('passing') + counted('failing') + counted('pending');
}

function finished(child: ChildProcess): Promise<{ readonly code: number | null; readonly said: string }> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
