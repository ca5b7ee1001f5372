import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres } from '../support/postgres.js';

/** Runs the suites of this folder on SQLite and on PostgreSQL; arguments go to mocha, `--only sqlite` chooses one. */
const [first, which, ...rest] = process.argv.slice(2);
const only = first === '--only' ? which : undefined;
const args = only ? rest : process.argv.slice(2);

let failures = 0;
if (only !== 'postgres') failures += await mocha({});
if (only !== 'sqlite') {
  const server = process.env.TEST_DATABASE_URL ? undefined : await startPostgres();
  failures += await mocha({ TEST_DATABASE_URL: server?.url ?? process.env.TEST_DATABASE_URL ?? '' });
  await server?.stop();
}
process.exitCode = failures === 0 ? 0 : 1;

async function mocha(env: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn('npx', ['mocha', '--config', 'test/chaos/mocharc.json', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, 'exit');
  return code === 0 ? 0 : 1;
}
