import { type ChildProcess, spawn } from 'node:child_process';
import { startPostgres } from './postgres.js';
import { startRedis } from './redis.js';

/**
 * `npm run test:all -- suite|chaos|browser`: what `npm test` leaves out, on private servers. Everything of it without an
 * argument. Fails when SQLite and PostgreSQL did not run the same number of tests.
 */
const parts: Readonly<Record<string, () => Promise<boolean>>> = { suite, chaos, browser };

/** Mocha's arguments for what its configuration leaves out. */
const alone = ['--no-config', '--enable-source-maps', '--timeout', '120000', 'dist/test/browser/**/*.test.js'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0)
  throw new Error(`There is no part "${unknown.join('", "')}": ${Object.keys(parts).join(', ')}.`);
let isGreen = true;
for (const name of wanted.length > 0 ? wanted : Object.keys(parts))
  isGreen = ((await parts[name]?.()) ?? false) && isGreen;
process.exitCode = isGreen ? 0 : 1;

/** The suite of `npm test` on either database, with a redis-server. */
async function suite(): Promise<boolean> {
  const redis = await startRedis();
  try {
    return await onBoth('suite', ['--reporter', 'dot'], { REDIS_URL: redis.url });
  } finally {
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
    const isSame = sqlite.tests === other.tests;
    console.log(`deskhand: ${name}: ${sqlite.tests} tests on SQLite, ${other.tests} on PostgreSQL`);
    if (!isSame) console.error(`${name}: the two databases must run the same tests.`);
    return isSame && sqlite.isGreen && other.isGreen;
  } finally {
    await postgres.stop();
  }
}

interface Ran {
  readonly isGreen: boolean;
  /** What ran, whether it passed or not. */
  readonly tests: number;
}

async function mocha(title: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  console.log(`\n${title}`);
  const child = spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const { code, said } = await finished(child);
  const counted = (word: string) => Number(said.match(new RegExp(`^ +(\\d+) ${word}\\b`, 'm'))?.[1] ?? 0);
  const tests = counted('passing') + counted('failing');
  return { isGreen: code === 0 && tests > 0, tests };
}

function finished(child: ChildProcess): Promise<{ readonly code: number | null; readonly said: string }> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
