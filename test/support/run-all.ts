import { filesOf } from '../chaos/lanes.js';
import { countTests, type MochaRun, runMochas, together } from './mocha-runs.js';
import { startPostgres } from './postgres.js';
import { startRedis } from './redis.js';
import { suiteHalves } from './suite-halves.js';

/**
 * `npm run test:all -- suite|chaos|browser`: what `npm test` leaves out, on private servers. Everything of it without an
 * argument. Fails when PostgreSQL did not run as many tests as there are on SQLite.
 */
const parts: Readonly<Record<string, () => Promise<boolean>>> = { suite, chaos, browser };

/** Mocha's arguments for a file that its configuration leaves out, with a test's longest time. */
const alone = (file: string, timeoutMs: number) => [
  ...['--no-config', '--enable-source-maps', '--require', 'dist/test/support/still-open.js'],
  ...['--timeout', String(timeoutMs), file],
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
    const tests = await countTests([], withRedis);
    const halves = suiteHalves(['--reporter', 'dot'], { ...withRedis, TEST_DATABASE_URL: postgres.url });
    console.log('\nthe suite on PostgreSQL');
    const other = together(await runMochas(halves, halves.length));
    return areTheSame('suite', tests, other.tests) && other.isGreen;
  } finally {
    await postgres.stop();
    await redis.stop();
  }
}

/**
 * Kills, outages and redeliveries, on either database: two files at once, as far as `lanes.ts` allows.
 */
async function chaos(): Promise<boolean> {
  const postgres = await startPostgres();
  try {
    const onBoth = (file: string) => [
      chaosRun(file, 'PostgreSQL', { TEST_DATABASE_URL: postgres.url }),
      chaosRun(file, 'SQLite', {}),
    ];
    const once = filesOf('once').map((file) => chaosRun(file, 'no database', {}));
    const ran = [
      ...(await runMochas([...filesOf('beside').flatMap(onBoth), ...once], 2)),
      ...(await runMochas(filesOf('calm').flatMap(onBoth), 2)),
      ...(await runMochas(filesOf('alone').flatMap(onBoth), 1)),
    ];
    const tests = (ground: string) => together(ran.filter(({ run }) => run.title?.endsWith(ground))).tests;
    const failed = ran.filter(({ isGreen, tests }) => !isGreen || tests === 0).map(({ run }) => run.title);
    if (failed.length > 0) console.error(`\nFailed: ${failed.join('; ')}`);
    return areTheSame('chaos', tests('on SQLite'), tests('on PostgreSQL')) && failed.length === 0;
  } finally {
    await postgres.stop();
  }
}

/** The playground in a real browser. */
async function browser(): Promise<boolean> {
  return together(await runMochas([{ title: 'browser', args: alone('dist/test/browser/**/*.test.js', 120_000) }], 1))
    .isGreen;
}

function chaosRun(file: string, ground: string, env: NodeJS.ProcessEnv): MochaRun {
  return { title: `${file} on ${ground}`, args: alone(`dist/test/chaos/${file}.test.js`, 600_000), env };
}

function areTheSame(name: string, sqlite: number, postgres: number): boolean {
  console.log(`deskhand: ${name}: ${sqlite} tests on SQLite, ${postgres} on PostgreSQL`);
  if (sqlite === postgres) return true;
  console.error(`${name}: the two databases must run the same tests.`);
  return false;
}
